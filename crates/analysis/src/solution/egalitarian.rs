//! Egalitarian: equal gains.

use super::leximin::leximin;
use super::{Note, RationalFrontier, Solution};
use crate::ratio::Ratio;

/// The leximin of the gains `g_i` themselves, which takes the parties' scales to be comparable.
/// (Kalai 1977, Econometrica 45:1623.)
pub fn egalitarian(rational: &RationalFrontier) -> Solution {
    let points = leximin(&rational.points, |point| {
        let gains = rational.gains(point).zip(&rational.denominators);
        gains.map(|(gain, &denominator)| Ratio::new(gain, denominator))
    });
    let mut notes = rational.notes();
    notes.push(Note::ComparableScales);
    Solution { points, exact: rational.exact, method: "leximin of gains, over the rational frontier", notes }
}
