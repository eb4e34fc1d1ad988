//! Sets of undominated vectors with the way back to the options behind them.

use zopa_model::{OptionIndex, Outcome};

use crate::limits::{Budget, Stop};
use crate::units::Unit;

/// What a point was made of: an option, a pair of older traces, or [`NOTHING`].
pub(crate) type Trace = u32;

/// The trace of a vector that settles no issue.
pub(crate) const NOTHING: Trace = Trace::MAX;

/// Undominated vectors, distinct, in descending lexicographic order, each with its trace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set<U, const N: usize> {
    pub(crate) points: Vec<[U; N]>,
    pub(crate) traces: Vec<Trace>,
}

impl<U: Unit, const N: usize> Set<U, N> {
    /// The set of the zero vector, which settles nothing: neutral for sums.
    pub(crate) fn zero() -> Self {
        Self { points: vec![[U::default(); N]], traces: vec![NOTHING] }
    }

    /// Number of points.
    pub(crate) fn len(&self) -> usize {
        self.points.len()
    }
}

/// Where the ways back are kept: numbers below the number of options stand for an option, those above for a pair.
#[derive(Debug)]
pub(crate) struct Traces {
    /// The option behind each of the first traces.
    options: Vec<(u32, OptionIndex)>,
    /// The trace of the first option of each issue.
    first: Vec<Trace>,
    pairs: Vec<[Trace; 2]>,
}

impl Traces {
    pub(crate) fn new(sizes: impl Iterator<Item = usize>) -> Self {
        let (mut options, mut first) = (Vec::new(), Vec::new());
        for (issue, size) in sizes.enumerate() {
            first.push(options.len() as Trace);
            options.extend((0..size as OptionIndex).map(|option| (issue as u32, option)));
        }
        Self { options, first, pairs: Vec::new() }
    }

    /// The trace of one option.
    pub(crate) fn option(&self, issue: usize, option: usize) -> Trace {
        self.first[issue] + option as Trace
    }

    /// The trace of two parts together.
    #[inline(always)]
    pub(crate) fn pair(&mut self, a: Trace, b: Trace) -> Trace {
        if a == NOTHING || b == NOTHING {
            return a.min(b);
        }
        self.pairs.push([a, b]);
        (self.options.len() + self.pairs.len() - 1) as Trace
    }

    /// Whether the ways back still fit.
    pub(crate) fn check(&self, budget: &Budget) -> Result<(), Stop> {
        let limit = budget.limits.traces.min(Trace::MAX as usize - 1);
        if self.options.len() + self.pairs.len() > limit { Err(Stop::Traces { limit }) } else { Ok(()) }
    }

    pub(crate) fn reserve(&mut self, more: usize) {
        self.pairs.reserve(more);
    }

    /// The outcome behind `trace`, which settles every issue.
    pub(crate) fn outcome(&self, trace: Trace, pending: &mut Vec<Trace>) -> Outcome {
        let mut chosen = vec![0; self.first.len()];
        pending.clear();
        pending.push(trace);
        while let Some(mut trace) = pending.pop() {
            while trace as usize >= self.options.len() && trace != NOTHING {
                let [next, other] = self.pairs[trace as usize - self.options.len()];
                match self.options.get(other as usize) {
                    Some(&(issue, option)) => chosen[issue as usize] = option,
                    None => pending.push(other),
                }
                trace = next;
            }
            if let Some(&(issue, option)) = self.options.get(trace as usize) {
                chosen[issue as usize] = option;
            }
        }
        Outcome::new(chosen)
    }
}
