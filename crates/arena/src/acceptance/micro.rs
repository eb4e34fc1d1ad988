//! That of MiCRO: accept what is worth no less than the least of the own offers, made or about to be made.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry};
use crate::{Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "micro",
    title: "u(offered) is at least u of the least own offer, made or next",
    source: crate::bidding::micro::SOURCE,
    make: |_| Arc::new(Lowest),
    ..BAARSLAG
};

struct Lowest;

impl Acceptance for Lowest {
    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, _stream: &mut Stream) -> bool {
        offered >= now.history.lowest_made().map_or(next, |lowest| lowest.min(next))
    }
}
