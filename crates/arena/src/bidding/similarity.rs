//! How near two outcomes are. (Faratin, Sierra & Jennings 2002, Artificial Intelligence 142:205.)

use zopa_model::{Issue, Kind, OptionIndex, Outcome};

use crate::{Now, Offer};

/// The weighted sum of how near the options of each issue are: 1 where both are the same outcome. Weights sum to one.
fn similarity(issues: &[Issue], weights: &[f64], one: &Outcome, other: &Outcome) -> f64 {
    let options = one.options().iter().zip(other.options());
    issues.iter().zip(weights).zip(options).map(|((issue, weight), (&one, &other))| weight * nearness(issue, one, other)).sum()
}

/// Options without an order are the same or not; others are the nearer, the fewer steps lie between them.
fn nearness(issue: &Issue, one: OptionIndex, other: OptionIndex) -> f64 {
    let steps = issue.options().len().saturating_sub(1).max(1);
    match issue.kind() {
        _ if one == other => 1.0,
        Kind::Categorical => 0.0,
        Kind::Ordered | Kind::Integer { .. } | Kind::Real { .. } => 1.0 - f64::from(one.abs_diff(other)) / steps as f64,
    }
}

/// Something that others offered, to be met as nearly as possible.
pub(super) struct Wishes<'a> {
    issues: &'a [Issue],
    /// Each with the weights of the seat that made it: those that are believed, or equal ones.
    wishes: Vec<(&'a Offer, Vec<f64>)>,
}

impl<'a> Wishes<'a> {
    /// What each other seat offered last.
    pub(super) fn last(now: &Now<'a>) -> Self {
        Self::new(now, |latest| latest.next())
    }

    /// What each other seat offered first.
    pub(super) fn first(now: &Now<'a>) -> Self {
        Self::new(now, |latest| latest.last())
    }

    fn new(now: &Now<'a>, pick: fn(&mut dyn Iterator<Item = &'a Offer>) -> Option<&'a Offer>) -> Self {
        let issues = now.brief.space.issues();
        let wish = |seat| {
            let offers = &mut now.history.latest_from(seat).map(|received| &received.bid.offer);
            let even = || vec![1.0 / issues.len().max(1) as f64; issues.len()];
            let weights = || now.model.estimate(seat).map_or_else(even, |estimate| estimate.weights.clone());
            pick(offers).map(|offer| (offer, weights()))
        };
        Self { issues, wishes: now.others().filter_map(wish).collect() }
    }

    /// Whether nobody offered anything.
    pub(super) fn is_empty(&self) -> bool {
        self.wishes.is_empty()
    }

    /// How near an outcome comes to them on average.
    pub(super) fn nearness(&self, outcome: &Outcome) -> f64 {
        let sum: f64 = self.wishes.iter().map(|(wish, weights)| similarity(self.issues, weights, wish, outcome)).sum();
        sum / self.wishes.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordered_options_are_nearer_the_fewer_steps_lie_between() {
        let issues = [Issue::ordered("price", ["0", "1", "2", "3", "4"]), Issue::categorical("colour", ["red", "blue", "green"])];
        let near = |one: [u32; 2], other: [u32; 2]| similarity(&issues, &[0.75, 0.25], &Outcome::new(one), &Outcome::new(other));
        assert_eq!(
            [near([1, 2], [1, 2]), near([0, 0], [1, 0]), near([0, 0], [0, 2]), near([0, 0], [4, 1])],
            [1.0, 0.8125, 0.75, 0.0]
        );
    }
}
