//! The part that needs no weights: positions, silences, conflicts of sources, and what must come first.

use unicode_width::UnicodeWidthStr;

use super::page::{Page, Voice};
use crate::Document;
use crate::document::{GapStatus, NatureView, PositionView, TopicView};
use crate::telling::Claim;
use crate::words::{STATUSES, count, gist, list, shorten, status_sign, status_word};

/// Topics shown at most.
const TOPICS: usize = 16;
/// Characters of the title shown at most.
const TITLE: usize = 200;
/// Conflicts of sources shown at most, and characters of each.
const CONFLICTS: usize = 6;
const CONFLICT: usize = 600;
/// Claims of what must come first shown at most: more where they wait on each other.
const CLAIMS: usize = 3;
const CLAIMS_IN_CIRCLES: usize = 6;
/// Characters of an option below which nothing is left to understand.
const SHORTEST: usize = 14;
/// A case of more topics than this has one line for each.
const LONG_CASE: usize = 10;

/// The name of the case and whose view of it this is.
pub(super) fn head(page: &mut Page, document: &Document) {
    let case = &document.case;
    page.voiced_paragraph(0, Voice::Strong, &shorten(&case.title, TITLE));
    let nature = match case.nature {
        NatureView::Real => "a real conflict",
        NatureView::Invented => "an invented case",
        NatureView::Textbook => "a textbook case",
        NatureView::Scenario => "a scenario of the field",
    };
    let mut words = vec![list(&document.introduced(), "and"), nature.to_owned()];
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
    if let Some(note) = document.misquotations() {
        page.voiced_paragraph(0, Voice::Bad, &format!("{}: {}", note.about, note.words));
    }
    if case.withheld.items > 0 {
        let items = count(case.withheld.items as usize, "item is", "items are");
        page.voiced_paragraph(
            0,
            Voice::Open,
            &format!("For {}: {items} withheld, with the figures computed from them.", case.audience),
        );
    }
}

/// For each topic its state, and a line for each side that was seen.
pub(super) fn gap(page: &mut Page, document: &Document) {
    if document.topics.is_empty() {
        return;
    }
    page.heading("What was said", "no weight is needed for this part; silence is not agreement");
    page.paragraph(2, &tally(document));
    let rows = Rows { document, name_width: name_width(page, document) };
    let bargained: Vec<&TopicView> = document.bargained().collect();
    for topic in bargained.iter().take(TOPICS) {
        rows.topic(page, topic);
    }
    page.more(bargained.len().saturating_sub(TOPICS), "topics");
    let aside: Vec<&TopicView> = document.aside().collect();
    if !aside.is_empty() {
        page.voiced_paragraph(2, Voice::Quiet, "Not for bargaining against other issues, and without any weight:");
        for topic in aside.iter().take(TOPICS) {
            rows.topic(page, topic);
        }
        page.more(aside.len().saturating_sub(TOPICS), "topics");
    }
}

/// "1 agreed (=), 2 opposed (×), …" over the topics for bargaining, with every sign that stands in the list.
fn tally(document: &Document) -> String {
    let number_of = |status: GapStatus| document.bargained().filter(|topic| topic.gap.status == status).count();
    let is_seen = |status: &&GapStatus| document.topics.iter().any(|topic| topic.gap.status == **status);
    let parts: Vec<String> = STATUSES
        .iter()
        .filter(is_seen)
        .map(|status| format!("{} {} ({})", number_of(*status), status_word(*status), status_sign(*status)))
        .collect();
    format!("Of {}: {}.", count(document.bargained().count(), "issue", "issues"), parts.join(", "))
}

/// Columns for the names of topics: as wide as the widest, at most a third of the page.
fn name_width(page: &Page, document: &Document) -> usize {
    let widest = document.topics.iter().map(|topic| topic.name.width()).max().unwrap_or(0);
    widest.min(page.columns() * 3 / 10)
}

/// The rows of the table of topics.
struct Rows<'a> {
    document: &'a Document,
    name_width: usize,
}

impl Rows<'_> {
    fn topic(&self, page: &mut Page, topic: &TopicView) {
        let status = topic.gap.status;
        let label = format!("{} {}", status_sign(status), shorten(&topic.name, self.name_width));
        let indent = self.name_width + 6;
        let lines = self.lines(topic, page.columns().saturating_sub(indent).max(20));
        for (place, line) in lines.iter().enumerate() {
            match place {
                0 => page.labelled(&label, voice(status), indent, line),
                _ => page.paragraph(indent, line),
            }
        }
    }

    /// A line for each side that was seen; one for all that say the same. A long case has one line for each topic,
    /// with the first thing that each side says.
    fn lines(&self, topic: &TopicView, room: usize) -> Vec<String> {
        let heard: Vec<&PositionView> = topic.positions.iter().filter(|position| !position.is_silent()).collect();
        let is_long = self.document.topics.len() > LONG_CASE;
        let (each, kinds) = if is_long { ((room + 2) / heard.len().max(1) - 2, 1) } else { (room, usize::MAX) };
        let mut told: Vec<(Vec<&str>, String)> = Vec::new();
        for position in &heard {
            let party = self.document.short(&position.party);
            let words = said(position, kinds, each.saturating_sub(party.width() + 1));
            match told.iter_mut().find(|(_, known)| *known == words) {
                Some((parties, _)) => parties.push(party),
                None => told.push((vec![party], words)),
            }
        }
        let mut lines: Vec<String> = told.iter().map(|(parties, words)| format!("{} {words}", list(parties, "and"))).collect();
        if is_long && lines.len() > 1 {
            lines = vec![lines.join("; ")];
        }
        if lines.is_empty() {
            lines.push(status_word(topic.gap.status).to_owned());
        } else if topic.gap.status == GapStatus::OneSideNotSeen {
            let unseen: Vec<&str> = topic.unseen.iter().map(|party| self.document.short(party)).collect();
            let not_seen = format!("; {} not seen", list(&unseen, "and"));
            let last = lines.len() - 1;
            let kept = shorten(&lines[last], room.saturating_sub(not_seen.width()).max(SHORTEST));
            lines[last] = if unseen.is_empty() { kept } else { format!("{kept}{not_seen}") };
        }
        lines
    }
}

fn voice(status: GapStatus) -> Voice {
    match status {
        GapStatus::Agreed | GapStatus::Convergent => Voice::Good,
        GapStatus::Disputed | GapStatus::Opposed => Voice::Bad,
        GapStatus::OneSideNotSeen | GapStatus::NeitherSeen | GapStatus::SourcesConflict => Voice::Open,
    }
}

/// "asks six per cent; rejects two per cent or four per cent", at most so many kinds of saying, with options cut to their gist where room is short.
fn said(position: &PositionView, kinds: usize, room: usize) -> String {
    let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
    for (verb, stances) in position.kinds() {
        let mut options: Vec<&str> = Vec::new();
        for option in stances.iter().flat_map(|stance| stance.options.iter().map(String::as_str)) {
            if !options.contains(&option) {
                options.push(option);
            }
        }
        if !options.is_empty() {
            parts.push((verb, options));
        }
    }
    parts.truncate(kinds);
    let words = |limit: usize| {
        let part = |(verb, options): &(&str, Vec<&str>)| {
            let gists: Vec<String> = options.iter().map(|option| gist(option, limit)).collect();
            format!("{verb} {}", list(&gists, "or"))
        };
        parts.iter().map(part).collect::<Vec<_>>().join("; ")
    };
    let widest = parts.iter().flat_map(|(_, options)| options).map(|option| option.width()).max().unwrap_or(0);
    // The longest cut of options that fits on the line; where none does, the line itself is cut.
    let fitting = (SHORTEST..=widest.max(SHORTEST)).rev().map(words).find(|words| words.width() <= room);
    fitting.unwrap_or_else(|| shorten(&words(SHORTEST), room))
}

/// Where sources contradict each other. Silences stand in the rows.
pub(super) fn conflicts(page: &mut Page, document: &Document) {
    let conflicts: Vec<&TopicView> =
        document.topics.iter().filter(|topic| topic.gap.status == GapStatus::SourcesConflict).collect();
    if conflicts.is_empty() {
        return;
    }
    page.heading("Conflicts of sources", "both versions stay");
    for topic in conflicts.iter().take(CONFLICTS) {
        page.point(&shorten(&topic.gap.words, CONFLICT));
    }
    page.more(conflicts.len().saturating_sub(CONFLICTS), "conflicts");
}

/// What a party says must come first: claims that wait on each other lead.
pub(super) fn only_after(page: &mut Page, document: &Document) {
    let (circle, others): (Vec<Claim<'_>>, Vec<Claim<'_>>) = document.claims().into_iter().partition(|claim| claim.is_in_circle);
    if circle.is_empty() && others.is_empty() {
        return;
    }
    let whose =
        if circle.is_empty() { "as the parties state it" } else { "as the parties state it; ↻ waits for what waits for it" };
    page.heading("“This only after that”", whose);
    let shown_others = if circle.is_empty() { CLAIMS } else { 0 };
    for claim in circle.iter().take(CLAIMS_IN_CIRCLES).chain(others.iter().take(shown_others)) {
        page.point(&in_words(document, claim));
    }
    let left = circle.len().saturating_sub(CLAIMS_IN_CIRCLES) + others.len().saturating_sub(shown_others);
    page.more(left, "of these");
}

fn in_words(document: &Document, claim: &Claim<'_>) -> String {
    let alternatives: Vec<String> = claim.alternatives.iter().map(|all| list(all, "and")).collect();
    let mut days: Vec<&str> =
        claim.statements.iter().filter_map(|id| document.statement(id)).map(|statement| statement.date.as_str()).collect();
    days.dedup();
    let said = match (days.as_slice(), claim.statements.len()) {
        ([], _) => String::new(),
        (days, 1) => format!(" ({})", list(days, "and")),
        (days, several) => format!(" ({several} statements, {})", list(days, "and")),
    };
    let sign = if claim.is_in_circle { "↻ " } else { "" };
    format!("{sign}{}: {} only after {}{said}", document.short(claim.party), claim.what, alternatives.join("; or "))
}
