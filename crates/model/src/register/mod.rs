//! People who are held, and what is said of them, as plain data. The algorithms over it live in the room `process`.
//!
//! People are not priced: nothing here gives a value to a person. Classes, order and counts are set by the parties and
//! by law. What is said of somebody is a [`Claim`], never overwritten; what names somebody is an [`Identity`], which has
//! no printed form.

mod class;
mod figure;
mod identity;
mod mode;
mod record;
mod state;

pub use class::{Class, LegalStanding};
pub use figure::{Count, Figure, Release, Subject};
pub use identity::{Identity, PartialDate};
pub use mode::{BadMode, MODES, Mode};
pub use record::{Assertion, Claim, ClassClaim, Consent, Known, Origin, Record, Veto};
pub use state::{MOVES, Move, MoveKind, NoMove, State};

/// Position of a side (whoever holds people, or wants them back) in its [`Register`].
pub type SideIndex = usize;
/// Position of a class in its [`Register`].
pub type ClassIndex = usize;

/// Everything that is known of who is held by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Whoever holds people, or wants them back.
    pub sides: Vec<String>,
    /// The classes, in their priority: a person of several classes counts in the first of them, so that classes are disjoint.
    pub classes: Vec<Class>,
    /// People, one record each.
    pub records: Vec<Record>,
    /// Where only numbers are known: so many of a class are held by a side.
    pub counts: Vec<Count>,
    /// Figures that somebody announced, each as its author's claim.
    pub figures: Vec<Figure>,
    /// Releases that took place.
    pub releases: Vec<Release>,
}

impl Register {
    /// The class that a record counts in: the first in the order of priority of those that are asserted. `None` where
    /// nobody said of what class the person is.
    pub fn class_of(&self, record: &Record) -> Option<ClassIndex> {
        record.classes.iter().map(|claim| claim.class).min()
    }

    /// Whether any class that is asserted of a record has this standing in law.
    pub fn has_standing(&self, record: &Record, standing: LegalStanding) -> bool {
        record.classes.iter().any(|claim| self.classes[claim.class].standing == standing)
    }
}
