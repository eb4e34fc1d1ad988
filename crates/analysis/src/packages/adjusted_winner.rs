//! Adjusted Winner: two parties spread points over items; at most one item is divided. (Brams & Taylor 1996, Fair
//! Division, Cambridge University Press.)
//!
//! Both end with equal points, no other division is better for one and no worse for the other, and neither would
//! rather have the other's part. It can be gamed by whoever knows the other's points.

use std::cmp::Ordering;
use std::fmt;

use num_rational::BigRational;
use num_traits::{One, Zero};
use zopa_model::Exact;

/// Something to divide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The points that the first and the second party put on it; zero or more.
    pub points: [Exact; 2],
    /// Whether it can be shared.
    pub is_divisible: bool,
}

/// Who gets what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// For each item, the part that the first party gets, from 0 to 1; the second gets the rest.
    pub shares_of_first: Vec<Exact>,
    /// The points that each party ends with, by its own count.
    pub points: [Exact; 2],
    /// The item that is divided between the two, if any.
    pub divided: Option<usize>,
}

/// Why there is no division, and the ways out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDivision {
    /// The two did not spread the same number of points.
    DifferentTotals {
        /// What each spread.
        totals: Box<[Exact; 2]>,
    },
    /// Somebody put fewer than zero points on this item.
    Negative {
        /// Which.
        item: usize,
    },
    /// This item would have to be divided and cannot be. Two choices: sell it and divide the proceeds, or give every
    /// item whole, which may leave the two unequal.
    Indivisible {
        /// Which item.
        item: usize,
        /// The first way out: the division that a sale allows, the item's proceeds being shared like the item.
        if_sold: Box<Division>,
        /// The second: all items whole, the smaller number of points as large as it can be, then the larger.
        /// `None` where there are too many items of too many different points to search them all.
        whole: Option<Box<Division>>,
    },
}

impl fmt::Display for NoDivision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DifferentTotals { totals } => {
                let [one, other] = &**totals;
                write!(f, "the first spread {one} points and the second {other}; let both spread the same number")
            }
            Self::Negative { item } => write!(f, "item {} has points below zero; give every item zero or more", item + 1),
            Self::Indivisible { item, .. } => write!(
                f,
                "item {} would have to be divided and cannot be; sell it and divide the proceeds, or give every item whole",
                item + 1
            ),
        }
    }
}

impl std::error::Error for NoDivision {}

/// Divides `items` between two parties.
///
/// Each item goes to whoever put more points on it; tied ones then, in order, to whoever is behind (the first where
/// neither is). The leader hands over items in ascending order of its points per point of the other (ties in order),
/// the last of them in part, until both have the same.
///
/// # Errors
/// Where the totals differ, points are negative, or an indivisible item would have to be divided.
pub fn adjusted_winner(items: &[Item]) -> Result<Division, NoDivision> {
    if let Some(item) = items.iter().position(|item| item.points.iter().any(Exact::is_negative)) {
        return Err(NoDivision::Negative { item });
    }
    let total = |party: usize| Exact::from(items.iter().map(|item| item.points[party].rational()).sum::<BigRational>());
    if total(0) != total(1) {
        return Err(NoDivision::DifferentTotals { totals: Box::new([total(0), total(1)]) });
    }
    let mut shares = first_round(items);
    let divided = hand_over(items, &mut shares);
    let division = division(items, &shares, divided);
    match divided {
        Some(item) if !items[item].is_divisible => {
            let whole = best_whole(items).map(Box::new);
            Err(NoDivision::Indivisible { item, if_sold: Box::new(division), whole })
        }
        _ => Ok(division),
    }
}

fn first_round(items: &[Item]) -> Vec<BigRational> {
    let wins = |item: &Item| item.points[0].cmp(&item.points[1]);
    let mut shares: Vec<BigRational> = items.iter().map(|item| if wins(item).is_gt() { one() } else { zero() }).collect();
    let mut points = [zero(), zero()];
    for item in items {
        match wins(item) {
            Ordering::Greater => points[0] += item.points[0].rational(),
            Ordering::Less => points[1] += item.points[1].rational(),
            Ordering::Equal => {}
        }
    }
    for (item, share) in items.iter().zip(&mut shares).filter(|(item, _)| wins(item).is_eq()) {
        let behind = usize::from(points[1] < points[0]);
        points[behind] += item.points[behind].rational();
        *share = if behind == 0 { one() } else { zero() };
    }
    shares
}

/// The leader hands over until both have the same; returns the item that is divided, if any.
fn hand_over(items: &[Item], shares: &mut [BigRational]) -> Option<usize> {
    let mut points = totals(items, shares);
    let leader = match points[0].cmp(&points[1]) {
        Ordering::Greater => 0,
        Ordering::Less => 1,
        Ordering::Equal => return None,
    };
    let other = 1 - leader;
    let held = if leader == 0 { one() } else { zero() };
    let mut owned: Vec<usize> = (0..items.len()).filter(|&item| shares[item] == held).collect();
    owned.sort_by(|&a, &b| cheaper(&items[a].points, &items[b].points, leader));
    for item in owned {
        let [own, theirs] = [items[item].points[leader].rational(), items[item].points[other].rational()];
        let lead = &points[leader] - &points[other];
        if lead.is_zero() {
            return None;
        }
        if own + theirs <= lead {
            points[leader] -= own;
            points[other] += theirs;
            shares[item] = one() - &held;
        } else {
            let part = lead / (own + theirs);
            shares[item] = if leader == 0 { one() - part } else { part };
            return Some(item);
        }
    }
    None
}

/// Which of two items costs the leader less for each point that the other gains; none gained comes last.
fn cheaper(a: &[Exact; 2], b: &[Exact; 2], leader: usize) -> Ordering {
    let other = 1 - leader;
    let endless = |points: &[Exact; 2]| points[other].is_zero();
    match (endless(a), endless(b)) {
        (false, false) => (&a[leader] * &b[other]).cmp(&(&b[leader] * &a[other])),
        (one, another) => one.cmp(&another),
    }
}

fn totals(items: &[Item], shares: &[BigRational]) -> [BigRational; 2] {
    let mut totals = [zero(), zero()];
    for (item, share) in items.iter().zip(shares) {
        totals[0] += item.points[0].rational() * share;
        totals[1] += item.points[1].rational() * (one() - share);
    }
    totals
}

fn division(items: &[Item], shares: &[BigRational], divided: Option<usize>) -> Division {
    let points = totals(items, shares).map(Exact::from);
    Division { shares_of_first: shares.iter().cloned().map(Exact::from).collect(), points, divided }
}

/// Most sums of points that are followed at once.
const MOST_SUMS: usize = 1 << 14;

/// Two parties' sums of points, and who got each item so far (`true` for the first).
type Assigned = ([BigRational; 2], Vec<bool>);

/// All items whole, the smaller sum as large as it can be, then the larger; ties by giving earlier items to the
/// first. Follows only the sums that no other beats for both, among which the answer is.
fn best_whole(items: &[Item]) -> Option<Division> {
    let mut sums: Vec<Assigned> = vec![([zero(), zero()], Vec::new())];
    for item in items {
        let mut next: Vec<Assigned> = Vec::with_capacity(sums.len() * 2);
        for (points, given) in sums {
            for party in [0, 1] {
                let (mut points, mut given) = (points.clone(), given.clone());
                points[party] += item.points[party].rational();
                given.push(party == 0);
                next.push((points, given));
            }
        }
        sums = undominated(next);
        if sums.len() > MOST_SUMS {
            return None;
        }
    }
    let key = |(points, given): &Assigned| {
        let [one, other] = points;
        (one.min(other).clone(), one.max(other).clone(), given.clone())
    };
    let (_, given) = sums.into_iter().max_by_key(key)?;
    let shares: Vec<BigRational> = given.into_iter().map(|first| if first { one() } else { zero() }).collect();
    Some(division(items, &shares, None))
}

fn undominated(mut sums: Vec<Assigned>) -> Vec<Assigned> {
    sums.sort_by(|(a, given_a), (b, given_b)| b.cmp(a).then(given_b.cmp(given_a)));
    let mut kept: Vec<Assigned> = Vec::new();
    for candidate in sums {
        if kept.last().is_none_or(|(best, _)| candidate.0[1] > best[1]) {
            kept.push(candidate);
        }
    }
    kept
}

fn zero() -> BigRational {
    BigRational::zero()
}

fn one() -> BigRational {
    BigRational::one()
}
