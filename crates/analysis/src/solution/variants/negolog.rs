//! NegoLog: the figures of its `specs.json`, over all bids in descending order of the first party's utility.
//!
//! It looks at every bid. Its utilities are never below zero, so that the largest product above zero, like the largest
//! sum, is on the frontier, and of equals the one best for the first party comes first.

use num_bigint::BigInt;
use zopa_model::{Factor, Units, Utility};

use super::average::average;
use super::ground::{first_best, just};
use super::{Answer, Figure, Ground, Needs, NoAnswer, Peer, Variant};
use crate::frontier::Point;

/// NegoLog's Nash point.
pub(super) static NASH: Variant = Variant {
    name: "negolog_nash",
    peer: Peer::NegoLog,
    place: "domain_generator/domain_generator.py, find_nash_kalai",
    sentence: "the outcome with the largest product of the two utilities; of several the best one for the first party",
    bites: "reservations are ignored",
    needs: Needs::Frontier,
    find: nash,
};

/// NegoLog's "Kalai" point.
pub(super) static KALAI: Variant = Variant {
    name: "negolog_kalai",
    peer: Peer::NegoLog,
    place: "domain_generator/domain_generator.py, find_nash_kalai",
    sentence: "the outcome with the largest sum of the two utilities; of several the best one for the first party",
    bites: "it is the utilitarian point of the textbooks, without reservations",
    needs: Needs::Frontier,
    find: |ground| kalai(ground).map(just),
};

/// NegoLog's opposition.
pub(super) static OPPOSITION: Variant = Variant {
    name: "negolog_opposition",
    peer: Peer::NegoLog,
    place: "domain_generator/domain_generator.py, calculate_opposition",
    sentence: "the Euclidean distance from NegoLog's \"Kalai\" point to (1, 1)",
    bites: "larger than the least distance of the frontier to (1, 1) wherever another point is nearer",
    needs: Needs::Frontier,
    find: opposition,
};

/// NegoLog's balance score.
pub(super) static BALANCE: Variant = Variant {
    name: "negolog_balance",
    peer: Peer::NegoLog,
    place: "domain_generator/domain_generator.py, calculate_balance_score",
    sentence: "the mean, over all j, of the first party's j-th largest utility less the second party's j-th largest",
    bites: "it is the difference of the two mean utilities, and says nothing of any one deal",
    needs: Needs::Means,
    find: balance,
};

fn nash(ground: &Ground) -> Result<Answer, NoAnswer> {
    let points = ground.points_of_two()?;
    if let Some(party) = ground.parties().find(|&party| floor(&ground.problem.utilities[party]) < 0) {
        return Err(NoAnswer::BelowZero(party));
    }
    let values = ground.values();
    first_best(points.iter().rev(), BigInt::ZERO, |point| values.product(point)).map(just)
}

fn kalai<'a>(ground: &Ground<'a>) -> Result<&'a Point, NoAnswer> {
    let values = ground.values();
    first_best(ground.points_of_two()?.iter().rev(), BigInt::ZERO, |point| values.sum(point))
}

fn opposition(ground: &Ground) -> Result<Answer, NoAnswer> {
    let square = ground.values().least_square_to_one([kalai(ground)?]);
    Ok(Answer::Figure(Figure::RootOf(square.ok_or(NoAnswer::NothingPassesTheStart)?)))
}

fn balance(ground: &Ground) -> Result<Answer, NoAnswer> {
    ground.points_of_two()?;
    // Both lists hold every outcome once, so the mean of the differences is the difference of the means.
    Ok(Answer::Figure(Figure::Exact(&average(ground, 0)? - &average(ground, 1)?)))
}

/// A number that no outcome is worth less than, in units.
fn floor(utility: &Utility) -> Units {
    let sum = utility.constant + utility.factors.iter().map(Factor::extent).map(|(least, _)| least).sum::<Units>();
    utility.cap.map_or(sum, |cap| sum.min(cap))
}
