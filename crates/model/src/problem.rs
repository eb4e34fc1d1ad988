//! A bargaining problem in Nash's sense: outcomes, and what each is worth to whom.

use crate::{Outcome, OutcomeSpace, Utility};

/// A space with one utility for each party. Every kernel works on one of these; over ranges, on one for each draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BargainingProblem<'a> {
    /// The outcomes.
    pub space: &'a OutcomeSpace,
    /// One utility for each party, in the order of the scenario.
    pub utilities: Vec<Utility>,
}

impl BargainingProblem<'_> {
    /// Whether `outcome` is feasible and every party says yes to it.
    pub fn is_rational(&self, outcome: &Outcome) -> bool {
        self.space.is_feasible(outcome) && self.utilities.iter().all(|utility| utility.accepts(outcome))
    }

    /// What `outcome` is worth to each party, in units of each party's quantum.
    pub fn evaluate(&self, outcome: &Outcome) -> Vec<crate::Units> {
        self.utilities.iter().map(|utility| utility.evaluate(outcome)).collect()
    }
}
