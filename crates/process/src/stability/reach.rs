//! Where the opponents of a decision maker can go together, one after the other.

use std::collections::VecDeque;

use super::{Moves, States};

/// By which rule several move one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CoalitionRule {
    /// Nobody moves twice in a row, and the same one may move again after another (Fang, Hipel & Kilgour 1993).
    #[default]
    NotTwiceInARow,
    /// Nobody moves twice at all, as in some programs. It differs on some graphs with three or more decision makers.
    OnceEach,
}

/// One move in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who moves.
    pub mover: usize,
    /// Where to.
    pub to: usize,
}

/// A search from one state for all that the others can reach by one or more moves.
pub(super) struct Reach<'a> {
    moves: &'a Moves,
    rule: CoalitionRule,
    /// Whose opponents move.
    maker: usize,
    /// A node is a state with what the rule remembers of who moved.
    memories: usize,
    /// Where each node was come from, and by whom.
    parents: Vec<Option<(usize, usize)>>,
    touched: Vec<usize>,
    /// The node by which each state was reached first.
    first: Vec<Option<usize>>,
    order: Vec<usize>,
    start: usize,
}

impl<'a> Reach<'a> {
    pub(super) fn new(states: &States, moves: &'a Moves, rule: CoalitionRule, maker: usize) -> Self {
        let memories = match rule {
            CoalitionRule::NotTwiceInARow => moves.makers() + 1,
            CoalitionRule::OnceEach => 1 << moves.makers(),
        };
        let nodes = states.len() * memories;
        Self {
            moves,
            rule,
            maker,
            memories,
            parents: vec![None; nodes],
            touched: Vec::new(),
            first: vec![None; states.len()],
            order: Vec::new(),
            start: 0,
        }
    }

    /// Finds everything that can be reached from `start` by moves that `may(mover, from, to)` allows.
    pub(super) fn search(&mut self, start: usize, may: impl Fn(usize, usize, usize) -> bool) {
        for node in self.touched.drain(..) {
            self.parents[node] = None;
        }
        for state in self.order.drain(..) {
            self.first[state] = None;
        }
        let nobody = match self.rule {
            CoalitionRule::NotTwiceInARow => self.moves.makers(),
            CoalitionRule::OnceEach => 0,
        };
        self.start = start * self.memories + nobody;
        let mut queue = VecDeque::from([self.start]);
        while let Some(node) = queue.pop_front() {
            let (here, memory) = (node / self.memories, node % self.memories);
            for mover in (0..self.moves.makers()).filter(|&mover| mover != self.maker) {
                let Some(memory) = self.remembers(memory, mover) else { continue };
                for &there in self.moves.from(mover, here).iter().filter(|&&there| may(mover, here, there)) {
                    let next = there * self.memories + memory;
                    if self.parents[next].is_none() {
                        self.parents[next] = Some((node, mover));
                        self.touched.push(next);
                        if self.first[there].is_none() {
                            self.first[there] = Some(next);
                            self.order.push(there);
                        }
                        queue.push_back(next);
                    }
                }
            }
        }
    }

    /// What is remembered after `mover` moves; `None` where it may not.
    fn remembers(&self, memory: usize, mover: usize) -> Option<usize> {
        match self.rule {
            CoalitionRule::NotTwiceInARow => (memory != mover).then_some(mover),
            CoalitionRule::OnceEach => (memory >> mover & 1 == 0).then_some(memory | 1 << mover),
        }
    }

    /// The states reached, the nearest first.
    pub(super) fn reached(&self) -> impl Iterator<Item = usize> + '_ {
        self.order.iter().copied()
    }

    pub(super) fn reaches(&self, state: usize) -> bool {
        self.first[state].is_some()
    }

    /// The moves that lead to `state`.
    pub(super) fn path(&self, state: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut node = self.first[state];
        while let Some(at) = node {
            let Some((before, mover)) = self.parents[at] else { break };
            steps.push(Step { mover, to: at / self.memories });
            node = (before != self.start).then_some(before);
        }
        steps.reverse();
        steps
    }
}
