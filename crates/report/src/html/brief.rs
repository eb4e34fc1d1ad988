//! The brief: two A4 pages, the first without weights, the second with what rests on judgements.
//!
//! Both pages have a fixed height, so there are always two. Lists are short and say how much they leave out; charts
//! shrink before anything is cut off.

use askama::Template;

use super::parts;
use crate::Document;
use crate::chart::{Chart, STYLE, charts, compact_gap};
use crate::document::{GapStatus, NatureView, OnlyAfter, PackageView, StatementView};
use crate::words::{self, count, draws_in_words, list, shorten};

/// Topics in the picture of the gap at most.
const TOPICS: usize = 14;
/// Bars of the tornado at most.
const BARS: usize = 4;
/// Entries of a list at most.
const ENTRIES: usize = 3;

/// The brief as one HTML file that prints on exactly two A4 pages.
pub fn brief(document: &Document) -> String {
    let short = shortened(document);
    let mut charts = charts(&short);
    charts.retain(|chart| chart.name != "gap");
    charts.extend(compact_gap(&short));
    Brief { document, charts, chart_style: STYLE, page_style: include_str!("../../templates/brief.css") }
        .render()
        .expect("the template writes to a string, which cannot fail")
}

/// The document with no more topics and bars than a page has room for.
fn shortened(document: &Document) -> Document {
    let mut short = document.clone();
    short.topics.truncate(TOPICS);
    short.tornadoes.truncate(1);
    for tornado in &mut short.tornadoes {
        tornado.bars.truncate(BARS);
    }
    short.clouds.clear();
    short
}

/// What the template sees.
#[derive(Template)]
#[template(path = "brief.html")]
struct Brief<'a> {
    document: &'a Document,
    charts: Vec<Chart>,
    chart_style: &'static str,
    page_style: &'static str,
}

/// Short sentences for the template.
impl Brief<'_> {
    fn meta(&self) -> String {
        let case = &self.document.case;
        let nature = match case.nature {
            NatureView::Real => "A real conflict",
            NatureView::Invented => "An invented case",
            NatureView::Textbook => "A textbook case",
        };
        let day = case.as_of.as_deref().map(|day| format!(", as known on {day}")).unwrap_or_default();
        let withheld = match case.withheld.items {
            0 => String::new(),
            items => format!(" For {}: {} withheld.", case.audience, count(items as usize, "item", "items")),
        };
        format!(
            "{nature}{day}. Between {}. {}, {}.{withheld}",
            list(&self.document.parties, "and"),
            count(self.document.statements.len(), "statement", "statements"),
            count(self.document.sources.len(), "source", "sources")
        )
    }

    fn about(&self) -> String {
        shorten(self.document.case.about.as_deref().unwrap_or_default(), 320)
    }

    /// The wide drawing of the first chart whose name begins so.
    fn chart(&self, prefix: &str) -> &str {
        self.charts.iter().find(|chart| chart.name.starts_with(prefix)).map_or("", |chart| &chart.wide)
    }

    fn topics_left(&self) -> usize {
        self.document.topics.len().saturating_sub(TOPICS)
    }

    fn conflicts(&self) -> Vec<String> {
        let conflicts = self.document.topics.iter().filter(|topic| topic.gap.status == GapStatus::SourcesConflict);
        let words: Vec<String> = conflicts.map(|topic| format!("{}: {}", topic.name, topic.gap.words)).collect();
        cut(words, 170)
    }

    fn silences(&self) -> Vec<String> {
        let named = |status: GapStatus| -> Vec<&str> {
            self.document.topics.iter().filter(|topic| topic.gap.status == status).map(|topic| topic.name.as_str()).collect()
        };
        let pairs =
            [("One side not seen", named(GapStatus::OneSideNotSeen)), ("Neither side seen", named(GapStatus::NeitherSeen))];
        let filled = pairs.into_iter().filter(|(_, names)| !names.is_empty());
        filled.map(|(words, names)| shorten(&format!("{words}: {}.", list(&names, "and")), 220)).collect()
    }

    fn only_after(&self) -> Vec<String> {
        let in_words = |entry: &OnlyAfter| {
            let alternatives: Vec<String> = entry.alternatives.iter().map(|all| list(all, "and")).collect();
            format!("{}: “{}” only after: {}.", entry.party, entry.what, alternatives.join("; or "))
        };
        cut(self.document.only_after.iter().map(in_words).collect(), 190)
    }

    fn verdict(&self) -> Option<(String, &'static str)> {
        let interval = &self.document.odds.as_ref()?.interval;
        Some((words::verdict_word(interval.verdict).to_owned(), words::verdict_sentence(interval.verdict)))
    }

    fn interval(&self) -> String {
        let Some(odds) = &self.document.odds else { return String::new() };
        let interval = &odds.interval;
        format!(
            "Lowest: {} draws ({}). Highest: {} ({}). {} draws for each author, seed {}; chance alone moves a share by at most {:.1} in 100.",
            words::share_in_words(interval.low),
            shorten(&interval.low_from, 90),
            words::share_in_words(interval.high),
            shorten(&interval.high_from, 90),
            words::thousands(odds.draws),
            odds.seed,
            interval.standard_error * 200.0
        )
    }

    fn flips(&self) -> Vec<String> {
        let flips = self.document.flips.iter().filter(|flip| flip.distance.is_some()).map(|flip| flip.words.clone());
        let groupings = self.document.groupings.iter().filter(|test| test.flips).map(|test| test.words.clone());
        cut(flips.chain(groupings).collect(), 150)
    }

    fn blockers(&self) -> Vec<String> {
        let judgements = self.document.odds.iter().flat_map(|odds| &odds.judgements);
        let words = judgements.flat_map(|entry| {
            let author = self.document.author(&entry.judgement);
            entry.blockers.iter().take(2).map(move |blocker| format!("{author}: {}", blocker.words))
        });
        cut(words.collect(), 150)
    }

    fn package(&self) -> Option<&PackageView> {
        self.document.packages.first()
    }

    fn acceptance(&self, package: &PackageView) -> String {
        let whose =
            package.judgement.as_deref().map(|id| format!(" (ranges of {})", self.document.author(id))).unwrap_or_default();
        package.accepted.as_ref().map_or(String::new(), |all| format!("Everybody accepts it {}{whose}.", draws_in_words(all)))
    }

    fn notes(&self) -> Vec<String> {
        let document = self.document;
        let notes = document.limits.iter().chain(&document.cannot_tell).chain(&document.warnings);
        cut(notes.map(|note| format!("{}: {}", note.about, note.words)).collect(), 150)
    }

    /// Quotations for the second page of a case that nobody has judged.
    fn statements(&self) -> Vec<(String, String)> {
        let words = |statement: &StatementView| match (&statement.quote, &statement.paraphrase) {
            (Some(quote), _) => format!("“{}”", shorten(quote, 200)),
            (None, paraphrase) => shorten(paraphrase.as_deref().unwrap_or_default(), 200),
        };
        let line = |statement: &StatementView| {
            let state = parts::verification(statement.verification);
            (words(statement), format!("{}, {}; {state}", shorten(&statement.speaker, 60), statement.date))
        };
        self.document.statements.iter().take(14).map(line).collect()
    }

    fn utilities(&self, utilities: &[f64]) -> String {
        let parts: Vec<String> = utilities.iter().map(|utility| words::number(*utility)).collect();
        parts.join(", ")
    }
}

/// The first entries, each cut to `limit` characters, and a last one that counts the others.
fn cut(entries: Vec<String>, limit: usize) -> Vec<String> {
    let left = entries.len().saturating_sub(ENTRIES);
    let mut shown: Vec<String> = entries.iter().take(ENTRIES).map(|entry| shorten(entry, limit)).collect();
    if left > 0 {
        shown.push(format!("… and {left} more in the report."));
    }
    shown
}
