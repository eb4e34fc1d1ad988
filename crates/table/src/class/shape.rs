//! The shape of one party's payoffs: what stays when they are scaled to points and varied.

use zopa_model::{Factor, IssueIndex, Pattern, Threshold, Units, Utility};

/// One party's payoffs as shares of everything that it has at stake: the sum over issues of the best less the worst option.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) issues: Vec<IssueShape>,
    pub(super) linkages: Vec<LinkageShape>,
    /// The reservation, from the worst option of every issue on.
    pub(super) limit: Threshold<f64>,
    /// What no agreement is worth, from the same place on, where that is stated.
    pub(super) disagreement: Option<f64>,
    pub(super) refusals: Vec<Pattern>,
}

/// What one issue is to the party.
#[derive(Clone, Debug)]
pub(super) struct IssueShape {
    /// Its share of everything at stake.
    pub(super) weight: f64,
    /// Its place among the issues by weight, 0 for the least; equal weights share a place.
    pub(super) rank: usize,
    /// For each option its level, 0 for the worst; options of equal worth share a level.
    pub(super) level: Vec<usize>,
    /// From each level to the next, as a share of the way from the worst to the best.
    pub(super) steps: Vec<f64>,
}

/// What combinations add, as shares of everything at stake.
#[derive(Clone, Debug)]
pub(super) struct LinkageShape {
    pub(super) issues: Vec<IssueIndex>,
    pub(super) sizes: Vec<usize>,
    pub(super) shares: Vec<f64>,
}

/// Why a utility has no shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shapeless {
    /// It has boxes or a cap.
    NoTable,
    /// No option of any issue differs from another.
    Indifferent,
    /// It says yes to nothing.
    SaysYesToNothing,
}

impl Shape {
    /// The shape of `utility` over issues of these `sizes`.
    pub(super) fn of(utility: &Utility, sizes: &[usize]) -> Result<Self, Shapeless> {
        if utility.has_boxes() || utility.cap.is_some() {
            return Err(Shapeless::NoTable);
        }
        if utility.reservation == Threshold::Never {
            return Err(Shapeless::SaysYesToNothing);
        }
        let tables = tables(utility, sizes);
        let ranges: Vec<Units> = tables.iter().map(|table| most(table) - least(table)).collect();
        let whole: Units = ranges.iter().sum();
        if whole == 0 {
            return Err(Shapeless::Indifferent);
        }
        let worst = utility.constant + tables.iter().map(|table| least(table)).sum::<Units>();
        let share = |units: Units| units as f64 / whole as f64;
        let from_worst = |units: Units| share(units - worst);
        let issue = |(table, &range): (&Vec<Units>, &Units)| issue_shape(table, range, &ranges, whole);
        Ok(Self {
            issues: tables.iter().zip(&ranges).map(issue).collect(),
            linkages: utility.factors.iter().filter_map(|factor| linkage_shape(factor, share)).collect(),
            limit: utility.reservation.map(from_worst),
            disagreement: utility.disagreement.map(from_worst),
            refusals: utility.refusals.clone(),
        })
    }
}

/// What each issue contributes by itself.
pub(super) fn tables(utility: &Utility, sizes: &[usize]) -> Vec<Vec<Units>> {
    let mut tables: Vec<Vec<Units>> = sizes.iter().map(|&size| vec![0; size]).collect();
    for factor in &utility.factors {
        if let Factor::Issue { issue, units } = factor {
            tables[*issue].iter_mut().zip(units).for_each(|(sum, units)| *sum += units);
        }
    }
    tables
}

fn most(table: &[Units]) -> Units {
    table.iter().copied().max().unwrap_or(0)
}

fn least(table: &[Units]) -> Units {
    table.iter().copied().min().unwrap_or(0)
}

fn issue_shape(table: &[Units], range: Units, ranges: &[Units], whole: Units) -> IssueShape {
    let mut levels = table.to_vec();
    levels.sort_unstable();
    levels.dedup();
    let mut places = ranges.to_vec();
    places.sort_unstable();
    places.dedup();
    let place = |sorted: &[Units], value: Units| sorted.partition_point(|other| *other < value);
    IssueShape {
        weight: range as f64 / whole as f64,
        rank: place(&places, range),
        level: table.iter().map(|&units| place(&levels, units)).collect(),
        steps: levels.windows(2).map(|pair| (pair[1] - pair[0]) as f64 / range as f64).collect(),
    }
}

fn linkage_shape(factor: &Factor, share: impl Fn(Units) -> f64) -> Option<LinkageShape> {
    match factor {
        Factor::Linkage { issues, units, sizes } => Some(LinkageShape {
            issues: issues.clone(),
            sizes: sizes.clone(),
            shares: units.iter().map(|&units| share(units)).collect(),
        }),
        Factor::Issue { .. } | Factor::Box { .. } => None,
    }
}
