//! Utilitarian: the largest sum.

use num_integer::Integer;
use zopa_model::Exact;

use super::{Note, RationalFrontier, Solution, largest};
use crate::frontier::Point;
use crate::wide::Wide;

/// The largest sum of utilities, which takes the parties' scales to be comparable. (Harsanyi 1955, Journal of
/// Political Economy 63:309.) Gains would give the same points: disagreement takes the same from every sum.
pub fn utilitarian(rational: &RationalFrontier) -> Solution {
    let sums = scales(&rational.denominators).and_then(|scales| scaled_sums(rational, &scales));
    let points = match sums {
        Some(sums) => largest(&rational.points, &sums),
        None => {
            let sums: Vec<Exact> = rational.points.iter().map(|point| rational.total(&point.units)).collect();
            largest(&rational.points, &sums)
        }
    };
    // The disagreement point plays no part, so an assumed one is no caveat here.
    let notes = vec![Note::ComparableScales];
    Solution { points, exact: rational.exact, method: "largest sum of utilities, over the rational frontier", notes }
}

/// The sums in common units; `None` where they come near 256 bits.
fn scaled_sums(rational: &RationalFrontier, scales: &[u128]) -> Option<Vec<Wide>> {
    let sum = |point: &Point| Wide::weighted_sum(point.units.iter().copied().zip(scales.iter().copied()));
    rational.points.iter().map(sum).collect()
}

/// How many common units each party's unit is; `None` where the common denominator needs more than 128 bits beyond
/// some party's own.
fn scales(denominators: &[u128]) -> Option<Vec<u128>> {
    // What the others' denominators have beyond one's own: their least common multiple, its common part taken out.
    let scale = |&own: &u128| {
        denominators.iter().try_fold(1u128, |scale, &other| {
            let rest = other / other.gcd(&own);
            (scale / scale.gcd(&rest)).checked_mul(rest)
        })
    };
    denominators.iter().map(scale).collect()
}
