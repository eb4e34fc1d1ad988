//! Who may see what. Two cases that differ only in what is hidden must be the same to those it is hidden from.

use std::collections::BTreeMap;

use proptest::prelude::*;
use zopa_dossier::{Audience, Date, Disclosed, MissingPart};

use crate::fixture::{dossier, read, with};

const ACCESS: [&str; 3] = ["public", "internal", "secret"];
const AUDIENCES: [Audience; 3] = [Audience::Public, Audience::Internal, Audience::Secret];

/// The items of the case below, each with the item that it is a part of.
const ITEMS: [(&str, Option<&str>); 34] = [
    ("header", None),
    ("p1", None),
    ("p2", None),
    ("p3", None),
    ("s1", None),
    ("s2", None),
    ("i1", None),
    ("i2", None),
    ("i3", None),
    ("r1", None),
    ("c1", None),
    ("c2", None),
    ("t1", None),
    ("t2", None),
    ("t3", None),
    ("e1", None),
    ("k1", None),
    ("k2", None),
    ("j1", None),
    ("j1a", Some("j1")),
    ("j1aw", Some("j1a")),
    ("j1av1", Some("j1a")),
    ("j1av2", Some("j1a")),
    ("j1al", Some("j1a")),
    ("j1ar", Some("j1a")),
    ("j1am", Some("j1a")),
    ("j1b", Some("j1")),
    ("j1bp", Some("j1b")),
    ("j1bd", Some("j1b")),
    ("j1bm", Some("j1b")),
    ("g1", None),
    ("g1a", Some("g1")),
    ("g1b", Some("g1")),
    ("f1", None),
];

/// A case whose every word bears the mark of the item it belongs to, and every name the mark of the item it names.
fn case(access: &BTreeMap<&str, &str>, mark: &BTreeMap<&str, String>, default: &str) -> String {
    let m = |item: &str| mark[item].as_str();
    let own = |item: &str| match access[item] {
        "" => String::new(),
        access => format!(", access: {access}"),
    };
    let option = |item: &str, n: u32| format!("o{n}{}", m(item));
    let mut text = String::new();
    let mut line = |words: String| {
        text.push_str(&words);
        text.push('\n');
    };
    line(format!("zopa: 1\ntitle: {}\nabout: {0}\nnature: invented\nas_of: 2025-06-02{default}", m("header")));
    line("parties:".to_owned());
    for party in ["p1", "p2"] {
        line(format!("  - {{id: {0}, name: {0}, note: {0}{1}}}", m(party), own(party)));
    }
    line(format!("  - {{id: {}, role: host{}}}", m("p3"), own("p3")));
    line("sources:".to_owned());
    for source in ["s1", "s2"] {
        line(format!("  - {{id: {0}, title: {0}, outlet: {0}, date: 2025-05-01, note: {0}{1}}}", m(source), own(source)));
    }
    line("issues:".to_owned());
    for issue in ["i1", "i2"] {
        line(format!(
            "  - {{id: {0}, about: {0}, options: [{1}, {2}]{3}}}",
            m(issue),
            option(issue, 1),
            option(issue, 2),
            own(issue)
        ));
    }
    line(format!("  - {{id: {0}, options: [{1}], duty: {{reason: {0}}}{2}}}", m("i3"), option("i3", 1), own("i3")));
    line(format!(
        "rules:\n  - {{forbids: {{{}: {}, {}: {}}}, reason: {}{}}}",
        m("i1"),
        option("i1", 1),
        m("i2"),
        option("i2", 1),
        m("r1"),
        own("r1")
    ));
    line(format!("conditions:\n  - {{id: {0}, name: {0}, issue: {1}{2}}}", m("c1"), m("i1"), own("c1")));
    line(format!("  - {{id: {0}, name: {0}{1}}}", m("c2"), own("c2")));
    line("statements:".to_owned());
    line(format!(
        "  - {{id: {0}, speaker: {0}, parties: [{1}], date: 2025-05-01, sources: [{2}, {3}], quote: {0}, locator: {0}, \
         states: [{{issue: {4}, asks: [{5}]}}, {{issue: {6}, asks: [{7}]}}], first: [{{what: {8}, only_after: [{9}]}}]{10}}}",
        m("t1"),
        m("p1"),
        m("s1"),
        m("s2"),
        m("i1"),
        option("i1", 1),
        m("i3"),
        option("i3", 1),
        m("c2"),
        m("c1"),
        own("t1")
    ));
    line(format!(
        "  - {{id: {0}, speaker: {0}, parties: [{1}, {2}], date: 2025-05-02, sources: [{3}, {4}], paraphrase: {0}, locator: {0}, \
         replaces: [{5}], states: [{{issue: {6}, rejects: [{7}]}}]{8}}}",
        m("t2"),
        m("p1"),
        m("p2"),
        m("s2"),
        m("s1"),
        m("t1"),
        m("i2"),
        option("i2", 2),
        own("t2")
    ));
    line(format!(
        "  - {{id: {0}, speaker: {0}, date: 2025-05-03, sources: [{1}], paraphrase: {0}{2}}}",
        m("t3"),
        m("s2"),
        own("t3")
    ));
    line(format!("events:\n  - {{id: {0}, title: {0}, date: 2025-05-01, sources: [{1}]{2}}}", m("e1"), m("s1"), own("e1")));
    line("packages:".to_owned());
    for (package, n) in [("k1", 2), ("k2", 1)] {
        line(format!(
            "  - {{id: {0}, settles: {{{1}: {2}, {3}: {4}}}{5}}}",
            m(package),
            m("i1"),
            option("i1", n),
            m("i2"),
            option("i2", 2),
            own(package)
        ));
    }
    line(format!("judgements:\n  - id: {0}\n    author: {0}\n    about: {0}", m("j1")));
    if !own("j1").is_empty() {
        line(format!("    access: {}", access["j1"]));
    }
    let part = |name: &str, item: &str, words: String| format!("        {name}: {{{words}, reason: {}{}}}", m(item), own(item));
    line(format!("    preferences:\n      {}:", m("p1")));
    if !own("j1a").is_empty() {
        line(format!("        access: {}", access["j1a"]));
    }
    line(part("weights", "j1aw", format!("ranking: [{}, {}]", m("i1"), m("i2"))));
    line("        values:".to_owned());
    for (value, issue) in [("j1av1", "i1"), ("j1av2", "i2")] {
        line(format!("  {}", part(m(issue), value, format!("best_to_worst: [{}, {}]", option(issue, 1), option(issue, 2)))));
    }
    line(format!(
        "        linkages: [{{issues: [{}, {}], adds: [{{options: [{}, {}], worth: 1}}], reason: {}{}}}]",
        m("i1"),
        m("i2"),
        option("i1", 2),
        option("i2", 2),
        m("j1al"),
        own("j1al")
    ));
    line(format!(
        "        red_lines: [{{refuses: {{{}: {}, {}: {}}}, standing: firm, reason: {}{}}}]",
        m("i1"),
        option("i1", 1),
        m("i2"),
        option("i2", 1),
        m("j1ar"),
        own("j1ar")
    ));
    line(part("limit", "j1am", format!("just_acceptable: {}", m("k1"))));
    line(format!("      {}:", m("p2")));
    if !own("j1b").is_empty() {
        line(format!("        access: {}", access["j1b"]));
    }
    line(part(
        "points",
        "j1bp",
        format!(
            "issues: {{{}: {{{}: 1, {}: 2}}, {}: {{{}: 3, {}: 4}}}}",
            m("i1"),
            option("i1", 1),
            option("i1", 2),
            m("i2"),
            option("i2", 1),
            option("i2", 2)
        ),
    ));
    line(part("disagreement", "j1bd", "worth: 1".to_owned()));
    line(part("limit", "j1bm", "range: [2, 3]".to_owned()));
    line(format!(
        "conflicts:\n  - {{id: {0}, author: {0}, sources: [{1}], options: [{{id: {0}, owner: {2}}}, {{id: {0}too, owner: {3}}}], \
         preferences: {{{2}: {{wishes: [{{wants: {0}, reason: {4}, sources: [{1}]}}], reason: {4}, sources: [{1}]{5}}}}}, \
         positions: {{{3}: {{asks: YY, reason: {6}{7}}}}}{8}}}",
        m("g1"),
        m("s1"),
        m("p1"),
        m("p2"),
        m("g1a"),
        own("g1a"),
        m("g1b"),
        own("g1b"),
        own("g1")
    ));
    line(format!(
        "forecasts:\n  - {{id: {0}, author: {0}, scales: [{{id: {0}, unit: {0}, low: 0, high: 1, low_means: {0}, high_means: {0}}}], \
         actors: [{{name: {0}, capability: 1, stands: {{{0}: {{position: 1, salience: 1}}}}, reason: {0}, sources: [{1}]}}]{2}}}",
        m("f1"),
        m("s2"),
        own("f1")
    ));
    text
}

/// Whether an audience may see an item, as the rule is told: its own access, else that of the item around it where
/// that is stricter than the default, else the default; and nothing inside what is hidden.
fn visible(item: &str, access: &BTreeMap<&str, &str>, default: usize, audience: usize) -> bool {
    let around = ITEMS.iter().find(|(name, _)| *name == item).and_then(|(_, around)| *around);
    let own = ACCESS.iter().position(|name| *name == access[item]).unwrap_or(default);
    own <= audience && around.is_none_or(|around| visible(around, access, default, audience))
}

fn disclosed(text: &str, audience: usize) -> Disclosed {
    read(text).disclose(AUDIENCES[audience])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_hidden_changes_nothing_that_is_shown(
        // One in two says nothing, and most of the others are public, so that much is left to compare.
        chosen in prop::collection::vec(prop::sample::select(vec![3usize, 3, 3, 3, 0, 0, 1, 2]), ITEMS.len()),
        default in prop::sample::select(vec![0usize, 0, 0, 1, 2, 3]),
        audience in 0usize..2,
    ) {
        let default_line = if default == 3 { String::new() } else { format!("\ndefault_access: {}", ACCESS[default]) };
        let default = default.min(2);
        let mut access: BTreeMap<&str, &str> = ITEMS.iter().zip(&chosen).map(|((item, _), &n)| (*item, *ACCESS.get(n).unwrap_or(&""))).collect();
        access.insert("header", "");
        let mark = |secret: &str| -> BTreeMap<&str, String> {
            let of = |item: &'static str| if visible(item, &access, default, audience) { format!("{item}shown") } else { format!("{item}{secret}") };
            ITEMS.iter().map(|(item, _)| (*item, of(item))).collect()
        };
        let one = disclosed(&case(&access, &mark("hush"), &default_line), audience);
        let other = disclosed(&case(&access, &mark("quitedifferentandlonger"), &default_line), audience);
        prop_assert_eq!(&one, &other);
        let shown = format!("{:?} {:?} {:?} {:?}", one, one.dossier.case(), one.dossier.compile(), (one.dossier.conflicts(), one.dossier.forecasts(), one.dossier.warnings()));
        prop_assert!(!shown.contains("hush"), "{}", shown);
        // What follows from it is the same too, and does not fall over what is missing.
        let day: Date = "2025-05-02".parse().unwrap();
        prop_assert_eq!(one.dossier.as_of(day), other.dossier.as_of(day));
        prop_assert_eq!(one.dossier.as_of(day).compile(), other.dossier.as_of(day).compile());
        let hides_something = ITEMS.iter().any(|(item, _)| !visible(item, &access, default, audience));
        prop_assert_eq!(one.withheld > 0, hides_something);
        prop_assert!(!hides_something || one.dossier.value_span(&zopa_dossier::CasePath::root()).is_none());
        // To disclose twice is to disclose once.
        prop_assert_eq!(&one.dossier.disclose(AUDIENCES[audience]), &one);
        // No figure is computed from part of a party's preferences.
        for judgement in &one.dossier.compile().judgements {
            for (party, preferences) in judgement.scenario.parties().iter().zip(judgement.scenario.preferences()) {
                let item = if party.name.starts_with("p1") { "j1a" } else { "j1b" };
                let parts = ITEMS.iter().filter(|(name, _)| name.starts_with(item) || matches!(*name, "p1" | "p2" | "p3" | "r1" | "i1" | "i2"));
                let whole = parts.clone().all(|(name, _)| visible(name, &access, default, audience));
                prop_assert!(preferences.is_none() || whole);
            }
        }
    }
}

#[test]
fn those_who_hold_the_file_see_all_of_it() {
    let all = dossier().disclose(Audience::Secret);
    assert_eq!((all.withheld, &all.dossier), (0, &dossier()));
}

#[test]
fn without_a_default_everything_is_secret() {
    let text = with("default_access: public\n", "");
    let public = read(&text).disclose(Audience::Public);
    assert!(public.dossier.case().parties.is_empty() && public.dossier.case().title == "(title withheld)");
}

#[test]
fn a_hidden_part_withholds_the_figures_of_its_party_alone() {
    let text = with("range: [5, 7],", "range: [5, 7], access: internal,");
    let public = read(&text).disclose(Audience::Public);
    assert_eq!(public.withheld, 1);
    let first = &public.dossier.compile().judgements[0];
    let missing: Vec<_> = first.missing.iter().map(|missing| (missing.party, missing.part)).collect();
    assert_eq!(missing, [(1, MissingPart::Withheld)]);
    assert!(first.scenario.preferences()[0].is_some());
    let points = &public.dossier.case().judgements[0].preferences["west"].points;
    assert!(points.is_some(), "the visible parts are still shown");
}

#[test]
fn a_hidden_rule_withholds_every_figure() {
    let public = read(&with("toll: [3, 4]}, reason", "toll: [3, 4]}, access: secret, reason")).disclose(Audience::Public);
    for judgement in public.dossier.compile().judgements {
        assert!(judgement.missing.len() == 2 && judgement.missing.iter().all(|missing| missing.part == MissingPart::Withheld));
    }
}

#[test]
fn a_hidden_duty_withholds_no_figure() {
    let public =
        read(&with("duty: {reason: They are owed.}", "duty: {reason: Owed.}, access: secret")).disclose(Audience::Public);
    assert!(public.omitted.is_empty());
    assert_eq!(public.dossier.compile().judgements[0].scenario, dossier_without_children());
}

/// The scenario of the fixture, without its duty.
fn dossier_without_children() -> zopa_model::Scenario {
    let text = with("  - {id: children, options: [returned, not-returned], duty: {reason: They are owed.}}\n", "");
    let text = text.replace("      - {issue: children, asks: [returned]}\n", "");
    read(&text).compile().judgements[0].scenario.clone()
}

#[test]
fn a_precondition_is_shown_whole_or_not_at_all() {
    let public = read(&with("{id: quiet, name", "{id: quiet, access: secret, name")).disclose(Audience::Public);
    assert!(public.dossier.case().statements.iter().all(|statement| statement.first.is_empty()));
    // One condition and two preconditions.
    assert_eq!(public.withheld, 3);
}

#[test]
fn a_quotation_is_hidden_with_its_first_source_and_a_paraphrase_with_its_last() {
    let paper = read(&with("  - id: paper\n", "  - id: paper\n    access: secret\n")).disclose(Audience::Public);
    let ids: Vec<_> = paper.dossier.case().statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!((ids.as_slice(), paper.dossier.withheld_statements()), (["west-one", "west-two", "memoir"].as_slice(), 1));
    let radio = read(&with("{id: radio, title", "{id: radio, access: secret, title")).disclose(Audience::Public);
    let ids: Vec<_> = radio.dossier.case().statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids, ["east-one", "west-two", "memoir"]);
}

#[test]
fn what_was_dropped_is_told_to_those_who_might_see_it() {
    let text = with("  - id: west-one\n", "  - id: west-one\n    access: secret\n");
    let then = read(&text).as_of("2025-05-29".parse().unwrap());
    let told = |audience| {
        let disclosed = then.disclose(audience).dossier;
        disclosed.dropped().iter().map(|item| item.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(Audience::Secret), ["paper", "radio", "east-one", "west-one", "west-two", "first"]);
    assert_eq!(told(Audience::Public), ["paper", "radio", "east-one", "west-two", "first"]);
}

#[test]
fn debug_output_shows_no_content() {
    let shown = format!("{:?}", dossier());
    assert!(!shown.contains("shores") && !shown.contains("border"), "{shown}");
}
