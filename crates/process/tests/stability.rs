//! Stability of conflicts: known answers, and equality with an oracle that follows the definitions word for word.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use zopa_model::{Conflict, ConflictOption, Direction, Liking, StatePattern, Wish};
use zopa_process::stability::{CoalitionRule, Concept, DilemmaKind, Limits, Moves, Stability, States, Stopped, Truth, board};

/// `YN-` as a pattern.
fn pattern(text: &str) -> StatePattern {
    let bits = |letter| text.bytes().enumerate().filter(|(_, byte)| *byte == letter).map(|(place, _)| 1 << place).sum();
    StatePattern { taken: bits(b'Y'), left: bits(b'N') }
}

fn conflict(makers: &[&str], options: &[(&str, usize, Direction)], infeasible: &[&str]) -> Conflict {
    let option = |(name, owner, direction): &(&str, usize, Direction)| ConflictOption {
        name: (*name).to_owned(),
        owner: *owner,
        direction: *direction,
    };
    Conflict {
        makers: makers.iter().map(|name| (*name).to_owned()).collect(),
        options: options.iter().map(option).collect(),
        infeasible: infeasible.iter().map(|text| pattern(text)).collect(),
        likings: vec![None; makers.len()],
        positions: vec![None; makers.len()],
        intentions: vec![None; makers.len()],
    }
}

fn ranking(best_to_worst: &[&str]) -> Option<Liking> {
    Some(Liking::Ranking(best_to_worst.iter().map(|states| states.split(' ').map(pattern).collect()).collect()))
}

fn equilibria(stability: &Stability, concept: Concept) -> Vec<usize> {
    (0..stability.states.len())
        .filter(|&state| stability.is_equilibrium(concept, state) == Truth::Yes)
        .map(|state| state + 1)
        .collect()
}

fn dilemma_of_prisoners() -> Conflict {
    let mut conflict =
        conflict(&["One", "Two"], &[("One keeps silent", 0, Direction::Both), ("Two keeps silent", 1, Direction::Both)], &[]);
    conflict.likings = vec![ranking(&["NY", "YY", "NN", "YN"]), ranking(&["YN", "YY", "NN", "NY"])];
    conflict
}

/// Fraser & Hipel 1984, "Conflict Analysis", chapter 1: states by the preferences published there.
fn missile_crisis() -> Conflict {
    let options = [
        ("air strike", 0, Direction::Forward),
        ("blockade", 0, Direction::Both),
        ("withdraw", 1, Direction::Both),
        ("escalate", 1, Direction::Both),
    ];
    let mut conflict = conflict(&["US", "USSR"], &options, &["--YY"]);
    conflict.likings = vec![
        ranking(&["NNYN", "NYYN", "YNYN", "YYYN", "NYNN", "YNNN", "YYNN", "NNNN", "YYNY", "YNNY", "NYNY", "NNNY"]),
        ranking(&["NNNN", "NNYN", "NYYN", "NYNN", "YNYN", "YNNN", "YYYN", "YYNN", "YYNY", "YNNY", "NYNY", "NNNY"]),
    ];
    conflict
}

#[test]
fn prisoners_may_stay_silent_if_they_think_ahead() {
    let found = Stability::of(&dilemma_of_prisoners(), CoalitionRule::default(), Limits::default()).expect("four states");
    assert_eq!(equilibria(&found, Concept::Nash), [1]);
    for concept in [Concept::General, Concept::Symmetric, Concept::Sequential] {
        assert_eq!(equilibria(&found, concept), [1, 4]);
    }
    // From silence of both, confessing is answered by confessing.
    let seat = &found.seats[0][3];
    assert_eq!(seat.improvements.len(), 1);
    let moves: Vec<(usize, usize)> = seat.improvements[0].answers[0].moves.iter().map(|step| (step.mover, step.to)).collect();
    assert_eq!(moves, [(1, 0)]);
}

#[test]
fn the_missile_crisis_has_the_equilibria_of_the_book() {
    let found = Stability::of(&missile_crisis(), CoalitionRule::default(), Limits::default()).expect("twelve states");
    assert_eq!(found.states.len(), 12);
    assert_eq!(equilibria(&found, Concept::Nash), [6]);
    assert_eq!(equilibria(&found, Concept::Sequential), [5, 6, 7]);
    assert_eq!(equilibria(&found, Concept::General), [1, 2, 3, 5, 6, 7, 8]);
    assert_eq!(equilibria(&found, Concept::Symmetric), [1, 2, 3, 5, 6, 7, 8]);
}

#[test]
fn wishes_rank_states_by_powers_of_two() {
    let mut conflict = dilemma_of_prisoners();
    // The other is silent; then: I am not.
    conflict.likings = vec![
        Some(Liking::Wishes(vec![Wish::Taken(1), Wish::Not(Box::new(Wish::Taken(0)))])),
        Some(Liking::Wishes(vec![Wish::Taken(0), Wish::If(Box::new(Wish::Taken(1)), Box::new(Wish::Any(vec![])))])),
    ];
    let ranked = Stability::of(&dilemma_of_prisoners(), CoalitionRule::default(), Limits::default()).expect("four states");
    let wished = Stability::of(&conflict, CoalitionRule::default(), Limits::default()).expect("four states");
    let stable = |found: &Stability| -> Vec<Vec<[Truth; 4]>> {
        found.seats.iter().map(|seats| seats.iter().map(|seat| seat.stable).collect()).collect()
    };
    assert_eq!(stable(&ranked), stable(&wished));
}

#[test]
fn the_two_rules_of_coalitions_part_where_one_moves_again_after_another() {
    // B can go on with its second option only after C has answered the first: a sanction of three moves, two of them B's.
    let options = [("a", 0, Direction::Both), ("b1", 1, Direction::Both), ("b2", 1, Direction::Both), ("c", 2, Direction::Both)];
    let mut conflict = conflict(&["A", "B", "C"], &options, &["NY--", "--YN", "-N-Y"]);
    conflict.likings = vec![ranking(&["YNNN YYNN YYNY", "NNNN", "YYYY"]), None, None];
    let by = |rule| Stability::of(&conflict, rule, Limits::default()).expect("five states");
    assert_eq!(by(CoalitionRule::NotTwiceInARow).states.len(), 5);
    assert_eq!(by(CoalitionRule::NotTwiceInARow).is_stable(Concept::General, 0, 0), Truth::Yes);
    assert_eq!(by(CoalitionRule::OnceEach).is_stable(Concept::General, 0, 0), Truth::No);
    // What B and C would rather have is not known, so neither is whether they would gain on the way.
    assert_eq!(by(CoalitionRule::NotTwiceInARow).is_stable(Concept::Sequential, 0, 0), Truth::NotKnown);
}

#[test]
fn a_limit_stops_before_anything_is_said() {
    let stopped = Stability::of(&missile_crisis(), CoalitionRule::default(), Limits { states: 11, ..Limits::default() });
    assert_eq!(stopped, Err(Stopped::States { limit: 11 }));
}

#[test]
fn prisoners_have_the_dilemmas_that_the_theory_names() {
    let mut conflict = dilemma_of_prisoners();
    conflict.positions = vec![Some(pattern("YY")), Some(pattern("YY"))];
    conflict.intentions = vec![Some(pattern("N-")), Some(pattern("-N"))];
    let states = States::of(&conflict, Limits::default()).expect("four states");
    let moves = Moves::of(&conflict, &states);
    let board = board(&conflict, &states, &moves).expect("positions are taken");
    assert_eq!((board.threatened, board.compatible), (Some(0), Truth::Yes));
    let there: Vec<(DilemmaKind, usize, Option<usize>, Option<usize>)> = board
        .dilemmas
        .iter()
        .filter(|dilemma| dilemma.is_there == Truth::Yes)
        .map(|dilemma| (dilemma.kind, dilemma.of, dilemma.toward, dilemma.temptation))
        .collect();
    assert_eq!(
        there,
        [
            (DilemmaKind::Cooperation, 0, None, Some(2)),
            (DilemmaKind::Trust, 0, Some(1), Some(1)),
            (DilemmaKind::Cooperation, 1, None, Some(1)),
            (DilemmaKind::Trust, 1, Some(0), Some(2)),
        ]
    );
}

#[test]
fn a_refusal_is_not_credible_where_the_threat_is_worse() {
    let mut conflict = dilemma_of_prisoners();
    // Chicken instead: both fighting is the worst for both.
    conflict.likings = vec![ranking(&["NY", "YY", "YN", "NN"]), ranking(&["YN", "YY", "NY", "NN"])];
    conflict.positions = vec![Some(pattern("NY")), Some(pattern("YN"))];
    conflict.intentions = vec![Some(pattern("N-")), Some(pattern("-N"))];
    let states = States::of(&conflict, Limits::default()).expect("four states");
    let moves = Moves::of(&conflict, &states);
    let whole = board(&conflict, &states, &moves).expect("positions are taken");
    let is_there = |kind, of| {
        let found = whole.dilemmas.iter().find(|dilemma| dilemma.kind == kind && dilemma.of == of);
        found.map(|dilemma| dilemma.is_there)
    };
    assert_eq!(is_there(DilemmaKind::Rejection, 0), Some(Truth::Yes));
    assert_eq!(is_there(DilemmaKind::Persuasion, 0), Some(Truth::No));
    assert_eq!(is_there(DilemmaKind::Threat, 0), Some(Truth::Yes));
    assert_eq!(is_there(DilemmaKind::Cooperation, 0), Some(Truth::No));
    assert_eq!(is_there(DilemmaKind::Trust, 0), None);
    conflict.likings[0] = None;
    let states = States::of(&conflict, Limits::default()).expect("four states");
    let without = board(&conflict, &states, &moves).expect("positions are taken");
    let of_first = without.dilemmas.iter().filter(|dilemma| dilemma.of == 0 && dilemma.kind != DilemmaKind::Persuasion);
    assert!(of_first.clone().count() > 0 && of_first.into_iter().all(|dilemma| dilemma.is_there == Truth::NotKnown));
}

/// The definitions word for word, over sets of states, without a graph search.
struct Oracle<'a> {
    conflict: &'a Conflict,
    states: Vec<u64>,
    rank: &'a dyn Fn(usize, u64) -> u64,
    rule: CoalitionRule,
}

impl Oracle<'_> {
    fn alone(&self, maker: usize, from: u64) -> BTreeSet<u64> {
        let allowed = |to: u64| {
            self.conflict.options.iter().enumerate().all(|(place, option)| {
                let (before, after) = (from >> place & 1, to >> place & 1);
                let direction = match option.direction {
                    Direction::Both => true,
                    Direction::Forward => before <= after,
                    Direction::Backward => before >= after,
                };
                before == after || (option.owner == maker && direction)
            })
        };
        self.states.iter().copied().filter(|&to| to != from && allowed(to)).collect()
    }

    /// Fang, Hipel & Kilgour's inductive definition: the set of last movers by which each state is reached.
    fn together(&self, maker: usize, from: u64, improving: bool) -> BTreeSet<u64> {
        let opponents: Vec<usize> = (0..self.conflict.makers.len()).filter(|&other| other != maker).collect();
        let steps = |mover: usize, here: u64| -> Vec<u64> {
            let all = self.alone(mover, here).into_iter();
            all.filter(|&there| !improving || (self.rank)(mover, there) > (self.rank)(mover, here)).collect()
        };
        if self.rule == CoalitionRule::OnceEach {
            let mut reached = BTreeSet::new();
            let mut open = vec![(from, Vec::new())];
            while let Some((here, moved)) = open.pop() {
                for &mover in opponents.iter().filter(|mover| !moved.contains(*mover)) {
                    for there in steps(mover, here) {
                        reached.insert(there);
                        open.push((there, moved.iter().copied().chain([mover]).collect::<Vec<_>>()));
                    }
                }
            }
            return reached;
        }
        let mut last: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
        for &mover in &opponents {
            for there in steps(mover, from) {
                last.entry(there).or_default().insert(mover);
            }
        }
        loop {
            let before = last.clone();
            for (&here, movers) in &before {
                for &mover in opponents.iter().filter(|&&mover| movers.len() > 1 || !movers.contains(&mover)) {
                    for there in steps(mover, here) {
                        last.entry(there).or_default().insert(mover);
                    }
                }
            }
            if last == before {
                return last.into_keys().collect();
            }
        }
    }

    fn stable(&self, concept: Concept, maker: usize, state: u64) -> bool {
        let rank = |state| (self.rank)(maker, state);
        let improvements: Vec<u64> = self.alone(maker, state).into_iter().filter(|&to| rank(to) > rank(state)).collect();
        let deterred = |to: u64| match concept {
            Concept::Nash => false,
            Concept::General => self.together(maker, to, false).into_iter().any(|u| rank(u) <= rank(state)),
            Concept::Symmetric => self
                .together(maker, to, false)
                .into_iter()
                .any(|u| rank(u) <= rank(state) && self.alone(maker, u).into_iter().all(|v| rank(v) <= rank(state))),
            Concept::Sequential => self.together(maker, to, true).into_iter().any(|u| rank(u) <= rank(state)),
        };
        improvements.into_iter().all(deterred)
    }
}

/// A conflict of two or three with every state ranked, ties among them.
fn any_conflict() -> impl Strategy<Value = (Conflict, Vec<Vec<u64>>)> {
    let option =
        (0..3usize, prop::sample::select(vec![Direction::Both, Direction::Both, Direction::Forward, Direction::Backward]));
    (2..4usize, prop::collection::vec(option, 2..5)).prop_flat_map(|(makers, options)| {
        let count = options.len();
        let letters = prop::collection::vec(prop::collection::vec(0..4u8, count), 0..3);
        let ranks = prop::collection::vec(prop::collection::vec(0..6u64, 1 << count), makers);
        (Just((makers, options)), letters, ranks).prop_map(move |((makers, options), letters, ranks)| {
            let names: Vec<String> = (0..makers).map(|maker| format!("m{maker}")).collect();
            let pattern = |letters: &Vec<u8>| {
                let bits = |wanted: u8| {
                    letters.iter().enumerate().filter(|(_, letter)| **letter == wanted).map(|(place, _)| 1 << place).sum()
                };
                StatePattern { taken: bits(0), left: bits(1) }
            };
            let option = |(place, (owner, direction)): (usize, &(usize, Direction))| ConflictOption {
                name: format!("o{place}"),
                owner: owner % makers,
                direction: *direction,
            };
            let conflict = Conflict {
                options: options.iter().enumerate().map(option).collect(),
                infeasible: letters.iter().map(pattern).filter(|pattern| pattern.named() != 0).collect(),
                likings: ranks.iter().map(|ranks| Some(by_rank(ranks, count, |_| true))).collect(),
                positions: vec![None; makers],
                intentions: vec![None; makers],
                makers: names,
            };
            (conflict, ranks)
        })
    })
}

/// A ranking of the states that `known` keeps.
fn by_rank(ranks: &[u64], options: usize, known: impl Fn(usize) -> bool) -> Liking {
    let all = (1u64 << options) - 1;
    let mut groups: BTreeMap<u64, Vec<StatePattern>> = BTreeMap::new();
    for (mask, rank) in ranks.iter().enumerate().filter(|(mask, _)| known(*mask)) {
        groups.entry(*rank).or_default().push(StatePattern { taken: mask as u64, left: !(mask as u64) & all });
    }
    Liking::Ranking(groups.into_values().rev().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn stability_is_what_the_definitions_say((conflict, ranks) in any_conflict(), once_each in any::<bool>()) {
        let rule = if once_each { CoalitionRule::OnceEach } else { CoalitionRule::NotTwiceInARow };
        let found = Stability::of(&conflict, rule, Limits::default()).expect("at most 16 states");
        let feasible = |mask: &u64| !conflict.infeasible.iter().any(|pattern| pattern.matches(*mask));
        let states: Vec<u64> = (0..1u64 << conflict.options.len()).filter(feasible).collect();
        prop_assert_eq!((0..found.states.len()).map(|state| found.states.taken(state)).collect::<Vec<_>>(), states.clone());
        let rank = |maker: usize, state: u64| ranks[maker][state as usize];
        let oracle = Oracle { conflict: &conflict, states: states.clone(), rank: &rank, rule };
        for maker in 0..conflict.makers.len() {
            for (state, &mask) in states.iter().enumerate() {
                for concept in Concept::ALL {
                    let truth = Truth::from(oracle.stable(concept, maker, mask));
                    prop_assert_eq!(found.is_stable(concept, maker, state), truth, "{:?} of {} in {}", concept, maker, state + 1);
                }
                check_answers(&found, maker, state)?;
            }
        }
    }

    #[test]
    fn what_is_said_without_some_ranks_holds_whatever_they_are(
        (conflict, ranks) in any_conflict(),
        hidden in prop::collection::vec(any::<bool>(), 48),
    ) {
        let mut partial = conflict.clone();
        let count = conflict.options.len();
        for (maker, ranks) in ranks.iter().enumerate() {
            partial.likings[maker] = Some(by_rank(ranks, count, |mask| hidden[maker * 16 + mask]));
        }
        let whole = Stability::of(&conflict, CoalitionRule::default(), Limits::default()).expect("at most 16 states");
        let part = Stability::of(&partial, CoalitionRule::default(), Limits::default()).expect("at most 16 states");
        for maker in 0..conflict.makers.len() {
            for state in 0..whole.states.len() {
                for concept in Concept::ALL {
                    let told = part.is_stable(concept, maker, state);
                    prop_assert!(told == Truth::NotKnown || told == whole.is_stable(concept, maker, state));
                }
            }
        }
    }

    #[test]
    fn dilemmas_are_what_comparing_ranks_says(
        (conflict, ranks) in any_conflict(),
        asked in prop::collection::vec(any::<u64>(), 3),
        together in any::<bool>(),
        otherwise in any::<u64>(),
    ) {
        let mut conflict = conflict;
        let all = (1u64 << conflict.options.len()) - 1;
        let whole = |mask: u64| StatePattern { taken: mask & all, left: !mask & all };
        let makers = conflict.makers.len();
        let own = |maker: usize| -> u64 {
            let options = conflict.options.iter().enumerate().filter(|(_, option)| option.owner == maker);
            options.map(|(place, _)| 1u64 << place).sum()
        };
        let intentions = (0..makers).map(|maker| Some(StatePattern { taken: otherwise & own(maker), left: !otherwise & own(maker) })).collect();
        // One in two boards has everybody ask for the same.
        let asks = |maker: usize| asked[if together { 0 } else { maker }] & all;
        conflict.positions = (0..makers).map(|maker| Some(whole(asks(maker)))).collect();
        conflict.intentions = intentions;
        let found = Stability::of(&conflict, CoalitionRule::default(), Limits::default()).expect("at most 16 states");
        let told = board(&conflict, &found.states, &found.moves).expect("positions are taken");
        let is_feasible = |mask: u64| !conflict.infeasible.iter().any(|pattern| pattern.matches(mask));
        let rank = |maker: usize, state: u64| ranks[maker][state as usize];
        let states: Vec<u64> = (0..=all).filter(|mask| is_feasible(*mask)).collect();
        let oracle = Oracle { conflict: &conflict, states, rank: &rank, rule: CoalitionRule::default() };
        let known = |needed: &[u64], truth: bool| {
            if needed.iter().all(|mask| is_feasible(*mask)) { Truth::from(truth) } else { Truth::NotKnown }
        };
        let threat = otherwise & all;
        let tempted = |maker: usize, state: u64| oracle.alone(maker, state).into_iter().any(|to| rank(maker, to) > rank(maker, state));
        for dilemma in &told.dilemmas {
            let (of, other) = (dilemma.of, dilemma.toward.unwrap_or(dilemma.of));
            let (mine, theirs) = (asks(of), asks(other));
            let truth = match dilemma.kind {
                DilemmaKind::Rejection => known(&[theirs, threat], rank(of, theirs) >= rank(of, threat)),
                DilemmaKind::Persuasion => known(&[mine, threat], rank(other, threat) > rank(other, mine)),
                DilemmaKind::Positioning => known(&[mine, theirs], rank(of, theirs) > rank(of, mine)),
                DilemmaKind::Threat => known(&[threat], tempted(of, threat)),
                DilemmaKind::Cooperation => known(&[mine], tempted(of, mine)),
                DilemmaKind::Trust => known(&[mine], tempted(other, mine)),
            };
            prop_assert_eq!(dilemma.is_there, truth, "{:?}", dilemma);
        }
        let shared = (0..makers).all(|maker| asks(maker) == asks(0)) && is_feasible(asks(0));
        prop_assert_eq!(told.compatible == Truth::Yes, shared);
        prop_assert_eq!(told.dilemmas.iter().any(|dilemma| dilemma.kind == DilemmaKind::Trust), shared);
    }

    #[test]
    fn nash_implies_all_and_the_others_imply_the_general_one((conflict, _) in any_conflict()) {
        let found = Stability::of(&conflict, CoalitionRule::default(), Limits::default()).expect("at most 16 states");
        for seats in &found.seats {
            for seat in seats {
                let [nash, general, symmetric, sequential] = seat.stable;
                prop_assert!(nash <= symmetric && nash <= sequential && symmetric <= general && sequential <= general);
            }
        }
    }
}

/// Every answer that is told can be made, move by move, and does what it is told for.
fn check_answers(found: &Stability, maker: usize, state: usize) -> Result<(), TestCaseError> {
    for improvement in &found.seats[maker][state].improvements {
        for (place, answer) in improvement.answers.iter().enumerate() {
            if answer.deters != Truth::Yes {
                continue;
            }
            let mut here = improvement.to;
            let mut last = None;
            for step in &answer.moves {
                prop_assert!(step.mover != maker && last != Some(step.mover));
                prop_assert!(found.moves.from(step.mover, here).contains(&step.to));
                prop_assert!(place != 2 || found.states.better(step.mover, step.to, here) == Truth::Yes);
                here = step.to;
                last = Some(step.mover);
            }
            prop_assert!(!answer.moves.is_empty() && found.states.better(maker, here, state) == Truth::No);
        }
    }
    Ok(())
}
