//! Orders of steps in which nobody gains by stopping.
//!
//! Backward: when everything is done, each party has what completion is worth to it. One move earlier its value is that,
//! discounted once, less what it pays in the move and plus what the move brings it. An order holds by itself when, at
//! every point, going on is worth at least as much as stopping there; equality goes on. Stopping is worth what a party
//! takes back of its own reversible steps, less what the others take back of theirs, less its penalty. At the very start
//! nobody is bound yet: stopping there is worth nothing and costs nothing.
//!
//! That the others' reversible steps fall back when somebody stops, and that no penalty is due before the first move, are
//! choices of ours.

mod mend;
mod search;
mod terms;
mod walk;

pub use mend::{Mends, Split, mends, split};
pub use search::{Order, OrderAnswer, Verdict, search};
pub use terms::{Piece, Terms};
pub use walk::{Failure, Moment, Walk, walk};

use zopa_model::Exact;

/// Whose wish to stop counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// Everybody's, at every point.
    Everybody,
    /// That of whoever moves next. Weaker: others may wish to leave the table while they wait.
    Movers,
}

/// The discount from which mutual restraint holds by itself when it is repeated without end and a breach ends it for
/// good: (temptation - reward) / (temptation - punishment). `None` where temptation is no more than punishment.
///
/// Friedman 1971, Review of Economic Studies 38:1.
pub fn grim_discount(temptation: &Exact, reward: &Exact, punishment: &Exact) -> Option<Exact> {
    let range = temptation - punishment;
    if range.is_zero() || range.is_negative() {
        return None;
    }
    Some(Exact::from((temptation - reward).rational() / range.rational()))
}

#[cfg(test)]
mod tests;
