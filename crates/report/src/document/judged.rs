//! The voice of the judgements: what an analyst makes of what was said, signed and reasoned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What one analyst judges.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgementView {
    /// The id.
    pub id: String,
    /// Who signs.
    pub author: String,
    /// The last day whose knowledge it uses.
    pub as_of: Option<String>,
    /// What it tries to say.
    pub about: Option<String>,
    /// Party by party.
    pub preferences: Vec<JudgedPreferences>,
}

/// What one analyst judges of one party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedPreferences {
    /// The party's name.
    pub party: String,
    /// Everything that was judged, in the order of the case.
    pub items: Vec<JudgedItem>,
}

/// One judged thing: a ranking, a range, a red line, a limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedItem {
    /// An id, unique in its judgement: `judgement:J/ITEM` in [`FoundHow::from`](super::FoundHow::from) leads here.
    pub id: String,
    /// What kind of thing.
    pub kind: JudgedKind,
    /// The issue, where it is about one.
    pub issue: Option<String>,
    /// The whole of it in words: "Pay weighs most, then hours; the others below, in no stated order".
    pub words: String,
    /// Where it ranks: best or most important first; entries in one group are equal or unordered, as `words` says.
    pub ranking: Vec<Vec<String>>,
    /// Where it gives ranges.
    pub ranges: Vec<JudgedRange>,
    /// For a red line: how sure it is.
    pub standing: Option<StandingView>,
    /// Why.
    pub reason: String,
}

/// What kind of thing was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JudgedKind {
    /// How issues weigh against each other.
    Weights,
    /// What the options of one issue are worth.
    Values,
    /// Points for every option.
    Points,
    /// What a combination adds.
    Linkage,
    /// What is refused whatever else is offered.
    RedLine,
    /// From where on the party says yes.
    Limit,
    /// What no agreement is worth.
    Disagreement,
}

/// A range, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedRange {
    /// What it is a range of: an issue, or an option.
    pub of: String,
    /// The lower end, as it was written.
    pub low: String,
    /// The upper end; equal to the lower where it is a point.
    pub high: String,
}

/// How sure a red line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandingView {
    /// It holds.
    Firm,
    /// It may be an opening position. It holds in one draw out of two.
    Uncertain,
}
