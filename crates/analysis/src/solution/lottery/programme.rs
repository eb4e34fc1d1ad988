//! A linear programme with few rows and many columns, in exact fractions.
//!
//! Find chances of points, `sum_j chance_j = 1`, such that every party `i` gets at least its due,
//! `sum_j chance_j gain_ij >= due_i + scale_i rise` (without the rise for parties that are settled), and the rise is
//! largest. Solved by the revised simplex method: only the inverse of the basis, as large as there are rows, is kept.
//! (Dantzig & Orchard-Hays 1954, Mathematical Tables and Other Aids to Computation 8:64.) The inverse is kept as whole
//! numbers over the determinant of the basis, and every exchange divides without remainder, so that nothing is ever reduced.
//! (Edmonds 1967, Journal of Research of the National Bureau of Standards 71B:241; Bareiss 1968, Mathematics of Computation
//! 22:565.)

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::Mixture;
use crate::limits::{Budget, Stop};

/// An unknown of the programme. Ordered, so that ties are broken the same way on every run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    /// How far everybody who is not settled rises above its due.
    Rise,
    /// The chance of a point.
    Point(usize),
    /// What a party gets beyond what it must.
    Excess(usize),
}

/// One row for each party, and a last one for the sum of the chances.
pub(super) struct Programme<'a> {
    /// Point by point, party by party.
    gains: &'a [Vec<BigInt>],
    scales: &'a [BigInt],
    /// What each party must get, as a multiple of its scale.
    dues: Vec<BigRational>,
    is_settled: Vec<bool>,
    basis: Vec<Column>,
    /// The inverse of the basis, times `determinant`.
    inverse: Vec<Vec<BigInt>>,
    /// That of the basis, or its opposite: above zero.
    determinant: BigInt,
    /// The values of the unknowns of the basis, times `unit`.
    values: Vec<BigInt>,
    /// Above zero.
    unit: BigInt,
    /// Whether the last exchange changed no value, so that a careless choice could go round in circles.
    is_stalled: bool,
}

impl<'a> Programme<'a> {
    /// The programme in which nothing is due and nobody is settled, started at the first point. `gains` holds at least
    /// one point and is never negative; `scales` are above zero.
    pub(super) fn new(gains: &'a [Vec<BigInt>], scales: &'a [BigInt]) -> Self {
        let parties = scales.len();
        let start = |row: usize, column: usize| match (row == parties, column == parties) {
            (true, true) => BigInt::one(),
            (false, true) => gains[0][row].clone(),
            _ if row == column => -BigInt::one(),
            _ => BigInt::zero(),
        };
        let mut programme = Self {
            gains,
            scales,
            dues: vec![BigRational::zero(); parties],
            is_settled: vec![false; parties],
            basis: (0..parties).map(Column::Excess).chain([Column::Point(0)]).collect(),
            inverse: (0..=parties).map(|row| (0..=parties).map(|column| start(row, column)).collect()).collect(),
            determinant: BigInt::one(),
            values: Vec::new(),
            unit: BigInt::one(),
            is_stalled: false,
        };
        programme.refresh();
        programme
    }

    /// Whether every party is settled.
    pub(super) fn is_all_settled(&self) -> bool {
        self.is_settled.iter().all(|settled| *settled)
    }

    /// The chances of the points.
    pub(super) fn mixture(&self) -> Mixture {
        let chance = |(column, value): (&Column, &BigInt)| match column {
            Column::Point(point) => Some((*point, BigRational::new(value.clone(), self.unit.clone()))),
            Column::Rise | Column::Excess(_) => None,
        };
        self.basis.iter().zip(&self.values).filter_map(chance).collect()
    }

    /// Makes the rise as large as it can be.
    ///
    /// # Errors
    /// Where that takes more steps than `budget` has.
    pub(super) fn maximise(&mut self, budget: &mut Budget) -> Result<(), Stop> {
        loop {
            budget.spend((self.gains.len() * self.scales.len()) as u64)?;
            match self.entering() {
                None => return Ok(()),
                Some(column) => self.exchange(column),
            }
        }
    }

    /// Settles, at the largest rise, those whose due is what keeps it from being larger: they get exactly that much in
    /// every best solution. Raises the dues of the others by the rise and starts over from there.
    pub(super) fn settle(&mut self) {
        let at = self.basis.iter().position(|column| *column == Column::Rise).expect("a largest rise is in the basis");
        let rise = BigRational::new(self.values[at].clone(), self.unit.clone());
        for due in self.dues.iter_mut().zip(&self.is_settled).filter(|(_, settled)| !**settled).map(|(due, _)| due) {
            *due += &rise;
        }
        let parties = 0..self.scales.len();
        let binding: Vec<usize> =
            parties.filter(|&party| !self.is_settled[party] && self.inverse[at][party].is_negative()).collect();
        for &party in &binding {
            self.is_settled[party] = true;
        }
        let first = *binding.first().expect("the rise has a limit, so somebody's due is binding");
        let direction = self.direction(Column::Excess(first));
        self.replace(at, Column::Excess(first), &direction);
        self.refresh();
        self.is_stalled = false;
    }

    /// An unknown that would raise the rise; `None` at the best. The most promising, except after an exchange that
    /// changed nothing: then the first, which never goes round in circles. (Bland 1977, Mathematics of Operations
    /// Research 2:103.)
    fn entering(&self) -> Option<Column> {
        let Some(at) = self.basis.iter().position(|column| *column == Column::Rise) else { return Some(Column::Rise) };
        let (one, parties) = self.inverse[at].split_last().expect("there is a row for the sum of the chances");
        let bonus = |gains: &Vec<BigInt>| -> BigInt {
            -(gains.iter().zip(parties).map(|(gain, price)| gain * price).sum::<BigInt>() + one)
        };
        let improving = self.gains.iter().map(bonus).enumerate().filter(|(_, bonus)| bonus.is_positive());
        let point = match self.is_stalled {
            true => improving.map(|(point, _)| point).next(),
            false => improving.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(point, _)| point),
        };
        let excess = || parties.iter().position(BigInt::is_positive).map(Column::Excess);
        point.map(Column::Point).or_else(excess)
    }

    /// Takes `entering` into the basis in place of the unknown that falls to zero first.
    fn exchange(&mut self, entering: Column) {
        let direction = self.direction(entering);
        let limits = |a: usize, b: usize| (&self.values[a] * &direction[b]).cmp(&(&self.values[b] * &direction[a]));
        let falling = (0..self.basis.len()).filter(|&row| direction[row].is_positive());
        let leaving = falling.min_by(|&a, &b| limits(a, b).then(self.basis[a].cmp(&self.basis[b])));
        let leaving = leaving.expect("no rise is without limit: nobody gains more than its best");
        self.is_stalled = self.values[leaving].is_zero();
        self.replace(leaving, entering, &direction);
        self.refresh();
    }

    /// How much the unknowns of the basis fall for each unit of `column`, times the determinant.
    fn direction(&self, column: Column) -> Vec<BigInt> {
        let coefficient = |row: usize| match column {
            Column::Rise if row < self.scales.len() && !self.is_settled[row] => Some(-&self.scales[row]),
            Column::Point(point) => Some(self.gains[point].get(row).cloned().unwrap_or_else(BigInt::one)),
            Column::Excess(party) if party == row => Some(-BigInt::one()),
            Column::Rise | Column::Excess(_) => None,
        };
        let coefficients: Vec<(usize, BigInt)> = (0..self.basis.len()).filter_map(|row| Some((row, coefficient(row)?))).collect();
        let fall = |row: &Vec<BigInt>| coefficients.iter().map(|(at, coefficient)| &row[*at] * coefficient).sum();
        self.inverse.iter().map(fall).collect()
    }

    /// Puts `entering`, whose `direction` is not zero there, in the place `at` of the basis.
    fn replace(&mut self, at: usize, entering: Column, direction: &[BigInt]) {
        self.basis[at] = entering;
        let pivot = self.inverse[at].clone();
        for (row, fall) in direction.iter().enumerate().filter(|(row, _)| *row != at) {
            for (value, own) in self.inverse[row].iter_mut().zip(&pivot) {
                // Without a remainder: both are minors of the same matrix.
                *value = (&*value * &direction[at] - fall * own) / &self.determinant;
            }
        }
        self.determinant = direction[at].clone();
        if self.determinant.is_negative() {
            self.determinant = -&self.determinant;
            self.inverse.iter_mut().flatten().for_each(|value| *value = -&*value);
        }
    }

    /// The values of the basis for the dues as they are now.
    fn refresh(&mut self) {
        let dues = self.dues.iter().zip(self.scales).map(|(due, scale)| due * scale).chain([BigRational::one()]);
        let dues: Vec<BigRational> = dues.collect();
        let (dues, common) = whole(&dues);
        let value = |row: &Vec<BigInt>| row.iter().zip(&dues).map(|(entry, due)| entry * due).sum();
        self.values = self.inverse.iter().map(value).collect();
        self.unit = &self.determinant * common;
    }
}

/// `fractions` times a common denominator, and that.
fn whole(fractions: &[BigRational]) -> (Vec<BigInt>, BigInt) {
    let common = fractions.iter().fold(BigInt::one(), |common, fraction| num_integer::lcm(common, fraction.denom().clone()));
    (fractions.iter().map(|fraction| fraction.numer() * (&common / fraction.denom())).collect(), common)
}
