//! A circle of waiting, and who is ahead after each move of an order.

use super::canvas::{Align, Canvas, LINE, party_class, party_shape};
use super::{Chart, both};
use crate::roadmap::{LinkView, MoveView};
use crate::words::list;

/// One circle: its conditions around a ring, each arrow from what waits to what it waits for.
pub(crate) fn circle(name: &str, parties: &[String], links: &[LinkView]) -> Chart {
    let told: Vec<String> = links.iter().map(|link| format!("“{}” waits for “{}”", link.waits, link.waited_for)).collect();
    let describe = format!("{}.", list(&told, "and"));
    both(name, "A circle of what must come first", &describe, |canvas| draw_circle(canvas, parties, links))
}

/// The radius of a numbered condition.
const NODE: f64 = 15.0;

fn draw_circle(canvas: &mut Canvas, parties: &[String], links: &[LinkView]) {
    let count = links.len().max(1) as f64;
    let radius = if links.len() < 3 { 58.0 } else { 74.0 };
    let (x, y) = (canvas.width() / 2.0, canvas.y + radius + NODE + 8.0);
    let angle = |at: usize| std::f64::consts::TAU * at as f64 / count - std::f64::consts::FRAC_PI_2;
    let around = |turn: f64, distance: f64| (x + libm::cos(turn) * distance, y + libm::sin(turn) * distance);
    // How far on the ring an arrow keeps away from the conditions at its ends.
    let gap = (NODE + 6.0) / radius;
    for (at, link) in links.iter().enumerate() {
        let (from, to) = (angle(at) + gap, angle(at + 1) - gap);
        let steps = 16;
        let along: Vec<(f64, f64)> =
            (0..=steps).map(|step| around(from + (to - from) * f64::from(step) / f64::from(steps), radius)).collect();
        let voice = voice(parties, link);
        let class = voice.map_or_else(|| "half".to_owned(), |party| format!("own ring {}", party_class(party)));
        canvas.polyline(&along, &class);
        let (tip, back) =
            (around(to + 0.02, radius), [around(to - 9.0 / radius, radius - 5.0), around(to - 9.0 / radius, radius + 5.0)]);
        canvas.polyline(&[back[0], tip, back[1]], &class);
        let middle = around((from + to) / 2.0, radius + 17.0);
        let align = if middle.0 > x + 8.0 {
            Align::Start
        } else if middle.0 < x - 8.0 {
            Align::End
        } else {
            Align::Middle
        };
        let words = voices(parties, link);
        canvas.text(middle.0, middle.1 + 4.5, align, "quiet", &words);
    }
    for at in 0..links.len() {
        let (cx, cy) = around(angle(at), radius);
        canvas.mark(super::canvas::Shape::Circle, (cx, cy), NODE, "mark open");
        canvas.text(cx, cy + 4.5, Align::Middle, "strong", &(at + 1).to_string());
    }
    canvas.y = y + radius + NODE + 10.0;
    for (at, link) in links.iter().enumerate() {
        canvas.text(6.0, canvas.y + 14.0, Align::Start, "strong", &format!("{}", at + 1));
        let lines = canvas.paragraph(26.0, canvas.y + 14.0, canvas.width() - 34.0, "", &link.waits);
        canvas.y += lines as f64 * LINE + 2.0;
    }
    canvas.caption("Each arrow leads from what waits to what it waits for, with who says so. Dashed: by its content.");
}

/// The party that says so, where one alone does.
fn voice(parties: &[String], link: &LinkView) -> Option<usize> {
    let mut said = link.said.iter().filter_map(|said| said.party.as_ref());
    let first = said.next()?;
    parties.iter().position(|party| party == first)
}

fn voices(parties: &[String], link: &LinkView) -> String {
    let mut named: Vec<String> = Vec::new();
    for said in &link.said {
        let words = match &said.party {
            Some(party) => parties.iter().position(|known| known == party).map_or(party.clone(), |at| short(parties, at)),
            None => "content".to_owned(),
        };
        if !named.contains(&words) {
            named.push(words);
        }
    }
    list(&named, "and")
}

/// A party in a narrow place: the last word of a long name tells it from the others.
fn short(parties: &[String], at: usize) -> String {
    let name = &parties[at];
    if name.chars().count() <= 14 { name.clone() } else { name.split_whitespace().last().unwrap_or(name).to_owned() }
}

/// What each party has had less what it has paid, move by move.
pub(crate) fn schedule(name: &str, parties: &[String], moves: &[MoveView]) -> Chart {
    let told: Vec<String> =
        moves.iter().enumerate().map(|(at, one)| format!("{}: {}", at + 1, list(&one.steps, "with"))).collect();
    both(name, "Who is ahead after each move", &told.join("; "), |canvas| draw_schedule(canvas, parties, moves))
}

fn draw_schedule(canvas: &mut Canvas, parties: &[String], moves: &[MoveView]) {
    let (left, right, height) = (16.0, canvas.width() - 16.0, if canvas.is_narrow() { 130.0 } else { 170.0 });
    let top = canvas.y + 10.0;
    let each = (right - left) / moves.len().max(1) as f64;
    let largest = |party: usize| moves.iter().map(|one| one.so_far[party].abs()).fold(1e-12, f64::max);
    let scales: Vec<f64> = (0..parties.len()).map(largest).collect();
    let at = |place: usize, share: f64| (left + place as f64 * each, top + height / 2.0 - share * (height / 2.0 - 8.0));
    canvas.line(at(0, 0.0), (right, top + height / 2.0), "rule");
    canvas.text(right, top + height / 2.0 + 14.0, Align::End, "quiet", "even");
    for place in 1..=moves.len() {
        let (x, _) = at(place, 0.0);
        canvas.line((x, top), (x, top + height), "rule");
        canvas.text(x - each / 2.0, top + height + 14.0, Align::Middle, "quiet", &place.to_string());
    }
    for (party, scale) in scales.iter().enumerate() {
        let share = |place: usize| if place == 0 { 0.0 } else { moves[place - 1].so_far[party] / scale };
        let along: Vec<(f64, f64)> = (0..=moves.len()).map(|place| at(place, share(place))).collect();
        canvas.polyline(&along, &format!("own ring {}", party_class(party)));
        along
            .iter()
            .skip(1)
            .for_each(|point| canvas.mark(party_shape(party), *point, 3.6, &format!("own open {}", party_class(party))));
    }
    canvas.y = top + height + 20.0;
    let classes: Vec<String> = (0..parties.len()).map(|party| format!("own open {}", party_class(party))).collect();
    let legend: Vec<_> =
        parties.iter().enumerate().map(|(at, party)| (party_shape(at), classes[at].as_str(), party.as_str())).collect();
    canvas.legend(&legend);
    canvas.caption("What each has had less what it has paid, each on its own scale: above the line it is ahead, below it has given more than it got.");
    for (at, one) in moves.iter().enumerate() {
        canvas.text(6.0, canvas.y + 16.0, Align::Start, "strong", &(at + 1).to_string());
        let words = format!("{}: {}", list(&one.actors, "and"), list(&one.steps, "with"));
        let lines = canvas.paragraph(28.0, canvas.y + 16.0, canvas.width() - 36.0, "", &words);
        canvas.y += lines as f64 * LINE + 2.0;
    }
}
