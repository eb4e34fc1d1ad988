//! Forecasts: known answers, and equality with oracles that follow the definitions word for word.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use zopa_model::{Exact, Forecast, ForecastActor, ForecastScale, ForecastStand, Range};
use zopa_process::forecast::{
    Elector, NashPoint, OfferKind, Weighed, at_midpoints, baselines, challenge, drawn, election, is_stated_exactly,
};

fn rational(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

fn exact(numerator: i64, denominator: i64) -> Exact {
    Exact::ratio(numerator, denominator).expect("not zero")
}

fn scale(low: i64, high: i64, status_quo: Option<i64>) -> ForecastScale {
    ForecastScale {
        name: "scale".to_owned(),
        low: exact(low, 1),
        high: exact(high, 1),
        status_quo: status_quo.map(|quo| exact(quo, 1)),
    }
}

/// Capability and salience in hundredths, position whole.
fn weighed(actors: &[(i64, i64, i64)]) -> Vec<Weighed> {
    let one = |&(capability, position, salience): &(i64, i64, i64)| Weighed {
        capability: rational(capability, 100),
        position: rational(position, 1),
        salience: rational(salience, 100),
    };
    actors.iter().map(one).collect()
}

/// The table used in the literature after Bueno de Mesquita 1994: capability in hundredths, years of delay, salience in hundredths.
const CARS: &[(i64, i64, i64)] = &[
    (8, 4, 80),
    (8, 7, 40),
    (3, 4, 20),
    (16, 4, 80),
    (16, 10, 60),
    (16, 10, 60),
    (16, 10, 90),
    (5, 7, 10),
    (5, 4, 100),
    (8, 7, 70),
];

#[test]
fn the_cars_weigh_out_as_in_the_literature() {
    let found = baselines(&scale(0, 10, None), &weighed(CARS));
    // 5.003 over .677.
    assert_eq!(found.mean, Some(exact(5003, 677)));
    assert!((found.mean.as_ref().map_or(0.0, Exact::to_f64) - 7.389_955_687).abs() < 1e-9);
    assert_eq!(found.median, Some((exact(7, 1), exact(7, 1))));
    assert_eq!((found.condorcet_linear, found.condorcet_square), (vec![exact(7, 1)], vec![exact(7, 1)]));
    assert_eq!(found.nash, NashPoint::NoStatusQuo);
}

#[test]
fn ties_are_all_told() {
    let found = baselines(&scale(0, 10, Some(0)), &weighed(&[(50, 2, 100), (50, 8, 100)]));
    assert_eq!(found.median, Some((exact(2, 1), exact(8, 1))));
    assert_eq!(found.condorcet_linear, [exact(2, 1), exact(8, 1)]);
    assert_eq!(found.condorcet_square, [exact(2, 1), exact(8, 1)]);
    let nothing = baselines(&scale(0, 10, Some(0)), &weighed(&[(50, 2, 0), (50, 8, 0)]));
    assert_eq!((nothing.mean, nothing.median, nothing.condorcet_linear.len()), (None, None, 0));
}

#[test]
fn the_product_of_gains_has_its_known_peak() {
    // From 0, both ask for more: the gains between 4 and 8 are 8 - x and x, and equal powers put the peak halfway.
    let found = baselines(&scale(0, 10, Some(0)), &weighed(&[(50, 4, 100), (50, 10, 100)]));
    let NashPoint::At(point) = found.nash else { panic!("{:?}", found.nash) };
    assert!((point - 4.0).abs() < 1e-6, "{point}: to the left of 4 both gain by going right, to the right of it x (8 - x) falls");
    let opposed = baselines(&scale(0, 10, Some(5)), &weighed(&[(50, 4, 100), (50, 10, 100)]));
    assert_eq!(opposed.nash, NashPoint::NobodyWouldMove);
}

fn forecast(position: (i64, i64)) -> Forecast {
    let range = |low: i64, high: i64| Range::new(exact(low, 10), exact(high, 10)).expect("in order");
    let actor = |name: &str, low, high| ForecastActor {
        name: name.to_owned(),
        capability: range(10, 10),
        stands: vec![Some(ForecastStand { position: range(low, high), salience: range(10, 10) })],
    };
    Forecast {
        scales: vec![scale(0, 10, None)],
        actors: vec![actor("a", position.0, position.1), actor("b", 20, 20), actor("c", 90, 90)],
    }
}

#[test]
fn draws_stay_within_what_the_ranges_allow_and_depend_on_the_seed_alone() {
    let ranged = forecast((30, 70));
    let spread = drawn(&ranged, 0, 1, 400).mean.expect("weights are not zero");
    let (low, high) = ((3.0 + 2.0 + 9.0) / 3.0, (7.0 + 2.0 + 9.0) / 3.0);
    assert!(spread.low >= low && spread.high <= high && spread.low < low + 0.02 && spread.high > high - 0.02, "{spread:?}");
    assert!(spread.low <= spread.twentieth && spread.twentieth < spread.middle && spread.middle < spread.nineteenth);
    assert!((spread.middle - f64::midpoint(low, high)).abs() < 0.1);
    assert_eq!(drawn(&ranged, 0, 1, 400), drawn(&ranged, 0, 1, 400));
    assert_ne!(drawn(&ranged, 0, 1, 400), drawn(&ranged, 0, 2, 400));
    assert!(!is_stated_exactly(&ranged, 0));
    let point = forecast((50, 50));
    let still = drawn(&point, 0, 1, 20).mean.expect("weights are not zero");
    assert!(is_stated_exactly(&point, 0) && still.low == still.high);
    assert_eq!(at_midpoints(&ranged, 0)[0].1.position, rational(5, 1));
}

#[test]
fn a_challenge_between_two_is_what_the_formulas_give() {
    // Two actors of the same weight at the two ends: each vote cancels, P is one half for both.
    let run = challenge(&[(1.0, 0.0, 1.0), (1.0, 10.0, 0.5)], 1);
    let round = &run.rounds[0];
    // From 0's eyes: success 2, failure -2, status quo 0 at risk 1. Votes: 1 for the first, 0.5 for the second, so P = 2/3.
    let risk_neutral: [f64; 2] = [0.5 * (2.0 / 3.0 * 2.0 - 1.0 / 3.0 * 2.0) + 0.5 * 2.0, 1.0 / 3.0 * 2.0 - 2.0 / 3.0 * 2.0];
    assert!((risk_neutral[0] - (1.0 + 1.0 / 3.0)).abs() < 1e-12 && (risk_neutral[1] + 2.0 / 3.0).abs() < 1e-12);
    // Security of the first is what the second expects against it, the lower of the two: it takes more risk.
    assert!((round.risks[0] - 2.0).abs() < 1e-12 && (round.risks[1] - 0.5).abs() < 1e-12, "{:?}", round.risks);
    assert!(round.expected[0][1] > 0.0 && round.expected[0][0] == 0.0);
    let offer = round.accepted[1].expect("the second is challenged");
    assert_eq!((offer.by, round.accepted[0]), (0, None));
    assert!(matches!(offer.kind, OfferKind::Compromise | OfferKind::Capitulation | OfferKind::Confrontation));
}

#[test]
fn a_challenge_of_those_who_agree_rests_at_once() {
    let run = challenge(&[(1.0, 5.0, 1.0), (2.0, 5.0, 0.5), (1.0, 5.0, 0.1)], 10);
    assert!(run.rests && run.rounds.is_empty());
    assert_eq!(run.positions, [5.0, 5.0, 5.0]);
}

#[test]
fn an_election_of_those_who_agree_is_even() {
    let elector = Elector { power: 2.0, positions: vec![0.3, 0.4], saliences: vec![0.5, 0.2] };
    let found = election(&[elector.clone(), elector.clone(), elector]);
    for win in &found.wins {
        assert!((win - 1.0 / 3.0).abs() < 1e-12);
    }
    assert_eq!(found.attitudes, [0.0, 0.0, 0.0]);
    assert!(found.bargains.iter().all(Option::is_none));
}

#[test]
fn an_election_between_two_can_be_done_by_hand() {
    let elector = |power: f64, position: f64| Elector { power, positions: vec![position], saliences: vec![1.0] };
    let found = election(&[elector(2.0, 0.0), elector(1.0, 1.0)]);
    assert_eq!(found.values, [[1.0, 0.0], [0.0, 1.0]]);
    assert!((found.neutral[0] - 2.0 / 3.0).abs() < 1e-8 && (found.neutral[1] - 1.0 / 3.0).abs() < 1e-8);
    assert!((found.attitudes[0] - 1.0).abs() < 1e-12 && (found.attitudes[1] + 0.5).abs() < 1e-12);
    // The stronger wins two contests in three: 2 (2/3) 1 - (1 + 0) is its gain, and the other's is a loss as large.
    let bargain = found.bargains[0].as_ref().expect("it gains");
    assert!((bargain.chance - 2.0 / 3.0).abs() < 1e-8 && (bargain.gain - 1.0 / 3.0).abs() < 1e-8);
    assert!((bargain.gain_of_other + 1.0 / 3.0).abs() < 1e-8 && found.bargains[1].is_none());
    // Squares of 2/3 and 1/3: four parts to one.
    assert!((bargain.proposal[0] - 0.2).abs() < 1e-8);
}

/// An actor's figures, small and whole.
fn figures() -> impl Strategy<Value = Vec<(i64, i64, i64)>> {
    prop::collection::vec((1..6i64, 0..11i64, 0..5i64), 1..7)
}

/// Whether `x` beats `y`: votes counted one by one.
fn beats(actors: &[(i64, i64, i64)], x: i64, y: i64, power: u32) -> i64 {
    actors.iter().map(|(c, at, s)| c * s * ((at - y).abs().pow(power) - (at - x).abs().pow(power))).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn baselines_are_what_counting_gives(actors in figures(), quo in 0..11i64) {
        let found = baselines(&scale(0, 10, Some(quo)), &weighed(&actors));
        let total: i64 = actors.iter().map(|(c, _, s)| c * s).sum();
        if total == 0 {
            prop_assert_eq!(found.mean, None);
            return Ok(());
        }
        prop_assert_eq!(found.mean, Some(exact(actors.iter().map(|(c, x, s)| c * x * s).sum(), total)));
        // The median, by its definition over every whole point of the scale.
        let below = |point: i64| actors.iter().filter(|(_, x, _)| *x <= point).map(|(c, _, s)| c * s).sum::<i64>();
        let low = (0..=10).find(|point| 2 * below(*point) >= total).expect("all of it lies below the end");
        let high = (0..=10).find(|point| 2 * below(*point) > total).expect("all of it lies below the end");
        prop_assert_eq!(found.median, Some((exact(low, 1), exact(high, 1))));
        let mut positions: Vec<i64> = actors.iter().map(|(_, x, _)| *x).collect();
        positions.sort_unstable();
        positions.dedup();
        for (power, told) in [(1, found.condorcet_linear), (2, found.condorcet_square)] {
            let unbeaten = positions.iter().filter(|x| positions.iter().all(|y| beats(&actors, **x, *y, power) >= 0));
            prop_assert_eq!(told, unbeaten.map(|x| exact(*x, 1)).collect::<Vec<_>>());
        }
        check_nash(&actors, quo, total, found.nash)?;
    }

    #[test]
    fn chances_in_an_election_sum_to_one_and_attitudes_keep_their_range(
        figures in prop::collection::vec((1..9u32, 0..11u32, 1..10u32), 2..6),
    ) {
        let electors: Vec<Elector> = figures
            .iter()
            .map(|(power, position, salience)| Elector {
                power: f64::from(*power),
                positions: vec![f64::from(*position) / 10.0],
                saliences: vec![f64::from(*salience) / 10.0],
            })
            .collect();
        let found = election(&electors);
        prop_assert!((found.wins.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!(found.attitudes.iter().all(|attitude| (-0.5 - 1e-3..=1.0 + 1e-3).contains(attitude)));
        for (actor, bargain) in found.bargains.iter().enumerate() {
            let Some(bargain) = bargain else { continue };
            prop_assert!(bargain.with != actor && bargain.gain > 0.0 && (0.0..=1.0).contains(&bargain.chance));
            let ends = [electors[actor].positions[0], electors[bargain.with].positions[0]];
            let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            prop_assert!((low - 1e-12..=high + 1e-12).contains(&bargain.proposal[0]));
        }
    }

    #[test]
    fn a_challenge_keeps_everybody_between_the_ends(figures in prop::collection::vec((1..9u32, 0..11u32, 1..10u32), 2..6)) {
        let actors: Vec<(f64, f64, f64)> =
            figures.iter().map(|(c, x, s)| (f64::from(*c), f64::from(*x), f64::from(*s) / 10.0)).collect();
        let run = challenge(&actors, 8);
        let (low, high) = actors.iter().fold((f64::MAX, f64::MIN), |(low, high), actor| (low.min(actor.1), high.max(actor.1)));
        for round in &run.rounds {
            check_round(&actors, round)?;
            prop_assert!(round.risks.iter().all(|risk| (0.5 - 1e-12..=2.0 + 1e-12).contains(risk)));
            prop_assert!(round.positions.iter().all(|at| (low - 1e-9..=high + 1e-9).contains(at)));
        }
    }
}

/// What `i` expects of challenging `j`, term by term as it is written in the reconstruction.
fn expectation(actors: &[(f64, f64, f64)], at: &[f64], risks: &[f64], i: usize, j: usize) -> f64 {
    let widest = at.iter().flat_map(|x| at.iter().map(move |y| (x - y).abs())).fold(0.0, f64::max);
    let (mut won, mut all) = (0.0, 0.0);
    for k in 0..actors.len() {
        let u = |to: usize| libm::pow((at[k] - at[to]).abs() / widest, risks[k]);
        let vote = actors[k].0 * actors[k].2 * (u(j) - u(i));
        won += vote.max(0.0);
        all += vote.abs();
    }
    let p = if all == 0.0 { 0.5 } else { won / all };
    let apart = (at[i] - at[j]).abs() / widest;
    let [success, failure, quo] = [0.5 - 0.5 * apart, 0.5 + 0.5 * apart, 0.5].map(|base| 2.0 - 4.0 * libm::pow(base, risks[i]));
    let s = actors[j].2;
    s * (p * success + (1.0 - p) * failure) + (1.0 - s) * success - quo
}

/// Risks, expectations and offers of a round follow from its positions.
fn check_round(actors: &[(f64, f64, f64)], round: &zopa_process::forecast::ChallengeRound) -> Result<(), TestCaseError> {
    let count = actors.len();
    let at = &round.positions;
    let neutral = vec![1.0; count];
    let against = |i: usize| (0..count).filter(|&j| j != i).map(|j| expectation(actors, at, &neutral, j, i)).sum::<f64>();
    let security: Vec<f64> = (0..count).map(against).collect();
    let (low, high) = (security.iter().copied().fold(f64::MAX, f64::min), security.iter().copied().fold(f64::MIN, f64::max));
    for i in 0..count {
        // Where securities differ by rounding alone the risk is anything.
        if high - low > 1e-9 {
            let r = (2.0 * security[i] - high - low) / (high - low);
            prop_assert!((round.risks[i] - (1.0 - r / 3.0) / (1.0 + r / 3.0)).abs() < 1e-6);
        }
        for j in (0..count).filter(|&j| j != i) {
            let expected = expectation(actors, at, &round.risks, i, j);
            prop_assert!((round.expected[i][j] - expected).abs() < 1e-9, "{} {}", round.expected[i][j], expected);
        }
        let moves = (0..count).filter(|&j| j != i).filter_map(|j| {
            let (theirs, own) = (round.expected[j][i], round.expected[i][j]);
            let way = (at[j] - at[i]).abs();
            match (theirs > 0.0, own > 0.0) {
                (true, true) if theirs > own => Some(way),
                (true, false) if theirs > own.abs() => Some(way * own.abs() / theirs),
                (true, false) => Some(way),
                _ => None,
            }
        });
        let least = moves.filter(|way| *way > 0.0).fold(f64::MAX, f64::min);
        let taken = round.accepted[i].map_or(f64::MAX, |offer| (offer.to - at[i]).abs());
        prop_assert!(taken == least || (taken - least).abs() < 1e-9, "{taken} {least}");
    }
    Ok(())
}

/// No point of a fine grid has a larger product of gains, and where none has a positive one, none is told.
fn check_nash(actors: &[(i64, i64, i64)], quo: i64, total: i64, told: NashPoint) -> Result<(), TestCaseError> {
    let product = |point: f64| -> f64 {
        let gain = |(c, x, s): &(i64, i64, i64)| {
            let (x, quo) = (*x as f64, quo as f64);
            let gain = ((quo - x).abs() - (point - x).abs()) / 10.0;
            let power = (*c * *s) as f64 / total as f64;
            if power == 0.0 { 1.0 } else { libm::pow(gain.max(0.0), power) }
        };
        actors.iter().map(gain).product()
    };
    let best = (0..=2000).map(|step| product(f64::from(step) / 200.0)).fold(0.0, f64::max);
    match told {
        NashPoint::At(point) => {
            prop_assert!(product(point) >= best - 1e-9, "{} at {}, {} on the grid", product(point), point, best)
        }
        NashPoint::NobodyWouldMove => prop_assert!(best == 0.0),
        NashPoint::NoStatusQuo => prop_assert!(false),
    }
    Ok(())
}
