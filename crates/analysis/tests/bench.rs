//! The workbench against an oracle that lists every outcome in every draw.

mod uncertainty_support;

use proptest::prelude::*;

use uncertainty_support::*;
use zopa_analysis::Limits;
use zopa_analysis::bench::{Bench, Changes, Said, Settled, changed, limit_lever, weight_levers};
use zopa_analysis::packages::improvement::Improvement;
use zopa_analysis::uncertainty::{DrawPlan, Draws, uninterrupted};
use zopa_model::{
    Channel, Limit, LinkageRange, Outcome, OutcomeSpace, Pattern, Place, Preferences, RedLine, Rule, Scenario, Shift, Shock,
    Standing, Tier, TierKind, Utility, ValueJudgement, WeightJudgement, Worth,
};

const SIZES: [usize; 3] = [3, 2, 3];
const DRAWS: u32 = 24;

fn outcome() -> impl Strategy<Value = Outcome> {
    (0u32..3, 0u32..2, 0u32..3).prop_map(|(a, b, c)| Outcome::new([a, b, c]))
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let literal = |issue: usize| prop::collection::btree_set(0..SIZES[issue] as u32, 1..SIZES[issue]);
    prop_oneof![
        (0usize..3, any::<bool>())
            .prop_flat_map(move |(issue, _)| literal(issue)
                .prop_map(move |options| { Pattern::new([(issue, options.into_iter().collect())]) })),
        (literal(0), literal(2)).prop_map(|(a, c)| Pattern::new([(0, a.into_iter().collect()), (2, c.into_iter().collect())])),
    ]
}

fn values(issue: usize) -> impl Strategy<Value = ValueJudgement> {
    prop::collection::vec((0u32..=10, 0u32..=10), SIZES[issue]).prop_map(|ends| {
        let tenth = |tenths: u32| exact(&format!("{tenths}/10"));
        let one = |(a, b): (u32, u32)| zopa_model::Range::new(tenth(a.min(b)), tenth(a.max(b))).unwrap();
        ValueJudgement::Ranges(ends.into_iter().map(one).collect())
    })
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        1 => Just(Limit::Any),
        1 => Just(Limit::Never),
        4 => (2u32..8).prop_map(|low| Limit::Range(range(&format!("{low}/10"), &format!("{}/10", low + 2)))),
        1 => outcome().prop_map(Limit::JustAcceptable),
        2 => (outcome(), outcome()).prop_filter_map("two packages", |(unacceptable, acceptable)| {
            (unacceptable != acceptable).then_some(Limit::Between { unacceptable, acceptable })
        }),
    ]
}

prop_compose! {
    fn preferences()(
        values in (values(0), values(1), values(2)),
        tiers in prop_oneof![Just(vec![]), Just(vec![tier(&[2], TierKind::Unordered), tier(&[0, 1], TierKind::Unordered)])],
        limit in limit(),
        lines in prop::collection::vec((pattern(), any::<bool>()), 0..3),
        linked in prop::option::of((0u32..3, 0u32..2, -3i32..4)),
    ) -> Preferences {
        let entry = |(a, b, tenths): (u32, u32, i32)| {
            let high = exact(&format!("{}/10", tenths.max(0)));
            LinkageRange { issues: vec![0, 1], entries: vec![(vec![a, b], zopa_model::Range::new(exact(&format!("{}/10", tenths.min(0))), high).unwrap())] }
        };
        let standing = |firm| if firm { Standing::Firm } else { Standing::Uncertain };
        Preferences {
            worth: Worth::Weighted {
                weights: WeightJudgement { issues: 3, tiers, ..Default::default() },
                values: vec![values.0, values.1, values.2],
            },
            linkages: linked.map(entry).into_iter().collect(),
            red_lines: lines.into_iter().map(|(refuses, firm)| RedLine { refuses, standing: standing(firm) }).collect(),
            limit,
            disagreement: None,
        }
    }
}

fn scenarios() -> impl Strategy<Value = Scenario> {
    let rules = prop::collection::vec(pattern(), 0..2);
    (prop::collection::vec(preferences(), 2..4), rules).prop_filter_map("it makes sense", |(preferences, rules)| {
        let rules = rules.into_iter().map(|forbids| Rule { forbids, reason: String::new() }).collect();
        let parties = ["A", "B", "C"][..preferences.len()].iter();
        let parties = parties.map(|name| zopa_model::Party { name: (*name).into(), role: zopa_model::Role::Party }).collect();
        let preferences = preferences.into_iter().map(Some).collect();
        Scenario::new("test", parties, space(&SIZES, rules), vec![], preferences, vec![]).ok()
    })
}

fn settled() -> impl Strategy<Value = Settled> {
    let one = |size: usize| prop::option::of(0..size as u32);
    (one(3), one(2), one(3)).prop_map(|(a, b, c)| Settled::new(vec![a, b, c]))
}

fn plan(seed: u64) -> DrawPlan {
    DrawPlan { seed, draws: DRAWS }
}

/// Whether what a party refuses is worth less to it than what it accepts.
fn is_consistent(scenario: &Scenario, party: usize, utility: &Utility) -> bool {
    match &scenario.preferences()[party].as_ref().unwrap().limit {
        Limit::Between { unacceptable, acceptable } => utility.evaluate(unacceptable) < utility.evaluate(acceptable),
        _ => true,
    }
}

fn utilities(draws: &Draws<'_>) -> Vec<Vec<Utility>> {
    let parties = draws.scenario().parties().len();
    (0..DRAWS).map(|draw| (0..parties).map(|party| draws.utility(party, draw)).collect()).collect()
}

fn completions<'a>(space: &'a OutcomeSpace, settled: &'a Settled) -> impl Iterator<Item = Outcome> + 'a {
    space.outcomes().filter(|outcome| settled.holds(outcome))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Every count of a package, whole or in part, is what listing every completion in every draw gives.
    #[test]
    fn a_package_fares_as_the_oracle_says(scenario in scenarios(), settled in settled(), seed in any::<u64>()) {
        let Ok(bench) = Bench::new(&scenario, &[], plan(seed)) else { return Ok(()) };
        let found = bench.reading(&settled, &uninterrupted).unwrap();
        let drawn = utilities(bench.draws());
        let space = scenario.space();
        prop_assert_eq!(found.is_whole, settled.open().is_empty());
        let (mut all, mut of) = (0, 0);
        let parties = scenario.parties().len();
        let mut yes = vec![0; parties];
        let mut closed = vec![0; parties];
        let mut never = vec![0; parties];
        let mut counted = vec![0; parties];
        for utilities in &drawn {
            let consistent: Vec<bool> = (0..parties).map(|party| is_consistent(&scenario, party, &utilities[party])).collect();
            for party in (0..parties).filter(|&party| consistent[party]) {
                let utility = &utilities[party];
                counted[party] += 1;
                yes[party] += u32::from(completions(space, &settled).any(|outcome| utility.accepts(&outcome)));
                let is_closed = !completions(space, &settled).any(|outcome| !utility.refusals.iter().any(|line| line.fits(&outcome)));
                closed[party] += u32::from(is_closed);
                never[party] += u32::from(!is_closed && utility.reservation == zopa_model::Threshold::Never);
            }
            if consistent.iter().all(|consistent| *consistent) {
                of += 1;
                all += u32::from(completions(space, &settled).any(|outcome| utilities.iter().all(|utility| utility.accepts(&outcome))));
            }
        }
        prop_assert_eq!((found.all.count, found.all.of, found.undecided), (all, of, 0));
        for (party, reading) in found.parties.iter().enumerate() {
            prop_assert_eq!((reading.accepts.count, reading.accepts.of), (yes[party], counted[party]));
            prop_assert_eq!((reading.closed, reading.never, reading.undecided), (closed[party], never[party], 0));
            prop_assert_eq!(reading.below_limit, counted[party] - yes[party] - closed[party] - never[party]);
            prop_assert_eq!(reading.shortfall.map_or(0, |spread| spread.draws), reading.below_limit as usize);
        }
    }

    /// What the best completion is worth to a party is what listing every completion gives.
    #[test]
    fn the_worth_of_a_package_is_that_of_its_best_completion(scenario in scenarios(), settled in settled(), seed in any::<u64>()) {
        let Ok(bench) = Bench::new(&scenario, &[], plan(seed)) else { return Ok(()) };
        let found = bench.reading(&settled, &uninterrupted).unwrap();
        for party in 0..scenario.parties().len() {
            let mut worths: Vec<f64> = (0..DRAWS)
                .map(|draw| bench.draws().utility(party, draw))
                .filter(|utility| is_consistent(&scenario, party, utility))
                .filter_map(|utility| {
                    let whole = settled.outcome().map(|outcome| utility.evaluate(&outcome));
                    let open = completions(scenario.space(), &settled).filter(|outcome| !utility.refusals.iter().any(|line| line.fits(outcome)));
                    let best = whole.or_else(|| open.map(|outcome| utility.evaluate(&outcome)).max());
                    best.map(|units| utility.quantum.to_f64(units))
                })
                .collect();
            worths.sort_by(f64::total_cmp);
            let at = |tenth: usize| worths[(worths.len() - 1) * tenth / 10];
            let expected = (!worths.is_empty()).then(|| (at(1), at(5), at(9)));
            prop_assert_eq!(found.parties[party].worth.map(|worth| (worth.low, worth.middle, worth.high)), expected);
        }
    }

    /// Every point of the plane is where the means put it, is accepted as often as it is, and is on the frontier just when no
    /// package within the firm red lines is better for one and no worse for the others.
    #[test]
    fn the_plane_is_what_the_oracle_says(scenario in scenarios(), seed in any::<u64>()) {
        let Ok(bench) = Bench::new(&scenario, &[], plan(seed)) else { return Ok(()) };
        let plane = bench.plane(&Limits::default(), &uninterrupted).unwrap();
        let drawn = utilities(bench.draws());
        let parties = scenario.parties().len();
        // Whole numbers: the sum over the draws, of which the mean is a constant part.
        let sums = |outcome: &Outcome| -> Vec<i128> {
            (0..parties).map(|party| drawn.iter().map(|draw| draw[party].evaluate(outcome)).sum()).collect()
        };
        let open: Vec<Outcome> = scenario.space().outcomes().filter(|outcome| {
            !(0..parties).any(|party| {
                drawn[0][party].refusals.iter().any(|line| line.fits(outcome) && drawn.iter().all(|draw| draw[party].refusals.contains(line)))
            })
        }).collect();
        let vectors: Vec<Vec<i128>> = open.iter().map(&sums).collect();
        let better = |a: &[i128], b: &[i128]| a != b && a.iter().zip(b).all(|(a, b)| a >= b);
        let mut best: Vec<&Vec<i128>> = vectors.iter().filter(|own| !vectors.iter().any(|other| better(other, own))).collect();
        best.sort();
        best.dedup();
        let frontier = plane.frontier.as_ref().unwrap();
        prop_assert_eq!(frontier.points.len(), best.len());
        for point in &plane.points {
            let own = sums(&point.outcome);
            let is_best = open.contains(&point.outcome) && best.contains(&&own);
            prop_assert_eq!(point.on_frontier, is_best);
            let accepted = drawn.iter().filter(|draw| {
                (0..parties).all(|party| is_consistent(&scenario, party, &draw[party]) && draw[party].accepts(&point.outcome))
                    && scenario.space().is_feasible(&point.outcome)
            }).count();
            prop_assert_eq!(point.accepted.count as usize, accepted);
        }
        let deals = drawn.iter().filter(|draw| {
            (0..parties).all(|party| is_consistent(&scenario, party, &draw[party]))
                && scenario.space().outcomes().any(|outcome| draw.iter().all(|utility| utility.accepts(&outcome)))
        }).count();
        prop_assert_eq!(plane.deal.count as usize, deals);
    }

    /// Weights that are known to the point are what they are in every draw, the others keep the ranking, and all sum to one.
    #[test]
    fn set_weights_hold_in_every_draw(tenths in prop::collection::vec(0u32..=4, 1..3), seed in any::<u64>(), ranked_too in any::<bool>()) {
        let judgement = WeightJudgement {
            issues: 4,
            tiers: if ranked_too { vec![tier(&[3], TierKind::Unordered), tier(&[2], TierKind::Unordered)] } else { vec![] },
            ..Default::default()
        };
        let flat = |size: usize| ValueJudgement::Ranges(vec![point("0"); size]);
        let own = weighted(judgement, vec![flat(2), flat(2), flat(2), flat(2)], Limit::Any);
        let scenario = scenario(space(&[2, 2, 2, 2], vec![]), vec![own]);
        let weights = tenths.iter().enumerate().map(|(issue, tenths)| (0, issue, exact(&format!("{tenths}/10")))).collect();
        let moved = changed(&scenario, &Changes { weights, ..Changes::default() }).unwrap();
        let draws = Draws::new(&moved, plan(seed)).unwrap();
        let one = 1i64 << 50;
        for draw in 0..DRAWS as usize {
            let weight = |issue: usize| draws.weights(0, issue).unwrap()[draw];
            for (issue, &tenths) in tenths.iter().enumerate() {
                prop_assert_eq!(weight(issue), libm::round(f64::from(tenths) / 10.0 * one as f64) as i64);
            }
            prop_assert_eq!((0..4).map(weight).sum::<i64>(), one);
            prop_assert!((0..4).all(|issue| weight(issue) >= 0));
            prop_assert!(!ranked_too || weight(3) >= weight(2));
        }
    }
}

/// Three issues, the first heaviest; the others are free below it.
fn ranked_three() -> Scenario {
    let weights = WeightJudgement {
        issues: 3,
        tiers: vec![tier(&[0], TierKind::Unordered), tier(&[1, 2], TierKind::Unordered)],
        ..Default::default()
    };
    let both = |turned: bool| {
        let ends = if turned { ["0", "1"] } else { ["1", "0"] };
        weighted(weights.clone(), vec![uncertainty_support::values(&ends); 3], Limit::Range(range("0.3", "0.5")))
    };
    scenario(space(&[2, 2, 2], vec![]), vec![both(false), both(true)])
}

#[test]
fn a_set_weight_is_uniform_on_what_is_left() {
    let draws_of = |weight: &str| {
        let weights = vec![(0, 0, exact(weight))];
        let moved = changed(&ranked_three(), &Changes { weights, ..Changes::default() }).unwrap();
        let draws = Draws::new(&moved, DrawPlan { seed: 3, draws: 4_000 }).unwrap();
        let column = draws.weights(0, 1).unwrap();
        column.iter().map(|&units| units as f64 / (1u64 << 50) as f64).collect::<Vec<_>>()
    };
    // At 0.5 the second is uniform from 0 to 0.5; at 0.4 it is uniform from 0.2 to 0.4, for neither may outweigh the first.
    for (weight, low, high) in [("0.5", 0.0, 0.5), ("0.4", 0.2, 0.4)] {
        let column = draws_of(weight);
        let mean = column.iter().sum::<f64>() / column.len() as f64;
        let spread = column.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / column.len() as f64;
        assert!(column.iter().all(|value| (low..=high).contains(value)));
        assert!((mean - (low + high) / 2.0).abs() < 0.01, "{mean}");
        assert!((spread - (high - low) * (high - low) / 12.0).abs() < 0.001, "{spread}");
    }
}

#[test]
fn levers_reach_as_far_as_what_was_stated() {
    let levers = weight_levers(&ranked_three(), 0);
    let third = 1.0 / 3.0;
    let ends: Vec<(f64, f64)> = levers.iter().map(|lever| (lever.low, lever.high)).collect();
    assert!((ends[0].0 - third).abs() < 1e-12 && ends[0].1 == 1.0);
    assert_eq!(ends[1], (0.0, 0.5));
    assert!(levers.iter().all(|lever| lever.said == Said::Order));
    let scenario = ranked_three();
    let bench = Bench::new(&scenario, &[], plan(1)).unwrap();
    let limit = limit_lever(&bench, &scenario, 1).unwrap();
    assert_eq!((limit.low, limit.high), (0.3, 0.5));
    assert!((0.3..=0.5).contains(&limit.at));
    let moved = changed(&scenario, &Changes { reservations: vec![(1, exact("0.9"))], ..Changes::default() }).unwrap();
    let moved = limit_lever(&Bench::new(&moved, &[], plan(1)).unwrap(), &scenario, 1).unwrap();
    assert_eq!((moved.low, moved.high), (0.3, 0.5), "what was stated stays in sight");
    assert!((moved.at - 0.9).abs() < 1e-12);
    let mean: f64 = (0..3).map(|issue| bench.mean_weight(0, issue).unwrap()).sum();
    assert!((mean - 1.0).abs() < 1e-12);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_place() {
    let scenario = ranked_three();
    let refused = |changes: Changes| changed(&scenario, &changes).unwrap_err();
    let weight = |issue, text: &str| Changes { weights: vec![(0, issue, exact(text))], ..Changes::default() };
    let below = refused(weight(0, "0.2"));
    assert_eq!(below[0].place, Place::Weights(0, None));
    assert!(below[0].problem.contains("`issue 0` weighs at most 0.2"), "{}", below[0].problem);
    assert_eq!(refused(weight(1, "1.5"))[0].place, Place::Weights(0, Some(1)));
    let reservation = Changes { reservations: vec![(1, exact("1.2"))], ..Changes::default() };
    assert_eq!(refused(reservation)[0].place, Place::Limit(1));
    let twice = Changes { rankings: vec![(0, vec![vec![0], vec![0]])], ..Changes::default() };
    assert_eq!(refused(twice)[0].place, Place::Weights(0, Some(0)));
    let points = price(4, "1", ("0.2", "0.4"), ("0.5", "0.6"));
    let of_points = changed(&points, &weight(0, "0.5")).unwrap_err();
    assert!(of_points[0].problem.contains("points"));
    // All faults at once.
    let both = Changes { weights: vec![(0, 0, exact("2"))], reservations: vec![(0, exact("-1"))], ..Changes::default() };
    assert_eq!(refused(both).len(), 2);
}

#[test]
fn a_change_is_the_same_as_having_stated_it() {
    let scenario = ranked_three();
    let changes =
        Changes { rankings: vec![(0, vec![vec![2], vec![0, 1]])], reservations: vec![(1, exact("0.45"))], ..Changes::default() };
    let moved = changed(&scenario, &changes).unwrap();
    let own = moved.preferences()[0].as_ref().unwrap();
    let Worth::Weighted { weights, .. } = &own.worth else { panic!("weights stay weights") };
    let group = |issues: &[usize]| Tier { issues: issues.to_vec(), kind: TierKind::Unordered };
    assert_eq!(weights.tiers, [group(&[2]), group(&[0, 1])]);
    assert_eq!(moved.preferences()[1].as_ref().unwrap().limit, Limit::Range(point("0.45")));
    assert_eq!(changed(&scenario, &Changes::default()).unwrap(), scenario);
}

#[test]
fn a_shock_moves_what_it_says() {
    let scenario = ranked_three();
    let by = |text: &str| zopa_model::Range::point(exact(text));
    let raise = Shock {
        name: "raise".into(),
        shifts: vec![
            Shift { party: 0, channel: Channel::OutsideOption, by: by("0.1") },
            Shift { party: 1, channel: Channel::Value(0, 0), by: by("0.25") },
        ],
    };
    let (before, after) =
        (Bench::new(&scenario, &[], plan(9)).unwrap(), Bench::new(&scenario, &[&raise, &raise], plan(9)).unwrap());
    let moved = |at: f64, then: f64, by: f64| assert!((then - at - by).abs() < 1e-9, "{at} {then}");
    moved(before.mean_limit(0).unwrap(), after.mean_limit(0).unwrap(), 0.2);
    moved(before.mean_limit(1).unwrap(), after.mean_limit(1).unwrap(), 0.0);
    let worth = |bench: &Bench<'_>| {
        let utility = bench.draws().utility(1, 0);
        utility.quantum.to_f64(utility.evaluate(&Outcome::new([0, 0, 0])))
    };
    moved(worth(&before), worth(&after), 0.5);
}

#[test]
fn what_can_be_improved_is_told_and_what_cannot_is_not() {
    let opposed = |first: &str, second: &str| Preferences {
        worth: Worth::Points(vec![vec![point("0"), point(first)], vec![point(second), point("0")]]),
        linkages: vec![],
        red_lines: vec![],
        limit: Limit::Any,
        disagreement: None,
    };
    // Each gets more from the other's concession on the issue that it cares about.
    let scenario = scenario(space(&[2, 2], vec![]), vec![opposed("3", "1"), opposed("1", "3")]);
    let bench = Bench::new(&scenario, &[], DrawPlan { seed: 1, draws: 4 }).unwrap();
    let (found, _) = bench.beyond(&Outcome::new([0, 1]), &Limits::default()).unwrap();
    let Improvement::Found { chosen, exact, .. } = found else { panic!("everything is better than nothing") };
    assert_eq!((chosen.outcome, exact), (Outcome::new([1, 0]), true));
    let (nothing, _) = bench.beyond(&Outcome::new([1, 0]), &Limits::default()).unwrap();
    assert_eq!(nothing, Improvement::Efficient);
}
