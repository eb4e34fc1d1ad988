//! What is known of a frontier that was not found whole.

use zopa_model::Units;

use super::Point;

/// Bounds on a frontier from both sides, for when a limit came first. Nothing in it is a guess: every point of it exists,
/// and what it rules out does not.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Enclosure {
    /// Points proven to lie on the frontier, ascending.
    pub proven: Vec<Point>,
    /// Points that some outcome reaches and that none found dominates, ascending; whether they lie on the frontier is
    /// open. Disjoint from `proven`.
    pub found: Vec<Point>,
    /// What may be missing: every point of the frontier is among `proven` and `found`, or is at most one of these corners
    /// in every coordinate. Ascending; empty where nothing is missing.
    pub corners: Vec<Vec<Units>>,
    /// Weighted sums that no outcome exceeds.
    pub ceilings: Vec<Ceiling>,
}

/// A proven upper bound on a weighted sum of utilities: `sum_i weights_i u_i <= at_most`, in units of each party's quantum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// One weight for each party, at least zero.
    pub weights: Vec<Units>,
    /// The bound.
    pub at_most: Units,
}
