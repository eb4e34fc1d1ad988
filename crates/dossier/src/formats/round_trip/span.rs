//! From the least to the greatest of some numbers.

use zopa_model::Exact;

/// Both ends belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The least.
    pub(super) least: Exact,
    /// The greatest.
    pub(super) greatest: Exact,
}

impl Span {
    /// One number.
    pub(super) fn at(value: Exact) -> Self {
        Self { least: value.clone(), greatest: value }
    }

    /// Zero.
    pub(super) fn zero() -> Self {
        Self::at(Exact::zero())
    }

    /// All of `numbers`; zero where there are none.
    pub(super) fn of(numbers: impl IntoIterator<Item = Exact>) -> Self {
        numbers.into_iter().map(Self::at).reduce(Self::hull).unwrap_or_else(Self::zero)
    }

    /// From no more than `width` below zero to as much above.
    pub(super) fn around_zero(width: &Exact) -> Self {
        Self { least: &Exact::zero() - width, greatest: width.clone() }
    }

    /// What lies in either, and between them.
    pub(super) fn hull(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), greatest: self.greatest.max(other.greatest) }
    }

    /// All sums of one of these and one of those.
    pub(super) fn plus(&self, other: &Self) -> Self {
        Self { least: &self.least + &other.least, greatest: &self.greatest + &other.greatest }
    }

    /// All differences of one of these and one of those.
    pub(super) fn minus(&self, other: &Self) -> Self {
        Self { least: &self.least - &other.greatest, greatest: &self.greatest - &other.least }
    }

    /// The largest distance from zero.
    pub(super) fn magnitude(&self) -> Exact {
        magnitude(&self.least).max(magnitude(&self.greatest))
    }
}

/// The distance from zero.
pub(super) fn magnitude(number: &Exact) -> Exact {
    if number.is_negative() { number * &Exact::from_integer(-1) } else { number.clone() }
}
