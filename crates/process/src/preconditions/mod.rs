//! Who insists that what come first: what can come about, what waits in a circle, what waits behind one, and which
//! smallest concessions open it.
//!
//! A condition can come about when of every rule on it, whoever made it, some alternative can. What can come about is
//! the least set with this property; everything else is blocked. Among blocked conditions, an arrow leads from what
//! waits to what it waits for; the strongly connected parts of this graph (Tarjan 1972, SIAM Journal on Computing
//! 1:146) are the deadlocks.

mod circle;
mod components;
mod opening;

use std::collections::BTreeMap;

use zopa_model::{PartyIndex, Positions};

pub use circle::{Circle, Link};
pub use opening::{Arrow, Opening};

pub(crate) use components::components;

/// Openings of up to this many arrows are looked for.
const MOST_ARROWS: usize = 3;

/// Who makes a condition wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// A party, in one or more statements.
    Party(PartyIndex),
    /// The content of the condition itself, as the case reads it.
    Content,
}

/// One rule: `waits` only after one of `alternatives`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) voice: Voice,
    pub(crate) waits: usize,
    pub(crate) alternatives: Vec<Vec<usize>>,
    /// Where it was found: among the preconditions, or among the needs where the voice is the content.
    pub(crate) at: usize,
}

/// Conditions and everything that makes them wait. Statements that a later one takes the place of do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub(crate) met: Vec<bool>,
    pub(crate) rules: Vec<Rule>,
}

/// What can follow what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// For each condition, whether it can come about.
    pub achievable: Vec<bool>,
    /// Conditions that can come about and on which nobody put any condition, ascending.
    pub free: Vec<usize>,
    /// Circles of waiting, in the order of their first condition.
    pub deadlocks: Vec<Deadlock>,
    /// Blocked conditions in no circle, ascending, each with the deadlocks it waits behind.
    pub behind: Vec<Behind>,
}

/// Conditions that wait for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlock {
    /// The conditions, ascending.
    pub members: Vec<usize>,
    /// The shortest circle, and one for every other alternative on it: each way out of the circle that somebody named
    /// leads back into it.
    pub circles: Vec<Circle>,
    /// The smallest sets of arrows without which every member can come about, all of the same size; empty where none of
    /// up to three was found.
    pub openings: Vec<Opening>,
    /// What else can come about when the members happen at once, each counting for the others: members and what waits
    /// behind them, ascending. Empty where something outside the circle keeps it shut all the same.
    pub together: Vec<usize>,
}

/// A condition that waits behind deadlocks without being in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The condition.
    pub condition: usize,
    /// The first deadlock that it waits behind, as a position among [`Following::deadlocks`].
    pub deadlock: usize,
}

impl Waiting {
    /// What makes the conditions of `positions` wait.
    pub fn new(positions: &Positions) -> Self {
        let replaced = |statement: usize| positions.said.iter().any(|said| said.replaces.contains(&statement));
        let said = positions.preconditions.iter().enumerate().filter(|(_, said)| !replaced(said.statement));
        let said = said.map(|(at, said)| Rule {
            voice: Voice::Party(said.party),
            waits: said.waits,
            alternatives: said.alternatives.clone(),
            at,
        });
        let needs = positions.needs.iter().enumerate().map(|(at, need)| Rule {
            voice: Voice::Content,
            waits: need.waits,
            alternatives: need.alternatives.clone(),
            at,
        });
        Self { met: positions.conditions.iter().map(|condition| condition.met).collect(), rules: said.chain(needs).collect() }
    }

    /// Everything that can be said of them.
    pub fn follow(&self) -> Following {
        let achievable = self.achievable();
        let arrows = self.blocked_arrows(&achievable);
        let components = components(self.met.len(), |from| arrows[from].keys().copied().collect());
        let is_circle = |members: &[usize]| members.len() > 1 || arrows[members[0]].contains_key(&members[0]);
        let mut circles: Vec<Vec<usize>> = components.into_iter().filter(|members| is_circle(members)).collect();
        circles.sort();
        let deadlocks: Vec<Deadlock> = circles
            .into_iter()
            .map(|members| Deadlock {
                circles: circle::circles(self, &members, &achievable),
                openings: opening::smallest(self, &members, MOST_ARROWS),
                together: self.together(&members, &achievable),
                members,
            })
            .collect();
        let behind = self.behind(&achievable, &arrows, &deadlocks);
        let has_rule = |condition: usize| self.rules.iter().any(|rule| rule.waits == condition);
        let free = (0..self.met.len()).filter(|&condition| !self.met[condition] && !has_rule(condition)).collect();
        Following { achievable, free, deadlocks, behind }
    }

    /// For each condition, whether it can come about: the least fixed point, in time linear in the rules.
    pub fn achievable(&self) -> Vec<bool> {
        self.achievable_without(&[], &[])
    }

    /// The same without some arrows, and with some conditions counting for each other.
    pub(crate) fn achievable_without(&self, arrows: &[Arrow], at_once: &[usize]) -> Vec<bool> {
        let count = self.met.len();
        let mut open_rules = vec![0usize; count];
        // Alternatives that are still open, by rule, and where each condition is waited for.
        let mut waited_for: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
        let mut left: Vec<Vec<usize>> = Vec::with_capacity(self.rules.len());
        let mut satisfied = vec![false; self.rules.len()];
        for (index, rule) in self.rules.iter().enumerate() {
            open_rules[rule.waits] += 1;
            let mut counts = Vec::with_capacity(rule.alternatives.len());
            for (which, all) in rule.alternatives.iter().enumerate() {
                let inside = |condition: usize| at_once.contains(&condition) && at_once.contains(&rule.waits);
                let mut needed: Vec<usize> = all
                    .iter()
                    .copied()
                    .filter(|&condition| !arrows.contains(&Arrow { voice: rule.voice, waits: rule.waits, condition }))
                    .filter(|&condition| !inside(condition))
                    .collect();
                needed.sort_unstable();
                needed.dedup();
                counts.push(needed.len());
                needed.into_iter().for_each(|condition| waited_for[condition].push((index, which)));
            }
            satisfied[index] = counts.contains(&0);
            open_rules[rule.waits] -= usize::from(satisfied[index]);
            left.push(counts);
        }
        let mut reached = vec![false; count];
        let ready = |condition: usize, open: &[usize]| self.met[condition] || open[condition] == 0;
        // What happens at once is reached when none of it waits for anything outside.
        let mut next: Vec<usize> = (0..count).filter(|&c| !at_once.contains(&c) && ready(c, &open_rules)).collect();
        loop {
            while let Some(condition) = next.pop() {
                if std::mem::replace(&mut reached[condition], true) {
                    continue;
                }
                for &(rule, which) in &waited_for[condition] {
                    left[rule][which] -= 1;
                    if left[rule][which] == 0 && !std::mem::replace(&mut satisfied[rule], true) {
                        let waits = self.rules[rule].waits;
                        open_rules[waits] -= 1;
                        if open_rules[waits] == 0 && !at_once.contains(&waits) {
                            next.push(waits);
                        }
                    }
                }
            }
            let waiting = at_once.iter().any(|&condition| !reached[condition]);
            if !waiting || !at_once.iter().all(|&condition| ready(condition, &open_rules)) {
                return reached;
            }
            next.extend(at_once);
        }
    }

    /// What the members of a deadlock open when they happen at once.
    fn together(&self, members: &[usize], achievable: &[bool]) -> Vec<usize> {
        let reached = self.achievable_without(&[], members);
        (0..reached.len()).filter(|&condition| reached[condition] && !achievable[condition]).collect()
    }

    /// For each blocked condition, the blocked conditions that it waits for and the rules that say so.
    pub(crate) fn blocked_arrows(&self, achievable: &[bool]) -> Vec<BTreeMap<usize, Vec<usize>>> {
        let mut arrows = vec![BTreeMap::new(); achievable.len()];
        for (index, rule) in self.rules.iter().enumerate() {
            let satisfied = rule.alternatives.iter().any(|all| all.iter().all(|&condition| achievable[condition]));
            if achievable[rule.waits] || satisfied {
                continue;
            }
            for &condition in rule.alternatives.iter().flatten().filter(|&&condition| !achievable[condition]) {
                let rules: &mut Vec<usize> = arrows[rule.waits].entry(condition).or_default();
                if rules.last() != Some(&index) {
                    rules.push(index);
                }
            }
        }
        arrows
    }

    fn behind(&self, achievable: &[bool], arrows: &[BTreeMap<usize, Vec<usize>>], deadlocks: &[Deadlock]) -> Vec<Behind> {
        let inside = |condition: usize| deadlocks.iter().position(|deadlock| deadlock.members.contains(&condition));
        let first = |condition: usize| {
            let (mut seen, mut open) = (vec![false; arrows.len()], std::collections::VecDeque::from([condition]));
            while let Some(at) = open.pop_front() {
                if let Some(deadlock) = inside(at) {
                    return Some(deadlock);
                }
                if !std::mem::replace(&mut seen[at], true) {
                    open.extend(arrows[at].keys());
                }
            }
            None
        };
        let blocked = (0..achievable.len()).filter(|&condition| !achievable[condition] && inside(condition).is_none());
        blocked.filter_map(|condition| Some(Behind { condition, deadlock: first(condition)? })).collect()
    }

    /// Where the rules of a link were said: positions among the preconditions, or among the needs.
    pub(crate) fn rule(&self, index: usize) -> &Rule {
        &self.rules[index]
    }
}

#[cfg(test)]
mod tests;
