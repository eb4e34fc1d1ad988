//! The tournament as a game in which each strategy is a move: which of them would last. (Wellman 2006, AAAI, 1552; Tuyls et al.
//! 2020, Autonomous Agents and Multi-Agent Systems 34:7.)
//!
//! The game is symmetric: a table `M` whose entry `M[s][t]` is what `s` makes against `t`. Payoffs are means of a sample, so all
//! of this is in doubles; every equilibrium comes with its regret, which says how nearly it is one.

mod elimination;
mod equilibrium;
mod flow;
mod replicator;

use serde::Serialize;

pub use self::elimination::{Elimination, elimination};
pub use self::equilibrium::{Equilibria, MOST_FOR_SUPPORTS, Mixture, equilibria};
pub use self::replicator::{Basin, Replicator, replicator};

/// What the game says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Game {
    /// For each strategy, the best answers to it, as positions among the strategies, from zero.
    pub best_responses: Vec<Vec<usize>>,
    /// For each strategy, how much more the best answer to it makes when everybody plays it: its regret.
    pub regrets: Vec<f64>,
    /// Strategies that are a best answer to themselves.
    pub pure_equilibria: Vec<usize>,
    /// Which strategies fall to others, in order.
    pub eliminated: Vec<Elimination>,
    /// Symmetric equilibria, pure ones included.
    pub equilibria: Equilibria,
    /// Where populations go.
    pub replicator: Replicator,
    /// Over resampled scenarios, how often each strategy is part of an equilibrium; `None` for fewer than two scenarios.
    pub bootstrap: Option<Robustness>,
}

/// How much the equilibria owe to the choice of scenarios.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Robustness {
    /// How often scenarios were drawn anew.
    pub resamples: usize,
    /// For each strategy, in which share of them it is played in some equilibrium that was found.
    pub in_equilibrium: Vec<f64>,
}

/// The game of a table, which is square. `resampled` are tables over resampled scenarios.
pub fn game(table: &[Vec<f64>], resampled: &[Vec<Vec<f64>>]) -> Game {
    let replicator = replicator(table);
    Game {
        best_responses: (0..table.len()).map(|to| best_responses(table, to)).collect(),
        regrets: (0..table.len()).map(|one| regret(table, &pure(table.len(), one))).collect(),
        pure_equilibria: (0..table.len()).filter(|one| best_responses(table, *one).contains(one)).collect(),
        eliminated: elimination(table),
        equilibria: equilibria(table, &replicator),
        bootstrap: robustness(resampled, table.len()),
        replicator,
    }
}

fn robustness(resampled: &[Vec<Vec<f64>>], count: usize) -> Option<Robustness> {
    let mut times = vec![0u32; count];
    for table in resampled {
        let found = equilibrium::by_supports_or_dynamics(table);
        for (one, times) in times.iter_mut().enumerate() {
            *times += u32::from(found.iter().any(|mixture| mixture.weights[one] > 0.0));
        }
    }
    let share = |times: &u32| f64::from(*times) / resampled.len() as f64;
    (!resampled.is_empty()).then(|| Robustness { resamples: resampled.len(), in_equilibrium: times.iter().map(share).collect() })
}

/// The best answers to `to`.
fn best_responses(table: &[Vec<f64>], to: usize) -> Vec<usize> {
    let best = table.iter().map(|row| row[to]).fold(f64::NEG_INFINITY, f64::max);
    (0..table.len()).filter(|one| table[*one][to] == best).collect()
}

/// What each strategy makes in a population: `Mx`.
fn payoffs(table: &[Vec<f64>], population: &[f64]) -> Vec<f64> {
    table.iter().map(|row| dot(row, population)).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// How much more than the population the best strategy makes in it: 0 in an equilibrium.
pub fn regret(table: &[Vec<f64>], population: &[f64]) -> f64 {
    let payoffs = payoffs(table, population);
    payoffs.iter().copied().fold(f64::NEG_INFINITY, f64::max) - dot(&payoffs, population)
}

/// A population of one strategy.
fn pure(count: usize, one: usize) -> Vec<f64> {
    (0..count).map(|at| f64::from(u8::from(at == one))).collect()
}

/// The same game with payoffs from 0 to 1, which has the same equilibria and paths.
fn normalised(table: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let (low, high) = table.iter().flatten().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
    let range = if high > low { high - low } else { 1.0 };
    table.iter().map(|row| row.iter().map(|x| (x - low) / range).collect()).collect()
}

#[cfg(test)]
mod tests;
