//! Two parties: the upper right border of the hull, from the second party's best to the first party's best.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use zopa_model::Units;

use super::Mixture;
use crate::ratio::Ratio;
use crate::solution::RationalFrontier;

/// The points of the frontier on the border of the hull, ascending by the first party's utility. Points on the line
/// between two others are kept: where the best place is one of them it needs no lots.
pub(super) struct Chain {
    /// Positions on the frontier.
    at: Vec<usize>,
    /// The gains there, in units.
    gains: Vec<[Units; 2]>,
}

/// How much the two parties' gains change along one segment: the first one's rises, the second one's falls.
#[derive(Clone, Copy)]
struct Step {
    rise: u128,
    fall: u128,
}

impl Chain {
    /// The border over the points of `rational`, by a monotone scan. (Andrew 1979, Information Processing Letters 9:216.)
    pub(super) fn new(rational: &RationalFrontier) -> Self {
        let mut chain = Self { at: Vec::new(), gains: Vec::new() };
        for (at, point) in rational.points.iter().enumerate() {
            let gains = [0, 1].map(|party| rational.gain(&point.units, party));
            while chain.ends_below(gains) {
                chain.at.pop();
                chain.gains.pop();
            }
            chain.at.push(at);
            chain.gains.push(gains);
        }
        chain
    }

    /// Whether the last vertex lies below the line from the one before it to `next`.
    fn ends_below(&self, next: [Units; 2]) -> bool {
        let [.., before, last] = self.gains.as_slice() else { return false };
        let steepness = |step: Step| Ratio::new(step.fall.cast_signed(), step.rise);
        steepness(step(*before, *last)) > steepness(step(*last, next))
    }

    /// The place of the largest product of gains. The product rises along the border up to there and falls from there.
    pub(super) fn largest_product(&self) -> Mixture {
        let segments = self.gains.windows(2).enumerate();
        let mut ahead = segments.skip_while(|(_, ends)| product_rises(ends[1], step(ends[0], ends[1])));
        match ahead.next() {
            None => self.pure(self.at.len() - 1),
            Some((segment, ends)) => self.between(segment, top_of_product(ends[0], step(ends[0], ends[1]))),
        }
    }

    /// The place where both gains, divided by their `scales`, are equal; where there is none, the end at which the
    /// smaller is largest.
    pub(super) fn equal_levels(&self, scales: [u128; 2]) -> Mixture {
        let is_first_ahead = |gains: &[Units; 2]| Ratio::new(gains[0], scales[0]) >= Ratio::new(gains[1], scales[1]);
        let lead = |vertex: usize| {
            let [first, second] = self.gains[vertex].map(BigInt::from);
            first * scales[1] - second * scales[0]
        };
        match self.gains.iter().position(is_first_ahead) {
            Some(0) => self.pure(0),
            None => self.pure(self.at.len() - 1),
            Some(vertex) => {
                let (behind, ahead) = (lead(vertex - 1), lead(vertex));
                self.between(vertex - 1, BigRational::new(-&behind, ahead - &behind))
            }
        }
    }

    fn pure(&self, vertex: usize) -> Mixture {
        vec![(self.at[vertex], BigRational::one())]
    }

    /// The place on `segment` that is `share` of the way to its end.
    fn between(&self, segment: usize, share: BigRational) -> Mixture {
        vec![(self.at[segment], BigRational::one() - &share), (self.at[segment + 1], share)]
    }
}

fn step(from: [Units; 2], to: [Units; 2]) -> Step {
    Step { rise: to[0].abs_diff(from[0]), fall: from[1].abs_diff(to[1]) }
}

/// Whether the product still rises at `gains` in the direction of `step`: there its slope is
/// `second x rise - first x fall`.
fn product_rises([first, second]: [Units; 2], step: Step) -> bool {
    Ratio::new(second, step.fall) > Ratio::new(first, step.rise)
}

/// The share of the way along `step` from `gains` at which the product is largest. The product is a parabola open
/// downwards in that share, with its top at `(second / fall - first / rise) / 2`.
fn top_of_product([first, second]: [Units; 2], step: Step) -> BigRational {
    let quotient = |gain: Units, change: u128| BigRational::new(gain.into(), change.into());
    let top = (quotient(second, step.fall) - quotient(first, step.rise)) / BigInt::from(2);
    top.clamp(BigRational::zero(), BigRational::one())
}
