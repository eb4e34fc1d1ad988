//! What options are worth: every issue for bargaining, every option, each in one way.

use std::collections::BTreeMap;

use zopa_model::{Kind, Topic};

use super::inspection::{Inspection, finding, listed};
use crate::amount::Interval;
use crate::case::{LinearEntry, OptionNames, ValuesEntry};
use crate::path::CasePath;

/// A fault where an issue for bargaining is not among those at `path`.
pub(super) fn every_issue(inspection: &mut Inspection, path: &CasePath, has: impl Fn(&str) -> bool) {
    let case = inspection.case;
    let bargained = inspection.table.bargained.iter().map(|&position| case.issues[position].id.as_str());
    let missing: Vec<&str> = bargained.filter(|id| !has(id)).collect();
    if !missing.is_empty() {
        let message = format!("nothing is said of the options of {}", listed(&missing));
        let way_out = "say what they are worth; every issue for bargaining needs it";
        inspection.error_at_key(path, finding("missing-values", message, "not for every issue", way_out));
    }
}

/// Points for every option of every issue.
pub(super) fn points(inspection: &mut Inspection, path: &CasePath, points: &BTreeMap<String, BTreeMap<String, Interval>>) {
    for (issue, by_option) in points {
        let path = path.key(issue);
        if let Some(topic) = inspection.bargained(&path, issue) {
            every_option(inspection, &path, topic, by_option);
        }
    }
}

fn every_option(inspection: &mut Inspection, path: &CasePath, topic: Topic, by_option: &BTreeMap<String, Interval>) {
    let Some(known) = inspection.table.known(topic) else { return };
    let mut times = vec![0usize; known.issue.options().len()];
    let mut twice = Vec::new();
    for name in by_option.keys() {
        if let Some(option) = known.option(name) {
            times[option as usize] += 1;
            twice.extend((times[option as usize] > 1).then_some(name));
        }
    }
    let issue = known.issue.clone();
    for name in by_option.keys() {
        inspection.option(&path.key(name), topic, name);
    }
    for name in twice {
        let message = format!("the option `{name}` of `{}` is given twice, as the same number in two ways", issue.name());
        inspection.error_at_key(&path.key(name), finding("repeated", message, "the second", "keep one of the two"));
    }
    let missing = issue.options().iter().zip(&times).filter(|(_, times)| **times == 0).map(|(name, _)| name.as_str());
    let missing: Vec<&str> = missing.collect();
    if !missing.is_empty() {
        let message = format!("nothing says what {} of `{}` is worth", listed(&missing), issue.name());
        inspection
            .error_at_key(path, finding("missing-values", message, "not for every option", "give every option of the issue"));
    }
}

/// Values of the options of each issue, each in one way.
pub(super) fn values(inspection: &mut Inspection, path: &CasePath, values: &BTreeMap<String, ValuesEntry>) {
    for (issue, entry) in values {
        let path = path.key(issue);
        let Some(topic) = inspection.bargained(&path, issue) else { continue };
        one_way(inspection, &path, issue, entry);
        for (rank, names) in entry.best_to_worst.iter().enumerate() {
            let path = path.key("best_to_worst").index(rank);
            match names {
                OptionNames::One(name) => {
                    inspection.option(&path, topic, name);
                }
                OptionNames::Several(names) => {
                    if names.is_empty() {
                        inspection
                            .error(&path, finding("empty-rank", "this place in the order is empty", "empty", "take it out"));
                    }
                    inspection.options_in(&path, topic, names);
                }
            }
        }
        if !entry.ranges.is_empty() {
            every_option(inspection, &path.key("ranges"), topic, &entry.ranges);
        }
        if let Some(entry) = &entry.linear {
            linear(inspection, &path.key("linear"), topic, entry);
        }
    }
}

fn one_way(inspection: &mut Inspection, path: &CasePath, issue: &str, entry: &ValuesEntry) {
    let ways = [!entry.best_to_worst.is_empty(), !entry.ranges.is_empty(), entry.linear.is_some()];
    let stated = ways.into_iter().filter(|&stated| stated).count();
    if stated != 1 {
        let how = if stated == 0 { "are not given" } else { "are given in more than one way" };
        let message = format!("the values of `{issue}` {how}");
        let way_out = "keep one of `best_to_worst`, `ranges` and `linear`";
        let code = if stated == 0 { "missing-values" } else { "two-kinds" };
        inspection.error_at_key(path, finding(code, message, "this issue", way_out));
    }
}

fn linear(inspection: &mut Inspection, path: &CasePath, topic: Topic, entry: &LinearEntry) {
    let path = path.key("best");
    if !inspection.option(&path, topic, &entry.best) {
        return;
    }
    let Some(known) = inspection.table.known(topic) else { return };
    let options = known.issue.options();
    let last = options.len() - 1;
    let best = known.option(&entry.best).map(|option| option as usize);
    let name = known.issue.name().to_owned();
    let (first_name, last_name) = (options[0].clone(), options[last].clone());
    if *known.issue.kind() == Kind::Categorical {
        let message = format!("the options of `{name}` have no order, so no straight line runs over them");
        let way_out = "add `ordered: true` to the issue, or give `best_to_worst` or `ranges`";
        inspection.error(&path, finding("not-in-order", message, "not in order", way_out));
    } else if last == 0 || (best != Some(0) && best != Some(last)) {
        let message = format!("`{}` is not one of two ends of `{name}`", entry.best);
        let way_out = format!("the best of a straight line is its first option (`{first_name}`) or its last (`{last_name}`)");
        inspection.error(&path, finding("not-an-end", message, "not an end", way_out));
    }
}
