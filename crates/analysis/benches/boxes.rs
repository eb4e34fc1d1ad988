//! Frontiers over invented boxes in the manner of ANAC 2014: 10 to 50 issues of ten options, rewards of 1 to 99 over ranges
//! on one to four issues, two parties. `EXCLUDES` means that one box in five pays outside.
//!
//! Run with `cargo bench -p zopa-analysis --bench boxes`; `ZOPA_SEEDS=20` looks at more problems of each kind, once each,
//! and prints the processor time that each took.

mod processor;

use criterion::{Criterion, criterion_group, criterion_main};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use zopa_analysis::{Limits, frontier};
use zopa_model::{BargainingProblem, Factor, Issue, OutcomeSpace, Pays, Quantum, Region, Threshold, Utility};

/// Issues, boxes of each party, and whether some pay outside.
const KINDS: [(usize, usize, bool); 6] =
    [(10, 20, false), (30, 60, false), (30, 60, true), (40, 80, true), (50, 100, false), (50, 100, true)];

fn below(draw: &mut ChaCha12Rng, bound: u64) -> u64 {
    draw.next_u64() % bound
}

fn a_box(draw: &mut ChaCha12Rng, issues: usize, excludes: bool) -> Factor {
    let count = 1 + below(draw, 4);
    let bounds: Vec<_> = (0..count)
        .map(|_| {
            let width = 1 + below(draw, 9);
            let low = below(draw, 10 - width) as u32;
            (below(draw, issues as u64) as usize, low, low + width as u32)
        })
        .collect();
    let pays = if excludes && below(draw, 5) == 0 { Pays::Outside } else { Pays::Inside };
    let units = 1 + i128::from(below(draw, 99));
    match Region::new(bounds) {
        Some(region) => Factor::Box { region, pays, units },
        None => a_box(draw, issues, excludes),
    }
}

fn utilities(seed: u64, (issues, boxes, excludes): (usize, usize, bool)) -> Vec<Utility> {
    let mut draw = ChaCha12Rng::seed_from_u64(seed);
    let utility = |_| Utility {
        quantum: Quantum::new(1).expect("one is not zero"),
        constant: 0,
        factors: (0..boxes).map(|_| a_box(&mut draw, issues, excludes)).collect(),
        cap: None,
        reservation: Threshold::At(0),
        disagreement: None,
        refusals: vec![],
        exact: true,
    };
    (0..2).map(utility).collect()
}

fn frontiers(criterion: &mut Criterion) {
    let seeds: u64 = std::env::var("ZOPA_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut group = criterion.benchmark_group("boxes");
    group.sample_size(10);
    for kind @ (issues, boxes, excludes) in KINDS {
        let issue = |k: usize| Issue::integer(format!("issue {k}"), 0, 9);
        let space = OutcomeSpace::new((0..issues).map(issue).collect(), vec![]);
        let words = if excludes { "INCLUDES and EXCLUDES" } else { "INCLUDES" };
        for seed in 1..=seeds {
            let problem = BargainingProblem { space: &space, utilities: utilities(seed, kind) };
            let before = processor::spent_so_far();
            let found = frontier(&problem, &Limits::default());
            let ended = found.stopped.map_or(format!("{} points", found.points.len()), |stop| stop.to_string());
            let name = format!("{issues} issues, {boxes} boxes each, {words}, seed {seed} ({ended})");
            if seeds > 1 {
                println!("{name}: {:?}", processor::spent_so_far() - before);
            } else {
                group.bench_function(name, |bencher| bencher.iter(|| frontier(&problem, &Limits::default())));
            }
        }
    }
    group.finish();
}

criterion_group!(benches, frontiers);
criterion_main!(benches);
