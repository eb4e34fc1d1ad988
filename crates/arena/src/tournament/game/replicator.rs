//! Where populations go in which what does well spreads.
//!
//! `dx_s/dt = x_s ((Mx)_s - x'Mx)` (Taylor & Jonker 1978, Mathematical Biosciences 40:145), from a grid of mixed populations, with
//! payoffs scaled to lie from 0 to 1.
//!
//! **Equals count as one.** Strategies that make the same against everybody keep their shares of each other for ever, so where
//! they end is where they began. They are taken together, in equal parts: populations differ in what they are made of, and not
//! in the names of its parts.
//!
//! Paths are followed in logarithms of shares ([`flow`](super::flow)), in steps that grow as a population comes to rest.

use serde::Serialize;

use super::equilibrium::Mixture;
use super::flow::Flow;
use super::normalised;

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
/// Shares below this are on their way out.
const FADING: f64 = 1e-3;
/// Ends nearer than this in every share are the same.
const SAME: f64 = 1e-2;
/// Payoffs nearer than this, on a scale from 0 to 1, are equal: means of the same numbers in another order.
const EQUAL: f64 = 1e-9;

/// Runs the dynamics of a table from every population of the grid.
pub fn replicator(table: &[Vec<f64>]) -> Replicator {
    let scaled = normalised(table);
    let classes = classes(&scaled);
    let starts = grid(classes.len());
    let mut flow = Flow::new(&merged(&scaled, &classes));
    let (mut ends, mut moving): (Vec<(Vec<f64>, usize)>, usize) = (Vec::new(), 0);
    for start in &starts {
        let Some(end) = flow.rest(start).map(without_fading) else {
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
    let basin = |(end, times): (Vec<f64>, usize)| {
        let end = Mixture::new(table, spread(&end, &classes, table.len()));
        Basin { share: share(times), end }
    };
    Replicator { starts: starts.len(), moving: share(moving), basins: ends.into_iter().map(basin).collect() }
}

/// Strategies by what they make: in each class the same against everybody as its first.
fn classes(table: &[Vec<f64>]) -> Vec<Vec<usize>> {
    let is_equal = |one: usize, other: usize| table[one].iter().zip(&table[other]).all(|(x, y)| (x - y).abs() < EQUAL);
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for one in 0..table.len() {
        match classes.iter_mut().find(|class| is_equal(class[0], one)) {
            Some(class) => class.push(one),
            None => classes.push(vec![one]),
        }
    }
    classes
}

/// The game between classes: what the first of one makes against equal parts of another.
fn merged(table: &[Vec<f64>], classes: &[Vec<usize>]) -> Vec<Vec<f64>> {
    let mean = |row: &[f64], class: &Vec<usize>| class.iter().map(|met| row[*met]).sum::<f64>() / class.len() as f64;
    classes.iter().map(|own| classes.iter().map(|met| mean(&table[own[0]], met)).collect()).collect()
}

/// Shares of classes as shares of strategies, in equal parts.
fn spread(shares: &[f64], classes: &[Vec<usize>], count: usize) -> Vec<f64> {
    let mut weights = vec![0.0; count];
    for (share, class) in shares.iter().zip(classes) {
        class.iter().for_each(|one| weights[*one] = share / class.len() as f64);
    }
    weights
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

fn without_fading(population: Vec<f64>) -> Vec<f64> {
    let kept: Vec<f64> = population.into_iter().map(|share| if share < FADING { 0.0 } else { share }).collect();
    let sum: f64 = kept.iter().sum();
    kept.into_iter().map(|share| share / sum).collect()
}
