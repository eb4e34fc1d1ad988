//! Lotteries: worked examples, closed forms, a fine grid, and exact certificates that nothing is better.

mod support;

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use proptest::prelude::*;
use support::{Case, additive, cases, issues};
use zopa_analysis::solution::lottery::{Lottery, egalitarian_lottery, kalai_smorodinsky_lottery, nash_lottery};
use zopa_analysis::solution::{Absent, Note, RationalFrontier};
use zopa_analysis::{Limits, Stop, frontier};
use zopa_model::{Exact, OutcomeSpace, Threshold, Units, Utility};

fn rational(case: &Case) -> Result<RationalFrontier, Absent> {
    let problem = case.problem();
    RationalFrontier::new(&problem, &frontier(&problem, &Limits::default()), &Limits::default())
}

/// One issue whose options are worth these rows; all parties hold out for nothing.
fn listed(denominator: u128, rows: &[&[Units]]) -> Case {
    let utility = |party: usize| {
        let own: Vec<Units> = rows.iter().map(|row| row[party]).collect();
        Utility { reservation: Threshold::At(0), ..additive(denominator, &[&own]) }
    };
    let utilities = (0..rows[0].len()).map(utility).collect();
    Case { space: OutcomeSpace::new(issues(&[rows.len()]), vec![]), utilities }
}

/// The six outcomes of the worked example of the solutions, in eighths.
fn worked() -> Case {
    listed(8, &[&[8, 0], &[5, 4], &[6, 3], &[3, 7], &[4, 4], &[1, 8]])
}

fn shown(lottery: &Lottery) -> (Vec<(Vec<Units>, String)>, Vec<String>) {
    let drawn = lottery.mixture.iter().map(|chance| (chance.point.units.clone(), chance.probability.to_fraction()));
    (drawn.collect(), lottery.utilities.iter().map(Exact::to_fraction).collect())
}

/// The average gains of the parties, as numbers.
fn gains(case: &Case, rational: &RationalFrontier, lottery: &Lottery) -> Vec<BigRational> {
    let gain = |(party, utility): (usize, &Exact)| {
        utility.rational() - case.utilities[party].quantum.exact(rational.disagreement[party]).rational()
    };
    lottery.utilities.iter().enumerate().map(gain).collect()
}

/// Every point's gains, as numbers.
fn point_gains(case: &Case, rational: &RationalFrontier) -> Vec<Vec<BigRational>> {
    let gain = |units: &[Units], party: usize| {
        case.utilities[party].quantum.exact(units[party] - rational.disagreement[party]).rational().clone()
    };
    rational.points.iter().map(|point| (0..point.units.len()).map(|party| gain(&point.units, party)).collect()).collect()
}

// --- Worked by hand.

#[test]
fn the_worked_example() {
    let found = rational(&worked()).unwrap();
    let nash = nash_lottery(&found, &Limits::default()).unwrap();
    let drawn = vec![(vec![3, 7], "5/8".to_string()), (vec![6, 3], "3/8".to_string())];
    assert_eq!(shown(&nash), (drawn, vec!["33/64".to_string(), "11/16".to_string()]));
    assert!(nash.exact && nash.gap.is_none() && nash.notes.is_empty());
    let even = vec!["33/56".to_string(), "33/56".to_string()];
    let kalai_smorodinsky = kalai_smorodinsky_lottery(&found, &Limits::default()).unwrap();
    assert_eq!(shown(&kalai_smorodinsky).1, even);
    let egalitarian = egalitarian_lottery(&found, &Limits::default()).unwrap();
    assert_eq!(shown(&egalitarian).1, even);
    assert_eq!(egalitarian.notes, [Note::ComparableScales]);
}

#[test]
fn a_point_on_a_straight_border_needs_no_lots() {
    let found = rational(&listed(2, &[&[0, 4], &[1, 3], &[2, 2], &[3, 1], &[4, 0]])).unwrap();
    for lottery in [nash_lottery, kalai_smorodinsky_lottery, egalitarian_lottery] {
        let lottery = lottery(&found, &Limits::default()).unwrap();
        assert_eq!(shown(&lottery).0, [(vec![2, 2], "1/1".to_string())]);
    }
}

#[test]
fn three_parties_that_each_want_another_thing_draw_lots_evenly() {
    let found = rational(&listed(1, &[&[6, 0, 0], &[0, 3, 0], &[0, 0, 2]])).unwrap();
    let thirds = ["2/1", "1/1", "2/3"];
    for lottery in [nash_lottery, kalai_smorodinsky_lottery] {
        let lottery = lottery(&found, &Limits::default()).unwrap();
        assert!(lottery.exact, "{lottery:?}");
        assert_eq!(shown(&lottery).1, thirds);
    }
    // Equal gains: chances in proportion to 1/6, 1/3, 1/2.
    assert_eq!(shown(&egalitarian_lottery(&found, &Limits::default()).unwrap()).1, ["1/1", "1/1", "1/1"]);
}

#[test]
fn what_equal_shares_would_waste_goes_to_whom_it_helps() {
    // Lots between the first two points give the first two parties 2 each; that the third one gets 4 then costs nobody.
    let found = rational(&listed(1, &[&[4, 0, 4], &[0, 4, 4], &[1, 1, 5]])).unwrap();
    let egalitarian = egalitarian_lottery(&found, &Limits::default()).unwrap();
    assert_eq!(shown(&egalitarian).1, ["2/1", "2/1", "4/1"]);
}

#[test]
fn who_gains_nowhere_is_left_out() {
    let mut case = listed(1, &[&[4, 0, 0], &[0, 4, 0]]);
    let found = rational(&case).unwrap();
    let nash = nash_lottery(&found, &Limits::default()).unwrap();
    assert_eq!(shown(&nash).1, ["2/1", "2/1", "0/1"]);
    assert_eq!(nash.notes, [Note::Degenerate(vec![vec![0, 1]])]);
    let shares = kalai_smorodinsky_lottery(&found, &Limits::default()).unwrap();
    assert_eq!((shown(&shares).1, shares.notes.clone()), (shown(&nash).1, vec![Note::LeftOut(vec![2])]));
    case.utilities.truncate(2);
    case.utilities[0].reservation = Threshold::At(4);
    let found = rational(&case).unwrap();
    let nash = nash_lottery(&found, &Limits::default()).unwrap();
    assert_eq!((shown(&nash).1, nash.notes), (vec!["4/1".into(), "0/1".into()], vec![Note::Degenerate(vec![vec![]])]));
}

#[test]
fn a_lottery_over_losses_is_a_different_question() {
    let mut case = worked();
    case.utilities[1].reservation = Threshold::Any;
    case.utilities[1].disagreement = Some(4);
    let found = rational(&case).unwrap();
    assert_eq!(nash_lottery(&found, &Limits::default()), Err(Absent::DisagreementAboveReservation(1)));
}

#[test]
fn a_limit_on_steps_stops_it_with_a_reason() {
    let found = rational(&listed(1, &[&[6, 0, 0], &[0, 3, 0], &[0, 0, 2]])).unwrap();
    let limits = Limits { steps: 2, ..Limits::default() };
    for lottery in [nash_lottery, kalai_smorodinsky_lottery, egalitarian_lottery] {
        assert_eq!(lottery(&found, &limits), Err(Absent::Stopped(Stop::Steps { limit: 2 })));
    }
}

/// On `u_B = 1 - u_A^2` the Nash point is at `1 / sqrt 3`, equal shares at the golden section.
#[test]
fn closed_forms_of_a_curve() {
    const STEPS: Units = 4096;
    let curve: Vec<[Units; 2]> = (0..=STEPS).map(|a| [a * STEPS, STEPS * STEPS - a * a]).collect();
    let rows: Vec<&[Units]> = curve.iter().map(<[Units; 2]>::as_slice).collect();
    let found = rational(&listed((STEPS * STEPS).unsigned_abs(), &rows)).unwrap();
    let close = |lottery: &Lottery, [a, b]: [f64; 2]| {
        let [first, second] = [0, 1].map(|party| lottery.utilities[party].to_f64());
        assert!((first - a).abs() < 1e-4 && (second - b).abs() < 1e-4, "{first} {second}");
    };
    close(&nash_lottery(&found, &Limits::default()).unwrap(), [0.577_350_269_189_625_8, 2.0 / 3.0]);
    close(&kalai_smorodinsky_lottery(&found, &Limits::default()).unwrap(), [0.618_033_988_749_894_9; 2]);
    close(&egalitarian_lottery(&found, &Limits::default()).unwrap(), [0.618_033_988_749_894_9; 2]);
}

// --- Certificates. A lottery is what its chances make of its points; nothing that lots can reach is better.

fn check_shape(case: &Case, rational: &RationalFrontier, lottery: &Lottery) -> Result<(), TestCaseError> {
    let parties = case.utilities.len();
    prop_assert!(lottery.mixture.len() <= parties);
    let total: BigRational = lottery.mixture.iter().map(|chance| chance.probability.rational()).sum();
    prop_assert!(total.is_one() && lottery.mixture.iter().all(|chance| chance.probability.rational().is_positive()));
    prop_assert!(lottery.mixture.windows(2).all(|pair| pair[0].point.units < pair[1].point.units));
    for party in 0..parties {
        let average: BigRational = lottery
            .mixture
            .iter()
            .map(|chance| {
                prop_assert!(rational.points.contains(&chance.point));
                Ok(case.utilities[party].quantum.exact(chance.point.units[party]).rational() * chance.probability.rational())
            })
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .sum();
        prop_assert_eq!(lottery.utilities[party].rational(), &average);
    }
    Ok(())
}

/// With gains `x` above zero, the product is largest within `e^gap` where no point has `sum g_i / x_i > n + gap`.
fn check_nash(case: &Case, rational: &RationalFrontier, lottery: &Lottery) -> Result<(), TestCaseError> {
    let own = gains(case, rational, lottery);
    let points = point_gains(case, rational);
    let gainers: Vec<usize> = (0..own.len()).filter(|&party| points.iter().any(|gains| gains[party].is_positive())).collect();
    prop_assert!(gainers.iter().all(|&party| own[party].is_positive()));
    let gap = lottery.gap.as_ref().map_or_else(BigRational::zero, |gap| gap.rational().clone());
    let allowed = BigRational::from_integer(gainers.len().into()) + &gap;
    for gains in points {
        let worth: BigRational = gainers.iter().map(|&party| &gains[party] / &own[party]).sum();
        prop_assert!(worth <= allowed);
    }
    prop_assert!(Exact::from(gap).to_f64() < 1e-9);
    prop_assert!(case.utilities.len() > 2 || lottery.gap.is_none());
    Ok(())
}

/// No mixture of three points in sixths may have a better leximin of levels.
fn check_leximin(points: &[Vec<BigRational>], own: &[BigRational]) -> Result<(), TestCaseError> {
    let own = sorted(own.to_vec());
    let sixths = |share: i64| BigRational::new(share.into(), 6.into());
    let few = points.len().min(5);
    for (a, b, c) in (0..few).flat_map(|a| (a..few).flat_map(move |b| (b..few).map(move |c| (a, b, c)))) {
        for (first, second) in (0..=6).flat_map(|first| (0..=6 - first).map(move |second| (first, second))) {
            let drawn = [(a, sixths(first)), (b, sixths(second)), (c, sixths(6 - first - second))];
            let level = |party: usize| drawn.iter().map(|(at, chance)| &points[*at][party] * chance).sum();
            prop_assert!(sorted((0..own.len()).map(level).collect()) <= own);
        }
    }
    Ok(())
}

fn sorted(mut levels: Vec<BigRational>) -> Vec<BigRational> {
    levels.sort();
    levels
}

/// Points divided by the largest gain of each party, without those who cannot gain.
fn shares(points: &[Vec<BigRational>], own: &[BigRational]) -> (Vec<Vec<BigRational>>, Vec<BigRational>) {
    let most: Vec<BigRational> =
        (0..own.len()).map(|party| points.iter().map(|gains| gains[party].clone()).max().unwrap()).collect();
    let of = |gains: &[BigRational]| {
        gains.iter().zip(&most).filter(|(_, most)| most.is_positive()).map(|(gain, most)| gain / most).collect()
    };
    (points.iter().map(|gains| of(gains)).collect(), of(own))
}

fn check_all(case: &Case) -> Result<(), TestCaseError> {
    let Ok(found) = rational(case) else { return Ok(()) };
    let points = point_gains(case, &found);
    let losing = points.iter().flatten().any(Signed::is_negative);
    let nash = nash_lottery(&found, &Limits::default());
    if losing {
        prop_assert!(matches!(nash, Err(Absent::DisagreementAboveReservation(_))));
        return Ok(());
    }
    let nash = nash.unwrap();
    check_shape(case, &found, &nash)?;
    check_nash(case, &found, &nash)?;
    let kalai_smorodinsky = kalai_smorodinsky_lottery(&found, &Limits::default()).unwrap();
    check_shape(case, &found, &kalai_smorodinsky)?;
    let (levels, own) = shares(&points, &gains(case, &found, &kalai_smorodinsky));
    check_leximin(&levels, &own)?;
    let egalitarian = egalitarian_lottery(&found, &Limits::default()).unwrap();
    check_shape(case, &found, &egalitarian)?;
    check_leximin(&points, &gains(case, &found, &egalitarian))
}

/// One issue, many options: hulls with many corners.
fn rounded(parties: usize) -> impl Strategy<Value = Case> {
    prop::collection::vec(prop::collection::vec(0i128..30, parties), 2..24).prop_map(move |rows| {
        let rows: Vec<&[Units]> = rows.iter().map(Vec::as_slice).collect();
        listed(7, &rows)
    })
}

/// A two-party case with a third party that gets the same whatever happens: the general way must agree with the chain.
fn with_a_bystander(case: &Case) -> Case {
    let sizes = case.space.sizes();
    let rows: Vec<Vec<Units>> = sizes.iter().map(|&size| vec![0; size]).collect();
    let rows: Vec<&[Units]> = rows.iter().map(Vec::as_slice).collect();
    let mut utilities = case.utilities.clone();
    utilities.push(Utility { reservation: Threshold::At(0), ..additive(1, &rows) });
    Case { space: case.space.clone(), utilities }
}

/// The largest least gain of three parties over all lotteries, by every way in which a best one can look: one point; two
/// points that make two parties equal; three points that make all three equal.
fn largest_least(points: &[Vec<BigRational>]) -> BigRational {
    let least = |mixture: &[(usize, BigRational)]| -> BigRational {
        let gain = |party: usize| -> BigRational { mixture.iter().map(|(at, chance)| &points[*at][party] * chance).sum() };
        (0..3).map(gain).min().unwrap()
    };
    let all = 0..points.len();
    let mut levels: Vec<BigRational> = all.clone().map(|at| least(&[(at, BigRational::one())])).collect();
    for (a, b) in all.clone().flat_map(|a| all.clone().map(move |b| (a, b))) {
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            let lead = |at: usize| &points[at][one] - &points[at][other];
            let total = lead(b) - lead(a);
            if !total.is_zero() && !(lead(b) / &total).is_negative() && !(lead(a) / &total).is_positive() {
                levels.push(least(&[(a, lead(b) / &total), (b, -lead(a) / &total)]));
            }
        }
        for c in all.clone() {
            // Leads of the first party over the second and the third: chances that are orthogonal to both.
            let lead = |at: usize, over: usize| &points[at][0] - &points[at][over];
            let cross = |x: usize, y: usize| lead(x, 1) * lead(y, 2) - lead(y, 1) * lead(x, 2);
            let chances = [cross(b, c), cross(c, a), cross(a, b)];
            let total: BigRational = chances.iter().sum();
            if !total.is_zero() && chances.iter().all(|chance| !(chance / &total).is_negative()) {
                let [x, y, z] = chances.map(|chance| chance / &total);
                levels.push(least(&[(a, x), (b, y), (c, z)]));
            }
        }
    }
    levels.into_iter().max().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_least_gain_of_three_is_as_large_as_can_be(case in rounded(3)) {
        let found = rational(&case).unwrap();
        let egalitarian = egalitarian_lottery(&found, &Limits::default()).unwrap();
        let least = egalitarian.utilities.iter().map(|utility| utility.rational().clone()).min().unwrap();
        prop_assert_eq!(least, largest_least(&point_gains(&case, &found)));
    }

    #[test]
    fn nothing_is_better(case in cases(1)) {
        check_all(&case)?;
    }

    #[test]
    fn nothing_is_better_beyond_64_bits(case in cases((1 << 80) + 5)) {
        check_all(&case)?;
    }

    #[test]
    fn nothing_is_better_on_rounded_hulls(case in (1usize..=5).prop_flat_map(rounded)) {
        check_all(&case)?;
    }

    #[test]
    fn the_programme_agrees_with_the_chain(case in rounded(2)) {
        let [two, three] = [rational(&case).unwrap(), rational(&with_a_bystander(&case)).unwrap()];
        let exactly = kalai_smorodinsky_lottery(&two, &Limits::default()).unwrap();
        let programme = kalai_smorodinsky_lottery(&three, &Limits::default()).unwrap();
        prop_assert_eq!(&exactly.utilities[..], &programme.utilities[..2]);
        let exactly = nash_lottery(&two, &Limits::default()).unwrap();
        let approached = nash_lottery(&three, &Limits::default()).unwrap();
        for (a, b) in exactly.utilities.iter().zip(&approached.utilities) {
            prop_assert!((a.to_f64() - b.to_f64()).abs() < 1e-6, "{:?} {:?}", exactly, approached);
        }
    }
}
