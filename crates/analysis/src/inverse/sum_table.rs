//! How many ways lead to each sum: a table for every node of a diagram.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_traits::Zero;
use zopa_model::OptionIndex;

use super::diagram::{Diagram, Edge, Node};
use super::limbs::{add, compare, subtract, to_big};

/// For every node and every sum, the number of paths from there to the end that add up to at most that. Counts are whole
/// numbers of any length.
#[derive(Debug)]
pub(super) struct SumTable {
    diagram: Diagram<i64>,
    /// For each level, the end included.
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    nodes: Vec<Cells>,
    digits: Vec<u64>,
}

/// Where in the digits of a level the counts of one node lie.
#[derive(Clone, Copy, Debug, Default)]
struct Cells {
    /// The sum that the first count is for.
    least: i64,
    /// Number of sums counted, one after the other.
    sums: usize,
    /// Digits of each count.
    length: usize,
    start: usize,
}

impl Cells {
    /// Where the count of sum `least + place` lies.
    fn at(self, place: usize) -> std::ops::Range<usize> {
        let start = self.start + place * self.length;
        start..start + self.length
    }
}

impl SumTable {
    /// The number of digits that a table over `diagram` takes, if not more than `limit`.
    pub(super) fn size<U: crate::units::Unit>(diagram: &Diagram<U>, limit: usize) -> Option<usize> {
        let mut size = 0usize;
        let mut counts = vec![BigUint::from(1u32)];
        for level in (0..=diagram.depth()).rev() {
            if level < diagram.depth() {
                let count = |node| ways(diagram.edges(level, node), &counts);
                counts = (0..diagram.width(level) as Node).map(count).collect();
            }
            for (node, count) in counts.iter().enumerate() {
                let reach = diagram.reach(level, node as Node);
                let sums = usize::try_from(reach.most.widen() - reach.least.widen()).ok()?.checked_add(1)?;
                size = size.checked_add(sums.checked_mul(length(count))?).filter(|size| *size <= limit)?;
            }
        }
        Some(size)
    }

    pub(super) fn new(diagram: Diagram<i64>) -> Self {
        let end = Level { nodes: vec![Cells { least: 0, sums: 1, length: 1, start: 0 }], digits: vec![1] };
        let mut levels = vec![end];
        for level in (0..diagram.depth()).rev() {
            let below = levels.last().expect("the end has a level");
            levels.push(Level::above(below, &diagram, level));
        }
        levels.reverse();
        Self { diagram, levels }
    }

    /// The number of paths in all, as digits.
    fn total(&self) -> &[u64] {
        let root = self.levels[0].nodes[0];
        &self.levels[0].digits[root.at(root.sums - 1)]
    }

    /// The number of sums from the least to the greatest.
    pub(super) fn sums(&self) -> u64 {
        self.levels[0].nodes[0].sums as u64
    }

    /// How many digits a count of whole paths takes.
    pub(super) fn length(&self) -> usize {
        self.levels[0].nodes[0].length
    }

    /// How many paths have a sum from `low` to `high`.
    pub(super) fn count(&self, low: i64, high: i64) -> Vec<u64> {
        let mut count = vec![0; self.length()];
        if low <= high {
            self.levels[0].between(0, low, high, &mut count);
        }
        count
    }

    /// The least sum from `sum` up that some path has.
    pub(super) fn least_from(&self, sum: i64) -> Option<i64> {
        let before = self.levels[0].at_most(0, sum.checked_sub(1)?);
        self.first(|count| compare(count, before) == Ordering::Greater)
    }

    /// The greatest sum from `sum` down that some path has.
    pub(super) fn greatest_to(&self, sum: i64) -> Option<i64> {
        let until = self.levels[0].at_most(0, sum);
        if until.iter().all(|digit| *digit == 0) {
            return None;
        }
        self.first(|count| compare(count, until) != Ordering::Less)
    }

    /// The least sum that more than all but `better` + 1 paths stay within: the sum at place `better` from the best down.
    pub(super) fn kth_best(&self, better: &[u64]) -> i64 {
        let mut within = self.total().to_vec();
        subtract(&mut within, better);
        self.first(|count| compare(count, &within) != Ordering::Less).expect("all paths are within the greatest sum")
    }

    /// The least sum for whose count of paths within it `is_enough` holds, as it does for all above.
    fn first(&self, is_enough: impl Fn(&[u64]) -> bool) -> Option<i64> {
        let root = self.levels[0].nodes[0];
        let (mut low, mut high) = (0, root.sums);
        while low < high {
            let middle = (low + high) / 2;
            if is_enough(&self.levels[0].digits[root.at(middle)]) { high = middle } else { low = middle + 1 }
        }
        (low < root.sums).then_some(root.least + low as i64)
    }

    /// The path at place `place` among those with a sum from `low` to `high`, in the order of options, with its sum.
    /// There are more such paths than `place`.
    pub(super) fn path(&self, low: i64, high: i64, mut place: Vec<u64>) -> (Vec<OptionIndex>, i64) {
        let mut path = Vec::with_capacity(self.diagram.depth());
        let mut count = vec![0; place.len()];
        let (mut node, mut sum) = (0, 0);
        for level in 0..self.diagram.depth() {
            let below = &self.levels[level + 1];
            for (option, edge) in self.diagram.edges(level, node).iter().enumerate().filter(|(_, edge)| edge.is_open()) {
                let so_far = sum + edge.gain;
                below.between(edge.to, low.saturating_sub(so_far), high.saturating_sub(so_far), &mut count);
                if compare(&place, &count) == Ordering::Less {
                    path.push(option as OptionIndex);
                    (node, sum) = (edge.to, so_far);
                    break;
                }
                subtract(&mut place, &count);
            }
        }
        (path, sum)
    }
}

impl Level {
    /// The counts of the nodes of `level`, from those of the level below.
    fn above(below: &Self, diagram: &Diagram<i64>, level: usize) -> Self {
        let mut made = Self { nodes: Vec::with_capacity(diagram.width(level)), digits: Vec::new() };
        for node in 0..diagram.width(level) as Node {
            if diagram.is_alive(level, node) {
                made.add_node(
                    below,
                    diagram.edges(level, node),
                    diagram.reach(level, node).least,
                    diagram.reach(level, node).most,
                );
            } else {
                made.nodes.push(Cells::default());
            }
        }
        made
    }

    fn add_node(&mut self, below: &Self, edges: &[Edge<i64>], least: i64, most: i64) {
        let open = || edges.iter().filter(|edge| edge.is_open());
        let total = open().map(|edge| to_big(below.total(edge.to))).sum::<BigUint>();
        let cells = Cells { least, sums: (most - least) as usize + 1, length: length(&total), start: self.digits.len() };
        self.nodes.push(cells);
        self.digits.resize(cells.start + cells.sums * cells.length, 0);
        // Beyond its last sum an edge counts whole: such totals are collected at the place from which on they count.
        let mut wholes: Vec<(usize, &[u64])> = Vec::with_capacity(edges.len());
        for edge in open() {
            let part = below.nodes[edge.to as usize];
            let from = (edge.gain + part.least - least) as usize;
            let target = &mut self.digits[cells.at(from).start..cells.at(from + part.sums - 1).end];
            add_each(target, cells.length, &below.digits[part.at(0).start..part.at(part.sums - 1).end], part.length);
            wholes.push((from + part.sums, below.total(edge.to)));
        }
        wholes.sort_unstable();
        let mut wholes = wholes.into_iter().peekable();
        let mut whole = vec![0; cells.length];
        for (place, count) in self.digits[cells.start..].chunks_exact_mut(cells.length).enumerate() {
            while let Some((_, total)) = wholes.next_if(|(from, _)| *from <= place) {
                add(&mut whole, total);
            }
            add(count, &whole);
        }
    }

    /// The number of paths from `node` on.
    fn total(&self, node: Node) -> &[u64] {
        let cells = self.nodes[node as usize];
        &self.digits[cells.at(cells.sums - 1)]
    }

    /// The number of paths from `node` on with a sum of at most `sum`.
    #[inline]
    fn at_most(&self, node: Node, sum: i64) -> &[u64] {
        let cells = self.nodes[node as usize];
        if sum < cells.least {
            return &[];
        }
        let place = (sum.abs_diff(cells.least)).min(cells.sums as u64 - 1) as usize;
        &self.digits[cells.at(place)]
    }

    /// Writes into `count` the number of paths from `node` on with a sum from `low` to `high`.
    #[inline]
    fn between(&self, node: Node, low: i64, high: i64, count: &mut [u64]) {
        let within = self.at_most(node, high);
        count[..within.len()].copy_from_slice(within);
        count[within.len()..].fill(0);
        subtract(count, self.at_most(node, low.saturating_sub(1)));
    }
}

/// Adds the numbers of `other` to those of `sums`, one by one.
fn add_each(sums: &mut [u64], length: usize, other: &[u64], other_length: usize) {
    if (length, other_length) == (1, 1) {
        sums.iter_mut().zip(other).for_each(|(sum, other)| *sum += other);
    } else {
        sums.chunks_exact_mut(length).zip(other.chunks_exact(other_length)).for_each(|(sum, other)| add(sum, other));
    }
}

/// How many digits a number takes; zero takes one.
fn length(count: &BigUint) -> usize {
    (count.bits().div_ceil(64) as usize).max(1)
}

/// The number of paths over some edges, given the numbers below.
fn ways<U>(edges: &[Edge<U>], counts: &[BigUint]) -> BigUint {
    edges.iter().filter(|edge| edge.is_open()).fold(BigUint::zero(), |sum, edge| sum + &counts[edge.to as usize])
}
