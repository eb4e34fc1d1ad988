//! The baselines: what the stated weights and positions come to, by rules that anybody can check with a pencil.

use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use zopa_model::{Exact, ForecastScale};

use super::exact;

/// One actor's figures as single numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// What it can bring to bear.
    pub capability: BigRational,
    /// Where it stands.
    pub position: BigRational,
    /// How much it cares, from 0 to 1.
    pub salience: BigRational,
}

impl Weighed {
    /// Capability times salience.
    pub fn weight(&self) -> BigRational {
        &self.capability * &self.salience
    }

    /// Capability, position and salience as doubles.
    pub fn figures(&self) -> (f64, f64, f64) {
        let real = |value: &BigRational| value.to_f64().unwrap_or(f64::NAN);
        (real(&self.capability), real(&self.position), real(&self.salience))
    }
}

/// What the figures of one scale come to. Nothing is said where all weights are zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Baselines {
    /// The compromise mean: positions weighed by capability times salience (an approximation of Nash bargaining, Achen 2006).
    pub mean: Option<Exact>,
    /// The weighted median, lowest and highest: they differ where the weight on both sides of a gap is the same.
    pub median: Option<(Exact, Exact)>,
    /// The positions that no other position beats when losses grow with the distance, ascending.
    pub condorcet_linear: Vec<Exact>,
    /// The same when losses grow with the square of the distance.
    pub condorcet_square: Vec<Exact>,
    /// The point of the largest weighted product of gains.
    pub nash: NashPoint,
}

/// The point of the largest product of gains over the status quo, each to the power of its share of the weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NashPoint {
    /// There, to about nine digits.
    At(f64),
    /// Nobody says where things stand without a decision.
    NoStatusQuo,
    /// No point is better than the status quo for all who care.
    NobodyWouldMove,
}

/// The baselines of one scale. Exact, but for Nash's point.
pub fn baselines(scale: &ForecastScale, actors: &[Weighed]) -> Baselines {
    let weights: Vec<BigRational> = actors.iter().map(Weighed::weight).collect();
    let total: BigRational = weights.iter().sum();
    if total.is_zero() {
        return Baselines {
            mean: None,
            median: None,
            condorcet_linear: Vec::new(),
            condorcet_square: Vec::new(),
            nash: if scale.status_quo.is_none() { NashPoint::NoStatusQuo } else { NashPoint::NobodyWouldMove },
        };
    }
    let weighed: BigRational = actors.iter().zip(&weights).map(|(actor, weight)| &actor.position * weight).sum();
    Baselines {
        mean: Some(exact(&(weighed / &total))),
        median: Some(median(actors, &weights, &total)),
        condorcet_linear: unbeaten(actors, &weights, |distance| distance),
        condorcet_square: unbeaten(actors, &weights, |distance| &distance * &distance),
        nash: nash(scale, actors, &weights, &total),
    }
}

/// The smallest position with half of the weight at or below it; and where that is exactly half, the next one as well.
fn median(actors: &[Weighed], weights: &[BigRational], total: &BigRational) -> (Exact, Exact) {
    let mut sorted: Vec<(&BigRational, &BigRational)> =
        actors.iter().map(|actor| &actor.position).zip(weights).filter(|(_, weight)| !weight.is_zero()).collect();
    sorted.sort();
    let mut below = BigRational::zero();
    for (place, (position, weight)) in sorted.iter().enumerate() {
        below += *weight;
        let twice = &below + &below;
        if twice >= *total {
            let next = sorted.get(place + 1).filter(|_| twice == *total).map_or(*position, |(next, _)| *next);
            return (exact(position), exact(next));
        }
    }
    unreachable!("the weights sum to more than half of their sum")
}

/// The positions with the least weighed loss. One position beats another when the votes for it, each as strong as the voter's
/// weight times its gain, outweigh those against; that is when the sum of weighed losses is smaller, so that an
/// unbeaten position always exists.
fn unbeaten(actors: &[Weighed], weights: &[BigRational], loss: impl Fn(BigRational) -> BigRational) -> Vec<Exact> {
    let mut positions: Vec<&BigRational> = actors.iter().map(|actor| &actor.position).collect();
    positions.sort();
    positions.dedup();
    let lost = |point: &BigRational| -> BigRational {
        actors.iter().zip(weights).map(|(actor, weight)| weight * loss((&actor.position - point).abs())).sum()
    };
    let losses: Vec<BigRational> = positions.iter().map(|point| lost(point)).collect();
    let least = losses.iter().min();
    positions.iter().zip(&losses).filter(|(_, loss)| Some(*loss) == least).map(|(point, _)| exact(point)).collect()
}

/// Steps of the golden section: each takes off more than a third.
const STEPS: usize = 80;

/// Gains are `(|q - x_i| - |x - x_i|) / (U - L)`. Where all are positive the logarithm of their product is concave, so its
/// largest value is found by a golden section.
fn nash(scale: &ForecastScale, actors: &[Weighed], weights: &[BigRational], total: &BigRational) -> NashPoint {
    let Some(status_quo) = &scale.status_quo else { return NashPoint::NoStatusQuo };
    let quo = status_quo.rational();
    // Who cares nothing has a power of zero, and no say.
    let caring: Vec<(&Weighed, f64)> = actors
        .iter()
        .zip(weights)
        .filter(|(_, weight)| !weight.is_zero())
        .map(|(actor, weight)| (actor, (weight / total).to_f64().unwrap_or(0.0)))
        .collect();
    // Better for `i` is what lies between the status quo and its mirror image behind x_i.
    let mirror = |actor: &Weighed| &actor.position + &actor.position - quo;
    let (mut low, mut high) = (scale.low.rational().clone(), scale.high.rational().clone());
    for (actor, _) in &caring {
        let (one, other) = (quo.clone(), mirror(actor));
        let (least, most) = if one < other { (one, other) } else { (other, one) };
        low = low.max(least);
        high = high.min(most);
    }
    if low >= high {
        return NashPoint::NobodyWouldMove;
    }
    let real = |value: &BigRational| value.to_f64().unwrap_or(f64::NAN);
    let (quo, width) = (real(quo), real(&(scale.high.rational() - scale.low.rational())));
    let gains = |point: f64| -> f64 {
        let gain = |(actor, power): &(&Weighed, f64)| {
            let position = real(&actor.position);
            power * libm::log((((quo - position).abs() - (point - position).abs()) / width).max(0.0))
        };
        caring.iter().map(gain).sum()
    };
    NashPoint::At(golden(real(&low), real(&high), gains))
}

/// The largest value of a concave function between two ends.
fn golden(mut low: f64, mut high: f64, value: impl Fn(f64) -> f64) -> f64 {
    let share = (5f64.sqrt() - 1.0) / 2.0;
    for _ in 0..STEPS {
        let (left, right) = (high - share * (high - low), low + share * (high - low));
        if value(left) < value(right) { low = left } else { high = right }
    }
    f64::midpoint(low, high)
}
