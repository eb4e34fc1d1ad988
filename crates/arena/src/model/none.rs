//! No model: nothing is believed.

use zopa_model::Outcome;

use super::{Entry, Estimate, OpponentModel};
use crate::strategy::Fidelity;
use crate::{Clock, Offer, Seat};

pub(super) const ENTRY: Entry = Entry {
    name: "none",
    title: "believes nothing",
    source: "",
    fidelity: Fidelity::FromPaper,
    choices: "",
    parameters: &[],
    prepare: |_, _| Box::new(|| Box::new(NoModel)),
};

/// Believes nothing.
struct NoModel;

impl OpponentModel for NoModel {
    fn listens(&self) -> bool {
        false
    }

    fn hear(&mut self, _clock: Clock, _by: Seat, _offer: &Offer) {}

    fn estimate(&self, _seat: Seat) -> Option<&Estimate> {
        None
    }

    fn value(&self, _outcome: &Outcome) -> Option<f64> {
        None
    }

    fn believes(&self) -> bool {
        false
    }
}
