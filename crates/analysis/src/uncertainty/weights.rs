//! Draws of one party's weights: directly under a ranking, by rejection while that pays, else by hit-and-run.

use zopa_model::{WeightConstraint, WeightJudgement};

use super::polytope::Polytope;
use super::ranked::{RankedSimplex, to_units};
use super::stream::{DrawPlan, ONE, Purpose, Stream};

/// Tries made to see how often rejection accepts.
const PILOT: u32 = 2000;
/// Rejection is used when at least one try in this many is accepted.
const WORTH_REJECTING: u32 = 100;

/// How weights were drawn. Printed with the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightMethod {
    /// Uniform under the ranking, directly.
    Direct,
    /// Uniform under the ranking, and kept when the other conditions hold: `accepted` of 2,000 trial draws.
    Rejection {
        /// Trial draws that were accepted.
        accepted: u32,
    },
    /// A walk that tends to the uniform distribution.
    HitAndRun {
        /// Steps before the first draw: ten times the cube of the number of open dimensions.
        burn_in: usize,
        /// Steps between draws: the square of the number of open dimensions.
        thinning: usize,
        /// The least effective sample size over the weights: draws corrected for their correlation.
        effective: f64,
    },
    /// Only one set of weights is admissible.
    Point,
}

/// Weights of all draws, `[issue][draw]`, in units of 2^-50, and how they were drawn. Whatever satisfies
/// [`WeightJudgement::is_satisfiable`] can be drawn; anything else gives `None`.
pub(crate) fn draw_weights(judgement: &WeightJudgement, plan: DrawPlan, party: &str) -> Option<(Vec<Vec<i64>>, WeightMethod)> {
    let simplex = RankedSimplex::new(judgement.issues, &judgement.tiers);
    let mut spacings = Stream::new(plan.seed, party, Purpose::Weights);
    let mut order = Stream::new(plan.seed, party, Purpose::Order);
    let conditions = Conditions::new(judgement);
    let accepted = if conditions.is_empty() { PILOT } else { pilot(&simplex, &conditions, plan, party, judgement.issues) };
    if accepted * WORTH_REJECTING < PILOT {
        return walked(judgement, plan, party);
    }
    let mut columns = vec![vec![0; plan.draws as usize]; judgement.issues];
    let mut weights = vec![0; judgement.issues];
    for draw in 0..plan.draws {
        spacings.seek(draw);
        order.seek(draw);
        simplex.draw(&mut order, &mut spacings, &mut weights);
        // The pilot has shown that one try in a hundred or more succeeds.
        while !conditions.hold(&weights) {
            simplex.draw(&mut order, &mut spacings, &mut weights);
        }
        for (column, weight) in columns.iter_mut().zip(&weights) {
            column[draw as usize] = *weight;
        }
    }
    let method = if conditions.is_empty() { WeightMethod::Direct } else { WeightMethod::Rejection { accepted } };
    Some((columns, method))
}

/// How many of the trial draws satisfy the conditions.
fn pilot(simplex: &RankedSimplex, conditions: &Conditions, plan: DrawPlan, party: &str, issues: usize) -> u32 {
    let mut spacings = Stream::new(plan.seed, party, Purpose::Pilot);
    let mut order = Stream::new(plan.seed, party, Purpose::Pilot);
    order.seek(1);
    let mut weights = vec![0; issues];
    let mut accepted = 0;
    for _ in 0..PILOT {
        simplex.draw(&mut order, &mut spacings, &mut weights);
        accepted += u32::from(conditions.hold(&weights));
    }
    accepted
}

fn walked(judgement: &WeightJudgement, plan: DrawPlan, party: &str) -> Option<(Vec<Vec<i64>>, WeightMethod)> {
    let mut walk = Polytope::new(judgement).walk()?;
    let mut stream = Stream::new(plan.seed, party, Purpose::Chain);
    let open = walk.dimensions();
    let (burn_in, thinning) = (10 * open * open * open, open * open);
    let mut columns = vec![vec![0; plan.draws as usize]; judgement.issues];
    let mut weights = vec![0; judgement.issues];
    walk.step(&mut stream, burn_in);
    for draw in 0..plan.draws as usize {
        walk.step(&mut stream, thinning);
        to_units(&walk.weights(), &mut weights);
        columns.iter_mut().zip(&weights).for_each(|(column, weight)| column[draw] = *weight);
    }
    let method = if open == 0 {
        WeightMethod::Point
    } else {
        let sizes = columns.iter().filter_map(|column| effective_size(column));
        WeightMethod::HitAndRun { burn_in, thinning, effective: sizes.fold(f64::from(plan.draws), f64::min) }
    };
    Some((columns, method))
}

/// Draws corrected for their correlation, by Geyer's initial positive sequence (1992, Statistical Science 7:473);
/// `None` for a column that hardly varies.
fn effective_size(column: &[i64]) -> Option<f64> {
    let count = column.len() as f64;
    let mean = column.iter().map(|&w| w as f64).sum::<f64>() / count;
    let centred: Vec<f64> = column.iter().map(|&w| (w as f64 - mean) / ONE as f64).collect();
    let covariance = |lag: usize| centred.iter().zip(&centred[lag..]).map(|(a, b)| a * b).sum::<f64>() / count;
    let variance = covariance(0);
    if variance < 1e-20 {
        return None;
    }
    let pairs = (0..column.len() / 4).map(|pair| (covariance(2 * pair) + covariance(2 * pair + 1)) / variance);
    let sum: f64 = pairs.take_while(|pair| *pair > 0.0).sum();
    Some(count / (2.0 * sum - 1.0).max(1.0))
}

/// What is said of the weights beyond the ranking, in units.
struct Conditions {
    /// `(issue, low, high)`.
    intervals: Vec<(usize, i64, i64)>,
    /// `(heavier, times, lighter)`.
    ratios: Vec<(usize, f64, usize)>,
}

impl Conditions {
    fn new(judgement: &WeightJudgement) -> Self {
        let unit = |value: &zopa_model::Exact| libm::round(value.to_f64() * ONE as f64) as i64;
        let beyond = WeightJudgement { tiers: Vec::new(), ..judgement.clone() }.constraints();
        let mut conditions = Self { intervals: Vec::new(), ratios: Vec::new() };
        for constraint in beyond {
            match constraint {
                WeightConstraint::AtLeast { issue, low } => conditions.intervals.push((issue, unit(&low), ONE)),
                WeightConstraint::AtMost { issue, high } => conditions.intervals.push((issue, 0, unit(&high))),
                WeightConstraint::Ratio { issue, times, other } => conditions.ratios.push((issue, times.to_f64(), other)),
            }
        }
        conditions
    }

    fn is_empty(&self) -> bool {
        self.intervals.is_empty() && self.ratios.is_empty()
    }

    fn hold(&self, weights: &[i64]) -> bool {
        self.intervals.iter().all(|&(issue, low, high)| (low..=high).contains(&weights[issue]))
            && self.ratios.iter().all(|&(issue, times, other)| weights[issue] as f64 >= times * weights[other] as f64)
    }
}
