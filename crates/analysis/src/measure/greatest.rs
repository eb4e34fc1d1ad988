//! The best that can happen to a party.

use zopa_model::{BargainingProblem, Outcome, PartyIndex, Threshold, Units, Utility};

use crate::frontier::{Frontier, frontier_without};
use crate::limits::Limits;

/// The most that a party can get, before its cap, over all feasible outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greatest {
    /// The best that was found, and an outcome that gives it; `None` where nothing is feasible or nothing was found.
    pub found: Option<(Units, Outcome)>,
    /// No outcome gives more than this; what was found, where that is proven. `None` where no bound is known.
    pub at_most: Option<Units>,
}

impl Greatest {
    /// Whether what was found is proven to be the greatest.
    pub fn is_proven(&self) -> bool {
        matches!((&self.found, self.at_most), (Some((units, _)), Some(most)) if *units == most)
    }
}

/// The most that `party` can get: the frontier of that party alone.
pub fn greatest(problem: &BargainingProblem, party: PartyIndex, limits: &Limits) -> Greatest {
    let alone = BargainingProblem { space: problem.space, utilities: vec![uncapped(&problem.utilities[party])] };
    let frontier = frontier_without(&alone, &[], limits);
    match frontier.stopped {
        None => {
            let found = frontier.points.first().map(|point| (point.units[0], point.outcome.clone()));
            Greatest { at_most: found.as_ref().map(|(units, _)| *units), found }
        }
        Some(_) => enclosed(&frontier),
    }
}

/// What is known of a search that was stopped.
fn enclosed(frontier: &Frontier) -> Greatest {
    let Some(enclosure) = &frontier.enclosure else { return Greatest { found: None, at_most: None } };
    let found = enclosure.proven.iter().chain(&enclosure.found).max_by_key(|point| point.units[0]);
    let found = found.map(|point| (point.units[0], point.outcome.clone()));
    let corner = enclosure.corners.iter().map(|corner| corner[0]).max();
    let ceilings = enclosure.ceilings.iter().filter(|ceiling| ceiling.weights[0] > 0);
    let ceiling = ceilings.map(|ceiling| ceiling.at_most.div_euclid(ceiling.weights[0])).min();
    let bound = corner.max(found.as_ref().map(|(units, _)| *units));
    Greatest { at_most: [bound, ceiling].into_iter().flatten().min(), found }
}

/// The utility without its cap and its limits.
fn uncapped(utility: &Utility) -> Utility {
    Utility { cap: None, reservation: Threshold::Any, disagreement: None, refusals: Vec::new(), ..utility.clone() }
}

#[cfg(test)]
mod tests {
    use zopa_model::{Exact, ExactFactor, Issue, OutcomeSpace};

    use super::*;

    #[test]
    fn a_cap_hides_nothing_of_it() {
        let space = OutcomeSpace::new(vec![Issue::categorical("price", ["low", "high"])], vec![]);
        let factor = ExactFactor { issues: vec![0], values: vec![Exact::from_integer(1), Exact::from_integer(3)] };
        let cap = Some(Exact::one());
        let utility = Utility::from_exact(&[2], vec![factor], cap, Threshold::Any, None, vec![]).unwrap();
        let problem = BargainingProblem { space: &space, utilities: vec![utility] };
        let found = greatest(&problem, 0, &Limits::default());
        assert_eq!(found.found, Some((3, Outcome::new([1]))));
        assert!(found.is_proven());
    }
}
