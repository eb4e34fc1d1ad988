//! What is to be settled, and the ways in which it can be.

use crate::{Exact, OptionIndex};

/// How the options of an issue relate to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Options without an order.
    Categorical,
    /// Options in an order that means something (least to most).
    Ordered,
    /// The whole numbers from `low` to `high`, one option each.
    Integer {
        /// The smallest number.
        low: i64,
        /// The largest number.
        high: i64,
    },
    /// A quantity, cut into `steps` equal steps and so `steps + 1` options. The cut is the analyst's, and stated.
    Real {
        /// The least amount.
        low: Exact,
        /// The greatest amount.
        high: Exact,
        /// Number of equal steps from `low` to `high`.
        steps: u32,
    },
}

/// One thing to settle: a name and its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    name: String,
    kind: Kind,
    options: Vec<String>,
}

impl Issue {
    /// An issue whose options have no order.
    pub fn categorical(name: impl Into<String>, options: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::named(name, Kind::Categorical, options)
    }

    /// An issue whose options go from least to most.
    pub fn ordered(name: impl Into<String>, options: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::named(name, Kind::Ordered, options)
    }

    fn named(name: impl Into<String>, kind: Kind, options: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { name: name.into(), kind, options: options.into_iter().map(Into::into).collect() }
    }

    /// An issue over the whole numbers from `low` to `high`. Empty when `low > high`, which a
    /// [`Scenario`](crate::Scenario) refuses. The caller bounds the width: one option is made for each number.
    pub fn integer(name: impl Into<String>, low: i64, high: i64) -> Self {
        Self { name: name.into(), kind: Kind::Integer { low, high }, options: (low..=high).map(|n| n.to_string()).collect() }
    }

    /// An issue over a quantity cut into `steps` equal steps. The options are the cut points, shown exactly.
    pub fn real(name: impl Into<String>, low: Exact, high: Exact, steps: u32) -> Self {
        let width = &high - &low;
        let options = (0..=steps)
            .map(|step| {
                let share = Exact::ratio(step, steps.max(1)).expect("at least one step");
                (&low + &(&width * &share)).to_string()
            })
            .collect();
        Self { name: name.into(), kind: Kind::Real { low, high, steps }, options }
    }

    /// The name, unique among the issues of a space.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How the options relate to each other.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The names of the options, in the order of their indices.
    pub fn options(&self) -> &[String] {
        &self.options
    }

    /// The index of the option called `name`.
    pub fn option(&self, name: &str) -> Option<OptionIndex> {
        self.options.iter().position(|option| option == name).map(|index| index as OptionIndex)
    }
}
