//! Symmetric equilibria, by trying every support.

use serde::Serialize;

use super::elimination::survivors;
use super::{Replicator, dot, normalised, payoffs, regret, replicator};

/// The most strategies, after elimination, for which every support is tried: 4095 of them.
pub const MOST_FOR_SUPPORTS: usize = 12;

/// How far from exact an equilibrium may be, with payoffs from 0 to 1: what doubles leave of solving a dozen equations.
const EXACT_ENOUGH: f64 = 1e-9;

/// A population and how near it is to an equilibrium.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mixture {
    /// The share of each strategy.
    pub weights: Vec<f64>,
    /// What it makes against itself.
    pub payoff: f64,
    /// How much more the best strategy makes against it.
    pub regret: f64,
}

impl Mixture {
    pub(super) fn new(table: &[Vec<f64>], weights: Vec<f64>) -> Self {
        Self { payoff: dot(&payoffs(table, &weights), &weights), regret: regret(table, &weights).max(0.0), weights }
    }
}

/// What was found, and how.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Equilibria {
    /// Every support was tried: one equilibrium for each support that has one.
    Supports {
        /// The equilibria.
        found: Vec<Mixture>,
        /// Number of supports that were tried.
        supports: usize,
        /// How many of them leave their shares open, so that equilibria on them may be missing.
        undetermined: usize,
    },
    /// There are too many strategies for that: the end of the replicator dynamics with the least regret, which need not be
    /// an equilibrium.
    LeastRegret {
        /// That end.
        found: Mixture,
    },
}

impl Equilibria {
    /// The mixtures.
    pub fn mixtures(&self) -> &[Mixture] {
        match self {
            Self::Supports { found, .. } => found,
            Self::LeastRegret { found } => std::slice::from_ref(found),
        }
    }
}

/// The symmetric equilibria of a table: by supports, or else what the dynamics came nearest to.
pub fn equilibria(table: &[Vec<f64>], dynamics: &Replicator) -> Equilibria {
    let left = survivors(table);
    if left.len() > MOST_FOR_SUPPORTS {
        let ends = dynamics.basins.iter().map(|basin| &basin.end);
        let best = ends.min_by(|one, other| one.regret.total_cmp(&other.regret)).cloned();
        let found = best.unwrap_or_else(|| Mixture::new(table, vec![1.0 / table.len() as f64; table.len()]));
        return Equilibria::LeastRegret { found };
    }
    by_supports(table, &left)
}

/// The mixtures alone, for tables of which nothing else is asked.
pub(super) fn by_supports_or_dynamics(table: &[Vec<f64>]) -> Vec<Mixture> {
    let left = survivors(table);
    if left.len() <= MOST_FOR_SUPPORTS {
        return by_supports(table, &left).mixtures().to_vec();
    }
    equilibria(table, &replicator(table)).mixtures().to_vec()
}

/// Tries every support among the strategies that are left: no other is played in an equilibrium.
fn by_supports(table: &[Vec<f64>], left: &[usize]) -> Equilibria {
    let scaled = normalised(table);
    let (mut found, mut undetermined) = (Vec::new(), 0);
    let supports = (1usize << left.len()) - 1;
    for chosen in 1..=supports {
        let support: Vec<usize> = (0..left.len()).filter(|at| chosen >> at & 1 == 1).map(|at| left[at]).collect();
        match indifferent(&scaled, &support) {
            None => undetermined += 1,
            Some(shares) if shares.iter().all(|share| *share > EXACT_ENOUGH) => {
                let mut weights = vec![0.0; table.len()];
                support.iter().zip(shares).for_each(|(at, share)| weights[*at] = share);
                if regret(&scaled, &weights) <= EXACT_ENOUGH {
                    found.push(Mixture::new(table, weights));
                }
            }
            Some(_) => {}
        }
    }
    Equilibria::Supports { found, supports, undetermined }
}

/// The shares in which all of `support` make the same; `None` where they are not determined.
///
/// `sum_j M[i][j] x_j - v = 0` for each `i` of the support, and `sum_j x_j = 1`.
fn indifferent(table: &[Vec<f64>], support: &[usize]) -> Option<Vec<f64>> {
    let size = support.len();
    let row = |i: &usize| {
        let payoffs = support.iter().map(|j| table[*i][*j]);
        payoffs.chain([-1.0, 0.0]).collect::<Vec<f64>>()
    };
    let mut rows: Vec<Vec<f64>> = support.iter().map(row).collect();
    rows.push((0..size).map(|_| 1.0).chain([0.0, 1.0]).collect());
    let mut solution = solve(rows)?;
    solution.truncate(size);
    Some(solution)
}

/// Gaussian elimination with partial pivoting; the last column is the right-hand side.
fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let size = rows.len();
    for column in 0..size {
        let pivot = (column..size).max_by(|one, other| rows[*one][column].abs().total_cmp(&rows[*other][column].abs()))?;
        rows.swap(column, pivot);
        if rows[column][column].abs() < EXACT_ENOUGH {
            return None;
        }
        let (above, below) = rows.split_at_mut(column + 1);
        let lead = &above[column];
        for row in below {
            let times = row[column] / lead[column];
            row.iter_mut().zip(lead).for_each(|(value, lead)| *value -= times * lead);
        }
    }
    let mut solution = vec![0.0; size];
    for at in (0..size).rev() {
        let known = dot(&rows[at][at + 1..size], &solution[at + 1..]);
        solution[at] = (rows[at][size] - known) / rows[at][at];
    }
    Some(solution)
}
