//! Depth-first branch and bound over the issues, exact in whole numbers.
//!
//! The state of a node is one bound for each *direction*: a bound on each single party's gain, and on one balanced
//! weighted sum of gains. Fixing an option lowers each bound by what that option loses against the best one; at a
//! leaf the bound on a single party is that party's gain. A node is left when some bound cannot beat the best
//! outcome found so far. A linkage is bounded by its maximum over the options that are still open.

use num_traits::PrimInt;
use zopa_model::{IssueIndex, OptionIndex, Outcome};

use super::directions::{TOTAL, balanced};
use super::{Margin, Structure};

/// How a party enters the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Its gain is one of those whose minimum is made large.
    Counted,
    /// Its gain must not fall below zero, and counts for nothing else.
    Floor,
}

/// What one combination of options of some issues adds to one party.
#[derive(Clone, Debug, Default)]
struct Table<T> {
    party: usize,
    issues: Vec<IssueIndex>,
    /// Row-major over `issues`, the last running fastest.
    units: Vec<T>,
    /// `maxima[j][row]`: the largest entry with the first `j` issues (in the order of the search) as in `row`.
    maxima: Vec<Vec<T>>,
    /// `issues` in the order of the search.
    order: Vec<IssueIndex>,
    /// The row reached at each level of the present path.
    rows: Vec<usize>,
}

/// A search, with room that is used again from draw to draw. Fill it with [`Search::clear`], [`Search::party`],
/// [`Search::contribution`] and [`Search::linkage`], then ask for [`Search::best`] or [`Search::exists`].
#[derive(Clone, Debug)]
pub struct Search<'a, T> {
    structure: &'a Structure,
    /// Which patterns hold, in the order of the structure.
    active: Vec<bool>,
    seats: Vec<Seat>,
    /// Each party's constant less its reservation.
    start: Vec<T>,
    /// Contributions, `[party][option]`.
    units: Vec<T>,
    tables: Vec<Table<T>>,
    ceiling: Option<T>,
    tree: Tree<T>,
}

/// The working space of a descent.
#[derive(Clone, Debug, Default)]
struct Tree<T> {
    /// Weights of each direction, `[direction][party]`.
    weights: Vec<Vec<T>>,
    /// How much of the weight of a direction lies on counted parties.
    slopes: Vec<T>,
    order: Vec<IssueIndex>,
    /// For each depth, where its options start in `options` and `losses`.
    ranges: Vec<usize>,
    options: Vec<OptionIndex>,
    /// `[option][direction]`.
    losses: Vec<T>,
    /// `[depth][direction]`.
    bounds: Vec<T>,
    /// Joint patterns whose issues are all fixed, by depth.
    complete: Vec<u128>,
    /// Which level of which table is fixed at each depth.
    levels: Vec<Vec<(usize, usize)>>,
    thresholds: Vec<T>,
    choice: Vec<OptionIndex>,
    witness: Vec<OptionIndex>,
    best: Option<T>,
    found: bool,
    stop: bool,
    /// Nodes visited, and how many may be.
    nodes: u64,
    limit: u64,
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
        if !self.prepare() {
            return Margin::Impossible;
        }
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
        if self.ceiling.is_some_and(|ceiling| ceiling < T::zero()) || !self.prepare() {
            return false;
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

    fn allowed(&self, issue: IssueIndex, option: OptionIndex) -> bool {
        !self
            .structure
            .alone
            .iter()
            .any(|(index, at, options)| *at == issue && self.active[*index] && options.binary_search(&option).is_ok())
    }

    /// Sets up directions, order, losses and root bounds; `false` when an issue has no option left.
    fn prepare(&mut self) -> bool {
        self.tree.found = false;
        self.tree.stop = false;
        self.tree.nodes = 0;
        self.domains() && {
            self.directions();
            self.lay_out();
            self.tables_in_order();
            self.root();
            true
        }
    }

    /// The options left in each issue, in the order of the issues.
    fn domains(&mut self) -> bool {
        let mut options = std::mem::take(&mut self.tree.options);
        let mut ranges = std::mem::take(&mut self.tree.ranges);
        options.clear();
        ranges.clear();
        ranges.push(0);
        for (issue, &size) in self.structure.sizes.iter().enumerate() {
            options.extend((0..size as OptionIndex).filter(|&option| self.allowed(issue, option)));
            ranges.push(options.len());
        }
        let complete = ranges.windows(2).all(|pair| pair[0] < pair[1]);
        self.tree.options = options;
        self.tree.ranges = ranges;
        complete
    }

    /// One direction for each party, and a balanced one where there are several parties.
    fn directions(&mut self) {
        let parties = self.seats.len();
        self.tree.weights.clear();
        if parties > 1 {
            let mut gains = vec![T::zero(); parties];
            let found = balanced(parties, &mut gains, |weights, gains| self.best_under(weights, gains));
            self.tree.weights.push(found.into_iter().map(<T as From<i64>>::from).collect());
        }
        for party in 0..parties {
            self.tree.weights.push((0..parties).map(|other| if other == party { T::one() } else { T::zero() }).collect());
        }
        let counted = |weights: &Vec<T>| {
            let pairs = weights.iter().zip(&self.seats);
            pairs.filter(|(_, seat)| **seat == Seat::Counted).fold(T::zero(), |sum, (weight, _)| sum + *weight)
        };
        self.tree.slopes = self.tree.weights.iter().map(counted).collect();
    }

    /// The gains of the outcome with the largest weighted contribution in every issue (linkages at their maximum).
    fn best_under(&self, weights: &[i64], gains: &mut [T]) {
        let cells = self.structure.cells();
        gains.copy_from_slice(&self.start);
        for issue in 0..self.structure.sizes.len() {
            let mut top: Option<(T, usize)> = None;
            for &option in &self.tree.options[self.tree.ranges[issue]..self.tree.ranges[issue + 1]] {
                let cell = self.structure.cell(issue, option);
                let value = weights.iter().enumerate().fold(T::zero(), |sum, (party, weight)| {
                    sum + <T as From<i64>>::from(*weight) * self.units[party * cells + cell]
                });
                if top.is_none_or(|(best, _)| value > best) {
                    top = Some((value, cell));
                }
            }
            let (_, cell) = top.expect("an issue without options was refused before");
            for (party, gain) in gains.iter_mut().enumerate() {
                *gain = *gain + self.units[party * cells + cell];
            }
        }
    }

    /// Orders the issues (those that patterns and linkages join first, then by what a wrong choice can lose) and
    /// their options (least loss first), and writes down the losses.
    fn lay_out(&mut self) {
        let (issues, directions) = (self.structure.sizes.len(), self.tree.weights.len());
        let mut plans: Vec<IssuePlan<T>> = (0..issues).map(|issue| self.plan(issue)).collect();
        plans.sort_by(|a, b| b.joined.cmp(&a.joined).then(b.spread.cmp(&a.spread)).then(a.issue.cmp(&b.issue)));
        let tree = &mut self.tree;
        tree.order.clear();
        tree.ranges.clear();
        tree.ranges.push(0);
        tree.options.clear();
        tree.losses.clear();
        tree.bounds.clear();
        tree.bounds.resize((issues + 1) * directions, T::zero());
        tree.complete.clear();
        tree.complete.push(0);
        let word = self.structure.word(&self.active);
        let later = |depth: usize| plans[depth..].iter().fold(0, |bits, plan| bits | self.structure.mentions[plan.issue]);
        for (depth, plan) in plans.iter().enumerate() {
            tree.order.push(plan.issue);
            for (bound, top) in tree.bounds[..directions].iter_mut().zip(&plan.tops) {
                *bound = *bound + *top;
            }
            for (option, values) in &plan.options {
                tree.options.push(*option);
                tree.losses.extend(plan.tops.iter().zip(values).map(|(top, value)| *top - *value));
            }
            tree.ranges.push(tree.options.len());
            tree.complete.push(word & !later(depth + 1));
        }
        tree.choice.clear();
        tree.choice.resize(issues, 0);
    }

    fn plan(&self, issue: IssueIndex) -> IssuePlan<T> {
        let cells = self.structure.cells();
        let (from, to) = (self.tree.ranges[issue], self.tree.ranges[issue + 1]);
        let value = |weights: &Vec<T>, cell: usize| {
            weights.iter().enumerate().fold(T::zero(), |sum, (party, weight)| sum + *weight * self.units[party * cells + cell])
        };
        let mut options: Vec<(OptionIndex, Vec<T>)> = self.tree.options[from..to]
            .iter()
            .map(|&option| {
                let cell = self.structure.cell(issue, option);
                (option, self.tree.weights.iter().map(|weights| value(weights, cell)).collect())
            })
            .collect();
        options.sort_by(|(a, of_a), (b, of_b)| of_b.cmp(of_a).then(a.cmp(b)));
        let directions = self.tree.weights.len();
        let over = |direction: usize| options.iter().map(move |(_, values)| values[direction]);
        let tops: Vec<T> = (0..directions).map(|d| over(d).max().unwrap_or_default()).collect();
        let spread = (0..directions).fold(T::zero(), |sum, d| sum + tops[d] - over(d).min().unwrap_or_default());
        let linked = self.tables.iter().any(|table| table.issues.contains(&issue));
        IssuePlan { issue, joined: linked || self.structure.mentions[issue] != 0, spread, tops, options }
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
        let directions = self.tree.weights.len();
        for direction in 0..directions {
            let weights = &self.tree.weights[direction];
            let constant = weights.iter().zip(&self.start).fold(T::zero(), |sum, (weight, start)| sum + *weight * *start);
            let linked = self.tables.iter().fold(constant, |sum, table| sum + weights[table.party] * table.maxima[0][0]);
            self.tree.bounds[direction] = self.tree.bounds[direction] + linked;
        }
    }

    fn run(&mut self, first_will_do: bool) {
        self.set_thresholds();
        let directions = self.tree.weights.len();
        let hopeless = (0..directions).any(|d| self.tree.bounds[d] < self.tree.thresholds[d]);
        if !hopeless {
            let word = self.structure.word(&self.active);
            self.descend(0, word, first_will_do);
        }
    }

    /// What each bound must reach to beat the best outcome so far.
    fn set_thresholds(&mut self) {
        let tree = &mut self.tree;
        tree.thresholds.clear();
        let next = tree.best.map(|best| best + T::one());
        let has_floor = self.seats.contains(&Seat::Floor);
        tree.thresholds.extend(tree.slopes.iter().map(|slope| match next {
            Some(next) => *slope * next,
            None if slope.is_zero() && has_floor => T::zero(),
            None => T::min_value(),
        }));
    }

    fn descend(&mut self, depth: usize, open: u128, first_will_do: bool) {
        self.tree.nodes += 1;
        if self.was_stopped() {
            self.tree.stop = true;
            return;
        }
        if depth == self.tree.order.len() {
            self.leaf(first_will_do);
            return;
        }
        let issue = self.tree.order[depth];
        let directions = self.tree.thresholds.len();
        let (above, below) = (depth * directions, (depth + 1) * directions);
        for position in self.tree.ranges[depth]..self.tree.ranges[depth + 1] {
            let option = self.tree.options[position];
            let still_open = open & self.structure.open[self.structure.offsets[issue] + option as usize];
            if still_open & self.tree.complete[depth + 1] != 0 {
                continue;
            }
            let mut reached = true;
            for d in 0..directions {
                let bound = self.tree.bounds[above + d] - self.tree.losses[position * directions + d];
                self.tree.bounds[below + d] = bound;
                reached &= bound >= self.tree.thresholds[d];
            }
            if !reached || !self.link(depth, option, below) {
                continue;
            }
            self.tree.choice[issue] = option;
            self.descend(depth + 1, still_open, first_will_do);
            if self.tree.stop {
                return;
            }
        }
    }

    /// Lowers the bounds by what `option` loses in the linkages that it takes part in; `false` when one falls short.
    fn link(&mut self, depth: usize, option: OptionIndex, below: usize) -> bool {
        if self.tree.levels[depth].is_empty() {
            return true;
        }
        let mut reached = true;
        for at in 0..self.tree.levels[depth].len() {
            let (index, level) = self.tree.levels[depth][at];
            let table = &mut self.tables[index];
            let size = self.structure.sizes[table.order[level]];
            let row = table.rows[level] * size + option as usize;
            let loss = table.maxima[level][table.rows[level]] - table.maxima[level + 1][row];
            table.rows[level + 1] = row;
            for (d, weights) in self.tree.weights.iter().enumerate() {
                self.tree.bounds[below + d] = self.tree.bounds[below + d] - weights[table.party] * loss;
                reached &= self.tree.bounds[below + d] >= self.tree.thresholds[d];
            }
        }
        reached
    }

    /// Every bound is exact here and beats what was found before.
    fn leaf(&mut self, first_will_do: bool) {
        if self.structure.forbids(&self.active, &self.tree.choice) {
            return;
        }
        let (directions, parties) = (self.tree.weights.len(), self.seats.len());
        let gains = &self.tree.bounds[self.tree.order.len() * directions..][directions - parties..];
        let counted = gains.iter().zip(&self.seats).filter(|(_, seat)| **seat == Seat::Counted).map(|(gain, _)| *gain).min();
        let margin = counted.map(|gain| self.ceiling.map_or(gain, |ceiling| gain.min(ceiling)));
        if self.tree.found && margin <= self.tree.best {
            return;
        }
        self.tree.found = true;
        self.tree.best = margin;
        self.tree.witness.clone_from(&self.tree.choice);
        self.set_thresholds();
        let at_ceiling = margin.is_some() && margin == self.ceiling;
        let at_root_bound = (0..directions).any(|d| self.tree.bounds[d] < self.tree.thresholds[d]);
        self.tree.stop = first_will_do || at_ceiling || at_root_bound;
    }
}

/// One issue, laid out for the search.
struct IssuePlan<T> {
    issue: IssueIndex,
    joined: bool,
    spread: T,
    /// The largest value in each direction.
    tops: Vec<T>,
    /// Options with their value in each direction, best first.
    options: Vec<(OptionIndex, Vec<T>)>,
}

impl<T: PrimInt> Table<T> {
    fn rearrange(&mut self, sizes: &[usize]) {
        // The stride, in the order of the search, of each issue in the order of the table.
        let stride = |issue: &IssueIndex| {
            let at = self.order.iter().position(|other| other == issue).unwrap_or(0);
            self.order[at + 1..].iter().map(|&later| sizes[later]).product::<usize>()
        };
        let strides: Vec<usize> = self.issues.iter().map(stride).collect();
        let mut last = vec![T::min_value(); self.units.len()];
        for (row, units) in self.units.iter().enumerate() {
            let (mut rest, mut target) = (row, 0);
            for (&issue, stride) in self.issues.iter().zip(&strides).rev() {
                target += rest % sizes[issue] * stride;
                rest /= sizes[issue];
            }
            last[target] = *units;
        }
        self.maxima = vec![last];
        for &issue in self.order.iter().rev() {
            let inner = &self.maxima[self.maxima.len() - 1];
            let outer = inner.chunks(sizes[issue]).map(|options| options.iter().copied().fold(T::min_value(), T::max)).collect();
            self.maxima.push(outer);
        }
        self.maxima.reverse();
        self.rows = vec![0; self.order.len() + 1];
    }
}

/// Sums of gains are multiplied by at most this within a search, so magnitudes must leave room for it.
pub(crate) const HEADROOM: i64 = TOTAL;
