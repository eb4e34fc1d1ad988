//! Measures of a problem and of a package in it.

mod count;
mod distance;
mod greatest;
mod least;
mod margin;
mod opposition;
mod package;

use std::fmt;

use zopa_model::PartyIndex;

pub(crate) use count::count_zone_of;
pub use count::{count_feasible, count_zone, pareto_efficiency};
pub use distance::{distance, nearest};
pub use greatest::{Greatest, greatest};
pub(crate) use least::{Worst, least};
pub use margin::{margin, margin_of_one};
pub use opposition::opposition;
pub(crate) use opposition::opposition_knowing;
pub use package::{balance, integrative_ratio, surplus_shares};

use crate::limits::Stop;
use crate::solution::Absent;

/// Why a measure has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// There is nothing to measure on.
    Absent(Absent),
    /// The utilities of this party are not on the scale from 0 to 1, which the measure presumes.
    NotOnUnitScale(PartyIndex),
    /// Counting would look at more outcomes, or pairs of half-outcomes, than the limit.
    NotCounted {
        /// The limit.
        limit: u64,
    },
    /// A quotient whose denominator is zero.
    NothingToShare,
}

impl From<Stop> for Unmeasured {
    fn from(stop: Stop) -> Self {
        Self::Absent(Absent::Stopped(stop))
    }
}

impl fmt::Display for Unmeasured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent(absent) => absent.fmt(f),
            Self::NotOnUnitScale(party) => {
                write!(
                    f,
                    "the utilities of party {} are not on the scale from 0 to 1, so a distance to 1 means nothing",
                    party + 1
                )
            }
            Self::NotCounted { limit } => {
                write!(f, "not counted: more than {limit} outcomes or pairs of half-outcomes to look at")
            }
            Self::NothingToShare => f.write_str("undefined: no outcome of the zone gives more than no agreement"),
        }
    }
}
