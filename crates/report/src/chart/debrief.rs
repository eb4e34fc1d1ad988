//! A class in pictures: every deal in one plane of shares, every group beside its own frontier, and shares in bars.

use super::canvas::{Align, Canvas, LINE, Shape, party_class, party_shape};
use super::plane::Plane;
use super::{Chart, both};
use crate::class::{DebriefDocument, EndedName, GroupView};
use crate::words::{list, percent};

/// Every picture that there are figures for.
pub(crate) fn debrief(document: &DebriefDocument) -> Vec<Chart> {
    let mut charts = Vec::new();
    if document.parties.len() == 2 {
        charts.push(together(document));
        charts.push(one_by_one(document));
    }
    charts.push(shares(document));
    charts
}

/// The shares of a group as a point of the plane.
fn point(shares: &[f64]) -> Option<[f64; 2]> {
    match shares {
        [first, second] => Some([*first, *second]),
        _ => None,
    }
}

/// Where a group is in the plane; groups that are not in are nowhere.
fn place(group: &GroupView) -> Option<[f64; 2]> {
    group.worth.as_ref().and_then(|worth| point(&worth.shares))
}

fn frontier(group: &GroupView) -> Vec<[f64; 2]> {
    group.frontier.iter().filter_map(|shares| point(shares)).collect()
}

/// The points at which no party is worse off than without an agreement, at least.
fn in_sight(points: &[[f64; 2]]) -> impl Iterator<Item = [f64; 2]> + '_ {
    points.iter().copied().filter(|point| point.iter().all(|share| *share >= -0.3))
}

fn together(document: &DebriefDocument) -> Chart {
    let told = document.groups.iter().filter_map(|group| {
        let [one, other] = place(group)?;
        Some(format!("group {} at {} and {}", group.group, percent(one), percent(other)))
    });
    let describe = format!("Shares of {}: {}.", list(&document.parties, "and"), list(&told.collect::<Vec<_>>(), "and"));
    both("debrief-plane", "Every deal, as shares of what could be gained", &describe, |canvas| draw_together(canvas, document))
}

/// The lowest share that the plane shows; what is below is drawn at its edge.
const LOWEST: f64 = -0.4;
/// Marks nearer than this share one label.
const NEAR: f64 = 15.0;

fn draw_together(canvas: &mut Canvas, document: &DebriefDocument) {
    // One deal far below a limit must not press all others together.
    let places: Vec<[f64; 2]> =
        document.groups.iter().filter_map(place).map(|point| point.map(|share| share.max(LOWEST))).collect();
    let frontiers: Vec<Vec<[f64; 2]>> = document.groups.iter().map(frontier).collect();
    let shown = frontiers.iter().flat_map(|points| in_sight(points)).chain(places).chain([[0.0, 0.0], [1.0, 1.0]]);
    let plane = Plane::around(canvas, shown);
    plane.frame(canvas, &document.parties);
    plane.limits(canvas, [0.0, 0.0]);
    let mut drawn: Vec<&Vec<[f64; 2]>> = Vec::new();
    for points in &frontiers {
        if !drawn.contains(&points) {
            let along: Vec<(f64, f64)> = in_sight(points).map(|point| plane.at(point)).collect();
            canvas.polyline(&along, "own ring faint p1");
            drawn.push(points);
        }
    }
    let mut labels: Vec<((f64, f64), Vec<u32>)> = Vec::new();
    for group in &document.groups {
        let Some(at) = place(group).map(|point| plane.at(point)) else { continue };
        mark(canvas, group, at, 5.0);
        let is_near = |other: &(f64, f64)| (other.0 - at.0).abs() < NEAR && (other.1 - at.1).abs() < NEAR;
        match labels.iter_mut().find(|(other, _)| is_near(other)) {
            Some((_, groups)) => groups.push(group.group),
            None => labels.push((at, vec![group.group])),
        }
    }
    for (at, groups) in labels {
        let names: Vec<String> = groups.iter().map(u32::to_string).collect();
        canvas.text(at.0 + 8.0, at.1 - 6.0, Align::Start, "strong", &names.join(", "));
    }
    legend(canvas, &[(Shape::Square, "own ring p1", if drawn.len() == 1 { "the frontier" } else { "frontiers of the groups" })]);
    canvas.caption("Numbers are groups. 0: what no agreement is worth to a party (dashed); 1: its best. Each deal is measured in its own group's points; what lies far below a limit is drawn at the edge.");
}

/// A deal is a diamond, filled on the frontier and open below it; no deal is a cross.
fn mark(canvas: &mut Canvas, group: &GroupView, at: (f64, f64), radius: f64) {
    let is_efficient = group.worth.as_ref().is_some_and(|worth| worth.efficient == Some(true));
    match group.ended {
        EndedName::Deal if is_efficient => canvas.mark(Shape::Diamond, at, radius, "mark"),
        EndedName::Deal => canvas.mark(Shape::Diamond, at, radius, "mark open"),
        EndedName::NoDeal => canvas.mark(Shape::Cross, at, radius, "mark cross"),
        EndedName::NotIn => {}
    }
}

fn legend(canvas: &mut Canvas, before: &[(Shape, &str, &str)]) {
    let marks = [
        (Shape::Diamond, "mark", "a deal on its frontier"),
        (Shape::Diamond, "mark open", "a deal that could be better for somebody at nobody's cost"),
        (Shape::Cross, "mark cross", "no deal"),
    ];
    canvas.legend(&before.iter().copied().chain(marks).collect::<Vec<_>>());
}

fn one_by_one(document: &DebriefDocument) -> Chart {
    let describe = "A small plane for each group: its own frontier, and where it ended.";
    both("debrief-groups", "Each group and its own frontier", describe, |canvas| draw_one_by_one(canvas, document))
}

/// More groups than this are shown in the table alone.
const MOST_PLANES: usize = 40;

fn draw_one_by_one(canvas: &mut Canvas, document: &DebriefDocument) {
    let columns = if canvas.is_narrow() { 2 } else { 4 };
    let gap = 18.0;
    let side = (canvas.width() - 8.0 - gap * (columns as f64 - 1.0)) / columns as f64;
    let top = canvas.y;
    let row_height = side + 2.0 * LINE + 14.0;
    let shown = document.groups.iter().take(MOST_PLANES);
    for (at, group) in shown.clone().enumerate() {
        let left = 4.0 + (at % columns) as f64 * (side + gap);
        let above = top + (at / columns) as f64 * row_height + LINE;
        draw_small(canvas, group, (left, above), side);
    }
    canvas.y = top + shown.count().div_ceil(columns) as f64 * row_height;
    legend(canvas, &[(Shape::Square, "own ring p1", "its own frontier")]);
    let left = document.groups.len().saturating_sub(MOST_PLANES);
    let more = if left > 0 { format!(" {left} more groups are in the table.") } else { String::new() };
    canvas.caption(&format!(
        "Right: {}. Up: {}. Each from 0 to 1. In hundredths: how much of all there was to gain the deal brought.{more}",
        document.parties[0], document.parties[1]
    ));
}

/// One group in a square of shares from 0 to 1; what is outside is drawn at the edge.
fn draw_small(canvas: &mut Canvas, group: &GroupView, (left, top): (f64, f64), side: f64) {
    let at = |[one, other]: [f64; 2]| (left + one.clamp(0.0, 1.0) * side, top + (1.0 - other.clamp(0.0, 1.0)) * side);
    let ratio = group.worth.as_ref().and_then(|worth| worth.integrative_ratio).filter(|_| group.ended == EndedName::Deal);
    let told = match (group.ended, ratio) {
        (EndedName::Deal, Some(ratio)) if ratio >= 0.0 => format!("Group {}: {}", group.group, percent(ratio)),
        (EndedName::Deal, _) => format!("Group {}: a deal", group.group),
        (EndedName::NoDeal, _) => format!("Group {}: no deal", group.group),
        (EndedName::NotIn, _) => format!("Group {}: not in", group.group),
    };
    canvas.text(left, top - 5.0, Align::Start, "strong", &told);
    canvas.rect((left, top), (left + side, top + side), "wash");
    for half in [0.0, 0.5, 1.0] {
        canvas.line(at([half, 0.0]), at([half, 1.0]), "rule");
        canvas.line(at([0.0, half]), at([1.0, half]), "rule");
    }
    let points = frontier(group);
    let along: Vec<(f64, f64)> =
        points.iter().filter(|point| point.iter().all(|share| *share >= 0.0)).map(|point| at(*point)).collect();
    canvas.polyline(&along, "own ring p1");
    along.iter().for_each(|at| canvas.mark(Shape::Circle, *at, 1.8, "own p1"));
    if let Some(place) = place(group) {
        mark(canvas, group, at(place), 5.0);
    }
    let words = group.worth.as_ref().filter(|_| group.ended == EndedName::Deal).map_or_else(String::new, |worth| {
        let points: Vec<String> = worth.points.iter().map(i64::to_string).collect();
        format!("{} points", points.join(" and "))
    });
    canvas.text(left, top + side + LINE + 3.0, Align::Start, "quiet", &words);
}

fn shares(document: &DebriefDocument) -> Chart {
    let describe = "For each group the share that each party got, from what no agreement is worth to its best.";
    both("debrief-shares", "Who got how much of what they could gain", describe, |canvas| draw_shares(canvas, document))
}

fn draw_shares(canvas: &mut Canvas, document: &DebriefDocument) {
    let (left, right, top) = (58.0, canvas.width() - 16.0, canvas.y + LINE + 4.0);
    let all = document.groups.iter().filter_map(|group| group.worth.as_ref()).flat_map(|worth| &worth.shares);
    let low = all.fold(0.0_f64, |low, share| low.min(*share)).max(-1.0);
    let low = (low * 4.0).floor() / 4.0;
    let x = |share: f64| left + (share.clamp(low, 1.0) - low) / (1.0 - low) * (right - left);
    let row = 24.0;
    let bottom = top + document.groups.len() as f64 * row;
    // A phone has room for every other number.
    let each = if canvas.is_narrow() { 2 } else { 1 };
    for quarter in ((low * 4.0) as i32..=4).filter(|quarter| quarter % each == 0) {
        let share = f64::from(quarter) / 4.0;
        canvas.line((x(share), top), (x(share), bottom), if quarter == 0 { "half" } else { "rule" });
        canvas.text(x(share), bottom + 15.0, Align::Middle, "quiet", &crate::words::number(share));
    }
    for (at, group) in document.groups.iter().enumerate() {
        let y = top + at as f64 * row + row / 2.0;
        canvas.text(left - 8.0, y + 4.5, Align::End, "", &group.group.to_string());
        match (&group.worth, group.ended) {
            (Some(worth), EndedName::Deal) => {
                let (least, most) =
                    worth.shares.iter().fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(*one), high.max(*one)));
                canvas.line((x(least), y), (x(most), y), "thin");
                for (part, share) in worth.shares.iter().enumerate() {
                    canvas.mark(party_shape(part), (x(*share), y), 5.0, &format!("own open {}", party_class(part)));
                }
            }
            (Some(_), _) => canvas.text(x(0.0) + 6.0, y + 4.5, Align::Start, "quiet", "no deal"),
            (None, _) => canvas.text(x(0.0) + 6.0, y + 4.5, Align::Start, "quiet", "not in"),
        }
    }
    canvas.text(left - 8.0, top - 4.0, Align::End, "quiet", "group");
    canvas.y = bottom + LINE + 4.0;
    let classes: Vec<String> = (0..document.parties.len()).map(|part| format!("own open {}", party_class(part))).collect();
    let entries: Vec<(Shape, &str, &str)> = document
        .parties
        .iter()
        .enumerate()
        .map(|(part, party)| (party_shape(part), classes[part].as_str(), party.as_str()))
        .collect();
    canvas.legend(&entries);
    canvas.caption(
        "0: what no agreement is worth to the party; 1: its best. Two marks near each other: a deal that serves both alike.",
    );
}
