//! What a user meets: exit codes, faults with their place, files that are written, what an audience may see.

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{catalogue, command, json, run, zopa, zopa_in};

/// The labour dispute with its texts, in a folder of its own, after `change`.
fn labour(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(catalogue("labour-dispute")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let case = folder.path().join("case.yaml");
    let before = fs::read_to_string(&case).unwrap();
    fs::write(&case, change(&before)).unwrap();
    folder
}

/// The line of a text, from 1, that holds `what`.
fn line_of(text: &str, what: &str) -> usize {
    1 + text.lines().position(|line| line.contains(what)).unwrap_or_else(|| panic!("{what} stands nowhere"))
}

#[test]
fn an_unknown_source_is_told_with_the_nearest() {
    let ran = zopa(&["analyse", "istanbul-2024"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("istanbul-2024") && ran.err.contains("did you mean") && ran.err.contains("istanbul-2025"),
        "{}",
        ran.err
    );
    assert!(ran.out.is_empty());
}

#[test]
fn one_changed_word_of_a_quotation_fails_at_its_line() {
    let original = fs::read_to_string(catalogue("labour-dispute").join("case.yaml")).unwrap();
    let plain = |word: &&str| word.len() > 3 && word.chars().all(char::is_alphabetic);
    let quoted = original.lines().filter_map(|line| line.trim().strip_prefix("quote: "));
    let (quote, word) =
        quoted.filter_map(|quote| Some((quote, quote.split_whitespace().find(plain)?))).next().expect("the case quotes");
    let changed = quote.replacen(word, "otherwise", 1);
    let folder = labour(|case| case.replacen(quote, &changed, 1));
    let ran = zopa_in(folder.path(), &["check", "case.yaml"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let place = format!("case.yaml:{}:", line_of(&original, quote));
    assert!(ran.err.contains("quotation-not-found") && ran.err.contains(&place), "{place}\n{}", ran.err);
    assert!(ran.err.contains(word), "the nearest passage is shown: {}", ran.err);
    let intact = labour(str::to_owned);
    assert_eq!(zopa_in(intact.path(), &["check", "case.yaml"]).code, 0);
}

#[test]
fn a_text_that_is_not_at_hand_is_said_plainly() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(catalogue("labour-dispute").join("case.yaml"), folder.path().join("case.yaml")).unwrap();
    let ran = zopa_in(folder.path(), &["check", "case.yaml"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("not verified: text not at hand"), "{}", ran.out);
    let texts = catalogue("labour-dispute");
    let ran = zopa_in(folder.path(), &["check", "case.yaml", "--texts", texts.to_str().unwrap()]);
    assert!(!ran.out.contains("not at hand"), "{}", ran.out);
}

#[test]
fn what_does_not_read_is_2_and_what_makes_no_sense_is_1() {
    let misspelt = labour(|case| case.replacen("\nparties:", "\npartys:", 1));
    let ran = zopa_in(misspelt.path(), &["check", "case.yaml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("unknown-key") && ran.err.contains("did you mean `parties`?"), "{}", ran.err);
    let senseless = labour(|case| case.replacen("parties: [union]", "parties: [onion]", 1));
    let ran = zopa_in(senseless.path(), &["analyse", "case.yaml"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("onion") && ran.err.contains("union"), "{}", ran.err);
    assert!(ran.out.is_empty(), "no answer is given on a case that makes no sense");
}

#[test]
fn faults_as_json_carry_line_and_column() {
    let folder = labour(|case| case.replacen("parties: [union]", "parties: [onion]", 1));
    let ran = zopa_in(folder.path(), &["check", "case.yaml", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let written = fs::read_to_string(folder.path().join("case.yaml")).unwrap();
    let fault = &told["diagnostics"][0];
    assert_eq!(fault["labels"][0]["line"], line_of(&written, "[onion]"));
    assert!(fault["way_out"].as_str().unwrap().contains("union"));
    assert_eq!(told["ok"], false);
}

#[test]
fn a_new_case_checks_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(zopa_in(folder.path(), &["new", "talks"]).code, 0);
    assert_eq!(zopa_in(folder.path(), &["check", "talks.yaml"]).code, 0);
    assert_eq!(zopa_in(folder.path(), &["analyse", "talks.yaml", "--for", "secret", "--draws", "50"]).code, 0);
    let again = zopa_in(folder.path(), &["new", "talks"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("exists already"));
    assert_eq!(zopa_in(folder.path(), &["new", "../talks"]).code, 2, "a name is no path");
}

#[test]
fn a_sealed_case_opens_with_its_passphrase_alone() {
    let folder = labour(str::to_owned);
    fs::write(folder.path().join("right"), "correct horse\n").unwrap();
    fs::write(folder.path().join("wrong"), "battery staple\n").unwrap();
    let seal = zopa_in(folder.path(), &["seal", "case.yaml", "--passphrase-file", "right"]);
    assert_eq!(seal.code, 0, "{}", seal.err);
    let sealed = fs::read(folder.path().join("case.yaml.age")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    assert!(!sealed.windows(5).any(|bytes| bytes == b"union"), "nothing of the case is readable");
    let opened = zopa_in(folder.path(), &["unseal", "case.yaml.age", "--passphrase-file", "right"]);
    assert_eq!(opened.out, fs::read_to_string(folder.path().join("case.yaml")).unwrap());
    let refused = zopa_in(folder.path(), &["analyse", "case.yaml.age", "--passphrase-file", "wrong"]);
    assert_eq!(refused.code, 2);
    assert!(!refused.err.contains("battery") && !refused.err.contains("horse"), "{}", refused.err);
    let asked = zopa_in(folder.path(), &["check", "case.yaml.age", "--passphrase-file", "right"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
}

/// Without `default_access` everything is secret.
fn secretive(case: &str) -> String {
    case.lines().filter(|line| !line.starts_with("default_access")).collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_secret_reaches_the_public() {
    let folder = labour(secretive);
    let ran = zopa_in(folder.path(), &["analyse", "case.yaml", "--json", "--draws", "50"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(told["case"]["withheld"]["items"].as_u64().unwrap() > 0);
    assert!(told["odds"].is_null() && told["statements"].as_array().unwrap().is_empty());
    for word in ["Alder", "union", "hours"] {
        assert!(!ran.out.contains(word), "{word} is told: {}", ran.out);
    }
    let owner = zopa_in(folder.path(), &["analyse", "case.yaml", "--json", "--draws", "50", "--for", "secret"]);
    let told: Value = serde_json::from_str(&owner.out).unwrap();
    assert_eq!(told["case"]["withheld"]["items"], 0);
    assert!(told["odds"]["deal"].is_number());
}

#[test]
fn a_hidden_judgement_omits_its_figures() {
    let folder = labour(|case| case.replacen("\n    author:", "\n    access: internal\n    author:", 1));
    let public = zopa_in(folder.path(), &["analyse", "case.yaml", "--json", "--draws", "50"]);
    let told: Value = serde_json::from_str(&public.out).unwrap();
    assert!(told["odds"].is_null());
    assert_eq!(told["case"]["withheld"]["items"], 1);
    let internal = zopa_in(folder.path(), &["analyse", "case.yaml", "--json", "--draws", "50", "--for", "internal"]);
    let told: Value = serde_json::from_str(&internal.out).unwrap();
    assert!(told["odds"]["deal"].is_number());
}

#[test]
fn as_of_leaves_out_what_came_later() {
    let told = json(&["analyse", "istanbul-2025", "--json", "--as-of", "2025-05-31", "--draws", "50"]);
    let dates: Vec<&str> = told["statements"].as_array().unwrap().iter().map(|s| s["date"].as_str().unwrap()).collect();
    assert!(!dates.is_empty() && dates.iter().all(|date| *date <= "2025-05-31"), "{dates:?}");
    assert!(told["odds"].is_null(), "the readings use what was known on 2 June");
    let wrong = zopa(&["analyse", "istanbul-2025", "--as-of", "31 May"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("2025-06-02"), "{}", wrong.err);
}

#[test]
fn diff_says_what_a_change_of_case_does_to_the_answers() {
    let before = labour(str::to_owned);
    let after = labour(|case| case.replacen("range: [0.6, 0.9]", "range: [0.1, 0.2]", 1));
    let paths = [&before, &after].map(|folder| folder.path().join("case.yaml").to_str().unwrap().to_owned());
    let same = json(&["diff", &paths[0], &paths[0], "--json", "--draws", "100"]);
    assert_eq!(same["changes"].as_array().unwrap().len() + same["answers"].as_array().unwrap().len(), 0);
    let moved = json(&["diff", &paths[0], &paths[1], "--json", "--draws", "400"]);
    assert!(moved["changes"][0]["fields"][0]["field"].as_str().unwrap().contains("limit"), "{moved:#}");
    assert!(
        moved["answers"].as_array().unwrap().iter().any(|answer| answer["what"].as_str().unwrap().contains("draws with a deal"))
    );
    assert!(zopa(&["diff", &paths[0], &paths[1], "--draws", "100"]).out.contains("before:"));
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let with_threads = |threads: &str| {
        let mut command = command(Path::new("."), &["analyse", "labour-dispute", "--json", "--draws", "500"]);
        command.env("RAYON_NUM_THREADS", threads);
        run(command).out
    };
    assert_eq!(with_threads("1"), with_threads("4"));
    let other = zopa(&["analyse", "labour-dispute", "--json", "--draws", "500", "--seed", "2"]).out;
    assert_ne!(with_threads("1"), other);
}

#[test]
fn pages_are_written_whole_and_hold_no_path() {
    let folder = labour(str::to_owned);
    let arguments = ["analyse", "case.yaml", "--report", "report.html", "--brief", "brief.html", "--draws", "100"];
    let ran = zopa_in(folder.path(), &arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let place = folder.path().to_str().unwrap();
    for name in ["report.html", "brief.html"] {
        let page = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(page.len() < 1_000_000 && page.trim_end().ends_with("</html>"), "{name}");
        assert!(!page.contains(place) && !page.contains("<script"), "{name}");
    }
    assert!(!fs::read_dir(folder.path()).unwrap().any(|entry| entry.unwrap().file_name().to_string_lossy().ends_with(".part")));
    let nowhere = zopa_in(folder.path(), &["analyse", "case.yaml", "--report", "nowhere/report.html", "--draws", "50"]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("nowhere/report.html"), "{}", nowhere.err);
}

#[test]
fn powers_are_given_for_all_or_none() {
    let equal = json(&["analyse", "two-issue-trade", "--json"]);
    let tilted = json(&["analyse", "two-issue-trade", "--json", "--power", "A=3", "--power", "B=1"]);
    assert_ne!(equal["solutions"]["nash"]["points"], tilted["solutions"]["nash"]["points"]);
    assert_eq!(tilted["solutions"]["nash"]["points"][0]["exact_utilities"], serde_json::json!(["3/4", "3/8"]));
    for wrong in
        [&["--power", "A=3"][..], &["--power", "A=3", "--power", "C=1"], &["--power", "A=0", "--power", "B=1"], &["--power", "A"]]
    {
        let ran = zopa(&[&["analyse", "two-issue-trade"], wrong].concat());
        assert_eq!(ran.code, 2, "{wrong:?}");
        assert!(ran.err.contains("way out"), "{}", ran.err);
    }
}

#[test]
fn a_limit_that_stops_the_frontier_is_said_and_exits_with_3() {
    let ran = zopa(&["analyse", "harbour", "--limit", "3"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    let told = json(&["analyse", "harbour", "--limit", "3", "--json"]);
    assert_eq!(told["frontier"]["exact"], false);
    assert!(told["frontier"]["stopped"].as_str().unwrap().contains("3"));
    assert!(told["solutions"]["nash"]["points"].as_array().unwrap().is_empty());
}

#[test]
fn no_colour_where_none_is_wanted() {
    assert!(!zopa(&["analyse", "two-issue-trade"]).out.contains('\u{1b}'), "a pipe gets none");
}

#[test]
fn schemas_are_json() {
    for of in ["case", "scenario", "analysis"] {
        let schema = json(&["schema", of]);
        assert!(schema["properties"].is_object(), "{of}");
    }
}

#[test]
fn what_json_prints_keeps_to_its_schema_names() {
    let schema = json(&["schema", "analysis"]);
    let told = json(&["analyse", "two-issue-trade", "--json"]);
    let known = schema["properties"].as_object().unwrap();
    for key in told.as_object().unwrap().keys() {
        assert!(known.contains_key(key), "{key}");
    }
}

#[test]
fn what_cannot_be_shown_is_still_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("brackets.yaml"), "[".repeat(10_000_000)).unwrap();
    fs::write(folder.path().join("latin.yaml"), b"zopa: 1\ntitle: caf\xe9\n").unwrap();
    for (name, code, place) in [("brackets.yaml", "too-deep", "brackets.yaml:1:"), ("latin.yaml", "not-utf8", "latin.yaml:2:11")]
    {
        let ran = zopa_in(folder.path(), &["check", name]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(code) && ran.err.contains(place), "{}", ran.err);
        assert!(ran.err.len() < 2_000, "{name} is not poured out");
    }
    let a_folder = zopa_in(folder.path(), &["check", "."]);
    assert_eq!(a_folder.code, 2);
    assert!(a_folder.err.contains("is no scenario"), "{}", a_folder.err);
}

#[test]
fn a_page_never_takes_the_place_of_anything_but_a_page() {
    let folder = labour(str::to_owned);
    let before = fs::read_to_string(folder.path().join("case.yaml")).unwrap();
    for wrong in [["--report", "case.yaml"], ["--brief", "union-letter-1.txt"], ["--report", "-"]] {
        let ran = zopa_in(folder.path(), &[&["analyse", "case.yaml", "--draws", "20"], &wrong[..]].concat());
        assert_eq!(ran.code, 2, "{wrong:?}: {}", ran.err);
    }
    let twice = zopa_in(folder.path(), &["analyse", "case.yaml", "--report", "same.html", "--brief", "same.html"]);
    assert_eq!(twice.code, 2);
    assert_eq!(fs::read_to_string(folder.path().join("case.yaml")).unwrap(), before);
    for _ in 0..2 {
        let ran = zopa_in(folder.path(), &["analyse", "case.yaml", "--draws", "20", "--report", "page.html"]);
        assert_eq!(ran.code, 0, "a page of ours is replaced: {}", ran.err);
    }
}

#[test]
fn two_issues_of_one_name_are_refused_for_an_answer_would_lose_one() {
    let folder = tempfile::tempdir().unwrap();
    let case = "zopa: 1\ntitle: t\nnature: invented\nparties: [{id: a}, {id: b}]\nissues:\n\
        \x20 - {id: i, name: Pay, options: [x]}\n  - {id: j, name: Pay, options: [x]}\n";
    fs::write(folder.path().join("twins.yaml"), case).unwrap();
    let ran = zopa_in(folder.path(), &["check", "twins.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("duplicate-name") && ran.err.contains("“Pay”"), "{}", ran.err);
}
