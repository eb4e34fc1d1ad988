//! Names: short ones present and unique in their section, those for people unique where an answer is told by them.

use std::collections::HashMap;

use super::inspection::{Inspection, finding, item};
use crate::path::CasePath;

pub(super) fn check(inspection: &mut Inspection) {
    let case = inspection.case;
    section(inspection, "parties", case.parties.iter().map(|entry| &entry.id));
    section(inspection, "sources", case.sources.iter().map(|entry| &entry.id));
    section(inspection, "issues", case.issues.iter().map(|entry| &entry.id));
    section(inspection, "conditions", case.conditions.iter().map(|entry| &entry.id));
    section(inspection, "statements", case.statements.iter().map(|entry| &entry.id));
    section(inspection, "events", case.events.iter().map(|entry| &entry.id));
    section(inspection, "steps", case.steps.iter().map(|entry| &entry.id));
    section(inspection, "packages", case.packages.iter().map(|entry| &entry.id));
    section(inspection, "judgements", case.judgements.iter().map(|entry| &entry.id));
    section(inspection, "conflicts", case.conflicts.iter().map(|entry| &entry.id));
    section(inspection, "forecasts", case.forecasts.iter().map(|entry| &entry.id));
    let named = |section: &'static str, index: usize, id: &'static str| item(section, index).key(id);
    let parties = case.parties.iter().enumerate();
    told_apart(
        inspection,
        "parties",
        parties.map(|(at, entry)| (named("parties", at, "name"), entry.id.as_str(), entry.name.as_deref())),
    );
    let issues = case.issues.iter().enumerate();
    told_apart(
        inspection,
        "issues",
        issues.map(|(at, entry)| (named("issues", at, "name"), entry.id.as_str(), entry.name.as_deref())),
    );
    for (at, entry) in case.conflicts.iter().enumerate() {
        let options = entry.options.iter().enumerate();
        let place = |option: usize| item("conflicts", at).key("options").index(option).key("name");
        told_apart(
            inspection,
            "options",
            options.map(|(option, entry)| (place(option), entry.id.as_str(), entry.name.as_deref())),
        );
    }
    for (at, entry) in case.issues.iter().enumerate() {
        let options = entry.options.iter().enumerate();
        let place = |option: usize| item("issues", at).key("options").index(option).key("name");
        told_apart(inspection, "options", options.map(|(option, entry)| (place(option), entry.id(), Some(entry.name()))));
    }
}

/// Checks that names for people differ: an answer that calls two issues by one name would lose one of them. Equal short
/// names are told elsewhere.
fn told_apart<'a>(inspection: &mut Inspection, what: &str, named: impl Iterator<Item = (CasePath, &'a str, Option<&'a str>)>) {
    let mut seen: HashMap<&str, (CasePath, &str)> = HashMap::new();
    for (path, id, name) in named {
        let name = name.unwrap_or(id);
        match seen.get(name) {
            Some((first, known)) if *known != id => {
                let message = format!("two of the {what}, `{known}` and `{id}`, have the same name for people: “{name}”");
                inspection.error(&path, finding("duplicate-name", message, "the second", "give each a name of its own"));
                inspection.see_also(first, "the first");
            }
            Some(_) => {}
            None => drop(seen.insert(name, (path, id))),
        }
    }
}

fn section<'a>(inspection: &mut Inspection, section: &'static str, ids: impl Iterator<Item = &'a String>) {
    let named = ids.enumerate().map(|(index, id)| (item(section, index).key("id"), id.as_str()));
    unique(inspection, &format!("of the {section}"), named);
}

/// Checks that the names at these paths are there and differ.
pub(super) fn unique<'a>(inspection: &mut Inspection, among: &str, named: impl Iterator<Item = (CasePath, &'a str)>) {
    let mut seen: HashMap<&str, CasePath> = HashMap::new();
    for (path, id) in named {
        if id.trim().is_empty() {
            inspection.error(&path, finding("empty-name", format!("one {among} has no name"), "empty", "give it a short name"));
        } else if let Some(first) = seen.get(id) {
            let message = format!("two {among} are called `{id}`");
            inspection.error(&path, finding("duplicate-name", message, "the second", "give each a name of its own"));
            inspection.see_also(first, "the first");
        } else {
            seen.insert(id, path);
        }
    }
}
