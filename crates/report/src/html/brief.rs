//! The brief: two A4 pages, the first without weights, the second with what rests on judgements.
//!
//! Both pages have a fixed height, so there are always two. Lists are short and say how much they leave out; charts
//! shrink before anything is cut off.

use askama::Template;

use super::rendered;

use super::parts;
use crate::Document;
use crate::chart::{Chart, STYLE, charts, compact_gap};
use crate::document::{GapStatus, NatureView, PackageKind, PackageView, PositionView, StanceView, StatementView, TopicView};
use crate::telling::Claim;
use crate::words::{self, count, draws_in_words, gist, list, shorten};

/// Topics in the picture of the gap at most; more of them are told in a table, which takes less height.
const TOPICS: usize = 8;
/// Rows of that table at most.
const ROWS: usize = 24;
/// Bars of the tornado at most.
const BARS: usize = 4;
/// Clauses of the best package at most.
const CLAUSES: usize = 10;
/// Claims of what must come first at most.
const CLAIMS: usize = 4;
/// Entries of a list at most.
const ENTRIES: usize = 2;

/// The brief as one HTML file that prints on exactly two A4 pages.
pub fn brief(document: &Document) -> String {
    let short = shortened(document);
    let mut charts = charts(&short);
    charts.retain(|chart| chart.name != "gap");
    charts.extend(compact_gap(&short));
    rendered(&Brief { document, charts, chart_style: STYLE, page_style: include_str!("../../templates/brief.css") })
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
            NatureView::Scenario => "A scenario of the field",
        };
        let day = case.as_of.as_deref().map(|day| format!(", as known on {day}")).unwrap_or_default();
        let withheld = match case.withheld.items {
            0 => String::new(),
            items => format!(" For {}: {} withheld.", case.audience, count(items as usize, "item", "items")),
        };
        format!(
            "{nature}{day}. Between {}. {}, {}.{withheld}",
            list(&self.document.introduced(), "and"),
            count(self.document.statements.len(), "statement", "statements"),
            count(self.document.sources.len(), "source", "sources")
        )
    }

    /// That quotations do not stand in their texts.
    fn misquotations(&self) -> Option<String> {
        let note = self.document.misquotations()?;
        Some(shorten(&format!("{}: {}", note.about, note.words), 220))
    }

    fn about(&self) -> String {
        shorten(self.document.case.about.as_deref().unwrap_or_default(), 320)
    }

    /// The wide drawing of the first chart whose name begins so.
    fn chart(&self, prefix: &str) -> &str {
        self.charts.iter().find(|chart| chart.name.starts_with(prefix)).map_or("", |chart| &chart.wide)
    }

    fn has_table(&self) -> bool {
        self.document.topics.len() > TOPICS
    }

    fn topics_left(&self) -> usize {
        self.document.topics.len().saturating_sub(ROWS)
    }

    /// The topics as rows: the bargained ones, then those that are not for bargaining.
    fn rows(&self) -> Vec<Row> {
        let all = self.document.bargained().chain(self.document.aside());
        let mut rows: Vec<Row> = all.take(ROWS).map(|topic| self.row(topic)).collect();
        if let Some(first) = rows.get_mut(self.document.bargained().count()) {
            first.begins_aside = true;
        }
        rows
    }

    fn row(&self, topic: &TopicView) -> Row {
        let each = 120 / self.document.parties.len().max(1);
        let said = |party: &String| {
            let position = topic.positions.iter().find(|position| position.party == *party && !position.is_silent());
            position.map_or_else(|| "not seen".to_owned(), |position| said_briefly(position, each))
        };
        Row {
            name: shorten(&topic.name, 36),
            begins_aside: false,
            state: format!("{} {}", words::status_sign(topic.gap.status), words::status_word(topic.gap.status)),
            said: self.document.parties.iter().map(said).collect(),
        }
    }

    fn party<'p>(&'p self, name: &'p str) -> &'p str {
        self.document.short(name)
    }

    fn conflicts(&self) -> Vec<String> {
        let conflicts = self.document.topics.iter().filter(|topic| topic.gap.status == GapStatus::SourcesConflict);
        let words: Vec<String> = conflicts.map(|topic| format!("{}: {}", topic.name, topic.gap.words)).collect();
        cut(words, 170)
    }

    /// Who is silent on what; the table says it in its cells.
    fn silences(&self) -> Vec<String> {
        if self.has_table() {
            return Vec::new();
        }
        let named = |status: GapStatus| -> Vec<&str> {
            self.document.topics.iter().filter(|topic| topic.gap.status == status).map(|topic| topic.name.as_str()).collect()
        };
        let pairs =
            [("One side not seen", named(GapStatus::OneSideNotSeen)), ("Neither side seen", named(GapStatus::NeitherSeen))];
        let filled = pairs.into_iter().filter(|(_, names)| !names.is_empty());
        filled.map(|(words, names)| shorten(&format!("{words}: {}.", list(&names, "and")), 220)).collect()
    }

    fn only_after(&self) -> Vec<String> {
        let in_words = |claim: &Claim<'_>| {
            let alternatives: Vec<String> = claim.alternatives.iter().map(|all| list(all, "and")).collect();
            let sign = if claim.is_in_circle { "↻ " } else { "" };
            format!("{sign}{}: “{}” only after: {}.", self.document.short(claim.party), claim.what, alternatives.join("; or "))
        };
        let (circle, others): (Vec<_>, Vec<_>) = self.document.claims().into_iter().partition(|claim| claim.is_in_circle);
        cut_after(CLAIMS, circle.iter().chain(&others).map(in_words).collect(), 190)
    }

    fn verdict(&self) -> Option<(String, &'static str)> {
        let interval = &self.document.odds.as_ref()?.interval;
        Some((words::verdict_word(interval.verdict).to_owned(), words::verdict_sentence(interval)))
    }

    fn interval(&self) -> String {
        let Some(odds) = &self.document.odds else { return String::new() };
        let interval = &odds.interval;
        self.document.shortened(&format!(
            "A deal fits from {} to {} of 100 draws. Fewest: {}. Most: {}. {} draws for each author, seed {}. Chance alone: {}.",
            words::hundredths(interval.low),
            words::hundredths(interval.high),
            shorten(&interval.low_from, 120),
            shorten(&interval.high_from, 120),
            words::thousands(odds.draws),
            odds.seed,
            words::chance(interval.standard_error, interval.draws)
        ))
    }

    fn comparison(&self) -> &str {
        self.document.comparison.as_ref().map_or("", |comparison| &comparison.words)
    }

    fn flips(&self) -> Vec<String> {
        let flips = self.document.flips.iter().filter(|flip| flip.distance.is_some()).map(|flip| flip.words.clone());
        let groupings = self.document.groupings.iter().filter(|test| test.flips).map(|test| test.words.clone());
        cut(flips.chain(groupings).map(|words| self.document.shortened(&words)).collect(), 230)
    }

    fn blockers(&self) -> Vec<String> {
        let judgements = self.document.odds.iter().flat_map(|odds| &odds.judgements);
        let each = if self.document.odds.as_ref().is_some_and(|odds| odds.judgements.len() > 1) { 1 } else { 2 };
        let words = judgements.flat_map(|entry| {
            let author = self.document.author(&entry.judgement);
            entry.blockers.iter().take(each).map(move |blocker| format!("{author}: {}", blocker.words))
        });
        cut(words.map(|words| self.document.shortened(&words)).collect(), 230)
    }

    fn package(&self) -> Option<&PackageView> {
        self.document.packages.iter().find(|package| package.kind == PackageKind::MostAccepted)
    }

    fn package_label(&self, package: &PackageView) -> String {
        self.document.shortened(&package.label)
    }

    fn acceptance(&self, package: &PackageView) -> String {
        let all = package.accepted.as_ref().map_or(String::new(), |all| format!("Everybody accepts it {}", draws_in_words(all)));
        let each: Vec<String> = (package.by_party.iter())
            .map(|entry| format!("{} {}", self.document.short(&entry.party), words::percent(entry.accepted.share)))
            .collect();
        if each.is_empty() { format!("{all}.") } else { format!("{all}; one by one, {}.", list(&each, "and")) }
    }

    /// The package that it is told against, where one of the case is near.
    fn but_for(&self, package: &PackageView) -> String {
        let near = self.document.nearest_named(package);
        near.map(|(named, _)| format!("As “{}”, but for:", self.document.short_label(named))).unwrap_or_default()
    }

    /// The clauses that are told, with a mark where nothing was seen of a side.
    fn clauses(&self, package: &PackageView) -> Vec<(String, String)> {
        let told: Vec<(&str, &str)> =
            self.document.nearest_named(package).map_or_else(|| package.outcome.iter().collect(), |(_, clauses)| clauses);
        let clause = |(issue, option): (&str, &str)| {
            let unseen = self.document.unseen_on(issue);
            let mark =
                if unseen.is_empty() { String::new() } else { format!(" (no position of {} was seen)", list(&unseen, "and")) };
            (shorten(issue, 48), format!("{}{mark}", gist(option, 80)))
        };
        told.into_iter().take(CLAUSES).map(clause).collect()
    }

    fn notes(&self) -> Vec<String> {
        let document = self.document;
        let notes = document.limits.iter().chain(&document.cannot_tell).chain(document.other_warnings());
        cut(notes.map(|note| format!("{}: {}", note.about, words::first_sentence(&note.words))).collect(), 170)
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

/// One topic in the table.
struct Row {
    name: String,
    /// The first that is not for bargaining.
    begins_aside: bool,
    state: String,
    said: Vec<String>,
}

/// "asks six per cent; rejects two per cent", in about `room` characters.
fn said_briefly(position: &PositionView, room: usize) -> String {
    let kinds = position.kinds();
    let filled: Vec<_> = kinds.iter().filter(|(_, stances)| !stances.is_empty()).collect();
    let each = room / filled.len().max(1);
    let part = |(verb, stances): &&(&str, &[StanceView])| {
        let mut options: Vec<&str> = Vec::new();
        for option in stances.iter().flat_map(|stance| &stance.options) {
            if !options.contains(&option.as_str()) {
                options.push(option);
            }
        }
        let limit = (each / options.len().max(1)).max(24);
        let gists: Vec<String> = options.iter().map(|option| gist(option, limit)).collect();
        format!("{verb} {}", list(&gists, "or"))
    };
    filled.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// The first entries, each cut to `limit` characters, and a last one that counts the others.
fn cut(entries: Vec<String>, limit: usize) -> Vec<String> {
    cut_after(ENTRIES, entries, limit)
}

/// The same for the first `most` entries.
fn cut_after(most: usize, entries: Vec<String>, limit: usize) -> Vec<String> {
    let left = entries.len().saturating_sub(most);
    let mut shown: Vec<String> = entries.iter().take(most).map(|entry| shorten(entry, limit)).collect();
    if left > 0 {
        shown.push(format!("… and {left} more in the report."));
    }
    shown
}
