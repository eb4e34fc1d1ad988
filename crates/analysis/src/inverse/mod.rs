//! Questions about one party's utility asked backwards: which outcome is worth about so much, which are worth from here to
//! there, how many are better than this one.
//!
//! A strategy asks such questions at every turn, of spaces that nobody can list. So a utility is prepared once, by the
//! strongest method that the limits allow, and then answers quickly; see [`Method`] for the methods and where they come
//! from. Answers are over the feasible outcomes, or over those that cross none of the party's red lines as well; its
//! reservation plays no part, and is a bound that the caller sets. The cap of a utility makes everything above it equal.
//!
//! | method | serves | one question |
//! |---|---|---|
//! | [`Sorted`](Method::Sorted) | spaces that can be listed | a binary search |
//! | [`SumTable`](Method::SumTable) | any space, utilities on a grid | a walk along the issues |
//! | [`MeetInTheMiddle`](Method::MeetInTheMiddle) | up to about 10^14 outcomes, any utility | a walk along both halves, unless the target is hit early |
//! | [`RoundedTable`](Method::RoundedTable) | any space, any utility, with a certified gap | as both above |
//!
//! Linkages, rules, red lines and boxes are joined in a decision diagram, which all four run on; where they overlap so much
//! that it outgrows its limit and the space cannot be listed either, the preparation is refused with the reason.
//!
//! ```
//! # use zopa_model::{Exact, ExactFactor, Issue, OutcomeSpace, Threshold, Utility};
//! use zopa_analysis::inverse::{Inverse, InverseLimits, Side};
//! use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
//!
//! let issues = vec![Issue::categorical("wages", ["a", "b", "c"]), Issue::categorical("hours", ["x", "y"])];
//! let space = OutcomeSpace::new(issues, vec![]);
//! # let factor = |issue, eighths: &[i32]| ExactFactor {
//! #     issues: vec![issue],
//! #     values: eighths.iter().map(|&value| Exact::ratio(value, 8).unwrap()).collect(),
//! # };
//! # let utility = |first, second| {
//! #     Utility::from_exact(&[3, 2], vec![factor(0, first), factor(1, second)], None, Threshold::Any, None, vec![]).unwrap()
//! # };
//! // In eighths: 4, 2 or 0 for wages and 4 or 1 for hours.
//! let utility = utility(&[4, 2, 0], &[4, 1]);
//! let inverse = Inverse::prepare(&space, &utility, &InverseLimits::default())?;
//!
//! // The least that is still worth 4.5 eighths is `a` with `y`, worth 5.
//! let nearest = inverse.nearest_at_or_above(5).unwrap();
//! assert_eq!((nearest.outcome.options(), nearest.units, nearest.gap), (&[0, 1][..], 5, 0));
//! // Nothing is worth 9 eighths, so the best comes with a flag.
//! assert_eq!(inverse.nearest_at_or_above(9).unwrap().side, Side::BelowTarget);
//!
//! let band = inverse.band(3..=5);
//! let worth: Vec<i128> = band.ascending()?.map(|valued| valued.units).collect();
//! assert_eq!(worth, [3, 4, 5]);
//! assert!(band.draw(&mut ChaCha12Rng::seed_from_u64(1)).drawn().is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod band;
mod best_first;
mod best_for_other;
mod diagram;
mod engine;
mod grades;
mod halves;
mod limbs;
mod limits;
mod meet;
mod meet_band;
mod prepare;
mod rejection;
mod rounded;
mod scale;
mod sorted;
mod sum_table;
mod tabled;
mod uniform;

use std::ops::RangeInclusive;
use std::sync::Arc;

use num_bigint::BigUint;
use zopa_model::{IssueIndex, Outcome, OutcomeSpace, Pattern, Units, Utility};

pub use self::answer::{Count, Draw, Method, Nearest, Rank, Side, Ties, Valued};
pub use self::band::Band;
pub use self::best_for_other::TwoPartyFrontier;
use self::engine::{Closest, Engine, Graded};
pub use self::limits::{InverseLimits, Refusal, Unordered};
pub use self::rejection::{Rejection, draw_by_rejection};
use self::scale::Scale;

/// One party's utility over one space, prepared. Threads share it, and a clone costs nothing.
#[derive(Clone, Debug)]
pub struct Inverse(Arc<Prepared>);

/// A method with what turns its grades and paths into units and outcomes.
#[derive(Debug)]
struct Prepared {
    engine: Box<dyn Engine>,
    scale: Scale,
    method: Method,
    /// The issue of each layer; `None` for the order of the space.
    order: Option<Vec<IssueIndex>>,
    total: Count,
    is_stated: bool,
    attempts: u32,
}

impl Inverse {
    /// Prepares questions over the feasible outcomes of `space`.
    ///
    /// # Errors
    /// Where no method keeps within `limits`.
    pub fn prepare(space: &OutcomeSpace, utility: &Utility, limits: &InverseLimits) -> Result<Self, Refusal> {
        prepare::prepare(space, utility, &[], limits).map(Self::from)
    }

    /// Prepares questions over the feasible outcomes that cross none of the party's own red lines.
    ///
    /// # Errors
    /// Where no method keeps within `limits`.
    pub fn prepare_within_red_lines(space: &OutcomeSpace, utility: &Utility, limits: &InverseLimits) -> Result<Self, Refusal> {
        let refusals: Vec<&Pattern> = utility.refusals.iter().collect();
        prepare::prepare(space, utility, &refusals, limits).map(Self::from)
    }

    /// How questions are answered.
    pub fn method(&self) -> Method {
        self.0.method
    }

    /// Whether every answer is exact: the method is, and the utility is what was stated and not rounded to 2^-50.
    pub fn is_exact(&self) -> bool {
        self.0.method.is_exact() && self.0.is_stated
    }

    /// Which of several outcomes of equal worth comes first, wherever outcomes have an order.
    pub fn ties(&self) -> Ties {
        match &self.0.order {
            _ if !self.0.method.is_exact() => Ties::Any,
            Some(order) => Ties::Reordered(order.clone()),
            None => Ties::Index,
        }
    }

    /// How many outcomes there are in all.
    pub fn total(&self) -> &BigUint {
        &self.0.total.at_most
    }

    /// The outcome of the least worth from `target` up, or the best with [`Side::BelowTarget`] where none reaches it; `None`
    /// where nothing is feasible.
    pub fn nearest_at_or_above(&self, target: Units) -> Option<Nearest> {
        let above = self.0.scale.at_least(target).and_then(|grade| self.0.engine.at_or_above(grade));
        self.above(target, above)
    }

    /// An outcome worth from `target` to `target + slack` where one is soon found, otherwise the nearest at or above. For
    /// strategies that need no more than that: where halves are long, the very nearest takes a walk along both, and one
    /// that is near enough mostly a look or two. Which one it is, is the same on every run.
    pub fn close_above(&self, target: Units, slack: Units) -> Option<Nearest> {
        let scale = &self.0.scale;
        let limit = target.saturating_add(slack.max(0));
        let close = |grade| self.0.engine.close_above(grade, scale.steps(limit.saturating_sub(scale.units(grade))));
        self.above(target, scale.at_least(target).and_then(close))
    }

    /// The outcome of the greatest worth from `target` down, or the worst with [`Side::AboveTarget`] where all are worth more;
    /// `None` where nothing is feasible.
    pub fn nearest_at_or_below(&self, target: Units) -> Option<Nearest> {
        let engine = &self.0.engine;
        match self.0.scale.at_most(target).and_then(|grade| engine.at_or_below(grade)) {
            Some(closest) => Some(self.nearest(target, closest, Side::AsAsked)),
            None => {
                engine.at_or_above(0).map(|worst| self.nearest(self.0.scale.units(worst.found.grade), worst, Side::AboveTarget))
            }
        }
    }

    /// The outcomes worth a number in `band`, both ends included.
    pub fn band(&self, band: RangeInclusive<Units>) -> Band<'_> {
        let grades = self.0.scale.at_least(*band.start()).zip(self.0.scale.at_most(*band.end()));
        let grades = grades.filter(|(low, high)| low <= high && !band.is_empty());
        Band::new(self, grades.map(|(low, high)| self.0.engine.band(low, high)))
    }

    /// All outcomes from the best down, equal ones by [`Inverse::ties`]; they are found as they are asked for.
    pub fn best_first(&self) -> impl Iterator<Item = Valued> + '_ {
        self.0.engine.best_first().map(|graded| self.valued(graded))
    }

    /// The outcome at place `place` of [`Inverse::best_first`], counted from zero; `None` beyond the last.
    ///
    /// # Errors
    /// Where a rounded table would have to put more outcomes in order than the limit.
    pub fn kth_best(&self, place: &BigUint) -> Result<Option<Valued>, Unordered> {
        if place >= self.total() {
            return Ok(None);
        }
        self.0.engine.kth_best(place).map(|graded| Some(self.valued(graded)))
    }

    /// How many outcomes are worth more than `units`, and how many at least as much.
    pub fn rank(&self, units: Units) -> Rank {
        let (engine, scale) = (&self.0.engine, &self.0.scale);
        let count =
            |from: Option<Units>| from.and_then(|from| scale.at_least(from)).map(|grade| engine.count(grade, scale.top()));
        let none = || Count::exactly(0u32);
        Rank {
            better: count(units.checked_add(1)).unwrap_or_else(none),
            at_least_as_good: count(Some(units)).unwrap_or_else(none),
        }
    }

    fn above(&self, target: Units, found: Option<Closest>) -> Option<Nearest> {
        match found {
            Some(closest) => Some(self.nearest(target, closest, Side::AsAsked)),
            None => {
                let best = self.0.engine.at_or_below(self.0.scale.top())?;
                Some(self.nearest(self.0.scale.units(best.found.grade), best, Side::BelowTarget))
            }
        }
    }

    fn nearest(&self, target: Units, closest: Closest, side: Side) -> Nearest {
        let Valued { outcome, units } = self.valued(closest.found);
        let bound = self.0.scale.units(closest.bound);
        // Between the target and the next grade there is nothing.
        let nearest = if units >= target { bound.max(target) } else { bound.min(target) };
        Nearest { outcome, units, side, gap: (units - nearest).abs() }
    }

    fn valued(&self, graded: Graded) -> Valued {
        let units = self.0.scale.units(graded.grade);
        let outcome = match &self.0.order {
            None => Outcome::new(graded.path),
            Some(order) => {
                let mut options = vec![0; order.len()];
                order.iter().zip(graded.path).for_each(|(&issue, option)| options[issue] = option);
                Outcome::new(options)
            }
        };
        Valued { outcome, units }
    }

    fn attempts(&self) -> u32 {
        if self.0.method.is_exact() { 1 } else { self.0.attempts }
    }
}

impl From<Prepared> for Inverse {
    fn from(prepared: Prepared) -> Self {
        Self(Arc::new(prepared))
    }
}
