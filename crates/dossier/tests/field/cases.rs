//! Between cases and scenarios of the field.

use zopa_dossier::Dossier;
use zopa_dossier::formats::{FieldScenario, Profile, Refusal, Values, of_case, to_case};
use zopa_model::{Pattern, Rule, Threshold};

use super::fixture::{all, exact, numbers, read};

fn case(scenario: &FieldScenario) -> (String, Vec<&'static str>) {
    let written = to_case(scenario).unwrap();
    let text = String::from_utf8(written.files["case.yaml"].clone()).unwrap();
    (text, written.losses.iter().map(|loss| loss.code).collect())
}

fn back(text: &str) -> Result<FieldScenario, Refusal> {
    let dossier = Dossier::read("case.yaml", text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
    assert_eq!(dossier.warnings(), []);
    of_case(&dossier.compile())
}

#[test]
fn a_case_of_a_scenario_states_the_same_numbers() {
    for (format, files) in all() {
        let mut scenario = read(&files).unwrap();
        scenario.rules = vec![Rule { forbids: Pattern::new([(0, vec![0]), (1, vec![1])]), reason: "a law".to_owned() }];
        let ann = &mut scenario.profiles[0];
        ann.refusals = vec![Pattern::new([(1, vec![0, 2])])];
        ann.disagreement = Some(exact("1/3"));
        ann.linkages = vec![zopa_dossier::formats::Linkage {
            issues: vec![0, 1],
            values: ["0", "0", "0.5", "-1/3", "0", "0"].map(exact).to_vec(),
        }];
        scenario.profiles[1].reservation = Threshold::Any;
        let (text, losses) = case(&scenario);
        let found = back(&text).unwrap();
        assert_eq!((losses, numbers(&found)), (vec![], numbers(&scenario)), "{}", format.name());
        assert_eq!((&found.rules, &found.issues), (&scenario.rules, &scenario.issues));
        for (found, stated) in found.profiles.iter().zip(&scenario.profiles) {
            let rest = |profile: &Profile| (profile.name.clone(), profile.reservation.clone(), profile.refusals.clone());
            assert_eq!((rest(found), &found.disagreement), (rest(stated), &stated.disagreement));
        }
    }
}

#[test]
fn names_that_no_case_can_have_are_changed_and_told_of() {
    let mut scenario = read(&all()[1].1).unwrap();
    scenario.profiles[1].name = scenario.profiles[0].name.clone();
    scenario.issues[0].values = Values::Options(vec![String::new(), "x\u{7}".repeat(300)]);
    let (text, losses) = case(&scenario);
    assert_eq!(losses, ["names"]);
    assert_eq!(numbers(&back(&text).unwrap()), numbers(&scenario));
}

#[test]
fn what_no_case_can_say_is_lost_or_refused() {
    let mut scenario = read(&all()[1].1).unwrap();
    scenario.profiles[0].cap = Some(exact("0.5"));
    scenario.profiles[0].discount = Some(zopa_dossier::formats::Discount::EachRound(exact("0.5")));
    scenario.profiles[1].rewards = Some(zopa_dossier::formats::RewardTree::Sum(Vec::new()));
    assert_eq!(case(&scenario).1, ["boxes", "cap", "discount"]);
    scenario.issues[1].values = Values::Reals { low: exact("0"), high: exact("1") };
    assert_eq!(to_case(&scenario).unwrap_err().code, "no-case");
}

const HEAD: &str = "\
zopa: 1
title: A garden
nature: invented
default_access: public
parties: [{id: north, name: The north}, {id: south}, {id: judge, role: facilitator}]
issues:
  - {id: fence, name: The fence, ordered: true, options: [low, {id: high, name: Very high}]}
  - {id: trees, integer: {low: 0, high: 2}}
  - {id: children, options: [safe], duty: {reason: They are owed it.}}
packages: [{id: now, settles: {fence: low, trees: 1}}]
judgements:
  - id: stated
    author: A gardener
    preferences:
      south:
        points: {issues: {fence: {low: 1, high: 0}, trees: {0: 0, 1: 2, 2: 3}}, reason: It says so.}
        limit: {just_acceptable: now, reason: It says so.}
";

const NORTH: &str = "      north:
        weights: {intervals: {fence: 0.25}, reason: It says so.}
        values:
          fence: {best_to_worst: [high, low], reason: It says so.}
          trees: {linear: {best: \"0\"}, reason: It says so.}
        limit: {any: true, reason: It says so.}
";

#[test]
fn a_judgement_that_states_everything_is_a_scenario() {
    let found = back(&format!("{HEAD}{NORTH}")).unwrap();
    let names: Vec<&str> = found.issues.iter().map(|issue| issue.name.as_str()).collect();
    assert_eq!(names, ["The fence", "trees"]);
    assert_eq!(found.issues[0].values, Values::Options(["low", "Very high"].map(str::to_owned).to_vec()));
    assert_eq!(found.profiles[0].name, "The north");
    let expected = [["0.75", "1"], ["0.375", "3"], ["0", "4"], ["1", "0"], ["0.625", "2"], ["0.25", "3"]];
    assert_eq!(numbers(&found), expected.map(|row| row.map(exact).to_vec()));
    let limits: Vec<_> = found.profiles.iter().map(|profile| profile.reservation.clone()).collect();
    assert_eq!(limits, [Threshold::Any, Threshold::At(exact("3"))]);
    let losses: Vec<&str> = found.remarks.iter().map(|remark| remark.code).collect();
    assert_eq!(losses, ["asides", "packages", "order"]);
}

#[test]
fn a_range_or_a_ranking_is_no_number() {
    for (stated, open, told) in [
        ("{fence: 0.25}", "{fence: [0.2, 0.3]}", "weights are ranges"),
        ("intervals: {fence: 0.25}", "ranking: [fence, trees]", "weights are ranges or a ranking"),
        ("{any: true,", "{range: [0.2, 0.3],", "the limit is a range"),
        ("{any: true,", "{just_unacceptable: now,", "just above a package"),
        ("{best_to_worst: [high, low],", "{ranges: {high: [0.5, 1], low: 0},", "values of options are ranges"),
    ] {
        let refusal = back(&format!("{HEAD}{NORTH}").replacen(stated, open, 1)).unwrap_err();
        assert!(refusal.code == "not-stated" && refusal.message.contains(told), "{refusal}");
        assert!(!refusal.way_out.is_empty());
    }
    let refusal = Dossier::read("case", HEAD.as_bytes()).map(|dossier| of_case(&dossier.compile()).unwrap_err()).unwrap();
    assert!(refusal.message.contains("`The north`"), "{refusal}");
}

#[test]
fn of_several_judgements_the_one_that_states_everything_counts() {
    let judgement = |text: &str| text.split_once("judgements:\n").unwrap().1.to_owned();
    let whole = format!("{HEAD}{NORTH}");
    let second = judgement(&whole).replace("id: stated", "id: other");
    let open = second.replace("{fence: 0.25}", "{fence: [0.2, 0.3]}");
    let found = back(&format!("{whole}{open}")).unwrap();
    assert!(found.remarks.iter().any(|remark| remark.code == "judgements"));
    assert_eq!(back(&format!("{whole}{second}")).unwrap_err().code, "several-judgements");
}
