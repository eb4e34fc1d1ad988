//! One session: a protocol asks, players answer, and what was said is kept.

use std::ops::ControlFlow;

use zopa_model::{IssueIndex, OptionIndex};

use crate::protocol::{Next, Protocol};
use crate::{Clock, Message, Offer, Player, Seat};

/// What was said, and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Everything that was said, in order.
    pub messages: Vec<Message>,
    /// How it ended.
    pub ending: Ending,
    /// Number of rounds that were begun.
    pub rounds: u32,
    /// How much of the time allowed had passed at the last question, where a clock on the wall ran.
    pub elapsed: Option<f64>,
}

/// How talks end. None of these is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everybody whose yes was needed said yes to this.
    Agreement(Offer),
    /// Some issues are settled and others are not.
    Partial(Vec<(IssueIndex, OptionIndex)>),
    /// The rounds were over, or nobody had more to offer.
    Deadline,
    /// A party left.
    Left(Seat),
    /// A seat broke the rules or fell silent.
    Forfeit(Seat),
    /// A ceiling on the length of any talks was reached.
    Limit,
}

impl Ending {
    /// The word for it in every output.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Agreement(_) => "agreement",
            Self::Partial(_) => "partial",
            Self::Deadline => "deadline",
            Self::Left(_) => "left",
            Self::Forfeit(_) => "forfeit",
            Self::Limit => "limit",
        }
    }

    /// What was agreed on in full.
    pub fn agreement(&self) -> Option<&Offer> {
        match self {
            Self::Agreement(offer) => Some(offer),
            _ => None,
        }
    }
}

/// Room for so many rounds is made at once.
const USUAL_ROUNDS: usize = 100;

/// Plays a session to its end. `players` sit in the order of the seats.
///
/// Every protocol ends by itself: rounds are bounded, and within a round every seat is asked a bounded number of times.
pub fn play(protocol: &mut dyn Protocol, players: &mut [Box<dyn Player>]) -> Session {
    play_told(protocol, players, |_| ControlFlow::Continue(()))
}

/// The same for somebody who watches: `watch` is told every message when it is said, whoever may hear it at the table, and may
/// break off. Talks that were broken off end with [`Ending::Limit`].
pub fn play_told(
    protocol: &mut dyn Protocol,
    players: &mut [Box<dyn Player>],
    mut watch: impl FnMut(&Message) -> ControlFlow<()>,
) -> Session {
    let mut messages = Vec::with_capacity(players.len() * USUAL_ROUNDS);
    let listens: Vec<bool> = players.iter().map(|player| player.listens()).collect();
    protocol.open(&mut messages);
    tell(&messages, protocol.clock(), players, &listens);
    let (mut elapsed, mut told) = (None, 0);
    loop {
        if messages[told..].iter().try_for_each(&mut watch).is_break() {
            return Session { messages, ending: Ending::Limit, rounds: protocol.rounds_begun(), elapsed };
        }
        told = messages.len();
        let clock = protocol.clock();
        let (seat, answer) = match protocol.next() {
            Next::Over(ending) => return Session { messages, ending, rounds: protocol.rounds_begun(), elapsed },
            Next::Ask(seat, question) => (seat, players[seat.0].answer(clock, question)),
        };
        elapsed = clock.elapsed;
        if let Err(misconduct) = answer.and_then(|answer| protocol.take(seat, answer, &mut messages)) {
            protocol.forfeit(seat, &misconduct, &mut messages);
        }
        tell(&messages[told..], clock, players, &listens);
    }
}

/// Tells everybody who listens what they may hear, and nothing else.
fn tell(messages: &[Message], clock: Clock, players: &mut [Box<dyn Player>], listens: &[bool]) {
    for message in messages {
        for (seat, player) in players.iter_mut().enumerate() {
            if listens[seat] && message.reaches(Seat(seat)) {
                player.hear(clock, message);
            }
        }
    }
}
