//! Lotteries: the same ideas of fairness where the parties may draw lots between agreements.
//!
//! A lottery is a point of the convex hull of what the outcomes of the zone are worth, so whatever is drawn, nobody gets
//! less than its reservation. Two parties are solved exactly along the border of the hull; three and more exactly by a
//! small linear programme, save for the Nash product, whose best point is no fraction in general: it is approached, and
//! a proven bound tells how closely.

mod chain;
mod levels;
mod product;
mod programme;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use zopa_model::{Exact, PartyIndex};

use self::chain::Chain;
use super::{Absent, Note, RationalFrontier};
use crate::frontier::Point;
use crate::limits::{Budget, Limits};

/// What one idea of fairness singles out among all lotteries over outcomes of the zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lottery {
    /// The points that may be drawn, ascending, at most as many as there are parties. The chances sum to one.
    pub mixture: Vec<Chance>,
    /// What the lottery is worth to each party on average, as a number, not in units.
    pub utilities: Vec<Exact>,
    /// Whether no lottery is better by this idea of fairness, on utilities that are exactly what was stated.
    pub exact: bool,
    /// Where the best was approached and not reached: no lottery has a product of gains larger than this one's times
    /// `e` to the power of `gap`. Proven in whole numbers.
    pub gap: Option<Exact>,
    /// What is maximised and how, with its source.
    pub method: &'static str,
    /// What else the reader must know.
    pub notes: Vec<Note>,
}

/// One point of a lottery with its chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// A point of the rational frontier, with an outcome behind it.
    pub point: Point,
    /// How likely it is drawn; above zero.
    pub probability: Exact,
}

/// Positions on the rational frontier with their chances, which sum to one.
type Mixture = Vec<(usize, BigRational)>;

/// The lottery with the largest product of average gains. (Nash 1950, Econometrica 18:155, whose theorem is about convex
/// sets.) Parties that gain nothing anywhere in the zone are left out of the product, and a note lists who gains: all
/// others can gain at once, each with some chance.
///
/// Exact for two parties. For three and more see [`Lottery::gap`].
///
/// # Errors
/// Where some outcome that would be signed is worth less than no agreement, and where a limit came first.
pub fn nash_lottery(rational: &RationalFrontier, limits: &Limits) -> Result<Lottery, Absent> {
    let gainers = able_to_gain(rational)?;
    let found = match rational.denominators.len() {
        2 => Found::exact(Chain::new(rational).largest_product(), "largest product of gains, along the hull of the zone"),
        _ => product::largest(rational, &gainers, &mut Budget::new(limits)).map_err(Absent::Stopped)?,
    };
    let mut notes = rational.notes();
    if gainers.len() < rational.denominators.len() {
        notes.push(Note::Degenerate(vec![gainers]));
    }
    Ok(found.lottery(rational, notes))
}

/// The lottery that gives everybody the same share of what it could gain at most, and where that wastes something,
/// the leximin of shares. (Kalai & Smorodinsky 1975, Econometrica 43:513; leximin after Imai 1983, Econometrica 51:389.)
/// Parties that cannot gain are left out. Exact.
///
/// # Errors
/// Where some outcome that would be signed is worth less than no agreement, and where a limit came first.
pub fn kalai_smorodinsky_lottery(rational: &RationalFrontier, limits: &Limits) -> Result<Lottery, Absent> {
    let gainers = able_to_gain(rational)?;
    let most = |&party: &PartyIndex| (rational.ideal[party] - rational.disagreement[party]).unsigned_abs();
    let scales: Vec<u128> = gainers.iter().map(most).collect();
    let mixture = fair_shares(rational, &gainers, &scales, limits)?;
    let mut notes = rational.notes();
    let left_out: Vec<PartyIndex> = (0..rational.denominators.len()).filter(|party| !gainers.contains(party)).collect();
    if !left_out.is_empty() {
        notes.push(Note::LeftOut(left_out));
    }
    Ok(Found::exact(mixture, "leximin of shares of the largest gain, over the hull of the zone").lottery(rational, notes))
}

/// The lottery that gives everybody the same gain, and where that wastes something, the leximin of gains. Takes the
/// parties' scales to be comparable. (Kalai 1977, Econometrica 45:1623.) Exact.
///
/// # Errors
/// Where some outcome that would be signed is worth less than no agreement, and where a limit came first.
pub fn egalitarian_lottery(rational: &RationalFrontier, limits: &Limits) -> Result<Lottery, Absent> {
    able_to_gain(rational)?;
    let everybody: Vec<PartyIndex> = (0..rational.denominators.len()).collect();
    let mixture = fair_shares(rational, &everybody, &rational.denominators, limits)?;
    let mut notes = rational.notes();
    notes.push(Note::ComparableScales);
    Ok(Found::exact(mixture, "leximin of gains, over the hull of the zone").lottery(rational, notes))
}

/// The leximin of the gains of `parties`, each divided by its scale.
fn fair_shares(rational: &RationalFrontier, parties: &[PartyIndex], scales: &[u128], limits: &Limits) -> Result<Mixture, Absent> {
    match (parties, scales) {
        ([0, 1], &[first, second]) if rational.denominators.len() == 2 => Ok(Chain::new(rational).equal_levels([first, second])),
        _ => {
            let gains = gains(rational, parties);
            let scales: Vec<BigInt> = scales.iter().map(|&scale| BigInt::from(scale)).collect();
            levels::leximin(&gains, &scales, &mut Budget::new(limits)).map_err(Absent::Stopped)
        }
    }
}

/// The gains of `parties` at every point, in whole units.
fn gains(rational: &RationalFrontier, parties: &[PartyIndex]) -> Vec<Vec<BigInt>> {
    let of_point =
        |point: &Point| parties.iter().map(|&party| BigInt::from(rational.gain(&point.units, party))).collect::<Vec<_>>();
    rational.points.iter().map(of_point).collect()
}

/// The parties that gain somewhere in the zone. All of them gain at once in some lottery.
///
/// # Errors
/// Names a party whose disagreement value is above what it would sign: a lottery over losses is a different question.
fn able_to_gain(rational: &RationalFrontier) -> Result<Vec<PartyIndex>, Absent> {
    let parties = 0..rational.denominators.len();
    match parties.clone().find(|&party| rational.nadir[party] < rational.disagreement[party]) {
        Some(party) => Err(Absent::DisagreementAboveReservation(party)),
        None => Ok(parties.filter(|&party| rational.ideal[party] > rational.disagreement[party]).collect()),
    }
}

/// A mixture, and how close to the best it is.
struct Found {
    mixture: Mixture,
    gap: Option<BigRational>,
    method: &'static str,
}

impl Found {
    fn exact(mixture: Mixture, method: &'static str) -> Self {
        Self { mixture, gap: None, method }
    }

    fn lottery(self, rational: &RationalFrontier, notes: Vec<Note>) -> Lottery {
        let average = |(party, &denominator): (usize, &u128)| {
            let parts = self.mixture.iter().map(|(at, chance)| chance * BigInt::from(rational.points[*at].units[party]));
            Exact::from(parts.sum::<BigRational>() / BigInt::from(denominator))
        };
        let utilities = rational.denominators.iter().enumerate().map(average).collect();
        let mut drawn: Mixture = self.mixture.into_iter().filter(|(_, chance)| !chance.is_zero()).collect();
        drawn.sort_unstable_by_key(|(at, _)| *at);
        let chance =
            |(at, chance): (usize, BigRational)| Chance { point: rational.points[at].clone(), probability: chance.into() };
        Lottery {
            mixture: drawn.into_iter().map(chance).collect(),
            utilities,
            exact: rational.exact && self.gap.is_none(),
            gap: self.gap.map(Exact::from),
            method: self.method,
            notes,
        }
    }
}
