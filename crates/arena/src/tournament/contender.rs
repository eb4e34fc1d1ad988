//! Who takes part: a strategy of the catalogue, or a program.

use std::fmt;
use std::str::FromStr;

use crate::bidding::Needs;
use crate::strategy::{BadSpec, Spec};

/// Who takes part, as plans name it: a strategy such as `boulware:e=0.1/next`, or `exec:COMMAND`.
#[derive(Clone, Debug)]
pub enum Contender {
    /// A strategy of the catalogue.
    Strategy(Box<Spec>),
    /// A program with its arguments, which speaks JSON lines; started anew for each session.
    Program(Vec<String>),
}

/// What programs begin with in a plan.
const PROGRAM: &str = "exec:";

impl FromStr for Contender {
    type Err = BadSpec;

    fn from_str(text: &str) -> Result<Self, BadSpec> {
        let Some(command) = text.trim().strip_prefix(PROGRAM) else { return Ok(Self::Strategy(Box::new(text.parse()?))) };
        let command: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
        if command.is_empty() { Err(BadSpec::Shape(format!("`{text}` names no program"))) } else { Ok(Self::Program(command)) }
    }
}

impl fmt::Display for Contender {
    /// As it is typed, without needless spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Strategy(spec) => spec.fmt(f),
            Self::Program(command) => write!(f, "{PROGRAM}{}", command.join(" ")),
        }
    }
}

impl Contender {
    /// How near it is to its source, and what it has to know beyond its own seat: printed beside its results.
    pub fn label(&self) -> String {
        let Self::Strategy(spec) = self else { return "a program; not reproducible where it depends on a clock".to_owned() };
        let entry = spec.bidding.entry;
        match entry.needs {
            Needs::OwnUtility => entry.fidelity.to_string(),
            Needs::EverybodysUtility => format!("{}; knows everybody's utility", entry.fidelity),
        }
    }
}
