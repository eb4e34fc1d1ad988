//! What each strategy makes against each.

use serde::Serialize;

use super::cells::{Cells, mean_of, seats};
use super::{Record, Tournament};

/// The mean score of each strategy against each: over seats and sessions on a scenario, then over scenarios. Where more than
/// two sit at the table, every other seat counts as one whom it met.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Payoff {
    /// The strategies, in the order of rows and columns.
    pub strategies: Vec<String>,
    /// What the strategy of the row makes against that of the column; `None` where they never met.
    pub table: Vec<Vec<Option<f64>>>,
    /// The same by scenario: row, column, scenario.
    #[serde(skip)]
    pub(super) by_scenario: Vec<Vec<Vec<Option<f64>>>>,
}

impl Payoff {
    pub(super) fn of(tournament: &Tournament, records: &[Record]) -> Self {
        let count = tournament.contenders.len();
        let mut cells = Cells::new(count * count, tournament.plan.scenarios.len());
        for (fixture, record, seat) in seats(tournament, records) {
            let score = (tournament.score.of)(record, seat);
            let others = fixture.seats.iter().enumerate().filter(|(other, _)| *other != seat);
            others.for_each(|(_, other)| cells.add(fixture.seats[seat] * count + other, fixture.scenario, score));
        }
        let by_scenario: Vec<Vec<Vec<Option<f64>>>> = cells.means().chunks(count).map(<[_]>::to_vec).collect();
        Self {
            strategies: tournament.plan.strategies.iter().map(|entrant| entrant.strategy.clone()).collect(),
            table: by_scenario.iter().map(|row| row.iter().map(|cell| mean_of(cell.iter().copied())).collect()).collect(),
            by_scenario,
        }
    }

    /// The table, where everybody met everybody and themselves.
    pub(super) fn complete(&self) -> Option<Vec<Vec<f64>>> {
        self.table.iter().map(|row| row.iter().copied().collect()).collect()
    }

    /// The table over the scenarios that were picked; `None` where that leaves a hole.
    pub(super) fn resampled(&self, picks: &[usize]) -> Option<Vec<Vec<f64>>> {
        let cell = |cell: &Vec<Option<f64>>| mean_of(picks.iter().map(|pick| cell[*pick]));
        self.by_scenario.iter().map(|row| row.iter().map(cell).collect()).collect()
    }
}
