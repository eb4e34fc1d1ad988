//! The feasible states of a conflict, and what each is worth to whom.

use std::collections::HashMap;
use std::fmt;

use zopa_model::{Conflict, Liking, StatePattern};

use super::Truth;

/// How much is looked at before the work is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most feasible states.
    pub states: usize,
    /// Most half-built combinations looked at in their search.
    pub steps: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { states: 2048, steps: 10_000_000 }
    }
}

/// The work was given up: nothing that was found until then is passed off as the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// More feasible states than the limit.
    States {
        /// The limit.
        limit: usize,
    },
    /// More decision makers than the rule of coalitions can keep in mind.
    Makers {
        /// The limit.
        limit: usize,
    },
    /// So much is infeasible that the feasible states were not found within this many steps.
    Steps {
        /// The limit.
        limit: u64,
    },
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::States { limit } => write!(f, "the conflict has more than {limit} feasible states"),
            Self::Makers { limit } => write!(f, "the rule `once-each` is for {limit} decision makers at most"),
            Self::Steps { limit } => write!(f, "the feasible states were not found within {limit} steps"),
        }
    }
}

/// Every feasible state, in the order of the literature: the first option changes fastest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct States {
    masks: Vec<u64>,
    place: HashMap<u64, usize>,
    /// By decision maker: the rank of each state, higher is better; `None` where it is not known.
    ranks: Vec<Vec<Option<u64>>>,
}

impl States {
    /// The feasible states of `conflict` with the ranks that follow from what is said of them.
    ///
    /// # Errors
    /// Where there are more than `limits` allow.
    pub fn of(conflict: &Conflict, limits: Limits) -> Result<Self, Stopped> {
        let mut search = Search { conflict, limits, steps: 0, found: Vec::new() };
        search.below(conflict.options.len(), 0)?;
        let masks = search.found;
        let place = masks.iter().enumerate().map(|(place, &mask)| (mask, place)).collect();
        let ranks = conflict.likings.iter().map(|liking| masks.iter().map(|&mask| rank(liking.as_ref()?, mask)).collect());
        Ok(Self { ranks: ranks.collect(), masks, place })
    }

    /// Number of feasible states.
    pub fn len(&self) -> usize {
        self.masks.len()
    }

    /// Whether everything is infeasible.
    pub fn is_empty(&self) -> bool {
        self.masks.is_empty()
    }

    /// The options taken in `state`: bit `k` is option `k`.
    pub fn taken(&self, state: usize) -> u64 {
        self.masks[state]
    }

    /// The state in which these options are taken; `None` where that is infeasible.
    pub fn find(&self, taken: u64) -> Option<usize> {
        self.place.get(&taken).copied()
    }

    /// The states that a pattern names.
    pub fn matching(&self, pattern: StatePattern) -> impl Iterator<Item = usize> + '_ {
        self.masks.iter().enumerate().filter(move |(_, mask)| pattern.matches(**mask)).map(|(state, _)| state)
    }

    /// The rank of `state` for `maker`: higher is better, equal is as good; `None` where it is not known.
    pub fn rank(&self, maker: usize, state: usize) -> Option<u64> {
        self.ranks[maker][state]
    }

    /// Whether `maker` likes `one` better than `other`.
    pub fn better(&self, maker: usize, one: usize, other: usize) -> Truth {
        match (self.rank(maker, one), self.rank(maker, other)) {
            _ if one == other => Truth::No,
            (Some(one), Some(other)) => Truth::from(one > other),
            _ => Truth::NotKnown,
        }
    }
}

/// A search that takes the last option first, so that states come in their order.
struct Search<'a> {
    conflict: &'a Conflict,
    limits: Limits,
    steps: u64,
    found: Vec<u64>,
}

impl Search<'_> {
    /// Decides on the options below `open`; those from `open` on are decided in `mask`.
    fn below(&mut self, open: usize, mask: u64) -> Result<(), Stopped> {
        self.steps += 1;
        if self.steps > self.limits.steps {
            return Err(Stopped::Steps { limit: self.limits.steps });
        }
        let decided = !((1u64 << open) - 1);
        let closed = |pattern: &StatePattern| pattern.named() & !decided == 0 && pattern.matches(mask);
        if self.conflict.infeasible.iter().any(closed) {
            return Ok(());
        }
        if open == 0 {
            if self.found.len() == self.limits.states {
                return Err(Stopped::States { limit: self.limits.states });
            }
            self.found.push(mask);
            return Ok(());
        }
        self.below(open - 1, mask)?;
        self.below(open - 1, mask | 1 << (open - 1))
    }
}

/// The rank of a state: the number of groups from its own to the last, or the sum of a power of two for each wish that
/// it fulfils, so that an earlier wish outweighs all later ones together.
fn rank(liking: &Liking, mask: u64) -> Option<u64> {
    match liking {
        Liking::Ranking(groups) => {
            let group = groups.iter().position(|group| group.iter().any(|pattern| pattern.matches(mask)))?;
            Some((groups.len() - group) as u64)
        }
        Liking::Wishes(wishes) => {
            let weight = |place: usize| 1u64 << (wishes.len() - 1 - place);
            Some(wishes.iter().enumerate().filter(|(_, wish)| wish.holds(mask)).map(|(place, _)| weight(place)).sum())
        }
    }
}
