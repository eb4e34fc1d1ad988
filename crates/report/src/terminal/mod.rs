//! The story of a case in about a screenful of text: first what needs no weights, then the odds in words.
//!
//! Lists are cut with a count of what is left and the way to see all of it.

pub(crate) mod field;
mod judged;
pub(crate) mod page;
mod said;

use crate::Document;
use page::Page;

/// How many columns there are: 60 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width(usize);

impl Width {
    /// That many columns, or the nearest width that can be read.
    pub fn new(columns: usize) -> Self {
        Self(columns.clamp(60, 200))
    }

    /// The number of columns.
    pub fn columns(self) -> usize {
        self.0
    }
}

/// Whether the text may use colour and weight. The door decides, from the terminal and from `NO_COLOR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styling {
    /// Letters only.
    Plain,
    /// ANSI colour and weight beside the words; nothing is said by colour alone.
    Colour,
}

/// What a check of a scenario of the field found: its files, what was repaired, and what they claim.
pub fn field_check(document: &Document, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    said::head(&mut page, document);
    field::check(&mut page, document);
    page.finish()
}

/// The document as text for a terminal. Every line ends with a newline and is at most `width` columns wide.
pub fn terminal(document: &Document, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    said::head(&mut page, document);
    said::gap(&mut page, document);
    said::conflicts(&mut page, document);
    said::only_after(&mut page, document);
    judged::point(&mut page, document);
    field::field(&mut page, document);
    judged::odds(&mut page, document);
    judged::flips(&mut page, document);
    judged::shocks(&mut page, document);
    judged::package(&mut page, document);
    judged::improvements(&mut page, document);
    judged::measures(&mut page, document);
    judged::blockers(&mut page, document);
    judged::notes(&mut page, document);
    page.finish()
}
