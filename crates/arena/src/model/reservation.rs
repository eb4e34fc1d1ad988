//! Learning the other's limit: a belief over where it says no, updated by each offer as if it asked for somewhat more.

use super::frequency::Frequency;
use super::per_seat::{self, SeatModel};
use super::{Entry, Estimate};
use crate::strategy::{Fidelity, Parameter};
use crate::{Clock, Offer};

pub(super) const ENTRY: Entry = Entry {
    name: "reservation",
    title: "as `frequency`, with a belief over the other's reservation",
    source: "Zeng & Sycara 1998, Bayesian learning in negotiation, International Journal of Human-Computer Studies 48:125",
    fidelity: Fidelity::InspiredBy,
    choices: "the paper has one price; here an offer is valued by the estimate of `frequency`; a party is taken to ask for 17 % \
              more than its limit, as in the paper's example, give or take `spread`, which is ours, as are the twenty even guesses",
    parameters: &[
        Parameter {
            name: "margin",
            default: 0.17,
            least: 0.0,
            most: 0.99,
            meaning: "how much more than its limit a party asks for",
        },
        Parameter { name: "spread", default: 0.2, least: 0.01, most: 10.0, meaning: "how far offers stray from that" },
    ],
    prepare: |brief, arguments| {
        let sizes = brief.space.sizes();
        let (margin, spread) = (arguments.get("margin"), arguments.get("spread"));
        per_seat::prepared(brief, move || Reservation { values: Frequency::new(&sizes), limit: Limit::new(margin, spread) })
    },
};

/// So many limits are told apart: 0, 1/20, 2/20, ….
const GUESSES: usize = 20;

/// A belief over a limit between 0 and 1.
pub(super) struct Limit {
    margin: f64,
    spread: f64,
    likely: [f64; GUESSES],
}

fn guesses() -> impl Iterator<Item = f64> {
    (0..GUESSES).map(|guess| guess as f64 / GUESSES as f64)
}

impl Limit {
    fn new(margin: f64, spread: f64) -> Self {
        Self { margin, spread, likely: [1.0 / GUESSES as f64; GUESSES] }
    }

    /// Bayes' rule for an offer worth so much to whoever made it.
    fn hear(&mut self, worth: f64) {
        for (likely, guess) in self.likely.iter_mut().zip(guesses()) {
            let error = (guess - worth / (1.0 + self.margin)) / self.spread;
            *likely *= libm::exp(-error * error / 2.0);
        }
        let sum: f64 = self.likely.iter().sum();
        let even = 1.0 / GUESSES as f64;
        self.likely.iter_mut().for_each(|likely| *likely = if sum > 0.0 { *likely / sum } else { even });
    }

    fn mean(&self) -> f64 {
        self.likely.iter().zip(guesses()).map(|(likely, guess)| likely * guess).sum()
    }
}

struct Reservation {
    values: Frequency,
    limit: Limit,
}

impl SeatModel for Reservation {
    fn hear(&mut self, clock: Clock, offer: &Offer) {
        self.values.hear(clock, offer);
        self.limit.hear(self.values.estimate().value(offer));
    }

    fn estimate(&self) -> &Estimate {
        self.values.estimate()
    }

    fn reservation(&self) -> Option<f64> {
        Some(self.limit.mean())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_belief_closes_in_below_what_is_asked_for() {
        let mut limit = Limit::new(0.17, 0.2);
        assert!((limit.mean() - 0.475).abs() < 1e-12);
        (0..50).for_each(|_| limit.hear(0.7));
        assert!((limit.mean() - 0.7 / 1.17).abs() < 0.02, "{}", limit.mean());
    }
}
