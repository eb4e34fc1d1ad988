//! Actors on their scale, with the baselines below.

use super::canvas::{Align, Canvas, LINE, Shape, shorten_to};
use super::{Chart, both};
use crate::forecast::ScaleView;
use crate::words::percent;

/// Where everybody stands and where the baselines come out.
pub(crate) fn chart(forecast: &str, scale: &ScaleView) -> Chart {
    let describe = format!(
        "{} actors on the scale of {} from {} to {} {}, and where {} baselines come out.",
        scale.actors.len(),
        scale.name,
        scale.low,
        scale.high,
        scale.unit,
        scale.baselines.iter().filter(|baseline| baseline.missing.is_none()).count()
    );
    both(&format!("scale-{forecast}-{}", scale.id), "Who stands where, and where the baselines come out", &describe, |canvas| {
        draw(canvas, scale);
    })
}

fn draw(canvas: &mut Canvas, scale: &ScaleView) {
    let (left, right) = (if canvas.is_narrow() { 112.0 } else { 250.0 }, canvas.width() - 26.0);
    let x = |value: f64| left + (value - scale.low) / (scale.high - scale.low) * (right - left);
    let top = canvas.y + 4.0;
    let row = 24.0;
    let shown: Vec<_> = scale.baselines.iter().filter(|baseline| baseline.missing.is_none()).collect();
    let bottom = top + (scale.actors.len() + shown.len()) as f64 * row + 14.0;
    for quarter in 0..=4 {
        let value = scale.low + (scale.high - scale.low) * f64::from(quarter) / 4.0;
        canvas.line((x(value), top), (x(value), bottom), "rule");
        canvas.text(x(value), bottom + 15.0, Align::Middle, "quiet", &short(value));
    }
    if let Some(quo) = scale.status_quo {
        canvas.line((x(quo), top), (x(quo), bottom), "half");
    }
    let most = scale.actors.iter().map(|actor| actor.share).fold(0.0, f64::max);
    for (place, actor) in scale.actors.iter().enumerate() {
        let y = top + place as f64 * row + row / 2.0;
        let words = if canvas.is_narrow() {
            actor.name.clone()
        } else {
            format!("{} ({} of the weight)", actor.name, percent(actor.share))
        };
        canvas.text(left - 14.0, y + 4.5, Align::End, "", &shorten_to(&words, left - 20.0, 1));
        let [low, high] = actor.position;
        if low < high {
            canvas.line((x(low), y), (x(high), y), "thick");
        }
        // The area of the mark is the weight.
        let radius = if most > 0.0 { 3.0 + 6.0 * (actor.share / most).sqrt() } else { 3.0 };
        canvas.mark(Shape::Circle, (x(f64::midpoint(low, high)), y), radius, "own open p1");
    }
    let line = top + scale.actors.len() as f64 * row + 7.0;
    canvas.line((4.0, line), (canvas.width() - 4.0, line), "rule");
    for (place, baseline) in shown.iter().enumerate() {
        let y = line + 7.0 + place as f64 * row + row / 2.0;
        let words = if canvas.is_narrow() { in_short(baseline.key) } else { baseline.name };
        canvas.text(left - 14.0, y + 4.5, Align::End, "strong", &shorten_to(words, left - 20.0, 1));
        if let Some(spread) = baseline.spread {
            canvas.line((x(spread.low), y), (x(spread.high), y), "thin");
            canvas.line((x(spread.twentieth), y), (x(spread.nineteenth), y), "thick");
        }
        if let ("median", [low, high]) = (baseline.key, baseline.points.as_slice()) {
            canvas.line((x(*low), y), (x(*high), y), "thick");
        }
        baseline.points.iter().for_each(|point| canvas.mark(Shape::Diamond, (x(*point), y), 5.0, "mark open"));
    }
    canvas.y = bottom + LINE + 4.0;
    canvas.legend(&[
        (Shape::Circle, "own open p1", "an actor; the larger, the more weight"),
        (Shape::Diamond, "mark open", "a baseline"),
    ]);
    let quo = if scale.status_quo.is_some() { " Dashed: where things stand without a decision." } else { "" };
    let bars =
        if scale.drawn.is_some() { " Bars: stated ranges, and of baselines nine in ten draws; thin: all of them." } else { "" };
    if canvas.is_narrow() {
        canvas.caption("Condorcet: losses grow with the distance (1), or with its square (2).");
    }
    canvas.caption(&format!("In {}. Left: {}. Right: {}.{bars}{quo}", scale.unit, scale.low_means, scale.high_means));
}

/// The name of a baseline where there is little room.
fn in_short(key: &str) -> &str {
    match key {
        "condorcet-linear" => "Condorcet 1",
        "condorcet-square" => "Condorcet 2",
        "nash" => "Nash",
        other => other,
    }
}

fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
