//! Files mean what the programs that own them make of them.

use zopa_dossier::formats::{
    Asked, Claim, Discount, Figure, Files, Format, Grid, Meaning, RewardTree, Strictness, Values, Weight,
};
use zopa_model::{Exact, Outcome, Threshold};

use super::fixture::{self, all, exact, files, numbers, read, utilities};

#[test]
fn every_format_says_the_same() {
    let expected: Vec<Vec<Exact>> =
        [["0.75", "0.5"], ["0.875", "0.25"], ["1", "0"], ["0.375", "1"], ["0.5", "0.75"], ["0.625", "0.5"]]
            .map(|row| row.map(exact).to_vec())
            .to_vec();
    for (format, files) in all() {
        assert_eq!(Format::recognise(&files), Some(format));
        let scenario = format.read(&files, &Asked { strictness: Strictness::Strict, ..Asked::default() }).unwrap();
        // Scores are eight times the utilities.
        let scale = exact(if format == Format::LlmDeliberation { "1/8" } else { "1" });
        let found: Vec<Vec<Exact>> =
            numbers(&scenario).iter().map(|row| row.iter().map(|number| number * &scale).collect()).collect();
        assert_eq!(found, expected, "{}", format.name());
        let limits = scenario.profiles.iter().map(|profile| profile.reservation.clone().map(|limit| &limit * &scale));
        assert_eq!(limits.collect::<Vec<_>>(), ["0.625", "0"].map(|limit| Threshold::At(exact(limit))), "{}", format.name());
    }
}

#[test]
fn parties_are_those_that_are_asked_for_in_their_order() {
    for (format, files) in all() {
        let parties = match format {
            Format::NegoLog => ["profileB", "profileA.json"],
            _ => ["bob", "ann"],
        };
        let asked = Asked { parties: parties.map(str::to_owned).to_vec(), ..Asked::default() };
        let turned = format.read(&files, &asked).unwrap();
        let usual = format.read(&files, &Asked::default()).unwrap();
        let names =
            |profiles: &[zopa_dossier::formats::Profile]| profiles.iter().map(|profile| profile.name.clone()).collect::<Vec<_>>();
        assert!(names(&turned.profiles).iter().eq(names(&usual.profiles).iter().rev()), "{}", format.name());
        assert!(turned.claims.is_empty(), "claims are about the parties in the order of their files");
    }
}

#[test]
fn another_meaning_is_told_of_once_for_each_party_or_file() {
    for (format, files) in all() {
        let asked = Asked { meaning: Meaning::Negmas, ..Asked::default() };
        let scenario = format.read(&files, &asked).unwrap();
        let told = scenario.remarks.iter().filter(|remark| remark.message.contains("NegMAS")).count();
        assert!(told > 0, "{}", format.name());
    }
}

#[test]
fn negmas_lets_a_party_of_geniusweb_without_a_bid_agree_to_anything() {
    let (format, files) = all().swap_remove(0);
    let scenario = format.read(&files, &Asked { meaning: Meaning::Negmas, ..Asked::default() }).unwrap();
    assert_eq!(scenario.profiles[1].reservation, Threshold::Any);
    let differences: Vec<(&str, &str)> = scenario
        .remarks
        .iter()
        .filter(|remark| remark.weight == Weight::Difference)
        .map(|remark| (remark.file.as_str(), remark.code))
        .collect();
    assert_eq!(
        differences,
        [("ann.json", "negmas-finds-no-utilities"), ("bob.json", "negmas-finds-no-utilities"), ("bob.json", "no-reservation")]
    );
}

// ── GeniusWeb ───────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_profile_of_geniusweb_holds_its_domain() {
    let both = files(&[("ann.json", fixture::ANN), ("bob.json", fixture::BOB)]);
    let scenario = read(&both).unwrap();
    assert_eq!(scenario.name, "table");
    assert_eq!(scenario.issues[1].values, Values::Integers { low: 1, high: 3 });
}

#[test]
fn utilities_on_a_line_are_rounded_as_geniusweb_rounds_them() {
    let stretch = |text: &str| {
        text.replace("[1, 3, 1]", "[1, 3.1, 0.7]").replace("\"high\": 3, \"step\": 1", "\"high\": 3.1, \"step\": 0.7")
    };
    let ann = stretch(fixture::ANN).replace("\"highValue\": 3", "\"highValue\": 3.1").replace("\"legs\": 3", "\"legs\": 3.1");
    let bob = stretch(fixture::BOB).replace("\"highValue\": 3", "\"highValue\": 3.1");
    let scenario = read(&files(&[("domain.json", &stretch(fixture::DOMAIN)), ("ann.json", &ann), ("bob.json", &bob)])).unwrap();
    assert_eq!(scenario.issues[1].values, Values::Options(["1", "1.7", "2.4", "3.1"].map(str::to_owned).to_vec()));
    // A third and two thirds to eight places, times a quarter.
    let ann: Vec<Exact> = numbers(&scenario)[..4].iter().map(|row| row[0].clone()).collect();
    assert_eq!(ann, ["0.75", "0.8333333325", "0.9166666675", "1"].map(exact));
}

#[test]
fn specials_are_claims() {
    let scenario = read(&all()[0].1).unwrap();
    let figures: Vec<(Figure, Option<Vec<u32>>)> = scenario
        .claims
        .iter()
        .filter_map(|claim| match claim {
            Claim::Figure { figure, outcome, .. } => Some((*figure, outcome.clone())),
            Claim::Frontier { points, .. } => {
                assert_eq!(points, &[(Some(6), vec![exact("0.375"), exact("1")])]);
                None
            }
            Claim::Maximum { .. } => None,
        })
        .collect();
    let expected = [
        (Figure::Size, None),
        (Figure::Opposition, None),
        (Figure::Nash, Some(vec![1, 0])),
        (Figure::KalaiOfAnl, Some(vec![1, 2])),
    ];
    assert_eq!(figures, expected);
}

#[test]
fn claims_that_cannot_be_read_do_not_keep_a_scenario_from_being_read() {
    for specials in ["{", "{\"size\": \"many\", \"nash\": 3}"] {
        let mut files = all()[0].1.clone();
        files.insert("specials.json".to_owned(), specials.as_bytes().to_vec());
        let scenario = read(&files).unwrap();
        assert!(scenario.claims.is_empty());
        assert!(scenario.remarks.iter().any(|remark| remark.file == "specials.json" && remark.weight == Weight::Note));
    }
}

// ── NegoLog ─────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn specs_are_claims_and_their_reservations_are_compared() {
    let scenario = read(&all()[2].1).unwrap();
    assert_eq!(scenario.name, "Table");
    let kalai = scenario.claims.iter().find(|claim| matches!(claim, Claim::Figure { figure: Figure::KalaiOfNegoLog, .. }));
    assert!(matches!(kalai, Some(Claim::Figure { outcome: None, values, .. }) if values.len() == 2), "the bid is a text there");
    assert_eq!(scenario.claims.len(), 7);
    assert!(scenario.remarks.iter().any(|remark| remark.code == "other-reservation"), "{:?}", scenario.remarks);
}

// ── LLM-Deliberation ────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn games_take_their_names_from_the_texts_beside_them() {
    let scenario = read(&fixture::llm()).unwrap();
    let issues: Vec<&str> = scenario.issues.iter().map(|issue| issue.name.as_str()).collect();
    let parties: Vec<&str> = scenario.profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!((issues, parties), (vec!["Wood", "Legs"], vec!["The carpenter", "The buyer"]));
    assert_eq!(scenario.issues[0].values, Values::Options(["A1", "A2"].map(str::to_owned).to_vec()));
    let codes: Vec<&str> = scenario.remarks.iter().map(|remark| remark.code).collect();
    assert_eq!(codes, ["rules-in-texts", "initial-deal"]);
}

#[test]
fn scores_alone_are_a_game_too() {
    let scores = files(&[("scores_files/a.txt", "1,2\n3"), ("scores_files/b.txt", "2,1\n0")]);
    let scenario = read(&scores).unwrap();
    assert_eq!((scenario.issues[0].name.as_str(), scenario.profiles[1].name.as_str()), ("A", "b"));
}

// ── NegMAS ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const NUMERIC: &str = "type: DiscreteCartesianOutcomeSpace\nissues: [{name: x, type: ContiguousIssue, values: [0, 4]}]\n";
const FLAT: &str = "type: ConstUtilityFunction\nvalue: 0.5\n";

/// A party of NegMAS over `domain`, beside one that does not mind.
fn party(domain: &str, function: &str) -> Files {
    files(&[("domain.yml", domain), ("a.yml", function), ("z.yml", FLAT)])
}

fn values(domain: &str, function: &str) -> Vec<String> {
    let scenario = read(&party(domain, function)).unwrap_or_else(|refusal| panic!("{function}: {refusal}"));
    numbers(&scenario).iter().map(|row| row[0].to_string()).collect()
}

fn of_value_function(function: &str) -> Vec<String> {
    values(NUMERIC, &format!("type: LinearAdditiveUtilityFunction\nweights: [2]\nvalues: [{function}]\n"))
}

/// Values that NegMAS 0.16 gives.
#[test]
fn value_functions_are_closed_forms() {
    for (function, expected) in [
        ("{type: IdentityFun}", ["0", "2", "4", "6", "8"]),
        ("{type: LinearFun, slope: 0.25}", ["0", "0.5", "1", "1.5", "2"]),
        ("{type: AffineFun, slope: 1, bias: -1}", ["-2", "0", "2", "4", "6"]),
        ("{type: AffineFun, slope: 1}", ["0", "2", "4", "6", "8"]),
        ("{type: ConstFun, bias: 0.5}", ["1", "1", "1", "1", "1"]),
        ("{type: QuadraticFun, a2: 1, a1: 0, bias: 1}", ["2", "4", "10", "20", "34"]),
        ("{type: PolynomialFun, coefficients: [1, 0, 1]}", ["0", "4", "20", "60", "136"]),
        ("{type: TriangularFun, start: 0, middle: 2, end: 4, bias: 1, scale: 2}", ["2", "4", "6", "4", "2"]),
        ("{type: TriangularFun, start: 0, middle: 0, end: 4}", ["0", "1.5", "1", "0.5", "0"]),
        ("{type: TrapezoidalFun, start: 0, rise_end: 0, fall_start: 2, end: 4}", ["2", "2", "2", "1", "0"]),
        ("{type: ExponentialFun, tau: 1, base: 2, bias: -1}", ["0", "2", "6", "14", "30"]),
        ("{type: TableFun, mapping: {0: 1, 1.0: 2, 2: 3, 3: 4, 4: 1.0e-05}}", ["2", "4", "6", "8", "0.00002"]),
        ("[1, 2, 3, 4, 5]", ["2", "4", "6", "8", "10"]),
        ("{0: 1, 1: 2, 2: 3, 3: 4, 4: 5}", ["2", "4", "6", "8", "10"]),
    ] {
        assert_eq!(of_value_function(function), expected, "{function}");
    }
}

#[test]
fn missing_weights_are_one_and_missing_functions_are_the_option_itself() {
    let named = "type: LinearAdditiveUtilityFunction\nbias: 1\nvalues: {}\n";
    assert_eq!(values(NUMERIC, named), ["1", "2", "3", "4", "5"]);
    assert_eq!(values(NUMERIC, "type: LinearUtilityFunction\nweights: {x: 0.5}\n"), ["0", "0.5", "1", "1.5", "2"]);
    assert_eq!(values(NUMERIC, "type: AffineUtilityFunction\nbias: 1\n"), ["1", "2", "3", "4", "5"]);
}

#[test]
fn issues_have_values_in_several_forms() {
    for (issue, expected) in [
        ("{name: x, type: ContiguousIssue, values: 3}", Values::Integers { low: 0, high: 2 }),
        ("{name: x, values: 3}", Values::Integers { low: 0, high: 2 }),
        (
            "{name: x, type: ContiguousIssue, values: [0, 9, 3]}",
            Values::Options(["0", "3", "6", "9"].map(str::to_owned).to_vec()),
        ),
        (
            "{name: x, type: DiscreteCardinalIssue, values: [1, 3, 9]}",
            Values::Options(["1", "3", "9"].map(str::to_owned).to_vec()),
        ),
        (
            "{name: x, type: ContinuousIssue, values: [0.5, 2.5], n_levels: 10}",
            Values::Reals { low: exact("0.5"), high: exact("2.5") },
        ),
    ] {
        let domain = format!("type: CartesianOutcomeSpace\nissues: [{issue}]\n");
        assert_eq!(read(&party(&domain, FLAT)).unwrap().issues[0].values, expected);
    }
}

#[test]
fn amounts_keep_their_curves() {
    let domain = "type: CartesianOutcomeSpace\nissues: [{name: x, type: ContinuousIssue, values: [0, 4]}]\n";
    let function = "type: LinearAdditiveUtilityFunction\nweights: [2]\n\
                    values: [{type: TriangularFun, start: 0, middle: 1, end: 4, bias: 1, scale: 2}]\n";
    let tabulated = read(&party(domain, function)).unwrap().tabulate(Some(Grid { steps: 4 })).unwrap();
    let utility = &tabulated.utilities[0];
    let values: Vec<Exact> = (0..5).map(|option| utility.quantum.exact(utility.evaluate(&Outcome::new([option])))).collect();
    assert_eq!(values, ["2", "6", "14/3", "10/3", "2"].map(exact));
}

#[test]
fn reservations_that_are_no_numbers_are_no_limits() {
    for (written, expected) in [
        ("", Threshold::Any),
        ("reserved_value: null", Threshold::Any),
        ("reserved_value: -.inf", Threshold::Any),
        ("reserved_value: .nan", Threshold::Any),
        ("reserved_value: .inf", Threshold::Never),
        ("reserved_value: -0.5", Threshold::At(exact("-0.5"))),
    ] {
        let scenario = read(&party(NUMERIC, &format!("{FLAT}{written}\n"))).unwrap();
        assert_eq!(scenario.profiles[0].reservation, expected, "{written}");
    }
}

#[test]
fn a_discount_stands_outside_of_what_it_discounts() {
    let discounted =
        |line: &str| format!("type: ExpDiscountedUFun\n{line}\nreserved_value: 0.25\nufun:\n  {}", FLAT.replace('\n', "\n  "));
    for (line, expected) in [
        ("discount: 0.5", Some(Discount::EachRound(exact("0.5")))),
        ("discount: 0.5\nfactor: relative_time", Some(Discount::OverTime(exact("0.5")))),
        ("discount: 1.0\nfactor: step", None),
        ("discount: null", None),
    ] {
        let scenario = read(&party(NUMERIC, &discounted(line))).unwrap();
        let profile = &scenario.profiles[0];
        assert_eq!((&profile.discount, &profile.reservation), (&expected, &Threshold::At(exact("0.25"))), "{line}");
        assert_eq!(profile.constant, exact("0.5"));
    }
}

#[test]
fn bounds_of_boxes_do_not_belong_to_them() {
    let function = |ranges: &str| {
        format!("type: HyperRectangleUtilityFunction\nbias: 1\noutcome_ranges: [{ranges}]\nutilities: [2]\nweights: [0.5]\n")
    };
    for (ranges, expected) in [
        ("{0: [0, 3]}", ["1", "2", "2", "1", "1"]),
        ("{x: [0.5, 2.5]}", ["1", "2", "2", "1", "1"]),
        ("{0: 4}", ["1", "1", "1", "1", "2"]),
        ("{0: [0, 2, 4]}", ["2", "1", "2", "1", "2"]),
        ("{0: [[-1, 2], 3]}", ["2", "2", "1", "2", "1"]),
        ("{0: []}", ["1", "1", "1", "1", "1"]),
        ("{}", ["2", "2", "2", "2", "2"]),
        ("~", ["2", "2", "2", "2", "2"]),
        ("{0: [3, 1]}", ["1", "1", "1", "1", "1"]),
    ] {
        assert_eq!(values(NUMERIC, &function(ranges)), expected, "{ranges}");
    }
}

#[test]
fn boxes_are_kept_as_boxes() {
    let function = "type: HyperRectangleUtilityFunction\noutcome_ranges: [{0: [0, 3]}]\nutilities: [2]\n";
    let scenario = read(&party(NUMERIC, function)).unwrap();
    assert!(matches!(&scenario.profiles[0].rewards, Some(RewardTree::Sum(boxes)) if boxes.len() == 1));
}

#[test]
fn outcomes_are_keys_of_a_mapping() {
    let domain = "type: DiscreteCartesianOutcomeSpace\nissues: [{name: x, values: [a, b]}, {name: y, values: 2}]\n";
    let function = "type: MappingUtilityFunction\ndefault: 0.25\nmapping:\n  ? - a\n    - 0\n  : 1\n  ? [b, 1]\n  : 2\n";
    assert_eq!(values(domain, function), ["1", "0.25", "0.25", "2"]);
    assert_eq!(
        values(
            "type: DiscreteCartesianOutcomeSpace\nissues: [{name: x, values: [a, b]}]\n",
            "type: MappingUtilityFunction\nmapping: {a: 1, b: 2}\n"
        ),
        ["1", "2"]
    );
}

#[test]
fn a_dump_of_a_party_holds_its_domain() {
    let party = r#"{"__python_class__": "negmas.preferences.crisp.const.ConstUtilityFunction", "value": 1, "reserved_value": -Infinity,
        "outcome_space": {"name": "d", "issues": [{"__python_class__": "negmas.outcomes.categorical_issue.CategoricalIssue", "name": "x", "values": ["a"]}]}}"#;
    let scenario = read(&files(&[("a.json", party), ("b.json", party)])).unwrap();
    assert_eq!((scenario.name.as_str(), utilities(&scenario).len()), ("d", 1));
}

#[test]
fn a_case_and_files_of_other_programs_are_not_taken_for_any_of_these() {
    let case = zopa_dossier::template("a title");
    for (name, text) in
        [("case.yaml", case.as_str()), ("notes.md", "type: something"), ("_info.yaml", "type: MyUFun"), ("a.json", "{\"a\": 1}")]
    {
        assert_eq!(Format::recognise(&files(&[(name, text)])), None, "{name}");
    }
}
