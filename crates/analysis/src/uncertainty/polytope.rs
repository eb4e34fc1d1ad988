//! The admissible weights as conditions `a · w >= b` on the simplex, and uniform draws from them by hit-and-run.
//!
//! Smith 1984, Operations Research 32:1296; for weights Tervonen, van Valkenhoef, Basturk & Postmus 2013, EJOR
//! 224:552. Directions come from a cube instead of a sphere: any symmetric law that reaches all directions leaves the
//! uniform distribution in place, and this one needs no transcendental function.

use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use zopa_model::{Exact, IssueIndex, WeightConstraint, WeightJudgement};

use super::linear::{Row, maximise};
use super::stream::Stream;

/// `coefficients · w >= bound`.
#[derive(Clone, Debug)]
struct Condition {
    coefficients: Vec<BigRational>,
    bound: BigRational,
}

impl Condition {
    fn slack(&self, weights: &[BigRational]) -> BigRational {
        let sum: BigRational = self.coefficients.iter().zip(weights).map(|(c, w)| c * w).sum();
        sum - &self.bound
    }
}

/// All weights that keep to a judgement, exactly.
#[derive(Clone, Debug)]
pub(crate) struct Polytope {
    issues: usize,
    conditions: Vec<Condition>,
}

impl Polytope {
    pub(crate) fn new(judgement: &WeightJudgement) -> Self {
        let issues = judgement.issues;
        let unit = |issue: usize| {
            let mut row = vec![BigRational::zero(); issues];
            row[issue] = BigRational::one();
            row
        };
        let mut conditions: Vec<Condition> =
            (0..issues).map(|issue| Condition { coefficients: unit(issue), bound: BigRational::zero() }).collect();
        for constraint in judgement.constraints() {
            conditions.push(match constraint {
                WeightConstraint::AtLeast { issue, low } => {
                    Condition { coefficients: unit(issue), bound: low.rational().clone() }
                }
                WeightConstraint::AtMost { issue, high } => {
                    Condition { coefficients: unit(issue).into_iter().map(|c| -c).collect(), bound: -high.rational().clone() }
                }
                WeightConstraint::Ratio { issue, times, other } => {
                    let mut coefficients = unit(issue);
                    coefficients[other] -= times.rational();
                    Condition { coefficients, bound: BigRational::zero() }
                }
            });
        }
        Self { issues, conditions }
    }

    fn rows(&self) -> Vec<Row> {
        let negated = |c: &Condition| Row { coefficients: c.coefficients.iter().map(|c| -c).collect(), bound: -c.bound.clone() };
        let one = vec![BigRational::one(); self.issues];
        let minus = vec![-BigRational::one(); self.issues];
        let sum = [Row { coefficients: one, bound: BigRational::one() }, Row { coefficients: minus, bound: -BigRational::one() }];
        sum.into_iter().chain(self.conditions.iter().skip(self.issues).map(negated)).collect()
    }

    /// The largest `objective · w`, and admissible weights that reach it; `None` when no weights are admissible.
    pub(crate) fn maximum(&self, objective: &[BigRational]) -> Option<(Exact, Vec<BigRational>)> {
        let (value, at) = maximise(objective, &self.rows())?;
        Some((Exact::from(value), at))
    }

    /// The least and the greatest admissible weight of `issue`.
    pub(crate) fn bounds(&self, issue: IssueIndex) -> Option<(Exact, Exact)> {
        let mut objective = vec![BigRational::zero(); self.issues];
        objective[issue] = BigRational::one();
        let (high, _) = self.maximum(&objective)?;
        objective[issue] = -BigRational::one();
        let (low, _) = self.maximum(&objective)?;
        Some((&Exact::zero() - &low, high))
    }

    /// A point inside (every condition that can have slack has some) and the conditions that never have slack.
    fn interior(&self) -> Option<(Vec<BigRational>, Vec<bool>)> {
        let rows = self.rows();
        let mut corners = vec![maximise(&vec![BigRational::zero(); self.issues], &rows)?.1];
        let mut tight = vec![false; self.conditions.len()];
        for (index, condition) in self.conditions.iter().enumerate() {
            if corners.iter().any(|corner| condition.slack(corner).is_positive()) {
                continue;
            }
            let (_, corner) = maximise(&condition.coefficients, &rows)?;
            tight[index] = condition.slack(&corner).is_zero();
            corners.push(corner);
        }
        let count = BigRational::from_integer(corners.len().into());
        let mean = (0..self.issues).map(|issue| corners.iter().map(|corner| &corner[issue]).sum::<BigRational>() / &count);
        Some((mean.collect(), tight))
    }

    /// A walk inside, in the dimensions that equalities leave open; `None` when no weights are admissible.
    pub(crate) fn walk(&self) -> Option<Walk> {
        let (centre, tight) = self.interior()?;
        let mut equalities = vec![vec![BigRational::one(); self.issues]];
        let held = self.conditions.iter().zip(&tight).filter(|(_, tight)| **tight);
        equalities.extend(held.map(|(condition, _)| condition.coefficients.clone()));
        let basis = null_space(equalities, self.issues);
        let real = |value: &BigRational| value.to_f64().unwrap_or(0.0);
        let open = || self.conditions.iter().zip(&tight).filter(|(_, tight)| !**tight).map(|(condition, _)| condition);
        let along =
            |c: &Condition| basis.iter().map(|axis| c.coefficients.iter().zip(axis).map(|(c, a)| real(c) * a).sum()).collect();
        Some(Walk {
            at: vec![0.0; basis.len()],
            slopes: open().map(along).collect(),
            slacks: open().map(|condition| real(&condition.slack(&centre))).collect(),
            centre: centre.iter().map(real).collect(),
            basis,
        })
    }
}

/// A basis, of unit length and at right angles, of the directions that keep all `equalities`.
fn null_space(mut equalities: Vec<Vec<BigRational>>, width: usize) -> Vec<Vec<f64>> {
    let mut pivots: Vec<usize> = Vec::new();
    for column in 0..width {
        let row = pivots.len();
        let Some(found) = (row..equalities.len()).find(|&at| !equalities[at][column].is_zero()) else { continue };
        equalities.swap(row, found);
        let pivot = equalities[row][column].clone();
        equalities[row].iter_mut().for_each(|cell| *cell /= &pivot);
        let reduced = equalities[row].clone();
        for (_, other) in equalities.iter_mut().enumerate().filter(|(at, _)| *at != row) {
            let factor = other[column].clone();
            other.iter_mut().zip(&reduced).for_each(|(cell, above)| *cell -= &factor * above);
        }
        pivots.push(column);
    }
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for free in (0..width).filter(|column| !pivots.contains(column)) {
        let mut axis = vec![0.0; width];
        axis[free] = 1.0;
        for (row, &column) in pivots.iter().enumerate() {
            axis[column] = -equalities[row][free].to_f64().unwrap_or(0.0);
        }
        for other in &basis {
            let shadow: f64 = axis.iter().zip(other).map(|(a, b)| a * b).sum();
            axis.iter_mut().zip(other).for_each(|(a, b)| *a -= shadow * b);
        }
        let length = libm::sqrt(axis.iter().map(|a| a * a).sum());
        axis.iter_mut().for_each(|a| *a /= length);
        basis.push(axis);
    }
    basis
}

/// A random walk whose places tend to the uniform distribution on a polytope.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    centre: Vec<f64>,
    basis: Vec<Vec<f64>>,
    /// Position along the basis, from the centre.
    at: Vec<f64>,
    /// How fast each condition gains slack along each axis.
    slopes: Vec<Vec<f64>>,
    /// The slack of each condition at the centre.
    slacks: Vec<f64>,
}

impl Walk {
    /// Number of dimensions that are open; a single point has none.
    pub(crate) fn dimensions(&self) -> usize {
        self.basis.len()
    }

    /// Takes `steps` steps.
    pub(crate) fn step(&mut self, stream: &mut Stream, steps: usize) {
        let mut slack: Vec<f64> =
            self.slacks.iter().zip(&self.slopes).map(|(slack, slope)| slack + dot(slope, &self.at)).collect();
        let mut direction = vec![0.0; self.at.len()];
        let mut rates = vec![0.0; slack.len()];
        for _ in 0..steps {
            direction.iter_mut().for_each(|axis| *axis = 2.0 * stream.real() - 1.0);
            let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
            for ((rate, slope), slack) in rates.iter_mut().zip(&self.slopes).zip(&slack) {
                *rate = dot(slope, &direction);
                let reach = -slack.max(0.0) / *rate;
                if *rate > 0.0 {
                    low = low.max(reach);
                } else if *rate < 0.0 {
                    high = high.min(reach);
                }
            }
            let length = low + (high - low) * stream.real();
            if length.is_finite() {
                self.at.iter_mut().zip(&direction).for_each(|(at, axis)| *at += length * axis);
                slack.iter_mut().zip(&rates).for_each(|(slack, rate)| *slack += length * rate);
            }
        }
    }

    /// The weights of the present place.
    pub(crate) fn weights(&self) -> Vec<f64> {
        let mut weights = self.centre.clone();
        for (axis, at) in self.basis.iter().zip(&self.at) {
            weights.iter_mut().zip(axis).for_each(|(weight, axis)| *weight += at * axis);
        }
        weights.iter_mut().for_each(|weight| *weight = weight.max(0.0));
        weights
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
