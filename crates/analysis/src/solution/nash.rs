//! Nash: the largest product of gains.

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use zopa_model::{PartyIndex, Units};

use super::{Absent, Note, Powers, RationalFrontier, Solution, largest};
use crate::frontier::Point;
use crate::wide::product_of;

/// The largest product of gains, `prod g_i^(t_i)` with powers `t`. (Nash 1950, Econometrica 18:155; with powers
/// Harsanyi & Selten 1972, Management Science 18:80, and Kalai 1977, International Journal of Game Theory 6:129.)
///
/// Where no outcome of the zone makes everybody better off, every product is zero and says nothing: then as many
/// parties as possible gain, and the product of their gains is maximised (the rule of maximum Nash welfare,
/// Caragiannis et al. 2019, ACM Transactions on Economics and Computation 7(3)); a note lists who gains.
///
/// # Errors
/// Where `powers` are not as many as the parties.
pub fn nash(rational: &RationalFrontier, powers: &Powers) -> Result<Solution, Absent> {
    let parties = rational.ideal.len();
    if let Some(whole) = powers.whole().filter(|whole| whole.len() != parties) {
        return Err(Absent::PowersMismatch { powers: whole.len(), parties });
    }
    let gainers = |point: &Point| rational.gains(point).filter(|&gain| gain > 0).count();
    let most = rational.points.iter().map(gainers).max().unwrap_or(0);
    let reaching: Vec<&Point> = rational.points.iter().filter(|point| gainers(point) == most).collect();
    let mut notes = rational.notes();
    let (points, exact) = match powers.whole() {
        None => (by_product(rational, &reaching), true),
        Some(powers) => by_powers(rational, &reaching, powers),
    };
    if !exact {
        notes.push(Note::RoundedPowers);
    }
    if most < parties {
        notes.push(Note::Degenerate(points.iter().map(|point| who_gains(rational, point)).collect()));
    }
    let method = match powers.whole() {
        None => "largest product of gains, over the rational frontier",
        Some(_) => "largest product of gains to the bargaining powers, over the rational frontier",
    };
    Ok(Solution { points, exact: exact && rational.exact, method, notes })
}

fn who_gains(rational: &RationalFrontier, point: &Point) -> Vec<PartyIndex> {
    rational.gains(point).enumerate().filter(|(_, gain)| *gain > 0).map(|(party, _)| party).collect()
}

/// The points of largest product. Every point has each quantum once, so whole units compare as they are; points
/// that leave different parties without gain are the exception, and put the missing denominators back.
fn by_product(rational: &RationalFrontier, points: &[&Point]) -> Vec<Point> {
    match points.iter().map(|point| product_of(factors(rational, point))).collect::<Option<Vec<_>>>() {
        Some(products) => largest(points, &products),
        None => {
            let product = |point: &&Point| factors(rational, point).map(BigUint::from).product::<BigUint>();
            largest(points, &points.iter().map(product).collect::<Vec<_>>())
        }
    }
}

/// For each party its gain in units, or, where it gains nothing, one whole: so all products are in the same unit.
fn factors<'a>(rational: &'a RationalFrontier, point: &'a Point) -> impl Iterator<Item = u128> + 'a {
    rational.gains(point).zip(&rational.denominators).map(|(gain, &one)| positive(gain).unwrap_or(one))
}

fn positive(gain: Units) -> Option<u128> {
    (gain > 0).then(|| gain.unsigned_abs())
}

/// The longest whole-number product, in bits, that is worked out.
const LONGEST_PRODUCT: u64 = 1 << 20;
/// How far apart two sums of logarithms are at most when rounding alone may have put them in the wrong order.
const WINDOW: f64 = 1e-9;

/// The points of largest product to the `powers`, and whether they were compared exactly. Logarithms only sort out
/// points that are clearly worse; the rest is compared as whole-number powers.
fn by_powers(rational: &RationalFrontier, points: &[&Point], powers: &[BigUint]) -> (Vec<Point>, bool) {
    let shares = shares(powers);
    let score = |point: &&Point| -> f64 {
        factors(rational, point).zip(&shares).map(|(factor, share)| share * libm::log(factor as f64)).sum()
    };
    let scores: Vec<f64> = points.iter().map(score).collect();
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let near: Vec<&Point> = points.iter().zip(&scores).filter(|(_, score)| **score >= best - WINDOW).map(|(p, _)| *p).collect();
    let bits = powers.iter().map(|power| power.to_u64().unwrap_or(u64::MAX).saturating_mul(128)).fold(0, u64::saturating_add);
    if near.len() == 1 {
        return (near.into_iter().cloned().collect(), true);
    }
    if bits > LONGEST_PRODUCT {
        return (points.iter().zip(&scores).filter(|(_, score)| **score == best).map(|(p, _)| (*p).clone()).collect(), false);
    }
    let power =
        |(factor, power): (u128, &BigUint)| BigUint::from(factor).pow(power.to_u32().expect("within the longest product"));
    let product = |point: &&Point| factors(rational, point).zip(powers).map(power).product::<BigUint>();
    let products: Vec<BigUint> = near.iter().map(product).collect();
    (largest(&near, &products), true)
}

/// The powers as shares of their sum. Powers beyond the reach of doubles are shifted down first.
fn shares(powers: &[BigUint]) -> Vec<f64> {
    let longest = powers.iter().map(BigUint::bits).max().unwrap_or(0);
    let values: Vec<f64> =
        powers.iter().map(|power| (power >> longest.saturating_sub(1000)).to_f64().unwrap_or(f64::MAX)).collect();
    let total: f64 = values.iter().sum();
    values.into_iter().map(|value| value / total).collect()
}
