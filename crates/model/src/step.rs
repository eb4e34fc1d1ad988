//! Steps that can be taken, and what an analyst says they cost and bring, as plain data. The search for an order in
//! which nobody gains by stopping lives in the room `process`.

use crate::{Exact, PartyIndex, Range};

/// Something that one party can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The short name, unique among the steps.
    pub name: String,
    /// Who does it.
    pub actor: PartyIndex,
    /// Steps that must be done before, as positions among the steps.
    pub after: Vec<usize>,
    /// Conditions that come about by it, as positions among the conditions.
    pub achieves: Vec<usize>,
    /// Whether its actor can take it back.
    pub reversible: bool,
    /// Whether it can be done in parts.
    pub divisible: bool,
    /// How many days it takes.
    pub days: u32,
    /// The day by which it must be done, counted from the start of the plan.
    pub by: Option<u32>,
}

/// What one analyst makes of doing all of some steps: costs and benefits, on each party's own scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The short name, unique among the plans of one judgement.
    pub name: String,
    /// The steps of the plan and what they are worth.
    pub steps: Vec<StepWorth>,
    /// For each party, what it is worth that all of it is done, beyond what the steps bring.
    pub complete: Vec<Range>,
    /// For each party, what it loses when it stops: a guarantee forfeited, a sanction, a name lost.
    pub penalty: Vec<Range>,
    /// What a gain of the next step is worth today, above 0 and at most 1.
    pub discount: Range,
}

/// What a step costs its actor and brings the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepWorth {
    /// Which step, as a position among the steps.
    pub step: usize,
    /// What it costs its actor. A negative cost is a gain.
    pub cost: Range,
    /// For each party, what it brings; zero for its actor.
    pub benefits: Vec<Range>,
}

/// Which end of every range a plan is read at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ends {
    /// Costs high; benefits, worth of completion, penalties and discount low: the least trust.
    Cautious,
    /// The middle of every range.
    Middle,
    /// The other ends: the most trust.
    Favourable,
}

impl Ends {
    /// All of them, from the least trust to the most.
    pub const ALL: [Self; 3] = [Self::Cautious, Self::Middle, Self::Favourable];

    /// The number of `range` that speaks least (or most) for going on, where a higher number speaks for it.
    pub fn of(self, range: &Range) -> Exact {
        match self {
            Self::Cautious => range.low().clone(),
            Self::Favourable => range.high().clone(),
            Self::Middle => range.midpoint(),
        }
    }

    /// The same where a higher number speaks against going on, as a cost does.
    pub fn of_cost(self, range: &Range) -> Exact {
        match self {
            Self::Cautious => range.high().clone(),
            Self::Favourable => range.low().clone(),
            Self::Middle => range.midpoint(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cautious_end_of_a_cost_is_the_high_one() {
        let range = Range::new(Exact::from_integer(1), Exact::from_integer(4)).unwrap();
        assert_eq!(Ends::Cautious.of(&range), Exact::from_integer(1));
        assert_eq!(Ends::Cautious.of_cost(&range), Exact::from_integer(4));
        assert_eq!(Ends::Middle.of(&range), Exact::ratio(5, 2).unwrap());
        assert_eq!(Ends::Favourable.of_cost(&range), Exact::from_integer(1));
    }
}
