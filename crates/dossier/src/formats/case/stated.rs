//! What of a judgement is a number and not a range or a ranking.

use zopa_model::{Exact, Limit, LinkageRange, Outcome, OutcomeSpace, Preferences, Range, Standing, Threshold, TierKind};
use zopa_model::{RedLine, ValueJudgement, WeightJudgement, Worth};

use super::super::Linkage;

/// Why a judgement states no utility: what is not a number, in words.
pub(super) struct NotStated(pub(super) &'static str);

/// What one party gets, in numbers.
pub(super) struct Stated {
    /// One number for each option of each issue.
    pub(super) tables: Vec<Vec<Exact>>,
    pub(super) linkages: Vec<Linkage>,
    pub(super) reservation: Threshold<Exact>,
    pub(super) disagreement: Option<Exact>,
}

impl Stated {
    /// The numbers of `preferences` over `space`.
    ///
    /// # Errors
    /// The first thing that is none.
    pub(super) fn of(space: &OutcomeSpace, preferences: &Preferences) -> Result<Self, NotStated> {
        let tables = tables(&space.sizes(), &preferences.worth)?;
        let linkages = preferences.linkages.iter().map(|linkage| joined(&space.sizes(), linkage)).collect::<Result<_, _>>()?;
        if preferences.red_lines.iter().any(|line: &RedLine| line.standing == Standing::Uncertain) {
            return Err(NotStated("a red line is uncertain"));
        }
        let mut stated = Self { tables, linkages, reservation: Threshold::Any, disagreement: None };
        stated.reservation = stated.reservation(space, &preferences.limit)?;
        stated.disagreement =
            preferences.disagreement.as_ref().map(|worth| point(worth, "what no agreement is worth is a range")).transpose()?;
        Ok(stated)
    }

    fn reservation(&self, space: &OutcomeSpace, limit: &Limit) -> Result<Threshold<Exact>, NotStated> {
        Ok(match limit {
            Limit::Any => Threshold::Any,
            Limit::Never => Threshold::Never,
            Limit::Range(range) => Threshold::At(point(range, "the limit is a range")?),
            Limit::JustAcceptable(package) => Threshold::At(self.worth(space, package)),
            Limit::JustUnacceptable(_) => return Err(NotStated("the limit lies just above a package")),
            Limit::Between { .. } => return Err(NotStated("the limit lies between two packages")),
        })
    }

    fn worth(&self, space: &OutcomeSpace, outcome: &Outcome) -> Exact {
        let sizes = space.sizes();
        let alone = self.tables.iter().zip(outcome.options()).map(|(table, option)| &table[*option as usize]);
        let row =
            |linkage: &Linkage| linkage.issues.iter().fold(0, |row, &issue| row * sizes[issue] + outcome.option(issue) as usize);
        let together = self.linkages.iter().map(|linkage| &linkage.values[row(linkage)]);
        alone.chain(together).fold(Exact::zero(), |sum, value| &sum + value)
    }
}

fn point(range: &Range, what: &'static str) -> Result<Exact, NotStated> {
    range.as_point().cloned().ok_or(NotStated(what))
}

fn tables(sizes: &[usize], worth: &Worth) -> Result<Vec<Vec<Exact>>, NotStated> {
    match worth {
        Worth::Points(points) => {
            let table = |ranges: &Vec<Range>| ranges.iter().map(|range| point(range, "points are ranges")).collect();
            points.iter().map(table).collect()
        }
        Worth::Weighted { weights, values } => {
            let weights = sole_weights(weights).ok_or(NotStated("weights are ranges or a ranking"))?;
            let table = |((judgement, size), weight): ((&ValueJudgement, &usize), &Exact)| {
                Ok(value_table(judgement, *size)?.iter().map(|value| value * weight).collect())
            };
            values.iter().zip(sizes).zip(&weights).map(table).collect()
        }
    }
}

/// The values of options: one that is the best of two groups is worth 1, all others 0.
fn value_table(judgement: &ValueJudgement, size: usize) -> Result<Vec<Exact>, NotStated> {
    match judgement {
        ValueJudgement::Ranges(ranges) => ranges.iter().map(|range| point(range, "values of options are ranges")).collect(),
        ValueJudgement::Order(groups) if groups.len() <= 2 => {
            let mut values = vec![Exact::zero(); size];
            if let [best, _] = groups.as_slice() {
                best.iter().for_each(|&option| values[option as usize] = Exact::one());
            }
            Ok(values)
        }
        ValueJudgement::Order(_) => Err(NotStated("options are ranked")),
    }
}

/// The weights, where it can be seen that no others will do: all are given, or all but one, or all weigh the same.
fn sole_weights(judgement: &WeightJudgement) -> Option<Vec<Exact>> {
    let mut weights: Vec<Option<Exact>> = vec![None; judgement.issues];
    for (issue, range) in &judgement.intervals {
        weights[*issue] = range.as_point().cloned().or_else(|| weights[*issue].take());
    }
    if let [tier] = judgement.tiers.as_slice()
        && tier.kind == TierKind::Equal
        && tier.issues.len() == judgement.issues
    {
        return Some(vec![Exact::ratio(1, judgement.issues)?; judgement.issues]);
    }
    let given = weights.iter().flatten().fold(Exact::zero(), |sum, weight| &sum + weight);
    match weights.iter().filter(|weight| weight.is_none()).count() {
        0 => weights.into_iter().collect(),
        1 => Some(weights.into_iter().map(|weight| weight.unwrap_or_else(|| &Exact::one() - &given)).collect()),
        _ => None,
    }
}

fn joined(sizes: &[usize], linkage: &LinkageRange) -> Result<Linkage, NotStated> {
    let own: Vec<usize> = linkage.issues.iter().map(|&issue| sizes[issue]).collect();
    let mut values = vec![Exact::zero(); own.iter().product()];
    for (options, range) in &linkage.entries {
        let row = options.iter().zip(&own).fold(0, |row, (&option, size)| row * size + option as usize);
        values[row] = point(range, "a linkage adds a range")?;
    }
    Ok(Linkage { issues: linkage.issues.clone(), values })
}
