//! What the case is, and for whom this view of it is made.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the case is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CaseView {
    /// The name for people.
    pub title: String,
    /// Whether this happened.
    pub nature: NatureView,
    /// What it is about, in a few neutral sentences.
    pub about: Option<String>,
    /// The last day that this view knows of.
    pub as_of: Option<String>,
    /// Who may see this view: `public`, `internal` or `secret`.
    pub audience: String,
    /// What was left out for that audience.
    pub withheld: Withheld,
}

/// Whether a case happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NatureView {
    /// It happened, to real people.
    Real,
    /// It was made up, to teach or to try.
    Invented,
    /// It is from a textbook or a paper.
    Textbook,
    /// It was read from the files of a program of the field: numbers, without sources or judgements.
    Scenario,
}

/// What was left out because the audience may not see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Withheld {
    /// Number of items of the case that were left out.
    pub items: u64,
    /// Names of the figures that were left out since they would have been computed from those items.
    pub figures: Vec<String>,
}

/// Somebody at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attendance {
    /// The short name, as judgements are keyed by: for tables and narrow rows.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// What they are there for: `party`, `facilitator`, `host` or `ally`.
    pub role: String,
    /// Anything worth knowing.
    pub note: Option<String>,
}
