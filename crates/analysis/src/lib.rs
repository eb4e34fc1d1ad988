//! What is possible, and fair: frontier, solutions, odds, packages, gap.

pub mod bench;
mod boxes;
pub mod claim;
mod elimination;
mod frontier;
pub mod gap;
pub mod inverse;
mod limits;
pub mod margin;
pub mod measure;
pub mod packages;
mod point;
mod ratio;
pub mod solution;
pub mod study;
pub mod survey;
mod table;
pub mod uncertainty;
mod units;
mod wide;

pub use boxes::frontier_by_sweep;
pub use frontier::{
    Ceiling, Enclosure, Frontier, Method, Point, Points, WitnessRule, frontier, frontier_in_full_width, frontier_within_red_lines,
};
pub use limits::{Limits, Stop};
pub use point::{PointAnalysis, solve};
pub use ratio::Ratio;
pub use study::study;
pub use survey::survey;
