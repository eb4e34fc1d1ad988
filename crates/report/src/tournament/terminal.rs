//! Standings on a terminal.

use unicode_width::UnicodeWidthStr;
use zopa_arena::tournament::{Results, Standing};

use super::decimal;
use crate::terminal::page::{Page, Voice};
use crate::words::{capitalised, count};
use crate::{Styling, Width};

/// The results as text for a terminal: standings with every label, what is significant, and which strategies would last.
pub fn terminal(results: &Results, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    if let Some(heading) = &results.heading {
        page.voiced_paragraph(0, Voice::Open, &format!("{}.", capitalised(heading)));
    }
    let played = format!(
        "{} on {}",
        count(results.sessions as usize, "session", "sessions"),
        count(results.scenarios, "scenario", "scenarios")
    );
    page.heading(&format!("Tournament: {}", results.name), &played);
    standings(&mut page, results);
    significance(&mut page, results);
    game(&mut page, results);
    page.finish()
}

fn standings(page: &mut Page, results: &Results) {
    let longest = results.standings.iter().map(|standing| standing.strategy.width()).max().unwrap_or(0).max(8);
    let head = format!(
        "{:>5}  {:<longest$}  {:>8}  {:<18}  {:>11}  {:>8}  label",
        "place", "strategy", results.score, "95 of 100", "agreements", "forfeits"
    );
    page.line(&page.voiced(Voice::Quiet, &head));
    results.standings.iter().for_each(|standing| page.line(&line(standing, longest)));
    page.voiced_paragraph(
        2,
        Voice::Quiet,
        &format!(
            "Means over sessions, then over scenarios; intervals from {} resamples of the scenarios (none for a single one).",
            results.resamples
        ),
    );
}

fn line(standing: &Standing, longest: usize) -> String {
    let interval = standing.interval.map_or_else(|| "–".to_owned(), |one| format!("[{:.4}, {:.4}]", one.low, one.high));
    let pad = " ".repeat(longest - standing.strategy.width());
    format!(
        "{:>5}  {}{pad}  {:>8}  {interval:<18}  {:>11}  {:>8}  {}",
        standing.place,
        standing.strategy,
        decimal(standing.score),
        format!("{}/{}", standing.agreements, standing.seats),
        standing.forfeits,
        standing.label
    )
}

/// What is significant, at 5 of 100.
pub(super) const LEVEL: f64 = 0.05;

fn significance(page: &mut Page, results: &Results) {
    page.heading("Which did better than which", "sign tests over scenarios, corrected by Holm's method");
    let clear: Vec<_> = results.comparisons.iter().filter(|pair| pair.p_holm <= LEVEL).collect();
    for pair in &clear {
        let (better, worse) =
            if pair.wins > pair.losses { (&pair.strategy, &pair.against) } else { (&pair.against, &pair.strategy) };
        let (more, fewer) = (pair.wins.max(pair.losses), pair.wins.min(pair.losses));
        page.point(&format!("{better} before {worse}: {more} to {fewer} scenarios, p = {:.4}", pair.p_holm));
    }
    if clear.is_empty() {
        let pairs = count(results.comparisons.len(), "pair", "pairs");
        page.paragraph(2, &format!("None of {pairs} differs at 5 of 100: {}.", few(results.scenarios)));
    }
}

/// Why nothing may be significant.
fn few(scenarios: usize) -> String {
    format!("{} can tell only so much", count(scenarios, "scenario", "scenarios"))
}

fn game(page: &mut Page, results: &Results) {
    page.heading("Which would last", "the payoffs as a game");
    if let Some(note) = results.game_note {
        page.paragraph(2, &format!("{}.", capitalised(note)));
    }
    let Some(game) = &results.game else { return };
    for mixture in game.equilibria.mixtures() {
        page.point(&format!("{}, regret {:.1e}", super::html::mixture(&results.payoff.strategies, mixture), mixture.regret));
    }
    let replicator = &game.replicator;
    for basin in &replicator.basins {
        page.point(&format!(
            "{:.0} of 100 populations end with {}",
            basin.share * 100.0,
            super::html::mixture(&results.payoff.strategies, &basin.end)
        ));
    }
}
