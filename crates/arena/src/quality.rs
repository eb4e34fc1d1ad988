//! How good an ending is, measured against the exact solutions.

use serde::{Deserialize, Serialize};
use zopa_analysis::measure::{distance, nearest};
use zopa_analysis::solution::{Absent, Powers, Solution};
use zopa_analysis::{Limits, Point, PointAnalysis, solve};
use zopa_model::{Units, Utility};

use crate::{Act, Brief, Clock, Ending, Session, Speaker, Table, TimeConvention};

/// The named solutions that endings are measured against.
pub const SOLUTIONS: [&str; 4] = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];

/// What endings about the same stakes are measured with; worked out once.
#[derive(Clone, Debug)]
pub struct Yardstick {
    analysis: PointAnalysis,
    denominators: Vec<u128>,
    /// What no agreement is worth.
    nothing: Vec<Units>,
    /// The most of what each seat could get.
    best: Vec<Units>,
    /// The largest product of gains, as a double; `None` where there is no zone.
    nash_product: Option<f64>,
    /// The largest sum of utilities in the zone.
    welfare: Option<f64>,
}

/// Whether there was anything that all would sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// There was.
    Exists,
    /// There was not.
    Empty,
    /// The analysis was stopped by a limit.
    Unknown,
}

impl Zone {
    /// The word for it in every output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::Empty => "empty",
            Self::Unknown => "unknown",
        }
    }
}

/// What an ending is worth, seat by seat and as a whole. Shares and distances are doubles, for statistics and display; `None`
/// marks what is not defined, which no mean may count as zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Quality {
    /// What each seat gets, in units of its quantum: of no agreement what that is worth.
    pub units: Vec<Units>,
    /// The same as doubles.
    pub utilities: Vec<f64>,
    /// The same, discounted for the time that passed.
    pub discounted: Vec<f64>,
    /// `(u - r) / (most - r)`, and 0 where that is 0/0: how much of what it could gain a seat gained.
    pub advantages: Vec<f64>,
    /// One less the share of the lowest own offer: how far a seat came down; `None` for a seat that offered nothing.
    pub concessions: Vec<Option<f64>>,
    /// Each seat's part of the sum of gains.
    pub surplus_shares: Vec<Option<f64>>,
    /// The sum of utilities.
    pub welfare: f64,
    /// That sum over the largest in the zone.
    pub welfare_ratio: Option<f64>,
    /// The product of gains over the largest.
    pub nash_ratio: Option<f64>,
    /// `(sum u - sum d) / (largest sum u - sum d)`.
    pub integrative_ratio: Option<f64>,
    /// The largest less the smallest gain.
    pub exploitation: f64,
    /// The distance to the nearest point of the frontier.
    pub to_frontier: Option<f64>,
    /// The distance to the nearest of the tied points of each of [`SOLUTIONS`].
    pub to_solutions: [Option<f64>; 4],
    /// Whether there was a zone.
    pub zone: Zone,
    /// Whether there was one and no agreement.
    pub missed: bool,
}

impl Yardstick {
    /// The yardstick of a table.
    pub fn new(table: &Table, limits: &Limits) -> Self {
        let problem = table.stakes.problem();
        let analysis = solve(&problem, &Powers::equal(), limits);
        let denominators: Vec<u128> = problem.utilities.iter().map(|utility| utility.quantum.denominator()).collect();
        let nothing: Vec<Units> = table.briefs.iter().map(|brief| no_agreement(&brief.utility, brief)).collect();
        let of = |units: &[Units], party: usize| units[party] as f64 / denominators[party] as f64;
        let best_product = |solution: &Solution| product(&solution.points[0].units, &nothing, &denominators);
        let sum = |solution: &Solution| (0..denominators.len()).map(|party| of(&solution.points[0].units, party)).sum();
        Self {
            nash_product: analysis.nash.as_ref().ok().map(best_product),
            welfare: analysis.utilitarian.as_ref().ok().map(sum),
            best: table.briefs.iter().map(|brief| brief.scale.best()).collect(),
            denominators,
            nothing,
            analysis,
        }
    }

    /// The exact analysis behind it.
    pub fn analysis(&self) -> &PointAnalysis {
        &self.analysis
    }

    /// What no agreement is worth to each seat.
    pub fn nothing(&self) -> &[Units] {
        &self.nothing
    }

    /// Whether there was anything that all would sign.
    pub fn zone(&self) -> Zone {
        match &self.analysis.rational {
            Ok(_) => Zone::Exists,
            Err(Absent::NoZone | Absent::Infeasible) => Zone::Empty,
            Err(_) => Zone::Unknown,
        }
    }

    /// The quality of a session at `table`.
    pub fn measure(&self, table: &Table, session: &Session, convention: TimeConvention, rounds: u32) -> Quality {
        let agreed = session.ending.agreement();
        let units: Vec<Units> = match agreed {
            Some(offer) => table.briefs.iter().map(|brief| brief.utility.evaluate(offer)).collect(),
            None => self.nothing.clone(),
        };
        let time = ending_time(session, convention, rounds);
        let utilities = self.doubles(&units);
        let gains: Vec<f64> = utilities.iter().zip(self.doubles(&self.nothing)).map(|(u, nothing)| u - nothing).collect();
        let sum: f64 = gains.iter().sum();
        let welfare: f64 = utilities.iter().sum();
        let zone = self.zone();
        Quality {
            discounted: utilities.iter().zip(&table.stakes.discounts).map(|(u, d)| u * libm::pow(*d, time)).collect(),
            advantages: (0..units.len()).map(|seat| self.advantage(seat, units[seat])).collect(),
            concessions: table.briefs.iter().map(|brief| concession(brief, session)).collect(),
            surplus_shares: gains.iter().map(|gain| (sum > 0.0).then(|| gain / sum)).collect(),
            welfare_ratio: self.welfare.filter(|best| *best > 0.0).map(|best| welfare / best),
            nash_ratio: self.nash_ratio(&units),
            integrative_ratio: self.welfare.map(|best| best - (welfare - sum)).filter(|most| *most > 0.0).map(|most| sum / most),
            exploitation: gains.iter().copied().fold(f64::MIN, f64::max) - gains.iter().copied().fold(f64::MAX, f64::min),
            to_frontier: nearest(&units, &self.analysis.frontier.points, &self.denominators),
            to_solutions: self.solutions().map(|solution| self.to(solution, &units)),
            missed: agreed.is_none() && zone == Zone::Exists,
            welfare,
            zone,
            utilities,
            units,
        }
    }

    fn solutions(&self) -> [Option<&[Point]>; 4] {
        let analysis = &self.analysis;
        [&analysis.nash, &analysis.kalai_smorodinsky, &analysis.egalitarian, &analysis.utilitarian]
            .map(|solution| solution.as_ref().ok().map(|solution| solution.points.as_slice()))
    }

    fn to(&self, points: Option<&[Point]>, units: &[Units]) -> Option<f64> {
        points?.iter().map(|point| distance(units, &point.units, &self.denominators)).reduce(f64::min)
    }

    fn doubles(&self, units: &[Units]) -> Vec<f64> {
        units.iter().zip(&self.denominators).map(|(&units, &denominator)| units as f64 / denominator as f64).collect()
    }

    fn advantage(&self, seat: usize, units: Units) -> f64 {
        let most = self.best[seat] - self.nothing[seat];
        if most == 0 { 0.0 } else { (units - self.nothing[seat]) as f64 / most as f64 }
    }

    /// Undefined where nobody could gain, so that a mean does not count it as a failure.
    fn nash_ratio(&self, units: &[Units]) -> Option<f64> {
        let best = self.nash_product.filter(|best| *best > 0.0)?;
        Some(product(units, &self.nothing, &self.denominators) / best)
    }
}

/// The product of gains, in which a loss counts as nothing gained.
fn product(units: &[Units], nothing: &[Units], denominators: &[u128]) -> f64 {
    let gain = |((units, nothing), &denominator): ((&Units, &Units), &u128)| (units - nothing).max(0) as f64 / denominator as f64;
    units.iter().zip(nothing).zip(denominators).map(gain).product()
}

/// What no agreement is worth to a seat: what was stated, or else the reservation, or else its worst outcome.
fn no_agreement(utility: &Utility, brief: &Brief) -> Units {
    let reservation = match utility.reservation {
        zopa_model::Threshold::At(least) => Some(least),
        zopa_model::Threshold::Any | zopa_model::Threshold::Never => None,
    };
    utility.disagreement.or(reservation).unwrap_or(brief.scale.worst())
}

/// The normalised time at which talks ended: 1 where nothing was agreed.
fn ending_time(session: &Session, convention: TimeConvention, rounds: u32) -> f64 {
    match session.ending {
        Ending::Agreement(_) => {
            if let Some(elapsed) = session.elapsed {
                return elapsed;
            }
            let round = session.rounds.saturating_sub(1);
            Clock::new(round, crate::Deadline::Known(rounds), convention).time()
        }
        _ => 1.0,
    }
}

/// How far the seat came down in its own offers.
fn concession(brief: &Brief, session: &Session) -> Option<f64> {
    let own = |message: &&crate::Message| message.from == Speaker::Seat(brief.seat);
    let offers = session.messages.iter().filter(own).filter_map(|message| match &message.act {
        Act::Offer(offer) => Some(brief.utility.evaluate(offer)),
        _ => None,
    });
    offers.min().map(|lowest| 1.0 - brief.scale.share(lowest))
}
