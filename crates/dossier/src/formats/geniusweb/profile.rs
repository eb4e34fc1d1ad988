//! `{LinearAdditiveUtilitySpace: {name, domain, issueWeights, issueUtilities, reservationBid}}`.

use zopa_model::{Exact, Threshold};

use super::super::document::{Document, Value, in_marks};
use super::super::findings::Findings;
use super::super::options::{IssueNames, Names, listed_count, table, too_many, unknown_option};
use super::super::parties::stem;
use super::super::{Evaluator, FieldIssue, Meaning, Profile, Refusal};
use super::domain::Domain;
use super::{ADD_DOMAIN, told_of_negmas};

/// The one kind of profile that is a utility.
const LINEAR: &str = "LinearAdditiveUtilitySpace";
/// The names of utilities that are listed, the one in use since GeniusWeb 2 first.
const LISTED: [&str; 2] = ["DiscreteValueSetUtilities", "discreteutils"];
/// The names of utilities that lie on a line.
const ON_A_LINE: [&str; 2] = ["NumberValueSetUtilities", "numberutils"];
/// The decimals to which GeniusWeb rounds utilities that lie on a line, halves up.
const DECIMALS: u32 = 8;

/// The utility space in a file.
///
/// # Errors
/// Where it is of another kind.
pub(super) fn space(document: &Document) -> Result<Value<'_>, Refusal> {
    let root = document.root();
    root.get(LINEAR).ok_or_else(|| {
        let kind = root.entries().ok().and_then(|mut entries| entries.next()).map_or("nothing", |(kind, _)| kind);
        let message =
            format!("{} is no linear additive utility space, and only those say what an outcome is worth", in_marks(kind));
        root.refusal("not-linear", message, "give a profile of the kind `LinearAdditiveUtilitySpace`")
    })
}

/// The profile in a file.
pub(super) fn read(document: &Document, domain: &Domain, meaning: Meaning, findings: &mut Findings) -> Result<Profile, Refusal> {
    let space = space(document)?;
    same_domain(space, domain, findings)?;
    let issues = &domain.issues;
    let weights = weights(space, issues, findings)?;
    let utilities = utilities(space, issues, findings)?;
    let scaled = |(table, weight): (Vec<Exact>, &Exact)| Evaluator::Table(table.iter().map(|value| value * weight).collect());
    let evaluators: Vec<Evaluator> = utilities.into_iter().zip(&weights).map(scaled).collect();
    let reservation = reservation(space, issues, &evaluators)?;
    let is_other_name = space
        .get("issueUtilities")
        .is_some_and(|issues| issues.entries().into_iter().flatten().any(|(_, issue)| issue.get(LISTED[1]).is_none()));
    told_of_negmas(meaning, is_other_name, reservation.is_some(), findings);
    Ok(Profile {
        name: space.get("name").map(Value::text).transpose()?.unwrap_or_else(|| stem(document.file())).to_owned(),
        file: document.file().to_owned(),
        constant: Exact::zero(),
        evaluators,
        linkages: Vec::new(),
        rewards: None,
        cap: None,
        reservation: match (reservation, meaning) {
            (Some(utility), _) => Threshold::At(utility),
            (None, Meaning::Own) => Threshold::At(Exact::zero()),
            (None, Meaning::Negmas) => Threshold::Any,
        },
        disagreement: None,
        refusals: Vec::new(),
        discount: None,
    })
}

fn same_domain(space: Value<'_>, domain: &Domain, findings: &mut Findings) -> Result<(), Refusal> {
    let Some(within) = space.get("domain") else {
        return findings.repair("no-domain", space.line(), "the profile holds no domain; read over that of the folder");
    };
    let own = Domain::read(within, &domain.name, findings)?;
    if own.name != domain.name {
        let message = format!("the domain is called {} here and {} in its file", in_marks(&own.name), in_marks(&domain.name));
        findings.note("domain-name", within.line(), message);
    }
    match domain.difference(&own) {
        Some(difference) => {
            let message = format!("the domain in the profile is another than the scenario's: {difference}");
            Err(within.refusal("unequal-domains", message, ADD_DOMAIN))
        }
        None => Ok(()),
    }
}

/// One value of a map for each issue. An issue that the domain lacks is a repair; one that the map lacks gives `None`.
fn by_issue<'d>(map: Value<'d>, issues: &[FieldIssue], findings: &mut Findings) -> Result<Vec<Option<Value<'d>>>, Refusal> {
    let names = IssueNames::of(issues);
    let mut found = vec![None; issues.len()];
    for (name, value) in map.entries()? {
        match names.find(name) {
            Some(at) => found[at] = Some(value),
            None => {
                let message = format!("{} is no issue of the domain; left out", in_marks(name));
                findings.repair("unknown-issue", value.line(), message)?;
            }
        }
    }
    Ok(found)
}

fn weights(space: Value<'_>, issues: &[FieldIssue], findings: &mut Findings) -> Result<Vec<Exact>, Refusal> {
    let map = space.required("issueWeights")?;
    let mut weights = Vec::with_capacity(issues.len());
    for (issue, value) in issues.iter().zip(by_issue(map, issues, findings)?) {
        weights.push(match value {
            Some(value) => value.number(findings)?,
            None => {
                let message = format!("{} has no weight; read as 0", in_marks(&issue.name));
                findings.repair("no-weight", map.line(), message)?;
                Exact::zero()
            }
        });
    }
    let sum = weights.iter().fold(Exact::zero(), |sum, weight| &sum + weight);
    if sum != Exact::one() {
        let message = format!("the weights sum to {sum}, and GeniusWeb wants 1; read as they stand");
        findings.repair("weights-sum", map.line(), message)?;
    }
    Ok(weights)
}

fn utilities(space: Value<'_>, issues: &[FieldIssue], findings: &mut Findings) -> Result<Vec<Vec<Exact>>, Refusal> {
    let map = space.required("issueUtilities")?;
    let mut tables = Vec::with_capacity(issues.len());
    for (issue, value) in issues.iter().zip(by_issue(map, issues, findings)?) {
        tables.push(match value {
            Some(value) => of_issue(issue, value, findings)?,
            None => {
                let message = format!("{} has no utilities; read as 0", in_marks(&issue.name));
                findings.repair("no-utilities", map.line(), message)?;
                vec![Exact::zero(); listed_count(issue).ok_or_else(|| too_many(issue, map))?]
            }
        });
    }
    Ok(tables)
}

fn of_issue(issue: &FieldIssue, value: Value<'_>, findings: &mut Findings) -> Result<Vec<Exact>, Refusal> {
    let under = |names: [&str; 2]| names.iter().find_map(|name| value.get(name));
    if let Some(listed) = under(LISTED) {
        return table(issue, listed.required("valueUtilities")?, findings);
    }
    if let Some(line) = under(ON_A_LINE) {
        return on_a_line(issue, line, findings);
    }
    let message = format!("the utilities of {} are of a kind that is not known", in_marks(&issue.name));
    Err(value.refusal("utilities", message, format!("give them as `{}` or `{}`", LISTED[0], ON_A_LINE[0])))
}

/// The utilities of numbers on the line between the two ends, 0 beyond them, rounded as GeniusWeb rounds them.
fn on_a_line(issue: &FieldIssue, line: Value<'_>, findings: &mut Findings) -> Result<Vec<Exact>, Refusal> {
    let mut number = |key: &str| line.required(key)?.number(findings);
    let (low, high) = (number("lowValue")?, number("highValue")?);
    let (at_low, at_high) = (number("lowUtility")?, number("highUtility")?);
    if low >= high {
        let message = format!("the line of {} has no length", in_marks(&issue.name));
        return Err(line.refusal("range", message, "give a `highValue` above `lowValue`"));
    }
    let slope = Exact::from((&at_high - &at_low).rational() / (&high - &low).rational());
    let at = |amount: Exact| {
        if amount < low || amount > high {
            return Exact::zero();
        }
        rounded(&(&at_low + &(&slope * &(&amount - &low))))
    };
    let count = listed_count(issue).ok_or_else(|| too_many(issue, line))?;
    let amounts = (0..count).map(|option| {
        let name = issue.values.name(option);
        name.parse().map(at).map_err(|_| {
            let message = format!("{} of {} is no number", in_marks(&name), in_marks(&issue.name));
            line.refusal("not-a-number", message, "list the utilities of options that are no numbers")
        })
    });
    amounts.collect()
}

/// To eight decimals, halves away from zero.
fn rounded(number: &Exact) -> Exact {
    let scale = Exact::from_integer(10i64.pow(DECIMALS));
    let scaled = Exact::from((number * &scale).rational().round());
    Exact::from(scaled.rational() / scale.rational())
}

/// The utility of the reservation bid.
fn reservation(space: Value<'_>, issues: &[FieldIssue], evaluators: &[Evaluator]) -> Result<Option<Exact>, Refusal> {
    let Some(bid) = space.get("reservationBid") else { return Ok(None) };
    let map = bid.required("issuevalues")?;
    let names = Names::of(issues);
    let mut chosen: Vec<Option<usize>> = vec![None; issues.len()];
    for (name, value) in map.entries()? {
        let unknown = || value.refusal("unknown-issue", format!("{} is no issue", in_marks(name)), "name issues of the domain");
        let at = names.issue(name).ok_or_else(unknown)?;
        let option = value.text()?;
        chosen[at] = Some(names.option(at, option).ok_or_else(|| unknown_option(&issues[at], option, value))?);
    }
    // An issue that the bid leaves open adds nothing, as in GeniusWeb.
    let worth = chosen.iter().zip(evaluators).filter_map(|(option, evaluator)| match evaluator {
        Evaluator::Table(values) => option.map(|option| values[option].clone()),
        Evaluator::Curve { .. } => None,
    });
    Ok(Some(worth.fold(Exact::zero(), |sum, value| &sum + &value)))
}

/// Whether these utilities of whole numbers are just those on the line between the first and the last.
pub(super) fn on_the_line(issue: &super::super::Values, values: &[Exact]) -> bool {
    let (super::super::Values::Integers { low, high }, [first, .., last]) = (issue, values) else { return false };
    let width = Exact::from_integer(high.abs_diff(*low));
    let slope = Exact::from((last - first).rational() / width.rational());
    let at = |(step, value): (usize, &Exact)| rounded(&(first + &(&slope * &Exact::from_integer(step)))) == *value;
    values.iter().enumerate().all(at)
}
