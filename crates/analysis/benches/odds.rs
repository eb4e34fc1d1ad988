//! The odds on a case of eleven issues between two parties: draws and margins, on one core.
//!
//! `cargo bench -p zopa-analysis --bench odds`

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use zopa_analysis::uncertainty::{DrawPlan, Draws, Zone, odds_of, tornado, uninterrupted};
use zopa_model::{
    Issue, Limit, OutcomeSpace, Party, Pattern, Preferences, Range, RedLine, Role, Rule, Scenario, Standing, Tier, TierKind,
    ValueJudgement, WeightJudgement, Worth,
};

const ISSUES: usize = 11;

fn sizes() -> Vec<usize> {
    (0..ISSUES).map(|issue| 3 + issue % 2).collect()
}

/// Two parties with opposed orders of most options, rankings in tiers, a rule and red lines.
fn scenario() -> Scenario {
    let issues = sizes().into_iter().enumerate();
    let issues = issues.map(|(k, size)| Issue::ordered(format!("issue {k}"), (0..size).map(|o| o.to_string()))).collect();
    let rule = Rule { forbids: Pattern::new([(1, vec![0]), (2, vec![2])]), reason: "they exclude each other".into() };
    let party = |name: &str| Party { name: name.into(), role: Role::Party };
    let preferences = vec![Some(preferences(true)), Some(preferences(false))];
    Scenario::new(
        "eleven issues",
        vec![party("A"), party("B")],
        OutcomeSpace::new(issues, vec![rule]),
        vec![],
        preferences,
        vec![],
    )
    .expect("the case makes sense")
}

fn preferences(first: bool) -> Preferences {
    let sizes = sizes();
    let rank = |issue: usize| if first { issue } else { (issue * 5 + 3) % ISSUES };
    let mut order: Vec<usize> = (0..ISSUES).collect();
    order.sort_by_key(|&issue| rank(issue));
    let tiers = [&order[..1], &order[1..3], &order[3..7]];
    let tiers = tiers.into_iter().map(|issues| Tier { issues: issues.to_vec(), kind: TierKind::Unordered }).collect();
    let values = sizes.iter().enumerate().map(|(issue, &size)| {
        let options: Vec<Vec<u32>> = (0..size as u32).map(|option| vec![option]).collect();
        let agreed = issue % 5 == 4;
        ValueJudgement::Order(if first || agreed { options } else { options.into_iter().rev().collect() })
    });
    let line = |issue: usize, option: u32, standing| RedLine { refuses: Pattern::new([(issue, vec![option])]), standing };
    let number = |text: &str| text.parse().expect("a number");
    Preferences {
        worth: Worth::Weighted {
            weights: WeightJudgement { issues: ISSUES, tiers, ..Default::default() },
            values: values.collect(),
        },
        linkages: vec![],
        red_lines: if first {
            vec![line(0, 2, Standing::Firm), line(3, 3, Standing::Uncertain)]
        } else {
            vec![line(5, 0, Standing::Uncertain)]
        },
        limit: Limit::Range(Range::new(number("0.4"), number("0.7")).expect("upwards")),
        disagreement: None,
    }
}

fn benchmark(criterion: &mut Criterion) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("no pool was made before");
    let (scenario, plan) = (scenario(), DrawPlan { seed: 1, draws: 10_000 });
    let drawn = || Draws::new(black_box(&scenario), plan).expect("everything is stated");
    let mut group = criterion.benchmark_group("10,000 draws, eleven issues, one core");
    group.sample_size(10);
    group.bench_function("draws", |b| b.iter(drawn));
    group.bench_function("draws and margins", |b| b.iter(|| Zone::new(drawn(), &uninterrupted).map(|zone| zone.deal())));
    let zone = Zone::new(drawn(), &uninterrupted).expect("nothing stops it");
    group.bench_function("packages, blocks and cloud", |b| b.iter(|| odds_of(black_box(&zone), &uninterrupted)));
    group.bench_function("tornado", |b| b.iter(|| tornado(black_box(&zone), &uninterrupted)));
    group.finish();
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
