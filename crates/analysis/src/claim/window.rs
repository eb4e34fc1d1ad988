//! The utility vectors that a printed point may mean, in units.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use zopa_model::{BargainingProblem, Exact, Units};

use super::Tolerance;

/// For each party the smallest and the largest number of units that are meant. Where no whole number is, the smallest is
/// above the largest.
pub(super) struct Window(Vec<(Units, Units)>);

impl Window {
    /// The window around `printed`; `None` where it has not one number for each party.
    pub(super) fn new(problem: &BargainingProblem, printed: &[Exact], tolerance: &Tolerance) -> Option<Self> {
        let range = |(number, utility): (&Exact, &zopa_model::Utility)| {
            let scale = BigInt::from(utility.quantum.denominator());
            let (low, high) = tolerance.around(number);
            let units = |number: Exact| -> BigRational { number.rational() * &scale };
            (saturating(units(low).ceil()), saturating(units(high).floor()))
        };
        let is_fitting = printed.len() == problem.utilities.len();
        is_fitting.then(|| Self(printed.iter().zip(&problem.utilities).map(range).collect()))
    }

    /// Whether `units` may be meant.
    pub(super) fn holds(&self, units: &[Units]) -> bool {
        self.is_reached_by(units) && self.0.iter().zip(units).all(|((_, high), units)| units <= high)
    }

    /// Whether `units` give everybody at least what may be meant.
    pub(super) fn is_reached_by(&self, units: &[Units]) -> bool {
        self.0.iter().zip(units).all(|((low, _), units)| units >= low)
    }
}

/// A whole number in units. Beyond their range no utility lies, so that the nearest end compares alike.
fn saturating(number: BigRational) -> Units {
    let end = if number.is_negative() { Units::MIN } else { Units::MAX };
    number.to_integer().to_i128().unwrap_or(end)
}
