//! Nice tit for tat: go as far towards the Nash point as the others did, from their side.

use super::aim::aim;
use super::estimated_frontier::EstimatedFrontier;
use super::{Bidding, Entry, Needs};
use crate::strategy::Fidelity;
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "nice-tit-for-tat",
    title: "goes towards the estimated Nash point as far as the others came",
    source: "Baarslag, Hindriks & Jonker 2013, A tit for tat negotiation strategy for real-time bilateral negotiations, Studies in \
             Computational Intelligence 435:229",
    fidelity: Fidelity::InspiredBy,
    choices: "the Nash point is that of the exact frontier between the own utility and the beliefs rounded to 1/256, found again \
              whenever a sixteenth more was heard; without a model, or where the frontier is too much work, it is taken at half \
              of the own best; several others are taken as one; the paper's bonus near the end is left out",
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "next",
    model: "frequency",
    prepare: |_, _| Ok(Box::new(|| Box::new(NiceTitForTat(None)))),
};

/// The least that the own share at the Nash point is taken to be.
const LEAST_NASH: f64 = 0.5;

struct NiceTitForTat(Option<EstimatedFrontier>);

/// The target after the others came from the share `first` to `most`, the Nash point being at `nash`.
fn target(first: f64, most: f64, nash: f64) -> f64 {
    let whole = nash - first;
    let came = if whole > 0.0 { ((most - first) / whole).clamp(0.0, 1.0) } else { 1.0 };
    1.0 - came * (1.0 - nash)
}

impl Bidding for NiceTitForTat {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let Some(first) = now.received_shares().next() else { return now.brief.best.clone() };
        if self.0.as_ref().is_none_or(|estimated| estimated.is_stale(now)) && now.model.believes() {
            self.0 = EstimatedFrontier::new(now);
        }
        let nash = self.0.as_ref().and_then(EstimatedFrontier::nash).map_or(0.0, |units| now.share(units));
        let most = now.received_shares().fold(first, f64::max);
        let target = target(first, most, nash.clamp(LEAST_NASH, 1.0));
        let found = self.0.as_ref().and_then(|estimated| estimated.best_for_others(now.brief.target_units(target)));
        found.unwrap_or_else(|| aim(now, target, stream))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_as_far_as_the_others() {
        assert_eq!(target(0.2, 0.2, 0.6), 1.0);
        assert!((target(0.2, 0.4, 0.6) - 0.8).abs() < 1e-12);
        assert_eq!([target(0.2, 0.9, 0.6), target(0.7, 0.7, 0.6)], [0.6, 0.6]);
    }
}
