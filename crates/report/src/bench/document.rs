//! What is seen at the workbench, with names in place of indices.
//!
//! Parties, issues and options are named by their names for people, as in every document; their short names stand beside
//! them, and a question may use either. A count is always of draws: `of` of so many `draws`. It says how often something fits the
//! analyst's ranges, and nothing of how likely anybody is to do it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::OutcomeView;

/// What an analyst moves, by name. What is not named stays as it was stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangesView {
    /// Weights from 0 to 1: party → issue → weight.
    pub weights: BTreeMap<String, BTreeMap<String, f64>>,
    /// Rankings: party → groups of issues, the most important first.
    pub rankings: BTreeMap<String, Vec<Vec<String>>>,
    /// The least that a party signs, on its own scale: party → utility.
    pub reservations: BTreeMap<String, f64>,
    /// The shocks that happen, by their ids; they happen in the order of the case.
    pub shocks: Vec<String>,
}

/// `of` of `draws`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountView {
    /// Draws in which it holds.
    pub of: u32,
    /// Draws looked at.
    pub draws: u32,
}

/// What stands above every answer at the bench.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BenchHead {
    /// Version of this shape: 1.
    pub zopa: u32,
    /// The title of the case.
    pub case: String,
    /// Whom this view is made for.
    pub audience: String,
    /// The judgement that everything is computed from.
    pub judgement: String,
    /// Whose judgement it is.
    pub author: String,
    /// The judgements that could be asked for.
    pub judgements: Vec<JudgementName>,
    /// How the figures were found, in a sentence.
    pub way: String,
    /// Number of draws.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
}

/// Who negotiates. An answer about one package names each party where it says what that party makes of it, and needs no such list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SidesView {
    /// The negotiating parties, in the order of every list of figures.
    pub parties: Vec<String>,
    /// Their short names, in the same order.
    pub party_ids: Vec<String>,
}

/// A judgement by name.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct JudgementName {
    /// The id.
    pub id: String,
    /// Whose it is.
    pub author: String,
    /// What it tries to say.
    pub about: Option<String>,
}

/// The plane, and what can be moved.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlaneDocument {
    /// What stands above it.
    #[serde(flatten)]
    pub head: BenchHead,
    /// Who negotiates.
    #[serde(flatten)]
    pub sides: SidesView,
    /// The issues for bargaining; after them the duties, which are in no package.
    pub issues: Vec<BenchIssue>,
    /// Issues on a track of their own: negotiable in their own timing and order, and in no package.
    pub asides: Vec<AsideView>,
    /// What can be moved, how far, and where it stands.
    pub inputs: InputsView,
    /// What may happen by this judgement.
    pub shocks: Vec<BenchShock>,
    /// How often there is a deal.
    pub odds: BenchOdds,
    /// Packages on the plane: those with a name, the best one, points of the frontier, and some others.
    pub points: Vec<PointOfPlane>,
    /// How much of the frontier is told.
    pub frontier: FrontierTold,
    /// The mean of the least that each party signs; `null` where there is no such number.
    pub limits: Vec<Option<f64>>,
}

/// An issue on the bench.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BenchIssue {
    /// The short name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Its options by their names for people.
    pub options: Vec<String>,
    /// Their short names, in the same order.
    pub option_ids: Vec<String>,
    /// Whether it is a duty: owed whatever is agreed, and in no package.
    pub duty: bool,
    /// The parties whose position on it was not seen.
    pub unseen: Vec<String>,
}

/// An issue on a track of its own.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AsideView {
    /// The short name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Why it is kept apart, in the words of the case.
    pub reason: String,
}

/// What can be moved.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct InputsView {
    /// Weights: party → issue; nothing for a party whose worth is stated in points.
    pub weights: BTreeMap<String, BTreeMap<String, WeightView>>,
    /// The ranking that holds now: party → groups of issues, the most important first. Issues in no group have no place in it.
    pub rankings: BTreeMap<String, Vec<Vec<String>>>,
    /// The least that each party signs; `null` where there is no such number: any package will do, or none.
    pub reservations: BTreeMap<String, Option<ReservationView>>,
}

/// A weight.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WeightView {
    /// The least that what was stated allows.
    pub low: f64,
    /// The greatest that what was stated allows.
    pub high: f64,
    /// Where it stands: the mean over the draws.
    pub at: f64,
    /// Where the ends come from, in words.
    pub basis: String,
    /// Whether it was moved.
    pub moved: bool,
}

/// A reservation.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReservationView {
    /// The lower end as stated, or what a tenth of the draws lie below.
    pub low: f64,
    /// The upper end as stated, or what a tenth of the draws lie above.
    pub high: f64,
    /// Where it stands: the mean over the draws.
    pub at: f64,
    /// Whether it was moved.
    pub moved: bool,
}

/// Something that may happen.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BenchShock {
    /// The id.
    pub id: String,
    /// The name for people.
    pub title: String,
    /// Whether it has happened in these figures.
    pub happens: bool,
}

/// How often there is a deal.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BenchOdds {
    /// Draws in which some package suits everybody.
    pub deal: CountView,
    /// Draws in which the search was stopped before it knew; they are not counted.
    pub undecided: u32,
    /// The package that most draws accept; `null` where no draw has a package that nothing forbids.
    pub best: Option<BestView>,
    /// The same in a sentence.
    pub words: String,
}

/// The package that most draws accept.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BestView {
    /// The package.
    pub outcome: OutcomeView,
    /// Draws in which everybody accepts it, of those that did not choose it.
    pub of: u32,
    /// Draws looked at.
    pub draws: u32,
    /// How it was sought, in words.
    pub way: String,
}

/// A package on the plane.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PointOfPlane {
    /// What it is worth to each party at the mean of the draws, each on its own scale.
    pub utilities: Vec<f64>,
    /// The package.
    pub outcome: OutcomeView,
    /// Whether nothing is better for one and no worse for the others, at the mean of the draws.
    pub on_frontier: bool,
    /// Draws in which everybody accepts it.
    pub accepted: CountView,
    /// Its name in the case.
    pub name: Option<String>,
}

/// How much of the frontier is told.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FrontierTold {
    /// Number of points that it has; `null` where it is not known.
    pub size: Option<u64>,
    /// Number of points that are told.
    pub told: u64,
    /// Why it is not known.
    pub stopped: Option<String>,
}

/// How one package fares.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PackageDocument {
    /// What stands above it.
    #[serde(flatten)]
    pub head: BenchHead,
    /// How it fares.
    #[serde(flatten)]
    pub verdict: VerdictView,
    /// What lies beyond it.
    pub improvable: Option<ImprovableView>,
    /// The same in a sentence, whatever the answer is.
    pub efficiency: String,
    /// What is owed whatever is agreed, and is in no package.
    pub duties: Vec<AsideView>,
}

/// How a package fares.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct VerdictView {
    /// What the counts are of.
    pub reading: ReadingView,
    /// The same in a sentence.
    pub reading_words: String,
    /// Party by party.
    pub parties: Vec<PartyVerdict>,
    /// Draws in which everybody says yes.
    pub all: CountView,
    /// Draws in which the search for a yes of all was stopped before it knew; they are not counted.
    pub undecided: u32,
    /// The issues that are open.
    pub open: Vec<String>,
    /// The rules that its clauses break, in sentences.
    pub broken: Vec<String>,
}

/// What the counts of a package are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReadingView {
    /// Nothing is open: draws in which the package is accepted.
    WholePackage,
    /// Some clauses are open: draws in which *some* way to settle them would be accepted.
    SomeCompletion,
}

/// How a package fares with one party.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PartyVerdict {
    /// The party's name.
    pub party: String,
    /// Draws in which it says yes.
    pub accepts: CountView,
    /// What the package is worth to it on its own scale: a tenth of the draws, the middle, nine tenths. Of a package with open
    /// clauses, what the completion that is best for this party is worth. `null` where nothing is left to be worth anything.
    pub utility: Option<UtilityView>,
    /// Why it says no where it does, in sentences.
    pub why_not: Vec<String>,
    /// The clauses that cross its red lines.
    pub crossed: Vec<CrossedView>,
    /// The settled clauses on which its position was not seen: what it wants there is a guess of the judgement.
    pub unseen: Vec<String>,
}

/// A utility over the draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct UtilityView {
    /// A tenth of the draws have less.
    pub low: f64,
    /// Half of the draws have less.
    pub mid: f64,
    /// A tenth of the draws have more.
    pub high: f64,
}

/// A clause that crosses a red line.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CrossedView {
    /// The issue.
    pub issue: String,
    /// The option that crosses it.
    pub option: String,
    /// The red line and how often it holds, in words.
    pub what: String,
}

/// What lies beyond a package.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ImprovableView {
    /// A package that is better for somebody and worse for nobody at the mean of the draws.
    pub outcome: OutcomeView,
    /// What it brings each party, on its own scale, in the order of the parties.
    pub gains: Vec<f64>,
    /// The same in a sentence.
    pub sentence: String,
}

/// Packages beside each other.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ComparisonDocument {
    /// What stands above it.
    #[serde(flatten)]
    pub head: BenchHead,
    /// Who negotiates.
    #[serde(flatten)]
    pub sides: SidesView,
    /// One row for each package, in the order in which they were asked about.
    pub rows: Vec<RowView>,
    /// The issues on which they are not alike.
    pub differences: Vec<DifferenceView>,
}

/// One package of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RowView {
    /// Its name.
    pub name: String,
    /// How it fares.
    #[serde(flatten)]
    pub verdict: VerdictView,
}

/// Where packages are not alike.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DifferenceView {
    /// The issue.
    pub issue: String,
    /// The option of each package; `null` where it is open.
    pub options: Vec<Option<String>>,
}

impl From<zopa_analysis::uncertainty::Frequency> for CountView {
    fn from(frequency: zopa_analysis::uncertainty::Frequency) -> Self {
        Self { of: frequency.count, draws: frequency.of }
    }
}

impl From<zopa_analysis::bench::Tenths> for UtilityView {
    fn from(tenths: zopa_analysis::bench::Tenths) -> Self {
        Self { low: tenths.low, mid: tenths.middle, high: tenths.high }
    }
}
