//! What the decision of leaders is worth beyond what delegations can sign, by three measures that need not agree.

use zopa_analysis::uncertainty::{DrawPlan, Draws, Missing};
use zopa_analysis::{Limits, solution::Powers, solve};
use zopa_model::{BargainingProblem, Quantum, Scenario};

/// Draws on which both problems are solved exactly.
const DRAWS: u32 = 40;

/// Means over draws, below and with leaders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// What delegations can sign.
    pub below: Means,
    /// What leaders can.
    pub leaders: Means,
    /// Draws behind the means.
    pub draws: u32,
}

/// Means over draws; a draw without a deal counts as zero.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Means {
    /// The largest product of gains (Nash).
    pub nash_product: f64,
    /// The largest gain of whoever gains least (egalitarian).
    pub least_gain: f64,
    /// The largest sum of gains.
    pub total_gain: f64,
}

/// Solves both scenarios in the same draws.
pub(super) fn worth(whole: &Scenario, below: &Scenario, plan: DrawPlan) -> Result<Worth, Missing> {
    let plan = DrawPlan { draws: plan.draws.min(DRAWS), ..plan };
    Ok(Worth { below: means(below, plan)?, leaders: means(whole, plan)?, draws: plan.draws })
}

fn means(scenario: &Scenario, plan: DrawPlan) -> Result<Means, Missing> {
    let draws = Draws::new(scenario, plan)?;
    let parties = scenario.parties().len();
    let mut sums = Means::default();
    for draw in 0..plan.draws {
        let utilities = (0..parties).map(|party| draws.utility(party, draw)).collect();
        let problem = BargainingProblem { space: scenario.space(), utilities };
        let found = solve(&problem, &Powers::equal(), &Limits::default());
        let Ok(rational) = &found.rational else { continue };
        let quanta: Vec<Quantum> = problem.utilities.iter().map(|utility| utility.quantum).collect();
        let gains = |units: &[i128]| -> Vec<f64> {
            let each = units.iter().zip(&rational.disagreement).zip(&quanta);
            each.map(|((units, floor), quantum)| quantum.to_f64(units - floor)).collect()
        };
        let best = |points: Option<&zopa_analysis::solution::Solution>, of: &dyn Fn(&[f64]) -> f64| {
            points.and_then(|solution| solution.points.first()).map_or(0.0, |point| of(&gains(&point.units)))
        };
        sums.nash_product += best(found.nash.as_ref().ok(), &|gains| gains.iter().product());
        sums.least_gain += best(found.egalitarian.as_ref().ok(), &|gains| gains.iter().copied().fold(f64::INFINITY, f64::min));
        sums.total_gain += best(found.utilitarian.as_ref().ok(), &|gains| gains.iter().sum());
    }
    let mean = |sum: f64| sum / f64::from(plan.draws.max(1));
    Ok(Means { nash_product: mean(sums.nash_product), least_gain: mean(sums.least_gain), total_gain: mean(sums.total_gain) })
}
