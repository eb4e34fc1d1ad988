//! The part that needs no weights: positions, silences, conflicts of sources, and what must come first.

use unicode_width::UnicodeWidthStr;

use super::page::{Page, Voice};
use crate::Document;
use crate::document::{GapStatus, NatureView, OnlyAfter, PositionView, TopicView};
use crate::words::{STATUSES, count, list, shorten, status_sign, status_word};

/// Topics shown at most.
const TOPICS: usize = 16;
/// Entries of other lists shown at most.
const ENTRIES: usize = 5;

/// The name of the case and whose view of it this is.
pub(super) fn head(page: &mut Page, document: &Document) {
    let case = &document.case;
    page.voiced_paragraph(0, Voice::Strong, &case.title);
    let nature = match case.nature {
        NatureView::Real => "a real conflict",
        NatureView::Invented => "an invented case",
        NatureView::Textbook => "a textbook case",
    };
    let mut words = vec![list(&document.parties, "and"), nature.to_owned()];
    if let Some(day) = &case.as_of {
        words.push(format!("as known on {day}"));
    }
    if !document.statements.is_empty() {
        words.push(format!(
            "{}, {}",
            count(document.statements.len(), "statement", "statements"),
            count(document.sources.len(), "source", "sources")
        ));
    }
    page.voiced_paragraph(0, Voice::Quiet, &words.join(" · "));
    if case.withheld.items > 0 {
        let items = count(case.withheld.items as usize, "item is", "items are");
        page.voiced_paragraph(
            0,
            Voice::Open,
            &format!("For {}: {items} withheld, with the figures computed from them.", case.audience),
        );
    }
}

/// A line for each topic: its state, and what each side says.
pub(super) fn gap(page: &mut Page, document: &Document) {
    if document.topics.is_empty() {
        return;
    }
    page.heading("What was said", "no weight is needed for this part");
    page.paragraph(2, &tally(document));
    let (name_width, lines) = (name_width(page, document), lines_for_each(page, document));
    let bargained: Vec<&TopicView> = document.bargained().collect();
    for topic in bargained.iter().take(TOPICS) {
        topic_line(page, topic, name_width, lines);
    }
    page.more(bargained.len().saturating_sub(TOPICS), "topics");
    let aside: Vec<&TopicView> = document.aside().collect();
    if !aside.is_empty() {
        page.voiced_paragraph(2, Voice::Quiet, "Not for bargaining against other issues, and without any weight:");
        for topic in aside.iter().take(TOPICS) {
            topic_line(page, topic, name_width, lines);
        }
        page.more(aside.len().saturating_sub(TOPICS), "topics");
    }
}

/// "1 agreed, 2 opposed, …" over the topics for bargaining.
fn tally(document: &Document) -> String {
    let parts: Vec<String> = STATUSES
        .iter()
        .filter_map(|status| {
            let number = document.bargained().filter(|topic| topic.gap.status == *status).count();
            (number > 0).then(|| format!("{number} {}", status_word(*status)))
        })
        .collect();
    format!("Of {}: {}.", count(document.bargained().count(), "issue", "issues"), parts.join(", "))
}

/// Columns for the names of topics: as wide as the widest, at most a third of the page.
fn name_width(page: &Page, document: &Document) -> usize {
    let widest = document.topics.iter().map(|topic| topic.name.width()).max().unwrap_or(0);
    widest.min(page.columns() / 3)
}

/// A long case gets a line for each topic where there is width for it.
fn lines_for_each(page: &Page, document: &Document) -> usize {
    if document.topics.len() > 8 && page.columns() >= 100 { 1 } else { 2 }
}

fn topic_line(page: &mut Page, topic: &TopicView, name_width: usize, lines: usize) {
    let status = topic.gap.status;
    let name = shorten(&topic.name, name_width);
    let label = format!("{} {name}", status_sign(status));
    let heard: Vec<&PositionView> = topic.positions.iter().filter(|position| !position.is_silent()).collect();
    let room = page.columns().saturating_sub(name_width + 6) * lines;
    let each = room.saturating_sub(status_word(status).width() + 6 * lines + 2 * heard.len()) / heard.len().max(1);
    let said: Vec<String> = heard.iter().map(|position| shorten(&said(position), each.max(12))).collect();
    let words = match said.is_empty() {
        true => status_word(status).to_owned(),
        false => format!("{}: {}", status_word(status), said.join("; ")),
    };
    page.labelled(&label, voice(status), name_width + 6, &words);
}

fn voice(status: GapStatus) -> Voice {
    match status {
        GapStatus::Agreed | GapStatus::Convergent => Voice::Good,
        GapStatus::Disputed | GapStatus::Opposed => Voice::Bad,
        GapStatus::OneSideNotSeen | GapStatus::NeitherSeen | GapStatus::SourcesConflict => Voice::Open,
    }
}

/// "Works council asks six per cent, rejects two per cent or four per cent".
fn said(position: &PositionView) -> String {
    let mut parts = Vec::new();
    for (verb, stances) in position.kinds() {
        let mut options: Vec<&str> = stances.iter().flat_map(|stance| stance.options.iter().map(String::as_str)).collect();
        options.dedup();
        if !options.is_empty() {
            parts.push(format!("{verb} {}", list(&options, "or")));
        }
    }
    format!("{} {}", position.party, parts.join(", "))
}

/// Who is silent on what, and where sources contradict each other.
pub(super) fn silences_and_conflicts(page: &mut Page, document: &Document) {
    let named =
        |status: GapStatus| -> Vec<&TopicView> { document.topics.iter().filter(|topic| topic.gap.status == status).collect() };
    let (conflicts, one, neither) =
        (named(GapStatus::SourcesConflict), named(GapStatus::OneSideNotSeen), named(GapStatus::NeitherSeen));
    if conflicts.is_empty() && one.is_empty() && neither.is_empty() {
        return;
    }
    page.heading("Conflicts of sources, and silences", "both versions stay; silence is not agreement");
    for topic in conflicts.iter().take(ENTRIES) {
        page.point(&topic.gap.words);
    }
    page.more(conflicts.len().saturating_sub(ENTRIES), "conflicts");
    for (words, topics) in [("One side not seen on", one), ("Neither side seen on", neither)] {
        let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
        if !names.is_empty() {
            page.point(&format!("{words} {}.", list(&names, "and")));
        }
    }
}

/// What a party says must come first.
pub(super) fn only_after(page: &mut Page, document: &Document) {
    if document.only_after.is_empty() {
        return;
    }
    page.heading("“This only after that”", "as the parties state it");
    for entry in document.only_after.iter().take(ENTRIES) {
        page.point(&in_words(document, entry));
    }
    page.more(document.only_after.len().saturating_sub(ENTRIES), "of these");
}

fn in_words(document: &Document, entry: &OnlyAfter) -> String {
    let alternatives: Vec<String> = entry.alternatives.iter().map(|all| list(all, "and")).collect();
    let source = document.statement(&entry.statement).map(|statement| format!(" [{}, {}]", statement.speaker, statement.date));
    format!("{}: {} only after {}.{}", entry.party, entry.what, alternatives.join("; or "), source.unwrap_or_default())
}
