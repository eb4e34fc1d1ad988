//! Lists of points that several answers hold in common.

use std::ops::Deref;
use std::sync::Arc;

use super::Point;

/// A list of points. It is read as a slice and costs nothing to clone: where everybody would sign the whole frontier,
/// the rational frontier is the same list.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Points(Arc<[Point]>);

impl Deref for Points {
    type Target = [Point];

    fn deref(&self) -> &[Point] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Points {
    type Item = &'a Point;
    type IntoIter = std::slice::Iter<'a, Point>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Point> for Points {
    fn from_iter<I: IntoIterator<Item = Point>>(points: I) -> Self {
        Self(points.into_iter().collect())
    }
}

impl From<Vec<Point>> for Points {
    fn from(points: Vec<Point>) -> Self {
        Self(points.into())
    }
}
