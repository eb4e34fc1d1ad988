//! Checks the text of a scalar: words of an enumeration, days, numbers, truths.

use serde_json::Value;
use zopa_model::Exact;

use super::wording::{in_marks, key_list, nearest};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::tree::{Content, Node};

/// Checks a scalar against a schema without branches. `name` is what messages call it.
pub(super) fn check(node: &Node, schema: &Value, name: &str) -> Result<(), Diagnostic> {
    let text = node.text().expect("the walker sends scalars here");
    if let Some(words) = schema["oneOf"].as_array() {
        return word(node, text, words, name);
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").unwrap_or(&Value::Null),
        kind => kind,
    };
    match (schema["format"].as_str(), kind.as_str()) {
        (Some("date"), _) => day(node, text),
        (Some("amount"), _) => number(node, text),
        (format, Some("integer")) => whole_number(node, text, format, schema, name),
        (_, Some("boolean")) => truth(node, text),
        _ => Ok(()),
    }
}

fn word(node: &Node, text: &str, words: &[Value], name: &str) -> Result<(), Diagnostic> {
    let known = || words.iter().filter_map(|word| word["const"].as_str());
    if known().any(|word| word == text) {
        return Ok(());
    }
    let choice = match nearest(text, known()) {
        Some(meant) => format!("did you mean `{meant}`? The words for it are {}", key_list(known())),
        None => format!("write one of {}", key_list(known())),
    };
    let message = format!("{} is no word for {name}", in_marks(text));
    Err(Diagnostic::error("unknown-word", message, (node.span, "this word"), choice))
}

fn day(node: &Node, text: &str) -> Result<(), Diagnostic> {
    if text.parse::<Date>().is_ok() {
        return Ok(());
    }
    let message = format!("{} is no day of the calendar", in_marks(text));
    Err(Diagnostic::error("bad-date", message, (node.span, "this day"), "write year-month-day, such as 2025-06-02"))
}

fn number(node: &Node, text: &str) -> Result<(), Diagnostic> {
    text.parse::<Exact>().map(|_| ()).map_err(|error| {
        let way_out = "write digits with a point, such as 0.25, or a fraction, such as 1/3";
        let whole = error.to_string();
        let message = whole.strip_suffix(&format!(": {way_out}")).unwrap_or(&whole);
        Diagnostic::error("bad-number", message, (node.span, "this number"), way_out)
    })
}

fn whole_number(node: &Node, text: &str, format: Option<&str>, schema: &Value, name: &str) -> Result<(), Diagnostic> {
    let (low, high) = match format {
        Some("uint32") => (0, i128::from(u32::MAX)),
        Some("uint64") => (0, i128::from(u64::MAX)),
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    let low = schema["minimum"].as_i64().map_or(low, |minimum| low.max(minimum.into()));
    let fault =
        |message: String, way_out: &str| Err(Diagnostic::error("bad-number", message, (node.span, "this number"), way_out));
    let value = match &node.content {
        Content::Plain(_) => text.parse::<i128>().ok(),
        _ => None,
    };
    match value {
        None => fault(format!("{} is not a whole number", in_marks(text)), "write digits alone, without quotation marks"),
        Some(value) if !(low..=high).contains(&value) => {
            fault(format!("{} is out of reach", in_marks(text)), &format!("write a whole number from {low} to {high}"))
        }
        Some(value) if schema["const"].as_i64().is_some_and(|only| i128::from(only) != value) => {
            let wanted = format!("{name} is {value}, and {} is all that this program reads", schema["const"]);
            Err(Diagnostic::error("unknown-version", wanted, (node.span, "this number"), format!("write {}", schema["const"])))
        }
        Some(_) => Ok(()),
    }
}

fn truth(node: &Node, text: &str) -> Result<(), Diagnostic> {
    if matches!((&node.content, text), (Content::Plain(_), "true" | "false")) {
        return Ok(());
    }
    let message = match node.content {
        Content::Quoted(_) => format!("{} in quotation marks is text, and no truth", in_marks(text)),
        _ => format!("{} is neither `true` nor `false`", in_marks(text)),
    };
    Err(Diagnostic::error("wrong-type", message, (node.span, "this"), "write `true` or `false`, without quotation marks"))
}
