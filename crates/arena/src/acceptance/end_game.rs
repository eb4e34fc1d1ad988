//! The end game: what is left to say yes to in the very last turn is as good as nothing more can be.

use std::sync::Arc;

use zopa_model::Units;

use super::Acceptance;
use crate::strategy::{Arguments, Parameter};
use crate::{Now, Stream, Strength};

/// Every condition has it.
pub(super) const PARAMETER: Parameter = Parameter {
    name: "end_game",
    default: 0.0,
    least: 0.0,
    most: 1.0,
    meaning: "1 accepts anything acceptable in the last turn of the talks, 0 does not",
};

/// `condition`, with the end game where `arguments` set it.
pub(super) fn with(arguments: &Arguments, condition: Arc<dyn Acceptance>) -> Arc<dyn Acceptance> {
    if arguments.get(PARAMETER.name) == 1.0 { Arc::new(EndGame(condition)) } else { condition }
}

/// In the last round the last seat answers to what it will never be able to better. Seats before it may still be answered,
/// so they keep to their condition.
struct EndGame(Arc<dyn Acceptance>);

impl Acceptance for EndGame {
    fn looks_back(&self) -> bool {
        self.0.looks_back()
    }

    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, stream: &mut Stream) -> bool {
        let is_last_turn = now.clock.is_last_round() && now.brief.seat.0 + 1 == now.brief.seats;
        is_last_turn || self.0.accepts(now, offered, next, stream)
    }

    /// A vote on a draft is no last word: the signature is.
    fn votes(&self, now: &Now<'_>, text: Units, draft: Units, stream: &mut Stream) -> Strength {
        self.0.votes(now, text, draft, stream)
    }
}
