//! What is known of a frontier that was not found whole.

use zopa_model::{PartyIndex, Units};

use super::Point;

/// Bounds on a frontier from both sides, for when a limit came first. Nothing in it is a guess: every point of it exists,
/// and what it rules out does not.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Enclosure {
    /// Points proven to lie on the frontier, ascending.
    pub proven: Vec<Point>,
    /// Points that some outcome reaches and that none found dominates, ascending; whether they lie on the frontier is
    /// open. Disjoint from `proven`.
    pub found: Vec<Point>,
    /// What may be missing: every point of the frontier is among `proven` and `found`, or is at most one of these corners
    /// in every coordinate. Ascending; empty where nothing is missing.
    pub corners: Vec<Vec<Units>>,
    /// Weighted sums that no outcome exceeds.
    pub ceilings: Vec<Ceiling>,
}

/// A proven upper bound on a weighted sum of utilities: `sum_i weights_i u_i <= at_most`, in units of each party's quantum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// One weight for each party, at least zero.
    pub weights: Vec<Units>,
    /// The bound.
    pub at_most: Units,
}

impl Ceiling {
    /// Whether `units` are worth all that the ceiling allows, in a direction that counts everybody: then nothing dominates
    /// them.
    fn proves(&self, units: &[Units]) -> bool {
        let worth: Units = units.iter().zip(&self.weights).map(|(units, weight)| units * weight).sum();
        self.weights.iter().all(|weight| *weight > 0) && worth == self.at_most
    }

    /// The party that it counts alone.
    fn alone(&self) -> Option<PartyIndex> {
        let mut counted = self.weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
        let (party, _) = counted.next()?;
        counted.next().is_none().then_some(party)
    }
}

impl Enclosure {
    /// What `points`, all of them reached by outcomes, and `ceilings` prove. `most` is no less than what each party can get.
    pub(crate) fn around(mut points: Vec<Point>, most: &[Units], ceilings: Vec<Ceiling>) -> Self {
        points.sort_unstable_by(|a, b| a.units.cmp(&b.units).then_with(|| a.outcome.cmp(&b.outcome)));
        points.dedup_by(|next, kept| next.units == kept.units);
        let points = undominated(points);
        let corners = match most.len() {
            2 => holes(&points).filter_map(|hole| corner(hole, most, &ceilings)).collect(),
            _ if points.iter().any(|point| point.units == most) => Vec::new(),
            _ => vec![most.to_vec()],
        };
        let (proven, found) = points.into_iter().partition(|point| ceilings.iter().any(|ceiling| ceiling.proves(&point.units)));
        Self { proven, found, corners, ceilings }
    }

    /// Every point that exists, in no order.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.proven.iter().chain(&self.found)
    }
}

/// The most that one party gets, from the ceilings on it alone.
pub(crate) fn alone(party: PartyIndex, ceilings: &[Ceiling]) -> Option<Units> {
    let own = ceilings.iter().filter(|ceiling| ceiling.alone() == Some(party));
    own.map(|ceiling| ceiling.at_most.div_euclid(ceiling.weights[party])).min()
}

/// Those of `points`, ascending and distinct, that none of the others dominates. They are few.
fn undominated(points: Vec<Point>) -> Vec<Point> {
    let covers = |a: &Point, b: &Point| a.units.iter().zip(&b.units).all(|(a, b)| a >= b);
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    // What dominates a point is lexicographically larger.
    for point in points.into_iter().rev() {
        if !kept.iter().any(|other| covers(other, &point)) {
            kept.push(point);
        }
    }
    kept.reverse();
    kept
}

/// What a vector that none of `points` covers must reach, for two parties: for each pair of neighbours a step beyond the
/// one and above the other.
fn holes(points: &[Point]) -> impl Iterator<Item = [Option<Units>; 2]> {
    let beyond = |at: usize, party: PartyIndex| points.get(at).map(|point| point.units[party] + 1);
    (0..=points.len()).map(move |at| [at.checked_sub(1).and_then(|before| beyond(before, 0)), beyond(at, 1)])
}

/// The upper corner of what may lie in a hole, whose least utilities are `hole`; `None` where nothing may.
fn corner(hole: [Option<Units>; 2], most: &[Units], ceilings: &[Ceiling]) -> Option<Vec<Units>> {
    let bound = |party: PartyIndex, ceiling: &Ceiling| {
        let other = 1 - party;
        // Where the other side of the hole is unbounded, only what counts this party alone says anything.
        let rest = if ceiling.weights[other] == 0 { 0 } else { ceiling.weights[other] * hole[other]? };
        (ceiling.weights[party] > 0).then(|| (ceiling.at_most - rest).div_euclid(ceiling.weights[party]))
    };
    let most = |party: PartyIndex| {
        ceilings.iter().filter_map(|ceiling| bound(party, ceiling)).chain([most[party]]).min().unwrap_or(most[party])
    };
    let corner = [most(0), most(1)];
    corner.iter().zip(hole).all(|(most, least)| least.is_none_or(|least| *most >= least)).then(|| corner.to_vec())
}
