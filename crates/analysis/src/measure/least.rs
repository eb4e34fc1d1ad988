//! The worst that can happen to a party.

use zopa_model::{BargainingProblem, Factor, PartyIndex, Threshold, Units, Utility};

use crate::frontier::frontier_without;
use crate::limits::{Limits, Stop};

/// The least utility of `party` over all feasible outcomes; `None` where nothing is feasible.
///
/// # Errors
/// Where the linked issues outgrow the limits.
pub(crate) fn least(problem: &BargainingProblem, party: PartyIndex, limits: &Limits) -> Result<Option<Units>, Stop> {
    let utility = &problem.utilities[party];
    // The least of a sum is the greatest of its negation, and the frontier of one party is its greatest.
    let alone = BargainingProblem { space: problem.space, utilities: vec![negated(utility)] };
    let found = frontier_without(&alone, &[], limits);
    match found.stopped {
        Some(stop) => Err(stop),
        None => Ok(found.points.first().map(|point| -point.units[0]).map(|sum| utility.cap.map_or(sum, |cap| sum.min(cap)))),
    }
}

/// The negated sum, without cap or limits.
fn negated(utility: &Utility) -> Utility {
    let negative = |units: &[Units]| units.iter().map(|unit| -unit).collect();
    let factor = |factor: &Factor| match factor {
        Factor::Issue { issue, units } => Factor::Issue { issue: *issue, units: negative(units) },
        Factor::Linkage { issues, units, sizes } => {
            Factor::Linkage { issues: issues.clone(), units: negative(units), sizes: sizes.clone() }
        }
        Factor::Box { region, pays, units } => Factor::Box { region: region.clone(), pays: *pays, units: -units },
    };
    Utility {
        quantum: utility.quantum,
        constant: -utility.constant,
        factors: utility.factors.iter().map(factor).collect(),
        cap: None,
        reservation: Threshold::Any,
        disagreement: None,
        refusals: Vec::new(),
        exact: utility.exact,
    }
}
