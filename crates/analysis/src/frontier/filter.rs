//! What has been kept so far, asked for each new vector whether it is dominated.
//!
//! Vectors come in descending lexicographic order, so a later one never dominates an earlier one, and the first
//! coordinate of all that are kept is at least that of the vector asked about.

use crate::units::Unit;

/// Whether a vector is to be kept.
pub(super) trait Filter<P> {
    /// Forgets everything.
    fn clear(&mut self);
    /// Whether no vector before was at least as good in every coordinate; if so it is remembered.
    fn admits(&mut self, point: P) -> bool;
}

/// Three parties: the undominated pairs `(u_2, u_3)`, `u_2` descending and `u_3` ascending.
/// (Kung, Luccio & Preparata 1975, Journal of the ACM 22:469.)
#[derive(Debug, Default)]
pub(super) struct Staircase<U> {
    steps: Vec<[U; 2]>,
}

impl<U: Unit> Filter<[U; 2]> for Staircase<U> {
    fn clear(&mut self) {
        self.steps.clear();
    }

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

/// Four parties and more: all kept vectors in blocks, each with the largest coordinates of its block; a vector that
/// is above those anywhere need not be compared with the block.
#[derive(Debug)]
pub(super) struct Archive<U, const N: usize> {
    points: Vec<[U; N]>,
    ceilings: Vec<[U; N]>,
    /// The block that dominated last: its neighbours in the order are likely to fall to it too.
    last: usize,
    steps: u64,
}

const BLOCK: usize = 16;

impl<U, const N: usize> Default for Archive<U, N> {
    fn default() -> Self {
        Self { points: Vec::new(), ceilings: Vec::new(), last: 0, steps: 0 }
    }
}

impl<U: Unit, const N: usize> Archive<U, N> {
    /// The comparisons made since this was asked last.
    pub(super) fn take_steps(&mut self) -> u64 {
        std::mem::take(&mut self.steps)
    }

    fn dominates(&self, block: usize, point: &[U; N]) -> bool {
        let end = self.points.len().min((block + 1) * BLOCK);
        covers(&self.ceilings[block], point) && self.points[block * BLOCK..end].iter().any(|kept| covers(kept, point))
    }
}

impl<U: Unit, const N: usize> Filter<&[U; N]> for Archive<U, N> {
    fn clear(&mut self) {
        self.points.clear();
        self.ceilings.clear();
        self.last = 0;
    }

    fn admits(&mut self, point: &[U; N]) -> bool {
        if self.last < self.ceilings.len() && self.dominates(self.last, point) {
            return false;
        }
        self.steps += self.ceilings.len() as u64;
        if let Some(block) = (0..self.ceilings.len()).find(|&block| self.dominates(block, point)) {
            self.last = block;
            return false;
        }
        match self.ceilings.last_mut() {
            Some(ceiling) if self.points.len() % BLOCK != 0 => {
                for (high, value) in ceiling.iter_mut().zip(point) {
                    *high = (*high).max(*value);
                }
            }
            _ => self.ceilings.push(*point),
        }
        self.points.push(*point);
        true
    }
}

/// Whether `a` is at least `b` in every coordinate but the first, which the order of the vectors settles.
#[inline(always)]
fn covers<U: Unit, const N: usize>(a: &[U; N], b: &[U; N]) -> bool {
    let mut all = true;
    for (x, y) in a.iter().zip(b).skip(1) {
        all &= x >= y;
    }
    all
}
