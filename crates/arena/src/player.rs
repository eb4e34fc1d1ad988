//! Whoever sits at the table: a strategy, a script, a program, a person.

use std::fmt;

use crate::{Clock, Message, Offer, Seat, Strength};

/// Somebody at the table. It is told what its seat may hear, and asked when it is its turn.
pub trait Player: Send {
    /// Something was said that this seat may know; what it said itself included.
    fn hear(&mut self, clock: Clock, message: &Message);

    /// Whether it wants to hear anything. Asked once, when it sits down.
    fn listens(&self) -> bool {
        true
    }

    /// Answers a question of the protocol.
    ///
    /// # Errors
    /// Whatever keeps it from answering, which forfeits the seat.
    fn answer(&mut self, clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct>;
}

/// What a protocol asks of a seat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Question<'a> {
    /// It is your turn: offer, accept what stands, or leave. `standing` is what you may accept, if anything.
    Turn {
        /// The standing offer and who made it.
        standing: Option<(&'a Offer, Seat)>,
    },
    /// What do you offer?
    Propose,
    /// What do you offer, of what you have not offered before? Repeating your last offer says that you have finished.
    ProposeUnique,
    /// What do you offer, while the other does the same? Your last offer again, or one that the other likes better; none that you
    /// made before the last.
    Concede,
    /// Yes or no to this offer of another seat?
    Judge {
        /// The offer.
        offer: &'a Offer,
        /// Who made it.
        by: Seat,
    },
    /// Draft or text?
    Vote {
        /// The text that stands.
        text: &'a Offer,
        /// The draft that might replace it.
        draft: &'a Offer,
    },
    /// A binding yes or no to a text.
    Sign {
        /// The text.
        text: &'a Offer,
    },
    /// A sealed amount: the position of an option of the only issue.
    Amount,
    /// The hash of your sealed memorandum.
    Commit {
        /// Names the session; it is part of what is hashed.
        session: &'a [u8; 32],
    },
    /// The memorandum itself.
    Reveal,
}

/// What a seat answers. Whether that is legal is for the protocol to say. Seals and nonces are boxed: they are rare, and answers
/// are passed on at every turn.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// An outcome.
    Offer(Offer),
    /// Yes.
    Accept,
    /// No.
    Reject,
    /// Nothing.
    Pass,
    /// Good-bye.
    Leave,
    /// A preference between text and draft.
    Vote(Strength),
    /// The position of an option.
    Amount(u32),
    /// The hash of a memorandum.
    Commit(Box<[u8; 32]>),
    /// A memorandum and its nonce.
    Reveal {
        /// The memorandum in its canonical bytes.
        memorandum: String,
        /// 32 bytes.
        nonce: Box<[u8; 32]>,
    },
}

/// Why a seat gave no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misconduct {
    /// No answer within the time that the door allows.
    Late,
    /// Something that is no answer; in words, without what a party may have meant to keep.
    Rubbish(String),
    /// The program behind the seat ended.
    Died(String),
    /// An answer against the rules.
    Illegal(&'static str),
    /// What a transcript says of it.
    Recorded(String),
}

impl fmt::Display for Misconduct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Late => f.write_str("did not answer in time"),
            Self::Rubbish(what) => write!(f, "answered with something that is no answer: {what}"),
            Self::Died(how) => write!(f, "went away: {how}"),
            Self::Illegal(what) => f.write_str(what),
            Self::Recorded(what) => f.write_str(what),
        }
    }
}
