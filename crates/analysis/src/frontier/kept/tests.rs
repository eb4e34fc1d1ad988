//! One by one, many at a time, and both in turn, against every pair compared.

use std::cmp::Reverse;

use proptest::prelude::*;

use super::Kept;
use crate::frontier::divide::Divide;
use crate::frontier::filter::covers;
use crate::table::sum;

/// What stays of `points`, which come in descending order: a vector goes where one that stayed, raised by `slack`,
/// covers it. Without slack, and for distinct vectors, those that stay are the undominated ones.
fn quadratic<const N: usize>(points: &[[i64; N]], slack: &[i64; N]) -> Vec<([i64; N], (u32, u32))> {
    let mut stay: Vec<([i64; N], (u32, u32))> = Vec::new();
    for (place, point) in points.iter().enumerate() {
        if !stay.iter().any(|(earlier, _)| covers(&sum(*earlier, slack), point, 1)) {
            stay.push((*point, (0, place as u32)));
        }
    }
    stay
}

/// What is kept of `points` by a set that divides from `one_by_one` vectors on.
fn kept<const N: usize>(points: &[[i64; N]], slack: [i64; N], one_by_one: usize) -> Vec<([i64; N], (u32, u32))> {
    let low = std::array::from_fn(|at| points.iter().map(|point| point[at]).min().unwrap_or(0));
    let high = std::array::from_fn(|at| points.iter().map(|point| point[at]).max().unwrap_or(0));
    let mut kept = Kept::<i64, N>::dividing_from(one_by_one);
    kept.start(&low, &high, points.len(), slack);
    for (place, point) in points.iter().enumerate() {
        kept.offer(*point, (0, place as u32));
    }
    kept.settle();
    assert_eq!(kept.known(), kept.points.len(), "after settling, all that is kept is known to stay");
    kept.points.into_iter().zip(kept.origins).collect()
}

/// Vectors of some length in descending order, many of them equal or equal in some coordinates where `most` is small. The
/// last coordinate is what `total` leaves of it, less a little, so that few of them dominate each other.
fn vectors<const N: usize>(count: usize) -> impl Strategy<Value = Vec<[i64; N]>> {
    let most = prop_oneof![1i64..4, 4i64..12, 100i64..10_000];
    let vector = |most: i64| (prop::collection::vec(0..=most, N), 0..=most / 3, any::<bool>());
    most.prop_flat_map(move |most| prop::collection::vec(vector(most), 0..count)).prop_map(|drawn| {
        let point = |(mut drawn, less, is_close): (Vec<i64>, i64, bool)| {
            if is_close {
                drawn[N - 1] = -drawn[..N - 1].iter().sum::<i64>() - less;
            }
            std::array::from_fn(|at| drawn[at])
        };
        let mut points: Vec<[i64; N]> = drawn.into_iter().map(point).collect();
        points.sort_unstable_by_key(|point| Reverse(*point));
        points
    })
}

fn slack<const N: usize>() -> impl Strategy<Value = [i64; N]> {
    prop_oneof![Just([0; N]), prop::collection::vec(0i64..5, N).prop_map(|drawn| std::array::from_fn(|at| drawn[at]))]
}

/// Divides the whole of `points` at once, of which those before `settled` are already what stays of them.
fn divided<const N: usize>(points: &[[i64; N]], slack: &[i64; N], settled: usize) -> Vec<([i64; N], (u32, u32))> {
    let mut stay = quadratic(&points[..settled], slack);
    let known = stay.len();
    stay.extend(points.iter().enumerate().skip(settled).map(|(place, point)| (*point, (0, place as u32))));
    let (mut left, mut origins): (Vec<_>, Vec<_>) = stay.into_iter().unzip();
    Divide::default().settle(&mut left, &mut origins, known, slack);
    left.into_iter().zip(origins).collect()
}

macro_rules! against_every_pair {
    ($($name:ident: $length:literal)*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(160))]
            $(
                #[test]
                fn $name(points in vectors::<$length>(400), slack in slack(), first in 0.0..1.0, one_by_one in 1usize..80) {
                    let stay = quadratic(&points, &slack);
                    let settled = (first * points.len() as f64) as usize;
                    prop_assert_eq!(&divided(&points, &slack, 0), &stay, "all at once");
                    prop_assert_eq!(&divided(&points, &slack, settled), &stay, "after the first {} were settled", settled);
                    prop_assert_eq!(&kept(&points, slack, one_by_one), &stay, "dividing from {} on", one_by_one);
                    prop_assert_eq!(&kept(&points, slack, usize::MAX / 4), &stay, "one by one");
                }
            )*
        }
    };
}

against_every_pair! {
    three_coordinates: 3
    four_coordinates: 4
    five_coordinates: 5
    six_coordinates: 6
}

/// Sets so large that sides are split by several coordinates, and that settling comes in several rounds.
#[test]
fn thousands_of_vectors() {
    let point = |seed: i64| -> [i64; 5] {
        let coordinate = |at: i64| (seed * (7919 + 613 * at) + at * at * 31) % (17 + 4 * at);
        let drawn: [i64; 4] = std::array::from_fn(|at| coordinate(at as i64 + 1));
        [drawn[0], drawn[1], drawn[2], drawn[3], -drawn.iter().sum::<i64>() - seed % 2]
    };
    let mut points: Vec<[i64; 5]> = (0..6000).map(point).collect();
    points.sort_unstable_by_key(|point| Reverse(*point));
    let stay = quadratic(&points, &[0; 5]);
    assert!((1000..6000).contains(&stay.len()), "{} stay", stay.len());
    assert_eq!(kept(&points, [0; 5], 100), stay);
    assert_eq!(divided(&points, &[0; 5], 0), stay);
}
