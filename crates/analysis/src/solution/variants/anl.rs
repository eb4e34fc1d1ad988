//! The Automated Negotiation League of 2022 and 2023: the figures of its `specials.json`, over the frontier in ascending
//! order of the first party's utility. Reservations play no part.
//!
//! The key `distribution` came later than the revision that was read; its definition was found in later forks of the
//! same script, and ten published values agree with it to fifteen digits.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::ground::{first_best, just};
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
    Ok(Answer::Figure(Figure::RootOf(ground.values().square_to_one(kalai(ground)?))))
}

/// Goes through every outcome: there is no other way to a mean of distances.
fn distribution(ground: &Ground) -> Result<Answer, NoAnswer> {
    let limit = ground.limits.counted;
    let value = |units: &[i128]| [0, 1].map(|party| ground.problem.utilities[party].quantum.to_f64(units[party]));
    let border: Vec<[f64; 2]> = ground.points_of_two()?.iter().map(|point| value(&point.units)).collect();
    if ground.problem.space.unrestricted_count().to_u64().is_none_or(|outcomes| outcomes > limit) {
        return Err(NoAnswer::TooManyOutcomes { limit });
    }
    let distances = ground.problem.space.outcomes().map(|outcome| distance(value(&ground.problem.evaluate(&outcome)), &border));
    let (count, sum) = distances.fold((0u64, 0.0), |(count, sum), distance| (count + 1, sum + distance));
    Ok(Answer::Figure(Figure::Double(sum / count as f64)))
}

/// The distance from `from` to the nearest of `border`, which ascends in its first coordinate: outwards from where `from`
/// stands in it, until the first coordinate alone is too far away.
fn distance(from: [f64; 2], border: &[[f64; 2]]) -> f64 {
    let middle = border.partition_point(|point| point[0] < from[0]);
    let (below, above) = border.split_at(middle);
    let square = |point: &[f64; 2]| {
        let [a, b] = [point[0] - from[0], point[1] - from[1]];
        (a * a, a * a + b * b)
    };
    let nearest = |mut best: f64, points: &mut dyn Iterator<Item = &[f64; 2]>| {
        for (aside, whole) in points.map(square) {
            if aside >= best {
                break;
            }
            best = best.min(whole);
        }
        best
    };
    // The search starts from a distance of 5.
    let best = nearest(25.0, &mut above.iter());
    libm::sqrt(nearest(best, &mut below.iter().rev()))
}
