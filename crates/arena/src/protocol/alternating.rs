//! Stacked alternating offers, for any number of parties.
//!
//! In each round every seat has one turn, in order: it makes an offer, accepts the standing one, or leaves. An offer is agreed
//! once all others have accepted it in a row. (Aydogan, Festen, Hindriks & Jonker 2017, "Alternating offers protocols for
//! multilateral negotiation", in Modern Approaches to Agent-based Complex Automated Negotiation, 153.)

use super::{Entry, Next, Protocol, Setup, said_by, said_by_table};
use crate::session::Ending;
use crate::{Act, Answer, Clock, Message, Misconduct, Offer, Question, Seat};

pub(super) const ENTRY: Entry = Entry {
    name: "alternating",
    title: "stacked alternating offers: offer, accept or leave, in turn",
    source: "Aydogan, Festen, Hindriks & Jonker 2017, Alternating offers protocols for multilateral negotiation",
    discloses: "every offer, acceptance and departure to everybody",
    parameters: &[],
    begin: |setup, _| Ok(Box::new(AlternatingOffers::new(setup))),
};

/// Stacked alternating offers. What a leave or a forfeit means is one thing here: nothing can be agreed without a party, so
/// the talks end.
#[derive(Debug)]
pub struct AlternatingOffers {
    setup: Setup,
    round: u32,
    turn: Seat,
    standing: Option<Standing>,
    ending: Option<Ending>,
}

/// The offer that may be accepted.
#[derive(Debug)]
struct Standing {
    offer: Offer,
    by: Seat,
    /// How many seats in a row accept it, its proposer included.
    accepted_by: usize,
}

impl AlternatingOffers {
    /// Talks by these rules.
    pub fn new(setup: Setup) -> Self {
        let ending = setup.is_over(0).then_some(Ending::Deadline);
        Self { setup, round: 0, turn: Seat(0), standing: None, ending }
    }

    /// The next seat's turn, in the next round after the last seat's.
    fn pass_on(&mut self) {
        self.turn = Seat((self.turn.0 + 1) % self.setup.seats);
        if self.turn == Seat(0) {
            self.round += 1;
            if self.setup.is_over(self.round) {
                self.ending = Some(Ending::Deadline);
            }
        }
    }

    fn offer(&mut self, offer: Offer) -> Result<Act, Misconduct> {
        self.setup.check(&offer)?;
        self.standing = Some(Standing { offer: offer.clone(), by: self.turn, accepted_by: 1 });
        Ok(Act::Offer(offer))
    }

    fn accept(&mut self) -> Result<Act, Misconduct> {
        let standing = self.standing.as_mut().ok_or(Misconduct::Illegal("accepted, and nothing was offered"))?;
        // An offer that comes round to its proposer has been agreed on, so nobody is asked twice about the same.
        standing.accepted_by += 1;
        if standing.accepted_by == self.setup.seats {
            self.ending = Some(Ending::Agreement(standing.offer.clone()));
        }
        Ok(Act::Accept(standing.offer.clone()))
    }
}

impl Protocol for AlternatingOffers {
    fn next(&self) -> Next<'_> {
        match &self.ending {
            Some(ending) => Next::Over(ending.clone()),
            None => {
                let standing = self.standing.as_ref().map(|standing| (&standing.offer, standing.by));
                Next::Ask(self.turn, Question::Turn { standing })
            }
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        let act = match answer {
            Answer::Offer(offer) => self.offer(offer)?,
            Answer::Accept => self.accept()?,
            Answer::Leave => {
                self.ending = Some(Ending::Left(seat));
                Act::Leave
            }
            _ => return Err(Misconduct::Illegal("neither offered nor accepted nor left, and it was its turn")),
        };
        said.push(said_by(seat, self.round, act));
        if self.ending.is_none() {
            self.pass_on();
        }
        Ok(())
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>) {
        said.push(said_by_table(self.round, Act::Forfeit { seat, reason: misconduct.to_string() }));
        self.ending = Some(Ending::Forfeit(seat));
    }

    fn clock(&self) -> Clock {
        self.setup.clock(self.round)
    }

    fn rounds_begun(&self) -> u32 {
        (self.round + 1).min(self.setup.deadline.rounds())
    }
}
