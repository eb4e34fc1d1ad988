//! All outcomes from the best down, without a table and without a list.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use zopa_model::OptionIndex;

use super::diagram::{Diagram, Edge, Node};
use super::engine::Graded;
use crate::units::Unit;

/// A walk down from the best path. Every node knows the most that can follow, so a path is only begun when it is the next
/// to come; its alternatives wait, one for each layer, with what they can reach. (Lawler 1972, Management Science 18:401,
/// on a diagram.)
#[derive(Debug)]
pub(super) struct BestFirst<'a, U> {
    diagram: &'a Diagram<U>,
    /// Grade of every sum from there on.
    top: U,
    waiting: BinaryHeap<Branch<U>>,
}

/// All paths that begin like this.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Branch<U> {
    /// The best grade among them.
    grade: U,
    /// Options of the first layers. The last one stands also for those that come after it, which wait behind it.
    path: Vec<OptionIndex>,
    /// The node before the last option, and the sum until there.
    node: Node,
    sum: U,
}

impl<U: Unit> Ord for Branch<U> {
    /// The better grade first, between equals the smaller path: neither of two that wait begins like the other.
    fn cmp(&self, other: &Self) -> Ordering {
        self.grade.cmp(&other.grade).then_with(|| other.path.cmp(&self.path))
    }
}

impl<U: Unit> PartialOrd for Branch<U> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a, U: Unit> BestFirst<'a, U> {
    pub(super) fn new(diagram: &'a Diagram<U>, top: U) -> Self {
        let mut walk = Self { diagram, top, waiting: BinaryHeap::new() };
        match diagram.depth() {
            0 => walk.waiting.push(Branch { grade: U::default(), path: Vec::new(), node: 0, sum: U::default() }),
            _ => walk.waiting.extend(walk.branch_after(&[], 0, U::default(), None)),
        }
        walk
    }

    /// The best grade that `edge` out of a node at `level` leads to, `sum` being had before.
    fn grade(&self, level: usize, sum: U, edge: &Edge<U>) -> U {
        (sum + edge.gain + self.diagram.reach(level + 1, edge.to).most).min(self.top)
    }

    /// The branch of the option that comes next after `last` at the node where `path` leads, best grade first and between
    /// equals the smaller option first; the first of all for `None`.
    fn branch_after(&self, path: &[OptionIndex], node: Node, sum: U, last: Option<(U, OptionIndex)>) -> Option<Branch<U>> {
        let level = path.len();
        let options = self.diagram.edges(level, node).iter().zip(0..).filter(|(edge, _)| edge.is_open());
        let graded = options.map(|(edge, option)| (self.grade(level, sum, edge), option));
        let comes_later =
            |(grade, option): &(U, OptionIndex)| last.is_none_or(|(g, o)| *grade < g || (*grade == g && *option > o));
        let (grade, option) = graded.filter(comes_later).reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let mut longer = Vec::with_capacity(level + 1);
        longer.extend_from_slice(path);
        longer.push(option);
        Some(Branch { grade, path: longer, node, sum })
    }
}

impl<U: Unit> Iterator for BestFirst<'_, U> {
    type Item = Graded;

    /// Completes the best branch by the best options, the smallest of equals, and leaves behind at each layer the branch
    /// of the option that comes next there.
    fn next(&mut self) -> Option<Graded> {
        let mut branch = self.waiting.pop()?;
        let grade = branch.grade.widen();
        while let Some((&option, before)) = branch.path.split_last() {
            let alternative = self.branch_after(before, branch.node, branch.sum, Some((branch.grade, option)));
            self.waiting.extend(alternative);
            if branch.path.len() == self.diagram.depth() {
                break;
            }
            let edge = self.diagram.edges(before.len(), branch.node)[option as usize];
            let next = self.branch_after(&branch.path, edge.to, branch.sum + edge.gain, None);
            branch = next.expect("every open edge leads on to the end");
        }
        Some(Graded { path: branch.path, grade })
    }
}
