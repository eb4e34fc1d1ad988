//! Frontiers of invented additive problems: two to four parties, 10^6 and 10^40 outcomes.
//!
//! Ten options an issue; weights are multiples of 1/1024 that sum to one, evaluations multiples of 1/64 with a
//! maximum of one. Run with `cargo bench -p zopa-analysis --bench frontier`.

use criterion::{Criterion, criterion_group, criterion_main};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use zopa_analysis::solution::Powers;
use zopa_analysis::{Limits, frontier, solve};
use zopa_model::{BargainingProblem, Factor, Issue, OutcomeSpace, Quantum, Threshold, Units, Utility};

const OPTIONS: usize = 10;

/// How finely weights and evaluations are drawn.
#[derive(Clone, Copy)]
struct Grid {
    weight: u64,
    evaluation: u64,
}

const COARSE: Grid = Grid { weight: 1024, evaluation: 64 };
const FINE: Grid = Grid { weight: 1 << 30, evaluation: 1 << 20 };

fn below(draw: &mut ChaCha12Rng, bound: u64) -> u64 {
    draw.next_u64() % bound
}

/// Positive whole weights that sum to the grid's one.
fn weights(draw: &mut ChaCha12Rng, issues: usize, one: u64) -> Vec<u64> {
    let mut cuts = std::collections::BTreeSet::new();
    while cuts.len() < issues - 1 {
        cuts.insert(1 + below(draw, one - 1));
    }
    let edges: Vec<u64> = std::iter::once(0).chain(cuts).chain([one]).collect();
    edges.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn utility(draw: &mut ChaCha12Rng, issues: usize, grid: Grid) -> Utility {
    let drawn = weights(draw, issues, grid.weight);
    let factor = |(issue, weight): (usize, u64)| {
        let mut values: Vec<u64> = (0..OPTIONS).map(|_| below(draw, grid.evaluation)).collect();
        values[below(draw, OPTIONS as u64) as usize] = grid.evaluation;
        Factor::Issue { issue, units: values.into_iter().map(|value| Units::from(value) * Units::from(weight)).collect() }
    };
    Utility {
        factors: drawn.into_iter().enumerate().map(factor).collect(),
        quantum: Quantum::new(u128::from(grid.weight) * u128::from(grid.evaluation)).expect("the grid is not empty"),
        constant: 0,
        cap: None,
        reservation: Threshold::At(0),
        disagreement: None,
        refusals: vec![],
        exact: true,
    }
}

fn space(issues: usize) -> OutcomeSpace {
    let issue = |k: usize| Issue::categorical(format!("issue {k}"), (0..OPTIONS).map(|option| option.to_string()));
    OutcomeSpace::new((0..issues).map(issue).collect(), vec![])
}

fn problem(space: &OutcomeSpace, parties: usize, seed: u64, grid: Grid) -> BargainingProblem<'_> {
    let mut draw = ChaCha12Rng::seed_from_u64(seed);
    let utilities = (0..parties).map(|_| utility(&mut draw, space.issues().len(), grid)).collect();
    BargainingProblem { space, utilities }
}

fn frontiers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frontier");
    for (parties, issues) in [(2, 6), (3, 6), (4, 6), (2, 40)] {
        let space = space(issues);
        for seed in 1..=3 {
            let problem = problem(&space, parties, seed, COARSE);
            let points = frontier(&problem, &Limits::default()).points.len();
            let name = format!("{parties} parties, 10^{issues} outcomes, seed {seed} ({points} points)");
            group.bench_function(name, |bencher| bencher.iter(|| frontier(&problem, &Limits::default())));
        }
    }
    group.finish();
}

/// Frontier, solutions, opposition, margins and counts, all with their outcomes.
fn everything(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("solve");
    for (parties, issues) in [(2, 6), (3, 6), (4, 6), (2, 40)] {
        let space = space(issues);
        let problem = problem(&space, parties, 1, COARSE);
        let name = format!("{parties} parties, 10^{issues} outcomes, seed 1");
        group.bench_function(name, |bencher| bencher.iter(|| solve(&problem, &Powers::equal(), &Limits::default())));
    }
    group.finish();
}

/// Full-precision weights: the undominated sums are as many as outcomes make them, so a limit may come first.
fn full_precision(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("full precision");
    group.sample_size(10);
    let space = space(40);
    let limits = Limits { points: 200_000, ..Limits::default() };
    for seed in 1..=2 {
        let problem = problem(&space, 2, seed, FINE);
        let found = frontier(&problem, &limits);
        let ended = found.stopped.map_or(format!("{} points", found.points.len()), |stop| stop.to_string());
        group.bench_function(format!("2 parties, 10^40 outcomes, seed {seed} ({ended})"), |bencher| {
            bencher.iter(|| frontier(&problem, &limits))
        });
    }
    group.finish();
}

criterion_group!(benches, frontiers, everything, full_precision);
criterion_main!(benches);
