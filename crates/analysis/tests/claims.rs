//! Claims: constructed ones, and random frontiers disturbed in known ways.

mod support;

use proptest::prelude::*;
use support::{Case, additive, cases, dominates, issues, vectors};
use zopa_analysis::claim::{
    Claimed, MaximumVerdict, Standing, Subject, Tolerance, Verdict, check_answer, check_figure, check_frontier, check_maximum,
};
use zopa_analysis::solution::Absent;
use zopa_analysis::solution::variants::{Answer, Figure, all, named};
use zopa_analysis::{Frontier, Limits, frontier};
use zopa_model::{Exact, Outcome, OutcomeSpace, Threshold, Units};

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// One issue in eighths; the frontier is the first five, ascending.
fn worked() -> Case {
    let rows: [[Units; 2]; 6] = [[1, 8], [3, 7], [5, 4], [6, 3], [8, 0], [4, 4]];
    let utility = |party: usize| additive(8, &[&rows.map(|row| row[party])]);
    Case { space: OutcomeSpace::new(issues(&[6]), vec![]), utilities: vec![utility(0), utility(1)] }
}

fn found(case: &Case) -> Frontier {
    frontier(&case.problem(), &Limits::default())
}

fn claimed(rows: &[[&str; 2]]) -> Vec<Vec<Exact>> {
    rows.iter().map(|row| row.iter().map(|text| exact(text)).collect()).collect()
}

// --- Maxima.

#[test]
fn a_maximum_that_is_too_low_has_an_outcome_that_proves_it() {
    let utility = additive(10, &[&[3, 18, 7]]);
    let best = Outcome::new([1]);
    let check = |declared: &str| check_maximum(&utility, &best, &exact(declared), &Tolerance::last_decimal(1));
    assert_eq!(check("1.8"), MaximumVerdict::Holds);
    assert_eq!(check("1.75"), MaximumVerdict::Holds);
    let (by, most) = (exact("0.8"), exact("1.8"));
    assert_eq!(check("1"), MaximumVerdict::TooLow { by, most: most.clone(), outcome: best.clone() });
    assert_eq!(check("2"), MaximumVerdict::TooHigh { by: exact("0.2"), most });
}

#[test]
fn a_cap_does_not_hide_what_is_above_the_declared_maximum() {
    let mut utility = additive(10, &[&[3, 18, 7]]);
    utility.cap = Some(10);
    let verdict = check_maximum(&utility, &Outcome::new([1]), &exact("1"), &Tolerance::exactly());
    assert!(matches!(verdict, MaximumVerdict::TooLow { by, .. } if by == exact("0.8")));
}

// --- Frontiers.

#[test]
fn a_stored_frontier_is_judged_point_by_point() {
    let case = worked();
    let claims = claimed(&[["0.13", "1"], ["0.375", "0.875"], ["0.5", "0.5"], ["0.75", "0.38"], ["0.9", "0.2"], ["1", "0"]]);
    let finding = check_frontier(&case.problem(), &found(&case), &claims, &Tolerance::last_decimal(2)).unwrap();
    let expected = [
        Standing::OnFrontier(0),
        Standing::OnFrontier(1),
        Standing::Dominated { by: 2 },
        Standing::OnFrontier(3),
        Standing::Impossible,
        Standing::OnFrontier(4),
    ];
    assert_eq!((&finding.points[..], &finding.missing[..]), (&expected[..], &[2][..]));
    assert!(!finding.holds() && finding.exact);
}

#[test]
fn points_that_went_through_single_precision_are_recognised() {
    let case = worked();
    let single = |units: Units| Exact::from_integer(1).to_f64() as f32 * units as f32 / 8.0 * (1.0 + f32::EPSILON);
    let claims: Vec<Vec<Exact>> = found(&case)
        .points
        .iter()
        .map(|point| point.units.iter().map(|&units| exact(&single(units).to_string())).collect())
        .collect();
    let check = |tolerance| check_frontier(&case.problem(), &found(&case), &claims, &tolerance).unwrap();
    assert!(check(Tolerance::single_precision()).holds());
    assert!(!check(Tolerance::exactly()).holds());
}

#[test]
fn a_point_of_other_parties_is_no_claim_about_these() {
    let case = worked();
    let finding = check_frontier(&case.problem(), &found(&case), &[vec![exact("1")]], &Tolerance::exactly()).unwrap();
    assert_eq!(finding.points, [Standing::OtherParties]);
    assert_eq!(finding.missing, [0, 1, 2, 3, 4]);
}

#[test]
fn against_a_frontier_that_was_not_found_nothing_is_said() {
    let case = worked();
    let stopped = frontier(&case.problem(), &Limits { steps: 1, ..Limits::default() });
    let finding = check_frontier(&case.problem(), &stopped, &[], &Tolerance::exactly());
    assert!(matches!(finding, Err(Absent::Stopped(_))));
}

#[test]
fn numbers_beyond_all_utilities_are_compared_too() {
    let case = worked();
    let claims = claimed(&[["1e300", "0"], ["-1e300", "0"]]);
    let finding = check_frontier(&case.problem(), &found(&case), &claims, &Tolerance::exactly()).unwrap();
    assert_eq!(finding.points, [Standing::Impossible, Standing::Dominated { by: 0 }]);
}

// --- Figures and points.

#[test]
fn figures_are_held_against_their_printed_digits() {
    let check = |claimed: &str, ours: &Figure| {
        check_figure(Subject::Outcomes, &exact(claimed), ours, &Tolerance::last_decimal(3)).verdict
    };
    assert_eq!(check("180", &Figure::Exact(exact("180"))), Verdict::Holds);
    assert_eq!(check("179", &Figure::Exact(exact("180"))), Verdict::TooLow { by: 1.0 });
    // The root of 0.2 is 0.44721….
    assert_eq!(check("0.447", &Figure::RootOf(exact("0.2"))), Verdict::Holds);
    assert!(matches!(check("0.448", &Figure::RootOf(exact("0.2"))), Verdict::TooHigh { by } if by < 0.001));
    assert!(matches!(check("-0.447", &Figure::RootOf(exact("0.2"))), Verdict::TooLow { .. }));
    assert_eq!(check("0.367", &Figure::Double(0.366_6)), Verdict::Holds);
    assert!(matches!(check("0.366", &Figure::Double(0.366_6)), Verdict::TooLow { .. }));
}

#[test]
fn a_word_is_held_against_its_programs_meaning() {
    let mut case = worked();
    case.utilities.iter_mut().for_each(|utility| utility.reservation = Threshold::At(0));
    let problem = case.problem();
    let answers = all(&problem, &found(&case), &Limits::default()).unwrap();
    let check = |name: &str, claimed: Claimed| {
        let ours = answers.iter().find(|answer| answer.variant.name == name).unwrap().answer.clone().unwrap();
        let subject = Subject::Word(named(name).unwrap());
        let finding = check_answer(subject, &claimed, &ours, &problem, &Tolerance::last_decimal(3));
        assert_eq!(finding.subject.to_string(), name);
        finding.verdict
    };
    let point = |row: [&str; 2]| Claimed::Point(row.map(exact).to_vec());
    assert_eq!(check("negolog_kalai", point(["0.375", "0.875"])), Verdict::Holds);
    assert_eq!(check("anl_kalai", point(["0.375", "0.875"])), Verdict::OtherPoint);
    assert_eq!(check("anl_kalai", point(["0.625", "0.5"])), Verdict::Holds);
    assert_eq!(check("negolog_opposition", Claimed::Figure(exact("0.637"))), Verdict::Holds);
    assert_eq!(check("negolog_opposition", point(["0.625", "0.5"])), Verdict::OtherKind);
    let tied = Answer::Points(found(&case).points.to_vec());
    let subject = Subject::FrontierSize;
    let finding = check_answer(subject, &point(["1", "0"]), &tied, &problem, &Tolerance::exactly());
    assert_eq!(finding.verdict, Verdict::Holds);
}

// --- Random problems: every outcome's vector, moved a little, is judged as the listing says.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_point_has_its_standing(case in cases(1), shift in prop::collection::vec(-2i128..3, 5)) {
        let problem = case.problem();
        let best = found(&case);
        let all = vectors(&case, |_| true);
        let moved: Vec<Vec<Units>> = all.iter().map(|units| units.iter().zip(&shift).map(|(unit, by)| unit + by).collect()).collect();
        let numbers = |units: &Vec<Units>| -> Vec<Exact> {
            units.iter().zip(&case.utilities).map(|(&units, utility)| utility.quantum.exact(units)).collect()
        };
        let claims: Vec<Vec<Exact>> = moved.iter().map(numbers).collect();
        let finding = check_frontier(&problem, &best, &claims, &Tolerance::exactly()).unwrap();
        for (units, standing) in moved.iter().zip(&finding.points) {
            match *standing {
                Standing::OnFrontier(at) => prop_assert_eq!(&best.points[at].units, units),
                Standing::Dominated { by } => prop_assert!(dominates(&best.points[by].units, units)),
                Standing::Impossible => prop_assert!(!all.iter().any(|other| other == units || dominates(other, units))),
                Standing::OtherParties => prop_assert!(false),
            }
        }
        let missing: Vec<usize> = (0..best.points.len()).filter(|&at| !moved.contains(&best.points[at].units)).collect();
        prop_assert_eq!(finding.missing, missing);
    }

    #[test]
    fn a_frontier_holds_against_itself(case in cases((1 << 80) + 9)) {
        let best = found(&case);
        let numbers = |units: &[Units]| -> Vec<Exact> {
            units.iter().zip(&case.utilities).map(|(&units, utility)| utility.quantum.exact(units)).collect()
        };
        let claims: Vec<Vec<Exact>> = best.points.iter().map(|point| numbers(&point.units)).collect();
        prop_assert!(check_frontier(&case.problem(), &best, &claims, &Tolerance::exactly()).unwrap().holds());
    }
}
