//! Other payoffs of the same shape.

use super::shape::{IssueShape, Shape};
use super::stream::Stream;

/// The shape with other weights and other steps between options, each moved by at most the share `by` of itself. Orders stay:
/// moved weights are dealt out again by rank, and a step stays a step.
pub(super) fn varied(shape: &Shape, by: f64, stream: &mut Stream) -> Shape {
    let mut varied = shape.clone();
    let weights = moved_weights(&shape.issues, by, stream);
    for (issue, weight) in varied.issues.iter_mut().zip(weights) {
        issue.weight = weight;
        issue.steps = moved(&issue.steps, by, stream);
    }
    varied
}

/// How many points everything at stake comes to: from 90 to 110.
pub(super) fn total(stream: &mut Stream) -> f64 {
    (super::points::USUAL + 10.0 * stream.symmetric()).round()
}

/// Weights of the same order that add up to one. Equal ones stay equal, and nothing stays nothing.
fn moved_weights(issues: &[IssueShape], by: f64, stream: &mut Stream) -> Vec<f64> {
    let mut drawn: Vec<f64> = issues.iter().map(|issue| issue.weight * (1.0 + by * stream.symmetric())).collect();
    drawn.sort_unstable_by(f64::total_cmp);
    // The least of the drawn weights goes to the least of the old, and so on; ties share the mean of theirs.
    let places = issues.iter().map(|issue| issue.rank + 1).max().unwrap_or(0);
    let mut from = 0;
    let mut of_place = Vec::with_capacity(places);
    for place in 0..places {
        let tied = issues.iter().filter(|issue| issue.rank == place).count();
        let share = drawn[from..from + tied].iter().sum::<f64>() / tied.max(1) as f64;
        of_place.push(share);
        from += tied;
    }
    let whole: f64 = issues.iter().map(|issue| of_place[issue.rank]).sum();
    issues.iter().map(|issue| of_place[issue.rank] / whole).collect()
}

/// Steps that add up to one, each moved.
fn moved(steps: &[f64], by: f64, stream: &mut Stream) -> Vec<f64> {
    let drawn: Vec<f64> = steps.iter().map(|step| step * (1.0 + by * stream.symmetric())).collect();
    let whole: f64 = drawn.iter().sum();
    drawn.iter().map(|step| step / whole).collect()
}
