//! Regression by a Gaussian process around a straight line. (Rasmussen & Williams 2006, Gaussian Processes for Machine
//! Learning, algorithm 2.1.)

/// A fitted process.
#[derive(Debug)]
pub(super) struct Regression {
    points: Vec<f64>,
    line: Line,
    length: f64,
    /// Variance of the process around the line.
    signal: f64,
    /// The lower triangle of the covariances' Cholesky factor, row by row.
    factor: Vec<Vec<f64>>,
    /// The covariances' inverse times the residuals.
    weights: Vec<f64>,
}

/// Noise, as a part of the variance.
const NOISE: f64 = 0.1;
/// The least variance that is believed in: offers that lie on a line so far say little of those to come.
const LEAST_VARIANCE: f64 = 1e-3;

#[derive(Clone, Copy, Debug)]
struct Line {
    at_zero: f64,
    slope: f64,
}

impl Line {
    /// The line of least squares; level where all points are at one place.
    fn through(points: &[(f64, f64)]) -> Self {
        let count = points.len().max(1) as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let (x, y) = (mean(|point| point.0), mean(|point| point.1));
        let spread: f64 = points.iter().map(|point| (point.0 - x) * (point.0 - x)).sum();
        let common: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
        let slope = if spread > 0.0 { common / spread } else { 0.0 };
        Self { at_zero: y - slope * x, slope }
    }

    fn at(self, x: f64) -> f64 {
        self.at_zero + self.slope * x
    }
}

/// The Matérn covariance of smoothness 5/2, as a part of the variance, at a distance in lengths.
fn matern(distance: f64) -> f64 {
    let scaled = libm::sqrt(5.0) * distance.abs();
    (1.0 + scaled + scaled * scaled / 3.0) * libm::exp(-scaled)
}

impl Regression {
    /// Fits the process to points (x, y). Work grows with the cube of their number, which the caller bounds.
    pub(super) fn fit(points: &[(f64, f64)], length: f64) -> Self {
        let line = Line::through(points);
        let residuals: Vec<f64> = points.iter().map(|&(x, y)| y - line.at(x)).collect();
        let signal = residuals.iter().map(|residual| residual * residual).sum::<f64>() / points.len().max(1) as f64;
        let signal = signal.max(LEAST_VARIANCE);
        let points: Vec<f64> = points.iter().map(|point| point.0).collect();
        let covariance = |row: usize, column: usize| {
            let noise = if row == column { NOISE * signal } else { 0.0 };
            signal * matern((points[row] - points[column]) / length) + noise
        };
        let factor = cholesky(points.len(), covariance);
        let weights = solve_transposed(&factor, solve(&factor, residuals));
        Self { points, line, length, signal, factor, weights }
    }

    /// The mean and the variance of what is expected at `x`.
    pub(super) fn at(&self, x: f64) -> (f64, f64) {
        let near: Vec<f64> = self.points.iter().map(|point| self.signal * matern((x - point) / self.length)).collect();
        let mean = self.line.at(x) + near.iter().zip(&self.weights).map(|(near, weight)| near * weight).sum::<f64>();
        let known: f64 = solve(&self.factor, near).iter().map(|part| part * part).sum();
        (mean, (self.signal * (1.0 + NOISE) - known).max(0.0))
    }
}

/// The lower triangular factor of a positive definite matrix.
fn cholesky(size: usize, matrix: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(size);
    for row in 0..size {
        let mut line: Vec<f64> = Vec::with_capacity(row + 1);
        for column in 0..row {
            let above: &Vec<f64> = &factor[column];
            let known: f64 = line.iter().zip(above).map(|(one, other)| one * other).sum();
            line.push((matrix(row, column) - known) / above[column]);
        }
        let known: f64 = line.iter().map(|part| part * part).sum();
        // The noise on the diagonal keeps this above zero.
        line.push(libm::sqrt((matrix(row, row) - known).max(f64::MIN_POSITIVE)));
        factor.push(line);
    }
    factor
}

/// Solves `factor x = right`.
fn solve(factor: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    for row in 0..factor.len() {
        let known: f64 = factor[row][..row].iter().zip(&right).map(|(part, x)| part * x).sum();
        right[row] = (right[row] - known) / factor[row][row];
    }
    right
}

/// Solves `factor' x = right`.
fn solve_transposed(factor: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    for row in (0..factor.len()).rev() {
        let known: f64 = (row + 1..factor.len()).map(|below| factor[below][row] * right[below]).sum();
        right[row] = (right[row] - known) / factor[row][row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_point_is_what_is_expected_near_it() {
        let regression = Regression::fit(&[(0.2, 0.4)], 0.3);
        let (mean, variance) = regression.at(0.2);
        assert!((mean - 0.4).abs() < 1e-12);
        // By hand: s (1 + .1) - s^2 / (s (1 + .1)).
        assert!((variance - LEAST_VARIANCE * (1.1 - 1.0 / 1.1)).abs() < 1e-12);
    }

    #[test]
    fn two_points_by_hand() {
        // The line goes through both, so that nothing is left to explain.
        let regression = Regression::fit(&[(0.0, 0.1), (0.5, 0.3)], 0.5);
        assert!((regression.at(1.0).0 - 0.5).abs() < 1e-12);
        let near = matern(1.0);
        let solved = (1.1 * 1.0 - near * near) / (1.1 * 1.1 - near * near);
        let other = (1.1 * near - near) / (1.1 * 1.1 - near * near);
        let by_hand = LEAST_VARIANCE * (1.1 - (solved + near * other));
        assert!((regression.at(0.0).1 - by_hand).abs() < 1e-12, "{} {by_hand}", regression.at(0.0).1);
    }

    #[test]
    fn a_bend_is_followed_and_doubt_grows_beyond_it() {
        let points: Vec<(f64, f64)> = (0..16).map(|k| (f64::from(k) / 20.0, 0.3 + 0.2 * libm::sin(f64::from(k) / 3.0))).collect();
        let regression = Regression::fit(&points, 0.3);
        let errors = |of: &dyn Fn(f64) -> f64| points.iter().map(|&(x, y)| (of(x) - y) * (of(x) - y)).sum::<f64>();
        let line = Line::through(&points);
        assert!(errors(&|x| regression.at(x).0) < errors(&|x| line.at(x)) / 10.0);
        let doubts = [0.75, 0.85, 1.0].map(|x| regression.at(x).1);
        assert!(doubts[0] < doubts[1] && doubts[1] < doubts[2], "{doubts:?}");
    }
}
