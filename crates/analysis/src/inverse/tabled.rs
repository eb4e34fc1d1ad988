//! Answers from counts of the ways to reach each sum: for utilities that lie on a grid, in spaces of any size.

use std::cmp::Ordering;
use std::iter::successors;

use num_bigint::BigUint;

use super::answer::{Count, Method};
use super::diagram::Diagram;
use super::engine::{Closest, Engine, Graded, Paths, Places};
use super::limbs::{add, compare, from_big, subtract, to_big};
use super::limits::Unordered;
use super::scale::Grade;
use super::sum_table::SumTable;

/// A table of exact sums. A sum is a grade, but for those above the top.
#[derive(Debug)]
pub(super) struct Tabled {
    table: SumTable,
    top: i64,
}

impl Tabled {
    pub(super) fn new(diagram: Diagram<i64>, top: i64) -> Self {
        Self { table: SumTable::new(diagram), top }
    }

    /// The sums that count as grades from `low` to `high`.
    fn sums(&self, low: Grade, high: Grade) -> (i64, i64) {
        let (low, high) = (low as i64, high as i64);
        (low, if high >= self.top { i64::MAX } else { high })
    }

    /// The outcome at a place among those with a grade from `low` to `high`, in the order of options.
    fn graded(&self, low: Grade, high: Grade, place: Vec<u64>) -> Graded {
        let (low, high) = self.sums(low, high);
        let (path, sum) = self.table.path(low, high, place);
        Graded { path, grade: sum.min(self.top).into() }
    }

    fn first(&self, grade: Grade) -> Closest {
        Closest::exact(self.graded(grade, grade, vec![0; self.table.length()]))
    }

    fn digits(&self, low: Grade, high: Grade) -> Vec<u64> {
        let (low, high) = self.sums(low, high);
        self.table.count(low, high)
    }

    /// The least grade from `grade` up that some outcome has.
    fn up(&self, grade: Grade) -> Option<Grade> {
        let sum = self.table.least_from(grade as i64)?;
        Some(sum.min(self.top).into())
    }

    /// The greatest grade from `grade` down that some outcome has. The top is always had.
    fn down(&self, grade: Grade) -> Option<Grade> {
        if grade >= self.top.into() { Some(self.top.into()) } else { self.table.greatest_to(grade as i64).map(Grade::from) }
    }

    /// All outcomes of one grade.
    fn class(&self, grade: Grade) -> impl Iterator<Item = Graded> {
        let count = self.digits(grade, grade);
        let following = |place: &Vec<u64>| {
            let mut next = place.clone();
            add(&mut next, &[1]);
            Some(next)
        };
        let places = successors(Some(vec![0; count.len()]), following);
        let left = places.take_while(move |place| compare(place, &count) == Ordering::Less);
        left.map(move |place| self.graded(grade, grade, place))
    }
}

impl Engine for Tabled {
    fn method(&self) -> Method {
        Method::SumTable { sums: self.table.sums() }
    }

    fn at_or_above(&self, grade: Grade) -> Option<Closest> {
        self.up(grade).map(|grade| self.first(grade))
    }

    fn at_or_below(&self, grade: Grade) -> Option<Closest> {
        self.down(grade).map(|grade| self.first(grade))
    }

    fn count(&self, low: Grade, high: Grade) -> Count {
        Count::exactly(to_big(&self.digits(low, high)))
    }

    fn band(&self, low: Grade, high: Grade) -> Box<dyn Places + '_> {
        Box::new(TabledBand { tabled: self, low, high, count: self.count(low, high) })
    }

    fn best_first(&self) -> Paths<'_> {
        let band = TabledBand { tabled: self, low: 0, high: self.top.into(), count: Count::exactly(0u32) };
        Box::new(band.grades_down().flat_map(|grade| self.class(grade)))
    }

    fn kth_best(&self, place: &BigUint) -> Result<Graded, Unordered> {
        let mut place = from_big(place, self.table.length());
        let grade = Grade::from(self.table.kth_best(&place).min(self.top));
        if grade < self.top.into() {
            subtract(&mut place, &self.digits(grade + 1, self.top.into()));
        }
        Ok(self.graded(grade, grade, place))
    }
}

/// A range of grades.
#[derive(Clone, Debug)]
struct TabledBand<'a> {
    tabled: &'a Tabled,
    low: Grade,
    high: Grade,
    count: Count,
}

impl<'a> TabledBand<'a> {
    fn grades_up(&self) -> impl Iterator<Item = Grade> + use<'a> {
        let (tabled, high) = (self.tabled, self.high);
        let next = move |grade: &Grade| if *grade < high { tabled.up(grade + 1) } else { None };
        successors(tabled.up(self.low), next).take_while(move |grade| *grade <= high)
    }

    fn grades_down(&self) -> impl Iterator<Item = Grade> + use<'a> {
        let (tabled, low) = (self.tabled, self.low);
        let next = move |grade: &Grade| if *grade > low { tabled.down(grade - 1) } else { None };
        successors(tabled.down(self.high), next).take_while(move |grade| *grade >= low)
    }
}

impl Places for TabledBand<'_> {
    fn count(&self) -> &Count {
        &self.count
    }

    fn at(&self, place: &BigUint) -> Option<Graded> {
        let is_within = *place < self.count.at_most;
        is_within.then(|| self.tabled.graded(self.low, self.high, from_big(place, self.tabled.table.length())))
    }

    fn ascending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.grades_up().flat_map(|grade| self.tabled.class(grade))))
    }

    fn descending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.grades_down().flat_map(|grade| self.tabled.class(grade))))
    }
}
