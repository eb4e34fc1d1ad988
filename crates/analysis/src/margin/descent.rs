//! The descent itself: option by option, leaving what cannot beat the best outcome so far.

use num_traits::PrimInt;
use zopa_model::OptionIndex;

use super::search::{Search, Seat};

impl<T: PrimInt + From<i64> + Default> Search<'_, T> {
    pub(super) fn run(&mut self, first_will_do: bool) {
        self.set_thresholds();
        let directions = self.tree.slopes.len();
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
            for (d, weights) in self.tree.weights.chunks(self.seats.len()).enumerate() {
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
        let (directions, parties) = (self.tree.slopes.len(), self.seats.len());
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
