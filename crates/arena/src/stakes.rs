//! What is at stake in a session: a space, and what each seat gets.

use std::sync::Arc;

use zopa_model::{BargainingProblem, OutcomeSpace, Utility};

/// The space of the talks and every seat's utility. Nobody at the table sees this; each sees its own [`Brief`](crate::Brief).
#[derive(Clone, Debug)]
pub struct Stakes {
    /// The outcomes.
    pub space: Arc<OutcomeSpace>,
    /// One utility for each seat.
    pub utilities: Vec<Arc<Utility>>,
    /// What a utility is multiplied with when a settlement comes at normalised time 1, for each seat, in (0, 1]: 1 where
    /// waiting costs nothing.
    pub discounts: Vec<f64>,
}

impl Stakes {
    /// The stakes of a problem in which waiting costs nothing.
    pub fn of(problem: &BargainingProblem<'_>) -> Self {
        Self {
            space: Arc::new(problem.space.clone()),
            utilities: problem.utilities.iter().cloned().map(Arc::new).collect(),
            discounts: vec![1.0; problem.utilities.len()],
        }
    }

    /// Number of seats.
    pub fn seats(&self) -> usize {
        self.utilities.len()
    }

    /// The same as a problem for analysis.
    pub fn problem(&self) -> BargainingProblem<'_> {
        BargainingProblem { space: &self.space, utilities: self.utilities.iter().map(|utility| (**utility).clone()).collect() }
    }
}
