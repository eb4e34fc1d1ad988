//! The monotonic concession protocol: both offer at once, and each concedes or stands still.
//!
//! In every round both parties make an offer, and neither hears the other's before both are made. A party repeats its last
//! offer or replaces it by one that is better for the other; nobody takes a concession back. Then both say whether the other's
//! offer is as good to them as their own. Where one says yes that offer is agreed, where both do the lot decides between them,
//! and what both offer is agreed without asking. Where both repeat their last offers the talks are over. (Rosenschein &
//! Zlotkin 1994, Rules of Encounter, chapter 3.)
//!
//! **What the table can check.** It knows no utility, so it cannot see whether an offer is better for the other, nor whether
//! an answer is true. It refuses an offer that its party has left behind, which would take a concession back for certain.

use std::collections::HashSet;

use super::{Departure, Entry, Next, Protocol, Setup, forfeited, said_by, verdict};
use crate::session::Ending;
use crate::strategy::BadArgument;
use crate::{Act, Answer, Audience, Clock, Message, Misconduct, Offer, Question, Seat, Speaker};

pub(super) const ENTRY: Entry = Entry {
    name: "monotonic-concession",
    title: "both offer at once, and concede or stand still; over when both stand still",
    source: "Rosenschein & Zlotkin 1994, Rules of Encounter, chapter 3",
    discloses: "offers to both once both are made, and so the yes or no to them",
    settles: "an offer that the other finds as good as its own; by lot where both do",
    departure: Departure::EndsTheTalks,
    parameters: &[],
    begin: |setup, _| Ok(Box::new(MonotonicConcession::new(setup)?)),
};

/// Monotonic concession.
#[derive(Debug)]
pub struct MonotonicConcession {
    setup: Setup,
    round: u32,
    sides: [Side; 2],
    /// Whether the offers of this round are told, so that they are judged.
    is_told: bool,
    /// What the first seat did and the second has not heard.
    held: Option<Act>,
    ending: Option<Ending>,
}

/// What one party did.
#[derive(Debug, Default)]
struct Side {
    /// Its offer of this round.
    offer: Option<Offer>,
    /// Whether that repeats its last.
    is_still: bool,
    /// Its offer of the round before.
    last: Option<Offer>,
    /// Every offer that it made.
    made: HashSet<Offer>,
    /// Its answer to the other's offer.
    verdict: Option<bool>,
}

impl Side {
    fn offers(&mut self, offer: &Offer) -> Result<(), Misconduct> {
        let is_still = self.last.as_ref() == Some(offer);
        if !is_still && self.made.contains(offer) {
            return Err(Misconduct::Illegal("took a concession back: it offered what it had left behind"));
        }
        self.is_still = is_still;
        self.made.insert(offer.clone());
        self.offer = Some(offer.clone());
        Ok(())
    }

    fn begin_round(&mut self) {
        self.last = self.offer.take();
        self.verdict = None;
    }
}

impl MonotonicConcession {
    /// Talks by these rules.
    ///
    /// # Errors
    /// Where there are not two seats.
    pub fn new(setup: Setup) -> Result<Self, BadArgument> {
        if setup.seats != 2 {
            return Err(BadArgument {
                problem: format!("monotonic concession is for two parties, and there are {}", setup.seats),
                way_out: "choose a scenario of two parties, or `alternating`".to_owned(),
            });
        }
        let ending = setup.is_over(0).then_some(Ending::Deadline);
        Ok(Self { setup, round: 0, sides: Default::default(), is_told: false, held: None, ending })
    }

    /// Holds back what the first seat did; tells both once the second has done as much.
    fn tell(&mut self, seat: Seat, act: Act, said: &mut Vec<Message>) {
        match self.held.take() {
            None => self.held = Some(act),
            Some(first) => {
                said.push(said_by(Seat(0), self.round, first));
                said.push(said_by(seat, self.round, act));
                if self.is_told { self.settle() } else { self.open_offers() }
            }
        }
    }

    fn open_offers(&mut self) {
        let [first, second] = &self.sides;
        self.is_told = true;
        match (&first.offer, &second.offer) {
            (Some(one), Some(other)) if one == other => self.ending = Some(Ending::Agreement(one.clone())),
            _ if first.is_still && second.is_still => self.ending = Some(Ending::Deadline),
            _ => {}
        }
    }

    /// Ends the round once both have judged.
    fn settle(&mut self) {
        let says_yes = [0, 1].map(|seat| self.sides[seat].verdict == Some(true));
        let accepted = match says_yes {
            [true, true] => Some(self.setup.stream.below(2)),
            [true, false] => Some(1),
            [false, true] => Some(0),
            [false, false] => None,
        };
        if let Some(offer) = accepted.and_then(|by| self.sides[by].offer.clone()) {
            self.ending = Some(Ending::Agreement(offer));
            return;
        }
        self.round += 1;
        self.is_told = false;
        self.sides.iter_mut().for_each(Side::begin_round);
        self.ending = self.setup.is_over(self.round).then_some(Ending::Deadline);
    }

    /// The talks end before the second seat did its part. What the first did is on record, so that a transcript can be played
    /// again, and the other does not hear of it.
    fn end(&mut self, ending: Ending, said: &mut Vec<Message>) {
        let (round, from, to) = (self.round, Speaker::Seat(Seat(0)), Audience::Table);
        said.extend(self.held.take().map(|act| Message { round, from, to, act }));
        self.ending = Some(ending);
    }
}

impl Protocol for MonotonicConcession {
    fn next(&self) -> Next<'_> {
        let seat = Seat(usize::from(self.held.is_some()));
        let by = Seat(1 - seat.0);
        match (&self.ending, &self.sides[by.0].offer) {
            (Some(ending), _) => Next::Over(ending.clone()),
            (None, Some(offer)) if self.is_told => Next::Ask(seat, Question::Judge { offer, by }),
            (None, _) => Next::Ask(seat, Question::Concede),
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        let act = match answer {
            Answer::Leave => {
                self.end(Ending::Left(seat), said);
                said.push(said_by(seat, self.round, Act::Leave));
                return Ok(());
            }
            Answer::Offer(offer) if !self.is_told => {
                self.setup.check(&offer)?;
                self.sides[seat.0].offers(&offer)?;
                Act::Offer(offer)
            }
            _ if !self.is_told => return Err(Misconduct::Illegal("was asked for an offer, and gave none")),
            answer => {
                let (act, is_yes) = verdict(answer, self.sides[1 - seat.0].offer.as_ref())?;
                self.sides[seat.0].verdict = Some(is_yes);
                act
            }
        };
        self.tell(seat, act, said);
        Ok(())
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>) {
        self.end(Ending::Forfeit(seat), said);
        said.push(forfeited(seat, self.round, misconduct));
    }

    fn clock(&self) -> Clock {
        self.setup.clock(self.round)
    }

    fn rounds_begun(&self) -> u32 {
        self.setup.begun(self.round)
    }
}
