//! What reaches the rooms.

use zopa_dossier::MissingPart;
use zopa_model::{Exact, Limit, Range, StanceKind, TierKind, Topic, Track, ValueJudgement, Worth};

use crate::fixture::{dossier, read, with};

#[test]
fn issues_keep_their_order_and_duties_have_no_index() {
    let compiled = dossier().compile();
    let names: Vec<_> = compiled.positions.space.issues().iter().map(|issue| issue.name()).collect();
    assert_eq!(names, ["border", "toll", "share", "level", "mail"]);
    let asides: Vec<_> = compiled.positions.asides.iter().map(|aside| (aside.issue.name(), aside.track)).collect();
    assert_eq!(asides, [("children", Track::Duty), ("captives", Track::Own)]);
    assert_eq!(compiled.positions.space.issues()[2].options(), ["0", "0.25", "0.5", "0.75", "1"]);
    assert_eq!(compiled.names.traded_anyway[0].issue, 4);
    assert_eq!(compiled.names.issues[0].options, ["open", "Closed to all"]);
    assert_eq!(compiled.names.parties, ["The east", "west"]);
}

#[test]
fn one_stance_for_each_statement_party_issue_and_kind() {
    let positions = dossier().compile().positions;
    let stances: Vec<_> = positions.stances.iter().map(|s| (s.statement, s.party, s.topic, s.kind, s.options.clone())).collect();
    assert_eq!(
        stances,
        [
            (0, 0, Topic::Issue(0), StanceKind::Asks, vec![0]),
            (0, 0, Topic::Issue(0), StanceKind::Rejects, vec![1]),
            (0, 0, Topic::Aside(0), StanceKind::Asks, vec![0]),
            (1, 1, Topic::Issue(1), StanceKind::Offers, vec![1, 2]),
            (2, 1, Topic::Issue(1), StanceKind::Accepts, vec![1, 4]),
        ]
    );
    assert_eq!(
        (positions.said[0].sources.as_slice(), positions.said[2].replaces.as_slice()),
        ([0, 1].as_slice(), [1].as_slice())
    );
}

#[test]
fn preconditions_keep_their_alternatives() {
    let positions = dossier().compile().positions;
    let told: Vec<_> = positions.preconditions.iter().map(|p| (p.party, p.waits, p.alternatives.clone())).collect();
    assert_eq!(told, [(0, 2, vec![vec![0, 1]]), (1, 0, vec![vec![2], vec![1, 2]])]);
    assert_eq!(positions.conditions[1].topic, Some(Topic::Issue(0)));
}

#[test]
fn weights_values_linkages_and_limits() {
    let compiled = dossier().compile();
    let judgement = &compiled.judgements[0];
    assert!(judgement.missing.is_empty());
    let east = judgement.scenario.preferences()[0].as_ref().unwrap();
    let Worth::Weighted { weights, values } = &east.worth else { panic!("weights are stated") };
    let tiers: Vec<_> = weights.tiers.iter().map(|tier| (tier.issues.clone(), tier.kind)).collect();
    assert_eq!(tiers, [(vec![0], TierKind::Unordered), (vec![1, 2], TierKind::Equal), (vec![3, 4], TierKind::Unordered)]);
    assert_eq!(values[0], ValueJudgement::Order(vec![vec![0], vec![1]]));
    let quarter = |n: u32| Range::point(Exact::ratio(n, 4).unwrap());
    assert_eq!(values[1], ValueJudgement::Ranges(vec![quarter(4), quarter(3), quarter(2), quarter(1), quarter(0)]));
    // The linkage names toll before border; the room has them in ascending order, options with them.
    assert_eq!(
        (east.linkages[0].issues.as_slice(), east.linkages[0].entries[0].0.as_slice()),
        ([0, 1].as_slice(), [0, 4].as_slice())
    );
    let Limit::Between { unacceptable, acceptable } = &east.limit else { panic!("two packages enclose it") };
    assert_eq!((unacceptable.options(), acceptable.options()), ([1, 0, 0, 0, 1].as_slice(), [0, 2, 2, 2, 0].as_slice()));
    let west = judgement.scenario.preferences()[1].as_ref().unwrap();
    let Worth::Points(points) = &west.worth else { panic!("points are stated") };
    assert_eq!(points[0][1], Range::point(Exact::from_integer(10)));
}

#[test]
fn what_is_missing_is_named_and_not_filled_in() {
    let compiled = dossier().compile();
    let second = &compiled.judgements[1];
    let missing: Vec<_> = second.missing.iter().map(|missing| (missing.party, missing.part)).collect();
    assert_eq!(missing, [(0, MissingPart::Preferences), (1, MissingPart::Limit)]);
    assert!(second.scenario.preferences().iter().all(Option::is_none));
}

#[test]
fn issues_below_a_ranking_form_a_last_tier() {
    let text = with("reason: Cheaper.}\n", "reason: Cheaper.}\n        limit: {never: true, reason: Said so.}\n");
    let compiled = read(&text).compile();
    let west = compiled.judgements[1].scenario.preferences()[1].as_ref().unwrap();
    let Worth::Weighted { weights, .. } = &west.worth else { panic!("weights are stated") };
    assert_eq!(weights.tiers[1].issues, [1, 2, 3, 4]);
    assert_eq!(west.limit, Limit::Never);
}
