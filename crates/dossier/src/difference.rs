//! What changed between two cases, item by item and field by field, as plain data.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::case::{CaseFile, RegisterEntry};
use crate::dossier::Dossier;

/// Everything that differs between two cases, section by section in the order of the format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The changes: in each section first what is there after, in its order, then what was removed.
    pub changes: Vec<Change>,
}

/// One item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The section, as the format names it; `case` for the case as a whole.
    pub section: &'static str,
    /// The short name of the item; of a rule, which has none, its reason.
    pub id: String,
    /// What became of it.
    pub what: WhatChanged,
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatChanged {
    /// It is there after and was not before.
    Added,
    /// It was there before and is not after.
    Removed,
    /// It is there in both, with other fields.
    Changed(Vec<FieldChange>),
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The way to it inside its item: `preferences.UA.weights.intervals.ceasefire`.
    pub field: String,
    /// What stood there; `None` where nothing did.
    pub before: Option<String>,
    /// What stands there; `None` where nothing does.
    pub after: Option<String>,
}

/// What changed from `before` to `after`. The order of items in a section is no difference.
pub fn difference(before: &Dossier, after: &Dossier) -> Difference {
    let (before, after) = (before.case(), after.case());
    let mut changes = Vec::new();
    let whole = fields(&header(before), &header(after));
    if !whole.is_empty() {
        changes.push(Change { section: "case", id: String::new(), what: WhatChanged::Changed(whole) });
    }
    section(&mut changes, "parties", (&before.parties, &after.parties), |item| &item.id);
    section(&mut changes, "sources", (&before.sources, &after.sources), |item| &item.id);
    section(&mut changes, "issues", (&before.issues, &after.issues), |item| &item.id);
    section(&mut changes, "rules", (&before.rules, &after.rules), |item| &item.reason);
    section(&mut changes, "conditions", (&before.conditions, &after.conditions), |item| &item.id);
    section(&mut changes, "statements", (&before.statements, &after.statements), |item| &item.id);
    section(&mut changes, "events", (&before.events, &after.events), |item| &item.id);
    section(&mut changes, "steps", (&before.steps, &after.steps), |item| &item.id);
    section(&mut changes, "packages", (&before.packages, &after.packages), |item| &item.id);
    register(&mut changes, before.register.as_ref(), after.register.as_ref());
    section(&mut changes, "judgements", (&before.judgements, &after.judgements), |item| &item.id);
    section(&mut changes, "conflicts", (&before.conflicts, &after.conflicts), |item| &item.id);
    section(&mut changes, "forecasts", (&before.forecasts, &after.forecasts), |item| &item.id);
    Difference { changes }
}

/// What differs in who is held and what was announced.
fn register(changes: &mut Vec<Change>, before: Option<&RegisterEntry>, after: Option<&RegisterEntry>) {
    let nothing = RegisterEntry::default();
    let (before, after) = (before.unwrap_or(&nothing), after.unwrap_or(&nothing));
    let whole = |entry: &RegisterEntry| {
        let mut fields = Map::new();
        fields.insert("as_of".to_owned(), value(&entry.as_of));
        fields.insert("plan".to_owned(), value(&entry.plan));
        fields.insert("handover".to_owned(), value(&entry.handover));
        Value::Object(fields)
    };
    let differs = fields(&whole(before), &whole(after));
    if !differs.is_empty() {
        changes.push(Change { section: "register", id: String::new(), what: WhatChanged::Changed(differs) });
    }
    section(changes, "register.classes", (&before.classes, &after.classes), |item| &item.id);
    section(changes, "register.counts", (&before.counts, &after.counts), |item| &item.id);
    section(changes, "register.persons", (&before.persons, &after.persons), |item| &item.id);
    section(changes, "register.lists", (&before.lists, &after.lists), |item| &item.file);
    section(changes, "register.announced", (&before.announced, &after.announced), |item| &item.id);
    section(changes, "register.releases", (&before.releases, &after.releases), |item| &item.id);
}

/// The fields of the case as a whole.
fn header(case: &CaseFile) -> Value {
    let optional = |value: &Option<String>| value.clone().map_or(Value::Null, Value::String);
    let mut fields = Map::new();
    fields.insert("title".to_owned(), Value::String(case.title.clone()));
    fields.insert("about".to_owned(), optional(&case.about));
    fields.insert("nature".to_owned(), value(&case.nature));
    fields.insert("as_of".to_owned(), optional(&case.as_of.map(|day| day.to_string())));
    fields.insert("default_access".to_owned(), value(&case.default_access));
    Value::Object(fields)
}

fn value(item: &impl Serialize) -> Value {
    serde_json::to_value(item).expect("the types of the format have string keys and no floats")
}

fn section<T: Serialize + PartialEq>(
    changes: &mut Vec<Change>,
    section: &'static str,
    (before, after): (&[T], &[T]),
    name: for<'n> fn(&'n T) -> &'n String,
) {
    let (before, after) = (numbered(before, name), numbered(after, name));
    let known: HashMap<(&str, usize), &T> = before.iter().copied().collect();
    let left: HashMap<(&str, usize), &T> = after.iter().copied().collect();
    for (key, item) in &after {
        let what = match known.get(key) {
            None => WhatChanged::Added,
            Some(old) if old == item => continue,
            Some(old) => WhatChanged::Changed(fields(&value(old), &value(item))),
        };
        changes.push(Change { section, id: key.0.to_owned(), what });
    }
    for (key, _) in before.iter().filter(|(key, _)| !left.contains_key(key)) {
        changes.push(Change { section, id: key.0.to_owned(), what: WhatChanged::Removed });
    }
}

/// Each item with its name and a count, since rules may share a reason: the n-th is matched with the n-th.
fn numbered<'a, T>(items: &'a [T], name: for<'n> fn(&'n T) -> &'n String) -> Vec<((&'a str, usize), &'a T)> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    let number = |item: &'a T| {
        let count = times.entry(name(item)).or_default();
        *count += 1;
        ((name(item).as_str(), *count), item)
    };
    items.iter().map(number).collect()
}

/// The fields that differ, in the order of the format.
fn fields(before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut found = Vec::new();
    walk(String::new(), before, after, &mut found);
    found
}

fn walk(field: String, before: &Value, after: &Value, found: &mut Vec<FieldChange>) {
    let below = |key: &str| if field.is_empty() { key.to_owned() } else { format!("{field}.{key}") };
    match (before, after) {
        _ if before == after => {}
        (Value::Object(old), Value::Object(new)) => {
            let removed = old.keys().filter(|key| !new.contains_key(*key));
            for key in new.keys().chain(removed) {
                walk(below(key), old.get(key).unwrap_or(&Value::Null), new.get(key).unwrap_or(&Value::Null), found);
            }
        }
        // Lists whose items correspond are walked item by item; others are told whole.
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() && old.iter().all(Value::is_object) => {
            for (place, (old, new)) in old.iter().zip(new).enumerate() {
                walk(format!("{field}[{place}]"), old, new, found);
            }
        }
        _ => found.push(FieldChange { field, before: told(before), after: told(after) }),
    }
}

fn told(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
