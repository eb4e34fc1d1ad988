//! Three parties and more: the largest product of gains over the hull, approached, with a proven bound.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use zopa_model::PartyIndex;

use super::{Found, Mixture, gains, levels};
use crate::frontier::Point;
use crate::limits::{Budget, Stop};
use crate::solution::RationalFrontier;

const METHOD: &str = "largest product of gains over the hull of the zone, by pairwise Frank–Wolfe steps, bounded exactly";

/// How small the bound on the logarithm is to become. Doubles reach little below.
const CLOSE_ENOUGH: f64 = 1e-13;
/// Most looks at all points.
const MOST_ROUNDS: usize = 400;
/// Most exchanges between the points that have a chance, from one look at all points to the next.
const MOST_EXCHANGES: usize = 200;

/// A mixture with the largest product of the gains of `gainers`, as closely as doubles find it. Then exactly: a mixture
/// of as few points as parties that is no worse for anybody, and the bound on what was missed.
///
/// # Errors
/// Where the work outgrows `budget`.
pub(super) fn largest(rational: &RationalFrontier, gainers: &[PartyIndex], budget: &mut Budget) -> Result<Found, Stop> {
    let gains = gains(rational, gainers);
    let best = bests(rational, gainers);
    let chances = Ascent::new(rational, gainers, &best).run(budget)?;
    // With everybody's best among them, some mixture of these makes everybody gain, however doubles have rounded.
    let drawn: Vec<usize> = (0..gains.len()).filter(|point| chances[*point] > 0.0 || best.contains(point)).collect();
    let mixture = improved(&gains, &drawn, &chances, budget)?;
    let gap = gap(&gains, &mixture);
    Ok(Found { mixture, gap: Some(gap).filter(|gap| !gap.is_zero()), method: METHOD })
}

/// A point at which each of `gainers` gets most; some point where nobody gains.
fn bests(rational: &RationalFrontier, gainers: &[PartyIndex]) -> Vec<usize> {
    let best = |&party: &PartyIndex| {
        let best = rational.points.iter().position(|point| point.units[party] == rational.ideal[party]);
        best.expect("somebody's best is on the frontier")
    };
    if gainers.is_empty() { vec![0] } else { gainers.iter().map(best).collect() }
}

/// The way up, in doubles. It settles nothing: what it arrives at is judged in fractions.
///
/// Each step takes chance from the drawn point that adds least to the logarithm of the product and gives it to the one
/// that adds most. (Lacoste-Julien & Jaggi 2015, Advances in Neural Information Processing Systems 28; as the vertex
/// exchange method of optimal designs, Böhning 1986, Metrika 33:337.)
struct Ascent {
    /// Point by point: each party's gain as a share of its largest.
    shares: Vec<Vec<f64>>,
    chances: Vec<f64>,
}

impl Ascent {
    /// Starts where the points in `best` are as likely as each other, so that everybody gains.
    fn new(rational: &RationalFrontier, gainers: &[PartyIndex], best: &[usize]) -> Self {
        let most = |party: PartyIndex| (rational.ideal[party] - rational.disagreement[party]) as f64;
        let shares = |point: &Point| -> Vec<f64> {
            gainers.iter().map(|&party| rational.gain(&point.units, party) as f64 / most(party)).collect()
        };
        let mut chances = vec![0.0; rational.points.len()];
        for &point in best {
            chances[point] += 1.0 / best.len() as f64;
        }
        Self { shares: rational.points.iter().map(shares).collect(), chances }
    }

    fn run(mut self, budget: &mut Budget) -> Result<Vec<f64>, Stop> {
        let everything: Vec<usize> = (0..self.shares.len()).collect();
        for _ in 0..MOST_ROUNDS {
            budget.spend(self.shares.len() as u64)?;
            if !self.exchange(&everything) {
                break;
            }
            let drawn: Vec<usize> = everything.iter().copied().filter(|&point| self.chances[point] > 0.0).collect();
            for _ in 0..MOST_EXCHANGES {
                budget.spend(drawn.len() as u64)?;
                if !self.exchange(&drawn) {
                    break;
                }
            }
        }
        Ok(self.chances)
    }

    /// One exchange among `candidates`, which hold every point that has a chance; whether it was worth while.
    fn exchange(&mut self, candidates: &[usize]) -> bool {
        let averages = self.averages(candidates);
        let worth = |point: usize| -> f64 { self.shares[point].iter().zip(&averages).map(|(share, all)| share / all).sum() };
        let valued: Vec<(usize, f64)> = candidates.iter().map(|&point| (point, worth(point))).collect();
        let drawn = valued.iter().filter(|(point, _)| self.chances[*point] > 0.0);
        let (Some(&(to, most)), Some(&(from, _))) =
            (valued.iter().max_by(|a, b| a.1.total_cmp(&b.1)), drawn.min_by(|a, b| a.1.total_cmp(&b.1)))
        else {
            return false;
        };
        if to == from || most - averages.len() as f64 <= CLOSE_ENOUGH {
            return false;
        }
        let moved = self.best_amount(&averages, from, to);
        self.chances[to] += moved;
        // All of it leaves nothing, and no rounding either.
        self.chances[from] = if moved == self.chances[from] { 0.0 } else { self.chances[from] - moved };
        moved > 0.0
    }

    /// Each party's average share over `drawn`.
    fn averages(&self, drawn: &[usize]) -> Vec<f64> {
        let mut averages = vec![0.0; self.shares[0].len()];
        for &point in drawn.iter().filter(|&&point| self.chances[point] > 0.0) {
            for (average, share) in averages.iter_mut().zip(&self.shares[point]) {
                *average += self.chances[point] * share;
            }
        }
        averages
    }

    /// How much chance to move from one point to another, by halving: the slope of the logarithm falls all the way.
    fn best_amount(&self, averages: &[f64], from: usize, to: usize) -> f64 {
        let change: Vec<f64> = self.shares[to].iter().zip(&self.shares[from]).map(|(to, from)| to - from).collect();
        let term = |(all, change): (&f64, &f64), amount: f64| {
            let left = all + amount * change;
            if left > 0.0 { change / left } else { f64::NEG_INFINITY }
        };
        let slope = |amount: f64| -> f64 { averages.iter().zip(&change).map(|pair| term(pair, amount)).sum() };
        let (mut low, mut high) = (0.0, self.chances[from]);
        if slope(high) >= 0.0 {
            return high;
        }
        loop {
            let middle = 0.5 * (low + high);
            if middle <= low || middle >= high {
                return low;
            }
            if slope(middle) > 0.0 { low = middle } else { high = middle }
        }
    }
}

/// A mixture of the `drawn` points that gives everybody at least as much as the `chances` do, of no more points than
/// parties: the leximin of the gains in proportion to those.
fn improved(gains: &[Vec<BigInt>], drawn: &[usize], chances: &[f64], budget: &mut Budget) -> Result<Mixture, Stop> {
    let own: Vec<Vec<BigInt>> = drawn.iter().map(|&point| gains[point].clone()).collect();
    let average = |party: usize| -> BigInt {
        let parts = own.iter().zip(drawn).map(|(gains, &point)| &gains[party] * in_fine_units(chances[point]));
        // Rounding a chance down to nothing must not leave a party without a scale.
        parts.sum::<BigInt>().max(BigInt::one())
    };
    let scales: Vec<BigInt> = (0..gains[0].len()).map(average).collect();
    let found = levels::leximin(&own, &scales, budget)?;
    Ok(found.into_iter().map(|(at, chance)| (drawn[at], chance)).collect())
}

/// A chance in units of 2^-60.
fn in_fine_units(chance: f64) -> u64 {
    (chance * (1u64 << 60) as f64).to_u64().unwrap_or(0)
}

/// How much the logarithm of the product falls short at most. With average gains `x`, no mixture `y` has
/// `sum_i y_i / x_i` above its largest value `m` at a single point, and so, with `n` parties, `sum_i ln (y_i / x_i) <= m - n`.
fn gap(gains: &[Vec<BigInt>], mixture: &Mixture) -> BigRational {
    let parties = gains[0].len();
    let average = |party: usize| -> BigRational { mixture.iter().map(|(at, chance)| chance * &gains[*at][party]).sum() };
    let weights: Vec<BigRational> = (0..parties).map(|party| average(party).recip()).collect();
    let common = weights.iter().fold(BigInt::one(), |common, weight| num_integer::lcm(common, weight.denom().clone()));
    let whole: Vec<BigInt> = weights.iter().map(|weight| weight.numer() * (&common / weight.denom())).collect();
    let worth = |gains: &Vec<BigInt>| -> BigInt { gains.iter().zip(&whole).map(|(gain, weight)| gain * weight).sum() };
    let most = gains.iter().map(worth).max().unwrap_or_default();
    BigRational::new(most, common) - BigInt::from(parties)
}
