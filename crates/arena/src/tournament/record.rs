//! What is kept of a session.

use serde::{Deserialize, Serialize};

use super::Played;
use crate::quality::{Quality, Zone};
use crate::transcript::in_words;
use crate::{Act, Ending, Session, Table};

/// What is kept of a session: how it ended and how good that is. Who sat where and about what follows from its place in the
/// plan. Numbers that are not defined are `None`, and no mean counts them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its place in the plan, from zero.
    pub session: u64,
    /// How it ended, in a word.
    pub ending: String,
    /// Number of rounds that were begun.
    pub rounds: u32,
    /// The seat that left or forfeited, from one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seat: Option<usize>,
    /// What that seat did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// What was agreed: issue to option, as JSON.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agreement: Option<String>,
    /// Whether there was anything that all would sign.
    pub zone: Zone,
    /// Whether there was, and no agreement.
    pub missed: bool,
    /// The sum of utilities.
    pub welfare: f64,
    /// Over the largest in the zone.
    pub welfare_ratio: Option<f64>,
    /// The product of gains over the largest.
    pub nash_ratio: Option<f64>,
    /// The share of the gains that were there.
    pub integrative_ratio: Option<f64>,
    /// The largest less the smallest gain.
    pub exploitation: f64,
    /// The distance to the frontier.
    pub to_frontier: Option<f64>,
    /// The distances to the named solutions, in the order of [`SOLUTIONS`](crate::quality::SOLUTIONS).
    pub to_solutions: [Option<f64>; 4],
    /// What each seat made of it.
    pub seats: Vec<SeatRecord>,
}

/// What a seat made of a session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatRecord {
    /// Of no agreement what that is worth.
    pub utility: f64,
    /// The same, discounted for the time that passed.
    pub discounted: f64,
    /// The share of what it could gain.
    pub advantage: f64,
    /// How far it came down in its own offers.
    pub concession: Option<f64>,
    /// Its part of the sum of gains.
    pub surplus_share: Option<f64>,
}

impl Record {
    /// What is kept of the session at place `session`.
    pub(super) fn of(session: u64, table: &Table, played: &Played) -> Self {
        let Played { session: said, quality } = played;
        let in_json =
            |offer: &crate::Offer| serde_json::to_string(&in_words(&table.stakes.space, offer)).expect("texts are JSON");
        Self {
            session,
            ending: said.ending.word().to_owned(),
            rounds: said.rounds,
            seat: match said.ending {
                Ending::Left(seat) | Ending::Forfeit(seat) => Some(seat.0 + 1),
                _ => None,
            },
            reason: reason(said),
            agreement: said.ending.agreement().map(in_json),
            zone: quality.zone,
            missed: quality.missed,
            welfare: quality.welfare,
            welfare_ratio: quality.welfare_ratio,
            nash_ratio: quality.nash_ratio,
            integrative_ratio: quality.integrative_ratio,
            exploitation: quality.exploitation,
            to_frontier: quality.to_frontier,
            to_solutions: quality.to_solutions,
            seats: (0..table.stakes.seats()).map(|seat| SeatRecord::of(seat, quality)).collect(),
        }
    }

    /// Whether the seat, from zero, forfeited.
    pub fn forfeited(&self, seat: usize) -> bool {
        self.ending == Ending::Forfeit(crate::Seat(seat)).word() && self.seat == Some(seat + 1)
    }

    /// Whether something was agreed in full.
    pub fn is_agreement(&self) -> bool {
        self.agreement.is_some()
    }
}

impl SeatRecord {
    fn of(seat: usize, quality: &Quality) -> Self {
        Self {
            utility: quality.utilities[seat],
            discounted: quality.discounted[seat],
            advantage: quality.advantages[seat],
            concession: quality.concessions[seat],
            surplus_share: quality.surplus_shares[seat],
        }
    }
}

/// What the seat that forfeited did.
fn reason(session: &Session) -> Option<String> {
    session.messages.iter().rev().find_map(|message| match &message.act {
        Act::Forfeit { reason, .. } => Some(reason.clone()),
        _ => None,
    })
}
