//! The tornado: what each uncertain input does to the odds when it is held at its ends, everything else drawn.

use super::axis::Axis;
use super::canvas::{Align, Canvas, LINE, Shape, wrap};
use super::{Chart, both};
use crate::Document;
use crate::document::{Tornado, TornadoBar};
use crate::words::share_in_words;

/// Bars drawn at most; the table beside the chart has them all.
const BARS: usize = 10;

/// One chart for each judgement that has bars.
pub(super) fn charts(document: &Document) -> Vec<Chart> {
    let several = document.tornadoes.len() > 1;
    let with_bars = document.tornadoes.iter().filter(|tornado| !tornado.bars.is_empty());
    with_bars.map(|tornado| chart(document, tornado, several)).collect()
}

fn chart(document: &Document, tornado: &Tornado, several: bool) -> Chart {
    let mut tornado = tornado.clone();
    for bar in &mut tornado.bars {
        bar.input = document.shortened(&bar.input);
    }
    let tornado = &tornado;
    let title = match several {
        true => format!("What moves the odds most: {}", document.author(&tornado.judgement)),
        false => "What moves the odds most".to_owned(),
    };
    both(&format!("tornado-{}", tornado.judgement), &title, &describe(tornado), |canvas| draw(canvas, tornado))
}

fn describe(tornado: &Tornado) -> String {
    let bars: Vec<String> = tornado.bars.iter().take(BARS).map(in_words).collect();
    format!("With every input drawn, a deal fits in {} draws. {}.", share_in_words(tornado.base), bars.join("; "))
}

fn in_words(bar: &TornadoBar) -> String {
    format!("{} at {}: {}, at {}: {}", bar.input, bar.low_end, share_in_words(bar.low), bar.high_end, share_in_words(bar.high))
}

fn draw(canvas: &mut Canvas, tornado: &Tornado) {
    let shown = &tornado.bars[..tornado.bars.len().min(BARS)];
    let label_width = if canvas.is_narrow() { 0.0 } else { 230.0 };
    let values = shown.iter().flat_map(|bar| [bar.low, bar.high]).chain([tornado.base, 0.5]);
    // The ends of a bar carry words, so the scale keeps room for them on both sides.
    let axis = Axis::around(values, label_width + 56.0, canvas.width() - 60.0);
    let heights: Vec<f64> = shown.iter().map(|bar| height(canvas, bar, label_width)).collect();
    let top = canvas.y;
    let bottom = top + heights.iter().sum::<f64>() + 4.0;
    axis.lines(canvas, top, bottom);
    axis.half(canvas, top, bottom);
    canvas.line((axis.x(tornado.base), top), (axis.x(tornado.base), bottom), "thin");
    for (bar, height) in shown.iter().zip(heights) {
        row(canvas, &axis, tornado.base, bar, label_width, height);
    }
    canvas.y = bottom;
    axis.numbers(canvas, "of 10 draws in which a deal fits");
    canvas.legend(&[
        (Shape::Square, "solid", "input at its lower end"),
        (Shape::Square, "hatch", "input at its upper end (striped)"),
    ]);
    let more = tornado.bars.len() - shown.len();
    let rest = if more > 0 { format!(" {more} shorter bars are in the table.") } else { String::new() };
    canvas.caption(&format!(
        "Full line: every input drawn. Dashed line: half of the draws. The words at a bar's ends are the ends of the range.{rest}"
    ));
}

fn height(canvas: &Canvas, bar: &TornadoBar, label_width: f64) -> f64 {
    match canvas.is_narrow() {
        true => wrap(&bar.input, canvas.width() - 8.0).len() as f64 * LINE + 30.0,
        false => (wrap(&bar.input, label_width).len() as f64 * LINE + 8.0).max(26.0),
    }
}

fn row(canvas: &mut Canvas, axis: &Axis, base: f64, bar: &TornadoBar, label_width: f64, height: f64) {
    let top = canvas.y;
    canvas.y += height;
    let middle = if canvas.is_narrow() { canvas.y - 17.0 } else { top + height / 2.0 };
    if canvas.is_narrow() {
        canvas.paragraph(4.0, top + 13.0, canvas.width() - 8.0, "", &bar.input);
    } else {
        let lines = wrap(&bar.input, label_width).len() as f64;
        canvas.paragraph(4.0, middle + 4.5 - (lines - 1.0) * LINE / 2.0, label_width, "", &bar.input);
    }
    halves(canvas, axis, base, bar, middle);
    ends(canvas, axis, base, bar, middle);
}

/// The two halves of a bar. Where both ends move the odds the same way, the halves lie above each other.
fn halves(canvas: &mut Canvas, axis: &Axis, base: f64, bar: &TornadoBar, middle: f64) {
    let same_side = (bar.low - base) * (bar.high - base) > 0.0;
    let (upper, lower) = if same_side { ((-8.0, -0.5), (0.5, 8.0)) } else { ((-7.0, 7.0), (-7.0, 7.0)) };
    canvas.rect((axis.x(base), middle + upper.0), (axis.x(bar.low), middle + upper.1), "solid");
    canvas.striped((axis.x(base), middle + lower.0), (axis.x(bar.high), middle + lower.1));
}

/// The ends of the range, in words, outside the bar.
fn ends(canvas: &mut Canvas, axis: &Axis, base: f64, bar: &TornadoBar, middle: f64) {
    let both_left = bar.low < base && bar.high < base;
    let both_right = bar.low >= base && bar.high >= base;
    if both_left || both_right {
        let words = format!("{} / {}", bar.low_end, bar.high_end);
        let (x, align) = match both_left {
            true => (axis.x(bar.low.min(bar.high)) - 5.0, Align::End),
            false => (axis.x(bar.low.max(bar.high)) + 5.0, Align::Start),
        };
        return canvas.text(x, middle + 4.5, align, "quiet", &words);
    }
    let (left, right) = if bar.low <= bar.high { (&bar.low_end, &bar.high_end) } else { (&bar.high_end, &bar.low_end) };
    canvas.text(axis.x(bar.low.min(bar.high)) - 5.0, middle + 4.5, Align::End, "quiet", left);
    canvas.text(axis.x(bar.low.max(bar.high)) + 5.0, middle + 4.5, Align::Start, "quiet", right);
}
