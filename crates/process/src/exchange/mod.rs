//! Exchange of people and remains: who is ready, what each mode of exchange moves, a feasible plan, batches in which
//! nobody is ever too far ahead, and what lists of two sides say of the same people.
//!
//! People are not priced. No method here gives a value to a person; classes, order and counts are set by the parties and
//! the law, and what is computed is consistency, feasibility, and who is ahead.

mod batches;
mod cycles;
mod law;
mod mode;
pub mod plan;
pub mod reconcile;
mod safe;
mod study;
mod suppression;
mod tally;

pub use batches::{Batch, CannotBatch, Way, fewest_transfers, in_turns, simultaneous};
pub use cycles::{Failure, Legs, MOST_HOLDERS, Ring, Rings, failures, rings};
pub use law::{REMINDERS, Reminder, reminder};
pub use mode::{CannotMove, Moved, moved};
pub use safe::{InUnits, Item, MOST_STATES, Safety, TooManyStates, safe_exchange};
pub use study::{Asked, Compared, Counted, Series, SideList, Study, gain_by_stopping, study};
pub use suppression::{SMALL, suppressed};
pub use tally::{Aside, Place, Tally, place, tally};
