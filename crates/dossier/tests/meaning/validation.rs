//! One way to break the case after another: each is told once, at its place.

use zopa_dossier::Severity;

use crate::fixture::{CASE, dossier, findings, read, told, with};

/// Replaces `old` by `new` and expects one new finding that begins with `expected` (`code @` and what is
/// underlined) and mentions each of `words`.
fn check(old: &str, new: &str, code: &str, underlined: &str, words: &[&str]) {
    let text = with(old, new);
    let found = findings(&text);
    let told = told(&text, &found);
    let new: Vec<_> = told.iter().filter(|line| !line.starts_with("no-limit") && !line.starts_with("no-preferences")).collect();
    let fits = |line: &&&String| {
        line.starts_with(&format!("{code} @ "))
            && line.contains(&format!(": {underlined} | "))
            && words.iter().all(|word| line.contains(word))
    };
    assert!(new.iter().any(|line| fits(&line)), "{code} at `{underlined}` with {words:?} expected, found:\n{}", told.join("\n"));
    assert_eq!(new.len(), 1, "more than the one fault:\n{}", told.join("\n"));
}

#[test]
fn the_fixture_is_valid_and_what_it_lacks_is_named() {
    let case = dossier();
    let told = told(CASE, case.warnings());
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("no-preferences @ ") && told[0].contains(": preferences | ") && told[0].contains("`east`"),
        "{told:?}"
    );
    assert!(told[1].starts_with("no-limit @ ") && told[1].contains(": west | "), "{told:?}");
}

#[test]
fn a_case_with_nothing_but_statements_is_valid() {
    let text = "zopa: 1\ntitle: t\nnature: real\nparties: [{id: a}]\nsources: [{id: s, title: t, outlet: o}]\nstatements:\n  - {id: x, speaker: A, parties: [a], date: 2025-01-01, sources: [s], quote: words}\n";
    let case = read(text);
    assert!(case.warnings().is_empty());
    assert_eq!(case.compile().positions.said.len(), 1);
}

#[test]
fn versions_names_and_references() {
    check("zopa: 1", "zopa: 2", "unknown-version", "2", &["write 1"]);
    check("{id: host, role", "{id: east, role", "duplicate-name", "east", &["two of the parties"]);
}

#[test]
fn a_second_name_points_at_the_first_too() {
    let text = with("{id: book, title", "{id: paper, title");
    let found = findings(&text);
    let duplicate = found.iter().find(|finding| finding.code == "duplicate-name").unwrap();
    let lines: Vec<_> =
        duplicate.labels.iter().map(|label| zopa_dossier::Position::of(text.as_bytes(), label.span.start).line).collect();
    assert_eq!(lines, [17, 11]);
}

#[test]
fn references_to_nothing_suggest_the_nearest_name() {
    check("sources: [paper, radio]", "sources: [paper, radoi]", "unknown-name", "radoi", &["did you mean `radio`?"]);
    check("parties: [east]", "parties: [eats]", "unknown-name", "eats", &["party", "`east`"]);
    check("parties: [east]", "parties: [host]", "not-a-party", "host", &["not there to negotiate"]);
    check("{issue: border, asks", "{issue: boarder, asks", "unknown-name", "boarder", &["issue", "`border`"]);
    check("asks: [returned]", "asks: [return]", "unknown-name", "return", &["option", "`returned`"]);
    check("offers: ['1', '2']", "offers: ['1', '9']", "unknown-name", "'9'", &["5 numbers from 0 to 4"]);
    check("only_after: [quiet, pulled-back]", "only_after: [quite]", "unknown-name", "quite", &["condition", "`quiet`"]);
    check("[pulled-back, signed]]", "[pulled-back, sinned]]", "unknown-name", "sinned", &["`signed`"]);
    check("replaces: [west-one]", "replaces: [west-oen]", "unknown-name", "west-oen", &["statement", "`west-one`"]);
    check("issue: border}", "issue: bordr}", "unknown-name", "bordr", &["`border`"]);
    check("sources: [book]}", "sources: [bok]}", "unknown-name", "bok", &["`book`"]);
    check("acceptable: text}", "acceptable: tex}", "unknown-name", "tex", &["package", "`text`"]);
    check("refuses: {border: shut", "refuses: {border: shot", "unknown-name", "shot", &["`shut`"]);
    check("{issue: border, times", "{issue: brder, times", "unknown-name", "brder", &["`border`"]);
    check("      west:\n        points", "      wset:\n        points", "unknown-name", "wset", &["party", "`west`"]);
}

#[test]
fn statements_say_one_thing_with_a_source() {
    check(
        "    paraphrase: Reported as open to a toll.\n",
        "",
        "quote-or-paraphrase",
        "id: west-one",
        &["`west-one` says nothing"],
    );
    check(
        "    paraphrase: Reported as open to a toll.\n",
        "    paraphrase: Reported.\n    quote: A toll.\n",
        "quote-or-paraphrase",
        "paraphrase",
        &["both"],
    );
    check("quote: We ask for an open border [...] and the children first.", "quote: '[...]'", "empty-quotation", "'[...]'", &[]);
    check("sources: [radio]\n", "sources: []\n", "no-source", "[]", &["`west-one`"]);
    check("sources: [radio, paper]", "sources: [radio, radio]", "repeated", "radio", &["twice"]);
    check("offers: ['1', '2']", "offers: []", "empty-position", "{issue: toll, offers: []}", &["nothing on `toll`"]);
    check("rejects: [shut]", "rejects: [open]", "contradicts-itself", "open", &[]);
    check(
        "only_after: [quiet, pulled-back]",
        "only_after: []",
        "first-of-nothing",
        "{what: signed, only_after: []}",
        &["`signed`"],
    );
    check(
        "only_after: [quiet, pulled-back]",
        "only_after: [quiet], only_after_one_of: [[quiet]]",
        "two-kinds",
        "only_after_one_of",
        &[],
    );
    check("[[signed], [", "[[], [", "first-of-nothing", "[]", &["met already"]);
    check("only_after: [quiet, pulled-back]", "only_after: [quiet, signed]", "waits-for-itself", "signed", &[]);
}

#[test]
fn replacing_goes_back_in_time_and_never_in_a_circle() {
    check("replaces: [west-one]", "replaces: [west-two]", "cycle", "west-two", &["`west-two` → `west-two`"]);
    let text = with("    first:\n      - {what: quiet", "    replaces: [west-two]\n    first:\n      - {what: quiet");
    let told = told(&text, &findings(&text));
    assert!(
        told.iter().any(|line| line.starts_with("cycle @ ") && line.contains("`west-one` → `west-two` → `west-one`")),
        "{told:?}"
    );
    assert!(told.iter().any(|line| line.starts_with("replaces-later @ ")), "{told:?}");
}

#[test]
fn days() {
    check("date: 2025-05-30", "date: 2025-06-03", "later-than-case", "2025-06-03", &["2025-06-02"]);
    check("until: 2025-05-22", "until: 2025-05-19", "ends-before-start", "2025-05-19", &["`storm`"]);
}

#[test]
fn texts_of_sources() {
    check("file: paper.txt", "file: ../paper.txt", "not-a-file-name", "../paper.txt", &[]);
    check("file: paper.txt", "file: paper.txt, sha256: abc", "not-a-sha256", "abc", &["64"]);
}

#[test]
fn issues_have_options_in_one_way() {
    check("{id: toll, integer: {low: 0, high: 4}}", "{id: toll}", "no-options", "{id: toll}", &[]);
    check(
        "low: 0, high: 4}",
        "low: 0, high: 4}, options: [a]",
        "two-kinds",
        "{id: toll, integer: {low: 0, high: 4}, options: [a]}",
        &[],
    );
    check("low: 0, high: 4}", "low: 5, high: 4}", "empty-range", "{low: 5, high: 4}", &[]);
    check(
        "low: 0, high: 4}",
        "low: -9223372036854775808, high: 9223372036854775807}",
        "too-many-options",
        "{low: -9223372036854775808, high: 9223372036854775807}",
        &["100000"],
    );
    check("steps: 4", "steps: 0", "empty-range", "{low: 0, high: 1, steps: 0}", &[]);
    check(
        "options: [returned, not-returned]",
        "options: [returned, returned]",
        "duplicate-name",
        "returned",
        &["options of `children`"],
    );
}

#[test]
fn many_large_issues_are_refused_before_they_fill_the_memory() {
    let issues: String = (0..40).map(|k| format!("  - {{id: i{k}, integer: {{low: 1, high: 100000}}}}\n")).collect();
    let text = format!("zopa: 1\ntitle: t\nnature: invented\nparties: [{{id: a}}]\nissues:\n{issues}");
    assert!(findings(&text).iter().all(|finding| finding.code == "too-many-options"));
    assert_eq!(findings(&text).len(), 1);
}

#[test]
fn a_duty_is_never_traded() {
    check(
        "duty: {reason: They are owed.}",
        "duty: {reason: Owed.}, traded_anyway: {author: X, reason: y}",
        "duty-traded",
        "traded_anyway",
        &["never traded"],
    );
    check("duty: {reason: They are owed.}", "duty: {reason: Owed.}, own_track: {reason: y}", "two-tracks", "own_track", &[]);
    check(
        "integer: {low: 0, high: 4}",
        "integer: {low: 0, high: 4}, traded_anyway: {author: X, reason: y}",
        "nothing-to-override",
        "traded_anyway",
        &[],
    );
    let reason = "is a duty: it carries no weight and is not for bargaining";
    check("[level, mail]}", "[level, mail, children]}", "not-for-bargaining", "children", &[reason]);
    check("intervals: {border", "intervals: {children: 0.1, border", "not-for-bargaining", "children", &[reason]);
    check(
        "          border: {best_to_worst: [open, shut], reason: Asked.}\n",
        "          border: {best_to_worst: [open, shut], reason: Asked.}\n          children: {best_to_worst: [returned], reason: x}\n",
        "not-for-bargaining",
        "children",
        &[reason],
    );
    check(
        "forbids: {border: shut, ",
        "forbids: {border: shut, children: returned, ",
        "not-for-bargaining",
        "children",
        &[reason],
    );
    check(
        "refuses: {border: shut, ",
        "refuses: {captives: all, border: shut, ",
        "not-for-bargaining",
        "captives",
        &["track of its own"],
    );
    check(
        "settles: {border: shut, ",
        "settles: {border: shut, children: returned, ",
        "not-for-bargaining",
        "children",
        &[reason],
    );
}

#[test]
fn preferences_are_complete_and_in_one_way() {
    check(
        "        weights: {ranking: [border], unranked: below, reason: Nothing else was said.}\n",
        "",
        "no-worth",
        "west",
        &["no weights"],
    );
    check("unranked: below, ", "", "incomplete-ranking", "[border]", &["`toll`", "unranked"]);
    check("          share: {linear: {best: 0}, reason: Keeps it.}\n", "", "missing-values", "values", &["`share`"]);
    check("{open: 0, shut: 10}", "{open: 0}", "missing-values", "border", &["`shut`"]);
    check("0.75: 1, 1: 0", "0.75: 1, 1: 0, 1.0: 0", "repeated", "1.0", &["twice"]);
    check("{best: low}", "{best: middle}", "not-an-end", "middle", &["`low`", "`high`"]);
    check("{best_to_worst: [shut, open], reason", "{linear: {best: shut}, reason", "not-in-order", "shut", &["ordered: true"]);
    check(
        "{best_to_worst: [shut, open], reason",
        "{best_to_worst: [shut, open], ranges: {shut: 1, open: 0}, reason",
        "two-kinds",
        "border",
        &[],
    );
    check("limit: {range: [5, 7],", "limit: {", "empty-limit", "{ reason: Guessed.}", &[]);
    check(
        "limit: {range: [5, 7],",
        "limit: {any: true, range: [5, 7],",
        "two-kinds",
        "{any: true, range: [5, 7], reason: Guessed.}",
        &[],
    );
    check("settles: {border: shut, toll: 0,", "settles: {border: shut,", "incomplete-package", "settles", &["`toll`"]);
}

#[test]
fn linkages() {
    check(
        "issues: [toll, border], adds: [{options: ['4', open]",
        "issues: [border, border], adds: [{options: [shut, open]",
        "repeated",
        "border",
        &["itself"],
    );
    check("options: ['4', open]", "options: ['4']", "linkage-options", "['4']", &["1 options for 2"]);
    check("options: ['4', open]", "options: ['4', ajar]", "unknown-name", "ajar", &[]);
}

#[test]
fn the_faults_of_the_room_come_back_to_their_lines() {
    check(
        "intervals: {border: [0.3, 0.6]}",
        "intervals: {border: [0.05, 0.1]}",
        "makes-no-sense",
        "weights",
        &["no weights of sum one"],
    );
    check("intervals: {border: [0.3, 0.6]}", "intervals: {border: [0.3, 1.6]}", "makes-no-sense", "border", &["between 0 and 1"]);
    check("0.5: [0.4, 0.6]", "0.50: [0.4, 1.6]", "makes-no-sense", "0.50", &["between 0 (worst) and 1 (best)"]);
    check(
        "best_to_worst: [high, [middle, low]]",
        "best_to_worst: [high, [middle, middle, low]]",
        "makes-no-sense",
        "best_to_worst",
        &["`middle`", "2 times"],
    );
    check("settles: {border: shut, toll: 0", "settles: {border: shut, toll: 3", "makes-no-sense", "settles", &["closed border"]);
    check("disagreement: {worth: 3", "disagreement: {worth: 6", "makes-no-sense", "worth", &["least the party would sign"]);
    check(
        "refuses: {border: shut, level: [low, middle]}",
        "refuses: {border: open}",
        "makes-no-sense",
        "limit",
        &["firm red line"],
    );
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_file() {
    let text = CASE
        .replace("radio]", "radoi]")
        .replace("steps: 4", "steps: 0")
        .replace("intervals: {border: [0.3", "intervals: {frontier: [0.3");
    let found = findings(&text);
    let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code).collect();
    assert_eq!(errors, ["empty-range", "unknown-name", "unknown-name", "unknown-name"]);
    assert!(found.windows(2).all(|pair| pair[0].labels[0].span <= pair[1].labels[0].span));
}
