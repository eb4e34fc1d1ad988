//! `{type, name, reserved_value, …}`: the utility function of a party.

use zopa_model::{Exact, Threshold};

use super::super::document::{Document, Extended, Value, in_marks};
use super::super::findings::Findings;
use super::super::options::IssueNames;
use super::super::parties::stem;
use super::super::{Discount, Evaluator, FieldIssue, Profile, Refusal};
use super::function::{Worth, identity, worth};
use super::kind::class;
use super::{boxes, mapping};

/// The utility function in a file.
pub(super) fn read(document: &Document, issues: &[FieldIssue], findings: &mut Findings) -> Result<Profile, Refusal> {
    let outer = document.root();
    let inner = holder(outer);
    let mut profile = Profile {
        name: name(outer).unwrap_or_else(|| stem(document.file()).to_owned()),
        file: document.file().to_owned(),
        constant: Exact::zero(),
        evaluators: issues.iter().map(nothing).collect(),
        linkages: Vec::new(),
        rewards: None,
        cap: None,
        reservation: reservation(outer, findings)?,
        disagreement: None,
        refusals: Vec::new(),
        discount: discount(outer, findings)?,
    };
    if !is_same(outer, inner) && inner.get("reserved_value").is_some() && reservation(inner, findings)? != profile.reservation {
        let message = "the reserved value of the function that is discounted does not count in NegMAS; the outer one does";
        findings.note("inner-reservation", inner.line(), message);
    }
    if outer.get("reserved_outcome").is_some() {
        findings.note("reserved-outcome", outer.line(), "the reserved outcome has no part in what a party agrees to; not read");
    }
    if let Some(constraints) = outer.get("constraints").filter(|constraints| constraints.items().is_ok_and(|all| all.len() > 0)) {
        let message = "constraints are programs";
        return Err(constraints.refusal("constraints", message, "take them out, if the utility stands without them"));
    }
    function(inner, issues, &mut profile, findings)?;
    Ok(profile)
}

/// The function that is discounted, where `outer` discounts one; else `outer`.
pub(super) fn holder(outer: Value<'_>) -> Value<'_> {
    match class(outer) {
        Some("ExpDiscountedUFun" | "LinDiscountedUFun") => outer.get("ufun").unwrap_or(outer),
        _ => outer,
    }
}

fn is_same(outer: Value<'_>, inner: Value<'_>) -> bool {
    class(outer) == class(inner)
}

fn name(outer: Value<'_>) -> Option<String> {
    let name = outer.get("name")?.text().ok()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// An issue that adds nothing: zeros where options are listed, else a curve that is 0.
fn nothing(issue: &FieldIssue) -> Evaluator {
    match super::super::options::listed_count(issue) {
        Some(count) => Evaluator::Table(vec![Exact::zero(); count]),
        None => Evaluator::Curve { weight: Exact::zero(), curve: Box::new(zopa_model::Curve::Constant(Exact::zero())) },
    }
}

/// From where on the party agrees: absent, nothing, no number and minus infinity all mean to anything.
fn reservation(function: Value<'_>, findings: &mut Findings) -> Result<Threshold<Exact>, Refusal> {
    let Some(value) = function.get("reserved_value") else { return Ok(Threshold::Any) };
    if value.is_map() || value.is_list() {
        let message = "the reserved value is a distribution";
        return Err(value.refusal("uncertain-reservation", message, "write a number"));
    }
    Ok(match value.extended(findings)? {
        Extended::Finite(limit) => Threshold::At(limit),
        Extended::Infinity => Threshold::Never,
        Extended::MinusInfinity | Extended::NotANumber => Threshold::Any,
    })
}

fn discount(outer: Value<'_>, findings: &mut Findings) -> Result<Option<Discount>, Refusal> {
    match class(outer) {
        Some("ExpDiscountedUFun") => {}
        Some("LinDiscountedUFun") => {
            let message = "a discount that is a cost for each step is left out; utilities are those of the first step";
            return findings.repair("linear-discount", outer.line(), message).map(|()| None);
        }
        _ => return Ok(None),
    }
    let Some(factor) = outer.get("discount").map(|factor| factor.number(findings)).transpose()? else { return Ok(None) };
    if factor.is_zero() || factor == Exact::one() {
        return Ok(None);
    }
    if outer.get("dynamic_reservation").is_some_and(|flag| flag.text().is_ok_and(|text| text.eq_ignore_ascii_case("false"))) {
        findings.note("fixed-reservation", outer.line(), "the reserved value is not discounted with the rest");
    }
    match outer.get("factor").map(Value::text).transpose()?.unwrap_or("step") {
        "step" => Ok(Some(Discount::EachRound(factor))),
        "relative_time" => Ok(Some(Discount::OverTime(factor))),
        other => {
            let message = format!("the discount goes by {}, and only steps and time are read", in_marks(other));
            Err(outer.refusal("discount", message, "let `factor` be `step` or `relative_time`"))
        }
    }
}

/// What outcomes are worth.
fn function(inner: Value<'_>, issues: &[FieldIssue], profile: &mut Profile, findings: &mut Findings) -> Result<(), Refusal> {
    match class(inner).unwrap_or_default() {
        "LinearAdditiveUtilityFunction" | "LinearUtilityAggregationFunction" => additive(inner, issues, profile, findings),
        "LinearUtilityFunction" | "AffineUtilityFunction" => linear(inner, issues, profile, findings),
        "ConstUtilityFunction" => {
            profile.constant = inner.required("value")?.number(findings)?;
            Ok(())
        }
        "MappingUtilityFunction" => mapping::read(inner, issues, profile, findings),
        "HyperRectangleUtilityFunction" => boxes::read(inner, issues, profile, findings),
        other => {
            let message = format!("{} is a program, or a kind of utility function that is not read", in_marks(other));
            let way_out =
                "write it out as a LinearAdditiveUtilityFunction, a MappingUtilityFunction or a HyperRectangleUtilityFunction";
            Err(inner.refusal("utility-function", message, way_out))
        }
    }
}

/// `bias + sum of weight × value(option)`.
fn additive(inner: Value<'_>, issues: &[FieldIssue], profile: &mut Profile, findings: &mut Findings) -> Result<(), Refusal> {
    profile.constant = bias(inner, findings)?;
    let weights = weights(inner, issues, findings)?;
    let values = by_issue(inner.required("values")?, issues, findings)?;
    for (at, ((issue, weight), value)) in issues.iter().zip(&weights).zip(values).enumerate() {
        let worth = match value {
            Some(value) => worth(issue, weight, value, findings)?,
            None => identity(issue, weight, inner)?,
        };
        add(profile, at, worth);
    }
    Ok(())
}

/// `bias + sum of weight × option`, where all options are numbers.
fn linear(inner: Value<'_>, issues: &[FieldIssue], profile: &mut Profile, findings: &mut Findings) -> Result<(), Refusal> {
    profile.constant = bias(inner, findings)?;
    let weights = match inner.get("weights") {
        Some(_) => weights(inner, issues, findings)?,
        None => vec![Exact::ratio(1, issues.len()).unwrap_or_else(Exact::zero); issues.len()],
    };
    for (at, (issue, weight)) in issues.iter().zip(&weights).enumerate() {
        add(profile, at, identity(issue, weight, inner)?);
    }
    Ok(())
}

fn add(profile: &mut Profile, at: usize, worth: Worth) {
    profile.evaluators[at] = worth.evaluator;
    profile.constant = &profile.constant + &worth.constant;
}

fn bias(inner: Value<'_>, findings: &mut Findings) -> Result<Exact, Refusal> {
    inner.get("bias").map_or(Ok(Exact::zero()), |bias| bias.number(findings))
}

/// One weight for each issue; one that is missing is 1 in NegMAS.
fn weights(inner: Value<'_>, issues: &[FieldIssue], findings: &mut Findings) -> Result<Vec<Exact>, Refusal> {
    let Some(listed) = inner.get("weights") else { return Ok(vec![Exact::one(); issues.len()]) };
    let mut weights = Vec::with_capacity(issues.len());
    for (issue, weight) in issues.iter().zip(by_issue(listed, issues, findings)?) {
        weights.push(match weight {
            Some(weight) => weight.number(findings)?,
            None => {
                findings.note(
                    "no-weight",
                    listed.line(),
                    format!("{} has no weight, which is 1 in NegMAS", in_marks(&issue.name)),
                );
                Exact::one()
            }
        });
    }
    Ok(weights)
}

/// What a list in the order of the issues, or a map by their names, has for each issue.
fn by_issue<'d>(value: Value<'d>, issues: &[FieldIssue], findings: &mut Findings) -> Result<Vec<Option<Value<'d>>>, Refusal> {
    if !value.is_map() {
        let items: Vec<Option<Value<'d>>> = value.items()?.map(Some).collect();
        if items.len() != issues.len() {
            let message = format!("{} has {} elements, and there are {} issues", value.name(), items.len(), issues.len());
            return Err(value.refusal("wrong-length", message, "give one for each issue, in the order of the domain"));
        }
        return Ok(items);
    }
    let names = IssueNames::of(issues);
    let mut found = vec![None; issues.len()];
    for (name, value) in value.entries()? {
        match names.find(name) {
            Some(at) => found[at] = Some(value),
            None => findings.repair("unknown-issue", value.line(), format!("{} is no issue; left out", in_marks(name)))?,
        }
    }
    Ok(found)
}
