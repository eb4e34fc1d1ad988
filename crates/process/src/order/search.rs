//! The search for an order: backward over sets of steps, keeping every way on that is not worse in all respects.
//!
//! A set of steps is closed when everything that one of its steps comes after is in it. From the full set backwards, each
//! closed set keeps the ways to finish from there that no other way dominates: value for every party, and the largest
//! shortfall met on the way (by how much somebody gains by stopping, were no further penalty due). One step earlier all
//! values fall or rise together, so a dominated way never becomes the better one, and what is left at the empty set holds
//! the best order. Numbers are whole: everything is multiplied by the common denominator and by the discount's, once for
//! every move.

use std::collections::HashMap;
use std::rc::Rc;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use zopa_model::{Exact, PartyIndex};

use super::{Terms, Tested};

/// Steps up to this many are searched through without leaving anything out.
const ALL_SETS: usize = 20;
/// With more, sets kept of each size.
const BEAM: usize = 4_000;
/// Ways kept for one set of steps, and for all sets of one size.
const MOST_WAYS: usize = 64;
const MOST_WAYS_OF_A_SIZE: usize = 60_000;
/// The most steps that a set can hold.
const MOST_STEPS: usize = 63;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderAnswer {
    /// What there is.
    pub verdict: Verdict,
    /// Whether nothing was left out of the search.
    pub exact: bool,
}

/// Whether an order holds by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This one does.
    Holds(Order),
    /// None does. This one needs the smallest penalty beyond those of the plan, the same for everybody who stops.
    Needs {
        /// The order.
        order: Order,
        /// The further penalty.
        penalty: Exact,
    },
    /// Whatever the order, to do all of it is worth less than nothing to this party at the start. The order with the
    /// smallest loss is given.
    NotWorthStarting {
        /// The order.
        order: Order,
        /// Who loses.
        party: PartyIndex,
        /// How much.
        loss: Exact,
    },
    /// The steps cannot all be done: what they come after, or their deadlines, leave no order.
    NoOrder,
    /// More steps than a set can hold.
    TooMany {
        /// The most that fit.
        most: usize,
    },
}

/// Moves in their order, each a set of pieces done at once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order(pub Vec<Vec<usize>>);

impl OrderAnswer {
    /// The order, where there is one, and whether it holds by itself.
    pub fn order(&self) -> Option<(&Order, bool)> {
        match &self.verdict {
            Verdict::Holds(order) => Some((order, true)),
            Verdict::Needs { order, .. } | Verdict::NotWorthStarting { order, .. } => Some((order, false)),
            Verdict::NoOrder | Verdict::TooMany { .. } => None,
        }
    }
}

/// The best order: one that holds by itself where there is any, and of these the one whose worst-off party gets the most
/// at the start, then the next (leximin), then the fewest moves. Otherwise the one that needs the smallest further
/// penalty. With `together`, steps of different parties may be done at once.
///
/// An order that is said to hold does. That it is the best, or that none holds, is exact up to 20 steps: without a
/// discount always, since all ways to finish are worth the same then, and with one unless too many ways to finish cannot
/// be compared (64 for one set, or 60,000 for all sets of one size); the answer says so.
pub fn search(terms: &Terms, tested: Tested, together: bool) -> OrderAnswer {
    if terms.pieces.len() > MOST_STEPS {
        return OrderAnswer { verdict: Verdict::TooMany { most: MOST_STEPS }, exact: true };
    }
    let scale = Scale::new(terms);
    let alike = alike(terms);
    if scale.bits(terms) < 120 {
        Search::<i128>::new(&alike, &scale, tested, together).answer(&scale)
    } else {
        Search::<BigInt>::new(&alike, &scale, tested, together).answer(&scale)
    }
}

/// The same plan in which steps that are alike in everything come in the order of the plan: to exchange two of them
/// changes nothing.
fn alike(terms: &Terms) -> Terms {
    let mut all = terms.clone();
    let dependents = |of: usize| (0..terms.pieces.len()).filter(move |&other| terms.pieces[other].after.contains(&of));
    for later in 0..terms.pieces.len() {
        let is_alike = |&earlier: &usize| {
            let (a, b) = (&terms.pieces[earlier], &terms.pieces[later]);
            let normal = |piece: &super::Piece| super::Piece { step: 0, part: (0, 1), ..piece.clone() };
            normal(a) == normal(b) && dependents(earlier).eq(dependents(later))
        };
        let before = (0..later).rev().find(is_alike);
        all.pieces[later].after.extend(before);
    }
    all
}

/// How numbers become whole.
struct Scale {
    /// All numbers are multiplied by this: the common denominator, times the discount's to the number of moves.
    unit: BigInt,
    numerator: BigInt,
    denominator: BigInt,
}

impl Scale {
    fn new(terms: &Terms) -> Self {
        let pieces = terms.pieces.iter().flat_map(|piece| piece.benefits.iter().chain([&piece.cost]));
        let all = pieces.chain(&terms.complete).chain(&terms.penalty);
        let common = all.fold(BigInt::from(1), |common, number| common.lcm(number.rational().denom()));
        let (numerator, denominator) = (terms.discount.rational().numer().clone(), terms.discount.rational().denom().clone());
        let moves = u32::try_from(terms.pieces.len()).unwrap_or(u32::MAX);
        Self { unit: common * denominator.pow(moves), numerator, denominator }
    }

    fn whole(&self, number: &Exact) -> BigInt {
        (number.rational() * &self.unit).to_integer()
    }

    fn exact(&self, whole: &BigInt) -> Exact {
        Exact::from(BigRational::new(whole.clone(), self.unit.clone()))
    }

    /// Bits that the largest sum may need.
    fn bits(&self, terms: &Terms) -> u64 {
        let pieces = terms.pieces.iter().flat_map(|piece| piece.benefits.iter().chain([&piece.cost]));
        let sum: BigInt = pieces.chain(&terms.complete).chain(&terms.penalty).map(|number| self.whole(number).abs()).sum();
        sum.bits() + self.numerator.bits() + 2
    }
}

/// A whole number that the search can count in.
trait Whole: Clone + Ord + Zero + Signed + Integer {
    fn of(number: BigInt) -> Self;
    fn big(&self) -> BigInt;
}

impl Whole for i128 {
    fn of(number: BigInt) -> Self {
        number.to_i128().unwrap_or(i128::MAX)
    }

    fn big(&self) -> BigInt {
        BigInt::from(*self)
    }
}

impl Whole for BigInt {
    fn of(number: BigInt) -> Self {
        number
    }

    fn big(&self) -> BigInt {
        self.clone()
    }
}

/// A way to finish from some set of steps.
#[derive(Clone)]
struct Way<N> {
    values: Vec<N>,
    /// The largest gain by stopping met on the way after the first move; zero where there is none.
    shortfall: N,
    /// The first move, as a set, and which way of the set that it leads to follows.
    first: u64,
    then: u32,
    moves: u32,
}

impl<N: Whole> Way<N> {
    fn dominates(&self, other: &Self) -> bool {
        self.shortfall <= other.shortfall && self.values.iter().zip(&other.values).all(|(own, theirs)| own >= theirs)
    }
}

struct Search<N> {
    tested: Tested,
    together: bool,
    steps: usize,
    actors: Vec<PartyIndex>,
    /// For each step, the steps that come after it.
    before: Vec<u64>,
    days: Vec<u32>,
    by: Vec<Option<u32>>,
    /// By step and party.
    changes: Vec<Vec<N>>,
    /// What stopping gains by a step that is done, by step and party; zero where it cannot be taken back.
    taken_back: Vec<Vec<N>>,
    penalty: Vec<N>,
    complete: Vec<N>,
    numerator: N,
    denominator: N,
}

impl<N: Whole> Search<N> {
    fn new(terms: &Terms, scale: &Scale, tested: Tested, together: bool) -> Self {
        let whole = |number: &Exact| N::of(scale.whole(number));
        let parties = terms.parties();
        let by_party = |of: &dyn Fn(PartyIndex) -> Exact| (0..parties).map(|party| whole(&of(party))).collect::<Vec<N>>();
        let back = |place: usize, party: PartyIndex| {
            let lost = &Exact::zero() - &terms.change(&[place], party);
            if terms.pieces[place].reversible { lost } else { Exact::zero() }
        };
        Self {
            tested,
            together,
            steps: terms.pieces.len(),
            actors: terms.pieces.iter().map(|piece| piece.actor).collect(),
            before: (0..terms.pieces.len())
                .map(|step| {
                    let later = (0..terms.pieces.len()).filter(|&other| terms.pieces[other].after.contains(&step));
                    later.fold(0, |set, other| set | 1 << other)
                })
                .collect(),
            days: terms.pieces.iter().map(|piece| piece.days).collect(),
            by: terms.pieces.iter().map(|piece| piece.by).collect(),
            changes: (0..terms.pieces.len()).map(|place| by_party(&|party| terms.change(&[place], party))).collect(),
            taken_back: (0..terms.pieces.len()).map(|place| by_party(&|party| back(place, party))).collect(),
            penalty: terms.penalty.iter().map(whole).collect(),
            complete: terms.complete.iter().map(whole).collect(),
            numerator: N::of(scale.numerator.clone()),
            denominator: N::of(scale.denominator.clone()),
        }
    }

    /// First only ways without a shortfall are looked at: there are few. Where none starts well, all are.
    fn answer(&self, scale: &Scale) -> OrderAnswer {
        if self.steps == 0 {
            return OrderAnswer { verdict: Verdict::Holds(Order(Vec::new())), exact: true };
        }
        let without = self.run(scale, true);
        if matches!(without.verdict, Verdict::Holds(_)) {
            return without;
        }
        let all = self.run(scale, false);
        // That nothing holds is known only where the first look left nothing out.
        OrderAnswer { exact: all.exact && without.exact, ..all }
    }

    fn run(&self, scale: &Scale, no_shortfall: bool) -> OrderAnswer {
        let full = (1u64 << self.steps) - 1;
        let last = Way { values: self.complete.clone(), shortfall: N::zero(), first: 0, then: 0, moves: 0 };
        let mut known = Known::new(self.steps);
        known.of(full).push(last);
        // Sets by the number of steps that are left to do.
        let mut layers: Vec<Vec<u64>> = vec![Vec::new(); self.steps + 1];
        layers[0].push(full);
        let mut exact = true;
        let widest = if self.together { self.complete.len() } else { 1 };
        for left in 1..=self.steps {
            let mut sets = Vec::new();
            let most = (MOST_WAYS_OF_A_SIZE / subsets(self.steps, left)).clamp(1, MOST_WAYS);
            for (shorter, earlier) in layers.iter().enumerate().take(left).skip(left.saturating_sub(widest)) {
                for &after in earlier {
                    exact &= self.extend(after, left - shorter, (no_shortfall, most), &mut known, &mut sets);
                }
            }
            for &set in &sets {
                exact &= keep(known.of(set), most);
            }
            sets.retain(|&set| !known.of(set).is_empty());
            if self.steps > ALL_SETS && sets.len() > BEAM {
                let best = |set: u64| known.get(set).iter().map(|way| &way.shortfall).min();
                sets.sort_by(|&a, &b| best(a).cmp(&best(b)).then(a.cmp(&b)));
                for &dropped in &sets[BEAM..] {
                    known.of(dropped).clear();
                }
                sets.truncate(BEAM);
                exact = false;
            }
            layers[left] = sets;
        }
        let ways = known.get(0);
        let loss = |way: &Way<N>| way.values.iter().min().filter(|value| value.is_negative()).map(|value| -value.clone());
        let leximin = |way: &Way<N>| {
            let mut sorted = way.values.clone();
            sorted.sort();
            sorted
        };
        let rank = |a: &&Way<N>, b: &&Way<N>| {
            let start = loss(a).unwrap_or_else(N::zero).cmp(&loss(b).unwrap_or_else(N::zero));
            let fewest = a.moves.cmp(&b.moves).then(a.first.cmp(&b.first));
            start.then(a.shortfall.cmp(&b.shortfall)).then_with(|| leximin(b).cmp(&leximin(a))).then(fewest)
        };
        let Some(best) = ways.iter().min_by(rank) else { return OrderAnswer { verdict: Verdict::NoOrder, exact } };
        let order = self.order(best, &known);
        let verdict = match loss(best) {
            Some(loss) => {
                let party = best.values.iter().position(|value| *value == -loss.clone()).unwrap_or(0);
                Verdict::NotWorthStarting { order, party, loss: scale.exact(&loss.big()) }
            }
            None if best.shortfall.is_zero() => Verdict::Holds(order),
            None => Verdict::Needs { order, penalty: scale.exact(&best.shortfall.big()) },
        };
        OrderAnswer { verdict, exact }
    }

    /// Ways from every set that reaches `after` by a move of `size` steps; sets that are new are put into `sets`. `false`
    /// where some had to go that might matter.
    fn extend(
        &self,
        after: u64,
        size: usize,
        (no_shortfall, most): (bool, usize),
        known: &mut Known<N>,
        sets: &mut Vec<u64>,
    ) -> bool {
        // What nothing else in the set comes after can have been done last.
        let is_last = |&step: &usize| after >> step & 1 == 1 && self.before[step] & after == 0;
        let last: Vec<usize> = (0..self.steps).filter(is_last).collect();
        let later: Vec<Way<N>> =
            known.get(after).iter().map(|way| Way { values: self.discounted(&way.values), ..way.clone() }).collect();
        let mut made = Vec::with_capacity(self.complete.len());
        let mut chosen = Vec::with_capacity(size);
        let mut exact = true;
        self.choose(&last, size, &mut chosen, &mut |pieces: &[usize]| {
            let first = pieces.iter().fold(0, |set, &piece| set | 1 << piece);
            let before = after & !first;
            if !pieces.iter().all(|&piece| self.is_in_time(piece, before)) {
                return;
            }
            let stopping = known.stopping(before, sets, || self.stopping(before));
            let kept = known.of(before);
            for (then, way) in later.iter().enumerate() {
                let shortfall = self.earlier(way, pieces, stopping.as_deref(), &mut made);
                let wanted = !no_shortfall || shortfall.is_zero();
                // Most ways are no better than one that is there already.
                let is_dominated = |other: &Way<N>| {
                    other.shortfall <= shortfall
                        && other.moves <= way.moves + 1
                        && other.values.iter().zip(&made).all(|(theirs, own)| theirs >= own)
                };
                if wanted && !(kept.len() < 4 && kept.iter().any(is_dominated)) {
                    kept.push(Way { values: made.clone(), shortfall, first, then: then as u32, moves: way.moves + 1 });
                }
            }
            // So that no set holds many more than are kept of it in the end.
            if kept.len() > 8 * most {
                exact &= keep(kept, 4 * most);
            }
        });
        exact
    }

    fn discounted(&self, values: &[N]) -> Vec<N> {
        if self.numerator == self.denominator {
            return values.to_vec();
        }
        values.iter().map(|value| value.clone() * self.numerator.clone() / self.denominator.clone()).collect()
    }

    /// Sets of `size` of `from` with different actors, in order.
    fn choose(&self, from: &[usize], size: usize, chosen: &mut Vec<usize>, then: &mut dyn FnMut(&[usize])) {
        if size == 0 {
            return then(chosen);
        }
        for (at, &piece) in from.iter().enumerate() {
            if chosen.iter().all(|&other| self.actors[other] != self.actors[piece]) {
                chosen.push(piece);
                self.choose(&from[at + 1..], size - 1, chosen, then);
                chosen.pop();
            }
        }
    }

    /// Whether `piece` after the set `before` keeps its deadline, one step after the other.
    fn is_in_time(&self, piece: usize, before: u64) -> bool {
        let Some(by) = self.by[piece] else { return true };
        let elapsed: u64 = (0..self.steps).filter(|&step| before >> step & 1 == 1).map(|step| u64::from(self.days[step])).sum();
        elapsed + u64::from(self.days[piece]) <= u64::from(by)
    }

    /// Puts the values before a move of `pieces` into `values`, and returns the largest gain by stopping from there on.
    /// `stopping` is what it is worth to each party; `None` at the start, where nobody is bound and the values themselves
    /// are looked at.
    fn earlier(&self, later: &Way<N>, pieces: &[usize], stopping: Option<&[N]>, values: &mut Vec<N>) -> N {
        values.clear();
        let mut shortfall = later.shortfall.clone();
        for (party, discounted) in later.values.iter().enumerate() {
            let value = pieces.iter().fold(discounted.clone(), |value, &piece| value + self.changes[piece][party].clone());
            let moves = || pieces.iter().any(|&piece| self.actors[piece] == party);
            if let Some(stopping) = stopping.filter(|_| self.tested == Tested::Everybody || moves()) {
                let gain = stopping[party].clone() - value.clone();
                if gain > shortfall {
                    shortfall = gain;
                }
            }
            values.push(value);
        }
        shortfall
    }

    /// What stopping is worth to each party when `done` is done; `None` when nothing is.
    fn stopping(&self, done: u64) -> Option<Vec<N>> {
        let of = |party: PartyIndex| {
            let back = (0..self.steps).filter(|&step| done >> step & 1 == 1);
            back.fold(-self.penalty[party].clone(), |sum, step| sum + self.taken_back[step][party].clone())
        };
        (done != 0).then(|| (0..self.complete.len()).map(of).collect())
    }

    fn order(&self, best: &Way<N>, known: &Known<N>) -> Order {
        let (mut done, mut way, mut moves) = (0u64, best, Vec::new());
        while way.first != 0 {
            moves.push((0..self.steps).filter(|&step| way.first >> step & 1 == 1).collect());
            done |= way.first;
            way = &known.get(done)[way.then as usize];
        }
        Order(moves)
    }
}

/// The number of sets of `size` of `of`, capped where it no longer matters.
fn subsets(of: usize, size: usize) -> usize {
    let count = (0..size).fold(1u128, |count, at| count * (of - at) as u128 / (at + 1) as u128);
    count.min(MOST_WAYS_OF_A_SIZE as u128) as usize
}

/// The ways of every set that was reached.
struct Known<N> {
    /// Where a set stands among the entries: a table of all sets where there are few steps, and otherwise a map.
    table: Vec<u32>,
    map: HashMap<u64, u32>,
    entries: Vec<Entry<N>>,
}

/// What is known of one set.
struct Entry<N> {
    ways: Vec<Way<N>>,
    /// What stopping there is worth to each party, once it was asked for.
    stopping: Option<Option<Rc<[N]>>>,
}

impl<N: Whole> Known<N> {
    const NOT_YET: u32 = u32::MAX;

    fn new(steps: usize) -> Self {
        let table = if steps <= ALL_SETS { vec![Self::NOT_YET; 1 << steps] } else { Vec::new() };
        Self { table, map: HashMap::new(), entries: Vec::new() }
    }

    fn at(&self, set: u64) -> Option<usize> {
        let at = if self.table.is_empty() { self.map.get(&set).copied() } else { Some(self.table[set as usize]) };
        at.filter(|&at| at != Self::NOT_YET).map(|at| at as usize)
    }

    fn get(&self, set: u64) -> &[Way<N>] {
        self.at(set).map_or(&[], |at| &self.entries[at].ways)
    }

    /// The place of `set`, which is made where it was not known.
    fn place(&mut self, set: u64) -> usize {
        self.at(set).unwrap_or_else(|| {
            let at = self.entries.len();
            self.entries.push(Entry { ways: Vec::new(), stopping: None });
            if self.table.is_empty() {
                self.map.insert(set, at as u32);
            } else {
                self.table[set as usize] = at as u32;
            }
            at
        })
    }

    fn of(&mut self, set: u64) -> &mut Vec<Way<N>> {
        let at = self.place(set);
        &mut self.entries[at].ways
    }

    /// What stopping is worth in `set`, worked out once; a set that is new is put into `sets`.
    fn stopping(&mut self, set: u64, sets: &mut Vec<u64>, found: impl Fn() -> Option<Vec<N>>) -> Option<Rc<[N]>> {
        let at = self.place(set);
        let entry = &mut self.entries[at];
        if entry.stopping.is_none() {
            sets.push(set);
            entry.stopping = Some(found().map(Rc::from));
        }
        entry.stopping.clone().flatten()
    }
}

/// Leaves the ways that no other dominates, the first of equals.
fn undominated<N: Whole>(ways: &mut Vec<Way<N>>) {
    if let [way] = ways.as_slice()
        && way.moves > 0
    {
        return;
    }
    // What comes later in this order dominates nothing that comes before, save for equals.
    let order = |a: &Way<N>, b: &Way<N>| {
        b.values.cmp(&a.values).then(a.shortfall.cmp(&b.shortfall)).then(a.moves.cmp(&b.moves)).then(a.first.cmp(&b.first))
    };
    ways.sort_by(order);
    let mut kept: Vec<Way<N>> = Vec::new();
    for way in ways.drain(..) {
        // With two values and no shortfall the last one kept has the highest second value of all.
        let plane = way.values.len() == 2 && way.shortfall.is_zero();
        let dominated = match kept.last() {
            Some(last) if plane && last.shortfall.is_zero() && last.dominates(&way) => true,
            _ => kept.iter().rev().any(|other| other.dominates(&way)),
        };
        if !dominated {
            kept.push(way);
        }
    }
    *ways = kept;
}

/// Leaves at most `most` ways, spread evenly from the best for the first party to the best for the last; `false` where
/// some had to go that might matter.
fn keep<N: Whole>(ways: &mut Vec<Way<N>>, most: usize) -> bool {
    undominated(ways);
    let count = ways.len();
    if count <= most {
        return true;
    }
    ways.sort_by(|a, b| a.shortfall.cmp(&b.shortfall).then_with(|| b.values.cmp(&a.values)));
    let middle = |place: usize| (2 * place + 1) * count / (2 * most);
    *ways = (0..most).map(|place| ways[middle(place)].clone()).collect();
    false
}
