//! The report as one offline HTML file, and the brief that prints on two A4 pages.
//!
//! Neither has a script, asks the network for anything, or holds a path, a user name or the time. Both say in three
//! visibly different voices what is fact, what is judgement and what is computed.

mod brief;
mod page;
mod parts;

pub use brief::brief;
pub use page::html;
