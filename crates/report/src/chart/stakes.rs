//! How much of the conflict each bargained issue carries: the mean over draws, with whiskers from one draw in ten
//! to nine in ten.

use super::axis::Axis;
use super::canvas::{Canvas, LINE, Shape, party_shape};
use super::{Chart, both};
use crate::Document;
use crate::document::Stake;
use crate::words::{list, percent};

/// The chart, where shares of the conflict were computed.
pub(super) fn chart(document: &Document) -> Option<Chart> {
    (!document.stakes.is_empty()).then(|| {
        both("stakes", "What share of the conflict each issue carries", &describe(document), |canvas| draw(canvas, document))
    })
}

fn describe(document: &Document) -> String {
    let parts: Vec<String> = document
        .stakes
        .iter()
        .map(|stake| {
            let Stake { issue, share, judgement, .. } = stake;
            let range = format!("{} to {}", percent(share.low), percent(share.high));
            format!("{issue} by {}: {} ({range})", document.author(judgement), percent(share.middle))
        })
        .collect();
    format!("Share of the conflict by issue, mean and the range of eight draws in ten. {}.", parts.join("; "))
}

/// The values of a list in the order in which they first appear.
fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen: Vec<&str> = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

fn draw(canvas: &mut Canvas, document: &Document) {
    let issues = distinct(document.stakes.iter().map(|stake| stake.issue.as_str()));
    let judgements = distinct(document.stakes.iter().map(|stake| stake.judgement.as_str()));
    let label_width = if canvas.is_narrow() { 0.0 } else { 190.0 };
    let highest = document.stakes.iter().map(|stake| stake.share.high).chain([0.0]);
    let axis = Axis::around(highest, label_width + 14.0, canvas.width() - 14.0);
    let lanes = 12.0 * judgements.len() as f64;
    let row_height = if canvas.is_narrow() { LINE + lanes + 12.0 } else { (lanes + 10.0).max(25.0) };
    let top = canvas.y;
    let bottom = top + row_height * issues.len() as f64 + 4.0;
    axis.lines(canvas, top, bottom);
    for issue in issues {
        let row = canvas.y;
        canvas.y += row_height;
        let lane_top = if canvas.is_narrow() { row + LINE + 10.0 } else { row + (row_height - lanes) / 2.0 + 6.0 };
        let base_line = if canvas.is_narrow() { row + 13.0 } else { row + row_height / 2.0 + 4.5 };
        let width = if canvas.is_narrow() { canvas.width() - 8.0 } else { label_width };
        let name = crate::words::shorten(issue, (width / 7.4) as usize);
        canvas.paragraph(4.0, base_line, width, "", &name);
        for stake in document.stakes.iter().filter(|stake| stake.issue == issue) {
            let lane = judgements.iter().position(|id| *id == stake.judgement).unwrap_or(0);
            whisker(canvas, &axis, stake, lane, lane_top + 12.0 * lane as f64);
        }
    }
    canvas.y = bottom;
    axis.numbers(canvas, "tenths of the conflict");
    let authors: Vec<(Shape, &str, &str)> =
        judgements.iter().enumerate().map(|(lane, id)| (party_shape(lane), "mark", document.author(id))).collect();
    canvas.legend(&authors);
    let names: Vec<&str> = authors.iter().map(|(_, _, name)| *name).collect();
    canvas.caption(&format!(
        "{} These shares depend on how clauses were grouped into issues. Duties and tracks of their own have none.",
        reading(document, &list(&names, "and"))
    ));
}

/// How the marks are read: over draws, or on a basis that leaves nothing open.
fn reading(document: &Document, names: &str) -> String {
    match document.stakes.iter().all(|stake| stake.share.low == stake.share.high) {
        true => "Mark: the share, on a basis that leaves nothing open.".to_owned(),
        false => format!("Mark: the mean over draws by {names}; line: eight draws in ten."),
    }
}

fn whisker(canvas: &mut Canvas, axis: &Axis, stake: &Stake, lane: usize, y: f64) {
    let (low, high) = (axis.x(stake.share.low), axis.x(stake.share.high));
    canvas.line((low, y), (high, y), "thin");
    canvas.line((low, y - 4.0), (low, y + 4.0), "thin");
    canvas.line((high, y - 4.0), (high, y + 4.0), "thin");
    canvas.mark(party_shape(lane), (axis.x(stake.share.middle), y), 4.5, "mark");
}
