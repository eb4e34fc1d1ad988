//! Points and ceilings from weighted sums of utilities: for when the frontier itself has too many points.
//!
//! The largest weighted sum is the frontier of one party whose utility is that sum, which never has more than one point.
//! The outcome behind it is on the frontier of all where every weight is above zero, and no outcome's sum is larger. Any
//! weights serve; which are asked for decides how tight the bounds are, never whether they hold.

use num_integer::Integer;
use zopa_model::{BargainingProblem, Factor, Outcome, PartyIndex, Pattern, Quantum, Threshold, Units, Utility};

use super::enclosure::{Ceiling, Enclosure, alone};
use super::{Point, frontier_without};
use crate::limits::Limits;

/// Weighted sums of utilities stay below this many bits.
const MOST_BITS: u32 = 124;
/// Directions that are looked in for one enclosure.
const MOST_LOOKS: usize = 48;
/// What is made of one unit of the party whose units weigh least, when weights are made whole numbers.
const FINENESS: f64 = 4096.0;

/// What is known of a frontier that was stopped; `None` where nothing is, which is the case for too many parties.
pub(crate) fn enclosure(problem: &BargainingProblem, forbidden: &[&Pattern], limits: &Limits) -> Option<Enclosure> {
    let mut supports = Supports::new(problem, forbidden, limits, MOST_LOOKS);
    match problem.utilities.len() {
        0 => return None,
        // The sum of one party is what was stopped.
        1 => {}
        2 => supports.look_around(),
        parties => supports.look_into_corners(parties),
    }
    Some(supports.enclosure())
}

/// No less than the only party can get, of which this is known.
fn alone_at_most(enclosure: &Enclosure) -> Units {
    let corner = enclosure.corners.iter().chain(enclosure.points().map(|point| &point.units)).map(|units| units[0]).max();
    corner.into_iter().chain(alone(0, &enclosure.ceilings)).min().unwrap_or_default()
}

/// A search for the most of weighted sums over the feasible outcomes that fit none of `forbidden`.
pub(crate) struct Supports<'a> {
    problem: &'a BargainingProblem<'a>,
    forbidden: &'a [&'a Pattern],
    limits: Limits,
    /// What every outcome found is worth.
    pub(crate) points: Vec<Point>,
    /// What no outcome exceeds.
    pub(crate) ceilings: Vec<Ceiling>,
    /// Whether it is proven that nothing is feasible.
    is_infeasible: bool,
    /// Whether a limit stopped even one sum: it would stop the others too.
    is_stopped: bool,
}

impl<'a> Supports<'a> {
    /// A search that has not found anything. So many `looks` may take as much work as the limits allow, in all.
    pub(crate) fn new(problem: &'a BargainingProblem, forbidden: &'a [&'a Pattern], limits: &Limits, looks: usize) -> Self {
        Self {
            problem,
            forbidden,
            limits: Limits { points: limits.points.max(1), steps: limits.steps / looks.max(1) as u64, ..*limits },
            points: Vec::new(),
            ceilings: Vec::new(),
            is_infeasible: false,
            is_stopped: false,
        }
    }

    /// What all that was found proves.
    pub(crate) fn enclosure(self) -> Enclosure {
        if self.is_infeasible {
            return Enclosure::default();
        }
        let most: Vec<Units> = (0..self.problem.utilities.len()).map(|party| self.most(party)).collect();
        Enclosure::around(self.points, &most, self.ceilings)
    }

    /// No less than what `party` can get.
    pub(crate) fn most(&self, party: PartyIndex) -> Units {
        let utility = &self.problem.utilities[party];
        let known = [Some(utility.extent().1), utility.cap, alone(party, &self.ceilings)];
        known.into_iter().flatten().min().unwrap_or_default()
    }

    /// Finds the most of the sum under `weights`, one for each party and none below zero, and the place in the list of points
    /// of an outcome that has it; `None` where a limit came first, the weights are too large, or nothing is feasible.
    pub(crate) fn look(&mut self, weights: &[Units]) -> Option<usize> {
        if self.is_infeasible || !self.fits(weights) {
            return None;
        }
        if self.is_stopped {
            self.allow(weights, self.weighted(weights).extent().1);
            return None;
        }
        let alone = BargainingProblem { space: self.problem.space, utilities: vec![self.weighted(weights)] };
        let found = frontier_without(&alone, self.forbidden, &self.limits);
        let Some(_) = &found.stopped else {
            self.is_infeasible = found.points.is_empty();
            let best = found.points.first()?;
            self.allow(weights, best.units[0]);
            return Some(self.keep(&best.outcome));
        };
        // What is known of the sum all the same. Linked issues that outgrow a limit do so under any weights.
        self.is_stopped = !self.problem.utilities.iter().any(Utility::has_boxes);
        for enclosure in found.enclosure.iter() {
            enclosure.points().for_each(|point| {
                self.keep(&point.outcome);
            });
            self.allow(weights, alone_at_most(enclosure));
        }
        None
    }

    /// Notes that no outcome is worth more than `at_most` under `weights`.
    fn allow(&mut self, weights: &[Units], at_most: Units) {
        let ceiling = Ceiling { weights: weights.to_vec(), at_most };
        if !self.ceilings.contains(&ceiling) {
            self.ceilings.push(ceiling);
        }
    }

    /// Keeps an outcome, and tells the place of what it is worth in the list of points.
    fn keep(&mut self, outcome: &Outcome) -> usize {
        let units = self.problem.evaluate(outcome);
        self.points.iter().position(|point| point.units == units).unwrap_or_else(|| {
            self.points.push(Point { units, outcome: outcome.clone() });
            self.points.len() - 1
        })
    }

    /// Whether weighted sums stay within the bits.
    fn fits(&self, weights: &[Units]) -> bool {
        let sum = self.problem.utilities.iter().zip(weights).try_fold(0u128, |sum, (utility, weight)| {
            utility.magnitude().checked_add(1)?.checked_mul(weight.unsigned_abs())?.checked_add(sum)
        });
        sum.is_some_and(|sum| sum >> MOST_BITS == 0)
    }

    /// The weighted sum of all utilities as one party's, before any cap: what a cap cuts off is no loss to a ceiling.
    fn weighted(&self, weights: &[Units]) -> Utility {
        let times = |units: &[Units], weight: Units| units.iter().map(|units| units * weight).collect();
        let factor = |factor: &Factor, weight: Units| match factor {
            Factor::Issue { issue, units } => Factor::Issue { issue: *issue, units: times(units, weight) },
            Factor::Linkage { issues, units, sizes } => {
                Factor::Linkage { issues: issues.clone(), units: times(units, weight), sizes: sizes.clone() }
            }
            Factor::Box { region, pays, units } => Factor::Box { region: region.clone(), pays: *pays, units: units * weight },
        };
        let counted = || self.problem.utilities.iter().zip(weights).filter(|(_, weight)| **weight != 0);
        Utility {
            quantum: Quantum::new(1).expect("one is above zero"),
            constant: counted().map(|(utility, weight)| utility.constant * weight).sum(),
            factors: counted()
                .flat_map(|(utility, &weight)| utility.factors.iter().map(move |own| factor(own, weight)))
                .collect(),
            cap: None,
            reservation: Threshold::Any,
            disagreement: None,
            refusals: Vec::new(),
            exact: true,
        }
    }

    /// Whole weights of units in about the proportions of `values`, which are weights of utilities and above zero. They are
    /// made small enough to fit, and stay above zero.
    pub(crate) fn weights(&self, values: &[f64]) -> Vec<Units> {
        let of_units =
            values.iter().zip(&self.problem.utilities).map(|(value, utility)| value / utility.quantum.denominator() as f64);
        let of_units: Vec<f64> = of_units.collect();
        let least = of_units.iter().copied().fold(f64::INFINITY, f64::min);
        let weights = of_units.iter().map(|weight| ((weight / least * FINENESS) as Units).max(1));
        self.fitting(weights.collect())
    }

    /// `weights` made smaller by halves until they fit, but none that was above zero made zero.
    fn fitting(&self, mut weights: Vec<Units>) -> Vec<Units> {
        while !self.fits(&weights) && weights.iter().any(|weight| *weight > 1) {
            for weight in weights.iter_mut().filter(|weight| **weight > 0) {
                *weight = (*weight / 2).max(1);
            }
        }
        weights
    }

    /// The same weight for one of every party, in units; about the same where such weights are too large.
    pub(crate) fn even(&self) -> Vec<Units> {
        let denominators = || self.problem.utilities.iter().map(|utility| utility.quantum.denominator());
        let common = denominators().try_fold(1u128, |common, one| common.checked_mul(one / common.gcd(&one)));
        let weights = common.and_then(|common| denominators().map(|one| Units::try_from(common / one).ok()).collect());
        let fitting = weights.filter(|weights: &Vec<Units>| self.fits(weights));
        fitting.unwrap_or_else(|| self.weights(&vec![1.0; self.problem.utilities.len()]))
    }

    /// The most of `party`, and among the outcomes that give it one where the others get much.
    fn look_at_best_of(&mut self, party: PartyIndex) -> Option<usize> {
        let parties = self.problem.utilities.len();
        let others = self.problem.utilities.iter().enumerate().filter(|(other, _)| *other != party);
        let spread = others.map(|(_, utility)| utility.extent().1 - utility.extent().0).sum::<Units>();
        let first: Vec<Units> = (0..parties).map(|other| Units::from(other == party)).collect();
        // One unit of the party outweighs all that the others can lose.
        let then: Vec<Units> = first.iter().map(|first| if *first == 1 { spread + 1 } else { 1 }).collect();
        let best = self.look(&first);
        self.look(&then).or(best)
    }

    /// For two parties: the ends of the frontier, then again and again the direction in which two neighbours are worth the
    /// same, the pair first that leaves most room between them. What is found are corners of the convex hull. (Aneja & Nair
    /// 1979, Management Science 25:73.)
    fn look_around(&mut self) {
        let even = self.even();
        let found = [self.look_at_best_of(1), self.look(&even), self.look_at_best_of(0)];
        let mut chain: Vec<usize> = found.into_iter().flatten().collect();
        chain.sort_by(|a, b| self.points[*a].units.cmp(&self.points[*b].units));
        chain.dedup();
        let mut open: Vec<(usize, usize)> = chain.windows(2).map(|pair| (pair[0], pair[1])).collect();
        for _ in 5..MOST_LOOKS {
            let room = |&(a, b): &(usize, usize)| {
                let [a, b] = [a, b].map(|at| &self.points[at].units);
                (b[0] - a[0]) as f64 * (a[1] - b[1]) as f64
            };
            open.retain(|pair| room(pair) > 0.0);
            let Some(widest) = (0..open.len()).max_by(|a, b| room(&open[*a]).total_cmp(&room(&open[*b]))) else { return };
            let (a, b) = open.swap_remove(widest);
            let [left, right] = [a, b].map(|at| self.points[at].units.clone());
            let weights = self.fitting(vec![left[1] - right[1], right[0] - left[0]]);
            let Some(between) = self.look(&weights) else { continue };
            let found = &self.points[between].units;
            if found[0] > left[0] && found[1] > right[1] && between != a && between != b {
                open.extend([(a, between), (between, b)]);
            }
        }
    }

    /// For more parties: the best of each, of all alike, and of each pair and each less one by turns.
    fn look_into_corners(&mut self, parties: usize) {
        let even = self.even();
        self.look(&even);
        for party in 0..parties {
            self.look_at_best_of(party);
        }
        let width = |utility: &Utility| {
            let (least, most) = utility.extent();
            utility.quantum.to_f64(most - least).max(f64::MIN_POSITIVE)
        };
        let shares: Vec<f64> = self.problem.utilities.iter().map(|utility| 1.0 / width(utility)).collect();
        let mut pairs = (0..parties).flat_map(|a| (a + 1..parties).map(move |b| (a, b)));
        let room = MOST_LOOKS.saturating_sub(3 * parties + 2);
        let favoured = pairs.by_ref().take(room).map(|(a, b)| vec![a, b]).collect::<Vec<_>>();
        for counted in (0..parties).map(|party| vec![party]).chain([vec![]]).chain(favoured) {
            let favour = |(party, share): (usize, &f64)| if counted.contains(&party) { share * 4.0 } else { *share };
            let values: Vec<f64> = shares.iter().enumerate().map(favour).collect();
            let weights = self.weights(&values);
            self.look(&weights);
        }
    }
}
