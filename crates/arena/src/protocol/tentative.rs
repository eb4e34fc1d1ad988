//! Tentative acceptance with unique offers (TAU).
//!
//! In every round each party offers one outcome that it has not offered before, and judges those of the others. Nothing is
//! forgotten: an outcome is agreed as soon as every party has offered it and every party has accepted it from another. A
//! party that repeats its last offer has finished offering; once all repeat in the same round there is no agreement.
//! (Mohammad 2023, "Generalized Bargaining Protocols", doi 10.1007/978-981-99-8391-9_37.)
//!
//! Where several outcomes come to be agreed in one round, the one that was offered first in it counts. Since a space is
//! finite and offers are unique, the talks end by themselves; a deadline may come before.

use std::collections::HashMap;

use super::offers::{Offers, Step};
use super::{Departure, Entry, Next, Protocol, Setup, forfeited, said_by, verdict};
use crate::session::Ending;
use crate::{Act, Answer, Clock, Message, Misconduct, Offer, Question, Seat};

pub(super) const ENTRY: Entry = Entry {
    name: "tau",
    title: "unique offers, accepted tentatively until all have offered the same",
    source: "Mohammad 2023, doi 10.1007/978-981-99-8391-9_37",
    discloses: "every offer and verdict to everybody, as soon as it is given",
    settles: "what every party has offered and every party has accepted from another, at whatever time",
    departure: Departure::EndsTheTalks,
    parameters: &[],
    begin: |setup, _| Ok(Box::new(TentativeAcceptance::new(setup))),
};

/// Who offered and who accepted an outcome so far; one place for each seat.
#[derive(Clone, Debug)]
struct Support {
    offered: Vec<bool>,
    accepted: Vec<bool>,
}

/// Tentative acceptance with unique offers.
#[derive(Debug)]
pub struct TentativeAcceptance {
    setup: Setup,
    seated: Vec<bool>,
    round: u32,
    offers: Offers,
    support: HashMap<Offer, Support>,
    last: Vec<Option<Offer>>,
    /// For each seat, whether its offer of this round repeats its last.
    repeats: Vec<bool>,
    /// For each seat, whether it has finished offering.
    finished: Vec<bool>,
    ending: Option<Ending>,
}

impl TentativeAcceptance {
    /// Talks by these rules.
    pub fn new(setup: Setup) -> Self {
        let seats = setup.seats;
        Self {
            ending: setup.is_over(0).then_some(Ending::Deadline),
            seated: vec![true; seats],
            round: 0,
            offers: Offers::new(seats, 0),
            support: HashMap::new(),
            last: vec![None; seats],
            repeats: vec![false; seats],
            finished: vec![false; seats],
            setup,
        }
    }

    fn offer(&mut self, seat: Seat, offer: Offer) -> Result<Act, Misconduct> {
        self.setup.check(&offer)?;
        let is_repeated = self.last[seat.0].as_ref() == Some(&offer);
        if !is_repeated && self.finished[seat.0] {
            return Err(Misconduct::Illegal("offered something new after it had finished offering"));
        }
        let seats = self.setup.seats;
        let support = self
            .support
            .entry(offer.clone())
            .or_insert_with(|| Support { offered: vec![false; seats], accepted: vec![false; seats] });
        if !is_repeated && support.offered[seat.0] {
            return Err(Misconduct::Illegal("offered again what it had offered before its last offer"));
        }
        support.offered[seat.0] = true;
        self.repeats[seat.0] = is_repeated;
        self.finished[seat.0] |= is_repeated;
        self.last[seat.0] = Some(offer.clone());
        self.offers.put(seat, offer.clone());
        Ok(Act::Offer(offer))
    }

    fn judge(&mut self, seat: Seat, by: Seat, answer: Answer) -> Result<Act, Misconduct> {
        let offer = self.offers.offer(by);
        let (act, is_yes) = verdict(answer, offer)?;
        if let Some(support) = offer.and_then(|offer| self.support.get_mut(offer)) {
            support.accepted[seat.0] |= is_yes;
        }
        self.offers.judge(seat, by, is_yes);
        Ok(act)
    }

    /// Ends the round once all has been said.
    fn settle(&mut self) {
        if self.offers.step(&self.seated) != Step::Done {
            return;
        }
        let is_agreed = |offer: &&Offer| {
            let full = |marks: &[bool]| marks.iter().all(|mark| *mark);
            self.support.get(*offer).is_some_and(|support| full(&support.offered) && full(&support.accepted))
        };
        let agreed = self.offers.order().filter_map(|by| self.offers.offer(by)).find(is_agreed);
        self.ending = agreed.map(|offer| Ending::Agreement(offer.clone()));
        if self.ending.is_none() {
            self.round += 1;
            let is_over = self.repeats.iter().all(|repeats| *repeats) || self.setup.is_over(self.round);
            self.ending = is_over.then_some(Ending::Deadline);
            if !is_over {
                self.offers = Offers::new(self.setup.seats, 0);
            }
        }
    }
}

impl Protocol for TentativeAcceptance {
    fn next(&self) -> Next<'_> {
        match (&self.ending, self.offers.step(&self.seated)) {
            (Some(ending), _) => Next::Over(ending.clone()),
            (None, Step::Offer(seat)) => Next::Ask(seat, Question::ProposeUnique),
            (None, Step::Judge { seat, by }) => Next::Ask(seat, self.offers.question(by)),
            (None, Step::Done) => Next::Over(Ending::Deadline),
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        let round = self.round;
        let act = match (self.offers.step(&self.seated), answer) {
            (_, Answer::Leave) => {
                said.push(said_by(seat, round, Act::Leave));
                self.ending = Some(Ending::Left(seat));
                return Ok(());
            }
            (Step::Offer(_), Answer::Offer(offer)) => self.offer(seat, offer)?,
            (Step::Judge { by, .. }, answer) => self.judge(seat, by, answer)?,
            _ => return Err(Misconduct::Illegal("was asked for an offer, and gave none")),
        };
        said.push(said_by(seat, round, act));
        self.settle();
        Ok(())
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>) {
        said.push(forfeited(seat, self.round, misconduct));
        self.ending = Some(Ending::Forfeit(seat));
    }

    fn clock(&self) -> Clock {
        self.setup.clock(self.round)
    }

    fn rounds_begun(&self) -> u32 {
        self.setup.begun(self.round.min(self.setup.deadline.rounds().saturating_sub(1)))
    }
}
