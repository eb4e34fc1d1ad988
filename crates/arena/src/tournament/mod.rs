//! Tournaments: a plan, the fixed list of its sessions, one record for each, and what follows from the records.
//!
//! ```text
//! plan file ─▶ Draft ─(the door reads the scenarios)─▶ Plan ─▶ Tournament ─▶ Fixture k ─▶ Venue ─play─▶ Record ─▶ Results
//! ```
//!
//! Session k of a plan is the same whoever plays it, when, and on how many threads. What its players draw depends on the
//! scenario and the repetition alone (common random numbers), so that strategies which meet the same table meet the same luck.

mod bootstrap;
mod cells;
mod contender;
mod draft;
mod entrants;
mod fault;
pub mod game;
mod measures;
mod payoff;
mod plan;
mod record;
mod results;
mod schedule;
mod sign_test;
mod standings;
mod venue;

pub use bootstrap::{Interval, RESAMPLES};
pub use contender::{Contender, Outsider};
pub use draft::{Draft, Listed, Pairing, Source};
pub use entrants::Tournament;
pub use fault::BadPlan;
pub use measures::{MEASURES, Measure, measure};
pub use payoff::Payoff;
pub use plan::{EntrantLine, MatchLine, PairingLine, Plan, ScenarioLine};
pub use record::{Record, SeatRecord};
pub use results::Results;
pub use schedule::{Fixture, MOST_SESSIONS, Schedule};
pub use sign_test::{holm, sign_test};
pub use standings::{Average, Comparison, Standing};
pub use venue::{Played, Venue};
