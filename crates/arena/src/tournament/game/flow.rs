//! A population on its way through the replicator dynamics, in logarithms of shares.
//!
//! `d(ln x_s)/dt = (Mx)_s - x'Mx`: what fades falls evenly instead of forcing short steps, and no share becomes negative. By the
//! pair of Runge-Kutta methods of orders five and four of Dormand & Prince 1980 (Journal of Computational and Applied
//! Mathematics 6:19), whose difference sets the length of the steps.

use super::dot;

/// No share changes faster than this in a population at rest.
const AT_REST: f64 = 1e-7;
/// How far a step may be off in the logarithm of any share.
const TOLERANCE: f64 = 1e-6;
/// When it is given up, with payoffs from 0 to 1.
const MOST_TIME: f64 = 1e4;
/// The most steps, failed ones included.
const MOST_STEPS: usize = 2000;
/// The length of the first step.
const FIRST_STEP: f64 = 0.5;
/// Stages of a step; the last is the first of the next.
const STAGES: usize = 7;

/// What each stage takes from those before it.
const TAKES: [&[f64]; STAGES - 1] = [
    &[1.0 / 5.0],
    &[3.0 / 40.0, 9.0 / 40.0],
    &[44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0],
    &[19372.0 / 6561.0, -25360.0 / 2187.0, 64448.0 / 6561.0, -212.0 / 729.0],
    &[9017.0 / 3168.0, -355.0 / 33.0, 46732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18656.0],
    &[35.0 / 384.0, 0.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0],
];
/// The method of order five less that of order four.
const ERROR: [f64; STAGES] =
    [71.0 / 57600.0, 0.0, -71.0 / 16695.0, 71.0 / 1920.0, -17253.0 / 339200.0, 22.0 / 525.0, -1.0 / 40.0];

/// The dynamics of one game; its space for one population is used again by the next.
pub(super) struct Flow {
    table: Vec<Vec<f64>>,
    logarithms: Vec<f64>,
    next: Vec<f64>,
    shares: Vec<f64>,
    slopes: [Vec<f64>; STAGES],
}

impl Flow {
    pub(super) fn new(table: &[Vec<f64>]) -> Self {
        let empty = || vec![0.0; table.len()];
        let slopes = std::array::from_fn(|_| empty());
        Self { table: table.to_vec(), logarithms: empty(), next: empty(), shares: empty(), slopes }
    }

    /// Where the population of these shares, all positive, comes to rest; `None` where it is still moving in the end.
    pub(super) fn rest(&mut self, start: &[f64]) -> Option<Vec<f64>> {
        self.logarithms.iter_mut().zip(start).for_each(|(logarithm, share)| *logarithm = libm::log(*share));
        self.next.clone_from(&self.logarithms);
        self.slope(0);
        if self.is_at_rest() {
            return Some(self.shares.clone());
        }
        let (mut time, mut length) = (0.0, FIRST_STEP);
        for _ in 0..MOST_STEPS {
            let error = self.step(length);
            if error <= TOLERANCE {
                time += length;
                std::mem::swap(&mut self.logarithms, &mut self.next);
                self.slopes.swap(0, STAGES - 1);
                if self.is_at_rest() {
                    return Some(self.shares.clone());
                }
                if time >= MOST_TIME {
                    return None;
                }
            }
            let growth = if error > 0.0 { 0.9 * libm::pow(TOLERANCE / error, 0.2) } else { 5.0 };
            length *= growth.clamp(0.2, 5.0);
        }
        None
    }

    fn is_at_rest(&self) -> bool {
        self.shares.iter().zip(&self.slopes[0]).all(|(share, slope)| (share * slope).abs() < AT_REST)
    }

    /// Tries a step of this length: `next`, and the slope and shares there. Tells how far it may be off.
    fn step(&mut self, length: f64) -> f64 {
        for (at, takes) in TAKES.iter().enumerate() {
            self.next.clone_from(&self.logarithms);
            for (take, slope) in takes.iter().zip(&self.slopes) {
                let along = length * take;
                self.next.iter_mut().zip(slope).for_each(|(next, slope)| *next += along * slope);
            }
            self.slope(at + 1);
        }
        let off = |one: usize| (0..STAGES).map(|at| ERROR[at] * self.slopes[at][one]).sum::<f64>().abs();
        (0..self.next.len()).map(off).fold(0.0, f64::max) * length
    }

    /// The shares of `next`, and the slope there as that of stage `at`.
    fn slope(&mut self, at: usize) {
        let greatest = self.next.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        self.shares.iter_mut().zip(&self.next).for_each(|(share, next)| *share = libm::exp(next - greatest));
        let sum: f64 = self.shares.iter().sum();
        self.shares.iter_mut().for_each(|share| *share /= sum);
        let slope = &mut self.slopes[at];
        slope.iter_mut().zip(&self.table).for_each(|(slope, row)| *slope = dot(row, &self.shares));
        let mean = dot(slope, &self.shares);
        slope.iter_mut().for_each(|slope| *slope -= mean);
    }
}
