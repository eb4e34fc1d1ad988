//! ABMP: of the gap to the others' last offer, a part that shrinks as the reservation comes near.

use super::aim::{aim, toughest};
use super::{Bidding, Entry, Needs};
use crate::strategy::{Fidelity, Parameter};
use crate::{Bid, Now, Seat, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "abmp",
    title: "closes a part of the gap to the others' last offer",
    source: "Jonker, Robu & Treur 2007, An agent architecture for multi-attribute negotiation using incomplete preference \
             information, Autonomous Agents and Multi-Agent Systems 15:221",
    fidelity: Fidelity::InspiredBy,
    choices: "the step of the whole utility is the paper's; how it is spread over issues is left to the choice of the outcome; mu is \
              the reservation; counts from the target before, not from the offer, so that nothing is lost to gaps between outcomes",
    needs: Needs::OwnUtility,
    parameters: &[Parameter { name: "beta", default: 0.1, least: 0.0, most: 1.0, meaning: "how much of the gap is closed" }],
    acceptance: "next",
    model: "none",
    prepare: |_, arguments| {
        let beta = arguments.get("beta");
        Ok(Box::new(move || Box::new(Abmp { beta, target: 1.0, answered: 0 })))
    },
};

struct Abmp {
    beta: f64,
    target: f64,
    /// How many own offers the target has been lowered for.
    answered: usize,
}

/// The target after this one: `u + beta (1 - mu / u)(other - u)`.
fn step(beta: f64, mu: f64, own: f64, other: f64) -> f64 {
    if own <= mu || own <= 0.0 { own } else { own + beta * (1.0 - mu / own) * (other - own).min(0.0) }
}

impl Bidding for Abmp {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let made = now.history.made.len();
        // It may be asked several times before it offers, and concedes once.
        if made > self.answered {
            let other = |seat: Seat| now.last_shares(seat, 1).first().copied();
            let (mu, own) = (now.brief.scale.floor_share(), self.target);
            self.target = toughest(now, |seat| other(seat).map(|other| step(self.beta, mu, own, other))).unwrap_or(own);
            self.answered = made;
        }
        aim(now, self.target, stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_shrinks_towards_the_reservation() {
        assert!((step(0.1, 0.2, 1.0, 0.4) - (1.0 - 0.1 * 0.8 * 0.6)).abs() < 1e-12);
        assert_eq!([step(0.1, 0.2, 0.2, 0.1), step(0.1, 0.2, 0.5, 0.9)], [0.2, 0.5]);
    }
}
