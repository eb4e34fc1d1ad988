//! The package that is acceptable in most draws.
//!
//! The best over some draws looks better on those draws than it is, so it is sought on one half of the draws and its
//! odds are told from the other.

use std::collections::BTreeMap;
use std::ops::Range;

use num_bigint::BigUint;
use rayon::prelude::*;
use zopa_model::{OptionIndex, Outcome};

use super::draws::{Draws, PartySample, Reservation, is_feasible};
use super::frequency::{Frequency, product};
use super::seek::Margins;
use crate::margin::Margin;

/// Spaces of at most this many outcomes are listed.
const LISTED: u32 = 4096;
/// Candidates that are screened, from the best outcomes of single draws.
const CANDIDATES: usize = 400;
/// Draws of the first screening.
const SCREENING: usize = 256;
/// Candidates that survive the screening.
const SURVIVORS: usize = 16;
/// Survivors from which improvement starts.
const STARTS: usize = 4;
/// Packages told beside the best.
const TOLD: usize = 12;

/// A package and how often it is acceptable.
#[derive(Clone, Debug, PartialEq)]
pub struct PackageOdds {
    /// The package.
    pub outcome: Outcome,
    /// The share of draws in which every party accepts it: the product of the parties' frequencies, which are
    /// independent; not more than the odds of any deal, where it was held against them
    /// ([`at_most`](PackageOdds::at_most)).
    pub share: f64,
    /// The standard error of the share.
    pub standard_error: f64,
    /// How often each party accepts it.
    pub by_party: Vec<Frequency>,
}

impl PackageOdds {
    /// The same, with the share not above the odds of any deal. In truth it never is, for a draw in which all accept
    /// this package has a deal; but the product and the count of deals err apart from each other, and on few draws, or
    /// where this package is the only deal there is, the product may come out larger. What is known to hold is then
    /// put in the place of the luck of the draws. The standard error stays that of the product. Where no draw was
    /// counted for deals there is nothing to hold it against.
    #[must_use]
    pub fn at_most(self, deal: Frequency) -> Self {
        let share = if deal.of == 0 { self.share } else { self.share.min(deal.share()) };
        Self { share, ..self }
    }
}

/// How packages were sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageSearch {
    /// Every package of the space was looked at, so the best is the best (on the first half of the draws).
    Listed {
        /// Number of packages.
        packages: usize,
    },
    /// Best found: from the best outcomes of single draws, improved one issue at a time.
    BestFound {
        /// Number of packages looked at.
        packages: usize,
    },
}

/// The best package and its near equals.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BestPackages {
    pub(crate) packages: Vec<PackageOdds>,
    pub(crate) search: PackageSearch,
}

/// The odds of the package `outcome` over all draws.
pub fn package_odds(draws: &Draws<'_>, outcome: &Outcome) -> PackageOdds {
    odds_over(draws, outcome.options(), 0..draws.count())
}

fn odds_over(draws: &Draws<'_>, options: &[OptionIndex], range: Range<usize>) -> PackageOdds {
    let feasible = is_feasible(draws.scenario, options);
    let by_party: Vec<Frequency> = (0..draws.parties.len())
        .map(|party| {
            let acceptance = acceptance(draws, party, &draws.parties[party], options, range.clone());
            if feasible { acceptance } else { Frequency { count: 0, ..acceptance } }
        })
        .collect();
    let (share, standard_error) = product(&by_party);
    PackageOdds { outcome: Outcome::new(options.to_vec()), share, standard_error, by_party }
}

/// How often `party` accepts the package, over the draws in which it does not contradict itself.
pub(crate) fn acceptance(
    draws: &Draws<'_>,
    party: usize,
    sample: &PartySample,
    options: &[OptionIndex],
    range: Range<usize>,
) -> Frequency {
    let outcome = Outcome::new(options.to_vec());
    let crossed: Vec<usize> =
        draws.lines(party).enumerate().filter(|(_, pattern)| pattern.fits(&outcome)).map(|(line, _)| line).collect();
    let of = range.clone().filter(|&draw| sample.is_consistent(draw)).count() as u32;
    let free = |draw: usize| sample.is_consistent(draw) && !crossed.iter().any(|&line| sample.holds(line, draw));
    let count = match &sample.reservation {
        Reservation::Never => 0,
        Reservation::Any => range.filter(|&draw| free(draw)).count(),
        Reservation::At(least) => {
            let worths = sample.worths(options, &draws.structure, range.clone());
            let enough = worths.iter().zip(&least[range.clone()]).zip(range);
            enough.filter(|((worth, least), draw)| worth >= least && free(*draw)).count()
        }
    };
    Frequency { count: count as u32, of }
}

/// Seeks the best package on the first half of the draws and tells its odds from the second; `None` when no draw
/// has a feasible outcome.
pub(crate) fn best_packages(draws: &Draws<'_>, margins: &Margins) -> Option<BestPackages> {
    let middle = draws.count() / 2;
    let (learning, telling) = if middle == 0 { (0..draws.count(), 0..draws.count()) } else { (0..middle, middle..draws.count()) };
    let listed = draws.scenario.space().unrestricted_count() <= BigUint::from(LISTED);
    let known = if listed {
        let all: Vec<Outcome> = draws.scenario.space().outcomes().collect();
        scored(draws, all.iter().map(|outcome| outcome.options().to_vec()).collect(), learning.clone())
    } else {
        let screened = scored(draws, candidates(draws, margins, &learning), learning.start..learning.end.min(SCREENING));
        let survivors = best_first(screened).into_iter().take(SURVIVORS).map(|(options, _)| options).collect();
        improved(draws, scored(draws, survivors, learning.clone()), learning)
    };
    let looked_at = known.len();
    let search =
        if listed { PackageSearch::Listed { packages: looked_at } } else { PackageSearch::BestFound { packages: looked_at } };
    let told: Vec<PackageOdds> = best_first(known)
        .into_par_iter()
        .take(4 * TOLD)
        .map(|(options, _)| odds_over(draws, &options, telling.clone()))
        .collect();
    let best = told.first()?.clone();
    // The first stays the best: choosing again on the second half would bring the bias back.
    let near = told.into_iter().skip(1).filter(|other| other.share >= best.share - best.standard_error).take(TOLD);
    Some(BestPackages { packages: std::iter::once(best.clone()).chain(near).collect(), search })
}

type Scores = BTreeMap<Vec<OptionIndex>, f64>;

fn scored(draws: &Draws<'_>, packages: Vec<Vec<OptionIndex>>, range: Range<usize>) -> Scores {
    packages.into_par_iter().map(|options| (options.clone(), odds_over(draws, &options, range.clone()).share)).collect()
}

fn best_first(scores: Scores) -> Vec<(Vec<OptionIndex>, f64)> {
    let mut sorted: Vec<_> = scores.into_iter().collect();
    sorted.sort_by(|(a, of_a), (b, of_b)| of_b.total_cmp(of_a).then(a.cmp(b)));
    sorted
}

/// The best outcomes of single draws, the most frequent first.
fn candidates(draws: &Draws<'_>, margins: &Margins, range: &Range<usize>) -> Vec<Vec<OptionIndex>> {
    let mut times: BTreeMap<&[OptionIndex], usize> = BTreeMap::new();
    for draw in range.clone().filter(|&draw| margins.margins[draw] != Margin::Impossible) {
        if is_feasible(draws.scenario, margins.witness(draw)) {
            *times.entry(margins.witness(draw)).or_default() += 1;
        }
    }
    let mut sorted: Vec<_> = times.into_iter().collect();
    sorted.sort_by_key(|(options, times)| (std::cmp::Reverse(*times), *options));
    sorted.into_iter().take(CANDIDATES).map(|(options, _)| options.to_vec()).collect()
}

/// Everything met on the way from the best few packages to packages that no change of one issue betters.
fn improved(draws: &Draws<'_>, mut known: Scores, range: Range<usize>) -> Scores {
    for (start, score) in best_first(known.clone()).into_iter().take(STARTS) {
        let (mut at, mut best) = (start, score);
        loop {
            let neighbours: Vec<Vec<OptionIndex>> = neighbours(&at, draws.structure.sizes())
                .filter(|options| !known.contains_key(options) && is_feasible(draws.scenario, options))
                .collect();
            known.extend(scored(draws, neighbours, range.clone()));
            let around = neighbours_of(&at, draws, &known);
            match around.filter(|(_, score)| *score > best) {
                Some((better, score)) => (at, best) = (better, score),
                None => break,
            }
        }
    }
    known
}

fn neighbours_of(at: &[OptionIndex], draws: &Draws<'_>, known: &Scores) -> Option<(Vec<OptionIndex>, f64)> {
    let around = neighbours(at, draws.structure.sizes()).filter_map(|options| known.get(&options).map(|score| (options, *score)));
    around.max_by(|(a, of_a), (b, of_b)| of_a.total_cmp(of_b).then(b.cmp(a)))
}

/// All packages that differ in one issue.
fn neighbours<'a>(at: &'a [OptionIndex], sizes: &'a [usize]) -> impl Iterator<Item = Vec<OptionIndex>> + 'a {
    (0..at.len()).flat_map(move |issue| {
        (0..sizes[issue] as OptionIndex).filter(move |&option| option != at[issue]).map(move |option| {
            let mut other = at.to_vec();
            other[issue] = option;
            other
        })
    })
}
