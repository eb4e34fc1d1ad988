//! Questions asked backwards of invented additive utilities: 3,600 to 10^40 outcomes.
//!
//! Weights sum to one, the best option of each issue is worth all of its weight. On the *coarse* grid weights are multiples
//! of 1/1024 and evaluations of 1/64; on the *middle* one of 2^-18 and 2^-12; on the *fine* one of 2^-30 and 2^-20. Run with
//! `cargo bench -p zopa-analysis --bench inverse`; `ZOPA_CPU=1` tells processor time instead, for a machine that others use.

mod processor;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use num_bigint::BigUint;
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use zopa_analysis::inverse::{Inverse, InverseLimits};
use zopa_model::{Factor, Issue, OutcomeSpace, Quantum, Threshold, Units, Utility};

/// How finely weights and evaluations are drawn.
#[derive(Clone, Copy)]
struct Grid {
    name: &'static str,
    weight: u64,
    evaluation: u64,
}

const COARSE: Grid = Grid { name: "coarse", weight: 1 << 10, evaluation: 1 << 6 };
const MIDDLE: Grid = Grid { name: "middle", weight: 1 << 18, evaluation: 1 << 12 };
const FINE: Grid = Grid { name: "fine", weight: 1 << 30, evaluation: 1 << 20 };

impl Grid {
    fn one(self) -> Units {
        Units::from(self.weight) * Units::from(self.evaluation)
    }
}

/// Positive whole weights that sum to `one`.
fn weights(draw: &mut ChaCha12Rng, issues: usize, one: u64) -> Vec<u64> {
    let mut cuts = std::collections::BTreeSet::new();
    while cuts.len() < issues - 1 {
        cuts.insert(1 + draw.next_u64() % (one - 1));
    }
    let edges: Vec<u64> = std::iter::once(0).chain(cuts).chain([one]).collect();
    edges.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn utility(sizes: &[usize], grid: Grid) -> Utility {
    let mut draw = ChaCha12Rng::seed_from_u64(1);
    let drawn = weights(&mut draw, sizes.len(), grid.weight);
    let factor = |(issue, (weight, &size)): (usize, (u64, &usize))| {
        let mut values: Vec<u64> = (0..size).map(|_| draw.next_u64() % grid.evaluation).collect();
        values[(draw.next_u64() % size as u64) as usize] = grid.evaluation;
        Factor::Issue { issue, units: values.into_iter().map(|value| Units::from(value) * Units::from(weight)).collect() }
    };
    Utility {
        factors: drawn.into_iter().zip(sizes).enumerate().map(factor).collect(),
        quantum: Quantum::new(grid.one() as u128).expect("the grid is not empty"),
        constant: 0,
        cap: None,
        reservation: Threshold::At(0),
        disagreement: None,
        refusals: vec![],
        exact: true,
    }
}

fn space(sizes: &[usize]) -> OutcomeSpace {
    let issue =
        |(k, &size): (usize, &usize)| Issue::categorical(format!("issue {k}"), (0..size).map(|option| option.to_string()));
    OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), vec![])
}

/// A hundred targets falling from the best to half of it, as a strategy that concedes would ask for them.
fn targets(grid: Grid) -> impl Iterator<Item = Units> {
    (0..100).cycle().map(move |round| grid.one() - grid.one() * round / 200)
}

/// Asks everything, each question under its name.
fn questions(inverse: &Inverse, grid: Grid, ask: &mut dyn FnMut(&str, &mut dyn FnMut())) {
    let mut target = targets(grid);
    let mut next = move || target.next().expect("targets never end");
    let width = grid.one() / 100;
    let band = inverse.band(grid.one() * 3 / 4..=grid.one() * 3 / 4 + width);
    let mut generator = ChaCha12Rng::seed_from_u64(5);
    ask("nearest at or above", &mut || drop(black_box(inverse.nearest_at_or_above(next()))));
    ask("nearest at or below", &mut || drop(black_box(inverse.nearest_at_or_below(next()))));
    ask("close above, slack 10^-6", &mut || drop(black_box(inverse.close_above(next(), grid.one() / 1_000_000))));
    ask("rank", &mut || drop(black_box(inverse.rank(next()))));
    ask("band of a hundredth", &mut || {
        let target = next();
        black_box(inverse.band(target - width..=target).count());
    });
    ask("draw from a band at 3/4", &mut || drop(black_box(band.draw(&mut generator))));
    ask("first 100 of a band", &mut || {
        let sum = band.ascending().map(|outcomes| outcomes.take(100).fold(0, |sum, valued| sum + valued.units));
        let _ = black_box(sum);
    });
    ask("best 100", &mut || {
        black_box(inverse.best_first().take(100).fold(0, |sum, valued| sum + valued.units));
    });
    ask("thousandth best", &mut || {
        let _ = black_box(inverse.kth_best(&BigUint::from(black_box(999u32))));
    });
}

fn inverses(criterion: &mut Criterion) {
    let spaces = [
        (vec![10, 10, 6, 6], COARSE),
        (vec![5; 8], COARSE),
        (vec![5; 8], FINE),
        (vec![10; 6], COARSE),
        (vec![10; 6], FINE),
        (vec![10; 12], MIDDLE),
        (vec![10; 12], FINE),
        (vec![10; 12], COARSE),
        (vec![10; 40], COARSE),
        (vec![10; 40], FINE),
    ];
    for (sizes, grid) in spaces {
        let (space, utility, limits) = (space(&sizes), utility(&sizes, grid), InverseLimits::default());
        let prepared = || Inverse::prepare(&space, &utility, &limits).expect("the limits allow it");
        let inverse = prepared();
        println!("{} outcomes, {} grid: {}", inverse.total(), grid.name, inverse.method());
        if processor::is_asked_for() {
            println!("  prepare: {}", processor::mean(&mut || drop(prepared())));
            questions(&inverse, grid, &mut |name, run| println!("  {name}: {}", processor::mean(run)));
            continue;
        }
        let outcomes = inverse.total().to_string();
        let outcomes = if outcomes.len() > 9 { format!("10^{}", outcomes.len() - 1) } else { outcomes };
        let mut group = criterion.benchmark_group(format!("{outcomes} {}", grid.name));
        group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
        group.bench_function("prepare", |bencher| bencher.iter(prepared));
        questions(&inverse, grid, &mut |name, run| {
            group.bench_function(name, |bencher| bencher.iter(&mut *run));
        });
        group.finish();
    }
}

criterion_group!(benches, inverses);
criterion_main!(benches);
