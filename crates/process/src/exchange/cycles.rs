//! Releases among several holders: cycles of at most so many legs, and chains that begin with a one-sided release.
//! (Abraham, Blum & Sandholm 2007, EC, for barter exchanges.)
//!
//! A leg goes from a holder to whoever wants back somebody it holds. In a cycle every holder releases and receives. Each
//! holder takes part in one cycle or chain; what is chosen moves as much as can be moved, exactly, by dynamic programming
//! over sets of holders.

/// The most holders for which every set is looked at.
pub const MOST_HOLDERS: usize = 16;

/// How much can be moved from one holder to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legs {
    /// Number of people `from` holds whom `to` wants: `people[from][to]`.
    pub people: Vec<Vec<u64>>,
    /// Holders that begin a chain: they release somebody and ask for nobody in return.
    pub altruists: Vec<bool>,
}

/// A cycle, or a chain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ring {
    /// The holders in order; each releases to the next, and in a cycle the last to the first.
    pub holders: Vec<usize>,
    /// Whether the last releases to the first.
    pub closes: bool,
    /// How many people each leg moves: as many as the leg with the fewest.
    pub each: u64,
}

impl Ring {
    /// From whom to whom, leg by leg.
    pub fn legs(&self) -> Vec<(usize, usize)> {
        let next = self.holders.iter().skip(1).chain(self.closes.then_some(&self.holders[0]));
        self.holders.iter().copied().zip(next.copied()).collect()
    }

    /// How many people move.
    pub fn moves(&self) -> u64 {
        self.each * self.legs().len() as u64
    }

    fn set(&self) -> usize {
        self.holders.iter().fold(0, |set, holder| set | 1 << holder)
    }
}

/// The rings that together move the most people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rings {
    /// The chosen rings; no holder is in two.
    pub rings: Vec<Ring>,
    /// How many people they move: no other choice moves more.
    pub moves: u64,
}

/// What is left when one leg fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The leg that fails.
    pub leg: (usize, usize),
    /// Legs of the other rings, which go on.
    pub go_on: Vec<(usize, usize)>,
    /// What the holders of the broken ring can still do among themselves without the leg.
    pub instead: Rings,
}

/// The rings of at most `longest` legs that move the most people; `None` for more than [`MOST_HOLDERS`] holders.
pub fn rings(legs: &Legs, longest: usize) -> Option<Rings> {
    (legs.people.len() <= MOST_HOLDERS).then(|| best(legs, longest, (1 << legs.people.len()) - 1))
}

/// For every leg of the chosen rings: what happens if it fails.
pub fn failures(legs: &Legs, longest: usize, chosen: &Rings) -> Vec<Failure> {
    let of_ring = |(at, ring): (usize, &Ring)| {
        let others = chosen.rings.iter().enumerate().filter(move |(other, _)| *other != at);
        let go_on: Vec<(usize, usize)> = others.flat_map(|(_, ring)| ring.legs()).collect();
        let without = |leg: (usize, usize)| {
            let mut left = legs.clone();
            left.people[leg.0][leg.1] = 0;
            Failure { leg, go_on: go_on.clone(), instead: best(&left, longest, ring.set()) }
        };
        ring.legs().into_iter().map(without).collect::<Vec<_>>()
    };
    chosen.rings.iter().enumerate().flat_map(of_ring).collect()
}

/// The best choice among the holders of a set.
fn best(legs: &Legs, longest: usize, within: usize) -> Rings {
    let all = candidates(legs, longest);
    let among: Vec<&Ring> = all.iter().filter(|ring| ring.set() & !within == 0).collect();
    // What the holders of each set can move; the lowest holder stays out, or is in one of its rings.
    let size = within + 1;
    let mut most: Vec<(u64, Option<usize>)> = vec![(0, None); size];
    for set in 1..size {
        if set & !within != 0 {
            continue;
        }
        let lowest = set & set.wrapping_neg();
        let mut found = (most[set & !lowest].0, None);
        for (at, ring) in among.iter().enumerate() {
            let holders = ring.set();
            if holders & lowest != 0 && holders & !set == 0 {
                let moves = ring.moves() + most[set & !holders].0;
                if moves > found.0 {
                    found = (moves, Some(at));
                }
            }
        }
        most[set] = found;
    }
    let (mut set, mut rings) = (within, Vec::new());
    while set != 0 {
        match most[set].1 {
            Some(at) => {
                rings.push(among[at].clone());
                set &= !among[at].set();
            }
            None => set &= set - 1,
        }
    }
    rings.sort();
    Rings { moves: rings.iter().map(Ring::moves).sum(), rings }
}

/// Every cycle and chain, each cycle once, beginning with its lowest holder.
fn candidates(legs: &Legs, longest: usize) -> Vec<Ring> {
    let mut found = Vec::new();
    for first in 0..legs.people.len() {
        extend(legs, longest, &mut vec![first], u64::MAX, &mut found);
    }
    found
}

fn extend(legs: &Legs, longest: usize, path: &mut Vec<usize>, each: u64, found: &mut Vec<Ring>) {
    let (first, last) = (path[0], path[path.len() - 1]);
    let back = legs.people[last][first].min(each);
    if path.len() >= 2 && path.len() <= longest && back > 0 && path.iter().all(|holder| *holder >= first) {
        found.push(Ring { holders: path.clone(), closes: true, each: back });
    }
    if path.len() >= 2 && legs.altruists[first] {
        found.push(Ring { holders: path.clone(), closes: false, each });
    }
    let most = if legs.altruists[first] { longest + 1 } else { longest };
    if path.len() >= most {
        return;
    }
    for next in 0..legs.people.len() {
        let people = legs.people[last][next].min(each);
        if people > 0 && !path.contains(&next) {
            path.push(next);
            extend(legs, longest, path, people, found);
            path.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn legs(holders: usize, there: &[(usize, usize, u64)]) -> Legs {
        let mut people = vec![vec![0; holders]; holders];
        there.iter().for_each(|(from, to, count)| people[*from][*to] = *count);
        Legs { people, altruists: vec![false; holders] }
    }

    #[test]
    fn three_holders_move_two_by_pairs_and_three_by_a_cycle() {
        // The second holds somebody of the first, the third of the second, the first of the third; and the first of the second.
        let three = legs(3, &[(1, 0, 1), (2, 1, 1), (0, 2, 1), (0, 1, 1)]);
        assert_eq!(rings(&three, 2).unwrap().moves, 2);
        let chosen = rings(&three, 3).unwrap();
        assert_eq!((chosen.moves, chosen.rings.len()), (3, 1));
        let failures = failures(&three, 3, &chosen);
        assert_eq!(failures.len(), 3);
        let failed = failures.iter().find(|failure| failure.leg == (2, 1)).unwrap();
        assert_eq!(failed.instead.moves, 2, "the pair of the first and the second is still there");
    }

    #[test]
    fn a_chain_begins_with_who_asks_for_nobody() {
        let mut chain = legs(3, &[(0, 1, 2), (1, 2, 1)]);
        assert_eq!(rings(&chain, 3).unwrap().moves, 0);
        chain.altruists[0] = true;
        let chosen = rings(&chain, 3).unwrap();
        assert_eq!((chosen.moves, chosen.rings[0].closes), (2, false));
    }

    /// Every choice of disjoint rings.
    fn by_choices(rings: &[Ring], used: usize) -> u64 {
        let Some((ring, rest)) = rings.split_first() else { return 0 };
        let without = by_choices(rest, used);
        if ring.set() & used != 0 { without } else { without.max(ring.moves() + by_choices(rest, used | ring.set())) }
    }

    proptest! {
        #[test]
        fn no_other_choice_moves_more(cells in prop::collection::vec(0u64..3, 20), altruist in 0usize..6, longest in 2usize..4) {
            let mut people = vec![vec![0; 5]; 5];
            let pairs = (0..5).flat_map(|from| (0..5).filter(move |to| *to != from).map(move |to| (from, to)));
            pairs.zip(cells).for_each(|((from, to), count)| people[from][to] = count);
            let mut legs = Legs { people, altruists: vec![false; 5] };
            if altruist < 5 {
                legs.altruists[altruist] = true;
            }
            let mut all = candidates(&legs, longest);
            all.truncate(18);
            if candidates(&legs, longest).len() <= 18 {
                let chosen = rings(&legs, longest).unwrap();
                prop_assert_eq!(chosen.moves, by_choices(&all, 0));
                let sets: Vec<usize> = chosen.rings.iter().map(Ring::set).collect();
                prop_assert!(sets.iter().enumerate().all(|(at, set)| sets[..at].iter().all(|other| set & other == 0)));
            }
        }
    }
}
