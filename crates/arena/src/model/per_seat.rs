//! A model of one seat, for each of the others that was heard.

use std::sync::Arc;

use zopa_model::Outcome;

use super::{Estimate, OpponentModel, PreparedModel};
use crate::{Brief, Clock, Offer, Seat};

/// What is believed of one seat.
pub(super) trait SeatModel: Send {
    /// The seat made an offer.
    fn hear(&mut self, clock: Clock, offer: &Offer);

    /// What is believed of it by now.
    fn estimate(&self) -> &Estimate;

    /// The share of its own best below which it is believed to say no.
    fn reservation(&self) -> Option<f64> {
        None
    }
}

/// A model for each seat that made an offer. Of seats that made none nothing is believed.
struct PerSeat<M> {
    seats: Vec<Option<M>>,
    begin: Arc<dyn Fn() -> M + Send + Sync>,
}

/// Models that `begin` makes, one for each seat that is heard.
pub(super) fn prepared<M: SeatModel + 'static>(
    brief: &Arc<Brief>,
    begin: impl Fn() -> M + Send + Sync + 'static,
) -> PreparedModel {
    let (seats, begin) = (brief.seats, Arc::new(begin));
    Box::new(move || {
        Box::new(PerSeat {
            seats: (0..seats).map(|_| None).collect(),
            begin: Arc::clone(&begin) as Arc<dyn Fn() -> M + Send + Sync>,
        })
    })
}

impl<M: SeatModel> PerSeat<M> {
    fn of(&self, seat: Seat) -> Option<&M> {
        self.seats.get(seat.0)?.as_ref()
    }
}

impl<M: SeatModel> OpponentModel for PerSeat<M> {
    fn hear(&mut self, clock: Clock, by: Seat, offer: &Offer) {
        if let Some(seat) = self.seats.get_mut(by.0) {
            seat.get_or_insert_with(|| (self.begin)()).hear(clock, offer);
        }
    }

    fn estimate(&self, seat: Seat) -> Option<&Estimate> {
        self.of(seat).map(M::estimate)
    }

    fn value(&self, outcome: &Outcome) -> Option<f64> {
        let heard = self.seats.iter().flatten();
        let (count, sum) = heard.fold((0u32, 0.0), |(count, sum), seat| (count + 1, sum + seat.estimate().value(outcome)));
        (count > 0).then(|| sum / f64::from(count))
    }

    fn believes(&self) -> bool {
        self.seats.iter().any(Option::is_some)
    }

    fn reservation(&self, seat: Seat) -> Option<f64> {
        self.of(seat)?.reservation()
    }
}
