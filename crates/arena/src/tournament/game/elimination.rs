//! Strategies that nobody would play, one after the other.

use serde::Serialize;

/// A strategy that falls to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Elimination {
    /// The strategy, as a position from zero.
    pub strategy: usize,
    /// One that makes more whatever is left to meet.
    pub by: usize,
    /// In which round it falls, from one.
    pub round: usize,
}

/// Iterated elimination of strategies that another one strictly dominates. (Dominance by a mixture is not looked for.) What is
/// left does not depend on the order.
pub fn elimination(table: &[Vec<f64>]) -> Vec<Elimination> {
    let mut left: Vec<usize> = (0..table.len()).collect();
    let mut fallen = Vec::new();
    for round in 1.. {
        let dominates = |by: usize, one: usize| left.iter().all(|met| table[by][*met] > table[one][*met]);
        let falls = |&one: &usize| {
            let by = left.iter().copied().find(|by| dominates(*by, one))?;
            Some(Elimination { strategy: one, by, round })
        };
        let now: Vec<Elimination> = left.iter().filter_map(falls).collect();
        if now.is_empty() {
            break;
        }
        left.retain(|one| !now.iter().any(|fell| fell.strategy == *one));
        fallen.extend(now);
    }
    fallen
}

/// Those that do not fall.
pub(super) fn survivors(table: &[Vec<f64>]) -> Vec<usize> {
    let fallen = elimination(table);
    (0..table.len()).filter(|one| !fallen.iter().any(|fell| fell.strategy == *one)).collect()
}
