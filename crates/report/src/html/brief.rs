//! The brief.

use crate::Document;

/// Two A4 pages.
pub fn brief(document: &Document) -> String {
    document.case.title.clone()
}
