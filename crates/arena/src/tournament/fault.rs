//! Why a plan cannot be played.

use std::fmt;

use super::{Draft, Pairing};

/// What is wrong with a plan, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPlan {
    /// The line of the plan file, from one; `None` where it is no single line's fault.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub way_out: String,
    /// Which of the matches that the plan lists is at fault, from zero.
    session: Option<usize>,
}

impl BadPlan {
    /// A fault of no single line.
    pub(super) fn new(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { line: None, problem: problem.into(), way_out: way_out.into(), session: None }
    }

    /// The same at a line.
    pub(super) fn at(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The same of the match with this number, from zero.
    pub(super) fn of_match(self, number: usize) -> Self {
        Self { session: Some(number), ..self }
    }

    /// The same at its line of the plan file, where it is about a match that `draft` lists: a fault that shows once scenarios
    /// are read.
    pub fn in_draft(self, draft: &Draft) -> Self {
        let Pairing::Listed(listed) = &draft.pairing else { return self };
        match self.session.and_then(|number| listed.get(number)) {
            Some(one) => self.at(one.line),
            None => self,
        }
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
