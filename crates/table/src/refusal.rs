//! Why a command was not carried out. Nothing has changed then.

use std::fmt;

/// Of what kind a refusal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// This actor may never do that.
    NotYours,
    /// It cannot be done as things stand.
    NotNow,
    /// What was given makes no sense here.
    MakesNoSense,
    /// The table's rules allow no more of it.
    UsedUp,
}

/// A refused command: what is wrong, and the way out. Neither repeats what a party may mean to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Of what kind it is.
    pub why: Why,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub way_out: String,
}

impl Refusal {
    /// A refusal of this kind.
    pub fn new(why: Why, problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { why, problem: problem.into(), way_out: way_out.into() }
    }

    pub(crate) fn not_yours(problem: &str, way_out: &str) -> Self {
        Self::new(Why::NotYours, problem, way_out)
    }

    pub(crate) fn not_now(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self::new(Why::NotNow, problem, way_out)
    }

    pub(crate) fn senseless(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self::new(Why::MakesNoSense, problem, way_out)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.way_out)
    }
}

impl std::error::Error for Refusal {}
