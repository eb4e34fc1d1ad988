//! The point analysis: the frontier and the solutions over it, where a basis was named or the case is a point.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::OutcomeView;

/// The ways to settle everything at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpaceView {
    /// How many there are, as a decimal string: it may exceed every machine number. Rules are not subtracted.
    pub outcomes: String,
    /// The names of the bargained issues, in order.
    pub issues: Vec<String>,
    /// Combinations that cannot stand together, in words.
    pub rules: Vec<String>,
}

/// Outcomes that nothing beats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrontierView {
    /// Whether the points are exact and none is missing.
    pub exact: bool,
    /// How it was found.
    pub method: String,
    /// Number of distinct points; `null` where the search was stopped.
    pub size: Option<u64>,
    /// Number of distinct points of the frontier among packages acceptable to all. It is no part of the frontier
    /// above: where red lines forbid what would beat a package, that package may stand on this one alone. `null` where
    /// it is not known.
    pub rational_size: Option<u64>,
    /// The points, ascending.
    pub points: Vec<PointView>,
    /// The limit that stopped it, where one did.
    pub stopped: Option<String>,
    /// What is known all the same, where a limit stopped it.
    pub enclosure: Option<EnclosureView>,
}

/// Bounds on a frontier from both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EnclosureView {
    /// Points proven to lie on the frontier.
    pub proven: Vec<PointView>,
    /// Points that exist and that nothing found beats; whether something else does is open.
    pub found: Vec<PointView>,
    /// Every point of the frontier is one of those, or at most one of these in every coordinate.
    pub corners: Vec<Vec<f64>>,
    /// Weighted sums of utilities that no outcome exceeds.
    pub ceilings: Vec<CeilingView>,
}

/// `sum of weights × utilities <= at_most`, for every outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CeilingView {
    /// One weight for each party.
    pub weights: Vec<f64>,
    /// The bound.
    pub at_most: f64,
}

/// A point and one outcome that reaches it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PointView {
    /// Utilities in the order of the parties.
    pub utilities: Vec<f64>,
    /// The same as fractions, "n/d".
    pub exact_utilities: Vec<String>,
    /// An outcome that reaches it.
    pub outcome: OutcomeView,
}

/// The four concepts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SolutionsView {
    /// The largest product of gains (Nash 1950).
    pub nash: SolutionView,
    /// Equal shares of what each could gain at most (Kalai and Smorodinsky 1975).
    pub kalai_smorodinsky: SolutionView,
    /// The smallest gain as large as can be (Kalai 1977).
    pub egalitarian: SolutionView,
    /// The largest sum.
    pub utilitarian: SolutionView,
}

impl SolutionsView {
    /// The four with their names for people, in a fixed order.
    pub fn named(&self) -> [(&'static str, &SolutionView); 4] {
        [
            ("Nash", &self.nash),
            ("Kalai–Smorodinsky", &self.kalai_smorodinsky),
            ("egalitarian", &self.egalitarian),
            ("utilitarian", &self.utilitarian),
        ]
    }
}

/// What one concept picks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SolutionView {
    /// Whether the answer is exact and all ties are listed.
    pub exact: bool,
    /// All tied points.
    pub points: Vec<PointView>,
    /// Notes such as `degenerate`, or `disagreement assumed`.
    pub notes: Vec<String>,
    /// Why there is none, where there is none: "no zone".
    pub reason: Option<String>,
    /// What is proven of it all the same, where a limit stopped the frontier that it is read off.
    pub bounds: Option<BoundsView>,
}

/// Bounds on what a concept maximises, over the packages acceptable to all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoundsView {
    /// What it maximises: "product of gains".
    pub of: String,
    /// The best found; `null` where no package acceptable to all was found, which does not prove that there is none.
    pub at_least: Option<f64>,
    /// The same as a fraction.
    pub exact_at_least: Option<String>,
    /// No package acceptable to all reaches more.
    pub at_most: f64,
    /// The same as a fraction.
    pub exact_at_most: String,
    /// A package that reaches the best found.
    pub point: Option<PointView>,
}

impl BoundsView {
    /// Whether the best found is proven to be the best.
    pub fn is_proven(&self) -> bool {
        self.exact_at_least.as_ref() == Some(&self.exact_at_most)
    }
}
