//! The keys of a file, from the JSON Schema that `zopa schema` prints.
//!
//! Every mapping has a section under the path at which it is first met: `judgements[]` for the entries of a list,
//! `preferences.*` for what stands under names of the writer's own. Values of a fixed set stand where they are used.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value};

use super::super::anchors::Anchors;
use super::{Origin, cell, heading, text};
use crate::suite::Shortfall;

/// A kind of file.
pub(super) struct Kind {
    /// What `zopa schema` calls it.
    of: &'static str,
    title: &'static str,
    /// What a reader should know before the keys.
    about: &'static str,
}

pub(super) const CASE: Kind = Kind {
    of: "case",
    title: "The case file",
    about: "Every key of a case file. `zopa new NAME` writes a commented case to begin with, `zopa check` tells what is wrong with \
            one, and editors complete it from [its schema](../schema/case.schema.json). The file is YAML of one plain kind: no \
            anchors, aliases or tags. [A labour dispute in ten minutes](../tutorial/labour-dispute.md) writes one from nothing.",
};

pub(super) const SCENARIO: Kind = Kind {
    of: "scenario",
    title: "The scenario file",
    about: "Every key of zopa's own scenario files, which hold numbers alone and every one of them. `zopa convert SOURCE DEST --to \
            zopa` writes one; [its schema](../schema/scenario.schema.json). Numbers are texts, so that `0.1` stays one tenth.",
};

pub(super) const ANALYSIS: Kind = Kind {
    of: "analysis",
    title: "Answers as JSON",
    about: "Every key of what `zopa analyse --json` prints; [its schema](../schema/analysis.schema.json). A key that has nothing to \
            say is `null` or an empty list, and where a figure is missing a reason says why. `zopa` is the version of the shape: what \
            is added later does not change what is there.",
};

pub(super) fn page(origin: &Origin, kind: &Kind) -> Result<String, Shortfall> {
    let schema = origin.ask_json(&["schema", kind.of])?;
    let title = kind.title;
    let mut out = heading(title, &format!("`zopa schema {}`", kind.of));
    let _ = writeln!(out, "{}", kind.about);
    let keys = Keys::of(&schema, title);
    for section in &keys.sections {
        keys.write(&mut out, section);
    }
    Ok(out)
}

/// A mapping with a section of its own.
struct Section<'a> {
    heading: String,
    schema: &'a Value,
}

/// Every mapping of a schema, and where it is told.
struct Keys<'a> {
    definitions: &'a Map<String, Value>,
    sections: Vec<Section<'a>>,
    /// The path and the anchor of every definition that has a section.
    places: BTreeMap<&'a str, (String, String)>,
    anchors: Anchors,
}

impl<'a> Keys<'a> {
    fn of(schema: &'a Value, title: &str) -> Self {
        static NONE: std::sync::OnceLock<Map<String, Value>> = std::sync::OnceLock::new();
        let definitions = schema["$defs"].as_object().unwrap_or_else(|| NONE.get_or_init(Map::new));
        let mut keys = Self { definitions, sections: Vec::new(), places: BTreeMap::new(), anchors: Anchors::default() };
        let top = "At the top".to_owned();
        keys.anchors.next(title);
        keys.anchors.next(&top);
        keys.sections.push(Section { heading: top, schema });
        keys.below(schema, "");
        keys
    }

    /// Finds the mappings below a mapping, those of a key before those of the next.
    fn below(&mut self, schema: &'a Value, path: &str) {
        for (key, value) in rows(schema).into_iter().flat_map(|(properties, _)| properties) {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.meet(value, path);
        }
    }

    /// Finds the mappings that a value is made of.
    fn meet(&mut self, value: &'a Value, path: String) {
        if let Some(name) = reference(value) {
            let Some((name, definition)) = self.definitions.get_key_value(name) else { return };
            if rows(definition).is_empty() {
                return self.meet(definition, path);
            }
            if !self.places.contains_key(name.as_str()) {
                let anchor = self.anchors.next(&path);
                self.places.insert(name, (path.clone(), anchor));
                self.sections.push(Section { heading: format!("`{path}`"), schema: definition });
                self.below(definition, &path);
            }
        }
        for part in value["anyOf"].as_array().into_iter().flatten() {
            self.meet(part, path.clone());
        }
        match &value["items"] {
            items @ Value::Object(_) => self.meet(items, format!("{path}[]")),
            _ if value["additionalProperties"].is_object() => self.meet(&value["additionalProperties"], format!("{path}.*")),
            _ => {}
        }
    }

    fn write(&self, out: &mut String, Section { heading, schema }: &Section) {
        let _ = write!(out, "\n## {heading}\n\n{}\n", described(schema));
        let ways = rows(schema);
        if ways.len() > 1 {
            out.push_str("\nOne of these:\n");
        }
        out.push_str("\n| key | holds | what |\n|---|---|---|\n");
        for (properties, needed) in ways {
            for (key, value) in properties {
                let needed = if needed.contains(&key.as_str()) { ", *needed*" } else { "" };
                let _ = writeln!(out, "| `{key}` | {}{needed} | {} |", self.kind(value), self.meaning(value));
            }
        }
        for word in words(schema) {
            let _ = writeln!(out, "| `{}` | the word alone | {} |", text(&word["const"]), described(word));
        }
    }

    /// What a value is, in words.
    fn kind(&self, value: &Value) -> String {
        if let Some(name) = reference(value) {
            if let Some((path, anchor)) = self.places.get(name) {
                return format!("[`{path}`](#{anchor})");
            }
            return self.definitions.get(name).map_or_else(String::new, |definition| self.kind(definition));
        }
        if value["anyOf"].is_array() {
            let kinds = value["anyOf"].as_array().into_iter().flatten().filter(|part| part["type"] != "null");
            return one_after_another(kinds.map(|part| self.kind(part)));
        }
        if !words(value).is_empty() {
            return "a word".to_owned();
        }
        if let Some(word) = value.get("const") {
            return format!("`{word}`");
        }
        let kinds = match &value["type"] {
            Value::Array(kinds) => kinds.iter().map(text).filter(|kind| *kind != "null").collect(),
            kind => vec![text(kind)],
        };
        one_after_another(kinds.into_iter().map(|kind| self.plain(kind, value)))
    }

    /// A kind that has a name of its own.
    fn plain(&self, kind: &str, value: &Value) -> String {
        match kind {
            "array" if value["prefixItems"].is_array() => "a list of two".to_owned(),
            "array" => format!("list of {}", self.kind(&value["items"])),
            "object" if value["additionalProperties"].is_object() => {
                format!("name → {}", self.kind(&value["additionalProperties"]))
            }
            "object" => "mapping".to_owned(),
            "string" if value["format"] == "date" => "day".to_owned(),
            "string" => "text".to_owned(),
            "integer" => "whole number".to_owned(),
            "boolean" => "`true` or `false`".to_owned(),
            other => other.to_owned(),
        }
    }

    /// What is said of a value, with the words of a fixed set and what holds without it.
    fn meaning(&self, value: &Value) -> String {
        let mut parts = vec![described(value)];
        for word in self.fixed(value) {
            parts.push(match described(word) {
                meaning if meaning.is_empty() => format!("`{}`", text(&word["const"])),
                meaning => format!("`{}`: {meaning}", text(&word["const"])),
            });
        }
        if let Some(default) = value.get("default") {
            parts.push(format!("Without it `{}`.", text(default)));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("<br>").replace("<br>Without", " Without")
    }

    /// The words of a fixed set that a value takes.
    fn fixed<'b>(&'b self, value: &'b Value) -> Vec<&'b Value> {
        if let Some(name) = reference(value) {
            let has_section = self.places.contains_key(name);
            return self
                .definitions
                .get(name)
                .filter(|_| !has_section)
                .map_or_else(Vec::new, |definition| self.fixed(definition));
        }
        let parts = value["anyOf"].as_array().into_iter().flatten();
        let inside = [&value["items"], &value["additionalProperties"]].into_iter().filter(|part| part.is_object());
        words(value).into_iter().chain(parts.chain(inside).flat_map(|part| self.fixed(part))).collect()
    }
}

/// What a schema says of a value. Links between Rust types, which some descriptions carry, become the words that they name.
fn described(value: &Value) -> String {
    let mut words = cell(text(&value["description"]));
    while let Some(from) = words.find("[`") {
        let Some(to) = words[from..].find("`]").map(|length| from + length) else { break };
        let after = words[to + 2..].strip_prefix('(').and_then(|rest| rest.find(')')).map_or(to + 2, |length| to + 4 + length);
        let name = words[from + 2..to].split("::").last().unwrap_or_default().to_owned();
        words.replace_range(from..after, &format!("`{name}`"));
    }
    words
}

/// The definition that a value refers to.
fn reference(value: &Value) -> Option<&str> {
    value["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// The ways in which a mapping is written, each with its keys and those that are needed; none for what is no mapping.
fn rows(schema: &Value) -> Vec<(&Map<String, Value>, Vec<&str>)> {
    let alternatives = schema["oneOf"].as_array().into_iter().flatten();
    std::iter::once(schema).chain(alternatives).filter_map(row).collect()
}

/// One way: its keys, and those that are needed.
fn row(way: &Value) -> Option<(&Map<String, Value>, Vec<&str>)> {
    let needed = way["required"].as_array().into_iter().flatten().map(text).collect();
    Some((way["properties"].as_object()?, needed))
}

/// The words of a fixed set.
fn words(schema: &Value) -> Vec<&Value> {
    schema["oneOf"].as_array().into_iter().flatten().filter(|one| one["const"].is_string()).collect()
}

fn one_after_another(kinds: impl Iterator<Item = String>) -> String {
    let mut told: Vec<String> = Vec::new();
    for kind in kinds {
        if !told.contains(&kind) {
            told.push(kind);
        }
    }
    told.join(" or ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn mappings_are_told_once_under_the_path_where_they_are_met() {
        let schema = json!({
            "properties": {
                "parties": { "type": "array", "items": { "$ref": "#/$defs/Party" } },
                "spare": { "anyOf": [{ "$ref": "#/$defs/Party" }, { "type": "null" }], "description": "Another." },
                "nature": { "$ref": "#/$defs/Nature" }
            },
            "required": ["parties"],
            "$defs": {
                "Party": { "properties": { "id": { "type": "string" } }, "description": "As in [`Case::who`](super::Case::who)." },
                "Nature": { "oneOf": [{ "const": "real", "description": "It happened." }] }
            }
        });
        let keys = Keys::of(&schema, "The file");
        let mut out = String::new();
        for section in &keys.sections {
            keys.write(&mut out, section);
        }
        assert!(out.contains("| `parties` | list of [`parties[]`](#parties), *needed* |  |"), "{out}");
        assert!(out.contains("| `spare` | [`parties[]`](#parties) | Another. |"), "{out}");
        assert!(out.contains("| `nature` | a word | `real`: It happened. |"), "{out}");
        assert!(out.contains("## `parties[]`\n\nAs in `who`.\n"), "{out}");
        assert_eq!(out.matches("## ").count(), 2, "{out}");
    }
}
