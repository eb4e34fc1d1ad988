//! Draws: uniform on what is admissible, indexed, and exact where they say so.

mod uncertainty_support;

use proptest::prelude::*;
use uncertainty_support::*;
use zopa_analysis::uncertainty::{Basis, DrawPlan, Draws, Missing, RankRule, WeightMethod, point, rank_weights, stated};
use zopa_model::{Limit, LinkageRange, Outcome, Pattern, RedLine, Scenario, Standing, Threshold, TierKind, WeightJudgement};

const ONE: i64 = 1 << 50;

/// A party that only has weights.
fn weights_only(judgement: WeightJudgement) -> Scenario {
    let issues = judgement.issues;
    let values = (0..issues).map(|_| order(&[0, 1])).collect();
    scenario(space(&vec![2; issues], vec![]), vec![weighted(judgement, values, Limit::Any)])
}

fn assert_near(found: &[f64], expected: &[f64], within: f64) {
    let far = found.iter().zip(expected).any(|(a, b)| (a - b).abs() > within);
    assert!(!far && found.len() == expected.len(), "{found:?} is not near {expected:?}");
}

/// Means of uniform weights on a polytope, by plain rejection from the simplex, in f64: the oracle.
fn by_rejection(issues: usize, holds: impl Fn(&[f64]) -> bool) -> Vec<f64> {
    let mut state = 7u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let (mut sums, mut kept) = (vec![0.0; issues], 0.0);
    for _ in 0..600_000 {
        let mut cuts: Vec<f64> = (1..issues).map(|_| uniform()).collect();
        cuts.extend([0.0, 1.0]);
        cuts.sort_by(f64::total_cmp);
        let weights: Vec<f64> = cuts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        if holds(&weights) {
            kept += 1.0;
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    sums.into_iter().map(|sum| sum / kept).collect()
}

#[test]
fn the_mean_of_a_ranking_is_its_centroid() {
    let scenario = weights_only(ranked(&[2, 0, 1]));
    let draws = drawn(&scenario, 20_000);
    let centroid: Vec<f64> = rank_weights(RankRule::Centroid, 3).iter().map(|w| w.to_f64()).collect();
    assert_near(&mean_weights(&draws, 0), &[centroid[1], centroid[2], centroid[0]], 0.004);
    assert_eq!(draws.method(0), Some(WeightMethod::Direct));
}

#[test]
fn tiers_and_unranked_issues_are_uniform() {
    let tiers = vec![tier(&[1, 3], TierKind::Unordered), tier(&[0], TierKind::Unordered)];
    let scenario = weights_only(WeightJudgement { issues: 4, tiers, ..Default::default() });
    let expected = by_rejection(4, |w| w[1] >= w[0] && w[3] >= w[0]);
    assert_near(&mean_weights(&drawn(&scenario, 30_000), 0), &expected, 0.004);
}

/// Equal weights leave a set of lower dimension. Its oracle: two weights `a` twice and `b`, `c`, with `2a + b + c = 1`
/// uniform: `(2a, b, c)` is uniform on the simplex.
#[test]
fn equal_tiers_are_uniform_on_what_is_left() {
    let tiers = vec![tier(&[0, 2], TierKind::Equal), tier(&[1], TierKind::Unordered)];
    let scenario = weights_only(WeightJudgement { issues: 4, tiers, ..Default::default() });
    let draws = drawn(&scenario, 30_000);
    let means = by_rejection(3, |x| x[0] / 2.0 >= x[1]);
    assert_near(&mean_weights(&draws, 0), &[means[0] / 2.0, means[1], means[0] / 2.0, means[2]], 0.004);
    let pairs = draws.weights(0, 0).unwrap().iter().zip(draws.weights(0, 2).unwrap());
    assert!(pairs.into_iter().all(|(a, b)| (a - b).abs() <= 1), "equal to the rounding of the sum");
}

#[test]
fn intervals_and_ratios_by_rejection() {
    let mut judgement = ranked(&[0, 1, 2]);
    judgement.intervals = vec![(0, range("0.4", "0.7"))];
    judgement.ratios = vec![(1, exact("2"), 2)];
    let scenario = weights_only(judgement);
    let draws = drawn(&scenario, 20_000);
    assert!(matches!(draws.method(0), Some(WeightMethod::Rejection { .. })), "{:?}", draws.method(0));
    let expected = by_rejection(3, |w| w[0] >= w[1] && w[1] >= 2.0 * w[2] && (0.4..=0.7).contains(&w[0]));
    assert_near(&mean_weights(&draws, 0), &expected, 0.004);
}

#[test]
fn narrow_sets_by_hit_and_run() {
    // Uniform on a small simplex: w_0 = 0.9 + 0.1 s_0, the others 0.1 s_k, with s uniform on the simplex of four.
    let judgement = WeightJudgement { issues: 4, intervals: vec![(0, range("0.9", "1"))], ..Default::default() };
    let scenario = weights_only(judgement);
    let draws = drawn(&scenario, 10_000);
    let Some(WeightMethod::HitAndRun { burn_in, thinning, effective }) = draws.method(0) else { panic!("{:?}", draws.method(0)) };
    assert_eq!((burn_in, thinning), (270, 9));
    assert!(effective > 2_000.0, "{effective}");
    assert_near(&mean_weights(&draws, 0), &[0.925, 0.025, 0.025, 0.025], 0.001);
    let shares = draws.weights(0, 1).unwrap().iter().map(|&w| w as f64 / ONE as f64 * 10.0);
    let second_moment = shares.map(|share| share * share).sum::<f64>() / 1e4;
    // The second moment of one share of a uniform point on the simplex of four is 2/20.
    assert!((second_moment - 0.1).abs() < 0.008, "{second_moment}");
}

#[test]
fn a_flat_set_is_walked_in_its_own_dimensions_and_a_point_is_itself() {
    let said = |intervals| weights_only(WeightJudgement { issues: 3, intervals, ..Default::default() });
    let flat = said(vec![(0, range_of("0.5"))]);
    let draws = drawn(&flat, 4_000);
    assert!(draws.weights(0, 0).unwrap().iter().all(|w| (w - ONE / 2).abs() <= 2));
    assert_near(&mean_weights(&draws, 0), &[0.5, 0.25, 0.25], 0.01);
    let ratios = vec![(0, exact("1"), 1), (1, exact("1"), 0)];
    let alike = weights_only(WeightJudgement { issues: 3, ratios, ..Default::default() });
    let draws = drawn(&alike, 4_000);
    assert!(matches!(draws.method(0), Some(WeightMethod::HitAndRun { .. })));
    assert_near(&mean_weights(&draws, 0), &[0.25, 0.25, 0.5], 0.01);
    let single = said(vec![(0, range_of("0.5")), (1, range_of("0.2"))]);
    let draws = drawn(&single, 3);
    assert_eq!(draws.method(0), Some(WeightMethod::Point));
    assert_near(&mean_weights(&draws, 0), &[0.5, 0.2, 0.3], 1e-12);
}

fn range_of(value: &str) -> zopa_model::Range {
    range(value, value)
}

#[test]
fn a_party_is_drawn_alike_whoever_else_sits_there() {
    let a = || weighted(ranked(&[0, 1]), vec![order(&[0, 1, 2]), order(&[2, 1, 0])], Limit::Range(range("0.2", "0.6")));
    let b = |limit| weighted(ranked(&[1, 0]), vec![order(&[1, 0, 2]), order(&[0, 1, 2])], limit);
    let both = scenario(space(&[3, 3], vec![]), vec![a(), b(Limit::Any)]);
    let other = scenario(space(&[3, 3], vec![]), vec![a(), b(Limit::Range(range("0", "1")))]);
    let alone = scenario(space(&[3, 3], vec![]), vec![a()]);
    let [both, other, alone] = [&both, &other, &alone].map(|scenario| drawn(scenario, 50));
    let longer = Draws::new(both.scenario(), DrawPlan { seed: 20_250_602, draws: 80 }).unwrap();
    for draw in 0..50 {
        for another in [&other, &alone, &longer] {
            assert_eq!(both.utility(0, draw), another.utility(0, draw));
        }
    }
}

#[test]
fn a_package_stands_for_a_limit() {
    let values = || vec![order(&[0, 1, 2]), order(&[2, 1, 0])];
    let package = Outcome::new([1, 1]);
    let limits = [
        Limit::JustAcceptable(package.clone()),
        Limit::JustUnacceptable(package.clone()),
        Limit::Between { unacceptable: Outcome::new([1, 1]), acceptable: Outcome::new([0, 1]) },
        Limit::Between { unacceptable: Outcome::new([0, 1]), acceptable: Outcome::new([1, 2]) },
    ];
    let preferences = limits.into_iter().map(|limit| weighted(ranked(&[0, 1]), values(), limit)).collect();
    let scenario = scenario(space(&[3, 3], vec![]), preferences);
    let draws = drawn(&scenario, 200);
    for draw in 0..200 {
        let utility = |party| draws.utility(party, draw);
        assert_eq!(utility(0).reservation, Threshold::At(utility(0).evaluate(&package)));
        assert_eq!(utility(1).reservation, Threshold::At(utility(1).evaluate(&package) + 1));
        let Threshold::At(between) = utility(2).reservation else { panic!() };
        let worth = |options: [u32; 2]| utility(2).evaluate(&Outcome::new(options));
        assert!(worth([1, 1]) < between && between <= worth([0, 1]));
    }
    assert_eq!([0, 1, 2].map(|party| draws.contradictory(party)), [0, 0, 0]);
    // The refused package is better on the first issue, the accepted one on the second: neither always wins.
    assert!((20..180).contains(&draws.contradictory(3)), "{}", draws.contradictory(3));
}

#[test]
fn an_uncertain_red_line_holds_in_one_draw_of_two() {
    let mut preferences = weighted(ranked(&[0, 1]), vec![order(&[0, 1]), order(&[0, 1])], Limit::Any);
    let line = |option, standing| RedLine { refuses: Pattern::new([(0, vec![option])]), standing };
    preferences.red_lines = vec![line(0, Standing::Uncertain), line(1, Standing::Firm)];
    let scenario = scenario(space(&[2, 2], vec![]), vec![preferences]);
    let draws = drawn(&scenario, 2_000);
    let both = (0..2_000).filter(|&draw| draws.utility(0, draw).refusals.len() == 2).count();
    assert!((900..1_100).contains(&both), "{both}");
}

#[test]
fn large_points_take_a_coarser_unit() {
    let scenario = price(10, "1000000", ("0", "1000000"), ("0", "1000000"));
    let draws = drawn(&scenario, 10);
    assert_eq!(draws.quantum().denominator(), 1 << 40);
    assert_eq!(draws.contributions(0, 0, 10)[3], 1_000_000 << 40);
}

#[test]
fn what_is_missing_is_named() {
    let party = |name: &str| zopa_model::Party { name: name.into(), role: zopa_model::Role::Party };
    let silent = Scenario::new("s", vec![party("A"), party("B")], space(&[2], vec![]), vec![], vec![None, None], vec![]).unwrap();
    let plan = DrawPlan { seed: 1, draws: 10 };
    assert_eq!(Draws::new(&silent, plan).unwrap_err(), Missing::Preferences(vec![0, 1]));
    assert_eq!(point(&silent, Basis::Centroid).unwrap_err(), Missing::Preferences(vec![0, 1]));
    let nobody = Scenario::new("s", vec![], space(&[2], vec![]), vec![], vec![], vec![]).unwrap();
    assert_eq!(Draws::new(&nobody, plan).unwrap_err(), Missing::Parties);
}

#[test]
fn a_named_basis_is_exact() {
    let scenario = scenario(
        space(&[3, 2], vec![]),
        vec![weighted(ranked(&[0, 1]), vec![order(&[0, 1, 2]), order(&[1, 0])], Limit::Range(range("0.2", "0.4")))],
    );
    let utility = &point(&scenario, Basis::Centroid).unwrap()[0];
    assert!(utility.exact);
    let worth = |options: [u32; 2]| utility.quantum.exact(utility.evaluate(&Outcome::new(options))).to_string();
    assert_eq!((worth([1, 1]), worth([0, 0])), ("0.625".into(), "0.75".into()));
    assert_eq!(utility.reservation.map(|units| utility.quantum.exact(units).to_string()), Threshold::At("0.3".into()));
    assert_eq!(stated(&scenario), Ok(None), "a ranking is not a point");
}

#[test]
fn a_point_is_stated_only_where_everything_is() {
    let judgement = WeightJudgement { issues: 2, intervals: vec![(0, range("0.3", "0.3"))], ..Default::default() };
    let preferences = weighted(judgement, vec![values(&["1", "0.5"]), order(&[0, 1])], Limit::Range(range("0.5", "0.5")));
    let utility = stated(&scenario(space(&[2, 2], vec![]), vec![preferences])).unwrap().unwrap().remove(0);
    assert!(utility.exact);
    let worth = |options: [u32; 2]| utility.quantum.exact(utility.evaluate(&Outcome::new(options))).to_string();
    assert_eq!((worth([0, 0]), worth([1, 0]), worth([0, 1])), ("1".into(), "0.85".into(), "0.3".into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is satisfiable can be drawn, sums to one, and keeps what was said.
    #[test]
    fn draws_keep_to_what_was_said(
        places in prop::collection::vec(0usize..4, 4),
        equal in any::<bool>(),
        bounds in prop::collection::vec((0u32..10, 0u32..10), 0..3),
        times in 1u32..3,
    ) {
        let kind = if equal { TierKind::Equal } else { TierKind::Unordered };
        // Place 3 means unranked.
        let tiers = (0..3)
            .map(|place| tier(&(0..4).filter(|&issue| places[issue] == place).collect::<Vec<_>>(), kind))
            .filter(|tier| !tier.issues.is_empty())
            .collect();
        let tenth = |n: u32| zopa_model::Exact::ratio(n, 10).unwrap();
        let interval = |(issue, (a, b)): (usize, &(u32, u32))| {
            (issue, zopa_model::Range::new(tenth(*a.min(b)), tenth(*a.max(b))).unwrap())
        };
        let judgement = WeightJudgement {
            issues: 4,
            tiers,
            intervals: bounds.iter().enumerate().map(interval).collect(),
            ratios: vec![(0, zopa_model::Exact::from_integer(times), 3)],
        };
        prop_assume!(judgement.is_satisfiable());
        let scenario = weights_only(judgement.clone());
        let draws = drawn(&scenario, 40);
        for draw in 0..40 {
            let weights: Vec<i64> = (0..4).map(|issue| draws.weights(0, issue).unwrap()[draw]).collect();
            prop_assert_eq!(weights.iter().sum::<i64>(), ONE);
            // Rounding to the unit and the walk's own rounding, far below anything told.
            let near = 1 << 12;
            prop_assert!(weights.iter().all(|w| *w >= -near));
            for constraint in judgement.constraints() {
                let slack = match &constraint {
                    zopa_model::WeightConstraint::AtLeast { issue, low } => weights[*issue] as f64 - low.to_f64() * ONE as f64,
                    zopa_model::WeightConstraint::AtMost { issue, high } => high.to_f64() * ONE as f64 - weights[*issue] as f64,
                    zopa_model::WeightConstraint::Ratio { issue, times, other } => {
                        weights[*issue] as f64 - times.to_f64() * weights[*other] as f64
                    }
                };
                prop_assert!(slack >= -(near as f64), "{:?} misses by {}", constraint, slack);
            }
        }
    }
}

#[test]
fn linkages_are_drawn_in_their_ranges() {
    let mut preferences = weighted(ranked(&[0, 1]), vec![order(&[0, 1]), order(&[0, 1])], Limit::Any);
    preferences.linkages = vec![LinkageRange { issues: vec![0, 1], entries: vec![(vec![1, 1], range("0.5", "0.7"))] }];
    let scenario = scenario(space(&[2, 2], vec![]), vec![preferences]);
    let draws = drawn(&scenario, 100);
    for draw in 0..100 {
        let utility = draws.utility(0, draw);
        let worth = utility.quantum.to_f64(utility.evaluate(&Outcome::new([1, 1])));
        assert!((0.5..=0.7).contains(&worth), "{worth}");
    }
}
