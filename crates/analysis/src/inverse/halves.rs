//! Two lists of half-outcomes whose sums are searched without being formed.
//!
//! The layers are cut in two where both sides have few ways. Each node at the cut joins every way that leads to it with
//! every way that leads on: with an additive utility that is one pair of lists, otherwise one pair for each node.

use std::ops::Range;

use zopa_model::OptionIndex;

use super::diagram::{Diagram, Node, options_of};
use super::grades::Grades;
use crate::units::Unit;

/// Lefts that [`Halves::soon`] looks at.
const LOOKS: usize = 1 << 8;

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
            for (i, below) in part.staircase(sum, part.reaching(sum)) {
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
            for (i, below) in part.staircase(sum + U::ONE, part.staying(sum)) {
                let Some(j) = below.checked_sub(1) else { continue };
                let found = left[i] + right[j];
                if best.is_none_or(|best| found >= best.sum) {
                    part.keep(&mut best, i, j, found, |known| found > known);
                }
            }
        }
        best
    }

    /// Some pair with a sum from `low` to `high`, if a few looks find one: at lefts evenly spread over those that may do.
    pub(super) fn soon(&self, low: U, high: U) -> Option<Pair<U>> {
        self.parts.iter().find_map(|part| {
            let lefts = part.reaching(low);
            let looks = 1..=lefts.len().min(LOOKS) as u32;
            // Multiples of the golden section of the circle spread evenly, however many there are.
            let spread = |look: u32| (u64::from(look.wrapping_mul(0x9E37_79B9)) * lefts.len() as u64) >> 32;
            looks.map(|look| lefts.start + spread(look) as usize).find_map(|i| {
                let own = part.left.values()[i];
                let j = part.right.below(low - own);
                let sum = own + *part.right.values().get(j)?;
                (sum <= high).then(|| Pair { sum, left: part.left.group(i)[0], right: part.right.group(j)[0] })
            })
        })
    }

    /// How many lefts [`Halves::least_from`] looks at.
    pub(super) fn looks(&self, sum: U) -> usize {
        self.parts.iter().map(|part| part.reaching(sum).len()).sum()
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
        self.parts.iter().map(|part| part.count_below(sum)).sum()
    }

    /// How many pairs there are.
    pub(super) fn count(&self) -> u64 {
        self.parts.iter().map(|part| part.left.len() as u64 * part.right.len() as u64).sum()
    }
}

impl<U: Unit> Part<U> {
    /// The least and the greatest value of the right.
    fn ends(&self) -> Option<(U, U)> {
        Some((*self.right.values().first()?, *self.right.values().last()?))
    }

    /// The left groups that may make the least sum from `sum` up: those that some right brings there, the last one being
    /// the first that every right does.
    fn reaching(&self, sum: U) -> Range<usize> {
        let groups =
            |(least, most)| self.left.below(sum - most)..(self.left.below(sum - least) + 1).min(self.left.values().len());
        self.ends().map_or(0..0, groups)
    }

    /// The left groups that may make the greatest sum from `sum` down: those that some right keeps there, the first one
    /// being the last that every right does.
    fn staying(&self, sum: U) -> Range<usize> {
        let end = sum + U::ONE;
        let groups = |(least, most)| self.left.below(end - most).saturating_sub(1)..self.left.below(end - least);
        self.ends().map_or(0..0, groups)
    }

    /// For each of some left groups, ascending, how many groups of the right keep the sum below `sum`: ever fewer.
    fn staircase(&self, sum: U, groups: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let right = self.right.values();
        let mut below = self.left.values().get(groups.start).map_or(0, |&left| self.right.below(sum - left));
        self.left.values()[groups.clone()].iter().zip(groups.start..).map(move |(&left, group)| {
            while below > 0 && left + right[below - 1] >= sum {
                below -= 1;
            }
            (group, below)
        })
    }

    /// Each left group, with the right groups that bring it to a sum from `low` up to, not including, `end` (to any for
    /// `None`), where there are some.
    pub(super) fn stairs(&self, low: U, end: Option<U>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let all = self.right.values().len();
        let last = |least: U| end.map_or(self.left.values().len(), |end| self.left.below(end - least));
        let groups = self.ends().map_or(0..0, |(least, most)| self.left.below(low - most)..last(least));
        let groups = groups.start..groups.end.max(groups.start);
        let mut ends = end.map(|end| self.staircase(end, groups.clone()));
        let stairs = self.staircase(low, groups).map(move |(group, low)| {
            let end = ends.as_mut().map_or(Some(all), |ends| ends.next().map(|(_, end)| end));
            (group, low..end.unwrap_or(low))
        });
        stairs.filter(|(_, rights)| !rights.is_empty())
    }

    fn count_below(&self, sum: U) -> u64 {
        let Some((least, most)) = self.ends() else { return 0 };
        let (whole, part) = (self.left.below(sum - most), self.left.below(sum - least));
        let steps = self.staircase(sum, whole..part);
        let pairs = steps.map(|(i, below)| self.left.group(i).len() as u64 * self.right.start(below) as u64);
        self.left.start(whole) as u64 * self.right.len() as u64 + pairs.sum::<u64>()
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
