//! Ceilings on what can be had together, proven by covers.
//!
//! For weights of the parties, every vertex is worth so much. A cover prices sets of vertices that exclude each other, so
//! that every vertex is priced at least at its worth: no outcome gets more than all prices together, and after some choices
//! no more than the prices of the sets that still have a vertex to offer. The best prices are the dual of a linear
//! programme; it is solved in doubles, and its prices are then rounded and mended to whole numbers that do cover, so that
//! the ceiling is proven whatever the rounding.

use super::bits::Bits;
use super::graph::Graph;

/// Prices are counted in this part of a unit: programmes over conflicts mostly have halves, thirds and fifths.
pub(super) const PART: i64 = 60;

/// Proven prices for one direction.
#[derive(Clone, Debug)]
pub(super) struct Cover<const N: usize> {
    /// The weights of the parties.
    pub(super) direction: [i64; N],
    /// The price of each clique, in parts.
    pub(super) prices: Vec<i64>,
}

impl<const N: usize> Cover<N> {
    /// The direction's sum of `units`, in parts.
    pub(super) fn worth(&self, units: &[i64; N]) -> i64 {
        PART * dot(&self.direction, units)
    }
}

pub(super) fn dot<const N: usize>(a: &[i64; N], b: &[i64; N]) -> i64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The linear programme over cliques, kept from one direction to the next: the simplex of one is a good start for another.
pub(super) struct Programme {
    /// One row for each clique, one column for each variable that is not in the basis, and the right side last.
    rows: Vec<Vec<f64>>,
    in_basis: Vec<usize>,
    out_of_basis: Vec<usize>,
    /// The objectives' rows, one for each party: kept apart so that any direction is a sum of them.
    objectives: Vec<Vec<f64>>,
    vertices: usize,
}

/// What counts as nothing in the programme: its entries are small fractions.
const NOTHING: f64 = 1e-7;

impl Programme {
    pub(super) fn new<const N: usize>(graph: &Graph<N>, cliques: &[Bits]) -> Self {
        let vertices = graph.weights.len();
        // Slightly different right sides keep the simplex from going round in circles.
        let right = |row: usize| 1.0 + 1e-6 * ((row * 7919 % 1009) as f64 / 1009.0);
        let row = |(at, clique): (usize, &Bits)| {
            (0..vertices).map(|vertex| f64::from(u8::from(clique.has(vertex)))).chain([right(at)]).collect()
        };
        Self {
            rows: cliques.iter().enumerate().map(row).collect(),
            in_basis: (vertices..vertices + cliques.len()).collect(),
            out_of_basis: (0..vertices).collect(),
            objectives: (0..N)
                .map(|party| graph.weights.iter().map(|weight| -(weight[party] as f64)).chain([0.0]).collect())
                .collect(),
            vertices,
        }
    }

    /// Prices that cover all vertices in `direction`, the cheapest up to rounding, and how much of each vertex the programme
    /// would take.
    pub(super) fn solve<const N: usize>(
        &mut self,
        direction: [i64; N],
        graph: &Graph<N>,
        cliques: &[Bits],
    ) -> (Cover<N>, Vec<f64>) {
        let scale = direction.iter().map(|&weight| weight as f64).fold(1.0, f64::max);
        let by: Vec<f64> = direction.iter().map(|&weight| weight as f64 / scale).collect();
        // A programme that takes longer than this is left as it is: prices are mended in any case.
        for _ in 0..20 * (self.rows.len() + self.vertices) {
            let cost = |column: usize| -> f64 { self.objectives.iter().zip(&by).map(|(row, weight)| row[column] * weight).sum() };
            let entering = (0..self.out_of_basis.len()).min_by(|&a, &b| cost(a).total_cmp(&cost(b)));
            let Some(column) = entering.filter(|&column| cost(column) < -NOTHING) else { break };
            let Some(row) = self.leaving(column) else { break };
            self.pivot(row, column);
        }
        let mut prices = vec![0.0; self.rows.len()];
        for (column, &variable) in self.out_of_basis.iter().enumerate() {
            if let Some(clique) = variable.checked_sub(self.vertices) {
                prices[clique] = self.objectives.iter().zip(&direction).map(|(row, &weight)| row[column] * weight as f64).sum();
            }
        }
        (mended(direction, prices, graph, cliques), self.taken())
    }

    fn leaving(&self, column: usize) -> Option<usize> {
        let right = self.out_of_basis.len();
        let ratio = |row: &usize| self.rows[*row][right] / self.rows[*row][column];
        (0..self.rows.len()).filter(|&row| self.rows[row][column] > NOTHING).min_by(|a, b| ratio(a).total_cmp(&ratio(b)))
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let by = self.rows[row][column];
        self.rows[row].iter_mut().for_each(|entry| *entry /= by);
        self.rows[row][column] = 1.0 / by;
        let pivot = self.rows[row].clone();
        for (at, other) in self.rows.iter_mut().enumerate() {
            if at != row {
                eliminate(other, &pivot, column);
            }
        }
        for objective in &mut self.objectives {
            eliminate(objective, &pivot, column);
        }
        std::mem::swap(&mut self.in_basis[row], &mut self.out_of_basis[column]);
    }

    /// How much of each vertex is taken.
    fn taken(&self) -> Vec<f64> {
        let mut taken = vec![0.0; self.vertices];
        for (row, &variable) in self.in_basis.iter().enumerate() {
            if variable < self.vertices {
                taken[variable] = self.rows[row][self.out_of_basis.len()];
            }
        }
        taken
    }
}

fn eliminate(row: &mut [f64], pivot: &[f64], column: usize) {
    let times = row[column];
    if times == 0.0 {
        return;
    }
    for (at, (entry, own)) in row.iter_mut().zip(pivot).enumerate() {
        if at == column { *entry = -times * own } else { *entry -= times * own }
    }
}

/// Prices in whole parts that cover every vertex: rounded, and raised where a vertex is not yet covered, then lowered again
/// where all that they cover is covered otherwise.
fn mended<const N: usize>(direction: [i64; N], prices: Vec<f64>, graph: &Graph<N>, cliques: &[Bits]) -> Cover<N> {
    let part = |price: f64| ((price.max(0.0) * PART as f64).round() as i64).max(0);
    let mut cover = Cover { direction, prices: prices.into_iter().map(part).collect() };
    let mut spare: Vec<i64> = (0..graph.weights.len())
        .map(|vertex| {
            let priced: i64 =
                cliques.iter().zip(&cover.prices).filter(|(clique, _)| clique.has(vertex)).map(|(_, price)| price).sum();
            priced - cover.worth(&graph.weights[vertex])
        })
        .collect();
    for vertex in 0..spare.len() {
        if spare[vertex] < 0 {
            let short = -spare[vertex];
            let clique =
                cliques.iter().position(|clique| clique.has(vertex)).expect("every vertex has a conflict, and so a clique");
            cover.prices[clique] += short;
            cliques[clique].iter().for_each(|member| spare[member] += short);
        }
    }
    for (clique, price) in cliques.iter().zip(&mut cover.prices) {
        let lower = clique.iter().map(|vertex| spare[vertex]).min().unwrap_or(0).min(*price);
        *price -= lower;
        clique.iter().for_each(|member| spare[member] -= lower);
    }
    cover
}
