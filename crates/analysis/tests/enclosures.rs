//! What a limit leaves: bounds that hold, against lists of all outcomes.

mod support;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use proptest::prelude::*;
use support::{Case, additive, cases, issues, undominated, vectors};
use zopa_analysis::solution::{Absent, Enclosed, EnclosedSolutions, Powers};
use zopa_analysis::{Enclosure, Frontier, Limits, frontier, frontier_within_red_lines, solve};
use zopa_model::{Exact, Outcome, OutcomeSpace, Threshold, Units};

fn check(case: &Case, found: &Frontier, keep: impl Fn(&Outcome) -> bool + Copy) -> Result<(), TestCaseError> {
    let Some(enclosure) = &found.enclosure else {
        prop_assert!(found.stopped.is_none() || case.utilities.is_empty());
        return Ok(());
    };
    let Enclosure { proven, found, corners, ceilings } = &**enclosure;
    let all = vectors(case, keep);
    let truth = undominated(all.clone());
    for point in proven {
        prop_assert!(truth.contains(&point.units), "{:?} is proven and not on {:?}", point, truth);
    }
    for point in proven.iter().chain(found) {
        prop_assert_eq!(&case.problem().evaluate(&point.outcome), &point.units);
        prop_assert!(case.space.is_feasible(&point.outcome) && keep(&point.outcome));
    }
    for vector in &truth {
        let is_known = proven.iter().chain(found).any(|point| point.units == *vector);
        let is_below = |corner: &Vec<Units>| vector.iter().zip(corner).all(|(units, corner)| units <= corner);
        prop_assert!(is_known || corners.iter().any(is_below), "{:?} is missing from {:?}", vector, enclosure);
    }
    for vector in &all {
        for ceiling in ceilings {
            let worth: Units = vector.iter().zip(&ceiling.weights).map(|(units, weight)| units * weight).sum();
            prop_assert!(worth <= ceiling.at_most);
        }
    }
    Ok(())
}

/// The most that each solution maximises first, over all outcomes that everybody signs; `None` where there are none.
fn truth(case: &Case) -> Option<[BigRational; 4]> {
    let problem = case.problem();
    let everything = vectors(case, |_| true);
    let rational = vectors(case, |outcome| problem.is_rational(outcome));
    let parties = 0..case.utilities.len();
    let none = |party: usize| match (case.utilities[party].disagreement, case.utilities[party].reservation) {
        (Some(units), _) | (None, Threshold::At(units)) => units,
        _ => everything.iter().map(|vector| vector[party]).min().unwrap(),
    };
    let number = |party: usize, units: Units| {
        BigRational::new(BigInt::from(units), BigInt::from(case.utilities[party].quantum.denominator()))
    };
    let gain = |vector: &Vec<Units>, party: usize| number(party, vector[party] - none(party));
    let most = |worth: &dyn Fn(&Vec<Units>) -> BigRational| rational.iter().map(worth).max();
    let ideal: Vec<Units> =
        parties.clone().map(|party| rational.iter().map(|vector| vector[party]).max()).collect::<Option<_>>()?;
    let counted: Vec<usize> = parties.clone().filter(|&party| ideal[party] > none(party)).collect();
    Some([
        most(&|vector| {
            parties
                .clone()
                .map(|party| gain(vector, party))
                .map(|gain| if gain.is_negative() { BigRational::zero() } else { gain })
                .product()
        })?,
        most(&|vector| {
            let share = |&party: &usize| gain(vector, party) / number(party, ideal[party] - none(party));
            counted.iter().map(share).fold(BigRational::one(), BigRational::min)
        })?,
        most(&|vector| parties.clone().map(|party| gain(vector, party)).min().unwrap())?,
        most(&|vector| parties.clone().map(|party| number(party, vector[party])).sum())?,
    ])
}

fn encloses(bounds: Option<&Enclosed>, worth: &BigRational, case: &Case) -> Result<(), TestCaseError> {
    let Some(Enclosed { at_least, at_most }) = bounds else { return Ok(()) };
    prop_assert!(worth <= at_most.rational(), "{:?} is above {:?}", worth, at_most);
    if let Some((found, point)) = at_least {
        prop_assert!(found.rational() <= worth, "{:?} is above {:?}", found, worth);
        prop_assert!(case.problem().is_rational(&point.outcome));
        prop_assert_eq!(&case.problem().evaluate(&point.outcome), &point.units);
    }
    Ok(())
}

fn check_solutions(case: &Case, limits: &Limits) -> Result<(), TestCaseError> {
    let problem = case.problem();
    let found = solve(&problem, &Powers::equal(), limits);
    let truth = truth(case);
    if let Err(Absent::NoZone) = found.rational {
        prop_assert!(truth.is_none());
    }
    let Some(EnclosedSolutions { nash, kalai_smorodinsky, egalitarian, utilitarian }) = &found.enclosed else { return Ok(()) };
    match &truth {
        None => prop_assert!(egalitarian.at_least.is_none() && utilitarian.at_least.is_none()),
        Some([product, share, gain, sum]) => {
            encloses(nash.as_ref(), product, case)?;
            encloses(kalai_smorodinsky.as_ref(), share, case)?;
            encloses(Some(egalitarian), gain, case)?;
            encloses(Some(utilitarian), sum, case)?;
        }
    }
    Ok(())
}

fn limits() -> impl Strategy<Value = Limits> {
    let limits = |points, cells, steps| Limits { points, cells, steps, ..Limits::default() };
    prop_oneof![
        3 => (0usize..4).prop_map(move |points| limits(points, 1 << 20, u64::MAX)),
        1 => (0usize..6).prop_map(move |cells| limits(1, cells, u64::MAX)),
        1 => (0u64..2000).prop_map(move |steps| limits(1 << 20, 1 << 20, steps)),
    ]
}

proptest! {
    #[test]
    fn what_a_limit_leaves_encloses_the_frontier(case in cases(1), limits in limits()) {
        check(&case, &frontier(&case.problem(), &limits), |_| true)?;
        let crosses = |outcome: &Outcome| case.utilities.iter().any(|own| own.refusals.iter().any(|line| line.fits(outcome)));
        check(&case, &frontier_within_red_lines(&case.problem(), &limits), |outcome| !crosses(outcome))?;
    }

    #[test]
    fn it_does_in_full_width(case in cases(1 << 64), points in 0usize..3) {
        check(&case, &frontier(&case.problem(), &Limits { points, ..Limits::default() }), |_| true)?;
    }

    #[test]
    fn solutions_lie_within_their_bounds(case in cases(1), limits in limits()) {
        check_solutions(&case, &limits)?;
    }

    #[test]
    fn they_do_in_full_width(case in cases(1 << 64), points in 0usize..3) {
        check_solutions(&case, &Limits { points, ..Limits::default() })?;
    }
}

/// Nash (1950): what one gains the other loses, and all of it is divided evenly.
#[test]
fn a_cake_is_divided_evenly_within_bounds_that_meet() {
    let rows: Vec<Vec<Units>> = (0..10).map(|issue| (0..10).map(|option| (issue + 1) * option).collect()).collect();
    let against: Vec<Vec<Units>> = rows.iter().map(|row| row.iter().rev().copied().collect()).collect();
    let borrowed = |rows: &[Vec<Units>]| additive(495, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut utilities = vec![borrowed(&rows), borrowed(&against)];
    utilities.iter_mut().for_each(|utility| utility.reservation = Threshold::At(0));
    let case = Case { space: OutcomeSpace::new(issues(&[10; 10]), vec![]), utilities };
    let found = solve(&case.problem(), &Powers::equal(), &Limits { points: 50, ..Limits::default() });
    assert!(matches!(found.rational, Err(Absent::Stopped(_))));
    let bounds = found.enclosed.expect("a limit stopped the frontier");
    assert_eq!(bounds.utilitarian.at_most, Exact::one());
    assert!(bounds.utilitarian.is_proven());
    // Sums are whole, and 495 is odd.
    assert_eq!(bounds.egalitarian.at_least.as_ref().map(|(least, _)| least.clone()), Exact::ratio(247, 495));
    let (product, _) = bounds.nash.as_ref().and_then(|nash| nash.at_least.clone()).expect("a point is known");
    assert_eq!(product, Exact::ratio(247 * 248, 495 * 495).expect("above zero"));
}
