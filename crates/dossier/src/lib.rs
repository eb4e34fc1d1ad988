//! What was said, and where: the case file with its sources and spans.

pub mod amount;
pub mod case;
pub mod date;
pub mod diagnostic;
pub mod path;
