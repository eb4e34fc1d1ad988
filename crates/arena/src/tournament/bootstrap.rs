//! How sure a mean over scenarios is: the percentile bootstrap. (Efron & Tibshirani 1993, An Introduction to the Bootstrap,
//! chapter 13.)
//!
//! Scenarios are resampled and not sessions: sessions on one scenario are no independent witnesses of what happens on another.

use serde::Serialize;

use super::cells::mean_of;
use crate::{Purpose, Stream};

/// How often scenarios are drawn anew.
pub const RESAMPLES: usize = 1000;

/// The middle 95 of 100 resampled means.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// 2.5 of 100 lie below it.
    pub low: f64,
    /// 2.5 of 100 lie above it.
    pub high: f64,
}

/// Draws of scenarios with replacement, the same for everything that is compared.
pub(super) struct Resamples {
    picks: Vec<Vec<usize>>,
}

impl Resamples {
    /// The draws of the tournament with this seed.
    pub(super) fn new(seed: u64, scenarios: usize) -> Self {
        let mut stream = Stream::new(seed, 0, 0, Purpose::Bootstrap);
        let picks = (0..RESAMPLES).map(|_| (0..scenarios).map(|_| stream.below(scenarios)).collect()).collect();
        Self { picks }
    }

    /// The first `count` draws.
    pub(super) fn first(&self, count: usize) -> impl Iterator<Item = &[usize]> {
        self.picks.iter().take(count).map(Vec::as_slice)
    }

    /// The interval of the mean of `by_scenario`. `None` for fewer than two scenarios, which say nothing of how they vary. A
    /// draw without any number has no mean and is left out.
    pub(super) fn interval(&self, by_scenario: &[Option<f64>]) -> Option<Interval> {
        if by_scenario.iter().flatten().count() < 2 {
            return None;
        }
        let mut means: Vec<f64> =
            self.picks.iter().filter_map(|picks| mean_of(picks.iter().map(|pick| by_scenario[*pick]))).collect();
        means.sort_unstable_by(f64::total_cmp);
        // Of n sorted means those of rank n/40 from either end.
        let cut = means.len() / 40;
        Some(Interval { low: *means.get(cut)?, high: *means.get(means.len() - 1 - cut)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_scenario_has_no_interval_and_equal_ones_a_point() {
        assert_eq!(Resamples::new(1, 1).interval(&[Some(0.5)]), None);
        assert_eq!(Resamples::new(1, 3).interval(&[Some(0.5); 3]), Some(Interval { low: 0.5, high: 0.5 }));
    }

    #[test]
    fn an_interval_covers_nearly_the_normal_one() {
        let values: Vec<Option<f64>> = (0..100).map(|at| Some(f64::from(at) / 99.0)).collect();
        let interval = Resamples::new(7, 100).interval(&values).unwrap();
        // The standard error of the mean of these is 0.0292; 1.96 of it lie on either side of 0.5.
        assert!((interval.low - 0.443).abs() < 0.01 && (interval.high - 0.557).abs() < 0.01, "{interval:?}");
    }
}
