//! Before a descent: the options left, the directions that bounds are kept in, the order of issues and options.
//!
//! All room is used again from one search to the next, so that a draw costs no allocation.

use std::ops::ControlFlow;

use num_traits::PrimInt;
use zopa_model::{IssueIndex, OptionIndex};

use super::directions::balanced;
use super::search::{Search, Seat};

/// The working space of a descent.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree<T> {
    /// The options that no pattern on one issue forbids, issue by issue, and where those of each issue start.
    pub(super) domain: Vec<OptionIndex>,
    pub(super) starts: Vec<usize>,
    /// Weights of the balanced direction, and the gains of an outcome.
    pub(super) balance: Vec<i64>,
    pub(super) gains: Vec<T>,
    /// `[option over all issues][direction]`.
    pub(super) values: Vec<T>,
    /// `[issue][direction]`: the largest value of an option.
    pub(super) tops: Vec<T>,
    /// For each issue, what a wrong choice can lose over all directions.
    pub(super) spreads: Vec<T>,
    /// Weights of each direction, `[direction][party]`.
    pub(super) weights: Vec<T>,
    /// For each direction, how much of its weight lies on counted parties.
    pub(super) slopes: Vec<T>,
    pub(super) order: Vec<IssueIndex>,
    /// For each depth, where its options start in `options` and `losses`.
    pub(super) ranges: Vec<usize>,
    pub(super) options: Vec<OptionIndex>,
    /// `[option][direction]`.
    pub(super) losses: Vec<T>,
    /// `[depth][direction]`.
    pub(super) bounds: Vec<T>,
    /// Joint patterns whose issues are all fixed, by depth.
    pub(super) complete: Vec<u128>,
    /// Which level of which table is fixed at each depth.
    pub(super) levels: Vec<Vec<(usize, usize)>>,
    pub(super) thresholds: Vec<T>,
    pub(super) choice: Vec<OptionIndex>,
    pub(super) witness: Vec<OptionIndex>,
    pub(super) best: Option<T>,
    pub(super) found: bool,
    pub(super) stop: bool,
    /// Nodes visited, and how many may be.
    pub(super) nodes: u64,
    pub(super) limit: u64,
}

impl<T: PrimInt + From<i64> + Default> Search<'_, T> {
    /// Forgets the last answer and lists the options left; `false` when an issue has none.
    pub(super) fn begin(&mut self) -> bool {
        self.tree.found = false;
        self.tree.stop = false;
        self.tree.nodes = 0;
        self.domains()
    }

    /// Sets up directions, order, losses and root bounds.
    pub(super) fn prepare(&mut self) {
        let untouched = self.balance(|_, _, _| ControlFlow::Continue(()));
        debug_assert!(untouched.is_continue(), "nothing breaks off");
        self.lay_out_all();
    }

    /// As [`Search::prepare`], unless one of the outcomes met on the way to the balanced direction is acceptable to
    /// all, or one of its sums shows that none is.
    pub(super) fn prepare_or_settle(&mut self) -> ControlFlow<bool> {
        self.balance(Self::settled)?;
        self.lay_out_all();
        ControlFlow::Continue(())
    }

    fn lay_out_all(&mut self) {
        self.directions();
        self.lay_out();
        self.tables_in_order();
        self.root();
    }

    /// The options left in each issue, in the order of the issues.
    fn domains(&mut self) -> bool {
        let (structure, active) = (self.structure, &self.active);
        let alone = |issue: IssueIndex| structure.alone.iter().filter(move |(index, at, _)| *at == issue && active[*index]);
        let tree = &mut self.tree;
        tree.domain.clear();
        tree.starts.clear();
        tree.starts.push(0);
        let mut complete = true;
        for (issue, &size) in structure.sizes.iter().enumerate() {
            let from = tree.domain.len();
            tree.domain.extend(0..size as OptionIndex);
            for (_, _, options) in alone(issue) {
                let mut kept = from;
                for at in from..tree.domain.len() {
                    if options.binary_search(&tree.domain[at]).is_err() {
                        tree.domain[kept] = tree.domain[at];
                        kept += 1;
                    }
                }
                tree.domain.truncate(kept);
            }
            complete &= tree.domain.len() > from;
            tree.starts.push(tree.domain.len());
        }
        tree.choice.clear();
        tree.choice.resize(structure.sizes.len(), 0);
        complete
    }

    /// Seeks the weights of the balanced direction; `look` sees each outcome met on the way and may break off.
    fn balance(&mut self, mut look: impl FnMut(&mut Self, &[i64], &[T]) -> ControlFlow<bool>) -> ControlFlow<bool> {
        let parties = self.seats.len();
        let (mut weights, mut gains) = (std::mem::take(&mut self.tree.balance), std::mem::take(&mut self.tree.gains));
        weights.clear();
        weights.resize(parties, 0);
        gains.clear();
        gains.resize(parties, T::zero());
        let seen = if parties > 1 {
            balanced(&mut weights, &mut gains, |weights, gains| {
                self.best_under(weights, gains);
                look(self, weights, gains)
            })
        } else {
            ControlFlow::Continue(())
        };
        (self.tree.balance, self.tree.gains) = (weights, gains);
        seen
    }

    /// Whether the outcome of `choice`, best under `weights` and worth `gains` without linkages, settles if any is
    /// acceptable to all.
    fn settled(&mut self, weights: &[i64], gains: &[T]) -> ControlFlow<bool> {
        let sum = weights.iter().zip(gains).fold(T::zero(), |sum, (weight, gain)| sum + <T as From<i64>>::from(*weight) * *gain);
        let most_linked = self.tables.iter().fold(T::zero(), |sum, table| {
            sum + <T as From<i64>>::from(weights[table.party]) * table.units.iter().copied().fold(T::min_value(), T::max)
        });
        if sum + most_linked < T::zero() {
            return ControlFlow::Break(false);
        }
        if gains.iter().any(|gain| *gain < T::zero()) || !self.accepts(&self.tree.choice) {
            return ControlFlow::Continue(());
        }
        self.tree.witness.clone_from(&self.tree.choice);
        self.tree.found = true;
        ControlFlow::Break(true)
    }

    /// Leaves the outcome with the largest weighted contribution in every issue in `choice`, and its gains (without
    /// linkages) in `gains`.
    fn best_under(&mut self, weights: &[i64], gains: &mut [T]) {
        let (structure, tree) = (self.structure, &mut self.tree);
        let cells = structure.cells();
        gains.copy_from_slice(&self.start);
        let units = &self.units;
        let weigh = |weight: &i64, units: T| <T as From<i64>>::from(*weight) * units;
        let value = |cell: usize| match weights {
            // Most cases are between two, and this is where a search spends much of its time.
            [first, second] => weigh(first, units[cell]) + weigh(second, units[cells + cell]),
            _ => weights.iter().zip(units[cell..].iter().step_by(cells)).fold(T::zero(), |sum, (w, u)| sum + weigh(w, *u)),
        };
        for issue in 0..structure.sizes.len() {
            let mut top: Option<(T, usize)> = None;
            for &option in &tree.domain[tree.starts[issue]..tree.starts[issue + 1]] {
                let cell = structure.cell(issue, option);
                let value = value(cell);
                if top.is_none_or(|(best, _)| value > best) {
                    top = Some((value, cell));
                    tree.choice[issue] = option;
                }
            }
            let (_, cell) = top.expect("an issue without options was refused before");
            for (party, gain) in gains.iter_mut().enumerate() {
                *gain = *gain + self.units[party * cells + cell];
            }
        }
    }

    /// One direction for each party, after a balanced one where there are several parties.
    fn directions(&mut self) {
        let (parties, tree) = (self.seats.len(), &mut self.tree);
        tree.weights.clear();
        if parties > 1 {
            tree.weights.extend(tree.balance.iter().map(|&weight| <T as From<i64>>::from(weight)));
        }
        for party in 0..parties {
            tree.weights.extend((0..parties).map(|other| if other == party { T::one() } else { T::zero() }));
        }
        let counted = |weights: &[T]| {
            let pairs = weights.iter().zip(&self.seats);
            pairs.filter(|(_, seat)| **seat == Seat::Counted).fold(T::zero(), |sum, (weight, _)| sum + *weight)
        };
        tree.slopes.clear();
        tree.slopes.extend(tree.weights.chunks(parties.max(1)).map(counted));
    }

    /// Orders the issues (those that patterns and linkages join first, then by what a wrong choice can lose) and
    /// their options (least loss first), and writes down the losses.
    fn lay_out(&mut self) {
        self.weigh();
        let (structure, tables, tree) = (self.structure, &self.tables, &mut self.tree);
        let (issues, directions) = (structure.sizes.len(), tree.slopes.len());
        let joined =
            |issue: IssueIndex| structure.mentions[issue] != 0 || tables.iter().any(|table| table.issues.contains(&issue));
        tree.order.clear();
        tree.order.extend(0..issues);
        let spreads = &tree.spreads;
        tree.order.sort_unstable_by(|&a, &b| joined(b).cmp(&joined(a)).then(spreads[b].cmp(&spreads[a])).then(a.cmp(&b)));
        tree.ranges.clear();
        tree.ranges.push(0);
        tree.options.clear();
        tree.losses.clear();
        tree.bounds.clear();
        tree.bounds.resize((issues + 1) * directions, T::zero());
        for &issue in &tree.order {
            let tops = &tree.tops[issue * directions..(issue + 1) * directions];
            tree.bounds.iter_mut().zip(tops).for_each(|(bound, top)| *bound = *bound + *top);
            let values = |option: OptionIndex| {
                let cell = structure.cell(issue, option);
                &tree.values[cell * directions..(cell + 1) * directions]
            };
            let from = tree.options.len();
            tree.options.extend_from_slice(&tree.domain[tree.starts[issue]..tree.starts[issue + 1]]);
            tree.options[from..].sort_unstable_by(|&a, &b| values(b).cmp(values(a)).then(a.cmp(&b)));
            for &option in &tree.options[from..] {
                tree.losses.extend(tops.iter().zip(values(option)).map(|(top, value)| *top - *value));
            }
            tree.ranges.push(tree.options.len());
        }
        self.complete();
    }

    /// What each option is worth in each direction, the best of each issue, and how far its options are apart.
    fn weigh(&mut self) {
        let (structure, tree) = (self.structure, &mut self.tree);
        let (cells, parties, directions) = (structure.cells(), self.seats.len(), tree.slopes.len());
        tree.values.resize(cells * directions, T::zero());
        tree.tops.clear();
        tree.spreads.clear();
        for issue in 0..structure.sizes.len() {
            let options = &tree.domain[tree.starts[issue]..tree.starts[issue + 1]];
            for &option in options {
                let cell = structure.cell(issue, option);
                let own = |party: usize| self.units[party * cells + cell];
                let values = &mut tree.values[cell * directions..(cell + 1) * directions];
                let balanced = directions - parties;
                for (value, weights) in values[..balanced].iter_mut().zip(tree.weights.chunks(parties.max(1))) {
                    *value = weights.iter().enumerate().fold(T::zero(), |sum, (party, weight)| sum + *weight * own(party));
                }
                values[balanced..].iter_mut().enumerate().for_each(|(party, value)| *value = own(party));
            }
            let mut spread = T::zero();
            for direction in 0..directions {
                let over = || options.iter().map(|&option| tree.values[structure.cell(issue, option) * directions + direction]);
                let top = over().max().unwrap_or_default();
                spread = spread + top - over().min().unwrap_or_default();
                tree.tops.push(top);
            }
            tree.spreads.push(spread);
        }
    }

    /// The joint patterns whose issues are all fixed at each depth.
    fn complete(&mut self) {
        let word = self.structure.word(&self.active);
        let tree = &mut self.tree;
        tree.complete.clear();
        tree.complete.resize(tree.order.len() + 1, 0);
        let mut later = 0;
        for depth in (0..tree.order.len()).rev() {
            tree.complete[depth + 1] = word & !later;
            later |= self.structure.mentions[tree.order[depth]];
        }
    }

    /// Writes each table in the order of the search, with the maxima over what is still open.
    fn tables_in_order(&mut self) {
        let tree = &mut self.tree;
        tree.levels.iter_mut().for_each(Vec::clear);
        tree.levels.resize(tree.order.len(), Vec::new());
        for (index, table) in self.tables.iter_mut().enumerate() {
            table.order = tree.order.iter().copied().filter(|issue| table.issues.contains(issue)).collect();
            for (level, issue) in table.order.iter().enumerate() {
                let depth = tree.order.iter().position(|at| at == issue).expect("taken from the order just above");
                tree.levels[depth].push((index, level));
            }
            table.rearrange(&self.structure.sizes);
        }
    }

    /// Adds the constants and the maxima of the tables to the bounds of the root.
    fn root(&mut self) {
        let tree = &mut self.tree;
        for (weights, bound) in tree.weights.chunks(self.seats.len().max(1)).zip(&mut tree.bounds) {
            let constant = weights.iter().zip(&self.start).fold(T::zero(), |sum, (weight, start)| sum + *weight * *start);
            let linked = self.tables.iter().fold(constant, |sum, table| sum + weights[table.party] * table.maxima[0][0]);
            *bound = *bound + linked;
        }
    }
}
