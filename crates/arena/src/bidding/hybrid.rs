//! Hybrid: in the beginning by what the others do, towards the end by the clock.

use super::aim::{aim, toughest};
use super::time_dependent::Curve;
use super::{Bidding, Entry, Needs};
use crate::strategy::Fidelity;
use crate::{Bid, Now, Seat, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "hybrid",
    title: "first by what the others do, then by the clock",
    source: "Keskin, Cakan & Aydogan 2021, Solver agent: Towards emotional and opponent-aware agent for human-robot negotiation, \
             AAMAS, 1557",
    fidelity: Fidelity::InspiredBy,
    choices: "curve (1, 0.75, 0.55), mu 0.5 and the weights of the last changes could not be checked against the paper; with several \
              others the greatest behaviour-based target holds",
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "next",
    model: "none",
    prepare: |_, _| Ok(Box::new(|| Box::new(Hybrid))),
};

const CURVE: Curve = Curve::Quadratic { p0: 1.0, p1: 0.75, p2: 0.55 };

/// How strongly it answers to what the others do.
const MU: f64 = 0.5;

/// The weights of the last one, two, three and four changes, the earliest first.
const WEIGHTS: [&[f64]; 4] = [&[1.0], &[0.25, 0.75], &[0.11, 0.22, 0.66], &[0.05, 0.15, 0.3, 0.5]];

/// So many offers of a seat tell how it behaves.
const ENOUGH: usize = 3;

struct Hybrid;

/// The target that answers to the last shares received of one seat, up to five; `None` where they are too few.
fn behaviour(own: f64, received: &[f64], time: f64) -> Option<f64> {
    if received.len() < ENOUGH {
        return None;
    }
    let changes = received.windows(2).map(|pair| pair[1] - pair[0]);
    let weighted: f64 = changes.zip(WEIGHTS[received.len() - 2]).map(|(change, weight)| change * weight).sum();
    Some(own - (MU + MU * time) * weighted)
}

/// Both targets, weighed by the clock.
fn mix(behaviour: Option<f64>, by_clock: f64, time: f64) -> f64 {
    let late = time * time;
    behaviour.map_or(by_clock, |behaviour| (1.0 - late) * behaviour + late * by_clock)
}

impl Bidding for Hybrid {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let (time, own) = (now.time(), now.last_own_share());
        let by_clock = CURVE.target(time, now.brief.scale.floor_share());
        let of = |seat: Seat| behaviour(own, &now.last_shares(seat, WEIGHTS.len() + 1), time);
        aim(now, mix(toughest(now, of), by_clock, time), stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_the_clock_until_three_offers_were_received() {
        assert!((CURVE.target(0.5, 0.0) - 0.7625).abs() < 1e-12);
        assert_eq!(behaviour(0.9, &[0.1, 0.2], 0.5), None);
        assert_eq!(mix(None, 0.7625, 0.5), 0.7625);
    }

    #[test]
    fn later_changes_weigh_more() {
        // Changes of .1 and .2, weighed .25 and .75: .175, of which .75 at half time.
        let answer = behaviour(0.9, &[0.1, 0.2, 0.4], 0.5).expect("three are enough");
        assert!((answer - (0.9 - 0.75 * 0.175)).abs() < 1e-12);
        assert!((mix(Some(answer), 0.7625, 0.5) - (0.75 * answer + 0.25 * 0.7625)).abs() < 1e-12);
        let five = behaviour(1.0, &[0.0, 0.1, 0.2, 0.3, 0.4], 0.0).expect("five are enough");
        assert!((five - 0.95).abs() < 1e-12);
    }
}
