//! What an analyst can honestly say about the weights of issues, and whether it can all be true at once.

use num_traits::{One, Zero};

use num_rational::BigRational;

use crate::{Exact, IssueIndex, Range};

/// How the issues of one tier of a ranking relate to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierKind {
    /// They weigh the same.
    Equal,
    /// Nobody said which of them weighs more.
    Unordered,
}

/// Issues that share a place in a ranking. A tier of one is a plain rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The issues.
    pub issues: Vec<IssueIndex>,
    /// How they relate to each other.
    pub kind: TierKind,
}

/// Everything said about one party's weights: they are at least zero, sum to one, and keep to all of this.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WeightJudgement {
    /// Number of issues in the space.
    pub issues: usize,
    /// The ranking, most important first. An issue in no tier has no place in the order.
    pub tiers: Vec<Tier>,
    /// Intervals for single weights.
    pub intervals: Vec<(IssueIndex, Range)>,
    /// `(a, times, b)`: the weight of `a` is at least `times` that of `b`.
    pub ratios: Vec<(IssueIndex, Exact, IssueIndex)>,
}

/// One linear condition on the weights, so that a contradiction can be told in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightConstraint {
    /// `weight(issue) >= low`.
    AtLeast {
        /// The issue.
        issue: IssueIndex,
        /// The bound.
        low: Exact,
    },
    /// `weight(issue) <= high`.
    AtMost {
        /// The issue.
        issue: IssueIndex,
        /// The bound.
        high: Exact,
    },
    /// `weight(issue) >= times × weight(other)`; a rank above another is this with `times` = 1.
    Ratio {
        /// The heavier issue.
        issue: IssueIndex,
        /// How many times as heavy, at least.
        times: Exact,
        /// The lighter issue.
        other: IssueIndex,
    },
}

impl WeightJudgement {
    /// Every linear condition, in the order ranking, intervals, ratios.
    pub fn constraints(&self) -> Vec<WeightConstraint> {
        let above = |issue, other| WeightConstraint::Ratio { issue, times: Exact::one(), other };
        let mut all = Vec::new();
        for pair in self.tiers.windows(2) {
            for &upper in &pair[0].issues {
                all.extend(pair[1].issues.iter().map(|&lower| above(upper, lower)));
            }
        }
        for tier in self.tiers.iter().filter(|tier| tier.kind == TierKind::Equal) {
            for pair in tier.issues.windows(2) {
                all.extend([above(pair[0], pair[1]), above(pair[1], pair[0])]);
            }
        }
        for (issue, range) in &self.intervals {
            all.push(WeightConstraint::AtLeast { issue: *issue, low: range.low().clone() });
            all.push(WeightConstraint::AtMost { issue: *issue, high: range.high().clone() });
        }
        let ratio = |(issue, times, other): &(IssueIndex, Exact, IssueIndex)| WeightConstraint::Ratio {
            issue: *issue,
            times: times.clone(),
            other: *other,
        };
        all.extend(self.ratios.iter().map(ratio));
        all
    }

    /// A smallest set of conditions that cannot hold together (none of them can be spared), or `None` where
    /// some weights satisfy everything.
    pub fn conflict(&self) -> Option<Vec<WeightConstraint>> {
        let mut kept = self.constraints();
        if is_satisfiable(self.issues, &kept) {
            return None;
        }
        let mut position = 0;
        while position < kept.len() {
            let spared = kept.remove(position);
            if is_satisfiable(self.issues, &kept) {
                kept.insert(position, spared);
                position += 1;
            }
        }
        Some(kept)
    }

    /// Whether the conditions leave some weights over.
    pub fn is_satisfiable(&self) -> bool {
        is_satisfiable(self.issues, &self.constraints())
    }
}

/// Whether some weights, at least zero and of sum one, satisfy all `constraints`.
///
/// Bounds and ratios with a non-negative factor are closed under the componentwise minimum and maximum of two
/// solutions, so they have a least and a greatest solution in the unit box; the set is convex, so every sum between
/// those two sums is reached. The question is therefore whether one lies between the two sums, which two
/// propagations of bounds answer exactly, without a linear programme. (Our own observation; a property test
/// compares it with a search over a grid.)
fn is_satisfiable(issues: usize, constraints: &[WeightConstraint]) -> bool {
    let Some((least, greatest)) = extreme_solutions(issues, constraints) else { return false };
    let total = |weights: &[BigRational]| weights.iter().sum::<BigRational>();
    total(&least) <= BigRational::one() && BigRational::one() <= total(&greatest)
}

/// The componentwise least and greatest weights in the unit box that satisfy `constraints` (their sum set aside).
fn extreme_solutions(issues: usize, constraints: &[WeightConstraint]) -> Option<(Vec<BigRational>, Vec<BigRational>)> {
    let mut low = vec![BigRational::zero(); issues];
    let mut high = vec![BigRational::one(); issues];
    let mut ratios = Vec::new();
    for constraint in constraints {
        match constraint {
            WeightConstraint::AtLeast { issue, low: bound } => {
                low[*issue] = low[*issue].clone().max(bound.rational().clone());
            }
            WeightConstraint::AtMost { issue, high: bound } => {
                high[*issue] = high[*issue].clone().min(bound.rational().clone());
            }
            WeightConstraint::Ratio { issue, times, other } => ratios.push((*issue, times.rational(), *other)),
        }
    }
    // A lower bound that still rises after as many rounds as there are issues rises for ever: contradiction.
    for round in 0..=issues {
        let mut risen = false;
        for (issue, times, other) in &ratios {
            let bound = &low[*other] * *times;
            if bound > low[*issue] {
                low[*issue] = bound;
                risen = true;
            }
        }
        if !risen {
            break;
        }
        if round == issues {
            return None;
        }
    }
    // An upper bound that still falls after that many rounds falls towards zero, so it is zero.
    let mut settled = false;
    while !settled {
        settled = true;
        for round in 0..=issues {
            for (issue, times, other) in ratios.iter().filter(|(_, times, _)| !times.is_zero()) {
                let bound = &high[*issue] / *times;
                if bound < high[*other] {
                    high[*other] = if round == issues { BigRational::zero() } else { bound };
                    settled &= round < issues;
                }
            }
        }
    }
    low.iter().zip(&high).all(|(low, high)| low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ranked(order: &[IssueIndex]) -> WeightJudgement {
        let tiers = order.iter().map(|&issue| Tier { issues: vec![issue], kind: TierKind::Unordered }).collect();
        WeightJudgement { issues: order.len(), tiers, ..Default::default() }
    }

    fn range(low: &str, high: &str) -> Range {
        Range::new(low.parse().unwrap(), high.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_ranking_alone_is_never_a_contradiction() {
        assert_eq!(ranked(&[2, 0, 1]).conflict(), None);
    }

    #[test]
    fn names_just_the_statements_that_clash() {
        let mut said = ranked(&[0, 1, 2]);
        said.intervals = vec![(0, range("0.1", "0.2")), (1, range("0", "0.9"))];
        let conflict = said.conflict().unwrap();
        // 0.2 at most for the first, so as much for the two below it: 0.6 in all. The ceiling of 0.9 is not to blame.
        let ceilings = conflict.iter().filter(|c| matches!(c, WeightConstraint::AtMost { .. })).count();
        assert_eq!((conflict.len(), ceilings), (3, 1), "{conflict:?}");
    }

    #[test]
    fn intervals_must_leave_room_for_one() {
        let said = |low, high| WeightJudgement {
            issues: 2,
            intervals: vec![(0, range(low, high)), (1, range(low, high))],
            ..Default::default()
        };
        assert!(said("0.1", "0.6").is_satisfiable());
        assert!(!said("0.1", "0.4").is_satisfiable());
        assert!(!said("0.6", "0.7").is_satisfiable());
    }

    #[test]
    fn a_circle_of_ratios_forces_zero() {
        let two: Exact = "2".parse().unwrap();
        let mut said = WeightJudgement { issues: 3, ratios: vec![(0, two.clone(), 1), (1, two, 0)], ..Default::default() };
        assert!(said.is_satisfiable(), "the third issue takes everything");
        said.intervals = vec![(2, range("0", "0.5"))];
        assert!(!said.is_satisfiable());
    }

    proptest! {
        /// Against a search over all weights in tenths: what the grid finds must be found satisfiable.
        #[test]
        fn finds_what_a_grid_finds(
            bounds in prop::collection::vec((0u32..10, 0u32..10), 3),
            ratios in prop::collection::vec((0usize..3, 1u32..3, 0usize..3), 0..3),
        ) {
            let tenth = |n: u32| Exact::ratio(n, 10).unwrap();
            let said = WeightJudgement {
                issues: 3,
                tiers: vec![],
                intervals: bounds.iter().enumerate()
                    .map(|(issue, (a, b))| (issue, Range::new(tenth(*a.min(b)), tenth(*a.max(b))).unwrap())).collect(),
                ratios: ratios.iter().map(|(a, times, b)| (*a, Exact::from_integer(*times), *b)).collect(),
            };
            let on_grid = (0..=10u32).flat_map(|a| (0..=10 - a).map(move |b| [a, b, 10 - a - b])).any(|w| {
                bounds.iter().zip(w).all(|((a, b), w)| a.min(b) <= &w && &w <= a.max(b))
                    && ratios.iter().all(|(a, times, b)| w[*a] >= times * w[*b])
            });
            prop_assert!(!on_grid || said.is_satisfiable());
            if let Some(conflict) = said.conflict() {
                for spared in 0..conflict.len() {
                    let mut rest = conflict.clone();
                    rest.remove(spared);
                    prop_assert!(is_satisfiable(3, &rest), "{spared} of {conflict:?} can be spared");
                }
            }
        }
    }
}
