//! Straight lines over numbers: GENIUS says them as a weight times a share that is held between 0 and 1.

use zopa_model::{Curve, Exact};

use super::super::super::decimal::Decimal;
use super::super::super::{Evaluator, Values};

/// `slope x + offset` over a range of numbers, weight included.
pub(super) struct Line {
    slope: Exact,
    offset: Exact,
    low: Exact,
    high: Exact,
}

/// An evaluator that GENIUS has as it stands, or with another word for the same.
pub(super) fn as_it_stands(evaluator: &Evaluator, values: &Values) -> Option<Evaluator> {
    let Evaluator::Curve { weight, curve } = evaluator else { return None };
    let (low, high) = values.range()?;
    let is_of_amounts = matches!(values, Values::Reals { .. });
    match &**curve {
        Curve::Clamped { .. } => Some(evaluator.clone()),
        Curve::Constant(_) | Curve::Triangular { .. } if is_of_amounts => Some(evaluator.clone()),
        Curve::Affine { slope, offset } if is_held(slope, offset, &low, &high) => {
            let curve = Curve::Clamped { slope: slope.clone(), offset: offset.clone() };
            Some(Evaluator::Curve { weight: weight.clone(), curve: Box::new(curve) })
        }
        Curve::Constant(_) | Curve::Triangular { .. } | Curve::Affine { .. } | Curve::Quadratic { .. } => None,
    }
}

/// Whether a line stays between 0 and 1 of itself.
fn is_held(slope: &Exact, offset: &Exact, low: &Exact, high: &Exact) -> bool {
    let is_share = |amount: &Exact| {
        let value = &(slope * amount) + offset;
        !value.is_negative() && value <= Exact::one()
    };
    is_share(low) && is_share(high)
}

impl Line {
    /// The line that an evaluator follows over all of a range; `None` where it follows none.
    pub(super) fn of(evaluator: &Evaluator, values: &Values) -> Option<Self> {
        let (low, high) = values.range()?;
        let (slope, offset) = match evaluator {
            Evaluator::Table(values) => through(values, &low)?,
            Evaluator::Curve { weight, curve } => match &**curve {
                Curve::Affine { slope, offset } => (weight * slope, weight * offset),
                Curve::Clamped { slope, offset } if is_held(slope, offset, &low, &high) => (weight * slope, weight * offset),
                Curve::Constant(value) => (Exact::zero(), weight * value),
                Curve::Clamped { .. } | Curve::Triangular { .. } | Curve::Quadratic { .. } => return None,
            },
        };
        Some(Self { slope, offset, low, high })
    }

    /// The line between the ends of whatever it is.
    pub(super) fn between_ends(evaluator: &Evaluator, values: &Values) -> Option<Self> {
        let (low, high) = values.range()?;
        let (first, last) = match evaluator {
            Evaluator::Curve { weight, curve } => (weight * &curve.at(&low), weight * &curve.at(&high)),
            Evaluator::Table(values) => (values.first()?.clone(), values.last()?.clone()),
        };
        let width = &high - &low;
        let rise = &last - &first;
        let slope = if width.is_zero() { Exact::zero() } else { Exact::from(rise.rational() / width.rational()) };
        Some(Self { offset: &first - &(&slope * &low), slope, low, high })
    }

    /// The same, higher by `constant`.
    pub(super) fn raised(self, constant: &Exact) -> Self {
        Self { offset: &self.offset + constant, ..self }
    }

    fn ends(&self) -> (Exact, Exact) {
        let at = |amount: &Exact| &(&self.slope * amount) + &self.offset;
        (at(&self.low), at(&self.high))
    }

    /// The line as a weight times a share, the weight below zero where the line is. One that passes zero on its way is
    /// raised to it, and `constant` lowered.
    pub(super) fn held(self, constant: &mut Exact) -> Evaluator {
        let (first, last) = self.ends();
        let least = first.clone().min(last.clone());
        let passes_zero = least.is_negative() && first.max(last) > Exact::zero();
        if passes_zero {
            *constant = &*constant + &least;
            return self.raised(&(&Exact::zero() - &least)).of_one_sign();
        }
        self.of_one_sign()
    }

    /// The weight is what the line reaches, or 1 where that has no end in decimals and the line stays below it.
    fn of_one_sign(self) -> Evaluator {
        let (first, last) = self.ends();
        let (least, greatest) = (first.clone().min(last.clone()), first.max(last));
        let reached = if least.is_negative() { least } else { greatest };
        if reached.is_zero() {
            return by(&Exact::zero(), Exact::zero(), Exact::zero());
        }
        let is_share = !reached.is_negative() && reached <= Exact::one();
        let weights = [Some(reached.clone()), is_share.then(Exact::one)];
        let ends = |weight: &Exact| {
            let (slope, offset) = self.shares(weight);
            [weight, &slope, &offset].iter().all(|number| Decimal::of_double(number).is_exact)
        };
        let weight = weights.into_iter().flatten().find(ends).unwrap_or(reached);
        let (slope, offset) = self.shares(&weight);
        by(&weight, slope, offset)
    }

    /// Slope and offset as shares of `weight`.
    fn shares(&self, weight: &Exact) -> (Exact, Exact) {
        let share = |number: &Exact| Exact::from(number.rational() / weight.rational());
        (share(&self.slope), share(&self.offset))
    }
}

fn by(weight: &Exact, slope: Exact, offset: Exact) -> Evaluator {
    Evaluator::Curve { weight: weight.clone(), curve: Box::new(Curve::Clamped { slope, offset }) }
}

/// Slope and offset of the line through values of whole numbers from `low` on.
fn through(values: &[Exact], low: &Exact) -> Option<(Exact, Exact)> {
    let first = values.first()?;
    let slope = values.get(1).map_or_else(Exact::zero, |second| second - first);
    let is_on = |(at, value): (usize, &Exact)| *value == first + &(&slope * &Exact::from_integer(at as u64));
    values.iter().enumerate().all(is_on).then(|| (slope.clone(), first - &(&slope * low)))
}
