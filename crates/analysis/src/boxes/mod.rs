//! Rewards over ranges of options, as in the nonlinear domains of ANAC 2014: exact over 10^50 outcomes, without a list.
//!
//! ```text
//! boxes ─▶ Graph (pieces and conflicts) ─▶ cliques ─▶ Cover in many directions ─▶ Archive (good sets) ─▶ Diagram: proof
//!   └─ anything else beside them ─▶ sweep over the issues
//! ```
//!
//! Boxes that meet pairwise have a common outcome (Helly), so that a frontier over outcomes is a frontier over sets of boxes
//! without conflict: a multi-objective stable set of largest weight. Two ways lead to it, which know nothing of each other.
//! [`sweep`] goes through the issues and serves every mix of summands; [`diagram`] goes through the boxes, with ceilings from
//! linear programmes ([`sight`] keeps those that matter where it looks), and does not care how many issues there are.

mod archive;
mod bits;
mod cover;
mod diagram;
mod graph;
mod sight;
mod start;
mod sweep;

use zopa_model::{BargainingProblem, Outcome, Pattern, Units, Utility};

use crate::frontier::set::{NOTHING, Set};
use crate::frontier::{Ceiling, Enclosure, Frontier, Method, Point, Points, WitnessRule, alone, enclosure};
use crate::limits::{Budget, Limits, Stop};
use crate::units::{Unit, fits_64_bits};
use archive::Archive;
use bits::Bits;
use cover::{Cover, PART};
use diagram::Diagram;
use graph::Graph;

/// Whether any party's utility has boxes.
pub(crate) fn has_boxes(problem: &BargainingProblem) -> bool {
    problem.utilities.iter().any(Utility::has_boxes)
}

/// Cliques kept at most for ceilings.
const MOST_CLIQUES: usize = 2048;
/// Sums of utilities stay below this, so that products with directions fit.
const LARGEST_SUM: u128 = 1 << 38;

/// The frontier of a problem with boxes, over the feasible outcomes that fit none of `forbidden`.
pub(crate) fn frontier(problem: &BargainingProblem, forbidden: &[&Pattern], limits: &Limits) -> Frontier {
    let is_small = problem.utilities.iter().all(|utility| utility.magnitude() < LARGEST_SUM);
    let searched = match problem.utilities.len() {
        _ if !forbidden.is_empty() || !is_small => None,
        1 => by_conflicts::<1>(problem, limits),
        2 => by_conflicts::<2>(problem, limits),
        3 => by_conflicts::<3>(problem, limits),
        4 => by_conflicts::<4>(problem, limits),
        _ => None,
    };
    searched.unwrap_or_else(|| frontier_by_sweep(problem, forbidden, limits))
}

/// The same by the sweep over issues alone: another algorithm, to confirm the first by.
pub fn frontier_by_sweep(problem: &BargainingProblem, forbidden: &[&Pattern], limits: &Limits) -> Frontier {
    let narrow = fits_64_bits(problem);
    macro_rules! by_length {
        ($($length:literal)*) => {
            match problem.utilities.len() {
                $(parties if parties <= $length && narrow => swept::<i64, $length>(problem, forbidden, limits),
                parties if parties <= $length => swept::<i128, $length>(problem, forbidden, limits),)*
                _ => Err(Stop::Parties { limit: 16 }),
            }
        };
    }
    by_length!(2 3 4 16).unwrap_or_else(|stop| Frontier {
        points: Points::default(),
        method: Method::Sweep,
        exact: false,
        witness: WitnessRule::Any,
        stopped: Some(stop),
        enclosure: enclosure(problem, forbidden, limits).map(Box::new),
    })
}

fn swept<U: Unit, const N: usize>(
    problem: &BargainingProblem,
    forbidden: &[&Pattern],
    limits: &Limits,
) -> Result<Frontier, Stop> {
    let (sums, mut merger) = sweep::sweep::<U, N>(problem, forbidden, limits)?;
    let cut = |point: &[U; N]| {
        let mut point = *point;
        for (value, utility) in point.iter_mut().zip(&problem.utilities) {
            if let Some(cap) = utility.cap {
                *value = (*value).min(U::narrow(cap));
            }
        }
        point
    };
    let capped = sums.points.iter().map(cut).zip(sums.traces.iter().copied()).collect();
    let sums: Set<U, N> = merger.prune(capped)?;
    let mut pending = Vec::new();
    let point = |(point, &trace): (&[U; N], &u32)| Point {
        units: point[..problem.utilities.len()].iter().map(|unit| unit.widen()).collect(),
        outcome: if trace == NOTHING {
            Outcome::new(vec![0; problem.space.issues().len()])
        } else {
            merger.traces.outcome(trace, &mut pending)
        },
    };
    Ok(Frontier {
        points: sums.points.iter().zip(&sums.traces).rev().map(point).collect(),
        method: Method::Sweep,
        exact: problem.utilities.iter().all(|utility| utility.exact),
        witness: WitnessRule::Any,
        stopped: None,
        enclosure: None,
    })
}

/// The frontier by conflicts between boxes; `None` where the utilities are not sums of boxes alone.
fn by_conflicts<const N: usize>(problem: &BargainingProblem, limits: &Limits) -> Option<Frontier> {
    let graph = Graph::<N>::new(problem)?;
    let cliques = graph.cliques(MOST_CLIQUES);
    let caps = std::array::from_fn(|party| problem.utilities[party].cap.map_or(i64::MAX, |cap| cap as i64));
    let mut archive = Archive::new(caps);
    let (covers, programme) = start::directions(&graph, &cliques, &mut archive);
    if N == 2 {
        start::polish(&graph, &mut archive);
    }
    let mut diagram = Diagram { graph: &graph, cliques: &cliques, covers, programme, budget: Budget::new(limits) };
    let stopped = diagram.complete(&mut archive).err();
    let found = Found { problem, graph: &graph, covers: &diagram.covers, archive: &archive };
    Some(Frontier {
        points: if stopped.is_none() { found.complete().into() } else { Points::default() },
        method: Method::Conflicts { boxes: graph.weights.len() },
        exact: stopped.is_none() && problem.utilities.iter().all(|utility| utility.exact),
        witness: WitnessRule::Any,
        enclosure: stopped.as_ref().map(|_| Box::new(found.enclosure())),
        stopped,
    })
}

/// What a search by conflicts came to.
struct Found<'a, const N: usize> {
    problem: &'a BargainingProblem<'a>,
    graph: &'a Graph<N>,
    covers: &'a [Cover<N>],
    archive: &'a Archive<N>,
}

impl<const N: usize> Found<'_, N> {
    /// Every point of the archive, turned back into an outcome and valued as everybody values outcomes.
    fn points(&self) -> Vec<Point> {
        let point = |(_, chosen): &([i64; N], Bits)| {
            let outcome = self.graph.outcome(*chosen, self.problem.space.issues().len());
            Point { units: self.problem.evaluate(&outcome), outcome }
        };
        let mut points: Vec<Point> = self.archive.points.iter().map(point).collect();
        points.sort_unstable_by(|a, b| a.units.cmp(&b.units).then_with(|| a.outcome.cmp(&b.outcome)));
        points.dedup_by(|next, kept| next.units == kept.units);
        points
    }

    /// The points of a finished search. What a stop left may be worth more than what was chosen, where something could still
    /// be added; of a whole frontier nothing is.
    fn complete(&self) -> Vec<Point> {
        let points = self.points();
        debug_assert!(
            points.iter().map(|point| &point.units[..]).eq(self.archive.points.iter().map(|(units, _)| units.map(Units::from))),
            "an outcome is worth what its boxes pay"
        );
        points
    }

    /// The most that any outcome gets in each direction.
    fn ceilings(&self) -> Vec<Ceiling> {
        let most = |cover: &Cover<N>| (cover.worth(&self.graph.base) + cover.prices.iter().sum::<i64>()).div_euclid(PART);
        let ceiling =
            |cover: &Cover<N>| Ceiling { weights: cover.direction.map(Units::from).to_vec(), at_most: most(cover).into() };
        self.covers.iter().map(ceiling).collect()
    }

    /// What is known after a stop.
    fn enclosure(&self) -> Enclosure {
        let ceilings = self.ceilings();
        let utilities = self.problem.utilities.iter().enumerate();
        let most = |(party, utility): (usize, &Utility)| {
            let known = [Some(utility.extent().1), utility.cap, alone(party, &ceilings)];
            known.into_iter().flatten().min().unwrap_or_default()
        };
        let most: Vec<Units> = utilities.map(most).collect();
        Enclosure::around(self.points(), &most, ceilings)
    }
}
