//! What is possible, and fair: frontier, solutions, odds, packages, gap.

pub mod margin;
pub mod uncertainty;
pub mod gap;
pub mod packages;
mod ratio;
mod elimination;
mod frontier;
mod limits;
pub mod measure;
mod point;
pub mod solution;
pub mod study;
mod table;
mod units;

pub use frontier::{Frontier, Method, Point, WitnessRule, frontier, frontier_in_full_width, frontier_within_red_lines};
pub use limits::{Limits, Stop};
pub use point::{PointAnalysis, solve};
pub use ratio::Ratio;
pub use study::study;
