//! Drawing a diagram: issue by issue, outcomes whose remainder is the same from here on become one node.

use std::collections::BTreeMap;

use zopa_model::{IssueIndex, Units};

use super::parts::{Condition, Consequence, Link, Parts};
use super::{Edge, Layer, NOWHERE};
use crate::inverse::limits::Refusal;

/// The layers of a diagram as they are drawn, before dead ends are cut.
pub(super) struct Draft<'a> {
    parts: &'a Parts,
    /// Edges that may still be drawn.
    left: usize,
    limit: usize,
}

/// What a node remembers of the options above it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    /// The row reached in each linkage that is open; 0 otherwise.
    rows: Vec<u32>,
    /// Bit by bit, the conditions that are open and still hold.
    holding: Vec<u64>,
}

/// Where among the issues of a linkage or a condition an issue stands. There are at least two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    First,
    Between,
    Last,
}

/// What settling one issue touches.
struct Step<'a> {
    issue: IssueIndex,
    links: Vec<(usize, &'a Link, u32, Turn)>,
    conditions: Vec<(usize, &'a Condition, &'a [bool], Turn)>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(parts: &'a Parts, limit: usize) -> Self {
        Self { parts, left: limit, limit }
    }

    /// A layer for each issue of `order`.
    ///
    /// # Errors
    /// Where there are more edges than the limit.
    pub(super) fn layers(mut self, order: &[IssueIndex]) -> Result<Vec<Layer<Units>>, Refusal> {
        let root = State { rows: vec![0; self.parts.links.len()], holding: vec![0; self.parts.conditions.len().div_ceil(64)] };
        let mut states = vec![root];
        let mut layers = Vec::with_capacity(order.len());
        for level in 0..order.len() {
            let step = self.step(order, level);
            let (layer, next) = self.layer(&step, &states)?;
            layers.push(layer);
            states = next;
        }
        Ok(layers)
    }

    fn step(&self, order: &[IssueIndex], level: usize) -> Step<'a> {
        let issue = order[level];
        let is_among = |scope: &[IssueIndex], levels: &[IssueIndex]| levels.iter().any(|other| scope.contains(other));
        let turn = |scope: &[IssueIndex]| match (is_among(scope, &order[..level]), is_among(scope, &order[level + 1..])) {
            (false, _) => Turn::First,
            (true, true) => Turn::Between,
            (true, false) => Turn::Last,
        };
        let scope = |literals: &mut dyn Iterator<Item = IssueIndex>| literals.collect::<Vec<_>>();
        let link = |(index, link): (usize, &'a Link)| {
            let (_, stride) = link.strides.iter().find(|(other, _)| *other == issue)?;
            Some((index, link, *stride, turn(&scope(&mut link.strides.iter().map(|(issue, _)| *issue)))))
        };
        let condition = |(index, condition): (usize, &'a Condition)| {
            let (_, kept) = condition.literals.iter().find(|(other, _)| *other == issue)?;
            Some((index, condition, &kept[..], turn(&scope(&mut condition.literals.iter().map(|(issue, _)| *issue)))))
        };
        Step {
            issue,
            links: self.parts.links.iter().enumerate().filter_map(link).collect(),
            conditions: self.parts.conditions.iter().enumerate().filter_map(condition).collect(),
        }
    }

    /// The edges from `states` on, and the states that they lead to, in the order in which they are first reached.
    fn layer(&mut self, step: &Step<'a>, states: &[State]) -> Result<(Layer<Units>, Vec<State>), Refusal> {
        let options = self.parts.issues[step.issue].units.len();
        let drawn = options.checked_mul(states.len()).filter(|drawn| *drawn <= self.left);
        self.left -= drawn.ok_or(Refusal::Edges { limit: self.limit })?;
        let mut edges = Vec::with_capacity(options * states.len());
        let (mut known, mut next) = (BTreeMap::new(), Vec::new());
        for state in states {
            for option in 0..options {
                let mut edge = Edge { to: NOWHERE, gain: 0 };
                if let Some((state, gain)) = self.followed(step, state, option) {
                    let to = *known.entry(state).or_insert_with_key(|state| {
                        next.push(state.clone());
                        next.len() as u32 - 1
                    });
                    edge = Edge { to, gain };
                }
                edges.push(edge);
            }
        }
        Ok((Layer { options, edges }, next))
    }

    /// The state after choosing `option`, with what that adds; `None` where it may not be chosen.
    fn followed(&self, step: &Step<'a>, state: &State, option: usize) -> Option<(State, Units)> {
        let own = &self.parts.issues[step.issue];
        if !own.allowed[option] {
            return None;
        }
        let (mut state, mut gain) = (state.clone(), own.units[option][0]);
        for &(index, link, stride, turn) in &step.links {
            state.rows[index] += stride * option as u32;
            if turn == Turn::Last {
                gain += link.units[state.rows[index] as usize];
                state.rows[index] = 0;
            }
        }
        for &(index, condition, kept, turn) in &step.conditions {
            let (word, bit) = (&mut state.holding[index / 64], 1u64 << (index % 64));
            let holds = kept[option] && (turn == Turn::First || *word & bit != 0);
            *word = if holds && turn != Turn::Last { *word | bit } else { *word & !bit };
            match condition.then {
                Consequence::Pays(units) if holds && turn == Turn::Last => gain += units,
                Consequence::Forbids if holds && turn == Turn::Last => return None,
                Consequence::Pays(_) | Consequence::Forbids => {}
            }
        }
        Some((state, gain))
    }
}
