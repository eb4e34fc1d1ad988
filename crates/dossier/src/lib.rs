//! What was said, and where: the case file with its sources and spans.

pub mod amount;
pub mod case;
pub mod date;
mod decode;
pub mod diagnostic;
mod parse;
pub mod path;
pub mod schema;
mod shape;
mod tree;

pub use decode::read as read_case;
pub use tree::Tree;
