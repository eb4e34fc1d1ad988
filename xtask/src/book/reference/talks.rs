//! Protocols, strategies, acceptance conditions and opponent models, from `zopa catalog --talks --json`.

use std::fmt::Write;

use serde_json::Value;

use super::super::anchors::Anchors;
use super::{Origin, cell, heading, text};
use crate::suite::Shortfall;

const FROM: &str = "`zopa catalog --talks --json`";

pub(super) fn protocols(origin: &Origin) -> Result<String, Shortfall> {
    let all = origin.ask_json(&["catalog", "--talks", "--json"])?;
    let mut anchors = anchors(&["Protocols"]);
    let mut out = heading("Protocols", FROM);
    out.push_str(
        "The rules that a table can have: `zopa negotiate SOURCE --protocol NAME`, or `NAME:setting=value,…`. What a protocol \
         *discloses* is all that one seat can learn of another through it. How talks go is told in [When they talk](../talks.md).\n",
    );
    list(&mut out, 2, &all["protocols"], &mut anchors)?;
    Ok(out)
}

pub(super) fn strategies(origin: &Origin) -> Result<String, Shortfall> {
    let all = origin.ask_json(&["catalog", "--talks", "--json"])?;
    let mut anchors = anchors(&["Strategies, conditions, models"]);
    let mut out = heading("Strategies, conditions, models", FROM);
    out.push_str(
        "A seat is `STRATEGY/CONDITION/MODEL`: what it offers, what it accepts, and what it believes of the others. The last two \
         may be left out; a strategy then takes those it *comes with*. Settings follow a colon: `boulware:e=0.1/next:a=1.05`.\n\n\
         The label says how close a thing is to where it comes from: *matches the original* (so many recorded sessions of a named \
         version), *from the paper*, or *inspired by the paper*. What was chosen where the paper is silent stands under *choices*. \
         [When they talk](../talks.md) tells how they are used, [Write a strategy](../how-to/write-a-strategy.md) how to add your own.\n",
    );
    for (title, key) in
        [("Strategies", "strategies"), ("Acceptance conditions", "acceptance_conditions"), ("Opponent models", "opponent_models")]
    {
        let _ = write!(out, "\n## {title}\n");
        anchors.next(title);
        list(&mut out, 3, &all[key], &mut anchors)?;
    }
    Ok(out)
}

/// What is said of an entry beside its title, in order: the key, and the word for it.
const SAID: &[(&str, &str)] = &[
    ("source", "Source"),
    ("label", "Label"),
    ("comes_with", "Comes with"),
    ("knows", "Knows"),
    ("discloses", "Discloses"),
    ("settles", "Settles"),
    ("choices", "Choices"),
];

/// The anchors of a page that begins with these headings.
fn anchors(headings: &[&str]) -> Anchors {
    let mut anchors = Anchors::default();
    for heading in headings {
        anchors.next(heading);
    }
    anchors
}

/// All entries of a list at a glance, then each under a heading of `level`.
fn list(out: &mut String, level: usize, entries: &Value, anchors: &mut Anchors) -> Result<(), Shortfall> {
    let entries = entries.as_array().filter(|entries| !entries.is_empty());
    let entries = entries.ok_or_else(|| Shortfall::Failed(format!("{FROM} has an empty list where the book expects entries")))?;
    out.push_str("\n| name | in a line |\n|---|---|\n");
    for entry in entries {
        let name = text(&entry["name"]);
        let _ = writeln!(out, "| [`{name}`](#{}) | {} |", anchors.next(name), cell(text(&entry["title"])));
    }
    for entry in entries {
        let _ = write!(out, "\n{} `{}`\n\n{}\n", "#".repeat(level), text(&entry["name"]), sentence(text(&entry["title"])));
        let said = SAID.iter().filter(|(key, _)| !text(&entry[*key]).is_empty());
        let lines: Vec<String> = said.map(|(key, word)| format!("- {word}: {}", text(&entry[*key]))).collect();
        if !lines.is_empty() {
            let _ = write!(out, "\n{}\n", lines.join("\n"));
        }
        settings(out, &entry["parameters"]);
    }
    Ok(())
}

fn settings(out: &mut String, settings: &Value) {
    let settings = settings.as_array().map_or(&[][..], Vec::as_slice);
    if settings.is_empty() {
        return;
    }
    out.push_str("\n| setting | unless set | from | to | meaning |\n|---|---|---|---|---|\n");
    let said = |one: &Value| ["default", "least", "most", "meaning"].map(|key| one[key].clone());
    // Settings of which the same is said, such as the weights of eight seats, share a row.
    for alike in settings.chunk_by(|one, next| said(one) == said(next)) {
        let (first, last) = (&alike[0], &alike[alike.len() - 1]);
        let name = match alike.len() {
            1 => format!("`{}`", text(&first["name"])),
            _ => format!("`{}` to `{}`", text(&first["name"]), text(&last["name"])),
        };
        let [default, least, most] = ["default", "least", "most"].map(|key| number(&first[key]));
        let _ = writeln!(out, "| {name} | {default} | {least} | {most} | {} |", cell(text(&first["meaning"])));
    }
}

/// A number as people write it: powers of ten as such, and no more than six places.
fn number(value: &Value) -> String {
    let Some(number) = value.as_f64() else { return value.to_string() };
    let whole = format!("{number:.0}");
    if number >= 1e5 && whole.trim_end_matches('0') == "1" {
        return format!("10^{}", whole.len() - 1);
    }
    let shown = format!("{number:.6}");
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// With a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::number;

    #[test]
    fn numbers_are_written_as_people_do() {
        let written =
            [json!(1.0), json!(0.2), json!(2.0 / 3.0), json!(1e9), json!(-1.0), json!(100.0)].map(|value| number(&value));
        assert_eq!(written, ["1", "0.2", "0.666667", "10^9", "-1", "100"]);
    }
}
