//! The frontier against a listing of every outcome, to the bit.

mod support;

use proptest::prelude::*;
use support::{Case, additive, cases, issues, undominated, vectors};
use zopa_analysis::{Frontier, Limits, Method, Stop, WitnessRule, frontier, frontier_in_full_width, frontier_within_red_lines};
use zopa_model::{Factor, OutcomeSpace, Pattern, Rule, Units};

fn units(frontier: &Frontier) -> Vec<Vec<Units>> {
    frontier.points.iter().map(|point| point.units.clone()).collect()
}

fn check_witnesses(case: &Case, found: &Frontier) -> Result<(), TestCaseError> {
    let problem = case.problem();
    for point in &found.points {
        prop_assert!(case.space.is_feasible(&point.outcome));
        prop_assert_eq!(&problem.evaluate(&point.outcome), &point.units);
        if found.witness == WitnessRule::Lexicographic {
            let first = case.space.outcomes().find(|outcome| problem.evaluate(outcome) == point.units);
            prop_assert_eq!(first.as_ref(), Some(&point.outcome));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn equals_the_listing(case in cases(1)) {
        let found = frontier(&case.problem(), &Limits::default());
        prop_assert_eq!(units(&found), undominated(vectors(&case, |_| true)));
        prop_assert!(found.exact && found.stopped.is_none());
        check_witnesses(&case, &found)?;
        prop_assert_eq!(&found, &frontier_in_full_width(&case.problem(), &Limits::default()));
    }

    #[test]
    fn equals_the_listing_beyond_64_bits(case in cases(1 << 90)) {
        let found = frontier(&case.problem(), &Limits::default());
        prop_assert_eq!(units(&found), undominated(vectors(&case, |_| true)));
        check_witnesses(&case, &found)?;
    }

    #[test]
    fn red_lines_restrict_the_space(case in cases(1)) {
        let crossed = |outcome: &zopa_model::Outcome| case.utilities.iter().any(|u| u.refusals.iter().any(|line| line.fits(outcome)));
        let found = frontier_within_red_lines(&case.problem(), &Limits::default());
        prop_assert_eq!(units(&found), undominated(vectors(&case, |outcome| !crossed(outcome))));
        prop_assert!(!found.points.iter().any(|point| crossed(&point.outcome)));
    }

    /// More points than the small cases have: the merges by scan and by heap, the staircase and the archive.
    #[test]
    fn equals_the_listing_with_many_points(
        parties in 2usize..=5,
        drawn in prop::collection::vec(prop::collection::vec(0i128..40, 5 * 13), 3),
        sizes in prop::collection::vec(2usize..=13, 3),
    ) {
        let utility = |party: usize| {
            let rows: Vec<&[Units]> = drawn.iter().zip(&sizes).map(|(row, &size)| &row[party * 13..][..size]).collect();
            additive(40, &rows)
        };
        let case = Case { space: OutcomeSpace::new(issues(&sizes), vec![]), utilities: (0..parties).map(utility).collect() };
        let found = frontier(&case.problem(), &Limits::default());
        prop_assert_eq!(units(&found), undominated(vectors(&case, |_| true)));
        prop_assert_eq!(found.witness, WitnessRule::Lexicographic);
        if units(&found).len() < 40 {
            check_witnesses(&case, &found)?;
        }
    }
}

/// Two linked tables over three yes-or-no issues, worked by hand.
fn chain_of_two_links() -> Case {
    let link = |issues: [usize; 2], units: [Units; 4]| Factor::Linkage {
        issues: issues.to_vec(),
        units: units.to_vec(),
        sizes: vec![2, 2],
    };
    let utility = |first, second| {
        let mut utility = additive(1, &[]);
        utility.factors = vec![link([0, 1], first), link([1, 2], second)];
        utility
    };
    Case {
        space: OutcomeSpace::new(issues(&[2, 2, 2]), vec![]),
        utilities: vec![utility([4, 0, 1, 2], [0, 3, 1, 2]), utility([0, 3, 1, 4], [2, 0, 3, 1])],
    }
}

#[test]
fn eliminates_a_chain_as_worked_by_hand() {
    let found = frontier(&chain_of_two_links().problem(), &Limits::default());
    assert_eq!(units(&found), [[3, 7], [4, 5], [7, 0]]);
    assert_eq!((found.method, found.witness), (Method::Elimination { width: 1 }, WitnessRule::Any));
}

#[test]
fn says_which_limit_came_first() {
    let case = chain_of_two_links();
    let stop = |limits| frontier(&case.problem(), &limits).stopped;
    let few = Limits::default();
    assert_eq!(stop(Limits { cells: 3, ..few }), Some(Stop::Cells { limit: 3, needed: 4, width: 1 }));
    assert_eq!(stop(Limits { points: 2, ..few }), Some(Stop::Points { limit: 2 }));
    assert_eq!(stop(Limits { traces: 8, ..few }), Some(Stop::Traces { limit: 8 }));
    assert_eq!(stop(Limits { steps: 5, ..few }), Some(Stop::Steps { limit: 5 }));
    let stopped = frontier(&case.problem(), &Limits { points: 2, ..few });
    assert!(stopped.points.is_empty() && !stopped.exact);
}

#[test]
fn a_space_without_feasible_outcomes_has_an_empty_frontier() {
    let everything = Rule { forbids: Pattern::default(), reason: String::new() };
    let case = Case { space: OutcomeSpace::new(issues(&[2]), vec![everything]), utilities: vec![additive(1, &[&[1, 2]]); 2] };
    let found = frontier(&case.problem(), &Limits::default());
    assert!(found.points.is_empty() && found.exact && found.stopped.is_none());
}

#[test]
fn a_space_without_issues_has_one_point() {
    let case = Case { space: OutcomeSpace::default(), utilities: vec![additive(1, &[]); 2] };
    assert_eq!(units(&frontier(&case.problem(), &Limits::default())), [[0, 0]]);
}

#[test]
fn a_cap_makes_points_equal_and_dominated() {
    let mut capped = additive(1, &[&[0, 5, 9]]);
    capped.cap = Some(5);
    let case = Case { space: OutcomeSpace::new(issues(&[3]), vec![]), utilities: vec![capped, additive(1, &[&[7, 3, 1]])] };
    assert_eq!(units(&frontier(&case.problem(), &Limits::default())), [[0, 7], [5, 3]]);
}

/// 10^40 outcomes: worth in whole numbers small enough that the frontier is known. Each issue is a choice between
/// (9, 0), (8, 1), ..., (0, 9), so every split of 360 is undominated and nothing else is.
#[test]
fn ten_to_the_forty_outcomes() {
    let up: Vec<Units> = (0..10).collect();
    let down: Vec<Units> = (0..10).rev().collect();
    let case = Case {
        space: OutcomeSpace::new(issues(&[10; 40]), vec![]),
        utilities: vec![additive(360, &[&up[..]; 40]), additive(360, &[&down[..]; 40])],
    };
    let found = frontier(&case.problem(), &Limits::default());
    assert_eq!(units(&found), (0..=360).map(|x| vec![x, 360 - x]).collect::<Vec<_>>());
    assert_eq!(found.points[1].outcome.options().iter().sum::<u32>(), 1);
    assert_eq!(found.points[1].outcome.option(39), 1, "the smallest outcome gives way on the last issue");
}
