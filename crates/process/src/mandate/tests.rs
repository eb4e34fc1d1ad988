use zopa_analysis::uncertainty::uninterrupted;
use zopa_model::{
    Exact, Issue, Limit, Mandate, Outcome, OutcomeSpace, Party, Preferences, Range, Ratification, Role, Scenario, Summit, Voter,
    Worth as Stated,
};

use super::*;

fn eighths(value: i64) -> Range {
    Range::point(Exact::ratio(value, 8).unwrap())
}

/// Example E of the house's methods on analysis: issue 1 has options a, b, c, worth (4, 2, 0) to one and (0, 3, 4) to the
/// other, in eighths; issue 2 has x and y, worth (0, 3) and (3, 0)... with limits of two eighths each.
fn example() -> Scenario {
    let points = |values: [&[i64]; 2]| Stated::Points(values.iter().map(|of| of.iter().map(|&v| eighths(v)).collect()).collect());
    let preferences = |values| {
        Some(Preferences {
            worth: points(values),
            linkages: vec![],
            red_lines: vec![],
            limit: Limit::Range(eighths(2)),
            disagreement: None,
        })
    };
    let party = |name: &str| Party { name: name.into(), role: Role::Party };
    let space =
        OutcomeSpace::new(vec![Issue::categorical("one", ["a", "b", "c"]), Issue::categorical("two", ["x", "y"])], vec![]);
    let preferences = vec![preferences([&[5, 3, 0], &[0, 3]]), preferences([&[0, 2, 3], &[3, 1]])];
    Scenario::new("E", vec![party("A"), party("B")], space, vec![], preferences, vec![]).unwrap()
}

fn mandate(party: usize, issue: usize, authority: Authority, within: &[u32]) -> Mandate {
    Mandate { party, issue, authority, within: within.to_vec() }
}

fn all(authority: Authority) -> Vec<Mandate> {
    (0..2).flat_map(|party| (0..2).map(move |issue| mandate(party, issue, authority, &[]))).collect()
}

fn study(mandates: Mandates) -> MandateStudy {
    let plan = DrawPlan { seed: 1, draws: 10 };
    match super::mandates(&example(), &mandates, plan, &uninterrupted).unwrap() {
        MandateAnswer::Known(study) => *study,
        MandateAnswer::Unknown(unknown) => panic!("{unknown:?}"),
    }
}

#[test]
fn an_issue_without_a_mandate_stays_where_it_is() {
    let mut given = all(Authority::AdReferendum);
    given[1].authority = Authority::ExchangeViews;
    let found = study(Mandates { stays: Outcome::new([0, 0]), mandates: given, summit: None });
    assert_eq!(found.below[1].options, [vec![0, 1, 2], vec![0]]);
    assert_eq!(found.below[0].options, [vec![0], vec![0]], "for good they may sign nothing");
    assert_eq!(found.below[1].settles, [0]);
    // With x: a is (5, 3), b (3, 5), c (0, 6): deals below. With y: a (8, 1), b (6, 3), c (3, 4).
    assert_eq!((found.leaders.count, found.below[1].deal.opens, found.verdict), (10, 0, Blocked::ByNeither));
    // Gains beyond 2: below the best product is 3 * 1 of a or b with x; with leaders 4 * 1 of b with y.
    assert!((found.worth.below.nash_product - 3.0 / 64.0).abs() < 1e-12);
    assert!((found.worth.leaders.nash_product - 4.0 / 64.0).abs() < 1e-12);
    assert_eq!(found.lifting.len(), 1);
    assert_eq!((found.lifting[0].issue, found.lifting[0].held_by.clone()), (1, vec![0]));
}

#[test]
fn leaders_open_what_mandates_close() {
    // Delegations may only sign c with x, (0, 6): the first refuses.
    let mut given = all(Authority::Commit);
    given[0].within = vec![2];
    given[1].authority = Authority::None;
    let found = study(Mandates { stays: Outcome::new([2, 0]), mandates: given, summit: None });
    assert_eq!((found.below[0].deal.before.count, found.leaders.count, found.verdict), (0, 10, Blocked::ByMandate));
    let shares: f64 = found.lifting.iter().filter_map(|lifting| lifting.shapley).sum();
    assert!((shares - 10.0).abs() < 1e-9, "what the shares add up to is what all of it opens");
}

#[test]
fn a_summit_that_waits_for_what_nobody_may_settle_is_out_of_reach() {
    let mut given = all(Authority::Commit);
    given[1].authority = Authority::ExchangeViews;
    let summit = |issues: &[usize]| Some(Summit { meeting: 0, waits_for: 1, issues: issues.to_vec() });
    let found = study(Mandates { stays: Outcome::new([0, 0]), mandates: given.clone(), summit: summit(&[0, 1]) });
    assert_eq!(found.summit, Some(SummitStudy { out_of_reach: vec![(1, vec![0])], deal: None }));
    let found = study(Mandates { stays: Outcome::new([0, 0]), mandates: given, summit: summit(&[0]) });
    assert_eq!(found.summit.unwrap().deal.unwrap().count, 10, "b with x settles issue one");
}

#[test]
fn what_nobody_says_is_not_guessed() {
    let given = Mandates { stays: Outcome::new([0, 0]), mandates: all(Authority::Commit)[1..].to_vec(), summit: None };
    let plan = DrawPlan { seed: 1, draws: 10 };
    let answer = super::mandates(&example(), &given, plan, &uninterrupted).unwrap();
    assert_eq!(answer, MandateAnswer::Unknown(vec![(0, 0)]));
}

fn voter(name: &str, weight: u32, yes: Option<(i64, i64)>, veto: bool) -> Voter {
    let yes = yes.map(|(numerator, denominator)| Range::point(Exact::ratio(numerator, denominator).unwrap()));
    Voter { name: name.into(), weight, veto, refuses: vec![], yes }
}

#[test]
fn weights_of_45_35_and_20_with_a_quota_of_51_pass_with_probability_055() {
    let voters =
        vec![voter("a", 45, Some((9, 10)), false), voter("b", 35, Some((1, 2)), false), voter("c", 20, Some((1, 5)), false)];
    let home = Ratification { party: 0, voters, quota: Some(51) };
    let found = passing(&home, &Outcome::new([0, 0]));
    assert!((found.probability.0 - 0.55).abs() < 1e-12 && (found.probability.1 - 0.55).abs() < 1e-12);
    assert!(found.vetoed_by.is_empty());
}

#[test]
fn a_veto_takes_out_what_it_refuses() {
    let refuses = vec![Pattern::new([(0, vec![1])])];
    let home = Ratification { party: 1, voters: vec![Voter { refuses, ..voter("ally", 0, None, true) }], quota: None };
    assert_eq!(passing(&home, &Outcome::new([1, 0])).vetoed_by, [0]);
    assert_eq!(passing(&home, &Outcome::new([1, 0])).probability, (0.0, 0.0));
    assert_eq!(passing(&home, &Outcome::new([0, 0])).probability, (1.0, 1.0));
    let plan = DrawPlan { seed: 1, draws: 5 };
    let found = win_sets(&example(), &[home], plan, &uninterrupted).unwrap();
    assert_eq!((found.deal.before.count, found.deal.after.count), (5, 5), "a with x is left");
    assert_eq!(found.by_party.len(), 1);
}
