//! Conflicts, forecasts and memoranda as a user meets them: answers, exit codes, pages, and what an audience may see.

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{catalogue, json, zopa, zopa_in};

fn expected(name: &str) -> Value {
    let text = fs::read_to_string(catalogue(name).join("expected.json")).expect("every case has expected answers");
    serde_json::from_str(&text).expect("they are JSON")
}

#[test]
fn the_conflicts_of_the_catalogue_have_their_known_equilibria() {
    for name in ["prisoners-dilemma", "missile-crisis-1962"] {
        let told = json(&["stability", name, "--json"]);
        for (id, known) in expected(name)["stability"].as_object().expect("there are conflicts") {
            let conflict = told["conflicts"].as_array().unwrap().iter().find(|conflict| conflict["id"] == *id).expect(id);
            assert_eq!(conflict["equilibria"], known["equilibria"], "{name} {id}");
            let letters: Value = conflict["states"].as_array().unwrap().iter().map(|state| state["letters"].clone()).collect();
            assert_eq!(letters, known["states"], "{name} {id}");
            let id_of = |name: &Value| {
                let makers = conflict["makers"].as_array().unwrap();
                makers.iter().find(|maker| maker["name"] == *name).map_or("", |maker| maker["id"].as_str().unwrap()).to_owned()
            };
            let dilemmas: Vec<String> = conflict["confrontation"]["dilemmas"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| {
                    format!("{} {} {}", one["kind"].as_str().unwrap(), id_of(&one["of"]), id_of(&one["toward"])).trim().to_owned()
                })
                .collect();
            assert_eq!(Value::from(dilemmas), known["dilemmas"], "{name} {id}");
        }
    }
}

#[test]
fn stability_is_told_in_words_and_as_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let ran = zopa_in(folder.path(), &["stability", "missile-crisis-1962", "--report", "page.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("In state 7 ") && ran.out.contains("sequential"), "{}", ran.out);
    assert!(ran.out.contains("holds now") && ran.out.contains("no forecast of anybody's decision"), "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("<svg") && !page.contains("<script") && page.contains("Naval blockade"));
    let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len());
}

#[test]
fn what_stability_cannot_do_is_told_with_a_way_out() {
    let none = zopa(&["stability", "harbour"]);
    assert!(none.code == 2 && none.err.contains("no conflicts") && none.err.contains("way out"), "{}", none.err);
    let unknown = zopa(&["stability", "prisoners-dilemma", "--conflict", "prisoner"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `prisoners`"), "{}", unknown.err);
    let limit = zopa(&["stability", "missile-crisis-1962", "--limit", "11"]);
    assert!(limit.code == 3 && limit.out.contains("more than 11 feasible states"), "{}", limit.out);
}

#[test]
fn what_an_audience_may_not_see_is_not_known_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(catalogue("prisoners-dilemma").join("case.yaml")).unwrap();
    let hide = "      two:\n        ranking: [YN, YY, NN, NY]\n";
    assert_eq!(text.matches(hide).count(), 1);
    for (file, ranking) in [("one.yaml", "[YN, YY, NN, NY]"), ("other.yaml", "[NY, NN, YY, YN]")] {
        let hidden = format!("      two:\n        access: secret\n        ranking: {ranking}\n");
        fs::write(folder.path().join(file), text.replace(hide, &hidden)).unwrap();
    }
    let ask = |file: &str, audience: &str| zopa_in(folder.path(), &["stability", file, "--json", "--for", audience]).out;
    assert_eq!(ask("one.yaml", "public"), ask("other.yaml", "public"));
    assert_ne!(ask("one.yaml", "secret"), ask("other.yaml", "secret"));
    let told: Value = serde_json::from_str(&ask("one.yaml", "public")).unwrap();
    let conflict = &told["conflicts"][0];
    assert_eq!(told["case"]["withheld"]["items"], 1);
    assert_eq!(conflict["equilibria"]["nash"], Value::Array(Vec::new()));
    assert_eq!(conflict["perhaps_equilibria"]["nash"], serde_json::json!([1, 3]));
}

#[test]
fn baselines_stand_beside_each_other_with_the_evidence() {
    let told = json(&["forecast", "car-emissions", "--json"]);
    let known = &expected("car-emissions")["forecast"]["delay"];
    let baselines = told["forecasts"][0]["scales"][0]["baselines"].as_array().unwrap();
    for baseline in baselines.iter().filter(|baseline| baseline["key"] != "nash") {
        let known = &known[baseline["key"].as_str().unwrap()];
        let known = if known.is_array() { known.clone() } else { serde_json::json!([known]) };
        assert_eq!(baseline["exact"], known, "{}", baseline["key"]);
    }
    assert!(told["evidence"].as_array().unwrap().len() >= 4);
    assert_eq!(told["forecasts"][0]["election"]["label"], "experiment");
    let folder = tempfile::tempdir().unwrap();
    let ran = zopa_in(folder.path(), &["forecast", "car-emissions", "--report", "page.html"]);
    assert!(
        ran.code == 0 && ran.out.contains("How well such models do") && ran.out.contains("Experiment"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(fs::read_to_string(folder.path().join("page.html")).unwrap().contains("Labelled baselines"));
    let plain = zopa(&["forecast", "car-emissions", "--baselines-only"]);
    assert!(plain.out.contains("Experiments are left out") && !plain.out.contains("Experiment:"), "{}", plain.out);
}

#[test]
fn two_are_refused_but_for_baselines() {
    let folder = tempfile::tempdir().unwrap();
    let case = "zopa: 1\ntitle: Two\nnature: invented\ndefault_access: public\nparties: []\nforecasts:\n  - id: f\n    author: A\n    \
                scales: [{id: s, unit: points, low: 0, high: 10, low_means: a, high_means: b, status_quo: 0}]\n    actors:\n      \
                - {name: A, capability: [1, 2], stands: {s: {position: [2, 4], salience: 1}}, reason: r}\n      \
                - {name: B, capability: 1, stands: {s: {position: 9, salience: 1}}, reason: r}\n";
    fs::write(folder.path().join("two.yaml"), case).unwrap();
    let refused = zopa_in(folder.path(), &["forecast", "two.yaml"]);
    assert!(refused.code == 2 && refused.err.contains("--baselines-only") && refused.out.is_empty(), "{}", refused.err);
    let told = zopa_in(folder.path(), &["forecast", "two.yaml", "--baselines-only", "--draws", "50", "--json"]);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    let scale = &told["forecasts"][0]["scales"][0];
    assert_eq!((&scale["basis"], &scale["drawn"]["draws"]), (&Value::from("midpoints"), &Value::from(50)));
    let spread = &scale["baselines"][0]["spread"];
    assert!(spread["low"].as_f64() < spread["high"].as_f64());
    fs::write(folder.path().join("off.yaml"), case.replace("position: 9", "position: 19")).unwrap();
    let off = zopa_in(folder.path(), &["forecast", "off.yaml", "--baselines-only"]);
    assert!(off.code == 1 && off.err.contains("off-scale"), "{}", off.err);
}

const OLD: &str = "MEMORANDUM\n\n1. The ferry runs every day.\n2. The fare is paid by those who cross\n   within 30 days.\n (a) Children cross free.\n";
const NEW: &str = "MEMORANDUM\n\n1. The ferry runs every day.\n2. Bicycles need a ticket of their own.\n3. The fare is paid by those who cross\n   within 60 days.\n";

fn memoranda() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.txt"), OLD).unwrap();
    fs::write(folder.path().join("new.txt"), NEW).unwrap();
    folder
}

#[test]
fn a_draft_of_a_memorandum_checks_with_its_quotations() {
    let folder = memoranda();
    let ran =
        zopa_in(folder.path(), &["memorandum", "old.txt", "--date", "2024-05-01", "--party", "town", "--out", "draft.yaml"]);
    assert!(ran.code == 0 && ran.out.is_empty(), "{}", ran.err);
    let checked = zopa_in(folder.path(), &["check", "draft.yaml"]);
    assert!(checked.code == 0 && checked.out.contains("3 of 3 quotations verified"), "{}{}", checked.out, checked.err);
    let again = zopa_in(folder.path(), &["memorandum", "old.txt", "--date", "2024-05-01", "--out", "draft.yaml"]);
    assert_eq!(again.code, 2, "a draft that was worked on is not replaced");
    let undated = zopa_in(folder.path(), &["memorandum", "old.txt"]);
    assert!(undated.code == 2 && undated.err.contains("--date"), "{}", undated.err);
    let draft = zopa_in(folder.path(), &["memorandum", "old.txt", "--date", "2024-05-01"]).out;
    assert!(draft.contains("parties: []") && draft.contains("TODO") && !draft.contains("asks:\n"), "{draft}");
}

#[test]
fn two_versions_are_compared_clause_by_clause() {
    let folder = memoranda();
    let told = zopa_in(folder.path(), &["memorandum", "old.txt", "new.txt", "--json", "--report", "page.html"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    let became: Vec<String> = told["clauses"].as_array().unwrap().iter().map(|clause| clause["became"].to_string()).collect();
    assert_eq!(became, ["[\"same\"]", "[\"added\"]", "[\"changed\",\"renumbered\"]", "[\"removed\"]"]);
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("<del>30</del>") && page.contains("<ins>60</ins>"));
    let words = zopa_in(folder.path(), &["memorandum", "old.txt", "new.txt"]).out;
    assert!(words.contains("[-30-] {+60+}") && words.contains("of the words are the same"), "{words}");
    let bare = zopa_in(Path::new("/"), &["memorandum", folder.path().join("none.txt").to_str().unwrap()]);
    assert_eq!(bare.code, 2);
    fs::write(folder.path().join("prose.txt"), "No numbers here.\n").unwrap();
    let prose = zopa_in(folder.path(), &["memorandum", "prose.txt", "--date", "2024-05-01"]);
    assert!(prose.code == 2 && prose.err.contains("no numbered clause"), "{}", prose.err);
}
