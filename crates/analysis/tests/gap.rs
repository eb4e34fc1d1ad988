//! The gap: what was said, compared without a weight.

use proptest::prelude::*;
use zopa_analysis::gap::{Against, Clash, Reach, Room, Status, gap, red_line_gap};
use zopa_model::{
    Aside, Condition, Issue, Limit, OptionIndex, OutcomeSpace, Party, PartyIndex, Pattern, Positions, Precondition, Preferences,
    RedLine, Role, Rule, Said, Scenario, Stance, StanceKind, Standing, Topic, Worth,
};

use StanceKind::{Accepts, Agreed, Asks, Offers, Rejects};

const ISSUE: Topic = Topic::Issue(0);
const ASIDE: Topic = Topic::Aside(0);

/// One ordered issue with five options and one duty with three, between `parties` parties.
struct Table {
    positions: Positions,
}

impl Table {
    fn of(parties: usize) -> Self {
        let party = |index| Party { name: format!("party {index}"), role: Role::Party };
        let duty = Issue::ordered("remains", ["none", "some", "all"]);
        let positions = Positions {
            parties: (0..parties).map(party).collect(),
            space: OutcomeSpace::new(vec![Issue::ordered("ceasefire", ["0", "1", "2", "3", "4"])], vec![]),
            asides: vec![Aside { issue: duty, track: zopa_model::Track::Duty, reason: "owed".into() }],
            ..Default::default()
        };
        Self { positions }
    }

    /// Another statement, carried by `source` alone.
    fn said(mut self, party: PartyIndex, source: usize, stances: &[(Topic, StanceKind, &[OptionIndex])]) -> Self {
        let statement = self.positions.said.len();
        self.positions.said.push(Said { sources: vec![source], replaces: vec![] });
        for &(topic, kind, options) in stances {
            self.positions.stances.push(Stance { party, topic, kind, options: options.to_vec(), statement });
        }
        self
    }

    fn replacing(mut self, earlier: usize) -> Self {
        self.positions.said.last_mut().unwrap().replaces.push(earlier);
        self
    }

    fn status(&self) -> Status {
        gap(&self.positions).topic(ISSUE).unwrap().status.clone()
    }
}

#[test]
fn silence_is_not_agreement() {
    assert_eq!(Table::of(2).status(), Status::NeitherSeen);
    let one = Table::of(2).said(0, 0, &[(ISSUE, Asks, &[2])]);
    assert_eq!(one.status(), Status::OneSideNotSeen { unseen: vec![1] });
    let two_of_three = Table::of(3).said(0, 0, &[(ISSUE, Asks, &[2])]).said(2, 1, &[(ISSUE, Asks, &[2])]);
    assert_eq!(two_of_three.status(), Status::OneSideNotSeen { unseen: vec![1] });
}

#[test]
fn agreed_needs_everybody_to_say_so() {
    let both = Table::of(2).said(0, 0, &[(ISSUE, Agreed, &[1, 2])]).said(1, 0, &[(ISSUE, Accepts, &[2])]);
    assert_eq!(both.status(), Status::Agreed { options: vec![2] });
    let one_only_asks = Table::of(2).said(0, 0, &[(ISSUE, Agreed, &[2])]).said(1, 0, &[(ISSUE, Asks, &[2])]);
    assert_eq!(one_only_asks.status(), Status::Convergent { options: vec![2] });
    let different = Table::of(2).said(0, 0, &[(ISSUE, Agreed, &[1])]).said(1, 0, &[(ISSUE, Agreed, &[2])]);
    assert_eq!(different.status(), Status::Disputed { pairs: vec![(0, 1)] });
}

#[test]
fn convergent_options_are_rejected_by_nobody() {
    let table = Table::of(3).said(0, 0, &[(ISSUE, Asks, &[1, 2])]).said(1, 0, &[(ISSUE, Offers, &[2, 1])]).said(
        2,
        0,
        &[(ISSUE, Accepts, &[1, 2]), (ISSUE, Rejects, &[2])],
    );
    assert_eq!(table.status(), Status::Convergent { options: vec![1] });
    assert_eq!(gap(&table.positions).islands().count(), 1);
}

#[test]
fn opposed_is_an_express_no_on_both_sides_or_opposite_ends() {
    let express = Table::of(2).said(0, 0, &[(ISSUE, Asks, &[1]), (ISSUE, Rejects, &[3])]).said(
        1,
        0,
        &[(ISSUE, Asks, &[3]), (ISSUE, Rejects, &[1])],
    );
    assert_eq!(express.status(), Status::Opposed { pairs: vec![(0, 1)] });
    let one_no = Table::of(2).said(0, 0, &[(ISSUE, Asks, &[1]), (ISSUE, Rejects, &[3])]).said(1, 0, &[(ISSUE, Asks, &[3])]);
    assert_eq!(one_no.status(), Status::Disputed { pairs: vec![(0, 1)] });
    let ends = Table::of(2).said(0, 0, &[(ISSUE, Asks, &[4])]).said(1, 0, &[(ISSUE, Asks, &[0])]);
    assert_eq!(ends.status(), Status::Opposed { pairs: vec![(0, 1)] });
    let third =
        Table::of(3).said(0, 0, &[(ISSUE, Asks, &[4])]).said(1, 0, &[(ISSUE, Asks, &[2, 4])]).said(2, 0, &[(ISSUE, Asks, &[0])]);
    assert_eq!(third.status(), Status::Opposed { pairs: vec![(0, 2)] });
    let topic = gap(&third.positions).topic(ISSUE).unwrap().clone();
    assert_eq!(topic.apart, [(0, 2), (1, 2)]);
}

#[test]
fn each_two_may_have_something_in_common_and_all_three_nothing() {
    let table = Table::of(3).said(0, 0, &[(ISSUE, Asks, &[1, 2])]).said(1, 0, &[(ISSUE, Asks, &[2, 3])]).said(
        2,
        0,
        &[(ISSUE, Asks, &[1, 3])],
    );
    assert_eq!(table.status(), Status::Disputed { pairs: vec![] });
}

#[test]
fn an_aside_is_never_opposed() {
    let table = Table::of(2).said(0, 0, &[(ASIDE, Asks, &[2])]).said(1, 0, &[(ASIDE, Asks, &[0])]);
    let aside = gap(&table.positions).topic(ASIDE).unwrap().clone();
    assert_eq!((aside.status, aside.opposed), (Status::Disputed { pairs: vec![(0, 1)] }, vec![]));
}

#[test]
fn sources_conflict_only_where_no_source_carries_both_and_both_cannot_hold() {
    let asks = |second: &'static [OptionIndex], source| {
        Table::of(2).said(0, 0, &[(ISSUE, Asks, &[1])]).said(0, source, &[(ISSUE, Asks, second)]).said(
            1,
            0,
            &[(ISSUE, Asks, &[1])],
        )
    };
    let conflict = asks(&[2], 1);
    assert_eq!(conflict.status(), Status::SourcesConflict { parties: vec![0] });
    let pairs = gap(&conflict.positions).topic(ISSUE).unwrap().source_conflicts.clone();
    assert_eq!((pairs.len(), pairs[0].statements, pairs[0].clash), (1, (0, 1), Clash::DisjointAsks));
    assert_eq!(asks(&[1, 2], 1).status(), Status::Convergent { options: vec![1] }, "they overlap");
    assert_eq!(asks(&[2], 0).status(), Status::Convergent { options: vec![1] }, "one source carries both: alternatives");
    let yes_and_no = Table::of(2).said(0, 0, &[(ISSUE, Rejects, &[1, 2])]).said(0, 1, &[(ISSUE, Offers, &[1])]);
    assert_eq!(yes_and_no.status(), Status::SourcesConflict { parties: vec![0] });
    let conflicts = |table: &Table| gap(&table.positions).topic(ISSUE).unwrap().source_conflicts.clone();
    assert!(!conflicts(&yes_and_no)[0].same_source);
    let part = Table::of(2).said(0, 0, &[(ISSUE, Rejects, &[1])]).said(0, 1, &[(ISSUE, Asks, &[1, 2])]);
    assert_eq!(part.status(), Status::OneSideNotSeen { unseen: vec![1] }, "one of two is left");
}

#[test]
fn a_party_that_says_yes_and_no_in_one_source_contradicts_itself() {
    let table = Table::of(2).said(0, 0, &[(ISSUE, Rejects, &[1])]).said(0, 0, &[(ISSUE, Offers, &[1])]).said(
        1,
        0,
        &[(ISSUE, Asks, &[1])],
    );
    assert_eq!(table.status(), Status::SourcesConflict { parties: vec![0] });
    let topic = gap(&table.positions).topic(ISSUE).unwrap().clone();
    let [conflict] = topic.source_conflicts.as_slice() else { panic!("one: {:?}", topic.source_conflicts) };
    assert_eq!((conflict.statements, conflict.clash, conflict.same_source), ((1, 0), Clash::YesAndNo, true));
    assert!(topic.positions[0].gives().is_empty(), "it would not give what it rejects");
    assert!(topic.distances.iter().all(|distance| distance.reach == Reach::NotStated));
    let replaced = Table::of(2).said(0, 0, &[(ISSUE, Rejects, &[1])]).said(0, 0, &[(ISSUE, Offers, &[1])]).replacing(0).said(
        1,
        0,
        &[(ISSUE, Asks, &[1])],
    );
    assert_eq!(replaced.status(), Status::Convergent { options: vec![1] });
}

#[test]
fn what_was_replaced_no_longer_counts() {
    let table = Table::of(2)
        .said(0, 0, &[(ISSUE, Asks, &[4])])
        .said(1, 0, &[(ISSUE, Asks, &[1])])
        .said(0, 1, &[(ISSUE, Asks, &[1])])
        .replacing(0);
    assert_eq!(table.status(), Status::Convergent { options: vec![1] });
    let withdrawn = Table::of(2).said(0, 0, &[(ISSUE, Asks, &[4])]).said(0, 1, &[]).replacing(0);
    assert_eq!(withdrawn.status(), Status::NeitherSeen);
}

#[test]
fn distances_name_the_steps_between() {
    let table = Table::of(2).said(0, 0, &[(ISSUE, Asks, &[4])]).said(1, 0, &[(ISSUE, Asks, &[0]), (ISSUE, Offers, &[1])]);
    let topic = gap(&table.positions).topic(ISSUE).unwrap().clone();
    let [first, second] = topic.distances.as_slice() else { panic!("two ordered pairs") };
    assert_eq!((first.asker, first.against), (0, Against::Offers));
    assert_eq!(first.reach, Reach::Apart { asked: 4, offered: 1, between: vec![2, 3] });
    assert_eq!((second.asker, second.against), (1, Against::Asks));
    assert_eq!(second.reach, Reach::Apart { asked: 0, offered: 4, between: vec![1, 2, 3] });
}

/// The Istanbul memoranda of 2 June 2025 as reported by TASS: one side's ceasefire comes after withdrawal has begun
/// or after a package is signed, the other's is unconditional.
#[test]
fn two_routes_on_one_side_and_none_on_the_other() {
    let mut table = Table::of(2).said(0, 0, &[(ISSUE, Asks, &[4])]).said(1, 1, &[(ISSUE, Asks, &[0])]);
    let condition = |name: &str, topic| Condition { name: name.into(), topic, met: false };
    table.positions.conditions =
        vec![condition("ceasefire", Some(ISSUE)), condition("withdrawal begun", None), condition("package signed", None)];
    table.positions.preconditions = vec![Precondition { party: 1, waits: 0, alternatives: vec![vec![1], vec![2]], statement: 1 }];
    let found = gap(&table.positions);
    let routes: Vec<usize> = found.topic(ISSUE).unwrap().routes.iter().map(|routes| routes.alternatives()).collect();
    assert_eq!((routes, found.preconditions.len()), (vec![0, 2], 1));
}

fn scenario(issues: usize, rules: Vec<Rule>, lines: Vec<(Standing, Pattern)>) -> Scenario {
    let space = OutcomeSpace::new((0..issues).map(|k| Issue::categorical(format!("issue {k}"), ["a", "b"])).collect(), rules);
    let zero = zopa_model::Range::point(zopa_model::Exact::zero());
    let red_lines = lines.into_iter().map(|(standing, refuses)| RedLine { refuses, standing }).collect();
    let preferences = Preferences {
        worth: Worth::Points(vec![vec![zero.clone(), zero]; issues]),
        linkages: vec![],
        red_lines,
        limit: Limit::Any,
        disagreement: None,
    };
    let party = |name: &str| Party { name: name.into(), role: Role::Party };
    Scenario::new("test", vec![party("A"), party("B")], space, vec![], vec![Some(preferences), None], vec![]).unwrap()
}

#[test]
fn red_lines_that_leave_nothing_are_named_without_those_that_can_be_spared() {
    let both = Pattern::new([(0, vec![0, 1])]);
    let closed = red_line_gap(&scenario(3, vec![], vec![(Standing::Firm, Pattern::new([(2, vec![0])])), (Standing::Firm, both)]));
    assert_eq!(closed.options_left, [vec![], vec![0, 1], vec![1]]);
    assert_eq!(closed.closed_issues.len(), 1);
    let Room::Closed { lines, rules, opens } = closed.room else { panic!("closed") };
    assert_eq!((lines.len(), lines[0].line, rules.len(), opens.len()), (1, 1, 0, 1));
    let uncertain = red_line_gap(&scenario(1, vec![], vec![(Standing::Uncertain, Pattern::new([(0, vec![0, 1])]))]));
    assert!(matches!(uncertain.room, Room::Left(_)));
}

#[test]
fn lines_that_refuse_the_same_open_nothing_alone() {
    let both = || Pattern::new([(0, vec![0, 1])]);
    let twice = red_line_gap(&scenario(1, vec![], vec![(Standing::Firm, both()), (Standing::Firm, both())]));
    let Room::Closed { lines, rules, opens } = twice.room else { panic!("closed") };
    assert_eq!((lines.len(), rules.len(), opens.len()), (1, 0, 0), "to lift one leaves the other");
    let rule = Rule { forbids: both(), reason: "r".into() };
    let by_rules = red_line_gap(&scenario(1, vec![rule], vec![(Standing::Firm, both())]));
    assert_eq!(by_rules.room, Room::Closed { lines: vec![], rules: vec![0], opens: vec![] });
}

proptest! {
    /// Against listing the space, with rules and lines over one to three issues each.
    #[test]
    fn room_is_what_a_listing_finds(
        patterns in prop::collection::vec((prop::collection::btree_map(0usize..4, 0u32..2, 1..4), any::<bool>()), 0..14),
    ) {
        let made: Vec<(Pattern, bool)> = patterns.iter()
            .map(|(literals, is_rule)| (Pattern::new(literals.iter().map(|(k, o)| (*k, vec![*o]))), *is_rule)).collect();
        let rules = made.iter().filter(|(_, rule)| *rule).map(|(p, _)| Rule { forbids: p.clone(), reason: "r".into() }).collect();
        let lines = made.iter().filter(|(_, rule)| !rule).map(|(p, _)| (Standing::Firm, p.clone())).collect();
        let scenario = scenario(4, rules, lines);
        let listing = OutcomeSpace::new(scenario.space().issues().to_vec(), vec![]);
        let left = listing.outcomes().filter(|outcome| !made.iter().any(|(p, _)| p.fits(outcome))).count();
        match red_line_gap(&scenario).room {
            Room::Left(outcome) => prop_assert!(!made.iter().any(|(p, _)| p.fits(&outcome))),
            Room::Closed { lines, rules, opens } => {
                prop_assert_eq!(left, 0);
                let own = scenario.preferences()[0].as_ref().unwrap();
                for (line, drawn) in own.red_lines.iter().enumerate() {
                    let others = own.red_lines.iter().enumerate().filter(|(other, _)| *other != line).map(|(_, other)| &other.refuses);
                    let rules = scenario.space().rules().iter().map(|rule| &rule.forbids);
                    let all: Vec<&Pattern> = others.chain(rules).collect();
                    let alone = listing.outcomes().any(|outcome| !all.iter().any(|pattern| pattern.fits(&outcome)));
                    prop_assert_eq!(opens.iter().any(|opened| opened.line == line), alone, "{:?}", drawn);
                    prop_assert!(!alone || lines.iter().any(|listed| listed.line == line));
                }
                let by_rules = !listing.outcomes().any(|outcome| scenario.space().rules().iter().all(|rule| !rule.forbids.fits(&outcome)));
                prop_assert_eq!(lines.is_empty(), by_rules);
                let needed: Vec<&Pattern> = lines.iter().map(|line| &own.red_lines[line.line].refuses)
                    .chain(rules.iter().map(|&rule| &scenario.space().rules()[rule].forbids)).collect();
                for spared in 0..needed.len() {
                    let rest = |outcome: &zopa_model::Outcome| !needed.iter().enumerate().any(|(i, p)| i != spared && p.fits(outcome));
                    prop_assert!(listing.outcomes().any(|outcome| rest(&outcome)));
                }
            }
            Room::NotDecided { .. } => prop_assert!(false, "sixteen outcomes"),
        }
    }

    /// Whatever is said: parties that are not seen never agree, and the order of parties changes no status's kind.
    #[test]
    fn statuses_keep_their_promises(
        said in prop::collection::vec((0usize..3, 0usize..3, 0u8..5, prop::collection::btree_set(0u32..5, 1..3)), 0..8),
    ) {
        let kind = |k: u8| [Asks, Offers, Accepts, Rejects, Agreed][k as usize];
        let build = |turn: usize| said.iter().fold(Table::of(3), |table, (party, source, k, options)| {
            let options: Vec<OptionIndex> = options.iter().copied().collect();
            table.said((party + turn) % 3, *source, &[(ISSUE, kind(*k), &options)])
        });
        let topic = gap(&build(0).positions).topic(ISSUE).unwrap().clone();
        let seen: std::collections::BTreeSet<usize> = said.iter().map(|(party, ..)| *party).collect();
        match &topic.status {
            Status::Agreed { options } | Status::Convergent { options } => {
                prop_assert_eq!(seen.len(), 3);
                for option in options {
                    let no = |(_, _, k, named): &(usize, usize, u8, std::collections::BTreeSet<u32>)| *k == 3 && named.contains(option);
                    prop_assert!(!said.iter().any(no));
                }
            }
            Status::NeitherSeen => prop_assert!(seen.is_empty()),
            Status::OneSideNotSeen { unseen } => prop_assert_eq!(unseen.len() + seen.len(), 3),
            Status::Opposed { pairs } => prop_assert!(!pairs.is_empty() && topic.common.is_empty()),
            Status::Disputed { .. } => prop_assert!(topic.common.is_empty() && topic.opposed.is_empty()),
            Status::SourcesConflict { .. } => prop_assert!(!topic.source_conflicts.is_empty()),
        }
        let turned = gap(&build(1).positions).topic(ISSUE).unwrap().clone();
        prop_assert_eq!(std::mem::discriminant(&topic.status), std::mem::discriminant(&turned.status));
    }
}
