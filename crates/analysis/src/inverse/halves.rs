//! Two lists of half-outcomes whose sums are searched without being formed.
//!
//! The layers are cut in two where both sides have few ways. Each node at the cut joins every way that leads to it with
//! every way that leads on: with an additive utility that is one pair of lists, otherwise one pair for each node.

use std::ops::Range;

use zopa_model::OptionIndex;

use super::diagram::{Diagram, Node, options_of};
use super::grades::Grades;
use crate::units::Unit;

/// All ways from one node to the end, as pairs of halves.
#[derive(Debug)]
pub(super) struct Halves<U> {
    parts: Vec<Part<U>>,
    left_sizes: Vec<usize>,
    right_sizes: Vec<usize>,
}

/// The halves that meet at one node of the cut.
#[derive(Debug)]
pub(super) struct Part<U> {
    pub(super) left: Grades<U>,
    pub(super) right: Grades<U>,
}

/// A whole way, as the places of its halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<U> {
    pub(super) sum: U,
    pub(super) left: u32,
    pub(super) right: u32,
}

impl<U> Pair<U> {
    /// Where it stands in the order of options.
    fn place(&self) -> (u32, u32) {
        (self.left, self.right)
    }
}

/// Where to cut the layers from some node on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    from: usize,
    node: Node,
    level: usize,
    /// Half-outcomes in all lists together.
    pub(super) size: u64,
}

impl Cut {
    /// The cut with the fewest half-outcomes from `node` of level `from` on; `ways_up` are those of the diagram. `None` where
    /// some half has more combinations than there are 32-bit numbers.
    pub(super) fn best<U: Unit>(diagram: &Diagram<U>, from: usize, node: Node, ways_up: &[Vec<u64>]) -> Option<Self> {
        let sizes = diagram.sizes();
        let fits =
            |sizes: &[usize]| sizes.iter().try_fold(1u32, |all, &size| all.checked_mul(u32::try_from(size).ok()?)).is_some();
        let down = diagram.ways_down(from, node);
        let cut = |level: usize| {
            let both = down[level - from].iter().zip(&ways_up[level]).filter(|(left, right)| **left > 0 && **right > 0);
            let size = both.fold(0u64, |size, (left, right)| size.saturating_add(*left).saturating_add(*right));
            Self { from, node, level, size }
        };
        let levels = (from..=diagram.depth()).filter(|&level| fits(&sizes[from..level]) && fits(&sizes[level..]));
        levels.map(cut).min_by_key(|cut| cut.size)
    }
}

impl<U: Unit> Halves<U> {
    pub(super) fn new(diagram: &Diagram<U>, cut: Cut) -> Self {
        let mut lefts: Vec<Vec<(U, u32)>> = vec![Vec::new(); diagram.width(cut.level)];
        for way in diagram.ways(cut.from, cut.node, cut.level) {
            lefts[way.node as usize].push((way.sum, way.index));
        }
        let right =
            |node: Node| diagram.ways(cut.level, node, diagram.depth()).into_iter().map(|way| (way.sum, way.index)).collect();
        let met = lefts.into_iter().zip(0..).filter(|(left, _)| !left.is_empty());
        let sizes = diagram.sizes();
        Self {
            parts: met.map(|(left, node)| Part { left: Grades::new(left), right: Grades::new(right(node)) }).collect(),
            left_sizes: sizes[cut.from..cut.level].to_vec(),
            right_sizes: sizes[cut.level..].to_vec(),
        }
    }

    pub(super) fn parts(&self) -> &[Part<U>] {
        &self.parts
    }

    /// Number of half-outcomes in all lists.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.left.len() + part.right.len()).sum()
    }

    /// The options of a pair, layer by layer.
    pub(super) fn options(&self, left: u32, right: u32) -> Vec<OptionIndex> {
        let mut options = options_of(left, &self.left_sizes);
        options.extend(options_of(right, &self.right_sizes));
        options
    }

    /// The least sum from `sum` up, and the first pair with it in the order of options.
    pub(super) fn least_from(&self, sum: U) -> Option<Pair<U>> {
        let mut best: Option<Pair<U>> = None;
        for part in &self.parts {
            let (left, right) = (part.left.values(), part.right.values());
            for (i, below) in part.staircase(sum).enumerate() {
                let Some(&other) = right.get(below) else { continue };
                let found = left[i] + other;
                if best.is_none_or(|best| found <= best.sum) {
                    part.keep(&mut best, i, below, found, |known| found < known);
                }
            }
        }
        best
    }

    /// The greatest sum from `sum` down, and the first pair with it in the order of options.
    pub(super) fn greatest_to(&self, sum: U) -> Option<Pair<U>> {
        let mut best: Option<Pair<U>> = None;
        for part in &self.parts {
            let (left, right) = (part.left.values(), part.right.values());
            for (i, below) in part.staircase(sum + U::ONE).enumerate() {
                let Some(j) = below.checked_sub(1) else { continue };
                let found = left[i] + right[j];
                if best.is_none_or(|best| found >= best.sum) {
                    part.keep(&mut best, i, j, found, |known| found > known);
                }
            }
        }
        best
    }

    /// The first pair in the order of options whose sum is at least `sum`.
    pub(super) fn first_from(&self, sum: U) -> Option<Pair<U>> {
        let first = |part: &Part<U>| {
            let (_, i) = part.first_left_from(sum)?;
            let own = part.left.values()[i];
            let rights = part.right.below(sum - own)..part.right.values().len();
            let (right, j) = rights.map(|j| (part.right.group(j)[0], j)).min()?;
            Some(Pair { sum: own + part.right.values()[j], left: part.left.group(i)[0], right })
        };
        self.parts.iter().filter_map(first).min_by_key(Pair::place)
    }

    /// How many pairs have a sum below `sum`. Fits, since both halves have 32-bit places.
    pub(super) fn count_below(&self, sum: U) -> u64 {
        let count = |part: &Part<U>| -> u64 {
            let steps = part.staircase(sum).enumerate();
            steps.map(|(i, below)| part.left.group(i).len() as u64 * part.right.start(below) as u64).sum()
        };
        self.parts.iter().map(count).sum()
    }

    /// How many pairs there are.
    pub(super) fn count(&self) -> u64 {
        self.parts.iter().map(|part| part.left.len() as u64 * part.right.len() as u64).sum()
    }
}

impl<U: Unit> Part<U> {
    /// For each distinct value of the left, ascending, how many of the distinct values of the right keep the sum below
    /// `sum`: ever fewer.
    pub(super) fn staircase(&self, sum: U) -> impl Iterator<Item = usize> {
        let right = self.right.values();
        let mut below = right.len();
        self.left.values().iter().map(move |&left| {
            while below > 0 && left + right[below - 1] >= sum {
                below -= 1;
            }
            below
        })
    }

    /// The right groups that bring each left group to a sum from `low` up to, not including, `end` (to any for `None`).
    pub(super) fn stairs(&self, low: U, end: Option<U>) -> impl Iterator<Item = Range<usize>> {
        let all = self.right.values().len();
        let mut ends = end.map(|end| self.staircase(end));
        self.staircase(low).map(move |low| {
            let end = ends.as_mut().map_or(Some(all), Iterator::next);
            low..end.unwrap_or(low)
        })
    }

    /// The first left place, in the order of options, that some right brings to a sum of at least `sum`, with its group.
    fn first_left_from(&self, sum: U) -> Option<(u32, usize)> {
        let most = *self.right.values().last()?;
        let groups = self.left.below(sum - most)..self.left.values().len();
        groups.map(|i| (self.left.group(i)[0], i)).min()
    }

    /// Keeps the first pair of left group `i` and right group `j` if its sum is better than the best, or it comes before it.
    #[cold]
    fn keep(&self, best: &mut Option<Pair<U>>, i: usize, j: usize, sum: U, is_better: impl Fn(U) -> bool) {
        let pair = Pair { sum, left: self.left.group(i)[0], right: self.right.group(j)[0] };
        if best.is_none_or(|best| is_better(best.sum) || pair.place() < best.place()) {
            *best = Some(pair);
        }
    }
}
