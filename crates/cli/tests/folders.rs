//! Folders of scenarios as people have them, and as somebody might build them to do harm.

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::zopa_in;

/// Copies the ferry, a scenario of our own, to `folder`.
fn ferry(folder: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scenarios/ferry");
    fs::create_dir_all(folder).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
}

/// What `zopa check FOLDER --json` calls the scenarios that it finds, in the order in which it tells them.
fn checked(folder: &Path) -> Vec<String> {
    let ran = zopa_in(folder, &["check", ".", "--json"]);
    let name = |line: &str| serde_json::from_str::<Value>(line).unwrap()["source"].as_str().unwrap().to_owned();
    ran.out.lines().map(name).collect()
}

#[test]
fn scenarios_are_told_in_their_order_whoever_is_done_first() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (10..34).map(|number| format!("s{number}")).collect();
    for name in &names {
        ferry(&folder.path().join(name));
    }
    let told: Vec<String> = checked(folder.path()).iter().map(|name| name.rsplit_once('/').unwrap().1.to_owned()).collect();
    assert_eq!(told, names);
}

#[test]
fn one_scenario_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    ferry(&folder.path().join("good"));
    ferry(&folder.path().join("lonely"));
    fs::remove_file(folder.path().join("lonely/ferry-town.xml")).unwrap();
    let ran = zopa_in(folder.path(), &["check", "."]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.out.contains("2 scenarios: 1 read, 1 refused"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn links_in_circles_lead_to_every_scenario_once() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    ferry(&folder.path().join("a/ferry"));
    fs::create_dir_all(folder.path().join("b/c")).unwrap();
    for (link, to) in
        [("a/up", ".."), ("b/up", ".."), ("b/c/top", "../.."), ("b/self", "self"), ("b/gone", "nowhere"), ("z", "a")]
    {
        symlink(to, folder.path().join(link)).unwrap();
    }
    assert_eq!(checked(folder.path()).len(), 1);
}

#[test]
fn what_is_too_large_is_said_and_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::File::create(folder.path().join("huge.json")).unwrap().set_len(100_000_000).unwrap();
    let alone = zopa_in(folder.path(), &["check", "huge.json"]);
    assert!(alone.code == 2 && alone.err.contains("`huge.json` is larger than 64 MiB"), "{}", alone.err);
    let inside = zopa_in(folder.path(), &["check", "."]);
    assert!(inside.code == 2 && inside.err.contains("files of more than 64 MiB are not looked at"), "{}", inside.err);
}

#[test]
fn folders_without_a_scenario_say_so() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..1000 {
        fs::write(folder.path().join(format!("{number}.txt")), "a letter\n").unwrap();
    }
    fs::create_dir(folder.path().join("empty")).unwrap();
    for name in [".", "empty"] {
        let ran = zopa_in(folder.path(), &["check", name]);
        assert!(ran.code == 2 && ran.err.contains("is no scenario") && ran.err.contains("way out:"), "{}", ran.err);
    }
}

#[test]
fn a_line_of_a_million_characters_beside_a_fault_is_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("case.yaml"), format!("zopa: 1\ntitel: x\n# {}\n", "x".repeat(1_000_000))).unwrap();
    let ran = zopa_in(folder.path(), &["check", "case.yaml"]);
    assert!(ran.code == 2 && ran.err.len() < 10_000, "{} bytes", ran.err.len());
}
