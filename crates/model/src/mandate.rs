//! What delegations may sign without their leaders, and who at home must agree, as plain data.

use crate::{IssueIndex, OptionIndex, Outcome, PartyIndex, Pattern, Range};

/// What a delegation may do about one issue, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// Not even talk.
    None,
    /// Talk, without binding anybody.
    ExchangeViews,
    /// Sign, subject to a yes at home.
    AdReferendum,
    /// Sign for good.
    Commit,
}

/// What one delegation may do about one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// Whose delegation.
    pub party: PartyIndex,
    /// Which issue.
    pub issue: IssueIndex,
    /// What it may do.
    pub authority: Authority,
    /// The options it may sign, ascending; empty where it may sign any.
    pub within: Vec<OptionIndex>,
}

/// What one analyst makes of the mandates of all delegations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandates {
    /// Where every issue stays that nobody may settle.
    pub stays: Outcome,
    /// At most one entry for each party and issue. What is not here is not known.
    pub mandates: Vec<Mandate>,
    /// What a side has set as the condition for a meeting of leaders, where it can be put in terms of issues.
    pub summit: Option<Summit>,
}

impl Mandates {
    /// What is known of `party` about `issue`.
    pub fn of(&self, party: PartyIndex, issue: IssueIndex) -> Option<&Mandate> {
        self.mandates.iter().find(|mandate| mandate.party == party && mandate.issue == issue)
    }
}

/// "The leaders meet only after these issues are settled."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summit {
    /// The meeting, as a position among the conditions.
    pub meeting: usize,
    /// What it waits for, as a position among the conditions.
    pub waits_for: usize,
    /// The issues that have to be settled for that, ascending.
    pub issues: Vec<IssueIndex>,
}

/// Who at home must agree to what a party signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratification {
    /// Whose home.
    pub party: PartyIndex,
    /// Those who have a say.
    pub voters: Vec<Voter>,
    /// The sum of weights that a yes needs; `None` where only vetoes count.
    pub quota: Option<u32>,
}

/// Somebody with a say at home, or an ally whose consent is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// The name.
    pub name: String,
    /// The weight of the vote; zero for those who have a veto only.
    pub weight: u32,
    /// Whether nothing passes against them.
    pub veto: bool,
    /// What they refuse: any outcome that one of these fits.
    pub refuses: Vec<Pattern>,
    /// How likely they say yes to what they do not refuse, from 0 to 1; `None` for certainly.
    pub yes: Option<Range>,
}
