//! Other programs' meanings: each against a direct reading of its definition over a listing of every outcome.

mod support;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use proptest::prelude::*;
use support::{Case, additive, cases, dominates, issues, vectors};
use zopa_analysis::solution::Absent;
use zopa_analysis::solution::variants::{Answer, Figure, Ground, NoAnswer, Peer, VARIANTS, all, named, of_peer};
use zopa_analysis::{Frontier, Limits, Point, frontier};
use zopa_model::{Exact, Factor, Outcome, OutcomeSpace, Pays, Region, Threshold, Units, Utility};

type Number = BigRational;

/// What a program's own loops arrive at.
#[derive(Clone, Debug, PartialEq)]
enum Expected {
    Points(Vec<Vec<Number>>),
    Number(Number),
    RootOf(Number),
    Double(f64),
    Nothing,
}

/// Every outcome's utilities, as numbers, in the order of the listing, and those that none dominates, ascending.
struct Listing {
    bids: Vec<Vec<Number>>,
    frontier: Vec<Vec<Number>>,
    reservations: Vec<Threshold<Number>>,
}

fn number(text: &str) -> Number {
    text.parse::<Exact>().unwrap().rational().clone()
}

impl Listing {
    fn new(case: &Case) -> Self {
        let in_numbers = |units: &Vec<Units>| -> Vec<Number> {
            units.iter().zip(&case.utilities).map(|(&units, utility)| utility.quantum.exact(units).rational().clone()).collect()
        };
        let units = vectors(case, |_| true);
        let mut best: Vec<Vec<Units>> =
            units.iter().filter(|own| !units.iter().any(|other| dominates(other, own))).cloned().collect();
        best.sort();
        best.dedup();
        let reservations = case.utilities.iter().map(|utility| {
            let quantum = utility.quantum;
            utility.reservation.map(|units| quantum.exact(units).rational().clone())
        });
        Self {
            bids: units.iter().map(in_numbers).collect(),
            frontier: best.iter().map(in_numbers).collect(),
            reservations: reservations.collect(),
        }
    }

    fn parties(&self) -> usize {
        self.reservations.len()
    }

    fn most(&self, party: usize) -> Number {
        self.bids.iter().map(|bid| bid[party].clone()).max().unwrap()
    }

    fn least(&self, party: usize) -> Number {
        self.bids.iter().map(|bid| bid[party].clone()).min().unwrap()
    }

    fn is_rational(&self, bid: &[Number]) -> bool {
        bid.iter().zip(&self.reservations).all(|(value, reservation)| match reservation {
            Threshold::Any => true,
            Threshold::At(least) => value >= least,
            Threshold::Never => false,
        })
    }

    /// NegMAS's frontier: the undominated among the rational, distinct.
    fn rational(&self) -> Vec<Vec<Number>> {
        let mut rational: Vec<Vec<Number>> = self.bids.iter().filter(|bid| self.is_rational(bid)).cloned().collect();
        rational.sort();
        rational.dedup();
        let beats = |a: &Vec<Number>, b: &Vec<Number>| a != b && a.iter().zip(b).all(|(x, y)| x >= y);
        let all = rational.clone();
        rational.retain(|bid| !all.iter().any(|other| beats(other, bid)));
        rational
    }

    /// NegMAS's ranges: from the reservation where it is a number and no outcome is worth less, to the most.
    fn ranges(&self) -> Vec<(Number, Number)> {
        let range = |party: usize| {
            let least = self.least(party);
            let from = match &self.reservations[party] {
                Threshold::At(reservation) if *reservation >= least => reservation.clone(),
                _ => least,
            };
            (from, self.most(party))
        };
        (0..self.parties()).map(range).collect()
    }

    fn whole_ranges(&self) -> Vec<(Number, Number)> {
        (0..self.parties()).map(|party| (self.least(party), self.most(party))).collect()
    }

    /// NegMAS's selection: everything where a range is tiny, else all within 10^-12 of the largest value.
    fn negmas(&self, ranges: &[(Number, Number)], value: impl Fn(&[Number]) -> Number) -> Expected {
        let tiny = number("1e-12");
        let rational = self.rational();
        if rational.is_empty() {
            return Expected::Nothing;
        }
        if ranges.iter().any(|(low, high)| high - low <= tiny) {
            return Expected::Points(rational);
        }
        let best = rational.iter().map(|bid| value(bid)).max().unwrap() - tiny;
        Expected::Points(rational.into_iter().filter(|bid| value(bid) >= best).collect())
    }
}

/// A loop that keeps whatever is strictly larger than the best so far.
fn first<'a>(
    bids: impl IntoIterator<Item = &'a Vec<Number>>,
    start: i32,
    value: impl Fn(&[Number]) -> Number,
) -> Option<&'a Vec<Number>> {
    let mut best = (Number::from_integer(start.into()), None);
    for bid in bids {
        if value(bid) > best.0 {
            best = (value(bid), Some(bid));
        }
    }
    best.1
}

fn point(found: Option<&Vec<Number>>) -> Expected {
    found.map_or(Expected::Nothing, |bid| Expected::Points(vec![bid.clone()]))
}

fn sum(bid: &[Number]) -> Number {
    bid.iter().sum()
}

fn product(bid: &[Number]) -> Number {
    bid.iter().product()
}

fn square_to_one(bid: &[Number]) -> Number {
    bid.iter().map(|value| (value - Number::one()) * (value - Number::one())).sum()
}

fn opposition(found: Option<&Vec<Number>>) -> Expected {
    found.map_or(Expected::Nothing, |bid| Expected::RootOf(square_to_one(bid)))
}

fn differences(bid: &[Number]) -> Number {
    let mut total = Number::zero();
    for i in 0..bid.len() {
        for j in i + 1..bid.len() {
            total += (&bid[i] - &bid[j]).abs();
        }
    }
    total
}

fn spread(values: &[Number]) -> Number {
    values.iter().max().unwrap() - values.iter().min().unwrap()
}

fn divided(value: Number, by: &Number) -> Number {
    if by.is_zero() { value } else { value / by }
}

/// NegoLog's bids: best for the first party first.
fn descending(listing: &Listing) -> Vec<Vec<Number>> {
    let mut bids = listing.bids.clone();
    bids.sort_by(|a, b| b[0].cmp(&a[0]));
    bids
}

fn balance(listing: &Listing) -> Number {
    let sorted = |party: usize| {
        let mut values: Vec<Number> = listing.bids.iter().map(|bid| bid[party].clone()).collect();
        values.sort_by(|a, b| b.cmp(a));
        values
    };
    let total: Number = sorted(0).iter().zip(sorted(1)).map(|(a, b)| a - b).sum();
    total / BigInt::from(listing.bids.len())
}

fn distribution(listing: &Listing) -> f64 {
    let double = |value: &Number| value.to_f64().unwrap();
    let distance = |a: &[Number], b: &[Number]| {
        let square: f64 = a.iter().zip(b).map(|(x, y)| (double(x) - double(y)) * (double(x) - double(y))).sum();
        square.sqrt()
    };
    let nearest = |bid: &Vec<Number>| listing.frontier.iter().map(|point| distance(bid, point)).fold(5.0, f64::min);
    listing.bids.iter().map(nearest).sum::<f64>() / listing.bids.len() as f64
}

/// The definition of the variant called `name`, read directly.
fn read(name: &str, listing: &Listing) -> Expected {
    let ascending = || &listing.frontier;
    let kalai_of_anl = || first(ascending(), -10, |bid| -(&bid[0] - &bid[1]).abs());
    let largest_sum = |bids: Vec<Vec<Number>>| first(&bids, 0, sum).cloned();
    match name {
        "genius_nash" => point(first(ascending(), -1, |bid| {
            let gain = |(value, reservation): (&Number, &Threshold<Number>)| match reservation {
                Threshold::At(reservation) => value - reservation,
                _ => value.clone(),
            };
            bid.iter().zip(&listing.reservations).map(gain).product()
        })),
        "genius_kalai" => point(first(ascending(), -2, |bid| -differences(bid))),
        "negolog_nash" => point(first(&descending(listing), 0, product)),
        "negolog_kalai" => point(largest_sum(descending(listing)).as_ref()),
        "negolog_opposition" => opposition(largest_sum(descending(listing)).as_ref()),
        "negolog_balance" => Expected::Number(balance(listing)),
        "anl_nash" => point(first(ascending(), 0, product)),
        "anl_kalai" => point(kalai_of_anl()),
        "anl_social_welfare" => point(first(ascending(), 0, sum)),
        "anl_opposition" => opposition(kalai_of_anl()),
        "anl_distribution" => Expected::Double(distribution(listing)),
        _ => read_negmas(name, listing),
    }
}

fn read_negmas(name: &str, listing: &Listing) -> Expected {
    let ranges = listing.ranges();
    let gains = |bid: &[Number]| -> Vec<Number> { bid.iter().zip(&ranges).map(|(value, (low, _))| value - low).collect() };
    match name {
        "negmas_frontier" => match listing.rational() {
            none if none.is_empty() => Expected::Nothing,
            points => Expected::Points(points),
        },
        "negmas_nash" => listing.negmas(&ranges, |bid| product(&gains(bid))),
        "negmas_kalai" => listing.negmas(&ranges, |bid| gains(bid).into_iter().min().unwrap()),
        "negmas_modified_kalai" => listing.negmas(&ranges, |bid| bid.iter().min().unwrap().clone()),
        "negmas_ks" => listing.negmas(&ranges, |bid| {
            let shares: Vec<Number> =
                gains(bid).into_iter().zip(&ranges).map(|(gain, (low, high))| gain / (high - low)).collect();
            -spread(&shares)
        }),
        "negmas_modified_ks" => listing.negmas(&ranges, |bid| {
            let shares: Vec<Number> = bid.iter().zip(&ranges).map(|(value, (_, high))| divided(value.clone(), high)).collect();
            -spread(&shares)
        }),
        "negmas_welfare" => listing.negmas(&listing.whole_ranges(), sum),
        "negmas_relative_welfare" => listing.negmas(&listing.whole_ranges(), |bid| {
            let share = |party: usize| divided(&bid[party] - listing.least(party), &(&ranges[party].1 - &ranges[party].0));
            (0..bid.len()).map(share).sum()
        }),
        "negmas_opposition" => {
            let share = |bid: &Vec<Number>| -> Vec<Number> {
                bid.iter().enumerate().map(|(party, value)| divided(value.clone(), &listing.most(party))).collect()
            };
            let rational = listing.bids.iter().filter(|bid| listing.is_rational(bid));
            let least = rational.map(|bid| square_to_one(&share(bid))).min();
            least.map_or(Expected::Nothing, Expected::RootOf)
        }
        _ => panic!("no oracle for {name}: give every variant one"),
    }
}

/// The answer in the oracle's form.
fn told(case: &Case, answer: &Answer) -> Expected {
    let in_numbers = |units: &[Units]| -> Vec<Number> {
        units.iter().zip(&case.utilities).map(|(&units, utility)| utility.quantum.exact(units).rational().clone()).collect()
    };
    match answer {
        Answer::Points(points) => Expected::Points(points.iter().map(|point| in_numbers(&point.units)).collect()),
        Answer::Figure(Figure::Exact(value)) => Expected::Number(value.rational().clone()),
        Answer::Figure(Figure::RootOf(square)) => Expected::RootOf(square.rational().clone()),
        Answer::Figure(Figure::Double(value)) => Expected::Double(*value),
    }
}

/// Whether a refusal is due, as far as `why` does not say that the program itself arrives at nothing.
fn is_due(case: &Case, why: &NoAnswer) -> bool {
    let extremes = |party: usize| {
        let utility = &case.utilities[party];
        let ends = utility.factors.iter().map(Factor::extent);
        ends.fold((utility.constant, utility.constant), |(low, high), (least, most)| (low + least, high + most))
    };
    let cap = |party: usize| case.utilities[party].cap;
    match why {
        NoAnswer::TwoPartiesOnly => case.utilities.len() != 2,
        NoAnswer::NeverAgrees(party) => case.utilities[*party].reservation == Threshold::Never,
        NoAnswer::BelowZero(party) => extremes(*party).0 < 0 || cap(*party).is_some_and(|cap| cap < 0),
        NoAnswer::Capped(party) => cap(*party).is_some_and(|cap| cap < extremes(*party).1),
        NoAnswer::Ruled => !case.space.rules().is_empty(),
        _ => false,
    }
}

fn check(case: &Case) -> Result<(), TestCaseError> {
    let problem = case.problem();
    let found = frontier(&problem, &Limits::default());
    let answers = match all(&problem, &found, &Limits::default()) {
        Ok(answers) => answers,
        Err(why) => {
            prop_assert!(why == Absent::Infeasible && case.space.outcomes().next().is_none());
            return Ok(());
        }
    };
    let listing = Listing::new(case);
    for answer in answers {
        let name = answer.variant.name;
        match &answer.answer {
            Err(NoAnswer::NothingPassesTheStart | NoAnswer::NothingRational) => {
                prop_assert_eq!(read(name, &listing), Expected::Nothing, "{}", name);
            }
            Err(why) => prop_assert!(is_due(case, why), "{}: {}", name, why),
            Ok(answer) => match (told(case, answer), read(name, &listing)) {
                (Expected::Double(ours), Expected::Double(theirs)) => {
                    prop_assert!((ours - theirs).abs() < 1e-12 * theirs.max(1.0))
                }
                (ours, theirs) => prop_assert_eq!(ours, theirs, "{}", name),
            },
        }
        if let Ok(Answer::Points(points)) = &answer.answer {
            prop_assert!(points.iter().all(|point| problem.evaluate(&point.outcome) == point.units));
        }
    }
    Ok(())
}

/// Two parties, utilities from zero on, no rules, caps or linkages: what every program is made for.
fn plain() -> impl Strategy<Value = Case> {
    prop::collection::vec(2usize..5, 1..4).prop_flat_map(|sizes| {
        let rows = |sizes: &[usize]| sizes.iter().map(|&size| prop::collection::vec(0i128..9, size)).collect::<Vec<_>>();
        let party = (rows(&sizes), 0i128..12, 8u128..11);
        (party.clone(), party).prop_map(move |parties| {
            let utility = |(rows, reservation, denominator): (Vec<Vec<Units>>, Units, u128)| {
                let rows: Vec<&[Units]> = rows.iter().map(Vec::as_slice).collect();
                Utility { reservation: Threshold::At(reservation), ..additive(denominator, &rows) }
            };
            Case { space: OutcomeSpace::new(issues(&sizes), vec![]), utilities: vec![utility(parties.0), utility(parties.1)] }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn equal_their_definitions(case in cases(1)) {
        check(&case)?;
    }

    #[test]
    fn equal_their_definitions_on_what_the_programs_are_made_for(case in plain()) {
        check(&case)?;
        let answers = of_peer(Peer::NegoLog, &case.problem(), &frontier(&case.problem(), &Limits::default()), &Limits::default()).unwrap();
        prop_assert!(answers.iter().all(|answer| matches!(answer.answer, Ok(_) | Err(NoAnswer::NothingPassesTheStart))));
    }

    #[test]
    fn equal_their_definitions_beyond_64_bits(case in cases((1 << 80) + 7)) {
        check(&case)?;
    }
}

// --- The registry.

#[test]
fn every_variant_has_a_name_of_its_own_that_says_whose_it_is() {
    for (at, variant) in VARIANTS.iter().enumerate() {
        let prefix = ["genius", "negolog", "anl", "negmas"][variant.peer as usize];
        assert!(variant.name.starts_with(&format!("{prefix}_")), "{}", variant.name);
        assert!(VARIANTS[..at].iter().all(|other| other.name != variant.name));
        assert_eq!(named(variant.name).unwrap().name, variant.name);
        for text in [variant.place, variant.sentence, variant.bites, variant.peer.version(), variant.peer.name()] {
            assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text}", variant.name);
        }
        assert!(!variant.needs.to_string().is_empty());
    }
    assert!(named("nash").is_none());
}

#[test]
fn a_table_of_one_program_has_its_rows_alone() {
    let case = worked([0, 0]);
    let found = frontier(&case.problem(), &Limits::default());
    let rows = of_peer(Peer::Anl, &case.problem(), &found, &Limits::default()).unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row.variant.name).collect();
    assert_eq!(names, ["anl_nash", "anl_kalai", "anl_social_welfare", "anl_opposition", "anl_distribution"]);
}

// --- Worked by hand.

/// Two issues in eighths: (4,0), (2,3), (0,4) and (4,0), (1,4).
fn worked(reservations: [Units; 2]) -> Case {
    let mut utilities = vec![additive(8, &[&[4, 2, 0], &[4, 1]]), additive(8, &[&[0, 3, 4], &[0, 4]])];
    for (utility, reservation) in utilities.iter_mut().zip(reservations) {
        utility.reservation = Threshold::At(reservation);
    }
    Case { space: OutcomeSpace::new(issues(&[3, 2]), vec![]), utilities }
}

/// One issue whose options are worth these rows.
fn listed(denominator: u128, rows: &[&[Units]], reservation: Units) -> Case {
    let utility = |party: usize| {
        let own: Vec<Units> = rows.iter().map(|row| row[party]).collect();
        Utility { reservation: Threshold::At(reservation), ..additive(denominator, &[&own]) }
    };
    Case { space: OutcomeSpace::new(issues(&[rows.len()]), vec![]), utilities: (0..rows[0].len()).map(utility).collect() }
}

fn answer(case: &Case, name: &str) -> Result<Answer, NoAnswer> {
    let found = frontier(&case.problem(), &Limits::default());
    let answers = all(&case.problem(), &found, &Limits::default()).unwrap();
    answers.into_iter().find(|answer| answer.variant.name == name).unwrap().answer
}

fn points(case: &Case, name: &str) -> Vec<Vec<Units>> {
    match answer(case, name) {
        Ok(Answer::Points(points)) => points.into_iter().map(|point| point.units).collect(),
        other => panic!("{name} is no point: {other:?}"),
    }
}

fn figure(case: &Case, name: &str) -> f64 {
    match answer(case, name) {
        Ok(Answer::Figure(figure)) => figure.to_f64(),
        other => panic!("{name} is no figure: {other:?}"),
    }
}

#[test]
fn the_worked_example() {
    let case = worked([0, 0]);
    assert_eq!(points(&case, "negolog_kalai"), [[3, 7]]);
    assert!((figure(&case, "negolog_opposition") - 0.637_377_439).abs() < 1e-9);
    assert_eq!(figure(&case, "anl_opposition"), 0.625);
    assert_eq!(points(&case, "negmas_ks"), [[5, 4]]);
    assert_eq!(points(&worked([4, 0]), "negmas_ks"), [[6, 3]]);
    assert_eq!(points(&worked([4, 0]), "genius_kalai"), [[5, 4]]);
    assert_eq!(answer(&worked([6, 4]), "negmas_ks"), Err(NoAnswer::NothingRational));
}

#[test]
fn even_but_poor_is_what_the_kalai_of_genius_prefers() {
    let case = listed(8, &[&[3, 7], &[5, 2]], 0);
    assert_eq!(points(&case, "genius_kalai"), [[5, 2]]);
    assert_eq!(points(&case, "anl_kalai"), [[5, 2]]);
    assert_eq!(points(&case, "negmas_modified_kalai"), [[3, 7]]);
}

#[test]
fn two_losses_multiply_to_a_gain_in_genius() {
    let case = listed(8, &[&[1, 1], &[1, 2]], 8);
    assert_eq!(points(&case, "genius_nash"), [[1, 2]]);
    let case = listed(1, &[&[0, 0, 0, 1], &[1, 0, 0, 0]], 0);
    assert_eq!(answer(&case, "genius_kalai"), Err(NoAnswer::NothingPassesTheStart));
    assert_eq!(answer(&case, "anl_kalai"), Err(NoAnswer::TwoPartiesOnly));
}

#[test]
fn a_reservation_below_the_least_counts_as_the_least_in_negmas() {
    // Measured from 50: (10, 30) against (20, 20).
    let case = listed(1, &[&[60, 80], &[70, 70], &[50, 50]], 0);
    assert_eq!(points(&case, "negmas_kalai"), [[70, 70]]);
    assert_eq!(points(&case, "negmas_nash"), [[70, 70]]);
}

#[test]
fn where_somebody_can_gain_nothing_every_point_is_an_answer_in_negmas() {
    let mut case = listed(1, &[&[1, 5, 0], &[1, 2, 2], &[1, 0, 5], &[0, 0, 0]], 0);
    case.utilities[0].reservation = Threshold::At(1);
    assert_eq!(points(&case, "negmas_kalai"), [[1, 0, 5], [1, 2, 2], [1, 5, 0]]);
    // The sum does not ask for reservations.
    assert_eq!(points(&case, "negmas_welfare"), [[1, 0, 5], [1, 5, 0]]);
}

#[test]
fn what_is_within_a_millionth_of_a_millionth_is_tied_in_negmas() {
    const ONE: Units = 1_000_000_000_000;
    let apart = |by: Units| listed((10 * ONE).unsigned_abs(), &[&[4 * ONE, 6 * ONE], &[6 * ONE, 4 * ONE + by], &[0, 0]], 0);
    assert_eq!(points(&apart(10), "negmas_kalai").len(), 2);
    assert_eq!(points(&apart(11), "negmas_kalai").len(), 1);
}

/// Against a listing, with a linkage and boxes of both kinds. Only the mean is asked, so any frontier will do.
#[test]
fn means_know_linkages_and_boxes() {
    let mut case = worked([0, 0]);
    let linkage = Factor::Linkage { issues: vec![0, 1], units: vec![6, 0, 0, 0, 0, 3], sizes: vec![3, 2] };
    let region = |bounds: &[(usize, u32, u32)]| Region::new(bounds.iter().copied()).unwrap();
    let inside = Factor::Box { region: region(&[(0, 1, 2)]), pays: Pays::Inside, units: 5 };
    let outside = Factor::Box { region: region(&[(0, 0, 1), (1, 1, 1)]), pays: Pays::Outside, units: -7 };
    case.utilities[0].factors.extend([linkage, inside]);
    case.utilities[1].factors.push(outside);
    let problem = case.problem();
    let any = Point { units: vec![0, 0], outcome: Outcome::new([0, 0]) };
    let found = Frontier { points: vec![any].into(), ..frontier(&worked([0, 0]).problem(), &Limits::default()) };
    let limits = Limits::default();
    let answer = named("negolog_balance").unwrap().answer(&Ground::new(&problem, &found, &limits).unwrap());
    assert_eq!(answer, Ok(Answer::Figure(Figure::Exact(balance(&Listing::new(&case)).into()))));
}

#[test]
fn a_cap_that_cuts_leaves_no_mean() {
    let mut case = worked([0, 0]);
    case.utilities[0].cap = Some(8);
    assert!(answer(&case, "negolog_balance").is_ok());
    case.utilities[0].cap = Some(7);
    assert_eq!(answer(&case, "negolog_balance"), Err(NoAnswer::Capped(0)));
}

#[test]
fn a_space_too_large_to_look_at_is_not_looked_at() {
    let rows: Vec<&[Units]> = vec![&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]; 40];
    let utility = |_| Utility { reservation: Threshold::At(0), ..additive(1000, &rows) };
    let case = Case { space: OutcomeSpace::new(issues(&[10; 40]), vec![]), utilities: (0..2).map(utility).collect() };
    assert_eq!(answer(&case, "anl_distribution"), Err(NoAnswer::TooManyOutcomes { limit: Limits::default().counted }));
    assert_eq!(figure(&case, "negolog_balance"), 0.0);
    assert_eq!(points(&case, "negmas_ks"), [[360, 360]]);
}
