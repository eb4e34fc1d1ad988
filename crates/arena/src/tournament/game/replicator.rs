//! Where populations go in which what does well spreads.
//!
//! `dx_s/dt = x_s ((Mx)_s - x'Mx)` (Taylor & Jonker 1978, Mathematical Biosciences 40:145), by the classical Runge-Kutta method of
//! order four from a grid of mixed populations, with payoffs scaled to lie from 0 to 1.

use serde::Serialize;

use super::equilibrium::Mixture;
use super::{dot, normalised, payoffs};

/// What the dynamics showed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Replicator {
    /// Number of populations that were begun with.
    pub starts: usize,
    /// Where they came to rest, the most frequent first.
    pub basins: Vec<Basin>,
    /// The share that was still moving when the steps were over: slow, or going round for ever.
    pub moving: f64,
}

/// Populations that come to rest at the same place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Basin {
    /// Their share among all that were begun with.
    pub share: f64,
    /// Where the first of them rests.
    pub end: Mixture,
}

/// The most populations that are begun with, where the grid allows a choice.
const MOST_STARTS: usize = 100;
/// The length of a step in time, with payoffs from 0 to 1.
const STEP: f64 = 1.0;
/// The most steps.
const MOST_STEPS: usize = 3000;
/// No share changes faster than this in a population at rest.
const AT_REST: f64 = 1e-7;
/// Shares below this are on their way out.
const FADING: f64 = 1e-3;
/// Ends nearer than this in every share are the same.
const SAME: f64 = 1e-2;

/// Runs the dynamics of a table from every population of the grid.
pub fn replicator(table: &[Vec<f64>]) -> Replicator {
    let scaled = normalised(table);
    let starts = grid(table.len());
    let (mut ends, mut moving): (Vec<(Vec<f64>, usize)>, usize) = (Vec::new(), 0);
    for start in &starts {
        let Some(end) = rest(&scaled, start.clone()) else {
            moving += 1;
            continue;
        };
        match ends.iter_mut().find(|(known, _)| is_same(known, &end)) {
            Some((_, times)) => *times += 1,
            None => ends.push((end, 1)),
        }
    }
    ends.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let share = |times: usize| times as f64 / starts.len() as f64;
    let basin = |(end, times): (Vec<f64>, usize)| Basin { share: share(times), end: Mixture::new(table, end) };
    Replicator { starts: starts.len(), moving: share(moving), basins: ends.into_iter().map(basin).collect() }
}

fn is_same(one: &[f64], other: &[f64]) -> bool {
    one.iter().zip(other).all(|(one, other)| (one - other).abs() < SAME)
}

/// Populations in which everybody has a part: shares in whole `n`-ths, with the largest `n` that gives no more than
/// [`MOST_STARTS`] of them, and one more than there are strategies at least.
fn grid(count: usize) -> Vec<Vec<f64>> {
    let mut parts = count + 1;
    while count > 1 && ways(parts + 1, count) <= MOST_STARTS as u128 {
        parts += 1;
    }
    let mut grid = Vec::new();
    split(parts, count, &mut Vec::new(), &mut grid);
    grid.iter().map(|shares| shares.iter().map(|share| *share as f64 / parts as f64).collect()).collect()
}

/// In how many ways `parts` go to `count`, each getting one at least.
fn ways(parts: usize, count: usize) -> u128 {
    (1..count).fold(1, |ways: u128, at| ways.saturating_mul((parts - at) as u128) / at as u128)
}

fn split(parts: usize, count: usize, before: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
    if count == 1 {
        all.push([before.as_slice(), &[parts]].concat());
        return;
    }
    for own in 1..=parts - (count - 1) {
        before.push(own);
        split(parts - own, count - 1, before, all);
        before.pop();
    }
}

/// Where a population comes to rest; `None` where it is still moving after all steps. What fades is taken out in the end.
fn rest(table: &[Vec<f64>], mut population: Vec<f64>) -> Option<Vec<f64>> {
    for _ in 0..MOST_STEPS {
        let slope = slope(table, &population);
        if slope.iter().all(|change| change.abs() < AT_REST) {
            return Some(without_fading(population));
        }
        population = step(table, &population, &slope);
    }
    None
}

fn without_fading(population: Vec<f64>) -> Vec<f64> {
    let kept: Vec<f64> = population.into_iter().map(|share| if share < FADING { 0.0 } else { share }).collect();
    let sum: f64 = kept.iter().sum();
    kept.into_iter().map(|share| share / sum).collect()
}

fn slope(table: &[Vec<f64>], population: &[f64]) -> Vec<f64> {
    let payoffs = payoffs(table, population);
    let mean = dot(&payoffs, population);
    population.iter().zip(payoffs).map(|(share, payoff)| share * (payoff - mean)).collect()
}

fn step(table: &[Vec<f64>], population: &[f64], first: &[f64]) -> Vec<f64> {
    let moved = |slope: &[f64], time: f64| -> Vec<f64> {
        population.iter().zip(slope).map(|(share, change)| share + time * change).collect()
    };
    let second = slope(table, &moved(first, STEP / 2.0));
    let third = slope(table, &moved(&second, STEP / 2.0));
    let fourth = slope(table, &moved(&third, STEP));
    let next = |at: usize| (population[at] + STEP / 6.0 * (first[at] + 2.0 * second[at] + 2.0 * third[at] + fourth[at])).max(0.0);
    let next: Vec<f64> = (0..population.len()).map(next).collect();
    let sum: f64 = next.iter().sum();
    next.into_iter().map(|share| share / sum).collect()
}
