//! The case as it was known on a day.

use zopa_dossier::{CasePath, Date, WhyDropped};

use crate::fixture::{CASE, dossier};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn later_things_go_with_what_rests_on_them_alone() {
    let then = dossier().as_of(day("2025-06-01"));
    let dropped: Vec<_> = then.dropped().iter().map(|item| (item.section, item.id.as_str(), item.why)).collect();
    assert_eq!(
        dropped,
        [("sources", "radio", WhyDropped::Later(day("2025-06-02"))), ("statements", "west-one", WhyDropped::NoSourceYet)]
    );
    let west_two = &then.case().statements[1];
    assert_eq!((west_two.id.as_str(), west_two.sources.as_slice()), ("west-two", ["paper".to_owned()].as_slice()));
    assert!(west_two.replaces.is_empty(), "the replaced statement was not known");
    assert_eq!(then.case().as_of, Some(day("2025-06-01")));
    assert_eq!(then.compile().positions.said.len(), 3);
}

#[test]
fn undated_sources_and_judgements_stay() {
    let then = dossier().as_of(day("2025-05-21"));
    let ids = |ids: Vec<&String>| ids.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(ids(then.case().sources.iter().map(|source| &source.id).collect()), ["book"]);
    assert_eq!(ids(then.case().statements.iter().map(|statement| &statement.id).collect()), ["memoir"]);
    assert_eq!(ids(then.case().judgements.iter().map(|judgement| &judgement.id).collect()), ["second"]);
    assert_eq!(then.case().events[0].until, None, "the end of the storm lay ahead");
}

#[test]
fn what_is_left_still_knows_its_place() {
    let then = dossier().as_of(day("2025-06-01")).as_of(day("2025-05-30"));
    let path = CasePath::root().key("statements").index(0).key("id");
    let span = then.value_span(&path).unwrap();
    assert_eq!(&CASE[span.start..span.end], "memoir");
}

#[test]
fn nothing_goes_on_the_last_day() {
    let then = dossier().as_of(day("2025-06-02"));
    assert!(then.dropped().is_empty());
    assert_eq!(then.case(), dossier().case());
}
