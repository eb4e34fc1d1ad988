//! Any number of parties: the leximin of levels over the hull, exactly.

use num_bigint::BigInt;

use super::Mixture;
use super::programme::Programme;
use crate::limits::{Budget, Stop};

/// The mixture of points whose average `gains`, each divided by its party's scale, are the leximin: the least level is
/// as large as it can be, then the next, and so on. At most as many points as parties.
///
/// Stage by stage, each a linear programme: raise everybody's level together until somebody's can rise no further,
/// settle those, and go on with the others. (Maschler, Peleg & Shapley 1979, Mathematics of Operations Research 4:303,
/// who find the lexicographic centre of a game so.) `gains` holds at least one point; where there is no party to count,
/// any point will do.
///
/// # Errors
/// Where the work outgrows `budget`.
pub(super) fn leximin(gains: &[Vec<BigInt>], scales: &[BigInt], budget: &mut Budget) -> Result<Mixture, Stop> {
    let mut programme = Programme::new(gains, scales);
    while !programme.is_all_settled() {
        programme.maximise(budget)?;
        programme.settle();
    }
    Ok(programme.mixture())
}
