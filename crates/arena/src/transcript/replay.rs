//! Playing a transcript again: strategies anew, everybody else as recorded, and every byte compared.

use std::collections::VecDeque;

use super::read::{Transcript, Unreadable, unreadable};
use super::write::write;
use crate::quality::Yardstick;
use crate::strategy::Spec;
use crate::{Answer, Ending, Misconduct, Player, Rules, Scripted, Seat, Session, Table};

/// What playing again showed.
#[derive(Clone, Debug, PartialEq)]
pub enum Replay {
    /// Every byte is the same.
    Identical(Session),
    /// The first line that differs, from one. `None` stands for a text that ended before it.
    Differs {
        /// The line, from one.
        line: usize,
        /// As it was recorded.
        recorded: Option<String>,
        /// As it was played again.
        replayed: Option<String>,
        /// The session as it was played again.
        session: Session,
    },
}

/// Plays `transcript` again at `table`, which was made from the scenario in its header. Seats with a strategy play anew from
/// the seed; the moves of all others are taken as recorded, and have to be legal.
///
/// # Errors
/// Where the header or a move names something that is not there.
pub fn replay(transcript: &Transcript, table: &Table, yardstick: &Yardstick) -> Result<Replay, Unreadable> {
    let header = &transcript.header;
    let rules = Rules {
        protocol: header.protocol.parse().map_err(|bad: crate::strategy::BadSpec| unreadable(1, bad.to_string()))?,
        deadline: header.deadline.into(),
        convention: header.time.into(),
        seed: header.seed,
    };
    let mut players = players(transcript, table, &rules)?;
    let mut session = table.play(&rules, header.session, &mut players).map_err(|bad| unreadable(1, bad.to_string()))?;
    if header.deadline.seconds.is_some() {
        session = as_timed(transcript, session);
    }
    let quality = yardstick.measure(table, &session, rules.convention, rules.deadline.rounds());
    let replayed = write(header, table, &session, &quality);
    Ok(compared(transcript.text(), &replayed, session))
}

fn players(transcript: &Transcript, table: &Table, rules: &Rules) -> Result<Vec<Box<dyn Player>>, Unreadable> {
    let (header, seats) = (&transcript.header, table.stakes.seats());
    if header.seats.len() != seats {
        return Err(unreadable(1, format!("{} seats for {seats} parties", header.seats.len())));
    }
    let mut moves = moves(transcript, table)?;
    let player = |(seat, line): (Seat, &super::SeatLine)| -> Result<Box<dyn Player>, Unreadable> {
        let anew = line.strategy.as_ref().filter(|_| header.deadline.seconds.is_none());
        let Some(strategy) = anew else { return Ok(Box::new(Scripted::new(std::mem::take(&mut moves[seat.0])))) };
        let spec: Spec = strategy.parse().map_err(|bad: crate::strategy::BadSpec| unreadable(1, bad.to_string()))?;
        let prepared = table.prepare(seat, &spec, rules).map_err(|bad| unreadable(1, bad.to_string()))?;
        Ok(prepared.sit(rules.stream(header.session, seat)))
    };
    Seat::all(seats).zip(&header.seats).map(player).collect()
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

/// The recorded moves of every seat.
fn moves(transcript: &Transcript, table: &Table) -> Result<Vec<VecDeque<Result<Answer, Misconduct>>>, Unreadable> {
    let mut moves = vec![VecDeque::new(); table.stakes.seats()];
    for (at, message) in transcript.messages.iter().enumerate() {
        let line = at + 2;
        if let Some((seat, answer)) = message.answer(&table.stakes.space).map_err(|problem| unreadable(line, problem))? {
            let own = moves.get_mut(seat.0).ok_or_else(|| unreadable(line, format!("there is no {seat}")))?;
            own.push_back(answer);
        }
    }
    Ok(moves)
}

fn compared(recorded: &str, replayed: &str, session: Session) -> Replay {
    if recorded == replayed {
        return Replay::Identical(session);
    }
    let (mut old, mut new) = (recorded.split_inclusive('\n'), replayed.split_inclusive('\n'));
    let mut line = 0;
    loop {
        line += 1;
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => {}
            (old, new) => {
                let (recorded, replayed) = (old.map(str::to_owned), new.map(str::to_owned));
                return Replay::Differs { line, recorded, replayed, session };
            }
        }
    }
}
