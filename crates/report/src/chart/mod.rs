//! The charts, as SVG text from one place.
//!
//! Each chart exists in two sizes, so that text stays readable without zooming: [`Size::Narrow`] is drawn for a
//! phone, [`Size::Wide`] for a desk and for paper. Colours come from the custom properties in [`STYLE`], with a
//! value for light, dark and print; every difference that a colour makes is also made by a shape, a pattern or a
//! word. A chart has a title and a description for screen readers, and its text is text.

mod axis;
mod canvas;
mod circle;
pub(crate) mod conflict;
mod debrief;
pub(crate) mod exchange;
pub(crate) mod forecast;
mod gap;
mod odds;
mod packages;
mod path;
mod plane;
mod stakes;
mod tornado;
pub(crate) mod tournament;

use crate::Document;
use canvas::Canvas;
pub(crate) use canvas::escape;
pub(crate) use circle::{circle, schedule};
pub(crate) use debrief::debrief;
pub(crate) use path::{descent, path};

/// The style sheet that the charts rely on. A page includes it once; [`standalone`] puts it into a single chart.
pub const STYLE: &str = include_str!("style.css");

/// For which width a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 340 units: a phone.
    Narrow,
    /// 720 units: a desk, and paper.
    Wide,
}

impl Size {
    /// The width of the drawing, in its own units.
    pub fn width(self) -> f64 {
        match self {
            Self::Narrow => 340.0,
            Self::Wide => 720.0,
        }
    }

    /// The name that ids in the drawing carry.
    fn name(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Wide => "wide",
        }
    }
}

/// One chart in both sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// A short name, unique in the document: `gap`, `odds`, `plane-okafor`.
    pub name: String,
    /// The heading for people.
    pub title: String,
    /// Drawn for a phone.
    pub narrow: String,
    /// Drawn for a desk, and paper.
    pub wide: String,
}

/// Every chart that the document has figures for, in the order in which they are told: first what needs no weights.
pub fn charts(document: &Document) -> Vec<Chart> {
    let mut charts: Vec<Chart> = [gap::chart(document), odds::chart(document)].into_iter().flatten().collect();
    charts.extend(tornado::charts(document));
    charts.extend(stakes::chart(document));
    charts.extend(plane::charts(document));
    charts.extend(packages::charts(document));
    charts
}

/// The gap with a line of words for each party, so that a page of the brief holds all topics.
pub(crate) fn compact_gap(document: &Document) -> Option<Chart> {
    gap::compact(document)
}

/// A chart as a file of its own, with its style inside.
pub fn standalone(svg: &str) -> String {
    match svg.find('>') {
        Some(end) => format!("{}<style>{STYLE}</style>{}", &svg[..=end], &svg[end + 1..]),
        None => svg.to_owned(),
    }
}

/// A chart drawn twice by the same function.
fn both(name: &str, title: &str, describe: &str, draw: impl Fn(&mut Canvas)) -> Chart {
    let at = |size: Size| {
        let mut canvas = Canvas::new(size);
        draw(&mut canvas);
        canvas.finish(&format!("{name}-{}", size.name()), title, describe)
    };
    Chart { name: name.to_owned(), title: title.to_owned(), narrow: at(Size::Narrow), wide: at(Size::Wide) }
}
