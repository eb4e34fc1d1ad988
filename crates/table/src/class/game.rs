//! What one group plays: a space, and the payoffs of every part.

use std::sync::Arc;

use zopa_analysis::solution::{Absent, Powers};
use zopa_analysis::{Limits, solve};
use zopa_model::{BargainingProblem, OutcomeSpace};

use super::Payoff;

/// What one group plays.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    /// The outcomes, the same for every group.
    pub space: Arc<OutcomeSpace>,
    /// What each part gets, in the order of the parties.
    pub payoffs: Vec<Payoff>,
    /// Whether the payoffs differ from those of the case. `false` where the class is not varied, and where no variation was
    /// found that keeps what has to be kept.
    pub is_varied: bool,
}

/// What is known of what all would sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneSize {
    /// Nothing.
    Empty,
    /// Something, and nothing else is both as good for all and better for somebody.
    OnePoint,
    /// Several outcomes between which there is something to trade.
    Several,
}

impl Game {
    /// The game as analysis takes it.
    pub fn problem(&self) -> BargainingProblem<'_> {
        BargainingProblem { space: &self.space, utilities: self.payoffs.iter().map(Payoff::utility).collect() }
    }

    /// What is known of the zone; `None` where a limit stopped the analysis.
    pub(super) fn zone(&self) -> Option<ZoneSize> {
        match solve(&self.problem(), &Powers::equal(), &Limits::default()).rational {
            Ok(rational) if rational.points.len() > 1 => Some(ZoneSize::Several),
            Ok(_) => Some(ZoneSize::OnePoint),
            Err(Absent::NoZone | Absent::Infeasible) => Some(ZoneSize::Empty),
            Err(_) => None,
        }
    }

    /// For each issue, the part to which it matters most, as a share of all that it has at stake; `None` where two share
    /// that place.
    pub(super) fn matters_most_to(&self) -> Vec<Option<usize>> {
        let stakes: Vec<Vec<i128>> =
            self.payoffs.iter().map(|payoff| payoff.stakes().into_iter().map(|(_, range)| range).collect()).collect();
        let whole: Vec<i128> = stakes.iter().map(|ranges| ranges.iter().sum()).collect();
        let of_issue = |issue: usize| {
            // Shares are compared by cross-multiplication.
            let is_more = |one: usize, other: usize| stakes[one][issue] * whole[other] > stakes[other][issue] * whole[one];
            (0..stakes.len()).find(|&one| (0..stakes.len()).all(|other| other == one || is_more(one, other)))
        };
        (0..self.space.issues().len()).map(of_issue).collect()
    }
}
