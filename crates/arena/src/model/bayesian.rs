//! The scalable Bayesian model: for each issue a belief over what it weighs and how its options are valued, updated offer by
//! offer as if the seat conceded evenly.

use super::per_seat::{self, SeatModel};
use super::{Entry, Estimate};
use crate::strategy::{Fidelity, Parameter};
use crate::{Clock, Offer};

pub(super) const ENTRY: Entry = Entry {
    name: "bayesian",
    title: "beliefs over weights and shapes, issue by issue",
    source: "Hindriks & Tykhonov 2008, Opponent modelling in automated multi-issue negotiation using Bayesian learning, AAMAS, 331",
    fidelity: Fidelity::InspiredBy,
    choices: "weights by rank, 2 r / (m (m + 1)), on at most ten ranks; values rising, falling, or a triangle with its peak at an \
              inner option, in the order of options; the seat is taken to concede evenly from 1 to `end`; `end` and `spread` \
              are ours",
    parameters: &[
        Parameter { name: "end", default: 0.5, least: 0.0, most: 1.0, meaning: "what the other is taken to ask for at time 1" },
        Parameter { name: "spread", default: 0.15, least: 0.01, most: 10.0, meaning: "how far offers stray from that" },
    ],
    prepare: |brief, arguments| {
        let sizes = brief.space.sizes();
        let (end, spread) = (arguments.get("end"), arguments.get("spread"));
        per_seat::prepared(brief, move || Bayesian::new(&sizes, end, spread))
    },
};

/// Most ranks of a weight that are told apart.
const MOST_RANKS: usize = 10;

/// Guesses with how likely each is.
struct Belief<T> {
    guesses: Vec<T>,
    likely: Vec<f64>,
}

impl<T> Belief<T> {
    fn even(guesses: Vec<T>) -> Self {
        let likely = vec![1.0 / guesses.len().max(1) as f64; guesses.len()];
        Self { guesses, likely }
    }

    /// Bayes' rule with a normal error; `error` is how far a guess puts the offer from where it was expected.
    fn update(&mut self, spread: f64, error: impl Fn(&T) -> f64) {
        let likelihood = |guess: &T| {
            let error = error(guess) / spread;
            libm::exp(-error * error / 2.0)
        };
        self.likely.iter_mut().zip(&self.guesses).for_each(|(likely, guess)| *likely *= likelihood(guess));
        let sum: f64 = self.likely.iter().sum();
        // Where an offer is beyond what any guess allows, it says nothing.
        let count = self.likely.len().max(1) as f64;
        self.likely.iter_mut().for_each(|likely| *likely = if sum > 0.0 { *likely / sum } else { 1.0 / count });
    }

    fn mean(&self, of: impl Fn(&T) -> f64) -> f64 {
        self.guesses.iter().zip(&self.likely).map(|(guess, likely)| likely * of(guess)).sum()
    }
}

struct Bayesian {
    end: f64,
    spread: f64,
    weights: Vec<Belief<f64>>,
    shapes: Vec<Belief<Vec<f64>>>,
    estimate: Estimate,
}

impl Bayesian {
    fn new(sizes: &[usize], end: f64, spread: f64) -> Self {
        let weights = sizes.iter().map(|_| Belief::even(rank_weights(sizes.len()))).collect();
        let shapes = sizes.iter().map(|&size| Belief::even(shapes(size))).collect();
        let mut model = Self { end, spread, weights, shapes, estimate: Estimate::flat(sizes) };
        model.settle();
        model
    }

    /// Puts the means of the beliefs into the estimate.
    fn settle(&mut self) {
        let Estimate { weights, values } = &mut self.estimate;
        weights.iter_mut().zip(&self.weights).for_each(|(weight, belief)| *weight = belief.mean(|guess| *guess));
        let sum: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= sum);
        for (values, belief) in values.iter_mut().zip(&self.shapes) {
            values.iter_mut().enumerate().for_each(|(option, value)| *value = belief.mean(|shape| shape[option]));
        }
    }
}

/// The weights that an issue may have: those of the ranks from last to first, divided by what all ranks weigh together.
fn rank_weights(issues: usize) -> Vec<f64> {
    let ranks = issues.clamp(1, MOST_RANKS);
    let place = |rank: usize| rank as f64 * issues.max(1) as f64 / ranks as f64;
    (1..=ranks).map(|rank| 2.0 * place(rank) / (issues * (issues + 1)).max(1) as f64).collect()
}

/// Rising, falling, and a triangle with its peak at each inner option.
fn shapes(size: usize) -> Vec<Vec<f64>> {
    let last = size.saturating_sub(1);
    let triangle = |peak: usize| {
        let value = |option: usize| match option <= peak {
            true if peak == 0 => 1.0,
            true => option as f64 / peak as f64,
            false => (last - option) as f64 / (last - peak) as f64,
        };
        (0..size).map(value).collect()
    };
    (0..size.max(1)).map(triangle).collect()
}

impl SeatModel for Bayesian {
    fn hear(&mut self, clock: Clock, offer: &Offer) {
        let expected = 1.0 - (1.0 - self.end) * clock.time();
        let error = self.estimate.value(offer) - expected;
        let spread = self.spread;
        for (issue, &option) in offer.options().iter().enumerate() {
            // All other issues stay at their means: that is what makes the model scale.
            let (weight, value) = (self.estimate.weights[issue], self.estimate.values[issue][option as usize]);
            self.weights[issue].update(spread, |guess| error + (guess - weight) * value);
            self.shapes[issue].update(spread, |shape| error + weight * (shape[option as usize] - value));
        }
        self.settle();
    }

    fn estimate(&self) -> &Estimate {
        &self.estimate
    }
}

#[cfg(test)]
mod tests {
    use zopa_model::Outcome;

    use super::*;
    use crate::{Deadline, TimeConvention};

    #[test]
    fn shapes_are_falling_triangular_and_rising() {
        assert_eq!(shapes(3), [vec![1.0, 0.5, 0.0], vec![0.0, 1.0, 0.0], vec![0.0, 0.5, 1.0]]);
        assert_eq!(shapes(1), [vec![1.0]]);
        assert_eq!(rank_weights(3), [1.0 / 6.0, 1.0 / 3.0, 0.5]);
    }

    #[test]
    fn what_is_asked_for_early_is_believed_to_be_liked() {
        let mut model = Bayesian::new(&[4, 4], 0.5, 0.15);
        let clock = |round| Clock::new(round, Deadline::Known(100), TimeConvention::Own);
        (0..10).for_each(|round| model.hear(clock(round), &Offer::new(Outcome::new([3, 0]))));
        let of = |options: [u32; 2]| model.estimate.value(&Outcome::new(options));
        assert!(of([3, 0]) > 0.8 && of([0, 3]) < 0.3, "{:?}", model.estimate);
    }
}
