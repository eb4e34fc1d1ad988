//! How much a printed number leaves open.

use zopa_model::Exact;

/// How far a number may be from the printed one and still be meant by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// By this much.
    Absolute(Exact),
    /// By this share of the printed number.
    Relative(Exact),
}

impl Tolerance {
    /// None at all.
    pub fn exactly() -> Self {
        Self::Absolute(Exact::zero())
    }

    /// Half a unit of the last of `places` printed decimals.
    pub fn last_decimal(places: u8) -> Self {
        let unit = num_bigint::BigInt::from(10).pow(u32::from(places));
        Self::Absolute(Exact::ratio(1, unit * 2).expect("a power of ten is not zero"))
    }

    /// For numbers that went through single precision, as those of `pareto.xml` in GENIUS did: a millionth. One such
    /// number has rounded by up to 6 in 10^8, and a sum of them by some times that.
    pub fn single_precision() -> Self {
        Self::Relative(Exact::ratio(1, 1_000_000).expect("a million is not zero"))
    }

    /// The smallest and the largest number that `printed` may mean.
    pub fn around(&self, printed: &Exact) -> (Exact, Exact) {
        let width = match self {
            Self::Absolute(width) => width.clone(),
            Self::Relative(share) => share * printed,
        };
        let (one, other) = (printed - &width, printed + &width);
        if one <= other { (one, other) } else { (other, one) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn a_printed_decimal_means_what_rounds_to_it() {
        assert_eq!(Tolerance::last_decimal(2).around(&exact("0.37")), (exact("0.365"), exact("0.375")));
        assert_eq!(Tolerance::last_decimal(0).around(&exact("-3")), (exact("-3.5"), exact("-2.5")));
        assert_eq!(Tolerance::exactly().around(&exact("1/3")), (exact("1/3"), exact("1/3")));
    }

    #[test]
    fn a_share_of_a_negative_number_still_reaches_to_both_sides() {
        assert_eq!(Tolerance::single_precision().around(&exact("-2")), (exact("-2.000002"), exact("-1.999998")));
    }
}
