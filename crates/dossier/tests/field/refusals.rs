//! Ways to break a scenario of the field. Each is refused with the file, the line and the way out, or read with a repair that
//! is told and that strict reading refuses.
//!
//! Each breaks one place of a fixture. What people are told is in `golden.txt`, one entry for each; after a change of
//! wording: `UPDATE_GOLDEN=1 cargo test -p zopa-dossier --test field`, and read the difference.

use std::fmt::Write as _;
use std::path::Path;

use zopa_dossier::formats::{Asked, Files, Format, Strictness, Weight};

use super::fixture::all;

/// What it breaks, the format, the file, the text that is replaced, and what it is replaced by.
type Break = (&'static str, Format, &'static str, &'static str, &'static str);

use Format::{GeniusWeb as Web, LlmDeliberation as Llm, Negmas as Mas, NegoLog as Log, Zopa};

const BREAKS: &[Break] = &[
    // JSON.
    ("a comma too many", Web, "ann.json", "\"legs\": 0.25 }", "\"legs\": 0.25, }"),
    ("a bracket never closed", Web, "domain.json", "    \"legs\"", "    [\"legs\""),
    ("a word that JSON has not", Web, "ann.json", "0.75", "None"),
    ("text in single quotation marks", Log, "profileA.json", "\"oak\"", "'oak'"),
    ("a key twice", Log, "profileA.json", "\"pine\": 0.5", "\"oak\": 0.5"),
    ("a lone half of a character", Web, "domain.json", "\"oak\"", "\"\\ud83d\""),
    ("a control character in a name", Web, "domain.json", "\"oak\"", "\"\\u001b[2J\""),
    ("a file that stops", Web, "bob.json", super::fixture::BOB, "{\"issuesValues\":"),
    // YAML.
    ("an anchor", Mas, "ann.yml", "oak: 1.0", "oak: &one 1.0"),
    ("an alias", Mas, "ann.yml", "oak: 1.0", "oak: *one"),
    ("a tag of Python", Mas, "ann.yml", "0.625", "!!python/tuple [1, 2]"),
    ("two documents", Mas, "table.yml", "issues:", "---\nissues:"),
    ("a list as a key", Mas, "ann.yml", "oak: 1.0", "? [[oak]]\n    : 1.0"),
    // Numbers.
    ("a decimal comma", Web, "ann.json", "\"wood\": 0.75", "\"wood\": \"0,75\""),
    ("a number in quotation marks", Web, "ann.json", "\"wood\": 0.75", "\"wood\": \"0.75\""),
    ("no number", Log, "profileB.json", "\"reservationValue\": 0", "\"reservationValue\": NaN"),
    ("a number out of reach", Log, "profileB.json", "\"reservationValue\": 0", "\"reservationValue\": 1e500"),
    ("a list for a number", Log, "profileB.json", "\"reservationValue\": 0", "\"reservationValue\": [0]"),
    // GeniusWeb.
    ("an option that the domain lacks", Web, "ann.json", "{ \"pine\": 0.5", "{ \"spruce\": 0.5"),
    ("an option without a utility", Web, "ann.json", "\"pine\": 0.5, ", ""),
    ("an issue without a weight", Web, "ann.json", "\"wood\": 0.75, ", ""),
    ("a weight for another issue", Web, "bob.json", "\"wood\": 0.5, ", "\"wood\": 0.5, \"nails\": 0, "),
    (
        "an issue without utilities",
        Web,
        "bob.json",
        "\"wood\": { \"discreteutils\": { \"valueUtilities\": { \"oak\": 0, \"pine\": 1 } } },",
        "",
    ),
    ("utilities of another kind", Web, "bob.json", "discreteutils", "fuzzyutils"),
    ("a line without a length", Web, "bob.json", "\"highValue\": 3", "\"highValue\": 1"),
    ("no weights", Web, "bob.json", "issueWeights", "weights"),
    ("weights that do not sum to one", Web, "bob.json", "\"legs\": 0.5", "\"legs\": 0.25"),
    ("a profile that is a ranking", Web, "bob.json", "LinearAdditiveUtilitySpace", "DefaultPartialOrdering"),
    ("a profile of groups", Web, "bob.json", "LinearAdditiveUtilitySpace", "SumOfGroupsUtilitySpace"),
    ("another domain in a profile", Web, "bob.json", "\"oak\", \"pine\"", "\"oak\", \"elm\""),
    ("no domain in a profile", Web, "bob.json", "\"domain\": {", "\"theDomain\": {"),
    ("a reservation bid that is none", Web, "ann.json", "\"legs\": 3 }", "\"legs\": 4 }"),
    ("a reservation bid over another issue", Web, "ann.json", "\"legs\": 3 }", "\"nails\": 3 }"),
    ("an option twice", Web, "domain.json", "\"oak\", \"pine\"", "\"oak\", \"oak\""),
    ("an issue without options", Web, "domain.json", "\"oak\", \"pine\"", ""),
    ("a range without a step", Web, "domain.json", "\"step\": 1", "\"step\": 0"),
    ("a range with too many numbers", Web, "domain.json", "\"step\": 1", "\"step\": 0.0000001"),
    ("an issue that says nothing of its options", Web, "domain.json", "\"range\"", "\"ranges\""),
    // NegMAS.
    ("a program as a value function", Mas, "ann.yml", "AffineFun", "LambdaFun"),
    ("a form that is not read", Mas, "ann.yml", "AffineFun", "SinFun"),
    ("a value function without its slope", Mas, "ann.yml", "  slope: 0.5\n", ""),
    ("corners out of order", Mas, "ann.yml", "AffineFun\n  slope: 0.5", "TriangularFun\n  start: 3\n  middle: 2\n  end: 4"),
    ("a program as a utility function", Mas, "ann.yml", "LinearAdditiveUtilityFunction", "ComplexNonlinearUtilityFunction"),
    ("a function of amounts over names", Mas, "ann.yml", "TableFun\n  mapping:\n    oak: 1.0\n    pine: 0.5", "IdentityFun"),
    ("an option that the domain lacks, in a table", Mas, "ann.yml", "oak: 1.0", "oka: 1.0"),
    ("an option without a value", Mas, "ann.yml", "    pine: 0.5\n", ""),
    ("the same option in two ways", Mas, "bob.json", "[1.0, 0.5, 0.0]", "{ \"1\": 1, \"2\": 2, \"3\": 3, \"3.0\": 4 }"),
    ("a weight too few", Mas, "ann.yml", "- 0.25\n", ""),
    ("a value too many", Mas, "bob.json", "[1.0, 0.5, 0.0]", "[1.0, 0.5, 0.0, 0.0]"),
    ("a value for another issue", Mas, "bob.json", "\"legs\": [", "\"nails\": [1], \"legs\": ["),
    ("an uncertain reservation", Mas, "ann.yml", "reserved_value: 0.625", "reserved_value: {loc: 0.5, scale: 0.1}"),
    (
        "a discount that is a cost",
        Mas,
        "ann.yml",
        "type: LinearAdditiveUtilityFunction\nreserved_value: 0.625",
        "type: LinDiscountedUFun\ncost: 0.1\nufun: {type: ConstUtilityFunction, value: 1}",
    ),
    (
        "a discount by something else",
        Mas,
        "ann.yml",
        "type: LinearAdditiveUtilityFunction\nreserved_value: 0.625",
        "type: ExpDiscountedUFun\ndiscount: 0.5\nfactor: real_time\nufun: {type: ConstUtilityFunction, value: 1}",
    ),
    ("constraints", Mas, "ann.yml", "reserved_value: 0.625", "constraints: [some.function]"),
    ("an issue of a kind that has no list", Mas, "table.yml", "CategoricalIssue", "CallableIssue"),
    ("a range upside down", Mas, "table.yml", "  - 1\n  - 3", "  - 3\n  - 1"),
    ("half a number in a range of whole ones", Mas, "table.yml", "  - 1\n  - 3", "  - 0.5\n  - 3"),
    ("an issue without a name", Mas, "table.yml", "- name: wood\n  type", "- type"),
    ("a centre of several deals", Mas, "ann.yml", "LinearAdditiveUtilityFunction", "anl2025.ufun.MaxCenterUFun"),
    ("boxes without values", Mas, "ann.yml", "LinearAdditiveUtilityFunction", "HyperRectangleUtilityFunction"),
    (
        "a mapping without outcomes",
        Mas,
        "ann.yml",
        "LinearAdditiveUtilityFunction\nreserved_value: 0.625",
        "MappingUtilityFunction\nmapping: {[oak, 1]: 1, [elm, 1]: 2}",
    ),
    ("no domain", Mas, "table.yml", "DiscreteCartesianOutcomeSpace", "Something"),
    // NegoLog.
    ("an issue without a weight, in NegoLog", Log, "profileA.json", "\"wood\": 0.75, ", ""),
    ("an issue of one profile alone", Log, "profileB.json", "\"legs\": {", "\"nails\": {"),
    ("an issue without values", Log, "profileB.json", ",\n  \"legs\": { \"1\": 1.0, \"2\": 0.5, \"3\": 0.0 }", ""),
    ("no reservation", Log, "profileB.json", "\"reservationValue\"", "\"reservation\""),
    ("options of one profile alone", Log, "profileB.json", "\"pine\": 1", "\"elm\": 1"),
    ("no options", Log, "profileA.json", "{ \"oak\": 1.0, \"pine\": 0.5 }", "{}"),
    // LLM-Deliberation.
    ("half a score", Llm, "scores_files/bob.txt", "4, 2, 0", "4, 2.5, 0"),
    ("no threshold", Llm, "scores_files/bob.txt", "0 \n", ""),
    ("a row too few", Llm, "scores_files/bob.txt", "4, 2, 0\n", ""),
    ("a score out of reach", Llm, "scores_files/bob.txt", "4, 2, 0", "4, 2, 99999999999999"),
    ("the least score that there could be", Llm, "scores_files/bob.txt", "4, 2, 0", "4, 2, -9223372036854775808"),
    ("scores that stop", Llm, "scores_files/bob.txt", "4, 2, 0\n\n0 \n", ""),
    // zopa.
    ("another version", Zopa, "table.json", "\"zopa\": 1", "\"zopa\": 2"),
    ("a key that nobody reads", Zopa, "table.json", "\"reservation\": { \"at\": \"0\" }", "\"reservations\": \"any\""),
    ("a number that is no text", Zopa, "table.json", "\"0.75\"", "0.75"),
    ("a text that is no number", Zopa, "table.json", "\"0.75\"", "\"three\""),
    ("a table too short", Zopa, "table.json", "[\"0\", \"0.5\"]", "[\"0\"]"),
    ("a contribution too few", Zopa, "table.json", ", { \"table\": [\"0.5\", \"0.25\", \"0\"] }", ""),
    (
        "a curve over names",
        Zopa,
        "table.json",
        "{ \"table\": [\"0\", \"0.5\"] }",
        "{ \"curve\": { \"weight\": \"1\", \"curve\": { \"constant\": \"1\" } } }",
    ),
    ("an unknown curve", Zopa, "table.json", "\"affine\"", "\"cubic\""),
    ("two issues of one name", Zopa, "table.json", "\"legs\"", "\"wood\""),
    ("two options of one name", Zopa, "table.json", "\"oak\", \"pine\"", "\"oak\", \"oak\""),
    ("whole numbers upside down", Zopa, "table.json", "\"low\": 1", "\"low\": 5"),
    (
        "a red line over an unknown option",
        Zopa,
        "table.json",
        "\"reservation\": { \"at\": \"0\" }",
        "\"reservation\": \"any\", \"red_lines\": [[{ \"issue\": \"wood\", \"options\": [\"elm\"] }]]",
    ),
    (
        "a box over an unknown issue",
        Zopa,
        "table.json",
        "\"reservation\": { \"at\": \"0\" }",
        "\"reservation\": \"any\", \"boxes\": { \"box\": { \"bounds\": [{ \"issue\": \"nails\", \"from\": \"1\", \"to\": \"2\" }], \"pays\": \"inside\", \"value\": \"1\" } }",
    ),
    (
        "a box upside down",
        Zopa,
        "table.json",
        "\"reservation\": { \"at\": \"0\" }",
        "\"reservation\": \"any\", \"boxes\": { \"box\": { \"bounds\": [{ \"issue\": \"legs\", \"from\": \"3\", \"to\": \"2\" }], \"pays\": \"inside\", \"value\": \"1\" } }",
    ),
    (
        "nothing to compare",
        Zopa,
        "table.json",
        "\"reservation\": { \"at\": \"0\" }",
        "\"reservation\": \"any\", \"boxes\": { \"least\": [] }",
    ),
    (
        "a linkage of one issue",
        Zopa,
        "table.json",
        "\"reservation\": { \"at\": \"0\" }",
        "\"reservation\": \"any\", \"linkages\": [{ \"issues\": [\"wood\"], \"values\": [\"0\", \"1\"] }]",
    ),
    (
        "a linkage without numbers",
        Zopa,
        "table.json",
        "\"reservation\": { \"at\": \"0\" }",
        "\"reservation\": \"any\", \"linkages\": [{ \"issues\": [\"wood\", \"legs\"], \"values\": [\"0\"] }]",
    ),
    ("one profile alone", Zopa, "table.json", "},\n      { \"name\": \"bob\"", "}], \"rules\": [], \"x\": [ { \"name\": \"bob\""),
];

fn broken(format: Format, file: &str, from: &str, to: &str) -> Files {
    let (_, mut files) = all().into_iter().find(|(known, _)| *known == format).expect("every format has a fixture");
    let text = String::from_utf8(files[file].clone()).expect("our own files are text");
    assert!(text.contains(from), "{file} has no {from:?}");
    files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    files
}

/// What people are told of broken files, lenient and strict.
fn told(format: Format, files: &Files) -> String {
    let strict = Asked { strictness: Strictness::Strict, ..Asked::default() };
    let mut told = String::new();
    match format.read(files, &Asked::default()) {
        Ok(scenario) => {
            let repairs = scenario.remarks.iter().filter(|remark| remark.weight == Weight::Repair).collect::<Vec<_>>();
            assert!(!repairs.is_empty(), "it was read, and nothing was repaired");
            for repair in repairs {
                writeln!(told, "repair {}: {repair}", repair.code).unwrap();
            }
            let refusal = format.read(files, &strict).expect_err("strict reading repairs nothing");
            assert!(refusal.code == scenario.remarks.iter().find(|remark| remark.weight == Weight::Repair).unwrap().code);
        }
        Err(refusal) => writeln!(told, "{}: {refusal}\n  way out: {}", refusal.code, refusal.way_out).unwrap(),
    }
    told
}

#[test]
fn every_break_is_told_as_it_always_was() {
    let mut text = String::new();
    for (what, format, file, from, to) in BREAKS {
        let told = std::panic::catch_unwind(|| told(*format, &broken(*format, file, from, to)));
        let told = told.unwrap_or_else(|_| panic!("{what}"));
        writeln!(text, "== {what} ({})\n{told}", format.name()).unwrap();
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/field/golden.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(text == expected, "what people are told has changed; run with UPDATE_GOLDEN=1 and read the difference");
}

#[test]
fn folders_that_are_no_scenario_are_refused_with_a_reason() {
    let without = |format: Format, gone: &str| {
        let (_, mut files) = all().into_iter().find(|(known, _)| *known == format).unwrap();
        files.remove(gone).expect("it was there");
        format.read(&files, &Asked::default()).map(drop).map_err(|refusal| refusal.code)
    };
    assert_eq!(without(Web, "domain.json"), Ok(()));
    assert_eq!(without(Web, "bob.json"), Err("one-party"));
    assert_eq!(without(Mas, "table.yml"), Err("no-domain"));
    assert_eq!(without(Log, "profileB.json"), Err("one-party"));
    assert_eq!(without(Llm, "scores_files/bob.txt"), Err("one-party"));
    let (_, mut files) = all().swap_remove(0);
    for copy in ["carl.json", "dora.json"] {
        files.insert(copy.to_owned(), files["bob.json"].clone());
    }
    assert_eq!(Web.read(&files, &Asked::default()).map(drop).map_err(|refusal| refusal.code), Err("many-profiles"));
    let asked = Asked { parties: vec!["dora".to_owned(), "ann".to_owned()], ..Asked::default() };
    assert!(Web.read(&files, &asked).is_ok());
}
