//! The undominated vectors found so far, with what was chosen for each, and the holes where another may lie.

use super::bits::Bits;

/// Undominated vectors, ascending, values cut at the caps; the choices behind them.
#[derive(Clone, Debug)]
pub(super) struct Archive<const N: usize> {
    caps: [i64; N],
    pub(super) points: Vec<([i64; N], Bits)>,
}

impl<const N: usize> Archive<N> {
    pub(super) fn new(caps: [i64; N]) -> Self {
        Self { caps, points: Vec::new() }
    }

    /// `units` as they count: cut at the caps.
    pub(super) fn cut(&self, units: &[i64; N]) -> [i64; N] {
        std::array::from_fn(|party| units[party].min(self.caps[party]))
    }

    /// Whether some vector here gives everybody at least as much as `units`, cut.
    pub(super) fn covers(&self, units: &[i64; N]) -> bool {
        let cut = self.cut(units);
        self.points.iter().any(|(point, _)| point.iter().zip(&cut).all(|(a, b)| a >= b))
    }

    /// Takes `units` in unless they are covered; whether it did.
    pub(super) fn add(&mut self, units: [i64; N], chosen: Bits) -> bool {
        if self.covers(&units) {
            return false;
        }
        let cut = self.cut(&units);
        self.points.retain(|(point, _)| !point.iter().zip(&cut).all(|(a, b)| a <= b));
        let at = self.points.partition_point(|(point, _)| *point < cut);
        self.points.insert(at, (cut, chosen));
        true
    }

    /// What a vector not yet covered must reach, for two parties: for each pair of neighbours a step beyond the one and
    /// above the other. No vector reaches beyond a cap.
    pub(super) fn holes(&self) -> Vec<[i64; N]> {
        debug_assert_eq!(N, 2, "neighbours are a matter of two parties");
        let mut holes = Vec::new();
        for at in 0..=self.points.len() {
            let mut corner = [i64::MIN / 4; N];
            if let Some((before, _)) = at.checked_sub(1).map(|before| &self.points[before]) {
                corner[0] = before[0] + 1;
            }
            if let Some((behind, _)) = self.points.get(at) {
                corner[1] = behind[1] + 1;
            }
            if corner.iter().zip(&self.caps).all(|(need, cap)| need <= cap) {
                holes.push(corner);
            }
        }
        holes
    }
}
