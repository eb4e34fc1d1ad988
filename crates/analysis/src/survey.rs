//! Everything that is asked of a scenario whose utilities are stated: what `study` is for a case, this is for a file of
//! the field.

use zopa_model::BargainingProblem;

use crate::limits::Limits;
use crate::measure::{Greatest, greatest};
use crate::point::{PointAnalysis, solve};
use crate::solution::lottery::{Lottery, egalitarian_lottery, kalai_smorodinsky_lottery, nash_lottery};
use crate::solution::variants::{self, Named};
use crate::solution::{Absent, Powers, RationalFrontier};

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
    /// Solutions over mixtures of the outcomes that everybody would sign, by name.
    pub lotteries: Vec<(&'static str, Result<Lottery, Absent>)>,
    /// What other programs call by their names, and what they would answer.
    pub variants: Result<Vec<Named>, Absent>,
}

/// Asks everything of `problem`.
pub fn survey(problem: &BargainingProblem, asked: &Asked) -> Survey {
    let analysis = solve(problem, &asked.powers, &asked.limits);
    Survey {
        lotteries: lotteries(&analysis, &asked.limits),
        variants: variants::all(problem, &analysis.frontier, &asked.limits),
        analysis,
        greatest: (0..problem.utilities.len()).map(|party| greatest(problem, party, &asked.limits)).collect(),
    }
}

fn lotteries(analysis: &PointAnalysis, limits: &Limits) -> Vec<(&'static str, Result<Lottery, Absent>)> {
    let by = |concept: fn(&RationalFrontier, &Limits) -> Result<Lottery, Absent>| {
        analysis.rational.as_ref().map_err(Absent::clone).and_then(|rational| concept(rational, limits))
    };
    vec![
        ("nash_lottery", by(nash_lottery)),
        ("kalai_smorodinsky_lottery", by(kalai_smorodinsky_lottery)),
        ("egalitarian_lottery", by(egalitarian_lottery)),
    ]
}
