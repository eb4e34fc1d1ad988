//! From a shape, or from exact numbers, to whole points.

use zopa_model::{Factor, Threshold, Units, Utility};

use super::shape::{IssueShape, Shape, tables};
use super::{Bonus, Payoff};

/// The points that everything at stake comes to, before rounding.
pub(super) const USUAL: f64 = 100.0;
/// Numbers whose best outcome is at most this many of their own units are shown as they are, or times a whole number.
const MOST_EXACT: Units = 200;

/// The party's own numbers as points, exactly: each of its units is worth the same whole number of points, the largest with
/// which the sum of the best options stays within 100, or one. `None` where that sum is above 200 units, or nothing is above zero: such numbers have to be rounded ([`rounded`]).
pub(super) fn exact(utility: &Utility, sizes: &[usize]) -> Option<Payoff> {
    let tables = tables(utility, sizes);
    let best: Units = tables.iter().map(|table| table.iter().copied().max().unwrap_or(0)).sum();
    if !utility.exact || !(1..=MOST_EXACT).contains(&best) {
        return None;
    }
    let times = (USUAL as Units / best).max(1);
    let points = |units: &Units| units * times;
    let bonus = |factor: &Factor| match factor {
        Factor::Linkage { issues, units, sizes } => {
            Some(Bonus { issues: issues.clone(), sizes: sizes.clone(), points: units.iter().map(points).collect() })
        }
        Factor::Issue { .. } | Factor::Box { .. } => None,
    };
    // A constant goes to whoever looks at the sum: it is taken from both thresholds instead.
    let threshold = |units: Units| (units - utility.constant) * times;
    let limit = utility.reservation.map(threshold);
    let worst: Units = tables.iter().map(|table| table.iter().copied().min().unwrap_or(0)).sum::<Units>() * times;
    Some(Payoff {
        points: tables.iter().map(|table| table.iter().map(points).collect()).collect(),
        bonuses: utility.factors.iter().filter_map(bonus).collect(),
        nothing: nothing(utility.disagreement.map(threshold), limit, worst),
        limit,
        refusals: utility.refusals.clone(),
        is_exact: true,
    })
}

/// The shape as points, with `total` of them for everything at stake, up to rounding. The worst option of every issue is
/// worth nothing. Orders and ties survive the rounding: of two options of one issue the better has at least one point more,
/// and so has the best option of the weightier of two issues.
pub(super) fn rounded(shape: &Shape, total: f64) -> Payoff {
    let tops = tops(&shape.issues, total);
    let whole = tops.iter().sum::<Units>() as f64;
    let limit = shape.limit.map(|share| whole_points(share * whole));
    let bonus = |linkage: &super::shape::LinkageShape| Bonus {
        issues: linkage.issues.clone(),
        sizes: linkage.sizes.clone(),
        points: linkage.shares.iter().map(|share| whole_points(share * whole)).collect(),
    };
    Payoff {
        points: shape.issues.iter().zip(&tops).map(|(issue, &top)| options(issue, top)).collect(),
        bonuses: shape.linkages.iter().map(bonus).collect(),
        nothing: nothing(shape.disagreement.map(|share| whole_points(share * whole)), limit, 0),
        limit,
        refusals: shape.refusals.clone(),
        is_exact: false,
    }
}

/// What no agreement is worth: what was stated, or else the limit, or else the worst option of every issue.
fn nothing(stated: Option<Units>, limit: Threshold, worst: Units) -> Units {
    match (stated, limit) {
        (Some(stated), _) => stated,
        (None, Threshold::At(limit)) => limit,
        (None, Threshold::Any | Threshold::Never) => worst,
    }
}

/// The nearest whole number, half away from zero.
fn whole_points(value: f64) -> Units {
    value.round() as Units
}

/// The points of the best option of each issue. Issues of equal weight get equal points, a weightier one at least a point more
/// than the one before it, and each as many as it has levels above the worst.
fn tops(issues: &[IssueShape], total: f64) -> Vec<Units> {
    let places = issues.iter().map(|issue| issue.rank + 1).max().unwrap_or(0);
    let mut of_place: Vec<Units> = Vec::with_capacity(places);
    for place in 0..places {
        let tied = || issues.iter().filter(|issue| issue.rank == place);
        let weight = tied().map(|issue| issue.weight).fold(0.0, f64::max);
        let levels = tied().map(|issue| issue.steps.len() as Units).max().unwrap_or(0);
        let below = of_place.last().map_or(0, |points| points + 1);
        of_place.push(if weight > 0.0 { whole_points(weight * total).max(levels).max(below) } else { 0 });
    }
    issues.iter().map(|issue| of_place[issue.rank]).collect()
}

/// The points of every option of an issue whose best is worth `top`, which is at least its number of levels.
fn options(issue: &IssueShape, top: Units) -> Vec<Units> {
    let levels = issue.steps.len();
    let mut points: Vec<Units> = vec![0];
    let mut way = 0.0;
    for (done, step) in issue.steps.iter().enumerate() {
        way += step;
        // Room for what is still to come, and more than what came before.
        let most = top - (levels - done - 1) as Units;
        points.push(whole_points(way * top as f64).clamp(points[done] + 1, most));
    }
    if let Some(best) = points.last_mut() {
        *best = top;
    }
    issue.level.iter().map(|&level| points[level]).collect()
}
