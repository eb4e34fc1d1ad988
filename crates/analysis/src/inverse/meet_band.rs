//! The outcomes of a band as pairs of halves: numbered, and one after the other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use num_bigint::BigUint;
use num_traits::ToPrimitive;

use super::answer::Count;
use super::engine::{Graded, Paths, Places};
use super::limits::Unordered;
use super::meet::Meet;
use super::scale::Grade;
use crate::units::Unit;

/// For each left group, the rights that bring it into the band.
#[derive(Debug)]
pub(super) struct MeetBand<'a, U> {
    meet: &'a Meet<U>,
    low: Grade,
    high: Grade,
    runs: Vec<Run>,
    /// How many outcomes the runs up to each hold, itself included.
    ends: Vec<u64>,
    count: Count,
}

/// A left group of a part with some right groups, none empty.
#[derive(Clone, Debug)]
struct Run {
    part: u32,
    left: u32,
    rights: Range<u32>,
}

/// The runs of the grades from `low` to `high`.
fn runs<U: Unit>(meet: &Meet<U>, low: Grade, high: Grade) -> Vec<Run> {
    let mut runs = Vec::new();
    for (part, halves) in meet.halves.parts().iter().enumerate() {
        let stairs = halves.stairs(U::narrow(low), meet.end(high)).enumerate();
        let reached = stairs.filter(|(_, rights)| !rights.is_empty());
        runs.extend(reached.map(|(left, rights)| Run {
            part: part as u32,
            left: left as u32,
            rights: rights.start as u32..rights.end as u32,
        }));
    }
    runs
}

impl Run {
    /// Where its rights lie among the members of the right list.
    fn places<U: Unit>(&self, meet: &Meet<U>) -> Range<usize> {
        let right = &meet.halves.parts()[self.part as usize].right;
        right.start(self.rights.start as usize)..right.start(self.rights.end as usize)
    }

    /// The left halves.
    fn lefts<'a, U: Unit>(&self, meet: &'a Meet<U>) -> &'a [u32] {
        meet.halves.parts()[self.part as usize].left.group(self.left as usize)
    }
}

impl<'a, U: Unit> MeetBand<'a, U> {
    pub(super) fn new(meet: &'a Meet<U>, low: Grade, high: Grade) -> Self {
        let runs = runs(meet, low, high);
        let mut all = 0u64;
        let ends = runs.iter().map(|run| {
            all += run.lefts(meet).len() as u64 * run.places(meet).len() as u64;
            all
        });
        let ends = ends.collect();
        Self { meet, low, high, runs, ends, count: Count::exactly(all) }
    }

    /// The outcomes below the top in the order of `towards`; equal ones in the order of options.
    fn merged(&self, towards: Towards) -> Merge<'a, U> {
        let under = self.meet.top.widen() - 1;
        let owned;
        let runs = if self.high > under {
            owned = if self.low <= under { runs(self.meet, self.low, under) } else { Vec::new() };
            &owned
        } else {
            &self.runs
        };
        Merge::new(self.meet, runs, towards)
    }

    /// The outcomes of the top grade, where it belongs to the band.
    fn of_top(&self) -> impl Iterator<Item = Graded> + use<'a, U> {
        let meet = self.meet;
        let is_within = self.high >= meet.top.widen();
        is_within.then(move || Class::new(meet, meet.top.widen()).outcomes()).into_iter().flatten()
    }
}

impl<U: Unit> Places for MeetBand<'_, U> {
    fn count(&self) -> &Count {
        &self.count
    }

    fn at(&self, place: &BigUint) -> Option<Graded> {
        let place = place.to_u64()?;
        let at = self.ends.partition_point(|end| *end <= place);
        let run = self.runs.get(at)?;
        let offset = place - at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let (part, places) = (&self.meet.halves.parts()[run.part as usize], run.places(self.meet));
        let left = run.lefts(self.meet)[(offset / places.len() as u64) as usize];
        let right = places.start + (offset % places.len() as u64) as usize;
        let sum = part.left.values()[run.left as usize] + part.right.values()[part.right.group_at(right)];
        let path = self.meet.options(left, part.right.members()[right]);
        Some(Graded { path, grade: sum.min(self.meet.top).widen() })
    }

    fn ascending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.merged(Towards::Better).chain(self.of_top())))
    }

    fn descending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.of_top().chain(self.merged(Towards::Worse))))
    }
}

/// In which direction outcomes come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Towards {
    Better,
    Worse,
}

/// Outcomes merged from one sorted list for each left half.
struct Merge<'a, U> {
    meet: &'a Meet<U>,
    towards: Towards,
    waiting: BinaryHeap<Reverse<Next<U>>>,
}

/// The next outcome of a left half. The order of the fields is the order in which outcomes come.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Next<U> {
    /// The sum; negated where better ones come first.
    key: U,
    left: u32,
    right: u32,
    /// Where `right` stands among the members of the right list, and in which group.
    place: u32,
    group: u32,
    /// The groups that are still to come.
    rest: (u32, u32),
    part: u32,
    /// What the left half is worth.
    value: U,
}

impl<'a, U: Unit> Merge<'a, U> {
    fn new(meet: &'a Meet<U>, runs: &[Run], towards: Towards) -> Self {
        let mut merge = Self { meet, towards, waiting: BinaryHeap::new() };
        let mut first = Vec::new();
        for run in runs {
            let value = meet.halves.parts()[run.part as usize].left.values()[run.left as usize];
            for &left in run.lefts(meet) {
                first.extend(merge.group_after((run.rights.start, run.rights.end), run.part, left, value));
            }
        }
        merge.waiting = first.into();
        merge
    }

    /// The first outcome of the group that comes next among `rest`.
    fn group_after(&self, rest: (u32, u32), part: u32, left: u32, value: U) -> Option<Reverse<Next<U>>> {
        let mut groups = rest.0..rest.1;
        let group = match self.towards {
            Towards::Better => groups.next(),
            Towards::Worse => groups.next_back(),
        }?;
        let rights = &self.meet.halves.parts()[part as usize].right;
        let place = rights.start(group as usize) as u32;
        let sum = value + rights.values()[group as usize];
        let key = match self.towards {
            Towards::Better => sum,
            Towards::Worse => U::default() - sum,
        };
        let right = rights.members()[place as usize];
        Some(Reverse(Next { key, left, right, place, group, rest: (groups.start, groups.end), part, value }))
    }

    /// What follows `done` with the same left half.
    fn following(&self, mut done: Next<U>) -> Option<Reverse<Next<U>>> {
        let rights = &self.meet.halves.parts()[done.part as usize].right;
        done.place += 1;
        if (done.place as usize) < rights.start(done.group as usize + 1) {
            done.right = rights.members()[done.place as usize];
            return Some(Reverse(done));
        }
        self.group_after(done.rest, done.part, done.left, done.value)
    }
}

impl<U: Unit> Iterator for Merge<'_, U> {
    type Item = Graded;

    fn next(&mut self) -> Option<Graded> {
        let Reverse(next) = self.waiting.pop()?;
        let sum = match self.towards {
            Towards::Better => next.key,
            Towards::Worse => U::default() - next.key,
        };
        let path = self.meet.options(next.left, next.right);
        self.waiting.extend(self.following(next));
        Some(Graded { path, grade: sum.widen() })
    }
}

/// The outcomes of one grade, in the order of options.
pub(super) struct Class<'a, U> {
    meet: &'a Meet<U>,
    grade: Grade,
    /// Each left half with its part and the places of its rights, by left half.
    lefts: Vec<(u32, u32, Range<usize>)>,
}

impl<'a, U: Unit> Class<'a, U> {
    pub(super) fn new(meet: &'a Meet<U>, grade: Grade) -> Self {
        let mut lefts = Vec::new();
        for run in runs(meet, grade, grade) {
            lefts.extend(run.lefts(meet).iter().map(|&left| (left, run.part, run.places(meet))));
        }
        lefts.sort_unstable_by_key(|(left, ..)| *left);
        Self { meet, grade, lefts }
    }

    /// The rights of one left half, in the order of options.
    fn rights(meet: &Meet<U>, part: u32, places: Range<usize>) -> Vec<u32> {
        let mut rights = meet.halves.parts()[part as usize].right.members()[places].to_vec();
        rights.sort_unstable();
        rights
    }

    fn outcomes(self) -> impl Iterator<Item = Graded> + use<'a, U> {
        let Self { meet, grade, lefts } = self;
        let of_left = move |(left, part, places): (u32, u32, Range<usize>)| {
            let rights = Self::rights(meet, part, places).into_iter();
            rights.map(move |right| Graded { path: meet.options(left, right), grade })
        };
        lefts.into_iter().flat_map(of_left)
    }

    /// The outcome at `place`; the class holds more.
    pub(super) fn nth(self, mut place: u64) -> Graded {
        let holds = |(_, _, places): &(u32, u32, Range<usize>)| {
            let is_there = place < places.len() as u64;
            place -= if is_there { 0 } else { places.len() as u64 };
            is_there
        };
        let (left, part, places) = self.lefts.iter().cloned().find(holds).expect("the class holds more than `place`");
        let right = Self::rights(self.meet, part, places)[place as usize];
        Graded { path: self.meet.options(left, right), grade: self.grade }
    }
}
