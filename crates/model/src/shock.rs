//! What an event, a promise or a threat from outside may change, as plain data.

use crate::{IssueIndex, OptionIndex, PartyIndex, Range};

/// What one analyst makes of something that happened or may happen: ranges whose sign is often unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shock {
    /// The short name, unique among the shocks of one judgement.
    pub name: String,
    /// Everything that it changes.
    pub shifts: Vec<Shift>,
}

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// For whom.
    pub party: PartyIndex,
    /// What.
    pub channel: Channel,
    /// By how much, on the party's scale of utility.
    pub by: Range,
}

/// What a shock may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// What no agreement is worth: raises the limit.
    OutsideOption,
    /// What waiting costs: lowers the limit.
    CostOfDelay,
    /// What a home audience asks for beyond before: raises the limit.
    HomeAudience,
    /// What an option of an issue is worth.
    Value(IssueIndex, OptionIndex),
}

impl Channel {
    /// Whether the limit falls as the number of this channel rises.
    pub fn lowers_the_limit(self) -> bool {
        self == Self::CostOfDelay
    }
}
