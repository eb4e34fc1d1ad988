//! What is best for the other side among what one would sign oneself.

use zopa_model::{PartyIndex, Units};

use crate::frontier::{Frontier, Point};

/// The whole frontier of two parties, on which one asks how much the other can have.
#[derive(Clone, Copy, Debug)]
pub struct TwoPartyFrontier<'a> {
    points: &'a [Point],
}

impl<'a> TwoPartyFrontier<'a> {
    /// `None` where `frontier` was stopped by a limit, or has points of more or fewer than two parties.
    pub fn new(frontier: &'a Frontier) -> Option<Self> {
        let of_two = frontier.points.iter().all(|point| point.units.len() == 2);
        (frontier.stopped.is_none() && of_two).then_some(Self { points: &frontier.points })
    }

    /// Of the outcomes worth at least `at_least` to party `own` (0 or 1), one that is worth most to the other party, and of
    /// those most to `own`: the point of the frontier on which both hold. `None` where no outcome is worth so much to `own`, or
    /// it is neither of the two. Takes a binary search, since what one gains along the frontier the other loses.
    ///
    /// A bound from above would lead away from the frontier, to outcomes that leave something on the table; there is none.
    pub fn best_for_other(&self, own: PartyIndex, at_least: Units) -> Option<&'a Point> {
        let place = match own {
            0 => self.points.partition_point(|point| point.units[0] < at_least),
            1 => self.points.partition_point(|point| point.units[1] >= at_least).checked_sub(1)?,
            _ => return None,
        };
        self.points.get(place)
    }
}
