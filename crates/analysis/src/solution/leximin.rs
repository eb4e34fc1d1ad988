//! Leximin: first the worst off, then the next, and so on.

use crate::frontier::Point;
use crate::ratio::Ratio;

use super::largest;

/// All points whose vector of `levels`, sorted ascending, is lexicographically largest.
pub(super) fn leximin(points: &[Point], levels: impl Fn(&Point) -> Vec<Ratio>) -> Vec<Point> {
    let sorted = |point: &Point| {
        let mut levels = levels(point);
        levels.sort_unstable();
        levels
    };
    let keys: Vec<Vec<Ratio>> = points.iter().map(sorted).collect();
    largest(points, &keys)
}
