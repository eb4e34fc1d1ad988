//! The own outcomes from the best down, as far as anybody has asked.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{Bid, Brief};

/// So many are found at first.
const FIRST: usize = 64;

/// The acceptable outcomes of a seat from the best down, found as they are needed and shared by its sessions.
///
/// What stands at a place depends on the seat alone, so it does not matter which session asks first. When the list is too
/// short it is found anew at twice its length, which costs less than two walks in all and needs no iterator that would
/// borrow from its own owner; a session keeps the list that it has and only asks, under the lock, for a longer one.
pub(super) struct Descending {
    brief: Arc<Brief>,
    list: Mutex<List>,
}

#[derive(Clone, Default)]
struct List {
    bids: Arc<[Bid]>,
    is_whole: bool,
}

impl Descending {
    pub(super) fn new(brief: &Arc<Brief>) -> Arc<Self> {
        Arc::new(Self { brief: Arc::clone(brief), list: Mutex::default() })
    }

    /// A list with the bid at `place`, or the whole list.
    fn up_to(&self, place: usize) -> List {
        // A list is replaced whole, so one that a panic left behind is as good as any.
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        while list.bids.len() <= place && !list.is_whole {
            let length = (2 * list.bids.len()).max(FIRST);
            let acceptable = self.brief.inverse.best_first().take_while(|valued| self.brief.scale.is_rational(valued.units));
            let bids = acceptable.take(length).map(Bid::from);
            let bids: Arc<[Bid]> = bids.collect();
            *list = List { is_whole: bids.len() < length, bids };
        }
        list.clone()
    }
}

/// One session's view of the list.
pub(super) struct View {
    shared: Arc<Descending>,
    known: List,
}

impl View {
    pub(super) fn new(shared: &Arc<Descending>) -> Self {
        Self { shared: Arc::clone(shared), known: List::default() }
    }

    /// The bid at a place from the best; `None` beyond the last that is acceptable.
    pub(super) fn at(&mut self, place: usize) -> Option<&Bid> {
        if place >= self.known.bids.len() && !self.known.is_whole {
            self.known = self.shared.up_to(place);
        }
        self.known.bids.get(place)
    }

    /// How many acceptable outcomes are known so far: all, once a place beyond the last was asked for.
    pub(super) fn acceptable(&self) -> usize {
        self.known.bids.len()
    }
}
