//! What analysts make of it: every name resolves, and what is asked for exactly once is there exactly once.

use super::facts;
use super::inspection::{Inspection, finding, item, listed};
use super::issues::pattern;
use super::values;
use crate::case::{Judgement, LimitEntry, LinkageEntry, PreferenceEntry, RedLineEntry, WeightsEntry};
use crate::compile::ranked_issues;
use crate::path::CasePath;

/// The most combinations of options that a linkage may span: analyses keep a table of them.
const MOST_COMBINATIONS: u128 = 1_000_000;

pub(super) fn check(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, judgement) in case.judgements.iter().enumerate() {
        let path = item("judgements", index);
        facts::known_day(inspection, &path.key("as_of"), judgement.as_of);
        silent_parties(inspection, &path.key("preferences"), judgement);
        for (party, entry) in &judgement.preferences {
            let path = path.key("preferences").key(party);
            inspection.party(&path, party);
            preferences(inspection, &path, party, entry);
        }
    }
}

/// Warns of parties that a judgement says nothing of: without them no figure can be computed.
fn silent_parties(inspection: &mut Inspection, path: &CasePath, judgement: &Judgement) {
    let case = inspection.case;
    let parties = inspection.table.parties.iter().map(|&position| case.parties[position].id.as_str());
    let silent: Vec<&str> = parties.filter(|id| !judgement.preferences.contains_key(*id)).collect();
    if !silent.is_empty() {
        let message = format!("`{}` says nothing of what {} wants", judgement.id, listed(&silent));
        let way_out = "add the party; until then whether a deal exists cannot be told";
        inspection.warning_at_key(path, finding("no-preferences", message, "not for every party", way_out));
    }
}

fn preferences(inspection: &mut Inspection, path: &CasePath, party: &str, entry: &PreferenceEntry) {
    worth(inspection, path, party, entry);
    if let Some(points) = &entry.points {
        values::points(inspection, &path.key("points").key("issues"), &points.issues);
    }
    if let Some(entry) = &entry.weights {
        weights(inspection, &path.key("weights"), entry);
    }
    values::values(inspection, &path.key("values"), &entry.values);
    for (index, entry) in entry.linkages.iter().enumerate() {
        linkage(inspection, &path.key("linkages").index(index), entry);
    }
    for (index, RedLineEntry { refuses, .. }) in entry.red_lines.iter().enumerate() {
        pattern(inspection, &path.key("red_lines").index(index).key("refuses"), refuses);
    }
    match &entry.limit {
        Some(entry) => limit(inspection, &path.key("limit"), entry),
        None => {
            let message = format!("it is not said from where on `{party}` says yes");
            let way_out = "add `limit`; until then whether a deal exists cannot be told";
            inspection.warning_at_key(path, finding("no-limit", message, "no `limit`", way_out));
        }
    }
}

/// Exactly one of points, and weights with values for every issue for bargaining.
fn worth(inspection: &mut Inspection, path: &CasePath, party: &str, entry: &PreferenceEntry) {
    let weighted = entry.weights.is_some() || !entry.values.is_empty();
    match (&entry.points, weighted) {
        (Some(_), true) => {
            let message = format!("the preferences of `{party}` are given in points and in weights");
            let way_out = "keep either `points`, or `weights` with `values`";
            inspection.error_at_key(path, finding("two-kinds", message, "these", way_out));
        }
        (None, false) => {
            let message = format!("nothing says what the options are worth to `{party}`");
            let way_out = "give either `points`, or `weights` with `values`";
            inspection.error_at_key(path, finding("no-worth", message, "these preferences", way_out));
        }
        (None, true) if entry.weights.is_none() => {
            let message = format!("`{party}` has values but no weights");
            inspection
                .error_at_key(path, finding("no-worth", message, "no `weights`", "say how the issues weigh against each other"));
        }
        (None, true) => {
            let path = path.key("values");
            values::every_issue(inspection, &path, |id| entry.values.contains_key(id));
        }
        (Some(points), false) => {
            let path = path.key("points").key("issues");
            values::every_issue(inspection, &path, |id| points.issues.contains_key(id));
        }
    }
}

fn weights(inspection: &mut Inspection, path: &CasePath, entry: &WeightsEntry) {
    if entry.ranking.is_empty() && entry.intervals.is_empty() && entry.ratios.is_empty() {
        let message = "any weights at all satisfy this";
        let way_out = "give a ranking, intervals or ratios; or leave it, if nothing can be said";
        inspection.warning(path, finding("says-nothing", message, "no ranking, interval or ratio", way_out));
    }
    for (place, rank) in entry.ranking.iter().enumerate() {
        let path = path.key("ranking").index(place);
        let issues = ranked_issues(rank);
        if issues.is_empty() {
            inspection.error(
                &path,
                finding("empty-rank", "this place in the ranking is empty", "empty", "name its issues, or take it out"),
            );
        }
        for (index, id) in issues.iter().enumerate() {
            let path = match rank {
                crate::case::RankEntry::One(_) => path.clone(),
                crate::case::RankEntry::Equal(_) => path.key("equal").index(index),
                crate::case::RankEntry::Unordered(_) => path.key("unordered").index(index),
            };
            inspection.bargained(&path, id);
        }
    }
    for id in entry.intervals.keys() {
        inspection.bargained(&path.key("intervals").key(id), id);
    }
    for (index, ratio) in entry.ratios.iter().enumerate() {
        let path = path.key("ratios").index(index);
        inspection.bargained(&path.key("issue"), &ratio.issue);
        inspection.bargained(&path.key("than"), &ratio.than);
    }
    unranked(inspection, path, entry);
}

/// A ranking that names some issues only says nothing of the others unless somebody does.
fn unranked(inspection: &mut Inspection, path: &CasePath, entry: &WeightsEntry) {
    let case = inspection.case;
    let ranked: std::collections::HashSet<&String> = entry.ranking.iter().flat_map(ranked_issues).collect();
    let bargained = inspection.table.bargained.iter().map(|&position| &case.issues[position].id);
    let left_out: Vec<&str> = bargained.filter(|id| !ranked.contains(id)).map(String::as_str).collect();
    match (entry.ranking.is_empty(), entry.unranked) {
        (false, None) if !left_out.is_empty() => {
            let message = format!("the ranking does not say where {} stand", listed(&left_out));
            let way_out = "rank them, or add `unranked: below` or `unranked: free`";
            inspection.error(&path.key("ranking"), finding("incomplete-ranking", message, "names some issues only", way_out));
        }
        (true, Some(_)) => {
            let finding = finding(
                "says-nothing",
                "`unranked` without a ranking says nothing",
                "says nothing",
                "add `ranking`, or take it out",
            );
            inspection.warning(&path.key("unranked"), finding);
        }
        _ => {}
    }
}

fn linkage(inspection: &mut Inspection, path: &CasePath, entry: &LinkageEntry) {
    let mut topics = Vec::new();
    let mut combinations = 1u128;
    for (index, id) in entry.issues.iter().enumerate() {
        let path = path.key("issues").index(index);
        if entry.issues[..index].contains(id) {
            inspection.error(
                &path,
                finding("repeated", format!("`{id}` is joined with itself"), "the second", "name different issues"),
            );
        }
        let topic = inspection.bargained(&path, id);
        let size = topic.and_then(|topic| inspection.table.known(topic)).map_or(1, |known| known.issue.options().len());
        combinations = combinations.saturating_mul(size as u128);
        topics.push(topic);
    }
    if entry.issues.len() < 2 {
        let finding = finding("linkage-of-one", "a linkage joins two or more issues", "too few", "name two, or use `values`");
        inspection.error(&path.key("issues"), finding);
    }
    if combinations > MOST_COMBINATIONS {
        let message = format!("these issues have {combinations} combinations; {MOST_COMBINATIONS} is the most for a linkage");
        inspection.error(
            &path.key("issues"),
            finding("linkage-too-large", message, "too many", "join fewer issues, or use fewer steps"),
        );
    }
    for (index, adds) in entry.adds.iter().enumerate() {
        let path = path.key("adds").index(index).key("options");
        if adds.options.len() != topics.len() {
            let message = format!("{} options for {} joined issues", adds.options.len(), topics.len());
            inspection
                .error(&path, finding("linkage-options", message, "another number", "name one option for each, in their order"));
            continue;
        }
        for (place, (topic, name)) in topics.iter().zip(&adds.options).enumerate() {
            if let Some(topic) = topic {
                inspection.option(&path.index(place), *topic, name);
            }
        }
    }
}

fn limit(inspection: &mut Inspection, path: &CasePath, entry: &LimitEntry) {
    for (key, value) in [("any", entry.any), ("never", entry.never)] {
        if value == Some(false) {
            let message = format!("`{key}: false` does not say where the limit is");
            inspection.error(&path.key(key), finding("says-nothing", message, "says nothing", format!("take `{key}` out")));
        }
    }
    let kinds = [
        entry.any.is_some(),
        entry.never.is_some(),
        entry.range.is_some(),
        entry.just_acceptable.is_some(),
        entry.just_unacceptable.is_some(),
        entry.between.is_some(),
    ];
    let stated = kinds.into_iter().filter(|&stated| stated).count();
    if stated != 1 {
        let (code, message) = if stated == 0 {
            ("empty-limit", "this limit does not say where it is")
        } else {
            ("two-kinds", "this limit is given in more than one way")
        };
        let way_out = "keep one of `any`, `never`, `range`, `just_acceptable`, `just_unacceptable` and `between`";
        inspection.error(path, finding(code, message, "here", way_out));
    }
    let between = path.key("between");
    let named = [
        (path.key("just_acceptable"), entry.just_acceptable.as_ref()),
        (path.key("just_unacceptable"), entry.just_unacceptable.as_ref()),
        (between.key("unacceptable"), entry.between.as_ref().map(|ends| &ends.unacceptable)),
        (between.key("acceptable"), entry.between.as_ref().map(|ends| &ends.acceptable)),
    ];
    for (path, id) in named {
        if let Some(id) = id.filter(|id| inspection.table.package(id).is_none()) {
            let case = inspection.case;
            inspection.unknown(&path, "package", id, case.packages.iter().map(|package| package.id.as_str()));
        }
    }
}
