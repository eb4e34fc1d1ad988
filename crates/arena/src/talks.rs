//! Talks in several rounds: each ends at its own deadline, and what all asked for alike by then is kept for the next.
//!
//! Real talks go in rounds. Between two of them nothing that was settled is opened again: an issue on which the last offers of
//! all parties agree is kept, and the next round is about the rest.

use std::sync::Arc;

use zopa_analysis::inverse::InverseLimits;
use zopa_model::{IssueIndex, OptionIndex, OutcomeSpace, Pattern, Rule};

use crate::protocol::said_by_table;
use crate::strategy::BadArgument;
use crate::{Act, Ending, Message, Player, Rules, Seat, Session, Speaker, Stakes, Table, Unprepared, play};

/// What is settled: issues with the option of each.
pub type Settled = Vec<(IssueIndex, OptionIndex)>;

/// Who sits down for a round of talks: asked with the table of what is left, what is settled, and the number of the round,
/// from zero.
pub type Seating<'a, E> = dyn FnMut(&Table, &Settled, u32) -> Result<Vec<Box<dyn Player>>, E> + 'a;

/// Why talks cannot begin, or go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotTalk {
    /// The protocol or a strategy does not fit the stakes.
    Argument(BadArgument),
    /// A seat cannot be prepared for what is left.
    Unprepared(Unprepared),
}

impl std::fmt::Display for CannotTalk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Argument(bad) => bad.fmt(f),
            Self::Unprepared(unprepared) => unprepared.fmt(f),
        }
    }
}

impl std::error::Error for CannotTalk {}

impl From<BadArgument> for CannotTalk {
    fn from(bad: BadArgument) -> Self {
        Self::Argument(bad)
    }
}

impl From<Unprepared> for CannotTalk {
    fn from(unprepared: Unprepared) -> Self {
        Self::Unprepared(unprepared)
    }
}

/// Sets the draws of one round of talks apart from those of the others.
const SESSIONS_APART: u32 = 32;

/// The number that the streams of round of talks `number` (from zero) of session `session` are made from.
pub fn stream_session(session: u64, number: u32) -> u64 {
    session ^ (u64::from(number) << SESSIONS_APART)
}

/// Plays up to `talks` rounds of talks, each by `rules`. `players` is asked who sits down for each. A single round of talks is a
/// session like any other.
///
/// # Errors
/// Where `players` fails, or the protocol or a seat does not fit what is left.
pub fn play_in_rounds<E: From<CannotTalk>>(
    table: &Table,
    rules: &Rules,
    session: u64,
    talks: u32,
    players: &mut Seating<'_, E>,
) -> Result<Session, E> {
    if talks == 1 {
        // Where nothing follows there is nothing to keep for it: last offers that coincide here and there are no agreement.
        let mut seated = players(table, &Settled::new(), 0)?;
        let mut protocol = table.begin(rules, stream_session(session, 0)).map_err(|bad| E::from(bad.into()))?;
        return Ok(play(&mut *protocol, &mut seated));
    }
    let mut whole = Session { messages: Vec::new(), ending: Ending::Deadline, rounds: 0, elapsed: None };
    let mut settled = Settled::new();
    for number in 0..talks {
        let left = match settled.is_empty() {
            true => table.clone(),
            false => restricted(table, &settled).map_err(|unprepared| E::from(unprepared.into()))?,
        };
        let mut seated = players(&left, &settled, number)?;
        let mut protocol = left.begin(rules, stream_session(session, number)).map_err(|bad| E::from(bad.into()))?;
        let part = play(&mut *protocol, &mut seated);
        if !append(&mut whole, part, table.stakes.seats(), &mut settled, number + 1 == talks) {
            break;
        }
    }
    Ok(whole)
}

/// Adds a round of talks to what went before; whether another may follow.
fn append(whole: &mut Session, part: Session, seats: usize, settled: &mut Settled, is_last: bool) -> bool {
    let begun = whole.rounds;
    let later = |message: Message| Message { round: message.round + begun, ..message };
    let agreed = agreed_alike(&part.messages, seats);
    whole.messages.extend(part.messages.into_iter().map(later));
    whole.rounds += part.rounds;
    let new: Settled = match &part.ending {
        Ending::Partial(kept) => kept.clone(),
        _ => agreed,
    };
    match part.ending {
        Ending::Deadline | Ending::Partial(_) => {}
        ending => {
            whole.ending = ending;
            return false;
        }
    }
    let new: Settled = new.into_iter().filter(|clause| !settled.contains(clause)).collect();
    let round = whole.rounds.saturating_sub(1);
    if !new.is_empty() {
        settled.extend(&new);
        settled.sort_unstable();
        whole.messages.push(said_by_table(round, Act::Kept(new)));
    }
    whole.ending = if settled.is_empty() { Ending::Deadline } else { Ending::Partial(settled.clone()) };
    if !is_last {
        whole.messages.push(said_by_table(round, Act::NextTalks));
    }
    !is_last
}

/// The issues on which the last offers of all seats agree; none unless every seat offered something.
fn agreed_alike(messages: &[Message], seats: usize) -> Settled {
    let last = |seat: Seat| {
        messages.iter().rev().filter(|message| message.from == Speaker::Seat(seat)).find_map(|message| match &message.act {
            Act::Offer(offer) => Some(offer),
            _ => None,
        })
    };
    let last: Option<Vec<_>> = Seat::all(seats).map(last).collect();
    let Some((first, others)) = last.as_deref().and_then(|last| last.split_first()) else { return Settled::new() };
    let options = first.options().iter().copied().enumerate();
    options.filter(|&(issue, option)| others.iter().all(|offer| offer.option(issue) == option)).collect()
}

/// The table at which what is settled cannot be opened again.
fn restricted(table: &Table, settled: &Settled) -> Result<Table, Unprepared> {
    let space = &table.stakes.space;
    let close = |&(issue, option): &(IssueIndex, OptionIndex)| {
        let others = (0..space.issues()[issue].options().len() as OptionIndex).filter(|other| *other != option);
        Rule { forbids: Pattern::new([(issue, others.collect())]), reason: "settled in an earlier round of talks".to_owned() }
    };
    let rules = space.rules().iter().cloned().chain(settled.iter().map(close)).collect();
    let space = Arc::new(OutcomeSpace::new(space.issues().to_vec(), rules));
    Table::new(Stakes { space, ..table.stakes.clone() }, &InverseLimits::default())
}
