//! `zopa roadmap`, and shocks in `zopa analyse`.

mod support;

use serde_json::Value;
use support::{json, zopa};

#[test]
fn istanbul_has_two_circles_told_with_their_quotations() {
    let answer = json(&["roadmap", "istanbul-2025", "--json", "--draws", "60"]);
    let deadlocks = answer["deadlocks"].as_array().unwrap();
    assert_eq!(deadlocks.len(), 2);
    let members =
        |at: usize| deadlocks[at]["members"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>();
    assert!(members(0).contains(&"a full ceasefire is in force") && members(0).iter().any(|name| name.contains("settlement")));
    assert_eq!(members(1), ["the leaders have met", "agreements on the key issues have been reached"]);
    // Both of the ways that one side names lead back into the circle.
    assert_eq!(deadlocks[0]["circles"].as_array().unwrap().len(), 2);
    let said = deadlocks[1]["circles"][0].as_array().unwrap().iter().flat_map(|link| link["said"].as_array().unwrap());
    let quotes: Vec<&str> = said.filter_map(|said| said["quote"].as_str()).collect();
    assert!(quotes.contains(&"The key issues can only be resolved by the leaders"), "{quotes:?}");
    assert!(quotes.contains(&"only as a result of the delegations' work and once agreements have been reached"), "{quotes:?}");
    for deadlock in deadlocks {
        assert!(!deadlock["together"].as_array().unwrap().is_empty(), "an exchange at once opens it");
        assert!(!deadlock["openings"].as_array().unwrap().is_empty());
    }
    let first = &answer["first"];
    assert_eq!(first["without_trust"][0]["act"], "6,000 bodies are handed over");
    assert!(
        first["never_promised"].as_array().unwrap().iter().any(|never| never["act"].as_str().unwrap().contains("withdrawal"))
    );
    assert_eq!(first["met"][0], "the exchange of 1,000 for 1,000 is carried out");
    let mandates = &answer["mandates"][0];
    assert!(mandates["leaders"]["count"].as_u64() >= mandates["below"][1]["count"].as_u64());
    assert!(mandates["summit"].as_str().unwrap().contains("out of reach below"));
}

#[test]
fn a_roadmap_in_words_names_who_says_so() {
    let ran = zopa(&["roadmap", "istanbul-2025", "--draws", "40"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in ["waits for", "zelensky-leaders", "peskov-leaders", "All of it at once would open", "What delegations may sign"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
}

#[test]
fn the_strike_is_a_shock_with_before_and_after() {
    let answer = json(&["analyse", "istanbul-2025", "--json", "--draws", "200"]);
    let shocks = answer["shocks"].as_array().unwrap();
    let strike: Vec<&Value> = shocks.iter().filter(|shock| shock["event"] == "attack-1-june").collect();
    assert_eq!(strike.len(), 2, "both readings judge it");
    for shock in strike {
        let of = |key: &str| shock[key]["count"].as_i64().unwrap();
        let (opens, closes) = (shock["opens"].as_i64().unwrap(), shock["closes"].as_i64().unwrap());
        assert_eq!(of("before") + opens - closes, of("after"));
        assert!(!shock["channels"].as_array().unwrap().is_empty() && !shock["packages"].as_array().unwrap().is_empty());
    }
    let ran = zopa(&["analyse", "istanbul-2025", "--draws", "200"]);
    assert!(ran.out.contains("Shocks: before and after"), "{}", ran.out);
    // Before it happened, nobody asks what it changed.
    let before = json(&["analyse", "istanbul-2025", "--json", "--draws", "50", "--as-of", "2025-05-31"]);
    assert!(before["shocks"].as_array().unwrap().is_empty());
}

#[test]
fn the_tutorial_has_an_order_a_ballot_and_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("roadmap.html");
    let answer = json(&["roadmap", "labour-dispute", "--json", "--draws", "60", "--report", page.to_str().unwrap()]);
    let readings = answer["plans"][0]["readings"].as_array().unwrap();
    assert_eq!(readings.len(), 3);
    assert_eq!(readings[2]["verdict"], "holds", "{readings:#?}");
    assert!(answer["plans"][0]["matrix"].as_array().unwrap().len() >= 4);
    assert!(!answer["homes"][0]["packages"].as_array().unwrap().is_empty());
    assert!(std::fs::read_to_string(page).unwrap().contains("Who is ahead after each move"));
    assert_eq!(zopa(&["roadmap", "two-issue-trade"]).code, 0, "a case without any of it says what is missing");
}

#[test]
fn that_no_order_exists_is_told_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let case = std::fs::read_to_string(support::catalogue("labour-dispute").join("case.yaml")).unwrap();
    let path = folder.path().join("case.yaml");
    let late = case.replacen("    after: [shift-plans]\n", "    after: [shift-plans]\n    by_day: 2\n", 1);
    assert_ne!(late, case);
    std::fs::write(&path, late).unwrap();
    let ran = zopa(&["roadmap", path.to_str().unwrap(), "--draws", "20"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("No order exists, because") && ran.out.contains("by day 2"), "{}", ran.out);
}
