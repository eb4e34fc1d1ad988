//! From a session to the lines of its transcript.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::line::{in_words, settled_in_words};
use super::view::View;
use super::{EndLine, Header, MessageLine};
use crate::quality::{Quality, SOLUTIONS};
use crate::{Ending, Seat, Session, Speaker, Table};

/// The transcript of `session`: JSON lines, each ended by a newline. The same session gives the same bytes on every machine.
pub fn write(header: &Header, table: &Table, session: &Session, quality: &Quality) -> String {
    let mut text = line(header);
    let mut views: Vec<View> = Seat::all(table.stakes.seats()).map(View::new).collect();
    for message in &session.messages {
        let mut written = MessageLine::of(&table.stakes.space, message);
        let heard = line(&written);
        if let Speaker::Seat(seat) = message.from {
            written.view = Some(views[seat.0].shown());
        }
        text.push_str(&line(&written));
        let listeners = views.iter_mut().enumerate().filter(|(seat, _)| message.reaches(Seat(*seat)));
        listeners.for_each(|(_, view)| view.hear(&heard));
    }
    text.push_str(&line(&end_line(table, session, quality)));
    text
}

fn line(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("texts, numbers, lists and maps are JSON");
    line.push('\n');
    line
}

/// The last line of a transcript.
pub fn end_line(table: &Table, session: &Session, quality: &Quality) -> EndLine {
    let space = &table.stakes.space;
    let exact = |(brief, &units): (&std::sync::Arc<crate::Brief>, &zopa_model::Units)| {
        brief.utility.quantum.exact(units).rational().to_string()
    };
    EndLine {
        ending: session.ending.word().to_owned(),
        agreement: session.ending.agreement().map(|offer| in_words(space, offer)),
        settled: match &session.ending {
            Ending::Partial(kept) => Some(settled_in_words(space, kept.iter().copied())),
            _ => None,
        },
        seat: match session.ending {
            Ending::Left(seat) | Ending::Forfeit(seat) => Some(seat.0 + 1),
            _ => None,
        },
        rounds: session.rounds,
        elapsed: session.elapsed,
        utilities: quality.utilities.clone(),
        exact_utilities: table.briefs.iter().zip(&quality.units).map(exact).collect(),
        quality: in_json(quality),
    }
}

fn in_json(quality: &Quality) -> Value {
    let to: Map<String, Value> =
        SOLUTIONS.iter().zip(quality.to_solutions).map(|(name, to)| ((*name).to_owned(), to.into())).collect();
    json!({
        "discounted": quality.discounted,
        "advantages": quality.advantages,
        "concessions": quality.concessions,
        "surplus_shares": quality.surplus_shares,
        "welfare": quality.welfare,
        "welfare_ratio": quality.welfare_ratio,
        "nash_ratio": quality.nash_ratio,
        "integrative_ratio": quality.integrative_ratio,
        "exploitation": quality.exploitation,
        "distance_to_frontier": quality.to_frontier,
        "distance_to": to,
        "zone": quality.zone,
        "missed": quality.missed,
    })
}
