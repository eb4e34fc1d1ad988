//! Ceilings on what is still open, in the few directions that matter where one search looks.

use super::archive::Archive;
use super::bits::Bits;
use super::cover::{Cover, PART, dot};
use super::graph::Graph;

/// Directions that one search looks in at most: those in which its holes are nearest to what is out of reach.
const MOST_LOCAL: usize = 8;

/// What is still to be had, at most, in each direction, in parts.
pub(super) type Ceilings = [i64; MOST_LOCAL];

/// What a vector must reach to be new.
enum Goal {
    /// For each hole, what its corner is worth in each direction, in parts.
    Holes(Vec<Ceilings>),
    /// Not covered by the archive, each party at its ceiling.
    Uncovered,
}

/// The directions of one search, with what it needs to keep ceilings up to date vertex by vertex.
pub(super) struct Sight<'a, const N: usize> {
    goal: Goal,
    /// Beyond the last direction nothing is asked and nothing is worth anything.
    directions: [[i64; N]; MOST_LOCAL],
    cliques: Vec<&'a Bits>,
    prices: Vec<Ceilings>,
    /// For each vertex, the priced cliques that hold it.
    own: Vec<Vec<u32>>,
    /// For each vertex, the priced cliques that hold it or what it excludes.
    near: Vec<Vec<u32>>,
    /// What all outcomes together reach, in each direction.
    whole: Ceilings,
}

impl<'a, const N: usize> Sight<'a, N> {
    /// The directions that are sharpest on `holes`.
    pub(super) fn on_holes(graph: &Graph<N>, cliques: &'a [Bits], covers: &[Cover<N>], holes: &[[i64; N]]) -> Self {
        let slack = |cover: &Cover<N>| {
            let reach = cover.worth(&graph.base) + cover.prices.iter().sum::<i64>();
            let least = holes.iter().map(|corner| need(corner, &cover.direction)).max().unwrap_or(i64::MIN / 4);
            let length = cover.direction.iter().map(|&weight| (weight * weight) as f64).sum::<f64>();
            (reach.saturating_sub(least)) as f64 / libm::sqrt(length)
        };
        let mut local: Vec<(f64, &Cover<N>)> = covers.iter().map(|cover| (slack(cover), cover)).collect();
        local.sort_by(|a, b| a.0.total_cmp(&b.0));
        let local: Vec<&Cover<N>> = local.into_iter().take(MOST_LOCAL).map(|(_, cover)| cover).collect();
        let corner = |corner: &[i64; N]| {
            let mut needs = [i64::MIN / 4; MOST_LOCAL];
            needs.iter_mut().zip(&local).for_each(|(least, cover)| *least = need(corner, &cover.direction));
            needs
        };
        Self::new(graph, cliques, &local, Goal::Holes(holes.iter().map(corner).collect()))
    }

    /// Every direction, for a search that looks everywhere.
    pub(super) fn on_anything(graph: &Graph<N>, cliques: &'a [Bits], covers: &[Cover<N>]) -> Self {
        Self::new(graph, cliques, &covers.iter().take(MOST_LOCAL).collect::<Vec<_>>(), Goal::Uncovered)
    }

    fn new(graph: &Graph<N>, cliques: &'a [Bits], covers: &[&Cover<N>], goal: Goal) -> Self {
        let mut directions = [[0; N]; MOST_LOCAL];
        directions.iter_mut().zip(covers).for_each(|(direction, cover)| *direction = cover.direction);
        let priced = |at: usize| {
            let mut prices = [0; MOST_LOCAL];
            prices.iter_mut().zip(covers).for_each(|(price, cover)| *price = cover.prices[at]);
            prices
        };
        let (cliques, prices): (Vec<&Bits>, Vec<Ceilings>) = cliques
            .iter()
            .enumerate()
            .map(|(at, clique)| (clique, priced(at)))
            .filter(|(_, prices)| *prices != Ceilings::default())
            .unzip();
        let mut own: Vec<Vec<u32>> = vec![Vec::new(); graph.weights.len()];
        for (at, clique) in (0_u32..).zip(&cliques) {
            clique.iter().for_each(|vertex| own[vertex].push(at));
        }
        let mut seen = vec![usize::MAX; cliques.len()];
        let near = (0..own.len()).map(|vertex| {
            let around = graph.conflicts[vertex].with(vertex).iter().flat_map(|other| &own[other]).copied();
            around.filter(|&at| std::mem::replace(&mut seen[at as usize], vertex) != vertex).collect()
        });
        let near: Vec<Vec<u32>> = near.collect();
        let mut sight = Self { goal, directions, cliques, prices, own, near, whole: Ceilings::default() };
        let reach = sight.worth(&graph.base);
        sight.whole = added(&reach, &sight.ceilings(&Bits::below(graph.weights.len())));
        sight
    }

    /// The work of one look at the ceilings after a decision on `vertex`.
    pub(super) fn step(&self, vertex: usize) -> u64 {
        1 + self.near[vertex].len() as u64
    }

    pub(super) fn ceilings(&self, open: &Bits) -> Ceilings {
        let meeting = self.cliques.iter().zip(&self.prices).filter(|(clique, _)| clique.meets(open));
        meeting.fold(Ceilings::default(), |all, (_, prices)| added(&all, prices))
    }

    /// The ceilings on what `vertex` leaves open of `open` when it is taken: `within`.
    pub(super) fn after_taking(&self, vertex: usize, ceilings: &Ceilings, open: &Bits, within: &Bits) -> Ceilings {
        let mut ceilings = *ceilings;
        for &at in &self.near[vertex] {
            let clique = self.cliques[at as usize];
            if !clique.meets(within) && clique.meets(open) {
                ceilings.iter_mut().zip(&self.prices[at as usize]).for_each(|(ceiling, price)| *ceiling -= price);
            }
        }
        ceilings
    }

    /// The ceilings on what is open when `vertex`, which was, no longer is: `without`.
    pub(super) fn after_leaving(&self, vertex: usize, ceilings: &Ceilings, without: &Bits) -> Ceilings {
        let mut ceilings = *ceilings;
        for &at in &self.own[vertex] {
            if !self.cliques[at as usize].meets(without) {
                ceilings.iter_mut().zip(&self.prices[at as usize]).for_each(|(ceiling, price)| *ceiling -= price);
            }
        }
        ceilings
    }

    fn worth(&self, units: &[i64; N]) -> Ceilings {
        std::array::from_fn(|at| PART * dot(&self.directions[at], units))
    }

    pub(super) fn may_be_new(&self, units: &[i64; N], ceilings: &Ceilings, archive: &Archive<N>) -> bool {
        match &self.goal {
            Goal::Holes(needs) => {
                let reach = added(&self.worth(units), ceilings);
                needs.iter().any(|need| need.iter().zip(&reach).all(|(need, reach)| reach >= need))
            }
            Goal::Uncovered => {
                // The first directions are the parties, one by one.
                let best = std::array::from_fn(|party| units[party] + ceilings[party].div_euclid(PART));
                !archive.covers(&best)
            }
        }
    }

    /// How far `units` reach with what is open, as a share of what all reach, in the direction where that is most.
    pub(super) fn share(&self, units: &[i64; N], ceilings: &Ceilings) -> f64 {
        let reach = added(&self.worth(units), ceilings);
        let share = |(reach, whole): (&i64, &i64)| *reach as f64 / (*whole).max(1) as f64;
        reach.iter().zip(&self.whole).map(share).fold(f64::MIN, f64::max)
    }

    /// Drops what cannot lead to anything new.
    pub(super) fn keep_new<T>(&self, all: &mut Vec<([i64; N], T)>, ceilings: &Ceilings, archive: &Archive<N>) {
        all.retain(|(units, _)| self.may_be_new(units, ceilings, archive));
    }
}

fn added(a: &Ceilings, b: &Ceilings) -> Ceilings {
    std::array::from_fn(|at| a[at] + b[at])
}

/// What a hole's corner is worth in a direction. A corner without a bound on one side asks nothing of directions that count
/// that side.
fn need<const N: usize>(corner: &[i64; N], direction: &[i64; N]) -> i64 {
    let is_open = corner.iter().zip(direction).any(|(least, weight)| *least < i64::MIN / 8 && *weight > 0);
    let bounded: [i64; N] = std::array::from_fn(|party| if direction[party] == 0 { 0 } else { corner[party] });
    if is_open { i64::MIN / 4 } else { PART * dot(direction, &bounded) }
}
