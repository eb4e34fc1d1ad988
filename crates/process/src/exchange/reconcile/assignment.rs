//! One-to-one assignment with the largest sum, exactly. (Kuhn 1955, Naval Research Logistics Quarterly 2:83; with potentials
//! and shortest augmenting paths, O(n^3).)

/// For every row the column it is assigned, so that no column is assigned twice and the sum of gains is largest. A gain of
/// zero or less is none: such a row stays alone. Of equal sums the one is taken that the order of rows and columns leads to.
pub fn assign(gains: &[Vec<i64>]) -> Vec<Option<usize>> {
    let (rows, width) = (gains.len(), gains.first().map_or(0, Vec::len));
    // Every row has a place of its own where it stays alone, at no gain.
    let columns = width + rows;
    let cost = |row: usize, column: usize| if column < width { -gains[row][column].max(0) } else { 0 };
    let (mut of_row, mut of_column) = (vec![0i64; rows + 1], vec![0i64; columns + 1]);
    // Columns and rows count from one; nought is the beginning of a path.
    let mut row_of = vec![0usize; columns + 1];
    for row in 1..=rows {
        let mut least = vec![i64::MAX; columns + 1];
        let mut from = vec![0usize; columns + 1];
        let mut seen = vec![false; columns + 1];
        let mut column = 0;
        row_of[0] = row;
        loop {
            seen[column] = true;
            let (here, mut step, mut next) = (row_of[column], i64::MAX, 0);
            for other in 1..=columns {
                if seen[other] {
                    continue;
                }
                let reduced = cost(here - 1, other - 1) - of_row[here] - of_column[other];
                if reduced < least[other] {
                    least[other] = reduced;
                    from[other] = column;
                }
                if least[other] < step {
                    step = least[other];
                    next = other;
                }
            }
            for other in 0..=columns {
                if seen[other] {
                    of_row[row_of[other]] += step;
                    of_column[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    let mut assigned = vec![None; rows];
    for (column, row) in row_of.iter().skip(1).take(width).enumerate() {
        if let Some(row) = row.checked_sub(1) {
            assigned[row] = Some(column).filter(|column| gains[row][*column] > 0);
        }
    }
    assigned
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The largest sum over every assignment.
    fn by_all(gains: &[Vec<i64>], row: usize, used: u32) -> i64 {
        let Some(of_row) = gains.get(row) else { return 0 };
        let alone = by_all(gains, row + 1, used);
        let free = of_row.iter().enumerate().filter(|(column, gain)| used >> column & 1 == 0 && **gain > 0);
        free.map(|(column, gain)| gain + by_all(gains, row + 1, used | 1 << column)).fold(alone, i64::max)
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_better(gains in (1usize..6).prop_flat_map(|width| prop::collection::vec(prop::collection::vec(-5i64..20, width), 1..6))) {
            let assigned = assign(&gains);
            let mut columns: Vec<usize> = assigned.iter().flatten().copied().collect();
            let sum: i64 = assigned.iter().enumerate().filter_map(|(row, column)| Some(gains[row][(*column)?])).sum();
            prop_assert_eq!(sum, by_all(&gains, 0, 0));
            let count = columns.len();
            columns.sort_unstable();
            columns.dedup();
            prop_assert_eq!(columns.len(), count);
        }
    }
}
