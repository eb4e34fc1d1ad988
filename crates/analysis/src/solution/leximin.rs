//! Leximin: first the worst off, then the next, and so on.

use crate::frontier::Point;
use crate::ratio::Ratio;

/// All points whose vector of `levels`, sorted ascending, is lexicographically largest.
pub(super) fn leximin<'a, L>(points: &'a [Point], levels: impl Fn(&'a Point) -> L) -> Vec<Point>
where
    L: Iterator<Item = Ratio>,
{
    let mut best: Vec<Ratio> = Vec::new();
    let mut sorted: Vec<Ratio> = Vec::new();
    let mut tied: Vec<&Point> = Vec::new();
    for point in points {
        sorted.clear();
        // One level below the best worst level settles it, and for most points an early one is.
        sorted.extend(levels(point).take_while(|level| best.first().is_none_or(|worst| level >= worst)));
        if sorted.len() < best.len() {
            continue;
        }
        sorted.sort_unstable();
        if tied.is_empty() || sorted > best {
            std::mem::swap(&mut best, &mut sorted);
            tied.clear();
        } else if sorted < best {
            continue;
        }
        tied.push(point);
    }
    tied.into_iter().cloned().collect()
}
