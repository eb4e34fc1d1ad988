//! Stacked alternating offers, for any number of parties.
//!
//! In each round every seat has one turn, in order: it makes an offer, accepts the standing one, or leaves. An offer is agreed
//! once all others have accepted it in a row. (Aydogan, Festen, Hindriks & Jonker 2017, "Alternating offers protocols for
//! multilateral negotiation", in Modern Approaches to Agent-based Complex Automated Negotiation, 153.)
//!
//! Under another [`Rule`] than unanimity, which is an addition of ours, an offer is agreed once those who accepted it in a row
//! are enough, and the rest go on without a party that left or forfeited for as long as they can still agree. What a party
//! that is gone had offered or accepted falls with it.

use zopa_model::OptionIndex;

use super::rule::{PARAMETERS, Rule, Table};
use super::{Departure, Entry, Next, Protocol, Setup, forfeited, said_by};
use crate::session::Ending;
use crate::{Act, Answer, Clock, Message, Misconduct, Offer, Question, Seat};

pub(super) const ENTRY: Entry = Entry {
    name: "alternating",
    title: "stacked alternating offers: offer, accept or leave, in turn",
    source: "Aydogan, Festen, Hindriks & Jonker 2017, Alternating offers protocols for multilateral negotiation",
    discloses: "every offer, acceptance and departure to everybody",
    settles: "an offer that all others accepted in a row",
    departure: Departure::EndsTheTalks,
    parameters: &[],
    begin: |setup, _| Ok(Box::new(AlternatingOffers::new(setup))),
};

pub(super) const QUOTA: Entry = Entry {
    name: "alternating-quota",
    title: "stacked alternating offers, agreed by a quota of votes",
    source: "Aydogan, Festen, Hindriks & Jonker 2017, with a quota of ours",
    settles: "an offer that a quota accepted in a row; it binds everybody, those who said no or left included",
    departure: Departure::RestGoOn,
    parameters: PARAMETERS,
    begin: |setup, arguments| {
        let rule = Rule::read(setup.seats, arguments)?;
        Ok(Box::new(AlternatingOffers::by(setup, rule)))
    },
    ..ENTRY
};

/// Stacked alternating offers.
#[derive(Debug)]
pub struct AlternatingOffers {
    setup: Setup,
    /// Number of options of each issue.
    sizes: Vec<OptionIndex>,
    table: Table,
    round: u32,
    turn: Seat,
    standing: Option<(Offer, Seat)>,
    /// For each seat, whether it accepts the standing offer, its proposer included.
    accepting: Vec<bool>,
    ending: Option<Ending>,
}

impl AlternatingOffers {
    /// Talks by these rules in which everybody has to agree. Nothing can be agreed without a party then, so a leave or a
    /// forfeit ends the talks.
    pub fn new(setup: Setup) -> Self {
        let rule = Rule::unanimity(setup.seats);
        Self::by(setup, rule)
    }

    /// Talks in which `rule`, made for as many seats, says whose yes is needed.
    pub fn by(setup: Setup, rule: Rule) -> Self {
        let ending = setup.is_over(0).then_some(Ending::Deadline);
        let accepting = vec![false; setup.seats];
        let sizes = setup.space.issues().iter().map(|issue| issue.options().len() as OptionIndex).collect();
        Self { setup, sizes, table: Table::new(rule), round: 0, turn: Seat(0), standing: None, accepting, ending }
    }

    /// The turn of the next seat at the table, in the next round after the last seat's.
    fn pass_on(&mut self) {
        while self.ending.is_none() {
            self.turn = Seat((self.turn.0 + 1) % self.setup.seats);
            if self.turn == Seat(0) {
                self.round += 1;
                if self.setup.is_over(self.round) {
                    self.ending = Some(Ending::Deadline);
                }
            }
            if self.table.seated[self.turn.0] {
                return;
            }
        }
    }

    fn offer(&mut self, offer: Offer) -> Result<Act, Misconduct> {
        if !self.is_legal(&offer) {
            self.setup.check(&offer)?;
        }
        self.accepting.fill(false);
        self.standing = Some((offer.clone(), self.turn));
        self.support(&offer);
        Ok(Act::Offer(offer))
    }

    /// What [`Setup::check`] finds nothing wrong with, by numbers that lie together: it is asked at every turn.
    fn is_legal(&self, offer: &Offer) -> bool {
        let (options, space) = (offer.options(), &self.setup.space);
        options.len() == self.sizes.len()
            && options.iter().zip(&self.sizes).all(|(option, size)| option < size)
            && space.is_feasible(offer)
    }

    fn accept(&mut self) -> Result<Act, Misconduct> {
        let (offer, _) = self.standing.clone().ok_or(Misconduct::Illegal("accepted, and nothing was offered"))?;
        if self.accepting[self.turn.0] {
            return Err(Misconduct::Illegal("accepted what it had offered or accepted already"));
        }
        self.support(&offer);
        Ok(Act::Accept(offer))
    }

    fn support(&mut self, offer: &Offer) {
        self.accepting[self.turn.0] = true;
        if self.table.is_agreed(&self.accepting) {
            self.ending = Some(Ending::Agreement(offer.clone()));
        }
    }

    /// The seat whose turn it is is gone: the talks end so, or go on without it.
    fn depart(&mut self, ending: Ending) {
        if !self.table.depart(self.turn) {
            self.ending = Some(ending);
            return;
        }
        if self.standing.as_ref().is_some_and(|(_, by)| *by == self.turn) {
            self.standing = None;
        }
        self.accepting[self.turn.0] = false;
        self.pass_on();
    }
}

impl Protocol for AlternatingOffers {
    fn next(&self) -> Next<'_> {
        match &self.ending {
            Some(ending) => Next::Over(ending.clone()),
            None => {
                let standing = self.standing.as_ref().map(|(offer, by)| (offer, *by));
                Next::Ask(self.turn, Question::Turn { standing })
            }
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        let round = self.round;
        let act = match answer {
            Answer::Offer(offer) => self.offer(offer)?,
            Answer::Accept => self.accept()?,
            Answer::Leave => {
                said.push(said_by(seat, round, Act::Leave));
                self.depart(Ending::Left(seat));
                return Ok(());
            }
            _ => return Err(Misconduct::Illegal("neither offered nor accepted nor left, and it was its turn")),
        };
        said.push(said_by(seat, round, act));
        self.pass_on();
        Ok(())
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>) {
        said.push(forfeited(seat, self.round, misconduct));
        self.depart(Ending::Forfeit(seat));
    }

    fn clock(&self) -> Clock {
        self.setup.clock(self.round)
    }

    fn rounds_begun(&self) -> u32 {
        self.setup.begun(self.round)
    }
}
