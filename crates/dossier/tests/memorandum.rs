//! Memoranda: how texts are cut into clauses, compared, and drafted into cases.

use std::collections::BTreeMap;

use proptest::prelude::*;
use zopa_dossier::memorandum::{DraftOf, Matched, Memorandum, PieceKind, Place, compare, draft, similarity, word_changes};
use zopa_dossier::{Dossier, verify};

const OLD: &str = "\
MEMORANDUM
on the ferry across the sound,
given to the mediator

1. The ferry runs every day.
   It does not run at night.
2. The fare
 (a) is paid by those who cross
     within
30. days of the crossing;
 (b) is waived for children.
3. Either side may end this on
   ninety days' notice.

Article 4 – Disputes
4.1 Disputes go to the harbour master.
4.2 The harbour master decides alone.
";

const NEW: &str = "\
MEMORANDUM
on the ferry across the sound

1. The ferry runs every day.
   It does not run at night.
2. Nothing in this text is about the bridge.
3. The fare
 (a) is waived for children;
 (b) is paid by those who cross within 60 days of the crossing.

Article 4 – Disputes
4.1 Disputes go to the harbour master.
4.2 The harbour master decides after hearing both sides, and alone.
";

fn numbers(memorandum: &Memorandum) -> Vec<&str> {
    memorandum.clauses.iter().map(|clause| clause.number.as_str()).collect()
}

#[test]
fn a_text_is_cut_at_its_numbers() {
    let read = Memorandum::read(OLD);
    assert_eq!(read.preamble, "MEMORANDUM on the ferry across the sound, given to the mediator");
    assert_eq!(numbers(&read), ["1", "2", "2 (a)", "2 (b)", "3", "Article 4", "4.1", "4.2"]);
    assert_eq!(read.clauses[0].text, "The ferry runs every day. It does not run at night.");
    assert_eq!((read.clauses[0].first_line, read.clauses[0].last_line), (5, 6));
    assert_eq!(read.clauses[2].text, "is paid by those who cross within 30. days of the crossing;");
    assert_eq!(read.doubts.len(), 1);
    assert_eq!((read.doubts[0].line, read.doubts[0].begins.as_str()), (10, "30"));
    assert_eq!(read.clauses[5].text, "Disputes");
    assert_eq!(read.clauses[6].level, 1);
}

#[test]
fn every_way_of_numbering_is_known() {
    let text = "I. One\nA. Two\n1) Three\n(i) four\n(ii) five\n2) Six\nB. Seven\nII. Eight\n\n§ 1 Nine\n§ 2. Ten\n\nSection 1: Eleven\nSection 2 Twelve\n(1) Thirteen\n\nAnnex A\n(i) Fourteen\n";
    let read = Memorandum::read(text);
    assert_eq!(
        numbers(&read),
        [
            "I",
            "I, A",
            "I, A 1)",
            "I, A 1) (i)",
            "I, A 1) (ii)",
            "I, A 2)",
            "I, B",
            "II",
            "II, § 1",
            "II, § 2",
            "Section 1",
            "Section 2",
            "Section 2 (1)",
            "Annex A",
            "Annex A (i)"
        ]
    );
}

#[test]
fn a_letter_after_h_is_no_roman_number() {
    let text: String = ('a'..='j').map(|letter| format!("({letter}) word\n")).collect();
    let read = Memorandum::read(&text);
    assert!(read.clauses.iter().all(|clause| clause.level == 0), "{:?}", numbers(&read));
    assert_eq!(read.clauses.len(), 10);
}

#[test]
fn numbers_inside_sentences_begin_nothing() {
    let text = "1. They met in\n2025. Then they left after\n1.5 hours, as\nArticle 3 of the treaty allows,\nand so on.\n2. End\n";
    let read = Memorandum::read(text);
    assert_eq!(numbers(&read), ["1", "2"]);
    assert!(read.clauses[0].text.ends_with("allows, and so on."));
}

#[test]
fn a_comparison_names_what_became_of_every_clause() {
    let (old, new) = (Memorandum::read(OLD), Memorandum::read(NEW));
    let compared = compare(&old, &new);
    assert!(compared.preamble.is_some());
    let told: Vec<(Option<&str>, Option<&str>, Place, bool)> = compared
        .pairings
        .iter()
        .map(|pairing| {
            let number = |of: &'static str, place: Option<usize>| {
                let memorandum = if of == "old" { &old } else { &new };
                place.map(|place| memorandum.clauses[place].number.as_str())
            };
            (number("old", pairing.old), number("new", pairing.new), pairing.place, pairing.changes.is_some())
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("1"), Some("1"), Place::Kept, false),
            (None, Some("2"), Place::Kept, false),
            (Some("2"), Some("3"), Place::Renumbered, false),
            (Some("2 (b)"), Some("3 (a)"), Place::Moved, true),
            (Some("2 (a)"), Some("3 (b)"), Place::Renumbered, true),
            (Some("3"), None, Place::Kept, false),
            (Some("Article 4"), Some("Article 4"), Place::Kept, false),
            (Some("4.1"), Some("4.1"), Place::Kept, false),
            (Some("4.2"), Some("4.2"), Place::Kept, true),
        ]
    );
    assert_eq!(compared.pairings[0].matched, Some(Matched::Words));
    let Some(Matched::Likeness(share)) = compared.pairings[8].matched else { panic!("{:?}", compared.pairings[8]) };
    assert!((share - 12.0 / 17.0).abs() < 1e-12 || share > 0.5, "{share}");
}

#[test]
fn a_draft_reads_makes_sense_and_its_quotations_verify() {
    for (text, party) in
        [(OLD, None), (NEW, Some("town")), ("No clause at all.\n", None), ("1.\n2. \"Quoted\": [x] # y\n", Some("a b"))]
    {
        let memorandum = Memorandum::read(text);
        let of = DraftOf { file: "memo.txt", bytes: text.as_bytes(), date: "2024-05-01".parse().expect("a day"), party };
        let written = draft(&memorandum, of);
        let dossier = Dossier::read("draft.yaml", written.as_bytes()).unwrap_or_else(|faults| panic!("{faults:#?}\n{written}"));
        assert!(dossier.warnings().is_empty(), "{:#?}", dossier.warnings());
        let texts = BTreeMap::from([("memo.txt".to_owned(), text.as_bytes().to_vec())]);
        let checks = verify(&dossier, &texts);
        let quoted = memorandum.clauses.iter().filter(|clause| clause.text.chars().any(char::is_alphanumeric)).count();
        assert_eq!(checks.len(), quoted);
        assert!(checks.iter().all(zopa_dossier::Quotation::is_verified), "{checks:#?}");
        assert!(dossier.case().statements.iter().all(|statement| statement.states.is_empty()));
    }
}

/// The longest common subsequence by its recurrence, without a table.
fn longest(old: &[u8], new: &[u8]) -> usize {
    match (old, new) {
        ([], _) | (_, []) => 0,
        ([a, old @ ..], [b, new @ ..]) if a == b => 1 + longest(old, new),
        ([_, shorter @ ..], [_, other @ ..]) => longest(shorter, new).max(longest(old, other)),
    }
}

fn sentence(words: &[u8]) -> String {
    words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
}

fn of_kind(old: &str, new: &str, dropped: PieceKind) -> String {
    let pieces = word_changes(old, new);
    let kept: Vec<&str> = pieces.iter().filter(|piece| piece.kind != dropped).map(|piece| piece.words.as_str()).collect();
    kept.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn changes_keep_every_word_and_are_the_fewest(old in prop::collection::vec(0..4u8, 0..9), new in prop::collection::vec(0..4u8, 0..9)) {
        let (one, other) = (sentence(&old), sentence(&new));
        prop_assert_eq!(of_kind(&one, &other, PieceKind::Added), one.clone());
        prop_assert_eq!(of_kind(&one, &other, PieceKind::Removed), other.clone());
        let same = word_changes(&one, &other).iter().filter(|piece| piece.kind == PieceKind::Same).map(|piece| piece.words.split(' ').count()).sum::<usize>();
        prop_assert_eq!(same, longest(&old, &new));
        let words = old.len() + new.len();
        let share = if words == 0 { 1.0 } else { 2.0 * same as f64 / words as f64 };
        prop_assert_eq!(similarity(&one, &other), share);
    }

    #[test]
    fn every_clause_of_both_versions_is_told_once(old in "([1-3]\\. [a-c ]{0,6}\n){0,5}", new in "([1-3]\\. [a-c ]{0,6}\n){0,5}") {
        let (old, new) = (Memorandum::read(&old), Memorandum::read(&new));
        let compared = compare(&old, &new);
        let mut told: Vec<usize> = compared.pairings.iter().filter_map(|pairing| pairing.old).collect();
        told.sort_unstable();
        prop_assert_eq!(told, (0..old.clauses.len()).collect::<Vec<_>>());
        let told: Vec<usize> = compared.pairings.iter().filter_map(|pairing| pairing.new).collect();
        prop_assert_eq!(told, (0..new.clauses.len()).collect::<Vec<_>>());
        let itself = compare(&old, &old);
        prop_assert!(itself.preamble.is_none());
        for pairing in &itself.pairings {
            prop_assert!(pairing.changes.is_none() && pairing.place == Place::Kept && pairing.old == pairing.new, "{:?}", pairing);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic_or_lose_a_word(text in "([0-9]{1,2}\\.|\\([a-z]\\)|[IVX]{1,3}\\.|Article [0-9]|§ [0-9]|[a-z]{1,4}|\n| ){0,40}") {
        let read = Memorandum::read(&text);
        let kept = read.preamble.len() + read.clauses.iter().map(|clause| clause.text.len()).sum::<usize>();
        prop_assert!(kept <= text.len());
        for pair in read.clauses.windows(2) {
            prop_assert!(pair[0].last_line < pair[1].first_line && pair[1].level <= pair[0].level + 1);
        }
        let of = DraftOf { file: "memo.txt", bytes: text.as_bytes(), date: "2024-05-01".parse().expect("a day"), party: None };
        let written = draft(&read, of);
        prop_assert!(Dossier::read("draft.yaml", written.as_bytes()).is_ok(), "{}", written);
    }
}
