//! A round in which every seat offers once, and then judges the offers of all others.

use crate::{Offer, Question, Seat};

/// What was offered and judged in one round. Seats offer in order from a first one on, and judge in the same order, each all
/// the offers of others.
#[derive(Clone, Debug)]
pub(super) struct Offers {
    first: usize,
    /// The offer of each seat.
    offers: Vec<Option<Offer>>,
    /// For each proposer, the verdict of each seat. What a seat offers it has said yes to.
    verdicts: Vec<Vec<Option<bool>>>,
}

/// What a round waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The offer of this seat.
    Offer(Seat),
    /// The verdict of a seat on the offer of another.
    Judge {
        /// Who judges.
        seat: Seat,
        /// Whose offer.
        by: Seat,
    },
    /// Nothing: all has been said.
    Done,
}

impl Offers {
    /// An empty round which `first` opens.
    pub(super) fn new(seats: usize, first: usize) -> Self {
        Self { first, offers: vec![None; seats], verdicts: vec![vec![None; seats]; seats] }
    }

    /// The seats in the order of this round.
    pub(super) fn order(&self) -> impl Iterator<Item = Seat> + use<> {
        let (first, seats) = (self.first, self.offers.len());
        (0..seats).map(move |place| Seat((first + place) % seats))
    }

    /// The first thing that is missing from those who are `seated`.
    pub(super) fn step(&self, seated: &[bool]) -> Step {
        let seats = || self.order().filter(|seat| seated[seat.0]);
        if let Some(seat) = seats().find(|seat| self.offers[seat.0].is_none()) {
            return Step::Offer(seat);
        }
        let open = |seat: Seat| {
            let by = seats().find(|by| self.verdicts[by.0][seat.0].is_none());
            by.map(|by| Step::Judge { seat, by })
        };
        seats().find_map(open).unwrap_or(Step::Done)
    }

    /// The question to judge the offer of `by`.
    pub(super) fn question(&self, by: Seat) -> Question<'_> {
        let offer = self.offer(by).expect("an offer is judged after it was made");
        Question::Judge { offer, by }
    }

    pub(super) fn offer(&self, by: Seat) -> Option<&Offer> {
        self.offers[by.0].as_ref()
    }

    pub(super) fn put(&mut self, by: Seat, offer: Offer) {
        self.offers[by.0] = Some(offer);
        self.verdicts[by.0][by.0] = Some(true);
    }

    pub(super) fn judge(&mut self, seat: Seat, by: Seat, is_yes: bool) {
        self.verdicts[by.0][seat.0] = Some(is_yes);
    }

    /// A seat is gone, and its offer and verdicts with it.
    pub(super) fn withdraw(&mut self, seat: Seat) {
        self.offers[seat.0] = None;
        for verdicts in &mut self.verdicts {
            verdicts[seat.0] = None;
        }
    }

    /// For each seat, whether it said yes to the offer of `by`.
    pub(super) fn says_yes(&self, by: Seat) -> Vec<bool> {
        self.verdicts[by.0].iter().map(|verdict| *verdict == Some(true)).collect()
    }
}
