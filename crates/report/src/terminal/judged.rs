//! The part that rests on judgements: the odds in words, what would flip them, the best package, and who blocks.

use super::page::{Page, Voice};
use crate::Document;
use crate::document::{JudgementOdds, Odds, PackageView, Verdict};
use crate::words::{
    count, draws_in_words, list, number, outcomes_in_words, percent, share_in_words, thousands, verdict_sentence, verdict_word,
};

/// Flips and blockers shown at most.
const ENTRIES: usize = 3;
/// Notes shown at most.
const NOTES: usize = 4;

/// The frontier and the solutions, where a basis was named.
pub(super) fn point(page: &mut Page, document: &Document) {
    let (Some(frontier), Some(solutions)) = (&document.frontier, &document.solutions) else { return };
    let basis = document.point_basis.as_deref().unwrap_or("the points of the case");
    page.heading(if document.is_real() { "Reference points" } else { "Solutions" }, &format!("basis: {basis}"));
    let exact = if frontier.exact { "exact" } else { "not exact" };
    page.paragraph(
        2,
        &format!(
            "{} packages, {} on the frontier, {} of them within every limit ({exact}; {}).",
            outcomes_in_words(&document.space.outcomes),
            thousands(frontier.size),
            thousands(frontier.rational_size),
            frontier.method
        ),
    );
    for (name, solution) in solutions.named() {
        let first = solution.points.first().map(|point| {
            let utilities: Vec<String> = point.utilities.iter().map(|utility| number(*utility)).collect();
            let outcome: Vec<String> = point.outcome.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
            let ties = if solution.points.len() > 1 { format!(" and {} tied", solution.points.len() - 1) } else { String::new() };
            format!("({}){ties} — {}", utilities.join(", "), outcome.join("; "))
        });
        let words = first.unwrap_or_else(|| format!("none: {}", solution.reason.as_deref().unwrap_or("no zone")));
        page.labelled(name, Voice::Strong, 22, &words);
    }
    if let Some(opposition) = document.opposition {
        page.labelled("opposition", Voice::Strong, 22, &format!("{} (0: one package is best for all)", number(opposition)));
    }
}

/// The odds over authors and range ends, and author by author.
pub(super) fn odds(page: &mut Page, document: &Document) {
    let Some(odds) = &document.odds else {
        if let (None, Some(reason)) = (&document.frontier, &document.reason) {
            page.heading("No odds", reason);
        }
        return;
    };
    page.heading("Does a deal fit the analysts' ranges?", "shares of draws, never a chance of peace");
    let voice = match odds.interval.verdict {
        Verdict::Likely => Voice::Good,
        Verdict::Unlikely => Voice::Bad,
        Verdict::CannotTell => Voice::Open,
    };
    let word = verdict_word(odds.interval.verdict).to_uppercase();
    page.labelled(&word, voice, word.len() + 4, verdict_sentence(odds.interval.verdict));
    interval(page, odds);
    for entry in &odds.judgements {
        page.point(&judgement(document, entry));
    }
}

fn interval(page: &mut Page, odds: &Odds) {
    let interval = &odds.interval;
    page.paragraph(
        2,
        &format!(
            "Lowest {} ({}), highest {} ({}). Chance alone: ±{:.1} in 100. {} draws for each author, seed {}.",
            share_in_words(interval.low),
            interval.low_from,
            share_in_words(interval.high),
            interval.high_from,
            interval.standard_error * 200.0,
            thousands(odds.draws),
            odds.seed
        ),
    );
}

fn judgement(document: &Document, entry: &JudgementOdds) -> String {
    let mut words = format!("{}: a deal fits {} of these ranges", document.author(&entry.judgement), draws_in_words(&entry.deal));
    if let Some(best) = &entry.best_package {
        words.push_str(&format!("; the best single package suits everybody {}", draws_in_words(&best.accepted)));
    }
    words.push('.');
    words
}

/// What would turn a conclusion round, groupings included, and otherwise what moves the odds most.
pub(super) fn flips(page: &mut Page, document: &Document) {
    let grouping = document.groupings.iter().filter(|test| test.flips);
    let flips: Vec<&str> = document
        .flips
        .iter()
        .filter(|flip| flip.distance.is_some())
        .map(|flip| flip.words.as_str())
        .chain(grouping.map(|test| test.words.as_str()))
        .collect();
    let longest: Vec<String> = document
        .tornadoes
        .iter()
        .filter_map(|tornado| tornado.bars.first())
        .map(|bar| {
            format!(
                "{} moves the odds most: {} at {}, {} at {}.",
                bar.input,
                share_in_words(bar.low),
                bar.low_end,
                share_in_words(bar.high),
                bar.high_end
            )
        })
        .collect();
    if flips.is_empty() && longest.is_empty() {
        return;
    }
    page.heading("What would flip the answer", "computed on common draws");
    for words in flips.iter().take(ENTRIES) {
        page.point(words);
    }
    page.more(flips.len().saturating_sub(ENTRIES), "flips");
    if flips.is_empty() {
        page.point("No tested change of one input turns the answer round.");
    }
    for words in longest.iter().take(ENTRIES) {
        page.point(words);
    }
}

/// The first package, with who accepts it.
pub(super) fn package(page: &mut Page, document: &Document) {
    let Some(package) = document.packages.iter().find(|package| package.accepted.is_some()).or(document.packages.first()) else {
        return;
    };
    let whose = package.judgement.as_deref().map(|id| format!("by the ranges of {}", document.author(id)));
    page.heading(&format!("Best package: {}", package.label), &whose.unwrap_or_default());
    let settles: Vec<String> = package.outcome.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
    page.paragraph(2, &format!("{}.", settles.join("; ")));
    page.paragraph(2, &acceptance(package));
    page.more(document.packages.len() - 1, "packages");
}

fn acceptance(package: &PackageView) -> String {
    let mut parts = Vec::new();
    if let Some(accepted) = &package.accepted {
        parts.push(format!("Everybody accepts it {}", draws_in_words(accepted)));
    }
    let by_party: Vec<String> =
        package.by_party.iter().map(|entry| format!("{} {}", entry.party, percent(entry.accepted.share))).collect();
    if !by_party.is_empty() {
        parts.push(format!("one by one: {}", list(&by_party, "and")));
    }
    if parts.is_empty() { "Nothing was drawn for it.".into() } else { format!("{}.", parts.join("; ")) }
}

/// Who or what stands in the way, and what would open it.
pub(super) fn blockers(page: &mut Page, document: &Document) {
    let Some(odds) = &document.odds else { return };
    let all: Vec<(&str, &str)> = odds
        .judgements
        .iter()
        .flat_map(|entry| entry.blockers.iter().map(|blocker| (document.author(&entry.judgement), blocker.words.as_str())))
        .collect();
    if all.is_empty() {
        return;
    }
    page.heading("What blocks, and what would open it", "in the draws without a deal");
    for (author, words) in all.iter().take(ENTRIES) {
        page.point(&format!("{author}: {words}"));
    }
    page.more(all.len().saturating_sub(ENTRIES), "of these");
}

/// What cannot be told, what was stopped, and what a reader must know.
pub(super) fn notes(page: &mut Page, document: &Document) {
    let notes: Vec<_> = document.limits.iter().chain(&document.cannot_tell).chain(&document.warnings).collect();
    if notes.is_empty() {
        return;
    }
    page.heading("Read with care", &count(notes.len(), "note", "notes"));
    for note in notes.iter().take(NOTES) {
        let way_out = note.way_out.as_deref().map(|way| format!(" {way}"));
        page.point(&format!("{}: {}{}", note.about, note.words, way_out.unwrap_or_default()));
    }
    page.more(notes.len().saturating_sub(NOTES), "notes");
}
