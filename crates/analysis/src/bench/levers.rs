//! What can be moved at the bench, how far what was stated lets it go, and where it stands.

use zopa_model::{IssueIndex, PartyIndex, Scenario, WeightConstraint, WeightJudgement, Worth};

use super::Bench;
use crate::uncertainty::draws::Reservation;
use crate::uncertainty::polytope::Polytope;

/// Weights of more issues than this are told to lie from 0 to 1, and nothing closer: exact ends would take longer than a
/// page waits for them.
const MOST_EXACT: usize = 40;

/// The weight of one issue to one party.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightLever {
    /// The issue.
    pub issue: IssueIndex,
    /// The least weight that what was stated allows.
    pub low: f64,
    /// The greatest weight that what was stated allows.
    pub high: f64,
    /// What was stated of it.
    pub said: Said,
}

/// What a weight's range comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// An interval was stated for this weight.
    Interval,
    /// A place in a ranking, or a ratio to another weight.
    Order,
    /// Nothing was stated of this weight.
    Nothing,
    /// There are too many issues to work it out: all weights lie from 0 to 1.
    NotWorkedOut,
}

/// A reservation over the draws, as a utility on the party's own scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitLever {
    /// A tenth of the draws have a lower one; for a range that was stated its lower end.
    pub low: f64,
    /// A tenth of the draws have a higher one; for a range that was stated its upper end.
    pub high: f64,
    /// The mean over the draws.
    pub at: f64,
}

/// The levers of a party's weights by what `scenario` states, exactly (two linear programmes for each issue) for up to forty
/// issues; none where its worth is stated in points, where nothing is known of it, or where no weights are admissible.
pub fn weight_levers(scenario: &Scenario, party: PartyIndex) -> Vec<WeightLever> {
    let Some(preferences) = &scenario.preferences()[party] else { return Vec::new() };
    let Worth::Weighted { weights, .. } = &preferences.worth else { return Vec::new() };
    if weights.issues > MOST_EXACT {
        let lever = |issue: IssueIndex| WeightLever { issue, low: 0.0, high: 1.0, said: Said::NotWorkedOut };
        return (0..weights.issues).map(lever).collect();
    }
    let polytope = Polytope::new(weights);
    let lever = |issue: IssueIndex| {
        let (low, high) = polytope.bounds(issue)?;
        Some(WeightLever { issue, low: low.to_f64(), high: high.to_f64(), said: said(weights, issue) })
    };
    (0..weights.issues).filter_map(lever).collect()
}

fn said(weights: &WeightJudgement, issue: IssueIndex) -> Said {
    if weights.intervals.iter().any(|(known, _)| *known == issue) {
        return Said::Interval;
    }
    let is_about = |constraint: &WeightConstraint| match constraint {
        WeightConstraint::AtLeast { issue: about, .. } | WeightConstraint::AtMost { issue: about, .. } => *about == issue,
        WeightConstraint::Ratio { issue: heavier, other, .. } => *heavier == issue || *other == issue,
    };
    if weights.constraints().iter().any(is_about) { Said::Order } else { Said::Nothing }
}

/// The lever of a party's reservation, as far as `stated` lets it go wherever it was moved; `None` where there is no number: any
/// package will do, or none.
pub fn limit_lever(bench: &Bench<'_>, stated: &Scenario, party: PartyIndex) -> Option<LimitLever> {
    let draws = bench.draws();
    let Reservation::At(column) = &draws.parties[party].reservation else { return None };
    let sample = &draws.parties[party];
    let mut sorted: Vec<i64> = (0..column.len()).filter(|&draw| sample.is_consistent(draw)).map(|draw| column[draw]).collect();
    sorted.sort_unstable();
    let tenth = |tenth: usize| draws.real(sorted[(sorted.len() - 1) * tenth / 10]);
    let stated = match stated.preferences()[party].as_ref().map(|preferences| &preferences.limit) {
        Some(zopa_model::Limit::Range(range)) => Some((range.low().to_f64(), range.high().to_f64())),
        _ => None,
    };
    let (low, high) = if sorted.is_empty() { return None } else { stated.unwrap_or((tenth(1), tenth(9))) };
    Some(LimitLever { low, high, at: bench.mean_limit(party)? })
}

impl Bench<'_> {
    /// The mean weight of an issue over the draws; `None` where the party's worth is stated in points.
    pub fn mean_weight(&self, party: PartyIndex, issue: IssueIndex) -> Option<f64> {
        let column = self.draws.weights(party, issue)?;
        let sum: i128 = column.iter().map(|&units| i128::from(units)).sum();
        Some(sum as f64 / column.len() as f64 / crate::uncertainty::stream::ONE as f64)
    }

    /// The mean reservation of a party over the draws in which it does not contradict itself; `None` where it has no number.
    pub fn mean_limit(&self, party: PartyIndex) -> Option<f64> {
        let sample = &self.draws.parties[party];
        let Reservation::At(column) = &sample.reservation else { return None };
        let kept: Vec<i64> = (0..column.len()).filter(|&draw| sample.is_consistent(draw)).map(|draw| column[draw]).collect();
        let sum: i128 = kept.iter().map(|&units| i128::from(units)).sum();
        (!kept.is_empty()).then(|| sum as f64 / kept.len() as f64 / self.draws.quantum().denominator() as f64)
    }
}
