//! What a teacher meets: confidential sheets on paper, and the debrief of a class.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{zopa, zopa_in};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The sheet of a part of a varied class.
fn varied(case: &str, party: &str, group: u32, seed: u64) -> Value {
    let (group, seed) = (group.to_string(), seed.to_string());
    let ran = zopa(&["sheet", case, "--party", party, "--group", &group, "--vary", "--seed", &seed, "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    json(&ran.out)
}

/// The points of one part: issue by issue, option by option.
fn points(sheet: &Value) -> Vec<Vec<i64>> {
    let of_issue =
        |issue: &Value| issue["options"].as_array().unwrap().iter().map(|option| option["points"].as_i64().unwrap()).collect();
    sheet["issues"].as_array().unwrap().iter().map(of_issue).collect()
}

const RESULTS: &str = "\
group,mark,pay,hours,Days of remote work a week  in the offices,apprentices,duration
1,,3,38,2,8,Three years
2,,4,38,2,10,one-year
3,,,,,,
4,,2.5,39,1,8,two years
6,,?,?,?,?,?
";

fn results(folder: &Path, text: &str) {
    fs::write(folder.join("results.csv"), text).unwrap();
}

#[test]
fn sheets_and_debriefs_are_golden() {
    let ran = zopa(&["sheet", "labour-dispute", "--party", "union", "--group", "2", "--vary", "--seed", "90210553"]);
    insta::assert_snapshot!("sheet-terminal", ran.out);
    let ran = zopa(&["sheet", "two-issue-trade", "--party", "B", "--json"]);
    insta::assert_snapshot!("sheet-json", ran.out);
    let folder = tempfile::tempdir().unwrap();
    results(folder.path(), "group,first,second\n1,b,x\n2,c,x\n3,none,none\n4,?,?\n");
    let flags = ["debrief", "two-issue-trade", "results.csv", "--report", "page.html", "--csv", "figures.csv"];
    let ran = zopa_in(folder.path(), &flags);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!("debrief-terminal", ran.out);
    insta::assert_snapshot!("debrief-page", fs::read_to_string(folder.path().join("page.html")).unwrap());
    insta::assert_snapshot!("debrief-csv", fs::read_to_string(folder.path().join("figures.csv")).unwrap());
    insta::assert_snapshot!("debrief-json", zopa_in(folder.path(), &["debrief", "two-issue-trade", "results.csv", "--json"]).out);
}

#[test]
fn every_catalogue_case_that_can_be_played_keeps_its_orders_in_every_group() {
    for (case, parties) in [("labour-dispute", 2), ("two-issue-trade", 2), ("harbour", 3)] {
        let mut seen = BTreeSet::new();
        for party in 1..=parties {
            let party = party.to_string();
            let base = json(&zopa(&["sheet", case, "--party", &party, "--seed", "5", "--json"]).out);
            let order = |sheet: &Value| -> Vec<Vec<std::cmp::Ordering>> {
                points(sheet)
                    .iter()
                    .map(|own| own.iter().flat_map(|one| own.iter().map(move |other| one.cmp(other))).collect())
                    .collect()
            };
            for group in 1..=6 {
                let sheet = varied(case, &party, group, 5);
                assert_eq!(order(&sheet), order(&base), "{case} {party} {group}");
                assert!(seen.insert(format!("{party} {:?}", points(&sheet))), "{case}: two groups have the same points");
            }
        }
    }
}

#[test]
fn a_sheet_holds_nothing_of_the_other_party() {
    let folder = tempfile::tempdir().unwrap();
    let case = fs::read_to_string(support::catalogue("two-issue-trade").join("case.yaml")).unwrap();
    let changed = case.replace("{ a: 0, b: \"3/8\", c: \"4/8\" }", "{ a: \"1/8\", b: \"2/8\", c: \"7/8\" }");
    assert_ne!(case, changed);
    fs::write(folder.path().join("one.yaml"), &case).unwrap();
    fs::write(folder.path().join("other.yaml"), &changed).unwrap();
    let sheet = |file: &str, party: &str| zopa_in(folder.path(), &["sheet", file, "--party", party, "--json"]).out;
    assert_eq!(sheet("one.yaml", "A"), sheet("other.yaml", "A"), "A's bytes do not depend on B's points");
    assert_ne!(sheet("one.yaml", "B"), sheet("other.yaml", "B"));
}

#[test]
fn the_sheets_of_a_class_come_with_a_results_file_that_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["sheet", "labour-dispute", "--all", "--out", "sheets", "--groups", "3", "--vary", "--seed", "77"];
    let ran = zopa_in(folder.path(), &flags);
    assert!(ran.code == 0 && ran.err.contains("wrote 6 sheets"), "{}", ran.err);
    let sheets = folder.path().join("sheets");
    let names: BTreeSet<String> =
        fs::read_dir(&sheets).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 8, "{names:?}");
    let union = fs::read_to_string(sheets.join("group-01-union.html")).unwrap();
    assert!(union.contains("Confidential: for Paperworkers") && !union.contains("Sheet of <strong>Management"));
    let ran = zopa_in(folder.path(), &flags);
    assert!(ran.code == 2 && ran.err.contains("results.csv` exists already"), "{}", ran.err);
    // As it is, it says that nobody has handed in anything.
    let debrief = ["debrief", "labour-dispute", "sheets/results.csv", "--vary", "--seed", "77", "--json"];
    let told = json(&zopa_in(folder.path(), &debrief).out);
    assert_eq!((told["class"]["groups"].as_u64(), told["class"]["not_in"].as_u64()), (Some(3), Some(3)));
    let ran = zopa_in(folder.path(), &["debrief", "labour-dispute", "sheets/results.csv", "--vary", "--seed", "78"]);
    assert!(ran.code == 2 && ran.err.contains("bear another mark"), "{}", ran.err);
}

#[test]
fn a_debrief_counts_who_is_not_in_apart() {
    let folder = tempfile::tempdir().unwrap();
    results(
        folder.path(),
        &RESULTS.replace("week  in", "week in").replace("Days of remote work a week in the offices", "remote"),
    );
    let flags = ["debrief", "labour-dispute", "results.csv", "--groups", "7", "--vary", "--seed", "3", "--json"];
    let told = json(&zopa_in(folder.path(), &flags).out);
    let class = &told["class"];
    assert_eq!((told["zopa"].as_u64(), told["kind"].as_str()), (Some(1), Some("debrief")));
    let counts = ["groups", "deals", "no_deals", "not_in"].map(|what| class[what].as_u64().unwrap());
    assert_eq!(counts, [7, 3, 1, 3]);
    assert_eq!(class["integrative_ratio"]["of"].as_u64(), Some(3));
    assert_eq!(told["groups"][0]["agreement"]["Duration of the agreement"], "Three years");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        (RESULTS.to_owned(), "is no issue of the case"),
        ("group,pay,hours,remote,apprentices,duration\n1,3,38,2,8,three-year\n".to_owned(), "did you mean `three-years`?"),
        ("group,pay,hours,remote,apprentices,duration\n1,3,38,,8,three-years\n".to_owned(), "settle every issue"),
    ];
    for (text, expected) in cases {
        results(folder.path(), &text);
        let ran = zopa_in(folder.path(), &["debrief", "labour-dispute", "results.csv"]);
        assert!(ran.code == 2 && ran.err.contains(expected) && ran.err.contains("results.csv:"), "{}", ran.err);
    }
    let refused: [(&[&str], &str); 6] = [
        (&["labour-dispute", "--party", "comapny"], "did you mean `company`?"),
        (&["labour-dispute", "--party", "1", "--vary"], "--seed"),
        (&["labour-dispute"], "--party"),
        (&["istanbul-2025", "--party", "1"], "--judgement reading-a"),
        (&["prisoners-dilemma", "--party", "1"], "no judgement"),
        (&["labour-dispute", "--all"], "--out"),
    ];
    for (flags, expected) in refused {
        let ran = zopa(&[&["sheet"], flags].concat());
        assert!(ran.code == 2 && ran.err.contains(expected), "{flags:?}: {}", ran.err);
    }
}

#[test]
fn a_case_about_real_people_says_that_it_is_an_exercise() {
    let ran = zopa(&["sheet", "istanbul-2025", "--judgement", "reading-a", "--party", "1"]);
    assert!(ran.code == 0 && ran.out.starts_with("An exercise."), "{} {}", ran.out, ran.err);
}
