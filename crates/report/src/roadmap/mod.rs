//! What people see of a roadmap: circles in words, what can be done first, orders that hold, what may be signed.

mod assemble;
mod document;
mod html;
mod plans;
mod signing;
mod terminal;

pub use assemble::{RoadmapSubject, document as assemble};
pub use document::RoadmapDocument;
pub(crate) use document::{LinkView, MoveView};
pub use html::{charts, html};
pub use terminal::terminal;

/// The roadmap as indented JSON with a newline at its end.
pub fn json(document: &RoadmapDocument) -> String {
    crate::json::pretty(document)
}
