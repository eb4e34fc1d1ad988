//! What has been kept so far, asked for each new vector whether it is dominated.
//!
//! Vectors come in descending lexicographic order, so a later one never dominates an earlier one, and the first
//! coordinate of all that are kept is at least that of the vector asked about. What is remembered of a kept vector may
//! be *raised* above it: then everything up to the raised vector counts as dominated, and the set is thinned.

use crate::units::Unit;

/// Three coordinates: the undominated pairs of the last two, the first descending and the second ascending.
/// (Kung, Luccio & Preparata 1975, Journal of the ACM 22:469.)
#[derive(Debug, Default)]
pub(super) struct Staircase<U> {
    steps: Vec<[U; 2]>,
    /// For each cell of the first coordinate the best second one from that cell upwards, and one place behind the end.
    /// Most pairs fall to a cell above their own, without a search.
    best: Vec<U>,
    /// What is taken off the first coordinate, and by how many bits the rest is cut, to get the cell.
    scale: (U, u32),
}

/// Most cells, in bits.
const CELL_BITS: u32 = 8;

impl<U: Unit> Staircase<U> {
    /// Forgets everything and prepares for `pairs` pairs whose first coordinates lie between `low` and `high`.
    pub(super) fn start(&mut self, low: U, high: U, pairs: usize) {
        let bits = (usize::BITS - pairs.leading_zeros()).saturating_sub(3).min(CELL_BITS);
        self.steps.clear();
        self.best.clear();
        self.best.resize((1 << bits) + 1, U::LEAST);
        self.scale = (low, U::bits_between(low, high).saturating_sub(bits));
    }

    #[inline]
    fn cell(&self, first: U) -> usize {
        first.key(self.scale.0, self.scale.1) as usize
    }

    /// Where a pair belongs among the steps; `None` where some step is at least as good in both.
    #[inline]
    pub(super) fn place(&self, pair: [U; 2]) -> Option<usize> {
        if self.best[self.cell(pair[0]) + 1] >= pair[1] {
            return None;
        }
        // All steps before `at` are at least as good in the first coordinate; the last of them is best in the second.
        let at = self.steps.partition_point(|step| step[0] >= pair[0]);
        (at == 0 || self.steps[at - 1][1] < pair[1]).then_some(at)
    }

    /// Takes in a pair that belongs `at` this place, or what stands for it: at least as much in both.
    #[inline]
    pub(super) fn insert(&mut self, at: usize, pair: [U; 2]) {
        // None of the steps is as good as the pair, so those before its place with no larger first coordinate are
        // covered, and those behind it with no larger second one.
        let before = self.steps[..at].iter().rev().take_while(|step| step[0] <= pair[0]).count();
        let behind = self.steps[at..].iter().take_while(|step| step[1] <= pair[1]).count();
        let from = at - before;
        match before + behind {
            0 => self.steps.insert(from, pair),
            covered => {
                self.steps[from] = pair;
                self.steps.drain(from + 1..from + covered);
            }
        }
        let cell = self.cell(pair[0]);
        for best in self.best[..=cell].iter_mut().rev().take_while(|best| **best < pair[1]) {
            *best = pair[1];
        }
    }
}

/// Four coordinates and more: all kept vectors, in blocks of coarse keys that are compared many at a time. A key is a
/// coordinate cut to 15 bits, rounded down, so a vector that covers another has keys that do; where the keys say so
/// the vectors themselves are asked.
#[derive(Debug)]
pub(super) struct Archive<U, const N: usize> {
    points: Vec<[U; N]>,
    /// For each block and coordinate the keys of its vectors; empty places have keys below all others.
    keys: Vec<[[i16; BLOCK]; N]>,
    /// What is taken off each coordinate, and by how many bits the rest is cut.
    scale: [(U, u32); N],
    /// The block that dominated last: its neighbours in the order are likely to fall to it too.
    last: usize,
}

const BLOCK: usize = 16;

impl<U: Unit, const N: usize> Default for Archive<U, N> {
    fn default() -> Self {
        Self { points: Vec::new(), keys: Vec::new(), scale: [(U::default(), 0); N], last: 0 }
    }
}

impl<U: Unit, const N: usize> Archive<U, N> {
    /// Forgets everything and prepares for vectors whose coordinates lie between `low` and `high`.
    pub(super) fn start(&mut self, low: &[U; N], high: &[U; N]) {
        self.points.clear();
        self.keys.clear();
        self.last = 0;
        for ((scale, low), high) in self.scale.iter_mut().zip(low).zip(high) {
            *scale = (*low, U::bits_between(*low, *high).saturating_sub(15));
        }
    }

    /// How many blocks there are to look at.
    pub(super) fn blocks(&self) -> usize {
        self.keys.len()
    }

    fn keys(&self, point: &[U; N]) -> [i16; N] {
        std::array::from_fn(|at| point[at].key(self.scale[at].0, self.scale[at].1))
    }

    /// Whether some vector is at least as good in every coordinate but the first, which the order settles.
    #[inline]
    pub(super) fn covers(&mut self, point: &[U; N]) -> bool {
        let keys = self.keys(point);
        if self.last < self.keys.len() && self.block_covers(self.last, &keys, point) {
            return true;
        }
        let found = (0..self.keys.len()).find(|&block| self.block_covers(block, &keys, point));
        self.last = found.unwrap_or(self.last);
        found.is_some()
    }

    #[inline]
    fn block_covers(&self, block: usize, keys: &[i16; N], point: &[U; N]) -> bool {
        // All coordinates, the first too, so that both loops have a fixed length and run on vectors of lanes.
        let mut covered = [-1i16; BLOCK];
        for (own, &key) in self.keys[block].iter().zip(keys) {
            for (covered, &own) in covered.iter_mut().zip(own) {
                *covered &= -i16::from(own >= key);
            }
        }
        let any = covered.iter().fold(0, |any, covered| any | covered);
        any != 0 && self.points[block * BLOCK..].iter().zip(covered).any(|(kept, covered)| covered != 0 && covers(kept, point, 1))
    }

    /// Takes in a vector that none covers.
    pub(super) fn insert(&mut self, point: [U; N]) {
        let keys = self.keys(&point);
        let place = self.points.len() % BLOCK;
        if place == 0 {
            self.keys.push([[i16::MIN; BLOCK]; N]);
        }
        if let Some(block) = self.keys.last_mut() {
            block.iter_mut().zip(keys).for_each(|(own, key)| own[place] = key);
        }
        self.points.push(point);
    }
}

/// Whether `a` is at least `b` in every coordinate from number `from` on.
#[inline(always)]
pub(super) fn covers<U: Unit, const N: usize>(a: &[U; N], b: &[U; N], from: usize) -> bool {
    a.iter().zip(b).skip(from).all(|(x, y)| x >= y)
}
