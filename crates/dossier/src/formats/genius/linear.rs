//! Weights and evaluations, as GENIUS reads them: `u = min(1, sum over issues of weight x evaluation)`.
//!
//! The evaluation of an option is divided by the largest of its issue, whatever that is. Weights are used as written,
//! whether or not they sum to one. A whole number is valued by a line from the lower bound on, held between 0 and 1.

use std::collections::HashMap;

use zopa_model::{Curve, Exact, Threshold};

use super::super::{Discount, Evaluator, Refusal};
use super::Dialect;
use super::findings::Findings;
use super::fit::{Fit, listed};
use super::issue::{Evaluation, Item, Kind, StatedIssue};
use super::number::{Decimals, number};
use super::space::Space;

/// One evaluator for each issue of the domain, and what there is to tell of them.
///
/// # Errors
/// Where a number is none, an amount has no evaluator that a file can give, and in strict reading at every repair.
pub(super) fn evaluators(
    domain: &Space,
    profile: &Space,
    fit: &Fit,
    dialect: Dialect,
    findings: &mut Findings,
) -> Result<Vec<Evaluator>, Refusal> {
    let weights = Weights::read(profile, findings)?;
    let multiplier = multiplier(profile, dialect, findings)?;
    let mut evaluators = Vec::with_capacity(domain.issues.len());
    for (ours, &at) in domain.issues.iter().zip(&fit.0) {
        let theirs = &profile.issues[at];
        let weight = &weights.of(theirs, findings)? * &multiplier;
        evaluators.push(evaluator(ours, theirs, weight, profile.decimals, dialect, findings)?);
    }
    weights.tell_sum(profile, dialect, findings);
    Ok(evaluators)
}

/// By what GENIUS for people multiplies everything.
fn multiplier(profile: &Space, dialect: Dialect, findings: &Findings) -> Result<Exact, Refusal> {
    match (&profile.multiplier, dialect) {
        (Some(stated), Dialect::ForPeople) => number(stated, profile.decimals, "weightmultiplyer", findings),
        _ => Ok(Exact::one()),
    }
}

/// The weights of a profile by the index that they are for. Where one is given twice the later one counts.
pub(super) struct Weights(HashMap<i64, Exact>);

impl Weights {
    /// The weights that name something of the profile.
    ///
    /// # Errors
    /// Where a weight is no number, and in strict reading where one names nothing.
    pub(super) fn read(profile: &Space, findings: &mut Findings) -> Result<Self, Refusal> {
        let indices: HashMap<i64, &str> =
            profile.issues.iter().filter_map(|issue| Some((issue.index?, issue.name.as_str()))).collect();
        let mut weights = HashMap::new();
        for stated in &profile.weights {
            let line = Some(stated.line);
            let Some(index) = stated.index.filter(|index| indices.contains_key(index)) else {
                if stated.index.is_none_or(|index| !profile.objectives.contains(&index)) {
                    let message = match stated.index {
                        Some(index) => format!("a weight is for index {index}, which is no issue; it was left out"),
                        None => "a weight has no index; it was left out".to_owned(),
                    };
                    findings.repair("unknown-weight", line, message)?;
                }
                continue;
            };
            let name = indices[&index];
            let Some(value) = &stated.value else {
                let message = format!("the weight of issue `{name}` has no value");
                return Err(findings.refusal("bad-number", line, message, "write value=\"0.25\""));
            };
            let weight = number(value, profile.decimals, &format!("the weight of issue `{name}`"), findings)?;
            if weights.insert(index, weight.clone()).is_some_and(|before| before != weight) {
                let message = format!("issue `{name}` has two weights; the later one counts");
                findings.repair("duplicate-weight", line, message)?;
            }
        }
        Ok(Self(weights))
    }

    fn of(&self, issue: &StatedIssue, findings: &mut Findings) -> Result<Exact, Refusal> {
        match issue.index.and_then(|index| self.0.get(&index)) {
            Some(weight) => Ok(weight.clone()),
            None => {
                let message = format!("issue `{}` has no weight; it was read as 0", issue.name);
                findings.repair("missing-weight", Some(issue.line), message)?;
                Ok(Exact::zero())
            }
        }
    }

    /// The sum is told where it is off by more than doubles are wrong.
    fn tell_sum(&self, profile: &Space, dialect: Dialect, findings: &mut Findings) {
        let sum = self.0.values().fold(Exact::zero(), |sum, weight| &sum + weight);
        let gap = &sum - &Exact::one();
        let noise = Exact::ratio(1, 1_000_000_000u64).expect("the denominator is not zero");
        let is_off = gap > noise || gap < &Exact::zero() - &noise;
        if is_off && dialect == Dialect::Genius {
            let cut = if gap.is_negative() { "they are used as written" } else { "what passes 1 is cut off" };
            let message = format!("the weights sum to {}, not to 1; {cut}", shown(&sum));
            findings.note("weights-sum", Some(profile.line), message);
        }
    }
}

/// A number for people, who need no more than ten digits.
pub(super) fn shown(number: &Exact) -> String {
    let text = number.to_string();
    if text.len() <= 14 { text } else { format!("{:.10}", number.to_f64()) }
}

fn evaluator(
    ours: &StatedIssue,
    theirs: &StatedIssue,
    weight: Exact,
    decimals: Decimals,
    dialect: Dialect,
    findings: &mut Findings,
) -> Result<Evaluator, Refusal> {
    match &theirs.kind {
        Kind::Discrete(items) => {
            let values = Evaluations::read(items, &theirs.name, decimals, findings)?;
            let scale = match dialect {
                Dialect::Genius => &weight * &values.divisor(theirs, findings),
                Dialect::ForPeople => weight,
            };
            values.table(ours.items(), theirs, &scale, findings)
        }
        Kind::Integer { low, evaluator, .. } => {
            let (slope, offset) = integer_line(evaluator.as_ref(), theirs, decimals, findings)?;
            let offset = &offset - &(&slope * &Exact::from_integer(*low));
            Ok(Evaluator::Curve { weight, curve: Box::new(Curve::Clamped { slope, offset }) })
        }
        Kind::Real { evaluator, .. } => {
            let curve = real_curve(evaluator.as_ref(), theirs, decimals, findings)?;
            Ok(Evaluator::Curve { weight, curve: Box::new(curve) })
        }
    }
}

/// The evaluations of one issue by option, as written.
pub(super) struct Evaluations<'a>(HashMap<&'a str, Exact>);

impl<'a> Evaluations<'a> {
    /// The evaluations that are stated. Where an option stands twice the later one counts, as in GENIUS.
    ///
    /// # Errors
    /// Where one is no number, and in strict reading where one is stated twice.
    pub(super) fn read(items: &'a [Item], issue: &str, decimals: Decimals, findings: &mut Findings) -> Result<Self, Refusal> {
        let mut values = HashMap::new();
        for item in items {
            let Some(stated) = &item.evaluation else { continue };
            let what = || format!("the evaluation of `{}` on issue `{issue}`", item.name);
            let value = match decimals.number(&stated.text) {
                Some(value) => value,
                None => number(stated, decimals, &what(), findings)?,
            };
            if values.insert(item.name.as_str(), value.clone()).is_some_and(|before| before != value) {
                let message = format!("{} is stated twice; the later one, {}, counts", what(), shown(&value));
                findings.repair("duplicate-option", Some(item.line), message)?;
            }
        }
        Ok(Self(values))
    }

    /// The largest of them, options that nobody can choose included.
    pub(super) fn largest(&self) -> Option<&Exact> {
        self.0.values().max()
    }

    /// One over the largest; 0 where GENIUS counts everything as 0.
    fn divisor(&self, issue: &StatedIssue, findings: &mut Findings) -> Exact {
        let least = Exact::ratio(1, 100_000).expect("the denominator is not zero");
        match self.largest() {
            Some(largest) if *largest >= least => Exact::from(largest.rational().recip()),
            Some(largest) if self.0.values().any(|value| !value.is_zero()) => {
                let message = format!(
                    "the largest evaluation of issue `{}` is {}, below 0.00001: every option counts as 0",
                    issue.name,
                    shown(largest)
                );
                findings.note("no-positive-evaluation", Some(issue.line), message);
                Exact::zero()
            }
            _ => Exact::zero(),
        }
    }

    /// What each of `options` contributes: its evaluation times `scale`, and 0 where none is stated.
    ///
    /// # Errors
    /// In strict reading, where none is stated.
    pub(super) fn table(
        &self,
        options: &[Item],
        issue: &StatedIssue,
        scale: &Exact,
        findings: &mut Findings,
    ) -> Result<Evaluator, Refusal> {
        let without: Vec<&str> =
            options.iter().map(|item| item.name.as_str()).filter(|name| !self.0.contains_key(name)).collect();
        if !without.is_empty() {
            let names = listed(&without);
            let message = format!("issue `{}` has options without an evaluation: {names}; they were read as 0", issue.name);
            findings.repair("missing-evaluation", Some(issue.line), message)?;
        }
        let value = |item: &Item| self.0.get(item.name.as_str()).map_or_else(Exact::zero, |value| value * scale);
        Ok(Evaluator::Table(options.iter().map(value).collect()))
    }
}

/// Slope and offset from the lower bound on; without an evaluator everything is worth 0.
fn integer_line(
    evaluator: Option<&Evaluation>,
    issue: &StatedIssue,
    decimals: Decimals,
    findings: &mut Findings,
) -> Result<(Exact, Exact), Refusal> {
    let Some(evaluator) = evaluator else {
        let message = format!("issue `{}` has no evaluator: every number counts as 0", issue.name);
        findings.note("no-evaluator", Some(issue.line), message);
        return Ok((Exact::zero(), Exact::zero()));
    };
    let mut parameter = |stated: &Option<_>, name: &str| match stated {
        Some(stated) => number(stated, decimals, &format!("the {name} of issue `{}`", issue.name), findings),
        None => {
            let message = format!("the evaluator of issue `{}` has no {name}; it was read as 0", issue.name);
            findings.repair("missing-parameter", Some(evaluator.line), message)?;
            Ok(Exact::zero())
        }
    };
    Ok((parameter(&evaluator.slope, "slope")?, parameter(&evaluator.offset, "offset")?))
}

fn real_curve(
    evaluator: Option<&Evaluation>,
    issue: &StatedIssue,
    decimals: Decimals,
    findings: &mut Findings,
) -> Result<Curve, Refusal> {
    let known = "linear, constant or triangular";
    let Some(Evaluation { line, form: Some(form), parameters, .. }) = evaluator else {
        let message = format!("issue `{}` is an amount without an evaluator", issue.name);
        let line = evaluator.map_or(issue.line, |evaluator| evaluator.line);
        return Err(findings.refusal("no-evaluator", Some(line), message, format!("give it one with ftype {known}")));
    };
    let parameter = |at: usize| match &parameters[at] {
        Some(stated) => number(stated, decimals, &format!("parameter{at} of issue `{}`", issue.name), findings),
        None => {
            let message = format!("the evaluator of issue `{}` has no parameter{at}", issue.name);
            Err(findings.refusal("missing-parameter", Some(*line), message, "state it"))
        }
    };
    match form.text.trim().to_ascii_lowercase().as_str() {
        "linear" => Ok(Curve::Clamped { slope: parameter(1)?, offset: parameter(0)? }),
        "constant" => Ok(Curve::Constant(parameter(0)?)),
        "triangular" => Ok(Curve::Triangular { low: parameter(0)?, high: parameter(1)?, top: parameter(2)? }),
        other => {
            let message = format!("issue `{}` has an evaluator of ftype `{other}`, which GENIUS reads from no file", issue.name);
            Err(findings.refusal("unknown-evaluator", Some(form.line), message, format!("make it {known}")))
        }
    }
}

/// What no agreement is worth: as written, and 0 where nothing readable is.
///
/// # Errors
/// In strict reading, where it is no number.
pub(super) fn reservation(profile: &Space, dialect: Dialect, findings: &mut Findings) -> Result<Threshold<Exact>, Refusal> {
    let Some(stated) = &profile.reservation else { return Ok(Threshold::At(Exact::zero())) };
    let Some(value) = profile.decimals.number(&stated.text) else {
        let message = format!("the reservation is `{}`, which is no number; it counts as 0", stated.text);
        findings.repair("bad-reservation", Some(stated.line), message)?;
        return Ok(Threshold::At(Exact::zero()));
    };
    if value > Exact::one() && dialect == Dialect::Genius {
        let message = format!("the reservation is {}, above every utility: nothing can be agreed", shown(&value));
        findings.note("reservation-above-one", Some(stated.line), message);
    }
    Ok(Threshold::At(value))
}

/// What waiting costs. A factor of one, or one that GENIUS takes for one, is none.
///
/// # Errors
/// In strict reading, where the factor is not above 0 and up to 1.
pub(super) fn discount(profile: &Space, findings: &mut Findings) -> Result<Option<Discount>, Refusal> {
    let Some(stated) = &profile.discount else { return Ok(None) };
    match profile.decimals.number(&stated.text) {
        Some(factor) if factor == Exact::one() => Ok(None),
        Some(factor) if factor > Exact::zero() && factor < Exact::one() => Ok(Some(Discount::OverTime(factor))),
        _ => {
            let message =
                format!("the discount factor is `{}`; GENIUS takes what is no number above 0 and up to 1 for 1", stated.text);
            findings.repair("bad-discount", Some(stated.line), message)?;
            Ok(None)
        }
    }
}
