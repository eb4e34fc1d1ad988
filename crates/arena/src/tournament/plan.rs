//! A plan with its scenarios known: everything that the sessions follow from, as it is kept beside their records.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Draft, Pairing, Schedule};
use crate::strategy::BadSpec;
use crate::transcript::{DeadlineLine, TimeLine, hexadecimal};
use crate::{Deadline, Rules, TimeConvention};

/// Everything that the sessions of a tournament follow from. Scenarios stand for their contents through a hash, so that two
/// plans are equal only where every session is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of the shape of plans and records.
    pub zopa: u32,
    /// `tournament`.
    pub kind: String,
    /// The version of the program, since another one may play otherwise.
    pub version: String,
    /// What the tournament is called.
    pub name: String,
    /// Who is to be cited for it.
    pub authors: Vec<String>,
    /// The seed of everything random.
    pub seed: u64,
    /// The protocol with its settings.
    pub protocol: String,
    /// When talks end.
    pub deadline: DeadlineLine,
    /// How rounds become a time.
    pub time: TimeLine,
    /// Seconds that a program may take over an answer; `None` where no program takes part.
    pub patience: Option<f64>,
    /// How often each match is played.
    pub repetitions: u32,
    /// The name of the measure that standings and payoffs are made of.
    pub score: String,
    /// Whether transcripts are kept.
    pub transcripts: bool,
    /// Who takes part.
    pub strategies: Vec<EntrantLine>,
    /// What is talked about, each draw of a case by itself.
    pub scenarios: Vec<ScenarioLine>,
    /// Who meets whom.
    pub pairing: PairingLine,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntrantLine {
    /// As it is typed.
    pub strategy: String,
    /// How near it is to its source, and what it has to know.
    pub label: String,
}

/// What is talked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioLine {
    /// What it is called.
    pub name: String,
    /// What the plan calls the source that it came from: draws of one case share it.
    pub source: String,
    /// Who is at the table.
    pub parties: Vec<String>,
    /// The SHA-256 of every number of it, in hexadecimal digits.
    pub sha256: String,
    /// What every reader must know first, such as that strategies stand in for governments.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub heading: Option<String>,
}

impl ScenarioLine {
    /// The line of a scenario whose every number is in `contents`, read with amounts cut into `grid` steps.
    pub fn new(name: String, source: String, parties: Vec<String>, contents: &serde_json::Value, grid: Option<u32>) -> Self {
        let all = format!("{contents}\n{grid:?}\n");
        Self { name, source, parties, sha256: hexadecimal(&Sha256::digest(all)), heading: None }
    }
}

/// Who meets whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairingLine {
    /// Everybody meets everybody on every scenario.
    Every {
        /// Whether everybody also takes every seat.
        rotations: bool,
        /// Whether a strategy also meets itself.
        self_play: bool,
    },
    /// These matches.
    Listed(Vec<MatchLine>),
}

/// A match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchLine {
    /// The source of its scenarios.
    pub source: String,
    /// Who sits where, as positions among the strategies, from zero.
    pub seats: Vec<usize>,
}

/// The version of the shape of plans and records.
const VERSION: u32 = 1;

impl Plan {
    /// The plan of a draft whose scenarios were read.
    pub fn new(draft: &Draft, scenarios: Vec<ScenarioLine>) -> Self {
        let entrant = |contender: &super::Contender| EntrantLine { strategy: contender.to_string(), label: contender.label() };
        Self {
            zopa: VERSION,
            kind: "tournament".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            name: draft.name.clone(),
            authors: draft.authors.clone(),
            seed: draft.seed,
            protocol: draft.protocol.to_string(),
            deadline: draft.deadline.into(),
            time: draft.convention.into(),
            patience: draft.has_programs().then_some(draft.patience),
            repetitions: draft.repetitions,
            score: draft.score.name.to_owned(),
            transcripts: draft.transcripts,
            strategies: draft.contenders.iter().map(entrant).collect(),
            scenarios,
            pairing: pairing(&draft.pairing),
        }
    }

    /// The plan as it is kept: JSON, the same bytes on every machine.
    pub fn frozen(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("texts, numbers and lists are JSON");
        text.push('\n');
        text
    }

    /// The SHA-256 of [`Plan::frozen`] in hexadecimal digits: what may not be mixed differs in it.
    pub fn digest(&self) -> String {
        hexadecimal(&Sha256::digest(self.frozen()))
    }

    /// The rules of every session.
    ///
    /// # Errors
    /// Where there is no such protocol.
    pub fn rules(&self) -> Result<Rules, BadSpec> {
        let deadline: Deadline = self.deadline.into();
        let convention: TimeConvention = self.time.into();
        Ok(Rules { protocol: self.protocol.parse()?, deadline, convention, seed: self.seed })
    }

    /// The list of its sessions.
    ///
    /// # Errors
    /// Where a match does not fit its scenario, or there are none or too many.
    pub fn schedule(&self) -> Result<Schedule, super::BadPlan> {
        Schedule::new(self)
    }
}

fn pairing(pairing: &Pairing) -> PairingLine {
    match pairing {
        &Pairing::Every { rotations, self_play } => PairingLine::Every { rotations, self_play },
        Pairing::Listed(listed) => PairingLine::Listed(
            listed.iter().map(|one| MatchLine { source: one.scenario.clone(), seats: one.seats.clone() }).collect(),
        ),
    }
}
