//! Accept whatever is acceptable at all.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry};
use crate::{Now, Stream};

pub(super) const ENTRY: Entry =
    Entry { name: "rational", title: "always, from the reservation up", make: |_| Arc::new(Rational), ..BAARSLAG };

/// The reservation and the red lines were kept to before it is asked.
pub(super) struct Rational;

impl Acceptance for Rational {
    fn looks_back(&self) -> bool {
        false
    }

    fn accepts(&self, _now: &Now<'_>, _offered: Units, _next: Units, _stream: &mut Stream) -> bool {
        true
    }
}
