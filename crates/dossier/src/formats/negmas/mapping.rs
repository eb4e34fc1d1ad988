//! `{mapping: {outcome: utility}, default}`: a number for each outcome.
//!
//! NegMAS uses outcomes as keys. YAML can write such keys down, and NegMAS does; it cannot read them back (0.16), and this
//! can.

use zopa_model::Exact;

use super::super::document::{Extended, Value, in_marks};
use super::super::findings::Findings;
use super::super::options::{MOST_LISTED, Names, listed_count, too_many};
use super::super::{Evaluator, FieldIssue, Linkage, Profile, Refusal};

/// Reads the function into `profile`.
pub(super) fn read(
    inner: Value<'_>,
    issues: &[FieldIssue],
    profile: &mut Profile,
    findings: &mut Findings,
) -> Result<(), Refusal> {
    let map = inner.required("mapping")?;
    let sizes = issues.iter().map(|issue| listed_count(issue).ok_or_else(|| too_many(issue, map)));
    let sizes = sizes.collect::<Result<Vec<usize>, _>>()?;
    let count = sizes.iter().try_fold(1u64, |count, size| count.checked_mul(*size as u64)).filter(|count| *count <= MOST_LISTED);
    let Some(count) = count else {
        let message = format!("there are more than {MOST_LISTED} outcomes, which is too many for a number each");
        return Err(map.refusal("too-many-outcomes", message, "give a function that adds issues up"));
    };
    let names = Names::of(issues);
    let mut values: Vec<Option<Exact>> = vec![None; count as usize];
    for (key, value) in map.entries()? {
        match row(key, &names, &sizes) {
            Some(row) if values[row].replace(value.number(findings)?).is_some() => {
                let message = format!("the outcome {} has two numbers", in_marks(key));
                return Err(value.refusal("outcome-twice", message, "keep one of the two"));
            }
            Some(_) => {}
            None => findings.note("no-outcome", value.line(), format!("{} is no outcome; not read", in_marks(key))),
        }
    }
    let usual = usual(inner, findings)?;
    let filled = values.into_iter().map(|value| value.or_else(|| usual.clone()));
    let Some(values) = filled.collect::<Option<Vec<Exact>>>() else {
        let message = "some outcomes have no number, and there is no default for them";
        return Err(map.refusal("outcomes-without-number", message, "give every outcome a number, or a `default`"));
    };
    match issues {
        [] => profile.constant = values.into_iter().next().unwrap_or_else(Exact::zero),
        [_] => profile.evaluators = vec![Evaluator::Table(values)],
        _ => profile.linkages = vec![Linkage { issues: (0..issues.len()).collect(), values }],
    }
    Ok(())
}

/// The number of outcomes that have none of their own. Minus infinity, which NegMAS takes where none is given, is no
/// utility.
fn usual(inner: Value<'_>, findings: &mut Findings) -> Result<Option<Exact>, Refusal> {
    let Some(usual) = inner.get("default") else { return Ok(None) };
    Ok(match usual.extended(findings)? {
        Extended::Finite(number) => Some(number),
        Extended::Infinity | Extended::MinusInfinity | Extended::NotANumber => None,
    })
}

/// The row of the outcome that `key` names: a list of options, or the option of the only issue.
fn row(key: &str, names: &Names<'_>, sizes: &[usize]) -> Option<usize> {
    let listed: Vec<String> = match serde_json::from_str(key) {
        Ok(listed) => listed,
        Err(_) => vec![key.to_owned()],
    };
    if listed.len() != sizes.len() {
        return None;
    }
    let add = |row: usize, (issue, option): (usize, &String)| Some(row * sizes[issue] + names.option(issue, option)?);
    listed.iter().enumerate().try_fold(0, add)
}
