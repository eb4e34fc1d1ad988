//! Packages against brute force, and against answers known from papers and worked by hand.

use proptest::prelude::*;
use zopa_analysis::Limits;
use zopa_analysis::packages::acceptance::acceptance;
use zopa_analysis::packages::blocked::{blocks, closed_options, packages_open};
use zopa_analysis::packages::explanation::{Claim, Explanation, Kind, WouldChange};
use zopa_analysis::packages::improvement::{Improvement, improvement};
use zopa_analysis::packages::logroll::{BestExchange, Contrast, best_exchange, exchanges_over, trade_pairs};
use zopa_analysis::packages::mean::{NoMean, mean_problem, mean_utility};
use zopa_analysis::packages::meso::{Evidence, MenuRequest, Search, menu};
use zopa_model::{BargainingProblem, Exact, ExactFactor, Issue, Outcome, OutcomeSpace, Pattern, Rule, Threshold, Units, Utility};

fn space(sizes: &[usize], rules: Vec<Rule>) -> OutcomeSpace {
    let issue = |(k, &size): (usize, &usize)| Issue::categorical(format!("issue {k}"), (0..size).map(|o| o.to_string()));
    OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), rules)
}

/// A utility from whole numbers divided by `scale`; factors over one issue or two.
fn utility(sizes: &[usize], scale: i64, factors: &[(&[usize], Vec<i64>)], reservation: Threshold<i64>) -> Utility {
    let value = |value: i64| Exact::ratio(value, scale).unwrap();
    let factor = |(issues, values): &(&[usize], Vec<i64>)| ExactFactor {
        issues: issues.to_vec(),
        values: values.iter().map(|&v| value(v)).collect(),
    };
    Utility::from_exact(sizes, factors.iter().map(factor).collect(), None, reservation.map(value), None, vec![]).unwrap()
}

fn additive(scale: i64, issues: &[&[i64]], reservation: Threshold<i64>) -> Utility {
    let sizes: Vec<usize> = issues.iter().map(|values| values.len()).collect();
    let numbers: Vec<[usize; 1]> = (0..issues.len()).map(|issue| [issue]).collect();
    let factors: Vec<(&[usize], Vec<i64>)> = numbers.iter().zip(issues).map(|(k, v)| (&k[..], v.to_vec())).collect();
    utility(&sizes, scale, &factors, reservation)
}

fn outcome(options: &[u32]) -> Outcome {
    Outcome::new(options)
}

/// Two issues in eighths: a, b, c worth (4,0), (2,3), (0,4); x, y worth (4,0), (1,4).
fn eighths() -> (OutcomeSpace, Vec<Utility>) {
    let first = additive(8, &[&[4, 2, 0], &[4, 1]], Threshold::Any);
    let second = additive(8, &[&[0, 3, 4], &[0, 4]], Threshold::Any);
    (space(&[3, 2], vec![]), vec![first, second])
}

#[test]
fn the_one_improvement_of_a_dominated_deal_is_found() {
    let (space, utilities) = eighths();
    let problem = BargainingProblem { space: &space, utilities };
    let found = improvement(&problem, &outcome(&[2, 0]), &Limits::default());
    let Improvement::Found { chosen, frontier, exact } = &found else { panic!("{found:?}") };
    assert_eq!((chosen.outcome.options(), &chosen.gains[..], frontier.len(), *exact), (&[0, 1][..], &[1, 0][..], 1, true));
    let explained = Explanation::of_improvement(&found, &problem.utilities.iter().map(|u| u.quantum).collect::<Vec<_>>());
    assert_eq!(explained.kind, Kind::Efficient);
    assert_eq!(explained.what, [Claim::Better { package: outcome(&[0, 1]), exact: true }]);
    assert_eq!(improvement(&problem, &outcome(&[0, 1]), &Limits::default()), Improvement::Efficient);
}

#[test]
fn a_bounded_search_never_calls_a_package_efficient() {
    let (space, utilities) = eighths();
    let problem = BargainingProblem { space: &space, utilities };
    let tight = Limits { points: 1, ..Limits::default() };
    assert!(matches!(improvement(&problem, &outcome(&[0, 1]), &tight), Improvement::NoneFound { .. }));
    let Improvement::Found { chosen, exact, .. } = improvement(&problem, &outcome(&[2, 0]), &tight) else { panic!("found") };
    assert_eq!((chosen.outcome, exact), (outcome(&[0, 1]), false));
}

/// Weights (.6, .1) against (.2, .5): ln 6 - ln .4 = 2.708.
#[test]
fn trades_are_ranked_by_how_differently_the_sides_weigh() {
    let first = additive(10, &[&[6, 0], &[1, 0], &[3, 0]], Threshold::Any);
    let second = additive(10, &[&[0, 2], &[0, 5], &[0, 3]], Threshold::Any);
    let space = space(&[2, 2, 2], vec![]);
    let pairs = trade_pairs(&BargainingProblem { space: &space, utilities: vec![first, second] }, (0, 1));
    assert_eq!((pairs[0].issues, pairs[0].gains_on_first), ((0, 1), 0));
    assert_eq!(pairs[0].contrast, Contrast::Times("15".parse().unwrap()));
    assert!((pairs[0].contrast.logarithm() - 2.708_050_201).abs() < 1e-9);
    assert_eq!(pairs.iter().map(|pair| pair.issues).collect::<Vec<_>>(), [(0, 1), (1, 2), (0, 2)]);
}

#[test]
fn an_issue_that_one_side_does_not_mind_ranks_first() {
    let first = additive(1, &[&[6, 0], &[1, 1], &[3, 0]], Threshold::Any);
    let second = additive(1, &[&[0, 2], &[0, 5], &[5, 0]], Threshold::Any);
    let space = space(&[2, 2, 2], vec![]);
    let pairs = trade_pairs(&BargainingProblem { space: &space, utilities: vec![first, second] }, (0, 1));
    assert_eq!(pairs.len(), 1, "the third issue is wanted alike by both");
    assert_eq!((pairs[0].issues, pairs[0].contrast.logarithm()), ((0, 1), f64::INFINITY));
}

#[test]
fn an_exchange_says_who_yields_what_and_when_it_stops_paying() {
    let first = additive(10, &[&[6, 0], &[1, 0]], Threshold::Any);
    let second = additive(10, &[&[0, 2], &[0, 5]], Threshold::Any);
    let space = space(&[2, 2], vec![]);
    let problem = BargainingProblem { space: &space, utilities: vec![first.clone(), second.clone()] };
    let BestExchange::Found(found) = best_exchange(&problem, &outcome(&[1, 0])) else { panic!("a trade pays") };
    assert_eq!(found.to, outcome(&[0, 1]));
    let quanta: Vec<_> = problem.utilities.iter().map(|u| u.quantum).collect();
    let [a, b] = &found.sides;
    // Tenths for the first and second alike.
    assert_eq!((a.yields, a.gains, a.total), ((1, -1), (0, 6), 5));
    assert_eq!((b.yields, b.gains, b.total), ((0, -2), (1, 5), 3));
    assert_eq!(a.break_even, Exact::ratio(1, 6));
    let explained = Explanation::of_exchange(&found, &quanta);
    assert_eq!((explained.kind, explained.what.len(), explained.changes.len()), (Kind::Trade, 4, 2));
    let none = best_exchange(&problem, &outcome(&[0, 1]));
    assert_eq!(none, BestExchange::None { examined: 1 });
    let drawn = exchanges_over(&space, &[vec![first.clone(), second], vec![first.clone(), first]], &outcome(&[1, 0]), 3);
    assert_eq!((drawn.len(), drawn[0].pays, drawn[0].to.clone()), (1, 1, outcome(&[0, 1])));
    assert_eq!(drawn[0].mean_gains, [0.5, 0.3]);
}

#[test]
fn a_menu_is_different_packages_of_near_equal_worth() {
    // Four issues worth 0 or 1 to the own side; the other side minds them 8, 4, 2, 1.
    let own = additive(1, &[&[0, 1], &[0, 1], &[0, 1], &[0, 1]], Threshold::Any);
    let other = additive(1, &[&[8, 0], &[4, 0], &[2, 0], &[1, 0]], Threshold::Any);
    let space = space(&[2, 2, 2, 2], vec![]);
    let problem = BargainingProblem { space: &space, utilities: vec![own, other] };
    let request = MenuRequest { own: 0, other: 1, level: 2, width: 0, count: 3, most_listed: 1000 };
    let found = menu(&problem, &request);
    let offers: Vec<_> =
        found.offers.iter().map(|offer| (offer.outcome.options().to_vec(), offer.other, offer.distance)).collect();
    assert_eq!(
        offers,
        [(vec![0, 0, 1, 1], 12, None), (vec![1, 1, 0, 0], 3, Some(4)), (vec![0, 1, 0, 1], 10, Some(2))],
        "best for the other first, then the farthest, ties by the smaller options"
    );
    assert_eq!((found.search, found.in_band, found.is_full()), (Search::Listed, 6, true));
    let narrow = menu(&problem, &MenuRequest { level: 4, ..request });
    assert_eq!((narrow.offers.len(), narrow.is_full()), (1, false), "the band is not widened");
    let searched = menu(&problem, &MenuRequest { most_listed: 1, ..request });
    assert_eq!((searched.offers, matches!(searched.search, Search::BestFound { .. })), (found.offers, true));
}

#[test]
fn a_large_space_is_searched_and_says_so() {
    let sizes = vec![10; 40];
    let issues: Vec<Vec<i64>> = (0..40).map(|k| (0..10).map(|o| o * (k % 7 + 1)).collect()).collect();
    let against: Vec<Vec<i64>> = (0..40).map(|k| (0..10).map(|o| (9 - o) * (k % 5 + 1)).collect()).collect();
    let of = |values: &Vec<Vec<i64>>| additive(1, &values.iter().map(Vec::as_slice).collect::<Vec<_>>(), Threshold::Any);
    let space = space(&sizes, vec![]);
    let problem = BargainingProblem { space: &space, utilities: vec![of(&issues), of(&against)] };
    let request = MenuRequest { own: 0, other: 1, level: 800, width: 5, count: 4, most_listed: 1 << 16 };
    let found = menu(&problem, &request);
    assert!(matches!(found.search, Search::BestFound { .. }));
    assert!(found.is_full());
    assert!(found.offers.iter().all(|offer| (795..=805).contains(&offer.own)));
    assert!(found.offers[1].distance.unwrap() > 20, "{:?}", found.offers[1].distance);
    assert!(found.offers[1..].iter().all(|offer| offer.other <= found.offers[0].other));
}

/// Two offers worth (speed, money) = (1, 0) and (.2, .7) to the other side, which takes the second: speed weighs
/// .7 / 1.5 = .4667 at most.
#[test]
fn a_choice_between_offers_bounds_the_weights() {
    let numbers = |values: [&str; 2]| values.map(|value| value.parse::<Exact>().unwrap());
    let evidence = Evidence::of_choice(&numbers(["0.2", "0.7"]), &numbers(["1", "0"]));
    assert_eq!(evidence.excess, numbers(["-0.8", "0.7"]));
    assert_eq!(evidence.largest_weight(0), Exact::ratio(7, 15));
    assert_eq!(evidence.largest_weight(1), Some(Exact::one()));
    assert_eq!(Evidence::of_choice(&numbers(["0", "0"]), &numbers(["1", "1"])).largest_weight(0), None);
}

#[test]
fn acceptance_counts_draws_and_names_the_change_that_helps_most() {
    // One party accepts from 6 or from 4; the other everything.
    let strict = additive(1, &[&[0, 3, 5], &[0, 2]], Threshold::At(6));
    let loose = additive(1, &[&[0, 3, 5], &[0, 2]], Threshold::At(4));
    let easy = additive(1, &[&[0, 0, 0], &[0, 0]], Threshold::Any);
    let space = space(&[3, 2], vec![]);
    let draws = vec![vec![strict.clone(), easy.clone()], vec![loose.clone(), easy.clone()], vec![loose, easy.clone()]];
    let found = acceptance(&space, &draws, &outcome(&[1, 0]));
    assert_eq!((found.by_all, found.parties[0].accepts, found.parties[0].below_limit), (0, 0, 3));
    let shortfall = found.parties[0].shortfall.unwrap();
    assert_eq!((shortfall.low, shortfall.high, shortfall.draws), (1.0, 3.0, 3));
    let best = found.best_change().unwrap();
    assert_eq!((best.issue, best.to, best.by_all), (0, 2, 2));
    let blocked = blocks(&found, 0);
    assert_eq!((blocked[0].issue, blocked[0].openings[0].opens, blocked[0].refused), (0, 2, 3));
    assert_eq!((blocked[1].issue, blocked[1].openings[0].opens), (1, 2));
    let explained = Explanation::of_block(&blocked[0], &found);
    assert!(matches!(explained.changes[0], WouldChange::Moving { to: 2, party: Some(0), .. }));
    assert!(explained.changes.contains(&WouldChange::LowerLimit(0)));
    let odds = Explanation::of_acceptance(&found, Some(3));
    assert_eq!((odds.kind, odds.what.len()), (Kind::Odds, 2));
    // With the first clause at its worst nothing reaches 6 or 4; in the middle nothing reaches 6.
    let closed = closed_options(&space, &draws, 0);
    let counts: Vec<_> = closed.iter().map(|closed| (closed.issue, closed.option, closed.closed, closed.exact)).collect();
    assert_eq!(counts, [(0, 0, 3, true), (0, 1, 1, true), (1, 0, 1, true)]);
    let open = packages_open(&space, &strict, 0, 100).unwrap();
    assert_eq!(open, [0, 0, 1]);
    let explained = Explanation::of_closed_option(&closed[0], Some(&open));
    assert_eq!(explained.changes, [WouldChange::Opening { issue: 0, to: 2, packages: 1 }, WouldChange::LowerLimit(0)]);
    assert_eq!(packages_open(&space, &strict, 0, 5), None);
}

#[test]
fn a_mean_utility_is_exact_or_says_why_not() {
    let (_, utilities) = eighths();
    let doubled = additive(8, &[&[8, 4, 0], &[0, 0]], Threshold::At(3));
    let sevenths = additive(7, &[&[8, 4, 0], &[0, 0]], Threshold::Any);
    let mean = mean_utility(&[vec![utilities[0].clone()], vec![sevenths]], 0);
    assert_eq!(mean, Err(NoMean::DifferentQuanta));
    let mean = mean_utility(&[vec![utilities[0].clone()], vec![doubled.clone()]], 0).unwrap();
    let package = outcome(&[1, 1]);
    assert_eq!(mean.evaluate(&package), utilities[0].evaluate(&package) + doubled.evaluate(&package));
    assert_eq!(mean.quantum.denominator(), 16);
    assert_eq!(mean_problem(&space(&[3, 2], vec![]), &[]).unwrap_err(), NoMean::NoDraws);
}

/// Random problems of two or three parties over three issues, some with a linkage, a rule, a red line.
fn problems() -> impl Strategy<Value = (OutcomeSpace, Vec<Utility>, Outcome)> {
    let party = (prop::collection::vec(-3i64..6, 9), prop::collection::vec(-2i64..3, 9), 1i64..4, any::<bool>(), 0i64..8);
    let lines = prop::collection::vec((0usize..3, 0u32..3, 0u32..3), 0..2);
    (prop::collection::vec(party, 2..4), lines.clone(), lines, prop::collection::vec(0u32..3, 3)).prop_map(
        |(parties, rules, refusals, from)| {
            let sizes = [3, 3, 3];
            let pattern =
                |(issue, one, other): &(usize, u32, u32)| Pattern::new([(*issue, vec![*one]), ((issue + 1) % 3, vec![*other])]);
            let rules = rules.iter().map(|line| Rule { forbids: pattern(line), reason: "r".into() }).collect();
            let utilities = parties
                .iter()
                .map(|(values, linkage, scale, linked, least)| {
                    let mut factors: Vec<(&[usize], Vec<i64>)> =
                        vec![(&[0], values[0..3].to_vec()), (&[1], values[3..6].to_vec()), (&[2], values[6..9].to_vec())];
                    if *linked {
                        factors.push((&[0, 2], linkage.clone()));
                    }
                    utility(&sizes, *scale, &factors, Threshold::At(*least))
                })
                .enumerate()
                .map(|(party, made)| Utility { refusals: refusals.iter().skip(party).take(1).map(pattern).collect(), ..made })
                .collect();
            (space(&sizes, rules), utilities, Outcome::new(from))
        },
    )
}

fn is_open(problem: &BargainingProblem, outcome: &Outcome) -> bool {
    problem.space.is_feasible(outcome) && !problem.utilities.iter().any(|u| u.refusals.iter().any(|line| line.fits(outcome)))
}

fn gains(problem: &BargainingProblem, from: &Outcome, to: &Outcome) -> Vec<Exact> {
    problem.utilities.iter().map(|u| u.quantum.exact(u.evaluate(to) - u.evaluate(from))).collect()
}

fn sorted(mut gains: Vec<Exact>) -> Vec<Exact> {
    gains.sort();
    gains
}

proptest! {
    #[test]
    fn improvements_are_those_of_a_listing((space, utilities, from) in problems()) {
        let problem = BargainingProblem { space: &space, utilities };
        let zero = Exact::zero();
        let better: Vec<Outcome> = space.outcomes().filter(|y| is_open(&problem, y)).filter(|y| {
            let gains = gains(&problem, &from, y);
            gains.iter().all(|g| g >= &zero) && gains.iter().any(|g| g > &zero)
        }).collect();
        match improvement(&problem, &from, &Limits::default()) {
            Improvement::Efficient => prop_assert!(better.is_empty()),
            Improvement::Found { chosen, frontier, exact } => {
                prop_assert!(exact);
                let best = better.iter().map(|y| sorted(gains(&problem, &from, y))).max().unwrap();
                prop_assert_eq!(sorted(gains(&problem, &from, &chosen.outcome)), best);
                let units: Vec<Vec<Units>> = better.iter().map(|y| problem.evaluate(y)).collect();
                let dominated = |v: &Vec<Units>| units.iter().any(|w| w != v && w.iter().zip(v).all(|(a, b)| a >= b));
                let mut expected: Vec<Vec<Units>> = units.iter().filter(|v| !dominated(v)).cloned().collect();
                expected.sort();
                expected.dedup();
                let mut got: Vec<Vec<Units>> = frontier.iter().map(|step| problem.evaluate(&step.outcome)).collect();
                got.sort();
                prop_assert_eq!(got, expected);
            }
            Improvement::NoneFound { .. } => prop_assert!(false, "27 outcomes"),
        }
    }

    #[test]
    fn the_best_exchange_is_that_of_a_listing((space, utilities, from) in problems()) {
        let problem = BargainingProblem { space: &space, utilities };
        let zero = Exact::zero();
        let mut best: Option<Vec<Exact>> = None;
        for to in space.outcomes().filter(|to| is_open(&problem, to)) {
            let changed: Vec<usize> = (0..3).filter(|&k| to.option(k) != from.option(k)).collect();
            let [k, l] = changed.as_slice() else { continue };
            let part = |party: usize, issue: usize| gains(&problem, &from, &from.with(issue, to.option(issue)))[party].clone();
            let all = gains(&problem, &from, &to);
            for a in 0..all.len() {
                for b in (0..all.len()).filter(|&b| b != a) {
                    let shaped = part(a, *k) <= zero && part(a, *l) >= zero && part(b, *k) >= zero && part(b, *l) <= zero;
                    let others = (0..all.len()).all(|i| i == a || i == b || all[i] >= zero);
                    if shaped && others && all[a] > zero && all[b] > zero {
                        best = best.max(Some(sorted(vec![all[a].clone(), all[b].clone()])));
                    }
                }
            }
        }
        match best_exchange(&problem, &from) {
            BestExchange::None { examined } => prop_assert!(best.is_none() && examined == 12),
            BestExchange::Found(found) => {
                let all = gains(&problem, &from, &found.to);
                let traders = found.sides.iter().map(|side| all[side.party].clone()).collect();
                prop_assert_eq!(Some(sorted(traders)), best);
                for side in &found.sides {
                    prop_assert!(side.yields.1 <= 0 && side.gains.1 >= 0 && side.yields.0 != side.gains.0);
                    prop_assert_eq!(side.total, found.gains[side.party]);
                }
            }
        }
    }

    #[test]
    fn acceptance_is_what_asking_each_draw_gives((space, first, package) in problems(), (_, second, _) in problems()) {
        let parties = first.len().min(second.len());
        let (first, second) = (first[..parties].to_vec(), second[..parties].to_vec());
        let draws = vec![first.clone(), second.clone(), first];
        let found = acceptance(&space, &draws, &package);
        let all = |outcome: &Outcome| draws.iter().filter(|d| space.is_feasible(outcome) && d.iter().all(|u| u.accepts(outcome))).count();
        prop_assert_eq!(found.by_all, all(&package));
        for (party, accepted) in found.parties.iter().enumerate() {
            prop_assert_eq!(accepted.accepts, draws.iter().filter(|d| space.is_feasible(&package) && d[party].accepts(&package)).count());
        }
        for change in &found.changes {
            let after = package.with(change.issue, change.to);
            prop_assert_eq!(change.by_all, all(&after));
            for party in 0..found.parties.len() {
                let opens = draws.iter().filter(|d| d[party].accepts(&after) && !(space.is_feasible(&package) && d[party].accepts(&package)));
                prop_assert_eq!(change.opens[party], opens.count());
            }
        }
        prop_assert!(found.changes.windows(2).all(|pair| pair[0].by_all >= pair[1].by_all));
        for party in 0..found.parties.len() {
            for issue in 0..3 {
                for option in 0..3u32 {
                    let certain = closed_options(&space, &draws, party).iter()
                        .find(|c| (c.issue, c.option) == (issue, option)).map_or((0, true), |c| (c.closed, c.exact));
                    let truly = draws.iter().filter(|d| !space.outcomes().any(|o| o.option(issue) == option && d[party].accepts(&o))).count();
                    prop_assert!(certain.0 <= truly);
                    let simple = space.rules().is_empty() && draws.iter().all(|d| d[party].factors.len() == 3 && d[party].refusals.is_empty());
                    prop_assert!(!simple || certain.0 == truly);
                }
            }
        }
    }

    #[test]
    fn menus_hold_what_lies_in_the_band((space, utilities, _) in problems(), level in -2i128..15, width in 0i128..4, large in any::<bool>()) {
        let problem = BargainingProblem { space: &space, utilities };
        let request = MenuRequest { own: 0, other: 1, level, width, count: 3, most_listed: if large { 1 } else { 100 } };
        let found = menu(&problem, &request);
        let band: Vec<Outcome> = space.outcomes().filter(|o| is_open(&problem, o))
            .filter(|o| (problem.utilities[0].evaluate(o) - level).abs() <= width).collect();
        prop_assert!(found.offers.iter().all(|offer| band.contains(&offer.outcome)));
        if let Some(first) = found.offers.first() {
            let most = band.iter().map(|o| problem.utilities[1].evaluate(o)).max().unwrap();
            prop_assert_eq!(first.other, most);
        } else {
            prop_assert!(band.is_empty());
        }
        if !large {
            prop_assert_eq!((found.in_band, found.offers.len()), (band.len(), band.len().min(3)));
        }
        let mut distinct: Vec<&Outcome> = found.offers.iter().map(|offer| &offer.outcome).collect();
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), found.offers.len());
    }
}
