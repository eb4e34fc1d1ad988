//! How a package shares out what there is to gain.

use zopa_model::{Exact, Units};

use super::Unmeasured;
use crate::solution::{RationalFrontier, utilitarian};

/// `(sum u(x) - sum d) / (max over the zone of sum u - sum d)`: how much of all there is to gain a package worth
/// `units` realises. Takes the parties' scales to be comparable.
///
/// # Errors
/// Where no outcome of the zone has a larger sum than no agreement.
pub fn integrative_ratio(rational: &RationalFrontier, units: &[Units]) -> Result<Exact, Unmeasured> {
    let nothing = rational.total(&rational.disagreement);
    let best = &rational.total(&utilitarian(rational).points[0].units) - &nothing;
    quotient(&(&rational.total(units) - &nothing), &best)
}

/// `max_i - min_i` of `g_i / (I_i - d_i)`: 0 where all gain the same share of what they could gain at most. Parties
/// that can gain nothing are left out.
///
/// # Errors
/// Where nobody can gain anything.
pub fn balance(rational: &RationalFrontier, units: &[Units]) -> Result<Exact, Unmeasured> {
    let shares: Vec<_> = (0..units.len()).filter_map(|party| rational.share(units, party)).collect();
    match (shares.iter().max(), shares.iter().min()) {
        (Some(most), Some(least)) => Ok(&most.exact() - &least.exact()),
        _ => Err(Unmeasured::NothingToShare),
    }
}

/// Each party's share of the sum of gains. Takes the parties' scales to be comparable.
///
/// # Errors
/// Where the sum of gains is not above zero.
pub fn surplus_shares(rational: &RationalFrontier, units: &[Units]) -> Result<Vec<Exact>, Unmeasured> {
    let gains: Vec<Units> = (0..units.len()).map(|party| rational.gain(units, party)).collect();
    let sum = rational.total(&gains);
    let share = |(party, &gain): (usize, &Units)| {
        let own = Exact::ratio(gain, rational.denominators[party]).expect("a quantum has a positive denominator");
        quotient(&own, &sum)
    };
    gains.iter().enumerate().map(share).collect()
}

/// `part / whole`, where the whole is above zero.
fn quotient(part: &Exact, whole: &Exact) -> Result<Exact, Unmeasured> {
    if whole.is_zero() || whole.is_negative() {
        return Err(Unmeasured::NothingToShare);
    }
    Ok(Exact::from(part.rational() / whole.rational()))
}
