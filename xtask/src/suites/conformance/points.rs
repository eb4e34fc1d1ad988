//! Points of the utility plane as files print them, compared to nine decimals.

use serde_json::Value;

/// The utilities of two parties.
pub(super) type Point = [f64; 2];

/// Half a unit of the ninth decimal, which is where the known answers are rounded, and a little for printing.
const ROUNDING: f64 = 0.6e-9;

/// The points of a list of pairs, or of objects that hold the pair under `utilities`, ascending.
pub(super) fn list(value: &Value) -> Vec<Point> {
    let pair = |value: &Value| {
        let pair = if value.is_object() { &value["utilities"] } else { value };
        [0, 1].map(|party| number(pair, party))
    };
    let mut points: Vec<Point> = value.as_array().into_iter().flatten().map(pair).collect();
    points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    points
}

/// The number of one party in a list, or in an object whose keys stand in the order of the parties.
fn number(pair: &Value, party: usize) -> f64 {
    let value = match pair {
        Value::Object(by_name) => by_name.values().nth(party),
        _ => pair.get(party),
    };
    value.and_then(Value::as_f64).unwrap_or(f64::NAN)
}

/// Whether two lists hold the same points.
pub(super) fn equal(found: &[Point], known: &[Point]) -> bool {
    let close = |(a, b): (&Point, &Point)| (0..2).all(|party| (a[party] - b[party]).abs() <= ROUNDING);
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
