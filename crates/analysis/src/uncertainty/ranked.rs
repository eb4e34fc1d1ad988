//! Uniform weights under a ranking with tiers, drawn directly and without rejection.
//!
//! All weights of sum one form a simplex. A strict order of all issues cuts out one of n! congruent cones of it, so
//! sorting the spacings of n - 1 uniforms in that order is uniform in the cone. A ranking that leaves issues
//! unordered (within a tier, or because they are unranked) is the union of the cones of all strict orders that agree
//! with it; all cones have equal volume, so drawing such an order uniformly and then the point is exact.
//!
//! Issues that weigh the same are one block of `s` issues with one weight each. The weights then satisfy
//! `sum s_b w_b = 1`, and the cone of one order of the blocks has the corners `(1/S_k, ..., 1/S_k, 0, ..., 0)`, where
//! `S_k` is the size of its first `k` blocks together: a point is uniform in it when it mixes the corners with
//! uniform spacings. The volume of the cone is proportional to the product of `1/S_k`. Orders are drawn with these
//! odds by walking up from the last place: with `r` ranked blocks and `f` unranked issues still to be placed, all
//! orders of them have together the weight `V(r, f) = (V(r-1, f) + f V(r, f-1)) / S(r, f)`.

use zopa_model::{IssueIndex, Tier, TierKind};

use super::stream::{ONE, Stream};

/// Draws weights uniformly among those that keep a ranking.
#[derive(Clone, Debug)]
pub(crate) struct RankedSimplex {
    /// Ranked blocks, most important first; a tier of unordered issues is a run of single blocks.
    blocks: Vec<Vec<IssueIndex>>,
    /// Runs of blocks that have no order among themselves.
    runs: Vec<std::ops::Range<usize>>,
    unranked: Vec<IssueIndex>,
    /// `volumes[r][f]`.
    volumes: Vec<Vec<f64>>,
    issues: usize,
    /// Whether every block is a single issue, so that spacings serve as they are.
    single: bool,
}

impl RankedSimplex {
    pub(crate) fn new(issues: usize, tiers: &[Tier]) -> Self {
        let mut blocks: Vec<Vec<IssueIndex>> = Vec::new();
        let mut runs = Vec::new();
        for tier in tiers.iter().filter(|tier| !tier.issues.is_empty()) {
            let from = blocks.len();
            match tier.kind {
                TierKind::Equal => blocks.push(tier.issues.clone()),
                TierKind::Unordered => blocks.extend(tier.issues.iter().map(|&issue| vec![issue])),
            }
            runs.push(from..blocks.len());
        }
        let unranked: Vec<IssueIndex> = (0..issues).filter(|issue| !blocks.iter().any(|block| block.contains(issue))).collect();
        let single = blocks.iter().all(|block| block.len() == 1);
        let volumes = volumes(&blocks, unranked.len());
        Self { blocks, runs, unranked, volumes, issues, single }
    }

    /// The weights of one draw, in units, sum [`ONE`].
    pub(crate) fn draw(&self, order: &mut Stream, spacings: &mut Stream, weights: &mut [i64]) {
        debug_assert_eq!(weights.len(), self.issues);
        let sequence = self.sequence(order);
        let mut gaps = spaced(spacings, sequence.len());
        if self.single {
            gaps.sort_unstable_by(|a, b| b.cmp(a));
            for (block, gap) in sequence.into_iter().zip(gaps) {
                weights[block[0]] = gap;
            }
        } else {
            self.mix(&sequence, &gaps, weights);
        }
    }

    /// The blocks in an order drawn with the odds of its cone, most important first.
    fn sequence<'a>(&'a self, order: &mut Stream) -> Vec<&'a [IssueIndex]> {
        let mut ranked: Vec<&[IssueIndex]> = self.blocks.iter().map(Vec::as_slice).collect();
        for run in &self.runs {
            shuffle(order, &mut ranked[run.clone()]);
        }
        if self.unranked.is_empty() {
            return ranked;
        }
        let mut unranked: Vec<&[IssueIndex]> = self.unranked.iter().map(std::slice::from_ref).collect();
        shuffle(order, &mut unranked);
        let mut upwards = Vec::with_capacity(ranked.len() + unranked.len());
        while !(ranked.is_empty() && unranked.is_empty()) {
            let (r, f) = (ranked.len(), unranked.len());
            let of_ranked = if r > 0 { self.volumes[r - 1][f] } else { 0.0 };
            let of_unranked = if f > 0 { f as f64 * self.volumes[r][f - 1] } else { 0.0 };
            let take_ranked = order.real() * (of_ranked + of_unranked) < of_ranked;
            upwards.extend(if take_ranked { ranked.pop() } else { unranked.pop() });
        }
        upwards.reverse();
        upwards
    }

    /// The mixture of the corners of the cone of `sequence` with the weights `gaps`.
    fn mix(&self, sequence: &[&[IssueIndex]], gaps: &[i64], weights: &mut [i64]) {
        let mut size = 0;
        let shares: Vec<f64> = sequence
            .iter()
            .zip(gaps)
            .map(|(block, gap)| {
                size += block.len();
                *gap as f64 / size as f64
            })
            .collect();
        let mut above = 0.0;
        let mut real = vec![0.0; self.issues];
        for (block, share) in sequence.iter().zip(&shares).rev() {
            above += share;
            block.iter().for_each(|&issue| real[issue] = above);
        }
        to_units(&real, weights);
    }
}

fn volumes(blocks: &[Vec<IssueIndex>], unranked: usize) -> Vec<Vec<f64>> {
    let mut table = vec![vec![1.0; unranked + 1]; blocks.len() + 1];
    let mut size = 0;
    for r in 0..=blocks.len() {
        if r > 0 {
            size += blocks[r - 1].len();
        }
        for f in 0..=unranked {
            if r + f > 0 {
                let below = if r > 0 { table[r - 1][f] } else { 0.0 };
                let beside = if f > 0 { f as f64 * table[r][f - 1] } else { 0.0 };
                table[r][f] = (below + beside) / (size + f) as f64;
            }
        }
    }
    table
}

fn shuffle<T>(stream: &mut Stream, items: &mut [T]) {
    for last in (1..items.len()).rev() {
        items.swap(last, stream.below(last + 1));
    }
}

/// The spacings of `count - 1` uniforms: `count` whole numbers of sum [`ONE`].
fn spaced(stream: &mut Stream, count: usize) -> Vec<i64> {
    let mut cuts: Vec<i64> = (1..count).map(|_| stream.uniform()).collect();
    cuts.sort_unstable();
    cuts.push(ONE);
    let mut before = 0;
    for cut in &mut cuts {
        (before, *cut) = (*cut, *cut - before);
    }
    cuts
}

/// `real` (at least zero, on any common scale) as units of sum [`ONE`], by largest remainder.
pub(crate) fn to_units(real: &[f64], units: &mut [i64]) {
    let total: f64 = real.iter().sum();
    let scaled = |value: f64| value / total * ONE as f64;
    let mut left = ONE;
    for (unit, value) in units.iter_mut().zip(real) {
        *unit = libm::floor(scaled(*value)) as i64;
        left -= *unit;
    }
    let mut by_remainder: Vec<usize> = (0..real.len()).collect();
    let remainder = |at: usize| scaled(real[at]) - libm::floor(scaled(real[at]));
    by_remainder.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b)));
    // Rounding of the scale itself may leave a few units more or fewer than there are weights.
    let step = left.signum();
    for at in by_remainder.into_iter().cycle().filter(|at| step > 0 || real[*at] > 0.0).take(left.unsigned_abs() as usize) {
        units[at] += step;
    }
}
