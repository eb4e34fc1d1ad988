//! Two readings of the same draws, draw by draw: what opens, what closes.

use super::frequency::Frequency;
use super::odds::{MarginQuantiles, quantiles};
use super::zone::{Zone, paired_error};

/// How often there is a deal in two readings of the same draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Draws with a deal in the first, among those known in both.
    pub before: Frequency,
    /// Draws with a deal in the second, among the same.
    pub after: Frequency,
    /// Draws without a deal in the first and with one in the second: packages open.
    pub opens: u32,
    /// Draws with a deal in the first and without one in the second: the zone closes.
    pub closes: u32,
    /// The standard error of the difference of the two shares, on common draws.
    pub standard_error: f64,
}

impl Zone<'_> {
    /// This zone before, `after` after. Both must come from the same number of draws.
    pub fn compare(&self, after: &Zone<'_>) -> Comparison {
        let count = self.draws.count().min(after.draws.count());
        let (a, b) = (self.flags(count), after.flags(count));
        let known: Vec<(bool, bool)> = a.iter().zip(&b).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
        let of = known.len() as u32;
        let count = |which: &dyn Fn(&(bool, bool)) -> bool| known.iter().filter(|pair| which(pair)).count() as u32;
        Comparison {
            before: Frequency { count: count(&|pair| pair.0), of },
            after: Frequency { count: count(&|pair| pair.1), of },
            opens: count(&|pair| !pair.0 && pair.1),
            closes: count(&|pair| pair.0 && !pair.1),
            standard_error: paired_error(&a, &b),
        }
    }

    /// The margin over the draws in which no party contradicts itself; `None` where there is no such draw.
    pub fn margin(&self) -> Option<MarginQuantiles> {
        let consistent: Vec<usize> = (0..self.draws.count()).filter(|&draw| self.draws.is_consistent(draw)).collect();
        (!consistent.is_empty()).then(|| quantiles(&self.draws, &self.margins, &consistent))
    }
}
