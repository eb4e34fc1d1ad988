//! One analysis of a whole case: how far it goes with what it is given.

use zopa_analysis::study::{Asked, Question, Reading};
use zopa_analysis::uncertainty::{DrawPlan, Missing, uninterrupted};
use zopa_analysis::{Limits, solution::Powers, study};
use zopa_model::{
    Issue, Limit, NamedPackage, Outcome, OutcomeSpace, Party, Positions, Preferences, Range, Role, Scenario, Tier, TierKind,
    ValueJudgement, WeightJudgement, Worth,
};

fn parties() -> Vec<Party> {
    ["A", "B"].map(|name| Party { name: name.to_owned(), role: Role::Party }).to_vec()
}

fn range(low: &str, high: &str) -> Range {
    Range::new(low.parse().unwrap(), high.parse().unwrap()).unwrap()
}

fn space() -> OutcomeSpace {
    OutcomeSpace::new(vec![Issue::ordered("pay", ["low", "middle", "high"]), Issue::ordered("hours", ["35", "38", "40"])], vec![])
}

/// Opposed on both issues, and each cares first about another one.
fn ranked(first: usize, best_first: bool, limit: Limit) -> Preferences {
    let tiers = [first, 1 - first].map(|issue| Tier { issues: vec![issue], kind: TierKind::Unordered }).to_vec();
    let order = if best_first { vec![vec![0], vec![1], vec![2]] } else { vec![vec![2], vec![1], vec![0]] };
    let values = vec![ValueJudgement::Order(order.clone()), ValueJudgement::Order(order)];
    let worth = Worth::Weighted { weights: WeightJudgement { issues: 2, tiers, ..Default::default() }, values };
    Preferences { worth, linkages: vec![], red_lines: vec![], limit, disagreement: None }
}

fn scenario(limit: Limit) -> Scenario {
    let preferences = vec![Some(ranked(0, true, limit.clone())), Some(ranked(1, false, limit))];
    let package = NamedPackage { name: "halfway".to_owned(), outcome: Outcome::new([1, 1]) };
    Scenario::new("talks", parties(), space(), vec![], preferences, vec![package]).unwrap()
}

fn question(draws: u32) -> Question {
    let plan = DrawPlan { seed: 5, draws };
    Question { plan, basis: None, powers: Powers::equal(), limits: Limits::default(), improve: None }
}

#[test]
fn a_case_with_nothing_but_statements_goes_as_far_as_it_can() {
    let positions = Positions { parties: parties(), space: space(), ..Positions::default() };
    let found = study(&positions, &[], &question(100), &uninterrupted);
    assert_eq!(found.gap.topics.len(), 2);
    assert!(found.judgements.is_empty() && found.interval.is_none());
}

#[test]
fn ranges_give_odds_packages_and_an_interval_over_judgements() {
    let (mild, stern) = (scenario(Limit::Range(range("0.1", "0.3"))), scenario(Limit::Range(range("0.5", "0.9"))));
    let found = study(&Positions::default(), &[(&mild).into(), (&stern).into()], &question(400), &uninterrupted);
    let odds = |judgement: usize| found.judgements[judgement].drawn().unwrap().odds.deal.share();
    assert!(odds(0) > odds(1), "{} {}", odds(0), odds(1));
    let interval = found.interval.as_ref().unwrap();
    assert!(interval.low.deal.share() <= odds(1) && odds(0) <= interval.high.deal.share());
    assert_eq!((interval.low.scenario, interval.high.scenario), (1, 0));
    assert_eq!(found.ranged(), [0, 1]);
    let packages = &found.judgements[0].drawn().unwrap().packages;
    assert_eq!(packages[0].asked, Asked::MostAccepted);
    assert!(packages.iter().any(|package| package.asked == Asked::Named(0)));
}

#[test]
fn points_are_answered_exactly_and_without_a_draw() {
    let points = |values: [[&str; 3]; 2]| {
        let options = |issue: [&str; 3]| issue.map(|value| range(value, value)).to_vec();
        let worth = Worth::Points(values.map(options).to_vec());
        let limit = Limit::Range(range("2", "2"));
        Preferences { worth, linkages: vec![], red_lines: vec![], limit, disagreement: None }
    };
    let preferences = vec![Some(points([["4", "2", "0"], ["4", "1", "0"]])), Some(points([["0", "3", "4"], ["0", "4", "4"]]))];
    let stated = Scenario::new("points", parties(), space(), vec![], preferences, vec![]).unwrap();
    let found = study(&Positions::default(), &[(&stated).into()], &question(10), &uninterrupted);
    let Ok(Reading::Stated(point)) = &found.judgements[0].reading else { panic!("{:?}", found.judgements[0].reading) };
    assert!(point.basis.is_none() && point.analysis.frontier.exact);
    assert!(found.interval.is_none(), "nothing was drawn");
}

#[test]
fn points_beyond_exact_whole_numbers_are_refused_by_their_party() {
    let points = |best: &str| {
        let options = vec![range(best, best), range("1/3", "1/3"), range("0", "0")];
        let worth = Worth::Points(vec![options; 2]);
        Preferences { worth, linkages: vec![], red_lines: vec![], limit: Limit::Any, disagreement: None }
    };
    let huge = format!("1{}", "0".repeat(40));
    let preferences = vec![Some(points("4")), Some(points(&huge))];
    let scenario = Scenario::new("huge", parties(), space(), vec![], preferences, vec![]).unwrap();
    let found = study(&Positions::default(), &[(&scenario).into()], &question(10), &uninterrupted);
    let missing = found.judgements[0].reading.as_ref().unwrap_err();
    assert_eq!(*missing, Missing::TooLarge(1));
    let words = missing.to_string();
    assert!(words.contains("party 2") && !words.contains("draw"), "{words}");
}

#[test]
fn a_party_of_whom_nothing_is_said_is_missing_and_not_made_up() {
    let preferences = vec![Some(ranked(0, true, Limit::Any)), None];
    let half = Scenario::new("half", parties(), space(), vec![], preferences, vec![]).unwrap();
    let found = study(&Positions::default(), &[(&half).into()], &question(10), &uninterrupted);
    assert_eq!(found.judgements[0].reading.as_ref().err(), Some(&Missing::Preferences(vec![1])));
}

#[test]
fn draws_that_would_fill_the_memory_are_refused_with_how_many_fit() {
    let options = |from: u32| vec![(from..from + 200_000).collect::<Vec<_>>()];
    let wide = OutcomeSpace::new(vec![Issue::integer("price", 0, 199_999)], vec![]);
    let flat = || Preferences {
        worth: Worth::Weighted {
            weights: WeightJudgement { issues: 1, ..Default::default() },
            values: vec![ValueJudgement::Order(options(0))],
        },
        linkages: vec![],
        red_lines: vec![],
        limit: Limit::Range(range("0", "0.5")),
        disagreement: None,
    };
    let scenario = Scenario::new("wide", parties(), wide, vec![], vec![Some(flat()), Some(flat())], vec![]).unwrap();
    let found = study(&Positions::default(), &[(&scenario).into()], &question(10_000_000), &uninterrupted);
    let Err(Missing::Room { draws, most }) = found.judgements[0].reading else { panic!("it was let in") };
    assert_eq!(draws, 10_000_000);
    assert!((1..1000).contains(&most), "{most}");
}
