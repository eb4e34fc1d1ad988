//! Double-blind bids for one price: both sides name a sealed amount, and meet where they overlap.
//!
//! There is a deal where the buyer's bid B is at least the seller's ask S, at `k B + (1 - k) S`. Otherwise nobody learns
//! anything but that: neither amount, nor how far apart they are. (Chatterjee & Samuelson 1983, "Bargaining under incomplete
//! information", Operations Research 31:835. No such scheme is efficient: Myerson & Satterthwaite 1983, Journal of Economic
//! Theory 29:265.)
//!
//! **The grid.** A price between two options is settled by lot, the nearer one being likelier, so that the price is exactly
//! the rule's in expectation and neither side gains by the rounding.

use zopa_model::{Exact, Kind, OptionIndex, Outcome, OutcomeSpace};

use super::{Departure, Entry, Next, Protocol, Setup, forfeited, said_by};
use crate::session::Ending;
use crate::strategy::{Arguments, BadArgument, Parameter};
use crate::{Act, Answer, Audience, Clock, Deadline, Message, Misconduct, Offer, Question, Seat, Speaker};

pub(super) const ENTRY: Entry = Entry {
    name: "double-blind",
    title: "sealed bid and ask for one price, which meet where they overlap",
    source: "Chatterjee & Samuelson 1983, Operations Research 31:835",
    discloses: "sealed amounts to the table alone; to the parties whether there is a deal, and its price",
    settles: "the price between the two amounts, by lot between two options where it falls between them",
    departure: Departure::EndsTheTalks,
    parameters: &[
        Parameter { name: "k", default: 0.5, least: 0.0, most: 1.0, meaning: "share of the overlap that goes to the seller" },
        Parameter {
            name: "within",
            default: 0.0,
            least: 0.0,
            most: 100.0,
            meaning: "deal at the midpoint if the gap is at most so many per cent of the ask",
        },
        Parameter { name: "rounds", default: 3.0, least: 1.0, most: 3.0, meaning: "most paired bids" },
        Parameter { name: "buyer", default: 1.0, least: 1.0, most: 2.0, meaning: "the seat that wants a low price" },
    ],
    begin: |setup, arguments| Ok(Box::new(DoubleBlind::new(setup, arguments)?)),
};

/// The price of a bid and an ask: between them where they overlap, with the share `k` of the overlap going to the seller; the
/// midpoint where the gap is at most `within` (a share, not per cent) of a positive ask; `None` where there is no deal.
pub fn price(bid: &Exact, ask: &Exact, k: &Exact, within: &Exact) -> Option<Exact> {
    let gap = ask - bid;
    if bid >= ask {
        return Some(ask - &(k * &gap));
    }
    let is_near = *ask > Exact::zero() && gap <= within * ask;
    let half = Exact::ratio(1, 2).expect("two is not zero");
    is_near.then(|| &(bid + ask) * &half)
}

/// Double-blind bids.
#[derive(Debug)]
pub struct DoubleBlind {
    setup: Setup,
    buyer: Seat,
    /// What each option is worth as a price, ascending.
    prices: Vec<Exact>,
    k: Exact,
    within: Exact,
    round: u32,
    amounts: [Option<OptionIndex>; 2],
    ending: Option<Ending>,
}

impl DoubleBlind {
    fn new(setup: Setup, arguments: &Arguments) -> Result<Self, BadArgument> {
        let within = exact(arguments.get("within") / 100.0);
        let prices = prices(&setup, !within.is_zero())?;
        let most = arguments.get("rounds") as u32;
        let deadline = match setup.deadline {
            Deadline::Known(rounds) => Deadline::Known(rounds.min(most)),
            Deadline::Hidden(rounds) => Deadline::Hidden(rounds.min(most)),
        };
        let setup = Setup { deadline, ..setup };
        let ending = setup.is_over(0).then_some(Ending::Deadline);
        let buyer = Seat(usize::from(arguments.get("buyer") >= 2.0));
        Ok(Self { setup, buyer, prices, k: exact(arguments.get("k")), within, round: 0, amounts: [None; 2], ending })
    }

    /// Opens both amounts once they are there.
    fn settle(&mut self) {
        let [Some(first), Some(second)] = self.amounts else { return };
        let (bid, ask) = if self.buyer == Seat(0) { (first, second) } else { (second, first) };
        let price = price(&self.prices[bid as usize], &self.prices[ask as usize], &self.k, &self.within);
        self.amounts = [None; 2];
        self.ending = match price {
            Some(price) => Some(Ending::Agreement(Offer::new(Outcome::new([self.on_the_grid(&price)])))),
            None => {
                self.round += 1;
                self.setup.is_over(self.round).then_some(Ending::Deadline)
            }
        };
    }

    /// The option of a price between the least and the greatest: by lot where it falls between two.
    fn on_the_grid(&mut self, price: &Exact) -> OptionIndex {
        let above = self.prices.partition_point(|option| option < price);
        if self.prices.get(above) == Some(price) || above == 0 {
            return above as OptionIndex;
        }
        let (low, high) = (&self.prices[above - 1], &self.prices[above]);
        let share = (price - low).rational() / (high - low).rational();
        let is_upper = self.setup.stream.real() < Exact::from(share).to_f64();
        (if is_upper { above } else { above - 1 }) as OptionIndex
    }
}

/// A parameter is a number that somebody typed, so it is finite.
fn exact(value: f64) -> Exact {
    num_rational::BigRational::from_float(value).map_or_else(Exact::zero, Exact::from)
}

/// What the options are worth as prices: their numbers, or their places where they have no numbers and none are needed.
fn prices(setup: &Setup, needs_numbers: bool) -> Result<Vec<Exact>, BadArgument> {
    let refuse = |problem: &str, way_out: &str| BadArgument { problem: problem.to_owned(), way_out: way_out.to_owned() };
    if setup.seats != 2 {
        return Err(refuse("double-blind bids take a buyer and a seller", "choose a scenario of two parties"));
    }
    let issue = only_issue(&setup.space).ok_or_else(|| {
        refuse(
            "double-blind bids settle one issue whose options are in order, without rules",
            "choose a scenario with one such issue",
        )
    })?;
    let numbers: Option<Vec<Exact>> = issue.options().iter().map(|option| option.parse().ok()).collect();
    match numbers.filter(|numbers| numbers.is_sorted_by(|one, next| one < next)) {
        Some(numbers) => Ok(numbers),
        None if needs_numbers => Err(refuse("`within` needs options that are rising numbers", "leave it out")),
        None => Ok((0..issue.options().len()).map(Exact::from_integer).collect()),
    }
}

fn only_issue(space: &OutcomeSpace) -> Option<&zopa_model::Issue> {
    let [issue] = space.issues() else { return None };
    let is_fit = space.rules().is_empty() && !issue.options().is_empty() && *issue.kind() != Kind::Categorical;
    is_fit.then_some(issue)
}

impl Protocol for DoubleBlind {
    fn next(&self) -> Next<'_> {
        match &self.ending {
            Some(ending) => Next::Over(ending.clone()),
            None => Next::Ask(Seat(usize::from(self.amounts[0].is_some())), Question::Amount),
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        match answer {
            Answer::Amount(amount) if (amount as usize) < self.prices.len() => {
                let (from, to) = (Speaker::Seat(seat), Audience::Table);
                said.push(Message { round: self.round, from, to, act: Act::Amount(amount) });
                self.amounts[seat.0] = Some(amount);
                self.settle();
                Ok(())
            }
            Answer::Amount(_) => Err(Misconduct::Illegal("named an amount that is not there")),
            Answer::Leave => {
                said.push(said_by(seat, self.round, Act::Leave));
                self.ending = Some(Ending::Left(seat));
                Ok(())
            }
            _ => Err(Misconduct::Illegal("was asked for an amount, and named none")),
        }
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
