//! Draws of one party's weights: directly under a ranking, by rejection while that pays, else by hit-and-run.

use zopa_model::{Exact, IssueIndex, Tier, WeightConstraint, WeightJudgement};

use super::draw::part;
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
    /// Uniform under the ranking, directly; weights that are known to the point are taken out first.
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
    let simplex = Simplex::new(judgement);
    let mut spacings = Stream::new(plan.seed, party, Purpose::Weights);
    let mut order = Stream::new(plan.seed, party, Purpose::Order);
    let conditions = Conditions::new(&simplex.beyond(judgement));
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
fn pilot(simplex: &Simplex, conditions: &Conditions, plan: DrawPlan, party: &str, issues: usize) -> u32 {
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

/// `value` in units.
fn unit(value: &Exact) -> i64 {
    libm::round(value.to_f64() * ONE as f64) as i64
}

/// Weights under a ranking, where some are known to the point: these are taken out, and the others share what is left of
/// one. Given that the known weights are what they are, the others are uniform on their own smaller simplex.
struct Simplex {
    ranked: RankedSimplex,
    /// The known weights by issue, in units; empty where none is known.
    known: Vec<Option<i64>>,
    /// The issues whose weights are drawn, in the order in which `ranked` knows them.
    free: Vec<IssueIndex>,
    /// What the known weights leave over, in units.
    left: i64,
}

impl Simplex {
    fn new(judgement: &WeightJudgement) -> Self {
        let whole = || Self {
            ranked: RankedSimplex::new(judgement.issues, &judgement.tiers),
            known: Vec::new(),
            free: (0..judgement.issues).collect(),
            left: ONE,
        };
        let mut known = vec![None; judgement.issues];
        for (issue, range) in &judgement.intervals {
            known[*issue] = range.as_point().map(unit).or(known[*issue]);
        }
        let free: Vec<IssueIndex> = (0..judgement.issues).filter(|issue| known[*issue].is_none()).collect();
        let left = ONE - known.iter().flatten().sum::<i64>();
        // Where nothing is left to share out, or nobody to share it with, there is nothing to draw: the walk knows a single point.
        if free.len() == judgement.issues || free.len() < 2 || left <= 0 {
            return whole();
        }
        let place = |issue: &IssueIndex| free.iter().position(|known| known == issue);
        let tier = |tier: &Tier| Tier { issues: tier.issues.iter().filter_map(place).collect(), kind: tier.kind };
        let tiers: Vec<Tier> = judgement.tiers.iter().map(tier).collect();
        Self { ranked: RankedSimplex::new(free.len(), &tiers), known, free, left }
    }

    /// The conditions that a draw may break: what is said beyond the ranking, and of the ranking what is about a known weight.
    fn beyond(&self, judgement: &WeightJudgement) -> Vec<WeightConstraint> {
        let is_known = |issue: IssueIndex| self.known.get(issue).is_some_and(Option::is_some);
        let ranking = WeightJudgement { intervals: Vec::new(), ratios: Vec::new(), ..judgement.clone() }.constraints();
        let about_known = ranking.into_iter().filter(|constraint| match constraint {
            WeightConstraint::Ratio { issue, other, .. } => is_known(*issue) || is_known(*other),
            WeightConstraint::AtLeast { .. } | WeightConstraint::AtMost { .. } => true,
        });
        let others = WeightJudgement { tiers: Vec::new(), ..judgement.clone() }.constraints();
        about_known.chain(others).collect()
    }

    /// The weights of one draw, in units, sum [`ONE`].
    fn draw(&self, order: &mut Stream, spacings: &mut Stream, weights: &mut [i64]) {
        if self.known.is_empty() {
            return self.ranked.draw(order, spacings, weights);
        }
        let mut own = vec![0; self.free.len()];
        self.ranked.draw(order, spacings, &mut own);
        self.known.iter().zip(weights.iter_mut()).for_each(|(known, weight)| *weight = known.unwrap_or(0));
        let mut left = self.left;
        for (&issue, share) in self.free.iter().zip(&own) {
            weights[issue] = part(self.left, *share);
            left -= weights[issue];
        }
        // What rounding left over, some units, goes to the heaviest.
        if let Some(&heaviest) = self.free.iter().max_by_key(|&&issue| weights[issue]) {
            weights[heaviest] += left;
        }
    }
}

/// What is said of the weights beyond the ranking, in units.
struct Conditions {
    /// `(issue, low, high)`.
    intervals: Vec<(usize, i64, i64)>,
    /// `(heavier, times, lighter)`.
    ratios: Vec<(usize, f64, usize)>,
}

impl Conditions {
    fn new(beyond: &[WeightConstraint]) -> Self {
        let mut conditions = Self { intervals: Vec::new(), ratios: Vec::new() };
        for constraint in beyond {
            match constraint {
                WeightConstraint::AtLeast { issue, low } => conditions.intervals.push((*issue, unit(low), ONE)),
                WeightConstraint::AtMost { issue, high } => conditions.intervals.push((*issue, 0, unit(high))),
                WeightConstraint::Ratio { issue, times, other } => conditions.ratios.push((*issue, times.to_f64(), *other)),
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
