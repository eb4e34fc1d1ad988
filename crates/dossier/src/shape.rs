//! Checks a [`Tree`] against the schema of the case file and tells every fault at its place.
//!
//! The walker knows the keywords that schemars writes for the types of [`crate::case`], not the types themselves: a
//! new key of the format is checked from the day it is added. It is stricter than a schema in one point and looser in
//! another. Nothing (`~`, or no text at all) never stands for an empty list, and any scalar will do for a text,
//! whatever it looks like: `no`, `1` and `2025-06-02` are fine as names.

mod scalar;
mod wording;

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::Value;

use self::wording::{Wanted, in_marks, key_list, nearest, path_in_marks, what_stands};
use crate::diagnostic::{Diagnostic, MOST_FAULTS, Span};
use crate::path::{CasePath, Step};
use crate::tree::{Content, Entry, Node, Tree};

static SCHEMA: LazyLock<Value> = LazyLock::new(crate::schema::schema);

/// Every way in which `tree` is not of the shape that the schema asks for, or the first of very many.
pub(crate) fn faults(tree: &Tree) -> Vec<Diagnostic> {
    let mut walker = Walker { definitions: &SCHEMA["$defs"], faults: Vec::new() };
    walker.value(tree.root(), &SCHEMA, &CasePath::root());
    walker.faults
}

struct Walker<'s> {
    definitions: &'s Value,
    faults: Vec<Diagnostic>,
}

impl<'s> Walker<'s> {
    fn value(&mut self, node: &Node, schema: &'s Value, path: &CasePath) {
        let schema = self.resolved(schema);
        if let Some(branches) = schema["anyOf"].as_array() {
            return self.any_of(node, branches, path);
        }
        if node.is_nothing() {
            if !allows(schema, "null") {
                self.nothing(node, schema, path);
            }
            return;
        }
        match &node.content {
            Content::Map(entries) if allows(schema, "object") => self.map(node, entries, schema, path),
            Content::List(items) if allows(schema, "array") => self.list(node, items, schema, path),
            Content::Plain(_) | Content::Quoted(_) if is_scalar(schema) => self.scalar(node, schema, path),
            _ => self.wrong_type(node, &[schema], path),
        }
    }

    /// Follows references to what they name.
    fn resolved(&self, mut schema: &'s Value) -> &'s Value {
        while let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/")) {
            schema = &self.definitions[name];
        }
        schema
    }

    /// Checks against the one branch that the author is likely to have meant, so that one fault is told and not one
    /// for each branch.
    fn any_of(&mut self, node: &Node, branches: &'s [Value], path: &CasePath) {
        let branches: Vec<&Value> = branches.iter().map(|branch| self.resolved(branch)).collect();
        if node.is_nothing() && branches.iter().any(|branch| allows(branch, "null")) {
            return;
        }
        let meant: Vec<&Value> = branches.into_iter().filter(|branch| !is_null(branch)).collect();
        let fitting = meant.iter().copied().filter(|branch| fits(node, branch));
        match (meant.as_slice(), fitting.max_by_key(|branch| likeness(node, branch))) {
            ([only], _) => self.value(node, only, path),
            (_, Some(likeliest)) => self.value(node, likeliest, path),
            (several, None) if node.is_nothing() => self.nothing(node, several[0], path),
            (several, None) => self.wrong_type(node, several, path),
        }
    }

    fn map(&mut self, node: &Node, entries: &[Entry], schema: &'s Value, path: &CasePath) {
        let known = schema["properties"].as_object();
        let present: HashSet<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        let mut meant = Vec::new();
        for entry in entries {
            if self.is_full() {
                return;
            }
            let below = known.and_then(|known| known.get(&entry.key)).or(match &schema["additionalProperties"] {
                Value::Object(_) => Some(&schema["additionalProperties"]),
                _ => None,
            });
            match below {
                Some(below) => self.value(&entry.value, below, &path.key(entry.key.as_str())),
                None => meant.extend(self.unknown_key(entry, &present, schema)),
            }
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !meant.contains(&key) && !present.contains(key) {
                self.missing_key(node, key, &schema["properties"][key], path);
            }
        }
    }

    fn list(&mut self, node: &Node, items: &[Node], schema: &'s Value, path: &CasePath) {
        let least = schema["minItems"].as_u64().unwrap_or(0);
        let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
        if !(least..=most).contains(&(items.len() as u64)) {
            let message = format!("{} has {} elements, and {least} are wanted", named(path), items.len());
            let way_out = format!("write {}", Wanted(&[schema], self.definitions));
            self.fault("wrong-length", message, (node.span, "this list"), way_out);
        }
        for (index, item) in items.iter().enumerate() {
            if self.is_full() {
                return;
            }
            self.value(item, &schema["items"], &path.index(index));
        }
    }

    fn scalar(&mut self, node: &Node, schema: &'s Value, path: &CasePath) {
        if let Err(fault) = scalar::check(node, schema, &named(path)) {
            self.push(fault);
        }
    }

    /// Tells of an unknown key; returns the known one that was probably meant.
    fn unknown_key(&mut self, entry: &Entry, present: &HashSet<&str>, schema: &'s Value) -> Option<&'s str> {
        let known = || schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str());
        let free = known().filter(|key| !present.contains(key));
        let meant = nearest(&entry.key, free);
        let way_out = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("remove it; the keys known here are {}", key_list(known())),
        };
        self.fault(
            "unknown-key",
            format!("unknown key {}", in_marks(&entry.key)),
            (entry.key_span, "nobody reads this"),
            way_out,
        );
        meant
    }

    fn missing_key(&mut self, node: &Node, key: &str, schema: &'s Value, path: &CasePath) {
        let about = schema["description"].as_str().unwrap_or_default();
        let way_out = format!("add `{key}:` ({}). {about}", Wanted(&[schema], self.definitions));
        let message = format!("{} has no `{key}`", named(path));
        self.fault("missing-key", message, (node.span, format!("`{key}` is missing here")), way_out.trim_end());
    }

    fn nothing(&mut self, node: &Node, schema: &'s Value, path: &CasePath) {
        let wanted = Wanted(&[schema], self.definitions);
        let message = format!("{} is empty, and {wanted} is wanted", named(path));
        let remove = match path.steps().last() {
            Some(Step::Index(_)) => "remove this element",
            _ => "remove the key, if it may be missing",
        };
        let word = match node.text() {
            None | Some("") => "",
            Some(_) => "; as a text this word needs quotation marks",
        };
        self.fault("nothing-here", message, (node.span, "nothing stands here"), format!("write {wanted}, or {remove}{word}"));
    }

    fn wrong_type(&mut self, node: &Node, wanted: &[&'s Value], path: &CasePath) {
        let words = Wanted(wanted, self.definitions).to_string();
        let message = format!("{} is {}, and {words} is wanted", named(path), what_stands(node));
        let takes = |kind| wanted.iter().any(|schema| allows(self.resolved(schema), kind));
        let takes_scalar = wanted.iter().any(|schema| is_scalar(self.resolved(schema)));
        let way_out = match &node.content {
            Content::Plain(_) | Content::Quoted(_) if takes("array") => {
                "write it as a list: each element on a line of its own behind `- `"
            }
            Content::Plain(_) | Content::Quoted(_) => "write `key: value` lines, indented below the key",
            Content::Map(_) if !takes_scalar => "put `- ` before each element",
            Content::Map(_) => "write one value; text with `: ` in it needs quotation marks",
            Content::List(_) if !takes_scalar => "write `key: value` lines without dashes",
            Content::List(_) => "write one value without dash or brackets; text that starts with `[` needs quotation marks",
        };
        self.fault("wrong-type", message, (node.span, format!("{} stands here", what_stands(node))), way_out);
    }

    fn fault(&mut self, code: &'static str, message: String, place: (Span, impl Into<String>), way_out: impl Into<String>) {
        self.push(Diagnostic::error(code, message, place, way_out));
    }

    fn is_full(&self) -> bool {
        self.faults.len() > MOST_FAULTS
    }

    fn push(&mut self, fault: Diagnostic) {
        if !self.is_full() {
            self.faults.push(fault);
        }
    }
}

/// What messages call the value at `path`.
fn named(path: &CasePath) -> String {
    if path.steps().is_empty() { "the case".to_owned() } else { path_in_marks(path) }
}

/// Whether `schema` says that its values may be of `kind`.
fn allows(schema: &Value, kind: &str) -> bool {
    match &schema["type"] {
        Value::String(only) => only == kind,
        Value::Array(kinds) => kinds.iter().any(|other| other == kind),
        _ => false,
    }
}

fn is_null(schema: &Value) -> bool {
    schema["type"] == "null"
}

fn is_scalar(schema: &Value) -> bool {
    schema["oneOf"].is_array() || ["string", "number", "integer", "boolean"].iter().any(|kind| allows(schema, kind))
}

/// Whether a node is of the kind that a schema without branches asks for.
fn fits(node: &Node, schema: &Value) -> bool {
    match &node.content {
        Content::Map(_) => allows(schema, "object"),
        Content::List(_) => allows(schema, "array"),
        Content::Plain(_) | Content::Quoted(_) => !node.is_nothing() && is_scalar(schema),
    }
}

/// How many keys of a map a schema knows, in thousandths: a key that is nearly one counts for its likeness.
fn likeness(node: &Node, schema: &Value) -> u64 {
    let (Content::Map(entries), Some(known)) = (&node.content, schema["properties"].as_object()) else { return 0 };
    entries.iter().take(known.len()).map(|entry| wording::best_likeness(&entry.key, known.keys().map(String::as_str))).sum()
}
