//! The porch: what all doors need of the outside. Child processes with limits.
//!
//! Rooms are pure; what has to touch files, processes and clocks for them stands here, once for every door.

mod program;

pub use program::{Program, Started};
