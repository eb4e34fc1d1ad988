//! Why there is no answer.

use std::fmt;

use zopa_model::PartyIndex;

/// What is missing for odds, or what stopped them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing is said of what these parties want.
    Preferences(Vec<PartyIndex>),
    /// No weights of sum one satisfy what is said of this party's.
    Weights(PartyIndex),
    /// The numbers of this party are too large to be drawn (above 10^14).
    Magnitude(PartyIndex),
    /// All that is stated is a point, and the numbers of this party are too large for the exact whole numbers that
    /// utilities are.
    TooLarge(PartyIndex),
    /// There is no party.
    Parties,
    /// There is no scenario.
    Scenarios,
    /// No draw was asked for.
    Draws,
    /// So many draws of so many options do not fit the memory that draws may take.
    Room {
        /// Draws asked for.
        draws: u32,
        /// The most draws that fit.
        most: u32,
    },
    /// In every draw some party's limit contradicts itself: what it refuses is worth more than what it accepts.
    Contradiction,
    /// The caller stopped the work.
    Stopped,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Preferences(parties) => {
                let numbers: Vec<String> = parties.iter().map(|party| (party + 1).to_string()).collect();
                write!(f, "nothing is said of what party {} wants: add a judgement of its preferences", numbers.join(", "))
            }
            Self::Weights(party) => write!(f, "no weights satisfy what is said of party {}: loosen it", party + 1),
            Self::Magnitude(party) => {
                write!(f, "the numbers of party {} are too large to be drawn: use a smaller scale", party + 1)
            }
            Self::TooLarge(party) => {
                write!(f, "the numbers of party {} are too large for exact whole numbers: use a smaller scale", party + 1)
            }
            Self::Parties => write!(f, "there is no party: name at least one"),
            Self::Scenarios => write!(f, "there is no judgement of preferences: add one"),
            Self::Draws => write!(f, "no draw was asked for: ask for at least one"),
            Self::Room { draws, most: 0 } => {
                write!(
                    f,
                    "the options are too many to draw from even once, let alone {draws} times: cut the issues more coarsely"
                )
            }
            Self::Room { draws, most } => {
                write!(
                    f,
                    "{draws} draws of so many options need too much memory: ask for at most {most}, or cut the issues more coarsely"
                )
            }
            Self::Contradiction => {
                write!(
                    f,
                    "in every draw a party refuses something worth more than what it accepts: change one of the two packages"
                )
            }
            Self::Stopped => write!(f, "stopped before it was done"),
        }
    }
}

impl std::error::Error for Missing {}
