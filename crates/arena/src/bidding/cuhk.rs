//! CUHKAgent: a threshold that falls with the discount, and the sooner the tougher the others are.

use super::aim::best_for_model;
use super::{Bidding, Entry, Needs};
use crate::strategy::Fidelity;
use crate::{Bid, Now, Stream};

/// The paper.
pub(crate) const SOURCE: &str = "Hao & Leung 2014, CUHKAgent, doi 10.1007/978-4-431-54758-7_11";

/// What is ours in it.
pub(crate) const CHOICES: &str = "the point of concession 0.08 + 0.92 d^b and b of 1.8, 1.5 and 1.2 could not be checked; it falls by \
                                  up to a tenth with the toughness of the others, 1 - (best - first) / (1 - first) of the offers \
                                  received, which is ours; without a discount the formulas never concede, so that in the last round \
                                  the best offer received is offered back";

pub(super) const ENTRY: Entry = Entry {
    name: "cuhk",
    title: "above a threshold that falls with the discount, what the model likes best",
    source: SOURCE,
    fidelity: Fidelity::InspiredBy,
    choices: CHOICES,
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "cuhk",
    model: "frequency-cuhk",
    prepare: |_, _| Ok(Box::new(|| Box::new(Cuhk))),
};

/// By how much the point of concession falls against the toughest.
const TOUGHNESS_COUNTS: f64 = 0.1;

/// The time from which on nothing more is conceded than the discount takes.
fn point_of_concession(discount: f64, toughness: f64) -> f64 {
    let b = match discount {
        _ if discount > 0.75 => 1.8,
        _ if discount > 0.5 => 1.5,
        _ => 1.2,
    };
    (0.08 + 0.92 * libm::pow(discount, b)) * (1.0 - TOUGHNESS_COUNTS * toughness)
}

/// The threshold at a time, the point of concession being `point`.
fn threshold_at(time: f64, discount: f64, point: f64) -> f64 {
    if time > point {
        return libm::pow(discount, 1.0 - time);
    }
    let part = time / point;
    1.0 - (1.0 - libm::pow(discount, 1.0 - point)) * part * part
}

/// How little the others came from their first offer towards the own best: 1 not at all, 0 all the way.
fn toughness(now: &Now<'_>) -> f64 {
    let mut shares = now.received_shares();
    let Some(first) = shares.next() else { return 1.0 };
    let most = shares.fold(first, f64::max);
    if first >= 1.0 { 0.0 } else { 1.0 - (most - first) / (1.0 - first) }
}

/// The share that is accepted, and above which offers are made.
pub(crate) fn threshold(now: &Now<'_>) -> f64 {
    let discount = now.brief.discount;
    now.brief.scale.clamp(threshold_at(now.time(), discount, point_of_concession(discount, toughness(now))))
}

struct Cuhk;

impl Bidding for Cuhk {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let received = now.history.best_received().filter(|best| now.brief.is_acceptable(best));
        match received {
            Some(best) if now.clock.is_last_round() => best.clone(),
            _ => best_for_model(now, threshold(now)..=1.0, stream),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_discount_nothing_is_conceded() {
        assert_eq!(point_of_concession(1.0, 0.0), 1.0);
        assert_eq!([0.0, 0.5, 0.99].map(|time| threshold_at(time, 1.0, 1.0)), [1.0; 3]);
    }

    #[test]
    fn the_threshold_falls_to_what_the_discount_leaves_and_then_follows_it() {
        let point = point_of_concession(0.6, 0.0);
        assert!((point - (0.08 + 0.92 * libm::pow(0.6, 1.5))).abs() < 1e-12);
        let (before, after) = (threshold_at(point, 0.6, point), threshold_at(point + 1e-9, 0.6, point));
        assert!((before - libm::pow(0.6, 1.0 - point)).abs() < 1e-12 && (before - after).abs() < 1e-6);
        assert!(point_of_concession(0.6, 1.0) < point);
    }
}
