//! Collective decisions on a scale: who counts how much, stands where, and cares how much.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Access;
use crate::amount::{Amount, Interval};
use crate::date::Date;

/// A decision on one or several scales, as one analyst judges it. `zopa forecast` sets baselines beside each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForecastEntry {
    /// A short name.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who judges.
    pub author: String,
    /// The last day whose knowledge it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What is decided, by whom and by which rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Where it was read, where it was read somewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What is decided, scale by scale.
    pub scales: Vec<ScaleEntry>,
    /// Who takes part.
    pub actors: Vec<ActorEntry>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A scale on which positions are stated, with the meaning of both ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScaleEntry {
    /// A short name, unique in its forecast.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// In what it is measured: years, euros, points of a scale.
    pub unit: String,
    /// The low end.
    pub low: Amount,
    /// The high end.
    pub high: Amount,
    /// What the low end means.
    pub low_means: String,
    /// What the high end means.
    pub high_means: String,
    /// Where things stand without a decision. Needed for Nash's point alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_quo: Option<Amount>,
}

/// Somebody who takes part in a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// A name, unique in its forecast. It need not be a party of the case.
    pub name: String,
    /// What it can bring to bear, above zero; only proportions matter.
    pub capability: Interval,
    /// What it stands for, by scale.
    pub stands: BTreeMap<String, ActorStand>,
    /// Why these figures.
    pub reason: String,
    /// Where they were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// What somebody stands for on one scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorStand {
    /// The point that it asks for, on the scale.
    pub position: Interval,
    /// How much it cares, from 0 to 1.
    pub salience: Interval,
}

impl ForecastEntry {
    /// Whether every actor rests on something in `known`: without one of them it would be another forecast.
    pub(crate) fn is_read_in(&self, known: impl Fn(&[String]) -> bool) -> bool {
        known(&self.sources) && self.actors.iter().all(|actor| known(&actor.sources))
    }

    /// Takes out the sources that `known` does not know.
    pub(crate) fn keep_sources(&mut self, known: impl Fn(&String) -> bool) {
        self.sources.retain(&known);
        self.actors.iter_mut().for_each(|actor| actor.sources.retain(&known));
    }
}
