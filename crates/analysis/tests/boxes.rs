//! Rewards over ranges, held against every outcome of small spaces, and against the worked example.

mod support;

use proptest::prelude::*;
use support::{Case, issues, undominated, vectors};
use zopa_analysis::{Enclosure, Frontier, Limits, Method, Stop, frontier, frontier_by_sweep, solution::Powers, solve};
use zopa_model::{Factor, OutcomeSpace, Pattern, Pays, Quantum, Region, Rule, Threshold, Units, Utility};

fn utility(factors: Vec<Factor>, constant: Units, cap: Option<Units>) -> Utility {
    Utility {
        quantum: Quantum::new(1).unwrap(),
        constant,
        factors,
        cap,
        reservation: Threshold::At(0),
        disagreement: None,
        refusals: vec![],
        exact: true,
    }
}

fn boxed(bounds: &[(usize, u32, u32)], pays: Pays, units: Units) -> Factor {
    Factor::Box { region: Region::new(bounds.iter().copied()).unwrap(), pays, units }
}

fn a_box(sizes: Vec<usize>, least: Units) -> impl Strategy<Value = Factor> {
    let scope = prop::sample::subsequence((0..sizes.len()).collect::<Vec<_>>(), 1..=sizes.len());
    let ends = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), sizes.len());
    (scope, ends, any::<bool>(), least..30i128).prop_map(move |(issues, ends, inside, units)| {
        let bound = |issue: usize| {
            let (a, b) = (ends[issue].0.index(sizes[issue]) as u32, ends[issue].1.index(sizes[issue]) as u32);
            (issue, a.min(b), a.max(b))
        };
        let region = Region::new(issues.into_iter().map(bound)).unwrap();
        Factor::Box { region, pays: if inside { Pays::Inside } else { Pays::Outside }, units }
    })
}

/// One to four parties over two to four issues, boxes of both kinds, sometimes a cap; rewards of at least `least`.
fn cases(least: Units, most_boxes: usize) -> impl Strategy<Value = Case> {
    prop::collection::vec(1usize..6, 2..5).prop_flat_map(move |sizes| {
        let boxes = prop::collection::vec(a_box(sizes.clone(), least), 1..most_boxes);
        let party = (boxes, 0..5i128, prop::option::weighted(0.4, 5..60i128));
        prop::collection::vec(party, 1..5).prop_map(move |parties| Case {
            space: OutcomeSpace::new(issues(&sizes), vec![]),
            utilities: parties.into_iter().map(|(factors, constant, cap)| utility(factors, constant, cap)).collect(),
        })
    })
}

/// Two parties with up to twenty boxes each over two or three issues, so that many exclude each other.
fn crowded() -> impl Strategy<Value = Case> {
    prop::collection::vec(4usize..8, 2..4).prop_flat_map(|sizes| two_with_boxes(sizes, 10..20))
}

/// Two parties over ten issues of six options: 60 million outcomes.
fn unlistable() -> impl Strategy<Value = Case> {
    two_with_boxes(vec![6; 10], 3..6)
}

fn two_with_boxes(sizes: Vec<usize>, count: std::ops::Range<usize>) -> impl Strategy<Value = Case> {
    let party = prop::collection::vec(a_box(sizes.clone(), 0), count);
    prop::collection::vec(party, 2).prop_map(move |parties| Case {
        space: OutcomeSpace::new(issues(&sizes), vec![]),
        utilities: parties.into_iter().map(|factors| utility(factors, 0, None)).collect(),
    })
}

fn listed(frontier: &Frontier) -> Vec<Vec<Units>> {
    frontier.points.iter().map(|point| point.units.clone()).collect()
}

/// Every point is what its outcome is worth, and together they are what no outcome beats.
fn check(case: &Case, found: &Frontier) -> Result<(), TestCaseError> {
    prop_assert_eq!(&found.stopped, &None);
    for point in &found.points {
        prop_assert_eq!(&case.problem().evaluate(&point.outcome), &point.units);
    }
    prop_assert_eq!(listed(found), undominated(vectors(case, |_| true)));
    Ok(())
}

proptest! {
    #[test]
    fn both_ways_find_what_no_outcome_beats(case in cases(0, 9)) {
        let found = frontier(&case.problem(), &Limits::default());
        prop_assert!(matches!(found.method, Method::Conflicts { .. }), "{:?}", found.method);
        check(&case, &found)?;
        check(&case, &frontier_by_sweep(&case.problem(), &[], &Limits::default()))?;
    }

    #[test]
    fn many_boxes_crossing_each_other(case in crowded()) {
        let found = frontier(&case.problem(), &Limits::default());
        prop_assert!(matches!(found.method, Method::Conflicts { .. }), "{:?}", found.method);
        check(&case, &found)?;
    }

    #[test]
    fn both_ways_agree_where_nobody_lists(case in unlistable()) {
        let found = frontier(&case.problem(), &Limits::default());
        let swept = frontier_by_sweep(&case.problem(), &[], &Limits::default());
        prop_assert_eq!((&found.stopped, &swept.stopped), (&None, &None));
        prop_assert_eq!(listed(&found), listed(&swept));
        for point in &found.points {
            prop_assert_eq!(&case.problem().evaluate(&point.outcome), &point.units);
        }
    }

    #[test]
    fn penalties_go_through_the_issues(case in cases(-30, 7)) {
        check(&case, &frontier(&case.problem(), &Limits::default()))?;
    }

    #[test]
    fn tables_linkages_and_rules_stand_beside_boxes(
        mut case in cases(-9, 5), rows in prop::collection::vec(-9..9i128, 6 * 4), forbidden in any::<[bool; 4]>()
    ) {
        let sizes = case.space.sizes();
        for (issue, &size) in sizes.iter().enumerate() {
            case.utilities[0].factors.push(Factor::Issue { issue, units: rows[issue * 6..][..size].to_vec() });
        }
        let table = (0..sizes[0] * sizes[1]).map(|at| rows[at % rows.len()]).collect();
        case.utilities[0].factors.push(Factor::Linkage { issues: vec![0, 1], units: table, sizes: sizes[..2].to_vec() });
        let options: Vec<u32> = (0..sizes[0] as u32).filter(|&option| forbidden[option as usize % 4]).collect();
        let rule = Rule { forbids: Pattern::new([(0, options), (1, vec![0])]), reason: String::new() };
        case.space = OutcomeSpace::new(case.space.issues().to_vec(), vec![rule]);
        check(&case, &frontier(&case.problem(), &Limits::default()))?;
    }

    #[test]
    fn what_a_limit_leaves_encloses_the_frontier(case in cases(0, 9), steps in 0u64..400) {
        let limits = Limits { steps, ..Limits::default() };
        let found = frontier(&case.problem(), &limits);
        let Some(enclosure) = &found.enclosure else { return Ok(()) };
        prop_assert_eq!(&found.stopped, &Some(Stop::Steps { limit: steps }));
        prop_assert!(found.points.is_empty());
        let Enclosure { proven, found, corners, ceilings } = &**enclosure;
        let truth = undominated(vectors(&case, |_| true));
        for point in proven {
            prop_assert!(truth.contains(&point.units), "{:?} is proven and not on {:?}", point, truth);
        }
        for point in proven.iter().chain(found) {
            prop_assert_eq!(&case.problem().evaluate(&point.outcome), &point.units);
        }
        for vector in &truth {
            let is_known = proven.iter().chain(found).any(|point| point.units == *vector);
            let is_below = |corner: &Vec<Units>| vector.iter().zip(corner).all(|(units, corner)| units <= corner);
            prop_assert!(is_known || corners.iter().any(is_below), "{:?} is missing from {:?}", vector, enclosure);
        }
        for vector in vectors(&case, |_| true) {
            for ceiling in ceilings {
                let worth: Units = vector.iter().zip(&ceiling.weights).map(|(units, weight)| units * weight).sum();
                prop_assert!(worth <= ceiling.at_most);
            }
        }
    }

    #[test]
    fn everything_else_is_answered_too(case in cases(-9, 6)) {
        let analysis = solve(&case.problem(), &Powers::equal(), &Limits::default());
        prop_assert_eq!(analysis.frontier.stopped, None);
    }
}

/// Intervals 0 to 4 worth 10, 3 to 7 worth 8 and 6 to 9 worth 9: the first two meet at 3 and 4, the last two at 6 and 7.
#[test]
fn intervals_that_meet_are_had_together() {
    let space = OutcomeSpace::new(issues(&[10]), vec![]);
    let intervals = [(0, 4, 10), (3, 7, 8), (6, 9, 9)].map(|(low, high, units)| boxed(&[(0, low, high)], Pays::Inside, units));
    let case = Case { space, utilities: vec![utility(intervals.to_vec(), 0, None)] };
    let found = frontier(&case.problem(), &Limits::default());
    assert_eq!(listed(&found), [[18]]);
    assert!([3, 4].contains(&found.points[0].outcome.option(0)));
}

/// The two of a party meet, and so do those of the other, but not across: one of the two is had whole.
#[test]
fn two_parties_want_opposite_corners() {
    let space = OutcomeSpace::new(issues(&[10; 40]), vec![]);
    let own = |low, high| (0..40).map(move |issue| boxed(&[(issue, low, high)], Pays::Inside, 1)).collect();
    let case = Case { space, utilities: vec![utility(own(0, 4), 0, None), utility(own(5, 9), 0, None)] };
    let found = frontier(&case.problem(), &Limits::default());
    assert_eq!(found.points.len(), 41, "one more issue for the one is one less for the other");
    assert!(found.exact);
}

/// A box that pays outside pays once, however many of its bounds fail.
#[test]
fn what_excludes_pays_once() {
    let space = OutcomeSpace::new(issues(&[4, 4]), vec![]);
    let case = Case { space, utilities: vec![utility(vec![boxed(&[(0, 1, 2), (1, 1, 2)], Pays::Outside, 7)], 0, None)] };
    assert_eq!(listed(&frontier(&case.problem(), &Limits::default())), [[7]]);
}

/// What lies at 0 to 2 excludes both others and pays its party less than what lies at 4 to 9, which excludes nothing else.
#[test]
fn a_box_that_another_replaces_is_not_searched() {
    let space = OutcomeSpace::new(issues(&[10]), vec![]);
    let first = vec![boxed(&[(0, 0, 2)], Pays::Inside, 5), boxed(&[(0, 4, 9)], Pays::Inside, 8)];
    let second = vec![boxed(&[(0, 5, 6)], Pays::Inside, 3)];
    let case = Case { space, utilities: vec![utility(first, 0, None), utility(second, 0, None)] };
    let found = frontier(&case.problem(), &Limits::default());
    assert_eq!(found.method, Method::Conflicts { boxes: 0 });
    assert_eq!(listed(&found), [[8, 3]]);
}
