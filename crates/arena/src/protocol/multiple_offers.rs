//! Alternating multiple offers: everybody offers, then everybody votes on every offer.
//!
//! Seat q mod n opens round q. An offer to which all say yes is agreed; where several are, the one that was offered first in
//! the order of the round, since the table knows no utility to rank them by. (Aydogan, Festen, Hindriks & Jonker 2017,
//! "Alternating offers protocols for multilateral negotiation". Theirs has no way to leave; here a party may, because people
//! do.)
//!
//! With a majority or a quota instead of everybody's yes this is voting, and the rest go on without a party that left or
//! forfeited for as long as they can still agree.

use super::offers::{Offers, Step};
use super::rule::{PARAMETERS, Rule, Table};
use super::{Departure, Entry, Next, Protocol, Setup, forfeited, said_by, verdict};
use crate::session::Ending;
use crate::{Act, Answer, Clock, Message, Misconduct, Question, Seat};

pub(super) const ENTRY: Entry = Entry {
    name: "multiple-offers",
    title: "everybody offers, then everybody votes on every offer",
    source: "Aydogan, Festen, Hindriks & Jonker 2017, Alternating offers protocols for multilateral negotiation",
    discloses: "every offer and vote to everybody, as soon as it is given",
    settles: "the first offer of a round to which all say yes",
    departure: Departure::EndsTheTalks,
    parameters: &[],
    begin: |setup, _| Ok(Box::new(MultipleOffers::new(setup))),
};

pub(super) const MAJORITY: Entry = Entry {
    name: "majority",
    title: "everybody offers, and more than half of the votes decide",
    source: "Aydogan, Festen, Hindriks & Jonker 2017, with a majority in place of everybody",
    settles: "the first offer of a round to which more than half say yes; it binds everybody, those who said no or left included",
    departure: Departure::RestGoOn,
    begin: |setup, _| {
        let rule = Rule::majority(setup.seats);
        Ok(Box::new(MultipleOffers::by(setup, rule)))
    },
    ..ENTRY
};

pub(super) const QUOTA: Entry = Entry {
    name: "quota",
    title: "everybody offers, and a quota of votes decides, with weights and a veto",
    source: "Aydogan, Festen, Hindriks & Jonker 2017, with a quota in place of everybody",
    settles: "the first offer of a round to which a quota says yes; it binds everybody, those who said no or left included",
    departure: Departure::RestGoOn,
    parameters: PARAMETERS,
    begin: |setup, arguments| {
        let rule = Rule::read(setup.seats, arguments)?;
        Ok(Box::new(MultipleOffers::by(setup, rule)))
    },
    ..ENTRY
};

/// Alternating multiple offers.
#[derive(Debug)]
pub struct MultipleOffers {
    setup: Setup,
    table: Table,
    round: u32,
    offers: Offers,
    ending: Option<Ending>,
}

impl MultipleOffers {
    /// Talks in which everybody has to say yes.
    pub fn new(setup: Setup) -> Self {
        let rule = Rule::unanimity(setup.seats);
        Self::by(setup, rule)
    }

    /// Talks in which `rule`, made for as many seats, says whose yes is needed.
    pub fn by(setup: Setup, rule: Rule) -> Self {
        let ending = setup.is_over(0).then_some(Ending::Deadline);
        Self { offers: Offers::new(setup.seats, 0), table: Table::new(rule), setup, round: 0, ending }
    }

    /// Ends the round, and the talks where something is agreed or the rounds are over, once all has been said.
    fn settle(&mut self) {
        if self.ending.is_some() || self.offers.step(&self.table.seated) != Step::Done {
            return;
        }
        let is_agreed = |by: &Seat| self.table.is_agreed(&self.offers.says_yes(*by));
        let agreed = self.offers.order().filter(is_agreed).find_map(|by| self.offers.offer(by));
        self.ending = agreed.map(|offer| Ending::Agreement(offer.clone()));
        if self.ending.is_none() {
            self.round += 1;
            self.ending = self.setup.is_over(self.round).then_some(Ending::Deadline);
            self.offers = Offers::new(self.setup.seats, self.round as usize % self.setup.seats);
        }
    }

    fn depart(&mut self, seat: Seat, ending: Ending) {
        self.offers.withdraw(seat);
        if !self.table.depart(seat) {
            self.ending = Some(ending);
        }
        self.settle();
    }
}

impl Protocol for MultipleOffers {
    fn next(&self) -> Next<'_> {
        match (&self.ending, self.offers.step(&self.table.seated)) {
            (Some(ending), _) => Next::Over(ending.clone()),
            (None, Step::Offer(seat)) => Next::Ask(seat, Question::Propose),
            (None, Step::Judge { seat, by }) => Next::Ask(seat, self.offers.question(by)),
            (None, Step::Done) => Next::Over(Ending::Deadline),
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        let round = self.round;
        let act = match (self.offers.step(&self.table.seated), answer) {
            (_, Answer::Leave) => {
                said.push(said_by(seat, round, Act::Leave));
                self.depart(seat, Ending::Left(seat));
                return Ok(());
            }
            (Step::Offer(_), Answer::Offer(offer)) => {
                self.setup.check(&offer)?;
                self.offers.put(seat, offer.clone());
                Act::Offer(offer)
            }
            (Step::Judge { by, .. }, answer) => {
                let (act, is_yes) = verdict(answer, self.offers.offer(by))?;
                self.offers.judge(seat, by, is_yes);
                act
            }
            _ => return Err(Misconduct::Illegal("was asked for an offer, and gave none")),
        };
        said.push(said_by(seat, round, act));
        self.settle();
        Ok(())
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>) {
        said.push(forfeited(seat, self.round, misconduct));
        self.depart(seat, Ending::Forfeit(seat));
    }

    fn clock(&self) -> Clock {
        self.setup.clock(self.round)
    }

    fn rounds_begun(&self) -> u32 {
        self.setup.begun(self.round)
    }
}
