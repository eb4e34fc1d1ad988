//! What people see of an exchange of people: who is ready, what each mode moves, a plan, its batches and who is ahead after
//! each, what lists of two sides say of the same people, what was announced, and what the law says.
//!
//! Answers carry ids and never names; those for the public carry no ids either, and leave out small counts with so many
//! others that they do not follow from the totals.

mod assemble;
mod document;
mod html;
mod terminal;
mod words;

pub use self::assemble::{ExchangeSubject, document};
pub use self::document::ExchangeDocument;
pub use self::html::{charts, html};
pub use self::terminal::terminal;

/// The answer as JSON, the same bytes on every machine.
pub fn json(document: &ExchangeDocument) -> String {
    crate::json::pretty(document)
}
