//! Who said they would do what if others do something, as plain data. The algorithms over it live in the room `process`.

use crate::PartyIndex;

/// "`party` says: we do `does` if all of `when` comes about."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Who says so.
    pub party: PartyIndex,
    /// What is promised, as a position among the conditions.
    pub does: usize,
    /// What must come about for the promise to bind, all of it; empty where it binds whatever others do.
    pub when: Vec<usize>,
    /// Which statement says so, as a position among the statements.
    pub statement: usize,
}
