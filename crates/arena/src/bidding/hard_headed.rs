//! HardHeaded: down the own outcomes level by level, late, and on each level first what the other side likes best.

use std::collections::VecDeque;

use super::aim::{candidates, earlier};
use super::{Bidding, Entry, Needs};
use crate::strategy::{Fidelity, Parameter};
use crate::{Bid, Now, Stream};

/// The paper.
pub(crate) const SOURCE: &str = "van Krimpen, Looije & Hajizadeh 2013, HardHeaded, doi 10.1007/978-3-642-30737-9_17";

pub(super) const ENTRY: Entry = Entry {
    name: "hard-headed",
    title: "down its outcomes level by level, what the model likes first",
    source: SOURCE,
    fidelity: Fidelity::InspiredBy,
    choices: "the floor of 0.585, the level of 0.01, the five of each level and the exponent could not be checked; of a level that \
              holds more than 32 outcomes some are drawn; the second phase of the curve under a discount is left out",
    needs: Needs::OwnUtility,
    parameters: &[
        Parameter { name: "e", default: 0.05, least: 0.001, most: 100.0, meaning: "below 1 it concedes late" },
        Parameter { name: "least", default: 0.585, least: 0.0, most: 1.0, meaning: "the share below which it never goes" },
    ],
    acceptance: "hard-headed",
    model: "frequency",
    prepare: |_, arguments| {
        let (e, least) = (arguments.get("e"), arguments.get("least"));
        Ok(Box::new(move || Box::new(HardHeaded { e, least, level: 1.0, due: VecDeque::new() })))
    },
};

/// How wide a level is.
const WIDTH: f64 = 0.01;
/// How many outcomes of a level are offered.
const OFFERED: usize = 5;
/// The share that is conceded from the start.
const K: f64 = 0.05;

struct HardHeaded {
    e: f64,
    least: f64,
    /// Everything from here up has been offered or passed over.
    level: f64,
    /// What is still to be offered of the last level.
    due: VecDeque<Bid>,
}

/// The share below which nothing is offered at a time.
fn pressure(time: f64, e: f64, least: f64) -> f64 {
    let conceded = K + (1.0 - K) * libm::pow(time, 1.0 / e);
    least + (1.0 - conceded) * (1.0 - least)
}

impl HardHeaded {
    /// Fills what is due from the next level down that has outcomes, unless it lies below the share `least`.
    fn descend(&mut self, now: &Now<'_>, least: f64, stream: &mut Stream) {
        let below = now.brief.scale.units(self.level).saturating_sub(1);
        let Some(top) = now.brief.inverse.nearest_at_or_below(below).map(|nearest| now.share(nearest.units)) else { return };
        if top < least || top >= self.level {
            return;
        }
        let bottom = (top - WIDTH).max(least);
        let mut found = candidates(now.brief, bottom..=top, stream);
        found.sort_by_cached_key(|bid| std::cmp::Reverse(Rank(now.model.value(&bid.offer).unwrap_or(0.0))));
        found.truncate(OFFERED);
        self.due.extend(found);
        self.level = bottom;
    }
}

/// Doubles in their total order.
#[derive(PartialEq)]
struct Rank(f64);

impl Eq for Rank {}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Bidding for HardHeaded {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        if now.history.made.is_empty() {
            return now.brief.best.clone();
        }
        if self.due.is_empty() {
            let least = pressure(now.time(), self.e, self.least).max(now.brief.scale.floor_share());
            self.descend(now, least, stream);
        }
        self.due.front().cloned().unwrap_or_else(|| earlier(now, stream))
    }

    fn made(&mut self, bid: &Bid) {
        if self.due.front().is_some_and(|due| due.offer == bid.offer) {
            self.due.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pressure_rises_late() {
        let at = |time| pressure(time, 0.05, 0.585);
        assert!((at(0.0) - (0.585 + 0.95 * 0.415)).abs() < 1e-12 && (at(1.0) - 0.585).abs() < 1e-12);
        assert!(at(0.0) - at(0.5) < 1e-5);
    }
}
