//! What analysts make of it: signed, reasoned, as ranges.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::table::OptionNames;
use super::{Access, HomeEntry, MandatesEntry, PlanEntry, ShockEntry};
use crate::amount::{Amount, Interval};
use crate::date::Date;

/// What one analyst makes of the preferences of the parties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// A short name.
    pub id: String,
    /// Who judges.
    pub author: String,
    /// The last day whose knowledge it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What this judgement tries to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What each party wants, by party.
    pub preferences: BTreeMap<String, PreferenceEntry>,
    /// What delegations may sign without their leaders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandates: Option<MandatesEntry>,
    /// Who at each party's home must agree, by party.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub homes: BTreeMap<String, HomeEntry>,
    /// What events, promises and threats may change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shocks: Vec<ShockEntry>,
    /// What doing some steps costs and brings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanEntry>,
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

/// What one analyst makes of one party's preferences: either `points`, or `weights` with `values`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceEntry {
    /// Points for every option of every issue, on the party's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsEntry>,
    /// How the issues weigh against each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<WeightsEntry>,
    /// What the options of each issue are worth, from 0 (worst) to 1 (best).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, ValuesEntry>,
    /// What combinations of options are worth beyond the sum of their parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linkages: Vec<LinkageEntry>,
    /// What the party refuses whatever else it gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub red_lines: Vec<RedLineEntry>,
    /// From where on the party says yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitEntry>,
    /// What no agreement is worth, where it is stated apart from the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disagreement: Option<DisagreementEntry>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Points for every option of every issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsEntry {
    /// Issue by issue, option by option.
    pub issues: BTreeMap<String, BTreeMap<String, Interval>>,
    /// Why these.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// How the issues weigh against each other: any of a ranking, intervals and ratios.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightsEntry {
    /// The issues, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranking: Vec<RankEntry>,
    /// Where issues stand that the ranking does not name. Needed where there is a ranking that names some only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unranked: Option<Unranked>,
    /// Intervals for single weights. Weights sum to one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub intervals: BTreeMap<String, Interval>,
    /// "This weighs at least so many times as much as that."
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratios: Vec<RatioEntry>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// One place in a ranking: an issue, or several that share it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RankEntry {
    /// One issue.
    One(String),
    /// Several issues that weigh the same.
    Equal(EqualRank),
    /// Several issues of which nobody said which weighs more.
    Unordered(UnorderedRank),
}

/// Issues that weigh the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EqualRank {
    /// The issues.
    pub equal: Vec<String>,
}

/// Issues of which nobody said which weighs more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnorderedRank {
    /// The issues.
    pub unordered: Vec<String>,
}

/// Where issues stand that a ranking does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unranked {
    /// Below all that it names, unordered among themselves.
    Below,
    /// Anywhere.
    Free,
}

/// `issue` weighs at least `times` times as much as `than`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatioEntry {
    /// The heavier issue.
    pub issue: String,
    /// How many times as heavy, at least.
    pub times: Amount,
    /// The lighter issue.
    pub than: String,
}

/// What the options of one issue are worth: one of an order, ranges, or a straight line between two ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValuesEntry {
    /// The options from best to worst; options worth the same share a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub best_to_worst: Vec<OptionNames>,
    /// A number or a range from 0 to 1 for every option.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ranges: BTreeMap<String, Interval>,
    /// For numeric issues: worth falls in equal steps from the best end to the worst end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linear: Option<LinearEntry>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A straight line over the options of an ordered or numeric issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinearEntry {
    /// The option worth 1: the first or the last.
    pub best: String,
}

/// What combinations of options add, on the party's scale of utility. Combinations not listed add nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkageEntry {
    /// The issues that are joined.
    pub issues: Vec<String>,
    /// What their combinations add.
    pub adds: Vec<LinkageWorth>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What one combination adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkageWorth {
    /// One option for each of the joined issues, in their order.
    pub options: Vec<String>,
    /// What the combination adds.
    pub worth: Interval,
}

/// Something that a party refuses whatever else it gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedLineEntry {
    /// Issue by issue, the options that are refused when they come together.
    pub refuses: BTreeMap<String, OptionNames>,
    /// How sure that is. An uncertain one holds in one draw out of two.
    pub standing: StandingName,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// How sure an analyst is that a red line is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandingName {
    /// It holds.
    Firm,
    /// It may be an opening position.
    Uncertain,
}

/// From where on a party says yes: one of the following, with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitEntry {
    /// `true`: any outcome that crosses no red line will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any: Option<bool>,
    /// `true`: no outcome will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never: Option<bool>,
    /// A utility, or a range in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Interval>,
    /// A package that is just acceptable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub just_acceptable: Option<String>,
    /// A package that is just not acceptable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub just_unacceptable: Option<String>,
    /// A package that is refused and one that is accepted; the limit lies between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<BetweenEntry>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Two packages that enclose a limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BetweenEntry {
    /// A package that is refused.
    pub unacceptable: String,
    /// A package that is accepted.
    pub acceptable: String,
}

/// What no agreement is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisagreementEntry {
    /// On the party's scale of utility.
    pub worth: Interval,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}
