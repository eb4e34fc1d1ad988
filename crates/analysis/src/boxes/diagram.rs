//! Everything that may still lie in a hole, vertex by vertex: a decision diagram with ceilings.
//!
//! The vertices are decided one after another, in or out. What can still be had depends only on which undecided vertices
//! exclude nothing that is in, so ways that leave the same vertices open are merged, and of what they got only the
//! undominated sums are kept. A sum is dropped where the ceilings on what is open keep it out of every hole. First narrow
//! diagrams are built, which find points; then one that drops nothing without proof.

use std::collections::HashMap;

use super::archive::Archive;
use super::bits::Bits;
use super::cover::{Cover, PART, dot};
use super::graph::{Graph, sum};
use crate::limits::{Budget, Stop};

/// How many sums a layer keeps: the narrow diagrams find points, the last proves that none is missing.
const WIDTHS: [usize; 3] = [64, 512, usize::MAX];

/// The search over one graph.
pub(super) struct Diagram<'a, const N: usize> {
    pub(super) graph: &'a Graph<N>,
    pub(super) cliques: &'a [Bits],
    pub(super) covers: &'a [Cover<N>],
    pub(super) budget: Budget,
}

/// A sum with what was taken for it.
type Had<const N: usize> = ([i64; N], Bits);

/// What a vector must reach to be new.
enum Goal<const N: usize> {
    /// For each hole, what its corner is worth in each direction, in parts.
    Holes(Vec<Vec<i64>>),
    /// Not covered by the archive, each party at its ceiling.
    Uncovered,
}

impl<const N: usize> Diagram<'_, N> {
    /// Fills the archive until nothing can be missing.
    ///
    /// # Errors
    /// Where the work outgrew the limits; what was found until then stays.
    pub(super) fn complete(&mut self, archive: &mut Archive<N>) -> Result<(), Stop> {
        let order = self.order();
        for width in WIDTHS {
            if N == 2 {
                // Hole by hole between points of the hull: ceilings are sharp on a short stretch.
                for stretch in self.stretches(archive) {
                    let is_here = |hole: &[i64; N]| stretch[0] < hole[0] && hole[0] <= stretch[1];
                    let holes: Vec<[i64; N]> = archive.holes().into_iter().filter(is_here).collect();
                    self.fill(&Goal::Holes(self.needs(&holes)), width, &order, archive)?;
                }
            } else {
                self.fill(&Goal::Uncovered, width, &order, archive)?;
            }
        }
        Ok(())
    }

    /// The stretches of the first party's utility between neighbours on the hull of the archive.
    fn stretches(&self, archive: &Archive<N>) -> Vec<[i64; 2]> {
        let mut hull: Vec<[i64; N]> = Vec::new();
        for (point, _) in &archive.points {
            while let [.., a, b] = hull.as_slice()
                && i128::from(b[0] - a[0]) * i128::from(point[1] - a[1]) >= i128::from(b[1] - a[1]) * i128::from(point[0] - a[0])
            {
                hull.pop();
            }
            hull.push(*point);
        }
        let ends = std::iter::once(i64::MIN).chain(hull.iter().map(|point| point[0])).chain([i64::MAX]);
        let ends: Vec<i64> = ends.collect();
        ends.windows(2).map(|pair| [pair[0], pair[1]]).collect()
    }

    /// What each hole's corner is worth in each direction.
    fn needs(&self, holes: &[[i64; N]]) -> Vec<Vec<i64>> {
        let need = |corner: &[i64; N], cover: &Cover<N>| {
            // A corner without a bound on one side asks nothing of directions that count it.
            let is_open = corner.iter().zip(&cover.direction).any(|(least, weight)| *least < i64::MIN / 8 && *weight > 0);
            if is_open { i64::MIN } else { PART * dot_bounded(&cover.direction, corner) }
        };
        holes.iter().map(|corner| self.covers.iter().map(|cover| need(corner, cover)).collect()).collect()
    }

    /// What is still to be had of the vertices in `open`, at most, in each direction.
    fn ceilings(&self, open: &Bits) -> Vec<i64> {
        let mut ceilings = vec![0; self.covers.len()];
        for (at, clique) in self.cliques.iter().enumerate() {
            if clique.meets(open) {
                for (ceiling, cover) in ceilings.iter_mut().zip(self.covers) {
                    *ceiling += cover.prices[at];
                }
            }
        }
        ceilings
    }

    fn may_be_new(&self, units: &[i64; N], ceilings: &[i64], goal: &Goal<N>, archive: &Archive<N>) -> bool {
        match goal {
            Goal::Holes(needs) => {
                let reach = self.covers.iter().zip(ceilings).map(|(cover, ceiling)| cover.worth(units) + ceiling);
                let reach: Vec<i64> = reach.collect();
                needs.iter().any(|need| need.iter().zip(&reach).all(|(need, reach)| reach >= need))
            }
            Goal::Uncovered => {
                // The first directions are the parties, one by one.
                let best = std::array::from_fn(|party| units[party] + ceilings[party].div_euclid(PART));
                !archive.covers(&best)
            }
        }
    }

    /// Decides at once what can only be decided one way if anything new is to come of it.
    fn probe(&mut self, goal: &Goal<N>, archive: &Archive<N>) -> Result<Option<(Bits, Had<N>)>, Stop> {
        let mut open = Bits::below(self.graph.weights.len());
        let mut had = (self.graph.base, Bits::default());
        loop {
            let before = open;
            for vertex in before.iter() {
                if !open.has(vertex) {
                    continue;
                }
                self.budget.spend(2 * self.step())?;
                let taken = (sum(had.0, &self.graph.weights[vertex]), had.1.with(vertex));
                let (within, without) = (open.without(vertex).minus(&self.graph.conflicts[vertex]), open.without(vertex));
                if !self.may_be_new(&taken.0, &self.ceilings(&within), goal, archive) {
                    open = without;
                } else if !self.may_be_new(&had.0, &self.ceilings(&without), goal, archive) {
                    (open, had) = (within, taken);
                }
            }
            if !self.may_be_new(&had.0, &self.ceilings(&open), goal, archive) {
                return Ok(None);
            }
            if open == before {
                return Ok(Some((open, had)));
            }
        }
    }

    /// The work of one look at the ceilings: every clique, in all directions at once.
    fn step(&self) -> u64 {
        self.cliques.len() as u64
    }

    fn fill(&mut self, goal: &Goal<N>, width: usize, order: &[usize], archive: &mut Archive<N>) -> Result<(), Stop> {
        let Some((open, had)) = self.probe(goal, archive)? else { return Ok(()) };
        let mut layer: Vec<(Bits, Vec<Had<N>>)> = vec![(open, vec![had])];
        for &vertex in order.iter().filter(|&&vertex| open.has(vertex)) {
            layer = self.pruned(self.decided(layer, vertex), goal, width, archive)?;
        }
        for (units, chosen) in layer.into_iter().flat_map(|(_, all)| all) {
            archive.add(units, chosen);
        }
        Ok(())
    }

    /// Every way of the layer with `vertex` in or out. One that excludes nothing that is open is always in.
    fn decided(&self, layer: Vec<(Bits, Vec<Had<N>>)>, vertex: usize) -> HashMap<Bits, Vec<Had<N>>> {
        let mut next: HashMap<Bits, Vec<Had<N>>> = HashMap::with_capacity(2 * layer.len());
        for (open, all) in layer {
            if !open.has(vertex) {
                next.entry(open).or_default().extend(all);
                continue;
            }
            let (without, conflicts) = (open.without(vertex), &self.graph.conflicts[vertex]);
            let weight = &self.graph.weights[vertex];
            let taken = all.iter().map(|(units, chosen)| (sum(*units, weight), chosen.with(vertex)));
            next.entry(without.minus(conflicts)).or_default().extend(taken);
            if conflicts.meets(&open) {
                next.entry(without).or_default().extend(all);
            }
        }
        next
    }

    /// The undominated sums of each way that may still lead to something new, the most promising ones where `width` leaves
    /// no room for all.
    fn pruned(
        &mut self,
        ways: HashMap<Bits, Vec<Had<N>>>,
        goal: &Goal<N>,
        width: usize,
        archive: &Archive<N>,
    ) -> Result<Vec<(Bits, Vec<Had<N>>)>, Stop> {
        let mut kept: Vec<(Bits, Vec<Had<N>>)> = Vec::with_capacity(ways.len());
        let mut count = 0;
        for (open, mut all) in ways {
            undominated(&mut all);
            let ceilings = self.ceilings(&open);
            self.budget.spend(self.step() + all.len() as u64 * self.covers.len() as u64)?;
            all.retain(|(units, _)| self.may_be_new(units, &ceilings, goal, archive));
            count += all.len();
            if !all.is_empty() {
                kept.push((open, all));
            }
        }
        self.budget.hold(count)?;
        // In a fixed order, so that every run takes the same ways.
        kept.sort_unstable_by_key(|(open, _)| *open);
        Ok(if count > width { self.narrowed(kept, width) } else { kept })
    }

    /// The `width` sums with the highest ceilings in the direction in which each reaches farthest.
    fn narrowed(&self, layer: Vec<(Bits, Vec<Had<N>>)>, width: usize) -> Vec<(Bits, Vec<Had<N>>)> {
        let whole = self.ceilings(&Bits::below(self.graph.weights.len()));
        let mut ranked: Vec<(f64, Bits, Had<N>)> = Vec::new();
        for (open, all) in layer {
            let ceilings = self.ceilings(&open);
            for had in all {
                let share = |((cover, ceiling), whole): ((&Cover<N>, &i64), &i64)| {
                    (cover.worth(&had.0) + ceiling) as f64 / (cover.worth(&self.graph.base) + whole).max(1) as f64
                };
                let best = self.covers.iter().zip(&ceilings).zip(&whole).map(share).fold(f64::MIN, f64::max);
                ranked.push((best, open, had));
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        ranked.truncate(width);
        let mut ways: HashMap<Bits, Vec<Had<N>>> = HashMap::new();
        for (_, open, had) in ranked {
            ways.entry(open).or_default().push(had);
        }
        let mut kept: Vec<_> = ways.into_iter().collect();
        kept.sort_unstable_by_key(|(open, _)| *open);
        kept
    }

    /// An order of the vertices that keeps few of them half decided: always the one that adds fewest to those that wait.
    fn order(&self) -> Vec<usize> {
        let all = Bits::below(self.graph.weights.len());
        let (mut left, mut waiting, mut order) = (all, Bits::default(), Vec::new());
        while !left.is_empty() {
            let near = waiting.iter().fold(waiting, |near, vertex| near.or(&self.graph.conflicts[vertex].and(&left)));
            let among = if waiting.is_empty() { left } else { near };
            let cost = |&vertex: &usize| {
                let after = waiting.or(&self.graph.conflicts[vertex].and(&left)).without(vertex);
                (after.len(), !waiting.has(vertex), vertex)
            };
            let Some(vertex) = among.iter().min_by_key(cost) else { break };
            waiting = waiting.or(&self.graph.conflicts[vertex].and(&left)).without(vertex);
            left = left.without(vertex);
            order.push(vertex);
        }
        order
    }
}

/// A dot product that treats a missing bound as nothing: it is asked only where the weight is zero.
fn dot_bounded<const N: usize>(direction: &[i64; N], corner: &[i64; N]) -> i64 {
    let bounded: [i64; N] = std::array::from_fn(|party| if direction[party] == 0 { 0 } else { corner[party] });
    dot(direction, &bounded)
}

/// Keeps the undominated ones, one for each vector.
fn undominated<const N: usize>(all: &mut Vec<Had<N>>) {
    all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<Had<N>> = Vec::with_capacity(all.len());
    for had in all.drain(..) {
        // In this order nothing later dominates; for two parties only the last one kept can.
        let covers = |(point, _): &Had<N>| point.iter().zip(&had.0).all(|(a, b)| a >= b);
        let is_covered = if N <= 2 { kept.last().is_some_and(covers) } else { kept.iter().any(covers) };
        if !is_covered {
            kept.push(had);
        }
    }
    *all = kept;
}
