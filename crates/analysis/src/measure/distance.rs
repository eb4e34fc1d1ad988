//! Distances in the utility space, as doubles: for display and statistics, never for a choice.

use zopa_model::Units;

use crate::frontier::Point;

/// The Euclidean distance between two utility vectors, each coordinate in units of 1 / `denominators`.
pub fn distance(a: &[Units], b: &[Units], denominators: &[u128]) -> f64 {
    libm::sqrt(squared(a, b, &doubles(denominators)))
}

/// The distance from `units` to the nearest of `points`; `None` where there are none.
pub fn nearest(units: &[Units], points: &[Point], denominators: &[u128]) -> Option<f64> {
    let denominators = doubles(denominators);
    // The root is correctly rounded and so keeps the order: one of them will do.
    points.iter().map(|point| squared(units, &point.units, &denominators)).reduce(f64::min).map(libm::sqrt)
}

fn doubles(denominators: &[u128]) -> Vec<f64> {
    denominators.iter().map(|&denominator| denominator as f64).collect()
}

fn squared(a: &[Units], b: &[Units], denominators: &[f64]) -> f64 {
    let square = |((a, b), &denominator): ((&Units, &Units), &f64)| {
        // The same double either way; from 64 bits the processor makes it by itself.
        let difference = i64::try_from(a - b).map_or_else(|_| (a - b) as f64, |short| short as f64);
        (difference / denominator) * (difference / denominator)
    };
    a.iter().zip(b).zip(denominators).map(square).sum()
}
