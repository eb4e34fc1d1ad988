//! Several analysts' judgements of one case, side by side. They are compared and never averaged.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The judgements side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The ids of the judgements, in the order of every row.
    pub judgements: Vec<String>,
    /// What each says on the same question.
    pub rows: Vec<ComparisonRow>,
    /// One sentence: whether they agree on the verdict, and where their best packages differ.
    pub words: String,
}

/// One question, answered by each judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ComparisonRow {
    /// The question: "Some deal fits", "Best package on Territory".
    pub about: String,
    /// The answers, in the order of the judgements.
    pub answers: Vec<String>,
    /// Whether the answers are not all the same.
    pub differs: bool,
}
