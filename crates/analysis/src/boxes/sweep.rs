//! Issue by issue over everything at once: which boxes are still open is all that the later issues need to know.
//!
//! An outcome is settled one issue after another. A box is *open* while every bound met so far holds; behind its last issue
//! it is decided and forgotten. Partial outcomes with the same open boxes have the same future, so of those only the
//! undominated sums are kept (value classes and equal masks, as in dynamic programming over the issues). Linkages are
//! boxes of one combination each, and what must not stand together is a box that forbids. Nothing here needs rewards to be
//! above zero, so this is the way for every mix of summands, and a check, by other means, of the search over cliques.

use std::collections::HashMap;

use zopa_model::{BargainingProblem, Factor, OptionIndex, Pattern, Pays};

use crate::frontier::merge::Merger;
use crate::frontier::set::{NOTHING, Set, Trace};
use crate::limits::{Limits, Stop};
use crate::table::sum;
use crate::units::Unit;

/// A condition over ranges or lists of options, and what comes of keeping it to the end.
struct Gate<U, const N: usize> {
    /// For each issue that it bounds, ascending: which options keep it open.
    bounds: Vec<(usize, Vec<bool>)>,
    effect: Effect<U, N>,
}

#[derive(Clone, Copy)]
enum Effect<U, const N: usize> {
    /// Pays when every bound held.
    Inside([U; N]),
    /// Pays when some bound failed.
    Outside([U; N]),
    /// No outcome may keep every bound.
    Forbids,
}

/// The undominated sums over all outcomes of `problem` that fit none of `forbidden`, with the merger that knows
/// the ways back.
pub(super) fn sweep<U: Unit, const N: usize>(
    problem: &BargainingProblem,
    forbidden: &[&Pattern],
    limits: &Limits,
) -> Result<(Set<U, N>, Merger<U, N>), Stop> {
    Sweep::<U, N>::new(problem, forbidden).run(limits)
}

struct Sweep<U, const N: usize> {
    /// What each option of each issue contributes by itself.
    issues: Vec<Vec<[U; N]>>,
    gates: Vec<Gate<U, N>>,
    constant: [U; N],
}

/// The gates that are still open, one bit for each.
type Open = Vec<u64>;

impl<U: Unit, const N: usize> Sweep<U, N> {
    fn new(problem: &BargainingProblem, forbidden: &[&Pattern]) -> Self {
        let sizes = problem.space.sizes();
        let mut sweep = Self {
            issues: sizes.iter().map(|&size| vec![[U::default(); N]; size]).collect(),
            gates: Vec::new(),
            constant: [U::default(); N],
        };
        for (party, utility) in problem.utilities.iter().enumerate() {
            sweep.constant[party] += U::narrow(utility.constant);
            utility.factors.iter().for_each(|factor| sweep.add(party, factor, &sizes));
        }
        let rules = problem.space.rules().iter().map(|rule| &rule.forbids);
        for pattern in rules.chain(forbidden.iter().copied()) {
            let bound = |(issue, options): &(usize, Vec<OptionIndex>)| {
                (*issue, (0..sizes[*issue]).map(|option| options.contains(&(option as OptionIndex))).collect())
            };
            sweep.gates.push(Gate { bounds: pattern.literals().iter().map(bound).collect(), effect: Effect::Forbids });
        }
        sweep
    }

    fn add(&mut self, party: usize, factor: &Factor, sizes: &[usize]) {
        let own = |units| {
            let mut vector = [U::default(); N];
            vector[party] = U::narrow(units);
            vector
        };
        match factor {
            Factor::Issue { issue, units } => {
                for (cell, &units) in self.issues[*issue].iter_mut().zip(units) {
                    *cell = sum(*cell, &own(units));
                }
            }
            Factor::Linkage { issues, units, sizes } => {
                for (row, &units) in units.iter().enumerate().filter(|(_, units)| **units != 0) {
                    self.gates.push(Gate { bounds: combination(issues, sizes, row), effect: Effect::Inside(own(units)) });
                }
            }
            Factor::Box { region, pays, units } => {
                let bound = |(issue, low, high): (usize, OptionIndex, OptionIndex)| {
                    (issue, (0..sizes[issue]).map(|option| (low..=high).contains(&(option as OptionIndex))).collect())
                };
                let effect = match pays {
                    Pays::Inside => Effect::Inside(own(*units)),
                    Pays::Outside => Effect::Outside(own(*units)),
                };
                self.gates.push(Gate { bounds: region.bounds().map(bound).collect(), effect });
            }
        }
    }

    fn run(&self, limits: &Limits) -> Result<(Set<U, N>, Merger<U, N>), Stop> {
        let mut merger = Merger::new(self.issues.iter().map(Vec::len), limits);
        let mut states: HashMap<Open, Vec<([U; N], Trace)>> = HashMap::new();
        states.extend(self.start().map(|(open, sum)| (open, vec![(sum, NOTHING)])));
        for issue in 0..self.issues.len() {
            let mut next: HashMap<Open, Vec<([U; N], Trace)>> = HashMap::new();
            // In a fixed order, so that the same problem gives the same witnesses on every run.
            let mut sorted: Vec<_> = states.into_iter().collect();
            sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
            for (open, points) in sorted {
                let set = merger.prune(points)?;
                for option in 0..self.issues[issue].len() {
                    let Some((open, shift)) = self.step(issue, option, &open) else { continue };
                    let own = merger.traces.option(issue, option);
                    merger.budget.spend(set.len() as u64 + self.gates.len() as u64 / 64)?;
                    let moved = set
                        .points
                        .iter()
                        .zip(&set.traces)
                        .map(|(point, &trace)| (sum(*point, &shift), merger.traces.pair(trace, own)));
                    next.entry(open).or_default().extend(moved);
                }
                merger.traces.check(&merger.budget)?;
            }
            merger.budget.hold(next.values().map(Vec::len).sum())?;
            states = next;
        }
        let all = states.into_values().flatten().collect();
        Ok((merger.prune(all)?, merger))
    }

    /// Which gates are open before anything is settled, and the sum then; `None` where one of them forbids everything.
    fn start(&self) -> Option<(Open, [U; N])> {
        let mut open = vec![0; self.gates.len().div_ceil(64)];
        let mut units = self.constant;
        for (at, gate) in self.gates.iter().enumerate() {
            match (gate.bounds.is_empty(), gate.effect) {
                (false, _) => open[at / 64] |= 1 << (at % 64),
                (true, Effect::Inside(pays)) => units = sum(units, &pays),
                (true, Effect::Outside(_)) => {}
                (true, Effect::Forbids) => return None,
            }
        }
        Some((open, units))
    }

    /// What is open after `option` of `issue`, and what the option adds, gates that it decides included; `None` where one
    /// of those forbids it. A decided gate is closed, so that equal futures look equal.
    fn step(&self, issue: usize, option: usize, open: &Open) -> Option<(Open, [U; N])> {
        let mut after = open.clone();
        let mut units = self.issues[issue][option];
        for (at, gate) in self.gates.iter().enumerate().filter(|(at, _)| open[at / 64] >> (at % 64) & 1 == 1) {
            let Some(bound) = gate.bounds.iter().position(|(bounded, _)| *bounded == issue) else { continue };
            let (holds, is_last) = (gate.bounds[bound].1[option], bound + 1 == gate.bounds.len());
            if holds && !is_last {
                continue;
            }
            after[at / 64] &= !(1 << (at % 64));
            match (gate.effect, holds) {
                (Effect::Inside(pays), true) | (Effect::Outside(pays), false) => units = sum(units, &pays),
                (Effect::Inside(_), false) | (Effect::Outside(_), true) | (Effect::Forbids, false) => {}
                (Effect::Forbids, true) => return None,
            }
        }
        Some((after, units))
    }
}

/// The bounds that only one combination of a linkage keeps.
fn combination(issues: &[usize], sizes: &[usize], mut row: usize) -> Vec<(usize, Vec<bool>)> {
    let mut bounds = Vec::with_capacity(issues.len());
    for (&issue, &size) in issues.iter().zip(sizes).rev() {
        bounds.push((issue, (0..size).map(|option| option == row % size).collect()));
        row /= size;
    }
    bounds.reverse();
    bounds
}
