//! What people see of a decision on a scale: labelled baselines beside each other, never one figure alone.

mod document;
mod html;
mod terminal;

use zopa_dossier::case::{CaseFile, ForecastEntry};
use zopa_dossier::{Audience, CompiledForecast, Disclosed};
use zopa_model::{Exact, Range};
use zopa_process::forecast::{
    Baselines, DOUBTS, Elector, FEWEST_ACTORS, NashPoint, Spread, Weighed, at_midpoints, baselines, challenge, drawn, election,
    is_stated_exactly,
};

pub use self::document::ForecastDocument;
pub(crate) use self::document::ScaleView;
use self::document::{ActorView, BargainView, BaselineView, ChallengeView, Drawn, ElectionView, ForecastView, SpreadView};
pub use self::html::html;
pub use self::terminal::terminal;
use crate::assemble::facts;

/// How a forecast is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Number of draws from the ranges.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// Leave the experiments out.
    pub baselines_only: bool,
}

/// Rounds of the challenge model: later ones jump.
const MOST_ROUNDS: usize = 10;

/// What is known of how well such models do. Figures of the papers are not quoted, as they were not verified here.
const EVIDENCE: &[&str] = &[
    "Of decisions in the European Union the compromise mean was hard to beat by more elaborate models (Thomson et al. 2006; Achen 2006), also with errors of measurement (Leinaweaver & Thomson 2014).",
    "Over another set of decisions the salience-weighted Nash solution did best, and weighing by resources made forecasts worse on average (Schneider, Finke & Bailer 2010). Franchino & Mariotto 2021 confirm the compromise, and find a procedural model with a costly reference point also good.",
    "For a newer challenge model, not published in full, better results are claimed (Bueno de Mesquita 2011); a reconstruction notes sensitivity and trouble with convergence (Scholz, Calbert & Smith 2011).",
    "Expert positions and saliences carry most of the error: give ranges, and read the spread rather than the mean alone.",
    "Two sides at war are outside of the setting: many actors, one scale, a rule of decision. Nothing here forecasts what a named person decides.",
];

/// The document of these forecasts of a case.
pub fn document(disclosed: &Disclosed, audience: Audience, forecasts: &[CompiledForecast], asked: Asked) -> ForecastDocument {
    let case = disclosed.dossier.case();
    let view = |compiled: &CompiledForecast| {
        let entry = case.forecasts.iter().find(|entry| entry.id == compiled.id)?;
        Some(Teller { case, entry, compiled, asked }.view())
    };
    ForecastDocument {
        zopa: 1,
        kind: "forecast",
        case: facts::case(disclosed, audience),
        forecasts: forecasts.iter().filter_map(view).collect(),
        evidence: EVIDENCE,
    }
}

/// The document as indented JSON with a newline at its end.
pub fn json(document: &ForecastDocument) -> String {
    crate::json::pretty(document)
}

struct Teller<'a> {
    case: &'a CaseFile,
    entry: &'a ForecastEntry,
    compiled: &'a CompiledForecast,
    asked: Asked,
}

impl Teller<'_> {
    fn view(&self) -> ForecastView {
        let entry = self.entry;
        let scales: Vec<ScaleView> = (0..entry.scales.len()).map(|scale| self.scale(scale)).collect();
        let no_experiments = self.asked.baselines_only.then(|| "they were not asked for (--baselines-only)".to_owned());
        let election = if self.asked.baselines_only { None } else { self.election() };
        let too_few = (no_experiments.is_none() && election.is_none())
            .then(|| format!("the election needs {FEWEST_ACTORS} actors with a position on every scale, and saliences that sum to at most 1 for each"));
        ForecastView {
            id: entry.id.clone(),
            name: entry.name.clone().unwrap_or_else(|| entry.id.clone()),
            author: entry.author.clone(),
            as_of: entry.as_of.map(|day| day.to_string()),
            about: entry.about.clone(),
            sources: self.sources(&entry.sources),
            no_experiments: no_experiments.or(too_few),
            scales,
            election,
        }
    }

    fn sources(&self, ids: &[String]) -> Vec<String> {
        facts::named_sources(self.case, ids)
    }

    fn scale(&self, place: usize) -> ScaleView {
        let (forecast, entry) = (&self.compiled.forecast, &self.entry.scales[place]);
        let scale = &forecast.scales[place];
        let actors = at_midpoints(forecast, place);
        let weighed: Vec<Weighed> = actors.iter().map(|(_, weighed)| weighed.clone()).collect();
        let is_exact = is_stated_exactly(forecast, place);
        let found = baselines(scale, &weighed);
        let spreads = (!is_exact).then(|| drawn(forecast, place, self.asked.seed, self.asked.draws));
        let spreads = spreads.map_or([None; 5], |of| [of.mean, of.median, of.condorcet_linear, of.condorcet_square, of.nash]);
        ScaleView {
            id: entry.id.clone(),
            name: scale.name.clone(),
            unit: entry.unit.clone(),
            low: scale.low.to_f64(),
            high: scale.high.to_f64(),
            low_means: entry.low_means.clone(),
            high_means: entry.high_means.clone(),
            status_quo: scale.status_quo.as_ref().map(Exact::to_f64),
            basis: if is_exact { "stated" } else { "midpoints" },
            actors: self.actors(place, &actors),
            baselines: told(&found, spreads),
            drawn: (!is_exact).then_some(Drawn { draws: self.asked.draws, seed: self.asked.seed }),
            challenge: (!self.asked.baselines_only && weighed.len() >= FEWEST_ACTORS).then(|| run_of_challenges(&weighed)),
        }
    }

    fn actors(&self, place: usize, actors: &[(usize, Weighed)]) -> Vec<ActorView> {
        let weight = |weighed: &Weighed| {
            let (capability, _, salience) = weighed.figures();
            capability * salience
        };
        let total: f64 = actors.iter().map(|(_, weighed)| weight(weighed)).sum();
        let view = |(actor, weighed): &(usize, Weighed)| {
            let stand = self.compiled.forecast.actors[*actor].stands[place].as_ref()?;
            let entry = &self.entry.actors[*actor];
            Some(ActorView {
                name: entry.name.clone(),
                capability: ends(&self.compiled.forecast.actors[*actor].capability),
                position: ends(&stand.position),
                salience: ends(&stand.salience),
                share: if total > 0.0 { weight(weighed) / total } else { 0.0 },
                reason: entry.reason.clone(),
                sources: self.sources(&entry.sources),
            })
        };
        actors.iter().filter_map(view).collect()
    }

    /// The election over all scales, each brought to the stretch from 0 to 1.
    fn election(&self) -> Option<ElectionView> {
        let forecast = &self.compiled.forecast;
        let whole = |actor: &&zopa_model::ForecastActor| actor.stands.iter().all(Option::is_some);
        let actors: Vec<&zopa_model::ForecastActor> = forecast.actors.iter().filter(whole).collect();
        if actors.len() < FEWEST_ACTORS {
            return None;
        }
        let middle = |range: &Range| f64::midpoint(range.low().to_f64(), range.high().to_f64());
        let ends: Vec<(f64, f64)> = forecast.scales.iter().map(|scale| (scale.low.to_f64(), scale.high.to_f64())).collect();
        let elector = |actor: &&zopa_model::ForecastActor| {
            let stands = actor.stands.iter().flatten();
            let at = stands.clone().zip(&ends).map(|(stand, (low, high))| (middle(&stand.position) - low) / (high - low));
            let cares: Vec<f64> = stands.map(|stand| middle(&stand.salience)).collect();
            Elector { power: middle(&actor.capability), positions: at.collect(), saliences: cares }
        };
        let electors: Vec<Elector> = actors.iter().map(elector).collect();
        // One who cares for all scales together more than wholly would be out of the model.
        if electors.iter().any(|elector| elector.saliences.iter().sum::<f64>() > 1.0 + 1e-9) {
            return None;
        }
        let found = election(&electors);
        let names: Vec<String> = actors.iter().map(|actor| actor.name.clone()).collect();
        let bargain = |bargain: &zopa_process::forecast::Bargain| BargainView {
            with: names[bargain.with].clone(),
            chance: bargain.chance,
            chance_seen_by_other: bargain.chance_seen_by_other,
            gain: bargain.gain,
            gain_of_other: bargain.gain_of_other,
            proposal: bargain.proposal.iter().zip(&ends).map(|(at, (low, high))| low + at * (high - low)).collect(),
        };
        Some(ElectionView {
            label: "experiment",
            bargains: found.bargains.iter().map(|found| found.as_ref().map(bargain)).collect(),
            actors: names,
            values: found.values,
            neutral: found.neutral,
            attitudes: found.attitudes,
            utilities: found.utilities,
            wins: found.wins,
        })
    }
}

/// The challenge model on the midpoints.
fn run_of_challenges(weighed: &[Weighed]) -> ChallengeView {
    let figures: Vec<(f64, f64, f64)> = weighed.iter().map(Weighed::figures).collect();
    let run = challenge(&figures, MOST_ROUNDS);
    let weights: Vec<f64> = figures.iter().map(|(capability, _, salience)| capability * salience).collect();
    let total: f64 = weights.iter().sum();
    let mean = run.positions.iter().zip(&weights).map(|(at, weight)| at * weight).sum::<f64>() / total;
    let mut positions: Vec<Vec<f64>> = run.rounds.iter().map(|round| round.positions.clone()).collect();
    positions.push(run.positions.clone());
    positions.dedup();
    ChallengeView {
        label: "experiment",
        positions,
        risks: run.rounds.first().map(|round| round.risks.clone()).unwrap_or_default(),
        mean_after: (total > 0.0).then_some(mean),
        rests: run.rests,
        doubts: DOUBTS,
    }
}

/// The baselines with their names.
fn told(found: &Baselines, spreads: [Option<Spread>; 5]) -> Vec<BaselineView> {
    let no_weight = "all weights are zero";
    let median =
        found.median.as_ref().map(|(low, high)| if low == high { vec![low.clone()] } else { vec![low.clone(), high.clone()] });
    let of_exact = |key, name, method, points: Vec<Exact>, spread: Option<Spread>| BaselineView {
        key,
        name,
        missing: points.is_empty().then_some(no_weight),
        points: points.iter().map(Exact::to_f64).collect(),
        exact: points.iter().map(Exact::to_fraction).collect(),
        spread: spread.map(view),
        method,
    };
    let [mean, middle, linear, square, nash] = spreads;
    let (point, missing) = match found.nash {
        NashPoint::At(point) => (Some(point), None),
        NashPoint::NoStatusQuo => (None, Some("no status quo is stated")),
        NashPoint::NobodyWouldMove => (None, Some("no point is better than the status quo for all who care")),
    };
    vec![
        of_exact(
            "mean",
            "compromise mean",
            "positions weighed by capability times salience (an approximation of Nash bargaining, Achen 2006)",
            found.mean.iter().cloned().collect(),
            mean,
        ),
        of_exact(
            "median",
            "weighted median",
            "half of the weight on either side; an interval where that is a gap",
            median.unwrap_or_default(),
            middle,
        ),
        of_exact(
            "condorcet-linear",
            "Condorcet by distance",
            "the stated positions that no other beats in a vote weighed by gains",
            found.condorcet_linear.clone(),
            linear,
        ),
        of_exact(
            "condorcet-square",
            "Condorcet by its square",
            "the same with losses that grow by the square",
            found.condorcet_square.clone(),
            square,
        ),
        BaselineView {
            key: "nash",
            name: "salience-weighted Nash",
            points: point.into_iter().collect(),
            exact: Vec::new(),
            missing,
            spread: nash.map(view),
            method: "the largest product of gains over the status quo, each to the power of its share of the weight; to about nine digits",
        },
    ]
}

fn view(spread: Spread) -> SpreadView {
    let Spread { low, twentieth, middle, nineteenth, high, draws } = spread;
    SpreadView { low, twentieth, middle, nineteenth, high, draws }
}

fn ends(range: &Range) -> [f64; 2] {
    [range.low().to_f64(), range.high().to_f64()]
}
