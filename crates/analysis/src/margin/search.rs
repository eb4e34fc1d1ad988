//! Depth-first branch and bound over the issues, exact in whole numbers.
//!
//! The state of a node is one bound for each *direction*: a bound on each single party's gain, and on one balanced
//! weighted sum of gains. Fixing an option lowers each bound by what that option loses against the best one; at a
//! leaf the bound on a single party is that party's gain. A node is left when some bound cannot beat the best
//! outcome found so far. A linkage is bounded by its maximum over the options that are still open.

use std::ops::ControlFlow;

use num_traits::PrimInt;
use zopa_model::{IssueIndex, OptionIndex, Outcome};

use super::directions::TOTAL;
use super::layout::Tree;
use super::linked::Table;
use super::{Margin, Structure};

/// How a party enters the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Its gain is one of those whose minimum is made large.
    Counted,
    /// Its gain must not fall below zero, and counts for nothing else.
    Floor,
}

/// A search, with room that is used again from draw to draw. Fill it with [`Search::clear`], [`Search::party`],
/// [`Search::contributions`] and [`Search::linkage`], then ask for [`Search::best`] or [`Search::exists`].
#[derive(Clone, Debug)]
pub struct Search<'a, T> {
    pub(super) structure: &'a Structure,
    /// Which patterns hold, in the order of the structure.
    pub(super) active: Vec<bool>,
    pub(super) seats: Vec<Seat>,
    /// Each party's constant less its reservation.
    pub(super) start: Vec<T>,
    /// Contributions, `[party][option]`.
    pub(super) units: Vec<T>,
    pub(super) tables: Vec<Table<T>>,
    pub(super) ceiling: Option<T>,
    pub(super) tree: Tree<T>,
}

impl<'a, T: PrimInt + From<i64> + Default> Search<'a, T> {
    /// A search without parties in which every pattern of `structure` holds.
    pub fn new(structure: &'a Structure) -> Self {
        Self {
            structure,
            active: vec![true; structure.patterns()],
            seats: Vec::new(),
            start: Vec::new(),
            units: Vec::new(),
            tables: Vec::new(),
            ceiling: None,
            tree: Tree { limit: u64::MAX, ..Tree::default() },
        }
    }

    /// Forgets the parties and lets every pattern hold again.
    pub fn clear(&mut self) {
        self.active.fill(true);
        self.seats.clear();
        self.start.clear();
        self.units.clear();
        self.tables.clear();
        self.ceiling = None;
    }

    /// Lets a search visit at most `nodes` nodes. Without a limit every answer is exact, however long it takes.
    pub fn set_limit(&mut self, nodes: u64) {
        self.tree.limit = nodes;
    }

    /// Whether the last answer was stopped by the limit: its margin is reached, but a larger one may exist; that none
    /// was found proves nothing.
    pub fn was_stopped(&self) -> bool {
        self.tree.nodes > self.tree.limit
    }

    /// No margin is above this, by the bounds at the root of the last search; `None` where nothing is counted.
    pub fn upper_bound(&self) -> Option<T> {
        let counted = self.tree.slopes.iter().zip(&self.tree.bounds).filter(|(slope, _)| **slope > T::zero());
        let bound = |(slope, bound): (&T, &T)| {
            let rounded = *bound / *slope;
            // Division rounds towards zero, the bound has to round down.
            if rounded * *slope > *bound { rounded - T::one() } else { rounded }
        };
        let least = counted.map(bound).min();
        least.map(|least| self.ceiling.map_or(least, |ceiling| least.min(ceiling)))
    }

    /// Lifts a rule or red line.
    pub fn lift(&mut self, pattern: usize) {
        self.active[pattern] = false;
    }

    /// Adds a party whose gain starts at `start` (its constant less its reservation), and returns its position.
    pub fn party(&mut self, seat: Seat, start: T) -> usize {
        self.seats.push(seat);
        self.start.push(start);
        self.units.resize(self.units.len() + self.structure.cells(), T::default());
        self.seats.len() - 1
    }

    /// The contributions of `party`, option by option over all issues, to be filled in.
    pub fn contributions(&mut self, party: usize) -> &mut [T] {
        let cells = self.structure.cells();
        &mut self.units[party * cells..(party + 1) * cells]
    }

    /// Adds what combinations of `issues` (ascending) add to `party`, row-major, the last issue running fastest.
    pub fn linkage(&mut self, party: usize, issues: &[IssueIndex], units: Vec<T>) {
        self.tables.push(Table { party, issues: issues.to_vec(), units, ..Table::default() });
    }

    /// No gain counts as more than this (a utility that is capped).
    pub fn cap(&mut self, gain: T) {
        self.ceiling = Some(self.ceiling.map_or(gain, |known| known.min(gain)));
    }

    /// The largest smallest gain of the counted parties over all outcomes that keep patterns and floors.
    pub fn best(&mut self) -> Margin<T> {
        self.tree.best = None;
        if !self.begin() {
            return Margin::Impossible;
        }
        self.prepare();
        self.run(self.seats.iter().all(|seat| *seat == Seat::Floor));
        match self.tree.best {
            _ if !self.tree.found => Margin::Impossible,
            None => Margin::Unlimited,
            Some(best) => Margin::At(best),
        }
    }

    /// Whether some outcome gives every party, counted or not, at least zero. Stops at the first that does.
    pub fn exists(&mut self) -> bool {
        self.tree.best = Some(T::zero() - T::one());
        if self.ceiling.is_some_and(|ceiling| ceiling < T::zero()) || !self.begin() {
            return false;
        }
        if let ControlFlow::Break(answer) = self.prepare_or_settle() {
            return answer;
        }
        self.run(true);
        self.tree.found
    }

    /// Whether `options` keeps every pattern and gives every party at least zero.
    pub fn accepts(&self, options: &[OptionIndex]) -> bool {
        let cells = self.structure.cells();
        let linked = |party: usize| {
            self.tables.iter().filter(move |table| table.party == party).fold(T::zero(), |sum, table| {
                let sizes = &self.structure.sizes;
                let row = table.issues.iter().fold(0, |row, &issue| row * sizes[issue] + options[issue] as usize);
                sum + table.units[row]
            })
        };
        let gain = |party: usize| {
            let own = options.iter().enumerate().map(|(issue, &option)| party * cells + self.structure.cell(issue, option));
            own.fold(self.start[party] + linked(party), |sum, cell| sum + self.units[cell])
        };
        self.structure.is_allowed(&self.active, options)
            && self.ceiling.is_none_or(|ceiling| ceiling >= T::zero())
            && (0..self.seats.len()).all(|party| gain(party) >= T::zero())
    }

    /// The outcome behind the last answer that was not impossible.
    pub fn witness(&self) -> Outcome {
        Outcome::new(self.tree.witness.clone())
    }

    /// The options of the last answer.
    pub fn witness_options(&self) -> &[OptionIndex] {
        &self.tree.witness
    }
}

/// Sums of gains are multiplied by at most this within a search, so magnitudes must leave room for it.
pub(crate) const HEADROOM: i64 = TOTAL;
