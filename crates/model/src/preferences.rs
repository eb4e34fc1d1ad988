//! What an analyst can honestly say about what a party wants: rankings, ranges, red lines. Never a point unless
//! somebody stated one.

use crate::{IssueIndex, OptionIndex, Outcome, Pattern, Range, WeightJudgement};

/// Where a party's utilities come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Points for each option of each issue, on the party's own scale: a scorable game, or a stated utility.
    Points(Vec<Vec<Range>>),
    /// Weights of issues times values of options from 0 (worst) to 1 (best).
    Weighted {
        /// What is said of the weights.
        weights: WeightJudgement,
        /// What is said of the options, issue by issue.
        values: Vec<ValueJudgement>,
    },
}

/// What is said of the options of one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueJudgement {
    /// From best to worst; options in one group are worth the same. The best is worth 1, the worst 0, the
    /// others anything between that keeps the order. A single group is worth 0: the party does not mind.
    Order(Vec<Vec<OptionIndex>>),
    /// A range for each option, within 0 to 1.
    Ranges(Vec<Range>),
}

/// What some combinations of options are worth beyond the sum of their parts. Combinations not listed add nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkageRange {
    /// Two or more issues, ascending.
    pub issues: Vec<IssueIndex>,
    /// Option by option, what the combination adds, on the party's scale of utility.
    pub entries: Vec<(Vec<OptionIndex>, Range)>,
}

/// How sure the analyst is that a red line is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Firm,
    /// It may be an opening position. It holds in one draw out of two; its two ends are never and always.
    Uncertain,
}

/// Something that a party refuses whatever else it gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedLine {
    /// Outcomes that fit this are refused.
    pub refuses: Pattern,
    /// How sure that is.
    pub standing: Standing,
}

/// From where on a party says yes. Packages stand for numbers that nobody should have to invent: their utility is
/// computed in each draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Any outcome that crosses no red line will do.
    Any,
    /// No outcome will do.
    Never,
    /// A utility somewhere in this range.
    Range(Range),
    /// This package is just acceptable: the reservation is its utility.
    JustAcceptable(Outcome),
    /// This package is just not acceptable: whatever is worth more is.
    JustUnacceptable(Outcome),
    /// Somewhere above the utility of the first, at most that of the second.
    Between {
        /// A package that is refused.
        unacceptable: Outcome,
        /// A package that is accepted.
        acceptable: Outcome,
    },
}

/// Everything an analyst says of one party's preferences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Where utilities come from.
    pub worth: Worth,
    /// What combinations add.
    pub linkages: Vec<LinkageRange>,
    /// What is refused whatever else is offered.
    pub red_lines: Vec<RedLine>,
    /// From where on the party says yes.
    pub limit: Limit,
    /// What no agreement is worth, where it is stated apart from the limit.
    pub disagreement: Option<Range>,
}
