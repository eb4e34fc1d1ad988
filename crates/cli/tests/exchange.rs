//! What a user meets of exchanges of people: the record of a real case, lists in two alphabets, plans, refusals, privacy.

mod support;

#[path = "../examples/make_register.rs"]
mod make_register;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::{catalogue, json as told, zopa, zopa_in};

#[test]
fn istanbul_says_what_was_reported_and_what_is_not_known() {
    let answer = told(&["exchange", "istanbul-2025", "--json"]);
    let series = |name: &str| answer["series"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap().clone();
    let may = series("1000 for 1000");
    assert_eq!((&may["total"], &may["balance"]), (&json!([1000, 1000]), &json!("equal each time: ahead by 0")));
    let ahead: Vec<&Value> = may["steps"].as_array().unwrap().iter().map(|step| &step["ahead"]).collect();
    assert_eq!(ahead, [0, 0, 0]);
    assert_eq!(series("19 April, wounded")["steps"][0]["to"], json!([31, 15]));
    assert_eq!(series("19 March")["steps"][1]["outside"], true);
    let march = answer["announced"].as_array().unwrap().iter().find(|one| one["about"] == "exchange of 19 March").unwrap();
    assert!(march["words"].as_str().unwrap().contains("differ by 22: both stand"), "{march}");
    assert!(answer["plan"].is_null() && answer["places"].is_null());
    assert!(answer["not_known"][0].as_str().unwrap().contains("who has consented is not known"));
    let bodies = answer["announced"].as_array().unwrap().iter().find(|one| one["remains"] == true).unwrap();
    assert_eq!(bodies["figures"][0]["count"], 6000);
    let ran = zopa(&["exchange", "istanbul-2025"]);
    assert!(
        ran.code == 0 && ran.out.contains("ahead by 0") && ran.out.contains("articles 109 and 110"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn invented_lists_are_compared_planned_and_put_into_batches() {
    let answer = told(&["exchange", "prisoner-lists", "--for", "internal", "--json"]);
    for compared in answer["compared"].as_array().unwrap() {
        let sum: u64 = compared["outcomes"].as_array().unwrap().iter().map(|row| row["counts"][0].as_u64().unwrap()).sum();
        assert_eq!(Some(sum), compared["lines"].as_u64());
        assert!(compared["outcomes"][0]["counts"][0].as_u64().unwrap() >= 15, "{compared}");
    }
    let places = &answer["places"];
    for side in 0..2 {
        let sum: u64 = places["rows"].as_array().unwrap().iter().map(|row| row["counts"][side].as_u64().unwrap()).sum();
        assert_eq!(Some(sum), places["total"][side].as_u64(), "no record is lost");
    }
    let plan = &answer["plan"];
    assert_eq!((plan["optimal"].as_bool(), plan["total"][0] == plan["total"][1]), (Some(true), true), "{plan}");
    let mut given = [0i64; 2];
    for batch in plan["batches"].as_array().unwrap() {
        for side in 0..2 {
            given[side] += batch["goes"][side].as_i64().unwrap();
            assert_eq!(batch["ids"][side].as_array().unwrap().len() as u64, batch["goes"][side].as_u64().unwrap());
        }
        assert_eq!(batch["ahead"].as_i64(), Some(given[0] - given[1]));
        assert!((given[0] - given[1]).abs() <= 3 && batch["goes"][0].as_u64().unwrap() <= 5);
    }
    let again = zopa(&["exchange", "prisoner-lists", "--for", "internal", "--json"]).out;
    assert_eq!(again, zopa(&["exchange", "prisoner-lists", "--for", "internal", "--json"]).out);
}

#[test]
fn what_cannot_hold_is_said_in_the_smallest_set_and_ends_with_one() {
    let ran = zopa(&["exchange", "prisoner-lists", "--mode", "equal:500"]);
    assert!(ran.code == 1 && ran.out.contains("There is no plan"), "{}{}", ran.out, ran.err);
    let ran = zopa(&["exchange", "prisoner-lists", "--for", "internal", "--mode", "equal:10", "--cap", "2", "--batches", "3"]);
    assert!(ran.code == 1 && ran.out.contains("transport: 3 batches of at most 2"), "{}{}", ran.out, ran.err);
}

#[test]
fn wrong_flags_are_told_with_a_way_out() {
    for (flags, expected) in [
        (&["--list", "held.csv"][..], "says neither whose list"),
        (&["--mode", "some-for-some"], "is no mode of exchange"),
        (&["--between", "NORTH"], "names no two parties"),
        (&["--weight", "birth=2"], "is no weight"),
        (&["--severely-wounded-wait", "because"], "needs a name and a reason"),
        (&["--hashes", "held-by-north.csv"], "keyed hashes need a key"),
        (&["--list", "NORTH:holds=there-is-none.csv"], "cannot read"),
    ] {
        let ran = zopa(&[&["exchange", "prisoner-lists"], flags].concat());
        assert!(ran.code == 2 && ran.err.contains(expected) && ran.err.contains("way out"), "{flags:?}: {}", ran.err);
    }
}

#[test]
fn a_signed_reason_lets_the_severely_wounded_wait_and_is_printed() {
    let free = told(&["exchange", "prisoner-lists", "--for", "internal", "--json"]);
    assert!(free["plan"]["outside"][0].as_u64().unwrap() > 0 && free["signed"] == json!([]));
    let signed =
        told(&["exchange", "prisoner-lists", "--for", "internal", "--json", "--severely-wounded-wait", "A. Clerk: no ambulance"]);
    assert_eq!(signed["plan"]["outside"], json!([0, 0]));
    assert!(signed["signed"][0].as_str().unwrap().contains("A. Clerk: no ambulance"));
}

const CASE: &str = "\
zopa: 1
title: Two ports
nature: invented
default_access: public
parties: [{id: N, name: North}, {id: S, name: South}]
register:
  as_of: 2025-01-01
  classes: [{id: child, standing: child}, {id: cook}]
  lists: [{file: n.csv, party: N, lists: holds}, {file: s.csv, party: S, lists: holds}, {file: ask.csv, party: S, lists: asks}]
";

/// Names and days that must not be seen anywhere.
fn canaries(folder: &Path) {
    fs::write(folder.join("case.yaml"), CASE).unwrap();
    let ready = "ready,visit,yes,2024-01-01,envoy";
    let mut north = "id,surname,name,patronymic,dob,number,class,state,source,consent,consent_date,consent_before\n".to_owned();
    let mut south = north.clone();
    for at in 0..7 {
        north.push_str(&format!("n-{at},Canarsson{at},Zyzzyva,Quuxovich,1987-11-2{at},CANARY-{at},cook,{ready}\n"));
        south.push_str(&format!("s-{at},Kanarienov{at},Zyzzyva,Quuxovich,1986-11-2{at},KANAR-{at},cook,{ready}\n"));
    }
    // Faults in every column, a name for an id, one person twice, one held by both.
    north.push_str("Canarsson,Canarsson,Zyzzyva,Quuxovich,Canarsson 1987,CANARY-9,Canarsson,Canarsson,,Canarsson,Zyzzyva,\n");
    north.push_str("n-8,Canarsson1,Zyzzyva,Quuxovich,1987-11-21,CANARY-1,child,ready,visit,yes,2024-01-01,envoy\n");
    south.push_str("s-8,Canarsson2,Zyzzyva,Quuxovich,1987-11-22,CANARY-2,cook,ready,visit,yes,2024-01-01,envoy\n");
    fs::write(folder.join("n.csv"), north).unwrap();
    fs::write(folder.join("s.csv"), south).unwrap();
    fs::write(folder.join("ask.csv"), "id;surname;name;dob\na1;Canarsson0;Zyzzyva;20.11.1987\na2;Canarsson1;Zyzzyva;1987\na3;Canarsson;;\na4;Canarsson3;Zyzzyva;24.12.1987\n").unwrap();
    fs::write(folder.join("broken.csv"), "id,surname\nn-1,\"Canarsson Zyzzyva 1987-11-20\n").unwrap();
    fs::write(folder.join("key"), "a key of more than sixteen bytes\n").unwrap();
}

fn is_clean(what: &str, text: &str) {
    let folded = text.to_lowercase();
    for canary in ["canars", "kanarien", "zyzzyva", "quux", "1987", "1986", "canary", "kanar-"] {
        assert!(!folded.contains(canary), "{what} tells `{canary}`: {text}");
    }
}

#[test]
fn no_name_and_no_day_of_birth_leaves_the_lists() {
    let folder = tempfile::tempdir().unwrap();
    canaries(folder.path());
    for audience in ["public", "internal", "secret"] {
        for flags in [
            &["--json"][..],
            &[],
            &["--mode", "equal:40"],
            &["--way", "in-turns", "--ahead", "2", "--cap", "2", "--mode", "any-for-any"],
        ] {
            let page = format!("page-{audience}.html");
            let ran = zopa_in(folder.path(), &[&["exchange", "case.yaml", "--for", audience, "--report", &page], flags].concat());
            assert!(ran.code <= 1, "{}", ran.err);
            is_clean("standard output", &ran.out);
            is_clean("standard error", &ran.err);
            assert!(ran.err.contains("n.csv:9:"), "faults have a place: {}", ran.err);
            is_clean("the page", &fs::read_to_string(folder.path().join(&page)).unwrap());
        }
    }
    let ran = zopa_in(folder.path(), &["exchange", "case.yaml", "--list", "N:holds=broken.csv"]);
    assert!(ran.code == 2 && ran.err.contains("broken.csv:2:5"), "{}", ran.err);
    is_clean("a refusal", &ran.err);
    let ran = zopa_in(folder.path(), &["exchange", "case.yaml", "--hashes", "n.csv", "--key-file", "key"]);
    assert!(ran.code == 0 && ran.out.starts_with("id,hash\nn-0,"), "{}", ran.err);
    is_clean("hashes", &ran.out);
}

#[test]
fn the_public_gets_no_ids_and_no_small_counts() {
    let folder = tempfile::tempdir().unwrap();
    canaries(folder.path());
    let internal = zopa_in(folder.path(), &["exchange", "case.yaml", "--for", "internal", "--json"]).out;
    assert!(
        internal.contains("\"n-3\"")
            && internal.contains("held twice")
            && internal.contains("both say that they hold one person")
    );
    let public = zopa_in(folder.path(), &["exchange", "case.yaml", "--json"]).out;
    for id in ["n-3", "s-3", "a2"] {
        assert!(!public.contains(&format!("\"{id}")) && !public.contains(&format!("{id} (")), "{public}");
    }
    let answer: Value = serde_json::from_str(&public).unwrap();
    let tables = [&answer["places"], &answer["ready"]];
    let cells = tables
        .iter()
        .filter(|table| !table.is_null())
        .flat_map(|table| table["rows"].as_array().unwrap())
        .flat_map(|row| row["counts"].as_array().unwrap());
    assert!(cells.filter_map(Value::as_u64).all(|count| count == 0 || count >= 5), "{public}");
}

#[test]
fn hashes_in_place_of_names_find_the_same_people() {
    let folder = tempfile::tempdir().unwrap();
    canaries(folder.path());
    let hashes = zopa_in(folder.path(), &["exchange", "case.yaml", "--hashes", "n.csv", "--key-file", "key"]).out;
    fs::write(folder.path().join("hashed.csv"), hashes.replace("n-", "h-")).unwrap();
    let ran = zopa_in(
        folder.path(),
        &["exchange", "case.yaml", "--for", "internal", "--json", "--key-file", "key", "--list", "S:asks=hashed.csv"],
    );
    let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
    let compared = answer["compared"].as_array().unwrap().iter().find(|one| one["file"] == "hashed.csv").unwrap();
    assert!(compared["outcomes"][0]["counts"][0].as_u64().unwrap() >= 7, "{compared}");
    assert!(
        answer["not_known"].as_array().unwrap().iter().any(|words| words.as_str().unwrap().contains("Whoever holds the key"))
    );
}

#[test]
fn a_made_register_is_reconciled_planned_and_batched() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in make_register::files(300, 1) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let ran = zopa_in(folder.path(), &["exchange", "case.yaml", "--for", "internal", "--json"]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
    let plan = &answer["plan"];
    assert_eq!(plan["optimal"], true);
    assert!(plan["most_ahead"].as_u64().unwrap() <= 30 && plan["total"][0].as_u64().unwrap() > 200, "{plan}");
    for compared in answer["compared"].as_array().unwrap() {
        assert!(compared["outcomes"][0]["counts"][0].as_u64().unwrap() > 250, "{compared}");
    }
}

/// A case of counts alone.
fn counts(parties: &[&str], held: &[(&str, &str, u32)], plan: &str) -> String {
    let parties: Vec<String> = parties.iter().map(|party| format!("{{id: {party}}}")).collect();
    let count = |(at, (holder, home, ready)): (usize, &(&str, &str, u32))| {
        format!("    - {{id: c{at}, holder: {holder}, home: {home}, class: rowers, ready: {ready}, by: {holder}}}\n")
    };
    let counts: String = held.iter().enumerate().map(count).collect();
    format!(
        "zopa: 1\ntitle: Rowers\nnature: invented\ndefault_access: public\nparties: [{}]\nregister:\n  classes: [{{id: rowers}}]\n  counts:\n{counts}{plan}",
        parties.join(", ")
    )
}

#[test]
fn three_holders_move_three_by_a_cycle_and_two_by_pairs() {
    let folder = tempfile::tempdir().unwrap();
    let held = [("B", "A", 1), ("C", "B", 1), ("A", "C", 1), ("A", "B", 1)];
    fs::write(folder.path().join("case.yaml"), counts(&["A", "B", "C"], &held, "")).unwrap();
    let moves = |legs: &str| {
        let ran = zopa_in(folder.path(), &["exchange", "case.yaml", "--json", "--for", "internal", "--legs", legs]);
        let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
        (answer["rings"]["moves"].as_u64().unwrap(), answer["rings"]["failures"].as_array().unwrap().len())
    };
    assert_eq!((moves("2"), moves("3")), ((2, 2), (3, 3)));
}

#[test]
fn counts_alone_have_batches_without_people() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "  plan: {mode: any-for-any, cap: 5, ahead: 3, way: in-turns}\n";
    fs::write(folder.path().join("case.yaml"), counts(&["A", "B"], &[("A", "B", 12), ("B", "A", 14)], plan)).unwrap();
    let ran = zopa_in(folder.path(), &["exchange", "case.yaml", "--json", "--for", "internal"]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
    let plan = &answer["plan"];
    assert_eq!((&plan["total"], plan["batch_count"].as_u64(), plan["most_ahead"].as_u64()), (&json!([12, 12]), Some(6), Some(3)));
    assert!(plan["batches"][0]["ids"].is_null());
}

#[test]
fn the_lists_of_the_catalogue_lie_beside_their_case() {
    let case = catalogue("prisoner-lists").join("case.yaml");
    let ran = zopa(&["exchange", case.to_str().unwrap(), "--json"]);
    let ready = zopa(&["exchange", "prisoner-lists", "--json"]);
    let strip = |text: &str| {
        serde_json::from_str::<Value>(text)
            .map(|mut value| {
                value["name"] = Value::Null;
                value
            })
            .unwrap()
    };
    assert_eq!(strip(&ran.out), strip(&ready.out));
}
