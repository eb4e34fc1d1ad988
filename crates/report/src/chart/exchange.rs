//! An exchange in pictures: what each side has given after each batch, and who is ready by class.

use super::canvas::{Align, Canvas, LINE, Shape, party_class, party_shape, shorten_to};
use super::{Chart, both};
use crate::exchange::ExchangeDocument;
use crate::words::count;

/// Every picture that there are figures for.
pub(crate) fn charts(document: &ExchangeDocument) -> Vec<Chart> {
    let names = [0, 1].map(|side: usize| document.sides.get(side).map_or("", |side| side.id.as_str()));
    let mut charts = Vec::new();
    if let Some(plan) = document.plan.as_ref().filter(|plan| !plan.batches.is_empty()) {
        let batches: Vec<Step> = plan.batches.iter().map(|batch| Step { goes: batch.goes, ahead: batch.ahead }).collect();
        charts.push(balance("exchange-plan", "Who is ahead after each batch of the plan", names, &batches, "batch"));
    }
    for (at, series) in
        document.series.iter().enumerate().filter(|(_, series)| series.steps.len() > 1 && document.sides.len() == 2)
    {
        let counted = series.steps.iter().filter(|step| !step.outside);
        // What came to the second side the first side gave.
        let steps: Option<Vec<Step>> =
            counted.map(|step| Some(Step { goes: [step.to[1], step.to[0]], ahead: step.ahead? })).collect();
        if let Some(steps) = steps.filter(|steps| steps.len() > 1) {
            charts.push(balance(
                &format!("exchange-series-{at}"),
                &format!("{}: who was ahead after each release", series.name),
                names,
                &steps,
                "release",
            ));
        }
    }
    charts.extend(ready(document, names));
    charts
}

struct Step {
    goes: [u64; 2],
    ahead: i64,
}

/// The sum that each side has given, and the difference below it.
fn balance(name: &str, title: &str, names: [&str; 2], steps: &[Step], what: &str) -> Chart {
    let most = steps.iter().map(|step| step.ahead.unsigned_abs()).max().unwrap_or(0);
    let total = |side: usize| steps.iter().map(|step| step.goes[side]).sum::<u64>();
    let describe = format!(
        "{}: {} gives {} in all and {} gives {}; ahead by {most} at most.",
        count(steps.len(), what, &format!("{what}s").replace("batchs", "batches")),
        names[0],
        total(0),
        names[1],
        total(1)
    );
    both(name, title, &describe, |canvas| draw_balance(canvas, names, steps, what))
}

fn draw_balance(canvas: &mut Canvas, names: [&str; 2], steps: &[Step], what: &str) {
    let (left, right) = (52.0, canvas.width() - 16.0);
    let (height, below) = (if canvas.is_narrow() { 150.0 } else { 190.0 }, if canvas.is_narrow() { 70.0 } else { 90.0 });
    let top = canvas.y + 26.0;
    let slot = (right - left) / steps.len() as f64;
    // A step stands in the middle of its slot, above the bar of its difference.
    let middle_of = |step: usize| left + (step as f64 + 0.5) * slot;
    let most =
        [0, 1].map(|side| steps.iter().map(|step| step.goes[side]).sum::<u64>()).into_iter().max().unwrap_or(1).max(1) as f64;
    canvas.text(4.0, top - 12.0, Align::Start, "strong", "given so far");
    for value in [0.0, (most / 2.0).floor(), most] {
        let y = top + (1.0 - value / most) * height;
        canvas.line((left, y), (right, y), "rule");
        canvas.text(left - 6.0, y + 4.5, Align::End, "quiet", &format!("{value:.0}"));
    }
    for side in 0..2 {
        let mut given = 0;
        // Lines of equal counts run beside each other.
        let beside = if side == 0 { -1.3 } else { 1.3 };
        let mut line = vec![(left, top + height + beside)];
        for (at, step) in steps.iter().enumerate() {
            let before = top + (1.0 - given as f64 / most) * height + beside;
            given += step.goes[side];
            line.push((middle_of(at) + beside, before));
            line.push((middle_of(at) + beside, top + (1.0 - given as f64 / most) * height + beside));
        }
        line.push((right, top + (1.0 - given as f64 / most) * height + beside));
        canvas.polyline(&line, &format!("own ring {}", party_class(side)));
        if steps.len() <= 40 {
            let gave = steps.iter().enumerate().filter(|(_, step)| step.goes[side] > 0);
            // Where both have given as much, the second mark stands beside the first.
            let marks: Vec<(f64, f64)> = gave.map(|(at, _)| (line[2 * at + 2].0 + 3.0 * beside, line[2 * at + 2].1)).collect();
            marks.iter().for_each(|at| canvas.mark(party_shape(side), *at, 3.4, &format!("own open {}", party_class(side))));
        }
    }
    let top = top + height + 46.0;
    canvas.text(4.0, top - 12.0, Align::Start, "strong", "who has given more, and by how much");
    let furthest = steps.iter().map(|step| step.ahead.unsigned_abs()).max().unwrap_or(0);
    let below = if furthest == 0 { 24.0 } else { below };
    let middle = top + below / 2.0;
    canvas.line((left, middle), (right, middle), "thin");
    canvas.text(left - 6.0, middle + 4.5, Align::End, "quiet", "0");
    if furthest == 0 {
        canvas.text((left + right) / 2.0, middle - 6.0, Align::Middle, "quiet", &format!("nobody is ahead after any {what}"));
    } else {
        draw_differences(canvas, names, steps, (left, right), (top, below));
    }
    if steps.len() <= 14 {
        (0..steps.len())
            .for_each(|at| canvas.text(middle_of(at), top + below + 16.0, Align::Middle, "quiet", &format!("{}", at + 1)));
        canvas.text(4.0, top + below + 16.0, Align::Start, "quiet", what);
        canvas.y = top + below + 20.0;
        return legend(canvas, names);
    }
    canvas.text(left, top + below + 16.0, Align::Start, "quiet", &format!("{what} 1"));
    canvas.text(right, top + below + 16.0, Align::End, "quiet", &format!("{what} {}", steps.len()));
    canvas.y = top + below + 20.0;
    legend(canvas, names);
}

/// Bars up where the first side has given more, down where the second has.
fn draw_differences(canvas: &mut Canvas, names: [&str; 2], steps: &[Step], (left, right): (f64, f64), (top, below): (f64, f64)) {
    let middle = top + below / 2.0;
    let furthest = steps.iter().map(|step| step.ahead.unsigned_abs()).max().unwrap_or(0).max(1) as f64;
    for (sign, side) in [(-1.0, 0), (1.0, 1)] {
        let y = middle + sign * below / 2.0;
        canvas.line((left, y), (right, y), "rule");
        canvas.text(left - 6.0, y + 4.5, Align::End, "quiet", &format!("{furthest:.0}"));
        canvas.text(right, y + if sign < 0.0 { 12.0 } else { -4.0 }, Align::End, "quiet", names[side]);
    }
    let slot = (right - left) / steps.len() as f64;
    let width = (slot * 0.6).clamp(0.6, 26.0);
    for (at, step) in steps.iter().enumerate().filter(|(_, step)| step.ahead != 0) {
        let side = usize::from(step.ahead < 0);
        // Bars of the second side are open, where they are wide enough to be.
        let open = if side == 1 && width >= 4.0 { "open " } else { "" };
        let (centre, end) = (left + (at as f64 + 0.5) * slot, middle - step.ahead as f64 / furthest * below / 2.0);
        canvas.rect((centre - width / 2.0, middle), (centre + width / 2.0, end), &format!("own {open}{}", party_class(side)));
    }
}

fn legend(canvas: &mut Canvas, names: [&str; 2]) {
    let classes = [0, 1].map(|side| format!("own open {}", party_class(side)));
    let words = names.map(|name| format!("given by {name}"));
    canvas.legend(&[
        (party_shape(0), classes[0].as_str(), words[0].as_str()),
        (party_shape(1), classes[1].as_str(), words[1].as_str()),
    ]);
}

/// Who is ready, by class, where no count is left out.
fn ready(document: &ExchangeDocument, names: [&str; 2]) -> Option<Chart> {
    let table = document.ready.as_ref().filter(|_| document.sides.len() == 2)?;
    let rows: Option<Vec<(&str, [u64; 2])>> =
        table.rows.iter().map(|row| Some((row.name.as_str(), [row.counts[0]?, row.counts[1]?]))).collect();
    let rows = rows.filter(|rows| !rows.is_empty())?;
    let words: Vec<String> = rows.iter().map(|(name, counts)| format!("{name}: {} and {}", counts[0], counts[1])).collect();
    let describe = format!("Ready and counted, held by {} and by {}. {}.", names[0], names[1], words.join("; "));
    Some(both("exchange-ready", "Who is ready, by class", &describe, |canvas| draw_ready(canvas, names, &rows)))
}

fn draw_ready(canvas: &mut Canvas, names: [&str; 2], rows: &[(&str, [u64; 2])]) {
    let (left, right) = (if canvas.is_narrow() { 118.0 } else { 190.0 }, canvas.width() - 60.0);
    let most = rows.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(1).max(1) as f64;
    let mut y = canvas.y + 4.0;
    for (name, counts) in rows {
        canvas.text(left - 8.0, y + 21.0, Align::End, "", &shorten_to(name, left - 16.0, 1));
        for (side, number) in counts.iter().enumerate() {
            let top = y + side as f64 * 15.0;
            let end = left + *number as f64 / most * (right - left);
            let class = if side == 0 { format!("own {}", party_class(side)) } else { format!("own open {}", party_class(side)) };
            canvas.rect((left, top + 2.0), (end.max(left + 1.0), top + 13.0), &class);
            canvas.text(end + 6.0, top + 12.0, Align::Start, "quiet", &number.to_string());
        }
        y += 2.0 * LINE + 8.0;
    }
    canvas.y = y;
    let classes = [format!("own {}", party_class(0)), format!("own open {}", party_class(1))];
    let words = names.map(|name| format!("held by {name}"));
    canvas.legend(&[
        (Shape::Square, classes[0].as_str(), words[0].as_str()),
        (Shape::Square, classes[1].as_str(), words[1].as_str()),
    ]);
    canvas.caption("Filled bars: the first side. Open bars: the second. Of those who are ready and counted.");
}
