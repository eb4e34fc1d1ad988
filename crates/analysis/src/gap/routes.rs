//! How many alternative ways a party has named.

use zopa_model::{PartyIndex, Positions, Topic};

use super::PartyPosition;
use super::stands;

/// The alternatives that a party has named on one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Routes {
    /// Who.
    pub party: PartyIndex,
    /// Number of different options that it asks for; one is a demand without an alternative.
    pub asked: usize,
    /// The most alternatives in one standing precondition ("only after this, or after that") for something that
    /// belongs to the topic; zero where it names no precondition.
    pub preconditions: usize,
}

impl Routes {
    /// Number of alternative routes: two or more, or zero where a single way, or none, is named.
    pub fn alternatives(&self) -> usize {
        let most = self.asked.max(self.preconditions);
        if most >= 2 { most } else { 0 }
    }
}

pub(super) fn routes(positions: &Positions, standing: &[bool], topic: Topic, position: &PartyPosition) -> Routes {
    let belongs = |condition: usize| positions.conditions.get(condition).is_some_and(|known| known.topic == Some(topic));
    let preconditions = positions
        .preconditions
        .iter()
        .filter(|said| said.party == position.party && belongs(said.waits) && stands(standing, said.statement))
        .map(|said| said.alternatives.len())
        .max()
        .unwrap_or(0);
    Routes { party: position.party, asked: position.asks.len(), preconditions }
}
