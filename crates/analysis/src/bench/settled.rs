//! A package under construction: some issues are settled, the rest is open.

use zopa_model::{IssueIndex, OptionIndex, Outcome, Pattern, Rule, Scenario};

/// An option for some of the issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled(Vec<Option<OptionIndex>>);

impl Settled {
    /// These options, one entry for each issue; `None` where it is open.
    pub fn new(options: Vec<Option<OptionIndex>>) -> Self {
        Self(options)
    }

    /// The option for `issue`; `None` where it is open.
    pub fn option(&self, issue: IssueIndex) -> Option<OptionIndex> {
        self.0.get(issue).copied().flatten()
    }

    /// The issues that are open.
    pub fn open(&self) -> Vec<IssueIndex> {
        (0..self.0.len()).filter(|&issue| self.0[issue].is_none()).collect()
    }

    /// The outcome, where nothing is open.
    pub fn outcome(&self) -> Option<Outcome> {
        self.0.iter().copied().collect::<Option<Vec<OptionIndex>>>().map(Outcome::new)
    }

    /// Whether `outcome` has these options.
    pub fn holds(&self, outcome: &Outcome) -> bool {
        self.0.iter().zip(outcome.options()).all(|(settled, option)| settled.is_none_or(|settled| settled == *option))
    }

    /// Whether `pattern` fits however the open issues are settled.
    pub fn fits(&self, pattern: &Pattern) -> bool {
        let settles = |(issue, options): &(IssueIndex, Vec<OptionIndex>)| {
            self.option(*issue).is_some_and(|option| options.binary_search(&option).is_ok())
        };
        pattern.literals().iter().all(settles)
    }

    /// The scenario in which these options are all that can be had.
    pub(super) fn confine(&self, scenario: &Scenario) -> Scenario {
        let sizes = scenario.space().sizes();
        let close = |(issue, option): (IssueIndex, OptionIndex)| {
            let others = (0..sizes[issue] as OptionIndex).filter(|other| *other != option).collect();
            Rule { forbids: Pattern::new([(issue, others)]), reason: "settled in the package".to_owned() }
        };
        let settled = (0..self.0.len()).filter_map(|issue| Some((issue, self.option(issue)?)));
        // An issue with one option is settled by itself; a pattern without an option would mean nothing.
        scenario.confined(settled.filter(|(issue, _)| sizes[*issue] > 1).map(close))
    }
}
