//! Solutions: which points of the rational frontier different ideas of fairness single out.
//!
//! Each takes a [`RationalFrontier`] and returns every tied utility vector with an outcome behind it. All comparisons
//! are exact, between parties of different quanta too.

mod egalitarian;
mod enclosed;
mod kalai_smorodinsky;
mod leximin;
pub mod lottery;
mod nash;
mod powers;
mod rational;
mod utilitarian;
pub mod variants;

use std::borrow::Borrow;
use std::fmt;

use zopa_model::PartyIndex;

pub use egalitarian::egalitarian;
pub use enclosed::{Enclosed, EnclosedSolutions};
pub(crate) use enclosed::{Known, enclosed};
pub use kalai_smorodinsky::kalai_smorodinsky;
pub use nash::nash;
pub use powers::{Powers, PowersError};
pub use rational::RationalFrontier;
pub use utilitarian::utilitarian;

use crate::frontier::Point;
use crate::limits::Stop;

/// Everything that one idea of fairness singles out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// All tied points, ascending; never empty.
    pub points: Vec<Point>,
    /// Whether the comparison was exact, on utilities that are exactly what was stated.
    pub exact: bool,
    /// What is maximised and how, with its source.
    pub method: &'static str,
    /// What else the reader must know.
    pub notes: Vec<Note>,
}

/// What a solution rests on besides the utilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// These parties stated no reservation and no disagreement value: their worst feasible outcome stands in.
    DisagreementAssumed(Vec<PartyIndex>),
    /// No outcome makes everybody better off; as many as possible gain. For each point, who does.
    Degenerate(Vec<Vec<PartyIndex>>),
    /// These parties gain nothing anywhere in the zone and are left out of the comparison.
    LeftOut(Vec<PartyIndex>),
    /// The parties' scales were taken to be comparable.
    ComparableScales,
    /// The powers are too fine for whole-number powers: compared as doubles.
    RoundedPowers,
}

/// Why there is no solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Nothing is feasible: the rules forbid every outcome.
    Infeasible,
    /// No feasible outcome is acceptable to all.
    NoZone,
    /// The frontier was not found within the limits.
    Stopped(Stop),
    /// This party's disagreement value is above its reservation, so that it would agree to losses.
    DisagreementAboveReservation(PartyIndex),
    /// There are not as many bargaining powers as parties.
    PowersMismatch {
        /// How many powers there are.
        powers: usize,
        /// How many parties there are.
        parties: usize,
    },
}

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Infeasible => f.write_str("infeasible: the rules forbid every outcome"),
            Self::NoZone => f.write_str("no zone"),
            Self::Stopped(stop) => write!(f, "stopped: {stop}"),
            Self::DisagreementAboveReservation(party) => {
                write!(f, "the disagreement value of party {} is above its reservation", party + 1)
            }
            Self::PowersMismatch { powers, parties } => write!(f, "{powers} bargaining powers for {parties} parties"),
        }
    }
}

/// All points with the largest key, in their order.
fn largest<K: Ord>(points: &[impl Borrow<Point>], keys: &[K]) -> Vec<Point> {
    let best = keys.iter().max();
    points.iter().zip(keys).filter(|(_, key)| Some(*key) == best).map(|(point, _)| point.borrow().clone()).collect()
}
