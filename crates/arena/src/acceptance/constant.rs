//! AC_const(c): accept what is worth so much.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry, end_game};
use crate::strategy::Parameter;
use crate::{Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "const",
    title: "u(offered) is at least c",
    parameters: &[
        Parameter { name: "c", default: 0.9, least: 0.0, most: 1.0, meaning: "share of the own best" },
        end_game::PARAMETER,
    ],
    make: |arguments| Arc::new(Constant(arguments.get("c"))),
    ..BAARSLAG
};

struct Constant(f64);

impl Acceptance for Constant {
    fn looks_back(&self) -> bool {
        false
    }

    fn accepts(&self, now: &Now<'_>, offered: Units, _next: Units, _stream: &mut Stream) -> bool {
        now.share(offered) >= self.0
    }
}
