//! An interval that an analyst is willing to sign.

use std::fmt;

use crate::Exact;

/// The closed interval from `low` to `high`. A point is a range of width zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    low: Exact,
    high: Exact,
}

impl Range {
    /// The range from `low` to `high`; `None` when it is upside down.
    pub fn new(low: Exact, high: Exact) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }

    /// The range that holds `value` alone.
    pub fn point(value: Exact) -> Self {
        Self { low: value.clone(), high: value }
    }

    /// The lower end.
    pub fn low(&self) -> &Exact {
        &self.low
    }

    /// The upper end.
    pub fn high(&self) -> &Exact {
        &self.high
    }

    /// The value, when the range holds one alone.
    pub fn as_point(&self) -> Option<&Exact> {
        (self.low == self.high).then_some(&self.low)
    }

    /// The middle, exactly.
    pub fn midpoint(&self) -> Exact {
        let half = Exact::ratio(1, 2).expect("two is not zero");
        &(&self.low + &self.high) * &half
    }

    /// Whether `value` lies in the range, its ends included.
    pub fn contains(&self, value: &Exact) -> bool {
        &self.low <= value && value <= &self.high
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_point() {
            Some(value) => write!(f, "{value}"),
            None => write!(f, "{} to {}", self.low, self.high),
        }
    }
}
