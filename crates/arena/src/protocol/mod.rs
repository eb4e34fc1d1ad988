//! Protocols: whose turn it is, what is legal, who hears what, and when it ends.
//!
//! A protocol is a state machine that knows no utility and makes no offer of its own on anybody's behalf. It says what has to
//! happen [next](Protocol::next), and [takes](Protocol::take) the answer: legal answers are said to those who may hear them,
//! and illegal ones forfeit the seat. A protocol is one file here and one line of [`ALL`].

mod alternating;
mod annealing;
pub mod double_blind;
mod drafts;
pub mod memoranda;
mod monotonic_concession;
mod multiple_offers;
mod offers;
mod rule;
mod single_text;
mod tentative;

use std::sync::Arc;

use zopa_model::OutcomeSpace;

pub use self::alternating::AlternatingOffers;
pub use self::memoranda::Memoranda;
pub use self::monotonic_concession::MonotonicConcession;
pub use self::multiple_offers::MultipleOffers;
pub use self::rule::Rule;
pub use self::tentative::TentativeAcceptance;
use crate::session::Ending;
use crate::strategy::{Arguments, BadArgument, Parameter};
use crate::{Act, Answer, Clock, Deadline, Message, Misconduct, Offer, Question, Seat, Speaker, Stream, TimeConvention};

/// A protocol under way.
pub trait Protocol: Send {
    /// What the table says before anybody is asked.
    fn open(&mut self, _said: &mut Vec<Message>) {}

    /// What has to happen next. Asked again before an answer was taken, it says the same.
    fn next(&self) -> Next<'_>;

    /// Takes the answer of the seat that was asked, and adds what is said to `said`.
    ///
    /// # Errors
    /// Where the answer is against the rules; nothing has changed then.
    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct>;

    /// Takes note that `seat` broke the rules or fell silent, and says so to everybody.
    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>);

    /// The clock as the seats see it now.
    fn clock(&self) -> Clock;

    /// Number of rounds that were begun so far.
    fn rounds_begun(&self) -> u32;
}

/// What has to happen next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next<'a> {
    /// This seat is asked this.
    Ask(Seat, Question<'a>),
    /// The talks are over.
    Over(Ending),
}

/// What every protocol is made from.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The outcomes, by which offers are checked.
    pub space: Arc<OutcomeSpace>,
    /// Number of seats.
    pub seats: usize,
    /// When the talks end.
    pub deadline: Deadline,
    /// How rounds become a time.
    pub convention: TimeConvention,
    /// What a mediator draws from.
    pub stream: Stream,
}

impl Setup {
    /// The clock in round `round`.
    pub fn clock(&self, round: u32) -> Clock {
        Clock::new(round, self.deadline, self.convention)
    }

    /// Whether the rounds are over when `round` would begin.
    pub fn is_over(&self, round: u32) -> bool {
        round >= self.deadline.rounds() || self.seats == 0
    }

    /// The number of rounds that were begun when `round` is the one under way or the first that is not.
    fn begun(&self, round: u32) -> u32 {
        round.saturating_add(1).min(self.deadline.rounds())
    }

    /// Whether an outcome settles every issue in a way that no rule forbids.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, offer: &Offer) -> Result<(), Misconduct> {
        let (options, issues) = (offer.options(), self.space.issues());
        if options.len() != issues.len() {
            return Err(Misconduct::Illegal("offered something that does not settle every issue"));
        }
        if options.iter().zip(issues).any(|(&option, issue)| option as usize >= issue.options().len()) {
            return Err(Misconduct::Illegal("offered an option that is not there"));
        }
        if !self.space.is_feasible(offer) {
            return Err(Misconduct::Illegal("offered options that cannot stand together"));
        }
        Ok(())
    }
}

/// Said by `seat` to everybody.
pub(crate) fn said_by(seat: Seat, round: u32, act: Act) -> Message {
    Message { round, from: Speaker::Seat(seat), to: crate::Audience::Everybody, act }
}

/// Said by the table to everybody.
pub(crate) fn said_by_table(round: u32, act: Act) -> Message {
    Message { round, from: Speaker::Table, to: crate::Audience::Everybody, act }
}

/// The table says that `seat` broke the rules.
fn forfeited(seat: Seat, round: u32, misconduct: &Misconduct) -> Message {
    said_by_table(round, Act::Forfeit { seat, reason: misconduct.to_string() })
}

/// A yes or no to `offer`, as an act and as a truth.
fn verdict(answer: Answer, offer: Option<&Offer>) -> Result<(Act, bool), Misconduct> {
    match (answer, offer.cloned()) {
        (Answer::Accept, Some(offer)) => Ok((Act::Accept(offer), true)),
        (Answer::Reject, Some(offer)) => Ok((Act::Reject(offer), false)),
        _ => Err(Misconduct::Illegal("was asked for a yes or no, and said neither")),
    }
}

/// What it means that a party leaves or forfeits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// Nothing can be agreed without it.
    EndsTheTalks,
    /// The rest go on for as long as they can still agree.
    RestGoOn,
}

/// Talks that can begin, or why they cannot in this setting.
pub type Begun = Result<Box<dyn Protocol>, BadArgument>;

/// A protocol that can be asked for by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name that users type.
    pub name: &'static str,
    /// What it is, in a line.
    pub title: &'static str,
    /// Where its rules come from.
    pub source: &'static str,
    /// Who hears what.
    pub discloses: &'static str,
    /// What an agreement is, and whom it binds.
    pub settles: &'static str,
    /// What it means that a party leaves or forfeits.
    pub departure: Departure,
    /// What may be set.
    pub parameters: &'static [Parameter],
    /// Makes one.
    pub begin: fn(Setup, &Arguments) -> Begun,
}

/// Every protocol, in the order in which the catalogue lists them.
pub const ALL: &[&Entry] = &[
    &alternating::ENTRY,
    &alternating::QUOTA,
    &multiple_offers::ENTRY,
    &multiple_offers::MAJORITY,
    &multiple_offers::QUOTA,
    &double_blind::ENTRY,
    &tentative::ENTRY,
    &memoranda::ENTRY,
    &single_text::ENTRY,
    &single_text::CLIMBING,
    &annealing::ENTRY,
    &monotonic_concession::ENTRY,
];

/// The protocol called `name`.
pub fn named(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name).copied()
}
