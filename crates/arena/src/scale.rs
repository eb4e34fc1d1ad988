//! Between units and the shares of the best that strategies think in.

use zopa_model::{Threshold, Units};

/// A seat's own scale: its best outcome is 1. The worst is worst/best where the best is positive, which leaves utilities
/// on [0, 1] as they are; otherwise the worst is 0, since a ratio of losses would turn the order round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    best: Units,
    worst: Units,
    /// The units that count as zero.
    zero: Units,
    /// The least that the seat says yes to: its reservation, or the worst; `None` where it says yes to nothing.
    floor: Option<Units>,
}

impl Scale {
    /// The scale of a utility between `worst` and `best` with this reservation.
    pub fn new(worst: Units, best: Units, reservation: Threshold) -> Self {
        let floor = match reservation {
            Threshold::Any => Some(worst),
            Threshold::At(least) => Some(least.max(worst)),
            Threshold::Never => None,
        };
        Self { best, worst, zero: if best > 0 { 0 } else { worst }, floor }
    }

    /// The greatest utility of any outcome.
    pub fn best(&self) -> Units {
        self.best
    }

    /// The least utility of any outcome.
    pub fn worst(&self) -> Units {
        self.worst
    }

    /// The least utility that the seat says yes to; `None` where it says yes to nothing.
    pub fn floor(&self) -> Option<Units> {
        self.floor
    }

    /// `units` as a share of the best: 1 for the best itself, and for everything where all outcomes are worth the same.
    pub fn share(&self, units: Units) -> f64 {
        let whole = self.best - self.zero;
        if whole == 0 { 1.0 } else { (units - self.zero) as f64 / whole as f64 }
    }

    /// The smallest number of units worth at least `share`, up to the rounding of doubles (2^-52 of the best).
    pub fn units(&self, share: f64) -> Units {
        let whole = (self.best - self.zero) as f64;
        // A conversion of a double saturates, so no target is out of range.
        (libm::ceil(share * whole) as Units).saturating_add(self.zero)
    }

    /// The share of the least that is acceptable: that of the best where nothing is.
    pub fn floor_share(&self) -> f64 {
        self.share(self.floor.unwrap_or(self.best).min(self.best))
    }

    /// The share of a target, kept between the floor and the best.
    pub fn clamp(&self, target: f64) -> f64 {
        target.clamp(self.floor_share().min(1.0), 1.0)
    }

    /// Whether the reservation is met.
    pub fn is_rational(&self, units: Units) -> bool {
        self.floor.is_some_and(|floor| units >= floor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_units_go_both_ways() {
        let scale = Scale::new(10, 200, Threshold::At(50));
        assert_eq!([200, 100, 10].map(|units| scale.share(units)), [1.0, 0.5, 0.05]);
        assert_eq!([1.0, 0.5, 0.051, -1.0].map(|share| scale.units(share)), [200, 100, 11, -200]);
        assert_eq!((scale.floor_share(), scale.clamp(0.1), scale.clamp(2.0)), (0.25, 0.25, 1.0));
    }

    #[test]
    fn losses_are_measured_from_the_worst() {
        let scale = Scale::new(-30, -10, Threshold::Any);
        assert_eq!([-30, -20, -10].map(|units| scale.share(units)), [0.0, 0.5, 1.0]);
        assert_eq!(scale.units(0.5), -20);
    }

    #[test]
    fn where_all_is_the_same_all_is_the_best() {
        let scale = Scale::new(0, 0, Threshold::Never);
        assert_eq!((scale.share(0), scale.floor_share(), scale.is_rational(0)), (1.0, 1.0, false));
    }
}
