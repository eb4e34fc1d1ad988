//! What can be said of two packages without a draw: whether one is at least as good under everything admissible.

use num_rational::BigRational;
use num_traits::Zero;
use zopa_model::{Exact, LinkageRange, Outcome, Preferences, Range, Tier, ValueJudgement, WeightJudgement, Worth};

use super::polytope::Polytope;

/// How two packages compare to one party, over everything admissible. Exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dominance {
    /// The least that the first can be worth more than the second (below zero: it may be worth less).
    pub least: Exact,
    /// The most that the first can be worth more than the second.
    pub greatest: Exact,
    /// Under a full ranking of the issues: the mean advantage over the first, the first two, ... issues, where values
    /// are least favourable. Every weighting that keeps the ranking mixes these, so their least is `least` (linkages
    /// apart): "because on your first k priorities together ...".
    pub running_averages: Option<Vec<Exact>>,
}

impl Dominance {
    /// Whether the first is at least as good whatever holds.
    pub fn is_certain(&self) -> bool {
        !self.least.is_negative()
    }

    /// Whether the first may be strictly better.
    pub fn is_possible(&self) -> bool {
        self.greatest > Exact::zero()
    }
}

/// How `first` compares to `second` under `preferences`; `None` when no weights are admissible.
pub fn dominance(preferences: &Preferences, first: &Outcome, second: &Outcome) -> Option<Dominance> {
    let (least, greatest, running_averages) = match &preferences.worth {
        Worth::Points(points) => {
            let spans =
                points.iter().enumerate().map(|(issue, options)| span(options, first.option(issue), second.option(issue)));
            let (least, greatest): (Vec<BigRational>, Vec<BigRational>) = spans.unzip();
            (least.iter().sum(), greatest.iter().sum(), None)
        }
        Worth::Weighted { weights, values } => {
            let spans = values.iter().enumerate().map(|(issue, judgement)| match judgement {
                ValueJudgement::Ranges(ranges) => span(ranges, first.option(issue), second.option(issue)),
                ValueJudgement::Order(groups) => span_in_order(groups, first.option(issue), second.option(issue)),
            });
            let (least, greatest): (Vec<BigRational>, Vec<BigRational>) = spans.unzip();
            weighted(weights, &least, &greatest)?
        }
    };
    let linked = preferences.linkages.iter().map(|linkage| linked_span(linkage, first, second));
    let (linked_least, linked_greatest): (Vec<BigRational>, Vec<BigRational>) = linked.unzip();
    Some(Dominance {
        least: Exact::from(least + linked_least.iter().sum::<BigRational>()),
        greatest: Exact::from(greatest + linked_greatest.iter().sum::<BigRational>()),
        running_averages,
    })
}

type Extremes = (BigRational, BigRational, Option<Vec<Exact>>);

/// Weights are not negative, so the least over weights and values is the least over weights of the least values.
fn weighted(judgement: &WeightJudgement, least: &[BigRational], greatest: &[BigRational]) -> Option<Extremes> {
    if let Some(order) = full_ranking(judgement) {
        let averages = running_averages(&order, least);
        let low = averages.iter().min()?.clone();
        let high = running_averages(&order, greatest).into_iter().max()?;
        return Some((low, high, Some(averages.into_iter().map(Exact::from).collect())));
    }
    let polytope = Polytope::new(judgement);
    let (high, _) = polytope.maximum(greatest)?;
    let (low, _) = polytope.maximum(&least.iter().map(|difference| -difference).collect::<Vec<_>>())?;
    Some((-low.rational().clone(), high.rational().clone(), None))
}

/// The issues from most to least important, where a strict ranking of all is everything that is said.
fn full_ranking(judgement: &WeightJudgement) -> Option<Vec<usize>> {
    let alone = |tier: &Tier| (tier.issues.len() == 1).then(|| tier.issues[0]);
    let order: Vec<usize> = judgement.tiers.iter().map(alone).collect::<Option<_>>()?;
    (order.len() == judgement.issues && judgement.intervals.is_empty() && judgement.ratios.is_empty()).then_some(order)
}

/// The differences at the corners of the ranked weights: (1, 0, ...), (1/2, 1/2, 0, ...), ....
fn running_averages(order: &[usize], differences: &[BigRational]) -> Vec<BigRational> {
    let mut sum = BigRational::zero();
    order
        .iter()
        .enumerate()
        .map(|(before, &issue)| {
            sum += &differences[issue];
            &sum / BigRational::from_integer((before + 1).into())
        })
        .collect()
}

/// The least and the greatest difference of the values of two options.
fn span(ranges: &[Range], first: u32, second: u32) -> (BigRational, BigRational) {
    if first == second {
        return (BigRational::zero(), BigRational::zero());
    }
    let (a, b) = (&ranges[first as usize], &ranges[second as usize]);
    (a.low().rational() - b.high().rational(), a.high().rational() - b.low().rational())
}

/// The same where only the order is known: the best is worth 1, the worst 0, the others anything between in order.
fn span_in_order(groups: &[Vec<u32>], first: u32, second: u32) -> (BigRational, BigRational) {
    let place = |option: u32| groups.iter().position(|group| group.contains(&option)).unwrap_or(0);
    let (a, b) = (place(first), place(second));
    let whole = |n: i32| BigRational::from_integer(n.into());
    let ends = |upper: usize, lower: usize| upper == 0 && lower + 1 == groups.len();
    match a.cmp(&b) {
        std::cmp::Ordering::Equal => (whole(0), whole(0)),
        std::cmp::Ordering::Less => (whole(i32::from(ends(a, b))), whole(1)),
        std::cmp::Ordering::Greater => (whole(-1), whole(-i32::from(ends(b, a)))),
    }
}

fn linked_span(linkage: &LinkageRange, first: &Outcome, second: &Outcome) -> (BigRational, BigRational) {
    let entry = |outcome: &Outcome| {
        let fits = |options: &[u32]| linkage.issues.iter().zip(options).all(|(&issue, &option)| outcome.option(issue) == option);
        linkage.entries.iter().position(|(options, _)| fits(options))
    };
    let (a, b) = (entry(first), entry(second));
    if a == b {
        return (BigRational::zero(), BigRational::zero());
    }
    let ends = |entry: Option<usize>| match entry {
        None => (BigRational::zero(), BigRational::zero()),
        Some(entry) => {
            let range = &linkage.entries[entry].1;
            (range.low().rational().clone(), range.high().rational().clone())
        }
    };
    let ((a_low, a_high), (b_low, b_high)) = (ends(a), ends(b));
    (a_low - b_high, a_high - b_low)
}
