//! Weights under which the sum of gains bounds the smallest gain from above.
//!
//! For any weights `l_i >= 0` of sum `L`, `L × min_i g_i(x) <= sum_i l_i g_i(x) <= sum over issues of the largest
//! weighted contribution`. The best such weights solve the Lagrangian dual; any whole numbers near them give a
//! valid and nearly as sharp bound, so an approximate solution costs exactness nothing.

use std::ops::ControlFlow;

/// The sum of the weights of one direction. Sums of gains are multiplied by at most this.
pub(super) const TOTAL: i64 = 32;

/// Seeks the weights of the parties, sum [`TOTAL`], by halving steps from the richest party to the poorest.
/// `best_under` fills in the gains of one outcome that is best under the weights it is given, and may break off.
pub(super) fn balanced<T: Copy + PartialOrd, B>(
    weights: &mut [i64],
    gains: &mut [T],
    mut best_under: impl FnMut(&[i64], &mut [T]) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let parties = weights.len();
    weights.fill(TOTAL / parties as i64);
    weights[0] += TOTAL - weights.iter().sum::<i64>();
    let mut step = TOTAL / 4;
    let rounds_at_each_step = parties - 1;
    while step > 0 {
        for _ in 0..rounds_at_each_step {
            best_under(weights, gains)?;
            let (rich, poor) = extremes(gains);
            let moved = step.min(weights[rich]);
            weights[rich] -= moved;
            weights[poor] += moved;
        }
        step /= 2;
    }
    ControlFlow::Continue(())
}

/// The positions of the largest and of the smallest gain.
fn extremes<T: Copy + PartialOrd>(gains: &[T]) -> (usize, usize) {
    let (mut rich, mut poor) = (0, 0);
    for party in 1..gains.len() {
        if gains[party] > gains[rich] {
            rich = party;
        }
        if gains[party] < gains[poor] {
            poor = party;
        }
    }
    (rich, poor)
}
