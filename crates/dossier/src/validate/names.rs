//! Short names: present, and unique in their section.

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
    section(inspection, "packages", case.packages.iter().map(|entry| &entry.id));
    section(inspection, "judgements", case.judgements.iter().map(|entry| &entry.id));
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
