//! Exact numbers as people write them: `0.25`, `1/3`, `-2`, `1e-3`.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// A rational number without rounding. What an analyst types stays what was typed: `0.1` is one tenth.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// The longest exponent that is read. A number such as `1e999999999` would fill the memory with zeros.
const LARGEST_EXPONENT: u32 = 400;
/// The longest text that is read as a number.
const LONGEST_TEXT: usize = 400;

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// One.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// The whole number `value`.
    pub fn from_integer(value: impl Into<BigInt>) -> Self {
        Self(BigRational::from_integer(value.into()))
    }

    /// `numerator / denominator`; `None` when the denominator is zero.
    pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Option<Self> {
        let denominator = denominator.into();
        (!denominator.is_zero()).then(|| Self(BigRational::new(numerator.into(), denominator)))
    }

    /// The rational behind this number.
    pub fn rational(&self) -> &BigRational {
        &self.0
    }

    /// The nearest double. For display and for the edges of statistics only; no kernel compares it.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// Whether this is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// `numerator/denominator` in lowest terms, always with a denominator: the form of `exact_utilities`.
    pub fn to_fraction(&self) -> String {
        format!("{}/{}", self.0.numer(), self.0.denom())
    }
}

impl From<BigRational> for Exact {
    fn from(value: BigRational) -> Self {
        Self(value)
    }
}

macro_rules! arithmetic {
    ($($operator:ident $method:ident),*) => {$(
        impl std::ops::$operator for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact(std::ops::$operator::$method(&self.0, &other.0))
            }
        }
    )*};
}
arithmetic!(Add add, Sub sub, Mul mul);

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseExactError {
    text: String,
    why: &'static str,
}

impl fmt::Display for ParseExactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a number: {}", self.text, self.why)
    }
}

impl std::error::Error for ParseExactError {}

impl FromStr for Exact {
    type Err = ParseExactError;

    fn from_str(text: &str) -> Result<Self, ParseExactError> {
        let fail = |why| ParseExactError { text: text.chars().take(40).collect(), why };
        if text.len() > LONGEST_TEXT {
            return Err(fail("it is too long"));
        }
        match text.split_once('/') {
            None => parse_decimal(text).map(Self).map_err(fail),
            Some((above, below)) => {
                let above = parse_decimal(above).map_err(fail)?;
                let below = parse_decimal(below).map_err(fail)?;
                if below.is_zero() {
                    return Err(fail("it divides by zero"));
                }
                Ok(Self(above / below))
            }
        }
    }
}

fn parse_decimal(text: &str) -> Result<BigRational, &'static str> {
    const SHAPE: &str = "write digits with a point, such as 0.25, or a fraction, such as 1/3";
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        None => (text, 0),
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| SHAPE)?),
    };
    let (sign, digits) = match mantissa.strip_prefix(['-', '+']) {
        Some(rest) => (if mantissa.starts_with('-') { -1 } else { 1 }, rest),
        None => (1, mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return Err(SHAPE);
    }
    let exponent = exponent.checked_sub(fraction.len() as i32).ok_or(SHAPE)?;
    if exponent.unsigned_abs() > LARGEST_EXPONENT {
        return Err("its exponent is out of reach");
    }
    let units: BigInt = format!("{whole}{fraction}").parse().map_err(|_| SHAPE)?;
    let scale = BigInt::from(10).pow(exponent.unsigned_abs());
    let value = if exponent < 0 { BigRational::new(units, scale) } else { BigRational::from_integer(units * scale) };
    Ok(value * BigInt::from(sign))
}

impl fmt::Display for Exact {
    /// The shortest exact text: a decimal where one exists within twenty places, else a fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_integer() {
            return write!(f, "{}", self.0.numer());
        }
        let mut scaled = self.0.clone();
        for places in 1..=20usize {
            scaled *= BigInt::from(10);
            if scaled.is_integer() {
                let sign = if scaled.is_negative() { "-" } else { "" };
                let digits = format!("{:0>width$}", scaled.numer().abs(), width = places + 1);
                let (whole, fraction) = digits.split_at(digits.len() - places);
                return write!(f, "{sign}{whole}.{fraction}");
            }
        }
        write!(f, "{}", self.to_fraction())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> String {
        match text.parse::<Exact>() {
            Ok(value) => value.to_string(),
            Err(error) => format!("error: {}", error.why),
        }
    }

    #[test]
    fn reads_what_people_write() {
        for (text, shown) in [
            ("0.1", "0.1"),
            ("1/3", "1/3"),
            ("-2", "-2"),
            ("1e-3", "0.001"),
            ("2.50", "2.5"),
            ("+.5", "0.5"),
            ("1.5e2", "150"),
            ("-0.05", "-0.05"),
            ("0.5/2", "0.25"),
        ] {
            assert_eq!(parse(text), shown, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "-", ".", "1,5", "NaN", "inf", "1e", "0x10", "1/0", "1/", "1e99999", "1 000", "1e-2147483648"] {
            assert!(text.parse::<Exact>().is_err(), "{text}");
        }
        assert!("9".repeat(500).parse::<Exact>().is_err());
    }
}
