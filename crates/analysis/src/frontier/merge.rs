//! Several sorted lists of vectors into one sorted set of the undominated ones.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::kept::Kept;
use super::set::{NOTHING, Set, Trace, Traces};
use crate::limits::{Budget, Limits, Stop};
use crate::table::sum;
use crate::units::Unit;

/// Vectors in descending lexicographic order, all moved by the same `shift`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'a, U, const N: usize> {
    pub(crate) points: &'a [[U; N]],
    pub(crate) traces: &'a [Trace],
    pub(crate) shift: [U; N],
    /// The trace of what the shift stands for.
    pub(crate) trace: Trace,
}

/// From this many lists on, their heads are kept in a heap.
const MANY_LISTS: usize = 12;

/// What merges need and leave behind: buffers, the ways back, and the work done against the limits.
#[derive(Debug)]
pub(crate) struct Merger<U, const N: usize> {
    pub(crate) traces: Traces,
    pub(crate) budget: Budget,
    kept: Kept<U, N>,
}

impl<U: Unit, const N: usize> Merger<U, N> {
    /// A merger over issues of these `sizes`.
    pub(crate) fn new(sizes: impl Iterator<Item = usize>, limits: &Limits) -> Self {
        Self { traces: Traces::new(sizes), budget: Budget::new(limits), kept: Kept::new() }
    }

    /// The undominated vectors of all `lists`, without repetition. Between equal vectors the earlier list wins.
    pub(crate) fn merge(&mut self, lists: &[List<U, N>]) -> Result<Set<U, N>, Stop> {
        let vectors = lists.iter().map(|list| list.points.len()).sum();
        self.budget.spend(vectors as u64)?;
        let (low, high) = if N > 2 { bounds(lists) } else { ([U::default(); N], [U::default(); N]) };
        self.kept.start(&low, &high, vectors, [U::default(); N]);
        match N {
            _ if lists.len() >= MANY_LISTS => self.merge_by_heap(lists)?,
            2 => self.merge_pairs(lists)?,
            _ => self.merge_by_scan(lists)?,
        }
        self.kept.settle();
        self.check()?;
        let set = self.take(lists);
        self.traces.check(&self.budget)?;
        Ok(set)
    }

    /// The undominated ones of `points`, which come in any order. Between equal vectors the smaller trace wins.
    pub(crate) fn prune(&mut self, mut points: Vec<([U; N], Trace)>) -> Result<Set<U, N>, Stop> {
        points.sort_unstable_by_key(|(point, trace)| (Reverse(*point), *trace));
        let (points, traces): (Vec<_>, Vec<_>) = points.into_iter().unzip();
        self.merge(&[List { points: &points, traces: &traces, shift: [U::default(); N], trace: NOTHING }])
    }

    /// The undominated sums of a point of `a` and a point of `b`. Between equal sums the one with the smaller trace in
    /// `b` stays, which makes witnesses lexicographic when issues come last to first.
    pub(crate) fn sum(&mut self, a: &Set<U, N>, b: &Set<U, N>) -> Result<Set<U, N>, Stop> {
        let mut lists: Vec<List<U, N>> = (b.points.iter().zip(&b.traces))
            .map(|(&shift, &trace)| List { points: &a.points, traces: &a.traces, shift, trace })
            .collect();
        lists.sort_unstable_by_key(|list| list.trace);
        self.merge(&lists)
    }

    /// The same where any of equal sums will do: the longer set is shifted by the points of the shorter.
    pub(crate) fn sum_of_any(&mut self, a: &Set<U, N>, b: &Set<U, N>) -> Result<Set<U, N>, Stop> {
        if a.len() < b.len() { self.sum(b, a) } else { self.sum(a, b) }
    }

    /// The kept points as a set, with their ways back.
    fn take(&mut self, lists: &[List<U, N>]) -> Set<U, N> {
        self.traces.reserve(self.kept.points.len());
        let traces = &mut self.traces;
        let trace = |&(list, place): &(u32, u32)| {
            let list = &lists[list as usize];
            traces.pair(list.traces[place as usize], list.trace)
        };
        Set { traces: self.kept.origins.iter().map(trace).collect(), points: self.kept.points.clone() }
    }

    /// Whether what is kept, and the work it took, is within the limits.
    fn check(&mut self) -> Result<(), Stop> {
        self.budget.hold(self.kept.known())?;
        self.budget.spend(self.kept.take_steps())
    }

    #[inline]
    fn offer(&mut self, point: [U; N], origin: (u32, u32)) -> Result<(), Stop> {
        if self.kept.offer(point, origin) { self.check() } else { Ok(()) }
    }

    /// Two parties, few lists: only first coordinates need be compared. In descending order of `u_1` a point is
    /// undominated just when its `u_2` is above all before it; of equal `u_1` the later one then replaces.
    fn merge_pairs(&mut self, lists: &[List<U, N>]) -> Result<(), Stop> {
        let mut heads = Heads::new(lists);
        let mut ceiling = U::LEAST;
        while let Some((best, value)) = heads.largest() {
            let list = &lists[best];
            let mut place = heads.places[best];
            let second = list.points[place][1] + list.shift[1];
            if second > ceiling {
                let mut point = [U::default(); N];
                (point[0], point[1]) = (value, second);
                if self.kept.points.last().is_some_and(|last| last[0] == value) {
                    self.kept.points.pop();
                    self.kept.origins.pop();
                }
                self.kept.points.push(point);
                self.kept.origins.push((best as u32, place as u32));
                ceiling = self.kept.ceiling().unwrap_or(second);
                self.budget.hold(self.kept.points.len())?;
            }
            // Within a list u_2 rises, so what follows up to the ceiling is dominated.
            place += 1;
            while list.points.get(place).is_some_and(|point| point[1] + list.shift[1] <= ceiling) {
                place += 1;
            }
            heads.move_to(best, place, list);
        }
        Ok(())
    }

    /// Any number of parties, few lists: first coordinates decide unless two are equal.
    fn merge_by_scan(&mut self, lists: &[List<U, N>]) -> Result<(), Stop> {
        let mut heads = Heads::new(lists);
        while let Some(best) = heads.largest_of_all(lists) {
            let place = heads.places[best];
            let list = &lists[best];
            self.offer(sum(list.points[place], &list.shift), (best as u32, place as u32))?;
            heads.move_to(best, place + 1, list);
        }
        Ok(())
    }

    /// Any number of parties, many lists.
    fn merge_by_heap(&mut self, lists: &[List<U, N>]) -> Result<(), Stop> {
        let vector = |index: usize, place: usize| sum(lists[index].points[place], &lists[index].shift);
        let entry = |index: usize, place: usize| (vector(index, place), Reverse(index), place);
        let mut heap: BinaryHeap<_> =
            (0..lists.len()).filter(|&index| !lists[index].points.is_empty()).map(|index| entry(index, 0)).collect();
        while let Some(mut top) = heap.peek_mut() {
            let (point, Reverse(index), place) = *top;
            if place + 1 < lists[index].points.len() {
                *top = entry(index, place + 1);
                drop(top);
            } else {
                PeekMut::pop(top);
            }
            self.offer(point, (index as u32, place as u32))?;
        }
        Ok(())
    }
}

/// The first coordinates at the heads of a few lists, one below all others at the end of a list.
struct Heads<U> {
    first: [U; MANY_LISTS],
    places: [usize; MANY_LISTS],
    count: usize,
}

impl<U: Unit> Heads<U> {
    fn new<const N: usize>(lists: &[List<U, N>]) -> Self {
        let mut heads = Self { first: [U::LEAST; MANY_LISTS], places: [0; MANY_LISTS], count: lists.len() };
        for (index, list) in lists.iter().enumerate() {
            heads.move_to(index, 0, list);
        }
        heads
    }

    #[inline(always)]
    fn move_to<const N: usize>(&mut self, index: usize, place: usize, list: &List<U, N>) {
        self.places[index] = place;
        self.first[index] = list.points.get(place).map_or(U::LEAST, |point| point[0] + list.shift[0]);
    }

    /// The first list with the largest first coordinate, and that; `None` when all are at their end.
    #[inline(always)]
    fn largest(&self) -> Option<(usize, U)> {
        let mut best = (0, U::LEAST);
        for (index, &head) in self.first[..self.count].iter().enumerate() {
            if head > best.1 {
                best = (index, head);
            }
        }
        (best.1 != U::LEAST).then_some(best)
    }

    /// The first list with the lexicographically largest vector.
    #[inline(always)]
    fn largest_of_all<const N: usize>(&self, lists: &[List<U, N>]) -> Option<usize> {
        let (mut best, value) = self.largest()?;
        let is_tied = self.first[best + 1..self.count].iter().fold(false, |is_tied, &head| is_tied | (head == value));
        if is_tied {
            let vector = |index: usize| sum(lists[index].points[self.places[index]], &lists[index].shift);
            for index in best + 1..self.count {
                if self.first[index] == value && vector(index) > vector(best) {
                    best = index;
                }
            }
        }
        Some(best)
    }
}

/// Vectors that no vector of `lists` is below, and above, in any coordinate.
fn bounds<U: Unit, const N: usize>(lists: &[List<U, N>]) -> ([U; N], [U; N]) {
    let mut all = None;
    let mut points: &[[U; N]] = &[];
    let mut own = None;
    for list in lists {
        // Sums of two sets are one list with many shifts: its bounds are moved along.
        if !std::ptr::eq(points, list.points) {
            points = list.points;
            own = points.iter().map(|point| (*point, *point)).reduce(hull);
        }
        let moved = own.map(|(low, high)| (sum(low, &list.shift), sum(high, &list.shift)));
        all = all.into_iter().chain(moved).reduce(hull);
    }
    all.unwrap_or(([U::default(); N], [U::default(); N]))
}

/// The least bounds around both.
fn hull<U: Unit, const N: usize>(a: ([U; N], [U; N]), b: ([U; N], [U; N])) -> ([U; N], [U; N]) {
    (std::array::from_fn(|at| a.0[at].min(b.0[at])), std::array::from_fn(|at| a.1[at].max(b.1[at])))
}
