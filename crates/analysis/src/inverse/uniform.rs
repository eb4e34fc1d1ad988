//! Whole numbers drawn uniformly.

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use rand_core::Rng;

/// A uniform whole number from 0 up to, not including, `bound`, which is above zero: as many bits as `bound - 1` has, taken
/// from whole 64-bit words, the lowest first, and drawn again until they are below it. No value is likelier than another.
pub(super) fn below<R: Rng + ?Sized>(bound: &BigUint, generator: &mut R) -> BigUint {
    if let Some(bound) = bound.to_u64() {
        return BigUint::from(below_word(bound, generator));
    }
    let bits = (bound - 1u32).bits();
    let words = bits.div_ceil(64);
    loop {
        let mut digits = Vec::with_capacity(2 * words as usize);
        for word in 0..words {
            let kept = 64 - (bits - 64 * word).min(64);
            let drawn = generator.next_u64() << kept >> kept;
            digits.extend([drawn as u32, (drawn >> 32) as u32]);
        }
        let number = BigUint::new(digits);
        if number < *bound {
            return number;
        }
    }
}

/// The same where one word holds the bound.
fn below_word<R: Rng + ?Sized>(bound: u64, generator: &mut R) -> u64 {
    let unused = (bound - 1).leading_zeros();
    if unused == u64::BITS {
        return 0;
    }
    loop {
        let number = generator.next_u64() << unused >> unused;
        if number < bound {
            return number;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha12Rng;
    use rand_core::SeedableRng;

    use super::*;

    #[test]
    fn golden_vectors() {
        let mut generator = ChaCha12Rng::seed_from_u64(7);
        let drawn: Vec<String> =
            [1u128, 10, 1 << 64, 1 << 100].map(|bound| below(&bound.into(), &mut generator).to_string()).into();
        assert_eq!(drawn, ["0", "6", "2631283358781127885", "1078983378172940175042592874649"]);
    }

    #[test]
    fn every_number_below_the_bound_and_no_other_is_drawn() {
        let mut generator = ChaCha12Rng::seed_from_u64(1);
        let bound = BigUint::from(6u32);
        let mut seen: Vec<BigUint> = (0..200).map(|_| below(&bound, &mut generator)).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen, (0..6u32).map(BigUint::from).collect::<Vec<_>>());
    }
}
