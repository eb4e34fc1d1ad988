//! What can follow what: steps that can be taken, and what an analyst makes of plans, mandates, homes and shocks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Access;
use super::table::OptionNames;
use crate::amount::Interval;

/// Something that one party can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    /// A short name, used in plans.
    pub id: String,
    /// The words for people: "the first 300 names are handed over".
    pub name: String,
    /// The party that does it.
    pub actor: String,
    /// Steps that must be done before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Conditions that come about by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub achieves: Vec<String>,
    /// Whether its actor can take it back.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reversible: bool,
    /// Whether it can be done in parts.
    #[serde(default, skip_serializing_if = "is_false")]
    pub divisible: bool,
    /// How many days it takes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub days: u32,
    /// The day of the plan by which it must be done, the first day being 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_day: Option<u32>,
    /// Who sees that it was done: somebody of the case, or others in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<String>,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// What one analyst makes of doing some steps: what each costs and brings. Numbers of one party share a scale; scales of
/// different parties are never compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanEntry {
    /// A short name.
    pub id: String,
    /// What the plan is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What each step costs and brings.
    pub steps: BTreeMap<String, StepWorthEntry>,
    /// What it is worth to each party that all of it is done, beyond what the steps bring.
    pub complete: BTreeMap<String, Interval>,
    /// What each party loses by stopping half way: a guarantee forfeited, a name lost. Without an entry: nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub penalty: BTreeMap<String, Interval>,
    /// What a gain of the next step is worth today, above 0 and at most 1. 1 is full patience.
    pub discount: Interval,
    /// Why these numbers.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What one step costs and brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepWorthEntry {
    /// What it costs its actor.
    pub cost: Interval,
    /// What it brings to others, by party. Without an entry: nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub brings: BTreeMap<String, Interval>,
}

/// What one analyst makes of the mandates of the delegations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MandatesEntry {
    /// The package that says where every issue stays that nobody may settle.
    pub stays: String,
    /// What each delegation may do, by party.
    pub parties: BTreeMap<String, DelegationEntry>,
    /// What a side has set for a meeting of leaders, where it can be put in terms of issues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summit: Option<SummitEntry>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What one delegation may do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegationEntry {
    /// Issue by issue.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub issues: BTreeMap<String, MandateEntry>,
    /// What it may do about every issue that is not named. Without it, nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<AuthorityName>,
}

/// What a delegation may do about one issue, with or without bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MandateEntry {
    /// About any option.
    Any(AuthorityName),
    /// About some options.
    Within(BoundedMandate),
}

/// What a delegation may do about some options of an issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundedMandate {
    /// What it may do.
    pub may: AuthorityName,
    /// The options it may do it with.
    pub within: OptionNames,
}

/// What a delegation may do about an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorityName {
    /// Not even talk.
    None,
    /// Talk, without binding anybody.
    ExchangeViews,
    /// Sign, subject to a yes at home.
    AdReferendum,
    /// Sign for good.
    Commit,
}

/// "The leaders meet only after these issues are settled."
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummitEntry {
    /// The condition that the leaders have met.
    pub meeting: String,
    /// The condition that it waits for.
    pub waits_for: String,
    /// The issues that have to be settled for that.
    pub issues: Vec<String>,
}

/// Who at one party's home must agree to what it signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HomeEntry {
    /// Those who have a say.
    pub voters: Vec<VoterEntry>,
    /// The sum of weights that a yes needs. Without it only vetoes count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Somebody with a say at home, or an ally whose consent is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoterEntry {
    /// The name; that of somebody of the case where an ally or a third party has the say.
    pub name: String,
    /// The weight of the vote. Without it: none, a veto alone.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub weight: u32,
    /// Whether nothing passes against them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub veto: bool,
    /// What they refuse: each entry names options that are refused when they come together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refuses: Vec<BTreeMap<String, OptionNames>>,
    /// How likely they say yes to what they do not refuse, from 0 to 1. Without it: certainly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes: Option<Interval>,
}

/// What one analyst makes of an event, a promise or a threat: how far it may move what the parties accept. Ranges that
/// hold zero say that the sign is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShockEntry {
    /// A short name.
    pub id: String,
    /// The words for people; without them those of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The event of the case, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Who would have to do it, where it is a promise or a threat: somebody of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// By how much no agreement becomes worth more to a party: raises its limit. By party, on its scale of utility.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outside_option: BTreeMap<String, Interval>,
    /// By how much waiting costs a party more: lowers its limit.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cost_of_delay: BTreeMap<String, Interval>,
    /// By how much a home audience asks for more than before: raises the limit.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub home_audience: BTreeMap<String, Interval>,
    /// By how much options become worth more, by party, issue and option.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, BTreeMap<String, Interval>>>,
    /// Why these ranges.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What a condition needs by its content, whoever speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedsEntry {
    /// Conditions that must all come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_after: Vec<String>,
    /// Alternatives instead: one list of conditions is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_after_one_of: Vec<Vec<String>>,
    /// Why that follows from what the condition is.
    pub reason: String,
}

/// "We do this, if that."
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitmentEntry {
    /// The condition that the speaker's side brings about.
    pub does: String,
    /// Conditions that must all come about for the promise to bind; without them it binds whatever others do.
    #[serde(default, rename = "if", skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<String>,
}
