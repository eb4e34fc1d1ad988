//! Axis-parallel boxes in an outcome space.

use crate::{IssueIndex, OptionIndex, Outcome};

/// A range of options, both ends included, on each of some issues; any option on the others. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Region {
    /// Ascending, none twice.
    issues: Vec<IssueIndex>,
    /// The range of each of `issues`.
    ranges: Vec<(OptionIndex, OptionIndex)>,
}

impl Region {
    /// The region of these bounds `(issue, low, high)`, in any order; bounds on one issue intersect. `None` where no
    /// option is left on some issue.
    pub fn new(bounds: impl IntoIterator<Item = (IssueIndex, OptionIndex, OptionIndex)>) -> Option<Self> {
        let mut bounds: Vec<_> = bounds.into_iter().collect();
        bounds.sort_unstable();
        bounds.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                *kept = (kept.0, kept.1.max(next.1), kept.2.min(next.2));
            }
            is_same
        });
        let is_empty = bounds.iter().any(|(_, low, high)| low > high);
        let (issues, ranges) = bounds.into_iter().map(|(issue, low, high)| (issue, (low, high))).unzip();
        (!is_empty).then_some(Self { issues, ranges })
    }

    /// The issues that are bounded, ascending.
    pub fn issues(&self) -> &[IssueIndex] {
        &self.issues
    }

    /// The bounds `(issue, low, high)`, in ascending order of issues.
    pub fn bounds(&self) -> impl Iterator<Item = (IssueIndex, OptionIndex, OptionIndex)> + '_ {
        self.issues.iter().zip(&self.ranges).map(|(&issue, &(low, high))| (issue, low, high))
    }

    /// The bounds on `issue`; `None` where any option will do.
    pub fn range(&self, issue: IssueIndex) -> Option<(OptionIndex, OptionIndex)> {
        self.issues.binary_search(&issue).ok().map(|at| self.ranges[at])
    }

    /// Whether `outcome` keeps every bound.
    pub fn contains(&self, outcome: &Outcome) -> bool {
        self.bounds().all(|(issue, low, high)| (low..=high).contains(&outcome.option(issue)))
    }

    /// What lies in both; `None` where nothing does.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Self::new(self.bounds().chain(other.bounds()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_bounds_intersect_and_may_leave_nothing() {
        let region = Region::new([(1, 2, 7), (0, 0, 3), (1, 5, 9)]).unwrap();
        assert_eq!(region.bounds().collect::<Vec<_>>(), [(0, 0, 3), (1, 5, 7)]);
        assert_eq!(Region::new([(1, 2, 4), (1, 5, 9)]), None);
    }

    #[test]
    fn both_ends_belong_to_it() {
        let region = Region::new([(0, 2, 4)]).unwrap();
        let inside: Vec<u32> = (0..6).filter(|&option| region.contains(&Outcome::new([option]))).collect();
        assert_eq!(inside, [2, 3, 4]);
    }

    #[test]
    fn an_unbounded_region_holds_everything() {
        assert!(Region::default().contains(&Outcome::new([4, 2])));
    }
}
