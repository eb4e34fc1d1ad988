//! Reads arbitrary bytes as a memorandum, or as two parted by a zero: clauses are told once, a draft is a case, and no panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::Dossier;
use zopa_dossier::memorandum::{DraftOf, Memorandum, compare, draft};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (old, new) = text.split_once('\0').unwrap_or((&text, ""));
    let (first, second) = (Memorandum::read(old), Memorandum::read(new));
    let compared = compare(&first, &second);
    let told = |place: fn(&zopa_dossier::memorandum::Pairing) -> bool| compared.pairings.iter().filter(|pairing| place(pairing)).count();
    assert_eq!(told(|pairing| pairing.old.is_some()), first.clauses.len(), "every old clause is told once");
    assert_eq!(told(|pairing| pairing.new.is_some()), second.clauses.len(), "every new clause is told once");
    let date = "2024-05-01".parse().expect("a day");
    let written = draft(&first, DraftOf { file: "memo.txt", bytes: old.as_bytes(), date, party: None });
    // A draft is refused only for what no case file may hold, such as control characters.
    if old.chars().all(|letter| !letter.is_control() || letter.is_whitespace()) {
        assert!(Dossier::read("draft", written.as_bytes()).is_ok(), "a draft makes sense: {written}");
    }
});
