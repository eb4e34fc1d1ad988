//! Post-settlement settlement: from a given package to one that is better for some and worse for none.
//! (Raiffa 1985, Negotiation Journal 1:9.)
//!
//! Everybody keeps a veto: the given package stands until all take the other. Whoever computes this knows the
//! utilities of all, and the answer "there is an improvement" says something of the other sides.

use zopa_model::{BargainingProblem, Outcome, Units};

use super::gain::{difference, is_open, leximin, on_scale};
use super::moves::Moves;
use crate::{Limits, Point, Stop, frontier_within_red_lines};

/// A package, and what it brings each party beyond the given one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The package.
    pub outcome: Outcome,
    /// The gain of each party, in its own units; none is below zero, some are above.
    pub gains: Vec<Units>,
}

/// What there is beyond a given package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Improvement {
    /// Something better for some and worse for none.
    Found {
        /// The one whose smallest gain is largest, then the next smallest, and so on (leximin, on each party's own
        /// scale); ties by the smaller option indices.
        chosen: Step,
        /// All that nobody can improve on further without somebody losing, by the first party's gain, then the
        /// second's. One package for each vector of gains. Without `exact` only what was found.
        frontier: Vec<Step>,
        /// Whether these are all.
        exact: bool,
    },
    /// Nothing feasible within everybody's red lines is better for one and no worse for the others. Exact.
    Efficient,
    /// None was found, and the search was bounded.
    NoneFound {
        /// How many packages were looked at after the exact search had stopped.
        examined: u64,
        /// Why the exact search stopped.
        stop: Stop,
    },
}

/// What there is beyond the package `from`. Exact through the frontier, of which every improvement that cannot be
/// improved on is a point; where that outgrows `limits`, repeated exchanges of one and two options, and the answer
/// says so.
pub fn improvement(problem: &BargainingProblem, from: &Outcome, limits: &Limits) -> Improvement {
    let before = problem.evaluate(from);
    let found = frontier_within_red_lines(problem, limits);
    if let Some(stop) = found.stopped {
        return climb(problem, from, &before, stop);
    }
    let step = |point: &Point| {
        let gains = difference(&before, &point.units);
        is_improvement(&gains).then(|| Step { gains, outcome: point.outcome.clone() })
    };
    let frontier: Vec<Step> = found.points.iter().filter_map(step).collect();
    match best(problem, &frontier) {
        Some(chosen) => Improvement::Found { chosen, frontier, exact: true },
        None => Improvement::Efficient,
    }
}

fn is_improvement(gains: &[Units]) -> bool {
    gains.iter().all(|&gain| gain >= 0) && gains.iter().any(|&gain| gain > 0)
}

fn best(problem: &BargainingProblem, steps: &[Step]) -> Option<Step> {
    let worth = |step: &Step| on_scale(problem, &step.gains);
    let order = |one: &&Step, other: &&Step| leximin(&worth(one), &worth(other)).then(other.outcome.cmp(&one.outcome));
    steps.iter().max_by(order).cloned()
}

/// Most packages that a climb looks at.
const EXAMINED: u64 = 1_000_000;

/// Goes from package to package by the best change of one or two options, as long as there is one that helps.
fn climb(problem: &BargainingProblem, from: &Outcome, before: &[Units], stop: Stop) -> Improvement {
    let mut examined = 0;
    let mut reached = from.clone();
    while examined < EXAMINED {
        match best_neighbour(problem, &reached, &mut examined) {
            Some(next) => reached = next,
            None => break,
        }
    }
    if reached == *from {
        return Improvement::NoneFound { examined, stop };
    }
    let chosen = Step { gains: difference(before, &problem.evaluate(&reached)), outcome: reached };
    Improvement::Found { frontier: vec![chosen.clone()], chosen, exact: false }
}

fn best_neighbour(problem: &BargainingProblem, from: &Outcome, examined: &mut u64) -> Option<Outcome> {
    let sizes = problem.space.sizes();
    let moves: Vec<Moves> = problem.utilities.iter().map(|utility| Moves::new(utility, from, &sizes)).collect();
    let now: Vec<Units> = moves.iter().map(Moves::worth).collect();
    let settled: Vec<(usize, u32)> =
        sizes.iter().enumerate().flat_map(|(issue, &size)| (0..size as u32).map(move |option| (issue, option))).collect();
    let mut best: Option<(Vec<crate::Ratio>, Outcome)> = None;
    for (position, &one) in settled.iter().enumerate() {
        for &other in settled[position + 1..].iter().filter(|other| other.0 != one.0) {
            *examined += 1;
            let after: Vec<Units> = moves.iter().map(|known| known.worth_with_both(one, other)).collect();
            let gains = difference(&now, &after);
            let scaled = on_scale(problem, &gains);
            let better = is_improvement(&gains) && best.as_ref().is_none_or(|(known, _)| leximin(&scaled, known).is_gt());
            let outcome = || from.with(one.0, one.1).with(other.0, other.1);
            if better && is_open(problem, &outcome()) {
                best = Some((scaled, outcome()));
            }
        }
    }
    best.map(|(_, outcome)| outcome)
}
