//! One input put somewhere else, in every draw, with all others as they were drawn.

use zopa_model::{IssueIndex, OptionIndex, PartyIndex};

use super::draw::{Column, LimitDraws, PartyDraws};
use super::stream::ONE;

/// What is changed for one party. Numbers are in the units of its draws.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// The weight of one issue; the others share the rest in their drawn proportions.
    Weight(IssueIndex, i64),
    /// The value or points of one option.
    Value(IssueIndex, OptionIndex, i64),
    /// The value of one option of an order; options above are raised to it and options below lowered where needed.
    OrderedValue { cells: Vec<Vec<usize>>, place: usize, value: i64 },
    /// The limit, as a utility.
    LimitAt(i64),
    /// The limit, as a share (of 2^50) of the way from the refused to the accepted package.
    LimitBetween(i64),
    /// Whether an uncertain red line holds.
    RedLine(usize, bool),
    /// All entries of a linkage, each at the given number.
    Linkage(usize, Vec<i64>),
}

/// A change and whose input it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PartyChange {
    pub(crate) party: PartyIndex,
    pub(crate) change: Change,
}

impl PartyDraws {
    /// These numbers, in the first `draws` draws, after `changes`. `first_cell` tells where an issue's options start.
    pub(crate) fn changed(&self, draws: usize, changes: &[&Change], first_cell: impl Fn(IssueIndex) -> usize) -> Self {
        let mut changed = self.shortened(draws);
        for change in changes {
            changed.apply(change, &first_cell);
        }
        changed
    }

    fn shortened(&self, draws: usize) -> Self {
        let cut = |column: &Column| column[..draws].to_vec();
        let limit = match &self.limit {
            LimitDraws::At(column) => LimitDraws::At(cut(column)),
            LimitDraws::Between(refused, accepted, column) => LimitDraws::Between(refused.clone(), accepted.clone(), cut(column)),
            other => other.clone(),
        };
        let mut linkages = self.linkages.clone();
        linkages.iter_mut().flat_map(|linkage| &mut linkage.entries).for_each(|(_, column)| column.truncate(draws));
        Self {
            weights: self.weights.as_ref().map(|columns| columns.iter().map(cut).collect()),
            method: self.method,
            values: self.values.iter().map(cut).collect(),
            linkages,
            limit,
            disagreement: self.disagreement.as_ref().map(cut),
            lines: self.lines.iter().map(|line| line.as_ref().map(|holds| holds[..draws].to_vec())).collect(),
        }
    }

    fn apply(&mut self, change: &Change, first_cell: &impl Fn(IssueIndex) -> usize) {
        match change {
            Change::Weight(issue, weight) => {
                if let Some(columns) = &mut self.weights {
                    set_weight(columns, *issue, *weight);
                }
            }
            Change::Value(issue, option, value) => self.values[first_cell(*issue) + *option as usize].fill(*value),
            Change::OrderedValue { cells, place, value } => {
                for (at, group) in cells.iter().enumerate() {
                    for &cell in group {
                        self.values[cell].iter_mut().for_each(|known| {
                            *known = match at.cmp(place) {
                                std::cmp::Ordering::Less => (*known).max(*value),
                                std::cmp::Ordering::Equal => *value,
                                std::cmp::Ordering::Greater => (*known).min(*value),
                            }
                        });
                    }
                }
            }
            Change::LimitAt(value) => {
                if let LimitDraws::At(column) = &mut self.limit {
                    column.fill(*value);
                }
            }
            Change::LimitBetween(share) => {
                if let LimitDraws::Between(_, _, column) = &mut self.limit {
                    column.fill(*share);
                }
            }
            Change::RedLine(line, holds) => {
                if let Some(column) = &mut self.lines[*line] {
                    column.fill(*holds);
                }
            }
            Change::Linkage(linkage, values) => {
                self.linkages[*linkage].entries.iter_mut().zip(values).for_each(|((_, column), value)| column.fill(*value));
            }
        }
    }
}

/// Puts one weight at `weight` and scales the others, which keep their proportions, to sum to one with it. Where
/// the others were all zero, they share equally.
fn set_weight(columns: &mut [Column], issue: IssueIndex, weight: i64) {
    let others = columns.len() as i64 - 1;
    if others == 0 {
        return;
    }
    for draw in 0..columns[issue].len() {
        let rest = ONE - columns[issue][draw];
        let mut left = ONE - weight;
        for (_, column) in columns.iter_mut().enumerate().filter(|(at, _)| *at != issue) {
            column[draw] = match rest {
                0 => (ONE - weight) / others,
                _ => (i128::from(column[draw]) * i128::from(ONE - weight) / i128::from(rest)) as i64,
            };
            left -= column[draw];
        }
        columns[issue][draw] = weight;
        // What flooring left over, at most a unit for each weight, goes to the heaviest of the others.
        let heaviest = (0..columns.len()).filter(|at| *at != issue).max_by_key(|&at| columns[at][draw]);
        if let Some(heaviest) = heaviest {
            columns[heaviest][draw] += left;
        }
    }
}
