//! Conflicts on a terminal.

use super::document::{ConflictView, ConfrontationView, StabilityDocument, StateView};
use super::marks;
use crate::terminal::page::{Page, Voice};
use crate::words::{count, list};
use crate::{Styling, Width};

/// Most states whose table is shown.
const MOST_STATES: usize = 40;
/// Most states that are explained: those that hold now, and where everybody would stay.
const MOST_EXPLAINED: usize = 8;

/// Conflicts as text for a terminal.
pub fn terminal(document: &StabilityDocument, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    page.heading(&format!("Stability: {}", document.case.title), "");
    page.paragraph(2, "What would be stable if one analyst's reading were so; no forecast of anybody's decision.");
    if document.case.withheld.items > 0 {
        let items = count(document.case.withheld.items as usize, "item", "items");
        page.voiced_paragraph(2, Voice::Open, &format!("For {}: {items} withheld.", document.case.audience));
    }
    for conflict in &document.conflicts {
        self::conflict(&mut page, conflict);
    }
    page.finish()
}

fn conflict(page: &mut Page, conflict: &ConflictView) {
    page.heading(&conflict.name, &format!("as {} sees it", conflict.author));
    if let Some(about) = &conflict.about {
        page.paragraph(2, about);
    }
    for (place, option) in conflict.options.iter().enumerate() {
        let direction = match option.direction {
            "forward" => ", cannot be taken back",
            "backward" => ", once left cannot be taken again",
            _ => "",
        };
        page.labelled(
            &format!("letter {}", place + 1),
            Voice::Quiet,
            14,
            &format!("{} ({}{direction})", option.name, option.owner),
        );
    }
    for maker in conflict.makers.iter().filter(|maker| maker.preferences.as_ref().is_none_or(|stated| stated.unranked > 0)) {
        let words = match &maker.preferences {
            None => format!("What {} would rather have is not stated here: what follows from it is not known.", maker.name),
            Some(stated) => {
                format!(
                    "{} without a rank for {}: what follows from them is not known.",
                    count(stated.unranked, "state is", "states are"),
                    maker.name
                )
            }
        };
        page.voiced_paragraph(2, Voice::Open, &words);
    }
    if let Some(stopped) = &conflict.stopped {
        return page.voiced_paragraph(2, Voice::Bad, &format!("No answer: {stopped}. Way out: --limit, or fewer options."));
    }
    states(page, conflict);
    equilibria(page, conflict);
    explained(page, conflict);
    if let Some(confrontation) = &conflict.confrontation {
        self::confrontation(page, confrontation);
    }
}

fn states(page: &mut Page, conflict: &ConflictView) {
    let makers: Vec<&str> = conflict.makers.iter().map(|maker| maker.name.as_str()).collect();
    page.heading("Who would stay in which state", "in brackets: ranks, the higher the better");
    let legend = "N: no move would be better. q, s, g: every better move would or could be answered (sequential, symmetric, general \
                  metarational). –: it would go. ?: not known.";
    page.voiced_paragraph(2, Voice::Quiet, legend);
    let letters = conflict.options.len().max(5);
    let room = (page.columns().saturating_sub(letters + 22) / makers.len().max(1)).max(10);
    let head: Vec<String> = makers.iter().map(|maker| crate::words::shorten(maker, room - 2)).collect();
    let widths: Vec<usize> = head.iter().map(|words| words.chars().count().max(10) + 2).collect();
    let cells: String = head.iter().zip(&widths).map(|(words, width)| pad(words, *width)).collect();
    page.line(&format!("  {} {}  {cells}", pad("no.", 5), pad("state", letters)));
    for state in conflict.states.iter().take(MOST_STATES) {
        let seats = state.makers.iter().zip(&widths);
        let cell = |(seat, width): (&super::document::SeatView, &usize)| {
            let rank = seat.rank.map_or_else(|| "?".to_owned(), |rank| rank.to_string());
            pad(&format!("{} ({rank})", marks(&seat.stays)), *width)
        };
        let cells: String = seats.map(cell).collect();
        let now = if conflict.status_quo == Some(state.number) { "  holds now" } else { "" };
        page.line(&format!("  {} {}  {cells}{now}", pad(&state.number.to_string(), 5), pad(&state.letters, letters)));
    }
    page.more(conflict.states.len().saturating_sub(MOST_STATES), "states");
}

fn pad(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(words.chars().count())))
}

fn equilibria(page: &mut Page, conflict: &ConflictView) {
    page.heading("Where everybody would stay", "equilibria; the longer the foresight, the more there are");
    for ((name, sure), (_, perhaps)) in conflict.equilibria.named().into_iter().zip(conflict.perhaps_equilibria.named()) {
        let mut words = if sure.is_empty() { "none".to_owned() } else { numbers(sure) };
        if !perhaps.is_empty() {
            words.push_str(&format!("; not known of {}", numbers(perhaps)));
        }
        page.labelled(name, Voice::Strong, 26, &words);
    }
}

/// "5, 6 and 7".
pub(super) fn numbers(numbers: &[usize]) -> String {
    list(&numbers.iter().map(ToString::to_string).collect::<Vec<_>>(), "and")
}

/// The states worth a word: the one that holds now, and those where everybody would stay.
pub(super) fn remarkable(conflict: &ConflictView) -> Vec<&StateView> {
    let stays = |state: &&StateView| state.equilibrium.general_metarational == "yes" || conflict.status_quo == Some(state.number);
    let mut states: Vec<&StateView> = conflict.states.iter().filter(stays).collect();
    let weight = |state: &StateView| {
        let of = &state.equilibrium;
        (conflict.status_quo != Some(state.number), of.nash != "yes", of.sequential != "yes", of.symmetric_metarational != "yes")
    };
    states.sort_by_key(|state| weight(state));
    states
}

fn explained(page: &mut Page, conflict: &ConflictView) {
    let states = remarkable(conflict);
    if states.is_empty() {
        return;
    }
    page.heading("Why", "the state that holds now, then where everybody would stay");
    for state in states.iter().take(MOST_EXPLAINED) {
        let taken = if state.taken.is_empty() { "nothing is done".to_owned() } else { list(&state.taken, "and") };
        page.labelled(&format!("{} {}", state.number, state.letters), Voice::Strong, 14, &taken);
        for why in state.makers.iter().flat_map(|seat| &seat.why) {
            page.point(why);
        }
    }
    page.more(states.len().saturating_sub(MOST_EXPLAINED), "of these");
}

fn confrontation(page: &mut Page, confrontation: &ConfrontationView) {
    page.heading("Positions and dilemmas", "what keeps words from being believed (Howard 1999)");
    for position in &confrontation.positions {
        let otherwise = position.otherwise.as_ref().map_or_else(String::new, |otherwise| format!("; otherwise {otherwise}"));
        page.labelled(&position.maker, Voice::Strong, 22, &format!("asks {}{otherwise}", position.asks));
    }
    page.paragraph(2, compatible(confrontation));
    page.paragraph(2, &confrontation.threatened_in_words);
    for dilemma in &confrontation.dilemmas {
        page.point(&format!("{}: {}", dilemma.kind, dilemma.words));
    }
    if confrontation.dilemmas.is_empty() {
        page.point("Of the dilemmas looked for none is known to be there.");
    }
    for dilemma in &confrontation.not_known {
        page.point(&format!("{}? {}", dilemma.kind, dilemma.words));
    }
}

/// Whether positions fit, in words.
pub(super) fn compatible(confrontation: &ConfrontationView) -> &'static str {
    match confrontation.compatible {
        "yes" => "The positions fit together.",
        "no" => "The positions do not fit together.",
        _ => "Whether the positions fit together is not known: somebody has none.",
    }
}
