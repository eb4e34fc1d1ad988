//! AC_next(a, b): accept what is worth as much as the own next offer.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry, end_game};
use crate::strategy::Parameter;
use crate::{Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "next",
    title: "a u(offered) + b is at least u(own next offer)",
    parameters: &[A, B, end_game::PARAMETER],
    make: |arguments| match (arguments.get("a"), arguments.get("b")) {
        (1.0, 0.0) => Arc::new(Next),
        (a, b) => Arc::new(ScaledNext { a, b }),
    },
    ..BAARSLAG
};

pub(super) const A: Parameter = Parameter { name: "a", default: 1.0, least: 0.0, most: 100.0, meaning: "factor" };

pub(super) const B: Parameter =
    Parameter { name: "b", default: 0.0, least: -1.0, most: 1.0, meaning: "summand, as a share of the own best" };

/// With a = 1 and b = 0, units are compared and nothing is rounded.
struct Next;

impl Acceptance for Next {
    fn looks_back(&self) -> bool {
        false
    }

    fn accepts(&self, _now: &Now<'_>, offered: Units, next: Units, _stream: &mut Stream) -> bool {
        offered >= next
    }
}

struct ScaledNext {
    a: f64,
    b: f64,
}

impl Acceptance for ScaledNext {
    fn looks_back(&self) -> bool {
        false
    }

    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, _stream: &mut Stream) -> bool {
        self.a * now.share(offered) + self.b >= now.share(next)
    }
}
