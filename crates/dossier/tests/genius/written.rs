//! There and back: what is written, read again, is worth the same to everybody; what cannot be said is told.

use proptest::prelude::*;
use zopa_dossier::formats::{
    Asked, Claim, Discount, Evaluator, FieldIssue, FieldScenario, Files, Format, Grid, Linkage, Meaning, Profile, Reward,
    RewardTree, Values, largest_error,
};
use zopa_model::{Curve, Exact, Pattern, Pays, Region, Rule, Threshold};

use crate::{BAKER, boxes, exact, flour, parties, read};

fn there_and_back(scenario: &FieldScenario) -> (FieldScenario, Vec<&'static str>) {
    let written = Format::Genius.write(scenario).expect("it can be written");
    let again = read(&written.files).unwrap_or_else(|refusal| {
        let files: Vec<_> = written.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        panic!("{refusal}\n{}", files.join("\n"))
    });
    (again, written.losses.iter().map(|loss| loss.code).collect())
}

#[test]
fn our_own_files_come_back_as_they_were() {
    for files in [flour(), boxes()] {
        let scenario = read(&files).expect("the files are sound");
        let (again, losses) = there_and_back(&scenario);
        assert_eq!(largest_error(&scenario, &again), Some(Exact::zero()));
        let kept: Vec<&str> = losses.into_iter().filter(|code| *code != "claims").collect();
        assert_eq!(kept, Vec::<&str>::new());
        let limits = |scenario: &FieldScenario| -> Vec<_> {
            scenario.profiles.iter().map(|p| (p.name.clone(), p.cap.clone(), p.reservation.clone(), p.discount.clone())).collect()
        };
        assert_eq!(limits(&again), limits(&scenario));
        assert_eq!(again.issues, scenario.issues);
        let maxima = |scenario: &FieldScenario| -> Vec<Exact> {
            let declared = |claim: &Claim| match claim {
                Claim::Maximum { declared, .. } => Some(declared.clone()),
                Claim::Frontier { .. } | Claim::Figure { .. } => None,
            };
            scenario.claims.iter().filter_map(declared).collect()
        };
        assert_eq!(maxima(&again), maxima(&scenario));
    }
}

fn bare(issues: Vec<FieldIssue>, profiles: Vec<Profile>) -> FieldScenario {
    FieldScenario {
        name: "Made <up> & \"quoted\"\t".to_owned(),
        format: Format::Zopa,
        issues,
        rules: Vec::new(),
        profiles,
        claims: Vec::new(),
        remarks: Vec::new(),
    }
}

fn profile(name: &str, evaluators: Vec<Evaluator>) -> Profile {
    Profile {
        name: name.to_owned(),
        file: String::new(),
        constant: Exact::zero(),
        evaluators,
        linkages: Vec::new(),
        rewards: None,
        cap: Some(Exact::one()),
        reservation: Threshold::At(Exact::zero()),
        disagreement: None,
        refusals: Vec::new(),
        discount: None,
    }
}

fn issue(name: &str, values: Values) -> FieldIssue {
    FieldIssue { name: name.to_owned(), values }
}

fn options(names: &[&str]) -> Values {
    Values::Options(names.iter().map(|name| (*name).to_owned()).collect())
}

#[test]
fn what_genius_cannot_say_is_told() {
    let quadratic = Curve::Quadratic { square: exact("-1"), slope: exact("1"), offset: exact("0") };
    let evaluators = vec![
        Evaluator::Table(["1/3", "0.25", "0"].map(exact).to_vec()),
        Evaluator::Curve { weight: exact("0.5"), curve: Box::new(quadratic) },
    ];
    let rich = Profile {
        constant: exact("0.125"),
        linkages: vec![Linkage { issues: vec![0, 1], values: Vec::new() }],
        cap: None,
        reservation: Threshold::Any,
        disagreement: Some(exact("0.1")),
        refusals: vec![Pattern::new([(0, vec![1])])],
        discount: Some(Discount::EachRound(exact("0.9"))),
        ..profile("rich", evaluators.clone())
    };
    let never = Profile { reservation: Threshold::Never, ..profile("never", evaluators) };
    let issues = vec![issue("a", options(&["x", "y", "z"])), issue("b", Values::Reals { low: exact("0"), high: exact("1") })];
    let mut scenario = bare(issues, vec![rich, never]);
    scenario.rules.push(Rule { forbids: Pattern::new([(0, vec![0])]), reason: "no".to_owned() });
    let written = Format::Genius.write(&scenario).expect("it can be written");
    let told: Vec<String> = written.losses.iter().map(|loss| format!("{:?} {}: {loss}", loss.weight, loss.code)).collect();
    assert_eq!(
        told,
        [
            "Note numbered-files: the files of the parties are numbered, since parties are read in the order of their files",
            "Loss curves: curves that GENIUS does not know, which became straight lines between their ends: rich, never",
            "Note constant-placed: a constant went into what one issue contributes, since GENIUS has no constants; utilities stay the same: rich (issue 1)",
            "Loss rounded: digits beyond those of a double, where decimals do not end: rich (a weight), never (a weight)",
            "Loss discount: a discount that acts in each round, or is not above 0 and up to 1: none was written: rich",
            "Loss no-reservation: that any outcome will do: GENIUS counts no reservation as 0: rich",
            "Loss linkages: what options of several issues are worth together: GENIUS adds issues up: rich",
            "Loss red-lines: red lines: GENIUS knows a reservation only: rich",
            "Loss disagreement: what no agreement is worth apart from the reservation: rich",
            "Loss never: that no outcome will do: it became a reservation of 2, which no utility reaches: never",
            "Loss rules: options that cannot stand together: GENIUS has no rules, so such outcomes can be agreed",
        ]
    );
    let again = read(&written.files).expect("what was written is read");
    // The parabola bulges by 1/4, of which the weight keeps a half; the rest is the last digit of a third.
    let error = largest_error(&scenario, &again).expect("the issues are the same");
    assert!(exact("0.125") <= error && error < exact("0.1250001"), "{error}");
}

#[test]
fn a_reader_of_xml_gets_back_every_sign() {
    let odd = ["<", ">", "&", "\"", "'", "a\nb", "a\tb", " a ", "&amp;", "&#65;", "null", "é", "日本", "<!-- -->"];
    let evaluators = vec![Evaluator::Table((0..odd.len()).map(|at| Exact::ratio(at as u64, 20).unwrap()).collect())];
    let scenario =
        bare(vec![issue("odd & \"end\"", options(&odd))], vec![profile("a", evaluators.clone()), profile("b", evaluators)]);
    let (again, losses) = there_and_back(&scenario);
    assert_eq!((again.issues.clone(), again.name.as_str()), (scenario.issues.clone(), scenario.name.trim()));
    assert_eq!(losses, Vec::<&str>::new());
    assert_eq!(largest_error(&scenario, &again), Some(Exact::zero()));
}

#[test]
fn parties_keep_their_order() {
    let issues = || vec![issue("a", options(&["x", "y"]))];
    let table = |best: &str| vec![Evaluator::Table(vec![exact("0"), exact(best)])];
    for names in [["zoe", "adam"], ["same", "same"], ["p10", "p9"], ["a/b", "a-b"], ["pareto", "domain"], ["", "Ü"]] {
        let scenario = bare(issues(), vec![profile(names[0], table("0.5")), profile(names[1], table("0.25"))]);
        let (again, _) = there_and_back(&scenario);
        assert_eq!(largest_error(&scenario, &again), Some(Exact::zero()), "{names:?}");
    }
}

/// A decimal of at most three places, between -2 and 2.
fn decimal() -> impl Strategy<Value = Exact> {
    (-2000i64..2000).prop_map(|thousandths| Exact::ratio(thousandths, 1000).expect("no zero"))
}

/// A decimal of at most three places, from 0 to 1.
fn share() -> impl Strategy<Value = Exact> {
    (0i64..=1000).prop_map(|thousandths| Exact::ratio(thousandths, 1000).expect("no zero"))
}

fn curve_of_numbers() -> impl Strategy<Value = Curve> {
    prop_oneof![
        (decimal(), decimal()).prop_map(|(slope, offset)| Curve::Clamped { slope, offset }),
        (decimal(), decimal()).prop_map(|(slope, offset)| Curve::Affine { slope, offset }),
        (decimal(), decimal(), decimal()).prop_map(|(square, slope, offset)| Curve::Quadratic { square, slope, offset }),
        decimal().prop_map(Curve::Constant),
    ]
}

fn curve_of_amounts() -> impl Strategy<Value = Curve> {
    prop_oneof![
        (decimal(), decimal()).prop_map(|(slope, offset)| Curve::Clamped { slope, offset }),
        (decimal(), decimal()).prop_map(|(slope, offset)| Curve::Affine { slope, offset }),
        decimal().prop_map(Curve::Constant),
        prop::array::uniform3(decimal()).prop_map(|mut ends| {
            ends.sort();
            let [low, top, high] = ends;
            Curve::Triangular { low, top, high }
        }),
    ]
}

fn values() -> impl Strategy<Value = Values> {
    prop_oneof![
        (1usize..6).prop_map(|count| Values::Options((0..count).map(|at| format!("option {at}")).collect())),
        (-5i64..5, 0i64..8).prop_map(|(low, width)| Values::Integers { low, high: low + width }),
        (decimal(), share()).prop_map(|(low, width)| Values::Reals { high: &low + &width, low }),
    ]
}

fn evaluator(values: &Values) -> BoxedStrategy<Evaluator> {
    let curve = |(weight, curve): (Exact, Curve)| Evaluator::Curve { weight, curve: Box::new(curve) };
    match values {
        Values::Options(options) => prop::collection::vec(decimal(), options.len()).prop_map(Evaluator::Table).boxed(),
        Values::Integers { low, high } => {
            let table = prop::collection::vec(decimal(), (high - low + 1) as usize).prop_map(Evaluator::Table);
            prop_oneof![3 => (decimal(), curve_of_numbers()).prop_map(curve), 1 => table].boxed()
        }
        Values::Reals { .. } => (decimal(), curve_of_amounts()).prop_map(curve).boxed(),
    }
}

fn party(name: &'static str, issues: &[FieldIssue]) -> impl Strategy<Value = Profile> + use<> {
    let evaluators: Vec<_> = issues.iter().map(|issue| evaluator(&issue.values)).collect();
    let discount = prop::option::of((1i64..1000).prop_map(|part| Discount::OverTime(Exact::ratio(part, 1000).expect("no zero"))));
    (evaluators, decimal(), decimal(), discount).prop_map(move |(evaluators, constant, reservation, discount)| Profile {
        constant,
        reservation: Threshold::At(reservation),
        discount,
        ..profile(name, evaluators)
    })
}

fn scenario() -> impl Strategy<Value = FieldScenario> {
    prop::collection::vec(values(), 1..5).prop_flat_map(|values| {
        let issues: Vec<FieldIssue> =
            values.into_iter().enumerate().map(|(at, values)| issue(&format!("issue {at}"), values)).collect();
        (party("a", &issues), party("b", &issues)).prop_map(move |(a, b)| bare(issues.clone(), vec![a, b]))
    })
}

fn tree() -> impl Strategy<Value = RewardTree> {
    let bounds = prop::collection::vec((0usize..3, 0u32..4, 0u32..4), 0..4);
    let reward = (bounds, any::<bool>(), decimal()).prop_map(|(bounds, is_inside, value)| {
        let region = Region::new(bounds.into_iter().map(|(issue, one, other)| (issue, one.min(other), one.max(other))));
        let pays = if is_inside { Pays::Inside } else { Pays::Outside };
        RewardTree::Box(Reward { region: region.unwrap_or_default(), pays, value })
    });
    reward.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(RewardTree::Sum),
            prop::collection::vec(inner.clone(), 1..4).prop_map(RewardTree::Least),
            prop::collection::vec(inner, 1..4).prop_map(RewardTree::Greatest),
        ]
    })
}

fn scenario_of_boxes() -> impl Strategy<Value = FieldScenario> {
    let issues =
        || (0..3).map(|at| issue(&format!("issue {at}"), Values::Integers { low: at - 1, high: at + 2 })).collect::<Vec<_>>();
    let side = move |name| {
        let evaluator = (decimal(), curve_of_numbers());
        let evaluators =
            prop::collection::vec(evaluator.prop_map(|(weight, curve)| Evaluator::Curve { weight, curve: Box::new(curve) }), 3);
        (tree(), evaluators, decimal()).prop_map(move |(tree, evaluators, constant)| Profile {
            rewards: Some(tree),
            constant,
            ..profile(name, evaluators)
        })
    };
    (side("a"), side("b")).prop_map(move |(a, b)| bare(issues(), vec![a, b]))
}

/// The largest difference over all outcomes, amounts cut into four; a lower bound that is sharp without amounts.
fn listed_error(before: &FieldScenario, after: &FieldScenario) -> Exact {
    let grid = Some(Grid { steps: 4 });
    let (one, other) = (before.tabulate(grid).expect("a small scenario"), after.tabulate(grid).expect("a small scenario"));
    let mut largest = Exact::zero();
    for outcome in one.space.outcomes() {
        for (a, b) in one.utilities.iter().zip(&other.utilities) {
            let difference = &a.quantum.exact(a.evaluate(&outcome)) - &b.quantum.exact(b.evaluate(&outcome));
            largest = largest.max(difference.clone()).max(&Exact::zero() - &difference);
        }
    }
    largest
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn what_was_written_is_read_back_exactly(scenario in scenario()) {
        let (again, losses) = there_and_back(&scenario);
        let error = largest_error(&scenario, &again).expect("the issues are the same");
        prop_assert!(listed_error(&scenario, &again) <= error);
        let is_lossy = losses.iter().any(|code| ["rounded", "constant"].contains(code));
        prop_assert!(is_lossy || error.is_zero(), "{:?}", losses);
        let no_more = ["rounded", "constant", "constant-placed", "numbers"];
        prop_assert!(losses.iter().all(|code| no_more.contains(code)), "{:?}", losses);
        for (before, after) in scenario.profiles.iter().zip(&again.profiles) {
            prop_assert_eq!((&before.reservation, &before.discount), (&after.reservation, &after.discount));
        }
    }

    #[test]
    fn boxes_are_read_back_exactly(scenario in scenario_of_boxes()) {
        let (again, _) = there_and_back(&scenario);
        prop_assert_eq!(listed_error(&scenario, &again), Exact::zero());
    }

    #[test]
    fn no_outcome_differs_by_more_than_the_largest_error(one in scenario(), seed in any::<u64>()) {
        let mut other = one.clone();
        for (at, evaluator) in other.profiles.iter_mut().flat_map(|profile| &mut profile.evaluators).enumerate() {
            let step = Exact::ratio(i64::from((seed >> (at % 8 * 8)) as u8) - 128, 256).expect("no zero");
            match evaluator {
                Evaluator::Table(values) => values.iter_mut().step_by(2).for_each(|value| *value = &*value + &step),
                Evaluator::Curve { weight, .. } => *weight = &*weight + &step,
            }
        }
        other.profiles[0].cap = None;
        let bound = largest_error(&one, &other).expect("the issues are the same");
        prop_assert!(listed_error(&one, &other) <= bound);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let files = Files::from([("a.xml".to_owned(), [b"<utility_space".to_vec(), bytes].concat())]);
        let _ = read(&files);
    }

    #[test]
    fn no_change_of_sound_files_makes_the_reader_panic(
        edits in prop::collection::vec((0..BAKER.len(), 0..30usize, "[<>\"'&;=/!?a-z0-9 .\n-]{0,12}"), 1..6),
        negmas in any::<bool>(),
    ) {
        let mut text = BAKER.as_bytes().to_vec();
        for (at, removed, added) in edits {
            let start = at.min(text.len());
            let end = (start + removed).min(text.len());
            text.splice(start..end, added.into_bytes());
        }
        let mut files = flour();
        files.insert("baker.xml".to_owned(), text);
        let meaning = if negmas { Meaning::Negmas } else { Meaning::Own };
        let asked = Asked { meaning, ..parties(&["baker", "miller"]) };
        if let Ok(scenario) = Format::Genius.read(&files, &asked) {
            let _ = scenario.tabulate(Some(Grid { steps: 2 }));
            let _ = Format::Genius.write(&scenario);
        }
    }
}
