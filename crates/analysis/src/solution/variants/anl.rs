//! The Automated Negotiation League of 2022 and 2023: the figures of its `specials.json`, over the frontier in ascending
//! order of the first party's utility. Reservations play no part.
//!
//! The key `distribution` came later than the revision that was read; its definition was found in later forks of the
//! same script, and ten published values agree with it to fifteen digits.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use zopa_model::Units;

use super::ground::{first_best, just};
use super::mean_distance::mean_distance;
use super::{Answer, Figure, Ground, Needs, NoAnswer, Peer, Variant};
use crate::frontier::Point;

/// The Nash point of ANL.
pub(super) static NASH: Variant = Variant {
    name: "anl_nash",
    peer: Peer::Anl,
    place: "environment/domains/create_profile.py, Domain.calculate_specials",
    sentence: "the first point of the frontier with the largest product of the two utilities, above 0",
    bites: "reservations are ignored",
    needs: Needs::Frontier,
    find: nash,
};

/// The "Kalai" point of ANL.
pub(super) static KALAI: Variant = Variant {
    name: "anl_kalai",
    peer: Peer::Anl,
    place: "environment/domains/create_profile.py, Domain.calculate_specials",
    sentence: "the first point of the frontier with the least difference between the two utilities",
    bites: "knows neither disagreement nor ideal, and prefers poor but even points",
    needs: Needs::Frontier,
    find: |ground| kalai(ground).map(just),
};

/// The point of largest social welfare of ANL.
pub(super) static SOCIAL_WELFARE: Variant = Variant {
    name: "anl_social_welfare",
    peer: Peer::Anl,
    place: "environment/domains/create_profile.py, Domain.calculate_specials (later forks)",
    sentence: "the first point of the frontier with the largest sum of the two utilities, above 0",
    bites: "reservations are ignored",
    needs: Needs::Frontier,
    find: social_welfare,
};

/// The opposition of ANL.
pub(super) static OPPOSITION: Variant = Variant {
    name: "anl_opposition",
    peer: Peer::Anl,
    place: "environment/domains/create_profile.py, Domain.calculate_specials",
    sentence: "the Euclidean distance from ANL's \"Kalai\" point to (1, 1)",
    bites: "larger than the least distance of the frontier to (1, 1) wherever another point is nearer",
    needs: Needs::Frontier,
    find: opposition,
};

/// The bid distribution of ANL.
pub(super) static DISTRIBUTION: Variant = Variant {
    name: "anl_distribution",
    peer: Peer::Anl,
    place: "environment/domains/create_profile.py, Domain.get_distribution (later forks)",
    sentence: "the mean, over all outcomes, of the Euclidean distance to the nearest point of the frontier, or 5 if that is less",
    bites: "no figure of ours; every outcome has to be looked at",
    needs: Needs::EveryOutcome,
    find: distribution,
};

fn nash(ground: &Ground) -> Result<Answer, NoAnswer> {
    let values = ground.values();
    first_best(ground.points_of_two()?, BigInt::ZERO, |point| values.product(point)).map(just)
}

fn kalai<'a>(ground: &Ground<'a>) -> Result<&'a Point, NoAnswer> {
    let values = ground.values();
    // The search starts from a difference of 10.
    first_best(ground.points_of_two()?, BigInt::from(-10) * &values.one, |point| -values.differences(point))
}

fn social_welfare(ground: &Ground) -> Result<Answer, NoAnswer> {
    let values = ground.values();
    first_best(ground.points_of_two()?, BigInt::ZERO, |point| values.sum(point)).map(just)
}

fn opposition(ground: &Ground) -> Result<Answer, NoAnswer> {
    let square = ground.values().least_square_to_one([kalai(ground)?]);
    Ok(Answer::Figure(Figure::RootOf(square.ok_or(NoAnswer::NothingPassesTheStart)?)))
}

/// Goes through every outcome: there is no other way to a mean of distances.
fn distribution(ground: &Ground) -> Result<Answer, NoAnswer> {
    let limit = ground.limits.counted;
    let value = |units: &[Units]| [0, 1].map(|party| ground.problem.utilities[party].quantum.to_f64(units[party]));
    let border: Vec<[f64; 2]> = ground.points_of_two()?.iter().map(|point| value(&point.units)).collect();
    if ground.problem.space.unrestricted_count().to_u64().is_none_or(|outcomes| outcomes > limit) {
        return Err(NoAnswer::TooManyOutcomes { limit });
    }
    Ok(Answer::Figure(Figure::Double(mean_distance(ground.problem, &border))))
}
