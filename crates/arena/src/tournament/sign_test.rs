//! Whether one strategy does better than another on more scenarios than chance would have it.

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;
use num_traits::{One, ToPrimitive};

/// The two-sided p-value of `wins` against `losses` where both are as likely; ties are left out before. (Dixon & Mood 1946,
/// Journal of the American Statistical Association 41:557.) Worked out in whole numbers.
pub fn sign_test(wins: u64, losses: u64) -> f64 {
    let (trials, fewer) = (wins + losses, wins.min(losses));
    let (mut ways, mut tail) = (BigUint::one(), BigUint::one());
    for chosen in 0..fewer {
        ways = ways * (trials - chosen) / (chosen + 1);
        tail += &ways;
    }
    let both = Ratio::new(BigInt::from(tail * 2u32), BigInt::from(BigUint::one() << trials));
    both.to_f64().map_or(1.0, |p| p.min(1.0))
}

/// P-values corrected for their number, in their order. (Holm 1979, Scandinavian Journal of Statistics 6:65.)
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|one, other| p_values[*one].total_cmp(&p_values[*other]));
    let mut corrected = vec![1.0; p_values.len()];
    let mut most: f64 = 0.0;
    for (rank, at) in order.into_iter().enumerate() {
        most = most.max((p_values[at] * (p_values.len() - rank) as f64).min(1.0));
        corrected[at] = most;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sign_tests() {
        // Siegel & Castellan 1988, Nonparametric Statistics, table D: one-sided .006 at 2 of 14; here both sides.
        assert_eq!(sign_test(2, 12), 2.0 * 106.0 / 16384.0);
        assert_eq!(sign_test(5, 0), 0.0625);
        assert_eq!(sign_test(0, 5), 0.0625);
        assert_eq!([sign_test(0, 0), sign_test(4, 4), sign_test(1, 0)], [1.0; 3]);
    }

    #[test]
    fn many_trials_neither_overflow_nor_round_to_nothing() {
        assert_eq!(sign_test(1000, 0), libm::exp2(-999.0));
        assert!(sign_test(2600, 2400) > 0.004 && sign_test(2600, 2400) < 0.005);
    }

    #[test]
    fn holm_steps_down() {
        // Holm 1979: the smallest times 4, the next times 3, never falling.
        let corrected = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (found, expected) in corrected.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((found - expected).abs() < 1e-15, "{corrected:?}");
        }
        assert_eq!(holm(&[0.6, 0.7]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }
}
