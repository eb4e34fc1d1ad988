//! The part that rests on judgements: the odds in words, what would flip them, the best package, and who blocks.

use super::page::{Page, Voice};
use crate::Document;
use crate::document::{JudgementOdds, Odds, PackageKind, PackageView, PointView, ShockView, Tornado, Verdict};
use crate::words::{
    bounds_in_words, chance, count, draws_in_words, first_sentence, frontier_in_words, gist, hundredths, list, number,
    outcomes_with, percent, shorten, signed_number, thousands, verdict_sentence, verdict_word,
};
use unicode_width::UnicodeWidthStr;

/// Blockers, and longest bars, shown at most.
const ENTRIES: usize = 2;
/// Flips shown at most.
const FLIPS: usize = 2;
/// Clauses of the best package shown at most.
const CLAUSES: usize = 14;
/// Measured packages shown at most.
const MEASURED: usize = 4;
/// Notes shown at most.
const NOTES: usize = 3;

/// The frontier and the solutions, where a basis was named.
pub(super) fn point(page: &mut Page, document: &Document) {
    let (Some(frontier), Some(solutions)) = (&document.frontier, &document.solutions) else { return };
    let basis = document.basis();
    page.heading(if document.is_real() { "Reference points" } else { "Solutions" }, &format!("basis: {basis}"));
    let exact = if frontier.exact { "exact" } else { "not exact" };
    page.paragraph(
        2,
        &format!(
            "{}; {} ({exact}; {}).",
            outcomes_with(&document.space.outcomes, "package", "packages"),
            frontier_in_words(frontier),
            frontier.method
        ),
    );
    for (name, solution) in solutions.named() {
        let ties = if solution.points.len() > 1 { format!(" and {} tied", solution.points.len() - 1) } else { String::new() };
        let words = match (solution.points.first(), &solution.bounds) {
            (Some(first), _) => point_in_words(first, &ties),
            (None, Some(bounds)) => {
                let best = bounds.point.as_ref().map(|point| format!("; best found: {}", point_in_words(point, "")));
                format!("{}{}", bounds_in_words(bounds), best.unwrap_or_default())
            }
            (None, None) => format!("none: {}", solution.reason.as_deref().unwrap_or("no zone")),
        };
        page.labelled(name, Voice::Strong, 22, &words);
    }
    if let Some(opposition) = document.opposition {
        page.labelled("opposition", Voice::Strong, 22, &format!("{} (0: one package is best for all)", number(opposition)));
    }
}

/// The utilities of a point, with what `follows` them, and its package.
fn point_in_words(point: &PointView, follows: &str) -> String {
    let utilities: Vec<String> = point.utilities.iter().map(|utility| number(*utility)).collect();
    let option = |(issue, option): (&str, &str)| format!("{}: {}", gist(issue, 24), gist(option, 24));
    let outcome: Vec<String> = point.outcome.iter().map(option).collect();
    format!("({}){follows} — {}", utilities.join(", "), outcome.join("; "))
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
    page.labelled(&word, voice, word.len() + 4, verdict_sentence(&odds.interval));
    interval(page, document, odds);
    for entry in &odds.judgements {
        page.point(&document.shortened(&judgement(document, entry)));
    }
    if let Some(comparison) = &document.comparison {
        page.point(&comparison.words);
    }
}

fn interval(page: &mut Page, document: &Document, odds: &Odds) {
    let interval = &odds.interval;
    let words = format!(
        "A deal fits from {} to {} of 100 draws. Fewest: {}. Most: {}. {} draws for each author, seed {}; chance alone: {}.",
        hundredths(interval.low),
        hundredths(interval.high),
        interval.low_from,
        interval.high_from,
        thousands(odds.draws),
        odds.seed,
        chance(interval.standard_error, interval.draws)
    );
    page.paragraph(2, &document.shortened(&words));
}

fn judgement(document: &Document, entry: &JudgementOdds) -> String {
    let mut words = format!("{}: a deal fits {}", document.author(&entry.judgement), draws_in_words(&entry.deal));
    if let Some(best) = &entry.best_package {
        words.push_str(&format!(", the best single package {}", draws_in_words(&best.accepted)));
    }
    format!("{words}.")
}

/// What would turn a conclusion round, groupings included, and otherwise what moves the odds most.
pub(super) fn flips(page: &mut Page, document: &Document) {
    let grouping = document.groupings.iter().filter(|test| test.flips);
    let mut flips: Vec<String> = document
        .flips
        .iter()
        .filter(|flip| flip.distance.is_some())
        .map(|flip| flip.words.clone())
        .chain(grouping.map(|test| test.words.clone()))
        .collect();
    flips.dedup();
    let longest: Vec<String> = document.tornadoes.iter().filter_map(|tornado| moves_most(document, tornado)).collect();
    if flips.is_empty() && longest.is_empty() {
        return;
    }
    page.heading("What would flip the answer, and what moves it most", "computed on common draws");
    for words in flips.iter().take(FLIPS) {
        page.point(&document.shortened(words));
    }
    page.more(flips.len().saturating_sub(FLIPS), "flips");
    if flips.is_empty() {
        page.point("No tested change of one input turns the answer round.");
    }
    for words in longest.iter().take(ENTRIES) {
        page.point(words);
    }
}

/// What events, promises and threats may change: before and after, and the channel that matters most. The page has each
/// channel at its ends, and each package.
pub(super) fn shocks(page: &mut Page, document: &Document) {
    if document.shocks.is_empty() {
        return;
    }
    page.heading("Shocks: before and after", "computed on common draws");
    let mut told: Vec<(&str, Vec<String>)> = Vec::new();
    for shock in &document.shocks {
        let words = format!("{}: {}", document.short_author(&shock.judgement), shock_in_words(document, shock));
        match told.iter_mut().find(|(name, _)| *name == shock.name) {
            Some((_, by_author)) => by_author.push(words),
            None => told.push((&shock.name, vec![words])),
        }
    }
    for (name, by_author) in told {
        page.voiced_paragraph(2, Voice::Strong, &shorten(name, page.columns().saturating_sub(2)));
        by_author.iter().for_each(|words| page.point(words));
    }
}

/// "85 of 100 draws before, 75 after; most of all what waiting costs UA: 60 at −0.1, 87 at 0.1".
fn shock_in_words(document: &Document, shock: &ShockView) -> String {
    let widest = shock
        .channels
        .iter()
        .filter(|channel| !channel.is_idle)
        .max_by(|a, b| (a.at_high - a.at_low).abs().total_cmp(&(b.at_high - b.at_low).abs()));
    let most = widest.map_or_else(String::new, |channel| {
        format!(
            "; most of all {} ({}): {} at {}, {} at {}",
            channel.channel,
            document.short(&channel.party),
            hundredths(channel.at_low),
            channel.range.0,
            hundredths(channel.at_high),
            channel.range.1
        )
    });
    format!("{} of 100 draws before, {} after{most}.", hundredths(shock.before.share), hundredths(shock.after.share))
}

/// The longest bar of a tornado in words.
fn moves_most(document: &Document, tornado: &Tornado) -> Option<String> {
    let bar = tornado.bars.first()?;
    Some(document.shortened(&format!(
        "{}: most of all, {}: {} of 100 at {}, {} at {}.",
        document.author(&tornado.judgement),
        bar.input,
        hundredths(bar.low),
        bar.low_end,
        hundredths(bar.high),
        bar.high_end
    )))
}

/// The package most often accepted, clause by clause: only what differs from a package with a name, where one is near.
pub(super) fn package(page: &mut Page, document: &Document) {
    let best = |package: &&PackageView| package.kind == PackageKind::MostAccepted && package.accepted.is_some();
    let Some(package) = document.packages.iter().find(best) else { return };
    let whose = package.judgement.as_deref().map(|id| format!("by the ranges of {}", document.short_author(id)));
    page.heading("The package accepted in most draws", &whose.unwrap_or_default());
    page.paragraph(2, &acceptance(document, package));
    let clauses: Vec<(&str, &str)> = match document.nearest_named(package) {
        Some((named, differing)) => {
            page.paragraph(2, &format!("As “{}”, but for:", document.short_label(named)));
            differing
        }
        None => package.outcome.iter().collect(),
    };
    for (issue, option) in clauses.iter().take(CLAUSES) {
        clause(page, document, issue, option);
    }
    page.more(clauses.len().saturating_sub(CLAUSES), "clauses");
    unseen(page, document, package);
    page.more(document.packages.len() - 1, "packages");
}

/// One clause on one line, with a mark where nothing was seen of a side.
fn clause(page: &mut Page, document: &Document, issue: &str, option: &str) {
    let width = page.columns() / 3;
    let room = page.columns().saturating_sub(width + 6).max(20);
    let mark = match document.unseen_on(issue).as_slice() {
        [] => String::new(),
        parties => format!(" ({} not seen)", list(parties, "and")),
    };
    let words = format!("{}{mark}", gist(option, room.saturating_sub(mark.width()).max(12)));
    page.labelled(&shorten(issue, width), Voice::Quiet, width + 4, &words);
}

/// On how many clauses nothing was seen of whom.
fn unseen(page: &mut Page, document: &Document, package: &PackageView) {
    let told: Vec<String> = document
        .parties
        .iter()
        .filter_map(|party| {
            let short = document.short(party);
            let clauses = package.outcome.iter().filter(|(issue, _)| document.unseen_on(issue).contains(&short)).count();
            (clauses > 0).then(|| format!("of {short} on {}", count(clauses, "clause", "clauses")))
        })
        .collect();
    if !told.is_empty() {
        page.paragraph(2, &format!("No position was seen {}: there it rests on the ranges alone.", list(&told, "and")));
    }
}

fn acceptance(document: &Document, package: &PackageView) -> String {
    let mut parts = Vec::new();
    if let Some(accepted) = &package.accepted {
        parts.push(format!("Everybody accepts it {}", draws_in_words(accepted)));
    }
    let one_by_one = package.by_party.iter();
    let by_party: Vec<String> =
        one_by_one.map(|entry| format!("{} {}", document.short(&entry.party), percent(entry.accepted.share))).collect();
    if !by_party.is_empty() {
        parts.push(format!("one by one, {}", list(&by_party, "and")));
    }
    if parts.is_empty() { "Nothing was drawn for it.".into() } else { format!("{}.", parts.join("; ")) }
}

/// What was found beyond the package that was asked about.
pub(super) fn improvements(page: &mut Page, document: &Document) {
    let asked = document.improvements.iter().filter(|found| found.of.rsplit('/').next() == Some("asked-about"));
    let told: Vec<String> = asked
        .map(|found| {
            let gains: Vec<String> =
                found.gains.iter().map(|gain| format!("{} {}", document.short(&gain.party), signed_number(gain.gain))).collect();
            let gains = if gains.is_empty() { String::new() } else { format!(" Gains: {}.", list(&gains, "and")) };
            shorten(&document.shortened(&format!("{}: {}{gains}", document.author(&found.judgement), found.sentence.words)), 400)
        })
        .collect();
    if told.is_empty() {
        return;
    }
    page.heading("Beyond the package asked about", "better for somebody, worse for nobody");
    for words in told.iter().take(ENTRIES) {
        page.point(words);
    }
    page.more(told.len().saturating_sub(ENTRIES), "improvements");
}

/// How the packages of the case share out what there is to gain, on a point.
pub(super) fn measures(page: &mut Page, document: &Document) {
    if document.measures.is_empty() {
        return;
    }
    page.heading("Packages of the case, measured", &format!("basis: {}", document.measures[0].basis));
    for measures in document.measures.iter().take(MEASURED) {
        let label = document.packages.iter().find(|package| package.id == measures.package).map_or("", |package| &package.label);
        let value = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {}", number(value)));
        let accepted: Vec<&str> = measures.accepted_by.iter().map(|party| document.short(party)).collect();
        let who = if accepted.is_empty() { "nobody".to_owned() } else { list(&accepted, "and") };
        let parts = [
            Some(format!("accepted by {who}")),
            value("integrative ratio", measures.integrative_ratio),
            value("balance", measures.balance),
            value("Pareto efficiency", measures.pareto_efficiency),
        ];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        page.point(&format!("{label}: {}.", words.join("; ")));
    }
    page.more(document.measures.len().saturating_sub(MEASURED), "packages");
}

/// Who or what stands in the way, and what the model says would open.
pub(super) fn blockers(page: &mut Page, document: &Document) {
    let Some(odds) = &document.odds else { return };
    let several = odds.judgements.len() > 1;
    let told = |entry: &JudgementOdds, words: &str| match several {
        true => format!("{}: {words}", document.author(&entry.judgement)),
        false => words.to_owned(),
    };
    let mut all: Vec<String> = Vec::new();
    let most = odds.judgements.iter().map(|entry| entry.blockers.len()).max().unwrap_or(0);
    // The first of every judgement, then the second of every judgement: none is left out for coming last.
    for place in 0..most {
        all.extend(odds.judgements.iter().filter_map(|entry| Some(told(entry, &entry.blockers.get(place)?.words))));
    }
    let closed: Vec<String> =
        odds.judgements.iter().filter_map(|entry| Some(told(entry, &entry.closed.first()?.words))).collect();
    let closed_in_all: usize = odds.judgements.iter().map(|entry| entry.closed.len()).sum();
    if all.is_empty() && closed.is_empty() {
        return;
    }
    page.heading("What blocks, and what the model says would open", "in the draws without a deal");
    let shown_closed = closed.len().min(1);
    for words in all.iter().take(ENTRIES).chain(&closed[..shown_closed]) {
        page.point(&document.shortened(words));
    }
    page.more(all.len().saturating_sub(ENTRIES) + closed_in_all - shown_closed, "of these");
}

/// What cannot be told, what was stopped, and what a reader must know.
pub(super) fn notes(page: &mut Page, document: &Document) {
    let notes: Vec<_> = document.limits.iter().chain(&document.cannot_tell).chain(document.other_warnings()).collect();
    if notes.is_empty() {
        return;
    }
    page.heading("Read with care", &count(notes.len(), "note", "notes"));
    for note in notes.iter().take(NOTES) {
        page.point(&document.shortened(&format!("{}: {}", note.about, first_sentence(&note.words))));
    }
    page.more(notes.len().saturating_sub(NOTES), "notes");
}
