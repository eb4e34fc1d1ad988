//! Transcripts: a session as JSON lines, which hold all that is needed to play it again and compare every byte.
//!
//! ```text
//! {"zopa":1,"kind":"transcript","scenario":{…},"protocol":"alternating","seats":[…],…}
//! {"round":0,"from":1,"to":"everybody","act":"offer","outcome":{"price":"low"},"view":"5f0c…"}
//! …
//! {"ending":"agreement","agreement":{…},"rounds":74,"utilities":[…],"quality":{…}}
//! ```
//!
//! Seats are counted from one. `view` is the hash of everything that the seat had heard when it spoke, so that two
//! transcripts show whether a seat knew the same. A transcript holds everybody's utilities: it belongs to whoever ran the
//! session, and to no seat.

mod line;
mod read;
mod replay;
mod view;
mod write;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::line::settled_in_words;
pub use self::line::{EndLine, MessageLine, To, bytes, hexadecimal, in_words, outcome};
pub use self::read::{Transcript, Unreadable};
pub use self::replay::{Replayed, Verdict, replay};
pub use self::write::{end_line, write};
use crate::{Deadline, TimeConvention};

/// The version of the shape of transcripts.
pub const VERSION: u32 = 1;

/// The first line: everything that the session follows from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`VERSION`].
    pub zopa: u32,
    /// `transcript`.
    pub kind: String,
    /// What every reader must know first, such as that strategies stand in for governments.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub heading: Option<String>,
    /// The name of the scenario.
    pub name: String,
    /// Which draw from a case's ranges this is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub draw: Option<DrawLine>,
    /// The protocol with its settings.
    pub protocol: String,
    /// When the talks end.
    pub deadline: DeadlineLine,
    /// How many rounds of talks there may be, each with that deadline; one where it is left out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub talks: Option<u32>,
    /// How rounds become a time: `own` or `negmas`.
    pub time: TimeLine,
    /// The seed of everything random.
    pub seed: u64,
    /// The number of the session in its run.
    pub session: u64,
    /// Who sits where.
    pub seats: Vec<SeatLine>,
    /// Into how many equal steps amounts are cut.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub grid: Option<u32>,
    /// The scenario as a file of zopa's own.
    pub scenario: Value,
}

/// Which draw from the ranges of a case was played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawLine {
    /// The judgement that was drawn from.
    pub judgement: String,
    /// The seed of the draws.
    pub seed: u64,
    /// The number of the draw.
    pub draw: u32,
}

/// A deadline as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineLine {
    /// Number of rounds.
    pub rounds: u32,
    /// Whether the seats know it.
    pub known: bool,
    /// Seconds on the wall after which the talks end as well. What depends on them cannot be played again: all moves are taken
    /// as recorded.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seconds: Option<f64>,
}

impl From<Deadline> for DeadlineLine {
    fn from(deadline: Deadline) -> Self {
        Self { rounds: deadline.rounds(), known: deadline.known().is_some(), seconds: None }
    }
}

impl From<DeadlineLine> for Deadline {
    fn from(line: DeadlineLine) -> Self {
        if line.known { Self::Known(line.rounds) } else { Self::Hidden(line.rounds) }
    }
}

/// A time convention as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeLine {
    /// q/R.
    Own,
    /// (q + 1)/(R + 1).
    Negmas,
}

impl From<TimeConvention> for TimeLine {
    fn from(convention: TimeConvention) -> Self {
        match convention {
            TimeConvention::Own => Self::Own,
            TimeConvention::Negmas => Self::Negmas,
        }
    }
}

impl From<TimeLine> for TimeConvention {
    fn from(line: TimeLine) -> Self {
        match line {
            TimeLine::Own => Self::Own,
            TimeLine::Negmas => Self::Negmas,
        }
    }
}

/// Who sat at a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatLine {
    /// The party.
    pub party: String,
    /// The strategy as it was typed; `None` where a program, a script or a person sat there, whose moves are taken as recorded.
    pub strategy: Option<String>,
    /// How near the strategy is to its source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
}
