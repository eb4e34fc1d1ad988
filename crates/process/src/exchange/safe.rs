//! Safe exchange: can things be handed over one at a time so that nobody ever gains by vanishing? (Sandholm & Lesser 1995,
//! IJCAI; Sandholm & Ferrandon 2000, ICMAS.)
//!
//! A state is what each side has given so far. A side is safe in it if what it has received less what it has given less its
//! penalty for vanishing does not exceed the same figure after everything is handed over. A plan is a path from nothing to
//! everything through states that are safe for both, both ends included.
//!
//! Things that cost and are worth the same are counted, not told apart, so that the states are tuples of counts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;
use zopa_model::Exact;

/// A thing that is handed over in one piece, in whole units of one scale for both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// Who gives it: 0 or 1.
    pub giver: usize,
    /// What giving it costs.
    pub cost: i128,
    /// What it is worth to the other.
    pub value: i128,
}

/// Whether there is a plan, and what would make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safety {
    /// The order of a plan, as positions in the items: the shortest in the sense that every plan has as many steps.
    pub plan: Option<Vec<usize>>,
    /// The smallest penalty, the same for both, with which there is a plan, and that plan.
    pub common_penalty: (i128, Vec<usize>),
    /// Number of states that were looked at.
    pub states: usize,
}

/// There are too many states to look at them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyStates {
    /// How many there are, at least.
    pub states: u128,
}

/// Items and penalties in whole units of one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InUnits {
    /// The items.
    pub items: Vec<Item>,
    /// The penalties, by side.
    pub penalties: [i128; 2],
    /// How many units make one.
    unit: BigInt,
}

impl InUnits {
    /// Giver, cost and value of each item, and the penalties, as people wrote them; `None` where they have too many places.
    pub fn of(items: &[(usize, &Exact, &Exact)], penalties: [&Exact; 2]) -> Option<Self> {
        let figures = items.iter().flat_map(|(_, cost, value)| [*cost, *value]).chain(penalties);
        let unit = figures.fold(BigInt::from(1), |unit, figure| unit.lcm(figure.rational().denom()));
        // Sums of these stay far from the largest whole numbers.
        let whole = |figure: &Exact| (figure.rational() * &unit).to_integer().to_i64().map(i128::from);
        let item = |(giver, cost, value): &(usize, &Exact, &Exact)| {
            Some(Item { giver: *giver, cost: whole(cost)?, value: whole(value)? })
        };
        let penalties = [whole(penalties[0])?, whole(penalties[1])?];
        Some(Self { items: items.iter().map(item).collect::<Option<_>>()?, penalties, unit })
    }

    /// So many units as a number.
    pub fn exact(&self, units: i128) -> Option<Exact> {
        Exact::ratio(units, self.unit.clone())
    }
}

/// The largest number of states: twenty different things together, or many more of few kinds.
pub const MOST_STATES: u128 = 1 << 21;

/// Whether the items can be handed over so that nobody gains by vanishing, with these penalties (by side).
///
/// # Errors
/// More than [`MOST_STATES`] states.
pub fn safe_exchange(items: &[Item], penalties: [i128; 2]) -> Result<Safety, TooManyStates> {
    let kinds = Kinds::of(items);
    let states = kinds.counts.iter().map(|count| u128::from(*count) + 1).product::<u128>();
    if states > MOST_STATES {
        return Err(TooManyStates { states });
    }
    let path = kinds.search(penalties);
    let (penalty, best) = kinds.bottleneck();
    Ok(Safety {
        plan: path.map(|path| kinds.as_items(items, &path)),
        common_penalty: (penalty, kinds.as_items(items, &best)),
        states: states as usize,
    })
}

/// The items by kind, the most costly first: their order is the one in which a plan prefers them.
struct Kinds {
    kinds: Vec<Item>,
    counts: Vec<u32>,
    /// Received less given of each side after everything.
    end: [i128; 2],
}

/// How many of each kind were given.
type Given = Vec<u32>;

impl Kinds {
    fn of(items: &[Item]) -> Self {
        let mut counted: BTreeMap<(Reverse<i128>, usize, Reverse<i128>), u32> = BTreeMap::new();
        for item in items {
            *counted.entry((Reverse(item.cost), item.giver, Reverse(item.value))).or_default() += 1;
        }
        let kind =
            |(cost, giver, value): &(Reverse<i128>, usize, Reverse<i128>)| Item { giver: *giver, cost: cost.0, value: value.0 };
        let mut kinds =
            Self { kinds: counted.keys().map(kind).collect(), counts: counted.values().copied().collect(), end: [0, 0] };
        kinds.end = kinds.balance(&kinds.counts);
        kinds
    }

    /// Received less given, of each side.
    fn balance(&self, given: &[u32]) -> [i128; 2] {
        let mut balance = [0, 0];
        for (kind, count) in self.kinds.iter().zip(given) {
            balance[kind.giver] -= kind.cost * i128::from(*count);
            balance[1 - kind.giver] += kind.value * i128::from(*count);
        }
        balance
    }

    /// By how much each side gains by vanishing here.
    fn temptation(&self, given: &[u32]) -> [i128; 2] {
        let balance = self.balance(given);
        [balance[0] - self.end[0], balance[1] - self.end[1]]
    }

    fn is_safe(&self, given: &[u32], penalties: [i128; 2]) -> bool {
        let temptation = self.temptation(given);
        temptation[0] <= penalties[0] && temptation[1] <= penalties[1]
    }

    fn next(&self, given: &Given) -> impl Iterator<Item = (usize, Given)> {
        let free = (0..self.kinds.len()).filter(|kind| given[*kind] < self.counts[*kind]);
        free.map(|kind| {
            let mut next = given.clone();
            next[kind] += 1;
            (kind, next)
        })
        .collect::<Vec<_>>()
        .into_iter()
    }

    fn start(&self) -> Given {
        vec![0; self.kinds.len()]
    }

    /// Breadth first through safe states.
    fn search(&self, penalties: [i128; 2]) -> Option<Vec<usize>> {
        let start = self.start();
        if !self.is_safe(&start, penalties) || !self.is_safe(&self.counts, penalties) {
            return None;
        }
        let mut from: HashMap<Given, Option<usize>> = HashMap::from([(start.clone(), None)]);
        let mut open = VecDeque::from([start]);
        while let Some(given) = open.pop_front() {
            if given == self.counts {
                return Some(self.way_to(&from));
            }
            for (kind, next) in self.next(&given) {
                if !from.contains_key(&next) && self.is_safe(&next, penalties) {
                    from.insert(next.clone(), Some(kind));
                    open.push_back(next);
                }
            }
        }
        None
    }

    /// The path whose largest temptation of either side is smallest (a bottleneck shortest path), and that temptation.
    fn bottleneck(&self) -> (i128, Vec<usize>) {
        let need = |given: &Given| self.temptation(given).into_iter().max().unwrap_or(0).max(0);
        let start = self.start();
        let mut best: HashMap<Given, i128> = HashMap::from([(start.clone(), need(&start))]);
        let mut from: HashMap<Given, Option<usize>> = HashMap::from([(start.clone(), None)]);
        let mut open = BinaryHeap::from([(Reverse(need(&start)), Reverse(0u32), start)]);
        while let Some((Reverse(reached), Reverse(steps), given)) = open.pop() {
            if given == self.counts {
                return (reached, self.way_to(&from));
            }
            if best.get(&given).is_some_and(|known| *known < reached) {
                continue;
            }
            for (kind, next) in self.next(&given) {
                let along = reached.max(need(&next));
                if best.get(&next).is_none_or(|known| along < *known) {
                    best.insert(next.clone(), along);
                    from.insert(next.clone(), Some(kind));
                    open.push((Reverse(along), Reverse(steps + 1), next));
                }
            }
        }
        unreachable!("every state leads to the end")
    }

    /// The kinds given on the way to the end.
    fn way_to(&self, from: &HashMap<Given, Option<usize>>) -> Vec<usize> {
        let (mut at, mut way) = (self.counts.clone(), Vec::new());
        while let Some(Some(kind)) = from.get(&at) {
            way.push(*kind);
            at[*kind] -= 1;
        }
        way.reverse();
        way
    }

    /// Kinds as items: of equal ones the first that is left.
    fn as_items(&self, items: &[Item], kinds: &[usize]) -> Vec<usize> {
        let mut used = vec![false; items.len()];
        let mut item = |kind: usize| {
            let found = items.iter().enumerate().position(|(at, item)| !used[at] && *item == self.kinds[kind]);
            found.inspect(|at| used[*at] = true)
        };
        kinds.iter().filter_map(|kind| item(*kind)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn items(giver: usize, costs_and_values: &[(i128, i128)]) -> Vec<Item> {
        costs_and_values.iter().map(|(cost, value)| Item { giver, cost: *cost, value: *value }).collect()
    }

    fn both(first: &[(i128, i128)], second: &[(i128, i128)]) -> Vec<Item> {
        [items(0, first), items(1, second)].concat()
    }

    /// Whether every state of a plan is safe, by the definition.
    fn holds(items: &[Item], plan: &[usize], penalties: [i128; 2]) -> bool {
        let worth = |given: &[usize], side: usize| -> i128 {
            given.iter().map(|at| if items[*at].giver == side { -items[*at].cost } else { items[*at].value }).sum()
        };
        let all: Vec<usize> = (0..items.len()).collect();
        let complete = plan.iter().collect::<HashSet<_>>().len() == items.len();
        let safe = |steps: usize| (0..2).all(|side| worth(&plan[..steps], side) - penalties[side] <= worth(&all, side));
        complete && (0..=plan.len()).all(safe)
    }

    /// Every pair of sets, as bits.
    fn by_sets(items: &[Item], penalties: [i128; 2]) -> bool {
        let all = (1usize << items.len()) - 1;
        let balance = |given: usize, side: usize| -> i128 {
            let there = items.iter().enumerate().filter(|(at, _)| given >> at & 1 == 1);
            there.map(|(_, item)| if item.giver == side { -item.cost } else { item.value }).sum()
        };
        let safe = |given| (0..2).all(|side| balance(given, side) - penalties[side] <= balance(all, side));
        let mut reached = vec![false; all + 1];
        reached[0] = safe(0);
        for given in 0..=all {
            let steps = (0..items.len()).filter(|at| given >> at & 1 == 0);
            if reached[given] {
                steps.for_each(|at| reached[given | 1 << at] |= safe(given | 1 << at));
            }
        }
        reached[all]
    }

    #[test]
    fn the_worked_examples() {
        let unit = both(&[(1, 2); 3], &[(1, 2); 3]);
        assert_eq!(safe_exchange(&unit, [0, 0]).unwrap().plan, None);
        let one = both(&[(1, 2)], &[(1, 2)]);
        assert_eq!(safe_exchange(&one, [1, 1]).unwrap().plan, Some(vec![0, 1]));
        let chunks = both(&[(3, 4), (2, 3), (1, 2)], &[(3, 4), (2, 3), (1, 2)]);
        let found = safe_exchange(&chunks, [1, 1]).unwrap();
        assert_eq!(found.plan, Some(vec![0, 3, 1, 4, 2, 5]));
        assert_eq!(found.common_penalty.0, 1);
        let lumpy = both(&[(4, 6)], &[(1, 2); 4]);
        assert_eq!(safe_exchange(&lumpy, [0, 0]).unwrap().plan, None);
        assert!(safe_exchange(&lumpy, [4, 0]).unwrap().plan.is_some_and(|plan| plan[4] == 0));
        let halves = both(&[(4, 6), (2, 4)], &[(4, 6), (2, 4)]);
        assert_eq!(safe_exchange(&halves, [1, 1]).unwrap().plan, None);
        assert!(safe_exchange(&both(&[(1, 2); 400], &[(1, 2); 400]), [1, 1]).unwrap().plan.is_some());
    }

    proptest! {
        #[test]
        fn counts_equal_sets(
            first in prop::collection::vec((0i128..4, 0i128..5), 0..5),
            second in prop::collection::vec((0i128..4, 0i128..5), 0..5),
            penalties in [0i128..5, 0i128..5],
        ) {
            let items = both(&first, &second);
            let found = safe_exchange(&items, penalties).unwrap();
            prop_assert_eq!(found.plan.is_some(), by_sets(&items, penalties));
            if let Some(plan) = &found.plan {
                prop_assert!(holds(&items, plan, penalties));
            }
            let (penalty, plan) = &found.common_penalty;
            prop_assert!(holds(&items, plan, [*penalty; 2]));
            prop_assert!(*penalty == 0 || !by_sets(&items, [*penalty - 1; 2]), "no smaller whole penalty does");
        }
    }
}
