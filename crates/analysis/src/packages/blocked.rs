//! Which clause, at which option, stands in the way of a party's yes, and what moving it would open.

use std::cmp::Reverse;

use num_traits::ToPrimitive;
use zopa_model::{Factor, IssueIndex, OptionIndex, OutcomeSpace, PartyIndex, Threshold, Units, Utility};

use super::acceptance::Acceptance;

/// A clause of a package that stands in the way of a party's yes: moved alone, it opens some draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Whose yes.
    pub party: PartyIndex,
    /// The clause.
    pub issue: IssueIndex,
    /// Where it stands in the package.
    pub option: OptionIndex,
    /// In how many draws the party refuses the package.
    pub refused: usize,
    /// Where it could move, what opens the most draws to this party first; none that opens nothing.
    pub openings: Vec<Opening>,
}

/// What moving one clause opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Where the clause moves.
    pub option: OptionIndex,
    /// In how many of the draws in which the party refuses the package it accepts it then.
    pub opens: usize,
    /// In how many draws all accept then.
    pub by_all: usize,
}

/// The clauses that stand in the way of `party`'s yes to the package of `found`, the one whose best move opens most
/// first; ties in order of issues.
pub fn blocks(found: &Acceptance, party: PartyIndex) -> Vec<Block> {
    let refused = found.draws - found.parties[party].accepts;
    let block = |issue: IssueIndex| {
        let mut openings: Vec<Opening> = (found.changes.iter())
            .filter(|change| change.issue == issue && change.opens[party] > 0)
            .map(|change| Opening { option: change.to, opens: change.opens[party], by_all: change.by_all })
            .collect();
        openings.sort_by_key(|opening| (Reverse(opening.opens), Reverse(opening.by_all), opening.option));
        Block { party, issue, option: found.package.option(issue), refused, openings }
    };
    let issues = 0..found.package.options().len();
    let mut blocks: Vec<Block> = issues.map(block).filter(|block| !block.openings.is_empty()).collect();
    blocks.sort_by_key(|block| Reverse(block.openings[0].opens));
    blocks
}

/// An option of a clause with which no package at all meets a party's limit, in some draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedOption {
    /// Whose limit.
    pub party: PartyIndex,
    /// The clause.
    pub issue: IssueIndex,
    /// The option.
    pub option: OptionIndex,
    /// In how many draws no package with this option meets the limit or keeps clear of the red lines. Certain in
    /// each of those; where [`exact`](Self::exact) is `false` there may be more.
    pub closed: usize,
    /// Number of draws.
    pub draws: usize,
    /// Whether the count is exact: no linkage, no rule, and no red line over several clauses hides more.
    pub exact: bool,
}

/// For each clause and option, in how many draws no package with it can be accepted by `party`: even with the best
/// for it on all other clauses its limit is missed, or the option crosses a red line by itself. In order of issues
/// and options; those closed in no draw are left out.
pub fn closed_options(space: &OutcomeSpace, draws: &[Vec<Utility>], party: PartyIndex) -> Vec<ClosedOption> {
    let sizes = space.sizes();
    let mut closed: Vec<Vec<usize>> = sizes.iter().map(|&size| vec![0; size]).collect();
    let mut exact = space.rules().is_empty();
    for utility in draws.iter().map(|draw| &draw[party]) {
        exact &= utility.factors.iter().all(|factor| factor.scope().len() < 2);
        exact &= utility.refusals.iter().all(|line| line.literals().len() < 2);
        let ceiling = Ceiling::new(utility, &sizes);
        for (issue, counts) in closed.iter_mut().enumerate() {
            for (option, count) in (0..).zip(counts) {
                *count += usize::from(!ceiling.can_reach(issue, option));
            }
        }
    }
    let every = closed.into_iter().enumerate().flat_map(|(issue, counts)| (0..).zip(counts).map(move |(o, n)| (issue, o, n)));
    every
        .filter(|(_, _, closed)| *closed > 0)
        .map(|(issue, option, closed)| ClosedOption { party, issue, option, closed, draws: draws.len(), exact })
        .collect()
}

/// The most that a utility can reach, factor by factor: never less than the worth of the best package, and equal to it
/// where every factor has one issue.
struct Ceiling<'a> {
    utility: &'a Utility,
    /// Issue by issue, the options that cross no red line by themselves.
    allowed: Vec<Vec<bool>>,
    /// The best of each factor over what is allowed.
    best: Vec<Units>,
    /// The issues on which nothing is allowed.
    shut: Vec<IssueIndex>,
}

impl<'a> Ceiling<'a> {
    fn new(utility: &'a Utility, sizes: &[usize]) -> Self {
        let mut allowed: Vec<Vec<bool>> = sizes.iter().map(|&size| vec![true; size]).collect();
        for line in &utility.refusals {
            if let [(issue, options)] = line.literals() {
                options.iter().for_each(|&option| allowed[*issue][option as usize] = false);
            }
        }
        let shut = (0..allowed.len()).filter(|&issue| !allowed[issue].contains(&true)).collect();
        let best = utility.factors.iter().map(|factor| best(factor, |issue, option| allowed[issue][option])).collect();
        Self { utility, allowed, best, shut }
    }

    /// Whether the limit can be met with `option` on `issue`.
    fn can_reach(&self, issue: IssueIndex, option: OptionIndex) -> bool {
        if !self.allowed[issue][option as usize] || !self.shut.is_empty() {
            return false;
        }
        let least = match self.utility.reservation {
            Threshold::Any => return true,
            Threshold::Never => return false,
            Threshold::At(least) => least,
        };
        let open = |on: IssueIndex, chosen: usize| self.allowed[on][chosen] && (on != issue || chosen == option as usize);
        let most = |(factor, &free): (&Factor, &Units)| match factor {
            Factor::Issue { issue: own, units } if *own == issue => units[option as usize],
            Factor::Linkage { issues, .. } if issues.contains(&issue) => best(factor, open),
            Factor::Issue { .. } | Factor::Linkage { .. } | Factor::Box { .. } => free,
        };
        let sum = self.utility.constant + self.utility.factors.iter().zip(&self.best).map(most).sum::<Units>();
        self.utility.cap.map_or(sum, |cap| sum.min(cap)) >= least
    }
}

/// The best contribution of a factor over the options that are open.
fn best(factor: &Factor, open: impl Fn(IssueIndex, usize) -> bool) -> Units {
    if matches!(factor, Factor::Box { .. }) {
        return factor.extent().1;
    }
    let rows = factor.units().iter().enumerate();
    rows.filter(|(row, _)| is_open_row(factor, *row, &open)).map(|(_, &unit)| unit).max().unwrap_or(0)
}

/// Whether every option that makes up `row` of a factor is open.
fn is_open_row(factor: &Factor, mut row: usize, open: impl Fn(IssueIndex, usize) -> bool) -> bool {
    match factor {
        Factor::Issue { issue, .. } => open(*issue, row),
        Factor::Linkage { issues, sizes, .. } => issues.iter().zip(sizes).rev().all(|(&issue, &size)| {
            let option = row % size;
            row /= size;
            open(issue, option)
        }),
        Factor::Box { .. } => true,
    }
}

/// For each option of `issue`, how many feasible packages with it `party` accepts in the draw `utility`; `None`
/// where the space has more than `most` outcomes and is not listed.
pub fn packages_open(space: &OutcomeSpace, utility: &Utility, issue: IssueIndex, most: u64) -> Option<Vec<u64>> {
    space.unrestricted_count().to_u64().filter(|count| *count <= most)?;
    let mut counts = vec![0; space.sizes()[issue]];
    for outcome in space.outcomes().filter(|outcome| utility.accepts(outcome)) {
        counts[outcome.option(issue) as usize] += 1;
    }
    Some(counts)
}
