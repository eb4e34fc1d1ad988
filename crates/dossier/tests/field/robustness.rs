//! No bytes make a reader panic, take long, or fill the memory.

use proptest::prelude::*;
use zopa_dossier::formats::{Asked, Files, Format, Meaning, Strictness};

use super::fixture::{SCENARIO, all, files, llm, read};

/// Reads `files` in every way.
fn try_all(format: Format, files: &Files) {
    let _ = Format::recognise(files);
    for strictness in [Strictness::Lenient, Strictness::Strict] {
        for meaning in [Meaning::Own, Meaning::Negmas] {
            let asked = Asked { parties: Vec::new(), meaning, strictness };
            match format.read(files, &asked) {
                Ok(scenario) => drop(scenario.tabulate(None)),
                Err(refusal) => assert!(!refusal.message.is_empty() && !refusal.way_out.is_empty()),
            }
        }
    }
}

/// A file of the scenario with some of its bytes replaced or cut out.
fn mutated(files: &Files, which: usize, at: usize, cut: usize, put: &str) -> Files {
    let mut files = files.clone();
    let count = files.len();
    let (_, bytes) = files.iter_mut().nth(which % count).expect("there are files");
    let start = at % (bytes.len() + 1);
    let end = (start + cut).min(bytes.len());
    bytes.splice(start..end, put.bytes());
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn changed_files_are_read_or_refused(
        format in 0usize..5, which in 0usize..5, at in 0usize..4000, cut in 0usize..12,
        put in "[\\[\\]{}\":,0-9a-z.\\- \\n]{0,8}|NaN|-?Infinity|\"1e400\"|1e400|-1|\\.inf|null|1/3",
    ) {
        let (format, files) = all().swap_remove(format);
        try_all(format, &mutated(&files, which, at, cut, &put));
    }

    #[test]
    fn arbitrary_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (format, mut files) in all() {
            for content in files.values_mut().take(2) {
                content.clone_from(&bytes);
            }
            if Format::recognise(&files) == Some(format) {
                try_all(format, &files);
            }
        }
    }
}

/// The file of a party of each format with its numbers replaced by `filler`.
fn with_filler(filler: &str) -> Vec<(Format, Files)> {
    let filled = |files: Files| {
        let fill = |(name, bytes): (String, Vec<u8>)| {
            let text = String::from_utf8(bytes).expect("our own files are text");
            (name, text.replace("0.75", filler).into_bytes())
        };
        files.into_iter().map(fill).collect()
    };
    all().into_iter().map(|(format, files)| (format, filled(files))).collect()
}

#[test]
fn hostile_files_are_refused_in_proportion_to_their_size() {
    let deep = "[".repeat(100_000);
    let deep_maps = "{\"a\":".repeat(50_000);
    let wide = format!("[{}0]", "0,".repeat(2_000_000));
    let long_number = "9".repeat(100_000);
    for filler in [&deep, &deep_maps, &wide, &long_number, "1e999999999", "&a [*a]", "!!python/object:os.system x"] {
        for (format, files) in with_filler(filler) {
            // LLM-Deliberation's scores have no such number, and are read as they are.
            if format != Format::LlmDeliberation {
                let refused = format.read(&files, &Asked::default()).expect_err(format.name());
                assert!(!refused.way_out.is_empty());
            }
        }
    }
}

#[test]
fn texts_beside_scores_are_read_up_to_a_limit() {
    for name in ["config.txt", "global_instructions.txt", "initial_deal.txt"] {
        let mut files = llm();
        files.insert(name.to_owned(), vec![b'x'; (1 << 20) + 1]);
        let refused = read(&files).expect_err("it is too large");
        assert!(refused.code == "too-large" && refused.file == name && !refused.way_out.is_empty(), "{refused}");
    }
}

#[test]
fn a_range_of_all_whole_numbers_is_never_gone_through() {
    let curve = r#"{ "curve": { "weight": "-2", "curve": { "quadratic": { "square": "1", "slope": "-6", "offset": "0" } } } }"#;
    let text = SCENARIO
        .replace("\"low\": 1, \"high\": 3", "\"low\": -9223372036854775808, \"high\": 9223372036854775807")
        .replace("{ \"table\": [\"0.5\", \"0.25\", \"0\"] }", curve);
    let scenario = read(&files(&[("table.json", &text)])).expect("it reads");
    assert_eq!(scenario.tabulate(None).map(drop).unwrap_err().code, "too-many-options");
    let (utility, chosen) = scenario.optimum(&scenario.profiles[1]).expect("a sum of issues");
    assert_eq!((utility.to_string(), chosen), ("18.5".to_owned(), vec!["pine".to_owned(), "3".to_owned()]));
}
