//! The register of a case: what it compiles to, and what an audience sees of it.

use std::collections::BTreeMap;

use zopa_dossier::lists::ListKind;
use zopa_dossier::{Audience, Dossier, GivenList, WhatChanged, difference};
use zopa_model::register::{Consent, LegalStanding, State};

const CASE: &str = "\
zopa: 1
title: Two islands
nature: invented
as_of: 2030-05-31
default_access: public
parties: [{id: E, name: East}, {id: W, name: West}, {id: envoy, role: facilitator}]
sources: [{id: gull, title: On the islands, outlet: The Gull}, {id: leak, title: A letter, outlet: Nobody, access: secret}]
register:
  classes: [{id: minor, standing: child}, {id: rowers}, {id: spies, access: ACCESS-OF-CLASS}]
  counts:
    - {id: c1, holder: E, class: rowers, ready: 9, not_ready: 2, by: E, sources: [gull], access: ACCESS-OF-COUNT}
  persons:
    - id: p-1
      holder: W
      classes: [{class: rowers, by: E}]
      states: [{to: claimed, source: E}, {to: acknowledged, source: W}, {to: verified, source: envoy}, {to: ready, source: envoy, date: 2030-05-01}]
      consent: {wishes: true, date: 2030-05-01, before: envoy}
      access: ACCESS-OF-PERSON
  announced: [{id: a1, by: East, about: rowers, to: E, count: 7, sources: [SOURCE-OF-FIGURE]}]
  releases:
    - {id: r1, date: 2030-04-01, series: spring, to: {E: 3, W: 3}, sources: [gull]}
    - {id: r2, date: 2030-04-02, series: spring, to: {E: 4}, sources: [gull], access: ACCESS-OF-RELEASE}
  plan: {mode: any-for-any, cap: 2}
";

fn case(secret: &str) -> Dossier {
    let mut text = CASE.to_owned();
    for place in ["ACCESS-OF-CLASS", "ACCESS-OF-COUNT", "ACCESS-OF-PERSON", "ACCESS-OF-RELEASE"] {
        text = text.replace(place, if place == secret { "secret" } else { "public" });
    }
    text = text.replace("SOURCE-OF-FIGURE", if secret == "SOURCE-OF-FIGURE" { "leak" } else { "gull" });
    Dossier::read("islands.yaml", text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

#[test]
fn a_register_compiles_to_records_counts_and_figures() {
    let compiled = case("").register(&BTreeMap::new(), &[]);
    let register = &compiled.register;
    assert_eq!(
        (register.sides.as_slice(), register.classes[0].standing),
        (["E".to_owned(), "W".to_owned()].as_slice(), LegalStanding::Child)
    );
    let record = &register.records[0];
    assert_eq!(
        (record.id.as_str(), record.holder, record.home, record.state, record.claims.len()),
        ("p-1", 1, 0, State::Ready, 4)
    );
    assert!(matches!(record.consent, Consent::Yes { .. }));
    assert_eq!((register.counts[0].ready, register.counts[0].not_ready, register.counts[0].home), (9, 2, 1));
    assert_eq!((register.figures[0].count, register.releases[1].to.as_slice()), (7, [4, 0].as_slice()));
    assert!(compiled.knows_people && !compiled.omitted.people && compiled.omitted.series.is_empty());
}

#[test]
fn what_is_hidden_is_not_there_and_nothing_is_computed_from_the_rest() {
    for (secret, people, series) in [
        ("ACCESS-OF-CLASS", true, 0),
        ("ACCESS-OF-COUNT", true, 0),
        ("ACCESS-OF-PERSON", true, 0),
        ("ACCESS-OF-RELEASE", false, 1),
        ("SOURCE-OF-FIGURE", false, 0),
    ] {
        let disclosed = case(secret).disclose(Audience::Public);
        let compiled = disclosed.dossier.register(&BTreeMap::new(), &[]);
        assert_eq!((compiled.omitted.people, compiled.omitted.series.len()), (people, series), "{secret}");
        assert!(disclosed.withheld >= 1, "{secret}");
        let whole = case(secret).disclose(Audience::Secret).dossier.register(&BTreeMap::new(), &[]);
        let items = |compiled: &zopa_dossier::CompiledRegister| {
            let register = &compiled.register;
            register.records.len()
                + register.counts.len()
                + register.figures.len()
                + register.releases.len()
                + register.classes.len()
        };
        assert_eq!(items(&compiled) + 1, items(&whole), "{secret}");
        assert!(!whole.omitted.people && whole.omitted.series.is_empty(), "{secret}");
        // Hiding twice hides no less.
        let again = disclosed.dossier.disclose(Audience::Public).dossier.register(&BTreeMap::new(), &[]);
        assert_eq!(again.omitted, compiled.omitted, "{secret}");
    }
}

#[test]
fn a_difference_names_what_changed_in_the_register() {
    let other = CASE.replace("ready: 9", "ready: 8").replace("cap: 2", "cap: 3").replace("SOURCE-OF-FIGURE", "gull");
    let other = ["CLASS", "COUNT", "PERSON", "RELEASE"]
        .iter()
        .fold(other, |text, place| text.replace(&format!("ACCESS-OF-{place}"), "public"));
    let other = Dossier::read("islands.yaml", other.as_bytes()).unwrap();
    let found = difference(&case(""), &other);
    let told: Vec<(&str, &str)> = found.changes.iter().map(|change| (change.section, change.id.as_str())).collect();
    assert_eq!(told, [("register", ""), ("register.counts", "c1")]);
    assert!(found.changes.iter().all(|change| matches!(change.what, WhatChanged::Changed(_))));
}

#[test]
fn as_of_a_day_later_releases_were_not_known() {
    let day = "2030-04-01".parse().unwrap();
    let compiled = case("").as_of(day).register(&BTreeMap::new(), &[]);
    assert_eq!(compiled.register.releases.len(), 1);
}

#[test]
fn lists_stand_beside_the_case_and_no_line_of_them_is_lost() {
    let bytes =
        b"id,surname,name,dob,class\ne-1,Canary,Bird,1999-01-01,rowers\ne-2,Canary,Bird,1999-01-01,rowers\ne-2,x,y,z,oars\n";
    let given = GivenList { file: "east.csv", party: "E", kind: ListKind::Holds, bytes };
    let compiled = case("").register(&BTreeMap::new(), &[given]);
    assert_eq!(compiled.lists[0].rows.len(), 3);
    assert_eq!(compiled.register.records.len(), 4, "one of the case and three of the list");
    assert!(!format!("{compiled:?}").contains("Canary"));
    let nobody = GivenList { file: "south.csv", party: "S", kind: ListKind::Holds, bytes };
    assert_eq!(case("").register(&BTreeMap::new(), &[nobody]).unread.len(), 1);
}
