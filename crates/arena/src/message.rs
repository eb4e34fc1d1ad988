//! What is said at the table, by whom, and who hears it.

use crate::{Offer, Seat};

/// Something that was said. The sequence of these is the whole of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The round in which it was said, from zero.
    pub round: u32,
    /// Who said it.
    pub from: Speaker,
    /// Who hears it.
    pub to: Audience,
    /// What was said.
    pub act: Act,
}

impl Message {
    /// Whether `seat` hears it. What a seat said itself it knows.
    pub fn reaches(&self, seat: Seat) -> bool {
        self.from == Speaker::Seat(seat)
            || match self.to {
                Audience::Everybody => true,
                Audience::Only(other) => other == seat,
                Audience::Table => false,
            }
    }
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A party.
    Seat(Seat),
    /// The mediator, or the protocol itself.
    Table,
}

/// Who hears something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// All seats.
    Everybody,
    /// One seat, and nobody else.
    Only(Seat),
    /// The mediator or the protocol, and no other seat.
    Table,
}

/// How strongly a draft is preferred to the text before it, or the text to the draft.
/// (Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12:111.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The text is much better: -2.
    StrongNo,
    /// The text is better: -1.
    WeakNo,
    /// The draft is better, or as good: 1.
    WeakYes,
    /// The draft is much better: 2.
    StrongYes,
}

impl Strength {
    /// The number that a mediator adds up.
    pub fn points(self) -> i32 {
        match self {
            Self::StrongNo => -2,
            Self::WeakNo => -1,
            Self::WeakYes => 1,
            Self::StrongYes => 2,
        }
    }

    /// Whether it is a yes.
    pub fn is_yes(self) -> bool {
        self.points() > 0
    }
}

/// What can be said.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// An outcome is offered.
    Offer(Offer),
    /// Yes to this offer or text.
    Accept(Offer),
    /// No to this offer or text.
    Reject(Offer),
    /// Nothing is said, where the rules allow that.
    Pass,
    /// The party leaves the table.
    Leave,
    /// A mediator's text as it stands.
    Text(Offer),
    /// A mediator's draft that might replace the text.
    Draft(Offer),
    /// A preference between the text and the draft.
    Vote(Strength),
    /// A sealed amount: the position of an option of the only issue.
    Amount(u32),
    /// A sealed memorandum: its hash.
    Commit(Box<[u8; 32]>),
    /// A memorandum opened, with the nonce that it was sealed with.
    Reveal {
        /// The memorandum in its canonical bytes.
        memorandum: String,
        /// 32 bytes drawn by the party.
        nonce: Box<[u8; 32]>,
    },
    /// The table releases a memorandum of a seat to everybody.
    Released {
        /// Whose it is.
        seat: Seat,
        /// The memorandum in its canonical bytes.
        memorandum: String,
    },
    /// These issues are not settled, because the memoranda contradict each other or are silent.
    Contradicting(Vec<zopa_model::IssueIndex>),
    /// These issues are settled for the rounds of talks to come.
    Kept(Vec<(zopa_model::IssueIndex, zopa_model::OptionIndex)>),
    /// A round of talks ended, and another begins.
    NextTalks,
    /// The seat broke the rules, or fell silent, and is out.
    Forfeit {
        /// Which seat.
        seat: Seat,
        /// What it did.
        reason: String,
    },
}
