//! What happens at a table of people who do not trust each other, nor fully the machine?
//!
//! ```text
//! Terms ──begin──▶ Table ◀──read back── lines of the ledger
//! (Actor, Command, Chance) ──act──▶ Done { events by stream }        Refusal (nothing has changed)
//! (Table, Viewer) ──view──▶ what this viewer may see                  public lines ──verify──▶ Verdict
//! ```
//!
//! Four rules hold everywhere in this room:
//!
//! * **Every event belongs to one [`Stream`]**, and a viewer is shown what was made of the streams that it may read. What a seat
//!   keeps to itself (its [`Sheet`]) is in no stream at all.
//! * **A viewer's bytes do not depend on what it may not see**, save for what [`Terms::discloses`] declares.
//! * **Nothing is agreed until the last yes**: drafts are never "accepted", clauses are never "agreed", before the final
//!   yes or no of all.
//! * **An illegal move is refused and changes nothing.** Nothing is repaired, invented or answered on anybody's behalf.

mod agenda;
mod audience;
mod chance;
pub mod class;
mod command;
mod event;
mod fairness;
mod joint;
pub mod ledger;
mod moves;
pub mod record;
mod refusal;
mod sheet;
pub mod sitting;
mod table;
mod terms;
mod view;
mod worth;

pub use agenda::{AgendaItem, ItemState};
pub use audience::{Actor, Stream};
pub use chance::Chance;
pub use command::Command;
pub use event::{Event, FinalAnswer, Opened, Played, Tally, Vote};
pub use fairness::{Fairness, OnFrontier, ReleasedFrontier, SeatWorth, Together};
pub use joint::{Joint, Settlement};
pub use moves::{Move, Moves};
pub use refusal::{Refusal, Why};
pub use sheet::{BadSheet, Item, Sheet};
pub use table::{Done, Entrusted, Lent, Table};
pub use terms::{BadTerms, Combination, IssueTerms, Rules, Terms, Votes};
pub use view::View;
pub use worth::Worth;
