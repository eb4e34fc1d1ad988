//! Words for what is wanted, what stands there, and what was probably meant.

use std::fmt;

use serde_json::Value;

use crate::path::CasePath;
use crate::tree::{Content, Node};

/// The longest text that is repeated in a message, in characters.
const LONGEST_SHOWN: usize = 60;
/// The longest path that is shown whole, in characters.
const LONGEST_PATH: usize = 160;

/// What any of some schemas asks for; the second field holds the definitions they refer to.
pub(super) struct Wanted<'s>(pub(super) &'s [&'s Value], pub(super) &'s Value);

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut kinds: Vec<String> = Vec::new();
        for schema in self.0 {
            for kind in kinds_of(schema, self.1) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        f.write_str(&kinds.join(", or "))
    }
}

fn kinds_of(schema: &Value, definitions: &Value) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/")) {
        return kinds_of(&definitions[name], definitions);
    }
    if let Some(branches) = schema["anyOf"].as_array() {
        return branches.iter().flat_map(|branch| kinds_of(branch, definitions)).collect();
    }
    if let Some(words) = schema["oneOf"].as_array() {
        return vec![format!("one of {}", key_list(words.iter().filter_map(|word| word["const"].as_str())))];
    }
    if let Some(only) = schema["const"].as_i64() {
        return vec![only.to_string()];
    }
    if let Some(format) = schema["format"].as_str() {
        match format {
            "date" => return vec!["a day such as 2025-06-02".to_owned()],
            "amount" => return vec!["a number such as 0.25 or 1/3".to_owned()],
            _ => {}
        }
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().collect(),
        kind => vec![kind],
    };
    kinds.into_iter().filter_map(Value::as_str).filter(|kind| *kind != "null").map(|kind| kind_name(kind, schema)).collect()
}

fn kind_name(kind: &str, schema: &Value) -> String {
    match (kind, schema["minItems"].as_u64()) {
        ("object", _) => "a map of keys".to_owned(),
        ("array", Some(2)) => "a list of two such as [0.2, 0.4]".to_owned(),
        ("array", _) => "a list".to_owned(),
        ("integer", _) => "a whole number".to_owned(),
        ("number", _) => "a number".to_owned(),
        ("boolean", _) => "`true` or `false`".to_owned(),
        _ => "text".to_owned(),
    }
}

/// What a node is.
pub(super) fn what_stands(node: &Node) -> &'static str {
    match node.content {
        Content::Plain(_) | Content::Quoted(_) => "text",
        Content::List(_) => "a list",
        Content::Map(_) => "a map",
    }
}

/// A text in code marks, shortened where it is long.
pub(super) fn in_marks(text: &str) -> String {
    shortened(text, LONGEST_SHOWN)
}

/// A path in code marks, shortened where its names are absurdly long.
pub(super) fn path_in_marks(path: &CasePath) -> String {
    shortened(&path.to_string(), LONGEST_PATH)
}

fn shortened(text: &str, longest: usize) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(longest).collect();
    if characters.next().is_some() { format!("`{start}…`") } else { format!("`{start}`") }
}

/// Words in code marks with commas between.
pub(super) fn key_list<'k>(words: impl Iterator<Item = &'k str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The word among `known` that is so near to `word` that it was probably meant.
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST_SHOWN { None } else { crate::nearest(&folded(word), known) }
}

/// How like the likeliest of `known` is to `word`, in thousandths.
pub(super) fn best_likeness<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> u64 {
    if word.len() > LONGEST_SHOWN {
        return 0;
    }
    let folded = folded(word);
    let thousandths = |other| (strsim::normalized_damerau_levenshtein(&folded, other) * 1000.0) as u64;
    known.map(thousandths).max().unwrap_or(0)
}

/// A word as the format's own words are spelt, so that `onlyAfter` and `Only-After` are near to `only_after`.
fn folded(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '-' || c == ' ' { '_' } else { c }).collect()
}
