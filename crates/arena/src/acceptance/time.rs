//! AC_time(T): accept anything acceptable from some time on.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry, end_game};
use crate::strategy::Parameter;
use crate::{Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "time",
    title: "it is time t",
    parameters: &[T, end_game::PARAMETER],
    make: |arguments| Arc::new(Time(arguments.get("t"))),
    ..BAARSLAG
};

pub(super) const T: Parameter =
    Parameter { name: "t", default: 0.99, least: 0.0, most: 1.0, meaning: "normalised time from which on it accepts more" };

struct Time(f64);

impl Acceptance for Time {
    fn looks_back(&self) -> bool {
        false
    }

    fn accepts(&self, now: &Now<'_>, _offered: Units, _next: Units, _stream: &mut Stream) -> bool {
        now.time() >= self.0
    }
}
