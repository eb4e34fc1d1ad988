//! Products and sums beyond 128 bits, for comparisons between parties whose quanta differ.
//!
//! A utility takes up to 120 bits, and cross-multiplied with another party's denominator up to 240. Two machine
//! numbers hold that without a big integer's memory.

use zopa_model::Units;

/// The full product as (high half, low half).
#[inline]
pub(crate) fn product(a: u128, b: u128) -> (u128, u128) {
    const HALF: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & HALF, b >> 64, b & HALF);
    let low = a0 * b0;
    if a1 | b1 == 0 {
        return (0, low);
    }
    let middle = a1 * b0 + (low >> 64);
    let carry = a0 * b1 + (middle & HALF);
    (a1 * b1 + (middle >> 64) + (carry >> 64), (carry << 64) | (low & HALF))
}

/// The product of all `factors`, in the order of its size; `None` where it needs more than 256 bits.
pub(crate) fn product_of(factors: impl Iterator<Item = u128>) -> Option<(u128, u128)> {
    let (mut high, mut low) = (0u128, 1u128);
    for factor in factors {
        let (carry, rest) = product(low, factor);
        let above = if high == 0 { 0 } else { high.checked_mul(factor)? };
        (high, low) = (above.checked_add(carry)?, rest);
    }
    Some((high, low))
}

/// A signed number of 256 bits: `high × 2^128 + low`. The order of the fields is the order of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Wide {
    high: i128,
    low: u128,
}

/// Summands stay below this, so that as many as there are parties can be added up.
const LARGEST_HIGH: u128 = 1 << 116;

impl Wide {
    /// The sum of each number times its scale; `None` where that comes near 256 bits.
    pub(crate) fn weighted_sum(terms: impl Iterator<Item = (Units, u128)>) -> Option<Self> {
        let mut sum = Self::default();
        for (units, scale) in terms {
            let (high, low) = product(units.unsigned_abs(), scale);
            let term = (high < LARGEST_HIGH).then_some(Self { high: high as i128, low })?;
            sum = if units < 0 { sum.minus(term) } else { sum.plus(term) };
        }
        Some(sum)
    }

    fn plus(self, other: Self) -> Self {
        let (low, carry) = self.low.overflowing_add(other.low);
        Self { high: self.high + other.high + i128::from(carry), low }
    }

    fn minus(self, other: Self) -> Self {
        let (low, borrow) = self.low.overflowing_sub(other.low);
        Self { high: self.high - other.high - i128::from(borrow), low }
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::{BigInt, BigUint};
    use proptest::prelude::*;

    use super::*;

    fn number((high, low): (u128, u128)) -> BigUint {
        (BigUint::from(high) << 128) + low
    }

    proptest! {
        #[test]
        fn multiplies_as_big_integers_do(factors in prop::collection::vec((any::<u128>(), 0u32..128), 0..5)) {
            let factors: Vec<u128> = factors.into_iter().map(|(factor, shift)| factor >> shift).collect();
            let expected: BigUint = factors.iter().map(|&factor| BigUint::from(factor)).product();
            match product_of(factors.iter().copied()) {
                Some(found) => prop_assert_eq!(number(found), expected),
                None => prop_assert!(expected.bits() > 256 || factors.contains(&0)),
            }
        }

        #[test]
        fn adds_up_as_big_integers_do(terms in prop::collection::vec((any::<i64>(), 0u32..60, any::<u128>()), 1..6), other in any::<i128>()) {
            let terms: Vec<(i128, u128)> = terms.into_iter().map(|(units, shift, scale)| (i128::from(units) << (shift / 2), scale >> 4)).collect();
            let sum = |terms: &[(i128, u128)]| terms.iter().map(|&(units, scale)| BigInt::from(units) * scale).sum::<BigInt>();
            let more: Vec<(i128, u128)> = terms.iter().copied().chain([(other, 1)]).collect();
            let found = (Wide::weighted_sum(terms.iter().copied()), Wide::weighted_sum(more.iter().copied()));
            prop_assert_eq!(found.0.unwrap().cmp(&found.1.unwrap()), sum(&terms).cmp(&sum(&more)));
        }
    }
}
