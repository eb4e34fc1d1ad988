//! Several sorted lists of vectors into one sorted set of the undominated ones.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::filter::{Archive, Filter, Staircase};
use super::set::{NOTHING, Set, Trace, Traces};
use crate::limits::{Budget, Stop};
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

/// The buffers of merges, kept from one to the next.
#[derive(Debug)]
pub(crate) struct Merger<U, const N: usize> {
    kept: Vec<[U; N]>,
    /// For each kept point the list it came from and its place there.
    origins: Vec<(u32, u32)>,
    heads: Vec<[U; N]>,
    places: Vec<usize>,
    staircase: Staircase<U>,
    archive: Archive<U, N>,
}

impl<U: Unit, const N: usize> Merger<U, N> {
    pub(crate) fn new() -> Self {
        Self {
            kept: Vec::new(),
            origins: Vec::new(),
            heads: Vec::new(),
            places: Vec::new(),
            staircase: Staircase::default(),
            archive: Archive::default(),
        }
    }

    /// The undominated vectors of all `lists`, without repetition. Between equal vectors the earlier list wins.
    pub(crate) fn merge(&mut self, lists: &[List<U, N>], traces: &mut Traces, budget: &mut Budget) -> Result<Set<U, N>, Stop> {
        budget.spend(lists.iter().map(|list| list.points.len() as u64).sum())?;
        self.kept.clear();
        self.origins.clear();
        self.start_filter(lists);
        match N {
            _ if lists.len() >= MANY_LISTS => self.merge_by_heap(lists, budget)?,
            2 => self.merge_pairs(lists, budget)?,
            _ => self.merge_by_scan(lists, budget)?,
        }
        budget.hold(self.kept.len())?;
        Ok(self.take(lists, traces)).and_then(|set| traces.check(budget).map(|()| set))
    }

    fn start_filter(&mut self, lists: &[List<U, N>]) {
        self.staircase.start();
        if N > 3 {
            let vectors = || lists.iter().flat_map(|list| list.points.iter().map(|point| sum(*point, &list.shift)));
            let bound = |pick: fn(U, U) -> U| vectors().reduce(|a, b| std::array::from_fn(|at| pick(a[at], b[at])));
            if let (Some(low), Some(high)) = (bound(U::min), bound(U::max)) {
                self.archive.start(&low, &high);
            }
        }
    }

    /// The kept points as a set, with their ways back.
    fn take(&self, lists: &[List<U, N>], traces: &mut Traces) -> Set<U, N> {
        traces.reserve(self.kept.len());
        let trace = |&(list, place): &(u32, u32)| {
            let list = &lists[list as usize];
            traces.pair(list.traces[place as usize], list.trace)
        };
        Set { traces: self.origins.iter().map(trace).collect(), points: self.kept.clone() }
    }

    /// Two parties, few lists: only first coordinates need be compared. In descending order of `u_1` a point is
    /// undominated just when its `u_2` is above all before it; of equal `u_1` the later one then replaces.
    fn merge_pairs(&mut self, lists: &[List<U, N>], budget: &Budget) -> Result<(), Stop> {
        let mut first = [U::LEAST; MANY_LISTS];
        let mut places = [0usize; MANY_LISTS];
        for (head, list) in first.iter_mut().zip(lists) {
            *head = list.points.first().map_or(U::LEAST, |point| point[0] + list.shift[0]);
        }
        let first = &mut first[..lists.len()];
        let mut ceiling = U::LEAST;
        loop {
            let mut best = 0;
            let mut value = U::LEAST;
            for (index, &head) in first.iter().enumerate() {
                if head > value {
                    (best, value) = (index, head);
                }
            }
            if value == U::LEAST {
                return budget.hold(self.kept.len());
            }
            let list = &lists[best];
            let mut place = places[best];
            let second = list.points[place][1] + list.shift[1];
            if second > ceiling {
                let mut point = [U::default(); N];
                (point[0], point[1]) = (value, second);
                if self.kept.last().is_some_and(|last| last[0] == value) {
                    self.kept.pop();
                    self.origins.pop();
                }
                self.kept.push(point);
                self.origins.push((best as u32, place as u32));
                ceiling = second;
            }
            // Within a list u_2 rises, so what follows up to the ceiling is dominated.
            place += 1;
            while list.points.get(place).is_some_and(|point| point[1] + list.shift[1] <= ceiling) {
                place += 1;
            }
            places[best] = place;
            first[best] = list.points.get(place).map_or(U::LEAST, |point| point[0] + list.shift[0]);
        }
    }

    /// Any number of parties, few lists.
    fn merge_by_scan(&mut self, lists: &[List<U, N>], budget: &mut Budget) -> Result<(), Stop> {
        self.places.clear();
        self.places.resize(lists.len(), 0);
        self.heads.clear();
        self.heads.extend(lists.iter().map(|list| head(list, 0)));
        loop {
            let Some(best) = (0..lists.len()).max_by_key(|&index| (self.heads[index], Reverse(index))) else { return Ok(()) };
            let point = self.heads[best];
            if point[0] == U::LEAST {
                return Ok(());
            }
            self.offer(point, (best as u32, self.places[best] as u32), budget)?;
            self.places[best] += 1;
            self.heads[best] = head(&lists[best], self.places[best]);
        }
    }

    /// Any number of parties, many lists.
    fn merge_by_heap(&mut self, lists: &[List<U, N>], budget: &mut Budget) -> Result<(), Stop> {
        let entry = |index: usize, place: usize| (head(&lists[index], place), Reverse(index), place);
        let mut heap: BinaryHeap<_> =
            (0..lists.len()).filter(|&index| !lists[index].points.is_empty()).map(|index| entry(index, 0)).collect();
        while let Some(mut top) = heap.peek_mut() {
            let (point, Reverse(index), place) = *top;
            if place + 1 < lists[index].points.len() {
                *top = entry(index, place + 1);
                drop(top);
            } else {
                std::collections::binary_heap::PeekMut::pop(top);
            }
            self.offer(point, (index as u32, place as u32), budget)?;
        }
        Ok(())
    }

    /// Keeps `point` unless a kept one is at least as good for everybody. Points come in descending order.
    #[inline]
    fn offer(&mut self, point: [U; N], origin: (u32, u32), budget: &mut Budget) -> Result<(), Stop> {
        let admitted = match N {
            2 => self.kept.last().is_none_or(|last| last[1] < point[1]),
            3 => self.staircase.admits([point[1], point[2]]),
            _ => self.archive.admits(&point),
        };
        if admitted {
            self.kept.push(point);
            self.origins.push(origin);
            budget.hold(self.kept.len())?;
            budget.spend(self.archive.take_steps())?;
        }
        Ok(())
    }
}

/// The vector at `place`, or one below all others behind the end.
#[inline(always)]
fn head<U: Unit, const N: usize>(list: &List<U, N>, place: usize) -> [U; N] {
    list.points.get(place).map_or([U::LEAST; N], |point| sum(*point, &list.shift))
}

/// The undominated ones of `points`, which come in any order. Between equal vectors the smaller trace wins.
pub(crate) fn prune<U: Unit, const N: usize>(
    mut points: Vec<([U; N], Trace)>,
    merger: &mut Merger<U, N>,
    traces: &mut Traces,
    budget: &mut Budget,
) -> Result<Set<U, N>, Stop> {
    points.sort_unstable_by_key(|(point, trace)| (Reverse(*point), *trace));
    let (points, own): (Vec<_>, Vec<_>) = points.into_iter().unzip();
    merger.merge(&[List { points: &points, traces: &own, shift: [U::default(); N], trace: NOTHING }], traces, budget)
}
