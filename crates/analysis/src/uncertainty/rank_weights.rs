//! Single weights from a ranking, exactly: for display and as a named basis, never as a finding.
//!
//! A ranking taken from statements orders *demands*, not swings between the worst and the best option of an issue;
//! weights made from it are a prior.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use zopa_model::{Exact, Tier};

/// A rule that turns ranks into weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RankRule {
    /// `w_j = (1/n) × sum over m = j..n of 1/m`: the mean of all weights that keep the ranking
    /// (Barron & Barrett 1996, Management Science 42:1515).
    Centroid,
    /// `w_j = 2(n + 1 - j) / (n(n + 1))` (Stillwell, Seaver & Edwards 1981).
    Sum,
    /// `w_j = (1/j) / sum over m of 1/m` (Stillwell, Seaver & Edwards 1981).
    Reciprocal,
}

/// The weights of `count` strict ranks, most important first. Empty for none.
pub fn rank_weights(rule: RankRule, count: usize) -> Vec<Exact> {
    let raw: Vec<BigRational> = (1..=count)
        .map(|rank| match rule {
            RankRule::Centroid => (rank..=count).map(one_over).sum(),
            RankRule::Sum => BigRational::from_integer(BigInt::from(count + 1 - rank)),
            RankRule::Reciprocal => one_over(rank),
        })
        .collect();
    let total: BigRational = raw.iter().sum();
    raw.into_iter().map(|weight| Exact::from(weight / &total)).collect()
}

fn one_over(rank: usize) -> BigRational {
    BigRational::new(BigInt::from(1), BigInt::from(rank))
}

/// The weights of `issues` issues ranked in `tiers`. Issues that share a tier share the mean of the weights of the
/// ranks they cover; issues in no tier are taken as tied last, which a report has to say.
pub fn tier_weights(rule: RankRule, issues: usize, tiers: &[Tier]) -> Vec<Exact> {
    let by_rank = rank_weights(rule, issues);
    let mut weights = vec![Exact::zero(); issues];
    let unranked: Vec<usize> = (0..issues).filter(|issue| !tiers.iter().any(|tier| tier.issues.contains(issue))).collect();
    let mut rank = 0;
    for group in tiers.iter().map(|tier| &tier.issues).chain([&unranked]).filter(|group| !group.is_empty()) {
        let covered = by_rank[rank..rank + group.len()].iter().map(Exact::rational).fold(BigRational::zero(), |a, b| a + b);
        let share = Exact::from(covered / BigInt::from(group.len()));
        for &issue in group {
            weights[issue] = share.clone();
        }
        rank += group.len();
    }
    weights
}

#[cfg(test)]
mod tests {
    use zopa_model::TierKind;

    use super::*;

    fn shown(weights: &[Exact]) -> String {
        weights.iter().map(Exact::to_fraction).collect::<Vec<_>>().join(" ")
    }

    /// Barron & Barrett 1996 and Stillwell, Seaver & Edwards 1981, in fractions.
    #[test]
    fn known_tables() {
        for (rule, count, expected) in [
            (RankRule::Centroid, 1, "1/1"),
            (RankRule::Centroid, 2, "3/4 1/4"),
            (RankRule::Centroid, 3, "11/18 5/18 1/9"),
            (RankRule::Centroid, 4, "25/48 13/48 7/48 1/16"),
            (RankRule::Centroid, 5, "137/300 77/300 47/300 9/100 1/25"),
            (RankRule::Sum, 2, "2/3 1/3"),
            (RankRule::Sum, 3, "1/2 1/3 1/6"),
            (RankRule::Sum, 4, "2/5 3/10 1/5 1/10"),
            (RankRule::Sum, 5, "1/3 4/15 1/5 2/15 1/15"),
            (RankRule::Reciprocal, 2, "2/3 1/3"),
            (RankRule::Reciprocal, 3, "6/11 3/11 2/11"),
            (RankRule::Reciprocal, 4, "12/25 6/25 4/25 3/25"),
            (RankRule::Reciprocal, 5, "60/137 30/137 20/137 15/137 12/137"),
        ] {
            assert_eq!(shown(&rank_weights(rule, count)), expected, "{rule:?} {count}");
        }
        assert!(rank_weights(RankRule::Sum, 0).is_empty());
    }

    #[test]
    fn ties_share_and_the_unranked_are_tied_last() {
        let tiers = [Tier { issues: vec![2, 0], kind: TierKind::Unordered }];
        // Four issues: the first two ranks to issues 0 and 2, the last two to 1 and 3.
        assert_eq!(shown(&tier_weights(RankRule::Sum, 4, &tiers)), "7/20 3/20 7/20 3/20");
    }
}
