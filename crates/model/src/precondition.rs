//! Who says what must come first, as plain data. The algorithms over it live in the room `process`.

use crate::{PartyIndex, Topic};

/// Something that can come about: "general ceasefire in force", "leaders' meeting held".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The name, unique among the conditions.
    pub name: String,
    /// The subject it belongs to, where it belongs to one.
    pub topic: Option<Topic>,
    /// Whether it has come about already.
    pub met: bool,
}

/// "`party` says: `waits` only after one of `alternatives`, each of which needs all of its conditions."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precondition {
    /// Who says so.
    pub party: PartyIndex,
    /// What waits, as a position among the conditions.
    pub waits: usize,
    /// The alternatives (or), each a list of conditions (and).
    pub alternatives: Vec<Vec<usize>>,
    /// Which statement says so, as a position among the statements.
    pub statement: usize,
}

/// What a condition needs by its content, whoever speaks: `waits` cannot come about before one of `alternatives` has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What waits, as a position among the conditions.
    pub waits: usize,
    /// The alternatives (or), each a list of conditions (and).
    pub alternatives: Vec<Vec<usize>>,
    /// Why, in the words of the case.
    pub reason: String,
}
