//! A conflict in pictures: who would stay in which state; and for two decision makers, where each would go.

use super::canvas::{Align, Canvas, LINE, Shape, party_class, party_shape, shorten_to, text_width, wrap};
use super::{Chart, both};
use crate::stability::{ConflictView, StateView, marks};
use crate::words::list;

/// Most states that are drawn: a picture of more is not read.
const MOST_STATES: usize = 64;
/// Most rows or columns of the map of moves.
const MOST_CELLS: usize = 8;

/// Every picture that there is something to draw for.
pub(crate) fn charts(conflict: &ConflictView) -> Vec<Chart> {
    if conflict.states.is_empty() {
        return Vec::new();
    }
    [moves(conflict), Some(stays(conflict))].into_iter().flatten().collect()
}

fn stays(conflict: &ConflictView) -> Chart {
    let nash = &conflict.equilibria.nash;
    let describe =
        format!("Each state of {} with what keeps each decision maker there. {} Nash equilibria.", conflict.name, nash.len());
    both(&format!("stays-{}", conflict.id), "Who would stay in which state", &describe, |canvas| draw_stays(canvas, conflict))
}

fn draw_stays(canvas: &mut Canvas, conflict: &ConflictView) {
    let (first, row) = (if canvas.is_narrow() { 100.0 } else { 170.0 }, 24.0);
    let width = ((canvas.width() - first - 8.0) / (conflict.makers.len() + 1) as f64).min(150.0);
    let top = canvas.y + 2.0 * LINE + 10.0;
    for (place, name) in conflict.makers.iter().map(|maker| maker.name.as_str()).chain(["all"]).enumerate() {
        let x = first + (place as f64 + 0.5) * width;
        let lines = wrap(&shorten_to(name, (width - 4.0) * 0.9, 2), (width - 4.0) * 0.9);
        for (line, words) in lines.iter().rev().enumerate() {
            canvas.text(x, top - 8.0 - line as f64 * LINE, Align::Middle, "strong", words);
        }
    }
    let shown = &conflict.states[..conflict.states.len().min(MOST_STATES)];
    for (place, state) in shown.iter().enumerate() {
        let y = top + place as f64 * row;
        let now = if conflict.status_quo == Some(state.number) { " now" } else { "" };
        canvas.text(first - 10.0, y + 16.0, Align::End, "", &format!("{} {}{now}", state.number, letters(canvas, state)));
        let seats = state.makers.iter().map(|seat| (marks(&seat.stays), depth(&seat.stays)));
        for (column, (words, depth)) in seats.chain([everybody(state)]).enumerate() {
            let x = first + column as f64 * width;
            canvas.rect((x + 1.0, y + 1.0), (x + width - 1.0, y + row - 1.0), &format!("heat h{}", depth * 2));
            canvas.text(x + width / 2.0, y + 16.0, Align::Middle, if depth == 4 { "strong" } else { "" }, &words);
        }
    }
    canvas.y = top + shown.len() as f64 * row + 2.0;
    if shown.len() < conflict.states.len() {
        canvas.caption(&format!("The first {} of {} states.", shown.len(), conflict.states.len()));
    }
    canvas.caption("N: no move would be better. q, s, g: every better move would or could be answered (sequential, symmetric, general). A dash: it would go. ?: not known. Darker: for more reasons.");
}

/// The letters, where there is room for them.
fn letters(canvas: &Canvas, state: &StateView) -> String {
    let room = if canvas.is_narrow() { 50.0 } else { 110.0 };
    if text_width(&state.letters) <= room { state.letters.clone() } else { String::new() }
}

/// How many of the four concepts keep somebody there.
fn depth(stays: &crate::stability::Concepts<&'static str>) -> usize {
    stays.named().iter().filter(|(_, truth)| **truth == "yes").count()
}

fn everybody(state: &StateView) -> (String, usize) {
    (marks(&state.equilibrium), depth(&state.equilibrium))
}

/// The states of two decision makers as a table: each moves along its own axis, and an arrow leads to what it likes best.
fn moves(conflict: &ConflictView) -> Option<Chart> {
    let [_, _] = conflict.makers.as_slice() else { return None };
    let map = Map::of(conflict)?;
    let describe = format!(
        "The states of {}: {} moves between rows, {} between columns. Arrows lead from each state to what its mover likes best.",
        conflict.name, conflict.makers[0].name, conflict.makers[1].name
    );
    Some(both(&format!("moves-{}", conflict.id), "Where each would go", &describe, |canvas| draw_moves(canvas, conflict, &map)))
}

/// Where each state stands in the table.
struct Map {
    /// What the first and the second decision maker do, row by row and column by column.
    labels: [Vec<String>; 2],
    /// Row and column of each state.
    at: Vec<[usize; 2]>,
}

impl Map {
    /// `None` where the table is too large to be read.
    fn of(conflict: &ConflictView) -> Option<Self> {
        let mut keys: [Vec<Vec<bool>>; 2] = [Vec::new(), Vec::new()];
        let mut at = Vec::new();
        for state in &conflict.states {
            let taken: Vec<bool> = state.letters.chars().map(|letter| letter == 'Y').collect();
            let mut place = [0, 0];
            for (axis, maker) in conflict.makers.iter().enumerate() {
                let own = conflict.options.iter().zip(&taken).filter(|(option, _)| option.owner == maker.name);
                let key: Vec<bool> = own.map(|(_, taken)| *taken).collect();
                place[axis] = keys[axis].iter().position(|known| *known == key).unwrap_or_else(|| {
                    keys[axis].push(key);
                    keys[axis].len() - 1
                });
            }
            at.push(place);
        }
        if keys.iter().any(|keys| keys.len() > MOST_CELLS) {
            return None;
        }
        let label = |axis: usize, key: &Vec<bool>| {
            let own = conflict.options.iter().filter(|option| option.owner == conflict.makers[axis].name);
            let taken: Vec<&str> = own.zip(key).filter(|(_, taken)| **taken).map(|(option, _)| option.name.as_str()).collect();
            if taken.is_empty() { "nothing".to_owned() } else { list(&taken, "and") }
        };
        let labels = [0, 1].map(|axis| keys[axis].iter().map(|key| label(axis, key)).collect());
        Some(Self { labels, at })
    }
}

fn draw_moves(canvas: &mut Canvas, conflict: &ConflictView, map: &Map) {
    let left = if canvas.is_narrow() { 74.0 } else { 150.0 };
    let columns = map.labels[1].len() as f64;
    let width = ((canvas.width() - left - 6.0) / columns).min(170.0);
    let height = 74.0;
    let shown: Vec<String> = map.labels[1].iter().map(|label| shorten_to(label, width - 8.0, 3)).collect();
    let lines = shown.iter().map(|label| wrap(label, width - 8.0).len()).max().unwrap_or(1);
    let top = canvas.y + (lines as f64 + 1.0) * LINE + 12.0;
    let axes = format!("rows: {}, columns: {}", conflict.makers[0].name, conflict.makers[1].name);
    canvas.text(4.0, canvas.y + 12.0, Align::Start, "strong", &shorten_to(&axes, (canvas.width() - 8.0) * 0.9, 1));
    for (column, label) in shown.iter().enumerate() {
        canvas.paragraph(left + column as f64 * width + 5.0, canvas.y + 14.0 + LINE, width - 8.0, "quiet", label);
    }
    for (row, label) in map.labels[0].iter().enumerate() {
        let shown = shorten_to(label, left - 12.0, 4);
        canvas.paragraph(4.0, top + row as f64 * height + 18.0, left - 10.0, "quiet", &shown);
    }
    let corner = |[row, column]: [usize; 2]| (left + column as f64 * width, top + row as f64 * height);
    for (state, at) in conflict.states.iter().zip(&map.at) {
        let (x, y) = corner(*at);
        canvas.rect((x + 1.5, y + 1.5), (x + width - 1.5, y + height - 1.5), &format!("heat h{}", depth(&state.equilibrium) * 2));
        let now = if conflict.status_quo == Some(state.number) { " now" } else { "" };
        canvas.text(x + 7.0, y + 18.0, Align::Start, "strong", &format!("{}{now}", state.number));
        let words = everybody(state).0;
        if words != "–" {
            canvas.text(x + 7.0, y + 18.0 + LINE, Align::Start, "", &words);
        }
    }
    let arrows = Arrow::all(conflict, map);
    for arrow in &arrows {
        draw_arrow(canvas, arrow, corner, (width, height));
    }
    canvas.y = top + map.labels[0].len() as f64 * height + 4.0;
    let classes = [0, 1].map(|maker| format!("own open {}", party_class(maker)));
    let words = [0, 1].map(|maker| format!("{} would rather go there", conflict.makers[maker].name));
    let legend: Vec<(Shape, &str, &str)> =
        [0, 1].iter().map(|&maker| (party_shape(maker), classes[maker].as_str(), words[maker].as_str())).collect();
    canvas.legend(&legend);
    canvas.caption("Each arrow leads to what its mover likes best of all that it can bring about alone. A state that no arrow leaves is a Nash equilibrium. Shaded, with marks: where everybody would stay (N Nash, q sequential, s symmetric, g general).");
}

/// The best improvement of one decision maker from one state.
struct Arrow {
    maker: usize,
    from: [usize; 2],
    to: [usize; 2],
    /// Which of several that run side by side.
    lane: usize,
}

impl Arrow {
    fn all(conflict: &ConflictView, map: &Map) -> Vec<Self> {
        let mut arrows: Vec<Self> = Vec::new();
        for (state, &from) in conflict.states.iter().zip(&map.at) {
            for (maker, seat) in state.makers.iter().enumerate() {
                let rank = |number: usize| conflict.states[number - 1].makers[maker].rank;
                // Of equals the first in the order of the states.
                let best = seat.improvements.iter().copied().rev().max_by_key(|&number| rank(number));
                let Some(best) = best else { continue };
                let mut arrow = Self { maker, from, to: map.at[best - 1], lane: 0 };
                while arrows.iter().any(|other| other.lane == arrow.lane && other.meets(&arrow)) {
                    arrow.lane += 1;
                }
                arrows.push(arrow);
            }
        }
        arrows
    }

    /// The axis along which it runs: 0 between rows, 1 between columns.
    fn span(&self) -> (usize, usize) {
        let (one, other) = (self.from[self.maker], self.to[self.maker]);
        (one.min(other), one.max(other))
    }

    /// Whether both run over the same cells.
    fn meets(&self, other: &Self) -> bool {
        let across = 1 - self.maker;
        let (one, two) = (self.span(), other.span());
        self.maker == other.maker && self.from[across] == other.from[across] && one.0 <= two.1 && two.0 <= one.1
    }
}

fn draw_arrow(canvas: &mut Canvas, arrow: &Arrow, corner: impl Fn([usize; 2]) -> (f64, f64), (width, height): (f64, f64)) {
    let class = format!("own ring {}", party_class(arrow.maker));
    let (from, to) = (corner(arrow.from), corner(arrow.to));
    let lane = arrow.lane as f64;
    // The first moves up and down on the right of its cells, the second to and fro at their foot.
    let (start, end, head) = if arrow.maker == 0 {
        let x = (width - 14.0 - lane * 11.0).max(8.0);
        let way = if to.1 > from.1 { 1.0 } else { -1.0 };
        let (start, end) = ((from.0 + x, from.1 + height / 2.0), (to.0 + x, to.1 + height / 2.0 - way * 4.0));
        (start, end, [(end.0 - 4.0, end.1 - way * 7.0), (end.0 + 4.0, end.1 - way * 7.0)])
    } else {
        let y = (height - 10.0 - lane * 10.0).max(26.0);
        let way = if to.0 > from.0 { 1.0 } else { -1.0 };
        let (start, end) = ((from.0 + width * 0.38, from.1 + y), (to.0 + width * 0.38 - way * 4.0, to.1 + y));
        (start, end, [(end.0 - way * 7.0, end.1 - 4.0), (end.0 - way * 7.0, end.1 + 4.0)])
    };
    canvas.line(start, end, &class);
    head.iter().for_each(|side| canvas.line(end, *side, &class));
    canvas.mark(party_shape(arrow.maker), start, 3.4, &format!("own open {}", party_class(arrow.maker)));
}
