//! Who takes part: a strategy of the catalogue, a program, or a guest.

use std::fmt;
use std::str::FromStr;

use crate::bidding::Needs;
use crate::strategy::{BadSpec, Spec};

/// Who takes part, as plans name it: a strategy such as `boulware:e=0.1/next`, `exec:COMMAND`, or `guest:NAME`.
#[derive(Clone, Debug)]
pub enum Contender {
    /// A strategy of the catalogue.
    Strategy(Box<Spec>),
    /// A program with its arguments, which speaks JSON lines; started anew for each session.
    Program(Vec<String>),
    /// Somebody whom the program that plays the tournament brings along, by this name: a strategy written in Python.
    Guest(String),
}

/// Somebody who is no strategy of the catalogue, and has to be brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outsider<'a> {
    /// A program with its arguments.
    Program(&'a [String]),
    /// A guest by name.
    Guest(&'a str),
}

/// What programs begin with in a plan.
const PROGRAM: &str = "exec:";
/// What guests begin with.
const GUEST: &str = "guest:";

impl FromStr for Contender {
    type Err = BadSpec;

    fn from_str(text: &str) -> Result<Self, BadSpec> {
        if let Some(name) = text.trim().strip_prefix(GUEST) {
            let name = name.trim();
            let problem = || BadSpec::Shape(format!("`{text}` names no guest"));
            return if name.is_empty() { Err(problem()) } else { Ok(Self::Guest(name.to_owned())) };
        }
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
            Self::Guest(name) => write!(f, "{GUEST}{name}"),
        }
    }
}

impl Contender {
    /// It as somebody who has to be brought; `None` of a strategy of the catalogue.
    pub fn outsider(&self) -> Option<Outsider<'_>> {
        match self {
            Self::Strategy(_) => None,
            Self::Program(command) => Some(Outsider::Program(command)),
            Self::Guest(name) => Some(Outsider::Guest(name)),
        }
    }

    /// How near it is to its source, and what it has to know beyond its own seat: printed beside its results.
    pub fn label(&self) -> String {
        let spec = match self {
            Self::Strategy(spec) => spec,
            Self::Program(_) => return "a program; not reproducible where it depends on a clock".to_owned(),
            Self::Guest(_) => return "brought along; reproducible as far as its author made it so".to_owned(),
        };
        let entry = spec.bidding.entry;
        match entry.needs {
            Needs::OwnUtility => entry.fidelity.to_string(),
            Needs::EverybodysUtility => format!("{}; knows everybody's utility", entry.fidelity),
        }
    }
}
