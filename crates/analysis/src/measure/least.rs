//! The worst that can happen to a party.

use std::cell::OnceCell;

use zopa_model::{BargainingProblem, Factor, OptionIndex, Outcome, PartyIndex, Threshold, Units, Utility};

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

/// The negated sum, without cap or limits.
fn negated(utility: &Utility) -> Utility {
    let negative = |units: &[Units]| units.iter().map(|unit| -unit).collect();
    let factor = |factor: &Factor| match factor {
        Factor::Issue { issue, units } => Factor::Issue { issue: *issue, units: negative(units) },
        Factor::Linkage { issues, units, sizes } => {
            Factor::Linkage { issues: issues.clone(), units: negative(units), sizes: sizes.clone() }
        }
        Factor::Box { region, pays, units } => Factor::Box { region: region.clone(), pays: *pays, units: -units },
    };
    Utility {
        quantum: utility.quantum,
        constant: -utility.constant,
        factors: utility.factors.iter().map(factor).collect(),
        cap: None,
        reservation: Threshold::Any,
        disagreement: None,
        refusals: Vec::new(),
        exact: utility.exact,
    }
}
