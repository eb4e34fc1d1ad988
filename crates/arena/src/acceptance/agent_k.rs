//! That of AgentK: a probability that grows with time and with what the offer is worth beside what may be expected.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry};
use crate::bidding::agent_k::Outlook;
use crate::strategy::Fidelity;
use crate::{Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "agent-k",
    title: "with a probability that grows with time and u(offered)",
    source: crate::bidding::agent_k::SOURCE,
    fidelity: Fidelity::InspiredBy,
    choices: "the rule could not be checked against the paper",
    make: |_| Arc::new(AgentK),
    ..BAARSLAG
};

struct AgentK;

impl Acceptance for AgentK {
    fn accepts(&self, now: &Now<'_>, offered: Units, _next: Units, stream: &mut Stream) -> bool {
        let outlook = Outlook::new(now);
        stream.real() < outlook.probability(now.time(), now.share(offered))
    }
}
