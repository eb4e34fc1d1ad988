//! Whether a profile is over the issues of a domain, and which of its issues is which.

use std::collections::{HashMap, HashSet};

use super::super::Refusal;
use super::findings::Findings;
use super::issue::{Item, Kind, StatedIssue};
use super::space::Space;

/// Names that are listed in a message at most.
const LISTED: usize = 12;

/// For each issue of a domain, the position of the same issue in a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit(pub(super) Vec<usize>);

/// Which issue of `profile` is which of `domain`: by index first, by name where the issue of that index is another.
///
/// # Errors
/// Where an issue of the domain has no counterpart with the same options.
pub(super) fn fit(domain: &Space, profile: &Space) -> Result<Fit, Refusal> {
    let issues = &profile.issues;
    let by_index: HashMap<i64, usize> = (0..issues.len()).filter_map(|at| Some((issues[at].index?, at))).collect();
    let by_name: HashMap<&str, usize> = (0..issues.len()).map(|at| (issues[at].name.as_str(), at)).collect();
    let counterpart = |issue: &StatedIssue| {
        let indexed = issue.index.and_then(|index| by_index.get(&index)).copied();
        let named = by_name.get(issue.name.as_str()).copied();
        let agrees = |at: &usize| disagreement(issue, &issues[*at]).is_none();
        match indexed.filter(agrees).or_else(|| named.filter(agrees)) {
            Some(at) => Ok(at),
            None => Err(misfit(domain, profile, issue, named.or(indexed).map(|at| &issues[at]))),
        }
    };
    domain.issues.iter().map(counterpart).collect::<Result<_, _>>().map(Fit)
}

fn misfit(domain: &Space, profile: &Space, issue: &StatedIssue, found: Option<&StatedIssue>) -> Refusal {
    let shown = format!("issue `{}` ({}) of {}", issue.name, issue.shown_index(), domain.file);
    let message = match found.map(|found| (found, disagreement(issue, found))) {
        None => format!("it is over another domain: it has no {shown}"),
        Some((found, why)) => {
            let why = why.unwrap_or_default();
            format!("it does not fit {shown}: its issue `{}` {why}", found.name)
        }
    };
    let line = found.map_or(profile.line, |found| found.line);
    let way_out = "give the domain and the profiles of one scenario; parties are chosen with --party FILE, twice or more";
    profile.findings.refusal("unequal-domains", Some(line), message, way_out)
}

/// In what an issue of a profile is not that of the domain; `None` where it is. Bounds of amounts may differ, since
/// evaluators of amounts do not use them.
fn disagreement(ours: &StatedIssue, theirs: &StatedIssue) -> Option<String> {
    match (&ours.kind, &theirs.kind) {
        (Kind::Discrete(ours), Kind::Discrete(theirs)) => {
            let missing = not_among(ours, theirs);
            let extra = not_among(theirs, ours);
            let instead = if extra.is_empty() { String::new() } else { format!(" and has {}", listed(&extra)) };
            (!missing.is_empty()).then(|| format!("lacks {}{instead}", listed(&missing)))
        }
        (Kind::Integer { low, high, .. }, Kind::Integer { low: least, high: most, .. }) => {
            ((low, high) != (least, most)).then(|| format!("runs from {least} to {most}, not from {low} to {high}"))
        }
        (Kind::Real { .. }, Kind::Real { .. }) => None,
        (ours, theirs) => Some(format!("is of {}, not of {}", theirs.word(), ours.word())),
    }
}

fn not_among<'a>(items: &'a [Item], others: &[Item]) -> Vec<&'a str> {
    let known: HashSet<&str> = others.iter().map(|item| item.name.as_str()).collect();
    items.iter().map(|item| item.name.as_str()).filter(|name| !known.contains(name)).collect()
}

/// Some of many names, and how many more there are.
pub(super) fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    match names.len().checked_sub(LISTED) {
        Some(more @ 1..) => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

/// Tells in what a profile differs from the domain that it fits.
///
/// # Errors
/// In strict reading, where an issue is known by its name alone or has no counterpart.
pub(super) fn tell(domain: &Space, profile: &Space, fit: &Fit, findings: &mut Findings) -> Result<(), Refusal> {
    for (issue, &at) in domain.issues.iter().zip(&fit.0) {
        tell_of_issue(issue, &profile.issues[at], findings)?;
    }
    let used: HashSet<usize> = fit.0.iter().copied().collect();
    for (_, issue) in profile.issues.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        let message = format!("issue `{}` is none of the domain, and was left out", issue.name);
        findings.repair("issue-left-out", Some(issue.line), message)?;
    }
    Ok(())
}

fn tell_of_issue(ours: &StatedIssue, theirs: &StatedIssue, findings: &mut Findings) -> Result<(), Refusal> {
    let line = Some(theirs.line);
    if ours.index != theirs.index && theirs.index.is_some() {
        let message = format!(
            "issue `{}` has {} here and {} in the domain; it is known by its name",
            theirs.name,
            theirs.shown_index(),
            ours.shown_index()
        );
        findings.repair("other-index", line, message)?;
    } else if ours.name != theirs.name {
        let message = format!("issue `{}` of the domain is called `{}` here; it is known by its index", ours.name, theirs.name);
        findings.note("other-name", line, message);
    }
    match (&ours.kind, &theirs.kind) {
        (Kind::Discrete(ours), Kind::Discrete(items)) => {
            let extra = not_among(items, ours);
            if !extra.is_empty() {
                let names = listed(&extra);
                let message = format!(
                    "issue `{}` has options that the domain lacks: {names}; nobody can choose them, and they count for the largest evaluation",
                    theirs.name
                );
                findings.note("extra-options", line, message);
            }
        }
        (Kind::Real { low, high, .. }, Kind::Real { low: least, high: most, .. }) if (low, high) != (least, most) => {
            let message = format!(
                "issue `{}` runs from {least} to {most} here and from {low} to {high} in the domain, which counts",
                theirs.name
            );
            findings.note("other-range", line, message);
        }
        _ => {}
    }
    Ok(())
}

/// Refuses a domain in which an option stands twice: an outcome could not say which is meant.
///
/// # Errors
/// Where one does.
pub(super) fn options_are_told_apart(domain: &Space) -> Result<(), Refusal> {
    for issue in &domain.issues {
        let Kind::Discrete(items) = &issue.kind else { continue };
        let mut seen = HashSet::new();
        if let Some(twice) = items.iter().find(|item| !seen.insert(item.name.as_str())) {
            let message = format!("issue `{}` has the option `{}` twice", issue.name, twice.name);
            return Err(domain.findings.refusal(
                "duplicate-option",
                Some(twice.line),
                message,
                "name them apart, or take one out",
            ));
        }
        if items.is_empty() {
            let message = format!("issue `{}` has no options", issue.name);
            return Err(domain.findings.refusal("no-options", Some(issue.line), message, "list them, or take the issue out"));
        }
    }
    Ok(())
}
