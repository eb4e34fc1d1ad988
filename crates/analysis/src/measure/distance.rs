//! Distances in the utility space, as doubles: for display and statistics, never for a choice.

use zopa_model::Units;

use crate::frontier::Point;

/// The Euclidean distance between two utility vectors, each coordinate in units of 1 / `denominators`.
pub fn distance(a: &[Units], b: &[Units], denominators: &[u128]) -> f64 {
    libm::sqrt(squared(a, b, denominators))
}

/// The distance from `units` to the nearest of `points`; `None` where there are none.
pub fn nearest(units: &[Units], points: &[Point], denominators: &[u128]) -> Option<f64> {
    // The root is correctly rounded and so keeps the order: one of them will do.
    points.iter().map(|point| squared(units, &point.units, denominators)).reduce(f64::min).map(libm::sqrt)
}

fn squared(a: &[Units], b: &[Units], denominators: &[u128]) -> f64 {
    let square = |((a, b), &denominator): ((&Units, &Units), &u128)| {
        let difference = (a - b) as f64 / denominator as f64;
        difference * difference
    };
    a.iter().zip(b).zip(denominators).map(square).sum()
}
