//! What is mended, and what is refused. Most entries break one place of the files in `formats/genius/`. What people are
//! told is in `formats/genius/golden.txt`; after a change of wording: `UPDATE_GOLDEN=1 cargo test -p zopa-dossier --test
//! genius`, and read the difference.

use std::fmt::Write as _;
use std::path::Path;

use zopa_dossier::formats::{Asked, Files, Format, Remark, Strictness, Weight};

use crate::{BAKER, BOXES, DOMAIN, FIRST, MILLER, boxes, broken, files, flour, parties, read};

/// What is broken, the file, the text that is replaced, and what by.
type Break = (&'static str, &'static str, &'static str, &'static str);

const BREAKS: &[Break] = &[
    // Form.
    ("a comment before the declaration", "baker.xml", "<?xml version", "<!-- made by hand -->\n<?xml version"),
    ("blank lines before the declaration", "baker.xml", "<?xml version", "\n\n<?xml version"),
    (
        "no blank between attributes",
        "baker.xml",
        "index=\"4\" name=\"Payment\" type=\"discrete\" etype",
        "index=\"4\" name=\"Payment\" type=\"discrete\"etype",
    ),
    ("a bare ampersand", "miller.xml", "spelt &amp; oats", "spelt & oats"),
    (
        "an ampersand before a word of HTML",
        "domain.xml",
        "name=\"Flour\" description=\"\"",
        "name=\"Flour\" description=\"a&nbsp;b\"",
    ),
    ("a bare angle in a text", "domain.xml", "name=\"Flour\" description=\"\"", "name=\"Flour\" description=\"price < 3\""),
    ("a bare angle between elements", "domain.xml", "<objective index=\"0\"", "< <objective index=\"0\""),
    ("dashes in a comment", "baker.xml", "<utility_space>", "<utility_space><!-- a -- b -->"),
    ("an attribute twice", "baker.xml", "value=\"rye\" evaluation=\"10\"", "value=\"rye\" value=\"oats\" evaluation=\"10\""),
    ("no quotation marks", "baker.xml", "evaluation=\"40\"", "evaluation=40"),
    ("an open quotation mark", "baker.xml", "value=\"wheat\" evaluation=\"40\"", "value=\"wheat evaluation=\"40\""),
    ("a quotation mark that swallows a tag", "baker.xml", "evaluation=\"40\" cost=\"1\"", "evaluation=\"40 cost='1'"),
    ("a tag that does not end", "baker.xml", "<discount_factor value=\"0.75\"/>", "<discount_factor value=\"0.75\""),
    ("tags that cross", "baker.xml", "    </objective>\n    <issue", "    </issue>\n    <issue"),
    (
        "a file that breaks off",
        "baker.xml",
        "    <weight index=\"1\" value=\"0.5\"/>\n    <weight index=\"4\" value=\"0.125\"/>\n    <weight index=\"5\" value=\"0.375\"/>\n  </objective>\n  <discount_factor value=\"0.75\"/>\n  <reservation value=\"0.25\"/>\n</utility_space>\n",
        "",
    ),
    ("two roots", "baker.xml", "</utility_space>", "</utility_space><utility_space/>"),
    ("text after the root", "baker.xml", "</utility_space>", "</utility_space> end"),
    ("a name space that nobody declared", "baker.xml", "<utility_space>", "<utility_space a:b=\"c\">"),
    ("a control character", "baker.xml", "value=\"rye\"", "value=\"r\u{1}ye\""),
    ("a document type", "baker.xml", "<utility_space>", "<!DOCTYPE utility_space><utility_space>"),
    (
        "an entity bomb",
        "baker.xml",
        "<utility_space>",
        "<!DOCTYPE u [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><utility_space>&b;",
    ),
    // Issues.
    ("a wrong number of issues", "domain.xml", "number_of_issues=\"4\"", "number_of_issues=\"50\""),
    ("no issues", "domain.xml", DOMAIN_ISSUES, ""),
    (
        "an issue without a type",
        "baker.xml",
        "name=\"Grain\" type=\"discrete\" etype=\"discrete\" vtype=\"discrete\"",
        "name=\"Grain\"",
    ),
    ("numbers without a type", "baker.xml", "name=\"Sacks\" type=\"integer\" etype", "name=\"Sacks\" etype"),
    (
        "two types",
        "baker.xml",
        "name=\"Grain\" type=\"discrete\" etype=\"discrete\"",
        "name=\"Grain\" type=\"discrete\" etype=\"real\"",
    ),
    ("a price", "baker.xml", "name=\"Price\" type=\"real\" etype=\"real\" vtype=\"real\"", "name=\"Price\" type=\"price\""),
    ("an unknown type", "baker.xml", "name=\"Grain\" type=\"discrete\"", "name=\"Grain\" type=\"colour\""),
    ("no bounds", "domain.xml", " lowerbound=\"10\" upperbound=\"50\"", ""),
    ("a bound that is no number", "domain.xml", "lowerbound=\"10\"", "lowerbound=\"ten\""),
    ("a bound that is no whole number", "domain.xml", "lowerbound=\"10\"", "lowerbound=\"10.5\""),
    ("bounds upside down", "domain.xml", "lowerbound=\"10\"", "lowerbound=\"100\""),
    ("bounds beyond 64 bits", "domain.xml", "upperbound=\"50\"", "upperbound=\"99999999999999999999\""),
    ("a range of a whole domain of numbers", "domain.xml", "upperbound=\"50\"", "upperbound=\"9000000000000000000\""),
    ("an issue without an index", "domain.xml", "<issue index=\"1\" name=\"Grain\"", "<issue name=\"Grain\""),
    ("an issue without a name", "domain.xml", "index=\"4\" name=\"Payment\"", "index=\"4\""),
    ("an issue without name and index", "domain.xml", "index=\"4\" name=\"Payment\"", ""),
    ("two issues of one index", "domain.xml", "index=\"4\" name=\"Payment\"", "index=\"1\" name=\"Payment\""),
    ("two issues of one name", "domain.xml", "index=\"4\" name=\"Payment\"", "index=\"4\" name=\"Grain\""),
    ("an option twice", "domain.xml", "value=\"wheat\"", "value=\"rye\""),
    ("an option without a name", "domain.xml", "index=\"2\" value=\"wheat\"", "index=\"2\""),
    (
        "an issue without options",
        "domain.xml",
        "<item index=\"1\" value=\"at once\"/>\n        <item index=\"2\" value=\"in a month\"/>",
        "",
    ),
    // A profile against its domain.
    ("an option that the profile lacks", "baker.xml", "<item index=\"2\" value=\"wheat\" evaluation=\"40\" cost=\"1\"/>", ""),
    ("an option spelt otherwise", "baker.xml", "value=\"wheat\"", "value=\"Wheat\""),
    (
        "an option too many",
        "baker.xml",
        "<item index=\"2\" value=\"in a month\" evaluation=\"4\"/>",
        "<item index=\"2\" value=\"in a month\" evaluation=\"4\"/><item index=\"3\" value=\"never\" evaluation=\"1\"/>",
    ),
    (
        "an option valued twice",
        "baker.xml",
        "<item index=\"2\" value=\"in a month\" evaluation=\"4\"/>",
        "<item index=\"2\" value=\"in a month\" evaluation=\"4\"/><item index=\"2\" value=\"in a month\" evaluation=\"1\"/>",
    ),
    ("an issue of another index", "baker.xml", "index=\"4\" name=\"Payment\"", "index=\"7\" name=\"Payment\""),
    ("an issue of another name", "baker.xml", "index=\"4\" name=\"Payment\"", "index=\"4\" name=\"Paying\""),
    (
        "an issue that the profile lacks",
        "baker.xml",
        "<issue index=\"4\" name=\"Payment\" type=\"discrete\" etype=\"discrete\" vtype=\"discrete\">\n      <item index=\"1\" value=\"at once\" evaluation=\"3\"/>\n      <item index=\"2\" value=\"in a month\" evaluation=\"4\"/>\n    </issue>",
        "",
    ),
    (
        "an issue that the domain lacks",
        "baker.xml",
        "<issue index=\"4\"",
        "<issue index=\"6\" name=\"Moon\"><item value=\"full\" evaluation=\"1\"/></issue><issue index=\"4\"",
    ),
    ("numbers from elsewhere", "baker.xml", "lowerbound=\"10\" upperbound=\"50\"", "lowerbound=\"0\" upperbound=\"0\""),
    (
        "amounts from elsewhere",
        "baker.xml",
        "<range lowerbound=\"1\" upperbound=\"3\"/>",
        "<range lowerbound=\"0\" upperbound=\"9\"/>",
    ),
    ("options for numbers", "baker.xml", "name=\"Sacks\" type=\"integer\"", "name=\"Sacks\" type=\"discrete\""),
    // What things are worth.
    ("an evaluation of null", "baker.xml", "evaluation=\"40\"", "evaluation=\"null\""),
    ("no evaluation", "baker.xml", " evaluation=\"40\"", ""),
    ("an evaluation that is no number", "baker.xml", "evaluation=\"40\"", "evaluation=\"much\""),
    ("an evaluation that is a fraction", "baker.xml", "evaluation=\"40\"", "evaluation=\"1/3\""),
    ("a decimal comma among points", "baker.xml", "evaluation=\"40\"", "evaluation=\"40,5\""),
    ("an evaluation with a blank", "baker.xml", "evaluation=\"40\"", "evaluation=\"4 000\""),
    ("an evaluation without end", "baker.xml", "evaluation=\"40\"", "evaluation=\"Infinity\""),
    ("an evaluation beyond reach", "baker.xml", "evaluation=\"40\"", "evaluation=\"1e999999999\""),
    ("no weight", "baker.xml", "<weight index=\"4\" value=\"0.125\"/>", ""),
    ("a weight of nothing", "baker.xml", "<weight index=\"4\" value=\"0.125\"/>", "<weight index=\"4\"/>"),
    ("a weight that is no number", "baker.xml", "<weight index=\"4\" value=\"0.125\"/>", "<weight index=\"4\" value=\"x\"/>"),
    ("a weight for no issue", "baker.xml", "<weight index=\"5\" value=\"0.375\"/>", "<weight index=\"9\" value=\"0.375\"/>"),
    ("a weight without an index", "baker.xml", "<weight index=\"5\" value=\"0.375\"/>", "<weight value=\"0.375\"/>"),
    ("two weights for an issue", "baker.xml", "<weight index=\"5\" value=\"0.375\"/>", "<weight index=\"4\" value=\"0.375\"/>"),
    (
        "weights that do not sum to one",
        "baker.xml",
        "<weight index=\"4\" value=\"0.125\"/>",
        "<weight index=\"4\" value=\"0.25\"/>",
    ),
    ("an integer without an evaluator", "baker.xml", "<evaluator ftype=\"linear\" slope=\"0.025\" offset=\"0.0\"/>", ""),
    ("an integer evaluator without an offset", "baker.xml", " slope=\"0.025\" offset=\"0.0\"", " slope=\"0.025\""),
    ("an amount without an evaluator", "baker.xml", "<evaluator ftype=\"linear\" parameter0=\"1.5\" parameter1=\"-0.5\"/>", ""),
    ("an amount without a form", "baker.xml", "<evaluator ftype=\"linear\" parameter0", "<evaluator parameter0"),
    (
        "an amount of an unknown form",
        "baker.xml",
        "<evaluator ftype=\"linear\" parameter0",
        "<evaluator ftype=\"faratin\" parameter0",
    ),
    ("an amount without a parameter", "baker.xml", " parameter1=\"-0.5\"", ""),
    ("a constant amount", "baker.xml", "<evaluator ftype=\"linear\" parameter0", "<evaluator ftype=\"constant\" parameter0"),
    ("a discount in letters", "baker.xml", "<discount_factor value=\"0.75\"/>", "<discount_factor value=\"s\"/>"),
    ("a discount of nothing", "baker.xml", "<discount_factor value=\"0.75\"/>", "<discount_factor value=\"0.0\"/>"),
    ("a discount that adds", "baker.xml", "<discount_factor value=\"0.75\"/>", "<discount_factor value=\"2\"/>"),
    ("a reservation in letters", "baker.xml", "<reservation value=\"0.25\"/>", "<reservation value=\"none\"/>"),
    ("a reservation above one", "baker.xml", "<reservation value=\"0.25\"/>", "<reservation value=\"1.5\"/>"),
    ("a reservation below zero", "baker.xml", "<reservation value=\"0.25\"/>", "<reservation value=\"-0.5\"/>"),
    // Other utility spaces.
    ("a ranking", "baker.xml", "<utility_space>", "<utility_space type=\"UNCERTAIN\">"),
    ("a constraint utility space", "baker.xml", "<utility_space>", "<utility_space type=\"constraint\">"),
    ("an unknown utility space", "baker.xml", "<utility_space>", "<utility_space type=\"fuzzy\">"),
];

/// Everything inside the domain's objective.
const DOMAIN_ISSUES: &str = "      <issue index=\"1\" name=\"Grain\" type=\"discrete\" etype=\"discrete\" vtype=\"discrete\">
        <item index=\"1\" value=\"rye\"/>
        <item index=\"2\" value=\"wheat\"/>
        <item index=\"3\" value=\"spelt &amp; oats\"/>
      </issue>
      <objective index=\"5\" name=\"Terms\" description=\"\" type=\"objective\" etype=\"objective\">
        <issue index=\"2\" name=\"Sacks\" type=\"integer\" etype=\"integer\" vtype=\"integer\" lowerbound=\"10\" upperbound=\"50\"/>
        <issue index=\"3\" name=\"Price\" type=\"real\" etype=\"real\" vtype=\"real\">
          <range lowerbound=\"1\" upperbound=\"3\"/>
        </issue>
      </objective>
      <issue index=\"4\" name=\"Payment\" type=\"discrete\" etype=\"discrete\" vtype=\"discrete\">
        <item index=\"1\" value=\"at once\"/>
        <item index=\"2\" value=\"in a month\"/>
      </issue>
";

const BREAKS_OF_BOXES: &[Break] = &[
    ("no maximum", "profile-2.xml", " maxutility=\"16\"", ""),
    ("a maximum of nothing", "profile-2.xml", "maxutility=\"16\"", "maxutility=\"0\""),
    ("a maximum below zero", "profile-2.xml", "maxutility=\"16\"", "maxutility=\"-16\""),
    ("no function", "profile-2.xml", "<utility maxutility=\"16\">", "<utility maxutility=\"16\"></utility><utility>"),
    ("no type for boxes", "profile-2.xml", "<utility_space type=\"nonlinear\">", "<utility_space>"),
    ("an unknown aggregation", "profile-2.xml", "aggregation=\"sum\"", "aggregation=\"mean\""),
    ("no aggregation", "profile-2.xml", " aggregation=\"sum\"", ""),
    (
        "the least of nothing",
        "profile-2.xml",
        "<hyperRectangle utility=\"8\">",
        "<ufun aggregation=\"min\"/><hyperRectangle utility=\"8\">",
    ),
    ("two functions", "profile-2.xml", "</utility>", "<ufun aggregation=\"sum\"/></utility>"),
    ("a box that pays nothing said", "profile-2.xml", "<hyperRectangle utility=\"8\">", "<hyperRectangle>"),
    ("a box that pays in words", "profile-2.xml", "<hyperRectangle utility=\"8\">", "<hyperRectangle utility=\"much\">"),
    ("a bound on nothing", "profile-2.xml", "<INCLUDES index=\"2\" min=\"7\"", "<INCLUDES index=\"3\" min=\"7\""),
    ("a bound without an index", "profile-2.xml", "<INCLUDES index=\"2\" min=\"7\"", "<INCLUDES min=\"7\""),
    ("a bound without an end", "profile-2.xml", "<INCLUDES index=\"2\" min=\"7\"", "<INCLUDES index=\"2\""),
    ("a bound with an empty end", "profile-2.xml", "min=\"7\" max=\"9\"", "min=\"7\" max=\"\""),
    ("bounds that leave nothing", "profile-2.xml", "min=\"7\" max=\"9\"", "min=\"9\" max=\"12\""),
    (
        "bounds of two kinds",
        "profile-2.xml",
        "<INCLUDES index=\"2\" min=\"7\" max=\"9\"/>",
        "<INCLUDES index=\"2\" min=\"7\" max=\"9\"/><EXCLUDES index=\"1\" min=\"0\" max=\"4\"/>",
    ),
    ("numbers beyond counting", "domain.xml", "lowerbound=\"0\" upperbound=\"9\"", "lowerbound=\"0\" upperbound=\"5000000000\""),
    ("a stored frontier that is none", "pareto.xml", "0.625, 0.5", "0.625; 0.5"),
];

/// Folders that are broken as a whole.
fn folders() -> Vec<(&'static str, Files, Asked)> {
    let one = |name: &str, bytes: Vec<u8>| Files::from([(name.to_owned(), bytes)]);
    let with = |name: &str, text: &[u8]| {
        let mut all = flour();
        all.insert(name.to_owned(), text.to_vec());
        all
    };
    let without = |name: &str| {
        let mut all = flour();
        all.remove(name);
        all
    };
    let latin = |text: &str| text.replace("in a month", "nächsten Monat").chars().map(|sign| sign as u8).collect::<Vec<u8>>();
    let foreign: Files = flour().into_iter().map(|(name, text)| (name, latin(&String::from_utf8(text).unwrap()))).collect();
    let comma = |text: &str| {
        text.replace("0.", "0,")
            .replace("1.0", "1")
            .replace("1.5", "1,5")
            .replace("3.5", "3,5")
            .replace("2.5", "2,5")
            .replace("version=\"1\"", "version=\"1.0\"")
    };
    let commas = files(&[("domain.xml", DOMAIN), ("baker.xml", &comma(BAKER)), ("miller.xml", &comma(MILLER))]);
    let deep = |count: usize| ["<utility_space>".repeat(count), "</utility_space>".repeat(count)].concat().into_bytes();
    let crowd = |inside: &str| format!("<utility_space><objective>{inside}</objective></utility_space>").into_bytes();
    let items = format!("<issue index=\"1\" name=\"a\">{}</issue>", "<item value=\"b\"/>".repeat(1_000_000));
    let issues = "<issue index=\"1\" name=\"a\"/>".repeat(1_000_000);
    let attributes: String = (0..100_000).map(|index| format!(" a{index}=\"\"")).collect();
    let named = |names: &[&str]| parties(names);
    vec![
        ("a mark before everything", with("baker.xml", &[b"\xEF\xBB\xBF", BAKER.as_bytes()].concat()), Asked::default()),
        ("Windows-1252 that says it is UTF-8", foreign, Asked::default()),
        ("decimal commas throughout", commas, Asked::default()),
        ("an empty profile", with("baker.xml", b""), named(&["baker.xml", "miller.xml"])),
        ("a profile that is none", with("baker.xml", b"Dear all"), named(&["baker", "miller"])),
        ("a party that is not there", flour(), named(&["baker", "farmer"])),
        ("a party named twice", flour(), named(&["baker", "BAKER.xml"])),
        ("a domain for a party", flour(), named(&["baker", "domain"])),
        ("one party named", flour(), named(&["baker"])),
        ("one profile", without("baker.xml"), Asked::default()),
        ("no profile", one("domain.xml", DOMAIN.into()), Asked::default()),
        ("two domains", with("other.xml", BOXES.as_bytes()), Asked::default()),
        ("a domain that cannot be read", with("domain.xml", b"<negotiation_template>"), Asked::default()),
        ("four profiles", four(), Asked::default()),
        ("profiles over two domains", files(&[("a.xml", BAKER), ("b.xml", FIRST)]), Asked::default()),
        ("nesting without end", one("a.xml", b"<utility_space>".repeat(500_000)), Asked::default()),
        ("deep nesting", one("a.xml", deep(70)), Asked::default()),
        ("a million options", one("a.xml", crowd(&items)), Asked::default()),
        ("a million issues", one("a.xml", crowd(&issues)), Asked::default()),
        ("a hundred thousand attributes", one("a.xml", format!("<utility_space{attributes}/>").into_bytes()), Asked::default()),
        ("a million bare ampersands", one("a.xml", crowd(&"&".repeat(1_000_000))), Asked::default()),
        ("numbers without end", one("a.xml", long_numbers()), Asked::default()),
        (
            "an unknown encoding",
            one("a.xml", b"<?xml version=\"1.0\" encoding=\"GB2312\"?><utility_space name=\"\xC4\xE3\"/>".to_vec()),
            Asked::default(),
        ),
    ]
}

fn long_numbers() -> Vec<u8> {
    let item = |at: usize| format!("<item value=\"{at}\" evaluation=\"0.{}\"/>", "3".repeat(390));
    let items: String = (0..1000).map(item).collect();
    format!("<utility_space>\n<issue index=\"1\" name=\"a\">{items}</issue></utility_space>").into_bytes()
}

fn four() -> Files {
    let unnamed = DOMAIN.replace("baker.xml", "").replace("miller.xml", "");
    files(&[("domain.xml", &unnamed), ("a.xml", BAKER), ("b.xml", BAKER), ("c.xml", MILLER), ("d.xml", MILLER)])
}

fn told(name: &str, files: &Files, asked: &Asked) -> String {
    let mut told = format!("== {name}\n");
    match Format::Genius.read(files, asked) {
        Ok(scenario) => {
            scenario.remarks.iter().filter(|remark| remark.code != "chosen" || asked.parties.is_empty()).for_each(|remark| {
                writeln!(told, "{:?} {}: {remark}", remark.weight, remark.code).expect("writing to a text succeeds");
            })
        }
        Err(refusal) => {
            writeln!(told, "Refused {}: {refusal}\n    → {}", refusal.code, refusal.way_out).expect("writing to a text succeeds");
        }
    }
    told + "\n"
}

/// All broken files with what they are called.
fn breaks() -> impl Iterator<Item = (&'static str, Files, Asked)> {
    let lines =
        BREAKS.iter().map(|(name, file, old, new)| (*name, broken(flour(), file, old, new), parties(&["baker", "miller"])));
    let of_boxes =
        BREAKS_OF_BOXES.iter().map(|(name, file, old, new)| (*name, broken(boxes(), file, old, new), Asked::default()));
    lines.chain(of_boxes).chain(folders())
}

#[test]
fn people_are_told_what_the_golden_file_says() {
    let said: String = breaks().map(|(name, files, asked)| told(name, &files, &asked)).collect();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/genius/golden.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &said).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file can be read");
    for (said, expected) in said.split("\n\n").zip(expected.split("\n\n")) {
        assert_eq!(said, expected);
    }
    assert_eq!(said.len(), expected.len(), "the golden file has another number of entries");
}

#[test]
fn strict_reading_refuses_exactly_what_would_be_mended() {
    for (name, files, asked) in breaks() {
        let Ok(lenient) = Format::Genius.read(&files, &asked) else { continue };
        let strict = Format::Genius.read(&files, &Asked { strictness: Strictness::Strict, ..asked });
        let repair = lenient.remarks.iter().find(|remark| remark.weight == Weight::Repair);
        match (repair, strict) {
            (None, Ok(strict)) => assert_eq!(strict, lenient, "{name}"),
            (Some(_), Err(refusal)) => {
                let is_told = |remark: &&Remark| (remark.code, remark.line) == (refusal.code, refusal.line);
                assert!(lenient.remarks.iter().any(|remark| is_told(&remark)), "{name}: {refusal:?}");
            }
            (repair, strict) => panic!("{name}: {repair:?} {strict:?}"),
        }
    }
}

#[test]
fn lines_are_those_of_the_file_whatever_was_mended_before() {
    let head = "\u{FEFF}\n<!-- a\n -- b -->\n<?xml version=\"1.0\"?>\n\n";
    let text = format!("{head}{}", BAKER.trim_start_matches("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    let text = text.replace("value=\"rye\" evaluation=\"10\"", "value=\"rye\"\n evaluation=\"ten\"");
    let files = files(&[("domain.xml", DOMAIN), ("baker.xml", &text), ("miller.xml", MILLER)]);
    let refusal = read(&files).expect_err("an evaluation is no number");
    let line = text.lines().position(|line| line.contains("\"ten\"")).expect("it is there") + 1;
    assert_eq!((refusal.code, refusal.line), ("bad-number", Some(line)));
}
