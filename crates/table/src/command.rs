//! What can be asked of a table. Who may ask it is for the table to say.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Item;
use crate::event::Played;
use crate::sitting::text::NewClause;

/// A command, as it is sent: `{"do": "vote", "draft": 2, "vote": -1}`. Seats are counted from one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named for what they hold; what is not plain is said at the variant")]
pub enum Command {
    // The mediator's.
    /// Begins an exchange of sealed memoranda.
    OpenSealed { title: String },
    /// Begins work on a single text, with a first draft where clauses are given.
    OpenText {
        title: String,
        #[serde(default)]
        clauses: Vec<NewClause>,
    },
    /// Begins a sitting by a protocol of the arena; `strategies` play for their seats.
    OpenProtocol {
        title: String,
        spec: String,
        rounds: u32,
        #[serde(default)]
        strategies: Vec<Played>,
    },
    /// The next draft.
    Draft { clauses: Vec<NewClause> },
    /// Asks the seats what they think of the current draft.
    CallVote {},
    /// Puts the final question about the current draft.
    CallSignature {},
    /// Ends the sitting.
    StopSitting { reason: String },
    /// Sets the agenda.
    SetAgenda { items: Vec<String> },
    /// Begins an item.
    BeginItem { id: u32 },
    /// Finishes an item.
    FinishItem { id: u32 },
    /// Asks the table what its terms allow: `jointly-acceptable`.
    Ask { question: String },
    /// Closes the table.
    Close {},

    // The mediator's or a seat's.
    /// A caucus note: to a seat from the mediator, or to the mediator from the seat, which needs no `seat`.
    Note {
        text: String,
        #[serde(default)]
        seat: Option<u32>,
    },

    // A seat's.
    /// Commits to a memorandum: 64 hexadecimal digits.
    Commit { seal: String },
    /// Opens it.
    Reveal { memorandum: String, nonce: String },
    /// Objects to a clause.
    Object { draft: u32, clause: u32, text: String },
    /// Votes on a draft: -2, -1, 1 or 2.
    Vote { draft: u32, vote: i32 },
    /// The final yes or no.
    Sign { draft: u32, yes: bool },
    /// Answers a protocol, in the words of the arena.
    Answer { answer: Map<String, Value> },
    /// Releases items of its sheet to the mediator.
    Release { items: Vec<Item> },
    /// Takes back a release.
    WithdrawRelease { item: Item },
    /// Entrusts its sheet to the table.
    Entrust {},
    /// Takes it back.
    WithdrawEntrusted {},
    /// Asks for an improvement of what was agreed, or takes that back.
    RequestSettlement {
        #[serde(default = "yes")]
        is: bool,
    },
    /// Leaves for good.
    Leave {},
}

fn yes() -> bool {
    true
}
