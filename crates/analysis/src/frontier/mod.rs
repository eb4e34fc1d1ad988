//! The frontier: what nobody can improve on without somebody losing.

mod divide;
mod enclosure;
mod filter;
mod fold;
mod kept;
pub(crate) mod merge;
mod points;
pub(crate) mod set;
mod supports;

pub(crate) use enclosure::alone;
pub use enclosure::{Ceiling, Enclosure};
pub use points::Points;
pub(crate) use supports::{Supports, enclosure};

use std::borrow::Cow;
use std::fmt;

use zopa_model::{BargainingProblem, Outcome, Pattern, Units};

use crate::boxes;
use crate::limits::{Limits, Stop};
use crate::units::fits_64_bits;

/// The distinct utility vectors that no feasible outcome dominates. Reservations play no part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// Ascending by the first party's utility, then the second's, and so on. Empty where nothing is feasible, and
    /// where the kernel stopped. Shared, because the rational frontier mostly is the same list.
    pub points: Points,
    /// How it was found.
    pub method: Method,
    /// Whether these are all points, and the utilities behind them are what was stated (not rounded to 2^-50).
    pub exact: bool,
    /// Which of several outcomes of the same worth each point shows.
    pub witness: WitnessRule,
    /// Why there is no answer, where a limit came first.
    pub stopped: Option<Stop>,
    /// What is known all the same where a limit came first, as far as the method can tell.
    pub enclosure: Option<Box<Enclosure>>,
}

/// A utility vector with one outcome behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The utility of each party, in units of its quantum.
    pub units: Vec<Units>,
    /// An outcome worth that.
    pub outcome: Outcome,
}

/// How a frontier was found. Both ways are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Issue by issue, keeping the undominated sums (Nemhauser & Ullmann 1969, Management Science 15:494).
    IssueByIssue,
    /// Linked issues by bucket elimination (Rollon & Larrosa 2006, Journal of Heuristics 12:307), then as above.
    Elimination {
        /// Induced width of the widest linked group.
        width: usize,
    },
    /// Boxes, or boxes beside other summands, issue by issue, with the undominated sums for each set of open boxes.
    Sweep,
    /// Boxes by their conflicts: those that meet pairwise have a common point (Helly), so that frontiers are those of a
    /// multi-objective stable set, by a decision diagram with ceilings from linear programmes (Bergman et al. 2016, Decision
    /// Diagrams for Optimization).
    Conflicts {
        /// How many boxes, after what can be had together was made one.
        boxes: usize,
    },
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IssueByIssue => f.write_str("issue by issue, keeping undominated sums"),
            Self::Elimination { width } => {
                write!(f, "elimination of linked issues (induced width {width}), keeping undominated sums")
            }
            Self::Sweep => f.write_str("issue by issue, keeping undominated sums for each set of boxes that are still open"),
            Self::Conflicts { boxes } => {
                write!(f, "{boxes} groups of boxes by their conflicts, a decision diagram with proven ceilings")
            }
        }
    }
}

/// Which outcome stands for a utility vector that several outcomes reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WitnessRule {
    /// The smallest in lexicographic order of option indices.
    Lexicographic,
    /// Any one of them, the same on every run.
    Any,
}

impl fmt::Display for WitnessRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lexicographic => "first in the order of options",
            Self::Any => "any of equal worth",
        })
    }
}

/// The exact frontier of `problem` over its feasible outcomes, for any number of parties, without listing them.
///
/// Independent issues are folded in one at a time; issues under linkages or rules are eliminated first. Stops with
/// a reason when the undominated sums outgrow `limits`.
///
/// ```
/// # use zopa_model::{BargainingProblem, Exact, ExactFactor, Issue, OutcomeSpace, Threshold, Utility};
/// # use zopa_analysis::{frontier, Limits};
/// let space = OutcomeSpace::new(vec![Issue::categorical("price", ["low", "middling", "high"])], vec![]);
/// let utility = |values: [i32; 3]| {
///     let values = values.map(Exact::from_integer).to_vec();
///     Utility::from_exact(&[3], vec![ExactFactor { issues: vec![0], values }], None, Threshold::Any, None, vec![]).unwrap()
/// };
/// let problem = BargainingProblem { space: &space, utilities: vec![utility([4, 2, 0]), utility([0, 3, 4])] };
/// let found = frontier(&problem, &Limits::default());
/// assert_eq!(found.points.iter().map(|point| &point.units[..]).collect::<Vec<_>>(), [[0, 4], [2, 3], [4, 0]]);
/// assert!(found.exact);
/// ```
pub fn frontier(problem: &BargainingProblem, limits: &Limits) -> Frontier {
    frontier_without(problem, &[], limits)
}

/// The frontier over the outcomes that cross nobody's red line. Where there is none, this is the frontier.
pub fn frontier_within_red_lines(problem: &BargainingProblem, limits: &Limits) -> Frontier {
    let refusals: Vec<&Pattern> = problem.utilities.iter().flat_map(|utility| &utility.refusals).collect();
    frontier_without(problem, &refusals, limits)
}

/// The frontier within red lines where some are drawn, and otherwise `frontier`, which is the same then.
pub(crate) fn within_red_lines<'a>(problem: &BargainingProblem, frontier: &'a Frontier, limits: &Limits) -> Cow<'a, Frontier> {
    match problem.utilities.iter().all(|utility| utility.refusals.is_empty()) {
        true => Cow::Borrowed(frontier),
        false => Cow::Owned(frontier_within_red_lines(problem, limits)),
    }
}

/// Most parties that a kernel is built for.
const MOST_PARTIES: usize = 256;

/// The frontier over the feasible outcomes that fit none of `forbidden`.
pub(crate) fn frontier_without(problem: &BargainingProblem, forbidden: &[&Pattern], limits: &Limits) -> Frontier {
    if boxes::has_boxes(problem) {
        return boxes::frontier(problem, forbidden, limits);
    }
    let narrow = fits_64_bits(problem);
    // Vectors are padded with zeros to the next of a few lengths, each of which has kernels of its own.
    macro_rules! by_length {
        ($($length:literal)*) => {
            match problem.utilities.len() {
                $(parties if parties <= $length && narrow => fold::frontier::<i64, $length>(problem, forbidden, limits),
                parties if parties <= $length => fold::frontier::<i128, $length>(problem, forbidden, limits),)*
                _ => Err(Stop::Parties { limit: MOST_PARTIES }),
            }
        };
    }
    let found = by_length!(2 3 4 6 16 256);
    found.unwrap_or_else(|stop| Frontier {
        points: Points::default(),
        method: Method::IssueByIssue,
        exact: false,
        witness: WitnessRule::Any,
        stopped: Some(stop),
        enclosure: enclosure(problem, forbidden, limits).map(Box::new),
    })
}

/// The same in full width, so that tests can compare the two.
#[doc(hidden)]
pub fn frontier_in_full_width(problem: &BargainingProblem, limits: &Limits) -> Frontier {
    match problem.utilities.len() {
        2 => fold::frontier::<i128, 2>(problem, &[], limits),
        3 => fold::frontier::<i128, 3>(problem, &[], limits),
        _ => fold::frontier::<i128, 16>(problem, &[], limits),
    }
    .expect("tests keep within the limits")
}
