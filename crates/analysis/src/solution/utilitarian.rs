//! Utilitarian: the largest sum.

use num_integer::Integer;
use zopa_model::{Exact, Units};

use super::{Note, RationalFrontier, Solution, largest};
use crate::frontier::Point;

/// The largest sum of utilities, which takes the parties' scales to be comparable. (Harsanyi 1955, Journal of
/// Political Economy 63:309.) Gains would give the same points: disagreement takes the same from every sum.
pub fn utilitarian(rational: &RationalFrontier) -> Solution {
    let points = match scaled_sums(rational) {
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

/// The sums over the common denominator; `None` where they do not fit the bits.
fn scaled_sums(rational: &RationalFrontier) -> Option<Vec<Units>> {
    let common = rational
        .denominators
        .iter()
        .try_fold(1u128, |common, &denominator| (common / common.gcd(&denominator)).checked_mul(denominator))?;
    let scales: Vec<Units> =
        rational.denominators.iter().map(|denominator| Units::try_from(common / denominator).ok()).collect::<Option<_>>()?;
    let sum = |point: &Point| {
        let mut parts = point.units.iter().zip(&scales);
        parts.try_fold(0 as Units, |sum, (units, scale)| sum.checked_add(units.checked_mul(*scale)?))
    };
    rational.points.iter().map(sum).collect()
}
