//! Conflicts and forecasts: what they compile to, and what was known of them on a day.

use zopa_dossier::{Audience, WhatChanged, difference};
use zopa_model::{Direction, Liking, StatePattern, Wish};

use crate::fixture::{CASE, read};

const CONFLICT: &str = "\
conflicts:
  - id: blockade
    author: A. N.
    as_of: 2025-06-01
    sources: [paper]
    options:
      - {id: block, owner: west}
      - {id: sail, owner: east, direction: backward}
      - {id: mediate, name: Offer a text, owner: host, direction: forward}
    infeasible: [{states: \"Y Y -\", reason: A blocked boat does not sail.}]
    status_quo: NYN
    preferences:
      west: {ranking: [YNN, [NN-, \"YNY\"]], reason: Said so., sources: [radio]}
      east:
        wishes:
          - {wants: {all: [sail, {not: block}]}, reason: Its trade.}
          - {wants: {iff: [block, mediate]}, reason: It said so., sources: [paper, book]}
        reason: From its letters.
    positions:
      host: {asks: \"N--\", otherwise: \"--Y\", reason: Its job., access: secret}
forecasts:
  - id: toll
    author: A. N.
    scales: [{id: coins, unit: coins, low: 0, high: 4, low_means: free, high_means: dear}]
    actors:
      - {name: East, capability: [1, 2], stands: {coins: {position: 1, salience: 1/2}}, reason: Guessed., sources: [radio]}
      - {name: West, capability: 1, stands: {}, reason: Guessed.}
";

fn whole() -> String {
    format!("{CASE}{CONFLICT}")
}

#[test]
fn a_conflict_compiles_with_its_makers_in_the_order_of_the_parties() {
    let compiled = read(&whole()).conflicts().remove(0);
    assert_eq!(compiled.makers, ["east", "west", "host"]);
    assert_eq!(compiled.conflict.makers, ["The east", "west", "host"]);
    let owners: Vec<(usize, Direction)> =
        compiled.conflict.options.iter().map(|option| (option.owner, option.direction)).collect();
    assert_eq!(owners, [(1, Direction::Both), (0, Direction::Backward), (2, Direction::Forward)]);
    assert_eq!(compiled.conflict.infeasible, [StatePattern { taken: 0b011, left: 0 }]);
    assert_eq!(compiled.status_quo, Some(0b010));
    let groups = vec![
        vec![StatePattern { taken: 0b001, left: 0b110 }],
        vec![StatePattern { taken: 0, left: 0b011 }, StatePattern { taken: 0b101, left: 0b010 }],
    ];
    assert_eq!(compiled.conflict.likings[1], Some(Liking::Ranking(groups)));
    let first = Wish::All(vec![Wish::Taken(1), Wish::Not(Box::new(Wish::Taken(0)))]);
    let second = Wish::Iff(Box::new(Wish::Taken(0)), Box::new(Wish::Taken(2)));
    assert_eq!(compiled.conflict.likings[0], Some(Liking::Wishes(vec![first, second])));
    assert_eq!(compiled.conflict.likings[2], None);
    assert_eq!(compiled.conflict.positions[2], Some(StatePattern { taken: 0, left: 1 }));
    assert_eq!(compiled.conflict.intentions, [None, None, Some(StatePattern { taken: 0b100, left: 0 })]);
}

#[test]
fn what_a_conflict_hides_is_not_known() {
    let public = read(&whole()).disclose(Audience::Public);
    assert_eq!(public.withheld, 1);
    assert_eq!(public.dossier.conflicts()[0].conflict.positions, [None, None, None]);
    let without_host = whole().replace("{id: host, role: host}", "{id: host, role: host, access: secret}");
    assert!(read(&without_host).disclose(Audience::Public).dossier.conflicts().is_empty());
    let without_radio = whole().replace("{id: radio, title", "{id: radio, access: secret, title");
    let public = read(&without_radio).disclose(Audience::Public).dossier;
    assert!(public.conflicts()[0].conflict.likings[1].is_none() && public.conflicts()[0].conflict.likings[0].is_some());
    assert!(public.forecasts().is_empty(), "without one of its actors it would be another forecast");
}

#[test]
fn what_was_read_later_was_not_known() {
    let before = read(&whole()).as_of("2025-06-01".parse().expect("a day"));
    let compiled = before.conflicts().remove(0);
    assert!(compiled.conflict.likings[1].is_none(), "the radio spoke a day later");
    assert!(compiled.conflict.likings[0].is_some());
    assert!(before.forecasts().is_empty());
    assert!(read(&whole()).as_of("2025-05-31".parse().expect("a day")).conflicts().is_empty());
}

#[test]
fn a_forecast_compiles_with_who_takes_no_part() {
    let compiled = read(&whole()).forecasts().remove(0);
    let stands: Vec<bool> = compiled.forecast.actors.iter().map(|actor| actor.stands[0].is_some()).collect();
    assert_eq!(stands, [true, false]);
}

#[test]
fn changes_of_both_are_told() {
    let changed = whole().replace("status_quo: NYN", "status_quo: NNN").replace("high_means: dear", "high_means: too dear");
    let told: Vec<(&str, String, bool)> = difference(&read(&whole()), &read(&changed))
        .changes
        .into_iter()
        .map(|change| (change.section, change.id, matches!(change.what, WhatChanged::Changed(_))))
        .collect();
    assert_eq!(told, [("conflicts", "blockade".to_owned(), true), ("forecasts", "toll".to_owned(), true)]);
}
