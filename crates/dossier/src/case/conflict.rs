//! Conflicts away from the table: who can do what, and what each would rather have.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Access;
use crate::date::Date;

/// A conflict as one analyst sees it: options that parties control, and what each party would rather have.
///
/// A state is written with one letter for each option, in their order: `Y` it is taken, `N` it is not, and in patterns `-`
/// either. Spaces between letters are free.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictEntry {
    /// A short name.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who sees it so.
    pub author: String,
    /// The last day whose knowledge it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What this conflict is about, and where its options come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Where it was read, where it was read somewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What can be done or left, and by whom. Their order is that of the letters of a state.
    pub options: Vec<ConflictOptionEntry>,
    /// Combinations that cannot be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infeasible: Vec<InfeasibleEntry>,
    /// The state that holds now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_quo: Option<String>,
    /// What each party would rather have, by party.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub preferences: BTreeMap<String, LikingEntry>,
    /// What each party asks for, and what it says it does otherwise, by party.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub positions: BTreeMap<String, StandEntry>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

impl ConflictEntry {
    /// Takes out the sources that are not among `known`, and what was read in such alone.
    pub(crate) fn known(&mut self, known: &std::collections::HashSet<String>) {
        let read = |sources: &[String]| sources.is_empty() || sources.iter().any(|id| known.contains(id));
        let whole = |liking: &LikingEntry| read(&liking.sources) && liking.wishes.iter().all(|wish| read(&wish.sources));
        self.preferences.retain(|_, liking| whole(liking));
        self.positions.retain(|_, stand| read(&stand.sources));
        let keep = |sources: &mut Vec<String>| sources.retain(|id| known.contains(id));
        keep(&mut self.sources);
        for liking in self.preferences.values_mut() {
            keep(&mut liking.sources);
            liking.wishes.iter_mut().for_each(|wish| keep(&mut wish.sources));
        }
        self.positions.values_mut().for_each(|stand| keep(&mut stand.sources));
    }
}

/// Something that one party can do or leave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictOptionEntry {
    /// A short name, unique in its conflict.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The party that controls it. Any role will do.
    pub owner: String,
    /// Whether it can be taken and taken back. Without it, both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<DirectionName>,
}

/// In which direction an option can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DirectionName {
    /// It can be taken and taken back.
    Both,
    /// Once taken it cannot be taken back.
    Forward,
    /// Once left it cannot be taken again.
    Backward,
}

/// A combination that cannot be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InfeasibleEntry {
    /// The states, as a pattern such as `--YY`.
    pub states: String,
    /// Why they cannot be.
    pub reason: String,
}

/// What one party would rather have: either a ranking of states, or wishes in order of weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LikingEntry {
    /// States or patterns from best to worst; what is worth the same shares a list. What is left out has no known rank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranking: Vec<StateNames>,
    /// Wishes, the weightiest first: a state that fulfils an earlier one goes before all that do not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<WeightyWish>,
    /// Why this.
    pub reason: String,
    /// Where that was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// One state or pattern, or several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum StateNames {
    /// One.
    One(String),
    /// Several that are worth the same.
    Several(Vec<String>),
}

impl StateNames {
    /// The patterns.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

/// One wish of a party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightyWish {
    /// What it wants: the name of an option, or a combination of wants.
    pub wants: Want,
    /// Why it is thought to want that, and why here in the order.
    pub reason: String,
    /// Where that was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// What is wanted of a state: that an option is taken, or a combination of that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Want {
    /// The option of this name is taken.
    Taken(String),
    /// That is not so.
    Not(WantNot),
    /// All of them.
    All(WantAll),
    /// At least one of them.
    Any(WantAny),
    /// If the one, then the other.
    If(WantIf),
    /// Both or neither.
    Iff(WantIff),
}

/// That something is not so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WantNot {
    /// What is not.
    pub not: Box<Want>,
}

/// All of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WantAll {
    /// What all has to be.
    pub all: Vec<Want>,
}

/// At least one of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WantAny {
    /// Of what one has to be.
    pub any: Vec<Want>,
}

/// If one thing, then another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WantIf {
    /// The one.
    #[serde(rename = "if")]
    pub premise: Box<Want>,
    /// The other.
    pub then: Box<Want>,
}

/// Both of two, or neither.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WantIff {
    /// The two.
    pub iff: Vec<Want>,
}

/// What one party asks for, and what it says it does otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandEntry {
    /// What it asks of all options, as a pattern; `-` leaves an option open.
    pub asks: String,
    /// What it says it does with its own options while positions differ, as a pattern with `-` for the options of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
    /// Why this.
    pub reason: String,
    /// Where that was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}
