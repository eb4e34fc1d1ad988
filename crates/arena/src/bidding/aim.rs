//! From a target to an offer, which most strategies share.

use std::ops::RangeInclusive;

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use zopa_model::Units;

use crate::{Bid, Brief, Now, Seat, Stream};

/// With a model, offers are sought so far above the target, as a share of the own best.
const NARROW: f64 = 0.02;

/// Most outcomes of a band that are looked at. A band that holds more is not listed: so many are drawn from it.
const MOST_CANDIDATES: usize = 32;

/// The offer at a share of the own best. Where nothing is believed of the others, it is the outcome of least own worth that
/// reaches the target; otherwise, of those up to a fiftieth above it, the one that the model holds best for the others.
pub(super) fn aim(now: &Now<'_>, target: f64, stream: &mut Stream) -> Bid {
    match now.model.believes() {
        false => now.brief.at_target(target),
        true => best_for_model(now, target..=now.brief.scale.clamp(target) + NARROW, stream),
    }
}

/// Of the outcomes worth a share in `shares` to the seat, the one that the model holds best for the others; between equals the
/// one that is worth more to the seat. Only [candidates] are compared.
pub(super) fn best_for_model(now: &Now<'_>, shares: RangeInclusive<f64>, stream: &mut Stream) -> Bid {
    best_by(candidates(now.brief, shares, stream), |bid| now.model.value(&bid.offer).unwrap_or(0.0))
        .unwrap_or_else(|| now.brief.best.clone())
}

/// The bid of the greatest score, and of equals the one worth most; of those the first.
pub(super) fn best_by(bids: Vec<Bid>, score: impl Fn(&Bid) -> f64) -> Option<Bid> {
    let scored = bids.into_iter().map(|bid| (score(&bid), bid));
    let better = |best: (f64, Bid), next: (f64, Bid)| {
        let order = next.0.total_cmp(&best.0).then(next.1.units.cmp(&best.1.units));
        if order.is_gt() { next } else { best }
    };
    scored.reduce(better).map(|(_, bid)| bid)
}

/// The outcomes worth a share in `shares` to the seat, which is first kept between the reservation and the best: all where
/// they are few, otherwise the least of them and a seeded draw of the rest. Never empty.
pub(super) fn candidates(brief: &Brief, shares: RangeInclusive<f64>, stream: &mut Stream) -> Vec<Bid> {
    let low = brief.target_units(*shares.start());
    let band = brief.inverse.band(low..=brief.target_units(*shares.end()).max(low));
    let few = band.count().at_most.to_usize().filter(|&count| count <= MOST_CANDIDATES);
    let mut found: Vec<Bid> = match few {
        Some(count) => (0..count).filter_map(|place| band.at(&BigUint::from(place))).map(Bid::from).collect(),
        None => (1..MOST_CANDIDATES).filter_map(|_| band.draw(stream.generator()).drawn()).map(Bid::from).collect(),
    };
    if few.is_none_or(|count| count == 0) {
        found.push(brief.at_target(*shares.start()));
    }
    found
}

/// An outcome worth from `low` to `high`, each equally likely; `None` where there is none.
pub(super) fn draw(brief: &Brief, units: RangeInclusive<Units>, stream: &mut Stream) -> Option<Bid> {
    brief.inverse.band(units).draw(stream.generator()).drawn().map(Bid::from)
}

/// One of the offers made so far, each equally likely; the best before the first.
pub(super) fn earlier(now: &Now<'_>, stream: &mut Stream) -> Bid {
    match now.history.made.as_slice() {
        [] => now.brief.best.clone(),
        made => made[stream.below(made.len())].1.clone(),
    }
}

/// Where every other seat calls for a target of its own, the greatest: nobody is given more than the toughest gave. `None`
/// where no seat calls for any.
pub(super) fn toughest(now: &Now<'_>, target: impl FnMut(Seat) -> Option<f64>) -> Option<f64> {
    now.others().filter_map(target).max_by(f64::total_cmp)
}
