//! A sheet that charts are drawn on: a few shapes, text that wraps, and the frame that screen readers need.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::Size;
use crate::words::is_turning;

/// From which side of its point a text is set.
#[derive(Clone, Copy)]
pub(super) enum Align {
    /// The text begins at the point.
    Start,
    /// The point is its middle.
    Middle,
    /// The text ends at the point.
    End,
}

impl Align {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A mark with a shape of its own, so that no colour is needed to tell parties or meanings apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
}

/// The shape of a party, by its place among the parties.
pub(super) fn party_shape(party: usize) -> Shape {
    [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond][party % 4]
}

/// The class that gives a party its colour.
pub(super) fn party_class(party: usize) -> &'static str {
    ["p1", "p2", "p3", "p4"][party % 4]
}

/// The height of a line of text.
pub(super) const LINE: f64 = 16.0;

/// What is drawn so far, and how far down.
pub(super) struct Canvas {
    pub(super) size: Size,
    /// Where the next row begins.
    pub(super) y: f64,
    body: String,
}

impl Canvas {
    pub(super) fn new(size: Size) -> Self {
        Self { size, y: 4.0, body: String::new() }
    }

    pub(super) fn width(&self) -> f64 {
        self.size.width()
    }

    pub(super) fn is_narrow(&self) -> bool {
        self.size == Size::Narrow
    }

    /// One line of text with its base line at `y`.
    pub(super) fn text(&mut self, x: f64, y: f64, align: Align, class: &str, text: &str) {
        let anchor = align.name();
        let (x, y) = (short(x), short(y));
        let text = escape(text);
        self.push(format_args!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" class=\"{class}\">{text}</text>"));
    }

    /// Text wrapped into `width`, its first base line at `y`; returns the number of lines.
    pub(super) fn paragraph(&mut self, x: f64, y: f64, width: f64, class: &str, text: &str) -> usize {
        // Bold text is about a tenth wider.
        let lines = wrap(text, if class.contains("strong") { width * 0.9 } else { width });
        for (index, line) in lines.iter().enumerate() {
            self.text(x, y + index as f64 * LINE, Align::Start, class, line);
        }
        lines.len()
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let (x1, y1, x2, y2) = (short(from.0), short(from.1), short(to.0), short(to.1));
        self.push(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>"));
    }

    /// A rectangle between two corners, in any order.
    pub(super) fn rect(&mut self, one: (f64, f64), other: (f64, f64), class: &str) {
        let (x, y) = (short(one.0.min(other.0)), short(one.1.min(other.1)));
        let (width, height) = (short((one.0 - other.0).abs()), short((one.1 - other.1).abs()));
        self.push(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>"));
    }

    /// A line through points.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], class: &str) {
        let list: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
        self.push(format_args!("<polyline points=\"{}\" class=\"{class}\"/>", list.join(" ")));
    }

    /// A rectangle of slanting stripes, told from a solid one without colour. Drawn line by line: patterns need ids,
    /// and ids of one drawing would reach into another on the same page.
    pub(super) fn striped(&mut self, one: (f64, f64), other: (f64, f64)) {
        self.rect(one, other, "hatch");
        let (left, right) = (one.0.min(other.0), one.0.max(other.0));
        let (top, bottom) = (one.1.min(other.1), one.1.max(other.1));
        let height = bottom - top;
        let mut start = left - height + 4.0;
        while start < right {
            let (from, to) = (start.max(left), (start + height).min(right));
            if to > from {
                self.line((from, bottom - (from - start)), (to, bottom - (to - start)), "stripe");
            }
            start += 5.0;
        }
    }

    /// A mark around a point, `radius` in size.
    pub(super) fn mark(&mut self, shape: Shape, at: (f64, f64), radius: f64, class: &str) {
        let (x, y, r) = (at.0, at.1, radius);
        let path = match shape {
            Shape::Circle => {
                let (x, y, r) = (short(x), short(y), short(r));
                return self.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" class=\"{class}\"/>"));
            }
            Shape::Square => corners(&[(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]),
            Shape::Triangle => corners(&[(x, y - r * 1.2), (x + r * 1.15, y + r * 0.9), (x - r * 1.15, y + r * 0.9)]),
            Shape::Diamond => corners(&[(x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)]),
            Shape::Cross => {
                let stroke = [(x - r, y - r), (x + r, y + r), (x + r, y - r), (x - r, y + r)].map(|(x, y)| (short(x), short(y)));
                format!(
                    "M{} {}L{} {}M{} {}L{} {}",
                    stroke[0].0, stroke[0].1, stroke[1].0, stroke[1].1, stroke[2].0, stroke[2].1, stroke[3].0, stroke[3].1
                )
            }
        };
        self.push(format_args!("<path d=\"{path}\" class=\"{class}\"/>"));
    }

    /// Marks with their meaning, one after the other, as many to a line as there is room for.
    pub(super) fn legend(&mut self, entries: &[(Shape, &str, &str)]) {
        self.y += 6.0;
        let mut x = 4.0;
        let mut y = self.y + 12.0;
        for (shape, class, words) in entries {
            let needed = 16.0 + text_width(words);
            if x > 4.0 && x + needed > self.width() {
                x = 4.0;
                y += LINE;
            }
            self.mark(*shape, (x + 5.0, y - 4.5), 4.2, class);
            let lines = self.paragraph(x + 15.0, y, self.width() - x - 15.0, "quiet", words);
            y += (lines - 1) as f64 * LINE;
            x += needed + 20.0;
        }
        self.y = y + 6.0;
    }

    /// A sentence under the drawing.
    pub(super) fn caption(&mut self, words: &str) {
        let lines = self.paragraph(4.0, self.y + 14.0, self.width() - 8.0, "quiet", words);
        self.y += 4.0 + lines as f64 * LINE;
    }

    /// The drawing with its frame. `name` must be unique on the page.
    pub(super) fn finish(self, name: &str, title: &str, description: &str) -> String {
        let (width, height) = (short(self.width()), short(self.y + 6.0));
        let name: String = name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        let (title, description) = (escape(title), escape(description));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"zopa-chart\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{name}-t {name}-d\">\n<title id=\"{name}-t\">{title}</title>\n<desc id=\"{name}-d\">{description}</desc>\n{}</svg>\n",
            self.body
        )
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        writeln!(self.body, "{element}").expect("writing to a string cannot fail");
    }
}

/// Lines of `text` that fit `width`, by an estimate that errs on the wide side: no font is at hand.
pub(super) fn wrap(text: &str, width: f64) -> Vec<String> {
    let columns = ((width / COLUMN).floor() as usize).max(6);
    let options = textwrap::Options::new(columns)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// Text cut so that it fits that many lines of `width`.
pub(super) fn shorten_to(text: &str, width: f64, lines: usize) -> String {
    let whole = wrap(text, width);
    if whole.len() <= lines {
        return text.to_owned();
    }
    let fitting = whole[..lines].join(" ");
    // The cut itself needs room for the ellipsis.
    let columns = fitting.chars().count();
    let cut = crate::words::shorten(&format!("{fitting} …"), columns);
    if cut.ends_with('…') { cut } else { format!("{cut}…") }
}

/// The estimated width of a line of text.
pub(super) fn text_width(text: &str) -> f64 {
    text.width() as f64 * COLUMN
}

/// The width of one column of text at 13 units: a little more than the mean of common sans-serif faces.
const COLUMN: f64 = 7.4;

fn corners(points: &[(f64, f64)]) -> String {
    let list: Vec<String> = points.iter().map(|(x, y)| format!("{} {}", short(*x), short(*y))).collect();
    format!("M{}Z", list.join("L"))
}

/// A coordinate with one decimal at most.
fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".into() } else { text.to_owned() }
}

/// Text that cannot become markup, and holds no character that XML forbids.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            control if control.is_control() => escaped.push(' '),
            turning if is_turning(turning) => {}
            plain => escaped.push(plain),
        }
    }
    escaped
}
