//! Packages, trades and improvements, each explained: a sentence, its numbers, where they come from, and what would
//! change it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FoundHow, Frequency, OutcomeView, PartyFrequency};

/// A way to settle everything that is worth talking about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PackageView {
    /// The id.
    pub id: String,
    /// The name for people.
    pub label: String,
    /// Why it is here.
    pub kind: PackageKind,
    /// The judgement by whose draws it was found; `null` for a package of the case.
    pub judgement: Option<String>,
    /// The package itself.
    pub outcome: OutcomeView,
    /// Draws in which everybody accepts it; `null` where nothing was drawn.
    pub accepted: Option<Frequency>,
    /// Party by party.
    pub by_party: Vec<PartyFrequency>,
    /// What is to be said of it.
    pub explanation: Vec<Sentence>,
}

/// Why a package is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PackageKind {
    /// Accepted in most draws.
    MostAccepted,
    /// One of several offers worth nearly the same to one side.
    NearEqualOffer,
    /// It has a name in the case: a status quo, a mediator's text.
    OfTheCase,
}

/// One explained sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// What kind of explanation it is.
    pub kind: SentenceKind,
    /// The sentence, with its numbers.
    pub words: String,
    /// What would change it.
    pub would_change: Option<String>,
    /// How it was found, and from what.
    pub found_how: FoundHow,
}

/// The kinds of explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SentenceKind {
    /// Who yields on what, and gains on what.
    Trade,
    /// Whose limit is missed, and what would open it.
    Blocked,
    /// In how many draws.
    Odds,
    /// Whether anything among the options that were written down is better.
    Efficient,
    /// What the model cannot tell.
    NotDecidable,
}

/// An exchange between two issues that both sides gain from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trade {
    /// The judgement by which both gain.
    pub judgement: String,
    /// The package that it starts from.
    pub package: String,
    /// Side by side.
    pub sides: Vec<TradeSide>,
    /// The explanation.
    pub sentence: Sentence,
}

/// What one party does in a trade.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TradeSide {
    /// The party's name.
    pub party: String,
    /// The issue that it yields on.
    pub yields_on: String,
    /// What that costs, on the party's own scale.
    pub cost: f64,
    /// The issue that it gains on.
    pub gains_on: String,
    /// What that brings, on the party's own scale.
    pub gain: f64,
}

/// A package that is better than a given one for somebody and worse for nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Improvement {
    /// The judgement.
    pub judgement: String,
    /// The id of the package that is improved.
    pub of: String,
    /// The better one; `null` where none was found.
    pub outcome: Option<OutcomeView>,
    /// What each party gains, on its own scale.
    pub gains: Vec<Gain>,
    /// The explanation.
    pub sentence: Sentence,
}

/// What one party gains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Gain {
    /// The party's name.
    pub party: String,
    /// How much, on the party's own scale.
    pub gain: f64,
}

/// How one party ranks packages against each other over the draws. Limits and red lines play no part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ranking {
    /// The id of the judgement.
    pub judgement: String,
    /// The party's name.
    pub party: String,
    /// The packages, the one most often first leading.
    pub packages: Vec<RankedPackage>,
    /// How it was found.
    pub found_how: FoundHow,
}

/// Where one package stands in a party's order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RankedPackage {
    /// The id of the package.
    pub package: String,
    /// The share of draws in which it takes each rank, best first; packages worth the same share their ranks.
    pub ranks: Vec<f64>,
    /// The share of draws in which it is first when the weights are the mean of those that make it first; `null`
    /// where it never is.
    pub confidence: Option<f64>,
}

/// How a package shares out what there is to gain, on a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measures {
    /// The id of the judgement.
    pub judgement: String,
    /// The id of the package.
    pub package: String,
    /// The basis of the point: "stated points" or the name of a basis.
    pub basis: String,
    /// Utilities in the order of the parties.
    pub utilities: Vec<f64>,
    /// The names of the parties that accept it.
    pub accepted_by: Vec<String>,
    /// How much of all there is to gain it realises: 1 at the largest sum of gains, below 0 where it is worse than
    /// no agreement. `null` where undefined.
    pub integrative_ratio: Option<f64>,
    /// How far apart the parties' shares of their own largest gains are: 0 where all gain the same share.
    pub balance: Option<f64>,
    /// One minus the share of feasible packages that are better for somebody and worse for nobody: 1 on the frontier.
    pub pareto_efficiency: Option<f64>,
    /// Why a measure is `null`.
    pub notes: Vec<String>,
}
