//! What can be asked of the server before it runs, and of a record afterwards.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{json, zopa};

/// The record that the documentation checks.
fn record() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/records/alder-mill.jsonl")
}

#[test]
fn an_address_that_others_reach_needs_encryption() {
    let refused = zopa(&["serve", "--temporary", "--listen", "0.0.0.0:0"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--tls-cert") && refused.err.contains("--behind-tls-proxy"), "{}", refused.err);
}

#[test]
fn a_passphrase_that_can_be_guessed_and_a_copy_over_a_file_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::write(at("short"), "hunter2\n").unwrap();
    let refused = zopa(&["serve", "--data", &at("new.db"), "--passphrase-file", &at("short")]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("fewer than 10 characters") && !refused.err.contains("hunter2"), "{}", refused.err);
    assert!(!Path::new(&at("new.db")).exists());
    assert_eq!(zopa(&["serve", "--data", &at("none.db"), "--backup", &at("copy.db")]).code, 2);
    fs::write(at("none.db"), "").unwrap();
    let over = zopa(&["serve", "--data", &at("none.db"), "--backup", &at("short")]);
    assert!(over.code == 2 && over.err.contains("is there already"), "{}", over.err);
}

#[test]
fn a_sound_record_is_sound_and_one_that_was_changed_is_not() {
    let path = record().display().to_string();
    let sound = json(&["replay", "--public", &path, "--json"]);
    assert_eq!((&sound["sound"], &sound["faults"]), (&true.into(), &serde_json::json!([])));
    assert_eq!(sound["head"]["seq"], 30);
    let folder = tempfile::tempdir().unwrap();
    let changed = folder.path().join("changed.jsonl").display().to_string();
    let text = fs::read_to_string(record()).unwrap();
    // Every line that is changed, left out or moved shows.
    let lines: Vec<&str> = text.lines().collect();
    for at in 1..lines.len() - 1 {
        let mut without = lines.clone();
        without.remove(at);
        fs::write(&changed, without.join("\n")).unwrap();
        assert_eq!(zopa(&["replay", "--public", &changed]).code, 1, "line {} was left out", at + 1);
    }
    fs::write(&changed, text.replacen("What seat 1 asks for", "What seat 2 asks for", 1)).unwrap();
    let told = zopa(&["replay", "--public", &changed]);
    assert!(told.code == 1 && told.err.contains("way out"), "{}", told.err);
}
