//! The mean distance of all outcomes from the frontier of two parties.
//!
//! A distance is a root, and roots do not add up by issue, so every outcome is valued. Where utilities are sums over
//! issues they are walked through issue by issue: what is still open lies in a rectangle, and only the points of the
//! frontier that may be nearest to some place in it are carried on, so that few are left when an outcome is complete.

use zopa_model::{BargainingProblem, Factor, Units};

/// The search for the nearest point starts from a distance of 5, squared.
const START: f64 = 25.0;

/// The mean, over the feasible outcomes of `problem`, of the distance to the nearest of `border` (values of the two
/// parties, ascending), or 5 where that is less. A sum of doubles, the last digits of which depend on their order. Not a
/// number where nothing is feasible.
pub(super) fn mean_distance(problem: &BargainingProblem, border: &[[f64; 2]]) -> f64 {
    let (count, sum) = match Walk::new(problem) {
        Some(mut walk) => {
            walk.nearest.extend_from_slice(border);
            walk.go(0, walk.start, 0);
            (walk.count, walk.sum)
        }
        None => listed(problem, border),
    };
    sum / count as f64
}

/// Outcome by outcome.
fn listed(problem: &BargainingProblem, border: &[[f64; 2]]) -> (u64, f64) {
    let value = |units: &[Units]| [0, 1].map(|party| problem.utilities[party].quantum.to_f64(units[party]));
    let squares = problem.space.outcomes().map(|outcome| outwards(value(&problem.evaluate(&outcome)), border));
    squares.fold((0, 0.0), |(count, sum), square| (count + 1, sum + square.sqrt()))
}

/// The square of the distance from `from` to the nearest of `border`, which ascends in its first coordinate: outwards from
/// where `from` stands in it, until the first coordinate alone is too far away.
fn outwards(from: [f64; 2], border: &[[f64; 2]]) -> f64 {
    let (below, above) = border.split_at(border.partition_point(|point| point[0] < from[0]));
    let search = |best: f64, points: &mut dyn Iterator<Item = &[f64; 2]>| {
        let mut best = best;
        for point in points {
            if square(point[0] - from[0], 0.0) >= best {
                break;
            }
            best = best.min(square(point[0] - from[0], point[1] - from[1]));
        }
        best
    };
    search(search(START, &mut above.iter()), &mut below.iter().rev())
}

#[inline(always)]
fn square(a: f64, b: f64) -> f64 {
    a * a + b * b
}

/// Whole numbers below this are doubles, and so are their sums.
const WHOLE: u128 = 1 << 53;

/// The way through all outcomes of a sum over issues, without rules. Units are whole numbers in doubles.
struct Walk {
    /// What each option adds to each party, issue by issue, the widest first; one that adds nothing for a space without
    /// issues.
    issues: Vec<[Vec<f64>; 2]>,
    /// The least and the most that the issues from each on add to each party.
    rest: Vec<[[f64; 2]; 2]>,
    start: [f64; 2],
    caps: [f64; 2],
    /// How many units make one.
    one: [f64; 2],
    /// The points that may be nearest, for the rectangle of each issue on the way; each list ends where the next starts.
    nearest: Vec<[f64; 2]>,
    /// The squares of the distances of the options of the last issue.
    squares: Vec<f64>,
    count: u64,
    sum: f64,
}

impl Walk {
    /// The way through `problem`; `None` where rules forbid something, where not every summand is of one issue, or where
    /// units are too large for doubles.
    fn new(problem: &BargainingProblem) -> Option<Self> {
        let is_whole = problem.utilities.iter().all(|utility| utility.magnitude() < WHOLE);
        if !problem.space.rules().is_empty() || !is_whole {
            return None;
        }
        let mut issues: Vec<[Vec<f64>; 2]> =
            problem.space.sizes().into_iter().map(|size| [vec![0.0; size], vec![0.0; size]]).collect();
        if issues.is_empty() {
            issues.push([vec![0.0], vec![0.0]]);
        }
        let (mut start, mut caps, mut one) = ([0.0; 2], [f64::INFINITY; 2], [1.0; 2]);
        for (party, utility) in problem.utilities.iter().enumerate() {
            start[party] = utility.constant as f64;
            caps[party] = utility.cap.map_or(f64::INFINITY, |cap| cap as f64);
            one[party] = utility.quantum.denominator() as f64;
            for factor in &utility.factors {
                let Factor::Issue { issue, units } = factor else { return None };
                for (cell, &units) in issues[*issue][party].iter_mut().zip(units) {
                    *cell += units as f64;
                }
            }
        }
        // The widest first, so that rectangles are small where there are most of them.
        let width = |issue: &[Vec<f64>; 2]| {
            let of = |party: usize| {
                let own = &issue[party];
                let most = own.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                (most - own.iter().copied().fold(f64::INFINITY, f64::min)) / one[party]
            };
            square(of(0), of(1))
        };
        issues.sort_by(|a, b| width(b).total_cmp(&width(a)));
        let mut rest = vec![[[0.0; 2]; 2]];
        for issue in issues.iter().rev() {
            let [low, high] = rest[rest.len() - 1];
            let extreme = |pick: fn(f64, f64) -> f64, party: usize| issue[party].iter().copied().reduce(pick);
            let ([a, b], [c, d]) = ([0, 1].map(|party| extreme(f64::min, party)), [0, 1].map(|party| extreme(f64::max, party)));
            rest.push([[low[0] + a?, low[1] + b?], [high[0] + c?, high[1] + d?]]);
        }
        rest.reverse();
        let squares = Vec::with_capacity(issues[issues.len() - 1][0].len());
        Some(Self { issues, rest, start, caps, one, nearest: Vec::new(), squares, count: 0, sum: 0.0 })
    }

    #[inline(always)]
    fn value(&self, units: [f64; 2]) -> [f64; 2] {
        [units[0].min(self.caps[0]) / self.one[0], units[1].min(self.caps[1]) / self.one[1]]
    }

    /// Goes through all outcomes whose options before `depth` add up to `sum`; the nearest point is among those from
    /// `from` on.
    fn go(&mut self, depth: usize, sum: [f64; 2], from: usize) {
        let to = self.nearest.len();
        let from = if to - from > 1 { self.keep_what_may_be_nearest(depth, sum, from) } else { from };
        if depth + 1 == self.issues.len() {
            self.finish(depth, sum, from);
        } else {
            for option in 0..self.issues[depth][0].len() {
                let [a, b] = [0, 1].map(|party| self.issues[depth][party][option]);
                self.go(depth + 1, [sum[0] + a, sum[1] + b], from);
            }
        }
        self.nearest.truncate(to);
    }

    /// Lists anew those of the points from `from` on that may be nearest to some place in the rectangle of what is open, and
    /// tells where the list begins. A point is left out where one that is near the middle is nearer at every place: at those
    /// corners where the line between the two lies least in its favour.
    fn keep_what_may_be_nearest(&mut self, depth: usize, sum: [f64; 2], from: usize) -> usize {
        let [low, high] = self.rest[depth];
        let low = self.value([sum[0] + low[0], sum[1] + low[1]]);
        let high = self.value([sum[0] + high[0], sum[1] + high[1]]);
        let middle = [0, 1].map(|axis| (low[axis] + high[axis]) / 2.0);
        let away = |point: &[f64; 2]| square(point[0] - middle[0], point[1] - middle[1]);
        let to = self.nearest.len();
        let mut near = self.nearest[from];
        let mut least = away(&near);
        for point in &self.nearest[from + 1..to] {
            let own = away(point);
            if own < least {
                (near, least) = (*point, own);
            }
        }
        // Far above what rounding can do, so that a point left out is farther in doubles too.
        let far = |point: &[f64; 2]| [point, &near, &low, &high].iter().map(|place| square(place[0], place[1])).sum::<f64>();
        for at in from..to {
            let point = self.nearest[at];
            let [a, b] = [0, 1].map(|axis| {
                let towards = point[axis] - near[axis];
                towards * (point[axis] + near[axis] - 2.0 * if towards > 0.0 { high[axis] } else { low[axis] })
            });
            if a + b <= far(&point) * 1e-9 {
                self.nearest.push(point);
            }
        }
        to
    }

    /// Values the outcomes that the options of the last issue complete.
    fn finish(&mut self, depth: usize, sum: [f64; 2], from: usize) {
        let mut squares = std::mem::take(&mut self.squares);
        let [first, second] = &self.issues[depth];
        squares.clear();
        squares.resize(first.len(), START);
        for point in &self.nearest[from..] {
            for ((least, a), b) in squares.iter_mut().zip(first).zip(second) {
                let [x, y] = self.value([sum[0] + a, sum[1] + b]);
                let own = square(point[0] - x, point[1] - y);
                *least = if own < *least { own } else { *least };
            }
        }
        self.count += squares.len() as u64;
        squares.iter_mut().for_each(|square| *square = square.sqrt());
        self.sum = squares.iter().fold(self.sum, |sum, distance| sum + distance);
        self.squares = squares;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zopa_model::{Issue, OutcomeSpace, Quantum, Threshold, Utility};

    use super::*;

    fn utility(denominator: u128, cap: Option<Units>, rows: &[Vec<Units>]) -> Utility {
        let factor = |(issue, units): (usize, &Vec<Units>)| Factor::Issue { issue, units: units.clone() };
        Utility {
            quantum: Quantum::new(denominator).unwrap(),
            constant: 1,
            factors: rows.iter().enumerate().map(factor).collect(),
            cap,
            reservation: Threshold::Any,
            disagreement: None,
            refusals: vec![],
            exact: true,
        }
    }

    proptest! {
        #[test]
        fn the_walk_finds_the_distances_of_the_list(
            rows in prop::collection::vec(prop::collection::vec((-20i128..60, -20i128..60), 1..5), 0..6),
            border in prop::collection::vec((0f64..3.0, 0f64..3.0), 1..30),
            cap in prop::option::of(0i128..200),
        ) {
            let issue = |row: &Vec<_>| Issue::categorical("issue", (0..row.len()).map(|option| option.to_string()));
            let space = OutcomeSpace::new(rows.iter().map(issue).collect(), vec![]);
            let first: Vec<Vec<Units>> = rows.iter().map(|row| row.iter().map(|units| units.0).collect()).collect();
            let second: Vec<Vec<Units>> = rows.iter().map(|row| row.iter().map(|units| units.1).collect()).collect();
            let problem = BargainingProblem { space: &space, utilities: vec![utility(97, cap, &first), utility(60, None, &second)] };
            let mut border: Vec<[f64; 2]> = border.into_iter().map(|(a, b)| [a, b]).collect();
            border.sort_by(|a, b| a.partial_cmp(b).unwrap());
            let (count, sum) = listed(&problem, &border);
            let (found, mean) = (mean_distance(&problem, &border), sum / count as f64);
            prop_assert!((found - mean).abs() <= 1e-12 * (1.0 + mean), "{} is not {}", found, mean);
        }
    }
}
