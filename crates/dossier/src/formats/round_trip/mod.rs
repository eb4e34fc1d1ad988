//! How far utilities are from what they were, after a scenario was written in some format and read back.
//!
//! Nothing is listed: issues are independent of each other, so the difference of two utilities runs from the sum of the
//! least differences, issue by issue, to the sum of the greatest. What several issues contribute together is compared
//! part by part, which bounds it.

mod alignment;
mod boxes;
mod curves;
mod span;

use zopa_model::{Exact, Threshold};

use super::field::{Evaluator, FieldScenario, Linkage, Profile, Values};
use alignment::Alignment;
use boxes::{Boxes, OneIssue, extent};
use curves::of_curves;
use span::{Span, magnitude};

/// Options that are compared one by one at most; beyond, ranges of numbers are compared by their curves.
const MOST_LISTED: u64 = 1 << 20;

/// No outcome's utility to any party, and no reservation, differs between the two by more than this. Some outcome
/// reaches it where issues are added up, nothing is capped and all outcomes are feasible; otherwise it is a bound.
/// `None` where the two are not over the same issues, options and number of parties, so that nothing can be compared.
pub fn largest_error(before: &FieldScenario, after: &FieldScenario) -> Option<Exact> {
    let alignment = Alignment::of(before, after)?;
    let is_paired = before.profiles.len() == after.profiles.len();
    let pairs = is_paired.then(|| before.profiles.iter().zip(&after.profiles))?;
    pairs
        .map(|(old, new)| Comparison { alignment: &alignment, before, old, after, new }.error())
        .try_fold(Exact::zero(), |largest, error| Some(largest.max(error?)))
}

/// The utility of one party, before and after.
struct Comparison<'a> {
    alignment: &'a Alignment,
    before: &'a FieldScenario,
    old: &'a Profile,
    after: &'a FieldScenario,
    new: &'a Profile,
}

impl Comparison<'_> {
    fn error(&self) -> Option<Exact> {
        let (mut old, mut new) = (Boxes::of(self.old), Boxes::of(self.new).rearranged(self.alignment)?);
        let constants = (&self.old.constant + &old.constant, &self.new.constant + &new.constant);
        let mut all = Span::at(&constants.1 - &constants.0);
        for issue in 0..self.before.issues.len() {
            all = all.plus(&self.of_issue(issue, &old.take(issue), &new.take(issue))?);
        }
        all = all.plus(&self.of_linkages()).plus(&old.difference(&new));
        Some(all.magnitude().max(self.of_caps()).max(self.of_reservations()))
    }

    /// Cutting both at the same value brings them no further apart; cutting at two values, by no more than these differ.
    fn of_caps(&self) -> Exact {
        if self.old.cap == self.new.cap {
            return Exact::zero();
        }
        let limit = |scenario, profile: &Profile| {
            let (_, most) = reach(scenario, profile);
            profile.cap.clone().map_or(most.clone(), |cap| cap.min(most.clone()))
        };
        magnitude(&(&limit(self.before, self.old) - &limit(self.after, self.new)))
    }

    fn of_reservations(&self) -> Exact {
        match (&self.old.reservation, &self.new.reservation) {
            (Threshold::At(old), Threshold::At(new)) => magnitude(&(new - old)),
            _ => Exact::zero(),
        }
    }

    /// The difference that one issue makes, boxes over it alone included.
    fn of_issue(&self, issue: usize, old_boxes: &OneIssue, new_boxes: &OneIssue) -> Option<Span> {
        let at = self.alignment.issues[issue];
        let (one, other) = (&self.old.evaluators[issue], &self.new.evaluators[at]);
        let (old, new) = (&self.before.issues[issue].values, &self.after.issues[at].values);
        let places = self.alignment.options[issue].as_ref();
        if let (Evaluator::Curve { weight: v, curve: f }, Evaluator::Curve { weight: w, curve: g }) = (one, other)
            && let Some((low, high)) = old.range().filter(|_| places.is_none() && old_boxes.is_empty() && new_boxes.is_empty())
        {
            return Some(of_curves((v, f), (w, g), &low, &high));
        }
        let count = old.count().filter(|count| *count <= MOST_LISTED)? as usize;
        let difference = |option: usize| {
            let place = places.map_or(option, |places| places[option]);
            let before = &one.at(old, option) + &old_boxes.at(option);
            &(&other.at(new, place) + &new_boxes.at(option)) - &before
        };
        Some(Span::of((0..count).map(difference)))
    }

    /// The difference that linkages make: table by table where they are over the same issues, else all of both.
    fn of_linkages(&self) -> Span {
        let mut kept: Vec<&Linkage> = self.new.linkages.iter().collect();
        let mut all = Span::zero();
        for linkage in &self.old.linkages {
            let same = |other: &&Linkage| other.issues == linkage.issues && other.values.len() == linkage.values.len();
            let found = kept.iter().position(same).filter(|_| self.alignment.is_same_order());
            let span = match found.map(|at| kept.remove(at)) {
                Some(other) => Span::of(other.values.iter().zip(&linkage.values).map(|(after, before)| after - before)),
                None => Span::zero().minus(&Span::of(linkage.values.iter().cloned())),
            };
            all = all.plus(&span);
        }
        kept.iter().fold(all, |all, linkage| all.plus(&Span::of(linkage.values.iter().cloned())))
    }
}

/// Bounds, least and greatest, on the utility of a party before its cap.
pub(super) fn reach(scenario: &FieldScenario, profile: &Profile) -> (Exact, Exact) {
    let issues = scenario.issues.iter().zip(&profile.evaluators);
    let issues = issues.map(|(issue, evaluator)| of_evaluator(evaluator, &issue.values));
    let linkages = profile.linkages.iter().map(|linkage| Span::of(linkage.values.iter().cloned()));
    let parts = issues.chain(linkages).chain(profile.rewards.iter().map(extent));
    let Span { least, greatest } = parts.fold(Span::at(profile.constant.clone()), |all, next| all.plus(&next));
    (least, greatest)
}

/// The most that an evaluator contributes.
pub(super) fn most_of(evaluator: &Evaluator, values: &Values) -> Exact {
    of_evaluator(evaluator, values).greatest
}

fn of_evaluator(evaluator: &Evaluator, values: &Values) -> Span {
    match (evaluator, values.range()) {
        (Evaluator::Table(values), _) => Span::of(values.iter().cloned()),
        (Evaluator::Curve { weight, curve }, Some((low, high))) => {
            let nothing = zopa_model::Curve::Constant(Exact::zero());
            of_curves((&Exact::zero(), &nothing), (weight, curve), &low, &high)
        }
        (Evaluator::Curve { weight, curve }, None) => Span::at(weight * &curve.at(&Exact::zero())),
    }
}
