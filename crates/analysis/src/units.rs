//! The two widths of whole numbers that the kernels run on.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Sub};

use zopa_model::{BargainingProblem, Units};

mod sealed {
    pub(crate) trait Sealed {}
    impl Sealed for i64 {}
    impl Sealed for i128 {}
}

/// A whole number of quanta in the width of a kernel. Sealed: the two widths give the same answer to the bit, and
/// a third would have to be shown to.
pub(crate) trait Unit:
    sealed::Sealed + Copy + Ord + Default + Debug + Add<Output = Self> + Sub<Output = Self> + AddAssign + Send + Sync + 'static
{
    /// Below every value that a kernel meets, so that it can mark the end of a list.
    const LEAST: Self;

    /// The next number after zero.
    const ONE: Self;

    /// `units` in this width.
    ///
    /// # Panics
    /// Where they do not fit, which [`fits_64_bits`] rules out.
    fn narrow(units: Units) -> Self;

    /// The same number in full width.
    fn widen(self) -> Units;

    /// How many bits the distance from `low` up to `high` takes.
    fn bits_between(low: Self, high: Self) -> u32;

    /// The distance up from `low` without its lowest `shift` bits, which leave at most 15.
    fn key(self, low: Self, shift: u32) -> i16;
}

impl Unit for i64 {
    const LEAST: Self = i64::MIN;
    const ONE: Self = 1;

    fn narrow(units: Units) -> Self {
        Self::try_from(units).expect("the magnitude was checked before narrowing")
    }

    fn widen(self) -> Units {
        Units::from(self)
    }

    fn bits_between(low: Self, high: Self) -> u32 {
        Self::BITS - (high - low).leading_zeros()
    }

    #[inline(always)]
    fn key(self, low: Self, shift: u32) -> i16 {
        ((self - low) >> shift) as i16
    }
}

impl Unit for i128 {
    const LEAST: Self = i128::MIN;
    const ONE: Self = 1;

    fn narrow(units: Units) -> Self {
        units
    }

    fn widen(self) -> Units {
        self
    }

    fn bits_between(low: Self, high: Self) -> u32 {
        Self::BITS - (high - low).leading_zeros()
    }

    #[inline(always)]
    fn key(self, low: Self, shift: u32) -> i16 {
        ((self - low) >> shift) as i16
    }
}

/// Whether all sums that a kernel can form stay below 2^62.
pub(crate) fn fits_64_bits(problem: &BargainingProblem) -> bool {
    problem.utilities.iter().all(|utility| utility.magnitude() < 1 << 62)
}
