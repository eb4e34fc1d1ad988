//! Odds against closed forms, and what moves them.

mod uncertainty_support;

use std::ops::ControlFlow;

use proptest::prelude::*;

use uncertainty_support::*;
use zopa_analysis::margin::Margin;
use zopa_analysis::uncertainty::{
    Conclusion, DrawPlan, Draws, Effect, EndKind, InputKind, Missing, Obstacle, PackageSearch, Verdict, Zone, dominance, flips,
    groupings, indifferent_weight, inputs, interval, odds, rank_acceptability, tornado, uninterrupted,
};
use zopa_model::{BargainingProblem, Limit, Outcome, Pattern, RedLine, Rule, Scenario, Standing, WeightJudgement};

const PLAN: DrawPlan = DrawPlan { seed: 20_250_602, draws: 4_000 };

fn zone(scenario: &Scenario, draws: u32) -> Zone<'_> {
    Zone::new(drawn(scenario, draws), &uninterrupted).unwrap()
}

/// One price, seller's minimum and buyer's maximum uniform (closed forms of the stochastic zone).
#[test]
fn one_price_has_the_closed_form() {
    for (buyer, deal, best_price, accepted) in [(("0", "1"), 0.5, 0.5, 0.25), (("0.5", "1.5"), 0.875, 0.75, 0.5625)] {
        let scenario = price(600, "1.5", ("0", "1"), buyer);
        let odds = odds(&scenario, &PLAN, &uninterrupted).unwrap();
        let share = odds.deal.share();
        // A grid of 600 steps loses a zone narrower than a step: 1/400 of the unit square's diagonal band.
        assert!((share - deal).abs() < 3.0 * odds.deal.standard_error() + 0.0026, "{share} for {deal}");
        let best = odds.best_package.unwrap();
        let price = 1.5 * f64::from(best.outcome.option(0)) / 600.0;
        assert!((price - best_price).abs() < 0.12, "{price}");
        assert!((best.share - accepted).abs() < 3.0 * best.standard_error + 0.01, "{}", best.share);
        assert_eq!(odds.search, Some(PackageSearch::Listed { packages: 601 }));
        let value = odds.value_of_information.unwrap();
        assert!((value - (deal - accepted)).abs() < 0.05, "{value}");
    }
}

proptest! {
    /// A draw in which all accept the best package has a deal, so no package is told to have better odds than a deal:
    /// few draws, one package that is the only deal there is, and packages among many.
    #[test]
    fn no_package_has_better_odds_than_a_deal(
        seed in any::<u64>(),
        draws in 1u32..60,
        sizes in prop::collection::vec(1usize..4, 1..3),
        limits in prop::collection::vec((0u32..10, 1u32..6), 2),
    ) {
        let party = |turned: bool, (low, width): (u32, u32)| {
            let values = |&size: &usize| {
                let up: Vec<u32> = (0..size as u32).collect();
                order(&if turned { up.into_iter().rev().collect::<Vec<_>>() } else { up })
            };
            let tenth = |tenths: u32| exact(&format!("{tenths}/10"));
            let limit = zopa_model::Range::new(tenth(low), tenth((low + width).min(10))).unwrap();
            let ranking: Vec<usize> = (0..sizes.len()).collect();
            weighted(ranked(&ranking), sizes.iter().map(values).collect(), Limit::Range(limit))
        };
        let scenario = scenario(space(&sizes, vec![]), vec![party(false, limits[0]), party(true, limits[1])]);
        let odds = odds(&scenario, &DrawPlan { seed, draws }, &uninterrupted).unwrap();
        for package in odds.best_package.iter().chain(&odds.near_best) {
            prop_assert!(package.share <= odds.deal.share(), "{package:?} against {:?}", odds.deal);
        }
        prop_assert!(odds.value_of_information.is_none_or(|value| value >= 0.0));
    }
}

#[test]
fn of_an_issue_with_thousands_of_values_some_stand_for_all() {
    let scenario = price(1_000, "1", ("0.2", "0.9"), ("0.5", "0.6"));
    let uncertain = |up: bool| {
        let options: Vec<u32> = if up { (0..=1_000).collect() } else { (0..=1_000).rev().collect() };
        weighted(ranked(&[0]), vec![order(&options)], Limit::Range(range("0.3", "0.6")))
    };
    let large = uncertainty_support::scenario(scenario.space().clone(), vec![uncertain(true), uncertain(false)]);
    let all = inputs(&drawn(&large, 20));
    let values: Vec<_> = all.iter().filter(|input| matches!(input.kind, InputKind::Value(..)) && input.party == 0).collect();
    // The best and the worst of an order stand at one and zero.
    assert_eq!(values.len(), 14);
    let found = tornado(&zone(&large, 20), &uninterrupted).unwrap();
    assert_eq!(found.bars.len(), all.len());
}

/// The kernels agree with every outcome of every draw.
#[test]
fn odds_equal_brute_force() {
    let mut first = weighted(ranked(&[0, 1, 2]), vec![order(&[0, 1, 2]); 3], Limit::Range(range("0.3", "0.8")));
    first.red_lines = vec![RedLine { refuses: Pattern::new([(0, vec![2])]), standing: Standing::Uncertain }];
    first.linkages = vec![zopa_model::LinkageRange { issues: vec![0, 2], entries: vec![(vec![1, 1], range("-0.1", "0.3"))] }];
    let second = weighted(ranked(&[2, 0, 1]), vec![order(&[2, 1, 0]); 3], Limit::JustAcceptable(Outcome::new([1, 1, 1])));
    let rule = Rule { forbids: Pattern::new([(0, vec![0]), (1, vec![0])]), reason: "r".into() };
    let scenario = scenario(space(&[3, 3, 3], vec![rule]), vec![first, second]);
    let zone = zone(&scenario, 300);
    let by_listing = (0..300).filter(|&draw| {
        let utilities = (0..2).map(|party| zone.draws().utility(party, draw)).collect();
        let problem = BargainingProblem { space: scenario.space(), utilities };
        scenario.space().outcomes().any(|outcome| problem.is_rational(&outcome))
    });
    assert_eq!(zone.deal().count as usize, by_listing.count());
    assert!((10..290).contains(&zone.deal().count), "a case that says something: {:?}", zone.deal());
}

#[test]
fn the_same_on_any_number_of_threads() {
    let scenario = two_issues();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let zone = zone(&scenario, 1_500);
            let odds = odds(&scenario, &PLAN, &uninterrupted).unwrap();
            let rivals: Vec<Outcome> = odds.best_package.iter().chain(&odds.near_best).map(|odds| odds.outcome.clone()).collect();
            let flips = flips(&zone, &rivals, &uninterrupted).unwrap();
            let groupings = groupings(&zone, &uninterrupted).unwrap();
            (odds, tornado(&zone, &uninterrupted).unwrap(), flips, groupings)
        })
    };
    assert_eq!(on(1), on(4));
}

#[test]
fn work_can_be_stopped() {
    let scenario = two_issues();
    let stop = |_| ControlFlow::Break(());
    assert_eq!(odds(&scenario, &PLAN, &stop).unwrap_err(), Missing::Stopped);
}

/// Each party cares more for another issue; limits decide.
fn two_issues() -> Scenario {
    let limit = || Limit::Range(range("0.3", "0.9"));
    let first = weighted(ranked(&[0, 1]), vec![order(&[0, 1, 2]), order(&[0, 1, 2])], limit());
    let second = weighted(ranked(&[1, 0]), vec![order(&[2, 1, 0]), order(&[2, 1, 0])], limit());
    scenario(space(&[3, 3], vec![]), vec![first, second])
}

#[test]
fn no_deal_at_all_has_an_upper_bound() {
    let scenario = price(10, "1", ("0.9", "1"), ("0", "0.1"));
    let odds = odds(&scenario, &PLAN, &uninterrupted).unwrap();
    assert_eq!((odds.deal.count, odds.deal.upper_bound_when_none()), (0, Some(3.0 / 4_000.0)));
    let Margin::At(median) = odds.margin.median else { panic!("{:?}", odds.margin) };
    assert!((median + 0.45).abs() < 0.03, "{median}");
    let opened: Vec<_> = odds.blocks.iter().map(|block| (block.what, block.deal_without.share())).collect();
    assert_eq!(opened, [(Obstacle::Limit, 1.0), (Obstacle::Limit, 1.0)], "either limit alone blocks");
}

#[test]
fn a_red_line_that_blocks_is_named() {
    let mut first = weighted(ranked(&[0, 1]), vec![order(&[0, 1]), order(&[0, 1])], Limit::Any);
    let mut second = weighted(ranked(&[0, 1]), vec![order(&[1, 0]), order(&[1, 0])], Limit::Any);
    let line = |option| RedLine { refuses: Pattern::new([(0, vec![option])]), standing: Standing::Firm };
    first.red_lines = vec![line(1)];
    second.red_lines = vec![line(0)];
    let scenario = scenario(space(&[2, 2], vec![]), vec![first, second]);
    let odds = odds(&scenario, &PLAN, &uninterrupted).unwrap();
    assert_eq!((odds.deal.count, odds.margin.median), (0, Margin::Impossible));
    assert!(odds.best_package.is_none_or(|best| best.share == 0.0));
    let named: Vec<_> = odds.blocks.iter().map(|block| (block.party, block.what, block.deal_without.share())).collect();
    assert_eq!(named, [(0, Obstacle::RedLine(0), 1.0), (1, Obstacle::RedLine(0), 1.0)]);
}

/// Lahdelma & Salminen's indices on a case with a closed form: w_1 uniform on [.5, 1]; x = (1,0), y = (0,1),
/// z = (.6,.6): x is first iff w_1 > .6.
#[test]
fn rank_acceptability_has_the_closed_form() {
    let judgement = vec![values(&["1", "0", "0.6"]), values(&["0", "1", "0.6"])];
    let scenario = scenario(space(&[3, 3], vec![]), vec![weighted(ranked(&[0, 1]), judgement, Limit::Any)]);
    let draws = drawn(&scenario, 10_000);
    let packages = [[0, 0], [1, 1], [2, 2]].map(Outcome::new);
    let [x, y, z] = <[_; 3]>::try_from(rank_acceptability(&draws, 0, &packages)).unwrap();
    assert!((x.ranks[0] - 0.8).abs() < 0.012, "{:?}", x.ranks);
    assert!((z.ranks[0] - 0.2).abs() < 0.012, "{:?}", z.ranks);
    assert_eq!((y.ranks[0], y.central_weights, y.confidence), (0.0, None, None));
    assert!((x.central_weights.unwrap()[0] - 0.8).abs() < 0.005);
    assert_eq!(x.confidence, Some(1.0));
}

#[test]
fn tied_packages_share_their_ranks() {
    let scenario = scenario(space(&[2], vec![]), vec![weighted(ranked(&[0]), vec![values(&["1", "1"])], Limit::Any)]);
    let found = rank_acceptability(&drawn(&scenario, 10), 0, &[Outcome::new([0]), Outcome::new([1])]);
    assert!(found.iter().all(|package| package.ranks == [0.5, 0.5]));
}

#[test]
fn the_weight_at_which_a_preference_flips() {
    assert_eq!(indifferent_weight(&exact("0.4"), &exact("-0.1")), Some(exact("0.2")));
    assert_eq!(indifferent_weight(&exact("0.4"), &exact("0.1")), None);
    assert_eq!(indifferent_weight(&exact("0.4"), &exact("0.4")), None);
}

/// The same by bisection: one issue each; the party accepts x = (.4 better, .1 worse) while its weight is above .2.
#[test]
fn a_flip_is_found_by_bisection() {
    // Worth of the only package: w × 1 + (1 - w) × 0.5, against a limit of 0.6: it is acceptable from w = 0.2 on.
    let weights = WeightJudgement { issues: 2, intervals: vec![(0, range("0", "1"))], ..Default::default() };
    let scenario = scenario(
        space(&[1, 1], vec![]),
        vec![weighted(weights, vec![values(&["1"]), values(&["0.5"])], Limit::Range(range("0.6", "0.6")))],
    );
    let found = flips(&zone(&scenario, 400), &[], &uninterrupted).unwrap();
    let deal = found.iter().find(|flip| flip.conclusion == Conclusion::Deal).unwrap();
    assert_eq!(deal.input.kind, InputKind::Weight(0));
    assert!((deal.value - 0.2).abs() < 0.002 && (deal.distance - 0.3).abs() < 0.002, "{deal:?}");
}

#[test]
fn the_tornado_names_what_matters() {
    // Only the seller's limit can matter: the buyer's is a point.
    let scenario = price(100, "1", ("0.2", "0.9"), ("0.5", "0.5"));
    let found = tornado(&zone(&scenario, 2_000), &uninterrupted).unwrap();
    assert_eq!(found.bars.len(), 1);
    let bar = &found.bars[0];
    assert_eq!((bar.input.party, bar.input.kind, bar.input.ends), (0, InputKind::Limit, EndKind::Range));
    assert_eq!((bar.low.share(), bar.high.share(), bar.effect), (1.0, 0.0, Effect::Both));
    assert_eq!((found.demanding.unwrap().count, found.yielding.unwrap().share()), (0, 1.0));
    let flip = flips(&zone(&scenario, 2_000), &[], &uninterrupted).unwrap().remove(0);
    assert!((flip.value - 0.5).abs() < 0.01, "{flip:?}");
}

#[test]
fn where_the_ends_straddle_a_half_nothing_is_told() {
    let wide = price(100, "1", ("0.2", "0.9"), ("0.5", "0.5"));
    let sure = price(100, "1", ("0.1", "0.3"), ("0.4", "0.6"));
    let plan = DrawPlan { draws: 500, ..PLAN };
    let told = |scenarios: &[&Scenario]| interval(scenarios, &plan, &uninterrupted).unwrap();
    assert_eq!(told(&[&wide]).verdict, Verdict::CannotTell);
    assert_eq!(told(&[&sure]).verdict, Verdict::MoreThanHalf);
    let both = told(&[&sure, &wide]);
    assert_eq!((both.low.scenario, both.low.deal.share(), both.high.deal.share()), (1, 0.0, 1.0));
    assert_eq!(both.verdict, Verdict::CannotTell);
    assert_eq!(interval(&[], &plan, &uninterrupted).unwrap_err(), Missing::Scenarios);
}

#[test]
fn ends_of_the_interval_stand_on_many_draws() {
    let scenario = two_issues();
    let plan = DrawPlan { draws: 3_000, ..PLAN };
    let found = tornado(&zone(&scenario, 3_000), &uninterrupted).unwrap();
    assert!(found.bars.iter().any(|bar| !bar.is_refined), "some stay on few draws");
    assert!(found.bars.iter().all(|bar| bar.low.of == if bar.is_refined { 2_000 } else { 512 }));
    let interval = interval(&[&scenario], &plan, &uninterrupted).unwrap();
    assert!(interval.low.deal.of >= 2_000 && interval.high.deal.of >= 2_000, "{interval:?}");
}

#[test]
fn every_uncertain_input_is_listed() {
    let scenario = two_issues();
    let draws = drawn(&scenario, 200);
    let kinds: Vec<_> = inputs(&draws).into_iter().filter(|input| input.party == 0).map(|input| input.kind).collect();
    let expected = [InputKind::Limit, InputKind::Weight(0), InputKind::Weight(1), InputKind::Value(0, 1), InputKind::Value(1, 1)];
    assert_eq!(kinds, expected);
}

#[test]
fn every_grouping_is_tried() {
    let scenario = two_issues();
    let zone = zone(&scenario, 600);
    let found = groupings(&zone, &uninterrupted).unwrap();
    assert_eq!(found.len(), 3, "one merger, two splits: {found:?}");
    assert!(found.iter().all(|grouping| grouping.deal.of == 600 && grouping.base == found[0].base));
}

/// The worked example of dominance: differences (.1, .4, -.5) under a full ranking have running averages .1, .25, 0.
#[test]
fn a_full_ranking_decides_by_running_averages() {
    let value = |first: &str, second: &str| values(&[first, second]);
    let judgement = vec![value("0.6", "0.5"), value("0.9", "0.5"), value("0", "0.5")];
    let preferences = weighted(ranked(&[0, 1, 2]), judgement.clone(), Limit::Any);
    let (first, second) = (Outcome::new([0, 0, 0]), Outcome::new([1, 1, 1]));
    let found = dominance(&preferences, &first, &second).unwrap();
    let averages: Vec<String> = found.running_averages.as_ref().unwrap().iter().map(|a| a.to_string()).collect();
    assert_eq!(averages, ["0.1", "0.25", "0"]);
    assert!(found.is_certain() && found.is_possible());
    // The same conditions written as ratios take the way over linear programmes.
    let ratios = vec![(0, exact("1"), 1), (1, exact("1"), 2)];
    let general = weighted(WeightJudgement { issues: 3, ratios, ..Default::default() }, judgement, Limit::Any);
    let general = dominance(&general, &first, &second).unwrap();
    assert_eq!((general.least, general.greatest, general.running_averages), (found.least, found.greatest, None));
}

#[test]
fn contradictions_are_counted_and_left_out() {
    let values = || vec![order(&[0, 1, 2]), order(&[2, 1, 0])];
    let limit = Limit::Between { unacceptable: Outcome::new([0, 1]), acceptable: Outcome::new([1, 2]) };
    let scenario = scenario(space(&[3, 3], vec![]), vec![weighted(ranked(&[0, 1]), values(), limit)]);
    let odds = odds(&scenario, &PLAN, &uninterrupted).unwrap();
    assert!(odds.contradictory[0] > 0);
    assert_eq!(odds.deal.of + odds.contradictory[0], PLAN.draws);
    let always = Limit::Between { unacceptable: Outcome::new([0, 2]), acceptable: Outcome::new([2, 0]) };
    let scenario = uncertainty_support::scenario(space(&[3, 3], vec![]), vec![weighted(ranked(&[0, 1]), values(), always)]);
    let never = Draws::new(&scenario, PLAN).and_then(|draws| Zone::new(draws, &uninterrupted));
    assert_eq!(never.unwrap().deal().of, 0);
    assert_eq!(zopa_analysis::uncertainty::odds(&scenario, &PLAN, &uninterrupted).unwrap_err(), Missing::Contradiction);
}
