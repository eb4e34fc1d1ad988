//! A way to settle everything, and patterns that such ways may fit.

use crate::{IssueIndex, OptionIndex};

/// One option for every issue of a space, as indices. Names exist only at the edges.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcome(Box<[OptionIndex]>);

impl Outcome {
    /// The outcome with these options, in the order of the issues.
    pub fn new(options: impl Into<Box<[OptionIndex]>>) -> Self {
        Self(options.into())
    }

    /// The option chosen for `issue`.
    pub fn option(&self, issue: IssueIndex) -> OptionIndex {
        self.0[issue]
    }

    /// All options, in the order of the issues.
    pub fn options(&self) -> &[OptionIndex] {
        &self.0
    }

    /// The same outcome with another option for one issue.
    pub fn with(&self, issue: IssueIndex, option: OptionIndex) -> Self {
        let mut options = self.0.clone();
        options[issue] = option;
        Self(options)
    }
}

/// A condition on outcomes: for every listed issue, the option is one of those listed.
/// Written `alliance ∈ {none} and bases ∈ {foreign}`; an empty pattern fits everything.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pattern {
    /// Issue by issue, in ascending order of issues; options sorted ascending.
    literals: Vec<(IssueIndex, Vec<OptionIndex>)>,
}

impl Pattern {
    /// The pattern of these literals, in any order. Repeated issues intersect.
    pub fn new(literals: impl IntoIterator<Item = (IssueIndex, Vec<OptionIndex>)>) -> Self {
        let mut sorted: Vec<(IssueIndex, Vec<OptionIndex>)> = Vec::new();
        for (issue, mut options) in literals {
            options.sort_unstable();
            options.dedup();
            match sorted.iter_mut().find(|(known, _)| *known == issue) {
                Some((_, known)) => known.retain(|option| options.contains(option)),
                None => sorted.push((issue, options)),
            }
        }
        sorted.sort_unstable_by_key(|(issue, _)| *issue);
        Self { literals: sorted }
    }

    /// The literals, in ascending order of issues.
    pub fn literals(&self) -> &[(IssueIndex, Vec<OptionIndex>)] {
        &self.literals
    }

    /// Whether `outcome` fits every literal.
    pub fn fits(&self, outcome: &Outcome) -> bool {
        self.literals.iter().all(|(issue, options)| options.binary_search(&outcome.option(*issue)).is_ok())
    }
}
