//! Issue by issue: undominated sums over ever more issues.
//!
//! Adding a constant keeps dominance, so a sum that is dominated over some issues can be dropped before the others
//! are looked at. In whole numbers the order of the issues changes nothing.

use zopa_model::{BargainingProblem, Pattern};

use super::merge::Merger;
use super::set::Set;
use super::{Frontier, Method, Point, Points, WitnessRule};
use crate::elimination::{Component, components, eliminate};
use crate::limits::{Limits, Stop};
use crate::table::{IssueTable, Tables, sum};
use crate::units::Unit;

/// The frontier over the feasible outcomes of `problem` that fit none of `forbidden`.
pub(super) fn frontier<U: Unit, const N: usize>(
    problem: &BargainingProblem,
    forbidden: &[&Pattern],
    limits: &Limits,
) -> Result<Frontier, Stop> {
    let tables = Tables::<U, N>::new(problem, forbidden);
    let mut fold = Fold::new(&tables, limits);
    let sums = fold.all_issues()?;
    let sums = fold.finished(sums)?;
    Ok(Frontier {
        points: fold.points(&sums, problem.utilities.len()),
        method: fold.width.map_or(Method::IssueByIssue, |width| Method::Elimination { width }),
        exact: problem.utilities.iter().all(|utility| utility.exact),
        witness: fold.witness,
        stopped: None,
        enclosure: None,
    })
}

struct Fold<'a, U, const N: usize> {
    tables: &'a Tables<U, N>,
    merger: Merger<U, N>,
    /// The largest induced width, where anything was linked.
    width: Option<usize>,
    witness: WitnessRule,
}

impl<'a, U: Unit, const N: usize> Fold<'a, U, N> {
    fn new(tables: &'a Tables<U, N>, limits: &Limits) -> Self {
        Self {
            tables,
            merger: Merger::new(tables.issues.iter().map(|issue| issue.units.len()), limits),
            width: None,
            witness: WitnessRule::Lexicographic,
        }
    }

    /// The undominated sums over all issues.
    fn all_issues(&mut self) -> Result<Set<U, N>, Stop> {
        if self.tables.is_infeasible {
            return Ok(Set { points: Vec::new(), traces: Vec::new() });
        }
        if self.tables.links.is_empty() && self.tables.bans.is_empty() {
            return self.independent_issues();
        }
        self.witness = WitnessRule::Any;
        let mut sets = Vec::new();
        for component in components(self.tables) {
            sets.push(self.component(&component)?);
        }
        sets.sort_by_key(Set::len);
        let mut sums = Set::zero();
        for set in sets {
            sums = self.merger.sum_of_any(&sums, &set)?;
        }
        Ok(sums)
    }

    /// Last issue first: of equal sums the one with the smaller option stays, and so the smallest outcome in the end.
    fn independent_issues(&mut self) -> Result<Set<U, N>, Stop> {
        let mut sums = Set::zero();
        for issue in (0..self.tables.issues.len()).rev() {
            let options = self.options(issue)?;
            sums = self.merger.sum(&sums, &options)?;
        }
        Ok(sums)
    }

    fn component(&mut self, component: &Component) -> Result<Set<U, N>, Stop> {
        if component.is_single() {
            return self.options(component.issues[0]);
        }
        let (set, width) = eliminate(self.tables, component, &mut self.merger)?;
        self.width = self.width.max(Some(width));
        Ok(set)
    }

    /// The undominated options of one issue.
    fn options(&mut self, issue: usize) -> Result<Set<U, N>, Stop> {
        let IssueTable { units, allowed } = &self.tables.issues[issue];
        let own = |option: usize| (units[option], self.merger.traces.option(issue, option));
        let points = (0..units.len()).filter(|&option| allowed[option]).map(own).collect();
        self.merger.prune(points)
    }

    /// The sums with the constants and under the caps. A cap can make points equal or dominated, so where one
    /// cuts the points are pruned again; and it hides which outcome is the smallest behind a point.
    fn finished(&mut self, mut sums: Set<U, N>) -> Result<Set<U, N>, Stop> {
        let mut is_cut = false;
        for point in &mut sums.points {
            let (capped, cut) = self.tables.capped(sum(*point, &self.tables.constant));
            *point = capped;
            is_cut |= cut;
        }
        if !is_cut {
            return Ok(sums);
        }
        self.witness = WitnessRule::Any;
        let points = sums.points.into_iter().zip(sums.traces).collect();
        self.merger.prune(points)
    }

    fn points(&self, sums: &Set<U, N>, parties: usize) -> Points {
        let mut pending = Vec::new();
        let point = |(point, &trace): (&[U; N], _)| Point {
            units: point[..parties].iter().map(|unit| unit.widen()).collect(),
            outcome: self.merger.traces.outcome(trace, &mut pending),
        };
        sums.points.iter().zip(&sums.traces).rev().map(point).collect()
    }
}
