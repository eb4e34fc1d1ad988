//! The report as one offline HTML file, and the brief that prints on two A4 pages.
//!
//! Neither has a script, asks the network for anything, or holds a path, a user name or the time. Both say in three
//! visibly different voices what is fact, what is judgement and what is computed.

mod brief;
mod page;
mod parts;

use askama::Template;

use crate::words::is_turning;

pub use brief::brief;
pub use page::html;

/// A page of any answer. What a case says cannot turn round the direction of the text after it.
pub(crate) fn rendered(page: &impl Template) -> String {
    page.render().expect("a template writes to a string, which cannot fail").replace(is_turning, "")
}
