//! The plane: how often there is a deal, the frontier at the mean of the draws, and packages to look at on it.

use std::collections::BTreeSet;

use zopa_model::{BargainingProblem, Outcome, Units, Utility};

use super::Bench;
use crate::packages::mean::{NoMean, mean_problem};
use crate::uncertainty::cloud::cloud;
use crate::uncertainty::packages::best_packages;
use crate::uncertainty::{Frequency, Missing, PackageSearch, Watch, Zone};
use crate::{Frontier, Limits, Point, frontier_within_red_lines};

/// Points of the frontier that are told; of more, these stand evenly between the two ends.
const ON_FRONTIER: usize = 120;
/// Other packages that are told, beside those with a name and the best.
const BESIDE: usize = 120;

/// What is seen on the plane.
#[derive(Clone, Debug)]
pub struct Plane {
    /// Draws in which some package is acceptable to all.
    pub deal: Frequency,
    /// Draws in which the search was stopped before it knew.
    pub undecided: u32,
    /// The package that most draws accept, sought on the first half of the draws and counted on the second; `None` where no
    /// draw has a feasible package.
    pub best: Option<(Outcome, Frequency)>,
    /// How it was sought.
    pub search: Option<PackageSearch>,
    /// The frontier at the mean of the draws, within the red lines that hold in every draw; or why there is no mean.
    pub frontier: Result<Frontier, NoMean>,
    /// Packages with a name, the best one, points of the frontier, and some others.
    pub points: Vec<PlanePoint>,
    /// The mean reservation of each party; `None` where it has no number.
    pub limits: Vec<Option<f64>>,
}

/// A package on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanePoint {
    /// The package.
    pub outcome: Outcome,
    /// What it is worth to each party at the mean of the draws, on the party's own scale.
    pub utilities: Vec<f64>,
    /// Whether nothing is better for one and no worse for the others at the mean; `false` as well where the frontier is not known.
    pub on_frontier: bool,
    /// Draws in which everybody says yes to it.
    pub accepted: Frequency,
}

impl Bench<'_> {
    /// The plane.
    ///
    /// # Errors
    /// [`Missing::Stopped`] where `watch` breaks off.
    pub fn plane(&self, limits: &Limits, watch: Watch<'_>) -> Result<Plane, Missing> {
        let zone = Zone::new(self.draws.clone(), watch)?;
        let best = best_packages(&zone.draws, &zone.margins);
        let search = best.as_ref().map(|best| best.search);
        let middle = self.draws.count() / 2;
        let told = best.and_then(|best| best.packages.into_iter().next()).map(|best| {
            let range = if middle == 0 { 0..self.draws.count() } else { middle..self.draws.count() };
            let accepted = self.accepted_in(&best.outcome, range);
            (best.outcome, accepted)
        });
        let mean = self.mean();
        let frontier = mean.as_ref().map(|problem| frontier_within_red_lines(problem, limits)).map_err(|no| *no);
        Ok(Plane {
            deal: zone.deal(),
            undecided: zone.margins.undecided(),
            points: self.points(mean.as_ref().ok(), frontier.as_ref().ok(), told.as_ref().map(|(outcome, _)| outcome), &zone),
            best: told,
            search,
            frontier,
            limits: (0..self.parties()).map(|party| self.mean_limit(party)).collect(),
        })
    }

    fn mean(&self) -> Result<BargainingProblem<'_>, NoMean> {
        mean_problem(self.draws.scenario().space(), &self.utilities())
    }

    fn points(
        &self,
        mean: Option<&BargainingProblem<'_>>,
        frontier: Option<&Frontier>,
        best: Option<&Outcome>,
        zone: &Zone<'_>,
    ) -> Vec<PlanePoint> {
        let Some(mean) = mean else { return Vec::new() };
        let known: &[Point] = frontier.filter(|frontier| frontier.stopped.is_none()).map_or(&[], |frontier| &frontier.points);
        let vectors: BTreeSet<&[Units]> = known.iter().map(|point| &point.units[..]).collect();
        let named = self.draws.scenario().packages().iter().map(|package| &package.outcome);
        let beside = cloud(&zone.draws, &zone.margins, BESIDE);
        let all = named.chain(best).chain(evenly(known, ON_FRONTIER).map(|point| &point.outcome));
        let mut seen = BTreeSet::new();
        let mut points = Vec::new();
        for outcome in all.chain(beside.iter().map(|point| &point.outcome)) {
            if seen.insert(outcome) {
                let units = mean.evaluate(outcome);
                let worth = |(utility, &units): (&Utility, &Units)| utility.quantum.to_f64(units);
                points.push(PlanePoint {
                    utilities: mean.utilities.iter().zip(&units).map(worth).collect(),
                    on_frontier: vectors.contains(&units[..]) && self.is_open(mean, outcome),
                    accepted: self.accepted(outcome),
                    outcome: outcome.clone(),
                });
            }
        }
        points
    }

    /// Whether the frontier could have this outcome: it keeps the rules and the red lines that always hold.
    fn is_open(&self, mean: &BargainingProblem<'_>, outcome: &Outcome) -> bool {
        mean.space.is_feasible(outcome)
            && !mean.utilities.iter().flat_map(|utility| &utility.refusals).any(|line| line.fits(outcome))
    }
}

/// All of these, or `most` of them: the first, the last, and what stands evenly between the two.
fn evenly<T>(all: &[T], most: usize) -> impl Iterator<Item = &T> {
    let told = all.len().min(most);
    (0..told).map(move |at| &all[if told < 2 { 0 } else { at * (all.len() - 1) / (told - 1) }])
}
