//! What can follow what: the room's question. Who insists that what come first, what can start without trust, in which
//! order nobody gains by stopping, what delegations may sign, what a shock changes, which states of a conflict are
//! stable, and in which batches people can go home.
//!
//! Everything here is pure: plain data goes in, an answer that says how it was found comes out.

pub mod commitments;
pub mod exchange;
pub mod forecast;
pub mod mandate;
pub mod order;
pub mod preconditions;
pub mod roadmap;
pub mod stability;

pub use roadmap::roadmap;
