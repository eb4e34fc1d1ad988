//! The frontier between the own utility and what the others are believed to want.

use std::sync::Arc;

use zopa_analysis::inverse::TwoPartyFrontier;
use zopa_analysis::{Frontier, Limits, Point, frontier_within_red_lines};
use zopa_model::{BargainingProblem, Exact, ExactFactor, OutcomeSpace, Threshold, Units, Utility};

use crate::model::Estimate;
use crate::{Bid, Now, Seat};

/// Beliefs are rounded to so many steps between 0 and 1: they are no more precise than that, and a frontier has no more points.
const STEPS: f64 = 256.0;

/// How much work one estimate may be: a moment, not seconds.
const LIMITS: Limits = Limits { points: 1 << 12, cells: 1 << 16, traces: 1 << 20, steps: 10_000_000, counted: 0 };

/// The frontier of two parties: the seat, and all others taken as one whose utility is the mean of what is believed of each.
pub(super) struct EstimatedFrontier {
    frontier: Frontier,
    own_floor: Units,
    others_floor: Units,
    /// How many offers had been received.
    received: usize,
}

impl EstimatedFrontier {
    /// What follows from the beliefs of the moment; `None` where there are none, or the limits came first.
    pub(super) fn new(now: &Now<'_>) -> Option<Self> {
        let believed: Vec<(Seat, &Estimate)> =
            now.others().filter_map(|seat| now.model.estimate(seat).map(|estimate| (seat, estimate))).collect();
        let others = mean(&now.brief.space, &believed)?;
        let limits: f64 = believed.iter().filter_map(|(seat, _)| now.model.reservation(*seat)).sum();
        let others_floor = limits / believed.len() as f64 * others.quantum.denominator() as f64;
        let problem = BargainingProblem {
            space: &now.brief.space,
            utilities: vec![Arc::unwrap_or_clone(now.brief.utility.clone()), others],
        };
        let frontier = frontier_within_red_lines(&problem, &LIMITS);
        let is_whole = frontier.stopped.is_none() && !frontier.points.is_empty();
        let received = now.history.received.len();
        is_whole.then(|| Self { frontier, own_floor: now.brief.target_units(0.0), others_floor: others_floor as Units, received })
    }

    /// Whether so many more offers were received that it is worth finding it again: a sixteenth, so that talks of any length
    /// find it some hundred times.
    pub(super) fn is_stale(&self, now: &Now<'_>) -> bool {
        now.history.received.len() > self.received + self.received / 16
    }

    /// The own utility at the Nash point: the largest product of gains over the own reservation and the one believed of the
    /// others (none believed counts as zero); the best own of several.
    pub(super) fn nash(&self) -> Option<Units> {
        let product = |point: &Point| {
            let gains = [point.units[0] - self.own_floor, point.units[1] - self.others_floor];
            gains.map(|gain| gain.max(0)).into_iter().fold(1, Units::saturating_mul)
        };
        let found = self.frontier.points.iter().map(|point| (product(point), point.units[0])).max()?;
        Some(found.1)
    }

    /// Of the outcomes worth at least so much to the seat, the one that is believed best for the others.
    pub(super) fn best_for_others(&self, at_least: Units) -> Option<Bid> {
        let point = TwoPartyFrontier::new(&self.frontier)?.best_for_other(0, at_least)?;
        Some(Bid::new(point.outcome.clone(), point.units[0]))
    }
}

/// The mean of what is believed, in whole steps.
fn mean(space: &OutcomeSpace, believed: &[(Seat, &Estimate)]) -> Option<Utility> {
    if believed.is_empty() {
        return None;
    }
    let value = |issue: usize, option: usize| {
        let sum: f64 = believed.iter().map(|(_, estimate)| estimate.weights[issue] * estimate.values[issue][option]).sum();
        Exact::ratio(libm::round(sum / believed.len() as f64 * STEPS) as i64, STEPS as i64)
    };
    let sizes = space.sizes();
    let factor = |(issue, &size): (usize, &usize)| {
        Some(ExactFactor { issues: vec![issue], values: (0..size).map(|option| value(issue, option)).collect::<Option<_>>()? })
    };
    let factors = sizes.iter().enumerate().map(factor).collect::<Option<Vec<_>>>()?;
    Utility::from_exact(&sizes, factors, None, Threshold::Any, None, vec![])
}
