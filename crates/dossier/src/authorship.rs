//! What a model wrote, and whether a person stands by it.

use crate::case::CaseFile;
use crate::path::CasePath;

/// Where title and description of a case stand, as a section.
pub const HEADER: &str = "case";

/// An item that a model wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Its section: `parties`, `sources`, `issues`, `statements` or `judgements`; [`HEADER`] for the head of the case.
    pub section: &'static str,
    /// Its place in the section, from 0.
    pub index: usize,
    /// Its short name.
    pub id: String,
    /// The model, as it is named; `model` where it has no name.
    pub written_by: String,
    /// The person who confirmed it.
    pub confirmed_by: Option<String>,
}

/// One item's short name with what it says of who wrote and who confirmed it.
type Signed<'a> = (&'a String, &'a Option<String>, &'a Option<String>);

/// Every item of a list that may bear the mark, by section, with what it says.
pub(crate) fn items(case: &CaseFile) -> Vec<(&'static str, Vec<Signed<'_>>)> {
    macro_rules! section {
        ($name:ident) => {
            (stringify!($name), case.$name.iter().map(|item| (&item.id, &item.written_by, &item.confirmed_by)).collect())
        };
    }
    vec![section!(parties), section!(sources), section!(issues), section!(statements), section!(judgements)]
}

/// Every item that a model wrote, section by section.
pub fn marked(case: &CaseFile) -> Vec<Marked> {
    let mut marked = Vec::new();
    if let Some(written_by) = case.written_by.clone() {
        let (id, confirmed_by) = ("title".to_owned(), case.confirmed_by.clone());
        marked.push(Marked { section: HEADER, index: 0, id, written_by, confirmed_by });
    }
    for (section, items) in items(case) {
        for (index, (id, written_by, confirmed_by)) in items.into_iter().enumerate() {
            if let Some(written_by) = written_by.clone() {
                marked.push(Marked { section, index, id: id.clone(), written_by, confirmed_by: confirmed_by.clone() });
            }
        }
    }
    marked
}

impl Marked {
    /// The way to it in the file.
    pub(crate) fn path(&self) -> CasePath {
        match self.section {
            HEADER => CasePath::root(),
            section => CasePath::root().key(section).index(self.index),
        }
    }
}

/// Every item that a model wrote and that nobody has confirmed.
pub fn unconfirmed(case: &CaseFile) -> Vec<Marked> {
    marked(case).into_iter().filter(|item| item.confirmed_by.is_none()).collect()
}
