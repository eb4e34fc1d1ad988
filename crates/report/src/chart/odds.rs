//! The odds with their spread: lowest to highest over authors and range ends, sampling error apart from it, and the
//! line at one half.

use super::axis::Axis;
use super::canvas::{Canvas, LINE, Shape};
use super::{Chart, both};
use crate::Document;
use crate::document::{JudgementOdds, Odds};
use crate::words::{chance, share_in_words, verdict_word};

/// The chart, where there are odds.
pub(super) fn chart(document: &Document) -> Option<Chart> {
    let odds = document.odds.as_ref()?;
    let title = "In how many draws a deal fits";
    Some(both("odds", title, &describe(document, odds), |canvas| draw(canvas, document, odds)))
}

fn describe(document: &Document, odds: &Odds) -> String {
    let mut words = format!(
        "Over all authors and range ends a deal fits in {} to {} draws: {}.",
        share_in_words(odds.interval.low),
        share_in_words(odds.interval.high),
        verdict_word(odds.interval.verdict)
    );
    for entry in &odds.judgements {
        words.push_str(&format!(
            " {}: {} draws; over the ends of the ranges {} to {}.",
            document.author(&entry.judgement),
            share_in_words(entry.deal.share),
            share_in_words(entry.lowest),
            share_in_words(entry.highest)
        ));
    }
    words
}

fn draw(canvas: &mut Canvas, document: &Document, odds: &Odds) {
    let label_width = if canvas.is_narrow() { 0.0 } else { 190.0 };
    let axis = Axis::whole(label_width + 14.0, canvas.width() - 14.0);
    let top = canvas.y;
    let rows = odds.judgements.len() as f64 + 1.0;
    let row_height = if canvas.is_narrow() { 46.0 } else { 34.0 };
    let bottom = top + rows * row_height + 4.0;
    axis.lines(canvas, top, bottom);
    axis.half(canvas, top, bottom);
    let interval = &odds.interval;
    let y = label(canvas, "Over all authors", "strong", row_height, label_width);
    canvas.rect((axis.x(interval.low), y - 7.0), (axis.x(interval.high), y + 7.0), "solid");
    for entry in &odds.judgements {
        let y = label(canvas, document.author(&entry.judgement), "", row_height, label_width);
        judgement(canvas, &axis, entry, y);
    }
    canvas.y = bottom;
    axis.numbers(canvas, "of 10 draws from the stated ranges");
    canvas.legend(&[
        (Shape::Square, "solid", "lowest to highest, all authors and range ends"),
        (Shape::Diamond, "mark", "some deal fits (line: over one author's range ends)"),
        (Shape::Square, "mark open", "the best single package"),
    ]);
    canvas.caption(&format!(
        "Dashed line: half of the draws. Chance alone moves a diamond by {} (nineteen times in twenty), drawn as the short bar on it.",
        largest_chance(odds)
    ));
}

/// The name of a row, and the height at which its marks lie.
fn label(canvas: &mut Canvas, words: &str, class: &str, row_height: f64, width: f64) -> f64 {
    let top = canvas.y;
    canvas.y += row_height;
    if canvas.is_narrow() {
        canvas.paragraph(4.0, top + 15.0, canvas.width() - 8.0, class, words);
        return top + LINE + 17.0;
    }
    canvas.paragraph(4.0, top + 21.0, width, class, words);
    top + 17.0
}

fn judgement(canvas: &mut Canvas, axis: &Axis, entry: &JudgementOdds, y: f64) {
    canvas.line((axis.x(entry.lowest), y), (axis.x(entry.highest), y), "thin");
    for end in [entry.lowest, entry.highest] {
        canvas.line((axis.x(end), y - 5.0), (axis.x(end), y + 5.0), "thin");
    }
    if let Some(best) = &entry.best_package {
        canvas.mark(Shape::Square, (axis.x(best.accepted.share), y), 4.5, "mark open");
    }
    let error = 2.0 * entry.deal.standard_error;
    canvas.line((axis.x(entry.deal.share - error), y), (axis.x(entry.deal.share + error), y), "thick");
    canvas.mark(Shape::Diamond, (axis.x(entry.deal.share), y), 4.5, "mark");
}

/// What chance alone may do to the share that it moves most, of those drawn.
fn largest_chance(odds: &Odds) -> String {
    let errors = odds.judgements.iter().map(|entry| entry.deal.standard_error);
    chance(errors.fold(0.0, f64::max), odds.draws)
}
