//! Why a plan cannot be played.

use std::fmt;

/// What is wrong with a plan, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPlan {
    /// The line of the plan file, from one; `None` where it is no single line's fault.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub way_out: String,
}

impl BadPlan {
    /// A fault of no single line.
    pub(super) fn new(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { line: None, problem: problem.into(), way_out: way_out.into() }
    }

    /// The same at a line.
    pub(super) fn at(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }
}

impl fmt::Display for BadPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.problem),
            None => f.write_str(&self.problem),
        }
    }
}

impl std::error::Error for BadPlan {}
