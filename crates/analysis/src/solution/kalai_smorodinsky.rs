//! Kalai–Smorodinsky: equal shares of what each could gain at most.

use super::leximin::leximin;
use super::{Note, RationalFrontier, Solution};

/// The leximin of `g_i / (I_i - d_i)`: gains as shares of each party's largest possible gain within the zone.
/// Parties that cannot gain are left out. (Kalai & Smorodinsky 1975, Econometrica 43:513; the leximin extension to
/// discrete sets and any number of parties after Imai 1983, Econometrica 51:389.)
pub fn kalai_smorodinsky(rational: &RationalFrontier) -> Solution {
    let (counted, left_out): (Vec<_>, Vec<_>) =
        (0..rational.ideal.len()).partition(|&party| rational.ideal[party] > rational.disagreement[party]);
    let points = leximin(&rational.points, |point| counted.iter().filter_map(|&party| rational.share(&point.units, party)));
    let mut notes = rational.notes();
    if !left_out.is_empty() {
        notes.push(Note::LeftOut(left_out));
    }
    Solution { points, exact: rational.exact, method: "leximin of shares of the largest gain, over the rational frontier", notes }
}
