//! Resource-dependent: concede as what is left runs out.

use super::aim::aim;
use super::{Bidding, Entry, Needs};
use crate::strategy::{Fidelity, Parameter};
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "resource-dependent",
    title: "concedes as the rounds run out",
    source: "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24:159",
    fidelity: Fidelity::InspiredBy,
    choices: "F = k + (1 - k) exp(-resource); the resource is the number of rounds that follow, divided by `unit`, which is ours; \
              without a known deadline it never runs out",
    needs: Needs::OwnUtility,
    parameters: &[
        Parameter { name: "k", default: 0.0, least: 0.0, most: 1.0, meaning: "share conceded from the start" },
        Parameter {
            name: "unit",
            default: 10.0,
            least: 0.01,
            most: 1e9,
            meaning: "how many rounds are one unit of the resource",
        },
    ],
    acceptance: "next",
    model: "none",
    prepare: |_, arguments| {
        let (k, unit) = (arguments.get("k"), arguments.get("unit"));
        Ok(Box::new(move || Box::new(ResourceDependent { k, unit })))
    },
};

struct ResourceDependent {
    k: f64,
    unit: f64,
}

/// The target while so much is left.
fn target(k: f64, resource: f64, floor: f64) -> f64 {
    let conceded = k + (1.0 - k) * libm::exp(-resource);
    floor + (1.0 - floor) * (1.0 - conceded)
}

impl Bidding for ResourceDependent {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let resource = now.clock.rounds_left().map_or(f64::INFINITY, |rounds| f64::from(rounds) / self.unit);
        aim(now, target(self.k, resource, now.brief.scale.floor_share()), stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_left_is_everything_conceded() {
        assert_eq!([target(0.0, 0.0, 0.3), target(0.0, f64::INFINITY, 0.3), target(0.2, f64::INFINITY, 0.0)], [0.3, 1.0, 0.8]);
    }
}
