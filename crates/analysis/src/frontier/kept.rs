//! The vectors that a merge keeps.
//!
//! Two coordinates need a running maximum, three a staircase. For four and more there is an archive that every vector
//! is compared with, which is fastest as long as they are few; from then on vectors are gathered and settled many at a
//! time by dividing and conquering.

use super::divide::Divide;
use super::filter::{Archive, Staircase};
use crate::table::sum;
use crate::units::Unit;

/// So many vectors of `N` coordinates, four or more, are kept one by one; divide and conquer takes over beyond.
///
/// Measured by the processor time of whole folds over invented additive issues of ten options, drawn by the recipe of
/// `bench/peer/families.py`, with thresholds from 32 vectors to never. Four parties: 64 to 512 do equally well, and at
/// 12,115 points never dividing takes eleven times as long (10^10 outcomes: 34 against 384 ms). Five and six: dividing
/// below some thousands loses to the archive, 8192 does best, and never dividing takes up to twice as long (six parties,
/// 63,592 points: 1.03 against 1.95 s).
const fn one_by_one<const N: usize>() -> usize {
    if N == 4 { 128 } else { 8192 }
}

/// The vectors that are kept, with where they came from.
#[derive(Debug)]
pub(super) struct Kept<U, const N: usize> {
    /// In descending lexicographic order.
    pub(super) points: Vec<[U; N]>,
    /// For each of them the list it came from and its place there.
    pub(super) origins: Vec<(u32, u32)>,
    /// By how much a kept vector stands for better ones: zero for the undominated vectors and no others.
    slack: [U; N],
    staircase: Staircase<U>,
    archive: Archive<U, N>,
    divide: Divide<U, N>,
    /// How many of the points, from the first, are known to stay.
    settled: usize,
    /// So many vectors of four and more coordinates are kept one by one.
    one_by_one: usize,
    steps: u64,
}

impl<U: Unit, const N: usize> Kept<U, N> {
    pub(super) fn new() -> Self {
        Self::dividing_from(one_by_one::<N>())
    }

    /// A set that keeps so many vectors of four and more coordinates one by one, and divides from then on.
    pub(super) fn dividing_from(one_by_one: usize) -> Self {
        Self {
            points: Vec::new(),
            origins: Vec::new(),
            slack: [U::default(); N],
            staircase: Staircase::default(),
            archive: Archive::default(),
            divide: Divide::default(),
            settled: 0,
            one_by_one,
            steps: 0,
        }
    }

    /// Forgets everything and prepares for so many vectors between `low` and `high`. A vector that exceeds a kept one
    /// by no more than `slack` in any coordinate but the first will not be kept.
    pub(super) fn start(&mut self, low: &[U; N], high: &[U; N], vectors: usize, slack: [U; N]) {
        self.points.clear();
        self.origins.clear();
        self.slack = slack;
        self.settled = 0;
        let high = sum(*high, &slack);
        match N {
            0..3 => {}
            3 => self.staircase.start(low[1], high[1], vectors),
            _ => self.archive.start(low, &high),
        }
    }

    /// The second coordinate that the next vector must exceed to be kept, where there are two.
    #[inline(always)]
    pub(super) fn ceiling(&self) -> Option<U> {
        self.points.last().map(|last| last[1] + self.slack[1])
    }

    /// Keeps `point` unless a kept one stands for it, and tells whether it did. Points come in descending order.
    #[inline]
    pub(super) fn offer(&mut self, point: [U; N], origin: (u32, u32)) -> bool {
        let raised = || sum(point, &self.slack);
        match N {
            0..3 if self.ceiling().is_some_and(|ceiling| ceiling >= point[1]) => return false,
            0..3 => {}
            3 => {
                let Some(at) = self.staircase.place([point[1], point[2]]) else { return false };
                let raised = raised();
                self.staircase.insert(at, [raised[1], raised[2]]);
            }
            _ if self.points.len() < self.one_by_one => {
                self.steps += 1;
                if self.archive.covers(&point) {
                    return false;
                }
                let raised = raised();
                self.archive.insert(raised);
                self.steps += self.archive.blocks() as u64;
                self.settled += 1;
            }
            _ => {}
        }
        self.points.push(point);
        self.origins.push(origin);
        if N > 3 && self.points.len() >= 2 * self.settled.max(self.one_by_one) {
            self.settle();
        }
        true
    }

    /// Drops what does not stay.
    pub(super) fn settle(&mut self) {
        if N > 3 && self.points.len() > self.settled {
            self.steps += self.divide.settle(&mut self.points, &mut self.origins, self.settled, &self.slack);
            self.settled = self.points.len();
        }
    }

    /// The comparisons made since this was asked last, where they are not a few for each vector.
    pub(super) fn take_steps(&mut self) -> u64 {
        std::mem::take(&mut self.steps)
    }

    /// How many vectors are known to stay.
    pub(super) fn known(&self) -> usize {
        if N > 3 { self.settled } else { self.points.len() }
    }
}

#[cfg(test)]
mod tests;
