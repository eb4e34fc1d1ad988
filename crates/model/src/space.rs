//! All the ways to settle the issues, less those that cannot stand together.

use num_bigint::BigUint;
use num_traits::One;

use crate::{Issue, IssueIndex, OptionIndex, Outcome, Pattern};

/// Options that cannot stand together, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Outcomes that fit this are not feasible.
    pub forbids: Pattern,
    /// Why, in the words of the case.
    pub reason: String,
}

/// The issues for bargaining and the rules between their options. The space may hold 10^40 outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OutcomeSpace {
    issues: Vec<Issue>,
    rules: Vec<Rule>,
}

impl OutcomeSpace {
    /// The space over `issues` without what `rules` forbid. Names and indices are checked by
    /// [`Scenario`](crate::Scenario), which lists all faults at once.
    pub fn new(issues: Vec<Issue>, rules: Vec<Rule>) -> Self {
        Self { issues, rules }
    }

    /// The issues, in the order of their indices.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// What cannot stand together.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The index of the issue called `name`.
    pub fn issue(&self, name: &str) -> Option<IssueIndex> {
        self.issues.iter().position(|issue| issue.name() == name)
    }

    /// Number of options of each issue.
    pub fn sizes(&self) -> Vec<usize> {
        self.issues.iter().map(|issue| issue.options().len()).collect()
    }

    /// Number of outcomes before the rules: the product of the sizes. One for a space without issues.
    pub fn unrestricted_count(&self) -> BigUint {
        self.issues.iter().fold(BigUint::one(), |count, issue| count * issue.options().len())
    }

    /// Whether `outcome` breaks no rule.
    pub fn is_feasible(&self, outcome: &Outcome) -> bool {
        !self.rules.iter().any(|rule| rule.forbids.fits(outcome))
    }

    /// Every feasible outcome, in lexicographic order of option indices. **Lists the space**: for oracles in
    /// tests and for spaces known to be small; kernels must not call it.
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> + '_ {
        Listing { sizes: self.sizes(), next: self.sizes().iter().all(|&size| size > 0).then(|| vec![0; self.issues.len()]) }
            .filter(|outcome| self.is_feasible(outcome))
    }
}

/// An odometer over option indices.
struct Listing {
    sizes: Vec<usize>,
    next: Option<Vec<OptionIndex>>,
}

impl Iterator for Listing {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        let current = self.next.take()?;
        let mut following = current.clone();
        for issue in (0..following.len()).rev() {
            following[issue] += 1;
            if (following[issue] as usize) < self.sizes[issue] {
                self.next = Some(following);
                break;
            }
            following[issue] = 0;
        }
        Some(Outcome::new(current))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_beyond_every_machine_integer() {
        let issue = |k| Issue::categorical(format!("issue {k}"), (0..10).map(|o| o.to_string()));
        let space = OutcomeSpace::new((0..40).map(issue).collect(), vec![]);
        assert_eq!(space.unrestricted_count().to_string(), format!("1{}", "0".repeat(40)));
    }

    #[test]
    fn lists_in_lexicographic_order_without_the_forbidden() {
        let issues = vec![Issue::categorical("alliance", ["none", "full"]), Issue::categorical("bases", ["none", "foreign"])];
        let rule = Rule { forbids: Pattern::new([(0, vec![0]), (1, vec![1])]), reason: String::new() };
        let listed: Vec<_> = OutcomeSpace::new(issues, vec![rule]).outcomes().map(|o| o.options().to_vec()).collect();
        assert_eq!(listed, [vec![0, 0], vec![1, 0], vec![1, 1]]);
    }

    #[test]
    fn an_empty_space_has_one_empty_outcome() {
        assert_eq!(OutcomeSpace::default().outcomes().count(), 1);
    }
}
