//! What a class did as a whole.

use zopa_arena::quality::Zone;

use super::debrief::GroupWorth;
use super::{Ended, Measured};

/// What a class did as a whole. Groups that are not in count nowhere but in their own number.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassSummary {
    /// Groups in all.
    pub groups: usize,
    /// Groups with a deal.
    pub deals: usize,
    /// Groups without one, as they say.
    pub no_deals: usize,
    /// Groups that are not in.
    pub not_in: usize,
    /// Groups without a deal though there was something that all would have signed.
    pub missed: usize,
    /// Groups in whose game there was nothing that all would sign.
    pub no_zone: usize,
    /// Deals that nobody could improve on without a loss for somebody.
    pub efficient: usize,
    /// Deals in which a part signed less than its limit, or crossed a red line.
    pub below_limit: usize,
    /// The share of each part, over groups with a deal.
    pub shares: Vec<Spread>,
    /// The distance to the frontier, over groups with a deal.
    pub to_frontier: Spread,
    /// The integrative ratio, over groups with a deal.
    pub integrative_ratio: Spread,
    /// The Nash ratio, over groups with a deal.
    pub nash_ratio: Spread,
}

/// Mean, middle and ends of a figure over groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Groups that it is defined for.
    pub of: usize,
    /// Groups with a deal that it is not defined for; no mean counts them.
    pub left_out: usize,
    /// Mean, median, least and greatest; `None` where it is defined for no group.
    pub figures: Option<Figures>,
}

/// The figures of a [`Spread`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// The mean.
    pub mean: f64,
    /// The middle; of an even number the mean of the two middle ones.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
}

/// What the class did as a whole, with `parts` parts to a group.
pub fn summary(groups: &[Measured], parts: usize) -> ClassSummary {
    let count = |ended: Ended| groups.iter().filter(|group| group.ended == ended).count();
    let deals: Vec<&GroupWorth> =
        groups.iter().filter(|group| group.ended == Ended::Deal).filter_map(|group| group.worth.as_ref()).collect();
    let spread = |of: &dyn Fn(&GroupWorth) -> Option<f64>| Spread::of(deals.iter().map(|worth| of(worth)));
    ClassSummary {
        groups: groups.len(),
        deals: deals.len(),
        no_deals: count(Ended::NoDeal),
        not_in: count(Ended::NotIn),
        missed: groups.iter().filter_map(|group| group.worth.as_ref()).filter(|worth| worth.is_missed).count(),
        no_zone: groups.iter().filter(|group| group.zone == Zone::Empty).count(),
        efficient: deals.iter().filter(|worth| worth.is_efficient == Some(true)).count(),
        below_limit: deals.iter().filter(|worth| worth.accepts.contains(&false)).count(),
        shares: (0..parts).map(|part| spread(&|worth| worth.shares.get(part).copied())).collect(),
        to_frontier: spread(&|worth| worth.to_frontier),
        integrative_ratio: spread(&|worth| worth.integrative_ratio),
        nash_ratio: spread(&|worth| worth.nash_ratio),
    }
}

impl Spread {
    fn of(values: impl Iterator<Item = Option<f64>>) -> Self {
        let all: Vec<Option<f64>> = values.collect();
        let mut known: Vec<f64> = all.iter().copied().flatten().collect();
        known.sort_unstable_by(f64::total_cmp);
        Self { of: known.len(), left_out: all.len() - known.len(), figures: Figures::of(&known) }
    }
}

impl Figures {
    /// Of values in ascending order.
    fn of(sorted: &[f64]) -> Option<Self> {
        let (least, greatest) = (*sorted.first()?, *sorted.last()?);
        let half = sorted.len() / 2;
        let median = if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 };
        Some(Self { mean: sorted.iter().sum::<f64>() / sorted.len() as f64, median, least, greatest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_defined_is_left_out_of_the_mean_and_counted() {
        let spread = Spread::of([Some(1.0), None, Some(0.0), Some(0.5), Some(0.1)].into_iter());
        let figures = spread.figures.expect("four values");
        assert_eq!((spread.of, spread.left_out, figures.median, figures.mean), (4, 1, 0.3, 0.4));
        assert_eq!(Spread::of(std::iter::empty()), Spread { of: 0, left_out: 0, figures: None });
    }
}
