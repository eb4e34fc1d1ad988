//! Rank acceptability: how often a package is a party's first, second, ... choice among some packages.
//!
//! Lahdelma, Hokkanen & Salminen 1998, EJOR 106:137; SMAA-2: Lahdelma & Salminen 2001, Operations Research 49:444.

use zopa_model::{Outcome, PartyIndex};

use super::draw::part;
use super::draws::Draws;
use super::stream::BITS;

/// How a party ranks one package among others, over the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptability {
    /// The package.
    pub outcome: Outcome,
    /// The share of draws in which it takes each rank, best first. Packages worth the same share their ranks equally.
    pub ranks: Vec<f64>,
    /// The mean weights, issue by issue, over the draws in which it is first; absent if it never is, and where the
    /// party's worth is stated in points.
    pub central_weights: Option<Vec<f64>>,
    /// The share of draws in which it is first (shared with ties) when the weights are its central weights and
    /// everything else is as drawn.
    pub confidence: Option<f64>,
}

/// The acceptability of each of `packages` to `party`. Limits and red lines play no part.
pub fn rank_acceptability(draws: &Draws<'_>, party: PartyIndex, packages: &[Outcome]) -> Vec<Acceptability> {
    let sample = &draws.parties[party];
    let worths: Vec<Vec<i64>> =
        packages.iter().map(|package| sample.worths(package.options(), &draws.structure, 0..draws.count())).collect();
    let mut ranks = vec![vec![0.0; packages.len()]; packages.len()];
    let mut first = vec![vec![0.0; draws.count()]; packages.len()];
    for draw in 0..draws.count() {
        for (package, worth) in worths.iter().enumerate() {
            let better = worths.iter().filter(|other| other[draw] > worth[draw]).count();
            let equal = worths.iter().filter(|other| other[draw] == worth[draw]).count();
            let share = 1.0 / equal as f64;
            ranks[package][better..better + equal].iter_mut().for_each(|rank| *rank += share);
            first[package][draw] = if better == 0 { share } else { 0.0 };
        }
    }
    let count = draws.count() as f64;
    packages
        .iter()
        .enumerate()
        .map(|(package, outcome)| {
            let central_weights = central(draws, party, &first[package]);
            Acceptability {
                outcome: outcome.clone(),
                ranks: ranks[package].iter().map(|times| times / count).collect(),
                confidence: central_weights.as_ref().map(|weights| confidence(draws, party, packages, package, weights)),
                central_weights,
            }
        })
        .collect()
}

/// The mean weights under `shares` (one for each draw).
fn central(draws: &Draws<'_>, party: PartyIndex, shares: &[f64]) -> Option<Vec<f64>> {
    let columns = draws.raw[party].weights.as_ref()?;
    let total: f64 = shares.iter().sum();
    let one = (1u64 << BITS) as f64;
    let mean =
        |column: &Vec<i64>| column.iter().zip(shares).map(|(&weight, share)| weight as f64 * share).sum::<f64>() / total / one;
    (total > 0.0).then(|| columns.iter().map(mean).collect())
}

/// How often `package` is first under `weights`.
fn confidence(draws: &Draws<'_>, party: PartyIndex, packages: &[Outcome], package: usize, weights: &[f64]) -> f64 {
    let raw = &draws.raw[party];
    let units: Vec<i64> = weights.iter().map(|weight| libm::round(weight * (1u64 << BITS) as f64) as i64).collect();
    let worth = |outcome: &Outcome, draw: usize| -> i64 {
        let options = outcome.options().iter().enumerate();
        let own = options.map(|(issue, &option)| part(units[issue], raw.values[draws.structure.cell(issue, option)][draw]));
        let linked = raw.linkages.iter().flat_map(|linkage| {
            let row = linkage.row(outcome.options());
            linkage.entries.iter().filter(move |(at, _)| *at == row).map(move |(_, column)| column[draw])
        });
        (own.sum::<i64>() >> (BITS - draws.bits)) + linked.sum::<i64>()
    };
    let share = |draw: usize| {
        let own = worth(&packages[package], draw);
        let others: Vec<i64> = packages.iter().map(|other| worth(other, draw)).collect();
        let equal = others.iter().filter(|other| **other == own).count();
        if others.iter().any(|other| *other > own) { 0.0 } else { 1.0 / equal as f64 }
    };
    (0..draws.count()).map(share).sum::<f64>() / draws.count() as f64
}
