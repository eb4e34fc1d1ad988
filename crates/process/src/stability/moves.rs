//! Who can move from where to where.

use zopa_model::{Conflict, Direction};

use super::States;

/// The moves of each decision maker alone: it changes its own options, any number at once, each in a direction that is
/// possible, and comes to another feasible state. Moves that cannot be taken back make this neither symmetric nor transitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves(Vec<Vec<Vec<usize>>>);

impl Moves {
    /// The moves between `states` of `conflict`.
    pub fn of(conflict: &Conflict, states: &States) -> Self {
        Self((0..conflict.makers.len()).map(|maker| of_maker(conflict, states, maker)).collect())
    }

    /// Where `maker` can go from `state`, in the order of the states.
    pub fn from(&self, maker: usize, state: usize) -> &[usize] {
        &self.0[maker][state]
    }

    /// Number of decision makers.
    pub fn makers(&self) -> usize {
        self.0.len()
    }
}

fn of_maker(conflict: &Conflict, states: &States, maker: usize) -> Vec<Vec<usize>> {
    let mut own = 0;
    let mut forward = 0;
    let mut backward = 0;
    for (place, option) in conflict.options.iter().enumerate().filter(|(_, option)| option.owner == maker) {
        own |= 1u64 << place;
        match option.direction {
            Direction::Both => {}
            Direction::Forward => forward |= 1 << place,
            Direction::Backward => backward |= 1 << place,
        }
    }
    // States that agree on what the others control are those among which the decision maker moves.
    let mut rooms: std::collections::HashMap<u64, Vec<usize>> = std::collections::HashMap::new();
    for state in 0..states.len() {
        rooms.entry(states.taken(state) & !own).or_default().push(state);
    }
    let can = |from: u64, to: u64| from & !to & forward == 0 && to & !from & backward == 0;
    let reached = |from: usize| {
        let taken = states.taken(from);
        let room = rooms[&(taken & !own)].iter().copied();
        room.filter(|&to| to != from && can(taken, states.taken(to))).collect()
    };
    (0..states.len()).map(reached).collect()
}
