//! How much of the conflict each bargained issue carries.
//!
//! **Opposition** of two parties on an issue is `(1 - tau) / 2`, where tau is Kendall's tau-b (Kendall 1945, Biometrika
//! 33:239) between their orders of its options: 0 for the same order, 1 for the opposite one. Where a party does not
//! mind (all options worth the same to it) it is undefined and the party is listed as indifferent. Ties are exact:
//! utilities are whole numbers.
//!
//! **At stake** on an issue is the sum over pairs of parties of weight times weight times opposition; its **share** is
//! that divided by the sum over all issues. The weight of an issue to a party is the spread of its worth over the
//! options (best less worst), divided by the sum of the spreads over all issues.
//!
//! **Linkages.** What an option of a linked issue is worth by itself is taken as the mean of the linkage over all
//! combinations of options of the other issues it joins, each counted once. What remains of the linkage, its
//! interaction, belongs to no single issue and is in no share; [`IssueStake::linked`] says where that happened. A cap
//! is passed over, since what it cuts belongs to no single issue either.

use num_bigint::BigInt;
use num_traits::{CheckedAdd, CheckedMul, ToPrimitive, Zero};
use zopa_model::{Factor, IssueIndex, OutcomeSpace, PartyIndex, Utility};

/// What every page that shows shares has to say beside them.
pub const GROUPING_CAVEAT: &str =
    "Shares depend on how clauses were grouped into issues: merging or splitting an issue changes them.";

/// What one issue carries of the conflict, for point utilities.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueStake {
    /// Which.
    pub issue: IssueIndex,
    /// The weight of the issue to each party, 0 to 1; `None` for a party that does not mind about any issue.
    pub weights: Vec<Option<f64>>,
    /// For each pair of parties, lower index first, their opposition from 0 to 1; `None` where one does not mind.
    pub opposition: Vec<PairOpposition>,
    /// The parties that do not mind how it is settled.
    pub indifferent: Vec<PartyIndex>,
    /// The share of the conflict, 0 to 1; `None` where nothing at all is in conflict.
    pub share: Option<f64>,
    /// Whether a linkage of some party joins it to other issues.
    pub linked: bool,
}

/// How much two parties' orders of the options of one issue differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairOpposition {
    /// The two, lower index first.
    pub parties: (PartyIndex, PartyIndex),
    /// From 0 (same order) to 1 (opposite); `None` where one of the two does not mind.
    pub opposition: Option<f64>,
    /// Whether some two options are ranked one way by one and the other way by the other. Exact.
    pub is_disputed: bool,
}

/// A figure over draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The mean over the draws in which it is defined.
    pub mean: f64,
    /// The tenth percentile: the smallest value that at least a tenth of the draws do not exceed.
    pub low: f64,
    /// The ninetieth percentile, likewise.
    pub high: f64,
    /// In how many draws it is defined.
    pub draws: usize,
}

/// What one issue carries of the conflict, over draws.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnStake {
    /// Which.
    pub issue: IssueIndex,
    /// The share of the conflict; `None` where no draw has a conflict.
    pub share: Option<Spread>,
    /// The largest opposition among the pairs of parties; `None` where in every draw somebody of each pair does not mind.
    pub opposition: Option<Spread>,
    /// For each party, in how many draws it does not mind.
    pub indifferent: Vec<usize>,
    /// Whether a linkage joins it to other issues in some draw.
    pub linked: bool,
}

impl Spread {
    /// The mean and range of `values`; `None` without any.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let draws = values.len();
        let rank = |percent: usize| values.get((draws * percent).div_ceil(100).saturating_sub(1)).copied();
        let mean = values.iter().sum::<f64>() / draws as f64;
        Some(Self { mean, low: rank(10)?, high: rank(90)?, draws })
    }
}

/// What each issue of `space` carries, for one utility per party. In the order of the issues.
pub fn stakes(space: &OutcomeSpace, utilities: &[Utility]) -> Vec<IssueStake> {
    let sizes = space.sizes();
    let values: Vec<Vec<Vec<Worth>>> =
        utilities.iter().map(|utility| (0..sizes.len()).map(|issue| worths(utility, issue, &sizes)).collect()).collect();
    let weights: Vec<Option<Vec<f64>>> = values.iter().map(|issues| weights(issues)).collect();
    let mut stakes: Vec<(IssueStake, f64)> = (0..sizes.len())
        .map(|issue| {
            let own: Vec<&[Worth]> = values.iter().map(|issues| issues[issue].as_slice()).collect();
            let weight: Vec<Option<f64>> = weights.iter().map(|all| all.as_ref().map(|all| all[issue])).collect();
            let opposition = oppositions(&own);
            let stake = opposition.iter().map(|pair| at_stake(pair, &weight)).sum();
            let indifferent = (0..own.len()).filter(|&party| is_flat(own[party])).collect();
            let linked = utilities.iter().any(|utility| is_linked(utility, issue));
            (IssueStake { issue, weights: weight, opposition, indifferent, share: None, linked }, stake)
        })
        .collect();
    let total: f64 = stakes.iter().map(|(_, stake)| stake).sum();
    if total > 0.0 {
        stakes.iter_mut().for_each(|(issue, stake)| issue.share = Some(*stake / total));
    }
    stakes.into_iter().map(|(issue, _)| issue).collect()
}

/// What each issue of `space` carries, over draws of one utility per party each.
pub fn stakes_over(space: &OutcomeSpace, draws: &[Vec<Utility>]) -> Vec<DrawnStake> {
    let issues = space.issues().len();
    let parties = draws.first().map_or(0, Vec::len);
    let mut shares = vec![Vec::new(); issues];
    let mut oppositions = vec![Vec::new(); issues];
    let mut indifferent = vec![vec![0; parties]; issues];
    let mut linked = vec![false; issues];
    for utilities in draws {
        for stake in stakes(space, utilities) {
            shares[stake.issue].extend(stake.share);
            oppositions[stake.issue].extend(stake.opposition.iter().filter_map(|pair| pair.opposition).max_by(f64::total_cmp));
            stake.indifferent.iter().for_each(|&party| indifferent[stake.issue][party] += 1);
            linked[stake.issue] |= stake.linked;
        }
    }
    let gathered = shares.into_iter().zip(oppositions).zip(indifferent).zip(linked).enumerate();
    gathered
        .map(|(issue, (((share, opposition), indifferent), linked))| DrawnStake {
            issue,
            share: Spread::of(share),
            opposition: Spread::of(opposition),
            indifferent,
            linked,
        })
        .collect()
}

fn at_stake(pair: &PairOpposition, weights: &[Option<f64>]) -> f64 {
    let (one, other) = pair.parties;
    weights[one].unwrap_or(0.0) * weights[other].unwrap_or(0.0) * pair.opposition.unwrap_or(0.0)
}

/// What an option of an issue is worth by itself, in units divided by a number that is the same for all options of
/// all issues of one party: only order and proportion mean something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Worth {
    /// Where the numbers fit, as they nearly always do.
    Small(i128),
    /// Where a fine quantum and a large linkage come together.
    Large(BigInt),
}

impl Worth {
    pub(crate) fn to_big(&self) -> BigInt {
        match self {
            Self::Small(units) => BigInt::from(*units),
            Self::Large(units) => units.clone(),
        }
    }
}

/// What each option of `issue` is worth by itself to a party with `utility`; see the page of the module. Values of
/// different issues of the same party are on the same scale.
pub(crate) fn worths(utility: &Utility, issue: IssueIndex, sizes: &[usize]) -> Vec<Worth> {
    match main_effects::<i128>(utility, issue, sizes) {
        Some(effects) => effects.into_iter().map(Worth::Small).collect(),
        None => main_effects::<BigInt>(utility, issue, sizes)
            .expect("big integers do not overflow")
            .into_iter()
            .map(Worth::Large)
            .collect(),
    }
}

/// The means of all factors over the issues other than `issue`, times the product of the numbers of combinations of
/// all linkages, so that they stay whole. `None` where that overflows, on any issue: all are on the same scale then.
fn main_effects<T>(utility: &Utility, issue: IssueIndex, sizes: &[usize]) -> Option<Vec<T>>
where
    T: From<i128> + Clone + CheckedAdd + CheckedMul + Zero,
{
    let combinations = |factor: &Factor| factor.units().len() as i128;
    let linkages = || utility.factors.iter().filter(|factor| factor.scope().len() > 1);
    let scale = linkages().try_fold(T::from(1), |scale, factor| scale.checked_mul(&T::from(combinations(factor))))?;
    // So that no issue alone overflows: the largest sum that any of them can form.
    let largest = T::from(i128::try_from(utility.magnitude()).ok()?);
    scale.checked_mul(&largest)?.checked_mul(&T::from(sizes.iter().copied().max().unwrap_or(1) as i128))?;
    let mut effects = vec![T::zero(); sizes[issue]];
    for factor in utility.factors.iter().filter(|factor| factor.scope().contains(&issue)) {
        let (others, after) = layout(factor, issue, sizes[issue]);
        // The scale is a multiple of the number of combinations, and so of that of the others.
        let mut own = linkages().filter(|linkage| !std::ptr::eq(*linkage, factor));
        let rest = own.try_fold(T::from(1), |rest, other| rest.checked_mul(&T::from(combinations(other))))?;
        let times = if others == 1 { scale.clone() } else { rest.checked_mul(&T::from(combinations(factor) / others))? };
        for (row, unit) in factor.units().iter().enumerate() {
            let effect = &mut effects[(row / after) % sizes[issue]];
            *effect = effect.checked_add(&T::from(*unit).checked_mul(&times)?)?;
        }
    }
    Some(effects)
}

/// How many combinations of its other issues a factor has, and how many rows lie between two options of `issue`.
fn layout(factor: &Factor, issue: IssueIndex, size: usize) -> (i128, usize) {
    let after = match factor {
        Factor::Issue { .. } => 1,
        Factor::Linkage { issues, sizes, .. } => {
            let later = issues.iter().zip(sizes).skip_while(|(joined, _)| **joined != issue).skip(1);
            later.map(|(_, size)| size).product()
        }
        Factor::Box { .. } => unreachable!("the stakes of a case are asked of draws, which hold no boxes"),
    };
    ((factor.units().len() / size) as i128, after)
}

/// The weight of each issue, or `None` where the party minds about none.
fn weights(issues: &[Vec<Worth>]) -> Option<Vec<f64>> {
    let spreads: Vec<f64> = issues.iter().map(|values| spread(values)).collect();
    let total: f64 = spreads.iter().sum();
    (total > 0.0).then(|| spreads.iter().map(|spread| spread / total).collect())
}

/// Best less worst, for display.
fn spread(values: &[Worth]) -> f64 {
    match (values.iter().max(), values.iter().min()) {
        (Some(Worth::Small(best)), Some(Worth::Small(worst))) => best.saturating_sub(*worst) as f64,
        _ => exact_spread(values).to_f64().unwrap_or(f64::INFINITY),
    }
}

/// Best less worst.
pub(crate) fn exact_spread(values: &[Worth]) -> BigInt {
    match (values.iter().max(), values.iter().min()) {
        (Some(best), Some(worst)) => best.to_big() - worst.to_big(),
        _ => BigInt::zero(),
    }
}

pub(crate) fn is_flat(values: &[Worth]) -> bool {
    values.windows(2).all(|pair| pair[0] == pair[1])
}

fn is_linked(utility: &Utility, issue: IssueIndex) -> bool {
    utility.factors.iter().any(|factor| factor.scope().len() > 1 && factor.scope().contains(&issue))
}

fn oppositions(values: &[&[Worth]]) -> Vec<PairOpposition> {
    let pairs = (0..values.len()).flat_map(|one| (one + 1..values.len()).map(move |other| (one, other)));
    pairs
        .map(|parties| {
            let agreement = Agreement::of(values[parties.0], values[parties.1]);
            PairOpposition { parties, opposition: agreement.opposition(), is_disputed: agreement.discordant > 0 }
        })
        .collect()
}

/// Pairs of options, counted by how two parties rank them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// Ranked the same way by both.
    pub(crate) concordant: u64,
    /// Ranked one way by one and the other way by the other.
    pub(crate) discordant: u64,
    /// Worth the same to the second alone.
    tied_for_second: u64,
    /// Worth the same to the first alone.
    tied_for_first: u64,
}

impl Agreement {
    /// Counts in `n log n` steps, by sorting (Knight 1966, Journal of the American Statistical Association 61:436).
    pub(crate) fn of<T: Ord>(first: &[T], second: &[T]) -> Self {
        let mut sorted: Vec<(&T, &T)> = first.iter().zip(second).collect();
        sorted.sort_unstable();
        let all = pairs_of(sorted.len());
        let tied_for_both = tied(&sorted, |a, b| a == b);
        let in_first = tied(&sorted, |a, b| a.0 == b.0);
        let mut seconds: Vec<&T> = sorted.iter().map(|pair| pair.1).collect();
        let discordant = sort_counting(&mut seconds);
        let in_second = tied(&seconds, |a, b| a == b);
        Self {
            concordant: all + tied_for_both - in_first - in_second - discordant,
            discordant,
            tied_for_second: in_second - tied_for_both,
            tied_for_first: in_first - tied_for_both,
        }
    }

    /// `(1 - tau_b) / 2`; `None` where one of the two ranks nothing. Same and opposite orders give 0 and 1 exactly.
    pub(crate) fn opposition(self) -> Option<f64> {
        let ranked_by_first = self.concordant + self.discordant + self.tied_for_second;
        let ranked_by_second = self.concordant + self.discordant + self.tied_for_first;
        if ranked_by_first == 0 || ranked_by_second == 0 {
            return None;
        }
        let difference = self.concordant as f64 - self.discordant as f64;
        let tau = difference / libm::sqrt(ranked_by_first as f64 * ranked_by_second as f64);
        Some((1.0 - tau.clamp(-1.0, 1.0)) / 2.0)
    }
}

fn pairs_of(count: usize) -> u64 {
    let count = count as u64;
    count * count.saturating_sub(1) / 2
}

/// The pairs within the runs of `sorted` whose neighbours are the `same`.
fn tied<T>(sorted: &[T], same: impl FnMut(&T, &T) -> bool) -> u64 {
    sorted.chunk_by(same).map(|run| pairs_of(run.len())).sum()
}

/// Sorts `values` by halves and counts the pairs that stood the wrong way round.
fn sort_counting<T: Ord + Copy>(values: &mut [T]) -> u64 {
    let middle = values.len() / 2;
    if middle == 0 {
        return 0;
    }
    let (lower, upper) = values.split_at_mut(middle);
    let mut wrong = sort_counting(lower) + sort_counting(upper);
    for value in &*upper {
        wrong += (lower.len() - lower.partition_point(|earlier| earlier <= value)) as u64;
    }
    values.sort();
    wrong
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against looking at every pair.
        #[test]
        fn pairs_are_counted_as_one_by_one(values in prop::collection::vec((0u8..6, 0u8..6), 0..20)) {
            let (first, second): (Vec<u8>, Vec<u8>) = values.iter().copied().unzip();
            let mut counts = Agreement::default();
            for (at, a) in values.iter().enumerate() {
                for b in &values[at + 1..] {
                    match (a.0.cmp(&b.0), a.1.cmp(&b.1)) {
                        (Ordering::Equal, Ordering::Equal) => {}
                        (Ordering::Equal, _) => counts.tied_for_first += 1,
                        (_, Ordering::Equal) => counts.tied_for_second += 1,
                        (one, other) if one == other => counts.concordant += 1,
                        _ => counts.discordant += 1,
                    }
                }
            }
            prop_assert_eq!(Agreement::of(&first, &second), counts);
        }
    }
}
