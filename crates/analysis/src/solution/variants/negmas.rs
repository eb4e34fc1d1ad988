//! NegMAS: the figures of its `ScenarioStats`, over the outcomes that every party holds to be rational.
//!
//! A party's disagreement value is its reservation where that is finite and no outcome is worth less, else its least
//! utility. Values within 10^-12 of the best are tied. Where what some party could gain at most is within 10^-12 of
//! nothing, every point of the frontier is an answer to everything. Its levels of conflict and of win-win draw a random
//! order without a seed, so they cannot be reproduced and are left out.

use num_bigint::BigInt;
use num_traits::Zero;
use zopa_model::{PartyIndex, Threshold, Units};

use super::ground::Levels;
use super::{Answer, Figure, Ground, Needs, NoAnswer, Peer, Variant};
use crate::frontier::Point;
use crate::limits::Stop;

/// NegMAS's frontier.
pub(super) static FRONTIER: Variant = Variant {
    name: "negmas_frontier",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, pareto_frontier",
    sentence: "the undominated points among the outcomes that meet every reservation",
    bites: "the others are no part of it, where our frontier is over all outcomes",
    needs: Needs::Frontier,
    find: |ground| Ok(points(rational(ground)?)),
};

/// NegMAS's Nash points.
pub(super) static NASH: Variant = Variant {
    name: "negmas_nash",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, nash_points",
    sentence: "the rational points with the largest product of utility less disagreement",
    bites: "where no outcome makes everybody better off, every product is 0 and every point is tied",
    needs: Needs::FrontierAndLeast,
    find: |ground| {
        let gains = gains(ground)?;
        let unit = gains.one.pow(ground.parties().len() as u32);
        best(ground, &disagreement(ground)?, &unit, |point| gains.product(point))
    },
};

/// NegMAS's Kalai points.
pub(super) static KALAI: Variant = Variant {
    name: "negmas_kalai",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, kalai_points",
    sentence: "the rational points with the largest smallest utility less disagreement",
    bites: "the egalitarian point without a leximin between ties",
    needs: Needs::FrontierAndLeast,
    find: |ground| {
        let gains = gains(ground)?;
        best(ground, &disagreement(ground)?, &gains.one, |point| gains.least(point))
    },
};

/// NegMAS's modified Kalai points.
pub(super) static MODIFIED_KALAI: Variant = Variant {
    name: "negmas_modified_kalai",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, kalai_points with subtract_reserved_value=False",
    sentence: "the rational points with the largest smallest utility",
    bites: "measures from 0 instead of from disagreement",
    needs: Needs::FrontierAndLeast,
    find: |ground| {
        let values = ground.values();
        best(ground, &disagreement(ground)?, &values.one, |point| values.least(point))
    },
};

/// NegMAS's Kalai–Smorodinsky points.
pub(super) static KS: Variant = Variant {
    name: "negmas_ks",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, ks_points",
    sentence: "the rational points whose gains, as shares of each party's largest gain anywhere, are least far apart",
    bites: "prefers poor but even points; the best outcomes need not be rational for the others",
    needs: Needs::FrontierAndLeast,
    find: |ground| {
        let from = disagreement(ground)?;
        let parts = ground.parties().map(|party| (from[party], ground.most(party) - from[party]));
        least_spread(ground, &from, parts)
    },
};

/// NegMAS's modified Kalai–Smorodinsky points.
pub(super) static MODIFIED_KS: Variant = Variant {
    name: "negmas_modified_ks",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, ks_points with subtract_reserved_value=False",
    sentence: "the rational points whose utilities, as shares of each party's largest anywhere, are least far apart",
    bites: "measures from 0 instead of from disagreement",
    needs: Needs::FrontierAndLeast,
    find: |ground| least_spread(ground, &disagreement(ground)?, ground.parties().map(|party| (0, ground.most(party)))),
};

/// NegMAS's points of largest welfare.
pub(super) static WELFARE: Variant = Variant {
    name: "negmas_welfare",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, max_welfare_points",
    sentence: "the rational points with the largest sum of utilities",
    bites: "the utilitarian points, where every party's utility varies",
    needs: Needs::FrontierAndLeast,
    find: |ground| {
        let values = ground.values();
        best(ground, &leasts(ground)?, &values.one, |point| values.sum(point))
    },
};

/// NegMAS's points of largest relative welfare.
pub(super) static RELATIVE_WELFARE: Variant = Variant {
    name: "negmas_relative_welfare",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, max_relative_welfare_points",
    sentence: "the rational points with the largest sum of utility above the least, as shares of the largest gain anywhere",
    bites: "parties with little to gain count for more",
    needs: Needs::FrontierAndLeast,
    find: |ground| {
        let (leasts, from) = (leasts(ground)?, disagreement(ground)?);
        let part = |party: PartyIndex| (leasts[party], nonzero(ground.most(party) - from[party], ground.one(party)));
        let shares = Levels::new(ground.parties().map(part));
        best(ground, &leasts, &shares.one, |point| shares.sum(point))
    },
};

/// NegMAS's opposition level.
pub(super) static OPPOSITION: Variant = Variant {
    name: "negmas_opposition",
    peer: Peer::NegMas,
    place: "negmas/preferences/ops.py, opposition_level",
    sentence: "the least Euclidean distance to (1, ..., 1) of rational outcomes, utilities being divided by each party's largest",
    bites: "over rational outcomes, where ours is over all, and on a scale of its own",
    needs: Needs::Frontier,
    find: opposition,
};

/// A party's largest utility is approached by every gain, so the nearest outcome is one of the rational frontier.
fn opposition(ground: &Ground) -> Result<Answer, NoAnswer> {
    let shares = shares_of_most(ground, ground.parties().map(|party| (0, ground.most(party))));
    let least = shares.least_square_to_one(rational(ground)?);
    Ok(Answer::Figure(Figure::RootOf(least.ok_or(NoAnswer::NothingRational)?)))
}

fn rational<'a>(ground: &Ground<'a>) -> Result<Vec<&'a Point>, NoAnswer> {
    let points = ground.rational();
    if points.is_empty() { Err(NoAnswer::NothingRational) } else { Ok(points) }
}

fn points(points: Vec<&Point>) -> Answer {
    Answer::Points(points.into_iter().cloned().collect())
}

fn leasts(ground: &Ground) -> Result<Vec<Units>, Stop> {
    ground.parties().map(|party| ground.least(party)).collect()
}

fn disagreement(ground: &Ground) -> Result<Vec<Units>, Stop> {
    let of = |(party, least): (PartyIndex, Units)| match ground.problem.utilities[party].reservation {
        Threshold::At(reservation) => reservation.max(least),
        Threshold::Any | Threshold::Never => least,
    };
    Ok(leasts(ground)?.into_iter().enumerate().map(of).collect())
}

fn gains(ground: &Ground) -> Result<Levels, Stop> {
    let from = disagreement(ground)?;
    Ok(Levels::new(ground.parties().map(|party| (from[party], ground.one(party)))))
}

/// What NegMAS divides by: where that would be zero, it does not divide.
fn nonzero(units: Units, one: Units) -> Units {
    if units == 0 { one } else { units }
}

fn shares_of_most(ground: &Ground, parts: impl Iterator<Item = (Units, Units)>) -> Levels {
    Levels::new(parts.enumerate().map(|(party, (from, most))| (from, nonzero(most, ground.one(party)))))
}

fn least_spread(ground: &Ground, from: &[Units], parts: impl Iterator<Item = (Units, Units)>) -> Result<Answer, NoAnswer> {
    let shares = shares_of_most(ground, parts);
    best(ground, from, &shares.one, |point| -shares.spread(point))
}

/// Below this, in fractions of one, a difference is none.
const FRACTION: u64 = 1_000_000_000_000;

/// The rational points whose `merit`, in multiples of which `unit` make one, is within 10^-12 of the largest. All of
/// them where some party's best is within 10^-12 of what it is measured `from`.
fn best(ground: &Ground, from: &[Units], unit: &BigInt, merit: impl Fn(&Point) -> BigInt) -> Result<Answer, NoAnswer> {
    let rational = rational(ground)?;
    let is_nothing = |difference: BigInt, one: &BigInt| difference * FRACTION <= *one;
    let can_gain =
        |party: PartyIndex| !is_nothing(BigInt::from(ground.most(party)) - from[party], &BigInt::from(ground.one(party)));
    if !ground.parties().all(can_gain) {
        return Ok(points(rational));
    }
    let merits: Vec<BigInt> = rational.iter().map(|point| merit(point)).collect();
    let most = merits.iter().max().cloned().unwrap_or_else(BigInt::zero);
    let tied = rational.into_iter().zip(merits).filter(|(_, merit)| is_nothing(&most - merit, unit));
    Ok(points(tied.map(|(point, _)| point).collect()))
}
