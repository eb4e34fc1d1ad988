//! The gap by issue: a row for each topic, what each side asks on the scale of the options, and the state in a word.
//! Duties and tracks of their own have a block apart, with no opposition.

use super::canvas::{Align, Canvas, LINE, Shape, party_class, party_shape, shorten_to, wrap};
use super::{Chart, both};
use crate::Document;
use crate::document::{GapStatus, PositionView, TopicView, TrackView};
use crate::words::{STATUSES, list, status_sign, status_word};

/// How many lines of words each party gets in a row. The table beside the chart has all of them.
#[derive(Clone, Copy)]
struct Room {
    narrow: usize,
    wide: usize,
}

/// The chart, where there are topics.
pub(super) fn chart(document: &Document) -> Option<Chart> {
    with_room(document, Room { narrow: 3, wide: 2 })
}

/// The same with a line for each party, for a page that must hold all topics.
pub(super) fn compact(document: &Document) -> Option<Chart> {
    with_room(document, Room { narrow: 1, wide: 1 })
}

fn with_room(document: &Document, room: Room) -> Option<Chart> {
    let topics = !document.topics.is_empty();
    topics.then(|| both("gap", "The gap by issue", &describe(document), |canvas| draw(canvas, document, room)))
}

fn describe(document: &Document) -> String {
    let mut parts = Vec::new();
    for status in STATUSES {
        let names: Vec<&str> =
            document.topics.iter().filter(|topic| topic.gap.status == status).map(|topic| topic.name.as_str()).collect();
        if !names.is_empty() {
            parts.push(format!("{}: {}", status_word(status), list(&names, "and")));
        }
    }
    format!("What each side asks, topic by topic. {}.", parts.join("; "))
}

fn draw(canvas: &mut Canvas, document: &Document, room: Room) {
    for topic in document.bargained() {
        row(canvas, document, topic, room);
    }
    if document.aside().next().is_some() {
        canvas.y += 10.0;
        canvas.paragraph(4.0, canvas.y + 13.0, canvas.width() - 8.0, "strong", "Not for bargaining against other issues");
        canvas.y += LINE + 4.0;
        for topic in document.aside() {
            row(canvas, document, topic, room);
        }
    }
    canvas.line((4.0, canvas.y), (canvas.width() - 4.0, canvas.y), "rule");
    legend(canvas, document);
}

fn legend(canvas: &mut Canvas, document: &Document) {
    let classes: Vec<String> = (0..document.parties.len()).map(|party| format!("own {}", party_class(party))).collect();
    let mut entries: Vec<(Shape, &str, &str)> = Vec::new();
    let names = document.introduced();
    for (party, name) in names.iter().enumerate() {
        entries.push((party_shape(party), &classes[party], name));
    }
    entries.push((Shape::Circle, "mark", "filled: asks, or agreed"));
    entries.push((Shape::Circle, "mark open", "hollow: offers or accepts"));
    entries.push((Shape::Cross, "mark cross", "crossed: rejects"));
    canvas.legend(&entries);
    canvas.caption("Each dot on a line is an option that was written down. Silence is not agreement.");
}

/// The width of the strip of options in the wide drawing.
const STRIP: f64 = 108.0;

/// One topic: its name and state, the strip of its options, and what each party says.
fn row(canvas: &mut Canvas, document: &Document, topic: &TopicView, room: Room) {
    canvas.line((4.0, canvas.y), (canvas.width() - 4.0, canvas.y), "rule");
    let top = canvas.y + 4.0;
    let lanes = topic.positions.len().max(1);
    let strip_height = 8.0 + 13.0 * lanes as f64;
    if canvas.is_narrow() {
        let name_lines = canvas.paragraph(4.0, top + 13.0, canvas.width() - BADGE - 8.0, "strong", &topic.name);
        badge(canvas, top + 13.0, topic.gap.status);
        let strip_top = top + name_lines as f64 * LINE + 4.0;
        strip(canvas, document, topic, (10.0, canvas.width() - 10.0), strip_top);
        canvas.y = strip_top + strip_height;
        positions(canvas, document, topic, (4.0, canvas.width() - 8.0), room.narrow);
    } else {
        let name_lines = canvas.paragraph(4.0, top + 13.0, 170.0, "strong", &topic.name);
        let track = track_word(topic.track);
        if !track.is_empty() {
            canvas.paragraph(4.0, top + 13.0 + name_lines as f64 * LINE, 170.0, "quiet", track);
        }
        badge(canvas, top + 13.0, topic.gap.status);
        strip(canvas, document, topic, (192.0, 192.0 + STRIP), top);
        let left_bottom = top + 13.0 + (name_lines + usize::from(!track.is_empty())) as f64 * LINE;
        canvas.y = top - 2.0;
        positions(canvas, document, topic, (316.0, 254.0), room.wide);
        canvas.y = canvas.y.max(top + strip_height).max(left_bottom - 6.0);
    }
    canvas.y += 5.0;
}

fn track_word(track: TrackView) -> &'static str {
    match track {
        TrackView::Bargaining => "",
        TrackView::Duty => "a duty",
        TrackView::OwnTrack => "a track of its own",
    }
}

/// Room for the longest state, with its sign.
const BADGE: f64 = 146.0;

/// The state of a topic: a sign in a ring, and the word, in a column at the right edge.
fn badge(canvas: &mut Canvas, y: f64, status: GapStatus) {
    let left = canvas.width() - BADGE;
    canvas.mark(Shape::Circle, (left + 8.0, y - 4.5), 7.5, "thin");
    canvas.text(left + 8.0, y, Align::Middle, "strong", &status_sign(status).to_string());
    canvas.text(left + 21.0, y, Align::Start, "", status_word(status));
}

/// The options as dots, and each party's marks on them in a lane of its own.
fn strip(canvas: &mut Canvas, document: &Document, topic: &TopicView, (left, right): (f64, f64), top: f64) {
    let x = |option: usize| match topic.options.len() {
        0 | 1 => (left + right) / 2.0,
        options => left + (right - left) * option as f64 / (options - 1) as f64,
    };
    let lanes = topic.positions.len().max(1);
    for lane in 0..lanes {
        let y = top + 10.0 + 13.0 * lane as f64;
        canvas.line((left, y), (right, y), "rule");
        for option in 0..topic.options.len().min(40) {
            canvas.mark(Shape::Circle, (x(option), y), 2.2, "cell");
        }
    }
    for (lane, position) in topic.positions.iter().enumerate() {
        let party = document.parties.iter().position(|name| *name == position.party).unwrap_or(lane);
        let y = top + 10.0 + 13.0 * lane as f64;
        for (option, name) in topic.options.iter().enumerate() {
            marks(canvas, position, name, party, (x(option), y));
        }
    }
}

/// One party's marks on one option. An option that is both offered and rejected, by two sources, shows both.
fn marks(canvas: &mut Canvas, position: &PositionView, option: &str, party: usize, at: (f64, f64)) {
    let class = party_class(party);
    for (verb, stances) in position.kinds() {
        if !stances.iter().any(|stance| stance.options.iter().any(|name| name == option)) {
            continue;
        }
        match verb {
            "asks" | "agreed" => canvas.mark(party_shape(party), at, 5.0, &format!("own {class}")),
            "rejects" => canvas.mark(Shape::Cross, at, 4.0, &format!("own cross {class}")),
            _ => canvas.mark(party_shape(party), at, 5.0, &format!("own open {class}")),
        }
    }
}

/// What each party says, in words, one paragraph each.
fn positions(canvas: &mut Canvas, document: &Document, topic: &TopicView, (left, width): (f64, f64), room: usize) {
    if topic.positions.iter().all(PositionView::is_silent) {
        canvas.text(left, canvas.y + 15.0, Align::Start, "quiet", "nothing seen of anybody");
        canvas.y += LINE + 4.0;
        return;
    }
    for (lane, position) in topic.positions.iter().enumerate() {
        let party = document.parties.iter().position(|name| *name == position.party).unwrap_or(lane);
        let lines = wrap(&shorten_to(&said(position), width - 16.0, room), width - 16.0);
        let y = canvas.y + 15.0;
        canvas.mark(party_shape(party), (left + 5.0, y - 4.5), 4.2, &format!("own {}", party_class(party)));
        for (index, line) in lines.iter().enumerate() {
            canvas.text(left + 16.0, y + index as f64 * LINE, Align::Start, "", line);
        }
        canvas.y += lines.len() as f64 * LINE;
    }
    canvas.y += 4.0;
}

/// "asks six per cent; rejects two per cent, four per cent".
fn said(position: &PositionView) -> String {
    let mut parts = Vec::new();
    for (verb, stances) in position.kinds() {
        let mut options: Vec<&str> = stances.iter().flat_map(|stance| stance.options.iter().map(String::as_str)).collect();
        options.dedup();
        if !options.is_empty() {
            parts.push(format!("{verb} {}", options.join(if verb == "rejects" { ", " } else { " or " })));
        }
    }
    if parts.is_empty() { "not seen".into() } else { parts.join("; ") }
}
