//! Playing a transcript again: strategies anew, everybody else as recorded, and every byte compared.

use std::collections::VecDeque;

use super::read::{Transcript, Unreadable, unreadable};
use super::write::write;
use crate::quality::{Quality, Yardstick};
use crate::strategy::Spec;
use crate::talks::{CannotTalk, Settled, play_in_rounds, stream_session};
use crate::{Answer, Ending, Misconduct, Player, Rules, Scripted, Seat, Session, Table};

impl From<CannotTalk> for Unreadable {
    fn from(cannot: CannotTalk) -> Self {
        unreadable(1, cannot.to_string())
    }
}

/// A session that was played again.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// The session.
    pub session: Session,
    /// How good its ending is.
    pub quality: Quality,
    /// Whether it is what was recorded.
    pub verdict: Verdict,
}

/// What playing again showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every byte is the same.
    Identical,
    /// The first line that differs, from one. `None` stands for a text that ended before it.
    Differs {
        /// The line, from one.
        line: usize,
        /// As it was recorded.
        recorded: Option<String>,
        /// As it was played again.
        replayed: Option<String>,
    },
}

/// Plays `transcript` again at `table`, which was made from the scenario in its header. Seats with a strategy play anew from
/// the seed; the moves of all others are taken as recorded, and have to be legal.
///
/// # Errors
/// Where the header or a move names something that is not there.
pub fn replay(transcript: &Transcript, table: &Table, yardstick: &Yardstick) -> Result<Replayed, Unreadable> {
    let header = &transcript.header;
    let rules = Rules {
        protocol: header.protocol.parse().map_err(|bad: crate::strategy::BadSpec| unreadable(1, bad.to_string()))?,
        deadline: header.deadline.into(),
        convention: header.time.into(),
        seed: header.seed,
    };
    let mut moves = moves(transcript, table)?;
    let mut seat = |left: &Table, _: &Settled, number: u32| players(transcript, left, &rules, &mut moves, number);
    let mut session = play_in_rounds(table, &rules, header.session, header.talks.unwrap_or(1), &mut seat)?;
    if header.deadline.seconds.is_some() {
        session = as_timed(transcript, session);
    }
    let quality = yardstick.measure(table, &session, rules.convention, rules.deadline.rounds());
    let replayed = write(header, table, &session, &quality);
    Ok(Replayed { verdict: compared(transcript.text(), &replayed), session, quality })
}

/// The players of one round of talks.
fn players(
    transcript: &Transcript,
    table: &Table,
    rules: &Rules,
    moves: &mut [Vec<Moves>],
    number: u32,
) -> Result<Vec<Box<dyn Player>>, Unreadable> {
    let header = &transcript.header;
    let player = |(seat, line): (Seat, &super::SeatLine)| -> Result<Box<dyn Player>, Unreadable> {
        let anew = line.strategy.as_ref().filter(|_| header.deadline.seconds.is_none());
        let Some(strategy) = anew else {
            let own = moves[seat.0].get_mut(number as usize).map(std::mem::take);
            return Ok(Box::new(Scripted::new(own.unwrap_or_default())));
        };
        let spec: Spec = strategy.parse().map_err(|bad: crate::strategy::BadSpec| unreadable(1, bad.to_string()))?;
        let prepared = table.prepare(seat, &spec, rules).map_err(|bad| unreadable(1, bad.to_string()))?;
        Ok(prepared.sit(rules.stream(stream_session(header.session, number), seat)))
    };
    Seat::all(table.stakes.seats()).zip(&header.seats).map(player).collect()
}

/// A clock on the wall is not played again: what it read at the end is taken as recorded, and so is that it ended the talks.
fn as_timed(transcript: &Transcript, session: Session) -> Session {
    let Some(end) = &transcript.end else { return session };
    let elapsed = end.elapsed;
    let is_out_of_time = end.ending == Ending::Deadline.word() && matches!(session.ending, Ending::Forfeit(_));
    if !is_out_of_time {
        return Session { elapsed, ..session };
    }
    // Nobody recorded forfeits; the scripts are at their end because time was up.
    let mut messages = session.messages;
    messages.truncate(transcript.messages.len());
    Session { messages, ending: Ending::Deadline, rounds: end.rounds, elapsed }
}

/// What a seat answered in one round of talks.
type Moves = VecDeque<Result<Answer, Misconduct>>;

/// The recorded moves of every seat, round of talks by round of talks.
fn moves(transcript: &Transcript, table: &Table) -> Result<Vec<Vec<Moves>>, Unreadable> {
    let seats = table.stakes.seats();
    if transcript.header.seats.len() != seats {
        return Err(unreadable(1, format!("{} seats for {seats} parties", transcript.header.seats.len())));
    }
    let mut moves = vec![vec![VecDeque::new()]; seats];
    for (at, message) in transcript.messages.iter().enumerate() {
        let line = at + 2;
        if message.act == "next-talks" {
            moves.iter_mut().for_each(|own| own.push(VecDeque::new()));
        }
        if let Some((seat, answer)) = message.answer(&table.stakes.space).map_err(|problem| unreadable(line, problem))? {
            let own = moves.get_mut(seat.0).ok_or_else(|| unreadable(line, format!("there is no {seat}")))?;
            own.last_mut().expect("there is a round of talks from the start").push_back(answer);
        }
    }
    Ok(moves)
}

fn compared(recorded: &str, replayed: &str) -> Verdict {
    if recorded == replayed {
        return Verdict::Identical;
    }
    let (mut old, mut new) = (recorded.split_inclusive('\n'), replayed.split_inclusive('\n'));
    let mut line = 0;
    loop {
        line += 1;
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => {}
            (old, new) => {
                let (recorded, replayed) = (old.map(str::to_owned), new.map(str::to_owned));
                return Verdict::Differs { line, recorded, replayed };
            }
        }
    }
}
