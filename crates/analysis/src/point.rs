//! Everything at once, for utilities that are stated and not drawn.

use num_bigint::BigUint;
use zopa_model::BargainingProblem;

use crate::frontier::{Frontier, frontier, within_red_lines};
use crate::limits::Limits;
use crate::margin::PointMargin;
use crate::measure::{Unmeasured, Worst, count_feasible, count_zone_of, margin, margin_of_one, opposition_knowing};
use crate::solution::{
    Absent, EnclosedSolutions, Known, Powers, RationalFrontier, Solution, egalitarian, enclosed, kalai_smorodinsky, nash,
    utilitarian,
};

/// What is possible and fair in one bargaining problem. Each part tells how it was found, or why it is absent.
#[derive(Clone, Debug)]
pub struct PointAnalysis {
    /// All undominated utility vectors, whether or not anybody would sign them.
    pub frontier: Frontier,
    /// Those that everybody would sign, with ideal, nadir and disagreement point.
    pub rational: Result<RationalFrontier, Absent>,
    /// The largest product of gains.
    pub nash: Result<Solution, Absent>,
    /// Equal shares of the largest gains.
    pub kalai_smorodinsky: Result<Solution, Absent>,
    /// Equal gains.
    pub egalitarian: Result<Solution, Absent>,
    /// The largest sum.
    pub utilitarian: Result<Solution, Absent>,
    /// Bounds on what the solutions reach, where a limit stopped the frontier that they are read off.
    pub enclosed: Option<EnclosedSolutions>,
    /// How far the frontier stays from everybody's best.
    pub opposition: Result<f64, Unmeasured>,
    /// The largest uniform rise of reservations that keeps the zone open, or the least lowering that opens it: read
    /// off the frontier, or searched where a limit stopped that. `None` where the quanta have no common scale either.
    pub margin: Option<PointMargin>,
    /// The same for each party alone, the others' reservations staying as they are.
    pub margin_of_one: Vec<Option<PointMargin>>,
    /// Number of feasible outcomes.
    pub feasible: Result<BigUint, Unmeasured>,
    /// Number of outcomes in the zone of possible agreement.
    pub zone: Result<BigUint, Unmeasured>,
}

/// Works out everything that a stated problem has to show. `powers` weigh the Nash product.
pub fn solve(problem: &BargainingProblem, powers: &Powers, limits: &Limits) -> PointAnalysis {
    let frontier = frontier(problem, limits);
    let within = within_red_lines(problem, &frontier, limits);
    let worst = Worst::new(problem, limits);
    let rational = RationalFrontier::within(problem, &frontier, &within, &worst);
    let one = |party| margin_of_one(problem, &within, party).or_else(|| crate::margin::margin_of_one(problem, party));
    let margin_of_one: Vec<_> = (0..problem.utilities.len()).map(one).collect();
    let margin = margin(problem, &within).or_else(|| crate::margin::margin(problem));
    let known = Known { within: &within, margin: margin.as_ref(), margin_of_one: &margin_of_one, worst: &worst };
    let enclosed = matches!(rational, Err(Absent::Stopped(_))).then(|| enclosed(problem, &known, powers, limits));
    // What a limit left open may be settled all the same: nobody would sign anything.
    let rational = match &enclosed {
        Some(Err(absent)) => Err(absent.clone()),
        _ => rational,
    };
    let by = |solution: fn(&RationalFrontier) -> Solution| rational.as_ref().map(solution).map_err(Absent::clone);
    let feasible = count_feasible(problem, limits);
    PointAnalysis {
        nash: rational.as_ref().map_err(Absent::clone).and_then(|rational| nash(rational, powers)),
        kalai_smorodinsky: by(kalai_smorodinsky),
        egalitarian: by(egalitarian),
        utilitarian: by(utilitarian),
        opposition: opposition_knowing(problem, &frontier, &worst),
        margin,
        margin_of_one,
        enclosed: enclosed.and_then(Result::ok),
        zone: count_zone_of(problem, &feasible, limits),
        feasible,
        frontier,
        rational,
    }
}
