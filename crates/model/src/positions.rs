//! Everything that can be compared without a single weight.

use crate::{Aside, Commitment, Condition, Need, OutcomeSpace, Party, Precondition, Said, Stance};

/// What was said about what, by whom: the input of the gap.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Positions {
    /// The negotiating parties.
    pub parties: Vec<Party>,
    /// The issues for bargaining.
    pub space: OutcomeSpace,
    /// What is kept aside from bargaining.
    pub asides: Vec<Aside>,
    /// Stances, in the order of the statements.
    pub stances: Vec<Stance>,
    /// One entry for each statement: who carried it and what it replaces.
    pub said: Vec<Said>,
    /// What can come about.
    pub conditions: Vec<Condition>,
    /// Who says what must come first.
    pub preconditions: Vec<Precondition>,
    /// What conditions need by their content.
    pub needs: Vec<Need>,
    /// Who would do what if others do something.
    pub commitments: Vec<Commitment>,
}
