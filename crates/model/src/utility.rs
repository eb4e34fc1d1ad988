//! What an outcome is worth to one party: a sum of factors, in whole numbers of the party's own quantum.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::{Exact, IssueIndex, Outcome, Pattern, Region};

/// A whole number of quanta. Kernels narrow to 64 bits where all sums fit.
pub type Units = i128;

/// Utilities whose exact denominator or largest sum needs more bits than this are rounded, and say so.
const EXACT_BITS: u64 = 120;
/// The denominator used for draws, and where exactness is out of reach: 2^50.
const ROUNDED_DENOMINATOR: u128 = 1 << 50;

/// The size of one unit: `1 / denominator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantum {
    denominator: u128,
}

impl Quantum {
    /// The quantum of everything that is drawn: 2^-50.
    pub const DRAWN: Self = Self { denominator: ROUNDED_DENOMINATOR };

    /// The quantum `1 / denominator`; `None` for zero.
    pub fn new(denominator: u128) -> Option<Self> {
        (denominator > 0).then_some(Self { denominator })
    }

    /// How many units make one.
    pub fn denominator(self) -> u128 {
        self.denominator
    }

    /// `units` as an exact number.
    pub fn exact(self, units: Units) -> Exact {
        Exact::ratio(units, self.denominator).expect("a quantum has a positive denominator")
    }

    /// `units` as `numerator/denominator` in lowest terms: [`Exact::to_fraction`] without a number made for it.
    pub fn fraction(self, units: Units) -> String {
        let divisor = units.unsigned_abs().gcd(&self.denominator);
        let sign = if units < 0 { "-" } else { "" };
        format!("{sign}{}/{}", units.unsigned_abs() / divisor, self.denominator / divisor)
    }

    /// `units` as the nearest double, for display.
    pub fn to_f64(self, units: Units) -> f64 {
        units as f64 / self.denominator as f64
    }

    /// `value` in units, rounded to the nearest (ties away from zero); `None` beyond 2^120 units.
    fn units(self, value: &BigRational) -> Option<Units> {
        let rounded = rounded(value, &BigInt::from(self.denominator));
        (rounded.bits() <= EXACT_BITS).then(|| rounded.to_i128()).flatten()
    }
}

/// `value` times `scale`, rounded to the nearest (ties away from zero).
fn rounded(value: &BigRational, scale: &BigInt) -> BigInt {
    // Most denominators divide the scale; then no fraction has to be brought to its lowest terms.
    let (quotient, rest) = scale.div_rem(value.denom());
    if rest.is_zero() { value.numer() * quotient } else { (value * scale).round().to_integer() }
}

/// One summand: what some issues contribute together. A closed list, so that kernels use the structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Factor {
    /// One issue by itself; `units[option]`.
    Issue {
        /// The issue.
        issue: IssueIndex,
        /// Its contribution, option by option.
        units: Vec<Units>,
    },
    /// A linkage of two or more issues; `units` in row-major order, the last issue running fastest.
    Linkage {
        /// The issues, ascending.
        issues: Vec<IssueIndex>,
        /// The contribution of each combination.
        units: Vec<Units>,
        /// Number of options of each of `issues`.
        sizes: Vec<usize>,
    },
    /// A reward over ranges of options, as in the nonlinear domains of ANAC 2014: it counts whole or not at all.
    Box {
        /// Where it lies.
        region: Region,
        /// On which side of its border it pays.
        pays: Pays,
        /// What it pays.
        units: Units,
    },
}

/// On which side of the border of its region a reward counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pays {
    /// When every bound holds (INCLUDES in the files of GENIUS).
    Inside,
    /// When some bound fails (EXCLUDES).
    Outside,
}

impl Pays {
    /// Whether an outcome counts that `is_inside` the region or not.
    pub fn counts(self, is_inside: bool) -> bool {
        is_inside == (self == Self::Inside)
    }
}

impl Factor {
    /// The contribution to `outcome`.
    pub fn evaluate(&self, outcome: &Outcome) -> Units {
        match self {
            Self::Issue { issue, units } => units[outcome.option(*issue) as usize],
            Self::Linkage { issues, units, sizes } => {
                let row = issues.iter().zip(sizes).fold(0, |row, (&issue, size)| row * size + outcome.option(issue) as usize);
                units[row]
            }
            Self::Box { region, pays, units } => {
                if pays.counts(region.contains(outcome)) {
                    *units
                } else {
                    0
                }
            }
        }
    }

    /// The issues that the contribution depends on, ascending.
    pub fn scope(&self) -> &[IssueIndex] {
        match self {
            Self::Issue { issue, .. } => std::slice::from_ref(issue),
            Self::Linkage { issues, .. } => issues,
            Self::Box { region, .. } => region.issues(),
        }
    }

    /// All contributions that are written down, in the order of the table; of a box its one reward, while the outcomes
    /// that miss it get nothing.
    pub fn units(&self) -> &[Units] {
        match self {
            Self::Issue { units, .. } | Self::Linkage { units, .. } => units,
            Self::Box { units, .. } => std::slice::from_ref(units),
        }
    }

    /// The least and the most that it contributes to any outcome, or, of a box, bounds on them.
    pub fn extent(&self) -> (Units, Units) {
        let listed = self.units().iter().copied();
        let missed = matches!(self, Self::Box { .. }).then_some(0);
        let all = listed.chain(missed);
        (all.clone().min().unwrap_or(0), all.max().unwrap_or(0))
    }
}

/// A factor before it has a quantum: values in row-major order over `issues` (ascending), the last running fastest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactFactor {
    /// The issues, ascending, none twice.
    pub issues: Vec<IssueIndex>,
    /// The contribution of each combination of their options.
    pub values: Vec<Exact>,
}

/// A reward over ranges of options before it has a quantum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactBox {
    /// Where it lies.
    pub region: Region,
    /// On which side of its border it pays.
    pub pays: Pays,
    /// What it pays.
    pub value: Exact,
}

/// Everything that makes up a utility function, before it has a quantum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactUtility {
    /// A constant summand.
    pub constant: Exact,
    /// Summands given as tables over one issue or more.
    pub factors: Vec<ExactFactor>,
    /// Summands given as boxes.
    pub boxes: Vec<ExactBox>,
    /// Values above this count as this.
    pub cap: Option<Exact>,
    /// From which utility on the party says yes.
    pub reservation: Threshold<Exact>,
    /// What no agreement is worth, where it was stated apart from the reservation.
    pub disagreement: Option<Exact>,
    /// Red lines.
    pub refusals: Vec<Pattern>,
}

impl ExactUtility {
    /// The utility in the coarsest quantum that expresses all of it. Where that needs more than 120 bits the parts are
    /// rounded to 2^-50 and [`Utility::exact`] is `false`; `None` where even that overflows. `sizes` are the sizes of
    /// the space.
    pub fn in_units(self, sizes: &[usize]) -> Option<Utility> {
        let exact = exact_quantum(self.stated()).filter(|quantum| self.fits(*quantum));
        let quantum = exact.unwrap_or(Quantum::DRAWN);
        if !self.fits(quantum) {
            return None;
        }
        let units = |value: &Exact| quantum.units(value.rational()).expect("bounded just above");
        let boxed = |own: &ExactBox| Factor::Box { region: own.region.clone(), pays: own.pays, units: units(&own.value) };
        let factors = self.factors.iter().map(|factor| in_units(factor, sizes, units)).chain(self.boxes.iter().map(boxed));
        Some(Utility {
            quantum,
            constant: units(&self.constant),
            factors: factors.collect(),
            cap: self.cap.as_ref().map(units),
            reservation: self.reservation.map(|value| units(&value)),
            disagreement: self.disagreement.as_ref().map(units),
            refusals: self.refusals,
            exact: exact.is_some(),
        })
    }

    /// Every number that needs a quantum.
    fn stated(&self) -> impl Iterator<Item = &BigRational> {
        let threshold = match &self.reservation {
            Threshold::At(value) => Some(value),
            Threshold::Any | Threshold::Never => None,
        };
        let single = [Some(&self.constant), threshold, self.cap.as_ref(), self.disagreement.as_ref()];
        let factors = self.factors.iter().flat_map(|factor| &factor.values);
        factors.chain(self.boxes.iter().map(|own| &own.value)).chain(single.into_iter().flatten()).map(Exact::rational)
    }

    /// Whether all sums stay within the bits.
    fn fits(&self, quantum: Quantum) -> bool {
        let scale = BigInt::from(quantum.denominator());
        let within = |value: &BigRational| rounded(value, &scale).bits() <= EXACT_BITS;
        let largest = |factor: &ExactFactor| factor.values.iter().map(|v| v.rational().abs()).max().unwrap_or_default();
        let boxes = self.boxes.iter().map(|own| own.value.rational().abs());
        let sum = self.factors.iter().map(largest).chain(boxes).fold(self.constant.rational().abs(), |sum, next| sum + next);
        within(&sum) && self.stated().all(within)
    }
}

/// From which utility on a party says yes. An infinity would be a number; this is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold<T = Units> {
    /// Any outcome will do.
    Any,
    /// Outcomes worth at least this (equality counts).
    At(T),
    /// No outcome will do.
    Never,
}

impl<T> Threshold<T> {
    /// The same threshold on another scale.
    pub fn map<S>(self, scale: impl FnOnce(T) -> S) -> Threshold<S> {
        match self {
            Self::Any => Threshold::Any,
            Self::At(value) => Threshold::At(scale(value)),
            Self::Never => Threshold::Never,
        }
    }
}

/// A party's utility function: `min(cap, constant + sum of factors)` in units of its quantum, with the limits
/// below which the party says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utility {
    /// The size of one unit.
    pub quantum: Quantum,
    /// A constant summand.
    pub constant: Units,
    /// The summands that depend on the outcome.
    pub factors: Vec<Factor>,
    /// Values above this count as this (GENIUS clips at 1).
    pub cap: Option<Units>,
    /// From which utility on the party says yes.
    pub reservation: Threshold,
    /// What no agreement is worth, where it was stated apart from the reservation.
    pub disagreement: Option<Units>,
    /// Red lines: the party refuses whatever fits one of these, whatever else it gets.
    pub refusals: Vec<Pattern>,
    /// Whether every number above is exactly what was stated. `false` after rounding to 2^-50.
    pub exact: bool,
}

impl Utility {
    /// The utility with these exact parts and no boxes: see [`ExactUtility::in_units`].
    pub fn from_exact(
        sizes: &[usize],
        factors: Vec<ExactFactor>,
        cap: Option<Exact>,
        reservation: Threshold<Exact>,
        disagreement: Option<Exact>,
        refusals: Vec<Pattern>,
    ) -> Option<Self> {
        let constant = Exact::zero();
        let parts = ExactUtility { constant, factors, boxes: Vec::new(), cap, reservation, disagreement, refusals };
        parts.in_units(sizes)
    }

    /// Whether any summand is a box.
    pub fn has_boxes(&self) -> bool {
        self.factors.iter().any(|factor| matches!(factor, Factor::Box { .. }))
    }

    /// Bounds on the sum before the cap: every summand at its least, and every summand at its most.
    pub fn extent(&self) -> (Units, Units) {
        let add = |(least, most): (Units, Units), factor: &Factor| {
            let own = factor.extent();
            (least + own.0, most + own.1)
        };
        self.factors.iter().fold((self.constant, self.constant), add)
    }

    /// What `outcome` is worth, in units.
    pub fn evaluate(&self, outcome: &Outcome) -> Units {
        let sum = self.constant + self.factors.iter().map(|factor| factor.evaluate(outcome)).sum::<Units>();
        self.cap.map_or(sum, |cap| sum.min(cap))
    }

    /// Whether the party says yes to `outcome`: its reservation is met and no red line is crossed.
    pub fn accepts(&self, outcome: &Outcome) -> bool {
        let worth_it = match self.reservation {
            Threshold::Any => true,
            Threshold::At(least) => self.evaluate(outcome) >= least,
            Threshold::Never => false,
        };
        worth_it && !self.refusals.iter().any(|line| line.fits(outcome))
    }

    /// The largest absolute sum that any partial evaluation can reach, which tells how many bits are needed.
    pub fn magnitude(&self) -> u128 {
        let largest = |factor: &Factor| factor.units().iter().map(|unit| unit.unsigned_abs()).max().unwrap_or(0);
        let limits = [
            match self.reservation {
                Threshold::At(value) => value.unsigned_abs(),
                Threshold::Any | Threshold::Never => 0,
            },
            self.disagreement.map_or(0, Units::unsigned_abs),
            self.cap.map_or(0, Units::unsigned_abs),
        ];
        let sum = self.factors.iter().map(largest).fold(self.constant.unsigned_abs(), u128::saturating_add);
        limits.into_iter().fold(sum, u128::max)
    }
}

/// One over the least common denominator, where it fits the bits.
fn exact_quantum<'a>(values: impl Iterator<Item = &'a BigRational>) -> Option<Quantum> {
    let mut denominator = BigInt::one();
    for value in values {
        if denominator.is_multiple_of(value.denom()) {
            continue;
        }
        denominator = denominator.lcm(value.denom());
        if denominator.bits() > EXACT_BITS {
            return None;
        }
    }
    denominator.to_u128().and_then(Quantum::new)
}

fn in_units(factor: &ExactFactor, sizes: &[usize], units: impl Fn(&Exact) -> Units) -> Factor {
    let units = factor.values.iter().map(units).collect();
    match factor.issues.as_slice() {
        [issue] => Factor::Issue { issue: *issue, units },
        issues => Factor::Linkage { issues: issues.to_vec(), units, sizes: issues.iter().map(|&issue| sizes[issue]).collect() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn utility(values: &[&str]) -> Utility {
        let factor = ExactFactor { issues: vec![0], values: values.iter().map(|v| exact(v)).collect() };
        Utility::from_exact(&[values.len()], vec![factor], None, Threshold::At(exact("0.25")), None, vec![]).unwrap()
    }

    #[test]
    fn the_quantum_is_one_over_the_common_denominator() {
        let utility = utility(&["1/3", "0.5", "1"]);
        assert_eq!(utility.quantum.denominator(), 12);
        assert_eq!(utility.factors[0].units(), [4, 6, 12]);
        assert_eq!(utility.reservation, Threshold::At(3));
        assert!(utility.exact);
    }

    #[test]
    fn units_are_told_as_fractions_in_lowest_terms() {
        let quantum = Quantum::new(12).unwrap();
        for units in [-30, -12, -1, 0, 4, 7, 12, 36] {
            assert_eq!(quantum.fraction(units), quantum.exact(units).to_fraction());
        }
    }

    #[test]
    fn what_needs_too_many_bits_is_rounded_and_says_so() {
        let utility = utility(&[&format!("1/{}", "9".repeat(60)), "1"]);
        assert_eq!((utility.quantum, utility.exact), (Quantum::DRAWN, false));
    }

    #[test]
    fn what_overflows_even_rounded_is_refused() {
        let factor = ExactFactor { issues: vec![0], values: vec![exact("1e300")] };
        assert!(Utility::from_exact(&[1], vec![factor], None, Threshold::Any, None, vec![]).is_none());
    }

    #[test]
    fn a_linkage_reads_its_table_row_by_row() {
        let factor = ExactFactor { issues: vec![0, 2], values: (0..6).map(Exact::from_integer).collect() };
        let utility = Utility::from_exact(&[2, 5, 3], vec![factor], None, Threshold::Any, None, vec![]).unwrap();
        assert_eq!(utility.evaluate(&Outcome::new([1, 4, 2])), 5);
        assert_eq!(utility.evaluate(&Outcome::new([1, 0, 0])), 3);
    }
}
