//! Small pieces of markup that several places need, already escaped.

use crate::Document;
use crate::anchor::anchor;
use crate::chart::escape;
use crate::document::{FoundHow, Frequency, Note, Reached, Verification};
use crate::words::{draws_in_words, share_with_chance};

/// Links to what a figure was computed from: `<a href="#…">B. Okafor</a>, …`. References to nothing stay plain text.
pub(super) fn links(document: &Document, references: &[String]) -> String {
    let links: Vec<String> = references.iter().map(|reference| link(document, reference)).collect();
    links.join(", ")
}

/// One link, with words for people.
pub(super) fn link(document: &Document, reference: &str) -> String {
    match label(document, reference) {
        Some(label) => format!("<a href=\"#{}\">{label}</a>", anchor(reference)),
        None => escape(reference),
    }
}

/// The words of a link, escaped; `None` where the document holds no such thing.
fn label(document: &Document, reference: &str) -> Option<String> {
    let (kind, id) = reference.split_once(':')?;
    if kind == "statement" {
        let statement = document.statement(id)?;
        return Some(format!("{}, <span class=\"day\">{}</span>", escape(&statement.speaker), escape(&statement.date)));
    }
    plain_label(document, kind, id).map(|label| escape(&label))
}

fn plain_label(document: &Document, kind: &str, id: &str) -> Option<String> {
    match kind {
        "source" => document.sources.iter().find(|source| source.id == id).map(|source| source.outlet.clone()),
        "event" => document.events.iter().find(|event| event.id == id).map(|event| event.title.clone()),
        "topic" => document.topics.iter().find(|topic| topic.id == id).map(|topic| topic.name.clone()),
        "package" => document.packages.iter().find(|package| package.id == id).map(|package| package.label.clone()),
        "judgement" => judgement_label(document, id),
        _ => None,
    }
}

/// "B. Okafor", or "B. Okafor on Management: limit" for one judged item.
fn judgement_label(document: &Document, id: &str) -> Option<String> {
    let (judgement, item) = id.split_once('/').map_or((id, None), |(judgement, item)| (judgement, Some(item)));
    let entry = document.judgements.iter().find(|entry| entry.id == judgement)?;
    let Some(item) = item else { return Some(entry.author.clone()) };
    entry.preferences.iter().find_map(|party| {
        let found = party.items.iter().find(|judged| judged.id == item)?;
        Some(format!("{} on {}: {}", entry.author, party.party, super::page::judged_word(found.kind)))
    })
}

/// The line under a figure: its method, how far it can be relied on, and what it comes from.
pub(super) fn how(document: &Document, found: &FoundHow) -> String {
    let reached = match found.reached {
        Reached::Exact => "exact",
        Reached::Sampled => "sampled",
        Reached::BestFound => "best found, not proven",
        Reached::Stopped => "stopped by a limit",
    };
    let from = match found.from.is_empty() {
        true => String::new(),
        false => format!(" From: {}.", links(document, &found.from)),
    };
    let citation = found.citation.as_deref().map(|citation| format!(" {}.", escape(citation))).unwrap_or_default();
    format!("<p class=\"how\">How: {} ({reached}).{from}{citation}</p>", escape(&found.method))
}

/// A note as a list item.
pub(super) fn note(document: &Document, note: &Note) -> String {
    let way_out = note.way_out.as_deref().map(|way| format!(" <em>{}</em>", escape(way))).unwrap_or_default();
    let from = match note.from.is_empty() {
        true => String::new(),
        false => format!(" <span class=\"how\">{}</span>", links(document, &note.from)),
    };
    format!("<li><strong>{}.</strong> {}{way_out}{from}</li>", escape(&note.about), escape(&note.words))
}

/// A frequency in a table: whole counts, the share, and what chance alone may do to it.
pub(super) fn frequency(frequency: &Frequency) -> String {
    format!("{} <span class=\"how\">({})</span>", draws_in_words(frequency), share_with_chance(frequency))
}

/// What became of a quotation.
pub(super) fn verification(state: Verification) -> &'static str {
    match state {
        Verification::Verified => "✓ stands in the text",
        Verification::TextNotAtHand => "not verified: text not at hand",
        Verification::NotInText => "✗ does not stand in the text",
        Verification::Paraphrase => "paraphrase",
    }
}
