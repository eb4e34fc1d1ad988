//! A scale of shares of draws, from left to right.

use super::canvas::{Align, Canvas, LINE};

/// Where shares lie on the sheet.
pub(super) struct Axis {
    /// The share at the left end.
    low: f64,
    /// The share at the right end.
    high: f64,
    left: f64,
    right: f64,
}

impl Axis {
    /// From none to all of the draws.
    pub(super) fn whole(left: f64, right: f64) -> Self {
        Self { low: 0.0, high: 1.0, left, right }
    }

    /// Whole tenths around all of `values`, at least two of them.
    pub(super) fn around(values: impl IntoIterator<Item = f64>, left: f64, right: f64) -> Self {
        let (mut low, mut high) = (1.0_f64, 0.0_f64);
        for value in values {
            low = low.min(value);
            high = high.max(value);
        }
        let low = ((low * 10.0 + 1e-9).floor() / 10.0).clamp(0.0, 0.8);
        let high = ((high * 10.0 - 1e-9).ceil() / 10.0).clamp(low + 0.2, 1.0);
        Self { low, high, left, right }
    }

    /// Where a share lies; shares outside lie at the nearer end.
    pub(super) fn x(&self, share: f64) -> f64 {
        let along = ((share - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.left + along * (self.right - self.left)
    }

    /// Lines at whole tenths between two heights, as many as there is room for.
    pub(super) fn lines(&self, canvas: &mut Canvas, top: f64, bottom: f64) {
        for tenth in self.tenths() {
            let x = self.x(f64::from(tenth) / 10.0);
            canvas.line((x, top), (x, bottom), "rule");
        }
    }

    /// The numbers of those tenths, and what they count.
    pub(super) fn numbers(&self, canvas: &mut Canvas, words: &str) {
        let y = canvas.y + 12.0;
        for tenth in self.tenths() {
            canvas.text(self.x(f64::from(tenth) / 10.0), y, Align::Middle, "quiet", &tenth.to_string());
        }
        canvas.y += LINE;
        let lines = canvas.paragraph(self.left.min(canvas.width() - 320.0).max(4.0), canvas.y + 13.0, 330.0, "quiet", words);
        canvas.y += lines as f64 * LINE + 2.0;
    }

    /// The line at one half between two heights, where it is in view.
    pub(super) fn half(&self, canvas: &mut Canvas, top: f64, bottom: f64) {
        if self.low <= 0.5 && 0.5 <= self.high {
            canvas.line((self.x(0.5), top), (self.x(0.5), bottom), "half");
        }
    }

    fn tenths(&self) -> impl Iterator<Item = u32> + use<> {
        let (low, high) = ((self.low * 10.0).round() as u32, (self.high * 10.0).round() as u32);
        let step = if (self.right - self.left) / f64::from(high - low) < 22.0 { 2 } else { 1 };
        (low..=high).filter(move |tenth| (tenth - low).is_multiple_of(step))
    }
}
