//! What is on the table: issues, options, rules, packages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Access;
use crate::amount::Amount;

/// One thing to settle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueEntry {
    /// A short name, used everywhere else in the file.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether the order of the options means something. Without it they are categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered: Option<bool>,
    /// The ways to settle it. Give either these, or `integer`, or `real`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionEntry>,
    /// Whole numbers from the first to the second, one option each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integer: Option<IntegerRange>,
    /// A quantity, cut into equal steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub real: Option<RealRange>,
    /// Owed whatever the other side does, and so not for bargaining: children, the seriously wounded, unlawfully
    /// held civilians, remains. It carries no weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Reasoned>,
    /// Negotiable in its own timing and order, never against another issue: prisoners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_track: Option<Reasoned>,
    /// An analyst signs that an issue with a track of its own is traded against others after all. Printed in every output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traded_anyway: Option<SignedReason>,
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

/// One way to settle an issue: a short name, or one with words for people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OptionEntry {
    /// The short name alone.
    Id(String),
    /// A short name with words for people.
    Named(NamedOption),
}

/// A way to settle an issue with words for people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedOption {
    /// A short name, unique in its issue.
    pub id: String,
    /// The name for people.
    pub name: String,
}

impl OptionEntry {
    /// The short name.
    pub fn id(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Named(named) => &named.id,
        }
    }

    /// The name for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Named(named) => &named.name,
        }
    }
}

/// Whole numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntegerRange {
    /// The smallest.
    pub low: i64,
    /// The largest.
    pub high: i64,
}

/// A quantity cut into equal steps: the cut is the analyst's, and stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RealRange {
    /// The least amount.
    pub low: Amount,
    /// The greatest amount.
    pub high: Amount,
    /// Number of equal steps; the issue has one option more.
    pub steps: u32,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// Why.
    pub reason: String,
}

/// A reason with a name under it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignedReason {
    /// Who signs.
    pub author: String,
    /// Why.
    pub reason: String,
}

/// Options that cannot stand together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Issue by issue, the options that cannot stand together with the others listed here.
    pub forbids: BTreeMap<String, OptionNames>,
    /// Why they cannot.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// One option, or several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OptionNames {
    /// One option.
    One(String),
    /// Several options.
    Several(Vec<String>),
}

impl OptionNames {
    /// The names.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

/// A way to settle everything that has a name: a status quo, a mediator's text, a signed deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackageEntry {
    /// A short name.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// One option for every issue for bargaining.
    pub settles: BTreeMap<String, String>,
    /// Where it comes from, or why it is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}
