//! The annealing mediator: a draft that the votes are against may still replace the text, less and less often.
//!
//! Each party votes -2, -1, 1 or 2 for a draft against the text. A sum S of at least 0 replaces the text; a smaller one does so
//! with probability `exp(S / T)`. The temperature falls evenly, `T = T0 (R - 1 - q) / (R - 1)` in round q of R, the last of which
//! is for signing; at `T = 0` only S of at least 0 replaces. Small losses early on lead over what hill climbing ends below.
//! (Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12:111. They say how strong a vote can be and when it
//! decides; the even fall and what is signed are choices of ours.)
//!
//! **What is signed.** The mediator knows votes and no utility, so the best text is defined by votes: along the way from the
//! first text to the last, the sums of the drafts that became the text are added up, and the best is where that total is
//! highest, of equals the last. Where the last text is another one the best is put down again before it is signed.
//!
//! Whoever always votes strongly pulls the sum its way. To see how much that would gain, play again with a seat whose
//! condition is set so: `boulware/annealing:t0=0,strong=0`.

use super::Entry;
use super::single_text::{Decision, ENTRY as SINGLE_TEXT, Search, SingleText};
use crate::strategy::Parameter;
use crate::{Offer, Stream, Strength};

pub(super) const ENTRY: Entry = Entry {
    name: "annealing",
    title: "a mediator's text, which drafts replace by the sum of votes and, less and less often, against it",
    source: "Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12:111",
    settles: "the text with the highest total of votes on the way, if all sign it",
    parameters: &[Parameter {
        name: "t0",
        default: 2.0,
        least: 0.0,
        most: 1000.0,
        meaning: "temperature at the start, in votes: a sum of minus so many passes with probability 1/e",
    }],
    begin: |setup, arguments| {
        let annealing = Decision::Annealing(Annealing::new(arguments.get("t0")));
        Ok(Box::new(SingleText::new(setup, Search::Any, annealing)?))
    },
    ..SINGLE_TEXT
};

/// The state of an annealing mediator.
#[derive(Clone, Debug)]
pub(super) struct Annealing {
    t0: f64,
    /// The total of votes from the first text to the one that stands.
    total: i64,
    /// The highest total, and the last text that had it; `None` while that is the first text.
    best: (i64, Option<Offer>),
}

impl Annealing {
    fn new(t0: f64) -> Self {
        Self { t0, total: 0, best: (0, None) }
    }

    /// Whether `draft` replaces the text after these votes in `round` of `rounds`.
    pub(super) fn decides(&mut self, votes: &[Strength], draft: &Offer, round: u32, rounds: u32, stream: &mut Stream) -> bool {
        let sum: i32 = votes.iter().map(|vote| vote.points()).sum();
        if !passes(sum, temperature(self.t0, round, rounds), stream) {
            return false;
        }
        self.total += i64::from(sum);
        if self.total >= self.best.0 {
            self.best = (self.total, Some(draft.clone()));
        }
        true
    }

    /// The best text; `None` where it is the first.
    pub(super) fn best(&self) -> Option<&Offer> {
        self.best.1.as_ref()
    }
}

/// The temperature in `round` of `rounds`, of which there are two at least.
fn temperature(t0: f64, round: u32, rounds: u32) -> f64 {
    let last = rounds.saturating_sub(1);
    t0 * f64::from(last.saturating_sub(round)) / f64::from(last.max(1))
}

fn passes(sum: i32, temperature: f64, stream: &mut Stream) -> bool {
    sum >= 0 || (temperature > 0.0 && stream.real() < libm::exp(f64::from(sum) / temperature))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Purpose;

    #[test]
    fn the_temperature_falls_evenly_to_zero() {
        assert_eq!([0, 1, 2, 3, 4].map(|round| temperature(2.0, round, 5)), [2.0, 1.5, 1.0, 0.5, 0.0]);
        assert_eq!((temperature(2.0, 0, 1), temperature(0.0, 0, 9)), (0.0, 0.0));
    }

    #[test]
    fn a_sum_below_zero_passes_as_often_as_it_should() {
        const DRAWS: u32 = 20_000;
        let mut stream = Stream::new(5, 0, 0, Purpose::Mediator);
        for (sum, temperature) in [(-1, 2.0), (-1, 1.0), (-2, 2.0), (-3, 1.0), (-4, 0.5)] {
            let passed = (0..DRAWS).filter(|_| passes(sum, temperature, &mut stream)).count() as f64;
            let (expected, draws) = (libm::exp(f64::from(sum) / temperature), f64::from(DRAWS));
            // Four standard deviations of a binomial, and one more for counts near zero.
            let tolerance = 4.0 * libm::sqrt(expected * (1.0 - expected) * draws) + 1.0;
            assert!((passed - expected * draws).abs() < tolerance, "{passed} for {sum} at {temperature}");
        }
        assert!((0..100).all(|_| passes(0, 0.0, &mut stream) && !passes(-1, 0.0, &mut stream)));
    }
}
