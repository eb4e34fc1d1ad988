//! Small cells: counts of a few people point at people. A table for the public leaves out counts from 1 to 4, and so many
//! others that none of these follows from the totals.
//!
//! A table whose totals are printed is a bipartite graph of its rows and columns, with an edge for each cell left out. A
//! cell follows from the totals exactly if its edge is a bridge: on a cycle one can be added and taken away by turns, and
//! as every cell left out holds at least one, that gives another table with the same totals.

/// Counts below this, and above none, are small.
pub const SMALL: u64 = 5;

/// Which cells of a table with printed totals are left out (`cells[row][column]`); `None` where no choice of cells will do
/// and the table is left out whole.
///
/// # Panics
/// Where the rows are of different lengths.
pub fn suppressed(cells: &[Vec<u64>]) -> Option<Vec<Vec<bool>>> {
    let mut out: Vec<Vec<bool>> = cells.iter().map(|row| row.iter().map(|count| (1..SMALL).contains(count)).collect()).collect();
    while let Some((row, column)) = bridge(&out) {
        let (row, column) = [closing(cells, &out, (row, column)), beside(cells, &out, (row, column)), anywhere(cells, &out)]
            .into_iter()
            .flatten()
            .next()?;
        out[row][column] = true;
    }
    Some(out)
}

/// The smallest cell that closes a cycle through `edge`: it joins what hangs at its row to what hangs at its column.
fn closing(cells: &[Vec<u64>], out: &[Vec<bool>], edge: (usize, usize)) -> Option<(usize, usize)> {
    let edges = edges(out);
    let (near_rows, near_columns) = reached(&edges, edge, (vec![edge.0], Vec::new()));
    let (far_rows, far_columns) = reached(&edges, edge, (Vec::new(), vec![edge.1]));
    let one = near_rows.iter().flat_map(|row| far_columns.iter().map(move |column| (*row, *column)));
    let other = far_rows.iter().flat_map(|row| near_columns.iter().map(move |column| (*row, *column)));
    smallest(cells, out, one.chain(other))
}

/// The smallest cell of the same row or the same column.
fn beside(cells: &[Vec<u64>], out: &[Vec<bool>], (row, column): (usize, usize)) -> Option<(usize, usize)> {
    smallest(cells, out, (0..cells[row].len()).map(|other| (row, other)).chain((0..cells.len()).map(|other| (other, column))))
}

/// The smallest of these cells that is shown and holds somebody.
fn smallest(cells: &[Vec<u64>], out: &[Vec<bool>], among: impl Iterator<Item = (usize, usize)>) -> Option<(usize, usize)> {
    let free = among.filter(|(row, column)| cells[*row][*column] > 0 && !out[*row][*column]);
    free.min_by_key(|(row, column)| (cells[*row][*column], *row, *column))
}

/// The smallest cell that is still shown.
fn anywhere(cells: &[Vec<u64>], out: &[Vec<bool>]) -> Option<(usize, usize)> {
    smallest(cells, out, (0..cells.len()).flat_map(|row| (0..cells[row].len()).map(move |column| (row, column))))
}

fn edges(out: &[Vec<bool>]) -> Vec<(usize, usize)> {
    let row = |(row, cells): (usize, &Vec<bool>)| {
        let hidden = cells.iter().enumerate().filter(|(_, out)| **out);
        hidden.map(|(column, _)| (row, column)).collect::<Vec<_>>()
    };
    out.iter().enumerate().flat_map(row).collect()
}

/// A cell left out that follows from the totals: its row and column are not joined by the other edges.
fn bridge(out: &[Vec<bool>]) -> Option<(usize, usize)> {
    let edges = edges(out);
    edges.iter().copied().find(|edge| !reached(&edges, *edge, (vec![edge.0], Vec::new())).1.contains(&edge.1))
}

/// The rows and columns that edges other than `edge` lead to.
fn reached(edges: &[(usize, usize)], edge: (usize, usize), from: (Vec<usize>, Vec<usize>)) -> (Vec<usize>, Vec<usize>) {
    let (mut rows, mut columns) = from;
    loop {
        let known = rows.len() + columns.len();
        for (row, column) in edges.iter().copied().filter(|other| *other != edge) {
            if rows.contains(&row) && !columns.contains(&column) {
                columns.push(column);
            }
            if columns.contains(&column) && !rows.contains(&row) {
                rows.push(row);
            }
        }
        if rows.len() + columns.len() == known {
            return (rows, columns);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_small_cell_takes_three_others_with_it() {
        let table = vec![vec![3, 40], vec![20, 30], vec![50, 60]];
        let out = suppressed(&table).unwrap();
        assert_eq!(out.iter().flatten().filter(|out| **out).count(), 4);
        assert!(out[0][0] && out[0][1]);
        assert_eq!(suppressed(&[vec![3, 40]]), None, "with one row every cell follows from its column");
        assert_eq!(suppressed(&[vec![7, 0], vec![6, 9]]).unwrap(), [[false; 2]; 2]);
    }

    /// Every table of small numbers with the same totals that agrees with what is shown.
    fn consistent(cells: &[Vec<u64>], out: &[Vec<bool>]) -> Vec<Vec<u64>> {
        let hidden: Vec<(usize, usize)> = (0..cells.len())
            .flat_map(|row| (0..cells[0].len()).map(move |column| (row, column)))
            .filter(|(r, c)| out[*r][*c])
            .collect();
        let rows: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
        let columns: Vec<u64> = (0..cells[0].len()).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
        let mut table: Vec<Vec<u64>> = cells.to_vec();
        hidden.iter().for_each(|(row, column)| table[*row][*column] = 0);
        let (mut found, mut chosen) = (Vec::new(), Vec::new());
        fill(&mut table, &hidden, &rows, &columns, &mut chosen, &mut found);
        found
    }

    fn fill(
        table: &mut Vec<Vec<u64>>,
        hidden: &[(usize, usize)],
        rows: &[u64],
        columns: &[u64],
        chosen: &mut Vec<u64>,
        found: &mut Vec<Vec<u64>>,
    ) {
        let Some((row, column)) = hidden.get(chosen.len()).copied() else {
            let fits = table.iter().zip(rows).all(|(row, sum)| row.iter().sum::<u64>() == *sum)
                && columns.iter().enumerate().all(|(column, sum)| table.iter().map(|row| row[column]).sum::<u64>() == *sum);
            if fits {
                found.push(chosen.clone());
            }
            return;
        };
        let most = rows[row] - table[row].iter().sum::<u64>();
        for count in 0..=most.min(columns[column]) {
            table[row][column] = count;
            chosen.push(count);
            fill(table, hidden, rows, columns, chosen, found);
            chosen.pop();
            table[row][column] = 0;
        }
    }

    proptest! {
        #[test]
        fn no_cell_left_out_follows_from_the_totals(cells in prop::collection::vec(prop::collection::vec(0u64..9, 2), 1..4)) {
            if let Some(out) = suppressed(&cells) {
                let tables = consistent(&cells, &out);
                let hidden = out.iter().flatten().filter(|out| **out).count();
                for cell in 0..hidden {
                    prop_assert!(tables.iter().any(|table| table[cell] != tables[0][cell]), "{cells:?} {out:?}");
                }
                for (row, out) in cells.iter().zip(&out) {
                    prop_assert!(row.iter().zip(out).all(|(count, out)| *out || !(1..SMALL).contains(count)));
                }
            }
        }
    }
}
