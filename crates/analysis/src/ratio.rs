//! Quotients of whole numbers, compared without rounding.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use zopa_model::{Exact, Units};

use crate::wide::product;

/// `numerator / denominator`, kept as it came. Two of them are compared by cross-multiplication in 256 bits, so the
/// order is exact for every pair of quanta.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    numerator: Units,
    denominator: u128,
}

impl Ratio {
    /// `numerator / denominator`; the denominator is above zero.
    pub(crate) fn new(numerator: Units, denominator: u128) -> Self {
        debug_assert!(denominator > 0, "a ratio has a positive denominator");
        Self { numerator, denominator }
    }

    /// The number itself, in lowest terms.
    pub fn exact(self) -> Exact {
        // Cut down while both are machine numbers: the same work on big integers takes many times as long.
        let divisor = self.numerator.unsigned_abs().gcd(&self.denominator);
        let above = self.numerator.unsigned_abs() / divisor;
        let above = if self.numerator < 0 { -BigInt::from(above) } else { BigInt::from(above) };
        Exact::from(BigRational::new_raw(above, BigInt::from(self.denominator / divisor)))
    }

    /// The nearest double or its neighbour, for display.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        match (self.short(), other.short()) {
            (Some((a, b)), Some((c, d))) => (Units::from(a) * Units::from(d)).cmp(&(Units::from(c) * Units::from(b))),
            _ => self.cmp_long(other),
        }
    }
}

impl Ratio {
    /// Numerator and denominator where both take 64 bits.
    #[inline]
    fn short(&self) -> Option<(i64, i64)> {
        Some((i64::try_from(self.numerator).ok()?, i64::try_from(self.denominator).ok()?))
    }

    fn cmp_long(&self, other: &Self) -> Ordering {
        let sign = self.numerator.signum().cmp(&other.numerator.signum());
        sign.then_with(|| {
            let left = product(self.numerator.unsigned_abs(), other.denominator);
            let right = product(other.numerator.unsigned_abs(), self.denominator);
            if self.numerator < 0 { right.cmp(&left) } else { left.cmp(&right) }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn orders_as_exact_fractions_do(a in any::<i128>(), b in 1..u128::MAX, c in any::<i128>(), d in 1..u128::MAX) {
            prop_assert_eq!(Ratio::new(a, b).cmp(&Ratio::new(c, d)), Ratio::new(a, b).exact().cmp(&Ratio::new(c, d).exact()));
        }

        #[test]
        fn is_told_in_lowest_terms(a in any::<i128>(), b in 1..u128::MAX, c in -99i128..99, d in 1u128..99) {
            prop_assert_eq!(Ratio::new(a, b).exact(), Exact::ratio(a, b).unwrap());
            prop_assert_eq!(Ratio::new(c, d).exact(), Exact::ratio(c, d).unwrap());
        }

        #[test]
        fn orders_small_fractions(a in -9i128..9, b in 1u128..9, c in -9i128..9, d in 1u128..9) {
            prop_assert_eq!(Ratio::new(a, b).cmp(&Ratio::new(c, d)), Ratio::new(a, b).exact().cmp(&Ratio::new(c, d).exact()));
        }
    }
}
