//! What the questions are answered with.

use std::fmt;

use num_bigint::BigUint;
use zopa_model::{IssueIndex, Outcome, Units};

/// An outcome with what it is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    /// The outcome.
    pub outcome: Outcome,
    /// Its utility, in units of the party's quantum.
    pub units: Units,
}

/// The outcome nearest to a target on the side that was asked for, or the nearest on the other side where nothing lies on
/// that one, which [`Nearest::side`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The outcome.
    pub outcome: Outcome,
    /// Its utility.
    pub units: Units,
    /// On which side of the target it lies.
    pub side: Side,
    /// How much nearer to the target, in units, another outcome on the same side may be at most: zero where none is, which
    /// is proven then.
    pub gap: Units,
}

/// Where an answer lies in view of what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Where it was asked for; the target itself counts.
    AsAsked,
    /// Below the target, since no outcome is worth as much: the best there is.
    BelowTarget,
    /// Above the target, since every outcome is worth more: the worst there is.
    AboveTarget,
}

/// A number of outcomes, or bounds on it. Exact methods always give equal bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// There are at least so many.
    pub at_least: BigUint,
    /// There are at most so many.
    pub at_most: BigUint,
}

impl Count {
    /// Exactly `count`.
    pub(super) fn exactly(count: impl Into<BigUint>) -> Self {
        let count = count.into();
        Self { at_least: count.clone(), at_most: count }
    }

    /// The number, where it is known exactly.
    pub fn exact(&self) -> Option<&BigUint> {
        (self.at_least == self.at_most).then_some(&self.at_least)
    }
}

/// Where a utility stands among all outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// How many outcomes are worth more.
    pub better: Count,
    /// How many are worth at least as much.
    pub at_least_as_good: Count,
}

/// The end of a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draw {
    /// An outcome, each of the band being equally likely.
    Drawn(Valued),
    /// The band is empty.
    Empty,
    /// No attempt hit the band, which may be empty.
    Missed {
        /// How many attempts were made.
        attempts: u32,
    },
}

impl Draw {
    /// The outcome, where there is one.
    pub fn drawn(self) -> Option<Valued> {
        match self {
            Self::Drawn(valued) => Some(valued),
            Self::Empty | Self::Missed { .. } => None,
        }
    }
}

/// How questions are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every outcome listed once, and sorted. Exact.
    Sorted {
        /// How many.
        outcomes: usize,
    },
    /// For each sum the number of ways to reach it, issue by issue. Exact. (Bellman 1957, Dynamic Programming; draws from
    /// such counts: Dyer 2003, STOC, 693.)
    SumTable {
        /// How many sums the whole utility spans.
        sums: u64,
    },
    /// Both halves of the issues listed and sorted; a sum is sought by walking the one up and the other down. Exact.
    /// (Horowitz & Sahni 1974, Journal of the ACM 21:277.)
    MeetInTheMiddle {
        /// Combinations in both halves together.
        halves: usize,
    },
    /// A table of rounded sums, the answers of which are refined by meeting in the middle over the last issues, and
    /// checked in whole numbers. Bounds are certified; what cannot be put in order is refused.
    RoundedTable {
        /// How many units of the party one rounded step is.
        step: Units,
        /// Rounding moves no outcome by more than this many units.
        error: Units,
    },
}

impl Method {
    /// Whether the method answers every question exactly.
    pub fn is_exact(self) -> bool {
        !matches!(self, Self::RoundedTable { .. })
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sorted { outcomes } => write!(f, "all {outcomes} outcomes listed and sorted"),
            Self::SumTable { sums } => write!(f, "counts of the ways to reach each of {sums} sums"),
            Self::MeetInTheMiddle { halves } => write!(f, "meeting in the middle of {halves} half-outcomes"),
            Self::RoundedTable { step, error } => {
                write!(f, "a table of sums rounded to {step} units (error at most {error} units), refined and checked exactly")
            }
        }
    }
}

/// Which of several outcomes of equal worth comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ties {
    /// The smallest in lexicographic order of option indices.
    Index,
    /// The same with the issues in this order: the linkages, rules or boxes overlap too much in the order of the space.
    Reordered(Vec<IssueIndex>),
    /// Any of them, the same on every run: a rounded table cannot tell which is the smallest.
    Any,
}
