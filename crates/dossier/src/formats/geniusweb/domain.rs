//! `{name, issuesValues: {issue: {values | range}}}`.

use zopa_model::Exact;

use super::super::document::{Value, in_marks};
use super::super::findings::Findings;
use super::super::options::{IssueNames, MOST_LISTED, OptionNames, told_apart};
use super::super::{FieldIssue, Refusal, Values};

/// A domain with its issues in the order of the file.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub(super) name: String,
    pub(super) issues: Vec<FieldIssue>,
}

impl Domain {
    /// The domain that stands at `value`; `fallback` is its name where it has none.
    pub(super) fn read(value: Value<'_>, fallback: &str, findings: &mut Findings) -> Result<Self, Refusal> {
        let listed = value.required("issuesValues")?;
        let issues = listed
            .entries()?
            .map(|(name, value)| Ok(FieldIssue { name: name.to_owned(), values: values(name, value, findings)? }));
        let issues = issues.collect::<Result<Vec<_>, Refusal>>()?;
        told_apart(&issues, listed)?;
        let name = value.get("name").map(Value::text).transpose()?.unwrap_or(fallback);
        Ok(Self { name: name.to_owned(), issues })
    }

    /// The first difference in issues or options, their order set aside.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        let names = IssueNames::of(&other.issues);
        for issue in &self.issues {
            let Some(at) = names.find(&issue.name) else {
                return Some(format!("{} is an issue of one of them alone", in_marks(&issue.name)));
            };
            let found = &other.issues[at];
            if issue.values.count() != found.values.count() {
                return Some(format!("{} has not the same options in both", in_marks(&issue.name)));
            }
            if let Some(name) = lacking(issue, found) {
                return Some(format!("{} is an option of {} in one of them alone", in_marks(&name), in_marks(&issue.name)));
            }
        }
        let own = IssueNames::of(&self.issues);
        let more = other.issues.iter().find(|issue| own.find(&issue.name).is_none());
        more.map(|issue| format!("{} is an issue of one of them alone", in_marks(&issue.name)))
    }
}

/// An option of `issue` that `other` has not.
fn lacking(issue: &FieldIssue, other: &FieldIssue) -> Option<String> {
    if issue.values == other.values {
        return None;
    }
    let known = OptionNames::of(other);
    let names = (0..issue.values.count()?).map(|at| issue.values.name(at as usize));
    names.take(MOST_LISTED as usize).find(|name| known.find(name).is_none())
}

fn values(name: &str, value: Value<'_>, findings: &mut Findings) -> Result<Values, Refusal> {
    if let Some(options) = value.get("values") {
        let texts = options.items()?.map(|option| option.text().map(str::to_owned));
        return Ok(Values::Options(texts.collect::<Result<_, _>>()?));
    }
    match value.get("range") {
        Some(range) => numbers(name, range, findings),
        None => {
            let message = format!("{} has neither `values` nor `range`", in_marks(name));
            Err(value.refusal("no-options", message, "list its `values`"))
        }
    }
}

/// The numbers of a range `{low, high, step}` or `[low, high, step]`: from the low end in steps up to the high end, which
/// is one of them only where a step ends there.
fn numbers(name: &str, range: Value<'_>, findings: &mut Findings) -> Result<Values, Refusal> {
    let parts = if range.is_list() {
        range.items()?.map(|part| part.number(findings)).collect::<Result<Vec<_>, _>>()?
    } else {
        ["low", "high", "step"].iter().map(|key| range.required(key)?.number(findings)).collect::<Result<Vec<_>, _>>()?
    };
    let [low, high, step] = parts.as_slice() else {
        let message = format!("the range of {} is not `[low, high, step]`", in_marks(name));
        return Err(range.refusal("range", message, "give low, high and step"));
    };
    let fault = |message: String| range.refusal("range", message, "give a low and a high end, and a step above 0");
    if step.is_zero() || step.is_negative() || low > high {
        return Err(fault(format!("the range of {} holds no numbers", in_marks(name))));
    }
    let steps = ((high - low).rational() / step.rational()).floor();
    let limit = Exact::from_integer(MOST_LISTED);
    if Exact::from(steps.clone()) >= limit {
        return Err(fault(format!("the range of {} has more than {MOST_LISTED} numbers", in_marks(name))));
    }
    let last = &(step * &Exact::from(steps)) + low;
    match (whole(low), whole(&last), *step == Exact::one()) {
        (Some(low), Some(high), true) => Ok(Values::Integers { low, high }),
        _ => {
            let after = |number: &Exact| Some(number + step).filter(|next| *next <= last);
            Ok(Values::Options(std::iter::successors(Some(low.clone()), after).map(|number| number.to_string()).collect()))
        }
    }
}

fn whole(number: &Exact) -> Option<i64> {
    number.to_string().parse().ok()
}
