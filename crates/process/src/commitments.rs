//! "We do this if you do that": what gets done when nobody moves first, and what could be done all at once.
//!
//! Let T(S) be everything that some commitment promises whose conditions all lie in S. The least fixed point of T,
//! reached from what has come about by adding, is what gets done when every side waits to see. The greatest, reached from
//! everything that is promised by taking away what nothing supports, is what can be done when all of it is performed at
//! once, or held by a third party until the last piece is there. What lies between is what such a formula unlocks.

use zopa_model::Commitment;

use crate::preconditions::components;

/// What can be done of what is promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// What gets done without trust: the least fixed point, ascending. What had come about before is not in it.
    pub without_trust: Vec<usize>,
    /// What an exchange at once, or in custody, adds to that: groups that stand or fall together, those with the fewest
    /// acts first. A group may need earlier ones.
    pub at_once: Vec<Vec<usize>>,
    /// Acts that some promise waits for and that nobody promises, ascending, each with the commitments that fail for it
    /// (positions among the commitments).
    pub never_promised: Vec<(usize, Vec<usize>)>,
}

/// What can be done of `commitments`, over conditions of which some have come about.
pub fn promised(met: &[bool], commitments: &[Commitment]) -> Promised {
    let least = least(met, commitments);
    let greatest = greatest(met, commitments);
    let gained: Vec<usize> = (0..met.len()).filter(|&act| greatest[act] && !least[act]).collect();
    // What supports what, among the acts that are gained: an act stands with whatever its supported promises need.
    let needs = |act: usize| {
        let own = commitments.iter().filter(|own| own.does == act && own.when.iter().all(|&needed| greatest[needed]));
        own.flat_map(|own| &own.when).copied().filter(|&needed| greatest[needed] && !least[needed]).collect::<Vec<_>>()
    };
    let mut at_once: Vec<Vec<usize>> = components(met.len(), |act| if gained.contains(&act) { needs(act) } else { Vec::new() })
        .into_iter()
        .filter(|group| gained.contains(&group[0]))
        .collect();
    // Components come after what they lead to; a stable sort by size keeps that among equals.
    at_once.sort_by_key(Vec::len);
    let is_promised = |act: usize| met[act] || commitments.iter().any(|own| own.does == act);
    let failing = |act: usize| {
        let by = commitments.iter().enumerate().filter(|(_, own)| own.when.contains(&act)).map(|(at, _)| at);
        (act, by.collect::<Vec<_>>())
    };
    let mut missing: Vec<usize> =
        commitments.iter().flat_map(|own| &own.when).copied().filter(|&act| !is_promised(act)).collect();
    missing.sort_unstable();
    missing.dedup();
    Promised {
        without_trust: (0..met.len()).filter(|&act| least[act] && !met[act]).collect(),
        at_once,
        never_promised: missing.into_iter().map(failing).collect(),
    }
}

/// The least fixed point above what has come about, in time linear in the commitments.
fn least(met: &[bool], commitments: &[Commitment]) -> Vec<bool> {
    let mut waited_for = vec![Vec::new(); met.len()];
    let mut left = Vec::with_capacity(commitments.len());
    let mut next: Vec<usize> = (0..met.len()).filter(|&act| met[act]).collect();
    for (index, own) in commitments.iter().enumerate() {
        let mut when = own.when.clone();
        when.sort_unstable();
        when.dedup();
        left.push(when.len());
        if when.is_empty() {
            next.push(own.does);
        }
        when.into_iter().for_each(|needed| waited_for[needed].push(index));
    }
    let mut done = vec![false; met.len()];
    while let Some(act) = next.pop() {
        if std::mem::replace(&mut done[act], true) {
            continue;
        }
        for &index in &waited_for[act] {
            left[index] -= 1;
            if left[index] == 0 {
                next.push(commitments[index].does);
            }
        }
    }
    done
}

/// The greatest fixed point within what is promised or has come about, by taking away what nothing supports.
fn greatest(met: &[bool], commitments: &[Commitment]) -> Vec<bool> {
    let mut held: Vec<bool> = met.to_vec();
    commitments.iter().for_each(|own| held[own.does] = true);
    let mut supports = vec![0usize; met.len()];
    let mut stands = vec![true; commitments.len()];
    commitments.iter().for_each(|own| supports[own.does] += 1);
    let mut fallen: Vec<usize> = (0..met.len()).filter(|&act| !held[act]).collect();
    while let Some(act) = fallen.pop() {
        for (index, own) in commitments.iter().enumerate().filter(|(_, own)| own.when.contains(&act)) {
            if std::mem::replace(&mut stands[index], false) {
                supports[own.does] -= 1;
                if supports[own.does] == 0 && !met[own.does] && std::mem::replace(&mut held[own.does], false) {
                    fallen.push(own.does);
                }
            }
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn commitment(party: usize, does: usize, when: &[usize]) -> Commitment {
        Commitment { party, does, when: when.to_vec(), statement: 0 }
    }

    #[test]
    fn two_promises_that_wait_for_each_other_need_an_exchange_at_once() {
        let mutual = [commitment(0, 0, &[1]), commitment(1, 1, &[0])];
        let found = promised(&[false, false], &mutual);
        assert_eq!((found.without_trust, found.at_once), (vec![], vec![vec![0, 1]]));
        let with_a_third = [mutual[0].clone(), mutual[1].clone(), commitment(2, 1, &[])];
        let found = promised(&[false, false], &with_a_third);
        assert_eq!((found.without_trust, found.at_once), (vec![0, 1], Vec::<Vec<usize>>::new()));
    }

    #[test]
    fn an_act_that_nobody_promises_is_named() {
        let found = promised(&[false; 3], &[commitment(0, 0, &[1]), commitment(1, 1, &[0, 2])]);
        assert_eq!(found.at_once, Vec::<Vec<usize>>::new());
        assert_eq!(found.never_promised, [(2, vec![1])]);
    }

    #[test]
    fn groups_come_smallest_first_and_after_what_they_need() {
        let all = [commitment(0, 0, &[1]), commitment(1, 1, &[0]), commitment(0, 2, &[1, 3]), commitment(1, 3, &[2, 0])];
        assert_eq!(promised(&[false; 4], &all).at_once, [vec![0, 1], vec![2, 3]]);
    }

    proptest! {
        /// Both fixed points by definition: all subsets, those with T(S) = S, the smallest and the largest.
        #[test]
        fn fixed_points_equal_those_among_all_subsets(
            met in prop::collection::vec(prop::bool::weighted(0.1), 1..7),
            raw in prop::collection::vec((0usize..7, prop::collection::vec(0usize..7, 0..3)), 0..9),
        ) {
            let count = met.len();
            let commitments: Vec<Commitment> = raw
                .iter()
                .map(|(does, when)| commitment(0, does % count, &when.iter().map(|w| w % count).collect::<Vec<_>>()))
                .collect();
            let image = |set: u32| {
                let holds = |act: usize| set >> act & 1 == 1;
                let done = commitments.iter().filter(|own| own.when.iter().all(|&w| holds(w))).map(|own| own.does);
                done.chain((0..count).filter(|&act| met[act])).fold(0u32, |set, act| set | 1 << act)
            };
            let fixed: Vec<u32> = (0..1u32 << count).filter(|&set| image(set) == set).collect();
            let bits = |flags: Vec<bool>| flags.iter().enumerate().fold(0u32, |set, (act, &in_it)| set | u32::from(in_it) << act);
            prop_assert_eq!(bits(least(&met, &commitments)), fixed.iter().fold(u32::MAX, |all, set| all & set));
            prop_assert_eq!(bits(greatest(&met, &commitments)), fixed.iter().fold(0, |all, set| all | set));
        }
    }
}
