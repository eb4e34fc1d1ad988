//! AC_prev(a, b): accept what is worth as much as the own previous offer.

use std::sync::Arc;

use zopa_model::Units;

use super::next::{A, B};
use super::{Acceptance, BAARSLAG, Entry, end_game};
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "prev",
    title: "a u(offered) + b is at least u(own previous offer)",
    choices: "before the first own offer nothing is accepted",
    parameters: &[A, B, end_game::PARAMETER],
    make: |arguments| Arc::new(Previous { a: arguments.get("a"), b: arguments.get("b") }),
    ..BAARSLAG
};

pub(super) struct Previous {
    pub(super) a: f64,
    pub(super) b: f64,
}

impl Acceptance for Previous {
    fn accepts(&self, now: &Now<'_>, offered: Units, _next: Units, _stream: &mut Stream) -> bool {
        let reaches = |previous: &Bid| self.a * now.share(offered) + self.b >= now.share(previous.units);
        now.history.last_made().is_some_and(reaches)
    }
}
