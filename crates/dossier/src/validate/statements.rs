//! What was said: by whom, where it was read, and what it states.

use std::collections::HashSet;

use super::facts;
use super::inspection::{Inspection, finding, item};
use crate::case::{FirstEntry, PositionEntry, Statement};
use crate::path::CasePath;

pub(super) fn check(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, statement) in case.statements.iter().enumerate() {
        let path = item("statements", index);
        words(inspection, &path, statement);
        facts::known_day(inspection, &path.key("date"), Some(statement.date));
        sources(inspection, &path, statement);
        parties(inspection, &path, statement);
        positions(inspection, &path.key("states"), &statement.states);
        for (place, entry) in statement.first.iter().enumerate() {
            first(inspection, &path.key("first").index(place), entry);
        }
        super::process::commitments(inspection, &path.key("commits"), &statement.commits);
        replaces(inspection, &path.key("replaces"), statement);
    }
    cycles(inspection);
}

fn words(inspection: &mut Inspection, path: &CasePath, statement: &Statement) {
    let id = &statement.id;
    match (&statement.quote, &statement.paraphrase) {
        (Some(quote), None) if crate::quotation::pieces(quote).is_empty() => {
            let message = format!("the quotation of `{id}` holds no words");
            inspection.error(&path.key("quote"), finding("empty-quotation", message, "empty", "write the words that were said"));
        }
        (None, Some(words)) if words.trim().is_empty() => {
            let message = format!("the paraphrase of `{id}` is empty");
            inspection.error(&path.key("paraphrase"), finding("empty-quotation", message, "empty", "say what was said"));
        }
        (Some(_), Some(_)) => {
            let message = format!("`{id}` has both a quotation and a paraphrase");
            let way_out = "keep the quotation; what goes beyond it is another statement, or a `note`";
            inspection.error_at_key(&path.key("paraphrase"), finding("quote-or-paraphrase", message, "the second", way_out));
        }
        (None, None) => {
            let message = format!("`{id}` says nothing");
            let way_out = "give its words as `quote`, or your own as `paraphrase`";
            inspection.error(path, finding("quote-or-paraphrase", message, "no words here", way_out));
        }
        _ => {}
    }
}

fn sources(inspection: &mut Inspection, path: &CasePath, statement: &Statement) {
    let path = path.key("sources");
    if statement.sources.is_empty() {
        let message = format!("`{}` has no source", statement.id);
        inspection.error(&path, finding("no-source", message, "empty", "say where it was read"));
    }
    let mut seen = HashSet::new();
    for (place, id) in statement.sources.iter().enumerate() {
        facts::source(inspection, &path.index(place), id);
        repeated(inspection, &path.index(place), id, &mut seen);
    }
}

/// A fault where `id` was seen before in the same list.
fn repeated<'a>(inspection: &mut Inspection, path: &CasePath, id: &'a str, seen: &mut HashSet<&'a str>) {
    if !seen.insert(id) {
        inspection.error(path, finding("repeated", format!("`{id}` is listed twice"), "the second", "keep one of the two"));
    }
}

fn parties(inspection: &mut Inspection, path: &CasePath, statement: &Statement) {
    let mut seen = HashSet::new();
    for (place, id) in statement.parties.iter().enumerate() {
        inspection.party(&path.key("parties").index(place), id);
        repeated(inspection, &path.key("parties").index(place), id, &mut seen);
    }
    if statement.parties.is_empty()
        && !(statement.states.is_empty() && statement.first.is_empty() && statement.commits.is_empty())
    {
        let message = format!("`{}` states positions but speaks for no party, so they count for nobody", statement.id);
        let way_out = "name the party in `parties`, or take the positions out";
        inspection.warning(path, finding("speaks-for-nobody", message, "no `parties`", way_out));
    }
}

fn positions(inspection: &mut Inspection, path: &CasePath, positions: &[PositionEntry]) {
    let mut seen = HashSet::new();
    for (place, position) in positions.iter().enumerate() {
        let path = path.index(place);
        repeated(inspection, &path.key("issue"), &position.issue, &mut seen);
        let Some(topic) = inspection.topic(&path.key("issue"), &position.issue) else { continue };
        let kinds = [
            ("asks", &position.asks),
            ("offers", &position.offers),
            ("accepts", &position.accepts),
            ("rejects", &position.rejects),
            ("agreed", &position.agreed),
        ];
        if kinds.iter().all(|(_, options)| options.is_empty()) {
            let message = format!("it states nothing on `{}`", position.issue);
            let way_out = "say what it asks, offers, accepts, rejects or records as agreed";
            inspection.error(&path, finding("empty-position", message, "names no option", way_out));
        }
        for (kind, options) in kinds {
            inspection.options_in(&path.key(kind), topic, options);
        }
        contradiction(inspection, &path, position);
    }
}

fn contradiction(inspection: &mut Inspection, path: &CasePath, position: &PositionEntry) {
    let wanted = position.asks.iter().chain(&position.offers).chain(&position.accepts).chain(&position.agreed);
    let wanted: HashSet<&String> = wanted.collect();
    for (place, option) in position.rejects.iter().enumerate().filter(|(_, option)| wanted.contains(option)) {
        let message = format!("the same statement rejects `{option}` and says yes to it");
        let way_out = "split the statement where it says both, or correct one of the two";
        inspection
            .warning(&path.key("rejects").index(place), finding("contradicts-itself", message, "also said yes to", way_out));
    }
}

fn first(inspection: &mut Inspection, path: &CasePath, entry: &FirstEntry) {
    condition(inspection, &path.key("what"), &entry.what);
    after(inspection, path, entry);
}

/// What something waits for: a statement's precondition, or what a condition needs by its content.
pub(super) fn after(inspection: &mut Inspection, path: &CasePath, entry: &FirstEntry) {
    let alternatives = path.key("only_after_one_of");
    match (entry.only_after.is_empty(), entry.only_after_one_of.is_empty()) {
        (true, true) => {
            let message = format!("nothing is said to come before `{}`", entry.what);
            inspection.error(
                path,
                finding("first-of-nothing", message, "waits for nothing", "give `only_after` or `only_after_one_of`"),
            );
        }
        (false, false) => {
            let message = format!("`{}` waits in two ways", entry.what);
            let way_out = "keep one of `only_after` and `only_after_one_of`";
            inspection.error_at_key(&alternatives, finding("two-kinds", message, "the second", way_out));
        }
        _ => {}
    }
    let plain = entry.only_after.iter().enumerate().map(|(place, id)| (path.key("only_after").index(place), id));
    let mut named: Vec<_> = plain.collect();
    for (which, all) in entry.only_after_one_of.iter().enumerate() {
        let path = alternatives.index(which);
        if all.is_empty() {
            let message = "an alternative without conditions is met already";
            inspection.error(&path, finding("first-of-nothing", message, "empty", "name its conditions, or take it out"));
        }
        named.extend(all.iter().enumerate().map(|(place, id)| (path.index(place), id)));
    }
    for (path, id) in named {
        condition(inspection, &path, id);
        if *id == entry.what {
            let message = format!("`{id}` waits for itself");
            inspection.error(&path, finding("waits-for-itself", message, "the same condition", "name another condition"));
        }
    }
}

pub(super) fn condition(inspection: &mut Inspection, path: &CasePath, id: &str) {
    if inspection.table.condition(id).is_none() {
        let case = inspection.case;
        inspection.unknown(path, "condition", id, case.conditions.iter().map(|condition| condition.id.as_str()));
    }
}

fn replaces(inspection: &mut Inspection, path: &CasePath, statement: &Statement) {
    let case = inspection.case;
    let mut seen = HashSet::new();
    for (place, id) in statement.replaces.iter().enumerate() {
        let path = path.index(place);
        repeated(inspection, &path, id, &mut seen);
        match inspection.table.statement(id).map(|position| &case.statements[position]) {
            None => inspection.unknown(&path, "statement", id, case.statements.iter().map(|statement| statement.id.as_str())),
            Some(replaced) if replaced.date > statement.date => {
                let message = format!("`{}` replaces `{id}`, which was said later", statement.id);
                inspection.warning(&path, finding("replaces-later", message, "said later", "correct a day, or turn it round"));
            }
            Some(_) => {}
        }
    }
}

/// Statements that replace each other in a circle, each circle told once.
fn cycles(inspection: &mut Inspection) {
    let case = inspection.case;
    let next = |at: usize| case.statements[at].replaces.iter().enumerate();
    // 0: not visited; 1: on the way; 2: done.
    let mut state = vec![0u8; case.statements.len()];
    for start in 0..case.statements.len() {
        let mut way = vec![(start, 0usize)];
        while let Some((at, branch)) = way.pop() {
            if branch == 0 && state[at] != 0 {
                continue;
            }
            state[at] = 1;
            let Some((place, id)) = next(at).nth(branch) else {
                state[at] = 2;
                continue;
            };
            way.push((at, branch + 1));
            match inspection.table.statement(id) {
                Some(other) if state[other] == 0 => way.push((other, 0)),
                Some(other) if state[other] == 1 => {
                    let circle: Vec<&str> = way
                        .iter()
                        .skip_while(|(on_way, _)| *on_way != other)
                        .map(|(on_way, _)| case.statements[*on_way].id.as_str())
                        .collect();
                    let message = format!("statements replace each other in a circle: `{}` → `{id}`", circle.join("` → `"));
                    let path = item("statements", at).key("replaces").index(place);
                    inspection.error(&path, finding("cycle", message, "closes the circle", "take one of these out"));
                }
                _ => {}
            }
        }
    }
}
