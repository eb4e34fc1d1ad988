//! Why a case cannot be played in class.

use std::fmt;

/// Why a case cannot be played in class. Parties are named as the case names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unplayable {
    /// Something is missing before anything can be drawn.
    Missing(String),
    /// In none of so many draws is there anything that all would sign.
    NoZone {
        /// How many draws were tried.
        draws: u32,
    },
    /// A party that says yes to nothing.
    SaysYesToNothing(String),
    /// A party whose payoffs are no points of options: rewards over ranges, or a cap.
    NoTable(String),
    /// A party to whom every outcome is worth the same.
    Indifferent(String),
    /// More options than a sheet of paper has room for.
    TooManyOptions {
        /// How many there are, over all issues.
        options: usize,
        /// The most.
        most: usize,
    },
    /// Fewer than two parties, or more than a group has parts.
    Parties {
        /// How many there are.
        parties: usize,
        /// The most.
        most: usize,
    },
    /// Nothing is for bargaining.
    NoIssue,
    /// The analysis was stopped by a limit, so nothing is known of a zone.
    Stopped,
}

impl fmt::Display for Unplayable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) => write!(f, "nothing can be drawn from the judgement: {what}"),
            Self::NoZone { draws } => {
                write!(f, "in none of the first {draws} draws of this seed is there anything that all would sign")
            }
            Self::SaysYesToNothing(party) => write!(f, "`{party}` says yes to nothing, so its part is not worth playing"),
            Self::NoTable(party) => {
                write!(
                    f,
                    "the payoffs of `{party}` are no points of options (rewards over ranges, or a cap), so no sheet can list them"
                )
            }
            Self::Indifferent(party) => write!(f, "to `{party}` everything is worth the same"),
            Self::TooManyOptions { options, most } => {
                write!(f, "the issues have {options} options together, and a sheet has room for {most}")
            }
            Self::Parties { parties, most } => write!(f, "{parties} negotiate, and a class needs from 2 to {most}"),
            Self::NoIssue => f.write_str("nothing is for bargaining"),
            Self::Stopped => {
                f.write_str("the analysis was stopped by a limit, so it is not known whether anything is acceptable to all")
            }
        }
    }
}

impl std::error::Error for Unplayable {}

impl Unplayable {
    /// How to mend it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::Missing(_) => "complete the judgement, or choose another",
            Self::NoZone { .. } => "choose another seed, or widen the limits of the judgement",
            Self::SaysYesToNothing(_) => "state a limit that something reaches",
            Self::NoTable(_) => "choose a case that states points, or weights and values, for every issue",
            Self::Indifferent(_) => "state what it wants",
            Self::TooManyOptions { .. } => "cut amounts into fewer steps, or leave out issues",
            Self::Parties { .. } => "choose a case for a small group",
            Self::NoIssue => "add issues with options",
            Self::Stopped => "choose a smaller case",
        }
    }
}
