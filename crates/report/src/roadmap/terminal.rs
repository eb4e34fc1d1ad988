//! A roadmap on a terminal.

use super::document::{
    DeadlockView, FirstView, HomesView, LinkView, MandatesView, OpeningView, PlanView, PromiseView, ReadingView, RoadmapDocument,
    SaidView,
};
use crate::terminal::page::{Page, Voice};
use crate::words::{capitalised, draws_in_words, list, number, percent};
use crate::{Styling, Width};

/// Openings told on a terminal.
const OPENINGS: usize = 6;

/// A roadmap as text for a terminal.
pub fn terminal(document: &RoadmapDocument, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    page.heading(&format!("Roadmap: {}", document.case.title), &format!("for {} eyes", document.case.audience));
    if document.case.withheld.items > 0 {
        page.paragraph(2, &format!("{} items are withheld.", document.case.withheld.items));
    }
    circles(&mut page, document);
    first(&mut page, &document.first);
    document.plans.iter().for_each(|plan| self::plan(&mut page, plan));
    document.mandates.iter().for_each(|one| mandates(&mut page, one));
    document.homes.iter().for_each(|one| homes(&mut page, one));
    if !document.missing.is_empty() {
        page.heading("What is missing", "");
        document.missing.iter().for_each(|words| page.point(words));
    }
    page.finish()
}

fn circles(page: &mut Page, document: &RoadmapDocument) {
    page.heading("What waits for what", "as the sources say; no weight needed");
    if document.deadlocks.is_empty() {
        page.paragraph(2, "Nothing waits in a circle.");
    }
    for (at, deadlock) in document.deadlocks.iter().enumerate() {
        circle(page, at, deadlock);
        let behind: Vec<&str> =
            document.behind.iter().filter(|behind| behind.deadlock == at).map(|behind| behind.condition.as_str()).collect();
        if !behind.is_empty() {
            page.paragraph(4, &format!("Behind it wait: {}.", behind.join("; ")));
        }
    }
}

fn circle(page: &mut Page, at: usize, deadlock: &DeadlockView) {
    page.line("");
    let title = format!("Circle {}: {}", at + 1, list(&deadlock.members, "and"));
    page.voiced_paragraph(2, Voice::Strong, &title);
    for (which, links) in deadlock.circles.iter().enumerate() {
        if which > 0 {
            page.paragraph(4, "And by the other way that somebody names:");
        }
        links.iter().for_each(|one| link(page, one));
    }
    match deadlock.together.as_slice() {
        [] => page.paragraph(4, "To do all of it at once would not help: something outside keeps it shut."),
        opened => {
            page.voiced_paragraph(4, Voice::Good, &format!("All of it at once would open: {}.", opened.join("; ")));
        }
    }
    if !deadlock.openings.is_empty() {
        page.paragraph(4, "Any one of these would open it too:");
    }
    deadlock.openings.iter().take(OPENINGS).for_each(|one| opening(page, one));
    page.more(deadlock.openings.len().saturating_sub(OPENINGS), "of these");
    if let Some(opening) = deadlock.openings.iter().find(|opening| !opening.forms.is_empty()) {
        page.paragraph(4, "In which forms, for the first of these:");
        opening.forms.iter().for_each(|form| page.labelled(&format!("    {}", form.form), Voice::Quiet, 20, &form.words));
    }
}

fn link(page: &mut Page, link: &LinkView) {
    page.paragraph(4, &format!("“{}” waits for “{}”", link.waits, link.waited_for));
    link.said.iter().for_each(|said| page.voiced_paragraph(6, Voice::Quiet, &said_in_words(said)));
}

/// "Delegation of Ukraine: “The key issues …” (President …, 2025-06-01, zelensky-leaders)".
pub(super) fn said_in_words(said: &SaidView) -> String {
    let words = match (&said.quote, &said.paraphrase) {
        (Some(quote), _) => format!("“{quote}”"),
        (None, Some(paraphrase)) => paraphrase.clone(),
        (None, None) => String::new(),
    };
    let Some(party) = &said.party else { return format!("By its content: {words}") };
    let from: Vec<&str> = [&said.speaker, &said.date, &said.statement].into_iter().flatten().map(String::as_str).collect();
    format!("{party}: {words} ({})", from.join(", "))
}

fn opening(page: &mut Page, opening: &OpeningView) {
    page.point(&opening_in_words(opening));
}

/// "Delegation of Ukraine no longer makes “…” wait for “…”".
pub(super) fn opening_in_words(opening: &OpeningView) -> String {
    let arrows = opening.arrows.iter().map(|arrow| match &arrow.party {
        Some(party) => format!("{party} no longer makes “{}” wait for “{}”", arrow.waits, arrow.condition),
        None => format!("the case no longer reads “{}” as waiting for “{}”", arrow.waits, arrow.condition),
    });
    list(&arrows.collect::<Vec<_>>(), "and")
}

fn first(page: &mut Page, first: &FirstView) {
    page.heading("What can be done first", "as the sources say");
    let mut told = |label: &str, items: &[String]| {
        if !items.is_empty() {
            page.labelled(label, Voice::Strong, 26, &format!("{}.", items.join("; ")));
        }
    };
    told("done already", &first.met);
    told("nobody asks more for", &first.free);
    told("can follow", &first.can_follow);
    promises(page, "promised, without trust", &first.without_trust);
    for group in &first.at_once {
        promises(page, "only if exchanged at once", group);
    }
    for never in &first.never_promised {
        let would: Vec<&str> = never.would.iter().map(|would| would.act.as_str()).collect();
        let words = format!("“{}” is promised by nobody; “{}” would follow it.", never.act, would.join("”, “"));
        page.labelled("asked, never promised", Voice::Open, 26, &words);
        never
            .would
            .iter()
            .flat_map(|would| &would.said)
            .for_each(|said| page.voiced_paragraph(28, Voice::Quiet, &said_in_words(said)));
    }
    if first.without_trust.is_empty() && first.at_once.is_empty() {
        page.paragraph(2, "No promise on record binds without another that nobody has made.");
    }
}

fn promises(page: &mut Page, label: &str, group: &[PromiseView]) {
    for promise in group {
        page.labelled(label, Voice::Strong, 26, &promise.act);
        promise.said.iter().for_each(|said| page.voiced_paragraph(28, Voice::Quiet, &said_in_words(said)));
    }
}

fn plan(page: &mut Page, plan: &PlanView) {
    page.heading(&format!("Order: {}", plan.about.as_deref().unwrap_or(&plan.id)), &format!("judged by {}", plan.author));
    page.voiced_paragraph(2, Voice::Quiet, &plan.reason);
    plan.readings.iter().for_each(|one| reading(page, one));
    if !plan.matrix.is_empty() {
        page.paragraph(2, &format!("Who does what, when, seen by whom, by {}:", plan.matrix_of));
    }
    for row in &plan.matrix {
        let when = if row.days.0 == row.days.1 {
            format!("day {}", row.days.0)
        } else {
            format!("days {} to {}", row.days.0, row.days.1)
        };
        let seen = row.verified_by.as_ref().map_or_else(|| "seen by nobody named".to_owned(), |who| format!("seen by {who}"));
        let back = if row.reversible { ", can be taken back" } else { "" };
        page.labelled(&format!("  {when}"), Voice::Quiet, 18, &format!("{}: {} ({seen}{back})", row.actor, row.step));
    }
}

/// What the ends of the ranges are called.
pub(super) fn ends_in_words(ends: &str) -> &'static str {
    match ends {
        "cautious" => "At the least trust that the ranges allow",
        "middle" => "In the middle of the ranges",
        "favourable" => "At the most trust that the ranges allow",
        _ => "As stated",
    }
}

fn reading(page: &mut Page, reading: &ReadingView) {
    let voice = if reading.verdict == "holds" { Voice::Good } else { Voice::Open };
    page.voiced_paragraph(2, voice, &format!("{}: {}", ends_in_words(reading.ends), reading.words));
    for (at, one) in reading.order.iter().enumerate() {
        let ahead: Vec<String> = one.so_far.iter().map(|value| number(*value)).collect();
        let words = format!("{}: {}  [{}]", list(&one.actors, "and"), list(&one.steps, "with"), ahead.join(", "));
        page.labelled(&format!("  {}", at + 1), Voice::Quiet, 8, &words);
    }
    if !reading.mends.is_empty() {
        page.paragraph(4, "What would make an order hold, each alone:");
        reading.mends.iter().for_each(|mend| page.point(mend));
    }
    if let Some(moves) = &reading.together {
        let told: Vec<String> = moves.iter().map(|one| list(&one.steps, "with")).collect();
        page.paragraph(4, &format!("At once: {}.", told.join("; then ")));
    }
}

fn mandates(page: &mut Page, view: &MandatesView) {
    page.heading("What delegations may sign", &format!("judged by {}", view.author));
    page.voiced_paragraph(2, Voice::Quiet, &view.reason);
    page.voiced_paragraph(2, if view.blocked.is_some() { Voice::Strong } else { Voice::Open }, &view.words);
    if let (Some(below), Some(leaders)) = (&view.below, &view.leaders) {
        let names = ["for good", "subject to a yes at home"];
        for (at, name) in names.iter().enumerate() {
            let settles = if view.settles[at].is_empty() { "nothing".to_owned() } else { view.settles[at].join("; ") };
            page.labelled(name, Voice::Strong, 28, &format!("may settle {settles}: a deal {}", draws_in_words(&below[at])));
        }
        page.labelled("leaders", Voice::Strong, 28, &format!("a deal {}", draws_in_words(leaders)));
        for row in &view.worth {
            page.labelled(
                row.measure,
                Voice::Quiet,
                54,
                &format!("{} below, {} with leaders", number(row.below), number(row.leaders)),
            );
        }
    }
    for lifting in &view.lifting {
        let share = lifting.shapley.map_or_else(String::new, |share| format!(", a share of {} in all", number(share)));
        let words = format!(
            "held by {}; settled below it would open {} of {} draws{share}",
            list(&lifting.held_by, "and"),
            lifting.opens,
            lifting.draws
        );
        page.labelled(&lifting.issue, Voice::Quiet, 40, &words);
    }
    if let Some(summit) = &view.summit {
        page.voiced_paragraph(2, Voice::Strong, summit);
    }
}

fn homes(page: &mut Page, view: &HomesView) {
    page.heading("What passes at home", &format!("judged by {}", view.author));
    page.voiced_paragraph(2, Voice::Strong, &capitalised(&view.words));
    for row in &view.packages {
        let (low, high) = row.probability;
        let odds = if low == high { percent(low) } else { format!("{} to {}", percent(low), percent(high)) };
        let veto = if row.vetoed_by.is_empty() { String::new() } else { format!(", vetoed by {}", list(&row.vetoed_by, "and")) };
        page.point(&format!("{}, at the home of {}: {odds}{veto}", row.package, row.party));
    }
}
