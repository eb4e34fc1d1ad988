//! Who is held, by whom: counts, people by id, lists beside the case, and figures that somebody announced.
//!
//! Names of people never stand in a case file. They stay in the lists, which are read beside it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Access, Reasoned, SignedReason};
use crate::amount::Amount;
use crate::date::Date;

/// Who is held, by whom, and what was announced and done. Everything is optional: what nobody knows is not written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntry {
    /// The day up to which days in captivity are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The classes, in their priority: a person of several classes counts in the first of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ClassEntry>,
    /// Where only numbers are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<CountEntry>,
    /// People, by ids without a meaning. Names do not belong here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<PersonEntry>,
    /// Lists with names, beside the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ListEntry>,
    /// Figures that somebody announced. Two that disagree both stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub announced: Vec<AnnouncedEntry>,
    /// Releases that took place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<ReleaseEntry>,
    /// What is asked of an exchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<ExchangePlanEntry>,
    /// Things handed over in steps, to test whether anybody gains by stopping. Never people: they have no worth here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<HandoverEntry>,
}

/// A class of people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    /// A short name, used by counts, people and lists.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the law says of them. Without it nothing beyond what holds for everybody.
    #[serde(default)]
    pub standing: LegalStandingName,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What the law says of people of a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LegalStandingName {
    /// Owed return, not exchange: never part of a count.
    Child,
    /// Sent home whatever the number or rank: never waits for a count.
    SeverelyWoundedOrSick,
    /// Civilians.
    Civilian,
    /// Nothing beyond what holds for everybody.
    #[default]
    Ordinary,
}

/// So many people of one class are held by one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountEntry {
    /// A short name.
    pub id: String,
    /// The party that holds them.
    pub holder: String,
    /// The party they would go to. Needed where there are more than two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
    /// The class.
    pub class: String,
    /// How many are ready: consent recorded, health allows it.
    pub ready: u32,
    /// How many more are held who are not ready, or of whom that is not known.
    #[serde(default)]
    pub not_ready: u32,
    /// Who asserts it.
    pub by: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A person, without a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    /// A short name without a meaning, unique in the register.
    pub id: String,
    /// The party that holds the person.
    pub holder: String,
    /// The party the person would go to. Needed where there are more than two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
    /// Classes, each with whoever asserts it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ClassClaimEntry>,
    /// How the record moved, in order, beginning with `claimed`; each move with its source.
    pub states: Vec<StateEntry>,
    /// What the person wishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentEntry>,
    /// Whether there are substantial grounds to fear for the person where they would go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_risk: Option<bool>,
    /// Since when the person is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_since: Option<Date>,
    /// The name of a group of relatives who go together or not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// A rank given by the parties, 1 before 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// The first batch that the person may be in, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<u32>,
    /// The last batch that the person may be in, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<u32>,
    /// Who keeps the person out, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub veto: Option<SignedReason>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A class, and whoever asserts it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassClaimEntry {
    /// The class.
    pub class: String,
    /// Who asserts it.
    pub by: String,
}

/// A move of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateEntry {
    /// Where the record stands from then on.
    pub to: StateName,
    /// Who says so, or where it was read.
    pub source: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StateName {
    /// One side says that the person is held.
    Claimed,
    /// The holder agrees.
    Acknowledged,
    /// A neutral body has seen the person.
    Verified,
    /// Consent is recorded and health allows it.
    Ready,
    /// In a batch.
    Scheduled,
    /// Home.
    Released,
    /// The sides disagree on the person.
    Disputed,
    /// Dead.
    Deceased,
    /// Does not wish to go.
    Withdrawn,
    /// The same person as another record.
    Duplicate,
}

/// What a person wishes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentEntry {
    /// `true`: wishes to go; `false`: does not.
    pub wishes: bool,
    /// When that was said.
    pub date: Date,
    /// Before whom.
    pub before: String,
}

/// A list of people with names, in a file beside the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListEntry {
    /// A file name without folders.
    pub file: String,
    /// Whose list it is.
    pub party: String,
    /// What it lists.
    pub lists: ListKindName,
    /// Who may see what is computed from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListKindName {
    /// People whom the party holds.
    Holds,
    /// People whom the party asks for.
    Asks,
}

/// A figure that somebody announced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnouncedEntry {
    /// A short name.
    pub id: String,
    /// Who announced it.
    pub by: String,
    /// The occasion: figures of one occasion are shown side by side.
    pub about: String,
    /// The party they go or went to.
    pub to: String,
    /// How many.
    pub count: u32,
    /// Of whom.
    #[serde(default)]
    pub of: SubjectName,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Of whom a figure speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectName {
    /// People.
    #[default]
    People,
    /// Remains.
    Remains,
}

/// A release that took place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseEntry {
    /// A short name.
    pub id: String,
    /// When.
    pub date: Date,
    /// What it is counted together with: one exchange over several days has one series.
    pub series: String,
    /// How many went to each party.
    pub to: BTreeMap<String, u32>,
    /// Of which class, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Why it is outside of every count, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Reasoned>,
    /// The event of the case that tells of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What is asked of an exchange. Flags of the command line go before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExchangePlanEntry {
    /// How the releases hang together: equal:500, ratio:1:3, class-for-class, any-for-any, all-for-all,
    /// all-for-all:CLASS,CLASS or one-sided:PARTY:5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// The most people in one transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<u32>,
    /// By how many a side may be ahead after any transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<u32>,
    /// The most batches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batches: Option<u32>,
    /// Whether both sides give at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<WayName>,
    /// What goes before what. Without it: duty, families, days-held, count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<ObjectiveName>,
    /// An analyst signs that the severely wounded and sick wait for a count after all. Printed in every answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severely_wounded_wait: Option<SignedReason>,
}

/// How people cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WayName {
    /// One side at a time.
    InTurns,
    /// Both at once.
    Simultaneous,
}

/// What a plan is to do first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectiveName {
    /// The severely wounded and sick, where they wait for a count.
    Duty,
    /// Families that are complete.
    Families,
    /// Days in captivity.
    DaysHeld,
    /// How many people.
    Count,
}

/// Things handed over in steps: what they cost the giver and are worth to the receiver is a judgement, and signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverEntry {
    /// Who judges.
    pub author: String,
    /// Why these figures.
    pub reason: String,
    /// The things.
    pub items: Vec<HandoverItem>,
    /// What each party loses by vanishing half-way. Without it nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub penalties: BTreeMap<String, Amount>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A thing that is handed over in one piece.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverItem {
    /// A short name.
    pub id: String,
    /// The party that gives it.
    pub giver: String,
    /// What giving it costs.
    pub cost: Amount,
    /// What it is worth to the other.
    pub value: Amount,
}
