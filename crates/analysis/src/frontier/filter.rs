//! What has been kept so far, asked for each new vector whether it is dominated.
//!
//! Vectors come in descending lexicographic order, so a later one never dominates an earlier one, and the first
//! coordinate of all that are kept is at least that of the vector asked about.

use crate::units::Unit;

/// Whether a vector is to be kept.
pub(super) trait Filter<P> {
    /// Whether no vector before was at least as good in every coordinate; if so it is remembered.
    fn admits(&mut self, point: P) -> bool;
}

/// Three parties: the undominated pairs `(u_2, u_3)`, `u_2` descending and `u_3` ascending.
/// (Kung, Luccio & Preparata 1975, Journal of the ACM 22:469.)
#[derive(Debug, Default)]
pub(super) struct Staircase<U> {
    steps: Vec<[U; 2]>,
}

impl<U> Staircase<U> {
    /// Forgets everything.
    pub(super) fn start(&mut self) {
        self.steps.clear();
    }
}

impl<U: Unit> Filter<[U; 2]> for Staircase<U> {
    fn admits(&mut self, point: [U; 2]) -> bool {
        // All steps before `at` are at least as good in the first coordinate; the last of them is best in the second.
        let at = self.steps.partition_point(|step| step[0] >= point[0]);
        if at > 0 && self.steps[at - 1][1] >= point[1] {
            return false;
        }
        // Steps that the new one covers: equal first coordinate (at most one), then those behind with less.
        let from = if at > 0 && self.steps[at - 1][0] == point[0] { at - 1 } else { at };
        let covered = self.steps[from..].iter().take_while(|step| step[1] <= point[1]).count();
        self.steps.splice(from..from + covered, [point]);
        true
    }
}

/// Four parties and more: all kept vectors, in blocks of coarse keys that are compared many at a time. A key is a
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
    steps: u64,
}

const BLOCK: usize = 16;

impl<U: Unit, const N: usize> Default for Archive<U, N> {
    fn default() -> Self {
        Self { points: Vec::new(), keys: Vec::new(), scale: [(U::default(), 0); N], last: 0, steps: 0 }
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

    /// The comparisons made since this was asked last.
    pub(super) fn take_steps(&mut self) -> u64 {
        std::mem::take(&mut self.steps)
    }

    #[inline]
    fn dominates(&self, block: usize, keys: &[i16; N], point: &[U; N]) -> bool {
        // All coordinates, the first too, so that both loops have a fixed length and run on vectors of lanes.
        let mut covered = [-1i16; BLOCK];
        for (own, &key) in self.keys[block].iter().zip(keys) {
            for (covered, &own) in covered.iter_mut().zip(own) {
                *covered &= -i16::from(own >= key);
            }
        }
        let any = covered.iter().fold(0, |any, covered| any | covered);
        any != 0 && self.points[block * BLOCK..].iter().zip(covered).any(|(kept, covered)| covered != 0 && covers(kept, point))
    }
}

impl<U: Unit, const N: usize> Filter<&[U; N]> for Archive<U, N> {
    fn admits(&mut self, point: &[U; N]) -> bool {
        let keys: [i16; N] = std::array::from_fn(|at| point[at].key(self.scale[at].0, self.scale[at].1));
        if self.last < self.keys.len() && self.dominates(self.last, &keys, point) {
            return false;
        }
        self.steps += self.keys.len() as u64;
        if let Some(block) = (0..self.keys.len()).find(|&block| self.dominates(block, &keys, point)) {
            self.last = block;
            return false;
        }
        let place = self.points.len() % BLOCK;
        if place == 0 {
            self.keys.push([[i16::MIN; BLOCK]; N]);
        }
        if let Some(block) = self.keys.last_mut() {
            block.iter_mut().zip(keys).for_each(|(own, key)| own[place] = key);
        }
        self.points.push(*point);
        true
    }
}

/// Whether `a` is at least `b` in every coordinate but the first, which the order of the vectors settles.
#[inline(always)]
fn covers<U: Unit, const N: usize>(a: &[U; N], b: &[U; N]) -> bool {
    a.iter().zip(b).skip(1).all(|(x, y)| x >= y)
}
