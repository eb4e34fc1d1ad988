//! The mean of a party's utilities over draws: what a package is worth to it "on the whole" of what was stated.

use std::collections::BTreeMap;

use zopa_model::{BargainingProblem, Factor, IssueIndex, OutcomeSpace, PartyIndex, Pattern, Quantum, Threshold, Units, Utility};

/// Why draws have no mean utility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMean {
    /// There are no draws, or a draw has no such party.
    NoDraws,
    /// A draw has a cap: the mean of what was cut is not what is cut from the mean.
    Capped,
    /// The draws are in different quanta.
    DifferentQuanta,
    /// The sum over all draws does not fit.
    Overflow,
}

impl std::fmt::Display for NoMean {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoDraws => "there is no draw to take the mean of; draw at least once",
            Self::Capped => "utilities with a cap have no mean utility; analyse the draws one by one",
            Self::DifferentQuanta => "the draws are in different quanta; draw them all in one",
            Self::Overflow => "the sum over the draws overflows; take fewer draws",
        })
    }
}

impl std::error::Error for NoMean {}

/// The mean utility of `party` over `draws`, exactly: its quantum is that of the draws divided by their number, so
/// that sums need no rounding. It refuses what every draw refuses, and has no limit of its own (`Any`): acceptance
/// is counted draw by draw, not on the mean.
///
/// # Errors
/// Where no draws, caps, different quanta or an overflow stand in the way.
pub fn mean_utility(draws: &[Vec<Utility>], party: PartyIndex) -> Result<Utility, NoMean> {
    let own: Vec<&Utility> = draws.iter().map(|draw| draw.get(party)).collect::<Option<_>>().ok_or(NoMean::NoDraws)?;
    let first = *own.first().ok_or(NoMean::NoDraws)?;
    if own.iter().any(|utility| utility.cap.is_some()) {
        return Err(NoMean::Capped);
    }
    if own.iter().any(|utility| utility.quantum != first.quantum) {
        return Err(NoMean::DifferentQuanta);
    }
    let denominator = first.quantum.denominator().checked_mul(own.len() as u128).ok_or(NoMean::Overflow)?;
    let magnitude = own.iter().try_fold(0u128, |sum, utility| sum.checked_add(utility.magnitude()));
    magnitude.filter(|sum| *sum < 1 << 120).ok_or(NoMean::Overflow)?;
    Ok(Utility {
        quantum: Quantum::new(denominator).ok_or(NoMean::Overflow)?,
        constant: own.iter().map(|utility| utility.constant).sum(),
        factors: summed(&own),
        cap: None,
        reservation: Threshold::Any,
        disagreement: None,
        refusals: common_refusals(&own),
        exact: own.iter().all(|utility| utility.exact),
    })
}

/// The problem in which each party has its mean utility.
///
/// # Errors
/// As [`mean_utility`].
pub fn mean_problem<'a>(space: &'a OutcomeSpace, draws: &[Vec<Utility>]) -> Result<BargainingProblem<'a>, NoMean> {
    let parties = draws.first().ok_or(NoMean::NoDraws)?.len();
    let utilities = (0..parties).map(|party| mean_utility(draws, party)).collect::<Result<_, _>>()?;
    Ok(BargainingProblem { space, utilities })
}

/// One factor for each scope: the sum over all utilities.
fn summed(utilities: &[&Utility]) -> Vec<Factor> {
    let mut sums: BTreeMap<Vec<IssueIndex>, Factor> = BTreeMap::new();
    for factor in utilities.iter().flat_map(|utility| &utility.factors) {
        match sums.get_mut(factor.scope()) {
            Some(sum) => add(units_mut(sum), factor.units()),
            None => {
                sums.insert(factor.scope().to_vec(), factor.clone());
            }
        }
    }
    sums.into_values().collect()
}

fn units_mut(factor: &mut Factor) -> &mut Vec<Units> {
    match factor {
        Factor::Issue { units, .. } | Factor::Linkage { units, .. } => units,
        Factor::Box { .. } => unreachable!("draws from a case hold no boxes"),
    }
}

fn add(sum: &mut [Units], units: &[Units]) {
    sum.iter_mut().zip(units).for_each(|(sum, unit)| *sum += unit);
}

fn common_refusals(utilities: &[&Utility]) -> Vec<Pattern> {
    let in_all = |line: &&Pattern| utilities.iter().all(|utility| utility.refusals.contains(line));
    utilities.first().map_or(Vec::new(), |first| first.refusals.iter().filter(in_all).cloned().collect())
}
