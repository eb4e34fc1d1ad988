//! Dividing and conquering: which of many vectors are dominated.
//!
//! Vectors come in descending lexicographic order, so the first half is never dominated by the second. The first half
//! is settled, what it covers is struck from the second, and the rest of the second is settled. Striking needs one
//! coordinate less: it divides both sides by the next coordinate, down to three, where a sweep with a staircase does.
//! (Kung, Luccio & Preparata 1975, Journal of the ACM 22:469.) Because a vector is struck only by one that stays, the
//! same order of steps thins a set without adding up errors.

use std::cmp::Reverse;

use super::filter::{Staircase, covers};
use crate::table::sum;
use crate::units::Unit;

/// Sides with no more pairs than this are compared pair by pair.
const FEW_PAIRS: usize = 1024;
/// So few vectors are settled one by one.
const FEW: usize = 32;

/// A vector by its place among all.
type Place = u32;

/// Buffers, kept from one time to the next.
#[derive(Debug)]
pub(super) struct Divide<U, const N: usize> {
    /// What each vector stands for: itself, raised by the slack.
    raised: Vec<[U; N]>,
    is_struck: Vec<bool>,
    staircase: Staircase<U>,
    steps: u64,
}

impl<U: Unit, const N: usize> Default for Divide<U, N> {
    fn default() -> Self {
        Self { raised: Vec::new(), is_struck: Vec::new(), staircase: Staircase::default(), steps: 0 }
    }
}

impl<U: Unit, const N: usize> Divide<U, N> {
    /// Drops from `points`, and from `origins` beside them, what an earlier one of those that stay covers when raised
    /// by `slack`. The first `settled` are known to stay. Returns the steps that it took.
    pub(super) fn settle<O>(&mut self, points: &mut Vec<[U; N]>, origins: &mut Vec<O>, settled: usize, slack: &[U; N]) -> u64 {
        self.raised.clear();
        self.raised.extend(points.iter().map(|point| sum(*point, slack)));
        self.is_struck.clear();
        self.is_struck.resize(points.len(), false);
        self.steps = 0;
        let mut known: Vec<Place> = (0..settled as Place).collect();
        let mut asked: Vec<Place> = (settled as Place..points.len() as Place).collect();
        self.strike(points, &mut known, &mut asked, 1);
        self.conquer(points, settled, points.len());
        let mut struck = self.is_struck.iter();
        points.retain(|_| !struck.next().expect("there is a mark for each point"));
        let mut struck = self.is_struck.iter();
        origins.retain(|_| !struck.next().expect("there is a mark for each point"));
        self.steps
    }

    /// Settles the points at the places from `from` up to `to` that are not struck yet.
    fn conquer(&mut self, points: &[[U; N]], from: usize, to: usize) {
        if to - from <= FEW {
            return self.one_by_one(points, from, to);
        }
        let middle = from + (to - from) / 2;
        self.conquer(points, from, middle);
        let mut known = self.left(from, middle);
        let mut asked = self.left(middle, to);
        self.strike(points, &mut known, &mut asked, 1);
        self.conquer(points, middle, to);
    }

    /// The places that are not struck.
    fn left(&self, from: usize, to: usize) -> Vec<Place> {
        (from as Place..to as Place).filter(|&place| !self.is_struck[place as usize]).collect()
    }

    fn one_by_one(&mut self, points: &[[U; N]], from: usize, to: usize) {
        for (place, point) in points.iter().enumerate().take(to).skip(from) {
            let stays = |earlier: &usize| !self.is_struck[*earlier];
            let strikes = |earlier: usize| covers(&self.raised[earlier], point, 1);
            self.is_struck[place] = self.is_struck[place] || (from..place).filter(stays).any(strikes);
            self.steps += 1;
        }
    }

    /// Strikes each of `asked` that one of `known` covers in the coordinates from `axis` on. In the ones before, all
    /// of `known` are at least as good. Both lists come back in another order.
    fn strike(&mut self, points: &[[U; N]], known: &mut [Place], asked: &mut [Place], axis: usize) {
        self.steps += (known.len() + asked.len()) as u64;
        if known.is_empty() || asked.is_empty() {
            return;
        }
        if known.len().saturating_mul(asked.len()) <= FEW_PAIRS {
            for &place in asked.iter() {
                let strikes = |&other: &Place| covers(&self.raised[other as usize], &points[place as usize], axis);
                self.is_struck[place as usize] |= known.iter().any(strikes);
            }
        } else if axis + 3 >= N {
            self.sweep(points, known, asked, axis);
        } else {
            self.split(points, known, asked, axis);
        }
    }

    /// Divides both sides by their coordinate `axis`.
    fn split(&mut self, points: &[[U; N]], known: &mut [Place], asked: &mut [Place], axis: usize) {
        let of = |place: &Place| points[*place as usize][axis];
        let half = asked.len() / 2;
        let median = of(asked.select_nth_unstable_by_key(half, of).1);
        // Where half of them or more have the least value, the border is the next one.
        let border = match asked.iter().map(of).min() {
            Some(least) if least == median => asked.iter().map(of).filter(|value| *value > least).min(),
            _ => Some(median),
        };
        let Some(border) = border else {
            let reaching = partition(known, |place| self.raised[place as usize][axis] >= median);
            return self.strike(points, &mut known[..reaching], asked, axis + 1);
        };
        let upper = partition(known, |place| self.raised[place as usize][axis] >= border);
        let above = partition(asked, |place| points[place as usize][axis] >= border);
        let ((known_above, known_below), (asked_above, asked_below)) = (known.split_at_mut(upper), asked.split_at_mut(above));
        self.strike(points, known_above, asked_above, axis);
        self.strike(points, known_below, asked_below, axis);
        let open = partition(asked_below, |place| !self.is_struck[place as usize]);
        self.strike(points, known_above, &mut asked_below[..open], axis + 1);
    }

    /// Strikes by a sweep over the last three coordinates, or over fewer.
    fn sweep(&mut self, points: &[[U; N]], known: &mut [Place], asked: &mut [Place], axis: usize) {
        known.sort_unstable_by_key(|&place| Reverse(self.raised[place as usize][axis]));
        asked.sort_unstable_by_key(|&place| Reverse(points[place as usize][axis]));
        self.start_staircase(points, known, asked);
        let mut next = known.iter().peekable();
        for &place in asked.iter() {
            let point = &points[place as usize];
            while let Some(other) = next.next_if(|&&other| self.raised[other as usize][axis] >= point[axis]) {
                let pair = last_two(&self.raised[*other as usize]);
                if let Some(at) = self.staircase.place(pair) {
                    self.staircase.insert(at, pair);
                }
            }
            self.is_struck[place as usize] |= self.staircase.place(last_two(point)).is_none();
        }
    }

    fn start_staircase(&mut self, points: &[[U; N]], known: &[Place], asked: &[Place]) {
        let own = known.iter().map(|&place| last_two(&self.raised[place as usize])[0]);
        let all = own.chain(asked.iter().map(|&place| last_two(&points[place as usize])[0]));
        let (low, high) = all.fold((None, None), |(low, high): (Option<U>, Option<U>), value| {
            (Some(low.map_or(value, |low| low.min(value))), Some(high.map_or(value, |high| high.max(value))))
        });
        if let (Some(low), Some(high)) = (low, high) {
            self.staircase.start(low, high, known.len() + asked.len());
        }
    }
}

#[inline(always)]
fn last_two<U: Unit, const N: usize>(point: &[U; N]) -> [U; 2] {
    [point[N - 2], point[N - 1]]
}

/// Moves the places that `belong` to the front and returns how many they are.
fn partition(places: &mut [Place], belongs: impl Fn(Place) -> bool) -> usize {
    let mut front = 0;
    for at in 0..places.len() {
        if belongs(places[at]) {
            places.swap(front, at);
            front += 1;
        }
    }
    front
}
