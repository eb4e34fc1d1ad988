//! Boxes, as NegMAS reads them.

use std::collections::HashMap;

use zopa_model::{Exact, Pays, Region};

use super::super::super::{Refusal, Reward, RewardTree};
use super::super::boxes::{Ranges, options};
use super::super::element::Stated;
use super::super::findings::Findings;
use super::super::number::number;
use super::super::space::Space;
use super::super::ufun::{StatedBound, StatedFunction};
use super::cannot_read;

/// All boxes of all functions, added up.
pub(super) fn rewards(domain: &Space, profile: &Space, findings: &mut Findings) -> Result<Option<RewardTree>, Refusal> {
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
