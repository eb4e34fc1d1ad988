//! How often something holds over draws, with its sampling error.

/// `count` of `of` draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// Draws in which it holds.
    pub count: u32,
    /// Draws looked at.
    pub of: u32,
}

impl Frequency {
    /// The share of draws; 0 where none was looked at.
    pub fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { f64::from(self.count) / f64::from(self.of) }
    }

    /// `sqrt(p (1 - p) / N)`: how far the share may be off by the luck of the draws alone.
    pub fn standard_error(self) -> f64 {
        let share = self.share();
        libm::sqrt(share * (1.0 - share) / f64::from(self.of.max(1)))
    }

    /// Where it held in no draw: the share above which that would be a chance of less than 5 % (3/N).
    pub fn upper_bound_when_none(self) -> Option<f64> {
        (self.count == 0).then(|| (3.0 / f64::from(self.of.max(1))).min(1.0))
    }

    /// Where it held in every draw: the share below which that would be a chance of less than 5 % (1 - 3/N).
    pub fn lower_bound_when_all(self) -> Option<f64> {
        (self.count == self.of).then(|| (1.0 - 3.0 / f64::from(self.of.max(1))).max(0.0))
    }
}

/// The share of draws in which independent things all hold, and its standard error: the product of their
/// frequencies, which errs less than counting the draws in which they hold together.
pub fn product(frequencies: &[Frequency]) -> (f64, f64) {
    let share: f64 = frequencies.iter().map(|frequency| frequency.share()).product();
    let relative: f64 = frequencies
        .iter()
        .filter(|frequency| frequency.count > 0)
        .map(|frequency| {
            let relative = frequency.standard_error() / frequency.share();
            relative * relative
        })
        .sum();
    (share, share * libm::sqrt(relative))
}
