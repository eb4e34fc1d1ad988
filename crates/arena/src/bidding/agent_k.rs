//! AgentK: compromise towards the most that the others may be brought to offer, estimated from what they offered.

use super::aim::draw;
use super::{Bidding, Entry, Needs};
use crate::strategy::Fidelity;
use crate::{Bid, Now, Stream};

/// The paper.
pub(crate) const SOURCE: &str = "Kawaguchi, Fujita & Ito 2012, AgentK: Compromising strategy based on estimated maximum utility for \
                                 automated negotiating agents, Studies in Computational Intelligence 383";

pub(super) const ENTRY: Entry = Entry {
    name: "agent-k",
    title: "compromises towards the most that may be expected of the others",
    source: SOURCE,
    fidelity: Fidelity::InspiredBy,
    choices: "the constants (tremor 2, the correction of the target) could not be checked against the paper; offers are drawn from \
              all outcomes at or above the target; variances are over all offers, of whoever made them",
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "agent-k",
    model: "none",
    prepare: |_, _| Ok(Box::new(|| Box::new(AgentK))),
};

/// How much the exponent of the target may tremble.
const TREMOR: f64 = 2.0;

/// What is expected of the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outlook {
    /// How widely their offers spread: the width of a uniform distribution of the same variance.
    width: f64,
    /// The most that they may be brought to offer.
    most: f64,
    /// The exponent of time.
    exponent: f64,
}

impl Outlook {
    /// From everything received so far.
    pub(crate) fn new(now: &Now<'_>) -> Self {
        let (count, sum, squares) = now
            .received_shares()
            .fold((0u32, 0.0, 0.0), |(count, sum, squares), share| (count + 1, sum + share, squares + share * share));
        let count = f64::from(count.max(1));
        let mean: f64 = sum / count;
        Self::of(mean, (squares / count - mean * mean).max(0.0))
    }

    fn of(mean: f64, variance: f64) -> Self {
        let width = libm::sqrt(12.0 * variance);
        let exponent = 1.0 + TREMOR + 10.0 * mean - 2.0 * TREMOR * mean;
        Self { width, most: mean + (1.0 - mean) * width, exponent }
    }

    /// The target with its exponent moved by `tremble`.
    fn target(&self, time: f64, tremble: f64) -> f64 {
        let before = 1.0 - libm::pow(time, self.exponent + tremble) * (1.0 - self.most);
        let ratio = if before == 1.0 { 2.0 } else { ((self.width + 0.1) / (1.0 - before)).min(2.0) };
        let target = ratio * before + 1.0 - ratio;
        let over = target - self.most;
        if over <= 0.0 {
            return self.most;
        }
        let most = 400.0 - 300.0 * time * time * time;
        target - over * (1.0 / (over * over)).min(most) / most
    }

    /// How likely an offer of this share is accepted.
    pub(crate) fn probability(&self, time: f64, share: f64) -> f64 {
        let early = libm::pow(time, self.exponent) / 5.0;
        let probability = early + (share - self.most) + (share - self.target(time, 0.0));
        if probability < 0.1 { 0.0 } else { probability.min(1.0) }
    }
}

struct AgentK;

impl Bidding for AgentK {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let tremble = (stream.real() - 0.5) * TREMOR;
        let target = Outlook::new(now).target(now.time(), tremble);
        let drawn = draw(now.brief, now.brief.target_units(target)..=now.brief.scale.best(), stream);
        drawn.unwrap_or_else(|| now.brief.best.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, within: f64) -> bool {
        (found - expected).abs() < within
    }

    #[test]
    fn the_worked_example() {
        let outlook = Outlook::of(0.5, 0.01);
        assert!(near(outlook.width, 0.3464, 5e-5) && near(outlook.most, 0.6732, 5e-5), "{outlook:?}");
        assert_eq!(outlook.exponent, 6.0);
        assert!(near(outlook.target(0.5, 0.0), 0.9811, 5e-5), "{}", outlook.target(0.5, 0.0));
        // t^6/5 = .003125; an offer worth .9 is worth .2268 more than expected, and .0811 less than the target.
        assert!(near(outlook.probability(0.5, 0.9), 0.003125 + 0.2268 - 0.0811, 2e-4));
        assert_eq!([outlook.probability(0.5, 0.5), outlook.probability(0.99, 1.0)].map(|p| p == 0.0), [true, false]);
    }

    #[test]
    fn it_begins_with_its_best() {
        assert!(near(Outlook::of(0.0, 0.0).target(0.0, 0.3), 1.0, 0.003));
    }
}
