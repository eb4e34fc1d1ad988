//! What NegMAS 0.16 makes of a profile of GENIUS, so that its runs can be compared with ours. Every place that differs
//! from GENIUS is told.
//!
//! * Evaluations are not divided by the largest of their issue; lines over numbers are taken of the number itself, and
//!   not held between 0 and 1; nothing is cut at 1.
//! * A weight belongs to the issue of that index, counted from 1 without gaps: one that is beyond adds a constant, an
//!   issue without one has weight 1, and for each index that is missing an issue of one option is put in.
//! * A box pays strictly inside its bounds, which INCLUDES and EXCLUDES give alike; `maxutility` is not read.
//! * A discount factor other than 1 acts in every round, and takes the reservation away.

use std::collections::{HashMap, HashSet};

use zopa_model::{Curve, Exact, Pays, Region, Threshold};

use super::super::round_trip::most_of;
use super::super::{Discount, Evaluator, Refusal, Reward, RewardTree};
use super::boxes::{Ranges, options};
use super::element::Stated;
use super::findings::Findings;
use super::fit::Fit;
use super::issue::{Evaluation, Item, Kind, StatedIssue};
use super::linear::{Evaluations, shown};
use super::nothing;
use super::number::number;
use super::space::Space;
use super::ufun::{StatedBound, StatedFunction};

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

/// Weights by position: index 1 is for the first issue.
struct Weights {
    /// Of the issues of the domain that have one.
    of: HashMap<i64, Exact>,
    /// The sum of those for no issue.
    beyond: Exact,
    /// What the issues that are put in add.
    put_in: Exact,
}

impl Weights {
    fn read(domain: &Space, profile: &Space, findings: &mut Findings) -> Result<Self, Refusal> {
        let last = domain.issues.iter().filter_map(|issue| issue.index).max().unwrap_or(0);
        let known: HashMap<i64, &str> =
            domain.issues.iter().filter_map(|issue| Some((issue.index?, issue.name.as_str()))).collect();
        let mut weights = Self { of: HashMap::new(), beyond: Exact::zero(), put_in: Exact::zero() };
        let mut of_one = Exact::one();
        for stated in &profile.weights {
            let (Some(index), Some(value)) = (stated.index, &stated.value) else {
                cannot_read(findings, Some(stated.line), "a weight has no index or no value");
                continue;
            };
            let value = number(value, profile.decimals, "a weight", findings)?;
            if known.contains_key(&index) {
                weights.of.insert(index, value);
            } else if index < 1 || index > last {
                let message = format!("a weight is for index {index}, which is no issue: NegMAS adds it to every utility");
                findings.differs("negmas-constant", Some(stated.line), message);
                weights.beyond = &weights.beyond + &value;
            } else {
                of_one = value;
            }
        }
        let counted = known.keys().filter(|index| **index >= 1).count() as i64;
        let missing = Exact::from_integer(last.saturating_sub(counted).max(0));
        weights.put_in = &missing * &of_one;
        Ok(weights)
    }

    fn of(&self, issue: &StatedIssue) -> Option<Exact> {
        issue.index.and_then(|index| self.of.get(&index)).cloned()
    }
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

/// The contribution of one issue. In a profile with options by name, an issue of numbers without evaluator is worth its
/// number; in one without, nothing.
fn evaluator(
    ours: &StatedIssue,
    theirs: &StatedIssue,
    weight: &Option<Exact>,
    is_by_name: bool,
    profile: &Space,
    findings: &mut Findings,
) -> Result<Evaluator, Refusal> {
    if weight.is_none() && theirs.is_valued() {
        let message = format!("issue `{}` has no weight: NegMAS gives it 1", theirs.name);
        findings.differs("negmas-weight-one", Some(theirs.line), message);
    }
    let weight = weight.clone().unwrap_or_else(Exact::one);
    match &theirs.kind {
        Kind::Discrete(items) => table(ours.items(), items, theirs, &weight, profile, findings),
        Kind::Integer { evaluator: Some(evaluator), low, high } => {
            let curve = curve(evaluator, theirs, profile, findings)?;
            tell_line(
                &curve,
                theirs,
                Exact::from_integer(*low),
                Exact::from_integer(*high),
                !Exact::from_integer(*low).is_zero(),
                findings,
            );
            Ok(Evaluator::Curve { weight, curve: Box::new(curve) })
        }
        Kind::Real { evaluator: Some(evaluator), low, high } => {
            let curve = curve(evaluator, theirs, profile, findings)?;
            tell_line(&curve, theirs, low.clone(), high.clone(), false, findings);
            Ok(Evaluator::Curve { weight, curve: Box::new(curve) })
        }
        Kind::Integer { .. } | Kind::Real { .. } if is_by_name => {
            let message = format!("issue `{}` has no evaluator: NegMAS takes the number itself for its worth", theirs.name);
            findings.differs("negmas-number-itself", Some(theirs.line), message);
            let curve = Curve::Affine { slope: Exact::one(), offset: Exact::zero() };
            Ok(Evaluator::Curve { weight, curve: Box::new(curve) })
        }
        Kind::Integer { .. } | Kind::Real { .. } => Ok(nothing()),
    }
}

fn table(
    options: &[Item],
    items: &[Item],
    issue: &StatedIssue,
    weight: &Exact,
    profile: &Space,
    findings: &mut Findings,
) -> Result<Evaluator, Refusal> {
    let values = Evaluations::read(items, &issue.name, profile.decimals, findings)?;
    if let Some(largest) = values.largest().filter(|largest| **largest != Exact::one() && !weight.is_zero()) {
        let message = format!("the evaluations of issue `{}` are not divided by the largest, {}", issue.name, shown(largest));
        findings.differs("negmas-not-divided", Some(issue.line), message);
    }
    values.table(options, issue, weight, findings)
}

/// The function of a number that NegMAS reads from an evaluator.
fn curve(evaluator: &Evaluation, issue: &StatedIssue, profile: &Space, findings: &mut Findings) -> Result<Curve, Refusal> {
    let read = |stated: [&Option<Stated>; 2], or: Exact, findings: &Findings| {
        let found = stated.into_iter().flatten().next();
        let what = format!("a parameter of issue `{}`", issue.name);
        found.map_or(Ok(or), |stated| number(stated, profile.decimals, &what, findings))
    };
    let Evaluation { line, form, slope, offset, parameters: [first, second, third] } = evaluator;
    let linear = |findings: &Findings| -> Result<Curve, Refusal> {
        let (slope, offset) = (read([slope, second], Exact::one(), findings)?, read([offset, first], Exact::zero(), findings)?);
        Ok(Curve::Affine { slope, offset })
    };
    match form.as_ref().map(|form| form.text.as_str()) {
        Some("linear") => linear(findings),
        Some("quadratic") => Ok(Curve::Quadratic {
            square: read([third, third], Exact::one(), findings)?,
            slope: read([second, second], Exact::one(), findings)?,
            offset: read([first, offset], Exact::zero(), findings)?,
        }),
        Some("triangular") => Ok(Curve::Triangular {
            low: read([first, first], Exact::zero(), findings)?,
            high: read([second, second], Exact::one(), findings)?,
            top: read([third, third], Exact::one(), findings)?,
        }),
        Some("constant") => {
            cannot_read(findings, Some(*line), "it knows no evaluator of ftype `constant`");
            Ok(Curve::Constant(read([first, first], Exact::zero(), findings)?))
        }
        _ => {
            cannot_read(findings, Some(*line), "an evaluator is of no ftype that it knows");
            linear(findings)
        }
    }
}

/// Tells where a line is not that of GENIUS: from which number it counts, and that it goes on below 0 and above 1.
fn tell_line(curve: &Curve, issue: &StatedIssue, low: Exact, high: Exact, is_shifted: bool, findings: &mut Findings) {
    let line = Some(issue.line);
    let Curve::Affine { slope, .. } = curve else { return };
    if is_shifted && !slope.is_zero() {
        let message = format!("the line of issue `{}` counts from 0, not from the lower bound {low}", issue.name);
        findings.differs("negmas-not-shifted", line, message);
    }
    let is_outside = |value: Exact| value.is_negative() || value > Exact::one();
    if is_outside(curve.at(&low)) || is_outside(curve.at(&high)) {
        let message = format!("the line of issue `{}` is not held between 0 and 1", issue.name);
        findings.differs("negmas-not-held", line, message);
    }
}

/// No outcome is worth more than this.
fn most(domain: &Space, evaluators: &[Evaluator], constant: &Exact) -> Exact {
    let best = domain.issues.iter().zip(evaluators).map(|(issue, evaluator)| most_of(evaluator, &issue.values()));
    best.fold(constant.clone(), |sum, best| &sum + &best)
}

/// All boxes of all functions, added up.
fn rewards(domain: &Space, profile: &Space, findings: &mut Findings) -> Result<Option<RewardTree>, Refusal> {
    let Some(stated) = profile.boxes.as_ref().filter(|stated| stated.functions.iter().any(|f| !f.boxes.is_empty())) else {
        return Ok(None);
    };
    let ranges = Ranges::of(domain, findings)?;
    if let Some(maximum) = &stated.maximum {
        let message = format!("scores are not divided by maxutility, {}", maximum.text);
        findings.differs("negmas-not-divided", Some(maximum.line), message);
    }
    let line = Some(stated.line);
    findings.differs("negmas-exclusive", line, "boxes pay strictly inside their bounds: min < x < max");
    if stated.functions.iter().flat_map(|function| &function.boxes).any(|own| !own.excludes.is_empty()) {
        findings.differs("negmas-excludes", line, "EXCLUDES bounds are taken for INCLUDES bounds");
    }
    let mut boxes = Vec::new();
    for function in &stated.functions {
        tell_function(function, findings);
        let weight = optional(&function.weight, profile, Exact::one(), findings)?;
        for own in &function.boxes {
            let value = &optional(&own.utility, profile, Exact::zero(), findings)? * &weight;
            let bounds = own.includes.iter().chain(&own.excludes);
            let (region, value) = match region(bounds, &ranges, profile, findings)? {
                Some(region) => (region, value),
                None => (Region::default(), Exact::zero()),
            };
            boxes.push(RewardTree::Box(Reward { region, pays: Pays::Inside, value }));
        }
    }
    Ok(Some(RewardTree::Sum(boxes)))
}

fn tell_function(function: &StatedFunction, findings: &mut Findings) {
    let aggregation = function.aggregation.as_ref().map_or("sum", |stated| stated.text.as_str());
    if aggregation != "sum" {
        cannot_read(findings, Some(function.line), "it knows no aggregation but sum");
    }
    if function.word.as_deref() != Some("PlainUfun") || !function.inner.is_empty() {
        cannot_read(findings, Some(function.line), "it knows plain functions (type PlainUfun) only");
    }
}

fn optional(stated: &Option<Stated>, profile: &Space, or: Exact, findings: &Findings) -> Result<Exact, Refusal> {
    stated.as_ref().map_or(Ok(or), |stated| number(stated, profile.decimals, "a number of a box", findings))
}

/// Where all bounds hold strictly. Of two bounds on one issue the later one counts.
fn region<'a>(
    bounds: impl Iterator<Item = &'a StatedBound>,
    ranges: &Ranges,
    profile: &Space,
    findings: &Findings,
) -> Result<Option<Region>, Refusal> {
    let mut kept = HashMap::new();
    for bound in bounds {
        let (issue, low, high) = ranges.of_bound(bound, findings)?;
        let end = |stated: &Option<Stated>| optional(stated, profile, Exact::zero(), findings);
        let (min, max) = (end(&bound.min)?, end(&bound.max)?);
        kept.insert(issue, (above(&min), below(&max), low, high));
    }
    let within = kept.into_iter().map(|(issue, (min, max, low, high))| {
        let (first, last) = options(min, max, low, high)?;
        Some((issue, first, last))
    });
    Ok(within.collect::<Option<Vec<_>>>().and_then(Region::new))
}

/// The least whole number above `number`, within 64 bits.
fn above(number: &Exact) -> i64 {
    within_64_bits(&(&Exact::from(number.rational().floor()) + &Exact::one()))
}

/// The greatest whole number below `number`, within 64 bits.
fn below(number: &Exact) -> i64 {
    within_64_bits(&(&Exact::from(number.rational().ceil()) - &Exact::one()))
}

fn within_64_bits(number: &Exact) -> i64 {
    let edge = if number.is_negative() { i64::MIN } else { i64::MAX };
    i64::try_from(number.rational().to_integer()).unwrap_or(edge)
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
