//! `{name, type, issues: [{name, type, values}]}`.

use zopa_model::Exact;

use super::super::document::{Value, in_marks};
use super::super::findings::Findings;
use super::super::options::{MOST_LISTED, told_apart};
use super::super::{FieldIssue, Refusal, Values};
use super::kind::class;

/// The issues of an outcome space.
pub(super) fn issues(space: Value<'_>, findings: &mut Findings) -> Result<Vec<FieldIssue>, Refusal> {
    let listed = space.required("issues")?;
    let mut issues = Vec::new();
    for (at, issue) in listed.items()?.enumerate() {
        let name = match issue.get("name") {
            Some(name) => name.text()?.to_owned(),
            None => {
                let name = format!("issue{at}");
                findings.repair("no-name", issue.line(), format!("an issue has no name; called {}", in_marks(&name)))?;
                name
            }
        };
        let values = values(&name, issue, findings)?;
        issues.push(FieldIssue { name, values });
    }
    told_apart(&issues, listed)?;
    Ok(issues)
}

fn values(name: &str, issue: Value<'_>, findings: &mut Findings) -> Result<Values, Refusal> {
    let class = class(issue).unwrap_or_default();
    if matches!(class, "OptionalIssue" | "CallableIssue" | "ContinuousInfiniteIssue" | "CountableInfiniteIssue") {
        let message = format!("{} is of the kind {class}, whose options cannot be listed", in_marks(name));
        return Err(issue.refusal("issue-kind", message, "give it a list of values, or two ends"));
    }
    let values = issue.required("values")?;
    match class {
        "ContinuousIssue" => {
            let [low, high] = ends(name, values, findings)?;
            if low >= high {
                return Err(empty(name, values));
            }
            Ok(Values::Reals { low, high })
        }
        "ContiguousIssue" => whole_numbers(name, values, findings),
        _ if values.is_list() => {
            let texts = values.items()?.map(|value| value.text().map(str::to_owned));
            Ok(Values::Options(texts.collect::<Result<_, _>>()?))
        }
        _ => whole_numbers(name, values, findings),
    }
}

/// `n` for 0 to n - 1, `[low, high]`, or `[low, high, step]`.
fn whole_numbers(name: &str, values: Value<'_>, findings: &mut Findings) -> Result<Values, Refusal> {
    if !values.is_list() {
        let high = values.integer(findings)?.saturating_sub(1);
        return if high < 0 { Err(empty(name, values)) } else { Ok(Values::Integers { low: 0, high }) };
    }
    let parts = values.items()?.map(|part| part.integer(findings)).collect::<Result<Vec<_>, _>>()?;
    match parts.as_slice() {
        [low, high] | [low, high, 1] if low <= high => Ok(Values::Integers { low: *low, high: *high }),
        [low, high, step] if low <= high && *step > 1 => {
            if high.abs_diff(*low) / step.unsigned_abs() >= MOST_LISTED {
                let message = format!("{} has more than {MOST_LISTED} options", in_marks(name));
                return Err(values.refusal("too-many-options", message, "give it a wider step"));
            }
            let after = |number: &i64| number.checked_add(*step).filter(|next| next <= high);
            let numbers = std::iter::successors(Some(*low), after).map(|number| number.to_string());
            Ok(Values::Options(numbers.collect()))
        }
        _ => Err(empty(name, values)),
    }
}

fn ends(name: &str, values: Value<'_>, findings: &mut Findings) -> Result<[Exact; 2], Refusal> {
    let ends = values.items()?.map(|end| end.number(findings)).collect::<Result<Vec<_>, _>>()?;
    ends.try_into().map_err(|_| empty(name, values))
}

fn empty(name: &str, values: Value<'_>) -> Refusal {
    let message = format!("the values of {} are no range", in_marks(name));
    values.refusal("empty-range", message, "give two ends, the smaller first")
}
