//! The windowed frequency model: two stretches of offers are compared issue by issue, and an issue that stayed as it was
//! while the seat conceded weighs more.

use super::per_seat::{self, SeatModel};
use super::{Entry, Estimate};
use crate::strategy::{Fidelity, Parameter};
use crate::{Clock, Offer};

pub(super) const ENTRY: Entry = Entry {
    name: "frequency-windowed",
    title: "issues that stay as they were while a seat concedes weigh more",
    source: "Tunali, Aydogan & Sanchez-Anguix 2017, Rethinking frequency opponent modeling in automated negotiation, PRIMA",
    fidelity: Fidelity::InspiredBy,
    choices: "the window of 5 offers, the gain alpha (1 - t^beta) with alpha 10 and beta 5, values ((1 + count) / (1 + greatest \
              count))^0.25 and the level of 5 % could not be checked; the tail of chi-squared is that of Wilson and Hilferty",
    parameters: &[
        Parameter { name: "window", default: 5.0, least: 1.0, most: 1000.0, meaning: "offers in a window" },
        Parameter { name: "alpha", default: 10.0, least: 0.0, most: 1000.0, meaning: "gain of a weight at time 0" },
        Parameter { name: "beta", default: 5.0, least: 0.0, most: 100.0, meaning: "how late the gain falls" },
        Parameter { name: "gamma", default: 0.25, least: 0.0, most: 10.0, meaning: "how strongly counts count" },
    ],
    prepare: |brief, arguments| {
        let sizes = brief.space.sizes();
        let [window, alpha, beta, gamma] = ["window", "alpha", "beta", "gamma"].map(|name| arguments.get(name));
        let settings = Settings { window: window as usize, alpha, beta, gamma };
        per_seat::prepared(brief, move || Windowed::new(&sizes, settings))
    },
};

#[derive(Clone, Copy, Debug)]
struct Settings {
    window: usize,
    alpha: f64,
    beta: f64,
    gamma: f64,
}

struct Windowed {
    settings: Settings,
    /// All offers so far, by issue and option.
    counts: Vec<Vec<u32>>,
    /// Those of the last whole window.
    before: Option<Vec<Vec<u32>>>,
    /// Those of the window that is being filled, and how many.
    now: Vec<Vec<u32>>,
    filled: usize,
    /// Weights before they are divided by their sum.
    raw: Vec<f64>,
    estimate: Estimate,
}

impl Windowed {
    fn new(sizes: &[usize], settings: Settings) -> Self {
        let none: Vec<Vec<u32>> = sizes.iter().map(|&size| vec![0; size]).collect();
        let raw = vec![1.0; sizes.len()];
        let (counts, now, estimate) = (none.clone(), none, Estimate::flat(sizes));
        Self { settings, counts, before: None, now, filled: 0, raw, estimate }
    }

    fn revalue(&mut self) {
        for (values, counts) in self.estimate.values.iter_mut().zip(&self.counts) {
            let most = f64::from(1 + counts.iter().copied().max().unwrap_or(0));
            let value = |count: &u32| libm::pow(f64::from(1 + count) / most, self.settings.gamma);
            values.iter_mut().zip(counts).for_each(|(slot, count)| *slot = value(count));
        }
    }

    /// What the offers of a window are worth to the seat on average, as far as is known.
    fn worth(&self, window: &[Vec<u32>]) -> f64 {
        let of_issue = |((counts, values), weight): ((&Vec<u32>, &Vec<f64>), &f64)| {
            let sum: f64 = counts.iter().zip(values).map(|(&count, value)| f64::from(count) * value).sum();
            weight * sum / self.settings.window as f64
        };
        window.iter().zip(&self.estimate.values).zip(&self.estimate.weights).map(of_issue).sum()
    }

    fn compare(&mut self, clock: Clock) {
        let Some(before) = &self.before else { return };
        let alike: Vec<bool> = before.iter().zip(&self.now).map(|(old, new)| are_alike(old, new)).collect();
        let conceded = self.worth(&self.now) < self.worth(before);
        if !conceded || alike.iter().all(|&is_alike| is_alike) {
            return;
        }
        let gain = self.settings.alpha * (1.0 - libm::pow(clock.time(), self.settings.beta));
        self.raw.iter_mut().zip(alike).filter(|(_, is_alike)| *is_alike).for_each(|(weight, _)| *weight += gain);
        let sum: f64 = self.raw.iter().sum();
        self.estimate.weights.iter_mut().zip(&self.raw).for_each(|(weight, raw)| *weight = raw / sum);
    }
}

/// Whether two windows of equally many offers may well come from one distribution of options: the chi-squared statistic with
/// one added to each count (Laplace), at the level of 5 %.
fn are_alike(old: &[u32], new: &[u32]) -> bool {
    let term = |(&old, &new): (&u32, &u32)| {
        let (old, new) = (f64::from(old) + 1.0, f64::from(new) + 1.0);
        (new - old) * (new - old) / (new + old)
    };
    let statistic: f64 = old.iter().zip(new).map(term).sum();
    statistic <= critical(old.len().saturating_sub(1))
}

/// The 95 % point of chi-squared. (Wilson & Hilferty 1931, Proceedings of the National Academy of Sciences 17:684.)
fn critical(freedom: usize) -> f64 {
    const NORMAL: f64 = 1.644_853_626_951_472_7;
    if freedom == 0 {
        return 0.0;
    }
    let spread = 2.0 / (9.0 * freedom as f64);
    let root = 1.0 - spread + NORMAL * libm::sqrt(spread);
    freedom as f64 * root * root * root
}

impl SeatModel for Windowed {
    fn hear(&mut self, clock: Clock, offer: &Offer) {
        for (issue, &option) in offer.options().iter().enumerate() {
            self.counts[issue][option as usize] += 1;
            self.now[issue][option as usize] += 1;
        }
        self.revalue();
        self.filled += 1;
        if self.filled == self.settings.window {
            self.compare(clock);
            let none = self.now.iter().map(|counts| vec![0; counts.len()]).collect();
            self.before = Some(std::mem::replace(&mut self.now, none));
            self.filled = 0;
        }
    }

    fn estimate(&self) -> &Estimate {
        &self.estimate
    }
}

#[cfg(test)]
mod tests {
    use zopa_model::Outcome;

    use super::*;
    use crate::{Deadline, TimeConvention};

    #[test]
    fn the_tail_of_chi_squared_is_near_its_table() {
        for (freedom, exact) in [(1, 3.841), (3, 7.815), (10, 18.307), (30, 43.773)] {
            assert!((critical(freedom) / exact - 1.0).abs() < 0.03, "{freedom}: {}", critical(freedom));
        }
    }

    #[test]
    fn an_issue_that_stays_while_another_gives_way_weighs_more() {
        let settings = Settings { window: 20, alpha: 10.0, beta: 5.0, gamma: 0.25 };
        let mut model = Windowed::new(&[2, 2], settings);
        let clock = |round| Clock::new(round, Deadline::Known(100), TimeConvention::Own);
        (0..25).for_each(|round| model.hear(clock(round), &Offer::new(Outcome::new([0, 0]))));
        (25..40).for_each(|round| model.hear(clock(round), &Offer::new(Outcome::new([0, 1]))));
        let weights = &model.estimate.weights;
        assert!(weights[0] > 0.9 && (weights[0] + weights[1] - 1.0).abs() < 1e-12, "{weights:?}");
    }
}
