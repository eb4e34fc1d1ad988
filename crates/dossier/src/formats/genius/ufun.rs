//! The `utility` element of a nonlinear profile: boxes, and functions over them.

use super::element::{Element, Stated};

/// Everything inside a `utility` element.
#[derive(Clone, Debug)]
pub(super) struct StatedBoxes {
    /// The line of its tag.
    pub(super) line: usize,
    /// What the raw score is divided by.
    pub(super) maximum: Option<Stated>,
    /// The functions; GENIUS takes the first.
    pub(super) functions: Vec<StatedFunction>,
}

/// A `ufun` element.
#[derive(Clone, Debug)]
pub(super) struct StatedFunction {
    /// The line of its tag.
    pub(super) line: usize,
    /// How boxes and functions inside are put together.
    pub(super) aggregation: Option<Stated>,
    /// By what the whole is multiplied, where the function stands in another.
    pub(super) weight: Option<Stated>,
    /// A word that GENIUS does not read.
    pub(super) word: Option<String>,
    /// Its boxes.
    pub(super) boxes: Vec<StatedBox>,
    /// The functions inside.
    pub(super) inner: Vec<StatedFunction>,
}

/// A `hyperRectangle` element.
#[derive(Clone, Debug)]
pub(super) struct StatedBox {
    /// The line of its tag.
    pub(super) line: usize,
    /// What it pays.
    pub(super) utility: Option<Stated>,
    /// By what that is multiplied.
    pub(super) weight: Option<Stated>,
    /// Bounds that must all hold.
    pub(super) includes: Vec<StatedBound>,
    /// Bounds of which one must fail.
    pub(super) excludes: Vec<StatedBound>,
}

/// An `INCLUDES` or `EXCLUDES` element.
#[derive(Clone, Debug)]
pub(super) struct StatedBound {
    /// The line of its tag.
    pub(super) line: usize,
    /// The index of the issue.
    pub(super) index: Option<Stated>,
    /// The least number inside.
    pub(super) min: Option<Stated>,
    /// The greatest number inside.
    pub(super) max: Option<Stated>,
}

impl StatedBoxes {
    pub(super) fn read(element: Element<'_>) -> Self {
        Self {
            line: element.line(),
            maximum: element.attribute("maxutility"),
            functions: element.named("ufun").map(StatedFunction::read).collect(),
        }
    }
}

impl StatedFunction {
    fn read(element: Element<'_>) -> Self {
        Self {
            line: element.line(),
            aggregation: element.attribute("aggregation"),
            weight: element.attribute("weight"),
            word: element.attribute("type").map(|stated| stated.text),
            boxes: element.named("hyperRectangle").map(StatedBox::read).collect(),
            inner: element.named("ufun").map(Self::read).collect(),
        }
    }
}

impl StatedBox {
    fn read(element: Element<'_>) -> Self {
        let bounds = |name| element.named(name).map(StatedBound::read).collect();
        Self {
            line: element.line(),
            utility: element.attribute("utility"),
            weight: element.attribute("weight"),
            includes: bounds("INCLUDES"),
            excludes: bounds("EXCLUDES"),
        }
    }
}

impl StatedBound {
    fn read(element: Element<'_>) -> Self {
        Self {
            line: element.line(),
            index: element.attribute("index"),
            min: element.attribute("min"),
            max: element.attribute("max"),
        }
    }
}
