//! The rational frontier: what is undominated among the outcomes that everybody would sign.

use zopa_model::{BargainingProblem, Exact, PartyIndex, Threshold, Units};

use super::{Absent, Note};
use crate::frontier::{Frontier, Point, Points, within_red_lines};
use crate::limits::Limits;
use crate::measure::Worst;
use crate::ratio::Ratio;

/// The frontier of the zone of possible agreement, with what solutions measure gains from and against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RationalFrontier {
    /// Ascending by the first party's utility, then the second's, and so on; never empty. The frontier's own list where
    /// everybody would sign all of it.
    pub points: Points,
    /// The most that each party gets anywhere in the zone.
    pub ideal: Vec<Units>,
    /// The least that each party gets on the rational frontier.
    pub nadir: Vec<Units>,
    /// What no agreement is worth to each party.
    pub disagreement: Vec<Units>,
    /// The parties whose disagreement value nobody stated: it is their least over all feasible outcomes.
    pub assumed: Vec<PartyIndex>,
    /// How many units make one, for each party.
    pub(crate) denominators: Vec<u128>,
    /// Whether the utilities are what was stated.
    pub exact: bool,
}

impl RationalFrontier {
    /// The rational frontier of `problem`, whose frontier is `frontier`.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn new(problem: &BargainingProblem, frontier: &Frontier, limits: &Limits) -> Result<Self, Absent> {
        Self::within(problem, frontier, &within_red_lines(problem, frontier, limits), &Worst::new(problem, limits))
    }

    /// The same where the frontier `within` the red lines is known too. An outcome that is dominated only by refused
    /// ones is on that, which is why the rational frontier is no mere selection from `frontier`.
    pub(crate) fn within(
        problem: &BargainingProblem,
        frontier: &Frontier,
        within: &Frontier,
        worst: &Worst,
    ) -> Result<Self, Absent> {
        if let Some(stop) = frontier.stopped.as_ref().or(within.stopped.as_ref()) {
            return Err(Absent::Stopped(stop.clone()));
        }
        if frontier.points.is_empty() {
            return Err(Absent::Infeasible);
        }
        let meets = |point: &&Point| meets_reservations(problem, &point.units);
        let points = match within.points.iter().all(|point| meets(&point)) {
            true => within.points.clone(),
            false => within.points.iter().filter(meets).cloned().collect(),
        };
        if points.is_empty() {
            return Err(Absent::NoZone);
        }
        let (disagreement, assumed) = disagreement(problem, worst)?;
        let extreme = |party: usize, pick: fn(Units, Units) -> Units| {
            points.iter().map(|point| point.units[party]).reduce(pick).expect("the rational frontier has points")
        };
        let parties = 0..problem.utilities.len();
        Ok(Self {
            ideal: parties.clone().map(|party| extreme(party, Units::max)).collect(),
            nadir: parties.map(|party| extreme(party, Units::min)).collect(),
            points,
            disagreement,
            assumed,
            denominators: problem.utilities.iter().map(|utility| utility.quantum.denominator()).collect(),
            exact: frontier.exact,
        })
    }

    /// What `units` are worth to `party` above disagreement, in its own units.
    pub(crate) fn gain(&self, units: &[Units], party: PartyIndex) -> Units {
        units[party] - self.disagreement[party]
    }

    /// The gains of a point, party by party.
    pub(crate) fn gains<'a>(&'a self, point: &'a Point) -> impl Iterator<Item = Units> + 'a {
        point.units.iter().zip(&self.disagreement).map(|(units, disagreement)| units - disagreement)
    }

    /// The gain of `party` as a share of the most it could gain; `None` where it can gain nothing.
    pub(crate) fn share(&self, units: &[Units], party: PartyIndex) -> Option<Ratio> {
        let most = self.ideal[party] - self.disagreement[party];
        (most > 0).then(|| Ratio::new(self.gain(units, party), most.unsigned_abs()))
    }

    /// The sum of `units` over the parties, each in its own quantum.
    pub(crate) fn total(&self, units: &[Units]) -> Exact {
        let parts = units.iter().zip(&self.denominators).map(|(&units, &denominator)| Ratio::new(units, denominator).exact());
        parts.fold(Exact::zero(), |sum, part| &sum + &part)
    }

    /// The notes that every solution on this frontier carries.
    pub(super) fn notes(&self) -> Vec<Note> {
        if self.assumed.is_empty() { Vec::new() } else { vec![Note::DisagreementAssumed(self.assumed.clone())] }
    }
}

pub(super) fn meets_reservations(problem: &BargainingProblem, units: &[Units]) -> bool {
    problem.utilities.iter().zip(units).all(|(utility, &units)| match utility.reservation {
        Threshold::Any => true,
        Threshold::At(least) => units >= least,
        Threshold::Never => false,
    })
}

/// The disagreement values, and the parties for which one had to be assumed.
pub(super) fn disagreement(problem: &BargainingProblem, worst: &Worst) -> Result<(Vec<Units>, Vec<PartyIndex>), Absent> {
    let (mut values, mut assumed) = (Vec::new(), Vec::new());
    for (party, utility) in problem.utilities.iter().enumerate() {
        values.push(match (utility.disagreement, utility.reservation) {
            (Some(value), Threshold::At(reservation)) if value > reservation => {
                return Err(Absent::DisagreementAboveReservation(party));
            }
            (Some(value), _) | (None, Threshold::At(value)) => value,
            (None, Threshold::Any | Threshold::Never) => {
                assumed.push(party);
                worst.of(party).map_err(Absent::Stopped)?.ok_or(Absent::Infeasible)?
            }
        });
    }
    Ok((values, assumed))
}
