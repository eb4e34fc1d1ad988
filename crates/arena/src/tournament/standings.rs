//! How every strategy did, and which did better than which.

use serde::Serialize;

use super::bootstrap::{Interval, Resamples};
use super::cells::{Cells, mean_of, seats};
use super::{MEASURES, Measure, Record, Tournament, holm, sign_test};

/// How a strategy did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// Its place, from one; those with the same score share one.
    pub place: usize,
    /// The strategy, as it is typed.
    pub strategy: String,
    /// How near it is to its source, and what it has to know.
    pub label: String,
    /// Its mean of the measure that the plan scores by: over sessions on a scenario, then over scenarios. `None` where it was
    /// never defined.
    pub score: Option<f64>,
    /// The bootstrap interval of the score, over scenarios; `None` for fewer than two.
    pub interval: Option<Interval>,
    /// How many seats it took in all sessions together.
    pub seats: u64,
    /// In how many of them something was agreed.
    pub agreements: u64,
    /// In how many nothing was, although there was something that all would have signed.
    pub missed: u64,
    /// In how many it forfeited.
    pub forfeits: u64,
    /// In how many it left.
    pub departures: u64,
    /// Every measure.
    pub averages: Vec<Average>,
}

/// The mean of a measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Average {
    /// The measure.
    pub measure: &'static str,
    /// The mean over sessions on a scenario, then over scenarios.
    pub mean: Option<f64>,
    /// How many numbers are in it.
    pub count: u64,
    /// How many were not defined, and are not in it.
    pub undefined: u64,
}

/// Two strategies, compared scenario by scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The one.
    pub strategy: String,
    /// The other.
    pub against: String,
    /// On how many scenarios the one had the higher mean score.
    pub wins: u64,
    /// On how many the other had.
    pub losses: u64,
    /// On how many neither had.
    pub ties: u64,
    /// The two-sided sign test.
    pub p: f64,
    /// The same, corrected for the number of pairs by Holm's method.
    pub p_holm: f64,
}

/// One measure of all strategies.
struct Column {
    name: &'static str,
    counts: Vec<u64>,
    undefined: Vec<u64>,
    /// By strategy and scenario.
    means: Vec<Vec<Option<f64>>>,
}

impl Column {
    fn of(measure: &Measure, tournament: &Tournament, records: &[Record]) -> Self {
        let strategies = tournament.contenders.len();
        let mut cells = Cells::new(strategies, tournament.plan.scenarios.len());
        for (fixture, record, seat) in seats(tournament, records) {
            cells.add(fixture.seats[seat], fixture.scenario, (measure.of)(record, seat));
        }
        Self {
            name: measure.name,
            counts: (0..strategies).map(|row| cells.count(row)).collect(),
            undefined: cells.undefined.clone(),
            means: cells.means(),
        }
    }

    fn average(&self, strategy: usize) -> Average {
        Average {
            measure: self.name,
            mean: mean_of(self.means[strategy].iter().copied()),
            count: self.counts[strategy],
            undefined: self.undefined[strategy],
        }
    }
}

/// What is counted of a strategy.
#[derive(Clone, Default)]
struct Counts {
    seats: u64,
    agreements: u64,
    missed: u64,
    forfeits: u64,
    departures: u64,
}

fn counts(tournament: &Tournament, records: &[Record]) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); tournament.contenders.len()];
    for (fixture, record, seat) in seats(tournament, records) {
        let own = &mut counts[fixture.seats[seat]];
        let by_it = record.seat == Some(seat + 1);
        own.seats += 1;
        own.agreements += u64::from(record.is_agreement());
        own.missed += u64::from(record.missed);
        own.forfeits += u64::from(record.forfeited(seat));
        own.departures += u64::from(by_it && !record.forfeited(seat));
    }
    counts
}

/// The standings, best first, and every pair compared.
pub(super) fn standings(tournament: &Tournament, records: &[Record], resamples: &Resamples) -> (Vec<Standing>, Vec<Comparison>) {
    let columns: Vec<Column> = MEASURES.iter().map(|measure| Column::of(measure, tournament, records)).collect();
    let score = columns.iter().find(|column| column.name == tournament.score.name).expect("the score is one of the measures");
    let standing = |(at, counts): (usize, Counts)| Standing {
        place: 0,
        strategy: tournament.plan.strategies[at].strategy.clone(),
        label: tournament.plan.strategies[at].label.clone(),
        score: mean_of(score.means[at].iter().copied()),
        interval: resamples.interval(&score.means[at]),
        seats: counts.seats,
        agreements: counts.agreements,
        missed: counts.missed,
        forfeits: counts.forfeits,
        departures: counts.departures,
        averages: columns.iter().map(|column| column.average(at)).collect(),
    };
    let mut standings: Vec<Standing> = counts(tournament, records).into_iter().enumerate().map(standing).collect();
    let rank = |score: Option<f64>| score.unwrap_or(f64::NEG_INFINITY);
    standings.sort_by(|one, other| rank(other.score).total_cmp(&rank(one.score)));
    for at in 0..standings.len() {
        let shares = at > 0 && standings[at - 1].score == standings[at].score;
        standings[at].place = if shares { standings[at - 1].place } else { at + 1 };
    }
    (standings, comparisons(tournament, &score.means))
}

/// Every pair, the earlier in the plan first.
fn comparisons(tournament: &Tournament, scores: &[Vec<Option<f64>>]) -> Vec<Comparison> {
    let name = |at: usize| tournament.plan.strategies[at].strategy.clone();
    let pairs = (0..scores.len()).flat_map(|one| (one + 1..scores.len()).map(move |other| (one, other)));
    let mut comparisons: Vec<Comparison> = pairs
        .map(|(one, other)| {
            let both =
                scores[one].iter().zip(&scores[other]).filter_map(|(one, other)| Some(one.as_ref()?.total_cmp(other.as_ref()?)));
            let mut counted = [0u64; 3];
            both.for_each(|order| counted[(order as i8 + 1) as usize] += 1);
            let [losses, ties, wins] = counted;
            let p = sign_test(wins, losses);
            Comparison { strategy: name(one), against: name(other), wins, losses, ties, p, p_holm: p }
        })
        .collect();
    let corrected = holm(&comparisons.iter().map(|pair| pair.p).collect::<Vec<_>>());
    comparisons.iter_mut().zip(corrected).for_each(|(pair, p)| pair.p_holm = p);
    comparisons
}
