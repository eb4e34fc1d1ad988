//! A declared largest utility.

use zopa_model::{Exact, Outcome, Utility};

use super::Tolerance;

/// What is so of a declared largest utility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MaximumVerdict {
    /// It is the largest.
    Holds,
    /// Some outcome is worth more.
    TooLow {
        /// How much more.
        by: Exact,
        /// What it is worth: the largest utility.
        most: Exact,
        /// The outcome that proves it.
        outcome: Outcome,
    },
    /// No outcome is worth as much.
    TooHigh {
        /// How much the best outcome falls short.
        by: Exact,
        /// What that is worth: the largest utility.
        most: Exact,
    },
}

/// Holds the largest utility that a file declares for a party against `best`, an outcome that was proven to be worth most
/// to it. What counts is the raw sum: `utility` is on the scale of the file, and its cap, which would hide what is above
/// the declared figure, is left aside.
///
/// ```
/// # use zopa_model::{Exact, ExactFactor, Outcome, Threshold, Utility};
/// # use zopa_analysis::claim::{MaximumVerdict, Tolerance, check_maximum};
/// let values = [574, 605].map(Exact::from_integer).to_vec();
/// let factor = ExactFactor { issues: vec![0], values };
/// let utility = Utility::from_exact(&[2], vec![factor], None, Threshold::Any, None, vec![]).unwrap();
/// let declared = Exact::from_integer(574);
/// let verdict = check_maximum(&utility, &Outcome::new([1]), &declared, &Tolerance::exactly());
/// assert!(matches!(verdict, MaximumVerdict::TooLow { by, .. } if by == Exact::from_integer(31)));
/// ```
pub fn check_maximum(utility: &Utility, best: &Outcome, declared: &Exact, tolerance: &Tolerance) -> MaximumVerdict {
    let units = utility.constant + utility.factors.iter().map(|factor| factor.evaluate(best)).sum::<i128>();
    let most = utility.quantum.exact(units);
    let (low, high) = tolerance.around(declared);
    if most > high {
        MaximumVerdict::TooLow { by: &most - declared, most, outcome: best.clone() }
    } else if most < low {
        MaximumVerdict::TooHigh { by: declared - &most, most }
    } else {
        MaximumVerdict::Holds
    }
}
