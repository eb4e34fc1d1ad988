//! What the parties do together at one time: exchange sealed memoranda, work on a single text, or follow a protocol.

pub mod protocol;
pub mod sealed;
pub mod text;

use serde_json::Value;
use zopa_arena::Seat;

use self::protocol::ByProtocol;
use self::sealed::Sealed;
use self::text::SingleText;
use crate::Actor;

/// One sitting.
pub(crate) struct Sitting {
    /// Its number, from one.
    pub(crate) id: u32,
    /// Its title.
    pub(crate) title: String,
    /// What is done.
    pub(crate) kind: Kind,
    /// Why the mediator ended it, where it did.
    pub(crate) stopped: Option<String>,
}

/// What is done at a sitting.
pub(crate) enum Kind {
    /// Sealed memoranda.
    Sealed(Sealed),
    /// A single text.
    Text(SingleText),
    /// A protocol of the arena.
    Protocol(Box<ByProtocol>),
}

impl Sitting {
    /// Whether nothing more can happen at it.
    pub(crate) fn is_over(&self) -> bool {
        self.stopped.is_some()
            || match &self.kind {
                Kind::Sealed(sealed) => sealed.is_over(),
                Kind::Text(text) => text.is_over(),
                Kind::Protocol(protocol) => protocol.is_over(),
            }
    }

    /// What `actor` may see of it.
    pub(crate) fn view(&self, actor: Actor) -> Value {
        let mut shown = match &self.kind {
            Kind::Sealed(sealed) => sealed.view(self.stopped.is_some()),
            Kind::Text(text) => text.view(actor, self.stopped.is_some()),
            Kind::Protocol(protocol) => protocol.view(actor, self.stopped.is_some()),
        };
        if let Value::Object(shown) = &mut shown {
            shown.insert("id".to_owned(), self.id.into());
            shown.insert("title".to_owned(), self.title.clone().into());
            shown.insert("stopped".to_owned(), self.stopped.clone().into());
        }
        shown
    }
}

/// Seats as people count them.
pub(crate) fn numbers<'a>(seats: impl IntoIterator<Item = &'a Seat>) -> Vec<usize> {
    seats.into_iter().map(|seat| seat.0 + 1).collect()
}
