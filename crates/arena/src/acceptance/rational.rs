//! Accept whatever is acceptable at all.

use std::sync::Arc;

use super::{Acceptance, BAARSLAG, Entry};
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry =
    Entry { name: "rational", title: "always, from the reservation up", make: |_| Arc::new(Rational), ..BAARSLAG };

/// The reservation and the red lines were kept to before it is asked.
pub(super) struct Rational;

impl Acceptance for Rational {
    fn accepts(&self, _now: &Now<'_>, _offered: &Bid, _next: &Bid, _stream: &mut Stream) -> bool {
        true
    }
}
