//! Solutions and measures: against a listing of every outcome, and against worked examples.

mod support;

use num_bigint::BigUint;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use support::{Case, additive, cases, issues, undominated, vectors};
use zopa_analysis::margin::{Margin, PointMargin};
use zopa_analysis::measure::{Unmeasured, balance, distance, integrative_ratio, pareto_efficiency, surplus_shares};
use zopa_analysis::solution::{Absent, Note, Powers, Solution};
use zopa_analysis::{Limits, Point, PointAnalysis, solve};
use zopa_model::{Exact, ExactFactor, OutcomeSpace, Threshold, Units, Utility};

fn solved(case: &Case) -> PointAnalysis {
    solve(&case.problem(), &Powers::equal(), &Limits::default())
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn units(points: &[Point]) -> Vec<Vec<Units>> {
    points.iter().map(|point| point.units.clone()).collect()
}

fn of(solution: &Result<Solution, Absent>) -> Vec<Vec<Units>> {
    units(&solution.as_ref().unwrap().points)
}

// --- Oracles in exact fractions over every outcome of the zone.

struct Oracle {
    zone: Vec<Vec<Units>>,
    gains: Vec<Vec<BigRational>>,
    denominators: Vec<u128>,
}

fn fraction(units: Units, denominator: u128) -> BigRational {
    BigRational::new(units.into(), denominator.into())
}

impl Oracle {
    fn new(case: &Case) -> Self {
        let problem = case.problem();
        let everything = vectors(case, |_| true);
        let mut zone = vectors(case, |outcome| problem.is_rational(outcome));
        zone.sort();
        zone.dedup();
        let denominators: Vec<u128> = case.utilities.iter().map(|utility| utility.quantum.denominator()).collect();
        let disagreement: Vec<Units> = (case.utilities.iter().enumerate())
            .map(|(party, utility)| match (utility.disagreement, utility.reservation) {
                (Some(value), _) | (None, Threshold::At(value)) => value,
                _ => everything.iter().map(|vector| vector[party]).min().unwrap_or(0),
            })
            .collect();
        let gain = |vector: &Vec<Units>| -> Vec<BigRational> {
            (0..vector.len()).map(|party| fraction(vector[party] - disagreement[party], denominators[party])).collect()
        };
        Self { gains: zone.iter().map(gain).collect(), zone, denominators }
    }

    fn best<K: Ord>(&self, key: impl Fn(&[BigRational]) -> K) -> Vec<Vec<Units>> {
        let keys: Vec<K> = self.gains.iter().map(|gains| key(gains)).collect();
        let best = keys.iter().max();
        let tied: Vec<_> = self.zone.iter().zip(&keys).filter(|(_, key)| Some(*key) == best).map(|(v, _)| v.clone()).collect();
        tied
    }

    fn nash(&self) -> Vec<Vec<Units>> {
        self.best(|gains| {
            let positive = || gains.iter().filter(|gain| **gain > BigRational::zero());
            (positive().count(), positive().product::<BigRational>())
        })
    }

    fn kalai_smorodinsky(&self) -> Vec<Vec<Units>> {
        let parties = self.denominators.len();
        let most: Vec<BigRational> =
            (0..parties).map(|party| self.gains.iter().map(|g| g[party].clone()).max().unwrap()).collect();
        self.best(|gains| {
            let counted = gains.iter().zip(&most).filter(|(_, most)| !most.is_zero());
            let mut shares: Vec<BigRational> = counted.map(|(gain, most)| gain / most).collect();
            shares.sort();
            shares
        })
    }

    fn egalitarian(&self) -> Vec<Vec<Units>> {
        self.best(|gains| {
            let mut gains = gains.to_vec();
            gains.sort();
            gains
        })
    }

    fn utilitarian(&self) -> Vec<Vec<Units>> {
        self.best(|gains| gains.iter().sum::<BigRational>())
    }
}

/// The largest smallest gain over reservation of `counted`, the others' reservations met; `None` where impossible,
/// `Some(None)` where nothing limits it.
fn margin_by_listing(case: &Case, counted: impl Fn(usize) -> bool) -> Option<Option<BigRational>> {
    if case.utilities.iter().any(|utility| utility.reservation == Threshold::Never) {
        return None;
    }
    let crossed = |outcome: &zopa_model::Outcome| case.utilities.iter().any(|u| u.refusals.iter().any(|line| line.fits(outcome)));
    let gains = |vector: Vec<Units>| -> Vec<(usize, BigRational)> {
        let gain = |(party, utility): (usize, &Utility)| match utility.reservation {
            Threshold::At(least) => Some((party, fraction(vector[party] - least, utility.quantum.denominator()))),
            _ => None,
        };
        case.utilities.iter().enumerate().filter_map(gain).collect()
    };
    let all = vectors(case, |outcome| !crossed(outcome)).into_iter().map(gains);
    let met = all.filter(|gains| gains.iter().all(|(party, gain)| counted(*party) || *gain >= BigRational::zero()));
    met.map(|gains| gains.into_iter().filter(|(party, _)| counted(*party)).map(|(_, gain)| gain).min()).max()
}

fn told(margin: &Option<PointMargin>) -> Option<Option<BigRational>> {
    match &margin.as_ref().unwrap().margin {
        Margin::Impossible => None,
        Margin::Unlimited => Some(None),
        Margin::At(value) => Some(Some(value.rational().clone())),
    }
}

fn check_against_oracle(case: &Case) -> Result<(), TestCaseError> {
    let oracle = Oracle::new(case);
    let found = solved(case);
    prop_assert_eq!(found.zone.as_ref().unwrap(), &BigUint::from(vectors(case, |o| case.problem().is_rational(o)).len()));
    prop_assert_eq!(found.feasible.as_ref().unwrap(), &BigUint::from(case.space.outcomes().count()));
    prop_assert_eq!(told(&found.margin), margin_by_listing(case, |_| true));
    for party in 0..case.utilities.len() {
        prop_assert_eq!(told(&found.margin_of_one[party]), margin_by_listing(case, |other| other == party));
    }
    if oracle.zone.is_empty() {
        let why = if case.space.outcomes().count() == 0 { Absent::Infeasible } else { Absent::NoZone };
        for solution in [&found.nash, &found.kalai_smorodinsky, &found.egalitarian, &found.utilitarian] {
            prop_assert_eq!(solution.as_ref(), Err(&why));
        }
        return Ok(());
    }
    let rational = found.rational.as_ref().unwrap();
    prop_assert_eq!(units(&rational.points), undominated(oracle.zone.clone()));
    for party in 0..case.utilities.len() {
        prop_assert_eq!(rational.ideal[party], oracle.zone.iter().map(|vector| vector[party]).max().unwrap());
    }
    prop_assert_eq!(of(&found.nash), oracle.nash());
    prop_assert_eq!(of(&found.kalai_smorodinsky), oracle.kalai_smorodinsky());
    prop_assert_eq!(of(&found.egalitarian), oracle.egalitarian());
    prop_assert_eq!(of(&found.utilitarian), oracle.utilitarian());
    let solutions = [&found.nash, &found.kalai_smorodinsky, &found.egalitarian, &found.utilitarian];
    for point in solutions.into_iter().flat_map(|solution| &solution.as_ref().unwrap().points) {
        prop_assert!(case.problem().is_rational(&point.outcome));
        prop_assert_eq!(&case.problem().evaluate(&point.outcome), &point.units);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn equal_the_listing(case in cases(1)) {
        check_against_oracle(&case)?;
    }

    #[test]
    fn equal_the_listing_beyond_64_bits(case in cases((1 << 100) + 7)) {
        check_against_oracle(&case)?;
    }

    #[test]
    fn pareto_efficiency_counts_what_dominates(case in cases(1)) {
        let all = vectors(&case, |_| true);
        for vector in all.iter().take(3) {
            let dominating = all.iter().filter(|other| support::dominates(other, vector)).count();
            let expected = Exact::ratio(all.len() - dominating, all.len()).unwrap();
            prop_assert_eq!(pareto_efficiency(&case.problem(), vector, &Limits::default()), Ok(expected));
        }
    }

    /// Powers in proportion 2 : 1 are the product with one gain squared.
    #[test]
    fn powers_are_exponents(case in cases(1)) {
        let powers: Vec<Exact> = (0..case.utilities.len()).map(|party| Exact::ratio(if party == 0 { 2 } else { 1 }, 7).unwrap()).collect();
        let found = solve(&case.problem(), &Powers::new(&powers).unwrap(), &Limits::default());
        let oracle = Oracle::new(&case);
        let expected = oracle.best(|gains| {
            let positive = || gains.iter().enumerate().filter(|(_, gain)| **gain > BigRational::zero());
            let product = positive().map(|(party, gain)| if party == 0 { gain * gain } else { gain.clone() }).product::<BigRational>();
            (positive().count(), product)
        });
        match &found.nash {
            Ok(solution) => prop_assert!(units(&solution.points) == expected && solution.exact),
            Err(_) => prop_assert!(expected.is_empty()),
        }
    }
}

// --- A worked example: two issues, values in eighths. Issue 1: a, b, c worth (4,0), (2,3), (0,4); issue 2: x, y
// worth (4,0), (1,4). Its answers for four pairs of reservations were worked by hand.

fn eighths(reservations: [Units; 2]) -> Case {
    let mut utilities = vec![additive(8, &[&[4, 2, 0], &[4, 1]]), additive(8, &[&[0, 3, 4], &[0, 4]])];
    for (utility, reservation) in utilities.iter_mut().zip(reservations) {
        utility.reservation = Threshold::At(reservation);
    }
    Case { space: OutcomeSpace::new(issues(&[3, 2]), vec![]), utilities }
}

/// Reservations, rational frontier, ideal, Nash, Kalai–Smorodinsky, egalitarian, utilitarian; all in eighths.
type Worked = (
    [Units; 2],
    &'static [[Units; 2]],
    [Units; 2],
    &'static [[Units; 2]],
    &'static [[Units; 2]],
    &'static [[Units; 2]],
    &'static [[Units; 2]],
);

#[test]
fn the_worked_example() {
    let worked: [Worked; 3] = [
        ([0, 0], &[[1, 8], [3, 7], [5, 4], [6, 3], [8, 0]], [8, 8], &[[3, 7]], &[[5, 4]], &[[5, 4]], &[[3, 7]]),
        ([2, 2], &[[3, 7], [5, 4], [6, 3]], [6, 7], &[[5, 4]], &[[5, 4]], &[[5, 4]], &[[3, 7]]),
        ([4, 0], &[[5, 4], [6, 3], [8, 0]], [8, 4], &[[6, 3]], &[[6, 3]], &[[6, 3]], &[[5, 4], [6, 3]]),
    ];
    for (reservations, rational, ideal, nash, kalai_smorodinsky, egalitarian, utilitarian) in worked {
        let found = solved(&eighths(reservations));
        assert_eq!(units(&found.frontier.points), [[1, 8], [3, 7], [5, 4], [6, 3], [8, 0]]);
        assert_eq!(units(&found.rational.as_ref().unwrap().points), rational);
        assert_eq!(found.rational.as_ref().unwrap().ideal, ideal);
        assert_eq!(of(&found.nash), nash, "{reservations:?}");
        assert_eq!(of(&found.kalai_smorodinsky), kalai_smorodinsky, "{reservations:?}");
        assert_eq!(of(&found.egalitarian), egalitarian, "{reservations:?}");
        assert_eq!(of(&found.utilitarian), utilitarian, "{reservations:?}");
    }
}

#[test]
fn the_worked_example_without_a_zone() {
    let found = solved(&eighths([6, 4]));
    assert_eq!((found.frontier.points.len(), found.zone), (5, Ok(BigUint::zero())));
    assert_eq!(found.nash.unwrap_err().to_string(), "no zone");
}

#[test]
fn powers_move_the_nash_point() {
    let powers = Powers::new(&[exact("3/4"), exact("1/4")]).unwrap();
    let found = solve(&eighths([0, 0]).problem(), &powers, &Limits::default());
    assert_eq!(of(&found.nash), [[6, 3]]);
    let fine = Powers::new(&[exact("0.750000001"), exact("0.249999999")]).unwrap();
    assert_eq!(of(&solve(&eighths([0, 0]).problem(), &fine, &Limits::default()).nash), [[6, 3]]);
    assert!(Powers::new(&[exact("1"), exact("0")]).is_err());
    let mismatch =
        solve(&eighths([0, 0]).problem(), &Powers::new(&[exact("1"), exact("2"), exact("1")]).unwrap(), &Limits::default());
    assert_eq!(mismatch.nash.unwrap_err(), Absent::PowersMismatch { powers: 3, parties: 2 });
}

#[test]
fn powers_too_fine_for_whole_numbers_say_so() {
    let case = Case {
        space: OutcomeSpace::new(issues(&[2]), vec![]),
        utilities: [[3, 4], [4, 3]]
            .map(|row: [Units; 2]| additive(1, &[&row]))
            .map(|u| Utility { reservation: Threshold::At(0), ..u })
            .to_vec(),
    };
    let near_half = Powers::new(&[exact("0.50000000000000000001"), exact("0.49999999999999999999")]).unwrap();
    let nash = solve(&case.problem(), &near_half, &Limits::default()).nash.unwrap();
    assert!(!nash.exact && nash.notes.contains(&Note::RoundedPowers));
}

#[test]
fn measures_of_the_worked_example() {
    let case = eighths([0, 0]);
    let found = solved(&case);
    assert_eq!(found.opposition, Ok(0.625), "at (5, 4) eighths: the root of .375² + .5²");
    let rational = found.rational.as_ref().unwrap();
    assert_eq!(integrative_ratio(rational, &[5, 4]), Ok(exact("0.9")));
    assert_eq!(pareto_efficiency(&case.problem(), &[4, 4], &Limits::default()), Ok(exact("5/6")));
    assert_eq!(balance(rational, &[5, 4]), Ok(exact("1/8")));
    assert_eq!(surplus_shares(rational, &[6, 2]), Ok(vec![exact("3/4"), exact("1/4")]));
    assert_eq!(distance(&[8, 0], &[4, 3], &[8, 8]), 0.625);
    let margin = solved(&eighths([2, 2])).margin.unwrap();
    assert_eq!(margin.margin, Margin::At(exact("1/4")));
}

#[test]
fn opposition_needs_the_unit_scale() {
    let mut case = eighths([0, 0]);
    case.utilities[1].constant = -1;
    assert_eq!(solved(&case).opposition, Err(Unmeasured::NotOnUnitScale(1)));
    case.utilities[1].constant = 1;
    assert_eq!(solved(&case).opposition, Err(Unmeasured::NotOnUnitScale(1)));
}

#[test]
fn where_not_all_can_gain_as_many_as_possible_do() {
    let mut utilities = vec![additive(2, &[&[1, 0, 1]]), additive(3, &[&[0, 2, 0]]), additive(1, &[&[1, 1, 2]])];
    utilities.iter_mut().for_each(|utility| utility.reservation = Threshold::At(0));
    let nash = solved(&Case { space: OutcomeSpace::new(issues(&[3]), vec![]), utilities }).nash.unwrap();
    // (1/2, -, 2) multiplies to 1, (-, 2/3, 1) to 2/3.
    assert_eq!(units(&nash.points), [[1, 0, 2]]);
    assert_eq!(nash.notes, [Note::Degenerate(vec![vec![0, 2]])]);
}

#[test]
fn without_a_reservation_the_worst_outcome_stands_in_and_is_noted() {
    let mut case = eighths([0, 0]);
    case.utilities[0].reservation = Threshold::Any;
    let found = solved(&case);
    assert_eq!(found.rational.unwrap().disagreement, [1, 0]);
    assert!(found.nash.unwrap().notes.contains(&Note::DisagreementAssumed(vec![0])));
    case.utilities[0].reservation = Threshold::Never;
    assert_eq!(solved(&case).nash.unwrap_err(), Absent::NoZone);
}

#[test]
fn disagreement_above_reservation_is_refused() {
    let mut case = eighths([2, 2]);
    case.utilities[1].disagreement = Some(3);
    assert_eq!(solved(&case).nash.unwrap_err(), Absent::DisagreementAboveReservation(1));
}

// --- Itex–Cypress, a published two-party domain of four issues and 180 outcomes (Kersten's case, as distributed with
// GENIUS 10): weight × evaluation ÷ largest evaluation of the issue, capped at 1.

/// Weight and evaluations of one issue for one party.
type Row = (&'static str, &'static [u32]);

const ITEX: [Row; 4] = [
    ("0.28812635027374", &[30, 20, 10, 5, 1]),
    ("0.1915290482981283", &[1, 20, 10, 5]),
    ("0.24212575877553694", &[10, 25, 1]),
    ("0.2782188426525948", &[1, 30, 5]),
];
const CYPRESS: [Row; 4] = [
    ("0.4700166576535899", &[1, 10, 25, 33, 40]),
    ("0.1220816713696379", &[1, 10, 19, 25]),
    ("0.17727008190772825", &[15, 6, 1]),
    ("0.2306315890690439", &[20, 7, 1]),
];

fn itex_cypress(reservations: [&str; 2]) -> Case {
    let factor = |(issue, (weight, evaluations)): (usize, &Row)| ExactFactor {
        issues: vec![issue],
        values: evaluations
            .iter()
            .map(|&evaluation| &exact(weight) * &Exact::ratio(evaluation, *evaluations.iter().max().unwrap()).unwrap())
            .collect(),
    };
    let utility = |rows: &[Row], reservation| {
        let factors = rows.iter().enumerate().map(factor).collect();
        Utility::from_exact(&[5, 4, 3, 3], factors, Some(exact("1")), Threshold::At(exact(reservation)), None, vec![]).unwrap()
    };
    Case {
        space: OutcomeSpace::new(issues(&[5, 4, 3, 3]), vec![]),
        utilities: vec![utility(&ITEX, reservations[0]), utility(&CYPRESS, reservations[1])],
    }
}

#[test]
fn itex_cypress_for_five_pairs_of_reservations() {
    let expected =
        [("0", "0", 18, 180u32), ("0.25", "0.25", 15, 125), ("0.5", "0.5", 5, 20), ("0.75", "0.6", 0, 0), ("0.8", "0.8", 0, 0)];
    for (itex, cypress, rational, zone) in expected {
        let case = itex_cypress([itex, cypress]);
        let found = solved(&case);
        assert_eq!(found.frontier.points.len(), 18);
        assert!(found.frontier.exact && case.utilities.iter().all(|utility| utility.exact));
        assert_eq!(found.zone, Ok(zone.into()));
        assert_eq!(found.rational.as_ref().map_or(0, |rational| rational.points.len()), rational);
        let solutions = [&found.nash, &found.kalai_smorodinsky, &found.egalitarian, &found.utilitarian];
        for solution in solutions {
            match solution {
                Ok(solution) => assert_eq!(solution.points[0].outcome.options(), [4, 1, 1, 1], "{itex} {cypress}"),
                Err(why) => assert!(rational == 0 && *why == Absent::NoZone),
            }
        }
    }
}

#[test]
fn itex_cypress_figures() {
    let case = itex_cypress(["0.25", "0.25"]);
    let found = solved(&case);
    let close = |party: usize, units: Units, figure: f64| {
        let value = case.utilities[party].quantum.to_f64(units);
        assert!((value - figure).abs() < 1e-9, "{value} is not {figure}");
    };
    let nash = &found.nash.as_ref().unwrap().points[0].units;
    close(0, nash[0], 0.721477861);
    close(1, nash[1], 0.670478415);
    let ideal = &found.rational.as_ref().unwrap().ideal;
    close(0, ideal[0], 0.904235476);
    close(1, ideal[1], 0.926750997);
    assert!((found.opposition.unwrap() - 0.431461535).abs() < 1e-9);
}
