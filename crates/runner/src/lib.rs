//! The porch: what all doors need of the outside. Child processes with limits.
//!
//! Rooms are pure; what has to touch files, processes and clocks for them stands here, once for every door.

mod program;
mod wall_clock;

pub use program::{Program, Started};
pub use wall_clock::WallClock;
