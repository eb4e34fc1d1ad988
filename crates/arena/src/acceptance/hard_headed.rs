//! That of HardHeaded: better than the least own offer, or no worse than the next.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry};
use crate::strategy::Fidelity;
use crate::{Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "hard-headed",
    title: "u(offered) is above u of the least own offer, or at least u(own next offer)",
    source: crate::bidding::hard_headed::SOURCE,
    fidelity: Fidelity::InspiredBy,
    choices: "the rule could not be checked against the paper",
    make: |_| Arc::new(HardHeaded),
    ..BAARSLAG
};

struct HardHeaded;

impl Acceptance for HardHeaded {
    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, _stream: &mut Stream) -> bool {
        offered >= next || now.history.lowest_made().is_some_and(|lowest| offered > lowest)
    }
}
