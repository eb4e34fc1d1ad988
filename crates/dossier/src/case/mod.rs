//! The case file as an analyst writes it. These types are the format: the JSON Schema that editors use is generated
//! from them, and the reader checks every file against that same schema.
//!
//! Facts and judgements are apart. `sources`, `statements` and `events` hold what was said and done, attributed
//! and dated; `judgements` hold what an analyst makes of it, signed and reasoned.

mod conflict;
mod facts;
mod forecast;
mod judged;
mod process;
mod register;
mod table;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use conflict::{
    ConflictEntry, ConflictOptionEntry, DirectionName, InfeasibleEntry, LikingEntry, StandEntry, StateNames, Want, WantAll,
    WantAny, WantIf, WantIff, WantNot, WeightyWish,
};
pub use facts::{ConditionEntry, Event, FirstEntry, PartyEntry, PositionEntry, RoleName, Source, SourceText, Statement};
pub use forecast::{ActorEntry, ActorStand, ForecastEntry, ScaleEntry};
pub use judged::{
    BetweenEntry, DisagreementEntry, EqualRank, Judgement, LimitEntry, LinearEntry, LinkageEntry, LinkageWorth, PointsEntry,
    PreferenceEntry, RankEntry, RatioEntry, RedLineEntry, StandingName, UnorderedRank, Unranked, ValuesEntry, WeightsEntry,
};
pub use process::{
    AuthorityName, BoundedMandate, CommitmentEntry, DelegationEntry, HomeEntry, MandateEntry, MandatesEntry, NeedsEntry,
    PlanEntry, ShockEntry, StepEntry, StepWorthEntry, SummitEntry, VoterEntry,
};
pub use register::{
    AnnouncedEntry, ClassClaimEntry, ClassEntry, ConsentEntry, CountEntry, ExchangePlanEntry, HandoverEntry, HandoverItem,
    LegalStandingName, ListEntry, ListKindName, ObjectiveName, PersonEntry, RegisterEntry, ReleaseEntry, StateEntry, StateName,
    SubjectName, WayName,
};
pub use table::{
    IntegerRange, IssueEntry, NamedOption, OptionEntry, OptionNames, PackageEntry, RealRange, Reasoned, RuleEntry, SignedReason,
};

use crate::date::Date;

/// A case: what was said and done, and what analysts make of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Version of this format. Write 1.
    pub zopa: u32,
    /// A short name for people.
    pub title: String,
    /// What the case is about, in a few neutral sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether this happened.
    pub nature: Nature,
    /// The last day that the case knows of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Who may see items that do not say otherwise. Without it they are secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_access: Option<Access>,
    /// The model that wrote title and description, where a model did: its name, or `model`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_by: Option<String>,
    /// The person who has read them and stands by them (`zopa confirm`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
    /// Who sits at the table.
    pub parties: Vec<PartyEntry>,
    /// Where statements and events were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// What is to be settled, and the ways in which it can be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueEntry>,
    /// Options that cannot stand together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleEntry>,
    /// Things that can come about, so that somebody can say what must come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionEntry>,
    /// Who said what, when, and where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Things that a party can do, so that plans can put them in an order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepEntry>,
    /// Ways to settle everything that have a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<PackageEntry>,
    /// Who is held by whom, what was announced, what took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<RegisterEntry>,
    /// What analysts make of it. Several may stand side by side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
    /// Conflicts away from the table: who can do what, and what each would rather have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<ConflictEntry>,
    /// Collective decisions on a scale: who counts how much, stands where, and cares how much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forecasts: Vec<ForecastEntry>,
}

/// Whether a case happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// It happened, to real people.
    Real,
    /// It was made up, to teach or to try.
    Invented,
    /// It is from a textbook or a paper.
    Textbook,
}

/// Who may see an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Anybody.
    Public,
    /// The team.
    Internal,
    /// Those who hold the file.
    Secret,
}
