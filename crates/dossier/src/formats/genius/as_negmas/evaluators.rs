//! What issues contribute, as NegMAS reads it.

use zopa_model::{Curve, Exact};

use super::super::super::{Evaluator, Refusal};
use super::super::element::Stated;
use super::super::findings::Findings;
use super::super::issue::{Evaluation, Item, Kind, StatedIssue};
use super::super::linear::{Evaluations, shown};
use super::super::nothing;
use super::super::number::number;
use super::super::space::Space;
use super::cannot_read;

/// The contribution of one issue. In a profile with options by name, an issue of numbers without evaluator is worth its
/// number; in one without, nothing.
pub(super) fn evaluator(
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
