//! Exact numbers as decimals that every program reads.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use zopa_model::Exact;

/// The most places behind the point that are written out.
const MOST_PLACES: u32 = 120;
/// The most bits before the point for programs that read doubles, which take larger numbers for infinite.
const MOST_BITS: u64 = 1000;

/// A number written out, and whether that is all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// The digits.
    pub(super) text: String,
    /// Whether they are the number, and not only the shortest that read back to the same double.
    pub(super) is_exact: bool,
}

impl Decimal {
    /// All digits of `number` where they end, else the shortest that read back to the same double.
    pub(super) fn of(number: &Exact) -> Self {
        match places(number) {
            Some(places) => Self { text: written_out(number, places), is_exact: true },
            None => Self::shortest(number.to_f64()),
        }
    }

    /// The same for programs that read doubles: what is too large for one becomes the largest.
    pub(super) fn of_double(number: &Exact) -> Self {
        let is_large = number.rational().to_integer().bits() > MOST_BITS;
        if is_large || places(number).is_none() {
            Self::shortest(number.to_f64().clamp(f64::MIN, f64::MAX))
        } else {
            Self::of(number)
        }
    }

    fn shortest(double: f64) -> Self {
        Self { text: double.to_string(), is_exact: false }
    }
}

/// How many places the decimals of `number` have; `None` where they do not end, or not soon.
fn places(number: &Exact) -> Option<u32> {
    let mut rest = number.rational().denom().clone();
    let twos = u32::try_from(rest.trailing_zeros().unwrap_or(0)).ok()?;
    rest >>= twos;
    let five = BigInt::from(5);
    let mut fives = 0;
    while fives <= MOST_PLACES && !rest.is_one() {
        let (quotient, remainder) = rest.div_rem(&five);
        if !remainder.is_zero() {
            return None;
        }
        rest = quotient;
        fives += 1;
    }
    Some(twos.max(fives)).filter(|places| *places <= MOST_PLACES)
}

fn written_out(number: &Exact, places: u32) -> String {
    // The denominator divides that power, so no fraction has to be brought to its lowest terms.
    let scaled = number.rational().numer() * BigInt::from(10).pow(places) / number.rational().denom();
    let sign = if scaled.is_negative() { "-" } else { "" };
    let digits = format!("{:0>width$}", scaled.magnitude(), width = places as usize + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places as usize);
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_that_end_are_all_there() {
        for (number, text) in
            [("1/8", "0.125"), ("-3/40", "-0.075"), ("1200", "1200"), ("1e-30", "0.000000000000000000000000000001")]
        {
            assert_eq!(Decimal::of(&number.parse().unwrap()), Decimal { text: text.to_owned(), is_exact: true });
        }
    }

    #[test]
    fn others_read_back_to_the_same_double() {
        let third = Decimal::of(&"1/3".parse().unwrap());
        assert_eq!(third, Decimal { text: "0.3333333333333333".to_owned(), is_exact: false });
        for number in ["1e400", "-1e400", "1e-300"] {
            let decimal = Decimal::of_double(&number.parse().unwrap());
            assert!(!decimal.is_exact && decimal.text.parse::<f64>().unwrap().is_finite() && decimal.text.len() < 400);
        }
    }
}
