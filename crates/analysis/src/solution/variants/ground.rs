//! What the variants work on: a problem with its frontier, and levels in whole numbers of a common unit.

use num_bigint::BigInt;
use num_traits::{One, Signed};
use zopa_model::{BargainingProblem, Exact, PartyIndex, Threshold, Units};

use super::{Answer, NoAnswer};
use crate::frontier::{Frontier, Point};
use crate::limits::{Limits, Stop};
use crate::measure::least;
use crate::solution::Absent;

/// A problem with its frontier over all feasible outcomes. Never empty.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub(super) problem: &'a BargainingProblem<'a>,
    pub(super) frontier: &'a Frontier,
    pub(super) limits: &'a Limits,
}

impl<'a> Ground<'a> {
    /// The ground that `problem` with its `frontier` is.
    ///
    /// # Errors
    /// Where the frontier was not found, or nothing is feasible.
    pub fn new(problem: &'a BargainingProblem<'a>, frontier: &'a Frontier, limits: &'a Limits) -> Result<Self, Absent> {
        match (&frontier.stopped, frontier.points.is_empty()) {
            (Some(stop), _) => Err(Absent::Stopped(stop.clone())),
            (None, true) => Err(Absent::Infeasible),
            (None, false) => Ok(Self { problem, frontier, limits }),
        }
    }

    /// The points of the frontier, ascending by the first party's utility.
    pub(super) fn points(&self) -> &'a [Point] {
        &self.frontier.points
    }

    pub(super) fn parties(&self) -> std::ops::Range<PartyIndex> {
        0..self.problem.utilities.len()
    }

    /// The points of the frontier, where there are two parties.
    pub(super) fn points_of_two(&self) -> Result<&'a [Point], NoAnswer> {
        if self.parties().len() == 2 { Ok(self.points()) } else { Err(NoAnswer::TwoPartiesOnly) }
    }

    /// How many units make one for `party`.
    pub(super) fn one(&self, party: PartyIndex) -> Units {
        self.problem.utilities[party].quantum.denominator().cast_signed()
    }

    /// The most that `party` can get anywhere, which is always on the frontier.
    pub(super) fn most(&self, party: PartyIndex) -> Units {
        self.points().iter().map(|point| point.units[party]).max().expect("the frontier has points")
    }

    /// The least that `party` can get anywhere.
    pub(super) fn least(&self, party: PartyIndex) -> Result<Units, Stop> {
        Ok(least(self.problem, party, self.limits)?.expect("something is feasible, for the frontier has points"))
    }

    /// The points that meet every reservation.
    pub(super) fn rational(&self) -> Vec<&'a Point> {
        let meets = |point: &&Point| {
            self.problem.utilities.iter().zip(&point.units).all(|(utility, &units)| match utility.reservation {
                Threshold::Any => true,
                Threshold::At(reservation) => units >= reservation,
                Threshold::Never => false,
            })
        };
        self.points().iter().filter(meets).collect()
    }

    /// Utilities as they are.
    pub(super) fn values(&self) -> Levels {
        Levels::new(self.parties().map(|party| (0, self.one(party))))
    }
}

/// Utilities above an origin, divided by some number, all in whole multiples of one common unit, so that levels of
/// different parties are added and compared without rounding.
pub(super) struct Levels {
    origins: Vec<Units>,
    factors: Vec<BigInt>,
    /// How many of the common unit make one.
    pub(super) one: BigInt,
}

impl Levels {
    /// For each party the origin, in its units, and what is then divided by, which is not zero.
    pub(super) fn new(parts: impl Iterator<Item = (Units, Units)>) -> Self {
        let (origins, divisors): (Vec<Units>, Vec<Units>) = parts.unzip();
        let one = divisors.iter().fold(BigInt::one(), |one, divisor| num_integer::lcm(one, BigInt::from(*divisor)).abs());
        Self { origins, factors: divisors.iter().map(|divisor| &one / divisor).collect(), one }
    }

    /// The levels of the parties at `point`.
    pub(super) fn of(&self, point: &Point) -> Vec<BigInt> {
        let parts = point.units.iter().zip(&self.origins).zip(&self.factors);
        parts.map(|((units, origin), factor)| BigInt::from(units - origin) * factor).collect()
    }

    pub(super) fn sum(&self, point: &Point) -> BigInt {
        self.of(point).iter().sum()
    }

    pub(super) fn product(&self, point: &Point) -> BigInt {
        self.of(point).iter().product()
    }

    pub(super) fn least(&self, point: &Point) -> BigInt {
        self.of(point).into_iter().min().unwrap_or_default()
    }

    /// The largest level less the smallest.
    pub(super) fn spread(&self, point: &Point) -> BigInt {
        let levels = self.of(point);
        levels.iter().max().cloned().unwrap_or_default() - levels.iter().min().cloned().unwrap_or_default()
    }

    /// The sum over all pairs of parties of how far apart they are.
    pub(super) fn differences(&self, point: &Point) -> BigInt {
        let levels = self.of(point);
        let pairs = levels.iter().enumerate().flat_map(|(at, one)| levels[at + 1..].iter().map(move |other| (one, other)));
        pairs.map(|(one, other)| (one - other).abs()).sum()
    }

    /// The least square of a Euclidean distance from one of `points` to where every level is one; `None` without points.
    pub(super) fn least_square_to_one<'a>(&self, points: impl IntoIterator<Item = &'a Point>) -> Option<Exact> {
        let square = |point| self.of(point).iter().map(|level| (&self.one - level) * (&self.one - level)).sum::<BigInt>();
        let least = points.into_iter().map(square).min()?;
        Some(Exact::ratio(least, &self.one * &self.one).expect("one is not zero"))
    }
}

/// The point that a search names which goes through `points` and takes each that is better than the best so far, having
/// started from `start`: the first of equals.
pub(super) fn first_best<'a>(
    points: impl IntoIterator<Item = &'a Point>,
    start: BigInt,
    merit: impl Fn(&Point) -> BigInt,
) -> Result<&'a Point, NoAnswer> {
    let mut best = (start, None);
    for point in points {
        let own = merit(point);
        if own > best.0 {
            best = (own, Some(point));
        }
    }
    best.1.ok_or(NoAnswer::NothingPassesTheStart)
}

/// The answer that is one point.
pub(super) fn just(point: &Point) -> Answer {
    Answer::Points(vec![point.clone()])
}
