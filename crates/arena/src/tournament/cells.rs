//! Numbers sorted into rows and scenarios, and their means.

use super::{Record, Tournament};

/// Numbers by row (a strategy, or a pair) and scenario.
pub(super) struct Cells {
    scenarios: usize,
    values: Vec<Vec<f64>>,
    /// How many were not defined, by row.
    pub(super) undefined: Vec<u64>,
}

impl Cells {
    pub(super) fn new(rows: usize, scenarios: usize) -> Self {
        Self { scenarios, values: vec![Vec::new(); rows * scenarios], undefined: vec![0; rows] }
    }

    /// Adds a number, or counts that it is not defined.
    pub(super) fn add(&mut self, row: usize, scenario: usize, value: Option<f64>) {
        match value {
            Some(value) => self.values[row * self.scenarios + scenario].push(value),
            None => self.undefined[row] += 1,
        }
    }

    /// How many numbers a row has.
    pub(super) fn count(&self, row: usize) -> u64 {
        self.row(row).map(|cell| cell.len() as u64).sum()
    }

    fn row(&self, row: usize) -> impl Iterator<Item = &Vec<f64>> {
        self.values[row * self.scenarios..(row + 1) * self.scenarios].iter()
    }

    /// The mean in each scenario, by row; `None` where a cell is empty.
    pub(super) fn means(mut self) -> Vec<Vec<Option<f64>>> {
        let means: Vec<Option<f64>> = self.values.iter_mut().map(|cell| mean(cell)).collect();
        means.chunks(self.scenarios.max(1)).map(<[_]>::to_vec).collect()
    }
}

/// The mean. Sorted first, so that the same numbers in any order give the same bits, and equals are equal.
fn mean(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The mean of those that are there.
pub(super) fn mean_of(values: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let (sum, count) = values.into_iter().flatten().fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Goes through every seat of every record: its scenario, who sat where, the record, the seat.
pub(super) fn seats<'a>(
    tournament: &'a Tournament,
    records: &'a [Record],
) -> impl Iterator<Item = (super::Fixture<'a>, &'a Record, usize)> {
    records.iter().flat_map(|record| {
        let fixture = tournament.schedule.fixture(record.session);
        (0..fixture.seats.len()).map(move |seat| (fixture, record, seat))
    })
}
