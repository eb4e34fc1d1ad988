//! Models that count options alone: what is asked for most often matters most.

use std::collections::HashSet;
use std::sync::Arc;

use super::per_seat::{self, SeatModel};
use super::{Entry, Estimate, PreparedModel};
use crate::strategy::Fidelity;
use crate::{Brief, Clock, Offer};

pub(super) const SMITH: Entry = Entry {
    name: "frequency-smith",
    title: "issues on which one option is asked for most often weigh most",
    source: "van Galen Last 2012, Agent Smith, Studies in Computational Intelligence 383",
    fidelity: Fidelity::InspiredBy,
    choices: "the value of an option is its count over the greatest count of its issue; the weight of an issue is its greatest \
              count over the offers, divided by the sum of all",
    parameters: &[],
    prepare: |brief, _| prepared(brief, Heard::All),
};

pub(super) const CUHK: Entry = Entry {
    name: "frequency-cuhk",
    title: "counts options over the first hundred different offers",
    source: "Hao & Leung 2014, doi 10.1007/978-4-431-54758-7_11",
    fidelity: Fidelity::InspiredBy,
    choices: "the score of an outcome is the sum of the counts of its options, divided by the greatest such sum",
    parameters: &[],
    prepare: |brief, _| prepared(brief, Heard::Different { most: 100 }),
};

/// Which offers count.
#[derive(Clone, Copy, Debug)]
enum Heard {
    /// Every one.
    All,
    /// Each once, and no more than so many.
    Different {
        /// How many.
        most: usize,
    },
}

fn prepared(brief: &Arc<Brief>, heard: Heard) -> PreparedModel {
    let sizes = brief.space.sizes();
    per_seat::prepared(brief, move || ValueCounts::new(&sizes, heard))
}

struct ValueCounts {
    heard: Heard,
    known: HashSet<Offer>,
    counts: Vec<Vec<u32>>,
    estimate: Estimate,
}

impl ValueCounts {
    fn new(sizes: &[usize], heard: Heard) -> Self {
        let counts = sizes.iter().map(|&size| vec![0; size]).collect();
        Self { heard, known: HashSet::new(), counts, estimate: Estimate::flat(sizes) }
    }

    fn counts(&mut self, offer: &Offer) -> bool {
        match self.heard {
            Heard::All => true,
            Heard::Different { most } => self.known.len() < most && self.known.insert(offer.clone()),
        }
    }
}

impl SeatModel for ValueCounts {
    fn hear(&mut self, _clock: Clock, offer: &Offer) {
        if !self.counts(offer) {
            return;
        }
        let Estimate { weights, values } = &mut self.estimate;
        for (((counts, weight), values), &option) in self.counts.iter_mut().zip(&mut *weights).zip(values).zip(offer.options()) {
            counts[option as usize] += 1;
            let most = f64::from(counts.iter().copied().max().unwrap_or(1));
            *weight = most;
            values.iter_mut().zip(counts).for_each(|(value, count)| *value = f64::from(*count) / most);
        }
        let sum: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= sum);
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

    fn heard(heard: Heard, offers: &[[u32; 2]]) -> Estimate {
        let mut model = ValueCounts::new(&[2, 3], heard);
        let clock = Clock::new(0, Deadline::Known(10), TimeConvention::Own);
        offers.iter().for_each(|&offer| model.hear(clock, &Offer::new(Outcome::new(offer))));
        model.estimate
    }

    #[test]
    fn weights_follow_the_greatest_counts_and_values_the_counts() {
        let estimate = heard(Heard::All, &[[0, 0], [0, 1], [0, 1], [1, 2]]);
        assert_eq!(estimate.weights, [0.6, 0.4]);
        assert_eq!(estimate.values, [vec![1.0, 1.0 / 3.0], vec![0.5, 1.0, 0.5]]);
    }

    #[test]
    fn repeated_offers_count_once_and_those_after_the_last_not_at_all() {
        let once = heard(Heard::Different { most: 100 }, &[[0, 0], [0, 1]]);
        assert_eq!(once, heard(Heard::Different { most: 100 }, &[[0, 0], [0, 1], [0, 1]]));
        assert_eq!(once, heard(Heard::Different { most: 2 }, &[[0, 0], [0, 1], [1, 2]]));
    }
}
