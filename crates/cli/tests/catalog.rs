//! Every catalogue case gives the answers expected of it; these were found another way than with this program.

mod support;

use serde_json::Value;
use support::{catalogue, json, zopa};

const CASES: [&str; 8] = [
    "istanbul-2025",
    "labour-dispute",
    "two-issue-trade",
    "harbour",
    "prisoners-dilemma",
    "missile-crisis-1962",
    "car-emissions",
    "prisoner-lists",
];

fn expected(name: &str) -> Value {
    let text = std::fs::read_to_string(catalogue(name).join("expected.json")).expect("every case has expected answers");
    serde_json::from_str(&text).expect("they are JSON")
}

fn analysed(name: &str) -> Value {
    json(&["analyse", name, "--json", "--draws", "200"])
}

/// The vectors of a list of points, as fractions.
fn vectors(points: &Value) -> Vec<&Value> {
    points.as_array().expect("a list").iter().map(|point| &point["exact_utilities"]).collect()
}

#[test]
fn the_list_names_every_case() {
    let listed = json(&["catalog", "--json"]);
    let names: Vec<&str> = listed["cases"].as_array().unwrap().iter().map(|case| case["name"].as_str().unwrap()).collect();
    assert_eq!(names, CASES);
}

#[test]
fn every_issue_has_the_status_that_a_reader_derives() {
    for name in CASES {
        let (expected, found) = (expected(name), analysed(name));
        let statuses = expected["status"].as_object().unwrap();
        let topics = found["topics"].as_array().unwrap();
        assert_eq!(topics.len(), statuses.len(), "{name}");
        for topic in topics {
            assert_eq!(topic["gap"]["status"], statuses[topic["id"].as_str().unwrap()], "{name}: {}", topic["id"]);
        }
    }
}

#[test]
fn duties_and_own_tracks_carry_nothing() {
    for name in CASES {
        let (expected, found) = (expected(name), analysed(name));
        let of_track = |track: &str| -> Vec<&Value> {
            found["topics"].as_array().unwrap().iter().filter(|topic| topic["track"] == track).collect()
        };
        for (track, key) in [("duty", "duties"), ("own-track", "own_track")] {
            let ids: Vec<&Value> = of_track(track).iter().map(|topic| &topic["id"]).collect();
            assert_eq!(ids, expected[key].as_array().unwrap().iter().collect::<Vec<_>>(), "{name}");
            for topic in of_track(track) {
                assert!(topic["gap"].get("opposition").is_none(), "{name}: {}", topic["id"]);
                let mentions =
                    |list: &str, key: &str| found[list].as_array().unwrap().iter().any(|entry| entry[key] == topic["name"]);
                assert!(!mentions("stakes", "issue"), "{name}: {} has a share of the conflict", topic["id"]);
                assert!(!found["space"]["issues"].as_array().unwrap().contains(&topic["name"]), "{name}: {}", topic["id"]);
            }
        }
    }
}

#[test]
fn every_only_after_is_told_with_its_statement() {
    for name in CASES {
        let (expected, found) = (expected(name), analysed(name));
        let stated = expected["preconditions"].as_array().unwrap();
        let told = found["only_after"].as_array().unwrap();
        let statements = |list: &[Value]| {
            let mut ids: Vec<String> = list.iter().map(|entry| entry["statement"].as_str().unwrap().to_owned()).collect();
            ids.sort();
            ids
        };
        assert_eq!(statements(told), statements(stated), "{name}");
    }
}

#[test]
fn exact_cases_have_the_listed_frontier_and_solutions() {
    for name in ["two-issue-trade", "harbour"] {
        let (expected, found) = (expected(name), analysed(name));
        let frontier = &found["frontier"];
        assert_eq!(frontier["exact"], true, "{name}");
        assert_eq!(frontier["size"], expected["frontier_size"], "{name}");
        assert_eq!(frontier["rational_size"], expected["rational_size"], "{name}");
        assert_eq!(vectors(&frontier["points"]), expected["frontier"].as_array().unwrap().iter().collect::<Vec<_>>(), "{name}");
        for (concept, points) in expected["solutions"].as_object().unwrap() {
            let solution = &found["solutions"][concept];
            assert_eq!(solution["exact"], true, "{name} {concept}");
            assert_eq!(vectors(&solution["points"]), points.as_array().unwrap().iter().collect::<Vec<_>>(), "{name} {concept}");
        }
        let (opposition, known) = (found["opposition"].as_f64().unwrap(), expected["opposition"].as_f64().unwrap());
        assert!((opposition - known).abs() < 1e-9, "{name}: {opposition}");
        assert_eq!(found["space"]["outcomes"], expected["outcomes"], "{name}");
    }
}

#[test]
fn ranged_cases_have_odds_and_no_frontier_until_a_basis_is_named() {
    for name in ["istanbul-2025", "labour-dispute"] {
        let found = analysed(name);
        assert!(found["frontier"].is_null() && found["solutions"].is_null(), "{name}");
        assert!(found["reason"].as_str().unwrap().contains("--point"), "{name}");
        let odds = &found["odds"];
        for key in ["deal", "best_package", "interval", "draws", "seed"] {
            assert!(!odds[key].is_null(), "{name}: odds.{key}");
        }
        let share = odds["deal"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&share), "{name}: {share}");
        let named = json(&["analyse", name, "--json", "--draws", "50", "--point", "centroid"]);
        assert!(named["frontier"]["size"].as_u64().unwrap() > 0, "{name}");
        assert!(named["point_basis"].as_str().unwrap().starts_with("centroid"), "{name}");
    }
}

#[test]
fn the_two_readings_of_istanbul_leave_it_open() {
    let odds = &analysed("istanbul-2025")["odds"];
    assert_eq!(odds["interval"]["verdict"], "cannot-tell");
    assert_eq!(odds["judgements"].as_array().unwrap().len(), 2);
}

#[test]
fn every_case_checks_and_prints_as_it_is_written() {
    for name in CASES {
        let checked = zopa(&["check", name]);
        assert_eq!(checked.code, 0, "{name}: {}{}", checked.out, checked.err);
        let printed = zopa(&["catalog", name]);
        let written = std::fs::read_to_string(catalogue(name).join("case.yaml")).unwrap();
        assert_eq!(printed.out, written, "{name}");
    }
}
