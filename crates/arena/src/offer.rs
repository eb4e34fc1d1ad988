//! Outcomes on the table.

use std::ops::Deref;
use std::sync::Arc;

use zopa_analysis::inverse::Valued;
use zopa_model::{Outcome, Units};

/// An outcome that somebody put on the table. Cheap to pass around, since a session of a hundred rounds passes two hundred.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offer(Arc<Outcome>);

impl Offer {
    /// The offer of `outcome`.
    pub fn new(outcome: Outcome) -> Self {
        Self(Arc::new(outcome))
    }

    /// Whether both are one and the same object: a quick test that tells equal offers, but not all of them.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Outcome> for Offer {
    fn from(outcome: Outcome) -> Self {
        Self::new(outcome)
    }
}

impl Deref for Offer {
    type Target = Outcome;

    fn deref(&self) -> &Outcome {
        &self.0
    }
}

/// An offer with what it is worth to the seat that looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// The offer.
    pub offer: Offer,
    /// Its utility, in units of the seat's own quantum.
    pub units: Units,
}

impl Bid {
    /// The offer of `outcome`, which is worth `units`.
    pub fn new(outcome: Outcome, units: Units) -> Self {
        Self { offer: Offer::new(outcome), units }
    }
}

impl From<Valued> for Bid {
    fn from(valued: Valued) -> Self {
        Self::new(valued.outcome, valued.units)
    }
}
