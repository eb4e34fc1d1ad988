//! Linked issues, one at a time: bucket elimination with Pareto pruning.
//!
//! Where options of several issues count together or exclude each other, an issue cannot be folded in by itself.
//! Instead, for each combination of its neighbours' options the undominated sums over its own options are kept, and
//! the issue is gone. (Rollon & Larrosa 2006, Journal of Heuristics 12:307; variable elimination after Dechter 1999,
//! Artificial Intelligence 113:41.)
//!
//! Options of one issue that appear in the same rules and in no linkage are one *class*: which of them is chosen
//! matters to nobody else, so tables run over classes and each class brings its own little frontier.

mod classes;
mod order;

pub(crate) use classes::{Component, Variable, components};
use order::min_fill;

use zopa_model::OptionIndex;

use crate::frontier::merge::{List, Merger};
use crate::frontier::set::{NOTHING, Set};
use crate::limits::Stop;
use crate::table::{Tables, sum};
use crate::units::Unit;

/// The undominated vectors over the issues of one component, with the induced width of the order taken.
pub(crate) fn eliminate<U: Unit, const N: usize>(
    tables: &Tables<U, N>,
    component: &Component,
    merger: &mut Merger<U, N>,
) -> Result<(Set<U, N>, usize), Stop> {
    let variables = component.variables(tables, merger)?;
    let mut factors = component.factors(tables);
    let sizes: Vec<usize> = variables.iter().map(|variable| variable.classes.len()).collect();
    let plan = min_fill(&sizes, factors.iter().map(Factor::scope));
    let limit = merger.budget.limits.cells;
    if plan.cells > limit {
        return Err(Stop::Cells { limit, needed: plan.cells, width: plan.width });
    }
    for &variable in &plan.order {
        let (bucket, rest) = factors.into_iter().partition(|factor| factor.scope().contains(&variable));
        factors = rest;
        let bucket = Bucket { variable, variables: &variables, factors: bucket };
        factors.push(bucket.message(merger)?);
    }
    let mut all = Set::zero();
    for factor in factors {
        if let Factor::Message { mut cells, .. } = factor {
            all = merger.sum(&cells.swap_remove(0), &all)?;
        }
    }
    Ok((all, plan.width))
}

/// Something that depends on several variables of a component.
#[derive(Debug)]
pub(crate) enum Factor<'a, U, const N: usize> {
    /// Contributions of combinations of options, the last variable running fastest; `sizes` count options.
    Link { scope: Vec<usize>, sizes: Vec<usize>, units: &'a [[U; N]] },
    /// Options, variable by variable as in `scope`, that cannot all stand together.
    Ban { scope: Vec<usize>, options: Vec<&'a [OptionIndex]> },
    /// What is left of eliminated variables; `sizes` count classes.
    Message { scope: Vec<usize>, sizes: Vec<usize>, cells: Vec<Set<U, N>> },
}

impl<U, const N: usize> Factor<'_, U, N> {
    /// The variables it depends on.
    fn scope(&self) -> &[usize] {
        match self {
            Self::Link { scope, .. } | Self::Ban { scope, .. } | Self::Message { scope, .. } => scope,
        }
    }
}

impl<U: Unit, const N: usize> Factor<'_, U, N> {
    /// `units` with the contribution to these options, one for each variable; `None` where they are banned.
    /// Messages have no say in it.
    pub(crate) fn applied(&self, units: [U; N], chosen: &[OptionIndex]) -> Option<[U; N]> {
        match self {
            Self::Link { scope, sizes, units: table } => {
                let row = scope.iter().zip(sizes).fold(0, |row, (&variable, size)| row * size + chosen[variable] as usize);
                Some(sum(units, &table[row]))
            }
            Self::Ban { scope, options } => {
                let is_banned = scope.iter().zip(options).all(|(&other, options)| options.binary_search(&chosen[other]).is_ok());
                (!is_banned).then_some(units)
            }
            Self::Message { .. } => Some(units),
        }
    }
}

/// A variable about to be eliminated, with everything that mentions it.
struct Bucket<'a, U, const N: usize> {
    variable: usize,
    variables: &'a [Variable<U, N>],
    factors: Vec<Factor<'a, U, N>>,
}

/// What one class of the variable leads to, given the classes of its neighbours.
struct Alternative<U, const N: usize> {
    shift: [U; N],
    /// The sums with the messages, or `None` where there is none and the set of the class serves.
    set: Option<Set<U, N>>,
    class: usize,
}

impl<U: Unit, const N: usize> Bucket<'_, U, N> {
    /// What is left when the variable is gone: a set for each combination of its neighbours' classes.
    fn message<'b>(&self, merger: &mut Merger<U, N>) -> Result<Factor<'b, U, N>, Stop> {
        let mut scope: Vec<usize> = self.factors.iter().flat_map(|factor| factor.scope()).copied().collect();
        scope.sort_unstable();
        scope.dedup();
        scope.retain(|&other| other != self.variable);
        let sizes: Vec<usize> = scope.iter().map(|&other| self.variables[other].classes.len()).collect();
        let count = sizes.iter().product();
        let mut cells = Vec::with_capacity(count);
        let mut assignment = vec![0; self.variables.len()];
        for mut row in 0..count {
            for (&other, &size) in scope.iter().zip(&sizes).rev() {
                assignment[other] = row % size;
                row /= size;
            }
            cells.push(self.cell(&mut assignment, merger)?);
        }
        Ok(Factor::Message { scope, sizes, cells })
    }

    /// The undominated sums over the variable, its neighbours' classes being those of `assignment`.
    fn cell(&self, assignment: &mut [usize], merger: &mut Merger<U, N>) -> Result<Set<U, N>, Stop> {
        let mut alternatives = Vec::new();
        for class in 0..self.variables[self.variable].classes.len() {
            assignment[self.variable] = class;
            alternatives.extend(self.alternative(assignment, merger)?);
        }
        let own = &self.variables[self.variable].classes;
        let lists: Vec<List<U, N>> = alternatives
            .iter()
            .map(|alternative| {
                let set = alternative.set.as_ref().unwrap_or(&own[alternative.class].set);
                List { points: &set.points, traces: &set.traces, shift: alternative.shift, trace: NOTHING }
            })
            .collect();
        merger.merge(&lists)
    }

    /// What the assigned class of the variable leads to; `None` where it is forbidden.
    fn alternative(&self, assignment: &[usize], merger: &mut Merger<U, N>) -> Result<Option<Alternative<U, N>>, Stop> {
        merger.budget.spend(self.factors.len() as u64)?;
        let option = |(variable, &class): (&Variable<U, N>, &usize)| variable.classes.get(class).map_or(0, |class| class.option);
        let chosen: Vec<OptionIndex> = self.variables.iter().zip(assignment).map(option).collect();
        let zero = Some([U::default(); N]);
        let Some(shift) = self.factors.iter().fold(zero, |units, factor| factor.applied(units?, &chosen)) else {
            return Ok(None);
        };
        let messages = self.factors.iter().filter_map(|factor| match factor {
            Factor::Message { scope, sizes, cells } => {
                let row = scope.iter().zip(sizes).fold(0, |row, (&other, size)| row * size + assignment[other]);
                Some(&cells[row])
            }
            Factor::Link { .. } | Factor::Ban { .. } => None,
        });
        let class = assignment[self.variable];
        let mut set: Option<Set<U, N>> = None;
        for message in messages {
            let known = set.as_ref().unwrap_or(&self.variables[self.variable].classes[class].set);
            set = Some(merger.sum_of_any(known, message)?);
        }
        Ok(Some(Alternative { shift, set, class }))
    }
}
