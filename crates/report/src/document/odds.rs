//! What the analysts' ranges say: how often a deal exists, what that depends on, and what would turn it round.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FoundHow, Frequency, OutcomeView, Sentence, Spread};

/// How often the ranges leave room for a deal. A share of draws from stated ranges, never a chance of peace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Odds {
    /// The judgement that `deal` and `best_package` belong to: the first. Judgements are compared, never averaged.
    pub judgement: String,
    /// The share of that judgement's draws in which some package suits everybody.
    pub deal: f64,
    /// The share of that judgement's draws in which its best single package suits everybody; `null` where no
    /// package could be named.
    pub best_package: Option<f64>,
    /// The lowest and the highest share over all judgements and all ends of their ranges.
    pub interval: Interval,
    /// Draws for each judgement.
    pub draws: u64,
    /// The seed of the draws.
    pub seed: u64,
    /// Judgement by judgement.
    pub judgements: Vec<JudgementOdds>,
}

/// How far the odds reach over authors and range ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// The lowest share.
    pub low: f64,
    /// The highest share.
    pub high: f64,
    /// What gives the lowest: "B. Analyst, with the works council's limit at its upper end".
    pub low_from: String,
    /// What gives the highest.
    pub high_from: String,
    /// Draws behind each of the two ends.
    pub draws: u64,
    /// The largest standard error among the shares compared. It is no part of the interval.
    pub standard_error: f64,
    /// What can be said.
    pub verdict: Verdict,
}

/// What can be said of the odds. "Cannot tell" is an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// More than half of the draws have a deal, over all authors and range ends.
    Likely,
    /// Fewer than half have one, over all authors and range ends.
    Unlikely,
    /// Lowest and highest lie on both sides of a half, or come within two standard errors of it.
    CannotTell,
}

/// What one judgement says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgementOdds {
    /// The id of the judgement.
    pub judgement: String,
    /// Draws in which some package suits everybody.
    pub deal: Frequency,
    /// The lowest share over this judgement's range ends.
    pub lowest: f64,
    /// The highest share over this judgement's range ends.
    pub highest: f64,
    /// The margin before the zone closes, over the draws: by how much the worst-off party clears its limit in the
    /// draw's best package. Negative where there is no deal. `middle` is the median.
    pub margin: Option<Spread>,
    /// The single package that is accepted in most draws.
    pub best_package: Option<BestPackage>,
    /// What knowing the limits before naming a package would add: deal less best package.
    pub value_of_information: Option<f64>,
    /// Who stands in the way in the draws without a deal, most often first.
    pub blockers: Vec<Blocker>,
    /// Options with which a party accepts no package at all, in some draws.
    pub closed: Vec<Sentence>,
    /// How it was found.
    pub found_how: FoundHow,
}

/// The single package that is accepted in most draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BestPackage {
    /// The id of the package in [`Document::packages`](super::Document::packages).
    pub package: String,
    /// The package itself.
    pub outcome: OutcomeView,
    /// Draws in which everybody accepts it, counted on draws that did not choose it.
    pub accepted: Frequency,
    /// Party by party.
    pub by_party: Vec<PartyFrequency>,
    /// Number of other packages within one standard error of it.
    pub near_best: u64,
}

/// In how many draws one party says yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartyFrequency {
    /// The party's name.
    pub party: String,
    /// Draws in which it accepts.
    pub accepted: Frequency,
}

/// Who or what stands in the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Blocker {
    /// Whose limit or red line.
    pub party: String,
    /// What blocks: "its limit", "red line: no dismissals".
    pub what: String,
    /// Draws without a deal in which lifting it alone would open one.
    pub opens: Frequency,
    /// One sentence, with the way it would open.
    pub words: String,
    /// What it comes from, as in [`FoundHow::from`].
    pub from: Vec<String>,
}

/// What the odds of one judgement react to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tornado {
    /// The id of the judgement.
    pub judgement: String,
    /// The share with every input drawn.
    pub base: f64,
    /// The inputs, longest bar first.
    pub bars: Vec<TornadoBar>,
    /// Pairs of inputs that do together what the two alone do not add up to, the strongest first.
    pub interactions: Vec<Interaction>,
    /// How it was found.
    pub found_how: FoundHow,
}

/// What one input does to the odds, everything else drawn as before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TornadoBar {
    /// The input in words: "Works council: limit".
    pub input: String,
    /// Its lower end, as it was written: "0.35", "absent".
    pub low_end: String,
    /// Its upper end.
    pub high_end: String,
    /// The share with the input at its lower end.
    pub low: f64,
    /// The share with the input at its upper end.
    pub high: f64,
    /// The standard error of the difference, on common draws.
    pub standard_error: f64,
    /// Both ends move the odds the same way.
    pub one_sided: bool,
    /// Where the input stands, as in [`FoundHow::from`].
    pub from: Vec<String>,
}

/// Two inputs moved together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Interaction {
    /// The two inputs in words.
    pub inputs: [String; 2],
    /// The share of draws with a deal with the first at its low or high end and the second likewise:
    /// `shares[first][second]`.
    pub shares: [[f64; 2]; 2],
    /// How far the two together differ from the sum of the two alone, as a share of draws.
    pub interaction: f64,
    /// One sentence.
    pub words: String,
}

/// The smallest change that turns a conclusion round; or that no admissible value does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Flip {
    /// The judgement.
    pub judgement: String,
    /// The conclusion: "a deal exists in more than half of the draws".
    pub conclusion: String,
    /// The inputs that are changed: one, or a pair.
    pub inputs: Vec<String>,
    /// The smallest change, as a share of the inputs' ranges; `null` when no admissible value turns it round.
    pub distance: Option<f64>,
    /// One sentence: "Below 0.42 instead of 0.50 … the zone closes", or "No admissible value changes this".
    pub words: String,
    /// How it was found.
    pub found_how: FoundHow,
}

/// What another grouping of the clauses would say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupingTest {
    /// The judgement.
    pub judgement: String,
    /// What was changed: "Pay and hours merged into one issue".
    pub change: String,
    /// The share of draws with a deal under that grouping.
    pub deal: Frequency,
    /// Whether the verdict is another one.
    pub flips: bool,
    /// One sentence.
    pub words: String,
}

/// How much of the conflict one bargained issue carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stake {
    /// The id of the judgement.
    pub judgement: String,
    /// The issue's name.
    pub issue: String,
    /// Its share of the conflict; `middle` is the mean over draws.
    pub share: Spread,
    /// How far the parties order its options against each other by this judgement, between 0 (alike) and 1
    /// (reversed): the mean over draws. `null` where it has no meaning.
    pub opposition: Option<f64>,
    /// How both were found. Duties and tracks of their own have no stake at all.
    pub found_how: FoundHow,
}

/// For two parties: where draws put packages in the plane of utilities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cloud {
    /// The id of the judgement.
    pub judgement: String,
    /// What a point is, for the caption: "In each draw, the packages that nothing beats".
    pub what: String,
    /// The points.
    pub points: Vec<CloudPoint>,
    /// The two parties' limits, in the order of the parties.
    pub limits: Vec<LimitBand>,
    /// How it was found.
    pub found_how: FoundHow,
}

/// A package in one draw.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloudPoint {
    /// Utilities of the first and the second party; four decimals are plenty, and keep the JSON short.
    pub utilities: [f64; 2],
    /// Whether both parties accept it in its draw.
    pub accepted: bool,
}

/// Where the draws put one party's limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LimitBand {
    /// The party's name.
    pub party: String,
    /// Over the draws; `null` where any outcome, or none, will do.
    pub range: Option<Spread>,
}
