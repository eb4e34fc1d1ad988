//! MiCRO: one new offer for each new offer of the other side, from the best down. No model, no clock.

use std::collections::HashSet;
use std::sync::Arc;

use super::aim::earlier;
use super::descending::{Descending, View};
use super::{Bidding, Entry, Needs};
use crate::strategy::Fidelity;
use crate::{Bid, Now, Offer, Stream};

/// The paper.
pub(crate) const SOURCE: &str =
    "de Jonge 2022, An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy, IJCAI, 223";

pub(super) const ENTRY: Entry = Entry {
    name: "micro",
    title: "one new offer for each new offer received, from the best down",
    source: SOURCE,
    fidelity: Fidelity::FromPaper,
    choices: "outcomes of equal worth in the order of options; with several others (of whom the paper does not speak) the one that \
              made the fewest different offers counts",
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "micro",
    model: "none",
    prepare: |setting, _| {
        let descending = Descending::new(&setting.brief);
        Ok(Box::new(move || Box::new(Micro::new(&descending))))
    },
};

struct Micro {
    descending: View,
    /// Different own offers made: also the place of the next.
    made: usize,
    /// Different offers received, by seat.
    received: Vec<HashSet<Offer>>,
    /// How many of the offers received were looked at.
    read: usize,
}

impl Micro {
    fn new(descending: &Arc<Descending>) -> Self {
        Self { descending: View::new(descending), made: 0, received: Vec::new(), read: 0 }
    }

    /// The fewest different offers that any other seat made.
    fn fewest_received(&mut self, now: &Now<'_>) -> usize {
        self.received.resize_with(now.brief.seats, HashSet::new);
        for received in &now.history.received[self.read..] {
            self.received[received.by.0].insert(received.bid.offer.clone());
        }
        self.read = now.history.received.len();
        now.others().map(|seat| self.received[seat.0].len()).min().unwrap_or(0)
    }
}

impl Bidding for Micro {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let may_concede = self.made <= self.fewest_received(now);
        let next = if may_concede { self.descending.at(self.made).cloned() } else { None };
        next.unwrap_or_else(|| earlier(now, stream))
    }

    fn made(&mut self, bid: &Bid) {
        if self.descending.at(self.made).is_some_and(|next| next.offer == bid.offer) {
            self.made += 1;
        }
    }
}
