//! Whatever is done to a case: it is refused with faults that have a place, or everything can be asked of it.

use proptest::prelude::*;
use zopa_dossier::{Audience, Dossier, difference, verify};

use crate::fixture::{CASE, dossier};

/// The case with some words replaced by others of its words, and some lines left out.
fn jumbled(words: &[(prop::sample::Index, prop::sample::Index)], lines: &[prop::sample::Index]) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut spans = Vec::new();
    let mut start = None;
    for (at, character) in CASE.char_indices() {
        match (is_word(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let mut parts: Vec<&str> = Vec::new();
    let mut end = 0;
    for span in &spans {
        parts.extend([&CASE[end..span.start], &CASE[span.clone()]]);
        end = span.end;
    }
    parts.push(&CASE[end..]);
    for (at, with) in words {
        parts[2 * at.index(spans.len()) + 1] = &CASE[spans[with.index(spans.len())].clone()];
    }
    let text = parts.concat();
    let mut kept: Vec<&str> = text.lines().collect();
    for line in lines {
        kept.remove(line.index(kept.len()));
    }
    kept.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_that_is_read_falls_over(
        words in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..3),
        lines in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        let text = jumbled(&words, &lines);
        match Dossier::read("case.yaml", text.as_bytes()) {
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!(!fault.message.is_empty() && !fault.way_out.is_empty(), "{:?}", fault);
                    prop_assert!(fault.labels.iter().all(|label| label.span.start <= label.span.end && label.span.end <= text.len()));
                    prop_assert!(!fault.labels.is_empty(), "{:?}", fault);
                }
            }
            Ok(case) => {
                for audience in [Audience::Public, Audience::Internal, Audience::Secret] {
                    let disclosed = case.disclose(audience).dossier;
                    disclosed.compile();
                    disclosed.as_of("2025-05-30".parse().unwrap()).compile();
                    verify(&disclosed, &Default::default());
                }
                difference(&dossier(), &case);
            }
        }
    }
}
