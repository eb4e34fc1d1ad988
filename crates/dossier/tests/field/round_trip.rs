//! What is written reads back: exactly, or with a loss that is told.

use proptest::prelude::*;
use zopa_dossier::formats::{
    Asked, Discount, Evaluator, FieldIssue, FieldScenario, Format, Linkage, Profile, Reward, RewardTree, Values, Written,
};
use zopa_model::{Curve, Exact, Outcome, Pattern, Pays, Region, Rule, Threshold};

use super::fixture::{all, exact, numbers, read};

/// Names that readers may stumble over.
const NAMES: [&str; 12] = ["oak", "No", "3", "1.0", "a: b", "# x", "é \"q\" ’", "-", "~", "null", "{[", "a\\nb, 'c'"];

fn names(count: usize) -> impl Strategy<Value = Vec<String>> {
    Just(NAMES.map(str::to_owned).to_vec()).prop_shuffle().prop_map(move |mut names| {
        names.truncate(count);
        names
    })
}

/// A number with decimals that end.
fn number() -> impl Strategy<Value = Exact> {
    prop_oneof![
        3 => (-200i64..1000).prop_map(|thousandths| Exact::ratio(thousandths, 1000).unwrap()),
        1 => (0i64..64).prop_map(|units| Exact::ratio(units, 64).unwrap()),
        1 => Just(exact("0.30000000000000004")),
    ]
}

fn values() -> impl Strategy<Value = Values> {
    prop_oneof![
        (1usize..4).prop_flat_map(names).prop_map(Values::Options),
        (-3i64..3, 0i64..4).prop_map(|(low, width)| Values::Integers { low, high: low + width }),
    ]
}

fn count(issue: &FieldIssue) -> usize {
    issue.values.count().unwrap() as usize
}

fn issues() -> impl Strategy<Value = Vec<FieldIssue>> {
    (1usize..4)
        .prop_flat_map(|count| (names(count), prop::collection::vec(values(), count)))
        .prop_map(|(names, values)| names.into_iter().zip(values).map(|(name, values)| FieldIssue { name, values }).collect())
}

fn table(issue: &FieldIssue) -> impl Strategy<Value = Evaluator> + use<> {
    prop::collection::vec(number(), count(issue)).prop_map(Evaluator::Table)
}

fn reservation() -> impl Strategy<Value = Threshold<Exact>> {
    prop_oneof![
        Just(Threshold::Any),
        Just(Threshold::Never),
        number().prop_map(Threshold::At),
        Just(Threshold::At(Exact::zero()))
    ]
}

fn profile(name: String, issues: &[FieldIssue]) -> impl Strategy<Value = Profile> + use<> {
    let tables: Vec<_> = issues.iter().map(table).collect();
    (tables, number(), reservation()).prop_map(move |(evaluators, constant, reservation)| Profile {
        file: String::new(),
        name: name.clone(),
        constant,
        evaluators,
        linkages: Vec::new(),
        rewards: None,
        cap: None,
        reservation,
        disagreement: None,
        refusals: Vec::new(),
        discount: None,
    })
}

/// A scenario of two or three parties that add issues up.
fn additive() -> impl Strategy<Value = FieldScenario> {
    (issues(), 2usize..4).prop_flat_map(|(issues, parties)| {
        let own = issues.clone();
        let profiles =
            names(parties).prop_flat_map(move |names| names.into_iter().map(|name| profile(name, &own)).collect::<Vec<_>>());
        (Just(issues), profiles).prop_map(|(issues, profiles)| FieldScenario {
            name: "a/b: c".to_owned(),
            format: Format::Zopa,
            issues,
            rules: Vec::new(),
            profiles,
            claims: Vec::new(),
            remarks: Vec::new(),
        })
    })
}

fn region(sizes: Vec<usize>) -> impl Strategy<Value = Region> {
    let bound = |size: usize| prop::option::of((0..size as u32, 0..size as u32));
    sizes.into_iter().map(bound).collect::<Vec<_>>().prop_map(|bounds| {
        let given = bounds.into_iter().enumerate().filter_map(|(issue, bound)| Some((issue, bound?)));
        Region::new(given.map(|(issue, (one, other))| (issue, one.min(other), one.max(other)))).unwrap()
    })
}

fn pattern(sizes: Vec<usize>) -> impl Strategy<Value = Pattern> {
    let literal = |size: usize| prop::option::of(prop::collection::vec(0..size as u32, 1..3));
    sizes.into_iter().map(literal).collect::<Vec<_>>().prop_map(|literals| {
        Pattern::new(literals.into_iter().enumerate().filter_map(|(issue, options)| Some((issue, options?))))
    })
}

fn reward(sizes: Vec<usize>) -> impl Strategy<Value = RewardTree> {
    (region(sizes), any::<bool>(), number()).prop_map(|(region, is_inside, value)| {
        RewardTree::Box(Reward { region, pays: if is_inside { Pays::Inside } else { Pays::Outside }, value })
    })
}

fn sum_of_boxes(sizes: Vec<usize>) -> impl Strategy<Value = RewardTree> {
    prop::collection::vec(reward(sizes), 0..4).prop_map(RewardTree::Sum)
}

fn tree(sizes: Vec<usize>) -> impl Strategy<Value = RewardTree> {
    reward(sizes).prop_recursive(3, 12, 3, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 0..3).prop_map(RewardTree::Sum),
            prop::collection::vec(part.clone(), 1..3).prop_map(RewardTree::Least),
            prop::collection::vec(part, 1..3).prop_map(RewardTree::Greatest),
        ]
    })
}

/// A linkage of the first two issues.
fn linkage(sizes: &[usize]) -> BoxedStrategy<Vec<Linkage>> {
    match sizes {
        [one, other, ..] => prop::option::of(prop::collection::vec(number(), one * other))
            .prop_map(|values| values.into_iter().map(|values| Linkage { issues: vec![0, 1], values }).collect())
            .boxed(),
        _ => Just(Vec::new()).boxed(),
    }
}

/// Adds linkages and boxes to a scenario.
fn joined() -> impl Strategy<Value = FieldScenario> {
    additive().prop_flat_map(|scenario| {
        let sizes: Vec<usize> = scenario.issues.iter().map(count).collect();
        let parts: Vec<_> =
            scenario.profiles.iter().map(|_| (linkage(&sizes), prop::option::of(sum_of_boxes(sizes.clone())))).collect();
        (Just(scenario), parts).prop_map(|(mut scenario, parts)| {
            for (profile, (linkages, rewards)) in scenario.profiles.iter_mut().zip(parts) {
                (profile.linkages, profile.rewards) = (linkages, rewards);
            }
            scenario
        })
    })
}

fn curve() -> impl Strategy<Value = Curve> {
    let fraction = || (-50i64..50, 1i64..9).prop_map(|(above, below)| Exact::ratio(above, below).unwrap());
    (0..5, fraction(), fraction(), fraction()).prop_map(|(kind, a, b, c)| match kind {
        0 => Curve::Constant(a),
        1 => Curve::Affine { slope: a, offset: b },
        2 => Curve::Clamped { slope: a, offset: b },
        3 => Curve::Triangular { low: a, top: b, high: c },
        _ => Curve::Quadratic { square: a, slope: b, offset: c },
    })
}

/// Everything that a scenario can say.
fn whole() -> impl Strategy<Value = FieldScenario> {
    joined().prop_flat_map(|scenario| {
        let sizes: Vec<usize> = scenario.issues.iter().map(count).collect();
        let part = |_: &Profile| {
            let sizes = sizes.clone();
            (
                prop::option::of(tree(sizes.clone())),
                prop::collection::vec(pattern(sizes), 0..3),
                prop::option::of(number()),
                prop::option::of(number()),
                prop::option::of(any::<bool>()),
                curve(),
            )
        };
        let parts: Vec<_> = scenario.profiles.iter().map(part).collect();
        let rules = prop::collection::vec(pattern(sizes.clone()), 0..3);
        (Just(scenario), parts, rules).prop_map(|(mut scenario, parts, rules)| {
            let rule = |forbids| Rule { forbids, reason: "a law: \"it\"".to_owned() };
            scenario.rules = rules.into_iter().map(rule).collect();
            scenario
                .issues
                .push(FieldIssue { name: "amount".to_owned(), values: Values::Reals { low: exact("-1/3"), high: exact("2") } });
            for (profile, (rewards, refusals, cap, disagreement, discount, curve)) in scenario.profiles.iter_mut().zip(parts) {
                profile.file = "party.xml".to_owned();
                profile.rewards = rewards;
                profile.refusals = refusals;
                profile.cap = cap;
                profile.disagreement = disagreement;
                let factor = exact("0.9");
                profile.discount = discount
                    .map(|is_timed| if is_timed { Discount::OverTime(factor) } else { Discount::EachRound(exact("2/3")) });
                profile.evaluators.push(Evaluator::Curve { weight: exact("1/7"), curve: Box::new(curve) });
            }
            scenario
        })
    })
}

/// Writes and reads back, in the order of the parties.
fn there_and_back(format: Format, scenario: &FieldScenario) -> (Written, FieldScenario) {
    let written = format.write(scenario).unwrap_or_else(|refusal| panic!("{}: {refusal}", format.name()));
    assert_eq!(Format::recognise(&written.files), Some(format));
    assert!(written.files.keys().all(|name| !name.starts_with('/') && !name.contains("..") && !name.contains('\\')));
    let asked = Asked { parties: written.parties.clone(), ..Asked::default() };
    let back = format.read(&written.files, &asked).unwrap_or_else(|refusal| panic!("{}: {refusal}", format.name()));
    // Readers find the parties in this order without being asked.
    let unasked = format.read(&written.files, &Asked::default());
    assert_eq!(unasked.map(|unasked| unasked.profiles).as_ref(), Ok(&back.profiles));
    (written, back)
}

fn losses(written: &Written) -> Vec<&'static str> {
    written.losses.iter().map(|loss| loss.code).collect()
}

/// The reservations, where the format can say them.
fn limits(scenario: &FieldScenario) -> Vec<&Threshold<Exact>> {
    scenario.profiles.iter().map(|profile| &profile.reservation).collect()
}

/// Whether each party accepts each outcome.
fn accepted(scenario: &FieldScenario) -> Vec<Vec<bool>> {
    let tabulated = scenario.tabulate(None).unwrap();
    let accepts = |outcome: Outcome| tabulated.utilities.iter().map(|utility| utility.accepts(&outcome)).collect();
    tabulated.space.outcomes().map(accepts).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn zopa_loses_nothing(scenario in whole()) {
        let written = Format::Zopa.write(&scenario).unwrap();
        prop_assert!(written.losses.is_empty());
        let back = read(&written.files).unwrap();
        prop_assert_eq!(FieldScenario { format: scenario.format, ..back }, scenario);
    }

    #[test]
    fn negmas_says_sums_and_boxes_exactly(scenario in joined()) {
        let (written, back) = there_and_back(Format::Negmas, &scenario);
        prop_assert_eq!(numbers(&back), numbers(&scenario));
        prop_assert_eq!(limits(&back), limits(&scenario));
        prop_assert_eq!(losses(&written), Vec::<&str>::new());
        let names = |scenario: &FieldScenario| scenario.issues.iter().map(|issue| issue.name.clone()).collect::<Vec<_>>();
        prop_assert_eq!(names(&back), names(&scenario));
        let parties = |scenario: &FieldScenario| scenario.profiles.iter().map(|profile| profile.name.clone()).collect::<Vec<_>>();
        prop_assert_eq!(parties(&back), parties(&scenario));
    }

    #[test]
    fn negolog_says_sums_exactly(mut scenario in additive()) {
        scenario.profiles.truncate(2);
        let (_, back) = there_and_back(Format::NegoLog, &scenario);
        prop_assert_eq!(numbers(&back), numbers(&scenario));
        prop_assert_eq!(accepted(&back), accepted(&scenario));
    }

    #[test]
    fn geniusweb_says_sums_exactly(mut scenario in additive()) {
        let written = Format::GeniusWeb.write(&scenario);
        if let Err(refusal) = &written {
            // What no bid can stand for.
            prop_assert_eq!(refusal.code, "accepts-nothing");
            scenario.profiles.iter_mut().for_each(|profile| profile.reservation = Threshold::At(Exact::zero()));
        }
        let (written, back) = there_and_back(Format::GeniusWeb, &scenario);
        prop_assert_eq!(numbers(&back), numbers(&scenario));
        if !losses(&written).contains(&"reservation") {
            prop_assert_eq!(accepted(&back), accepted(&scenario));
        }
        if losses(&written).is_empty() {
            prop_assert_eq!(limits(&back), limits(&scenario));
        }
    }

    #[test]
    fn whole_numbers_are_scores(mut scenario in additive()) {
        let thousand = Exact::from_integer(1000);
        let up = |number: &Exact| Exact::from((number * &thousand).rational().round());
        for profile in &mut scenario.profiles {
            profile.constant = up(&profile.constant);
            profile.reservation = profile.reservation.clone().map(|limit| up(&limit));
            for evaluator in &mut profile.evaluators {
                if let Evaluator::Table(values) = evaluator {
                    values.iter_mut().for_each(|value| *value = up(value));
                }
            }
        }
        let (_, back) = there_and_back(Format::LlmDeliberation, &scenario);
        prop_assert_eq!(numbers(&back), numbers(&scenario));
        prop_assert_eq!(accepted(&back), accepted(&scenario));
    }
}

#[test]
fn every_fixture_goes_into_every_format() {
    for (_, files) in all() {
        let scenario = read(&files).unwrap();
        for format in [Format::GeniusWeb, Format::Negmas, Format::NegoLog, Format::Zopa] {
            let (_, back) = there_and_back(format, &scenario);
            assert_eq!(numbers(&back), numbers(&scenario), "{} to {}", scenario.format.name(), format.name());
        }
    }
}

/// A scenario of one issue in which Ann gets what `change` says.
fn of_ann(change: impl FnOnce(&mut FieldScenario)) -> FieldScenario {
    let mut scenario = read(&all()[1].1).unwrap();
    change(&mut scenario);
    scenario
}

#[test]
fn what_is_lost_is_told() {
    let red_line = Pattern::new([(0, vec![0])]);
    let scenario = of_ann(|scenario| {
        scenario.rules = vec![Rule { forbids: red_line.clone(), reason: String::new() }];
        let ann = &mut scenario.profiles[0];
        ann.refusals = vec![red_line.clone()];
        ann.disagreement = Some(exact("0.1"));
        ann.cap = Some(exact("0.9"));
        ann.discount = Some(Discount::OverTime(exact("0.5")));
        ann.constant = exact("1/3");
    });
    let codes = |format: Format| losses(&format.write(&scenario).unwrap());
    assert_eq!(codes(Format::Negmas), ["cap", "disagreement", "red-lines", "rounded", "rules"]);
    assert_eq!(
        codes(Format::NegoLog),
        ["cap", "disagreement", "discount", "names", "red-lines", "rounded", "rules", "whole-numbers"]
    );
    let geniusweb = codes(Format::GeniusWeb);
    assert!(["cap", "disagreement", "discount", "red-lines", "rounded", "rules"].iter().all(|code| geniusweb.contains(code)));
    let discount = Format::Negmas.write(&scenario).unwrap();
    let back = read(&discount.files).unwrap();
    assert_eq!(back.profiles[0].discount, Some(Discount::OverTime(exact("0.5"))));
}

#[test]
fn what_a_format_cannot_say_at_all_is_refused() {
    let refused = |format: Format, scenario: &FieldScenario| format.write(scenario).map(drop).map_err(|refusal| refusal.code);
    let halves = read(&all()[1].1).unwrap();
    assert_eq!(refused(Format::LlmDeliberation, &halves), Err("not-whole"));
    let three = of_ann(|scenario| scenario.profiles.push(scenario.profiles[0].clone()));
    assert_eq!(refused(Format::NegoLog, &three), Err("not-two-parties"));
    let amounts = of_ann(|scenario| {
        scenario.issues[1].values = Values::Reals { low: exact("0"), high: exact("1") };
        let curve = Curve::Clamped { slope: exact("2"), offset: exact("0") };
        for profile in &mut scenario.profiles {
            profile.evaluators[1] = Evaluator::Curve { weight: exact("1"), curve: Box::new(curve.clone()) };
        }
    });
    for format in [Format::GeniusWeb, Format::NegoLog, Format::LlmDeliberation] {
        assert_eq!(refused(format, &amounts), Err("amounts"), "{}", format.name());
    }
    assert_eq!(refused(Format::Negmas, &amounts), Err("curve"));
    assert_eq!(refused(Format::Zopa, &amounts), Ok(()));
}
