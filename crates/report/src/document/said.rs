//! The voice of the facts: what sources say, quoted, attributed and dated.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceView {
    /// The id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// When.
    pub date: Option<String>,
    /// Where it can be found. Shown as text; nothing is fetched.
    pub url: Option<String>,
    /// Anything worth knowing.
    pub note: Option<String>,
    /// Whether the text was at hand, so that quotations could be verified.
    pub text_at_hand: bool,
}

/// Something that was said or written: a quotation or a paraphrase, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementView {
    /// The id.
    pub id: String,
    /// Who said it, or which document.
    pub speaker: String,
    /// The names of the parties spoken for. Empty where a third party speaks.
    pub parties: Vec<String>,
    /// When.
    pub date: String,
    /// The ids of the sources that carry it.
    pub sources: Vec<String>,
    /// The words themselves, without quotation marks around them.
    pub quote: Option<String>,
    /// What was said, in the analyst's words.
    pub paraphrase: Option<String>,
    /// Where in the source.
    pub locator: Option<String>,
    /// Whether the words were found in the source's text.
    pub verification: Verification,
    /// Ids of earlier statements that this one takes the place of.
    pub replaces: Vec<String>,
    /// Anything worth knowing.
    pub note: Option<String>,
}

/// Whether a statement's words were found in its source's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// The words stand in the text.
    Verified,
    /// The text was not at hand.
    TextNotAtHand,
    /// The text was at hand and does not hold these words.
    NotInText,
    /// A paraphrase: there are no words to verify.
    Paraphrase,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventView {
    /// The id.
    pub id: String,
    /// What happened, neutrally.
    pub title: String,
    /// When, or when it began.
    pub date: String,
    /// When it ended, where it lasted.
    pub until: Option<String>,
    /// The ids of the sources that carry it.
    pub sources: Vec<String>,
    /// Anything worth knowing.
    pub note: Option<String>,
}
