//! That of CUHKAgent: accept what reaches its threshold of the moment, or the own next offer.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry};
use crate::bidding::cuhk;
use crate::strategy::Fidelity;
use crate::{Now, Stream};

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
    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, _stream: &mut Stream) -> bool {
        offered >= next || now.share(offered) >= cuhk::threshold(now)
    }
}
