//! The porch: what all doors need of the outside. Files and sources; child processes with limits; tournaments with their journals
//! and datasets.
//!
//! Rooms are pure; what has to touch files, processes and clocks for them stands here, once for every door.

pub mod files;
pub mod folder;
mod program;
mod replace;
pub mod source;
pub mod tournament;
mod trouble;
mod wall_clock;

pub use program::{Program, Started};
pub use replace::replace;
pub use trouble::Trouble;
pub use wall_clock::WallClock;
