//! A small exact linear programme: for a dozen weights and some dozens of conditions, in rational numbers.
//!
//! The simplex method on a condensed tableau with Bland's rule, which cannot cycle (Bland 1977, Mathematics of
//! Operations Research 2:103).

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// `coefficients · x <= bound`.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) coefficients: Vec<BigRational>,
    pub(crate) bound: BigRational,
}

/// The largest `objective · x` over `x >= 0` within `rows`, and where it is reached; `None` when no `x` satisfies
/// them. The rows must bound the objective.
pub(crate) fn maximise(objective: &[BigRational], rows: &[Row]) -> Option<(BigRational, Vec<BigRational>)> {
    let mut tableau = Tableau::new(objective.len(), rows);
    if !tableau.make_feasible() {
        return None;
    }
    tableau.set_objective(objective);
    tableau.climb();
    Some((tableau.value(), tableau.solution(objective.len())))
}

/// Rows are basic variables, columns free ones; the last column holds bounds and the last row the objective.
/// Variables: first those of the problem, then one slack for each row, then the helper of the first phase.
struct Tableau {
    cells: Vec<Vec<BigRational>>,
    basic: Vec<usize>,
    free: Vec<usize>,
}

impl Tableau {
    fn new(variables: usize, rows: &[Row]) -> Self {
        let mut cells: Vec<Vec<BigRational>> = rows
            .iter()
            .map(|row| row.coefficients.iter().cloned().chain([-BigRational::one(), row.bound.clone()]).collect())
            .collect();
        cells.push(vec![BigRational::zero(); variables + 2]);
        let slack = |row| variables + row;
        let helper = variables + rows.len();
        Self { cells, basic: (0..rows.len()).map(slack).collect(), free: (0..variables).chain([helper]).collect() }
    }

    fn bound(&self, row: usize) -> &BigRational {
        &self.cells[row][self.free.len()]
    }

    /// First phase: a helper variable, subtracted from every row, is raised until all rows hold and then driven to
    /// zero. Its column is dropped afterwards.
    fn make_feasible(&mut self) -> bool {
        let (last, column) = (self.basic.len(), self.free.len() - 1);
        let helper = self.free[column];
        let worst = (0..last).min_by(|&a, &b| self.bound(a).cmp(self.bound(b)));
        if let Some(worst) = worst.filter(|&row| self.bound(row).is_negative()) {
            self.cells[last][column] = BigRational::one();
            self.pivot(worst, column);
            self.climb();
            if self.value().is_negative() {
                return false;
            }
            if let Some(row) = self.basic.iter().position(|&variable| variable == helper) {
                // The helper is basic at zero: any column with an entry in its row can take its place.
                if let Some(column) = (0..self.free.len()).find(|&column| !self.cells[row][column].is_zero()) {
                    self.pivot(row, column);
                } else {
                    self.cells.remove(row);
                    self.basic.remove(row);
                    return true;
                }
            }
        }
        if let Some(column) = self.free.iter().position(|&variable| variable == helper) {
            self.free.remove(column);
            for row in &mut self.cells {
                row.remove(column);
            }
        }
        true
    }

    /// Writes `objective` in terms of the free variables of the moment.
    fn set_objective(&mut self, objective: &[BigRational]) {
        let last = self.basic.len();
        let width = self.free.len() + 1;
        let mut row = vec![BigRational::zero(); width];
        for (column, &variable) in self.free.iter().enumerate() {
            if let Some(coefficient) = objective.get(variable) {
                row[column] -= coefficient;
            }
        }
        for (at, &variable) in self.basic.iter().enumerate() {
            if let Some(coefficient) = objective.get(variable).filter(|coefficient| !coefficient.is_zero()) {
                for (cell, other) in row.iter_mut().zip(&self.cells[at]) {
                    *cell += coefficient * other;
                }
            }
        }
        self.cells[last] = row;
    }

    fn climb(&mut self) {
        while let Some((row, column)) = self.next_pivot() {
            self.pivot(row, column);
        }
    }

    /// The free variable of lowest number that improves the objective, and the basic one that stops it first.
    fn next_pivot(&self) -> Option<(usize, usize)> {
        let last = self.basic.len();
        let improving = (0..self.free.len()).filter(|&column| self.cells[last][column].is_negative());
        let column = improving.min_by_key(|&column| self.free[column])?;
        let rows = (0..last).filter(|&row| self.cells[row][column].is_positive());
        let ratio = |row: usize| self.bound(row) / &self.cells[row][column];
        let row = rows.min_by(|&a, &b| ratio(a).cmp(&ratio(b)).then(self.basic[a].cmp(&self.basic[b])))?;
        Some((row, column))
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let pivot = self.cells[row][column].clone();
        let mut pivot_row = std::mem::take(&mut self.cells[row]);
        for (at, cell) in pivot_row.iter_mut().enumerate() {
            *cell = if at == column { BigRational::one() / &pivot } else { &*cell / &pivot };
        }
        for other in self.cells.iter_mut().filter(|other| !other.is_empty()) {
            let factor = std::mem::replace(&mut other[column], BigRational::zero());
            if factor.is_zero() {
                continue;
            }
            for (cell, above) in other.iter_mut().zip(&pivot_row) {
                if !above.is_zero() {
                    *cell -= &factor * above;
                }
            }
        }
        self.cells[row] = pivot_row;
        std::mem::swap(&mut self.basic[row], &mut self.free[column]);
    }

    fn value(&self) -> BigRational {
        self.bound(self.basic.len()).clone()
    }

    fn solution(&self, variables: usize) -> Vec<BigRational> {
        let mut solution = vec![BigRational::zero(); variables];
        for (row, &variable) in self.basic.iter().enumerate() {
            if variable < variables {
                solution[variable] = self.bound(row).clone();
            }
        }
        solution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rational(value: i64) -> BigRational {
        BigRational::from_integer(value.into())
    }

    fn row(coefficients: &[i64], bound: i64) -> Row {
        Row { coefficients: coefficients.iter().map(|&c| rational(c)).collect(), bound: rational(bound) }
    }

    #[test]
    fn finds_the_corner() {
        // x + 2y <= 4, 3x + y <= 6: the best of x + y is at (8/5, 6/5).
        let (value, at) = maximise(&[rational(1), rational(1)], &[row(&[1, 2], 4), row(&[3, 1], 6)]).unwrap();
        assert_eq!(value.to_string(), "14/5");
        assert_eq!((at[0].to_string(), at[1].to_string()), ("8/5".into(), "6/5".into()));
    }

    #[test]
    fn starts_from_an_infeasible_origin_and_names_the_impossible() {
        let sum_is_one = [row(&[1, 1], 1), row(&[-1, -1], -1)];
        let (value, _) = maximise(&[rational(-1), rational(0)], &sum_is_one).unwrap();
        assert!(value.is_zero());
        let mut clash = sum_is_one.to_vec();
        clash.push(row(&[-1, -1], -2));
        assert!(maximise(&[rational(1), rational(0)], &clash).is_none());
    }
}
