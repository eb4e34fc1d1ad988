//! What each side has said it asks, offers, accepts or rejects. Needs no weight.

use crate::{IssueIndex, OptionIndex, PartyIndex};

/// What a statement is about: an issue of the space, or something kept aside from bargaining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// An issue for bargaining.
    Issue(IssueIndex),
    /// A position in [`Scenario::asides`](crate::Scenario).
    Aside(usize),
}

/// What a party does with the options it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StanceKind {
    /// Wants one of them.
    Asks,
    /// Would give one of them.
    Offers,
    /// Says yes to one of them.
    Accepts,
    /// Says no to each of them.
    Rejects,
    /// Records, together with the others, that one of them is agreed.
    Agreed,
}

/// One party's stance on one topic, from one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Whose stance.
    pub party: PartyIndex,
    /// On what.
    pub topic: Topic,
    /// What it does with the options.
    pub kind: StanceKind,
    /// The options, ascending, none twice.
    pub options: Vec<OptionIndex>,
    /// Where it was said, as a position among the statements.
    pub statement: usize,
}

/// What the gap needs to know of a statement: where it was carried, and which earlier ones it replaces.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Said {
    /// The sources that carry it, as positions among the sources.
    pub sources: Vec<usize>,
    /// Statements that this one takes the place of, as positions among the statements.
    pub replaces: Vec<usize>,
}
