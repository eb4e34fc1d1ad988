//! Tournaments on this machine: all cores, a journal that survives being killed, one dataset at the end.
//!
//! ```text
//! plan.json ── what is played, frozen          journal-1-of-1.jsonl ── one line for each finished session
//! records.parquet ── one row for each session and seat, sorted: the same bytes however the sessions were come by
//! ```
//!
//! A session counts once its line stands whole in the journal. Whatever is killed, whenever, is played again from the seed and
//! comes out the same, so the dataset of a run that was killed is that of one that was not.

mod dataset;
mod folder;
mod journal;
mod outputs;
mod run;
mod shard;
mod staged;
mod work;

pub use dataset::{Column, dataset, table};
pub use folder::{Folder, PLAN, RECORDS, TRANSCRIPTS};
pub use journal::{Journal, Opening};
pub use outputs::{merge, write};
pub use run::{At, Guests, Run, no_guests, program, run};
pub use shard::{Shard, merged};
pub use staged::{Staged, Staging};
pub use work::{Around, Orders, Outside, Step, nothing_around, work};
