//! A strategy put together from three parts: what to offer, what to accept, and what to believe of the others.

use std::collections::HashSet;
use std::sync::Arc;

use num_bigint::BigUint;
use zopa_model::Units;

use crate::acceptance::Acceptance;
use crate::bidding::Bidding;
use crate::model::OpponentModel;
use crate::{Act, Answer, Bid, Brief, Clock, Message, Misconduct, Offer, Player, Question, Seat, Speaker, Stream, Strength};

/// What was offered so far, as one seat values it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// What others offered: who, when, and what it is worth.
    pub received: Vec<Received>,
    /// What the seat itself offered, and when.
    pub made: Vec<(Clock, Bid)>,
}

/// An offer of another seat.
#[derive(Clone, Debug)]
pub struct Received {
    /// When it was made.
    pub clock: Clock,
    /// Who made it.
    pub by: Seat,
    /// The offer, valued by the seat that received it.
    pub bid: Bid,
}

impl History {
    /// The greatest utility of any offer received.
    pub fn best_received(&self) -> Option<&Bid> {
        self.received.iter().map(|received| &received.bid).max_by_key(|bid| bid.units)
    }

    /// The last offer received.
    pub fn last_received(&self) -> Option<&Bid> {
        self.received.last().map(|received| &received.bid)
    }

    /// What one seat offered, the latest first.
    pub fn latest_from(&self, seat: Seat) -> impl Iterator<Item = &Received> {
        self.received.iter().rev().filter(move |received| received.by == seat)
    }

    /// The last offer made.
    pub fn last_made(&self) -> Option<&Bid> {
        self.made.last().map(|(_, bid)| bid)
    }

    /// The least utility of any offer made.
    pub fn lowest_made(&self) -> Option<Units> {
        self.made.iter().map(|(_, bid)| bid.units).min()
    }
}

/// What the parts of a strategy look at.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// The clock.
    pub clock: Clock,
    /// What the seat knew from the start.
    pub brief: &'a Brief,
    /// What was offered since.
    pub history: &'a History,
    /// What is believed of the others.
    pub model: &'a dyn OpponentModel,
}

impl Now<'_> {
    /// Normalised time.
    pub fn time(&self) -> f64 {
        self.clock.time()
    }

    /// What `units` are as a share of the best.
    pub fn share(&self, units: Units) -> f64 {
        self.brief.scale.share(units)
    }

    /// Every other seat at the table, in order.
    pub fn others(&self) -> impl Iterator<Item = Seat> + use<> {
        let own = self.brief.seat;
        Seat::all(self.brief.seats).filter(move |&seat| seat != own)
    }

    /// The shares of everything that was received, in order.
    pub fn received_shares(&self) -> impl DoubleEndedIterator<Item = f64> {
        self.history.received.iter().map(|received| self.share(received.bid.units))
    }

    /// What the last `count` offers of a seat are worth as shares, the earliest of them first; fewer where there are fewer.
    pub fn last_shares(&self, seat: Seat, count: usize) -> Vec<f64> {
        let mut shares: Vec<f64> =
            self.history.latest_from(seat).take(count).map(|received| self.share(received.bid.units)).collect();
        shares.reverse();
        shares
    }

    /// What the last offer made is worth as a share; 1 before the first.
    pub fn last_own_share(&self) -> f64 {
        self.history.last_made().map_or(1.0, |bid| self.share(bid.units))
    }
}

/// A player made of a bidding strategy, an acceptance condition and an opponent model, which are free to combine.
/// (Baarslag, Hindriks, Hendrikx, Dirkzwager & Jonker 2014, "Decoupling negotiating agents to explore the space of
/// negotiation strategies", Studies in Computational Intelligence 535:61.)
pub struct Negotiator {
    brief: Arc<Brief>,
    history: History,
    bidding: Box<dyn Bidding>,
    acceptance: Arc<dyn Acceptance>,
    model: Box<dyn OpponentModel>,
    stream: Stream,
    sealed: Option<(String, [u8; 32])>,
    /// Whether any of the parts looks back on what was offered. Where none does nothing is kept, which halves the time of a
    /// session of two that go by the clock.
    looks_back: bool,
    /// The last offer that was due, so that it need not be valued again when it is made.
    due: Option<Bid>,
    walk: Walk,
}

/// How far the seat has gone through its own outcomes where no offer may be made twice, or none be taken back.
#[derive(Debug, Default)]
struct Walk {
    /// The place of the next outcome, from the best.
    place: u64,
    /// What it has offered of those that must be unique.
    offered: HashSet<Offer>,
    /// The last offers that were worth the same, or the last alone.
    level: Vec<Bid>,
}

impl Negotiator {
    /// A player for the seat of `brief`.
    pub fn new(
        brief: Arc<Brief>,
        bidding: Box<dyn Bidding>,
        acceptance: Arc<dyn Acceptance>,
        model: Box<dyn OpponentModel>,
        stream: Stream,
    ) -> Self {
        Self {
            looks_back: bidding.looks_back() || acceptance.looks_back() || model.listens(),
            brief,
            history: History::default(),
            bidding,
            acceptance,
            model,
            stream,
            sealed: None,
            due: None,
            walk: Walk::default(),
        }
    }

    /// The offer that is due. Asking does not make it.
    fn next_bid(&mut self, clock: Clock) -> Bid {
        let now = Now { clock, brief: &self.brief, history: &self.history, model: &*self.model };
        let next = self.bidding.next(&now, &mut self.stream);
        if self.looks_back {
            self.due = Some(next.clone());
        }
        next
    }

    fn accepts(&mut self, clock: Clock, offered: &Offer, next: &Bid) -> bool {
        let heard = self.history.last_received().filter(|heard| heard.offer.is_same(offered));
        let units = heard.map_or_else(|| self.brief.worth(offered), |heard| heard.units);
        // The seat's own reservation and red lines come before any condition.
        if !self.brief.would_sign(offered, units) {
            return false;
        }
        let now = Now { clock, brief: &self.brief, history: &self.history, model: &*self.model };
        self.acceptance.accepts(&now, units, next.units, &mut self.stream)
    }

    fn turn(&mut self, clock: Clock, standing: Option<(&Offer, Seat)>) -> Answer {
        let next = self.next_bid(clock);
        match standing {
            Some((offered, _)) if self.accepts(clock, offered, &next) => Answer::Accept,
            _ => Answer::Offer(next.offer),
        }
    }

    /// The offer that is due, if it was not made before; else the best of those left; else the last one again, which says
    /// that there are no more.
    fn unique(&mut self, clock: Clock) -> Answer {
        let due = self.next_bid(clock);
        let is_new = !self.walk.offered.contains(&due.offer) && self.brief.scale.is_rational(due.units);
        let bid = if is_new { Some(due) } else { self.best_left() };
        let bid = bid.or_else(|| self.walk.level.pop()).unwrap_or_else(|| self.brief.best.clone());
        self.walk.offered.insert(bid.offer.clone());
        self.walk.level = vec![bid.clone()];
        Answer::Offer(bid.offer)
    }

    /// The best acceptable outcome that the seat has not offered yet.
    fn best_left(&mut self) -> Option<Bid> {
        loop {
            let found = self.brief.inverse.kth_best(&BigUint::from(self.walk.place)).ok().flatten()?;
            if !self.brief.scale.is_rational(found.units) {
                return None;
            }
            let bid = Bid::from(found);
            if !self.walk.offered.contains(&bid.offer) {
                return Some(bid);
            }
            self.walk.place += 1;
        }
    }

    /// Where offers are unique a yes binds nobody before the seat has offered the same, so it says yes to whatever it would
    /// sign; elsewhere the condition decides.
    fn judge(&mut self, clock: Clock, offered: &Offer) -> Answer {
        if !self.walk.offered.is_empty() {
            return if self.brief.utility.accepts(offered) { Answer::Accept } else { Answer::Reject };
        }
        let next = self.next_bid(clock);
        if self.accepts(clock, offered, &next) { Answer::Accept } else { Answer::Reject }
    }

    /// The offer that is due, where it is a concession: worth no more to the seat than its last, and not one of those that it
    /// has made. Otherwise the seat stands still.
    fn concede(&mut self, clock: Clock) -> Answer {
        let due = self.next_bid(clock);
        let level = &mut self.walk.level;
        // Offers only fall, so one that was made and is worth as much is among the last that were.
        match level.last() {
            Some(last) if due.units > last.units || level.contains(&due) => return Answer::Offer(last.offer.clone()),
            Some(last) if due.units < last.units => level.clear(),
            _ => {}
        }
        level.push(due.clone());
        Answer::Offer(due.offer)
    }

    /// The seat's red lines come first: a draft that crosses one is no way to better a text that crosses none. Otherwise the
    /// condition decides.
    fn vote(&mut self, clock: Clock, text: &Offer, draft: &Offer) -> Strength {
        let is_crossed = |offer: &Offer| self.brief.utility.refusals.iter().any(|line| line.fits(offer));
        match (is_crossed(text), is_crossed(draft)) {
            (true, false) => return Strength::StrongYes,
            (false, true) => return Strength::StrongNo,
            _ => {}
        }
        let (text, draft) = (self.brief.worth(text), self.brief.worth(draft));
        let now = Now { clock, brief: &self.brief, history: &self.history, model: &*self.model };
        self.acceptance.votes(&now, text, draft, &mut self.stream)
    }

    /// Of a single issue, the option of the seat's next offer.
    fn amount(&mut self, clock: Clock) -> Answer {
        let next = self.next_bid(clock);
        next.offer.options().first().map_or(Answer::Pass, |&option| Answer::Amount(option))
    }

    /// Seals the next offer as a memorandum: its options as JSON, in the order of the issues.
    fn commit(&mut self, clock: Clock, session: &[u8; 32]) -> Answer {
        let next = self.next_bid(clock);
        let memorandum = crate::protocol::memoranda::canonical(&self.brief.space, &next.offer);
        let nonce = crate::protocol::memoranda::nonce(&mut self.stream);
        let seal = crate::protocol::memoranda::seal(session, self.brief.seat, &nonce, &memorandum);
        self.sealed = Some((memorandum, nonce));
        Answer::Commit(Box::new(seal))
    }

    fn reveal(&mut self) -> Answer {
        self.sealed.take().map_or(Answer::Pass, |(memorandum, nonce)| Answer::Reveal { memorandum, nonce: Box::new(nonce) })
    }
}

impl Player for Negotiator {
    fn listens(&self) -> bool {
        self.looks_back
    }

    fn hear(&mut self, clock: Clock, message: &Message) {
        if !self.looks_back {
            return;
        }
        let Speaker::Seat(by) = message.from else { return };
        let sealed;
        let offer = match &message.act {
            Act::Offer(offer) => offer,
            // An amount is the offer of an option, which only the seat itself hears of.
            Act::Amount(option) if self.brief.space.issues().len() == 1 => {
                sealed = Offer::new(zopa_model::Outcome::new([*option]));
                &sealed
            }
            _ => return,
        };
        if by == self.brief.seat {
            let due = self.due.take().filter(|due| due.offer.is_same(offer));
            let bid = due.unwrap_or_else(|| self.brief.value(offer));
            self.bidding.made(&bid);
            self.history.made.push((clock, bid));
        } else {
            let bid = self.brief.value(offer);
            self.model.hear(clock, by, offer);
            self.history.received.push(Received { clock, by, bid });
        }
    }

    fn answer(&mut self, clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        Ok(match question {
            Question::Turn { standing } => self.turn(clock, standing),
            Question::Propose => Answer::Offer(self.next_bid(clock).offer),
            Question::ProposeUnique => self.unique(clock),
            Question::Concede => self.concede(clock),
            Question::Judge { offer, .. } => self.judge(clock, offer),
            Question::Vote { text, draft } => Answer::Vote(self.vote(clock, text, draft)),
            Question::Sign { text } => {
                if self.brief.utility.accepts(text) {
                    Answer::Accept
                } else {
                    Answer::Reject
                }
            }
            Question::Amount => self.amount(clock),
            Question::Commit { session } => self.commit(clock, session),
            Question::Reveal => self.reveal(),
        })
    }
}
