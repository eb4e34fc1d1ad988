//! That of CUHKAgent: accept what reaches its threshold of the moment, or the own next offer.

use std::sync::Arc;

use super::{Acceptance, BAARSLAG, Entry};
use crate::bidding::cuhk;
use crate::strategy::Fidelity;
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "cuhk",
    title: "u(offered) reaches the threshold of `cuhk`, or u(own next offer)",
    source: cuhk::SOURCE,
    fidelity: Fidelity::InspiredBy,
    choices: cuhk::CHOICES,
    make: |_| Arc::new(Cuhk),
    ..BAARSLAG
};

struct Cuhk;

impl Acceptance for Cuhk {
    fn accepts(&self, now: &Now<'_>, offered: &Bid, next: &Bid, _stream: &mut Stream) -> bool {
        offered.units >= next.units || now.share(offered.units) >= cuhk::threshold(now)
    }
}
