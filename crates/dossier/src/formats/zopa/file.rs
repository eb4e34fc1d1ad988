//! The file as it stands. These types are the format: its JSON Schema is generated from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::number::Number;

/// A file with one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioFile {
    /// Version of this format. Write 1.
    pub(crate) zopa: u32,
    /// The scenario.
    pub(crate) scenario: ScenarioEntry,
}

/// A scenario: issues, and what each party gets from settling them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioEntry {
    /// The name for people.
    pub(crate) name: String,
    /// What is to be settled, in the order of every outcome.
    pub(crate) issues: Vec<IssueEntry>,
    /// Options that cannot stand together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) rules: Vec<RuleEntry>,
    /// What each party gets, in the order of every vector.
    pub(crate) profiles: Vec<ProfileEntry>,
}

/// One thing to settle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueEntry {
    /// The name, unique in the scenario.
    pub(crate) name: String,
    /// The ways to settle it.
    pub(crate) values: ValuesEntry,
}

/// The ways to settle an issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ValuesEntry {
    /// Options by name, without an order that means anything.
    Options(Vec<String>),
    /// Whole numbers, both ends included; each is an option whose name is the number.
    Integers {
        /// The smallest.
        low: i64,
        /// The largest.
        high: i64,
    },
    /// Any amount between two, both included.
    Reals {
        /// The least.
        low: Number,
        /// The greatest.
        high: Number,
    },
}

/// Options that cannot stand together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleEntry {
    /// Outcomes that fit all of this are not feasible.
    pub(crate) forbids: Vec<LiteralEntry>,
    /// Why.
    pub(crate) reason: String,
}

/// A condition on one issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LiteralEntry {
    /// The issue.
    pub(crate) issue: String,
    /// Options, one of which is chosen.
    pub(crate) options: Vec<String>,
}

/// What an outcome is worth to one party: the least of `cap` and the sum of the constant, of what the issues contribute,
/// of the linkages and of the boxes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfileEntry {
    /// The name for people.
    pub(crate) name: String,
    /// The file that it was read from, where there was one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) file: String,
    /// A constant summand; 0 where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) constant: Option<Number>,
    /// What each issue contributes, weights included, in the order of the issues.
    pub(crate) issues: Vec<ContributionEntry>,
    /// What options of several issues contribute together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) linkages: Vec<LinkageEntry>,
    /// What boxes contribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) boxes: Option<TreeEntry>,
    /// Utilities above this count as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cap: Option<Number>,
    /// From which utility on the party says yes.
    pub(crate) reservation: ReservationEntry,
    /// What no agreement is worth, where that is not the reservation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) disagreement: Option<Number>,
    /// What the party refuses whatever else it gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) red_lines: Vec<Vec<LiteralEntry>>,
    /// What waiting costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) discount: Option<DiscountEntry>,
}

/// What the settlement of one issue contributes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ContributionEntry {
    /// A number for each option, in the order of the options.
    Table(Vec<Number>),
    /// By amount: the weight times the curve.
    Curve {
        /// The weight.
        weight: Number,
        /// The curve.
        curve: Box<CurveEntry>,
    },
}

/// A function of an amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum CurveEntry {
    /// The same for every amount.
    Constant(Number),
    /// `slope x + offset`.
    Affine {
        /// The slope.
        slope: Number,
        /// The value at 0.
        offset: Number,
    },
    /// `slope x + offset`, held between 0 and 1.
    Clamped {
        /// The slope.
        slope: Number,
        /// The value at 0.
        offset: Number,
    },
    /// Rises from 0 at `low` to 1 at `top` and falls to 0 at `high`.
    Triangular {
        /// Where it begins to rise.
        low: Number,
        /// Where it is 1.
        top: Number,
        /// Where it is 0 again.
        high: Number,
    },
    /// `square x^2 + slope x + offset`.
    Quadratic {
        /// The coefficient of the square.
        square: Number,
        /// The coefficient of the amount.
        slope: Number,
        /// The value at 0.
        offset: Number,
    },
}

/// What options of several issues contribute together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkageEntry {
    /// Two issues or more, in the order of the scenario.
    pub(crate) issues: Vec<String>,
    /// The contribution of each combination of their options, the last issue running fastest.
    pub(crate) values: Vec<Number>,
}

/// Boxes, added up or compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum TreeEntry {
    /// One box.
    Box(BoxEntry),
    /// The sum of its parts.
    Sum(Vec<TreeEntry>),
    /// The least of its parts.
    Least(Vec<TreeEntry>),
    /// The greatest of its parts.
    Greatest(Vec<TreeEntry>),
}

/// A reward over ranges of options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoxEntry {
    /// The bounds; an issue without one may be settled in any way.
    pub(crate) bounds: Vec<BoundEntry>,
    /// On which side of its border it pays.
    pub(crate) pays: PaysEntry,
    /// What it pays.
    pub(crate) value: Number,
}

/// A range of the options of one issue, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoundEntry {
    /// The issue.
    pub(crate) issue: String,
    /// The first option.
    pub(crate) from: String,
    /// The last option, which belongs to it.
    pub(crate) to: String,
}

/// On which side of its border a box pays.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaysEntry {
    /// Where every bound holds.
    Inside,
    /// Where some bound fails.
    Outside,
}

/// From which utility on a party says yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ReservationEntry {
    /// Any outcome will do.
    Any,
    /// Outcomes that are worth at least this.
    At(Number),
    /// No outcome will do.
    Never,
}

/// What waiting costs: a utility `u` is worth `u factor^t`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum DiscountEntry {
    /// `t` runs from 0 to 1 over the whole negotiation.
    OverTime(Number),
    /// `t` counts rounds.
    EachRound(Number),
}
