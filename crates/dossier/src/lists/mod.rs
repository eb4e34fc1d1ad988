//! Lists of people, as CSV files (RFC 4180 and its dialects): whose list it is, one record for each line, and every fault
//! with its line and column.
//!
//! No line is ever lost: a field that cannot be read counts as not known, and is told. No message repeats what stands in a
//! field: it may be a name or a day of birth.

mod columns;
pub(crate) mod csv;
mod read;

pub use columns::{COLUMNS, Column};
pub use read::{List, ListFault, ListKind, ListOf, Row, Unreadable, read};
