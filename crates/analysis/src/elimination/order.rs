//! In which order to eliminate linked variables.

use std::collections::BTreeSet;

/// An elimination order with what it will cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The variables, first to be eliminated first.
    pub(crate) order: Vec<usize>,
    /// Induced width: most neighbours that a variable has when its turn comes.
    pub(crate) width: usize,
    /// Cells of the largest table on the way, a variable with its neighbours; saturating.
    pub(crate) cells: usize,
}

/// The order by least fill: always the variable whose elimination links fewest neighbours anew, between equals the
/// one with the smallest table, then the first. (Dechter 1999, Artificial Intelligence 113:41, for elimination.)
pub(crate) fn min_fill<'a>(sizes: &[usize], scopes: impl Iterator<Item = &'a [usize]>) -> Plan {
    let mut neighbours = vec![BTreeSet::new(); sizes.len()];
    for scope in scopes {
        for &a in scope {
            neighbours[a].extend(scope.iter().copied().filter(|&b| b != a));
        }
    }
    let mut left: BTreeSet<usize> = (0..sizes.len()).collect();
    let mut plan = Plan { order: Vec::new(), width: 0, cells: 1 };
    while let Some(next) = left.iter().copied().min_by_key(|&v| (fill(&neighbours, v), table(sizes, &neighbours, v))) {
        plan.width = plan.width.max(neighbours[next].len());
        plan.cells = plan.cells.max(table(sizes, &neighbours, next));
        plan.order.push(next);
        left.remove(&next);
        let around = std::mem::take(&mut neighbours[next]);
        for &a in &around {
            neighbours[a].extend(around.iter().copied().filter(|&b| b != a));
            neighbours[a].remove(&next);
        }
    }
    plan
}

/// How many pairs of neighbours of `variable` are not linked yet.
fn fill(neighbours: &[BTreeSet<usize>], variable: usize) -> usize {
    let around = &neighbours[variable];
    around.iter().map(|&a| around.range(a + 1..).filter(|b| !neighbours[a].contains(b)).count()).sum()
}

/// Cells of the table over `variable` and its neighbours.
fn table(sizes: &[usize], neighbours: &[BTreeSet<usize>], variable: usize) -> usize {
    neighbours[variable].iter().fold(sizes[variable], |cells, &other| cells.saturating_mul(sizes[other]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(sizes: &[usize], scopes: &[&[usize]]) -> Plan {
        min_fill(sizes, scopes.iter().copied())
    }

    #[test]
    fn a_chain_has_width_one() {
        let chain = plan(&[2; 5], &[&[0, 1], &[1, 2], &[2, 3], &[3, 4]]);
        assert_eq!((chain.width, chain.cells), (1, 4));
    }

    #[test]
    fn a_star_is_eliminated_from_its_rays() {
        let star = plan(&[3; 6], &[&[0, 1], &[0, 2], &[0, 3], &[0, 4], &[0, 5]]);
        assert_eq!((star.width, star.cells), (1, 9));
    }

    #[test]
    fn a_ring_has_width_two_and_a_clique_all() {
        assert_eq!(plan(&[2; 4], &[&[0, 1], &[1, 2], &[2, 3], &[0, 3]]).width, 2);
        assert_eq!(plan(&[2; 4], &[&[0, 1, 2, 3]]).width, 3);
    }
}
