//! What can go wrong outside.

use std::fmt;
use std::path::Path;

/// Something outside that did not work, with a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub way_out: String,
}

impl Trouble {
    /// A problem with its way out.
    pub fn new(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { problem: problem.into(), way_out: way_out.into() }
    }

    pub(crate) fn read(path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot read `{}`: {error}", path.display()), "check that it is there and that you may read it")
    }

    pub(crate) fn write(path: &Path, error: &std::io::Error) -> Self {
        let problem = format!("cannot write `{}`: {error}", path.display());
        Self::new(problem, "check that there is room and that you may write there; what was finished is kept")
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.way_out)
    }
}

impl std::error::Error for Trouble {}
