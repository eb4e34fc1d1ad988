//! The margin, read off a frontier.

use zopa_model::{BargainingProblem, PartyIndex, Threshold};

use crate::frontier::{Frontier, Point};
use crate::margin::{Margin, PointMargin};
use crate::ratio::Ratio;

/// The largest smallest gain over reservation, `max_x min_i (u_i(x) - r_i)`, over outcomes that cross no red line.
/// `within` is the frontier of those outcomes: the smallest gain never falls when nobody loses, so it is greatest
/// on the frontier. `None` where a limit stopped the frontier; [`crate::margin::margin`] needs none.
pub fn margin(problem: &BargainingProblem, within: &Frontier) -> Option<PointMargin> {
    over(problem, within, |_| true)
}

/// The largest gain over reservation of `party` alone, the others' reservations being met; `None` as above.
pub fn margin_of_one(problem: &BargainingProblem, within: &Frontier, party: PartyIndex) -> Option<PointMargin> {
    over(problem, within, |other| other == party)
}

/// The largest smallest gain of the `counted` parties where no other party falls below its reservation.
fn over(problem: &BargainingProblem, within: &Frontier, counted: impl Fn(PartyIndex) -> bool) -> Option<PointMargin> {
    if within.stopped.is_some() {
        return None;
    }
    if problem.utilities.iter().any(|utility| utility.reservation == Threshold::Never) {
        return Some(PointMargin::default());
    }
    let meets = |point: &&Point| {
        gains(problem, point).all(|(party, gain)| counted(party) || gain.is_none_or(|gain| gain >= Ratio::new(0, 1)))
    };
    let smallest = |point: &Point| gains(problem, point).filter(|(party, _)| counted(*party)).filter_map(|(_, gain)| gain).min();
    let mut best: Option<(Option<Ratio>, &Point)> = None;
    for point in within.points.iter().filter(meets) {
        let gain = smallest(point);
        if best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, point));
        }
    }
    let Some((gain, point)) = best else { return Some(PointMargin::default()) };
    let gain = gain.map(Ratio::exact);
    Some(PointMargin {
        margin: gain.clone().map_or(Margin::Unlimited, Margin::At),
        outcome: Some(point.outcome.clone()),
        exact: true,
        ceiling: gain,
    })
}

/// What each party gets above its reservation; nothing to compare for a party without one.
fn gains<'a>(problem: &'a BargainingProblem, point: &'a Point) -> impl Iterator<Item = (PartyIndex, Option<Ratio>)> + 'a {
    problem.utilities.iter().zip(&point.units).enumerate().map(|(party, (utility, &units))| {
        let gain = match utility.reservation {
            Threshold::At(reservation) => Some(Ratio::new(units - reservation, utility.quantum.denominator())),
            Threshold::Any | Threshold::Never => None,
        };
        (party, gain)
    })
}
