//! Answers from two sorted halves: for utilities too finely cut for a table, up to about 10^14 outcomes.

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use zopa_model::OptionIndex;

use super::answer::{Count, Method};
use super::best_first::BestFirst;
use super::diagram::Diagram;
use super::engine::{Closest, Engine, Graded, Paths, Places};
use super::halves::{Cut, Halves, Pair};
use super::limits::Unordered;
use super::meet_band::{Class, MeetBand};
use super::scale::Grade;
use crate::units::Unit;

/// Left halves looked at one by one before both lists are walked through.
const PROBES: usize = 1 << 12;

/// Walks that look at fewer lefts than this are taken at once.
const SHORT: usize = 1 << 14;

/// Halves over all layers.
#[derive(Debug)]
pub(super) struct Meet<U> {
    diagram: Diagram<U>,
    pub(super) halves: Halves<U>,
    pub(super) top: U,
    /// The first left halves in the order of options.
    probes: Vec<Probe<U>>,
}

/// A left half with what it is worth.
#[derive(Clone, Copy, Debug)]
struct Probe<U> {
    left: u32,
    part: usize,
    value: U,
}

impl<U: Unit> Meet<U> {
    pub(super) fn new(diagram: Diagram<U>, cut: Cut, top: U) -> Self {
        let halves = Halves::new(&diagram, cut);
        let probes = first_lefts(&halves);
        Self { diagram, halves, top, probes }
    }

    pub(super) fn graded(&self, pair: Pair<U>) -> Graded {
        Graded { path: self.options(pair.left, pair.right), grade: pair.sum.min(self.top).widen() }
    }

    pub(super) fn options(&self, left: u32, right: u32) -> Vec<OptionIndex> {
        self.halves.options(left, right)
    }

    /// The first pair with exactly this sum, if its left half is among those that are looked at first.
    fn hit(&self, sum: U) -> Option<Pair<U>> {
        if self.probes.is_empty() || self.halves.looks(sum) < SHORT {
            return None;
        }
        self.probes.iter().find_map(|probe| {
            let right = &self.halves.parts()[probe.part].right;
            let group = right.values().binary_search(&(sum - probe.value)).ok()?;
            Some(Pair { sum, left: probe.left, right: right.group(group)[0] })
        })
    }

    /// The first of the outcomes that have the top grade.
    fn first_of_top(&self) -> Option<Pair<U>> {
        self.halves.first_from(self.top)
    }

    /// The first pair of the grade that `pair` has.
    fn first_of_grade(&self, pair: Pair<U>) -> Option<Pair<U>> {
        if pair.sum < self.top { Some(pair) } else { self.first_of_top() }
    }

    /// How many pairs have a grade of at least `grade`.
    fn count_from(&self, grade: Grade) -> u64 {
        self.halves.count() - self.halves.count_below(U::narrow(grade))
    }

    /// Where sums of grade `high` and less end; `None` where all sums count.
    pub(super) fn end(&self, high: Grade) -> Option<U> {
        let high = U::narrow(high);
        (high < self.top).then(|| high + U::ONE)
    }
}

/// The first left halves in the order of options, where right halves lie so densely that some of the lefts are likely to
/// hit any sum; an eighth of all at most, so that looking at them costs little.
fn first_lefts<U: Unit>(halves: &Halves<U>) -> Vec<Probe<U>> {
    let mut lefts = Vec::new();
    for (part, halves) in halves.parts().iter().enumerate() {
        let right = halves.right.values();
        let span = right.last().zip(right.first()).map_or(0, |(last, first)| (*last - *first).widen());
        if span / PROBES as Grade > right.len() as Grade {
            return Vec::new();
        }
        for (group, &value) in halves.left.values().iter().enumerate() {
            lefts.extend(halves.left.group(group).iter().map(|&left| Probe { left, part, value }));
        }
    }
    let kept = PROBES.min(lefts.len() / 8);
    lefts.sort_unstable_by_key(|probe| probe.left);
    lefts.truncate(kept);
    lefts.shrink_to_fit();
    lefts
}

impl<U: Unit> Engine for Meet<U> {
    fn method(&self) -> Method {
        Method::MeetInTheMiddle { halves: self.halves.len() }
    }

    fn at_or_above(&self, grade: Grade) -> Option<Closest> {
        let sum = U::narrow(grade);
        let pair = if sum < self.top {
            let found = self.hit(sum).or_else(|| self.halves.least_from(sum))?;
            self.first_of_grade(found)
        } else {
            self.first_of_top()
        };
        pair.map(|pair| Closest::exact(self.graded(pair)))
    }

    fn at_or_below(&self, grade: Grade) -> Option<Closest> {
        let sum = U::narrow(grade);
        let pair = if sum < self.top { self.hit(sum).or_else(|| self.halves.greatest_to(sum)) } else { self.first_of_top() };
        pair.map(|pair| Closest::exact(self.graded(pair)))
    }

    fn close_above(&self, grade: Grade, slack: Grade) -> Option<Closest> {
        let limit = grade.saturating_add(slack);
        let limit = if limit < self.top.widen() { U::narrow(limit) } else { self.diagram.extent().most };
        let close = self.halves.soon(U::narrow(grade), limit);
        close.map(|pair| Closest { found: self.graded(pair), bound: grade }).or_else(|| self.at_or_above(grade))
    }

    fn count(&self, low: Grade, high: Grade) -> Count {
        let beyond = self.end(high).map_or(0, |_| self.count_from(high + 1));
        Count::exactly(self.count_from(low) - beyond)
    }

    fn band(&self, low: Grade, high: Grade) -> Box<dyn Places + '_> {
        Box::new(MeetBand::new(self, low, high))
    }

    fn best_first(&self) -> Paths<'_> {
        Box::new(BestFirst::new(&self.diagram, self.top))
    }

    fn kth_best(&self, place: &BigUint) -> Result<Graded, Unordered> {
        let place = place.to_u64().expect("the place is below the number of outcomes");
        // The greatest grade that more than `place` outcomes reach.
        let (mut grade, mut beyond) = (0, self.top.widen() + 1);
        while beyond - grade > 1 {
            let middle = grade + (beyond - grade) / 2;
            if self.count_from(middle) > place { grade = middle } else { beyond = middle }
        }
        let better = self.end(grade).map_or(0, |_| self.count_from(grade + 1));
        Ok(Class::new(self, grade).nth(place - better))
    }
}
