//! NegoLog JSON: `profileA.json` and `profileB.json`, with `specs.json` beside them.
//!
//! A profile is `{reservationValue, issueWeights: {issue: w}, issues: {issue: {option: value}}}`, and
//! `u = sum of weight × value`, without division and discount. The domain is what the first profile names.

mod specs;
mod write;

use zopa_model::{Exact, Threshold};

use super::document::{Document, Value, in_marks};
use super::findings::Findings;
use super::options::{IssueNames, listed_count, table, told_apart};
use super::parties::{chosen, stem};
use super::{Asked, Evaluator, FieldIssue, FieldScenario, Files, Format, Meaning, Profile, Refusal, Values, sniff};
use specs::Specs;
pub(super) use write::write;

/// NegoLog negotiates between two.
const PARTIES: usize = 2;

pub(super) fn recognises(files: &Files) -> bool {
    files.values().any(|bytes| is_own(bytes))
}

/// Whether these are the bytes of a profile. GeniusWeb has weights too, but its issues are in a domain.
fn is_own(bytes: &[u8]) -> bool {
    let has = |key: &str| sniff::has_key(bytes, key);
    sniff::is_json_map(bytes) && has("issueWeights") && has("issues") && !has("issuesValues")
}

pub(super) fn read(files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
    let documents = files.iter().filter(|(_, bytes)| is_own(bytes)).map(|(file, bytes)| Document::json(file, bytes));
    let documents = documents.collect::<Result<Vec<_>, Refusal>>()?;
    let names: Vec<&str> = documents.iter().map(Document::file).collect();
    let order = chosen(&names, asked, Some(PARTIES))?;
    let mut remarks = Vec::new();
    let issues = issues(&documents[order[0]])?;
    let mut profiles = Vec::new();
    for &at in &order {
        let mut findings = Findings::on(documents[at].file(), asked.strictness);
        profiles.push(profile(&documents[at], &issues, asked, &mut findings)?);
        remarks.extend(findings.into_remarks());
    }
    let specs = Specs::read(files, &issues, asked.strictness);
    let in_order = order.iter().copied().eq(0..names.len());
    let claims = specs.claims(&profiles, in_order, &mut remarks);
    let name = specs.name.unwrap_or_else(|| names_of(&profiles));
    Ok(FieldScenario { name, format: Format::NegoLog, issues, rules: Vec::new(), profiles, claims, remarks })
}

fn names_of(profiles: &[Profile]) -> String {
    profiles.iter().map(|profile| profile.name.as_str()).collect::<Vec<_>>().join(" and ")
}

/// The issues that a profile names, in its order.
fn issues(document: &Document) -> Result<Vec<FieldIssue>, Refusal> {
    let listed = document.root().required("issues")?;
    let issue = |(name, value): (&str, Value<'_>)| {
        let options = value.entries()?.map(|(option, _)| option.to_owned()).collect();
        Ok(FieldIssue { name: name.to_owned(), values: Values::Options(options) })
    };
    let issues = listed.entries()?.map(issue).collect::<Result<Vec<_>, Refusal>>()?;
    told_apart(&issues, listed)?;
    Ok(issues)
}

fn profile(document: &Document, issues: &[FieldIssue], asked: &Asked, findings: &mut Findings) -> Result<Profile, Refusal> {
    let root = document.root();
    let weights = by_issue(root.required("issueWeights")?, issues)?;
    let tables = by_issue(root.required("issues")?, issues)?;
    let mut evaluators = Vec::with_capacity(issues.len());
    for ((issue, weight), values) in issues.iter().zip(weights).zip(tables) {
        let weight = match weight {
            Some(weight) => weight.number(findings)?,
            None => {
                findings.repair("no-weight", root.line(), format!("{} has no weight; read as 0", in_marks(&issue.name)))?;
                Exact::zero()
            }
        };
        let values = match values {
            Some(values) => table(issue, values, findings)?,
            None => {
                findings.repair("no-values", root.line(), format!("{} has no values; read as 0", in_marks(&issue.name)))?;
                vec![Exact::zero(); listed_count(issue).unwrap_or(0)]
            }
        };
        evaluators.push(Evaluator::Table(values.iter().map(|value| value * &weight).collect()));
    }
    if asked.meaning == Meaning::Negmas {
        findings.note("as-its-owner", None, "NegMAS does not read this format; read as NegoLog does");
    }
    Ok(Profile {
        name: stem(document.file()).to_owned(),
        file: document.file().to_owned(),
        constant: Exact::zero(),
        evaluators,
        linkages: Vec::new(),
        rewards: None,
        cap: None,
        reservation: Threshold::At(reservation(root, findings)?),
        disagreement: None,
        refusals: Vec::new(),
        discount: None,
    })
}

fn reservation(root: Value<'_>, findings: &mut Findings) -> Result<Exact, Refusal> {
    match root.get("reservationValue") {
        Some(value) => value.number(findings),
        None => {
            findings.repair("no-reservation", root.line(), "there is no `reservationValue`; read as 0")?;
            Ok(Exact::zero())
        }
    }
}

/// What stands for each issue.
///
/// # Errors
/// Where something stands for an issue that the first profile lacks.
fn by_issue<'d>(map: Value<'d>, issues: &[FieldIssue]) -> Result<Vec<Option<Value<'d>>>, Refusal> {
    let names = IssueNames::of(issues);
    let mut found = vec![None; issues.len()];
    for (name, value) in map.entries()? {
        let Some(at) = names.find(name) else {
            let message = format!("{} is an issue of this profile alone", in_marks(name));
            return Err(value.refusal("unequal-domains", message, "name profiles that belong together: --party FILE"));
        };
        found[at] = Some(value);
    }
    Ok(found)
}
