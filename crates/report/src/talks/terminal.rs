//! A session on a terminal.

use zopa_arena::Ending;
use zopa_arena::quality::{Quality, SOLUTIONS, Zone};

use super::Talks;
use super::story::{Line, Story, ending_in_words, outcome_in_words, pair};
use crate::terminal::page::{Page, Voice};
use crate::words::{capitalised, count, number, percent};
use crate::{Styling, Width};

/// Lines of the story shown at its beginning, and at its end.
const SHOWN: usize = 8;

/// A session as text for a terminal.
pub fn terminal(talks: &Talks<'_>, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    let parties = talks.parties();
    if let Some(heading) = &talks.header.heading {
        page.voiced_paragraph(0, Voice::Open, &format!("{}.", capitalised(heading)));
    }
    seats(&mut page, talks);
    story(&mut page, talks, &parties);
    ending(&mut page, talks, &parties);
    measures(&mut page, &parties, talks.quality);
    page.finish()
}

fn seats(page: &mut Page, talks: &Talks<'_>) {
    let header = talks.header;
    page.heading(&format!("Talks: {}", header.name), &rules_in_words(talks));
    if let Some(draw) = &header.draw {
        page.paragraph(2, &format!("Draw {} (seed {}) from the ranges of judgement `{}`.", draw.draw, draw.seed, draw.judgement));
    }
    for seat in &header.seats {
        let who = match (&seat.strategy, &seat.label) {
            (Some(strategy), Some(label)) => format!("{strategy} ({label})"),
            (Some(strategy), None) => strategy.clone(),
            (None, _) => "a program, a script or a person".to_owned(),
        };
        page.labelled(&seat.party, Voice::Strong, 22, &who);
    }
}

/// "alternating, 100 rounds, seed 1".
pub(super) fn rules_in_words(talks: &Talks<'_>) -> String {
    let header = talks.header;
    let hidden = if header.deadline.known { "" } else { " that the seats do not know" };
    if let Some(seconds) = header.deadline.seconds {
        let rounds = count(header.deadline.rounds as usize, "round", "rounds");
        return format!("{}, {} seconds on the wall or {rounds}: not reproducible", header.protocol, number(seconds));
    }
    let rounds = count(header.deadline.rounds as usize, "round", "rounds");
    let talks = header
        .talks
        .map_or_else(String::new, |talks| format!("up to {} of talks, each of ", count(talks as usize, "round", "rounds")));
    format!("{}, {talks}{rounds}{hidden}, seed {}", header.protocol, header.seed)
}

fn story(page: &mut Page, talks: &Talks<'_>, parties: &[String]) {
    let story = Story::of(talks);
    page.heading("What was said", &format!("worth to ({})", parties.join(", ")));
    let all = story.lines.len();
    let (first, last) = if all > 2 * SHOWN + 1 { (SHOWN, all - SHOWN) } else { (all, all) };
    story.lines[..first].iter().for_each(|one| line(page, one));
    if last > first {
        page.voiced_paragraph(
            4,
            Voice::Quiet,
            &format!("… {} more lines (--transcript FILE or --report FILE.html has all)", last - first),
        );
    }
    story.lines[last..].iter().for_each(|one| line(page, one));
}

fn line(page: &mut Page, line: &Line) {
    let worth = line.worth.as_ref().map_or_else(String::new, |worth| format!(" {}", pair(worth)));
    page.labelled(&format!("{:>4}", line.round), Voice::Quiet, 8, &format!("{} {}{worth}", line.who, line.words));
}

fn ending(page: &mut Page, talks: &Talks<'_>, parties: &[String]) {
    let session = talks.session;
    page.heading("How it ended", &format!("after {}", count(session.rounds as usize, "round", "rounds")));
    let voice = if session.ending.agreement().is_some() { Voice::Good } else { Voice::Bad };
    let who = match session.ending {
        Ending::Left(seat) | Ending::Forfeit(seat) => format!(" ({})", parties[seat.0]),
        _ => String::new(),
    };
    page.voiced_paragraph(2, voice, &format!("{}{who}.", capitalised(ending_in_words(&session.ending))));
    if let Some(offer) = session.ending.agreement() {
        page.paragraph(2, &outcome_in_words(talks, offer));
    }
    for (seat, party) in parties.iter().enumerate() {
        page.labelled(party, Voice::Strong, 22, &worth(talks.quality, seat));
    }
}

/// "0.75; 62 % of what it could gain; came down by 0.4".
fn worth(quality: &Quality, seat: usize) -> String {
    let mut words = format!("{}; {} of what it could gain", number(quality.utilities[seat]), percent(quality.advantages[seat]));
    if let Some(concession) = quality.concessions[seat] {
        words.push_str(&format!("; came down by {} of its best", percent(concession)));
    }
    if quality.discounted[seat] != quality.utilities[seat] {
        words.push_str(&format!("; {} discounted", number(quality.discounted[seat])));
    }
    words
}

fn measures(page: &mut Page, parties: &[String], quality: &Quality) {
    page.heading("How good that is", "against the exact solutions");
    let zone = match (quality.zone, quality.missed) {
        (Zone::Exists, true) => "There was something that all would have signed: it was missed.",
        (Zone::Exists, false) => "There was a zone of possible agreement.",
        (Zone::Empty, _) => "There was nothing that all would have signed.",
        (Zone::Unknown, _) => "Whether there was a zone was not worked out within the limits.",
    };
    page.paragraph(2, zone);
    if let Some(to) = quality.to_frontier {
        page.labelled("to the frontier", Voice::Strong, 30, &number(to));
    }
    for (name, to) in SOLUTIONS.iter().zip(quality.to_solutions) {
        if let Some(to) = to {
            page.labelled(&format!("to {}", name.replace('_', "-")), Voice::Strong, 30, &number(to));
        }
    }
    let sum = if parties.len() == 2 { "both" } else { "all" };
    page.labelled(
        "sum of utilities",
        Voice::Strong,
        30,
        &format!("{} for {sum}{}", number(quality.welfare), share(quality.welfare_ratio)),
    );
    if let Some(ratio) = quality.nash_ratio {
        page.labelled("product of gains", Voice::Strong, 30, &format!("{} of the largest", percent(ratio)));
    }
}

fn share(ratio: Option<f64>) -> String {
    ratio.map_or_else(String::new, |ratio| format!(", {} of the largest", percent(ratio)))
}
