//! The plane of utilities of two parties: over draws a cloud of packages and the bands of both limits; on a named
//! basis the frontier with the solutions or reference points, and the basis printed on it.

use super::canvas::{Align, Canvas, Shape, party_class, party_shape};
use super::{Chart, both};
use crate::Document;
use crate::document::{Cloud, FrontierView, LimitBand};
use crate::words::{capitalised, frontier_in_words, list, number, thousands};

/// One chart for each judgement with a cloud, and one for the point basis; none unless there are two parties.
pub(super) fn charts(document: &Document) -> Vec<Chart> {
    if document.parties.len() != 2 {
        return vec![];
    }
    let clouds = document.clouds.iter().filter(|cloud| !cloud.points.is_empty());
    let mut charts: Vec<Chart> = clouds.map(|cloud| cloud_chart(document, cloud)).collect();
    charts.extend(
        document.frontier.as_ref().filter(|frontier| !frontier.points.is_empty()).map(|frontier| point_chart(document, frontier)),
    );
    charts
}

fn cloud_chart(document: &Document, cloud: &Cloud) -> Chart {
    let title = match document.clouds.len() {
        1 => "Where the draws put packages".to_owned(),
        _ => format!("Where the draws put packages: {}", document.author(&cloud.judgement)),
    };
    let accepted = cloud.points.iter().filter(|point| point.accepted).count();
    let mut describe = format!(
        "{}: {} packages, of which {} suit both parties in their draw.",
        cloud.what,
        thousands(cloud.points.len() as u64),
        thousands(accepted as u64)
    );
    for LimitBand { party, range } in &cloud.limits {
        if let Some(range) = range {
            describe.push_str(&format!(" The limit of {party} lies from {} to {}.", number(range.low), number(range.high)));
        }
    }
    both(&format!("plane-{}", cloud.judgement), &title, &describe, |canvas| draw_cloud(canvas, document, cloud))
}

fn point_chart(document: &Document, frontier: &FrontierView) -> Chart {
    let points = points_word(document);
    let basis = document.basis();
    let title = format!("Frontier and {points} on one basis: {basis}");
    let mut describe = format!("{}.", capitalised(&frontier_in_words(frontier)));
    for (name, solution) in document.solutions.iter().flat_map(|solutions| solutions.named()) {
        let at: Vec<String> = solution.points.iter().map(|point| pair(&point.utilities)).collect();
        if !at.is_empty() {
            describe.push_str(&format!(" {name}: {}.", list(&at, "and")));
        }
    }
    both("plane-point", &title, &describe, |canvas| draw_point(canvas, document, frontier, basis))
}

/// "reference points" for a real case, "solutions" for one that nobody has to live with.
fn points_word(document: &Document) -> &'static str {
    if document.is_real() { "reference points" } else { "solutions" }
}

fn pair(utilities: &[f64]) -> String {
    let parts: Vec<String> = utilities.iter().map(|utility| number(*utility)).collect();
    format!("({})", parts.join(", "))
}

/// A square of the sheet, and the utilities at its edges.
pub(super) struct Plane {
    low: [f64; 2],
    high: [f64; 2],
    step: [f64; 2],
    left: f64,
    top: f64,
    side: f64,
}

impl Plane {
    /// Around all points, with round numbers at the edges.
    pub(super) fn around(canvas: &Canvas, points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let (mut low, mut high, mut step) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2], [1.0; 2]);
        for point in points.into_iter().filter(|point| point.iter().all(|utility| utility.is_finite())) {
            for axis in 0..2 {
                low[axis] = low[axis].min(point[axis]);
                high[axis] = high[axis].max(point[axis]);
            }
        }
        for axis in 0..2 {
            if low[axis] > high[axis] {
                (low[axis], high[axis]) = (0.0, 1.0);
            }
            let width = round_step(high[axis] - low[axis]);
            step[axis] = width;
            low[axis] = (low[axis] / width + 1e-9).floor() * width;
            high[axis] = ((high[axis] / width - 1e-9).ceil() * width).max(low[axis] + width);
        }
        let left = if canvas.is_narrow() { 40.0 } else { 150.0 };
        let side = if canvas.is_narrow() { canvas.width() - left - 12.0 } else { 420.0 };
        Self { low, high, step, left, top: canvas.y + 26.0, side }
    }

    /// Where a point lies on the sheet.
    pub(super) fn at(&self, utilities: [f64; 2]) -> (f64, f64) {
        let along = |axis: usize| ((utilities[axis] - self.low[axis]) / (self.high[axis] - self.low[axis])).clamp(0.0, 1.0);
        (self.left + along(0) * self.side, self.top + (1.0 - along(1)) * self.side)
    }

    /// The frame with its numbers and the names of the parties.
    pub(super) fn frame(&self, canvas: &mut Canvas, parties: &[String]) {
        let (bottom, right) = (self.top + self.side, self.left + self.side);
        for axis in 0..2 {
            let step = self.step[axis];
            let ticks = ((self.high[axis] - self.low[axis]) / step).round() as u32;
            for tick in 0..=ticks {
                let value = self.low[axis] + f64::from(tick) * step;
                let (x, y) = self.at([value, value]);
                if axis == 0 {
                    canvas.line((x, self.top), (x, bottom), "rule");
                    canvas.text(x, bottom + 16.0, Align::Middle, "quiet", &number(value));
                } else {
                    canvas.line((self.left, y), (right, y), "rule");
                    canvas.text(self.left - 6.0, y + 4.5, Align::End, "quiet", &number(value));
                }
            }
        }
        canvas.text(
            self.left - 34.0_f64.min(self.left - 4.0),
            self.top - 12.0,
            Align::Start,
            "own p2 strong",
            &format!("↑ {}", parties[1]),
        );
        canvas.text(right, bottom + 34.0, Align::End, "own p1 strong", &format!("{} →", parties[0]));
        canvas.y = bottom + 38.0;
    }

    /// A dashed line across the plane at each party's `limits`.
    pub(super) fn limits(&self, canvas: &mut Canvas, limits: [f64; 2]) {
        canvas.line(self.at([limits[0], self.low[1]]), self.at([limits[0], self.high[1]]), "half");
        canvas.line(self.at([self.low[0], limits[1]]), self.at([self.high[0], limits[1]]), "half");
    }

    /// The range of a party's limit as a band across the plane, with its median as a dashed line.
    fn band(&self, canvas: &mut Canvas, party: usize, limit: &LimitBand) {
        let Some(range) = &limit.range else { return };
        let corner = |value: f64, other: f64| if party == 0 { self.at([value, other]) } else { self.at([other, value]) };
        let (near, far) = (self.low[1 - party], self.high[1 - party]);
        canvas.rect(corner(range.low, near), corner(range.high, far), &format!("own band {}", party_class(party)));
        canvas.line(corner(range.middle, near), corner(range.middle, far), "half");
    }
}

/// One, two or five times a power of ten, so that between four and ten of them make `range`.
fn round_step(range: f64) -> f64 {
    if !range.is_finite() || range <= 0.0 {
        return 1.0;
    }
    let rough = range / 5.5;
    let power = power_of_ten_below(rough);
    let lead = rough / power;
    power
        * if lead < 1.5 {
            1.0
        } else if lead < 3.5 {
            2.0
        } else if lead < 7.5 {
            5.0
        } else {
            10.0
        }
}

/// The greatest power of ten that is not above `value`, by multiplication alone, so that all machines agree.
fn power_of_ten_below(value: f64) -> f64 {
    let mut power = 1.0;
    while power > value {
        power /= 10.0;
    }
    while power * 10.0 <= value {
        power *= 10.0;
    }
    power
}

/// Cells along one side of the cloud's grid.
const CELLS: usize = 28;

fn draw_cloud(canvas: &mut Canvas, document: &Document, cloud: &Cloud) {
    let plane = Plane::around(canvas, cloud.points.iter().map(|point| point.utilities));
    plane.frame(canvas, &document.parties);
    for (party, limit) in cloud.limits.iter().take(2).enumerate() {
        plane.band(canvas, party, limit);
    }
    cells(canvas, &plane, cloud);
    let limits = [("upright", 0), ("level", 1)].map(|(band, party)| format!("{band} band: limit of {}", document.parties[party]));
    canvas.legend(&[
        (Shape::Square, "cell", "packages: the larger, the more draws"),
        (Shape::Circle, "deal", "of these, accepted by both in their draw"),
        (Shape::Square, "own band p1", &limits[0]),
        (Shape::Square, "own band p2", &limits[1]),
    ]);
    canvas.caption(&format!(
        "{}. By {}. Bands hold eight draws in ten; dashed lines: the middle of each limit.",
        cloud.what,
        document.author(&cloud.judgement)
    ));
}

/// The cloud on a grid: a square as large as there are packages in its cell, and a disc in it as large as there are
/// accepted ones. Size carries the count, so that it survives a black-and-white printer.
fn cells(canvas: &mut Canvas, plane: &Plane, cloud: &Cloud) {
    let mut all = vec![0_u32; CELLS * CELLS];
    let mut accepted = all.clone();
    for point in cloud.points.iter().filter(|point| point.utilities.iter().all(|utility| utility.is_finite())) {
        let (x, y) = plane.at(point.utilities);
        let cell = |along: f64| ((along / plane.side * CELLS as f64) as usize).min(CELLS - 1);
        let index = cell(y - plane.top) * CELLS + cell(x - plane.left);
        all[index] += 1;
        accepted[index] += u32::from(point.accepted);
    }
    let most = f64::from(all.iter().copied().max().unwrap_or(0).max(1));
    let half = plane.side / CELLS as f64 / 2.0;
    for index in (0..all.len()).filter(|index| all[*index] > 0) {
        let (row, column) = (index / CELLS, index % CELLS);
        let at = (plane.left + half * (2 * column + 1) as f64, plane.top + half * (2 * row + 1) as f64);
        canvas.mark(Shape::Square, at, half * (f64::from(all[index]) / most).sqrt().max(0.2), "cell");
        if accepted[index] > 0 {
            canvas.mark(Shape::Circle, at, half * 0.92 * (f64::from(accepted[index]) / most).sqrt().max(0.2), "deal");
        }
    }
}

/// Points of the frontier that get a mark of their own; longer frontiers are a line.
const MARKED: usize = 60;

fn draw_point(canvas: &mut Canvas, document: &Document, frontier: &FrontierView, basis: &str) {
    let points: Vec<[f64; 2]> = frontier.points.iter().filter_map(|point| first_two(&point.utilities)).collect();
    let plane = Plane::around(canvas, points.iter().copied());
    plane.frame(canvas, &document.parties);
    let along: Vec<(f64, f64)> = points.iter().map(|point| plane.at(*point)).collect();
    canvas.polyline(&along, "thin");
    if along.len() <= MARKED {
        for at in along {
            canvas.mark(Shape::Circle, at, 3.0, "mark open");
        }
    }
    let named = document.solutions.iter().flat_map(|solutions| solutions.named());
    let mut entries: Vec<(Shape, String, String)> = vec![(Shape::Circle, "mark open".into(), "the frontier".into())];
    for (index, (name, solution)) in named.enumerate() {
        let shape = party_shape(index);
        let class = format!("own open {}", party_class(index));
        for point in solution.points.iter().filter_map(|point| first_two(&point.utilities)) {
            canvas.mark(shape, plane.at(point), 5.0 + 2.5 * index as f64, &class.replace(" open", " ring"));
        }
        let tail = if solution.points.is_empty() { " (none)" } else { "" };
        entries.push((shape, class, format!("{name}{tail}")));
    }
    let borrowed: Vec<(Shape, &str, &str)> =
        entries.iter().map(|(shape, class, words)| (*shape, class.as_str(), words.as_str())).collect();
    canvas.legend(&borrowed);
    canvas.caption(&format!("Basis: {basis}. Utilities are each party's own; their sizes cannot be compared between parties."));
}

fn first_two(utilities: &[f64]) -> Option<[f64; 2]> {
    match utilities {
        [first, second] => Some([*first, *second]),
        _ => None,
    }
}
