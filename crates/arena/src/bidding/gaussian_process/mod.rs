//! Concede towards what the others may be expected to offer, as a Gaussian process forecasts it.

mod regression;

use self::regression::Regression;
use super::aim::aim;
use super::{Bidding, Entry, Needs};
use crate::strategy::{Fidelity, Parameter};
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "gaussian-process",
    title: "concedes towards the best moment and level that a forecast of the others shows",
    source: "Williams, Robu, Gerding & Jennings 2011, Using Gaussian processes to optimise concession in complex negotiations against \
             unknown opponents, IJCAI, 432",
    fidelity: Fidelity::InspiredBy,
    choices: "the greatest share received in each of 32 stretches of time; a Matern covariance of smoothness 5/2 around a line of least \
              squares, with `length` and a tenth of noise fixed and not fitted; goes straight from the last target to the level \
              and moment of the greatest expectation; without a known deadline it waits",
    needs: Needs::OwnUtility,
    parameters: &[Parameter {
        name: "length",
        default: 0.3,
        least: 0.01,
        most: 10.0,
        meaning: "length scale in normalised time",
    }],
    acceptance: "next",
    model: "none",
    prepare: |_, arguments| {
        let length = arguments.get("length");
        Ok(Box::new(move || Box::new(GaussianProcess::new(length))))
    },
};

/// The time is cut into so many stretches, which bounds the observations.
const STRETCHES: usize = 32;
/// So many moments of the time left are compared.
const MOMENTS: u32 = 20;
/// So many levels between the reservation and the best are compared.
const LEVELS: u32 = 100;

struct GaussianProcess {
    length: f64,
    /// For each stretch the middle of its time, and the greatest share received.
    observed: Vec<(f64, f64)>,
    /// The stretch of the last of them.
    stretch: usize,
    read: usize,
    plan: Plan,
}

/// From here, on a straight line, to there.
#[derive(Clone, Copy, Debug)]
struct Plan {
    from: (f64, f64),
    to: (f64, f64),
}

impl Plan {
    fn at(&self, time: f64) -> f64 {
        let whole = self.to.0 - self.from.0;
        let part = if whole > 0.0 { ((time - self.from.0) / whole).clamp(0.0, 1.0) } else { 1.0 };
        self.from.1 + (self.to.1 - self.from.1) * part
    }
}

impl GaussianProcess {
    fn new(length: f64) -> Self {
        let plan = Plan { from: (0.0, 1.0), to: (1.0, 1.0) };
        Self { length, observed: Vec::with_capacity(STRETCHES), stretch: 0, read: 0, plan }
    }

    /// Takes in what was received since. Whether a new stretch began.
    fn observe(&mut self, now: &Now<'_>) -> bool {
        let before = self.observed.len();
        for received in &now.history.received[self.read..] {
            let (time, share) = (received.clock.time(), now.share(received.bid.units));
            let stretch = ((time * STRETCHES as f64) as usize).min(STRETCHES - 1);
            match self.observed.last_mut().filter(|_| stretch == self.stretch) {
                Some(observed) => observed.1 = observed.1.max(share),
                None => self.observed.push(((stretch as f64 + 0.5) / STRETCHES as f64, share)),
            }
            self.stretch = stretch;
        }
        self.read = now.history.received.len();
        self.observed.len() > before
    }

    /// Where to go from here.
    fn aim_at(&self, now: &Now<'_>) -> (f64, f64) {
        let regression = Regression::fit(&self.observed, self.length);
        let (time, discount) = (now.time(), now.brief.discount);
        let moments = (1..=MOMENTS).map(|step| time + (1.0 - time) * f64::from(step) / f64::from(MOMENTS));
        let worth = |moment: f64| libm::pow(discount, moment) * regression.at(moment).0.clamp(0.0, 1.0);
        let moment = greatest(moments, worth).unwrap_or(1.0);
        let (mean, variance) = regression.at(moment);
        let floor = now.brief.scale.floor_share();
        let levels = (0..=LEVELS).map(|step| floor + (1.0 - floor) * f64::from(step) / f64::from(LEVELS));
        let level = greatest(levels, |level| level * reaches(level, mean, variance)).unwrap_or(1.0);
        (moment, level)
    }
}

/// How likely a normal variable is at least `level`.
fn reaches(level: f64, mean: f64, variance: f64) -> f64 {
    libm::erfc((level - mean) / libm::sqrt(2.0 * variance.max(f64::MIN_POSITIVE))) / 2.0
}

/// The first of those with the greatest worth.
fn greatest(of: impl Iterator<Item = f64>, worth: impl Fn(f64) -> f64) -> Option<f64> {
    let valued = of.map(|one| (worth(one), one));
    valued.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, one)| one)
}

impl Bidding for GaussianProcess {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let time = now.time();
        if self.observe(now) && now.clock.rounds.is_some() {
            let level = self.plan.at(time);
            self.plan = Plan { from: (time, level), to: self.aim_at(now) };
        }
        aim(now, self.plan.at(time), stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_straight_and_stays_there() {
        let plan = Plan { from: (0.2, 1.0), to: (0.6, 0.5) };
        assert_eq!([0.2, 0.4, 0.6, 0.9].map(|time| plan.at(time)), [1.0, 0.75, 0.5, 0.5]);
    }

    #[test]
    fn a_level_is_reached_half_the_time_at_the_mean() {
        assert!((reaches(0.5, 0.5, 0.01) - 0.5).abs() < 1e-12);
        assert!((reaches(0.6, 0.5, 0.01) - 0.158_655).abs() < 1e-6);
        assert_eq!([reaches(0.4, 0.5, 0.0), reaches(0.6, 0.5, 0.0)], [1.0, 0.0]);
    }
}
