//! What every method can do, in grades and paths; [`Inverse`](super::Inverse) turns them into units and outcomes.

use std::fmt::Debug;

use num_bigint::BigUint;
use zopa_model::OptionIndex;

use super::answer::{Count, Method};
use super::limits::Unordered;
use super::scale::Grade;

/// An outcome as a path through the layers, with its grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Graded {
    pub(super) path: Vec<OptionIndex>,
    pub(super) grade: Grade,
}

/// The answer to a question for the nearest.
#[derive(Clone, Debug)]
pub(super) struct Closest {
    pub(super) found: Graded,
    /// No outcome on the side asked for is nearer to the target than this.
    pub(super) bound: Grade,
}

impl Closest {
    /// One than which none is nearer.
    pub(super) fn exact(found: Graded) -> Self {
        Self { bound: found.grade, found }
    }
}

/// Outcomes one after the other.
pub(super) type Paths<'a> = Box<dyn Iterator<Item = Graded> + 'a>;

/// A method, prepared. All grades that are asked for lie between 0 and the top of the scale, both included; the top stands
/// for all sums from there on. Between equal grades the smaller path comes first.
pub(super) trait Engine: Debug + Send + Sync {
    fn method(&self) -> Method;

    /// The least grade from `grade` up.
    fn at_or_above(&self, grade: Grade) -> Option<Closest>;

    /// The greatest grade from `grade` down.
    fn at_or_below(&self, grade: Grade) -> Option<Closest>;

    /// Some outcome graded from `grade` to `grade + slack` if one is found soon, and otherwise the nearest above.
    fn close_above(&self, grade: Grade, slack: Grade) -> Option<Closest> {
        let _ = slack;
        self.at_or_above(grade)
    }

    /// How many outcomes have a grade from `low` to `high`.
    fn count(&self, low: Grade, high: Grade) -> Count;

    /// The outcomes that have a grade from `low` to `high`, made ready for several questions.
    fn band(&self, low: Grade, high: Grade) -> Box<dyn Places + '_>;

    /// All outcomes, from the best down.
    fn best_first(&self) -> Paths<'_>;

    /// The outcome at place `place` of [`Engine::best_first`]; the place is below the number of outcomes.
    fn kth_best(&self, place: &BigUint) -> Result<Graded, Unordered>;
}

/// The outcomes of a band, numbered.
pub(super) trait Places: Debug {
    /// How many outcomes the band holds; there are `at_most` places.
    fn count(&self) -> &Count;

    /// The outcome at a place below `count().at_most`; `None` where the place turns out to lie outside of the band. No
    /// outcome has two places.
    fn at(&self, place: &BigUint) -> Option<Graded>;

    fn ascending(&self) -> Result<Paths<'_>, Unordered>;

    fn descending(&self) -> Result<Paths<'_>, Unordered>;
}
