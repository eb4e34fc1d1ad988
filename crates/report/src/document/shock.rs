//! What an event, a promise or a threat may change: before and after, side by side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Frequency;

/// A shock as one judgement sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShockView {
    /// The judgement.
    pub judgement: String,
    /// The id of the shock.
    pub id: String,
    /// What happened, or would happen.
    pub name: String,
    /// The id of the event, where it is one.
    pub event: Option<String>,
    /// When the event happened.
    pub date: Option<String>,
    /// Who would have to do it, where it is a promise or a threat.
    pub by: Option<String>,
    /// Why these ranges.
    pub reason: String,
    /// Draws with a deal before.
    pub before: Frequency,
    /// Draws with a deal after, on the same draws.
    pub after: Frequency,
    /// Draws in which a zone opens, and in which one closes.
    pub opens: u64,
    /// Draws in which a zone closes.
    pub closes: u64,
    /// The standard error of the difference of the two shares.
    pub standard_error: f64,
    /// The margin before the zone closes, in the middle draw, before; `null` where it is not a number.
    pub margin_before: Option<f64>,
    /// The same after.
    pub margin_after: Option<f64>,
    /// What each channel would do alone at its two ends, the others as drawn.
    pub channels: Vec<ChannelView>,
    /// How often each package with a name is acceptable to all, before and after.
    pub packages: Vec<ShockedPackage>,
    /// In one sentence.
    pub words: String,
}

/// One channel of a shock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChannelView {
    /// Whose.
    pub party: String,
    /// Which: "what no agreement is worth", and so on.
    pub channel: String,
    /// Low and high end of the range, as written.
    pub range: (String, String),
    /// Share of draws with a deal at the low end.
    pub at_low: f64,
    /// Share of draws with a deal at the high end.
    pub at_high: f64,
    /// Whether it can change nothing, since the party has no limit to shift.
    pub is_idle: bool,
}

/// A package before and after a shock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShockedPackage {
    /// The package.
    pub package: String,
    /// The share of draws in which all accept it, before.
    pub before: f64,
    /// The same after.
    pub after: f64,
}
