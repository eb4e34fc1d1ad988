//! What an amount is worth, where amounts are not listed one by one.

use std::collections::BTreeSet;

use num_rational::BigRational;
use num_traits::{FromPrimitive, ToPrimitive, Zero};

use crate::Exact;

/// A function from the amount of a numeric issue to a share of that weight, in the closed forms that the field's
/// files can write down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    /// The same for every amount.
    Constant(Exact),
    /// `slope x + offset`.
    Affine {
        /// The slope.
        slope: Exact,
        /// The value at 0.
        offset: Exact,
    },
    /// `slope x + offset`, held between 0 and 1 (GENIUS, linear evaluators).
    Clamped {
        /// The slope.
        slope: Exact,
        /// The value at 0.
        offset: Exact,
    },
    /// Rises from 0 at `low` to 1 at `top` and falls to 0 at `high`; 0 below `low` and from `high` on.
    Triangular {
        /// Where it begins to rise.
        low: Exact,
        /// Where it is 1.
        top: Exact,
        /// Where it is 0 again.
        high: Exact,
    },
    /// `square x^2 + slope x + offset`.
    Quadratic {
        /// The coefficient of the square.
        square: Exact,
        /// The coefficient of the amount.
        slope: Exact,
        /// The value at 0.
        offset: Exact,
    },
}

impl Curve {
    /// Its value at `amount`.
    pub fn at(&self, amount: &Exact) -> Exact {
        match self {
            Self::Constant(value) => value.clone(),
            Self::Affine { slope, offset } => &(slope * amount) + offset,
            Self::Clamped { slope, offset } => (&(slope * amount) + offset).clamp(Exact::zero(), Exact::one()),
            Self::Triangular { low, top, high } => triangular(amount, low, top, high),
            Self::Quadratic { square, slope, offset } => &(&(&(square * amount) + slope) * amount) + offset,
        }
    }

    /// An amount between `low` and `high` at which the curve is greatest, the least one where several are known.
    pub fn argmax(&self, low: &Exact, high: &Exact) -> Exact {
        let candidates = [Some(low.clone()), self.turning_point(), Some(high.clone())];
        let within = candidates.into_iter().flatten().filter(|amount| low <= amount && amount <= high);
        let better = |best: Exact, next: Exact| if self.at(&next) > self.at(&best) { next } else { best };
        within.reduce(better).unwrap_or_else(|| low.clone())
    }

    /// A few whole numbers from `low` to `high`, both included, among which are the least at which the curve is greatest and the
    /// least at which it is least. They are the ends and those beside the corners, for between corners it only rises, only
    /// falls, or stays; so a range of a billion numbers need not be gone through.
    pub fn extreme_numbers(&self, low: i64, high: i64) -> BTreeSet<i64> {
        let beside = |corner: &Exact| {
            let below = corner.rational().floor().to_integer().to_i64();
            below.into_iter().flat_map(|below| [below.saturating_sub(1), below, below.saturating_add(1)])
        };
        let mut numbers: BTreeSet<i64> = self.corners().iter().flat_map(beside).collect();
        numbers.extend([low, high]);
        numbers.retain(|number| (low..=high).contains(number));
        numbers
    }

    /// The amounts between which the curve only rises, only falls, or stays.
    fn corners(&self) -> Vec<Exact> {
        match self {
            Self::Constant(_) | Self::Affine { .. } => Vec::new(),
            Self::Clamped { slope, .. } if slope.is_zero() => Vec::new(),
            Self::Clamped { slope, offset } => {
                let reaches = |value: Exact| Exact::from((&value - offset).rational() / slope.rational());
                vec![reaches(Exact::zero()), reaches(Exact::one())]
            }
            Self::Triangular { low, top, high } => vec![low.clone(), top.clone(), high.clone()],
            Self::Quadratic { .. } => self.turning_point().into_iter().collect(),
        }
    }

    /// The steepest that it rises or falls between `low` and `high`: no two amounts differ in value by more than this
    /// times their distance. `None` where it jumps.
    pub fn steepest(&self, low: &Exact, high: &Exact) -> Option<Exact> {
        let magnitude = |slope: &Exact| if slope.is_negative() { slope * &Exact::from_integer(-1) } else { slope.clone() };
        match self {
            Self::Constant(_) => Some(Exact::zero()),
            Self::Affine { slope, .. } | Self::Clamped { slope, .. } => Some(magnitude(slope)),
            Self::Triangular { low, top, high } => {
                let flank = |width: Exact| (!width.is_zero()).then(|| Exact::from(width.rational().recip()));
                Some(flank(top - low)?.max(flank(high - top)?))
            }
            Self::Quadratic { square, slope, .. } => {
                let tangent = |amount: &Exact| magnitude(&(&(&(square * amount) * &Exact::from_integer(2)) + slope));
                Some(tangent(low).max(tangent(high)))
            }
        }
    }

    /// A curve that is greatest where this one is least; `None` where the closed forms have none.
    pub fn negated(&self) -> Option<Self> {
        let negative = |number: &Exact| number * &Exact::from_integer(-1);
        match self {
            Self::Constant(value) => Some(Self::Constant(negative(value))),
            Self::Affine { slope, offset } => Some(Self::Affine { slope: negative(slope), offset: negative(offset) }),
            Self::Clamped { slope, offset } => Some(Self::Clamped { slope: negative(slope), offset: &Exact::one() - offset }),
            Self::Triangular { .. } => None,
            Self::Quadratic { square, slope, offset } => {
                Some(Self::Quadratic { square: negative(square), slope: negative(slope), offset: negative(offset) })
            }
        }
    }

    /// Where the curve may be greater than at the ends of its range.
    fn turning_point(&self) -> Option<Exact> {
        match self {
            Self::Constant(_) | Self::Affine { .. } | Self::Clamped { .. } => None,
            Self::Triangular { top, .. } => Some(top.clone()),
            Self::Quadratic { square, .. } if square.is_zero() => None,
            Self::Quadratic { square, slope, .. } => {
                let half = BigRational::from_f64(-0.5).expect("a half is finite");
                Some(Exact::from(slope.rational() * half / square.rational()))
            }
        }
    }
}

fn triangular(amount: &Exact, low: &Exact, top: &Exact, high: &Exact) -> Exact {
    if amount < low || amount >= high {
        return if amount == top && low <= top && top == high { Exact::one() } else { Exact::zero() };
    }
    let (part, whole) = if amount <= top { (amount - low, top - low) } else { (high - amount, high - top) };
    if whole.rational().is_zero() { Exact::one() } else { Exact::from(part.rational() / whole.rational()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn a_triangle_rises_to_its_top_and_falls() {
        let curve = Curve::Triangular { low: exact("1"), top: exact("2"), high: exact("4") };
        for (amount, value) in [("0", "0"), ("1", "0"), ("1.5", "0.5"), ("2", "1"), ("3", "0.5"), ("4", "0"), ("5", "0")] {
            assert_eq!(curve.at(&exact(amount)), exact(value), "{amount}");
        }
        assert_eq!(curve.argmax(&exact("0"), &exact("9")), exact("2"));
        assert_eq!(curve.argmax(&exact("3"), &exact("9")), exact("3"));
        assert_eq!(curve.steepest(&exact("0"), &exact("9")), Some(exact("1")));
    }

    #[test]
    fn a_line_is_held_between_nought_and_one() {
        let curve = Curve::Clamped { slope: exact("0.5"), offset: exact("-1") };
        assert_eq!([0, 3, 9].map(|amount| curve.at(&Exact::from_integer(amount))), ["0", "0.5", "1"].map(exact));
        assert_eq!(curve.argmax(&exact("0"), &exact("9")), exact("9"));
    }

    #[test]
    fn a_parabola_turns_inside_its_range() {
        let curve = Curve::Quadratic { square: exact("-1"), slope: exact("4"), offset: exact("0") };
        assert_eq!(curve.argmax(&exact("0"), &exact("9")), exact("2"));
        assert_eq!(curve.argmax(&exact("3"), &exact("9")), exact("3"));
        assert_eq!(curve.steepest(&exact("0"), &exact("9")), Some(exact("14")));
    }
    fn curve(kind: u8, [a, b, c]: [i64; 3]) -> Curve {
        let [a, b, c] = [a, b, c].map(|number| Exact::ratio(number, 3).unwrap());
        match kind {
            0 => Curve::Constant(a),
            1 => Curve::Affine { slope: a, offset: b },
            2 => Curve::Clamped { slope: a, offset: b },
            3 => Curve::Triangular { low: a, top: b, high: c },
            _ => Curve::Quadratic { square: a, slope: b, offset: c },
        }
    }

    proptest! {
        #[test]
        fn extremes_over_whole_numbers_are_those_of_the_whole_list(
            kind in 0u8..5, numbers in prop::array::uniform3(-20i64..20), low in -12i64..12, width in 0i64..20,
        ) {
            let (curve, high) = (curve(kind, numbers), low + width);
            let few = curve.extreme_numbers(low, high);
            prop_assert!(few.len() <= 11);
            let greatest = |among: &mut dyn DoubleEndedIterator<Item = i64>| among.rev().max_by_key(|at| curve.at(&Exact::from_integer(*at)));
            let least = |among: &mut dyn Iterator<Item = i64>| among.min_by_key(|at| curve.at(&Exact::from_integer(*at)));
            prop_assert_eq!(greatest(&mut few.iter().copied()), greatest(&mut (low..=high)));
            prop_assert_eq!(least(&mut few.into_iter()), least(&mut (low..=high)));
        }
    }

    #[test]
    fn all_whole_numbers_that_there_are_need_no_list() {
        let curve = Curve::Quadratic { square: exact("-1"), slope: exact("5"), offset: exact("0") };
        assert_eq!(curve.extreme_numbers(i64::MIN, i64::MAX), [i64::MIN, 1, 2, 3, i64::MAX].into());
    }
}
