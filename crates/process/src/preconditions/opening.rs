//! The smallest sets of "only after" without which a deadlock opens.

use super::{Voice, Waiting};

/// One "only after": `voice` makes `waits` wait for `condition`, in however many statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arrow {
    /// Who says so.
    pub voice: Voice,
    /// What waits.
    pub waits: usize,
    /// What for.
    pub condition: usize,
}

/// A smallest set of arrows that opens a deadlock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The arrows, ascending.
    pub arrows: Vec<Arrow>,
    /// What can come about without them that could not before: ascending.
    pub opens: Vec<usize>,
}

/// All smallest sets of at most `most` arrows without which all of `members` can come about.
pub(super) fn smallest(waiting: &Waiting, members: &[usize], most: usize) -> Vec<Opening> {
    let before = waiting.achievable();
    let arrows = candidates(waiting, members, &before);
    for size in 1..=most.min(arrows.len()) {
        let mut found = Vec::new();
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            let set: Vec<Arrow> = chosen.iter().map(|&at| arrows[at]).collect();
            let reached = waiting.achievable_without(&set, &[]);
            if members.iter().all(|&member| reached[member]) {
                let opens = (0..reached.len()).filter(|&condition| reached[condition] && !before[condition]).collect();
                found.push(Opening { arrows: set, opens });
            }
            if !advance(&mut chosen, arrows.len()) {
                break;
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Arrows that may matter: on a blocked condition that a member waits for, from a voice whose rule is not met. Only
/// arrows to blocked conditions count: to take away one that is met changes nothing.
fn candidates(waiting: &Waiting, members: &[usize], before: &[bool]) -> Vec<Arrow> {
    let arrows = waiting.blocked_arrows(before);
    let (mut relevant, mut open) = (vec![false; before.len()], members.to_vec());
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut relevant[at], true) {
            open.extend(arrows[at].keys());
        }
    }
    let of = |waits: usize| {
        let arrows = &arrows[waits];
        arrows.iter().flat_map(move |(&condition, rules)| {
            rules.iter().map(move |&rule| Arrow { voice: waiting.rule(rule).voice, waits, condition })
        })
    };
    let mut all: Vec<Arrow> = (0..before.len()).filter(|&waits| relevant[waits]).flat_map(of).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The next choice of positions below `count`, in lexicographic order; `false` after the last.
fn advance(chosen: &mut [usize], count: usize) -> bool {
    let size = chosen.len();
    let Some(place) = (0..size).rev().find(|&place| chosen[place] < count - (size - place)) else { return false };
    chosen[place] += 1;
    for later in place + 1..size {
        chosen[later] = chosen[later - 1] + 1;
    }
    true
}
