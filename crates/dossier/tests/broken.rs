//! Ways to break a case file. Each gives a diagnostic that names the thing, the place and the way out; none panics.
//!
//! Most break one place of `broken/valid.yaml`. What people are told is in `broken/golden.txt`, one entry for each;
//! after a change of wording: `UPDATE_GOLDEN=1 cargo test -p zopa-dossier --test broken`, and read the difference.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use zopa_dossier::{Diagnostic, Dossier, Position, read_case};

const VALID: &str = include_str!("broken/valid.yaml");

/// What it breaks, the text that is replaced, what it is replaced by, the code, and the text that is underlined.
type Break = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Faults of form, found by the reader.
const FORM: &[Break] = &[
    // Keys that nobody reads, at every level.
    ("unknown key at the root", "events:\n", "evnets:\n", "unknown-key", "evnets"),
    ("unknown key like no other", "about: An", "weather: An", "unknown-key", "weather"),
    ("unknown key in a party", "name: Northtown", "nmae: Northtown", "unknown-key", "nmae"),
    ("unknown key in a source", "outlet: The", "publisher: The", "unknown-key", "publisher"),
    ("unknown key in a source's text", "file: echo", "path: echo", "unknown-key", "path"),
    ("unknown key in an issue", "ordered: true", "orderd: true", "unknown-key", "orderd"),
    ("unknown key in a range of numbers", "low: 4, high", "lo: 4, high", "unknown-key", "lo"),
    ("unknown key in an option", "name: Southern", "title: Southern", "unknown-key", "title"),
    ("unknown key in a duty", "{reason: They", "{because: They", "unknown-key", "because"),
    ("unknown key in a rule", "forbids:", "forbid:", "unknown-key", "forbid"),
    ("unknown key in a statement", "paraphrase:", "paraphrasing:", "unknown-key", "paraphrasing"),
    ("unknown key in a position", "rejects:", "Rejects:", "unknown-key", "Rejects"),
    ("unknown key in a precondition", "only_after:", "only-after:", "unknown-key", "only-after"),
    ("unknown key in an event", "until:", "untill:", "unknown-key", "untill"),
    ("unknown key in a package", "settles:", "settle:", "unknown-key", "settle"),
    ("unknown key in a judgement", "author: An eng", "auhtor: An eng", "unknown-key", "auhtor"),
    ("unknown key in preferences", "red_lines:", "redlines:", "unknown-key", "redlines"),
    ("unknown key in weights", "ranking: [", "rank: [", "unknown-key", "rank"),
    ("unknown key in a rank", "{equal: [", "{equl: [", "unknown-key", "equl"),
    ("unknown key in values", "{best_to_worst:", "{bestToWorst:", "unknown-key", "bestToWorst"),
    ("unknown key in a limit", "{just_acceptable:", "{acceptable:", "unknown-key", "acceptable"),
    ("unknown key in a conflict", "infeasible:", "impossible:", "unknown-key", "impossible"),
    ("unknown key in a stand", "otherwise:", "or_else:", "unknown-key", "or_else"),
    ("unknown key in a scale", "low_means:", "low_end:", "unknown-key", "low_end"),
    ("unknown key in a register", "  counts:\n", "  numbers:\n", "unknown-key", "numbers"),
    ("unknown key in a person", "holder: south\n", "keeper: south\n", "unknown-key", "keeper"),
    ("unknown word for a state", "{to: acknowledged,", "{to: agreed,", "unknown-word", "agreed"),
    ("unknown word for a standing", "standing: child", "standing: minor", "unknown-word", "minor"),
    // Keys that are not there.
    ("missing version", "zopa: 1\n", "", "missing-key", "title: Two towns and a bridge"),
    ("missing title", "title: Two towns and a bridge\n", "", "missing-key", "zopa: 1"),
    ("missing outlet", "    outlet: The Echo\n", "", "missing-key", "id: echo"),
    ("missing date", "    date: 2024-05-01\n", "", "missing-key", "id: north-asks"),
    ("missing reason", ", reason: Pride.}", "}", "missing-key", "{ranges: {north-bridge: 1, south-bridge: [0, 0.4]}}"),
    ("missing end of a range", "{low: 4, high: 6}", "{low: 4}", "missing-key", "{low: 4}"),
    // Keys that are there twice.
    ("duplicate key at the root", "nature: invented", "nature: invented\nnature: real", "duplicate-key", "nature"),
    ("duplicate key in braces", "{toll: all-pay}", "{toll: all-pay, toll: free}", "duplicate-key", "toll"),
    // The wrong kind of thing.
    ("text for a list", "parties: [north]", "parties: north", "wrong-type", "north"),
    (
        "text for a map",
        "settles: {toll: cars-pay, share: \"5\", budget: \"1.5\", name: south-bridge}",
        "settles: yes",
        "wrong-type",
        "yes",
    ),
    ("map for a list", "sources:\n  - id: echo\n    title", "sources:\n    id: echo\n    title", "wrong-type", "id: echo"),
    ("map for text", "[survey-done]", "[{id: survey-done}]", "wrong-type", "{id: survey-done}"),
    (
        "map for text, by a colon without quotation marks",
        "replaces: [north-asks]",
        "replaces:\n      - north: asks",
        "wrong-type",
        "north: asks",
    ),
    ("list for text", "author: An engineer", "author: [An engineer]", "wrong-type", "[An engineer]"),
    ("list for a day", "until: 2024-04-12", "until: [2024-04-12]", "wrong-type", "[2024-04-12]"),
    ("map for a number or range", "south-bridge: [0, 0.4]", "south-bridge: {low: 0}", "wrong-type", "{low: 0}"),
    ("a truth in words", "ordered: true", "ordered: yes", "wrong-type", "yes"),
    ("a truth in quotation marks", "ordered: true", "ordered: \"true\"", "wrong-type", "\"true\""),
    // Nothing where something is wanted.
    ("nothing for a title", "title: Two towns and a bridge", "title:", "nothing-here", "title"),
    ("nothing for a list", "parties: [north]", "parties: ~", "nothing-here", "~"),
    ("nothing in a list", "[north-asks]", "[north-asks, null]", "nothing-here", "null"),
    ("nothing behind a dash", "      - north-bridge\n", "      -\n", "nothing-here", ""),
    ("nothing for a number", "all-pay: 40", "all-pay:", "nothing-here", "all-pay"),
    // Words that are none of those known.
    ("unknown nature", "nature: invented", "nature: invnted", "unknown-word", "invnted"),
    ("unknown role", "role: facilitator", "role: chair", "unknown-word", "chair"),
    ("unknown access", "default_access: public", "default_access: everybody", "unknown-word", "everybody"),
    ("unknown direction", "direction: forward", "direction: onward", "unknown-word", "onward"),
    ("unknown standing", "standing: firm", "standing: Firm", "unknown-word", "Firm"),
    // Days.
    ("a day that is none", "date: 2024-04-10", "date: 2024-04-31", "bad-date", "2024-04-31"),
    ("a day of another custom", "date: 2024-04-10", "date: 10.4.2024", "bad-date", "10.4.2024"),
    ("a day with a time", "date: 2024-04-10", "date: 2024-04-10T12:00", "bad-date", "2024-04-10T12:00"),
    ("a day without zeros", "date: 2024-04-10", "date: 2024-4-10", "bad-date", "2024-4-10"),
    // Numbers.
    ("a number in words", "times: 2", "times: twice", "bad-number", "twice"),
    ("not a number", "times: 2", "times: .nan", "bad-number", ".nan"),
    ("NaN", "times: 2", "times: NaN", "bad-number", "NaN"),
    ("without end", "times: 2", "times: .inf", "bad-number", ".inf"),
    ("a decimal comma", "low: 0.5,", "low: \"0,5\",", "bad-number", "\"0,5\""),
    ("division by zero", "\"6\": 1/3", "\"6\": 1/0", "bad-number", "1/0"),
    ("a huge exponent", "times: 2", "times: 1e999999999", "bad-number", "1e999999999"),
    ("a number in hexadecimal", "times: 2", "times: 0x10", "bad-number", "0x10"),
    ("a fraction of a step", "steps: 4", "steps: 4.5", "bad-number", "4.5"),
    ("steps below zero", "steps: 4", "steps: -4", "bad-number", "-4"),
    ("a number beyond 64 bits", "high: 6}", "high: 9223372036854775808}", "bad-number", "9223372036854775808"),
    ("a version in quotation marks", "zopa: 1", "zopa: \"1\"", "bad-number", "\"1\""),
    ("a version of tomorrow", "zopa: 1", "zopa: 2", "unknown-version", "2"),
    // Ranges.
    ("a range upside down", "[0, 0.4]", "[0.4, 0]", "wrong-value", "[0.4, 0]"),
    ("a range with one end", "[0, 0.4]", "[0.4]", "wrong-length", "[0.4]"),
    ("a range with three ends", "[0, 0.4]", "[0, 0.2, 0.4]", "wrong-length", "[0, 0.2, 0.4]"),
    // What YAML has and a case file has not.
    ("an anchor", "[toll, {equal", "&order [toll, {equal", "anchor", "&order"),
    ("an alias", "author: An engineer", "author: *somebody", "alias", "*somebody"),
    ("a tag", "times: 2", "times: !!float 2", "tag", "!!float"),
    ("a tag of one's own", "times: 2", "times: !twice 2", "tag", "!twice"),
    ("a merge key", "role: facilitator", "<<: {role: host}", "unknown-key", "<<"),
    ("a list as a key", "role: facilitator", "? [role]\n    : host", "key-not-text", "["),
    ("no key before a colon", "role: facilitator", ": host", "key-not-text", ":"),
    ("two documents", "rules:", "---\nrules:", "several-documents", "---"),
    // What is no YAML.
    ("an unclosed quotation mark", "not ever.\"", "not ever.", "not-yaml", "\""),
    ("text behind a quotation mark", "not ever.\"", "not ever.\" he said", "not-yaml", "h"),
    ("an apostrophe in single marks", "about: An", "about: 'Nobody's", "not-yaml", "s"),
    ("a second colon on a line", "title: Two", "title: Two: a", "not-yaml", ":"),
    ("an unclosed bracket", "options: [free, cars-pay, all-pay]", "options: [free, cars-pay, all-pay", "not-yaml", ":"),
    ("an unclosed brace", "{toll: all-pay}", "{toll: all-pay", "not-yaml", ":"),
    ("a bracket that closes nothing", "parties: [north]", "parties: north]]\n    note: ]", "not-yaml", "]"),
    ("a missing comma", "[free, cars-pay, all-pay]\n", "[\"free\" \"cars-pay\"]\n", "not-yaml", "\""),
    ("a line without a colon", "nature: invented", "nature invented", "not-yaml", "nature invented"),
    ("a key that is indented too far", "nature: invented", "  nature: invented", "not-yaml", ":"),
    ("a key that is indented too little", "    speaker: Mayor of Northtown", "   speaker: Mayor of Northtown", "not-yaml", "s"),
    ("a tab for indentation", "    speaker: Mayor of Northtown", "\tspeaker: Mayor of Northtown", "not-yaml", "\t"),
    ("text that begins with @", "author: An", "author: @An", "not-yaml", "@"),
    ("a backslash that means nothing", "\"No toll", "\"\\No toll \\q", "not-yaml", "\""),
    ("an escaped control character", "\"No toll", "\"\\eNo toll", "control-character", "\"\\eNo toll: not now, not ever.\""),
    ("a control character", "author: An", "author: \u{1b}[31mAn", "control-character", "\u{1b}"),
];

/// Faults of meaning, found by the validator.
const MEANING: &[Break] = &[
    // Two things of one name.
    ("two parties of one name", "id: south\n    name: Southtown", "id: north\n    name: Southtown", "duplicate-name", "north"),
    ("two statements of one name", "id: south-asks", "id: north-asks", "duplicate-name", "north-asks"),
    (
        "two options of one name",
        "[free, cars-pay, all-pay]\n    ordered",
        "[free, cars-pay, free]\n    ordered",
        "duplicate-name",
        "free",
    ),
    ("a name that is empty", "id: echo", "id: ''", "empty-name", "''"),
    // The register.
    ("a class that is not there", "class: sailors, ready", "class: sailor, ready", "unknown-name", "sailor"),
    (
        "a class of a person that is not there",
        "{class: sailors, by: north}",
        "{class: sailers, by: north}",
        "unknown-name",
        "sailers",
    ),
    ("a holder that does not negotiate", "holder: north", "holder: county", "not-a-party", "county"),
    ("a home that is the holder", "holder: south\n", "holder: south\n      home: south\n", "same-party", "south"),
    (
        "a move that there is not",
        "{to: acknowledged, source: south}",
        "{to: ready, source: south}",
        "no-move",
        "{to: ready, source: south}",
    ),
    (
        "a move without a source",
        "{to: acknowledged, source: south}",
        "{to: acknowledged, source: ' '}",
        "no-move",
        "{to: acknowledged, source: ' '}",
    ),
    (
        "a record that does not begin",
        "[{to: claimed, source: north}, ",
        "[",
        "no-beginning",
        "[{to: acknowledged, source: south}]",
    ),
    ("a window without a batch", "not_before: 1", "not_before: 3", "empty-window", "2"),
    ("a list in a folder", "file: ferry.csv", "file: lists/ferry.csv", "not-a-file-name", "lists/ferry.csv"),
    ("a release to nobody", "to: {north: 4}", "to: {nroth: 4}", "unknown-name", "nroth"),
    ("a release by an event that is not there", "event: flood", "event: fog", "unknown-name", "fog"),
    ("a mode that there is not", "mode: \"ratio:1:2\"", "mode: some-for-some", "no-mode", "some-for-some"),
    ("a transfer of nobody", "cap: 4", "cap: 0", "bad-number", "0"),
    ("an aim twice", "order: [days-held, count]", "order: [count, count]", "duplicate-name", "count"),
    ("a penalty below nothing", "penalties: {north: 1}", "penalties: {north: -1}", "bad-number", "-1"),
    // References to nothing.
    (
        "an issue that is not there",
        "      - issue: toll\n        asks: [free]",
        "      - issue: tolls\n        asks: [free]",
        "unknown-name",
        "tolls",
    ),
    ("an option that is not there", "asks: [free]", "asks: [gratis]", "unknown-name", "gratis"),
    ("a party that is not there", "parties: [north]", "parties: [nroth]", "unknown-name", "nroth"),
    ("a source that is not there", "2024-05-01\n    sources: [echo]", "2024-05-01\n    sources: [ecko]", "unknown-name", "ecko"),
    ("a condition that is not there", "[survey-done]", "[survey]", "unknown-name", "survey"),
    ("a statement that is not there", "replaces: [north-asks]", "replaces: [west-asks]", "unknown-name", "west-asks"),
    ("a package that is not there", "just_acceptable: split", "just_acceptable: spilt", "unknown-name", "spilt"),
    ("preferences of nobody", "      south:\n        points", "      west:\n        points", "unknown-name", "west"),
    ("values for no issue", "          toll: {best", "          tolls: {best", "unknown-name", "tolls"),
    ("a rank for no issue", "ranking: [toll,", "ranking: [tolls,", "unknown-name", "tolls"),
    // Circles.
    (
        "statements that replace each other",
        "      - issue: toll\n        asks: [free]\n        rejects: [all-pay]\n",
        "      - issue: toll\n        asks: [free]\n    replaces: [south-asks]\n",
        "cycle",
        "north-asks",
    ),
    ("a statement that replaces itself", "replaces: [north-asks]", "replaces: [south-asks]", "cycle", "south-asks"),
    ("a condition that waits for itself", "[survey-done]", "[funds-there]", "waits-for-itself", "funds-there"),
    // Numbers that make no sense.
    ("a ratio below zero", "times: 2", "times: -2", "makes-no-sense", "weights"),
    ("a worth above one", "south-bridge: [0, 0.4]", "south-bridge: [0, 1.4]", "makes-no-sense", "south-bridge"),
    ("a worth below zero", "south-bridge: [0, 0.4]", "south-bridge: [-0.1, 0.4]", "makes-no-sense", "south-bridge"),
    (
        "weights that cannot sum to one",
        "          ratios:\n            - issue: toll\n              times: 2\n              than: name\n",
        "          intervals: {toll: [0.9, 1], share: [0.5, 1]}\n",
        "makes-no-sense",
        "weights",
    ),
    (
        "a weight below zero",
        "          ratios:\n            - issue: toll\n              times: 2\n              than: name\n",
        "          intervals: {toll: -0.5}\n",
        "makes-no-sense",
        "toll",
    ),
    ("an empty range of numbers", "{low: 4, high: 6}", "{low: 6, high: 4}", "empty-range", "{low: 6, high: 4}"),
    ("no step at all", "steps: 4", "steps: 0", "empty-range", "{low: 0.5, high: 2.5, steps: 0}"),
    (
        "more options than anybody can list",
        "{low: 4, high: 6}",
        "{low: 0, high: 9000000000000000000}",
        "too-many-options",
        "{low: 0, high: 9000000000000000000}",
    ),
    // Said too much, or too little.
    (
        "a quotation and a paraphrase",
        "paraphrase: Everybody should pay.",
        "paraphrase: Everybody.\n    quote: Everybody.",
        "quote-or-paraphrase",
        "paraphrase",
    ),
    ("neither quotation nor paraphrase", "    paraphrase: Everybody should pay.\n", "", "quote-or-paraphrase", "id: south-asks"),
    ("a statement without a source", "2024-05-01\n    sources: [echo]", "2024-05-01\n    sources: []", "no-source", "[]"),
    (
        "a position on nothing",
        "        asks: [free]\n        rejects: [all-pay]\n",
        "        asks: []\n",
        "empty-position",
        "issue: toll",
    ),
    ("yes and no at once", "rejects: [all-pay]", "rejects: [free]", "contradicts-itself", "free"),
    ("a package with an issue left open", ", name: south-bridge}", "}", "incomplete-package", "settles"),
    (
        "options in two ways",
        "integer: {low: 4, high: 6}",
        "integer: {low: 4, high: 6}\n    options: [a, b]",
        "two-kinds",
        "id: share",
    ),
    ("an issue without options", "    integer: {low: 4, high: 6}\n", "", "no-options", "id: share"),
    (
        "limits in two ways",
        "{just_acceptable: split,",
        "{just_acceptable: split, any: true,",
        "two-kinds",
        "{just_acceptable: split, any: true, reason: It nearly signed this.}",
    ),
    ("a limit of nothing", "{just_acceptable: split, reason", "{reason", "empty-limit", "{reason: It nearly signed this.}"),
    ("an event that ends before it begins", "until: 2024-04-12", "until: 2024-04-02", "ends-before-start", "2024-04-02"),
    // Conflicts.
    ("an option of nobody", "owner: south, direction", "owner: suoth, direction", "unknown-name", "suoth"),
    ("a state with too many letters", "status_quo: NN", "status_quo: NNN", "bad-state", "NNN"),
    ("a state with an odd letter", "status_quo: NN", "status_quo: NX", "bad-state", "NX"),
    ("a state that cannot be", "status_quo: NN", "status_quo: YY", "infeasible-state", "YY"),
    ("a state that leaves an option open", "status_quo: NN", "status_quo: N-", "bad-state", "N-"),
    ("a state that is ranked twice", "[NN, NY]", "[NN, YN]", "ranked-twice", "YN"),
    ("a pattern that overlaps", "[NN, NY]", "[NN, \"-Y\", \"N-\"]", "ranked-twice", "\"N-\""),
    ("a state that is ranked and cannot be", "[NN, NY]", "[NN, NY, YY]", "infeasible-state", "YY"),
    ("everything infeasible", "states: \"YY\"", "states: \"--\"", "bad-state", "\"--\""),
    ("a wish for no option", "{not: dredge}", "{not: dregde}", "unknown-name", "dregde"),
    ("a wish for one of nothing", "{any: [sue]}", "{any: []}", "says-nothing", "[]"),
    ("a wish for both of three", "{not: dredge}", "{iff: [dredge, sue, sue]}", "iff-of-two", "[dredge, sue, sue]"),
    ("wishes and a ranking", "        wishes:\n", "        ranking: [NN]\n        wishes:\n", "two-kinds", "ranking: [NN]"),
    (
        "what somebody without an option wants",
        "      south:\n        wishes",
        "      county:\n        wishes",
        "not-a-maker",
        "county",
    ),
    ("a threat with another's option", "otherwise: \"Y-\"", "otherwise: \"YN\"", "not-its-own", "\"YN\""),
    ("a position of dashes", "{asks: \"Y-\"", "{asks: \"--\"", "says-nothing", "\"--\""),
    // Forecasts.
    ("a position off the scale", "position: [10, 20]", "position: [10, 50]", "off-scale", "[10, 50]"),
    ("a status quo off the scale", "status_quo: 0}", "status_quo: -1}", "off-scale", "-1"),
    ("a salience that is no share", "salience: 0.5", "salience: 5", "not-a-share", "5"),
    ("a capability of nothing", "capability: 2", "capability: 0", "not-above-zero", "0"),
    ("a scale upside down", "low: 0, high: 40", "low: 40, high: 0", "empty-scale", "0"),
    ("a stand on no scale", "stands: {metres:", "stands: {meters:", "unknown-name", "meters"),
    // What is not for bargaining.
    ("a weight on a duty", "ranking: [toll,", "ranking: [graves, toll,", "not-for-bargaining", "graves"),
    ("a duty in a package", "name: south-bridge}", "name: south-bridge, graves: left-alone}", "not-for-bargaining", "graves"),
    (
        "a duty that is traded",
        "duty: {reason: They are owed to the families.}",
        "duty: {reason: Owed.}\n    traded_anyway: {author: X, reason: Y}",
        "duty-traded",
        "traded_anyway",
    ),
    // Files.
    ("a text in another folder", "file: echo.txt", "file: ../echo.txt", "not-a-file-name", "../echo.txt"),
    (
        "a checksum of another length",
        "sha256: 0000",
        "sha256: 000",
        "not-a-sha256",
        "000000000000000000000000000000000000000000000000000000000000000",
    ),
];

fn breaks() -> impl Iterator<Item = (&'static Break, String)> {
    FORM.iter().chain(MEANING).map(|change| {
        assert_eq!(VALID.matches(change.1).count(), 1, "{}: the text to replace must stand once in the file", change.0);
        (change, VALID.replace(change.1, change.2))
    })
}

/// Files that are broken as a whole: what is wrong, the bytes, the code, and line and column.
fn whole_files() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let laughs: String = (1..10).map(|n| format!("l{n}: &l{n} [{}]\n", vec![format!("*l{}", n - 1); 10].join(", "))).collect();
    vec![
        ("an empty file", Vec::new(), "empty-file", "1:1"),
        ("only comments", b"# nothing\n# at all\n".to_vec(), "empty-file", "1:1"),
        ("only white space", b" \n\n  \n".to_vec(), "empty-file", "1:1"),
        ("only a document mark", b"---\n".to_vec(), "empty-file", "1:1"),
        ("only a byte-order mark", b"\xEF\xBB\xBF".to_vec(), "empty-file", "1:1"),
        ("a shopping list", b"- milk\n- bread\n".to_vec(), "wrong-type", "1:1"),
        ("a sentence", b"Dear all, please find attached the case.\n".to_vec(), "wrong-type", "1:1"),
        ("another program's file", b"{\"dependencies\": {\"left-pad\": \"1.0.0\"}}".to_vec(), "missing-key", "1:1"),
        ("invalid UTF-8", b"zopa: 1\ntitle: Caf\xE9\n".to_vec(), "not-utf8", "2:11"),
        ("UTF-8 that breaks off", b"zopa: 1\ntitle: Caf\xC3".to_vec(), "not-utf8", "2:11"),
        ("UTF-16", b"\xFF\xFEz\0o\0p\0a\0:\0 \x001\0".to_vec(), "not-utf8", "1:1"),
        ("a NUL byte", b"zopa: 1\ntitle: a\0b\n".to_vec(), "control-character", "2:9"),
        ("a byte-order mark inside", "zopa: 1\n\u{FEFF}title: x\n".into(), "not-yaml", "2:1"),
        ("10 MB of brackets", vec![b'['; 10_000_000], "too-deep", "1:256"),
        ("10 MB of braces", vec![b'{'; 10_000_000], "too-deep", "1:256"),
        ("10 MB of pairs of brackets", b"[]".repeat(5_000_000), "too-many-values", "1:2000002"),
        ("10 MB of commas", [b"a: [".to_vec(), b"x,".repeat(5_000_000)].concat(), "too-many-values", "1:2000006"),
        ("10 MB of dashes on a line", b"- ".repeat(5_000_000), "too-deep", "1:129"),
        ("10 MB of dashes on lines", b"-\n".repeat(5_000_000), "too-many-values", "1000000:2"),
        ("10 MB of question marks", b"? ".repeat(5_000_000), "key-not-text", "1:3"),
        ("10 MB of an open quotation", [b"title: \"".to_vec(), vec![b'x'; 10_000_000]].concat(), "not-yaml", "1:8"),
        ("maps that are nested 3000 deep", nested(3000).into_bytes(), "too-deep", "65:65"),
        ("brackets that are nested 65 deep", format!("a: {}{}", "[".repeat(65), "]".repeat(65)).into(), "too-deep", "1:67"),
        ("17 MiB", vec![b'x'; 17 << 20], "too-large", "1:1"),
        ("a billion laughs", format!("l0: &l0 ha\n{laughs}").into_bytes(), "anchor", "1:5"),
        ("200,000 unknown keys", (0..200_000).map(|n| format!("k{n}: é\n")).collect::<String>().into(), "unknown-key", "1:1"),
    ]
}

/// The files with what is wrong with them, read once for all tests.
static WHOLE_FILES: LazyLock<Vec<Whole>> = LazyLock::new(|| {
    let read = |(name, bytes, code, place): (_, Vec<u8>, _, _)| Whole { name, code, place, faults: faults(&bytes), bytes };
    whole_files().into_iter().map(read).collect()
});

struct Whole {
    name: &'static str,
    code: &'static str,
    place: &'static str,
    faults: Vec<Diagnostic>,
    bytes: Vec<u8>,
}

fn nested(depth: usize) -> String {
    (0..depth).map(|level| format!("{}a:\n", " ".repeat(level))).collect()
}

/// What is wrong with a file, or only odd about it.
fn faults(bytes: &[u8]) -> Vec<Diagnostic> {
    Dossier::read("broken.yaml", bytes).map_or_else(|faults| faults, |dossier| dossier.warnings().to_vec())
}

fn main_span(fault: &Diagnostic, bytes: &[u8]) -> String {
    let span = fault.labels[0].span;
    assert!(span.start <= span.end && span.end <= bytes.len(), "{fault:?}");
    String::from_utf8_lossy(&bytes[span.start..span.end]).into_owned()
}

/// What people are told, with every label's place and text.
fn told(name: &str, bytes: &[u8], faults: &[Diagnostic]) -> String {
    let mut told = format!("== {name}\n");
    for fault in faults.iter().take(4) {
        let place = Position::of(bytes, fault.labels[0].span.start);
        writeln!(told, "{place} {}: {}", fault.code, fault.message).expect("writing to a string");
        for label in &fault.labels {
            let start = Position::of(bytes, label.span.start);
            let text: String = String::from_utf8_lossy(&bytes[label.span.start..label.span.end]).chars().take(60).collect();
            writeln!(told, "    {start} {text:?}: {}", label.text).expect("writing to a string");
        }
        writeln!(told, "    → {}", fault.way_out).expect("writing to a string");
    }
    if faults.len() > 4 {
        writeln!(told, "and {} more", faults.len() - 4).expect("writing to a string");
    }
    told + "\n"
}

#[test]
fn the_file_that_is_broken_is_valid() {
    if let Err(faults) = Dossier::read("valid.yaml", VALID.as_bytes()) {
        panic!("{}", told("valid", VALID.as_bytes(), &faults));
    }
}

#[test]
fn every_break_is_told_at_its_place() {
    let mut wrong = String::new();
    for (&(name, _, _, code, underlined), text) in breaks() {
        let faults = faults(text.as_bytes());
        if !faults.iter().any(|fault| fault.code == code && main_span(fault, text.as_bytes()) == underlined) {
            writeln!(wrong, "{code} at {underlined:?} is wanted\n{}", told(name, text.as_bytes(), &faults))
                .expect("writing to a string");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_broken_file_is_refused_at_its_place() {
    let mut wrong = String::new();
    for Whole { name, code, place, faults, bytes } in WHOLE_FILES.iter() {
        let found = (faults[0].code, Position::of(bytes, faults[0].labels[0].span.start).to_string());
        if found != (*code, (*place).to_owned()) {
            writeln!(wrong, "{code} at {place} is wanted\n{}", told(name, bytes, faults)).expect("writing to a string");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn people_are_told_what_the_golden_file_says() {
    let mut said = String::new();
    for (change, text) in breaks() {
        said += &told(change.0, text.as_bytes(), &faults(text.as_bytes()));
    }
    for Whole { name, bytes, faults, .. } in WHOLE_FILES.iter() {
        said += &told(name, bytes, faults);
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/golden.txt");
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
fn every_fault_names_a_place_and_a_way_out() {
    for (change, text) in breaks() {
        well_told(change.0, text.as_bytes(), &faults(text.as_bytes()));
    }
    WHOLE_FILES.iter().for_each(|whole| well_told(whole.name, &whole.bytes, &whole.faults));
}

fn well_told(name: &str, bytes: &[u8], faults: &[Diagnostic]) {
    for fault in faults {
        assert!(!fault.message.is_empty() && !fault.way_out.is_empty() && !fault.labels.is_empty(), "{name}: {fault:?}");
        assert!(fault.message.len() < 400 && fault.way_out.len() < 600, "{name}: a message is too long: {fault:?}");
        fault.labels.iter().for_each(|label| assert!(label.span.end <= bytes.len(), "{name}: {fault:?}"));
    }
}

#[test]
fn what_looks_like_something_else_is_a_name_where_a_name_is_wanted() {
    let odd = ["no", "1", "2025-06-02", "true", "1e3", "0x1F", ".5", "'null'", "\"~\""];
    for name in odd {
        let text = VALID.replace("title: Two towns and a bridge", &format!("title: {name}"));
        let (case, _) = read_case(text.as_bytes()).unwrap_or_else(|faults| panic!("{}", told(name, text.as_bytes(), &faults)));
        assert_eq!(case.title, name.trim_matches(['\'', '"']));
    }
}

#[test]
fn numbers_do_not_pass_through_doubles() {
    let text = VALID.replace("times: 2", "times: 2.00000000000000000000000000001");
    let (case, _) = read_case(text.as_bytes()).expect("a long number is a number");
    let weights = case.judgements[0].preferences["north"].weights.as_ref().expect("there are weights");
    assert_eq!(
        weights.ratios[0].times.0,
        "200000000000000000000000000001/100000000000000000000000000000".parse().expect("a number")
    );
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing_but_places() {
    let (plain, _) = read_case(VALID.as_bytes()).expect("the file is valid");
    let marked = format!("\u{FEFF}{}", VALID.replace('\n', "\r\n"));
    let (case, tree) = read_case(marked.as_bytes()).expect("a mark and carriage returns are fine");
    assert_eq!(case, plain);
    let title = tree.value_span(&zopa_dossier::CasePath::root().key("title"));
    assert_eq!(&marked[title.start..title.end], "Two towns and a bridge");
}

/// A valid file with some bytes replaced, removed or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let edit = (0..VALID.len(), 0..12usize, "[-:,{}\\[\\]#&*!|>'\"%@?~\t\n a0é\u{FEFF}]{0,4}");
    prop::collection::vec(edit, 1..5).prop_map(|edits| {
        let mut bytes = VALID.as_bytes().to_vec();
        for (at, removed, added) in edits {
            let start = at.min(bytes.len());
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, added.into_bytes());
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Dossier::read("any", &bytes);
    }

    #[test]
    fn no_signs_make_the_reader_panic(text in "[-:,{}\\[\\]#&*!|>'\"%@?~\t\n a0é]{0,80}") {
        let _ = Dossier::read("any", text.as_bytes());
    }

    #[test]
    fn no_change_of_a_valid_file_makes_the_reader_panic(bytes in mutated()) {
        if let Err(faults) = Dossier::read("any", &bytes) {
            prop_assert!(!faults.is_empty());
            for label in faults.iter().flat_map(|fault| &fault.labels) {
                prop_assert!(label.span.start <= label.span.end && label.span.end <= bytes.len());
            }
        }
    }
}
