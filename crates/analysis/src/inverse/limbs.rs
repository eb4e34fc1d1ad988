//! Natural numbers of any length as 64-bit digits, least significant first, for tables that hold millions of them.

use std::cmp::Ordering;

use num_bigint::BigUint;

/// `sum + other`, in place. `other` has no more digits, and the result fits.
#[inline]
pub(super) fn add(sum: &mut [u64], other: &[u64]) {
    let mut carry = false;
    for (place, digit) in sum.iter_mut().enumerate() {
        let added = other.get(place).copied().unwrap_or(0);
        (*digit, carry) = carrying(digit.overflowing_add(added), carry, u64::overflowing_add);
    }
}

/// `whole - other`, in place. `other` is not larger; digits that `whole` does not have are zero.
#[inline]
pub(super) fn subtract(whole: &mut [u64], other: &[u64]) {
    let mut borrow = false;
    for (place, digit) in whole.iter_mut().enumerate() {
        let taken = other.get(place).copied().unwrap_or(0);
        (*digit, borrow) = carrying(digit.overflowing_sub(taken), borrow, u64::overflowing_sub);
    }
}

/// One digit with the carry into it, and the carry out of it.
#[inline]
fn carrying((digit, out): (u64, bool), into: bool, with: fn(u64, u64) -> (u64, bool)) -> (u64, bool) {
    let (digit, again) = with(digit, u64::from(into));
    (digit, out || again)
}

/// The order of two numbers; the longer may have leading zeros.
#[inline]
pub(super) fn compare(a: &[u64], b: &[u64]) -> Ordering {
    let digits = a.len().max(b.len());
    let at = |number: &[u64], place: usize| number.get(place).copied().unwrap_or(0);
    let pairs = (0..digits).rev().map(|place| at(a, place).cmp(&at(b, place)));
    pairs.fold(Ordering::Equal, Ordering::then)
}

/// The number as a big integer.
pub(super) fn to_big(digits: &[u64]) -> BigUint {
    BigUint::new(digits.iter().flat_map(|&digit| [digit as u32, (digit >> 32) as u32]).collect())
}

/// `number` in `length` digits, which it fits.
pub(super) fn from_big(number: &BigUint, length: usize) -> Vec<u64> {
    let mut digits: Vec<u64> = number.iter_u64_digits().collect();
    digits.resize(length, 0);
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reckons_as_big_integers_do(
            a in prop::collection::vec(prop_oneof![Just(0), Just(u64::MAX), any::<u64>()], 3),
            b in prop::collection::vec(prop_oneof![Just(0), Just(u64::MAX), any::<u64>()], 1..3),
        ) {
            let (x, y) = (to_big(&a), to_big(&b));
            let mut sum = a.clone();
            sum.push(0);
            add(&mut sum, &b);
            prop_assert_eq!(to_big(&sum), &x + &y);
            subtract(&mut sum, &b);
            prop_assert_eq!(to_big(&sum), x.clone());
            prop_assert_eq!(compare(&a, &b), x.cmp(&y));
            prop_assert_eq!(from_big(&x, 5)[..3].to_vec(), a);
        }
    }
}
