//! Everything that may still lie in a hole, vertex by vertex: a decision diagram with ceilings.
//!
//! The vertices are decided one after another, in or out. What can still be had depends only on which undecided vertices
//! exclude nothing that is in, so ways that leave the same vertices open are merged, and of what they got only the
//! undominated sums are kept. A sum is dropped where the ceilings on what is open keep it out of every hole. First narrow
//! diagrams are built, which find points; then one that drops nothing without proof.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::archive::Archive;
use super::bits::{Bits, BuildBitsHasher};
use super::cover::{Cover, Programme};
use super::graph::{Graph, sum};
use super::sight::{Ceilings, Sight};
use super::start::small;
use crate::limits::{Budget, Stop};

/// How many sums a layer keeps: the narrow diagrams find points, the last proves that none is missing.
const WIDTHS: [usize; 3] = [64, 512, usize::MAX];

/// Starts tried for an order of so many vertices or more.
const STARTS: usize = 16;
const WORTH_STARTS: usize = 48;

/// The search over one graph.
pub(super) struct Diagram<'a, const N: usize> {
    pub(super) graph: &'a Graph<N>,
    pub(super) cliques: &'a [Bits],
    pub(super) covers: Vec<Cover<N>>,
    /// Solves more directions where those of `covers` leave much open.
    pub(super) programme: Programme,
    pub(super) budget: Budget,
}

/// A sum with what was taken for it.
type Had<const N: usize> = ([i64; N], Bits);

/// Sums that leave the same vertices open.
struct Way<const N: usize> {
    open: Bits,
    ceilings: Ceilings,
    all: Vec<Had<N>>,
}

/// What lies between neighbours on the hull, by the first party's utility; nothing bounds it beyond the first and the last.
struct Stretch<const N: usize> {
    ends: [Option<[i64; N]>; 2],
}

impl<const N: usize> Stretch<N> {
    fn holds(&self, hole: &[i64; N]) -> bool {
        let [low, high] = &self.ends;
        low.is_none_or(|low| low[0] < hole[0]) && high.is_none_or(|high| hole[0] <= high[0])
    }

    /// The direction in which both ends are worth the same, about.
    fn along(&self) -> Option<[i64; N]> {
        let (low, high) = (self.ends[0]?, self.ends[1]?);
        let mut direction = [0; N];
        (direction[0], direction[1]) = (low[1] - high[1], high[0] - low[0]);
        Some(small(direction))
    }
}

/// The ways of a layer by what they leave open.
type Ways<const N: usize> = HashMap<Bits, (Ceilings, Vec<Had<N>>), BuildBitsHasher>;

impl<const N: usize> Diagram<'_, N> {
    /// Fills the archive until nothing can be missing.
    ///
    /// # Errors
    /// Where the work outgrew the limits; what was found until then stays.
    pub(super) fn complete(&mut self, archive: &mut Archive<N>) -> Result<(), Stop> {
        for width in WIDTHS {
            if N == 2 {
                // Hole by hole between points of the hull: ceilings are sharp on a short stretch.
                for stretch in &Self::stretches(archive) {
                    let is_here = |hole: &[i64; N]| stretch.holds(hole);
                    let holes: Vec<[i64; N]> = archive.holes().into_iter().filter(is_here).collect();
                    self.fill_holes(&holes, stretch, width, archive)?;
                }
            } else {
                let sight = Sight::on_anything(self.graph, self.cliques, &self.covers);
                self.fill(&sight, width, archive)?;
            }
        }
        Ok(())
    }

    /// The stretches between neighbours on the hull of the archive.
    fn stretches(archive: &Archive<N>) -> Vec<Stretch<N>> {
        let mut hull: Vec<[i64; N]> = Vec::new();
        for (point, _) in &archive.points {
            while let [.., a, b] = hull.as_slice()
                && i128::from(b[0] - a[0]) * i128::from(point[1] - a[1]) >= i128::from(b[1] - a[1]) * i128::from(point[0] - a[0])
            {
                hull.pop();
            }
            hull.push(*point);
        }
        let ends = std::iter::once(None).chain(hull.into_iter().map(Some)).chain([None]);
        let ends: Vec<Option<[i64; N]>> = ends.collect();
        ends.windows(2).map(|pair| Stretch { ends: [pair[0], pair[1]] }).collect()
    }

    /// Decides at once what can only be decided one way if anything new is to come of it.
    fn probe(&mut self, sight: &Sight<N>, archive: &Archive<N>) -> Result<Option<Way<N>>, Stop> {
        let mut open = Bits::below(self.graph.weights.len());
        let mut ceilings = sight.ceilings(&open);
        let mut had = (self.graph.base, Bits::default());
        loop {
            let before = open;
            for vertex in before.iter() {
                if !open.has(vertex) {
                    continue;
                }
                self.budget.spend(sight.step(vertex))?;
                let taken = (sum(had.0, &self.graph.weights[vertex]), had.1.with(vertex));
                let (within, without) = (open.without(vertex).minus(&self.graph.conflicts[vertex]), open.without(vertex));
                let with_it = sight.after_taking(vertex, &ceilings, &open, &within);
                let without_it = sight.after_leaving(vertex, &ceilings, &without);
                if !sight.may_be_new(&taken.0, &with_it, archive) {
                    (open, ceilings) = (without, without_it);
                } else if !sight.may_be_new(&had.0, &without_it, archive) {
                    (open, ceilings, had) = (within, with_it, taken);
                }
            }
            if !sight.may_be_new(&had.0, &ceilings, archive) {
                return Ok(None);
            }
            if open == before {
                return Ok(Some(Way { open, ceilings, all: vec![had] }));
            }
        }
    }

    /// Looks on one stretch of the hull, with a direction along it.
    fn fill_holes(
        &mut self,
        holes: &[[i64; N]],
        stretch: &Stretch<N>,
        width: usize,
        archive: &mut Archive<N>,
    ) -> Result<(), Stop> {
        if holes.is_empty() {
            return Ok(());
        }
        let mut sight = Sight::on_holes(self.graph, self.cliques, &self.covers, holes);
        let is_known = |direction: &[i64; N]| self.covers.iter().any(|cover| cover.direction == *direction);
        if let Some(along) = stretch.along()
            && !is_known(&along)
            && self.probe(&sight, archive)?.is_some()
        {
            let (cover, _) = self.programme.solve(along, self.graph, self.cliques);
            self.covers.push(cover);
            sight = Sight::on_holes(self.graph, self.cliques, &self.covers, holes);
        }
        self.fill(&sight, width, archive)
    }

    fn fill(&mut self, sight: &Sight<N>, width: usize, archive: &mut Archive<N>) -> Result<(), Stop> {
        let Some(way) = self.probe(sight, archive)? else { return Ok(()) };
        let open = way.open;
        let mut layer: Vec<Way<N>> = vec![way];
        let starts = if width == usize::MAX && open.len() >= WORTH_STARTS { STARTS } else { 1 };
        // The order is one of what is left, which hangs together less than the whole.
        for vertex in self.order(open, starts) {
            let ways = self.decided(layer, vertex, sight)?;
            layer = self.pruned(ways, sight, width, archive)?;
        }
        for (units, chosen) in layer.into_iter().flat_map(|way| way.all) {
            archive.add(units, chosen);
        }
        Ok(())
    }

    /// Every way of the layer with `vertex` in or out. One that excludes nothing that is open is always in.
    fn decided(&mut self, layer: Vec<Way<N>>, vertex: usize, sight: &Sight<N>) -> Result<Ways<N>, Stop> {
        let mut next: Ways<N> = HashMap::with_capacity_and_hasher(2 * layer.len(), BuildBitsHasher::default());
        let (weight, conflicts) = (&self.graph.weights[vertex], &self.graph.conflicts[vertex]);
        for Way { open, ceilings, all } in layer {
            if !open.has(vertex) {
                match next.entry(open) {
                    Entry::Occupied(mut known) => known.get_mut().1.extend(all),
                    Entry::Vacant(place) => _ = place.insert((ceilings, all)),
                }
                continue;
            }
            self.budget.spend(sight.step(vertex))?;
            let without = open.without(vertex);
            let within = without.minus(conflicts);
            let (_, taken) = next
                .entry(within)
                .or_insert_with(|| (sight.after_taking(vertex, &ceilings, &open, &within), Vec::with_capacity(all.len())));
            taken.extend(all.iter().map(|(units, chosen)| (sum(*units, weight), chosen.with(vertex))));
            if without != within {
                match next.entry(without) {
                    Entry::Occupied(mut known) => known.get_mut().1.extend(all),
                    Entry::Vacant(place) => {
                        _ = place.insert((sight.after_leaving(vertex, &ceilings, &without), all));
                    }
                }
            }
        }
        Ok(next)
    }

    /// The undominated sums of each way that may still lead to something new, the most promising ones where `width` leaves
    /// no room for all.
    fn pruned(&mut self, ways: Ways<N>, sight: &Sight<N>, width: usize, archive: &Archive<N>) -> Result<Vec<Way<N>>, Stop> {
        let mut kept: Vec<Way<N>> = Vec::with_capacity(ways.len());
        let mut count = 0;
        for (open, (ceilings, mut all)) in ways {
            self.budget.spend(1 + all.len() as u64)?;
            sight.keep_new(&mut all, &ceilings, archive);
            undominated(&mut all);
            count += all.len();
            if !all.is_empty() {
                kept.push(Way { open, ceilings, all });
            }
        }
        self.budget.hold(count)?;
        // In a fixed order, so that every run takes the same ways.
        kept.sort_unstable_by_key(|way| way.open);
        Ok(if count > width { self.narrowed(kept, width, sight) } else { kept })
    }

    /// The `width` sums with the highest ceilings in the direction in which each reaches farthest.
    fn narrowed(&self, layer: Vec<Way<N>>, width: usize, sight: &Sight<N>) -> Vec<Way<N>> {
        let mut ranked: Vec<(f64, usize, usize)> = Vec::new();
        for (at, way) in layer.iter().enumerate() {
            let rank = |(place, (units, _)): (usize, &Had<N>)| (sight.share(units, &way.ceilings), at, place);
            ranked.extend(way.all.iter().enumerate().map(rank));
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut stays: Vec<Vec<bool>> = layer.iter().map(|way| vec![false; way.all.len()]).collect();
        ranked.iter().take(width).for_each(|&(_, at, place)| stays[at][place] = true);
        let narrow = |(mut way, stays): (Way<N>, Vec<bool>)| {
            let mut stays = stays.into_iter();
            way.all.retain(|_| stays.next().unwrap_or(false));
            (!way.all.is_empty()).then_some(way)
        };
        layer.into_iter().zip(stays).filter_map(narrow).collect()
    }

    /// An order of the vertices in `all` that keeps few of them half decided: the best of some starts.
    fn order(&self, all: Bits, starts: usize) -> Vec<usize> {
        let starts = all.iter().step_by(all.len().div_ceil(starts).max(1)).map(Some).take(starts - 1).chain([None]);
        let orders = starts.map(|start| self.order_from(start, all));
        orders.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, order)| order).unwrap_or_default()
    }

    /// An order that begins with `start`, if with any, and goes on with the one that adds fewest to those that wait; and
    /// how many sums it is feared to keep.
    fn order_from(&self, mut start: Option<usize>, all: Bits) -> (f64, Vec<usize>) {
        let (mut left, mut waiting, mut order, mut fear) = (all, Bits::default(), Vec::new(), 0.0);
        while !left.is_empty() {
            let near = waiting.iter().fold(waiting, |near, vertex| near.or(&self.graph.conflicts[vertex].and(&left)));
            let among = if waiting.is_empty() { left } else { near };
            let cost = |&vertex: &usize| {
                let after = waiting.or(&self.graph.conflicts[vertex].and(&left)).without(vertex);
                (after.len(), !waiting.has(vertex), vertex)
            };
            let Some(vertex) = start.take().or_else(|| among.iter().min_by_key(cost)) else { break };
            waiting = waiting.or(&self.graph.conflicts[vertex].and(&left)).without(vertex);
            left = left.without(vertex);
            fear += f64::from(1_u32 << (waiting.len() / 2).min(31));
            order.push(vertex);
        }
        (fear, order)
    }
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
