//! Bargaining powers: how much each party's gain counts in the Nash product.

use std::fmt;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Zero};
use zopa_model::Exact;

/// Bargaining powers. Only their proportions matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Powers(Option<Vec<BigUint>>);

/// Why numbers are no bargaining powers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PowersError {
    /// The power of this party (from zero) is not above zero.
    NotPositive(usize),
}

impl fmt::Display for PowersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::NotPositive(party) = self;
        write!(f, "the bargaining power of party {} is not above zero; give every party a positive share", party + 1)
    }
}

impl std::error::Error for PowersError {}

impl Powers {
    /// The same power for everybody: the plain Nash product.
    pub fn equal() -> Self {
        Self(None)
    }

    /// One power for each party, in the order of the problem.
    ///
    /// # Errors
    /// Names the first that is not above zero.
    pub fn new(powers: &[Exact]) -> Result<Self, PowersError> {
        if let Some(party) = powers.iter().position(|power| power.is_negative() || power.is_zero()) {
            return Err(PowersError::NotPositive(party));
        }
        let common = powers.iter().fold(BigInt::one(), |common, power| common.lcm(power.rational().denom()));
        let whole: Vec<BigInt> =
            powers.iter().map(|power| power.rational().numer() * (&common / power.rational().denom())).collect();
        let divisor = whole.iter().fold(BigInt::zero(), |divisor, power| divisor.gcd(power));
        let whole: Vec<BigUint> = whole.iter().map(|power| (power / &divisor).magnitude().clone()).collect();
        // Equal powers, one each after division, are the plain product.
        Ok(Self((!whole.iter().all(One::is_one)).then_some(whole)))
    }

    /// The least whole numbers in these proportions; `None` where all are equal.
    pub(super) fn whole(&self) -> Option<&[BigUint]> {
        self.0.as_deref()
    }
}
