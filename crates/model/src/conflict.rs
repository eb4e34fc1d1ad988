//! A conflict away from the table, as plain data: who controls which options, what each would rather have, what each asks
//! for and what it says it would do otherwise. The algorithms over it live in the room `process`.
//!
//! Fang, Hipel & Kilgour 1993, "Interactive Decision Making"; for positions and threats Howard 1999, "Confrontation Analysis".

/// The most options that a conflict may have: a state is a word of 64 bits, and sums of powers of two stay exact.
pub const MOST_CONFLICT_OPTIONS: usize = 60;

/// A conflict: options that somebody controls, combinations that cannot be, and what each decision maker would rather have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The decision makers, by name.
    pub makers: Vec<String>,
    /// What can be done or left, at most [`MOST_CONFLICT_OPTIONS`].
    pub options: Vec<ConflictOption>,
    /// Combinations that cannot be.
    pub infeasible: Vec<StatePattern>,
    /// What each decision maker would rather have; `None` where nobody says.
    pub likings: Vec<Option<Liking>>,
    /// What each decision maker asks of all options; `None` where nobody says. Dashes leave an option open.
    pub positions: Vec<Option<StatePattern>>,
    /// What each decision maker says it does with its own options while positions differ; `None` where nobody says.
    pub intentions: Vec<Option<StatePattern>>,
}

/// Something that its owner can do or leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictOption {
    /// The name for people.
    pub name: String,
    /// Who controls it, as a position among the decision makers.
    pub owner: usize,
    /// Whether it can be taken, taken back, or both.
    pub direction: Direction,
}

/// In which direction an option can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It can be taken and taken back.
    Both,
    /// Once taken it cannot be taken back.
    Forward,
    /// Once left it cannot be taken again.
    Backward,
}

/// Some states of a conflict: those that take certain options and leave certain others. Bit `k` is option `k`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StatePattern {
    /// Options that must be taken.
    pub taken: u64,
    /// Options that must be left. No bit is in both.
    pub left: u64,
}

impl StatePattern {
    /// Whether `state` (bit `k`: option `k` is taken) is one of them.
    pub fn matches(self, state: u64) -> bool {
        state & self.taken == self.taken && state & self.left == 0
    }

    /// The options that it says something about.
    pub fn named(self) -> u64 {
        self.taken | self.left
    }

    /// What both say, where they do not contradict each other.
    pub fn and(self, other: Self) -> Option<Self> {
        let both = Self { taken: self.taken | other.taken, left: self.left | other.left };
        (both.taken & both.left == 0).then_some(both)
    }
}

/// What a decision maker would rather have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Liking {
    /// Groups of states from best to worst; the states of a group are worth the same. States in none have no known rank.
    Ranking(Vec<Vec<StatePattern>>),
    /// Wishes from the weightiest to the least: a state that fulfils an earlier one goes before all that do not.
    Wishes(Vec<Wish>),
}

/// Something that is true or not of every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The option at this position is taken.
    Taken(usize),
    /// That is not so.
    Not(Box<Wish>),
    /// All of them.
    All(Vec<Wish>),
    /// At least one of them.
    Any(Vec<Wish>),
    /// If the first, then the second.
    If(Box<Wish>, Box<Wish>),
    /// Both or neither.
    Iff(Box<Wish>, Box<Wish>),
}

impl Wish {
    /// Whether `state` (bit `k`: option `k` is taken) fulfils it.
    pub fn holds(&self, state: u64) -> bool {
        match self {
            Self::Taken(option) => state >> option & 1 == 1,
            Self::Not(wish) => !wish.holds(state),
            Self::All(wishes) => wishes.iter().all(|wish| wish.holds(state)),
            Self::Any(wishes) => wishes.iter().any(|wish| wish.holds(state)),
            Self::If(premise, conclusion) => !premise.holds(state) || conclusion.holds(state),
            Self::Iff(one, other) => one.holds(state) == other.holds(state),
        }
    }
}
