//! What is to be settled, what each side says of it, and the gap between them. No weight is needed for any of this.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FoundHow;

/// One thing to settle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TopicView {
    /// The id.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// Whether it is for bargaining.
    pub track: TrackView,
    /// Why it is not, where it is not; or the signed reason why it is traded anyway.
    pub track_reason: Option<String>,
    /// The names of the options that were written down.
    pub options: Vec<String>,
    /// What each party says, one entry for each party that was seen, in the order of the parties.
    pub positions: Vec<PositionView>,
    /// The names of the parties that nothing was seen of: a clause on this topic rests on ranges alone for them.
    pub unseen: Vec<String>,
    /// How far apart they are.
    pub gap: GapView,
}

/// Whether a topic is for bargaining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrackView {
    /// It is weighed and traded with the others.
    Bargaining,
    /// It is owed whatever the other side does. It carries no weight.
    Duty,
    /// It is negotiable in its own timing and order, never against another issue. It carries no weight.
    OwnTrack,
}

/// What one party says on one topic. A list is empty where nothing of the kind was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PositionView {
    /// The party's name.
    pub party: String,
    /// What it wants.
    pub asks: Vec<StanceView>,
    /// What it would give.
    pub offers: Vec<StanceView>,
    /// What it says yes to.
    pub accepts: Vec<StanceView>,
    /// What it says no to.
    pub rejects: Vec<StanceView>,
    /// What it records, together with the others, as agreed.
    pub agreed: Vec<StanceView>,
}

impl PositionView {
    /// A party that has said nothing yet.
    pub fn silent(party: &str) -> Self {
        let party = party.to_owned();
        Self { party, asks: vec![], offers: vec![], accepts: vec![], rejects: vec![], agreed: vec![] }
    }

    /// Whether nothing was seen.
    pub fn is_silent(&self) -> bool {
        self.kinds().iter().all(|(_, stances)| stances.is_empty())
    }

    /// The stances by kind, with the verb for each.
    pub fn kinds(&self) -> [(&'static str, &[StanceView]); 5] {
        [
            ("agreed", &self.agreed),
            ("asks", &self.asks),
            ("offers", &self.offers),
            ("accepts", &self.accepts),
            ("rejects", &self.rejects),
        ]
    }
}

/// Options that one statement names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StanceView {
    /// The names of the options: one of them (asks, offers, accepts, agreed), or each of them (rejects).
    pub options: Vec<String>,
    /// The id of the statement.
    pub statement: String,
}

/// How far apart the parties are on one topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapView {
    /// The state in a word.
    pub status: GapStatus,
    /// One sentence: what each side asks against what the other offers, who is silent, or which sources conflict.
    pub words: String,
    /// How it was found.
    pub found_how: FoundHow,
}

/// The state of one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GapStatus {
    /// Recorded as agreed, or both ask the same.
    Agreed,
    /// Different words, but an option stands that both could take.
    Convergent,
    /// They ask for different things; nobody has rejected what the other asks.
    Disputed,
    /// One rejects what the other asks.
    Opposed,
    /// One side was heard, the other not. Silence is not agreement.
    OneSideNotSeen,
    /// Nobody was heard.
    NeitherSeen,
    /// Sources attribute different things to the same party.
    SourcesConflict,
}

/// "This only after that", as a party says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OnlyAfter {
    /// Who says so.
    pub party: String,
    /// What waits.
    pub what: String,
    /// The alternatives: one of them is enough, and all conditions in it are needed.
    pub alternatives: Vec<Vec<String>>,
    /// The id of the statement.
    pub statement: String,
}
