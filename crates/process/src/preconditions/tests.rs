use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn rule(party: usize, waits: usize, alternatives: &[&[usize]]) -> Rule {
    let alternatives = alternatives.iter().map(|all| all.to_vec()).collect();
    Rule { voice: Voice::Party(party), waits, alternatives, at: 0 }
}

fn waiting(count: usize, rules: Vec<Rule>) -> Waiting {
    Waiting { met: vec![false; count], rules }
}

/// The shape of Istanbul, June 2025: ceasefire 0, withdrawal 1, package 2, terms 3, territory 4, status 5, leaders 6,
/// agreements 7, elections 8.
fn istanbul() -> Waiting {
    waiting(
        9,
        vec![
            rule(0, 4, &[&[0]]),
            rule(1, 0, &[&[1], &[2]]),
            rule(1, 2, &[&[3]]),
            rule(1, 3, &[&[4, 5]]),
            Rule { voice: Voice::Content, waits: 1, alternatives: vec![vec![4]], at: 0 },
            rule(0, 7, &[&[6]]),
            rule(1, 6, &[&[7]]),
            rule(1, 8, &[&[0]]),
        ],
    )
}

#[test]
fn both_circles_are_found_and_what_waits_behind_them() {
    let found = istanbul().follow();
    assert_eq!(
        found.deadlocks.iter().map(|deadlock| deadlock.members.clone()).collect::<Vec<_>>(),
        [vec![0, 1, 2, 3, 4], vec![6, 7]]
    );
    assert_eq!(found.free, [5]);
    assert_eq!(found.behind, [Behind { condition: 8, deadlock: 0 }]);
    let ways: Vec<Vec<usize>> =
        found.deadlocks[0].circles.iter().map(|circle| circle.links.iter().map(|link| link.waits).collect()).collect();
    assert_eq!(ways, [vec![0, 1, 4], vec![0, 2, 3, 4]], "the shortest, and the one through the other alternative");
}

#[test]
fn one_concession_opens_each_and_an_exchange_at_once_does_too() {
    let found = istanbul().follow();
    let first = &found.deadlocks[0];
    let arrows: Vec<(usize, usize)> =
        first.openings.iter().map(|opening| (opening.arrows[0].waits, opening.arrows[0].condition)).collect();
    // Any one arrow on the way: territory talks without a ceasefire (the first party's), a ceasefire without withdrawal
    // or package, and so on (the second's), and what the case reads into a withdrawal.
    assert_eq!(arrows, [(4, 0), (0, 1), (0, 2), (2, 3), (3, 4), (1, 4)]);
    assert_eq!(first.together, [0, 1, 2, 3, 4, 8]);
    assert_eq!(found.deadlocks[1].together, [6, 7]);
}

#[test]
fn a_condition_that_has_come_about_waits_for_nothing() {
    let mut waiting = istanbul();
    waiting.met[6] = true;
    assert_eq!(waiting.follow().deadlocks.len(), 1);
}

#[test]
fn a_chain_of_a_hundred_thousand_needs_no_deep_stack() {
    let count = 100_000;
    let rules = (0..count).map(|waits| rule(0, waits, &[&[(waits + 1) % count]])).collect();
    let waiting = waiting(count, rules);
    let arrows = waiting.blocked_arrows(&waiting.achievable());
    assert_eq!(components(count, |from| arrows[from].keys().copied().collect()).len(), 1);
}

/// By definition: the smallest set that holds every condition whose rules it satisfies, by repeated passes.
fn passes(waiting: &Waiting) -> Vec<bool> {
    let mut reached = vec![false; waiting.met.len()];
    loop {
        let before = reached.clone();
        for (condition, reached) in reached.iter_mut().enumerate() {
            let satisfied = |rule: &&Rule| rule.alternatives.iter().any(|all| all.iter().all(|&needed| before[needed]));
            *reached |= waiting.met[condition]
                || waiting.rules.iter().filter(|rule| rule.waits == condition).all(|rule| satisfied(&rule));
        }
        if reached == before {
            return reached;
        }
    }
}

/// Whether `to` can be reached from `from` in at least one step.
fn reaches(arrows: &[BTreeMap<usize, Vec<usize>>], from: usize, to: usize) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), arrows[from].keys().copied().collect::<Vec<_>>());
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            open.extend(arrows[at].keys());
        }
    }
    false
}

fn any_waiting() -> impl Strategy<Value = Waiting> {
    let alternatives = prop::collection::vec(prop::collection::vec(0usize..7, 1..3), 1..3);
    let rules = prop::collection::vec((0usize..2, 0usize..7, alternatives), 0..10);
    (prop::collection::vec(prop::bool::weighted(0.1), 7), rules).prop_map(|(met, rules)| Waiting {
        met,
        rules: rules
            .into_iter()
            .enumerate()
            .map(|(at, (party, waits, alternatives))| Rule { voice: Voice::Party(party), waits, alternatives, at })
            .collect(),
    })
}

proptest! {
    #[test]
    fn what_can_come_about_equals_the_definition(waiting in any_waiting()) {
        prop_assert_eq!(waiting.achievable(), passes(&waiting));
    }

    #[test]
    fn deadlocks_are_the_classes_of_mutual_reach(waiting in any_waiting()) {
        let found = waiting.follow();
        let arrows = waiting.blocked_arrows(&found.achievable);
        for condition in 0..7 {
            let with: BTreeSet<usize> = (0..7)
                .filter(|&other| reaches(&arrows, condition, other) && reaches(&arrows, other, condition))
                .collect();
            let told = found.deadlocks.iter().find(|deadlock| deadlock.members.contains(&condition));
            let told_members: BTreeSet<usize> = told.map(|deadlock| deadlock.members.iter().copied().collect()).unwrap_or_default();
            prop_assert_eq!(told_members, with);
            if !found.achievable[condition] && told.is_none() {
                prop_assert!(found.behind.iter().any(|behind| behind.condition == condition), "blocked by a circle");
            }
        }
    }

    #[test]
    fn circles_close_and_are_shortest(waiting in any_waiting()) {
        let found = waiting.follow();
        let arrows = waiting.blocked_arrows(&found.achievable);
        for deadlock in &found.deadlocks {
            for circle in &deadlock.circles {
                for (at, link) in circle.links.iter().enumerate() {
                    prop_assert!(arrows[link.waits].contains_key(&link.waited_for));
                    prop_assert_eq!(link.waited_for, circle.links[(at + 1) % circle.links.len()].waits);
                    prop_assert!(!link.said.is_empty());
                }
            }
            let shortest = deadlock.circles[0].links.len();
            // No member gets back to itself in fewer steps.
            for &member in &deadlock.members {
                let mut front: BTreeSet<usize> = [member].into();
                for _ in 1..shortest {
                    front = front.iter().flat_map(|&at| arrows[at].keys().copied()).collect();
                    prop_assert!(!front.contains(&member));
                }
            }
        }
    }

    #[test]
    fn openings_open_and_no_smaller_set_does(waiting in any_waiting()) {
        for deadlock in waiting.follow().deadlocks {
            let opens = |arrows: &[Arrow]| {
                let mut without = waiting.clone();
                for rule in &mut without.rules {
                    let (voice, waits) = (rule.voice, rule.waits);
                    for all in &mut rule.alternatives {
                        all.retain(|&condition| !arrows.contains(&Arrow { voice, waits, condition }));
                    }
                }
                let reached = passes(&without);
                deadlock.members.iter().all(|&member| reached[member])
            };
            for opening in &deadlock.openings {
                prop_assert!(opens(&opening.arrows));
                for left_out in 0..opening.arrows.len() {
                    let mut fewer = opening.arrows.clone();
                    fewer.remove(left_out);
                    prop_assert!(!opens(&fewer), "every arrow of a smallest set is needed");
                }
            }
            // With one arrow: exactly those that work.
            let mut all: BTreeSet<Arrow> = BTreeSet::new();
            for rule in &waiting.rules {
                all.extend(rule.alternatives.iter().flatten().map(|&c| Arrow { voice: rule.voice, waits: rule.waits, condition: c }));
            }
            let single: Vec<Arrow> = all.into_iter().filter(|arrow| opens(&[*arrow])).collect();
            let told: Vec<Arrow> = deadlock.openings.iter().filter(|o| o.arrows.len() == 1).map(|o| o.arrows[0]).collect();
            prop_assert_eq!(told, single);
        }
    }

    #[test]
    fn at_once_means_that_members_count_for_each_other(waiting in any_waiting()) {
        for deadlock in waiting.follow().deadlocks {
            let mut merged = waiting.clone();
            for rule in merged.rules.iter_mut().filter(|rule| deadlock.members.contains(&rule.waits)) {
                rule.alternatives.iter_mut().for_each(|all| all.retain(|condition| !deadlock.members.contains(condition)));
            }
            let reached = passes(&merged);
            if deadlock.members.iter().all(|&member| reached[member]) {
                let before = passes(&waiting);
                let opened: Vec<usize> = (0..7).filter(|&c| reached[c] && !before[c]).collect();
                prop_assert_eq!(deadlock.together, opened);
            } else {
                prop_assert!(!deadlock.together.iter().any(|condition| deadlock.members.contains(condition)));
            }
        }
    }
}
