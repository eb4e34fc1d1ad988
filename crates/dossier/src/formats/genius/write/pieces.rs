//! What each issue contributes, in the forms that GENIUS can say.

use zopa_model::{Curve, Exact};

use super::super::super::{Evaluator, FieldIssue, FieldScenario, Profile, Values};
use super::super::linear::shown;
use super::line::{Line, as_it_stands};
use super::losses::Losses;

/// Whole numbers that are written out as options at most.
const MOST_LISTED: u64 = 1 << 14;

/// How each issue can be settled, in the files: as in the scenario, but whole numbers become options where some party
/// values them by anything but a line.
pub(super) fn values_in_files(scenario: &FieldScenario, losses: &mut Losses) -> Vec<Values> {
    let has_boxes = scenario.profiles.iter().any(|profile| profile.rewards.is_some());
    let values = |(position, issue): (usize, &FieldIssue)| {
        let Values::Integers { low, high } = issue.values else { return issue.values.clone() };
        let is_line = |profile: &Profile| in_one_line(&profile.evaluators[position], &issue.values).is_some();
        let is_wide = issue.values.count().is_none_or(|count| count > MOST_LISTED);
        if has_boxes || is_wide || scenario.profiles.iter().all(is_line) {
            return issue.values.clone();
        }
        let message = "that options are whole numbers: GENIUS values these by lines only";
        losses.lose("numbers", message, &format!("`{}`", issue.name));
        Values::Options((low..=high).map(|number| number.to_string()).collect())
    };
    scenario.issues.iter().enumerate().map(values).collect()
}

/// The contributions of a party without boxes, its constant among them: tables for options by name, else curves that
/// GENIUS knows (clamped lines; for amounts also constants and triangles).
pub(super) fn pieces(scenario: &FieldScenario, profile: &Profile, values: &[Values], losses: &mut Losses) -> Vec<Evaluator> {
    let mut constant = profile.constant.clone();
    let mut pieces = Vec::with_capacity(values.len());
    for ((evaluator, issue), values) in profile.evaluators.iter().zip(&scenario.issues).zip(values) {
        pieces.push(match (values, in_one_line(evaluator, values)) {
            (Values::Options(_), _) => Evaluator::Table(listed(evaluator, &issue.values)),
            (_, Some(Ready::Evaluator(evaluator))) => evaluator,
            (_, Some(Ready::Line(line))) => line.held(&mut constant),
            (_, None) => {
                let message = "curves that GENIUS does not know, which became straight lines between their ends";
                losses.lose("curves", message, "");
                Line::between_ends(evaluator, values).map_or_else(nothing, |line| line.held(&mut constant))
            }
        });
    }
    place(&constant, &mut pieces, values, losses);
    pieces
}

/// What numbers contribute, ready to be written.
enum Ready {
    Evaluator(Evaluator),
    Line(Line),
}

/// An evaluator of numbers as GENIUS says it; `None` where it has no such curve.
fn in_one_line(evaluator: &Evaluator, values: &Values) -> Option<Ready> {
    as_it_stands(evaluator, values).map(Ready::Evaluator).or_else(|| Line::of(evaluator, values).map(Ready::Line))
}

fn nothing() -> Evaluator {
    let curve = Curve::Clamped { slope: Exact::zero(), offset: Exact::zero() };
    Evaluator::Curve { weight: Exact::zero(), curve: Box::new(curve) }
}

/// Puts a constant where it changes nothing but the numbers written: on every option of the weightiest issue of options,
/// or else into a line or a constant that can take it.
fn place(constant: &Exact, pieces: &mut [Evaluator], values: &[Values], losses: &mut Losses) {
    if constant.is_zero() {
        return;
    }
    let raised = |at: usize| raised(&pieces[at], constant, &values[at]).map(|raised| (at, raised));
    let largest = |at: &usize| match &pieces[*at] {
        Evaluator::Table(values) => values.iter().max().cloned(),
        Evaluator::Curve { .. } => None,
    };
    let weightiest = (0..pieces.len()).rev().max_by_key(largest);
    let Some((at, raised)) = weightiest.and_then(raised).or_else(|| (0..pieces.len()).find_map(raised)) else {
        return losses.lose("constant", "a constant, which GENIUS has no place for", &shown(constant));
    };
    pieces[at] = raised;
    let message = "a constant went into what one issue contributes, since GENIUS has no constants; utilities stay the same";
    losses.change("constant-placed", message, &format!("issue {}", at + 1));
}

/// A piece with `constant` added to all that it contributes; `None` where it cannot be.
fn raised(piece: &Evaluator, constant: &Exact, values: &Values) -> Option<Evaluator> {
    match (piece, values) {
        (Evaluator::Table(values), _) => Some(Evaluator::Table(values.iter().map(|value| value + constant).collect())),
        (Evaluator::Curve { weight, curve }, Values::Reals { .. }) if matches!(**curve, Curve::Constant(_)) => {
            let value = &(weight * &curve.at(&Exact::zero())) + constant;
            Some(Evaluator::Curve { weight: Exact::one(), curve: Box::new(Curve::Constant(value)) })
        }
        (Evaluator::Curve { .. }, _) => {
            let mut left = Exact::zero();
            let piece = Line::of(piece, values)?.raised(constant).held(&mut left);
            left.is_zero().then_some(piece)
        }
    }
}

/// What an evaluator makes of each option, whole numbers in order.
pub(super) fn listed(evaluator: &Evaluator, values: &Values) -> Vec<Exact> {
    let count = values.count().unwrap_or(0) as usize;
    (0..count).map(|option| evaluator.at(values, option)).collect()
}
