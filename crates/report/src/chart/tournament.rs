//! A tournament in pictures: scores with their intervals, what each makes against each, and where populations end.

use zopa_arena::tournament::Results;

use super::canvas::{Align, Canvas, LINE, Shape, shorten_to};
use super::{Chart, both};
use crate::words::{number, percent};

/// Every picture that there are figures for.
pub(crate) fn charts(results: &Results) -> Vec<Chart> {
    let mut charts = vec![scores(results), payoffs(results)];
    charts.extend(results.game.as_ref().filter(|game| !game.replicator.basins.is_empty()).map(|_| basins(results)));
    charts
}

/// The room for names at the left.
fn names_end(canvas: &Canvas) -> f64 {
    if canvas.is_narrow() { 118.0 } else { 190.0 }
}

fn name(canvas: &mut Canvas, right: f64, y: f64, name: &str) {
    let shown = shorten_to(name, right - 10.0, 1);
    canvas.text(right - 8.0, y, Align::End, "", &shown);
}

fn scores(results: &Results) -> Chart {
    let best = results.standings.first().map_or("nobody", |standing| standing.strategy.as_str());
    let describe = format!("The mean {} of each strategy with its interval; {best} has the highest.", results.score);
    both("tournament-scores", "Scores and how sure they are", &describe, |canvas| draw_scores(canvas, results))
}

fn draw_scores(canvas: &mut Canvas, results: &Results) {
    let (left, right, top) = (names_end(canvas), canvas.width() - 20.0, canvas.y + 6.0);
    let ends = results.standings.iter().flat_map(|one| {
        [one.score, one.interval.map(|interval| interval.low), one.interval.map(|interval| interval.high)].into_iter().flatten()
    });
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = if low < high { (low, high) } else { (low.min(0.0), low.max(0.0) + 1.0) };
    let x = |value: f64| left + (value - low) / (high - low) * (right - left);
    let bottom = top + results.standings.len() as f64 * 26.0;
    for quarter in 0..=4 {
        let value = low + (high - low) * f64::from(quarter) / 4.0;
        canvas.line((x(value), top), (x(value), bottom), "rule");
        canvas.text(x(value), bottom + 15.0, Align::Middle, "quiet", &number((value * 100.0).round() / 100.0));
    }
    for (at, standing) in results.standings.iter().enumerate() {
        let y = top + at as f64 * 26.0 + 13.0;
        name(canvas, left, y + 4.5, &standing.strategy);
        if let Some(interval) = standing.interval {
            canvas.line((x(interval.low), y), (x(interval.high), y), "thick");
        }
        if let Some(score) = standing.score {
            canvas.mark(Shape::Circle, (x(score), y), 5.0, "mark open");
        }
    }
    canvas.y = bottom + LINE + 2.0;
    canvas.caption(&format!("Circle: mean {}. Bar: 95 of 100 resamples of the scenarios.", results.score));
}

fn payoffs(results: &Results) -> Chart {
    let describe = "A table of what the strategy of each row makes on average against that of each column.";
    both("tournament-payoffs", "What each makes against each", describe, |canvas| draw_payoffs(canvas, results))
}

fn draw_payoffs(canvas: &mut Canvas, results: &Results) {
    let payoff = &results.payoff;
    let count = payoff.strategies.len();
    let (left, top) = (names_end(canvas), canvas.y + LINE + 6.0);
    let side = ((canvas.width() - left - 8.0) / count as f64).min(64.0);
    let height = side.clamp(20.0, 30.0);
    let known = payoff.table.iter().flatten().flatten();
    let (low, high) = known.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(*value), high.max(*value)));
    for (row, strategy) in payoff.strategies.iter().enumerate() {
        let y = top + row as f64 * height;
        name(canvas, left, y + height / 2.0 + 4.5, &format!("{} {strategy}", row + 1));
        canvas.text(left + (row as f64 + 0.5) * side, top - 6.0, Align::Middle, "quiet", &(row + 1).to_string());
        for (column, cell) in payoff.table[row].iter().enumerate() {
            let x = left + column as f64 * side;
            draw_cell(canvas, [x, y, side, height], *cell, (low, high));
        }
    }
    canvas.y = top + count as f64 * height + 4.0;
    let against = "The strategy of the row against that of the column, by number. Darker is more; a dash: they never met.";
    canvas.caption(&format!("{against} Mean {}.", results.score));
}

/// A cell, darker the more it holds, with its number where there is room.
fn draw_cell(canvas: &mut Canvas, [x, y, side, height]: [f64; 4], cell: Option<f64>, (low, high): (f64, f64)) {
    let shade = |value: f64| if high > low { ((value - low) / (high - low) * 9.0).round() as u32 } else { 0 };
    let class = cell.map_or_else(|| "heat h0".to_owned(), |value| format!("heat h{}", shade(value)));
    canvas.rect((x + 0.5, y + 0.5), (x + side - 0.5, y + height - 0.5), &class);
    // Two digits after the point take some 30 units.
    let shown = match cell {
        None => "–".to_owned(),
        Some(value) if side >= 34.0 => format!("{value:.2}"),
        Some(_) => return,
    };
    canvas.text(x + side / 2.0, y + height / 2.0 + 4.5, Align::Middle, "", &shown);
}

fn basins(results: &Results) -> Chart {
    let describe =
        "Where populations of strategies end in which what does well spreads, and how many of those begun with end there.";
    both("tournament-basins", "Where populations end", describe, |canvas| draw_basins(canvas, results))
}

/// Ends that are drawn: the rest is told in numbers elsewhere.
const MOST_BASINS: usize = 6;

fn draw_basins(canvas: &mut Canvas, results: &Results) {
    let Some(game) = &results.game else { return };
    let (left, right) = (names_end(canvas), canvas.width() - 60.0);
    let mut y = canvas.y + 4.0;
    for basin in game.replicator.basins.iter().take(MOST_BASINS) {
        canvas.text(4.0, y + 12.0, Align::Start, "strong", &format!("{} of populations end with", percent(basin.share)));
        y += LINE + 4.0;
        for (strategy, weight) in results.payoff.strategies.iter().zip(&basin.end.weights).filter(|(_, weight)| **weight > 0.0) {
            name(canvas, left, y + 13.0, strategy);
            let end = left + weight * (right - left);
            canvas.rect((left, y + 2.0), (end, y + 16.0), "solid");
            canvas.text(end + 6.0, y + 13.0, Align::Start, "", &percent(*weight));
            y += 22.0;
        }
        y += 4.0;
    }
    canvas.y = y;
    let moving = match game.replicator.moving {
        still if still > 0.0 => format!(" {} were still moving.", percent(still)),
        _ => String::new(),
    };
    canvas.caption(&format!("Replicator dynamics from {} mixed populations.{moving}", game.replicator.starts));
}
