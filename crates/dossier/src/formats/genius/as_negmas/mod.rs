//! What NegMAS 0.16 makes of a profile of GENIUS, so that its runs can be compared with ours. Every place that differs
//! from GENIUS is told.
//!
//! * Evaluations are not divided by the largest of their issue; lines over numbers are taken of the number itself, and
//!   not held between 0 and 1; nothing is cut at 1.
//! * A weight belongs to the issue of that index, counted from 1 without gaps: one that is beyond adds a constant, an
//!   issue without one has weight 1, and for each index that is missing an issue of one option is put in.
//! * A box pays strictly inside its bounds, which INCLUDES and EXCLUDES give alike; `maxutility` is not read.
//! * A discount factor other than 1 acts in every round, and takes the reservation away.

mod boxes;
mod evaluators;
mod weights;

use std::collections::HashSet;

use zopa_model::{Exact, Threshold};

use super::super::round_trip::most_of;
use super::super::{Discount, Evaluator, Refusal, RewardTree};
use super::element::Stated;
use super::findings::Findings;
use super::fit::Fit;
use super::issue::{Kind, StatedIssue};
use super::linear::shown;
use super::space::Space;
use boxes::rewards;
use evaluators::evaluator;
use weights::Weights;

/// Repairs of form that keep NegMAS from reading a file: its parser of XML takes well-formed XML only, and UTF-8.
const NOT_WELL_FORMED: [&str; 6] =
    ["bare-ampersand", "bare-angle", "missing-blank", "bad-comment", "late-declaration", "wrong-encoding"];

/// The parts of a utility that NegMAS would build.
pub(super) struct Parts {
    /// A constant summand.
    pub(super) constant: Exact,
    /// One evaluator for each issue of the domain.
    pub(super) evaluators: Vec<Evaluator>,
    /// What boxes pay.
    pub(super) rewards: Option<RewardTree>,
    /// What no agreement is worth.
    pub(super) reservation: Threshold<Exact>,
    /// What waiting costs.
    pub(super) discount: Option<Discount>,
}

/// Tells that NegMAS would not read a file at all, where its form alone says so.
pub(super) fn tell_form(findings: &mut Findings) {
    let first = |codes: &[&str]| findings.remarks().iter().find(|remark| codes.contains(&remark.code)).map(|remark| remark.line);
    let (form, price) = (first(&NOT_WELL_FORMED), first(&["type-price"]));
    if let Some(line) = form {
        cannot_read(findings, line, "it is not well-formed XML in UTF-8");
    }
    if let Some(line) = price {
        cannot_read(findings, line, "it knows no issues of type `price`");
    }
}

fn cannot_read(findings: &mut Findings, line: Option<usize>, why: &str) {
    let message = format!("NegMAS 0.16 does not read this file: {why}; it was read as if that were mended");
    findings.differs("negmas-cannot-read", line, message);
}

/// What NegMAS would make of `profile`.
///
/// # Errors
/// Where a number is none.
pub(super) fn parts(domain: &Space, profile: &Space, fit: &Fit, findings: &mut Findings) -> Result<Parts, Refusal> {
    let weights = Weights::read(domain, profile, findings)?;
    let is_by_name = profile.issues.iter().any(|issue| !issue.items().is_empty());
    let mut evaluators = Vec::with_capacity(domain.issues.len());
    let mut has_values = false;
    for (ours, &at) in domain.issues.iter().zip(&fit.0) {
        let theirs = &profile.issues[at];
        tell_mismatch(ours, theirs, findings);
        has_values |= theirs.is_valued();
        evaluators.push(evaluator(ours, theirs, &weights.of(ours), is_by_name, profile, findings)?);
    }
    let rewards = rewards(domain, profile, findings)?;
    let (reservation, discount) = waiting(profile, findings)?;
    let of_values = if is_by_name { &weights.beyond + &weights.put_in } else { weights.beyond.clone() };
    let constant = match (has_values, rewards.is_some()) {
        (true, true) => &of_values + &weights.beyond,
        (true, false) => of_values,
        (false, _) => weights.beyond.clone(),
    };
    if has_values && is_by_name && !weights.put_in.is_zero() {
        let message = format!(
            "the indices of the issues are not 1, 2, 3 and so on; NegMAS puts issues of one option in their places, which adds {} (its reader Scenario.from_genius_folder refuses the file)",
            weights.put_in
        );
        findings.differs("negmas-put-in", Some(profile.line), message);
    }
    if rewards.is_some() || most(domain, &evaluators, &constant) > Exact::one() {
        findings.differs("negmas-not-cut", Some(profile.line), "utilities are not cut at 1");
    }
    if let Some(stated) = &profile.multiplier {
        let message = format!("weightmultiplyer, {}, is not read", stated.text);
        findings.differs("negmas-no-multiplier", Some(stated.line), message);
    }
    Ok(Parts { constant, evaluators, rewards, reservation, discount })
}

fn tell_mismatch(ours: &StatedIssue, theirs: &StatedIssue, findings: &mut Findings) {
    if ours.name != theirs.name {
        cannot_read(findings, Some(theirs.line), "an issue has another name than in the domain");
    }
    let known: HashSet<&str> = ours.items().iter().map(|item| item.name.as_str()).collect();
    let strange = theirs.items().iter().find(|item| !known.contains(item.name.as_str()));
    if let Some(item) = strange {
        cannot_read(findings, Some(item.line), "an option is none of the domain");
    }
    if let Some(item) = theirs.items().iter().find(|item| item.evaluation.is_none()) {
        cannot_read(findings, Some(item.line), "an option has no evaluation");
    }
    if let (Kind::Real { low, high, .. }, Kind::Real { low: least, high: most, .. }) = (&ours.kind, &theirs.kind)
        && (least < low || most > high)
    {
        cannot_read(findings, Some(theirs.line), "a range is wider than in the domain");
    }
}

/// No outcome is worth more than this.
fn most(domain: &Space, evaluators: &[Evaluator], constant: &Exact) -> Exact {
    let best = domain.issues.iter().zip(evaluators).map(|(issue, evaluator)| most_of(evaluator, &issue.values()));
    best.fold(constant.clone(), |sum, best| &sum + &best)
}

/// Reservation and discount: a factor that is there, above 0 and not 1, acts in each round and takes the reservation away.
fn waiting(profile: &Space, findings: &mut Findings) -> Result<(Threshold<Exact>, Option<Discount>), Refusal> {
    let mut read = |stated: &Option<Stated>, what: &str| match stated {
        None => None,
        Some(stated) => {
            let value = profile.decimals.number(&stated.text);
            if value.is_none() {
                cannot_read(findings, Some(stated.line), &format!("the {what} is no number"));
            }
            value
        }
    };
    let reservation = read(&profile.reservation, "reservation").unwrap_or_else(Exact::zero);
    let factor = read(&profile.discount, "discount factor");
    let line = profile.discount.as_ref().map(|stated| stated.line);
    match factor.filter(|factor| *factor > Exact::zero() && *factor != Exact::one()) {
        None => Ok((Threshold::At(reservation), None)),
        Some(factor) => {
            findings.differs(
                "negmas-each-round",
                line,
                format!("the discount {} acts in each round, not over the whole time", shown(&factor)),
            );
            let message = format!("the reservation, {}, is lost beside the discount: any outcome will do", shown(&reservation));
            findings.differs("negmas-reservation-lost", line, message);
            Ok((Threshold::Any, Some(Discount::EachRound(factor))))
        }
    }
}
