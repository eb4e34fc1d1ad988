//! The outcomes of a band as pairs of halves: numbered, and one after the other.

use std::cmp::Reverse;
use std::ops::Range;

use num_bigint::BigUint;
use num_traits::ToPrimitive;

use super::answer::Count;
use super::engine::{Graded, Paths, Places};
use super::halves::Pair;
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
        let run = |(left, rights): (usize, Range<usize>)| Run {
            part: part as u32,
            left: left as u32,
            rights: rights.start as u32..rights.end as u32,
        };
        runs.extend(halves.stairs(U::narrow(low), meet.end(high)).map(run));
    }
    runs
}

impl Run {
    /// Where its rights lie among the members of the right list.
    fn places<U: Unit>(&self, meet: &Meet<U>) -> Range<usize> {
        let right = &meet.halves.parts()[self.part as usize].right;
        right.start(self.rights.start as usize)..right.start(self.rights.end as usize)
    }

    /// How many outcomes it holds.
    fn len<U: Unit>(&self, meet: &Meet<U>) -> u64 {
        self.lefts(meet).len() as u64 * self.places(meet).len() as u64
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
            all += run.len(meet);
            all
        });
        let ends = ends.collect();
        Self { meet, low, high, runs, ends, count: Count::exactly(all) }
    }

    /// The outcomes below the top in the order of `towards`; equal ones in the order of options.
    fn below_top(&self, towards: Towards) -> impl Iterator<Item = Graded> + use<'a, U> {
        Slices::new(self, self.high.min(self.meet.top.widen() - 1), towards).flatten()
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
        Ok(Box::new(self.below_top(Towards::Better).chain(self.of_top())))
    }

    fn descending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.of_top().chain(self.below_top(Towards::Worse))))
    }
}

/// In which direction outcomes come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Towards {
    Better,
    Worse,
}

/// Outcomes that are listed and sorted together.
const FIRST: u64 = 1 << 10;
/// The most of them, but for outcomes of one grade, which come one by one.
const MOST: u64 = 1 << 16;

/// A band cut into slices of neighbouring grades, each of which holds few enough outcomes to list and sort them. Slices
/// begin narrow, so that the first outcomes come soon, and widen as long as they hold few.
struct Slices<'a, U> {
    meet: &'a Meet<U>,
    towards: Towards,
    /// What is left of the band: both ends belong to it.
    low: Grade,
    high: Grade,
    /// How many grades the next slice spans.
    width: Grade,
}

impl<'a, U: Unit> Slices<'a, U> {
    fn new(band: &MeetBand<'a, U>, high: Grade, towards: Towards) -> Self {
        let grades = (high - band.low + 1).max(1);
        let slices = Grade::from(band.ends.last().map_or(0, |all| all / FIRST)).max(1);
        Self { meet: band.meet, towards, low: band.low, high, width: (grades / slices).max(1) }
    }

    /// The grades of the next slice.
    fn next_grades(&self) -> (Grade, Grade) {
        match self.towards {
            Towards::Better => (self.low, self.high.min(self.low + self.width - 1)),
            Towards::Worse => (self.low.max(self.high - self.width + 1), self.high),
        }
    }

    /// The outcomes of some runs, which are few, in order.
    fn listed(&self, runs: &[Run]) -> Vec<(U, u32, u32)> {
        let mut outcomes = Vec::new();
        for run in runs {
            let part = &self.meet.halves.parts()[run.part as usize];
            let value = part.left.values()[run.left as usize];
            for group in run.rights.start as usize..run.rights.end as usize {
                let sum = value + part.right.values()[group];
                let pairs =
                    run.lefts(self.meet).iter().flat_map(|&left| part.right.group(group).iter().map(move |&right| (left, right)));
                outcomes.extend(pairs.map(|(left, right)| (sum, left, right)));
            }
        }
        match self.towards {
            Towards::Better => outcomes.sort_unstable(),
            Towards::Worse => outcomes.sort_unstable_by_key(|&(sum, left, right)| (Reverse(sum), left, right)),
        }
        outcomes
    }
}

impl<'a, U: Unit> Iterator for Slices<'a, U> {
    type Item = Paths<'a>;

    fn next(&mut self) -> Option<Paths<'a>> {
        while self.low <= self.high {
            let (low, high) = self.next_grades();
            let runs = runs(self.meet, low, high);
            let count: u64 = runs.iter().map(|run| run.len(self.meet)).sum();
            if count > MOST && low < high {
                self.width = (self.width / 2).max(1);
                continue;
            }
            match self.towards {
                Towards::Better => self.low = high + 1,
                Towards::Worse => self.high = low - 1,
            }
            if count < MOST / 4 {
                self.width = self.width.saturating_mul(2).min(self.meet.top.widen());
            }
            let meet = self.meet;
            if count > MOST {
                return Some(Box::new(Class::new(meet, low).outcomes()));
            }
            let outcomes = self.listed(&runs).into_iter();
            return Some(Box::new(outcomes.map(move |(sum, left, right)| meet.graded(Pair { sum, left, right }))));
        }
        None
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
        let Self { meet, grade, lefts } = self;
        let holds = |(_, _, places): &(u32, u32, Range<usize>)| {
            let is_there = place < places.len() as u64;
            place -= if is_there { 0 } else { places.len() as u64 };
            is_there
        };
        let (left, part, places) = lefts.into_iter().find(holds).expect("the class holds more than `place`");
        let right = Self::rights(meet, part, places)[place as usize];
        Graded { path: meet.options(left, right), grade }
    }
}
