//! The frequency model of HardHeaded: issues that stay as they were weigh more, options that come again are worth more.

use super::per_seat::{self, SeatModel};
use super::{Entry, Estimate};
use crate::strategy::Fidelity;
use crate::{Clock, Offer};

pub(super) const ENTRY: Entry = Entry {
    name: "frequency",
    title: "unchanged issues weigh more, repeated options are worth more",
    source: "van Krimpen, Looije & Hajizadeh 2013, doi 10.1007/978-3-642-30737-9_17",
    fidelity: Fidelity::InspiredBy,
    choices: "g = 0.2 / issues; an issue at the cap of 1 - 0.2/(1 + g k) gains nothing more (the cap could not be checked), and \
              the weights are then divided by their sum",
    parameters: &[],
    prepare: |brief, _| {
        let sizes = brief.space.sizes();
        per_seat::prepared(brief, move || Frequency::new(&sizes))
    },
};

/// The learning rate of all issues together.
const RATE: f64 = 0.2;

/// What is believed of one seat.
pub(super) struct Frequency {
    estimate: Estimate,
    counts: Vec<Vec<u32>>,
    last: Option<Offer>,
}

impl Frequency {
    pub(super) fn new(sizes: &[usize]) -> Self {
        Self { estimate: Estimate::flat(sizes), counts: sizes.iter().map(|&size| vec![0; size]).collect(), last: None }
    }

    fn count(&mut self, offer: &Offer) {
        let options = self.counts.iter_mut().zip(&mut self.estimate.values).zip(offer.options());
        for ((counts, values), &option) in options {
            counts[option as usize] += 1;
            let most = f64::from(counts.iter().copied().max().unwrap_or(1));
            values.iter_mut().zip(counts).for_each(|(value, count)| *value = f64::from(*count) / most);
        }
    }
}

/// The weights after an offer in which the issues for which `unchanged` says so are as they were in the one before.
pub(super) fn reweigh(weights: &mut [f64], unchanged: &[bool]) {
    let kept = unchanged.iter().filter(|&&is_kept| is_kept).count();
    if kept == 0 {
        return;
    }
    let gain = RATE / weights.len() as f64;
    let cap = 1.0 - RATE / (1.0 + gain * kept as f64);
    let gaining = weights.iter_mut().zip(unchanged).filter(|(weight, is_kept)| **is_kept && **weight < cap);
    gaining.for_each(|(weight, _)| *weight += gain);
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= sum);
}

impl SeatModel for Frequency {
    fn hear(&mut self, _clock: Clock, offer: &Offer) {
        if let Some(last) = &self.last {
            let unchanged: Vec<bool> = last.options().iter().zip(offer.options()).map(|(old, new)| old == new).collect();
            reweigh(&mut self.estimate.weights, &unchanged);
        }
        self.count(offer);
        self.last = Some(offer.clone());
    }

    fn estimate(&self) -> &Estimate {
        &self.estimate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_four_issues_unchanged() {
        let mut weights = [0.25; 4];
        reweigh(&mut weights, &[true, true, false, false]);
        let rounded = weights.map(|weight| libm::round(weight * 1e6) / 1e6);
        assert_eq!(rounded, [0.272727, 0.272727, 0.227273, 0.227273]);
        let before = weights;
        reweigh(&mut weights, &[false; 4]);
        assert_eq!(weights, before);
    }

    #[test]
    fn no_issue_takes_all_the_weight() {
        let mut weights = [0.5, 0.5];
        (0..1000).for_each(|_| reweigh(&mut weights, &[true, false]));
        assert!(weights[0] > 0.7 && weights[0] < 0.85 && (weights[0] + weights[1] - 1.0).abs() < 1e-12);
    }
}
