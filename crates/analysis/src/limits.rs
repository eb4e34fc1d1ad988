//! How much work a kernel may do, and what it says when that was not enough.

use std::fmt;

/// Ceilings on memory and work. None of them depends on the clock, so the same input stops at the same place
/// on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most points in any one set of undominated vectors, a message of the elimination included.
    pub points: usize,
    /// Most cells in one table of the elimination: the product of the sizes of a variable and its neighbours.
    pub cells: usize,
    /// Most back-pointers kept for witnesses; each takes 8 bytes.
    pub traces: usize,
    /// Most candidate points looked at and comparisons made between them, in all.
    pub steps: u64,
    /// Most outcomes, or pairs of half-outcomes, looked at to count a zone.
    pub counted: u64,
}

impl Default for Limits {
    /// About 128 MB and a few seconds of one core at most.
    fn default() -> Self {
        Self { points: 1 << 20, cells: 1 << 20, traces: 1 << 24, steps: 4_000_000_000, counted: 1 << 22 }
    }
}

/// Why a kernel stopped before it had the answer. Nothing that was found until then is passed off as the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A set of undominated points outgrew [`Limits::points`].
    Points {
        /// The limit.
        limit: usize,
    },
    /// Eliminating the linked issues needs a table larger than [`Limits::cells`]. Found before starting.
    Cells {
        /// The limit.
        limit: usize,
        /// Cells of the largest table, saturating.
        needed: usize,
        /// Induced width of the elimination order: most neighbours that an eliminated issue has.
        width: usize,
    },
    /// The back-pointers outgrew [`Limits::traces`].
    Traces {
        /// The limit.
        limit: usize,
    },
    /// The work outgrew [`Limits::steps`].
    Steps {
        /// The limit.
        limit: u64,
    },
    /// More parties than the kernels are built for.
    Parties {
        /// The limit.
        limit: usize,
    },
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points { limit } => write!(f, "more than {limit} undominated points at one stage; raise the limit on points"),
            Self::Cells { limit, needed, width } => write!(
                f,
                "the linked issues need a table of {needed} cells (induced width {width}), more than the limit of {limit}; \
                 link fewer issues with each other or raise the limit on cells"
            ),
            Self::Traces { limit } => write!(f, "more than {limit} back-pointers; raise the limit on traces"),
            Self::Steps { limit } => write!(f, "more than {limit} steps; raise the limit on steps"),
            Self::Parties { limit } => write!(f, "more than {limit} parties"),
        }
    }
}

/// The work done so far, against the limits.
#[derive(Debug)]
pub(crate) struct Budget {
    pub(crate) limits: Limits,
    steps: u64,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, steps: 0 }
    }

    /// Notes `steps` more steps.
    pub(crate) fn spend(&mut self, steps: u64) -> Result<(), Stop> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > self.limits.steps { Err(Stop::Steps { limit: self.limits.steps }) } else { Ok(()) }
    }

    /// Whether a set may hold `points` points.
    pub(crate) fn hold(&self, points: usize) -> Result<(), Stop> {
        if points > self.limits.points { Err(Stop::Points { limit: self.limits.points }) } else { Ok(()) }
    }
}
