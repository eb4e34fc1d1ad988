//! What is told of a decision on a scale: baselines beside each other, experiments labelled as such, and the evidence on both.

use serde::Serialize;

use crate::document::CaseView;

/// Everything that is told of the forecasts of a case.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastDocument {
    /// Version of this shape.
    pub zopa: u32,
    /// Always `forecast`.
    pub kind: &'static str,
    /// The case, as the audience may see it.
    pub case: CaseView,
    /// The forecasts, in the order of the case.
    pub forecasts: Vec<ForecastView>,
    /// What is known of how well such models do.
    pub evidence: &'static [&'static str],
}

/// One forecast.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastView {
    /// Its short name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Who judges.
    pub author: String,
    /// The last day whose knowledge it uses.
    pub as_of: Option<String>,
    /// What is decided.
    pub about: Option<String>,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Why there are no experiments, where there are none.
    pub no_experiments: Option<String>,
    /// Scale by scale.
    pub scales: Vec<ScaleView>,
    /// The probabilistic Condorcet election over all scales: an experiment.
    pub election: Option<ElectionView>,
}

/// One scale.
#[derive(Clone, Debug, Serialize)]
pub struct ScaleView {
    /// Its short name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// In what it is measured.
    pub unit: String,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// What the low end means.
    pub low_means: String,
    /// What the high end means.
    pub high_means: String,
    /// Where things stand without a decision.
    pub status_quo: Option<f64>,
    /// On what the single figures rest: `stated` or `midpoints`.
    pub basis: &'static str,
    /// Who takes part.
    pub actors: Vec<ActorView>,
    /// The baselines, beside each other.
    pub baselines: Vec<BaselineView>,
    /// Draws from the ranges, and their seed; `None` where every figure is one number.
    pub drawn: Option<Drawn>,
    /// The challenge model: an experiment.
    pub challenge: Option<ChallengeView>,
}

/// How a spread was found.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Drawn {
    /// The number of draws.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
}

/// One actor on one scale.
#[derive(Clone, Debug, Serialize)]
pub struct ActorView {
    /// The name.
    pub name: String,
    /// What it can bring to bear, as written: a number or a range.
    pub capability: [f64; 2],
    /// Where it stands.
    pub position: [f64; 2],
    /// How much it cares.
    pub salience: [f64; 2],
    /// Its share of the weight, at the midpoints.
    pub share: f64,
    /// Why these figures.
    pub reason: String,
    /// Where they were read.
    pub sources: Vec<String>,
}

/// One baseline.
#[derive(Clone, Debug, Serialize)]
pub struct BaselineView {
    /// A stable name: `mean`, `median`, `condorcet-linear`, `condorcet-square`, `nash`.
    pub key: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// The points: one, several where they tie, none where there is none. Of a tied median the two ends.
    pub points: Vec<f64>,
    /// The same as exact fractions; empty where the method is not exact.
    pub exact: Vec<String>,
    /// Why there is no point.
    pub missing: Option<&'static str>,
    /// How far it spreads over the draws.
    pub spread: Option<SpreadView>,
    /// By which rule.
    pub method: &'static str,
}

/// How far one baseline spreads.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SpreadView {
    /// The lowest of all draws.
    pub low: f64,
    /// One in twenty lies below.
    pub twentieth: f64,
    /// Half lie below.
    pub middle: f64,
    /// One in twenty lies above.
    pub nineteenth: f64,
    /// The highest of all draws.
    pub high: f64,
    /// Draws in which there is such a point.
    pub draws: u32,
}

/// A run of the challenge model.
#[derive(Clone, Debug, Serialize)]
pub struct ChallengeView {
    /// Always `experiment`.
    pub label: &'static str,
    /// The positions at the beginning of each round, and after the last.
    pub positions: Vec<Vec<f64>>,
    /// The risk that each takes in the first round.
    pub risks: Vec<f64>,
    /// The compromise mean of the positions after the last round.
    pub mean_after: Option<f64>,
    /// Whether it came to rest within the limit on rounds.
    pub rests: bool,
    /// What is doubtful in the model.
    pub doubts: &'static [&'static str],
}

/// The first turn of the probabilistic Condorcet election.
#[derive(Clone, Debug, Serialize)]
pub struct ElectionView {
    /// Always `experiment`.
    pub label: &'static str,
    /// The actors that take part: those with a position on every scale.
    pub actors: Vec<String>,
    /// Row by row, what the position of the column's actor is worth to the row's.
    pub values: Vec<Vec<f64>>,
    /// How likely each position wins among actors neutral to risk.
    pub neutral: Vec<f64>,
    /// Attitudes to risk, from -1/2 to 1.
    pub attitudes: Vec<f64>,
    /// Worth with regard to risk.
    pub utilities: Vec<Vec<f64>>,
    /// How likely each position wins.
    pub wins: Vec<f64>,
    /// The bargain that each would begin.
    pub bargains: Vec<Option<BargainView>>,
}

/// A bargain.
#[derive(Clone, Debug, Serialize)]
pub struct BargainView {
    /// With whom.
    pub with: String,
    /// The chance of the one who begins, in its own eyes.
    pub chance: f64,
    /// The same in the eyes of the other.
    pub chance_seen_by_other: f64,
    /// What it expects to gain.
    pub gain: f64,
    /// What the other would gain, in its eyes.
    pub gain_of_other: f64,
    /// What the bargain comes to, on each scale.
    pub proposal: Vec<f64>,
}
