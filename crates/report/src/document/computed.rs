//! What every computed figure carries: how it was found, from what, and how sure it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a figure was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundHow {
    /// The method in a few words: "10,000 draws from the stated ranges, seed 7".
    pub method: String,
    /// How far it can be relied on.
    pub reached: Reached,
    /// What it was computed from: `statement:ID`, `source:ID`, `event:ID`, `topic:ID`, `judgement:ID`,
    /// `judgement:ID/ITEM` or `package:ID`. The page turns each into a link.
    pub from: Vec<String>,
    /// Who published the method.
    pub citation: Option<String>,
}

/// How far a figure can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reached {
    /// Computed in whole numbers from the inputs, nothing rounded.
    Exact,
    /// Counted over random draws: it has a sampling error.
    Sampled,
    /// The best that a search found; there may be better.
    BestFound,
    /// Stopped by a limit: see [`Document::limits`](super::Document::limits).
    Stopped,
}

/// How many draws out of how many, and how far that may be off by chance alone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Frequency {
    /// The share, between 0 and 1.
    pub share: f64,
    /// Draws that counted.
    pub count: u64,
    /// Draws in all.
    pub draws: u64,
    /// The standard error of the share. It measures chance, not whether the ranges are right.
    pub standard_error: f64,
}

impl Frequency {
    /// `count` of `draws`, with the binomial standard error. No draws give a share of 0.
    pub fn of(count: u64, draws: u64) -> Self {
        let share = if draws == 0 { 0.0 } else { count as f64 / draws as f64 };
        let standard_error = if draws == 0 { 0.0 } else { (share * (1.0 - share) / draws as f64).sqrt() };
        Self { share, count, draws, standard_error }
    }
}

/// Where a figure lies over draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Spread {
    /// One draw in ten lies below this.
    pub low: f64,
    /// The middle draw (a median), or the mean where the field that holds it says so.
    pub middle: f64,
    /// One draw in ten lies above this.
    pub high: f64,
}

/// Something that a reader must know, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it is about, in two or three words: "Which side blocks", "Frontier", "Priorities".
    pub about: String,
    /// The sentence.
    pub words: String,
    /// What to do about it, where something can be done.
    pub way_out: Option<String>,
    /// What it comes from, as in [`FoundHow::from`].
    pub from: Vec<String>,
}
