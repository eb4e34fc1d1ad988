//! What was said and done: parties, sources, statements, events.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Access, CommitmentEntry, NeedsEntry};
use crate::date::Date;

/// Somebody at the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyEntry {
    /// A short name, used everywhere else in the file.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they are there for. Only a `party` has positions and preferences.
    #[serde(default)]
    pub role: RoleName,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// The model that wrote this item, where a model did: its name, or `model`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_by: Option<String>,
    /// The person who has read what a model wrote and stands by it (`zopa confirm`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
}

/// What somebody is there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleName {
    /// Negotiates and decides.
    #[default]
    Party,
    /// Helps the parties to a deal.
    Facilitator,
    /// Gives the room, and perhaps the chair.
    Host,
    /// Stands behind a party.
    Ally,
}

/// A report, a document, a recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A short name, used by statements and events.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it can be found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The text itself, where it is at hand, so that quotations can be verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<SourceText>,
    /// Anything worth knowing, such as what the source leaves out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// The model that wrote this item, where a model did: its name, or `model`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_by: Option<String>,
    /// The person who has read what a model wrote and stands by it (`zopa confirm`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
}

/// The text of a source, beside the case file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceText {
    /// A file name without folders; it is looked for beside the case and in the folder given with `--texts`.
    pub file: String,
    /// The SHA-256 of the file, 64 hexadecimal digits, so that a changed text is noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Something that can come about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionEntry {
    /// A short name, used in `first`.
    pub id: String,
    /// The words for people: "a general ceasefire is in force".
    pub name: String,
    /// The issue it belongs to, where it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// The event by which it has come about already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_by: Option<String>,
    /// What it needs by its content, whoever speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<NeedsEntry>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Something that was said or written. Either a quotation, word for word, or a paraphrase marked as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// A short name.
    pub id: String,
    /// Who said it, or which document.
    pub speaker: String,
    /// The parties spoken for. Empty where a third party speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// When it was said.
    pub date: Date,
    /// Where it was read.
    pub sources: Vec<String>,
    /// The words themselves, from the first source. `[...]` marks an omission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// What was said, in the analyst's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paraphrase: Option<String>,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The positions it states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<PositionEntry>,
    /// What it says must come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<FirstEntry>,
    /// What it promises, whatever others do or if they do something. "Only after" is no promise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commits: Vec<CommitmentEntry>,
    /// Earlier statements that this one takes the place of. Statements that merely differ both stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// Anything worth knowing, such as how sure the outlet was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// The model that wrote this item, where a model did: its name, or `model`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_by: Option<String>,
    /// The person who has read what a model wrote and stands by it (`zopa confirm`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
}

/// What a statement says about one issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionEntry {
    /// The issue.
    pub issue: String,
    /// Options it wants one of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// Options it would give one of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<String>,
    /// Options it says yes to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<String>,
    /// Options it says no to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejects: Vec<String>,
    /// Options recorded as agreed with the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed: Vec<String>,
}

/// "This only after that."
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstEntry {
    /// The condition that waits.
    pub what: String,
    /// Conditions that must all come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_after: Vec<String>,
    /// Alternatives instead: one list of conditions is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_after_one_of: Vec<Vec<String>>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// A short name.
    pub id: String,
    /// What happened, neutrally.
    pub title: String,
    /// When, or when it began.
    pub date: Date,
    /// When it ended, where it lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Anything worth knowing, such as figures that do not agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}
