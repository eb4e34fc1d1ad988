//! The admissible outcomes as paths through a layered decision diagram.
//!
//! Layer by layer an issue is settled; a node stands for all ways to settle the issues above it that leave the same open:
//! the same rows in half-settled linkages, the same rules still in danger, the same boxes still to be had. Each outcome is
//! one path, and its worth is the sum of the gains on its edges, whatever made up the utility. An additive utility without
//! rules has one node in each layer. (Decision diagrams for discrete problems: Bergman, Cire, van Hoeve & Hooker 2016,
//! Decision Diagrams for Optimization, Springer.)

mod draft;
mod order;
mod parts;

use num_integer::Integer;
use zopa_model::{IssueIndex, OptionIndex, OutcomeSpace, Pattern, Units, Utility};

use self::draft::Draft;
use self::parts::Parts;
use super::limits::Refusal;
use crate::units::Unit;

/// A node of a layer.
pub(super) type Node = u32;

/// Where an edge leads that may not be taken.
pub(super) const NOWHERE: Node = Node::MAX;

/// The diagram, its dead ends cut. Gains are at least zero; the root is node 0, and so is the one node below the last layer.
#[derive(Clone, Debug)]
pub(super) struct Diagram<U> {
    layers: Vec<Layer<U>>,
    /// For each node of each layer, and of the end, the extent of the sums from there on.
    reach: Vec<Vec<Reach<U>>>,
}

/// The edges out of the nodes of one layer, node by node and option by option.
#[derive(Clone, Debug)]
struct Layer<U> {
    options: usize,
    edges: Vec<Edge<U>>,
}

/// What choosing an option leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge<U> {
    pub(super) to: Node,
    pub(super) gain: U,
}

impl<U> Edge<U> {
    /// Whether the option may be chosen.
    pub(super) fn is_open(&self) -> bool {
        self.to != NOWHERE
    }
}

/// The least and the most that paths from a node on add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach<U> {
    pub(super) least: U,
    pub(super) most: U,
}

/// A way through some layers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way<U> {
    pub(super) sum: U,
    /// Its place among all combinations of options of these layers, the last layer running fastest.
    pub(super) index: u32,
    /// Where it ends.
    pub(super) node: Node,
}

/// A diagram with what turns its sums back into utilities, `base + step * sum`, and the issue of each layer.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) diagram: Diagram<Units>,
    pub(super) base: Units,
    pub(super) step: Units,
    pub(super) order: Vec<IssueIndex>,
}

/// The diagram of `utility`, before its cap, over the outcomes of `space` that fit none of `forbidden`; `None` where there
/// are none. Issues come in the order of the space if the limit allows.
///
/// # Errors
/// Where it has more edges than `limit` in both orders that are tried.
pub(super) fn draw(
    space: &OutcomeSpace,
    utility: &Utility,
    forbidden: &[&Pattern],
    limit: usize,
) -> Result<Option<Drawing>, Refusal> {
    let parts = Parts::new(space, utility, forbidden);
    if parts.is_infeasible || parts.issues.iter().any(|issue| issue.units.is_empty()) {
        return Ok(None);
    }
    let mut order: Vec<IssueIndex> = (0..parts.issues.len()).collect();
    let layers = Draft::new(&parts, limit).layers(&order).or_else(|_| {
        order = order::fewest_open(parts.issues.len(), &parts.scopes().collect::<Vec<_>>());
        Draft::new(&parts, limit).layers(&order)
    });
    let mut layers = layers?;
    if !cut_dead_ends(&mut layers) {
        return Ok(None);
    }
    let (shift, step) = reduce(&mut layers);
    Ok(Some(Drawing { diagram: Diagram::new(layers), base: parts.constant + shift, step, order }))
}

/// Closes every edge from which no way leads on to the end; whether any way is left.
fn cut_dead_ends(layers: &mut [Layer<Units>]) -> bool {
    let mut is_alive = vec![true];
    for layer in layers.iter_mut().rev() {
        for edge in &mut layer.edges {
            if edge.is_open() && !is_alive[edge.to as usize] {
                *edge = Edge { to: NOWHERE, gain: 0 };
            }
        }
        is_alive = layer.edges.chunks(layer.options).map(|edges| edges.iter().any(Edge::is_open)).collect();
    }
    is_alive == [true]
}

/// Makes the least gain of each layer zero and the greatest common divisor of all gains one; the sum of what was taken
/// away, and the divisor.
fn reduce(layers: &mut [Layer<Units>]) -> (Units, Units) {
    let (mut shift, mut step) = (0, 0);
    for layer in layers.iter_mut() {
        let open = || layer.edges.iter().filter(|edge| edge.is_open());
        let least = open().map(|edge| edge.gain).min().unwrap_or(0);
        step = open().fold(step, |step: Units, edge| step.gcd(&(edge.gain - least)));
        layer.edges.iter_mut().filter(|edge| edge.is_open()).for_each(|edge| edge.gain -= least);
        shift += least;
    }
    let step = step.max(1);
    layers.iter_mut().flat_map(|layer| &mut layer.edges).for_each(|edge| edge.gain /= step);
    (shift, step)
}

impl<U: Unit> Diagram<U> {
    fn new(layers: Vec<Layer<U>>) -> Self {
        let mut reach = vec![vec![Reach::default()]];
        for layer in layers.iter().rev() {
            let below = reach.last().expect("the end has a row");
            let row = layer.edges.chunks(layer.options).map(|edges| extent(edges, below)).collect();
            reach.push(row);
        }
        reach.reverse();
        Self { layers, reach }
    }

    /// The same diagram with other gains.
    pub(super) fn map<V: Unit>(&self, gain: impl Fn(U) -> V) -> Diagram<V> {
        let edge = |edge: &Edge<U>| Edge { to: edge.to, gain: gain(edge.gain) };
        let layer = |layer: &Layer<U>| Layer { options: layer.options, edges: layer.edges.iter().map(edge).collect() };
        Diagram::new(self.layers.iter().map(layer).collect())
    }

    /// Number of layers, which is the number of issues.
    pub(super) fn depth(&self) -> usize {
        self.layers.len()
    }

    /// Number of options in each layer.
    pub(super) fn sizes(&self) -> Vec<usize> {
        self.layers.iter().map(|layer| layer.options).collect()
    }

    /// Number of nodes at `level`, dead ones included; `depth` is the level of the end.
    pub(super) fn width(&self, level: usize) -> usize {
        self.reach[level].len()
    }

    /// The edges out of `node`, option by option.
    pub(super) fn edges(&self, level: usize, node: Node) -> &[Edge<U>] {
        let options = self.layers[level].options;
        &self.layers[level].edges[node as usize * options..][..options]
    }

    /// Whether any way leads on from `node`.
    pub(super) fn is_alive(&self, level: usize, node: Node) -> bool {
        level == self.depth() || self.edges(level, node).iter().any(Edge::is_open)
    }

    /// The extent of the sums from `node` on, which is alive.
    pub(super) fn reach(&self, level: usize, node: Node) -> Reach<U> {
        self.reach[level][node as usize]
    }

    /// The extent of all sums.
    pub(super) fn extent(&self) -> Reach<U> {
        self.reach(0, 0)
    }

    /// An upper bound on every sum of gains, of a path or not.
    pub(super) fn magnitude(&self) -> U {
        let most = |layer: &Layer<U>| layer.edges.iter().filter(|edge| edge.is_open()).map(|edge| edge.gain).max();
        self.layers.iter().filter_map(most).fold(U::default(), |sum, most| sum + most)
    }

    /// Every way from `node` down to `level`, in the order of their indices.
    pub(super) fn ways(&self, from: usize, node: Node, level: usize) -> Vec<Way<U>> {
        let mut ways = vec![Way { sum: U::default(), index: 0, node }];
        for layer in &self.layers[from..level] {
            let mut longer = Vec::with_capacity(ways.len() * layer.options);
            for way in &ways {
                let edges = &layer.edges[way.node as usize * layer.options..][..layer.options];
                let first = way.index * layer.options as u32;
                let open = edges.iter().zip(first..).filter(|(edge, _)| edge.is_open());
                longer.extend(open.map(|(edge, index)| Way { sum: way.sum + edge.gain, index, node: edge.to }));
            }
            ways = longer;
        }
        ways
    }

    /// How many ways lead from `node` of level `from` to each node of each level from there on, saturating.
    pub(super) fn ways_down(&self, from: usize, node: Node) -> Vec<Vec<u64>> {
        let mut first = vec![0u64; self.width(from)];
        first[node as usize] = 1;
        let mut rows = vec![first];
        for (level, layer) in self.layers.iter().enumerate().skip(from) {
            let above = rows.last().expect("the first row is there");
            let mut row = vec![0u64; self.width(level + 1)];
            for (edges, ways) in layer.edges.chunks(layer.options).zip(above) {
                for edge in edges.iter().filter(|edge| edge.is_open()) {
                    row[edge.to as usize] = row[edge.to as usize].saturating_add(*ways);
                }
            }
            rows.push(row);
        }
        rows
    }

    /// How many ways lead from each node of each level to the end, saturating.
    pub(super) fn ways_up(&self) -> Vec<Vec<u64>> {
        let mut rows = vec![vec![1u64]];
        for layer in self.layers.iter().rev() {
            let below = rows.last().expect("the end has a row");
            let ways = |edges: &[Edge<U>]| {
                let open = edges.iter().filter(|edge| edge.is_open());
                open.fold(0, |ways: u64, edge| ways.saturating_add(below[edge.to as usize]))
            };
            let row = layer.edges.chunks(layer.options).map(ways).collect();
            rows.push(row);
        }
        rows.reverse();
        rows
    }

    /// The first path in the order of options that may reach a sum of at least `sum`, with its sum; there is one.
    pub(super) fn first_at_least(&self, sum: U) -> (Vec<OptionIndex>, U) {
        self.first(|reach| reach.most >= sum)
    }

    /// The first path in the order of options that may stay at a sum of at most `sum`, with its sum; there is one.
    pub(super) fn first_at_most(&self, sum: U) -> (Vec<OptionIndex>, U) {
        self.first(|reach| reach.least <= sum)
    }

    /// The first path along which what can still be reached stays `wanted`.
    fn first(&self, wanted: impl Fn(Reach<U>) -> bool) -> (Vec<OptionIndex>, U) {
        let (mut path, mut sum, mut node) = (Vec::with_capacity(self.depth()), U::default(), 0);
        for level in 0..self.depth() {
            let leads_on = |(_, edge): &(usize, &Edge<U>)| {
                let rest = || self.reach(level + 1, edge.to);
                edge.is_open() && wanted(Reach { least: sum + edge.gain + rest().least, most: sum + edge.gain + rest().most })
            };
            let (option, edge) =
                self.edges(level, node).iter().enumerate().find(leads_on).expect("the caller made sure that some path does");
            path.push(option as OptionIndex);
            (sum, node) = (sum + edge.gain, edge.to);
        }
        (path, sum)
    }

    /// Where `options` lead from the root, and the sum on the way; they may be fewer than there are layers.
    pub(super) fn follow(&self, options: &[OptionIndex]) -> (Node, U) {
        options.iter().enumerate().fold((0, U::default()), |(node, sum), (level, &option)| {
            let edge = self.edges(level, node)[option as usize];
            (edge.to, sum + edge.gain)
        })
    }
}

/// The extent of the sums over some edges, given the extents below; nothing where all are closed.
fn extent<U: Unit>(edges: &[Edge<U>], below: &[Reach<U>]) -> Reach<U> {
    let open = edges.iter().filter(|edge| edge.is_open());
    let reach = open.map(|edge| {
        let rest = below[edge.to as usize];
        Reach { least: edge.gain + rest.least, most: edge.gain + rest.most }
    });
    let wider = |a: Reach<U>, b: Reach<U>| Reach { least: a.least.min(b.least), most: a.most.max(b.most) };
    reach.reduce(wider).unwrap_or_default()
}

/// The options behind the place `index` among all combinations over `sizes`.
pub(super) fn options_of(mut index: u32, sizes: &[usize]) -> Vec<OptionIndex> {
    let mut options = vec![0; sizes.len()];
    for (option, &size) in options.iter_mut().zip(sizes).rev() {
        *option = index % size as u32;
        index /= size as u32;
    }
    options
}
