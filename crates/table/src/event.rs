//! What happened at a table. A table is what follows from its events, in order.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zopa_arena::Seat;
use zopa_arena::transcript::MessageLine;

use crate::audience::numbered;
use crate::joint::Settlement;
use crate::sitting::text::Clause;
use crate::{Item, Terms};

/// Something that happened. Seats are counted from one where it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named for what they hold; what is not plain is said at the variant")]
pub enum Event {
    // Public.
    /// The table was opened on these terms.
    Opened { terms: Terms },
    /// A party took its seat.
    Seated {
        #[serde(with = "numbered")]
        seat: Seat,
    },
    /// A party left the table for good.
    Left {
        #[serde(with = "numbered")]
        seat: Seat,
    },
    /// The agenda from now on; what was done stays done.
    AgendaSet { items: Vec<(u32, String)> },
    /// An item of the agenda is under way.
    ItemBegun { id: u32 },
    /// An item of the agenda is finished.
    ItemFinished { id: u32 },

    /// An exchange of sealed memoranda began. `session` goes into every seal.
    SealedOpened { sitting: u32, title: String, session: String },
    /// A seat committed to a memorandum.
    Committed {
        #[serde(with = "numbered")]
        seat: Seat,
        seal: String,
    },
    /// A seat opened its memorandum to the table; what is in it stays in the table's own stream until all are open.
    MemorandumOpened {
        #[serde(with = "numbered")]
        seat: Seat,
    },
    /// All are open: each with its nonce, so that anybody can check the seals.
    MemorandaReleased { memoranda: Vec<Opened> },

    /// Work on a single text began.
    TextOpened { sitting: u32, title: String },
    /// The mediator's draft of this number.
    Drafted { number: u32, clauses: Vec<Clause> },
    /// An objection to a clause of a draft.
    Objected {
        #[serde(with = "numbered")]
        seat: Seat,
        draft: u32,
        clause: u32,
        text: String,
    },
    /// The seats are asked what they think of a draft. It binds nobody.
    VoteCalled { draft: u32 },
    /// A seat voted; how is another event, in its caucus.
    Voted {
        #[serde(with = "numbered")]
        seat: Seat,
        draft: u32,
    },
    /// All voted: what the rules show of it to everybody.
    VotesCounted { draft: u32, tally: Option<Tally>, votes: Option<Vec<Vote>> },
    /// The final, binding question about a draft.
    SignatureCalled { draft: u32 },
    /// A seat gave its final answer; which one is in the table's own stream until all have.
    Signed {
        #[serde(with = "numbered")]
        seat: Seat,
        draft: u32,
    },
    /// All have answered. The draft is accepted if all said yes.
    SignaturesReleased { draft: u32, answers: Vec<FinalAnswer> },

    /// A sitting by a protocol of the arena began. `strategies` play for the seats that entrusted theirs to one.
    ProtocolOpened { sitting: u32, title: String, protocol: String, rounds: u32, strategies: Vec<Played> },
    /// Something was said that everybody hears.
    Said { message: MessageLine },
    /// How a sitting by a protocol ended: the word for it, and what was agreed.
    Ended { ending: String, agreement: Option<Map<String, Value>> },

    /// The mediator ended a sitting.
    SittingStopped { reason: String },
    /// The mediator asked the table whether there is a package that all would accept, for the n-th time.
    Asked { question: String, number: u32 },
    /// All asked for an improvement of what was agreed, and this is what the table found.
    Settled { answer: Settlement },
    /// The mediator closed the table.
    Closed {},

    // Caucus: a seat and the mediator.
    /// A note from one to the other.
    Note { by_mediator: bool, text: String },
    /// A seat released parts of its sheet to the mediator.
    Released { items: Vec<(Item, Value)> },
    /// It took one back; what was read cannot be unread.
    ReleaseWithdrawn { item: Item },
    /// A seat entrusted its sheet to the table, which may compute with it as the terms say; or took it back.
    SheetEntrusted { is: bool },
    /// How a seat voted on a draft, from -2 to 2 without 0.
    VoteCast { draft: u32, vote: i32 },
    /// What a protocol says to this seat alone.
    SaidToYou { message: MessageLine },

    // The mediator alone.
    /// The answer to a question.
    Answered { number: u32, answer: String },

    // The table alone.
    /// A seat asked for an improvement. Nobody learns that until all have.
    SettlementRequested {
        #[serde(with = "numbered")]
        seat: Seat,
        is: bool,
    },
    /// An opened memorandum that waits for the others.
    Revealed {
        #[serde(with = "numbered")]
        seat: Seat,
        memorandum: String,
        nonce: String,
    },
    /// A final answer that waits for the others.
    SignatureGiven {
        #[serde(with = "numbered")]
        seat: Seat,
        draft: u32,
        yes: bool,
    },
    /// What a protocol and its strategies draw from.
    Seeded { seed: u64 },
    /// A seat's move in a protocol, as it was answered.
    Moved {
        #[serde(with = "numbered")]
        seat: Seat,
        answer: Map<String, Value>,
    },
    /// A move that waits for the question that it answers.
    Waiting {
        #[serde(with = "numbered")]
        seat: Seat,
        answer: Map<String, Value>,
    },
    /// The strategy at a seat broke the rules.
    Forfeited {
        #[serde(with = "numbered")]
        seat: Seat,
        reason: String,
    },
}

/// An opened memorandum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Whose it is.
    #[serde(with = "numbered")]
    pub seat: Seat,
    /// Its canonical text.
    pub memorandum: String,
    /// The nonce that it was sealed with, in hexadecimal digits.
    pub nonce: String,
}

/// How a seat voted on a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Whose vote it is.
    #[serde(with = "numbered")]
    pub seat: Seat,
    /// From -2 to 2 without 0.
    pub vote: i32,
}

/// What a seat said to the final question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinalAnswer {
    /// Whose answer it is.
    #[serde(with = "numbered")]
    pub seat: Seat,
    /// Whether it is yes.
    pub yes: bool,
}

/// A seat for which a strategy plays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Played {
    /// The seat.
    #[serde(with = "numbered")]
    pub seat: Seat,
    /// The strategy, as the arena reads it.
    pub spec: String,
}

/// How many said yes and no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// How many prefer the draft, or like it as much.
    pub yes: u32,
    /// How many do not.
    pub no: u32,
}
