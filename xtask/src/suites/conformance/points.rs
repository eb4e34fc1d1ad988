//! Points of the utility plane as files print them, compared to nine decimals.

use serde_json::Value;

/// The utilities of all parties.
pub(super) type Point = Vec<f64>;

/// Half a unit of the ninth decimal, which is where the known answers are rounded, and a little for printing.
pub(super) const ROUNDING: f64 = 0.6e-9;

/// The points of a list of vectors, or of objects that hold the vector under `utilities`, ascending. A vector is a list, or
/// an object whose keys stand in the order of the parties.
pub(super) fn list(value: &Value) -> Vec<Point> {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let point = |value: &Value| -> Point {
        match value.get("utilities").unwrap_or(value) {
            Value::Object(by_name) => by_name.values().map(number).collect(),
            Value::Array(in_order) => in_order.iter().map(number).collect(),
            _ => Vec::new(),
        }
    };
    let mut points: Vec<Point> = value.as_array().into_iter().flatten().map(point).collect();
    // Rounded, so that points which differ only behind the printed decimals stand in the same order.
    let key = |point: &Point| point.iter().map(|utility| (utility * 1e9).round() as i64).collect::<Vec<_>>();
    points.sort_by_key(key);
    points
}

/// Whether two lists hold the same points.
pub(super) fn equal(found: &[Point], known: &[Point]) -> bool {
    let near = |(a, b): (&f64, &f64)| (a - b).abs() <= ROUNDING;
    let close = |(a, b): (&Point, &Point)| a.len() == b.len() && a.iter().zip(b).all(near);
    found.len() == known.len() && found.iter().zip(known).all(close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn points_are_equal_up_to_the_printed_decimals_and_in_any_order() {
        let found = list(&json!([{ "utilities": [0.5, 0.25] }, { "utilities": { "a": 0.333_333_333_3, "b": 1 } }]));
        assert!(equal(&found, &list(&json!([[0.333333333, 1.0], [0.5, 0.25]]))));
        assert!(!equal(&found, &list(&json!([[0.333333331, 1.0], [0.5, 0.25]]))));
        assert!(!equal(&found, &list(&json!([[0.5, 0.25]]))));
    }
}
