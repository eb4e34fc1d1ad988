//! Every outcome listed once and sorted: for spaces that can be listed.

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use zopa_model::{Outcome, OutcomeSpace, Units};

use super::answer::{Count, Method};
use super::diagram::{Diagram, options_of};
use super::engine::{Closest, Engine, Graded, Paths, Places};
use super::grades::Grades;
use super::limits::Unordered;
use super::scale::Grade;
use crate::units::Unit;

/// The outcomes by grade, each as its place in the lexicographic order of its options.
#[derive(Debug)]
pub(super) struct Sorted<U> {
    grades: Grades<U>,
    sizes: Vec<usize>,
}

impl<U: Unit> Sorted<U> {
    /// Lists the paths of `diagram`, all sums above `top` counting as `top`.
    pub(super) fn new(diagram: &Diagram<U>, top: U) -> Self {
        let ways = diagram.ways(0, 0, diagram.depth());
        let list = ways.into_iter().map(|way| (way.sum.min(top), way.index)).collect();
        Self { grades: Grades::new(list), sizes: diagram.sizes() }
    }

    fn graded(&self, group: usize, place: usize) -> Graded {
        let path = options_of(self.grades.members()[place], &self.sizes);
        Graded { path, grade: self.grades.values()[group].widen() }
    }

    /// The first outcome of a group, where there is that group.
    fn first(&self, group: usize) -> Option<Closest> {
        (group < self.grades.values().len()).then(|| Closest::exact(self.graded(group, self.grades.start(group))))
    }

    /// The groups with a grade from `low` to `high`.
    fn groups(&self, low: Grade, high: Grade) -> std::ops::Range<usize> {
        let groups = &self.grades;
        groups.below(U::narrow(low))..groups.below(U::narrow(high + 1)).max(groups.below(U::narrow(low)))
    }

    /// How many outcomes the groups hold.
    fn held_by(&self, groups: &std::ops::Range<usize>) -> Count {
        Count::exactly(self.grades.start(groups.end) - self.grades.start(groups.start))
    }

    fn of_groups(&self, groups: impl Iterator<Item = usize>) -> impl Iterator<Item = Graded> {
        groups.flat_map(move |group| {
            (self.grades.start(group)..self.grades.start(group + 1)).map(move |place| self.graded(group, place))
        })
    }
}

impl Sorted<Units> {
    /// The same by evaluating one outcome after the other, for utilities that no diagram holds; `grade` is `None` for an
    /// outcome that is not to be had.
    pub(super) fn by_listing(space: &OutcomeSpace, grade: impl Fn(&Outcome) -> Option<Grade>) -> Self {
        let sizes = space.sizes();
        let place = |outcome: &Outcome| {
            outcome.options().iter().zip(&sizes).fold(0, |place, (&option, &size)| place * size as u32 + option)
        };
        let list = space.outcomes().filter_map(|outcome| Some((grade(&outcome)?, place(&outcome)))).collect();
        Self { grades: Grades::new(list), sizes }
    }
}

impl<U: Unit> Engine for Sorted<U> {
    fn method(&self) -> Method {
        Method::Sorted { outcomes: self.grades.len() }
    }

    fn at_or_above(&self, grade: Grade) -> Option<Closest> {
        self.first(self.grades.below(U::narrow(grade)))
    }

    fn at_or_below(&self, grade: Grade) -> Option<Closest> {
        self.first(self.grades.below(U::narrow(grade + 1)).checked_sub(1)?)
    }

    fn count(&self, low: Grade, high: Grade) -> Count {
        self.held_by(&self.groups(low, high))
    }

    fn band(&self, low: Grade, high: Grade) -> Box<dyn Places + '_> {
        let groups = self.groups(low, high);
        Box::new(SortedBand { sorted: self, count: self.held_by(&groups), groups })
    }

    fn best_first(&self) -> Paths<'_> {
        Box::new(self.of_groups((0..self.grades.values().len()).rev()))
    }

    fn kth_best(&self, place: &BigUint) -> Result<Graded, Unordered> {
        let place = place.to_usize().expect("the place is below the number of outcomes");
        let group = self.grades.group_at(self.grades.len() - 1 - place);
        let better = self.grades.len() - self.grades.start(group + 1);
        Ok(self.graded(group, self.grades.start(group) + place - better))
    }
}

/// A run of groups.
#[derive(Debug)]
struct SortedBand<'a, U> {
    sorted: &'a Sorted<U>,
    groups: std::ops::Range<usize>,
    count: Count,
}

impl<U: Unit> Places for SortedBand<'_, U> {
    fn count(&self) -> &Count {
        &self.count
    }

    fn at(&self, place: &BigUint) -> Option<Graded> {
        let grades = &self.sorted.grades;
        let place = grades.start(self.groups.start) + place.to_usize()?;
        (place < grades.start(self.groups.end)).then(|| self.sorted.graded(grades.group_at(place), place))
    }

    fn ascending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.sorted.of_groups(self.groups.clone())))
    }

    fn descending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.sorted.of_groups(self.groups.clone().rev())))
    }
}
