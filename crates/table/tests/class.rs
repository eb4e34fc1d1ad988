//! What variation keeps, on random scorable games, and what a debrief tells.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use zopa_analysis::solution::Powers;
use zopa_analysis::{Limits, solve};
use zopa_model::{Exact, ExactFactor, Issue, Outcome, OutcomeSpace, Quantum, Threshold, Utility};
use zopa_table::class::{Course, Ended, Form, Game, debrief, measured, summary};

/// Points of every option, part by part, and the share of its best that each asks for.
#[derive(Clone, Debug)]
struct Drawn {
    tables: Vec<Vec<Vec<i64>>>,
    limits: Vec<u32>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (2usize..4, prop::collection::vec(1usize..5, 2..5)).prop_flat_map(|(parties, sizes)| {
        let table: Vec<_> = sizes.iter().map(|size| prop::collection::vec(0i64..60, *size)).collect();
        (prop::collection::vec(table, parties), prop::collection::vec(0u32..70, parties))
            .prop_map(|(tables, limits)| Drawn { tables, limits })
    })
}

impl Drawn {
    fn space(&self) -> OutcomeSpace {
        let issue =
            |(at, table): (usize, &Vec<i64>)| Issue::categorical(format!("issue {at}"), (0..table.len()).map(|o| o.to_string()));
        OutcomeSpace::new(self.tables[0].iter().enumerate().map(issue).collect(), vec![])
    }

    /// With `over` as the denominator of every number: more than 200 of them are rounded.
    fn utilities(&self, over: i64) -> Vec<Utility> {
        let sizes = self.space().sizes();
        let exact = |units: i64| Exact::ratio(units, over).expect("positive");
        let utility = |(tables, share): (&Vec<Vec<i64>>, &u32)| {
            let factor = |(issue, table): (usize, &Vec<i64>)| ExactFactor {
                issues: vec![issue],
                values: table.iter().map(|&u| exact(u)).collect(),
            };
            let best: i64 = tables.iter().map(|table| table.iter().max().expect("not empty")).sum();
            let limit = Threshold::At(exact(best * i64::from(*share) / 100));
            Utility::from_exact(&sizes, tables.iter().enumerate().map(factor).collect(), None, limit, None, vec![])
                .expect("small")
        };
        self.tables.iter().zip(&self.limits).map(utility).collect()
    }

    /// The course, or nothing where somebody does not mind anything.
    fn course(&self, seed: u64, is_varied: bool) -> Option<Course> {
        let names: Vec<String> = (0..self.tables.len()).map(|at| format!("party {at}")).collect();
        Course::of_points(&self.space(), &self.utilities(1), &names, seed, is_varied).ok()
    }
}

fn has_zone(game: &Game) -> bool {
    solve(&game.problem(), &Powers::equal(), &Limits::default()).rational.is_ok()
}

/// -1, 0 or 1 for every pair of values.
fn order(values: &[i128]) -> Vec<std::cmp::Ordering> {
    values.iter().flat_map(|one| values.iter().map(move |other| one.cmp(other))).collect()
}

fn ranges(tables: &[Vec<i128>]) -> Vec<i128> {
    tables.iter().map(|table| table.iter().max().unwrap() - table.iter().min().unwrap()).collect()
}

/// To which part each issue matters most, where that is one.
fn traders(game: &Game) -> Vec<Option<usize>> {
    let all: Vec<Vec<i128>> = game.payoffs.iter().map(|payoff| ranges(&payoff.points)).collect();
    let share = |part: usize, issue: usize| Exact::ratio(all[part][issue], all[part].iter().sum::<i128>()).unwrap();
    let of_issue = |issue: usize| {
        let most = (0..all.len()).map(|part| share(part, issue)).max().unwrap();
        let those: Vec<usize> = (0..all.len()).filter(|&part| share(part, issue) == most).collect();
        (those.len() == 1).then(|| those[0])
    };
    (0..game.space.issues().len()).map(of_issue).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn variation_keeps_what_it_says_that_it_keeps(case in drawn(), seed in any::<u64>(), group in 1u32..40) {
        let Some(course) = case.course(seed, true) else { return Ok(()) };
        let game = course.game(group);
        prop_assert_eq!(&game, &course.game(group), "the same seed and group give the same game");
        let before = course.base();
        for (was, is) in before.payoffs.iter().zip(&game.payoffs) {
            for (one, other) in was.points.iter().zip(&is.points) {
                prop_assert_eq!(order(one), order(other), "options");
            }
            prop_assert_eq!(order(&ranges(&was.points)), order(&ranges(&is.points)), "weights");
        }
        prop_assert_eq!(has_zone(before), has_zone(&game), "zone");
        for (was, is) in traders(before).into_iter().zip(traders(&game)) {
            prop_assert!(was.is_none() || was == is, "who cares most: {:?} {:?}", was, is);
        }
        if game.is_varied {
            for (payoff, share) in game.payoffs.iter().zip(before.payoffs.iter().map(|payoff| {
                let whole: i128 = ranges(&payoff.points).iter().sum();
                let least: i128 = payoff.points.iter().map(|table| table.iter().min().unwrap()).sum();
                (payoff.nothing - least) as f64 / whole as f64
            })) {
                let whole: i128 = ranges(&payoff.points).iter().sum();
                prop_assert!((payoff.nothing as f64 - share * whole as f64).abs() <= 1.5, "limit");
                prop_assert!((80..=150).contains(&whole), "about a hundred points: {}", whole);
            }
        }
    }

    #[test]
    fn rounding_keeps_orders_and_ties(case in drawn()) {
        // A prime denominator and numbers above 200 of it cannot be shown as they are.
        let scaled = Drawn { tables: case.tables.iter().map(|t| t.iter().map(|o| o.iter().map(|u| u * 977).collect()).collect()).collect(), ..case.clone() };
        let (Some(exact), Some(rounded)) = (case.course(1, false), scaled.course(1, false)) else { return Ok(()) };
        for (own, (was, is)) in case.tables.iter().zip(exact.base().payoffs.iter().zip(&rounded.base().payoffs)) {
            let best: i64 = own.iter().map(|table| table.iter().max().unwrap()).sum();
            prop_assert_eq!(was.is_exact, best <= 200);
            prop_assert!(!is.is_exact);
            for ((typed, one), other) in own.iter().zip(&was.points).zip(&is.points) {
                let typed: Vec<i128> = typed.iter().map(|&units| i128::from(units)).collect();
                prop_assert_eq!(order(&typed), order(one));
                prop_assert_eq!(order(&typed), order(other));
            }
        }
    }

    #[test]
    fn a_debrief_agrees_with_a_search_through_all_outcomes(case in drawn(), seed in any::<u64>(), pick in any::<prop::sample::Index>()) {
        let Some(course) = case.course(seed, true) else { return Ok(()) };
        let game = course.game(1);
        let outcomes: Vec<Outcome> = game.space.outcomes().collect();
        let chosen = pick.get(&outcomes);
        let told = measured(&game, 1, Some(&Form::Deal(chosen.options().to_vec()))).unwrap();
        let worth = told.worth.unwrap();
        let utilities: Vec<Utility> = game.payoffs.iter().map(zopa_table::class::Payoff::utility).collect();
        let of = |outcome: &Outcome| -> Vec<i128> { utilities.iter().map(|utility| utility.evaluate(outcome)).collect() };
        let own = of(chosen);
        prop_assert_eq!(&worth.points, &own);
        let beats = |outcome: &&Outcome| { let units = of(outcome); units != own && units.iter().zip(&own).all(|(a, b)| a >= b) };
        let beaten = outcomes.iter().any(|outcome| beats(&outcome));
        prop_assert_eq!(worth.is_efficient, Some(!beaten));
        prop_assert_eq!(worth.better.is_some(), beaten);
        prop_assert_eq!(worth.to_frontier == Some(0.0), !beaten);
        for (part, &got) in own.iter().enumerate() {
            let best = outcomes.iter().map(|outcome| of(outcome)[part]).max().unwrap();
            prop_assert_eq!(told.best[part], best);
            prop_assert_eq!(worth.accepts[part], got >= told.limits[part].unwrap());
            if best > told.nothing[part] {
                let share = (got - told.nothing[part]) as f64 / (best - told.nothing[part]) as f64;
                prop_assert!((worth.shares[part] - share).abs() < 1e-12);
            }
        }
    }
}

/// The textbook's trade over two issues, in eighths.
fn trade() -> Drawn {
    Drawn { tables: vec![vec![vec![4, 2, 0], vec![4, 1]], vec![vec![0, 3, 4], vec![0, 4]]], limits: vec![25, 25] }
}

fn in_eighths(seed: u64, is_varied: bool) -> Course {
    let trade = trade();
    let names = ["A".to_owned(), "B".to_owned()];
    Course::of_points(&trade.space(), &trade.utilities(8), &names, seed, is_varied).expect("playable")
}

#[test]
fn small_fractions_are_shown_exactly() {
    let course = in_eighths(1, false);
    let points: Vec<_> =
        course.base().payoffs.iter().map(|payoff| (payoff.points.clone(), payoff.limit, payoff.is_exact)).collect();
    assert_eq!(points[0], (vec![vec![48, 24, 0], vec![48, 12]], Threshold::At(24), true));
    assert_eq!(points[1], (vec![vec![0, 36, 48], vec![0, 48]], Threshold::At(24), true));
}

#[test]
fn groups_get_payoffs_of_their_own_and_so_do_seeds() {
    let games: BTreeSet<String> = (0..4)
        .flat_map(|seed| (1..26).map(move |group| (seed, group)))
        .map(|(seed, group)| {
            let game = in_eighths(seed, true).game(group);
            assert!(game.is_varied);
            format!("{:?}", game.payoffs)
        })
        .collect();
    assert!(games.len() >= 98, "{} of 100 differ", games.len());
    let marks: BTreeSet<String> = (0..4).flat_map(|seed| (1..26).map(move |group| in_eighths(seed, true).mark(group))).collect();
    assert_eq!(marks.len(), 100);
    assert_ne!(in_eighths(1, true).mark(1), in_eighths(1, false).mark(1));
}

#[test]
fn golden_vectors() {
    let course = in_eighths(7, true);
    let game = course.game(3);
    let points: Vec<_> = game.payoffs.iter().map(|payoff| (payoff.points.clone(), payoff.limit)).collect();
    assert_eq!(
        format!("{points:?} {}", course.mark(3)),
        "[([[55, 25, 0], [51, 0]], At(15)), ([[0, 34, 46], [0, 46]], At(23))] CH6E",
        "the payoffs of every class would change"
    );
}

#[test]
fn a_game_without_a_zone_stays_one() {
    let mut trade = trade();
    trade.limits = vec![90, 90];
    let course = trade.course(3, true).expect("playable");
    assert!((1..20).all(|group| !has_zone(&course.game(group))));
    let told = measured(&course.game(1), 1, Some(&Form::NoDeal)).unwrap();
    assert!(!told.worth.unwrap().is_missed, "walking away was right");
}

#[test]
fn a_debrief_of_a_class_can_be_checked_with_a_pencil() {
    let course = in_eighths(1, false);
    // b and x: 72 and 36 points. c and x is dominated by a and y. Nobody signed in group 3; group 4 is not in.
    let forms = BTreeMap::from([
        (1, Some(Form::Deal(vec![1, 0]))),
        (2, Some(Form::Deal(vec![2, 0]))),
        (3, Some(Form::NoDeal)),
        (4, None),
        (5, Some(Form::Deal(vec![2, 1]))),
    ]);
    let told = debrief(&course, &forms).unwrap();
    let worth = |at: usize| told[at].worth.clone().unwrap();
    assert_eq!((worth(0).points, worth(0).is_efficient), (vec![72, 36], Some(true)));
    assert_eq!(worth(0).shares, [48.0 / 72.0, 12.0 / 72.0]);
    assert_eq!((worth(1).is_efficient, worth(1).better), (Some(false), Some(Outcome::new([0, 1]))));
    assert_eq!((worth(1).points, worth(1).to_frontier.map(|to| to > 0.0)), (vec![48, 48], Some(true)));
    assert_eq!((worth(2).points, worth(2).shares, worth(2).is_missed), (vec![24, 24], vec![0.0, 0.0], true));
    assert_eq!((told[3].ended, told[3].worth.is_none()), (Ended::NotIn, true));
    assert_eq!(worth(4).accepts, [false, true], "12 points are below the limit of 24");
    assert_eq!(told[0].frontier.len(), 5);
    let class = summary(&told, 2);
    assert_eq!((class.groups, class.deals, class.no_deals, class.not_in, class.missed), (5, 3, 1, 1, 1));
    assert_eq!((class.efficient, class.below_limit, class.no_zone), (2, 1, 0));
    assert_eq!(class.shares[0].of, 3);
}

#[test]
fn what_cannot_be_played_is_refused_with_a_way_out() {
    let names = ["A".to_owned(), "B".to_owned()];
    let space = OutcomeSpace::new(vec![Issue::categorical("a", (0..130).map(|o| o.to_string()))], vec![]);
    let flat = |limit| Utility {
        quantum: Quantum::new(1).unwrap(),
        constant: 0,
        factors: vec![],
        cap: None,
        reservation: limit,
        disagreement: None,
        refusals: vec![],
        exact: true,
    };
    let refused = |space: &OutcomeSpace, utility: Utility| {
        let fault = Course::of_points(space, &[utility.clone(), utility], &names, 1, false).expect_err("not playable");
        format!("{fault}: {}", fault.way_out())
    };
    assert!(refused(&space, flat(Threshold::Any)).contains("130 options"));
    let small = trade().space();
    assert!(refused(&small, flat(Threshold::Any)).contains("everything is worth the same"));
    assert!(refused(&small, flat(Threshold::Never)).contains("says yes to nothing"));
    let capped = Utility { cap: Some(1), ..flat(Threshold::Any) };
    assert!(refused(&small, capped).contains("no sheet can list them"));
    let alone = Course::of_points(&small, &trade().utilities(8)[..1], &names[..1], 1, false);
    assert!(alone.expect_err("one party").to_string().contains("from 2 to 6"));
}
