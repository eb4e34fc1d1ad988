//! How much memory and work the preparation may take, and why it may refuse.

use std::fmt;

/// Ceilings on memory and work. None of them depends on the clock, so the same input is answered by the same method on
/// every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InverseLimits {
    /// Most outcomes that are listed and sorted, counted before the rules; 16 bytes each at most (24 beyond 62
    /// bits), and three times that while they are sorted.
    pub listed: usize,
    /// Most numbers of 8 bytes in tables of counts.
    pub cells: usize,
    /// Most half-outcomes in both halves together; 16 bytes each at most (24 beyond 62 bits).
    pub halves: usize,
    /// Most half-outcomes in the lists that refine the answers of a rounded table. An answer looks at all of them a few
    /// times.
    pub core: usize,
    /// Most edges of the decision diagram that joins linked issues, rules and boxes; about 64 bytes each.
    pub edges: usize,
    /// A rounded table lists the outcomes of a band, and is exact there, where it holds at most this many.
    pub gathered: usize,
    /// Most attempts of a draw that may miss its band.
    pub attempts: u32,
}

impl Default for InverseLimits {
    /// About 100 MB and a second of one core at most.
    fn default() -> Self {
        Self {
            listed: 1 << 22,
            cells: 1 << 22,
            halves: 1 << 22,
            core: 1 << 14,
            edges: 1 << 20,
            gathered: 1 << 10,
            attempts: 1000,
        }
    }
}

/// Why a utility cannot be asked backwards within the limits. Nothing weaker is put in its place; for draws there is
/// [`draw_by_rejection`](super::draw_by_rejection).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// So many linkages, rules or boxes overlap that the decision diagram outgrows [`InverseLimits::edges`].
    Edges {
        /// The limit.
        limit: usize,
    },
    /// Even a table of the coarsest rounding outgrows [`InverseLimits::cells`].
    Cells {
        /// The limit.
        limit: usize,
    },
    /// The sum of the largest contributions needs more than 122 bits; no exact scenario comes near.
    Magnitude,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edges { limit } => write!(
                f,
                "linkages, rules or boxes overlap in more than {limit} ways; raise the limit on edges, or draw by rejection"
            ),
            Self::Cells { limit } => write!(f, "a table of counts needs more than {limit} cells; raise the limit on cells"),
            Self::Magnitude => f.write_str("the utilities are too large for sums in whole numbers"),
        }
    }
}

impl std::error::Error for Refusal {}

/// The band holds more outcomes than could be put in order: see [`InverseLimits::gathered`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unordered;

impl fmt::Display for Unordered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a rounded table cannot put so many outcomes in order; ask for a narrower band")
    }
}

impl std::error::Error for Unordered {}
