//! What combinations of options add to a party, as a descent needs it: with the maxima over what is still open.

use num_traits::PrimInt;
use zopa_model::IssueIndex;

/// What one combination of options of some issues adds to one party.
#[derive(Clone, Debug, Default)]
pub(super) struct Table<T> {
    pub(super) party: usize,
    pub(super) issues: Vec<IssueIndex>,
    /// Row-major over `issues`, the last running fastest.
    pub(super) units: Vec<T>,
    /// `maxima[j][row]`: the largest entry with the first `j` issues (in the order of the search) as in `row`.
    pub(super) maxima: Vec<Vec<T>>,
    /// `issues` in the order of the search.
    pub(super) order: Vec<IssueIndex>,
    /// The row reached at each level of the present path.
    pub(super) rows: Vec<usize>,
}

impl<T: PrimInt> Table<T> {
    /// Writes the table in the order of the search, with its maxima.
    pub(super) fn rearrange(&mut self, sizes: &[usize]) {
        // The stride, in the order of the search, of each issue in the order of the table.
        let stride = |issue: &IssueIndex| {
            let at = self.order.iter().position(|other| other == issue).unwrap_or(0);
            self.order[at + 1..].iter().map(|&later| sizes[later]).product::<usize>()
        };
        let strides: Vec<usize> = self.issues.iter().map(stride).collect();
        let mut last = vec![T::min_value(); self.units.len()];
        for (row, units) in self.units.iter().enumerate() {
            let (mut rest, mut target) = (row, 0);
            for (&issue, stride) in self.issues.iter().zip(&strides).rev() {
                target += rest % sizes[issue] * stride;
                rest /= sizes[issue];
            }
            last[target] = *units;
        }
        self.maxima = vec![last];
        for &issue in self.order.iter().rev() {
            let inner = &self.maxima[self.maxima.len() - 1];
            let outer = inner.chunks(sizes[issue]).map(|options| options.iter().copied().fold(T::min_value(), T::max)).collect();
            self.maxima.push(outer);
        }
        self.maxima.reverse();
        self.rows = vec![0; self.order.len() + 1];
    }
}
