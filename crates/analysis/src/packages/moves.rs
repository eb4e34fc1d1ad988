//! What changing one option or two of a package does to one utility, without evaluating the package anew.

use zopa_model::{IssueIndex, OptionIndex, Outcome, Threshold, Units, Utility};

/// One option, for one issue.
pub(super) type Settled = (IssueIndex, OptionIndex);

/// A utility seen from one package.
pub(super) struct Moves<'a> {
    utility: &'a Utility,
    from: &'a Outcome,
    /// The worth of the package before the cap.
    base: Units,
    /// What each option of each issue adds to that, all else staying.
    single: Vec<Vec<Units>>,
    /// Whether any factor joins issues.
    is_linked: bool,
}

impl<'a> Moves<'a> {
    pub(super) fn new(utility: &'a Utility, from: &'a Outcome, sizes: &[usize]) -> Self {
        let mut single: Vec<Vec<Units>> = sizes.iter().map(|&size| vec![0; size]).collect();
        let mut base = utility.constant;
        let mut changed = from.clone();
        for factor in &utility.factors {
            let now = factor.evaluate(from);
            base += now;
            for &issue in factor.scope() {
                for (option, added) in (0..).zip(&mut single[issue]) {
                    changed = changed.with(issue, option);
                    *added += factor.evaluate(&changed) - now;
                }
                changed = changed.with(issue, from.option(issue));
            }
        }
        let is_linked = utility.factors.iter().any(|factor| factor.scope().len() > 1);
        Self { utility, from, base, single, is_linked }
    }

    /// What the package itself is worth.
    pub(super) fn worth(&self) -> Units {
        self.capped(self.base)
    }

    /// What it is worth with one option changed.
    pub(super) fn worth_with(&self, (issue, option): Settled) -> Units {
        self.capped(self.base + self.single[issue][option as usize])
    }

    /// What it is worth with the options of two different issues changed.
    pub(super) fn worth_with_both(&self, one: Settled, other: Settled) -> Units {
        let joins = |scope: &[IssueIndex]| scope.len() > 1 && scope.contains(&one.0) && scope.contains(&other.0);
        let added = self.single[one.0][one.1 as usize] + self.single[other.0][other.1 as usize];
        if self.is_linked && self.utility.factors.iter().any(|factor| joins(factor.scope())) {
            return self.utility.evaluate(&self.from.with(one.0, one.1).with(other.0, other.1));
        }
        self.capped(self.base + added)
    }

    /// By how much `worth` misses the limit; zero where it is met, `None` where no worth would do.
    pub(super) fn shortfall(&self, worth: Units) -> Option<Units> {
        match self.utility.reservation {
            Threshold::Any => Some(0),
            Threshold::At(least) => Some((least - worth).max(0)),
            Threshold::Never => None,
        }
    }

    /// Whether the party says yes to `outcome`, whose worth to it is `worth`.
    pub(super) fn accepts(&self, outcome: &Outcome, worth: Units) -> bool {
        self.shortfall(worth) == Some(0) && !self.refuses(outcome)
    }

    /// Whether `outcome` crosses one of its red lines.
    pub(super) fn refuses(&self, outcome: &Outcome) -> bool {
        self.utility.refusals.iter().any(|line| line.fits(outcome))
    }

    fn capped(&self, sum: Units) -> Units {
        self.utility.cap.map_or(sum, |cap| sum.min(cap))
    }
}
