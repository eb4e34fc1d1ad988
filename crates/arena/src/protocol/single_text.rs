//! A mediated single negotiating text: one text, drafts to replace it, and everybody's signature at the end.
//!
//! The mediator puts down a text and drafts another that differs in one issue. Every party tells the mediator which of both it
//! likes better, and the draft replaces the text or is dropped: by everybody's yes (a veto for each), or as in
//! [`annealing`](super::annealing). Nobody makes an offer, and nobody hears another's vote. In the last round the text is put
//! to the parties one by one, with their reservations in mind; a single no, and there is no agreement. (Fisher 1978,
//! International Mediation: A Working Guide; Raiffa 1982, The Art and Science of Negotiation.)
//!
//! The mediator knows no utility. It begins with a text drawn from all that the rules of the scenario allow, mended where they
//! do not. Of R rounds the last one is for signing, so there are R - 1 drafts at most; where no draft is left signing comes
//! earlier.

use super::annealing::Annealing;
use super::drafts::{Drafts, Round};
use super::{Departure, Entry, Next, Protocol, Setup, forfeited, said_by, said_by_table};
use crate::session::Ending;
use crate::strategy::BadArgument;
use crate::{Act, Answer, Audience, Clock, Message, Misconduct, Offer, Question, Seat, Speaker, Strength};

pub(super) const ENTRY: Entry = Entry {
    name: "single-text",
    title: "a mediator's text, which random drafts replace by everybody's yes, signed at the end",
    source: "Fisher 1978, International Mediation; Raiffa 1982, The Art and Science of Negotiation",
    discloses: "texts, drafts and signatures to everybody; votes to the mediator alone",
    settles: "the last text, if all sign it",
    departure: Departure::EndsTheTalks,
    parameters: &[],
    begin: |setup, _| Ok(Box::new(SingleText::new(setup, Search::Any, Decision::Veto)?)),
};

pub(super) const CLIMBING: Entry = Entry {
    name: "hill-climbing",
    title: "a mediator's text, which goes to a neighbour that all like better until there is none, then signed",
    settles: "the text that no change of one issue betters for all, or the last before the deadline, if all sign it",
    begin: |setup, _| {
        let round = Round::new(&Drafts::new(&setup.space));
        Ok(Box::new(SingleText::new(setup, Search::Every(round), Decision::Veto)?))
    },
    ..ENTRY
};

/// Where drafts come from.
#[derive(Debug)]
pub(super) enum Search {
    /// Any neighbour of the text, time and again.
    Any,
    /// Every neighbour once, in a drawn order, and once more for a new text.
    Every(Round),
}

/// What votes do.
#[derive(Debug)]
pub(super) enum Decision {
    /// A draft needs everybody's yes.
    Veto,
    /// A draft needs a sum of votes, and luck.
    Annealing(Annealing),
}

/// Talks about a single text.
#[derive(Debug)]
pub(super) struct SingleText {
    setup: Setup,
    drafts: Drafts,
    search: Search,
    decision: Decision,
    round: u32,
    text: Offer,
    /// What is voted on; `None` once the text is there to be signed.
    draft: Option<Offer>,
    votes: Vec<Strength>,
    signatures: usize,
    ending: Option<Ending>,
}

impl SingleText {
    /// Talks by these rules.
    ///
    /// # Errors
    /// Where the mediator finds no text that the rules of the scenario allow.
    pub(super) fn new(mut setup: Setup, search: Search, decision: Decision) -> Result<Self, BadArgument> {
        let drafts = Drafts::new(&setup.space);
        let text = drafts.first(&mut setup.stream)?;
        let ending = setup.is_over(0).then_some(Ending::Deadline);
        let (votes, round, draft, signatures) = (Vec::new(), 0, None, 0);
        let mut talks = Self { setup, drafts, search, decision, round, text, draft, votes, signatures, ending };
        talks.draft = talks.next_draft();
        Ok(talks)
    }

    /// The draft of this round; `None` in the last one, and where there is none left.
    fn next_draft(&mut self) -> Option<Offer> {
        if self.setup.is_over(self.round.saturating_add(1)) {
            return None;
        }
        let (text, stream) = (&self.text, &mut self.setup.stream);
        match &mut self.search {
            Search::Any => self.drafts.any(text, stream),
            Search::Every(round) => round.next(&self.drafts, text, stream),
        }
    }

    fn vote(&mut self, seat: Seat, strength: Strength, said: &mut Vec<Message>) {
        let (from, to) = (Speaker::Seat(seat), Audience::Table);
        said.push(Message { round: self.round, from, to, act: Act::Vote(strength) });
        self.votes.push(strength);
        if self.votes.len() == self.setup.seats {
            self.decide(said);
        }
    }

    /// Counts the votes, and goes on to the next draft or to the signing.
    fn decide(&mut self, said: &mut Vec<Message>) {
        let Some(draft) = self.draft.take() else { return };
        let is_replaced = match &mut self.decision {
            Decision::Veto => self.votes.iter().all(|vote| vote.is_yes()),
            Decision::Annealing(annealing) => {
                annealing.decides(&self.votes, &draft, self.round, self.setup.deadline.rounds(), &mut self.setup.stream)
            }
        };
        self.votes.clear();
        self.round += 1;
        if is_replaced {
            if let Search::Every(round) = &mut self.search {
                *round = Round::new(&self.drafts);
            }
            self.put_down(draft, said);
        }
        self.draft = self.next_draft();
        match (&self.draft, &self.decision) {
            (Some(draft), _) => said.push(said_by_table(self.round, Act::Draft(draft.clone()))),
            (None, Decision::Annealing(annealing)) => {
                let best = annealing.best().filter(|best| **best != self.text).cloned();
                best.into_iter().for_each(|best| self.put_down(best, said));
            }
            (None, Decision::Veto) => {}
        }
    }

    fn put_down(&mut self, text: Offer, said: &mut Vec<Message>) {
        said.push(said_by_table(self.round, Act::Text(text.clone())));
        self.text = text;
    }

    fn sign(&mut self, seat: Seat, is_yes: bool, said: &mut Vec<Message>) {
        let text = self.text.clone();
        if is_yes {
            said.push(said_by(seat, self.round, Act::Accept(text.clone())));
            self.signatures += 1;
            self.ending = (self.signatures == self.setup.seats).then_some(Ending::Agreement(text));
        } else {
            said.push(said_by(seat, self.round, Act::Reject(text)));
            self.ending = Some(Ending::Deadline);
        }
    }
}

impl Protocol for SingleText {
    fn open(&mut self, said: &mut Vec<Message>) {
        if self.ending.is_none() {
            said.push(said_by_table(0, Act::Text(self.text.clone())));
            said.extend(self.draft.iter().map(|draft| said_by_table(0, Act::Draft(draft.clone()))));
        }
    }

    fn next(&self) -> Next<'_> {
        let text = &self.text;
        match (&self.ending, &self.draft) {
            (Some(ending), _) => Next::Over(ending.clone()),
            (None, Some(draft)) => Next::Ask(Seat(self.votes.len()), Question::Vote { text, draft }),
            (None, None) => Next::Ask(Seat(self.signatures), Question::Sign { text }),
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        match (&self.draft, answer) {
            (_, Answer::Leave) => {
                said.push(said_by(seat, self.round, Act::Leave));
                self.ending = Some(Ending::Left(seat));
            }
            (Some(_), Answer::Vote(strength)) => self.vote(seat, strength, said),
            (None, Answer::Accept) => self.sign(seat, true, said),
            (None, Answer::Reject) => self.sign(seat, false, said),
            (Some(_), _) => return Err(Misconduct::Illegal("was asked for a vote, and gave none")),
            (None, _) => return Err(Misconduct::Illegal("was asked to sign, and said neither yes nor no")),
        }
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
        self.setup.begun(self.round)
    }
}
