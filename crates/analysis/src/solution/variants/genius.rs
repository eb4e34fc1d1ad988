//! GENIUS: the points of its class `BidSpace`, over the whole frontier in ascending order of the first party's utility.
//!
//! Beyond two parties its frontier leaves open which of several points with the same utility of the first party comes
//! first; here it is the one with the smaller utility of the second party, then the third, and so on.

use num_bigint::BigInt;
use zopa_model::{Threshold, Units};

use super::ground::{Levels, first_best, just};
use super::{Answer, Ground, Needs, NoAnswer, Peer, Variant};

/// GENIUS's Nash point.
pub(super) static NASH: Variant = Variant {
    name: "genius_nash",
    peer: Peer::Genius,
    place: "negotiator.analysis.BidSpace.getNash",
    sentence: "the first point of the frontier with the largest product of utility less reservation; a missing one counts 0",
    bites: "two losses multiply to a gain, so it may name a point that nobody would sign",
    needs: Needs::Frontier,
    find: nash,
};

/// GENIUS's "Kalai-Smorodinsky" point.
pub(super) static KALAI: Variant = Variant {
    name: "genius_kalai",
    peer: Peer::Genius,
    place: "negotiator.analysis.BidSpace.getKalaiSmorodinsky",
    sentence: "the first point of the frontier with the least sum of differences between the utilities of every two parties",
    bites: "knows neither disagreement nor ideal, prefers poor but even points, and beyond two parties may name none",
    needs: Needs::Frontier,
    find: kalai,
};

fn nash(ground: &Ground) -> Result<Answer, NoAnswer> {
    let reservation = |party: usize| match ground.problem.utilities[party].reservation {
        Threshold::Any => Ok(0),
        Threshold::At(units) => Ok(units),
        Threshold::Never => Err(NoAnswer::NeverAgrees(party)),
    };
    let reservations: Vec<Units> = ground.parties().map(reservation).collect::<Result<_, _>>()?;
    let gains = Levels::new(reservations.iter().enumerate().map(|(party, &units)| (units, ground.one(party))));
    // The search starts from a product of -1.
    let start = -gains.one.pow(reservations.len() as u32);
    first_best(ground.points(), start, |point| gains.product(point)).map(just)
}

fn kalai(ground: &Ground) -> Result<Answer, NoAnswer> {
    let values = ground.values();
    first_best(ground.points(), BigInt::from(-2) * &values.one, |point| -values.differences(point)).map(just)
}
