//! Optimal stopping: accept what is worth no less than going on, if offers to come were drawn at random.

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, BAARSLAG, Entry};
use crate::{Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "optimal-stopping",
    title: "u(offered) is at least what the rounds left are worth",
    source: "Baarslag & Hindriks 2013, Accepting optimally in automated negotiation with incomplete information, AAMAS",
    choices: "offers to come are taken as uniform on [0, 1] of the own best, as in the paper's case without a model, one in \
              each round; without a known deadline only the best is accepted",
    make: |_| Arc::new(OptimalStopping),
    ..BAARSLAG
};

struct OptimalStopping;

/// What `rounds` offers to come are worth to whoever may stop at each of them and has `reservation` at the end:
/// `v(0) = reservation` and `v(j) = E max(X, v(j-1)) = (1 + v(j-1)^2) / 2` for X uniform on [0, 1].
pub(super) fn worth_of_going_on(rounds: u32, reservation: f64) -> f64 {
    let start = reservation.clamp(0.0, 1.0);
    (0..rounds).fold(start, |value, _| (1.0 + value * value) / 2.0)
}

impl Acceptance for OptimalStopping {
    fn looks_back(&self) -> bool {
        false
    }

    fn accepts(&self, now: &Now<'_>, offered: Units, _next: Units, _stream: &mut Stream) -> bool {
        let reservation = now.brief.scale.floor_share();
        let worth = now.clock.rounds_left().map_or(1.0, |rounds| worth_of_going_on(rounds, reservation));
        now.share(offered) >= worth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worth_of_going_on_is_that_of_the_secretary_who_knows_the_distribution() {
        let worth = [0, 1, 2, 3].map(|rounds| worth_of_going_on(rounds, 0.0));
        assert_eq!(worth, [0.0, 0.5, 0.625, 0.6953125]);
        assert_eq!(worth_of_going_on(1, 0.5), 0.625);
    }
}
