//! The session in words, line by line, and as points in the utility plane.

use std::sync::Arc;

use zopa_arena::{Act, Brief, Ending, Message, Offer, Speaker};
use zopa_model::Units;

use super::Talks;
use crate::words::{list, number};

/// A session, line by line.
pub(crate) struct Story {
    pub(crate) lines: Vec<Line>,
}

/// Something that was said, in words.
pub(crate) struct Line {
    pub(crate) round: u32,
    pub(crate) who: String,
    pub(crate) words: String,
    /// Whether it is the same offer as the speaker's last.
    pub(crate) is_repeated: bool,
    /// What the outcome that was named is worth to each party.
    pub(crate) worth: Option<Vec<f64>>,
}

impl Story {
    pub(crate) fn of(talks: &Talks<'_>) -> Self {
        let parties = talks.parties();
        let mut last: Vec<Option<&Offer>> = vec![None; parties.len()];
        let mut lines = Vec::new();
        for message in &talks.session.messages {
            let mut line = line(talks, &parties, message);
            if let (Speaker::Seat(seat), Act::Offer(offer)) = (message.from, &message.act)
                && let Some(before) = last[seat.0].replace(offer)
            {
                line.is_repeated = before == offer;
                line.words = changes_in_words(talks, before, offer);
            }
            lines.push(line);
        }
        Self { lines }
    }
}

/// What an offer changes of the speaker's last: an outcome of twelve issues, told anew at every turn, hides what moved.
fn changes_in_words(talks: &Talks<'_>, before: &Offer, offer: &Offer) -> String {
    let issues = talks.table.stakes.space.issues().iter().zip(before.options()).zip(offer.options());
    let changed = issues.filter(|((_, before), option)| before != option);
    let changes: Vec<String> =
        changed.map(|((issue, _), &option)| format!("{}: {}", issue.name(), issue.options()[option as usize])).collect();
    if changes.is_empty() { "offers the same again".to_owned() } else { format!("now offers {}", changes.join(", ")) }
}

fn line(talks: &Talks<'_>, parties: &[String], message: &Message) -> Line {
    let (words, about) = in_words(talks, parties, &message.act);
    Line {
        is_repeated: false,
        round: message.round,
        who: match message.from {
            Speaker::Seat(seat) => parties[seat.0].clone(),
            Speaker::Table => "the table".to_owned(),
        },
        words,
        worth: about.map(|offer| worth(talks, offer)),
    }
}

/// What was said, and the outcome that it is about, where its worth is of interest.
fn in_words<'a>(talks: &Talks<'_>, parties: &[String], act: &'a Act) -> (String, Option<&'a Offer>) {
    let with = |verb: &str, offer: &Offer| format!("{verb} {}", outcome_in_words(talks, offer));
    match act {
        Act::Offer(offer) => (with("offers", offer), Some(offer)),
        Act::Accept(_) => ("accepts".to_owned(), None),
        Act::Reject(_) => ("rejects".to_owned(), None),
        Act::Text(offer) => (with("puts down the text", offer), Some(offer)),
        Act::Draft(offer) => (with("drafts", offer), Some(offer)),
        Act::Vote(strength) => (format!("votes {:+}", strength.points()), None),
        Act::Pass => ("says nothing".to_owned(), None),
        Act::Leave => ("leaves".to_owned(), None),
        Act::NextTalks => ("begins another round of talks".to_owned(), None),
        Act::Amount(amount) => (format!("seals amount number {}", amount + 1), None),
        Act::Commit(_) => ("seals a memorandum".to_owned(), None),
        Act::Reveal { memorandum, .. } => (format!("opens its memorandum: {memorandum}"), None),
        Act::Released { seat, memorandum } => (format!("releases the memorandum of {}: {memorandum}", parties[seat.0]), None),
        Act::Contradicting(open) => {
            let issues = talks.table.stakes.space.issues();
            let names: Vec<&str> = open.iter().map(|&issue| issues[issue].name()).collect();
            (format!("names as not settled {}", list(&names, "and")), None)
        }
        Act::Kept(kept) if kept.is_empty() => ("finds nothing that all ask for".to_owned(), None),
        Act::Kept(kept) => {
            let issues = talks.table.stakes.space.issues();
            let settled: Vec<String> = kept
                .iter()
                .map(|&(issue, option)| format!("{}: {}", issues[issue].name(), issues[issue].options()[option as usize]))
                .collect();
            (format!("keeps as settled {}", list(&settled, "and")), None)
        }
        Act::Forfeit { seat, reason } => (format!("notes that {} {reason}, and forfeits", parties[seat.0]), None),
    }
}

/// "wages: 3 %, hours: 38".
pub(super) fn outcome_in_words(talks: &Talks<'_>, offer: &Offer) -> String {
    let issues = talks.table.stakes.space.issues().iter().zip(offer.options());
    let settled: Vec<String> =
        issues.map(|(issue, &option)| format!("{}: {}", issue.name(), issue.options()[option as usize])).collect();
    settled.join(", ")
}

fn worth(talks: &Talks<'_>, offer: &Offer) -> Vec<f64> {
    talks.table.briefs.iter().map(|brief| brief.utility.quantum.to_f64(brief.utility.evaluate(offer))).collect()
}

/// "(0.75, 0.5)".
pub(super) fn pair(worth: &[f64]) -> String {
    let parts: Vec<String> = worth.iter().map(|worth| number(*worth)).collect();
    format!("({})", parts.join(", "))
}

/// The offers of two parties as points, with what they are seen against.
pub(crate) struct Path {
    pub(crate) name: String,
    pub(crate) parties: Vec<String>,
    /// The offers of each party, in order.
    pub(crate) offers: [Vec<[f64; 2]>; 2],
    pub(crate) frontier: Vec<[f64; 2]>,
    /// What no agreement is worth.
    pub(crate) nothing: [f64; 2],
    pub(crate) agreement: Option<[f64; 2]>,
    pub(crate) nash: Vec<[f64; 2]>,
    pub(crate) ending: &'static str,
}

impl Path {
    /// The path of a session of two; `None` for more.
    pub(crate) fn of(talks: &Talks<'_>) -> Option<Self> {
        let [first, second] = talks.table.briefs.as_slice() else { return None };
        let briefs = [first, second];
        let at = |offer: &Offer| briefs.map(|brief| real(brief, brief.utility.evaluate(offer)));
        let units = |units: &[Units]| [real(first, units[0]), real(second, units[1])];
        let offers = |seat: usize| {
            let own = |message: &&Message| message.from == Speaker::Seat(zopa_arena::Seat(seat));
            let offered = talks.session.messages.iter().filter(own).filter_map(|message| match &message.act {
                Act::Offer(offer) => Some(at(offer)),
                _ => None,
            });
            offered.collect()
        };
        let analysis = talks.yardstick.analysis();
        Some(Self {
            name: talks.header.name.clone(),
            parties: talks.parties(),
            offers: [offers(0), offers(1)],
            frontier: analysis.frontier.points.iter().map(|point| units(&point.units)).collect(),
            nothing: units(talks.yardstick.nothing()),
            agreement: talks.session.ending.agreement().map(at),
            nash: analysis.nash.iter().flat_map(|nash| &nash.points).map(|point| units(&point.units)).collect(),
            ending: ending_in_words(&talks.session.ending),
        })
    }
}

fn real(brief: &Arc<Brief>, units: Units) -> f64 {
    brief.utility.quantum.to_f64(units)
}

/// How it ended, in words.
pub(super) fn ending_in_words(ending: &Ending) -> &'static str {
    match ending {
        Ending::Agreement(_) => "agreement",
        Ending::Partial(_) => "a partial agreement",
        Ending::Deadline => "no agreement by the deadline",
        Ending::Left(_) => "no agreement: a party left",
        Ending::Forfeit(_) => "no agreement: a seat was forfeited",
        Ending::Limit => "no agreement within the limit on the length of talks",
    }
}
