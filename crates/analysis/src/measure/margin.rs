//! The margin, read off a frontier.

use zopa_model::{BargainingProblem, PartyIndex, Threshold, Units, Utility};

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
    let seats: Vec<Seat> = problem.utilities.iter().enumerate().filter_map(|(party, own)| Seat::of(party, own)).collect();
    let (asking, floors): (Vec<&Seat>, Vec<&Seat>) = seats.iter().partition(|seat| counted(seat.party));
    let mut best: Option<(Option<Ratio>, &Point)> = None;
    for point in within.points.iter().filter(|point| floors.iter().all(|seat| seat.is_met(point))) {
        // One gain that is not above the best smallest gain settles it.
        let known = best.and_then(|(most, _)| most);
        if best.is_some() && asking.iter().any(|seat| Some(seat.gain(point)) <= known) {
            continue;
        }
        let smallest = asking.iter().map(|seat| seat.gain(point)).min();
        if best.is_none() || smallest > known {
            best = Some((smallest, point));
        }
    }
    Some(best.map_or_else(PointMargin::default, |(gain, point)| told(gain, point)))
}

fn told(gain: Option<Ratio>, point: &Point) -> PointMargin {
    let gain = gain.map(Ratio::exact);
    PointMargin {
        margin: gain.clone().map_or(Margin::Unlimited, Margin::At),
        outcome: Some(point.outcome.clone()),
        exact: true,
        ceiling: gain,
    }
}

/// A party with a reservation.
struct Seat {
    party: PartyIndex,
    reservation: Units,
    denominator: u128,
}

impl Seat {
    /// The seat of `party`; none where anything, or nothing, will do.
    fn of(party: PartyIndex, utility: &Utility) -> Option<Self> {
        match utility.reservation {
            Threshold::At(reservation) => Some(Self { party, reservation, denominator: utility.quantum.denominator() }),
            Threshold::Any | Threshold::Never => None,
        }
    }

    /// What the party gets above its reservation.
    fn gain(&self, point: &Point) -> Ratio {
        Ratio::new(point.units[self.party] - self.reservation, self.denominator)
    }

    fn is_met(&self, point: &Point) -> bool {
        point.units[self.party] >= self.reservation
    }
}
