//! Opposition: how far the best is from everybody's best.

use zopa_model::BargainingProblem;

use super::{Unmeasured, Worst, nearest};
use crate::frontier::Frontier;
use crate::limits::Limits;
use crate::solution::Absent;

/// The least Euclidean distance from the frontier to (1, ..., 1), as the field measures it: 0 where one outcome is
/// best for all. It changes when a constant is added to a utility, so it is given only where every party's utilities
/// over the feasible outcomes lie on the scale from 0 to 1.
///
/// # Errors
/// Says why it is undefined.
pub fn opposition(problem: &BargainingProblem, frontier: &Frontier, limits: &Limits) -> Result<f64, Unmeasured> {
    opposition_knowing(problem, frontier, &Worst::new(problem, limits))
}

/// The same where the worst of each party may be known already.
pub(crate) fn opposition_knowing(problem: &BargainingProblem, frontier: &Frontier, worst: &Worst) -> Result<f64, Unmeasured> {
    if let Some(stop) = &frontier.stopped {
        return Err(stop.clone().into());
    }
    if frontier.points.is_empty() {
        return Err(Unmeasured::Absent(Absent::Infeasible));
    }
    for (party, utility) in problem.utilities.iter().enumerate() {
        // A frontier holds every party's greatest utility, but not its least.
        let one = utility.quantum.denominator();
        // Weights that programs wrote in doubles sum to a little more than one: a millionth above is on the scale still.
        let above_one = |units: i128| units > 0 && units.unsigned_abs() > one + (one >> 20);
        let is_above = frontier.points.iter().any(|point| above_one(point.units[party]));
        if is_above || worst.is_negative(party)?.is_none_or(|is_negative| is_negative) {
            return Err(Unmeasured::NotOnUnitScale(party));
        }
    }
    let denominators: Vec<u128> = problem.utilities.iter().map(|utility| utility.quantum.denominator()).collect();
    let best: Vec<i128> = denominators.iter().map(|&one| one as i128).collect();
    Ok(nearest(&best, &frontier.points, &denominators).expect("the frontier has points"))
}
