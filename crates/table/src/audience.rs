//! Who acts, and who may read what came of it.

use zopa_arena::Seat;

/// Who acts at a table, or looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Whoever mediates. Has no party and no vote.
    Mediator,
    /// A party.
    Seat(Seat),
}

/// A sequence of events that the same people may read. Each is a chain of its own in the ledger, under a key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// Everybody at the table; what is exported as the public record.
    Public,
    /// One seat and the mediator: caucus notes, what the seat released, how it voted.
    Caucus(Seat),
    /// The mediator alone: answers to what it asked.
    Mediator,
    /// Nobody. The table itself needs it to go on: moves that wait for those of others, and what is drawn by lot.
    Table,
}

impl Stream {
    /// Whether `actor` may read it.
    pub fn reaches(self, actor: Actor) -> bool {
        match self {
            Self::Public => true,
            Self::Caucus(seat) => actor == Actor::Mediator || actor == Actor::Seat(seat),
            Self::Mediator => actor == Actor::Mediator,
            Self::Table => false,
        }
    }
}

/// `public`, `caucus-1` (seats are counted from one), `mediator`, `table`.
impl std::fmt::Display for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::Caucus(seat) => write!(f, "caucus-{}", seat.0 + 1),
            Self::Mediator => f.write_str("mediator"),
            Self::Table => f.write_str("table"),
        }
    }
}

impl std::str::FromStr for Stream {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let caucus = |text: &str| text.strip_prefix("caucus-")?.parse::<usize>().ok()?.checked_sub(1).map(Seat);
        match text {
            "public" => Ok(Self::Public),
            "mediator" => Ok(Self::Mediator),
            "table" => Ok(Self::Table),
            other => caucus(other).map(Self::Caucus).ok_or_else(|| format!("there is no stream `{other}`")),
        }
    }
}

/// Seats are counted from one wherever people or programs see them.
pub(crate) mod numbered {
    use serde::{Deserialize, Deserializer, Serializer};
    use zopa_arena::Seat;

    pub(crate) fn serialize<S: Serializer>(seat: &Seat, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(seat.0 as u64 + 1)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Seat, D::Error> {
        let number = usize::deserialize(deserializer)?;
        number.checked_sub(1).map(Seat).ok_or_else(|| serde::de::Error::custom("seats are counted from 1"))
    }
}
