//! Packages: what could be put on the table, and what would change the answer to it.
//!
//! All of it runs on a [`BargainingProblem`](zopa_model::BargainingProblem), or over a slice of draws with one
//! utility for each party in each. Comparisons are exact. Gains of different parties are compared on each party's own
//! scale, which supposes that the scales can be compared; where a choice rests on that, its page says so.
//!
//! A package crosses nobody's red line, or it is not offered: every search here leaves out what fits a refusal of any
//! party, and what the rules forbid.

pub mod acceptance;
pub mod adjusted_winner;
pub mod blocked;
pub mod explanation;
mod gain;
pub mod improvement;
pub mod logroll;
pub mod mean;
pub mod meso;
mod moves;
