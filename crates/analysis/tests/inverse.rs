//! Questions asked backwards against a listing of every outcome, to the bit, by every method on the same problems.

mod support;

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use proptest::prelude::*;
use rand_chacha::ChaCha12Rng;
use rand_core::SeedableRng;
use support::{Case, additive, cases, issues};
use zopa_analysis::inverse::{
    Draw, Inverse, InverseLimits, Method, Refusal, Side, Ties, TwoPartyFrontier, Valued, draw_by_rejection,
};
use zopa_analysis::{Limits, frontier};
use zopa_model::{Factor, Outcome, OutcomeSpace, Pattern, Pays, Region, Rule, Units, Utility};

/// Limits under which nothing but the named method is left.
fn only(method: &str) -> InverseLimits {
    let all = InverseLimits::default();
    match method {
        "sorted" => InverseLimits { cells: 0, halves: 0, ..all },
        "listed without a diagram" => InverseLimits { cells: 0, halves: 0, edges: 0, ..all },
        "table" => InverseLimits { listed: 0, halves: 0, ..all },
        "halves" => InverseLimits { listed: 0, cells: 0, ..all },
        _ => unreachable!("no such method"),
    }
}

/// Every outcome, worst first and equal ones in the order that the inverse keeps.
fn listing(space: &OutcomeSpace, utility: &Utility, forbidden: &[Pattern], ties: &Ties) -> Vec<Valued> {
    let key = |outcome: &Outcome| match ties {
        Ties::Index | Ties::Any => outcome.options().to_vec(),
        Ties::Reordered(order) => order.iter().map(|&issue| outcome.option(issue)).collect(),
    };
    let admissible = space.outcomes().filter(|outcome| !forbidden.iter().any(|pattern| pattern.fits(outcome)));
    let mut all: Vec<Valued> = admissible.map(|outcome| Valued { units: utility.evaluate(&outcome), outcome }).collect();
    all.sort_by_key(|valued| (valued.units, key(&valued.outcome)));
    all
}

/// The same from the best down, equal ones still in the same order.
fn from_the_best(mut listing: Vec<Valued>) -> Vec<Valued> {
    listing.sort_by_key(|valued| std::cmp::Reverse(valued.units));
    listing
}

/// Targets at, between and beyond what outcomes are worth.
fn targets(listing: &[Valued]) -> Vec<Units> {
    let mut targets: Vec<Units> = listing.iter().flat_map(|valued| [valued.units - 1, valued.units, valued.units + 1]).collect();
    targets.extend([Units::MIN, 0, Units::MAX]);
    targets.sort_unstable();
    targets.dedup();
    targets
}

/// Some bands: narrow, wide, empty, upside down, and over everything.
fn bands(targets: &[Units]) -> Vec<(Units, Units)> {
    let at = |share: usize| targets[(targets.len() - 1) * share / 8];
    let mut bands: Vec<_> =
        [(0, 8), (0, 3), (2, 5), (4, 4), (5, 6), (6, 8), (7, 2)].map(|(low, high)| (at(low), at(high))).into();
    bands.extend(targets.iter().step_by(targets.len() / 6 + 1).map(|&target| (target, target)));
    bands
}

fn check_nearest(inverse: &Inverse, listing: &[Valued]) -> Result<(), TestCaseError> {
    let first_of = |units: Units| listing.iter().find(|valued| valued.units == units);
    let (worst, best) = (listing.first(), listing.last().and_then(|best| first_of(best.units)));
    for target in targets(listing) {
        let above = listing.iter().find(|valued| valued.units >= target);
        let found = inverse.nearest_at_or_above(target);
        let side = if above.is_some() { Side::AsAsked } else { Side::BelowTarget };
        let expected = above.or(best).map(|valued| (&valued.outcome, valued.units, side, 0));
        prop_assert_eq!(found.as_ref().map(|found| (&found.outcome, found.units, found.side, found.gap)), expected);

        let below = listing.iter().rfind(|valued| valued.units <= target).and_then(|valued| first_of(valued.units));
        let found = inverse.nearest_at_or_below(target);
        let side = if below.is_some() { Side::AsAsked } else { Side::AboveTarget };
        let expected = below.or(worst).map(|valued| (&valued.outcome, valued.units, side, 0));
        prop_assert_eq!(found.as_ref().map(|found| (&found.outcome, found.units, found.side, found.gap)), expected);
    }
    Ok(())
}

fn check_bands(inverse: &Inverse, listing: &[Valued]) -> Result<(), TestCaseError> {
    for (low, high) in bands(&targets(listing)) {
        let expected: Vec<Valued> = listing.iter().filter(|valued| (low..=high).contains(&valued.units)).cloned().collect();
        let band = inverse.band(low..=high);
        let count = band.count().exact().and_then(ToPrimitive::to_usize);
        prop_assert_eq!(count, Some(expected.len()));
        prop_assert_eq!(band.ascending().unwrap().collect::<Vec<_>>(), &expected[..]);
        // Every outcome of the band at exactly one place: then a uniform place is a uniform outcome.
        let mut placed: Vec<Valued> = (0..expected.len()).map(|place| band.at(&place.into()).unwrap()).collect();
        prop_assert_eq!(band.at(&expected.len().into()), None);
        placed.sort_by_key(|valued| expected.iter().position(|known| known == valued));
        prop_assert_eq!(&placed, &expected);
        let drawn = band.draw(&mut ChaCha12Rng::seed_from_u64(3));
        match drawn {
            Draw::Drawn(valued) => prop_assert!(expected.contains(&valued)),
            other => prop_assert_eq!((other, expected.len()), (Draw::Empty, 0)),
        }
        prop_assert_eq!(band.descending().unwrap().collect::<Vec<_>>(), from_the_best(expected));
    }
    Ok(())
}

fn check_ranks(inverse: &Inverse, listing: &[Valued]) -> Result<(), TestCaseError> {
    prop_assert_eq!(inverse.total(), &BigUint::from(listing.len()));
    for target in targets(listing) {
        let rank = inverse.rank(target);
        let count = |is_counted: &dyn Fn(Units) -> bool| listing.iter().filter(|valued| is_counted(valued.units)).count();
        prop_assert_eq!(rank.better.exact(), Some(&BigUint::from(count(&|units| units > target))));
        prop_assert_eq!(rank.at_least_as_good.exact(), Some(&BigUint::from(count(&|units| units >= target))));
    }
    let down = from_the_best(listing.to_vec());
    prop_assert_eq!(inverse.best_first().collect::<Vec<_>>(), &down[..]);
    for (place, expected) in down.iter().enumerate() {
        let kth = inverse.kth_best(&place.into()).unwrap();
        prop_assert_eq!(kth.as_ref(), Some(expected));
    }
    prop_assert_eq!(inverse.kth_best(&down.len().into()).unwrap(), None);
    Ok(())
}

/// What is close is on the right side, and within the slack or the nearest.
fn check_close(inverse: &Inverse, listing: &[Valued]) -> Result<(), TestCaseError> {
    for (target, slack) in targets(listing).into_iter().zip([0, 1, 7, 1 << 40].into_iter().cycle()) {
        let nearest = inverse.nearest_at_or_above(target).map(|nearest| (nearest.units, nearest.side));
        let Some(close) = inverse.close_above(target, slack) else {
            prop_assert_eq!(nearest, None);
            continue;
        };
        let valued = Valued { outcome: close.outcome, units: close.units };
        prop_assert!(listing.contains(&valued));
        let (units, side) = nearest.unwrap();
        prop_assert_eq!(close.side, side);
        prop_assert!(close.units == units || (units..=target + slack).contains(&close.units));
        prop_assert!(close.units - units <= close.gap);
    }
    Ok(())
}

fn check_exact(space: &OutcomeSpace, utility: &Utility, method: &str) -> Result<(), TestCaseError> {
    let inverse = Inverse::prepare(space, utility, &only(method)).unwrap();
    let expected = match inverse.method() {
        Method::Sorted { .. } => ["sorted", "listed without a diagram"].contains(&method) || inverse.total() == &BigUint::ZERO,
        Method::SumTable { .. } => method == "table",
        Method::MeetInTheMiddle { .. } => method == "halves",
        Method::RoundedTable { .. } => false,
    };
    prop_assert!(expected, "{method} was asked for, {:?} was taken", inverse.method());
    prop_assert!(inverse.is_exact());
    let listing = listing(space, utility, &[], &inverse.ties());
    check_nearest(&inverse, &listing)?;
    check_bands(&inverse, &listing)?;
    check_ranks(&inverse, &listing)?;
    check_close(&inverse, &listing)
}

/// A box over some issues of these sizes; bounds may lie beyond the options.
fn a_box(sizes: Vec<usize>) -> impl Strategy<Value = Factor> {
    let count = sizes.len();
    let bounds = prop::collection::vec((0..count, 0u32..4, 0u32..4), 0..4);
    let pays = prop_oneof![Just(Pays::Inside), Just(Pays::Outside)];
    (bounds, pays, -3i128..6).prop_map(|(bounds, pays, units)| {
        let bounds = bounds.into_iter().map(|(issue, a, b)| (issue, a.min(b), a.max(b)));
        Factor::Box { region: Region::new(bounds).unwrap_or_default(), pays, units }
    })
}

/// The first utility of a case, with boxes, and with its space.
fn boxed_cases() -> impl Strategy<Value = Case> {
    cases(1).prop_flat_map(|case| {
        let boxes =
            prop_oneof![1 => Just(Vec::new()).boxed(), 2 => prop::collection::vec(a_box(case.space.sizes()), 1..4).boxed()];
        boxes.prop_map(move |boxes| {
            let mut case = case.clone();
            case.utilities.truncate(1);
            case.utilities[0].factors.extend(boxes);
            case
        })
    })
}

/// The same preferences in numbers without a common divisor, which need `bits` bits more.
fn roughened(utility: &Utility, bits: u32) -> Utility {
    let rough = |units: &Units| (units << bits) + (units * units * 31 + 3) % 17;
    let factor = |factor: &Factor| match factor {
        Factor::Issue { issue, units } => Factor::Issue { issue: *issue, units: units.iter().map(rough).collect() },
        Factor::Linkage { issues, units, sizes } => {
            Factor::Linkage { issues: issues.clone(), units: units.iter().map(rough).collect(), sizes: sizes.clone() }
        }
        Factor::Box { region, pays, units } => Factor::Box { region: region.clone(), pays: *pays, units: rough(units) },
    };
    Utility {
        factors: utility.factors.iter().map(factor).collect(),
        cap: utility.cap.as_ref().map(rough),
        constant: rough(&utility.constant),
        ..utility.clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_method_equals_the_listing(case in boxed_cases()) {
        for method in ["sorted", "listed without a diagram", "table", "halves"] {
            check_exact(&case.space, &case.utilities[0], method)?;
        }
    }

    #[test]
    fn every_method_equals_the_listing_beyond_64_bits(case in boxed_cases()) {
        for method in ["sorted", "listed without a diagram", "halves"] {
            check_exact(&case.space, &roughened(&case.utilities[0], 90), method)?;
        }
    }

    #[test]
    fn red_lines_restrict_the_space(case in boxed_cases()) {
        let utility = &case.utilities[0];
        for method in ["sorted", "listed without a diagram", "table", "halves"] {
            let inverse = Inverse::prepare_within_red_lines(&case.space, utility, &only(method)).unwrap();
            let listing = listing(&case.space, utility, &utility.refusals, &inverse.ties());
            check_nearest(&inverse, &listing)?;
            check_ranks(&inverse, &listing)?;
        }
    }

    /// A rounded table promises no more than it can: bounds hold the truth, gaps are kept, places are the band.
    #[test]
    fn a_rounded_table_keeps_its_promises(case in boxed_cases(), cells in 60usize..400, core in 0usize..12, gathered in 0usize..20) {
        let utility = roughened(&case.utilities[0], 12);
        let limits = InverseLimits { listed: 0, halves: 0, cells, core, gathered, ..InverseLimits::default() };
        let Ok(inverse) = Inverse::prepare(&case.space, &utility, &limits) else { return Ok(()) };
        if inverse.method().is_exact() {
            return Ok(());
        }
        prop_assert!(!inverse.is_exact() && inverse.ties() == Ties::Any);
        let listing = listing(&case.space, &utility, &[], &Ties::Index);
        check_promises(&inverse, &listing)?;
        check_close(&inverse, &listing)?;
    }

    #[test]
    fn rejection_draws_from_the_band(case in boxed_cases(), seed in any::<u64>(), low in -9i128..9, width in 0i128..9) {
        let utility = &case.utilities[0];
        let band = low..=low + width;
        let drawn = draw_by_rejection(&case.space, utility, &utility.refusals, band.clone(), 400, &mut ChaCha12Rng::seed_from_u64(seed));
        let mut within = listing(&case.space, utility, &utility.refusals, &Ties::Index);
        within.retain(|valued| band.contains(&valued.units));
        match drawn.drawn {
            Some(valued) => prop_assert!(within.contains(&valued) && (1..=400).contains(&drawn.attempts)),
            None => prop_assert!(drawn.attempts == 400 && within.len() < 40),
        }
    }
}

fn check_promises(inverse: &Inverse, listing: &[Valued]) -> Result<(), TestCaseError> {
    for target in targets(listing) {
        let above = listing.iter().find(|valued| valued.units >= target).map(|valued| valued.units);
        let found = inverse.nearest_at_or_above(target).unwrap();
        let valued = Valued { outcome: found.outcome, units: found.units };
        prop_assert!(listing.contains(&valued));
        prop_assert_eq!(found.side == Side::AsAsked, above.is_some());
        let nearest = above.unwrap_or(listing[listing.len() - 1].units);
        prop_assert!((nearest..=nearest.saturating_add(found.gap)).contains(&found.units));

        let below = listing.iter().rfind(|valued| valued.units <= target).map(|valued| valued.units);
        let found = inverse.nearest_at_or_below(target).unwrap();
        let valued = Valued { outcome: found.outcome, units: found.units };
        prop_assert!(listing.contains(&valued));
        prop_assert_eq!(found.side == Side::AsAsked, below.is_some());
        let nearest = below.unwrap_or(listing[0].units);
        prop_assert!((nearest - found.gap..=nearest).contains(&found.units));
    }
    for (low, high) in bands(&targets(listing)) {
        let expected: Vec<&Valued> = listing.iter().filter(|valued| (low..=high).contains(&valued.units)).collect();
        let band = inverse.band(low..=high);
        let (least, most) = (&band.count().at_least, band.count().at_most.to_usize().unwrap());
        prop_assert!(*least <= expected.len().into() && expected.len() <= most);
        let placed: Vec<Valued> = (0..most).filter_map(|place| band.at(&place.into())).collect();
        prop_assert_eq!(placed.len(), expected.len());
        prop_assert!(expected.iter().all(|valued| placed.contains(valued)));
        if let Ok(ascending) = band.ascending() {
            prop_assert_eq!(ascending.collect::<Vec<_>>(), expected.iter().copied().cloned().collect::<Vec<_>>());
        }
        if let Ok(descending) = band.descending() {
            prop_assert_eq!(descending.collect::<Vec<_>>(), from_the_best(expected.into_iter().cloned().collect()));
        }
        let rank = inverse.rank(low).better;
        let better: BigUint = listing.iter().filter(|valued| valued.units > low).count().into();
        prop_assert!(rank.at_least <= better && better <= rank.at_most);
    }
    prop_assert_eq!(inverse.best_first().collect::<Vec<_>>(), from_the_best(listing.to_vec()));
    Ok(())
}

/// The example of two issues that the literature's definitions are checked with, in eighths: (4, 2, 0) and (4, 1).
fn two_issues() -> (OutcomeSpace, Utility) {
    (OutcomeSpace::new(issues(&[3, 2]), vec![]), additive(8, &[&[4, 2, 0], &[4, 1]]))
}

#[test]
fn the_worked_example() {
    let (space, utility) = two_issues();
    for method in ["sorted", "listed without a diagram", "table", "halves"] {
        let inverse = Inverse::prepare(&space, &utility, &only(method)).unwrap();
        // At or above 4.5 eighths: `a` with `y`.
        let nearest = inverse.nearest_at_or_above(5).unwrap();
        assert_eq!((nearest.outcome.options(), nearest.units, nearest.side), (&[0, 1][..], 5, Side::AsAsked), "{method}");
        // From 3 to 5 eighths: `by`, `cx`, `ay`.
        let band = inverse.band(3..=5);
        let outcomes: Vec<_> = band.ascending().unwrap().map(|valued| valued.outcome.options().to_vec()).collect();
        assert_eq!((outcomes, band.count().exact()), (vec![vec![1, 1], vec![2, 0], vec![0, 1]], Some(&3u32.into())), "{method}");
        assert_eq!(inverse.nearest_at_or_above(9).unwrap().side, Side::BelowTarget, "{method}");
        assert_eq!(inverse.nearest_at_or_above(9).unwrap().units, 8, "{method}");
    }
}

#[test]
fn a_band_upside_down_or_without_outcomes_is_empty() {
    let (space, utility) = two_issues();
    let inverse = Inverse::prepare(&space, &utility, &InverseLimits::default()).unwrap();
    #[allow(clippy::reversed_empty_ranges, reason = "that is what is tested")]
    for band in [5..=3, 7..=7, 9..=20, -4..=0] {
        let band = inverse.band(band);
        assert_eq!((band.count().exact(), band.draw(&mut ChaCha12Rng::seed_from_u64(1))), (Some(&BigUint::ZERO), Draw::Empty));
        assert_eq!((band.ascending().unwrap().count(), band.at(&BigUint::ZERO)), (0, None));
    }
}

#[test]
fn where_nothing_is_feasible_there_is_no_answer() {
    let (_, utility) = two_issues();
    let everything = Rule { forbids: Pattern::default(), reason: String::new() };
    for space in [OutcomeSpace::new(issues(&[3, 2]), vec![everything]), OutcomeSpace::new(issues(&[3, 0]), vec![])] {
        let mut utility = utility.clone();
        utility.factors.truncate(1);
        let inverse = Inverse::prepare(&space, &utility, &InverseLimits::default()).unwrap();
        assert_eq!((inverse.nearest_at_or_above(1), inverse.nearest_at_or_below(1)), (None, None));
        assert_eq!((inverse.total(), inverse.best_first().count()), (&BigUint::ZERO, 0));
        assert_eq!(inverse.kth_best(&BigUint::ZERO), Ok(None));
    }
}

#[test]
fn a_space_without_issues_has_one_outcome() {
    let (space, utility) = (OutcomeSpace::default(), Utility { constant: 7, ..additive(1, &[]) });
    for method in ["sorted", "table", "halves"] {
        let inverse = Inverse::prepare(&space, &utility, &only(method)).unwrap();
        assert_eq!(inverse.nearest_at_or_above(3).unwrap().units, 7, "{method}");
        assert_eq!(inverse.best_first().count(), 1, "{method}");
    }
}

/// Three pairs of linked issues, one inside the other: in the order of the space all three are open at once.
fn nested_links() -> (OutcomeSpace, Utility) {
    let link = |a: usize, b: usize, by: Units| Factor::Linkage {
        issues: vec![a, b],
        units: (0..9).map(|row| row * row * by % 11).collect(),
        sizes: vec![3, 3],
    };
    let utility = Utility { factors: vec![link(0, 5, 1), link(1, 4, 2), link(2, 3, 4)], ..additive(1, &[]) };
    (OutcomeSpace::new(issues(&[3; 6]), vec![]), utility)
}

#[test]
fn another_order_of_the_issues_serves_where_links_cross() -> Result<(), TestCaseError> {
    let (space, utility) = nested_links();
    for method in ["sorted", "table", "halves"] {
        let inverse = Inverse::prepare(&space, &utility, &InverseLimits { edges: 60, ..only(method) }).unwrap();
        assert_eq!(inverse.ties(), Ties::Reordered(vec![0, 5, 1, 4, 2, 3]), "{method}");
        let listing = listing(&space, &utility, &[], &inverse.ties());
        check_nearest(&inverse, &listing)?;
        check_bands(&inverse, &listing)?;
        check_ranks(&inverse, &listing)?;
    }
    Ok(())
}

#[test]
fn what_does_not_fit_is_refused_with_the_reason() {
    let (space, utility) = nested_links();
    let refusal = |utility: &Utility, limits| Inverse::prepare(&space, utility, &limits).map(|inverse| inverse.method());
    let none = InverseLimits { listed: 0, cells: 0, halves: 0, ..InverseLimits::default() };
    assert_eq!(refusal(&utility, InverseLimits { edges: 30, ..none }), Err(Refusal::Edges { limit: 30 }));
    assert_eq!(refusal(&utility, InverseLimits { cells: 5, ..none }), Err(Refusal::Cells { limit: 5 }));
    let huge = Utility { constant: Units::MAX, ..utility.clone() };
    assert_eq!(refusal(&huge, InverseLimits::default()), Err(Refusal::Magnitude));
}

#[test]
fn an_inverse_is_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let (space, utility) = two_issues();
    shared(&Inverse::prepare(&space, &utility, &InverseLimits::default()).unwrap());
}

proptest! {
    #[test]
    fn the_best_for_the_other_is_read_off_the_frontier(case in cases(1)) {
        let mut case = case;
        case.utilities.truncate(2);
        let (found, all) = (frontier(&case.problem(), &Limits::default()), support::vectors(&case, |_| true));
        let two = TwoPartyFrontier::new(&found);
        prop_assert_eq!(two.is_none(), case.utilities.len() != 2 && !all.is_empty());
        let Some(two) = two.filter(|_| case.utilities.len() == 2) else { return Ok(()) };
        for (own, at_least) in (0..2).flat_map(|own| (-20..30).map(move |at_least| (own, at_least))) {
            let wanted = all.iter().filter(|units| units[own] >= at_least).max_by_key(|units| (units[1 - own], units[own]));
            prop_assert_eq!(two.best_for_other(own, at_least).map(|point| &point.units), wanted);
        }
        prop_assert_eq!(two.best_for_other(2, 0), None);
    }
}
