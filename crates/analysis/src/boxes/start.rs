//! Good sets to begin with: the best in many directions, and what lies near them.

use super::archive::Archive;
use super::bits::Bits;
use super::cover::{Cover, Programme, dot};
use super::graph::{Graph, sum};

/// The largest weight in a direction: products with it must stay small.
const LARGEST_WEIGHT: i64 = 1 << 16;
/// The most directions that ceilings are kept for.
const MOST_DIRECTIONS: usize = 40;

/// The directions with their proven prices, and the programme that led to them; what they led to is in the archive.
pub(super) fn directions<const N: usize>(
    graph: &Graph<N>,
    cliques: &[Bits],
    archive: &mut Archive<N>,
) -> (Vec<Cover<N>>, Programme) {
    let mut scout = Scout { graph, cliques, programme: Programme::new(graph, cliques), covers: Vec::new(), archive };
    let ends: Vec<[i64; N]> = (0..N).map(|party| scout.look(std::array::from_fn(|at| i64::from(at == party)))).collect();
    match (N, ends.as_slice()) {
        (2, [first, second]) => scout.between(*second, *first),
        _ => {
            scout.look([1; N]);
        }
    }
    (scout.covers, scout.programme)
}

struct Scout<'a, const N: usize> {
    graph: &'a Graph<N>,
    cliques: &'a [Bits],
    programme: Programme,
    covers: Vec<Cover<N>>,
    archive: &'a mut Archive<N>,
}

impl<const N: usize> Scout<'_, N> {
    /// Solves one direction; what the set is worth that the programme leads to.
    fn look(&mut self, direction: [i64; N]) -> [i64; N] {
        let (cover, taken) = self.programme.solve(direction, self.graph, self.cliques);
        let mut order: Vec<usize> = (0..taken.len()).collect();
        let worth = |vertex: usize| dot(&direction, &self.graph.weights[vertex]);
        order.sort_by(|&a, &b| taken[b].total_cmp(&taken[a]).then(worth(b).cmp(&worth(a))));
        let (units, chosen) = filled(self.graph, Bits::default(), &Bits::below(order.len()), &order);
        self.archive.add(units, chosen);
        self.covers.push(cover);
        units
    }

    /// Directions across ever smaller gaps between neighbours on the hull (dichotomic search: Aneja & Nair 1979, Management
    /// Science 25:73).
    fn between(&mut self, low: [i64; N], high: [i64; N]) {
        let mut gaps = vec![(low, high)];
        while let Some((low, high)) = gaps.pop() {
            if self.covers.len() >= MOST_DIRECTIONS || low[0] >= high[0] || low[1] <= high[1] {
                continue;
            }
            let mut direction = [0; N];
            (direction[0], direction[1]) = (low[1] - high[1], high[0] - low[0]);
            let direction = small(direction);
            let found = self.look(direction);
            if dot(&direction, &found) > dot(&direction, &low).max(dot(&direction, &high)) {
                gaps.push((low, found));
                gaps.push((found, high));
            }
        }
    }
}

/// The direction with weights that leave room, none of which becomes nothing.
pub(super) fn small<const N: usize>(direction: [i64; N]) -> [i64; N] {
    let largest = direction.into_iter().max().unwrap_or(1);
    let shift = (0..).find(|shift| largest >> shift <= LARGEST_WEIGHT).unwrap_or(0);
    direction.map(|weight| if weight > 0 { (weight >> shift).max(1) } else { weight })
}

/// `chosen` with whatever of `allowed` still fits, in `order`, and what that is worth.
fn filled<const N: usize>(graph: &Graph<N>, mut chosen: Bits, allowed: &Bits, order: &[usize]) -> ([i64; N], Bits) {
    let mut open = chosen.iter().fold(allowed.minus(&chosen), |open, at| open.minus(&graph.conflicts[at]));
    for &vertex in order {
        if open.has(vertex) {
            chosen = chosen.with(vertex);
            open = open.without(vertex).minus(&graph.conflicts[vertex]);
        }
    }
    (worth(graph, chosen), chosen)
}

fn worth<const N: usize>(graph: &Graph<N>, chosen: Bits) -> [i64; N] {
    chosen.iter().fold(graph.base, |all, vertex| sum(all, &graph.weights[vertex]))
}

/// Local search around every set of the archive until none of its neighbours is new: a vertex is forced in or out, and the
/// rest is filled up greedily in the direction of the gap that the set lies in (Pareto local search: Paquete, Chiarandini &
/// Stützle 2004). For two parties.
pub(super) fn polish<const N: usize>(graph: &Graph<N>, archive: &mut Archive<N>) {
    let all = Bits::below(graph.weights.len());
    let mut tried: Vec<Bits> = Vec::new();
    while let Some(at) = archive.points.iter().position(|(_, chosen)| !tried.contains(chosen)) {
        let (units, chosen) = archive.points[at];
        tried.push(chosen);
        let neighbour = |at: Option<usize>| at.and_then(|at| archive.points.get(at)).map_or(units, |(units, _)| *units);
        let (below, above) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let slope = [(below[1] - above[1]).max(1), (above[0] - below[0]).max(1)];
        let orders = [slope, [slope[0] * 4, slope[1]], [slope[0], slope[1] * 4]].map(|slope| ordered(graph, slope));
        for vertex in 0..graph.weights.len() {
            for order in &orders {
                let (units, chosen) = if chosen.has(vertex) {
                    filled(graph, chosen.without(vertex), &all.without(vertex), order)
                } else {
                    filled(graph, chosen.minus(&graph.conflicts[vertex]).with(vertex), &all, order)
                };
                archive.add(units, chosen);
            }
        }
    }
}

/// The vertices by what they are worth with these weights of the first two parties, best first.
fn ordered<const N: usize>(graph: &Graph<N>, slope: [i64; 2]) -> Vec<usize> {
    let worth = |vertex: usize| slope[0] * graph.weights[vertex][0] + slope[1] * graph.weights[vertex][1];
    let mut order: Vec<usize> = (0..graph.weights.len()).collect();
    order.sort_by_key(|&vertex| std::cmp::Reverse(worth(vertex)));
    order
}
