//! Gains of several parties, each on its own scale, compared exactly.

use std::cmp::Ordering;

use zopa_model::{BargainingProblem, Outcome, Units};

use crate::ratio::Ratio;

/// What each party gains by going from `before` to `after`, in units.
pub(super) fn difference(before: &[Units], after: &[Units]) -> Vec<Units> {
    before.iter().zip(after).map(|(before, after)| after - before).collect()
}

/// The gains as quotients, so that those of different parties can be compared.
pub(super) fn on_scale(problem: &BargainingProblem, gains: &[Units]) -> Vec<Ratio> {
    let quotient = |(utility, &gain): (&zopa_model::Utility, &Units)| Ratio::new(gain, utility.quantum.denominator());
    problem.utilities.iter().zip(gains).map(quotient).collect()
}

/// Compares the smallest gains, then the next, and so on: larger is better.
pub(super) fn leximin(one: &[Ratio], other: &[Ratio]) -> Ordering {
    let sorted = |gains: &[Ratio]| {
        let mut gains = gains.to_vec();
        gains.sort_unstable();
        gains
    };
    sorted(one).cmp(&sorted(other))
}

/// Whether `outcome` is feasible and crosses nobody's red line.
pub(super) fn is_open(problem: &BargainingProblem, outcome: &Outcome) -> bool {
    let crosses = |utility: &zopa_model::Utility| utility.refusals.iter().any(|line| line.fits(outcome));
    problem.space.is_feasible(outcome) && !problem.utilities.iter().any(crosses)
}
