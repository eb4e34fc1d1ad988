//! Numbers of people: what is held, what was announced, what took place.

use super::{ClassIndex, PartialDate, SideIndex};

/// So many people of one class are held by one side, where there are no records of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Who holds them.
    pub holder: SideIndex,
    /// To whom they would go.
    pub home: SideIndex,
    /// Their class.
    pub class: ClassIndex,
    /// How many are ready: consent is recorded, health allows it.
    pub ready: u64,
    /// How many more are not, or of how many more that is not known.
    pub not_ready: u64,
    /// Who asserts it.
    pub by: String,
}

/// A figure that somebody announced. Two that disagree both stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// A short name.
    pub id: String,
    /// Who announced it.
    pub by: String,
    /// Of whom.
    pub subject: Subject,
    /// To which side they go or went.
    pub to: SideIndex,
    /// How many.
    pub count: u64,
    /// When.
    pub date: PartialDate,
    /// What it belongs together with: figures of one occasion are shown side by side.
    pub about: String,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// Of whom a figure speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// People.
    People,
    /// Remains: never for equal counts.
    Remains,
}

/// A release that took place: so many went to each side on one occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// A short name.
    pub id: String,
    /// When.
    pub date: PartialDate,
    /// Which occasions are counted together.
    pub series: String,
    /// How many went to each side, in the order of the sides.
    pub to: Vec<u64>,
    /// Of which class, where that was said.
    pub class: Option<ClassIndex>,
    /// Whether it is outside every count (one-sided, or by duty).
    pub outside: bool,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Anything worth knowing.
    pub note: Option<String>,
}
