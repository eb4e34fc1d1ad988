//! Issues, rules between their options, conditions, and packages.

use super::inspection::{Inspection, finding, item, listed};
use super::names;
use crate::case::{IssueEntry, OptionEntry};
use crate::compile::{MOST_OPTIONS, MOST_OPTIONS_IN_ALL, option_count};
use crate::path::CasePath;

pub(super) fn check(inspection: &mut Inspection) {
    let case = inspection.case;
    let mut in_all = 0;
    for (index, issue) in case.issues.iter().enumerate() {
        let path = item("issues", index);
        track(inspection, &path, issue);
        options(inspection, &path, issue);
        let count = option_count(issue).filter(|&count| count <= MOST_OPTIONS).unwrap_or(0);
        if in_all <= MOST_OPTIONS_IN_ALL && in_all + count > MOST_OPTIONS_IN_ALL {
            let message = format!("the issues up to `{}` have more than {MOST_OPTIONS_IN_ALL} options together", issue.id);
            inspection.error(&path, finding("too-many-options", message, "one too many", "cut the ranges into fewer steps"));
        }
        in_all += count;
    }
    rules(inspection);
    conditions(inspection);
    packages(inspection);
}

fn track(inspection: &mut Inspection, path: &CasePath, issue: &IssueEntry) {
    let id = &issue.id;
    if issue.duty.is_some() && issue.own_track.is_some() {
        let message = format!("`{id}` is both a duty and on a track of its own");
        inspection.error_at_key(&path.key("own_track"), finding("two-tracks", message, "the second", "keep one of the two"));
    }
    if issue.traded_anyway.is_some() && issue.duty.is_some() {
        let message = format!("`{id}` is a duty, and a duty is never traded");
        let way_out = "take `traded_anyway` out; no signature overrides a duty";
        inspection.error_at_key(&path.key("traded_anyway"), finding("duty-traded", message, "has no effect on a duty", way_out));
    } else if issue.traded_anyway.is_some() && issue.own_track.is_none() {
        let message = format!("`{id}` is for bargaining already");
        let way_out = "take `traded_anyway` out, or say with `own_track` why the issue has a track of its own";
        inspection
            .error_at_key(&path.key("traded_anyway"), finding("nothing-to-override", message, "overrides nothing", way_out));
    }
}

fn options(inspection: &mut Inspection, path: &CasePath, issue: &IssueEntry) {
    let id = &issue.id;
    let kinds = [!issue.options.is_empty(), issue.integer.is_some(), issue.real.is_some()];
    match kinds.into_iter().filter(|&stated| stated).count() {
        1 => {}
        0 => {
            let message = format!("`{id}` has no options");
            inspection.error(
                path,
                finding("no-options", message, "no way to settle it", "list `options`, or give `integer` or `real`"),
            );
            return;
        }
        _ => {
            let message = format!("`{id}` has its options in two ways");
            inspection.error(path, finding("two-kinds", message, "this issue", "keep one of `options`, `integer` and `real`"));
            return;
        }
    }
    if issue.ordered.is_some() && issue.options.is_empty() {
        let message = format!("the numbers of `{id}` are in order anyway");
        inspection.warning(&path.key("ordered"), finding("says-nothing", message, "says nothing", "take it out"));
    }
    let kind = if issue.integer.is_some() {
        "integer"
    } else if issue.real.is_some() {
        "real"
    } else {
        "options"
    };
    match option_count(issue) {
        None => {
            let message = format!("the range of `{id}` is empty");
            let way_out = "write the smaller end first, and at least one step";
            inspection.error(&path.key(kind), finding("empty-range", message, "nothing lies in it", way_out));
        }
        Some(count) if count > MOST_OPTIONS => {
            let message = format!("`{id}` has {count} options; {MOST_OPTIONS} is the most");
            inspection.error(&path.key(kind), finding("too-many-options", message, "too many", "cut the range into fewer steps"));
        }
        Some(_) => option_names(inspection, path, issue),
    }
}

fn option_names(inspection: &mut Inspection, path: &CasePath, issue: &IssueEntry) {
    let named = issue.options.iter().enumerate().map(|(index, option)| {
        let path = path.key("options").index(index);
        match option {
            OptionEntry::Id(id) => (path, id.as_str()),
            OptionEntry::Named(named) => (path.key("id"), named.id.as_str()),
        }
    });
    names::unique(inspection, &format!("of the options of `{}`", issue.id), named);
}

fn rules(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, rule) in case.rules.iter().enumerate() {
        let path = item("rules", index).key("forbids");
        pattern(inspection, &path, &rule.forbids);
    }
}

/// Checks the names of a pattern over issues for bargaining.
pub(super) fn pattern(
    inspection: &mut Inspection,
    path: &CasePath,
    written: &std::collections::BTreeMap<String, crate::case::OptionNames>,
) {
    if written.is_empty() {
        let message = "it names no issue, so it would hold for everything";
        inspection.error(path, finding("empty-pattern", message, "names nothing", "name the options it is about"));
    }
    for (issue, names) in written {
        let path = path.key(issue);
        let Some(topic) = inspection.bargained(&path, issue) else { continue };
        match names {
            crate::case::OptionNames::One(name) => {
                inspection.option(&path, topic, name);
            }
            crate::case::OptionNames::Several(names) => inspection.options_in(&path, topic, names),
        }
    }
}

fn conditions(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, condition) in case.conditions.iter().enumerate() {
        if let Some(issue) = &condition.issue {
            inspection.topic(&item("conditions", index).key("issue"), issue);
        }
    }
}

fn packages(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, package) in case.packages.iter().enumerate() {
        let path = item("packages", index).key("settles");
        for (issue, option) in &package.settles {
            let path = path.key(issue);
            if let Some(topic) = inspection.bargained(&path, issue) {
                inspection.option(&path, topic, option);
            }
        }
        let bargained = inspection.table.bargained.iter().map(|&position| case.issues[position].id.as_str());
        let open: Vec<&str> = bargained.filter(|id| !package.settles.contains_key(*id)).collect();
        if !open.is_empty() {
            let message = format!("`{}` leaves open {}", package.id, listed(&open));
            let way_out = "name one option for every issue for bargaining";
            inspection.error_at_key(&path, finding("incomplete-package", message, "does not settle everything", way_out));
        }
    }
}
