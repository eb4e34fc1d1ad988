//! The report.

use askama::Template;

use super::parts;
use crate::Document;
use crate::anchor::anchor;
use crate::chart::{Chart, STYLE, charts};
use crate::document::{
    FoundHow, Frequency, GapStatus, JudgedKind, NatureView, Note, OutcomeView, PackageKind, PositionView, SentenceKind,
    StandingView, TopicView, TrackView, Verification,
};
use crate::words;

/// The whole report as one HTML file: no script, no request, under a megabyte for any case that a person can read.
pub fn html(document: &Document) -> String {
    let charts = charts(document);
    Page { document, charts, chart_style: STYLE, page_style: include_str!("../../templates/report.css") }
        .render()
        .expect("the template writes to a string, which cannot fail")
}

/// What the template sees.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    document: &'a Document,
    charts: Vec<Chart>,
    chart_style: &'static str,
    page_style: &'static str,
}

/// What one statement says on one topic.
struct Said {
    words: String,
    quote: Option<String>,
    statement: String,
}

/// What kind of thing was judged, in a word or two.
pub(super) fn judged_word(kind: JudgedKind) -> &'static str {
    match kind {
        JudgedKind::Weights => "weights",
        JudgedKind::Values => "worth of options",
        JudgedKind::Points => "points",
        JudgedKind::Linkage => "linkage",
        JudgedKind::RedLine => "red line",
        JudgedKind::Limit => "limit",
        JudgedKind::Disagreement => "no agreement",
    }
}

/// Small words and links for the template.
impl Page<'_> {
    fn nature(&self) -> &'static str {
        match self.document.case.nature {
            NatureView::Real => "A real conflict",
            NatureView::Invented => "An invented case",
            NatureView::Textbook => "A textbook case",
        }
    }

    /// The charts whose name is `prefix` or begins with it and a dash.
    fn charts(&self, prefix: &str) -> impl Iterator<Item = &Chart> {
        self.charts
            .iter()
            .filter(move |chart| chart.name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
    }

    /// The planes of the draws (not of a point basis).
    fn clouds(&self) -> impl Iterator<Item = &Chart> {
        self.charts("plane").filter(|chart| chart.name != "plane-point")
    }

    fn how(&self, found: &FoundHow) -> String {
        parts::how(self.document, found)
    }

    fn note(&self, note: &Note) -> String {
        parts::note(self.document, note)
    }

    fn links(&self, references: &[String]) -> String {
        parts::links(self.document, references)
    }

    fn link(&self, kind: &str, id: &str) -> String {
        parts::link(self.document, &format!("{kind}:{id}"))
    }

    fn anchor(&self, kind: &str, id: &str) -> String {
        anchor(&format!("{kind}:{id}"))
    }

    fn item_anchor(&self, judgement: &str, item: &str) -> String {
        anchor(&format!("judgement:{judgement}/{item}"))
    }

    fn frequency(&self, frequency: &Frequency) -> String {
        parts::frequency(frequency)
    }

    fn author<'d>(&'d self, judgement: &'d str) -> &'d str {
        self.document.author(judgement)
    }

    fn status(&self, status: &GapStatus) -> &'static str {
        words::status_word(*status)
    }

    fn sign(&self, status: &GapStatus) -> char {
        words::status_sign(*status)
    }

    fn position<'t>(&self, topic: &'t TopicView, party: &str) -> Option<&'t PositionView> {
        topic.positions.iter().find(|position| position.party == party && !position.is_silent())
    }

    /// What a party says on a topic, statement by statement, with the words where they are a quotation.
    fn said(&self, position: &PositionView) -> Vec<Said> {
        let mut groups: Vec<Said> = Vec::new();
        for (verb, stances) in position.kinds() {
            for stance in stances {
                let words = format!("{verb} {}", words::list(&stance.options, "or"));
                match groups.iter_mut().find(|group| group.statement == stance.statement) {
                    Some(group) => group.words.push_str(&format!("; {words}")),
                    None => {
                        groups.push(Said { words, quote: self.quote(&stance.statement), statement: stance.statement.clone() })
                    }
                }
            }
        }
        groups
    }

    /// The first words of a quotation; the annex has all of it.
    fn quote(&self, statement: &str) -> Option<String> {
        let quote = self.document.statement(statement)?.quote.as_deref()?;
        Some(words::shorten(quote, 160))
    }

    fn verification(&self, state: &Verification) -> &'static str {
        parts::verification(*state)
    }

    fn track(&self, track: &TrackView) -> &'static str {
        match track {
            TrackView::Bargaining => "for bargaining",
            TrackView::Duty => "a duty",
            TrackView::OwnTrack => "a track of its own",
        }
    }

    fn judged(&self, kind: &JudgedKind) -> &'static str {
        judged_word(*kind)
    }

    fn standing(&self, standing: &StandingView) -> &'static str {
        match standing {
            StandingView::Firm => "held to be firm",
            StandingView::Uncertain => "uncertain: it holds in one draw out of two",
        }
    }

    fn package_kind(&self, kind: &PackageKind) -> &'static str {
        match kind {
            PackageKind::MostAccepted => "accepted in most draws",
            PackageKind::NearEqualOffer => "worth nearly the same to one side",
            PackageKind::OfTheCase => "a package of the case",
        }
    }

    fn sentence_kind(&self, kind: &SentenceKind) -> &'static str {
        match kind {
            SentenceKind::Trade => "Trade",
            SentenceKind::Blocked => "Blocked",
            SentenceKind::Odds => "Odds",
            SentenceKind::Efficient => "Efficient",
            SentenceKind::NotDecidable => "Cannot tell",
        }
    }

    fn share(&self, share: &f64) -> String {
        words::share_in_words(*share)
    }

    fn percent(&self, share: &f64) -> String {
        words::percent(*share)
    }

    fn number(&self, value: &f64) -> String {
        words::number(*value)
    }

    fn signed(&self, value: &f64) -> String {
        words::signed_number(*value)
    }

    fn thousands(&self, number: &u64) -> String {
        words::thousands(*number)
    }

    fn outcomes(&self) -> String {
        words::outcomes_in_words(&self.document.space.outcomes)
    }

    fn list(&self, items: &[String], joint: &str) -> String {
        words::list(items, joint)
    }

    fn alternatives(&self, alternatives: &[Vec<String>]) -> String {
        let all: Vec<String> = alternatives.iter().map(|conditions| words::list(conditions, "and")).collect();
        all.join("; or ")
    }

    fn utilities(&self, utilities: &[f64]) -> String {
        let parts: Vec<String> = utilities.iter().map(|utility| words::number(*utility)).collect();
        parts.join(", ")
    }

    fn settles(&self, outcome: &OutcomeView) -> String {
        let parts: Vec<String> = outcome.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
        parts.join("; ")
    }

    fn verdict_word(&self) -> &'static str {
        self.document.odds.as_ref().map_or("", |odds| words::verdict_word(odds.interval.verdict))
    }

    fn verdict_sentence(&self) -> &'static str {
        self.document.odds.as_ref().map_or("", |odds| words::verdict_sentence(odds.interval.verdict))
    }

    fn error_in_hundred(&self) -> String {
        self.document.odds.as_ref().map_or(String::new(), |odds| format!("{:.1}", odds.interval.standard_error * 200.0))
    }

    fn points_heading(&self) -> &'static str {
        if self.document.is_real() { "Reference points" } else { "Solutions" }
    }

    /// Frontier points shown in the table; the JSON has them all.
    fn frontier_rows(&self) -> usize {
        40
    }

    fn has_said(&self) -> bool {
        !self.document.topics.is_empty() || !self.document.only_after.is_empty()
    }

    fn has_computed(&self) -> bool {
        self.document.odds.is_some()
            || self.document.frontier.is_some()
            || !self.document.packages.is_empty()
            || !self.document.stakes.is_empty()
    }
}
