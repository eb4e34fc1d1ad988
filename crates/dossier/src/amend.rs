//! Changes to a case file that leave every other line as it stands, comments included: one more item, and a person's name
//! under what a model wrote. What comes out is read again and has to say what the file said before and the change, no more.

use serde_json::Value;

use crate::case::CaseFile;
use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::memorandum::draft::quoted;
use crate::nearest::nearest;
use crate::{HEADER, Marked, marked};

/// A changed file.
#[derive(Clone, Debug)]
pub struct Amended {
    /// Its text.
    pub text: String,
    /// What it says.
    pub dossier: Dossier,
}

/// Why a file was not changed.
#[derive(Clone, Debug)]
pub enum CannotAmend {
    /// With the change it would not read, or make no sense.
    Faults(Vec<Diagnostic>),
    /// Something about the change, or about how the file is written.
    Trouble {
        /// What is wrong.
        problem: String,
        /// What to do about it.
        way_out: String,
    },
}

fn trouble(problem: impl Into<String>, way_out: impl Into<String>) -> CannotAmend {
    CannotAmend::Trouble { problem: problem.into(), way_out: way_out.into() }
}

/// The file of `dossier` with one more item at the end of `section`, which is a list of the case.
///
/// # Errors
/// Faults of the case as it would be; a section that is written in brackets, which cannot be added to line by line.
pub fn with_item(dossier: &Dossier, text: &str, section: &str, item: &Value) -> Result<Amended, CannotAmend> {
    let mut wanted = written(dossier.case());
    match &mut wanted[section] {
        Value::Array(items) => items.push(item.clone()),
        nothing => *nothing = Value::Array(vec![item.clone()]),
    }
    let added = added(text, section, item).ok_or_else(|| {
        let problem = format!("`{section}` is written in brackets, so a line cannot be added to it");
        trouble(problem, "write it as a list with one `-` for each item")
    })?;
    checked(dossier, added, &wanted)?.ok_or_else(|| {
        trouble("the file is written in a way that a line cannot be added to", "write the item into the file by hand")
    })
}

/// The file of `dossier` with `name` under the item that a model wrote. `item` is `SECTION/ID`, or the short name alone where no
/// other item has it.
///
/// # Errors
/// An item that is not there, that no model wrote, or that was confirmed.
pub fn confirmed(dossier: &Dossier, text: &str, item: &str, name: &str) -> Result<Amended, CannotAmend> {
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(trouble("nobody confirms it", "give the name of the person who has read it"));
    }
    let found = named(dossier.case(), item)?;
    if let Some(before) = &found.confirmed_by {
        return Err(trouble(format!("`{item}` was confirmed by {before}"), "there is nothing left to confirm"));
    }
    let mut wanted = written(dossier.case());
    let entry = if found.section == HEADER { &mut wanted } else { &mut wanted[found.section][found.index] };
    entry["confirmed_by"] = name.into();
    let path = found.path().key("written_by");
    let (Some(key), Some(value)) = (dossier.key_span(&path), dossier.value_span(&path)) else {
        return Err(trouble("the places of this case are not known", "confirm it in the file itself"));
    };
    let line_start = text[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[value.end..].find('\n').map_or(text.len(), |at| value.end + at);
    let column = " ".repeat(text[line_start..key.start].chars().count());
    let below = format!("{}\n{column}confirmed_by: {}{}", &text[..line_end], quoted(name), &text[line_end..]);
    let beside = format!("{}, confirmed_by: {}{}", &text[..value.end], quoted(name), &text[value.end..]);
    for changed in [below, beside] {
        if let Ok(Some(amended)) = checked(dossier, changed, &wanted) {
            return Ok(amended);
        }
    }
    Err(trouble("the file is written in a way that a line cannot be added to", "write `confirmed_by` into the item by hand"))
}

/// The marked item of this name.
fn named(case: &CaseFile, item: &str) -> Result<Marked, CannotAmend> {
    let all = marked(case);
    let is_meant = |known: &&Marked| match item.split_once('/') {
        Some((section, id)) => known.section == section && known.id == id,
        None => known.id == item,
    };
    let mut found = all.iter().filter(is_meant);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.clone()),
        (Some(one), Some(other)) => Err(trouble(
            format!("`{item}` is the short name of two items"),
            format!("write {0}/{2} or {1}/{2}", one.section, other.section, one.id),
        )),
        (None, _) => {
            let names: Vec<String> = all.iter().map(|known| format!("{}/{}", known.section, known.id)).collect();
            let way_out = match nearest(item, names.iter().map(String::as_str)) {
                Some(name) => format!("did you mean `{name}`?"),
                None if names.is_empty() => "no item of this case is marked as written by a model".to_owned(),
                None => format!("name one of {}", names.join(", ")),
            };
            Err(trouble(format!("no item `{item}` of this case is marked as written by a model"), way_out))
        }
    }
}

fn written(case: &CaseFile) -> Value {
    serde_json::to_value(case).expect("a case is plain data")
}

/// The changed text, where it says what is wanted and no more.
fn checked(dossier: &Dossier, text: String, wanted: &Value) -> Result<Option<Amended>, CannotAmend> {
    let changed = Dossier::read(dossier.name(), text.as_bytes()).map_err(CannotAmend::Faults)?;
    Ok((written(changed.case()) == *wanted).then_some(Amended { text, dossier: changed }))
}

/// The text with an item at the end of a section; nothing where the section is written in brackets.
fn added(text: &str, section: &str, item: &Value) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let key = format!("{section}:");
    let Some(at) = lines.iter().position(|line| line.starts_with(&key)) else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        return Some(format!("{text}{gap}\n{key}\n{}", block(item, 2)));
    };
    let rest = lines[at][key.len()..].split(" #").next().unwrap_or_default().trim();
    let is_other =
        |line: &&str| !line.is_empty() && !line.starts_with([' ', '#', '-', '\t', '\r']) || ["---", "..."].contains(line);
    let length = lines[at + 1..].iter().position(is_other).unwrap_or(lines.len() - at - 1);
    let own = &lines[at + 1..at + 1 + length];
    let has_words = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let last = own.iter().rposition(has_words).map_or(at, |last| at + 1 + last);
    let first = own.iter().find(|line| line.trim_start().starts_with('-'));
    let indent = first.map_or(2, |line| line.len() - line.trim_start().len());
    let head = match rest {
        "" => lines[at].to_owned(),
        "[]" if first.is_none() => key,
        _ => return None,
    };
    let before = lines[..at].iter().copied().chain([head.as_str()]).chain(lines[at + 1..=last].iter().copied());
    let mut changed: String = before.flat_map(|line| [line, "\n"]).collect();
    changed.push_str(&block(item, indent));
    changed.extend(lines[last + 1..].iter().flat_map(|line| [*line, "\n"]));
    Some(changed)
}

/// An item of a list, in lines.
fn block(item: &Value, indent: usize) -> String {
    let mut text = String::new();
    element(&mut text, item, indent);
    text
}

fn element(text: &mut String, value: &Value, indent: usize) {
    let mut inner = String::new();
    node(&mut inner, value, indent + 2);
    let own = inner.trim_start().to_owned();
    text.push_str(&" ".repeat(indent));
    text.push_str("- ");
    text.push_str(&own);
}

/// A value in lines that begin at `indent`.
fn node(text: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                text.push_str(&" ".repeat(indent));
                text.push_str(&word(key));
                text.push(':');
                match value {
                    Value::Array(items) if items.iter().any(Value::is_object) => {
                        text.push('\n');
                        items.iter().for_each(|item| element(text, item, indent + 2));
                    }
                    Value::Object(map) if !map.is_empty() => {
                        text.push('\n');
                        node(text, value, indent + 2);
                    }
                    flat => {
                        text.push(' ');
                        text.push_str(&inline(flat));
                        text.push('\n');
                    }
                }
            }
        }
        flat => {
            text.push_str(&" ".repeat(indent));
            text.push_str(&inline(flat));
            text.push('\n');
        }
    }
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => word(text),
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pairs: Vec<String> = map.iter().map(|(key, value)| format!("{}: {}", word(key), inline(value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        other => other.to_string(),
    }
}

/// Words that YAML reads as something else.
const NO_NAMES: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A text: a short name as it is, everything else in quotation marks.
fn word(text: &str) -> String {
    let is_letter = |letter: char| letter.is_ascii_lowercase();
    let is_name = text.starts_with(is_letter)
        && text.chars().all(|letter| is_letter(letter) || letter.is_ascii_digit() || letter == '-' || letter == '_')
        && !NO_NAMES.contains(&text);
    if is_name { text.to_owned() } else { quoted(text) }
}
