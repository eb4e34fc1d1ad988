//! Utilities as grades: whole numbers from 0 up that the methods count and compare.

use zopa_model::Units;

/// How many steps an outcome is worth more than the base of its scale, cut at the top.
pub(super) type Grade = Units;

/// The quotient, rounded down; `step` is above zero.
pub(super) fn floored(number: Grade, step: Grade) -> Grade {
    number.div_euclid(step)
}

/// The quotient, rounded up; `step` is above zero.
pub(super) fn ceiled(number: Grade, step: Grade) -> Grade {
    number.div_euclid(step) + Grade::from(number.rem_euclid(step) != 0)
}

/// `units = base + step * grade`, except that the top grade stands for everything from there on where a cap cuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    base: Units,
    step: Units,
    /// The greatest grade. Sums above it count as it.
    top: Grade,
    /// What the top grade is worth where the cap makes outcomes equal.
    cap: Option<Units>,
}

impl Scale {
    /// The scale of sums up to `most` steps of `step` above `base`, under a cap in units.
    pub(super) fn new(base: Units, step: Units, most: Units, cap: Option<Units>) -> Self {
        let reached = |cap: &Units| ceiled(cap - base, step) <= most;
        match cap.filter(reached) {
            None => Self { base, step, top: most, cap: None },
            Some(cap) => Self { base, step, top: ceiled(cap - base, step).max(0), cap: Some(cap) },
        }
    }

    pub(super) fn top(&self) -> Grade {
        self.top
    }

    /// What a grade is worth.
    pub(super) fn units(&self, grade: Grade) -> Units {
        match self.cap {
            Some(cap) if grade == self.top => cap,
            _ => self.base + self.step * grade,
        }
    }

    /// The least grade worth at least `units`; `None` where even the top is worth less.
    pub(super) fn at_least(&self, units: Units) -> Option<Grade> {
        let grade = ceiled(units.saturating_sub(self.base), self.step).max(0);
        let is_beyond = self.cap.is_some_and(|cap| units > cap);
        (!is_beyond && grade <= self.top).then_some(grade)
    }

    /// The greatest grade worth at most `units`; `None` where even grade 0 is worth more.
    pub(super) fn at_most(&self, units: Units) -> Option<Grade> {
        if self.cap.is_some_and(|cap| units >= cap) {
            return Some(self.top);
        }
        let grade = floored(units.saturating_sub(self.base), self.step).min(self.top);
        (grade >= 0 && self.units(grade) <= units).then_some(grade)
    }

    /// How many whole steps fit into a distance in units.
    pub(super) fn steps(&self, distance: Units) -> Grade {
        distance.max(0) / self.step
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn grades_and_units_answer_each_other(
            base in -20i128..20, step in 1i128..5, most in 0i128..9, cap in prop::option::of(-30i128..60), units in -70i128..80,
        ) {
            let scale = Scale::new(base, step, most, cap);
            let worth: Vec<Units> = (0..=most).map(|sum| cap.map_or(base + step * sum, |cap| cap.min(base + step * sum))).collect();
            let graded: Vec<Units> = (0..=most).map(|sum| scale.units(sum.min(scale.top()))).collect();
            prop_assert_eq!(&graded, &worth);
            let grades = || 0..=scale.top();
            prop_assert_eq!(scale.at_least(units), grades().find(|&grade| scale.units(grade) >= units));
            prop_assert_eq!(scale.at_most(units), grades().rev().find(|&grade| scale.units(grade) <= units));
        }
    }

    #[test]
    fn the_ends_of_all_numbers_do_not_overflow() {
        let scale = Scale::new(-5, 3, 10, None);
        assert_eq!((scale.at_least(Units::MAX), scale.at_least(Units::MIN)), (None, Some(0)));
        assert_eq!((scale.at_most(Units::MAX), scale.at_most(Units::MIN)), (Some(10), None));
    }
}
