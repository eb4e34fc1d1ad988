//! Everything that is asked of a scenario whose utilities are stated: what `study` is for a case, this is for a file of
//! the field.

use zopa_model::BargainingProblem;

use crate::limits::Limits;
use crate::measure::{Greatest, greatest};
use crate::point::{PointAnalysis, solve};
use crate::solution::Powers;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Weights of the parties in Nash's product.
    pub powers: Powers,
    /// How much work may be done.
    pub limits: Limits,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Frontier, solutions, measures.
    pub analysis: PointAnalysis,
    /// The most that each party can get, before any cap.
    pub greatest: Vec<Greatest>,
}

/// Asks everything of `problem`.
pub fn survey(problem: &BargainingProblem, asked: &Asked) -> Survey {
    Survey {
        analysis: solve(problem, &asked.powers, &asked.limits),
        greatest: (0..problem.utilities.len()).map(|party| greatest(problem, party, &asked.limits)).collect(),
    }
}
