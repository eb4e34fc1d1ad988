//! A suite: a name, what it holds true, and the function that finds out.

use crate::repository::Repository;

/// One row of the table of suites.
pub(crate) struct Suite {
    /// What `--only` takes.
    pub(crate) name: &'static str,
    /// What it holds true, in half a line.
    pub(crate) about: &'static str,
    /// Finds out.
    pub(crate) check: fn(&Repository) -> Verdict,
}

/// A suite passed, with a word on what was looked at; or it did not.
pub(crate) type Verdict = Result<String, Shortfall>;

/// Why a suite did not pass.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Shortfall {
    /// Something is wrong, told with its place.
    Failed(String),
    /// A tool is not on this machine: skipped, or a failure under `--all`.
    Missing {
        /// The tool.
        tool: String,
        /// How to get it.
        remedy: String,
    },
    /// There is nothing here to hold true, on any machine like this one: skipped, also under `--all`.
    NothingToDo(String),
}

/// Passes when there are no faults, and else lists all of them.
pub(crate) fn verdict(faults: Vec<String>, looked_at: String) -> Verdict {
    if faults.is_empty() { Ok(looked_at) } else { Err(Shortfall::Failed(faults.join("\n"))) }
}
