//! What users type for a strategy: `boulware`, `boulware:e=0.1`, `boulware:e=0.1/combi-max:t=0.9/frequency`.

use std::fmt;
use std::str::FromStr;

use super::parameter::{Arguments, BadArgument, Parameter};
use crate::{acceptance, bidding, model};

/// A strategy as its three parts, each with its arguments.
#[derive(Clone, Debug)]
pub struct Spec {
    /// What to offer.
    pub bidding: Part<bidding::Entry>,
    /// What to accept.
    pub acceptance: Part<acceptance::Entry>,
    /// What to believe.
    pub model: Part<model::Entry>,
    text: String,
}

/// A part that was named, with its arguments.
#[derive(Clone, Debug)]
pub struct Part<E: 'static> {
    /// What was named.
    pub entry: &'static E,
    /// What it is set with.
    pub arguments: Arguments,
}

/// Why a strategy cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadSpec {
    /// No part of this kind has this name.
    Unknown {
        /// What kind of part.
        kind: &'static str,
        /// The name.
        name: String,
        /// The names that there are.
        known: Vec<&'static str>,
    },
    /// A part cannot be set so.
    Argument {
        /// The part.
        part: String,
        /// What is wrong.
        bad: BadArgument,
    },
    /// There are more than three parts, or a setting is not `key=value`.
    Shape(String),
}

impl fmt::Display for BadSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { kind, name, known } => match meant(name, known) {
                Some(meant) => write!(f, "there is no {kind} called `{name}`; did you mean `{meant}`?"),
                None => write!(f, "there is no {kind} called `{name}`; there are: {}", known.join(", ")),
            },
            Self::Argument { part, bad } => write!(f, "`{part}`: {bad}"),
            Self::Shape(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for BadSpec {}

/// The name that somebody who typed `name` most likely meant: no more than a third of it is otherwise.
fn meant<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let typed = name.to_lowercase();
    let (away, meant) = known.iter().map(|known| (strsim::damerau_levenshtein(&typed, known), *known)).min()?;
    (3 * away <= name.chars().count().max(meant.len())).then_some(meant)
}

impl fmt::Display for Spec {
    /// As it was typed, without spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Spec {
    type Err = BadSpec;

    fn from_str(text: &str) -> Result<Self, BadSpec> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let parts: Vec<&str> = text.split('/').collect();
        let [bidding, rest @ ..] = parts.as_slice() else { unreachable!("a split has a first part") };
        if rest.len() > 2 {
            let shape =
                format!("`{text}` has {} parts; it takes BIDDING, BIDDING/ACCEPTANCE or BIDDING/ACCEPTANCE/MODEL", parts.len());
            return Err(BadSpec::Shape(shape));
        }
        let bidding = part("strategy", bidding, bidding::named, bidding::ALL, |entry| (entry.name, entry.parameters))?;
        let accept = rest.first().unwrap_or(&bidding.entry.acceptance);
        let model = rest.get(1).unwrap_or(&bidding.entry.model);
        Ok(Self {
            acceptance: part("acceptance condition", accept, acceptance::named, acceptance::ALL, |e| (e.name, e.parameters))?,
            model: part("opponent model", model, model::named, model::ALL, |entry| (entry.name, entry.parameters))?,
            bidding,
            text,
        })
    }
}

/// Reads `name` or `name:key=value,key=value`.
pub(crate) fn part<E>(
    kind: &'static str,
    text: &str,
    named: fn(&str) -> Option<&'static E>,
    all: &[&'static E],
    of: fn(&'static E) -> (&'static str, &'static [Parameter]),
) -> Result<Part<E>, BadSpec> {
    let (name, settings) = text.split_once(':').map_or((text, None), |(name, settings)| (name, Some(settings)));
    let known = || all.iter().map(|entry| of(entry).0).collect();
    let entry = named(name).ok_or_else(|| BadSpec::Unknown { kind, name: name.to_owned(), known: known() })?;
    let pairs = settings.into_iter().flat_map(|settings| settings.split(','));
    let pair = |text: &'_ str| -> Result<(String, String), BadSpec> {
        let (key, value) =
            text.split_once('=').ok_or_else(|| BadSpec::Shape(format!("`{text}` in `{name}` is not KEY=VALUE")))?;
        Ok((key.to_owned(), value.to_owned()))
    };
    let pairs = pairs.map(pair).collect::<Result<Vec<_>, _>>()?;
    let given = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let arguments = Arguments::read(of(entry).1, given).map_err(|bad| BadSpec::Argument { part: name.to_owned(), bad })?;
    Ok(Part { entry, arguments })
}
