//! Quotations against their texts.

use std::collections::BTreeMap;

use proptest::prelude::*;
use zopa_dossier::{Quotation, QuotationFinding, verify};

use crate::fixture::{CASE, dossier, read, with};

const TEXT: &str =
    "Talks resume\n\nThe minister said: “We  ask for an\nopen border – and not before time – and the children first.”\n";

fn shelf(file: &str, text: &str) -> BTreeMap<String, Vec<u8>> {
    BTreeMap::from([(file.to_owned(), text.as_bytes().to_vec())])
}

fn only(case: &str, texts: &BTreeMap<String, Vec<u8>>) -> Quotation {
    let mut checks = verify(&read(case), texts);
    assert_eq!(checks.len(), 1, "{checks:#?}");
    checks.remove(0)
}

#[test]
fn verifies_over_line_ends_and_omissions() {
    let check = only(CASE, &shelf("paper.txt", TEXT));
    assert_eq!((check.statement.as_deref(), check.finding), (Some("east-one"), QuotationFinding::Verified { line: 3 }));
}

#[test]
fn says_so_where_no_text_is_at_hand() {
    assert!(only(CASE, &BTreeMap::new()).is_text_not_at_hand());
    assert!(only(CASE, &shelf("other.txt", TEXT)).is_text_not_at_hand());
}

#[test]
fn one_changed_word_fails_at_its_line_with_the_nearest_passage() {
    let case = with("We ask for an open border", "We plead for an open border");
    let check = only(&case, &shelf("paper.txt", TEXT));
    let fault = check.fault().unwrap();
    let span = fault.labels[0].span;
    assert_eq!(&case[span.start..span.end], "We plead for an open border [...] and the children first.");
    assert!(fault.way_out.contains("on line 3") && fault.way_out.contains("We ask for an open border"), "{}", fault.way_out);
}

#[test]
fn pieces_in_another_order_are_no_quotation() {
    let case =
        with("We ask for an open border [...] and the children first.", "the children first [...] We ask for an open border");
    let check = only(&case, &shelf("paper.txt", TEXT));
    assert!(check.fault().unwrap().message.contains("another order"));
}

#[test]
fn a_text_is_found_by_its_digest_under_any_name_and_noticed_when_it_changed() {
    // SHA-256 of TEXT, computed by another program: `printf … | sha256sum`.
    let digest = "f57f07dd40a22ded0ab571b3d1c6c94b13a7b65fdd59e02e3b37d5a37ec3d522";
    let case = with("{file: paper.txt}", &format!("{{file: paper.txt, sha256: {digest}}}"));
    assert!(only(&case, &shelf("anything", TEXT)).is_verified());
    let changed = format!("{TEXT}A line more.\n");
    let checks = verify(&read(&case), &shelf("paper.txt", &changed));
    let fault = checks[0].fault().unwrap();
    let span = fault.labels[0].span;
    assert_eq!((checks[0].state(), &case[span.start..span.end]), ("text-changed", digest));
    assert!(checks[1].is_verified(), "the words still stand there");
    assert_eq!(checks.len(), 2);
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let texts = BTreeMap::from([("paper.txt".to_owned(), vec![0xff, 0xfe, 0x00])]);
    assert_eq!(only(CASE, &texts).state(), "text-unreadable");
}

#[test]
fn what_was_hidden_is_not_pointed_at() {
    let disclosed = read(&with("{id: book, title", "{access: secret, id: book, title")).disclose(zopa_dossier::Audience::Public);
    let checks = verify(&disclosed.dossier, &shelf("paper.txt", "other words"));
    assert!(checks[0].fault().unwrap().labels.is_empty());
    assert!(dossier().value_span(&zopa_dossier::CasePath::root()).is_some());
}

proptest! {
    /// Any run of words of a text verifies with marks, dashes and white space written in another way; with one word
    /// changed it does not.
    #[test]
    fn changing_one_word_is_always_found(
        words in prop::collection::vec("[a-e]{1,3}", 2..30),
        cut in any::<(prop::sample::Index, prop::sample::Index)>(),
        changed in any::<prop::sample::Index>(),
    ) {
        let (a, b) = (cut.0.index(words.len()), cut.1.index(words.len()));
        let mut quoted = words[a.min(b)..=a.max(b)].to_vec();
        let text = format!("“{}”", words.join(" —\n"));
        let quote = |words: &[String]| words.join(" – ");
        let case = |quote: &str| with("We ask for an open border [...] and the children first.", &format!("'{quote}'"));
        prop_assert!(only(&case(&quote(&quoted)), &shelf("paper.txt", &text)).is_verified());
        let at = changed.index(quoted.len());
        quoted[at] = format!("{}x", quoted[at]);
        prop_assert!(only(&case(&quote(&quoted)), &shelf("paper.txt", &text)).fault().is_some());
    }
}
