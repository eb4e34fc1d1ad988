//! What is particular to a scenario that was read from a file of the field, rather than from a case.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OutcomeView, PointView};

/// Where the numbers come from, what was repaired on the way, and what else the field says of such a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldView {
    /// The format: `genius`, `geniusweb`, `negmas`, …
    pub format: String,
    /// Whose reading counts: `own` (that of the program that owns the format) or `negmas`.
    pub meaning: String,
    /// One entry for each party, in their order.
    pub profiles: Vec<ProfileView>,
    /// Into how many steps issues of amounts were cut, where there are any.
    pub grid: Option<u32>,
    /// What was repaired, and what else is worth knowing, with its place.
    pub remarks: Vec<RemarkView>,
    /// What the files claim, checked.
    pub claims: Vec<ClaimView>,
    /// Solutions that mix outcomes with probabilities, over the zone.
    pub lotteries: Vec<LotteryView>,
    /// What other programs of the field call by the same names.
    pub variants: Vec<VariantView>,
}

/// A party's file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProfileView {
    /// The party.
    pub party: String,
    /// Its file.
    pub file: String,
    /// From which utility on it says yes; `null` where any outcome will do, or none.
    pub reservation: Option<f64>,
    /// Whether no outcome will do.
    pub refuses_all: bool,
    /// What waiting costs: "0.75 over the whole negotiation"; `null` where nothing. No answer here is discounted.
    pub discount: Option<String>,
    /// The most that it can get, before any cap; `null` where nothing is known of it.
    pub greatest: Option<GreatestView>,
    /// How far its utility at any amounts can be from that at the nearest grid point; `null` where nothing was cut, or where
    /// its utility jumps.
    pub grid_error: Option<f64>,
    /// With amounts that no grid cut: the most that it can get, exactly.
    pub optimum: Option<OptimumView>,
}

/// The most that a party can get.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GreatestView {
    /// The best that was found.
    pub utility: f64,
    /// The same as a fraction.
    pub exact_utility: String,
    /// Whether nothing is better.
    pub exact: bool,
    /// No outcome gives more than this.
    pub at_most: Option<f64>,
    /// An outcome that gives it.
    pub outcome: OutcomeView,
}

/// The most that a party can get where amounts are not cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OptimumView {
    /// The utility.
    pub utility: f64,
    /// The same as a fraction.
    pub exact_utility: String,
    /// Options and amounts that give it.
    pub outcome: OutcomeView,
}

/// Something worth saying of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RemarkView {
    /// `note`, `repair`, `difference` (between two readings) or `loss`.
    pub kind: String,
    /// A stable name for programs.
    pub code: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is there, and how it was read.
    pub message: String,
}

/// What a file claims, and what is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimView {
    /// The file, with its line where one is meant.
    pub place: String,
    /// What is claimed, in words.
    pub claimed: String,
    /// `holds`, `fails` or `not-decided`.
    pub verdict: String,
    /// What is true, in words.
    pub words: String,
    /// The outcome that proves it, where one does.
    pub proof: Option<PointView>,
}

/// A mixture of outcomes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LotteryView {
    /// `nash_lottery`, `kalai_smorodinsky_lottery` or `egalitarian_lottery`.
    pub name: String,
    /// What each party expects, in their order.
    pub utilities: Vec<f64>,
    /// Whether nothing was rounded.
    pub exact: bool,
    /// The outcomes with their probabilities.
    pub mixture: Vec<LotteryPart>,
    /// How it was found.
    pub method: String,
    /// What else the reader must know: a gap that was left, parties left out.
    pub notes: Vec<String>,
    /// Why there is none.
    pub reason: Option<String>,
}

/// One outcome of a mixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LotteryPart {
    /// Its probability.
    pub probability: f64,
    /// The same as a fraction.
    pub exact_probability: String,
    /// The outcome.
    pub point: PointView,
}

/// What another program would answer under one of its names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VariantView {
    /// The name: `genius_nash`, `negmas_ks`, …
    pub name: String,
    /// The program.
    pub peer: String,
    /// What it computes, in a sentence.
    pub definition: String,
    /// The points that it names.
    pub points: Vec<PointView>,
    /// The number that it gives, where it is a measure.
    pub number: Option<f64>,
    /// Why there is no answer.
    pub reason: Option<String>,
}
