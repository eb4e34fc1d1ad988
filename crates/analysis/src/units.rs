//! The two widths of whole numbers that the kernels run on.

use std::fmt::Debug;
use std::ops::{Add, AddAssign};

use zopa_model::{BargainingProblem, Units};

mod sealed {
    pub(crate) trait Sealed {}
    impl Sealed for i64 {}
    impl Sealed for i128 {}
}

/// A whole number of quanta in the width of a kernel. Sealed: the two widths give the same answer to the bit, and
/// a third would have to be shown to.
pub(crate) trait Unit:
    sealed::Sealed + Copy + Ord + Default + Debug + Add<Output = Self> + AddAssign + Send + Sync + 'static
{
    /// Below every value that a kernel meets, so that it can mark the end of a list.
    const LEAST: Self;

    /// `units` in this width.
    ///
    /// # Panics
    /// Where they do not fit, which [`fits_64_bits`] rules out.
    fn narrow(units: Units) -> Self;

    /// The same number in full width.
    fn widen(self) -> Units;
}

impl Unit for i64 {
    const LEAST: Self = i64::MIN;

    fn narrow(units: Units) -> Self {
        Self::try_from(units).expect("the magnitude was checked before narrowing")
    }

    fn widen(self) -> Units {
        Units::from(self)
    }
}

impl Unit for i128 {
    const LEAST: Self = i128::MIN;

    fn narrow(units: Units) -> Self {
        units
    }

    fn widen(self) -> Units {
        self
    }
}

/// Whether all sums that a kernel can form stay below 2^62.
pub(crate) fn fits_64_bits(problem: &BargainingProblem) -> bool {
    problem.utilities.iter().all(|utility| utility.magnitude() < 1 << 62)
}
