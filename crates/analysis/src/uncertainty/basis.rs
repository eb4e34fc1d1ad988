//! One point of what was stated: by a named convention, or because everything stated is a point.

use num_rational::BigRational;
use num_traits::Zero;
use zopa_model::{
    Exact, ExactFactor, Limit, LinkageRange, OutcomeSpace, Preferences, Range, RedLine, Scenario, Standing, Threshold, Utility,
    ValueJudgement, WeightJudgement, Worth,
};

use super::Missing;
use super::draws::stated_preferences;
use super::polytope::Polytope;
use super::rank_weights::{RankRule, tier_weights};

/// A convention that makes a point of ranges and rankings. A convention, not a finding: it is printed wherever its
/// figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Rankings by rank-order centroid.
    Centroid,
    /// Rankings by rank sum.
    RankSum,
    /// Rankings by rank reciprocal.
    RankReciprocal,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 3] = [Self::Centroid, Self::RankSum, Self::RankReciprocal];

    /// The name, as it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Centroid => "centroid",
            Self::RankSum => "rank-sum",
            Self::RankReciprocal => "rank-reciprocal",
        }
    }

    fn rule(self) -> RankRule {
        match self {
            Self::Centroid => RankRule::Centroid,
            Self::RankSum => RankRule::Sum,
            Self::RankReciprocal => RankRule::Reciprocal,
        }
    }
}

/// One utility for each party, by `basis`: rankings by its rule, everything in a range at the middle of the range,
/// ordered options evenly spaced from 1 to 0, a limit between two packages halfway, uncertain red lines holding.
/// Weights with intervals or ratios are the mean of their extreme points when each weight is made as large and as
/// small as it can be; the rule then plays no part, for it might break the conditions.
///
/// # Errors
/// A party without preferences, weights that cannot be, or numbers beyond all bounds.
pub fn point(scenario: &Scenario, basis: Basis) -> Result<Vec<Utility>, Missing> {
    let all = stated_preferences(scenario)?;
    let build = |(party, preferences): (usize, &&Preferences)| {
        let factors = factors(scenario.space(), preferences, basis.rule()).ok_or(Missing::Weights(party))?;
        utility(scenario.space(), preferences, factors).ok_or(Missing::TooLarge(party))
    };
    all.iter().enumerate().map(build).collect()
}

/// The utilities of a scenario in which everything stated is a point; `None` where anything is a range or a ranking.
///
/// # Errors
/// [`Missing::TooLarge`] where everything is a point, but of a party whose numbers are beyond all bounds.
pub fn stated(scenario: &Scenario) -> Result<Option<Vec<Utility>>, Missing> {
    let all = match stated_preferences(scenario) {
        Ok(all) if all.iter().all(|preferences| is_point(preferences)) => all,
        Ok(_) | Err(_) => return Ok(None),
    };
    let build = |(party, preferences): (usize, &&Preferences)| {
        let factors = factors(scenario.space(), preferences, RankRule::Centroid).ok_or(Missing::Weights(party))?;
        utility(scenario.space(), preferences, factors).ok_or(Missing::TooLarge(party))
    };
    all.iter().enumerate().map(build).collect::<Result<_, _>>().map(Some)
}

fn is_point(preferences: &Preferences) -> bool {
    let point = |range: &Range| range.as_point().is_some();
    let settled = |judgement: &ValueJudgement| match judgement {
        ValueJudgement::Order(groups) => groups.len() <= 2,
        ValueJudgement::Ranges(ranges) => ranges.iter().all(point),
    };
    let worth = match &preferences.worth {
        Worth::Points(points) => points.iter().flatten().all(point),
        Worth::Weighted { weights, values } => sole_weights(weights).is_some() && values.iter().all(settled),
    };
    let limit = match &preferences.limit {
        Limit::Range(range) => point(range),
        Limit::Between { .. } => false,
        Limit::Any | Limit::Never | Limit::JustAcceptable(_) | Limit::JustUnacceptable(_) => true,
    };
    let certain = |line: &RedLine| line.standing == Standing::Firm;
    let linkages = preferences.linkages.iter().flat_map(|linkage| &linkage.entries).all(|(_, range)| point(range));
    worth && limit && linkages && preferences.red_lines.iter().all(certain) && preferences.disagreement.as_ref().is_none_or(point)
}

/// The weights, where only one set is admissible.
fn sole_weights(judgement: &WeightJudgement) -> Option<Vec<Exact>> {
    let polytope = Polytope::new(judgement);
    (0..judgement.issues).map(|issue| polytope.bounds(issue).filter(|(low, high)| low == high).map(|(low, _)| low)).collect()
}

fn basis_weights(judgement: &WeightJudgement, rule: RankRule) -> Option<Vec<Exact>> {
    if judgement.intervals.is_empty() && judgement.ratios.is_empty() {
        return Some(tier_weights(rule, judgement.issues, &judgement.tiers));
    }
    let polytope = Polytope::new(judgement);
    let mut total = vec![BigRational::zero(); judgement.issues];
    for issue in 0..judgement.issues {
        for sign in [1, -1] {
            let mut objective = vec![BigRational::zero(); judgement.issues];
            objective[issue] = BigRational::from_integer(sign.into());
            let (_, corner) = polytope.maximum(&objective)?;
            total.iter_mut().zip(corner).for_each(|(total, weight)| *total += weight);
        }
    }
    let corners = BigRational::from_integer((2 * judgement.issues).into());
    Some(total.into_iter().map(|weight| Exact::from(weight / &corners)).collect())
}

/// The factors at the middle of everything; `None` when no weights are admissible.
fn factors(space: &OutcomeSpace, preferences: &Preferences, rule: RankRule) -> Option<Vec<ExactFactor>> {
    let sizes = space.sizes();
    let single = |(issue, values)| ExactFactor { issues: vec![issue], values };
    let mut factors: Vec<ExactFactor> = match &preferences.worth {
        Worth::Points(points) => {
            let middles = points.iter().map(|options| options.iter().map(Range::midpoint).collect());
            middles.enumerate().map(single).collect()
        }
        Worth::Weighted { weights, values } => {
            let weights = basis_weights(weights, rule)?;
            let weighted =
                values.iter().zip(&weights).zip(&sizes).map(|((judgement, weight), &size)| {
                    middle_values(judgement, size).iter().map(|value| value * weight).collect()
                });
            weighted.enumerate().map(single).collect()
        }
    };
    factors.extend(preferences.linkages.iter().map(|linkage| middle_linkage(linkage, &sizes)));
    Some(factors)
}

fn middle_values(judgement: &ValueJudgement, size: usize) -> Vec<Exact> {
    match judgement {
        ValueJudgement::Ranges(ranges) => ranges.iter().map(Range::midpoint).collect(),
        ValueJudgement::Order(groups) => {
            let mut values = vec![Exact::zero(); size];
            let steps = groups.len().saturating_sub(1);
            for (place, group) in groups.iter().enumerate() {
                // A single group leaves no steps: the party does not mind, and everything is worth 0.
                let value = Exact::ratio(steps - place, steps).unwrap_or_else(Exact::zero);
                group.iter().for_each(|&option| values[option as usize] = value.clone());
            }
            values
        }
    }
}

fn middle_linkage(linkage: &LinkageRange, sizes: &[usize]) -> ExactFactor {
    let own: Vec<usize> = linkage.issues.iter().map(|&issue| sizes[issue]).collect();
    let mut values = vec![Exact::zero(); own.iter().product()];
    for (options, range) in &linkage.entries {
        let row = options.iter().zip(&own).fold(0, |row, (&option, size)| row * size + option as usize);
        values[row] = range.midpoint();
    }
    ExactFactor { issues: linkage.issues.clone(), values }
}

/// Puts factors, limit and red lines together; `None` beyond all bounds.
fn utility(space: &OutcomeSpace, preferences: &Preferences, factors: Vec<ExactFactor>) -> Option<Utility> {
    let sizes = space.sizes();
    let worth = |package: &zopa_model::Outcome| {
        let at = |factor: &ExactFactor| {
            let row = factor.issues.iter().fold(0, |row, &issue| row * sizes[issue] + package.option(issue) as usize);
            factor.values[row].clone()
        };
        factors.iter().map(at).fold(Exact::zero(), |sum, value| &sum + &value)
    };
    let reservation = match &preferences.limit {
        Limit::Any => Threshold::Any,
        Limit::Never => Threshold::Never,
        Limit::Range(range) => Threshold::At(range.midpoint()),
        Limit::JustAcceptable(package) | Limit::JustUnacceptable(package) => Threshold::At(worth(package)),
        Limit::Between { unacceptable, acceptable } => {
            let half = Exact::ratio(1, 2).expect("two is not zero");
            Threshold::At(&(&worth(unacceptable) + &worth(acceptable)) * &half)
        }
    };
    let refusals = preferences.red_lines.iter().map(|line| line.refuses.clone()).collect();
    let disagreement = preferences.disagreement.as_ref().map(Range::midpoint);
    let mut utility = Utility::from_exact(&sizes, factors, None, reservation, disagreement, refusals)?;
    if matches!(preferences.limit, Limit::JustUnacceptable(_)) {
        // Whatever is worth more is acceptable: one unit more, for all utilities are whole.
        utility.reservation = utility.reservation.map(|units| units + 1);
    }
    Some(utility)
}
