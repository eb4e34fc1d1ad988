//! What a variant says.

use std::fmt;

use zopa_model::{Exact, PartyIndex};

use crate::frontier::Point;
use crate::limits::Stop;

/// What a program says of a problem.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// These points: one where the program names one, else all that it holds to be tied, ascending.
    Points(Vec<Point>),
    /// A number.
    Figure(Figure),
}

/// A number, as exactly as it can be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// This number.
    Exact(Exact),
    /// The square root of this number.
    RootOf(Exact),
    /// A sum of roots, in double precision.
    Double(f64),
}

impl Figure {
    /// The nearest double or its neighbour.
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Exact(value) => value.to_f64(),
            Self::RootOf(square) => libm::sqrt(square.to_f64()),
            Self::Double(value) => *value,
        }
    }
}

/// Why a program says nothing of a problem, or why we cannot say what it would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The program is for two parties.
    TwoPartiesOnly,
    /// No point passes the figure from which the program starts its search.
    NothingPassesTheStart,
    /// No outcome meets every reservation.
    NothingRational,
    /// This party never agrees, so that nothing can be subtracted as its reservation.
    NeverAgrees(PartyIndex),
    /// Utilities of this party may be below zero, which the program's own never are; two losses would multiply to a gain.
    BelowZero(PartyIndex),
    /// Utilities of this party may be cut at its cap: their mean is not a sum over issues.
    Capped(PartyIndex),
    /// The rules forbid some outcomes: the mean over the others is not a sum over issues.
    Ruled,
    /// There are more outcomes to look at than the limit.
    TooManyOutcomes {
        /// The limit.
        limit: u64,
    },
    /// A limit came first.
    Stopped(Stop),
}

impl From<Stop> for NoAnswer {
    fn from(stop: Stop) -> Self {
        Self::Stopped(stop)
    }
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoPartiesOnly => f.write_str("the program is for two parties"),
            Self::NothingPassesTheStart => {
                f.write_str("no point passes the figure from which the program starts, so it names none")
            }
            Self::NothingRational => f.write_str("no outcome meets every reservation"),
            Self::NeverAgrees(party) => write!(f, "party {} never agrees, so it has no reservation to subtract", party + 1),
            Self::BelowZero(party) => {
                write!(f, "utilities of party {} may be below zero, which the program's own never are", party + 1)
            }
            Self::Capped(party) => {
                write!(f, "utilities of party {} may be cut, so their mean is not added up by issue", party + 1)
            }
            Self::Ruled => f.write_str("rules forbid some outcomes, so the mean over the others is not added up by issue"),
            Self::TooManyOutcomes { limit } => write!(f, "more than {limit} outcomes to look at"),
            Self::Stopped(stop) => write!(f, "stopped: {stop}"),
        }
    }
}
