//! Numbers that a strategy, a condition, a model or a protocol can be set with.

use std::fmt;

/// A number that may be set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// The name that users type.
    pub name: &'static str,
    /// What it is where nothing is said.
    pub default: f64,
    /// The least that makes sense.
    pub least: f64,
    /// The most that makes sense.
    pub most: f64,
    /// What it does.
    pub meaning: &'static str,
}

/// A value for every parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Arguments {
    values: Vec<(&'static str, f64)>,
    /// How many of them were given and not taken from the defaults.
    given: Vec<(&'static str, f64)>,
}

/// An argument that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadArgument {
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub way_out: String,
}

impl fmt::Display for BadArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.way_out)
    }
}

impl std::error::Error for BadArgument {}

impl Arguments {
    /// Reads `key=value` for some of `parameters`; the rest have their defaults.
    ///
    /// # Errors
    /// Names that are not there or come twice, and values that are no numbers or out of range.
    pub fn read<'a>(
        parameters: &'static [Parameter],
        given: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, BadArgument> {
        let mut values: Vec<(&'static str, f64)> = parameters.iter().map(|one| (one.name, one.default)).collect();
        let mut read: Vec<(&'static str, f64)> = Vec::new();
        for (name, value) in given {
            let parameter = parameters.iter().find(|one| one.name == name).ok_or_else(|| unknown(parameters, name))?;
            if read.iter().any(|(known, _)| *known == parameter.name) {
                return Err(BadArgument { problem: format!("`{name}` is set twice"), way_out: "set it once".to_owned() });
            }
            read.push((parameter.name, number(parameter, value)?));
        }
        for (name, value) in &read {
            values.iter_mut().filter(|(known, _)| known == name).for_each(|slot| slot.1 = *value);
        }
        Ok(Self { values, given: read })
    }

    /// The value of a parameter of the entry that these were read for.
    ///
    /// # Panics
    /// Where the entry has no such parameter, which is a mistake in the entry.
    pub fn get(&self, name: &str) -> f64 {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| *value).unwrap_or_else(|| panic!("an entry asks for `{name}` and does not declare it"))
    }

    /// What was given, in the order in which it was given.
    pub fn given(&self) -> &[(&'static str, f64)] {
        &self.given
    }
}

fn number(parameter: &Parameter, value: &str) -> Result<f64, BadArgument> {
    let Parameter { name, least, most, .. } = parameter;
    let read = value.parse().ok().filter(|number: &f64| (*least..=*most).contains(number));
    read.ok_or_else(|| BadArgument {
        problem: format!("`{name}={value}` is not a number from {least} to {most}"),
        way_out: format!("{name} is: {}", parameter.meaning),
    })
}

fn unknown(parameters: &[Parameter], name: &str) -> BadArgument {
    let known: Vec<&str> = parameters.iter().map(|one| one.name).collect();
    let way_out = match known.as_slice() {
        [] => "it has nothing to set".to_owned(),
        known => format!("it has: {}", known.join(", ")),
    };
    BadArgument { problem: format!("there is no `{name}` to set"), way_out }
}
