//! The worst that can happen to a party.

use std::cell::OnceCell;

use zopa_model::{BargainingProblem, Factor, OptionIndex, Outcome, PartyIndex, Pays, Threshold, Units, Utility};

use crate::frontier::frontier_without;
use crate::limits::{Limits, Stop};

/// What is known of one party's worst: `None` where nothing is feasible.
type Least = Result<Option<Units>, Stop>;

/// The least utility of each party over all feasible outcomes, worked out when first asked for and then kept:
/// the disagreement point and the scale of opposition both want it.
#[derive(Debug)]
pub(crate) struct Worst<'a> {
    problem: &'a BargainingProblem<'a>,
    limits: Limits,
    known: Vec<OnceCell<Least>>,
}

impl<'a> Worst<'a> {
    pub(crate) fn new(problem: &'a BargainingProblem, limits: &Limits) -> Self {
        Self { problem, limits: *limits, known: vec![OnceCell::new(); problem.utilities.len()] }
    }

    /// The least utility of `party`; `None` where nothing is feasible.
    ///
    /// # Errors
    /// Where the linked issues outgrow the limits.
    pub(crate) fn of(&self, party: PartyIndex) -> Least {
        self.known[party].get_or_init(|| least(self.problem, party, &self.limits)).clone()
    }

    /// Whether some feasible outcome is worth less than nothing to `party`; `None` where nothing is feasible. A bound from
    /// each summand by itself settles it where none is below zero, however many outcomes there are.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub(crate) fn is_negative(&self, party: PartyIndex) -> Result<Option<bool>, Stop> {
        let utility = &self.problem.utilities[party];
        let bound = utility.extent().0;
        if bound >= 0 && utility.cap.is_none_or(|cap| cap >= 0) {
            return Ok(Some(false));
        }
        Ok(self.of(party)?.map(|least| least < 0))
    }
}

/// The least utility of `party` over all feasible outcomes; `None` where nothing is feasible.
///
/// # Errors
/// Where the linked issues outgrow the limits.
pub(crate) fn least(problem: &BargainingProblem, party: PartyIndex, limits: &Limits) -> Least {
    let utility = &problem.utilities[party];
    let capped = |sum: Units| utility.cap.map_or(sum, |cap| sum.min(cap));
    if let Some(sum) = issue_by_issue(problem, utility) {
        return Ok(Some(capped(sum)));
    }
    if let Some(bound) = lowest_by_descent(problem, utility) {
        return Ok(Some(capped(bound)));
    }
    // The least of a sum is the greatest of its negation, and the frontier of one party is its greatest.
    let alone = BargainingProblem { space: problem.space, utilities: vec![negated(utility)] };
    let found = frontier_without(&alone, &[], limits);
    match found.stopped {
        Some(stop) => Err(stop),
        None => Ok(found.points.first().map(|point| capped(-point.units[0]))),
    }
}

/// The least sum where every issue can be at its worst by itself: no rules, and one factor at most for each issue.
fn issue_by_issue(problem: &BargainingProblem, utility: &Utility) -> Option<Units> {
    let has_options = problem.space.issues().iter().all(|issue| !issue.options().is_empty());
    let is_apart = utility.factors.is_sorted_by(|a, b| a.scope() < b.scope());
    let is_single = utility.factors.iter().all(|factor| matches!(factor, Factor::Issue { .. }));
    let is_free = problem.space.rules().is_empty() && has_options && is_apart && is_single;
    is_free.then(|| utility.extent().0)
}

/// With boxes: what every summand adds at least, where an outcome that keeps to all of these at once is found by going down
/// from the first outcome, one issue at a time. There is one in most files: boxes are easily missed.
fn lowest_by_descent(problem: &BargainingProblem, utility: &Utility) -> Option<Units> {
    let sizes = problem.space.sizes();
    if !utility.has_boxes() || !problem.space.rules().is_empty() || sizes.contains(&0) {
        return None;
    }
    let bound = utility.extent().0;
    let sum = |outcome: &Outcome| utility.constant + utility.factors.iter().map(|factor| factor.evaluate(outcome)).sum::<Units>();
    let mut here = Outcome::new(vec![0; sizes.len()]);
    let mut lowest = sum(&here);
    loop {
        let before = lowest;
        for (issue, &size) in sizes.iter().enumerate() {
            for option in 0..size as OptionIndex {
                let next = here.with(issue, option);
                let worth = sum(&next);
                if worth < lowest {
                    (here, lowest) = (next, worth);
                }
            }
        }
        if lowest == bound || lowest == before {
            return (lowest == bound).then_some(bound);
        }
    }
}

/// The negated sum, without cap or limits. A reward that is missed is a constant with a reward for the opposite, so that
/// rewards stay above zero and can be searched by their conflicts.
fn negated(utility: &Utility) -> Utility {
    let negative = |units: &[Units]| units.iter().map(|unit| -unit).collect();
    let factor = |factor: &Factor| match factor {
        Factor::Issue { issue, units } => Factor::Issue { issue: *issue, units: negative(units) },
        Factor::Linkage { issues, units, sizes } => {
            Factor::Linkage { issues: issues.clone(), units: negative(units), sizes: sizes.clone() }
        }
        Factor::Box { region, pays, units } if *units > 0 => {
            let opposite = if *pays == Pays::Inside { Pays::Outside } else { Pays::Inside };
            Factor::Box { region: region.clone(), pays: opposite, units: *units }
        }
        Factor::Box { region, pays, units } => Factor::Box { region: region.clone(), pays: *pays, units: -units },
    };
    let reward = |factor: &Factor| match factor {
        Factor::Box { units, .. } => (*units).max(0),
        Factor::Issue { .. } | Factor::Linkage { .. } => 0,
    };
    Utility {
        quantum: utility.quantum,
        constant: -utility.constant - utility.factors.iter().map(reward).sum::<Units>(),
        factors: utility.factors.iter().map(factor).collect(),
        cap: None,
        reservation: Threshold::Any,
        disagreement: None,
        refusals: Vec::new(),
        exact: utility.exact,
    }
}

#[cfg(test)]
mod tests {
    use zopa_model::{Issue, OutcomeSpace, Quantum, Region};

    use super::*;

    /// Boxes that pay inside and outside, above and below zero, that no outcome misses all at once.
    #[test]
    fn the_least_is_the_least_of_all_outcomes() {
        let space = OutcomeSpace::new(vec![Issue::integer("a", 0, 3), Issue::integer("b", 0, 4)], vec![]);
        let boxed = |bounds: &[(usize, u32, u32)], pays, units| {
            let region = Region::new(bounds.iter().copied()).expect("no issue is bounded twice");
            Factor::Box { region, pays, units }
        };
        let factors = [
            boxed(&[(0, 0, 1)], Pays::Inside, 7),
            boxed(&[(0, 1, 3), (1, 1, 4)], Pays::Inside, 5),
            boxed(&[(0, 2, 3), (1, 0, 2)], Pays::Outside, 9),
            boxed(&[(1, 2, 3)], Pays::Outside, 4),
            boxed(&[(1, 4, 4)], Pays::Inside, -3),
            boxed(&[(0, 3, 3)], Pays::Outside, -2),
        ];
        let utility = |kept: &[Factor]| Utility {
            quantum: Quantum::new(1).expect("one is not zero"),
            constant: 2,
            factors: kept.to_vec(),
            cap: None,
            reservation: Threshold::Any,
            disagreement: None,
            refusals: Vec::new(),
            exact: true,
        };
        // Without the two below zero, then with them: the search by conflicts, and the sweep.
        for kept in [&factors[..4], &factors[..]] {
            let problem = BargainingProblem { space: &space, utilities: vec![utility(kept)] };
            let outcomes = (0..4).flat_map(|a| (0..5).map(move |b| Outcome::new(vec![a, b])));
            let least_of_all = outcomes.map(|outcome| problem.evaluate(&outcome)[0]).min();
            assert_eq!(least(&problem, 0, &Limits::default()), Ok(least_of_all));
        }
    }
}
