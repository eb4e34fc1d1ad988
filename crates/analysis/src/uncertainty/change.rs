//! One input put somewhere else, in every draw, with all others as they were drawn.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use zopa_model::{IssueIndex, OptionIndex, PartyIndex};

use super::draw::{Column, LimitDraws, LinkageDraws, PartyDraws};
use super::draws::{Draws, PartySample, Reservation, issue_of_cells, weighted};
use super::stream::ONE;
use crate::margin::Structure;

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

impl Draws<'_> {
    /// `party` in the first `draws` draws after `changes`, which are its own. Contributions that stay as they were are
    /// shared with the party as drawn.
    pub(crate) fn changed(&self, party: PartyIndex, changes: &[&Change], draws: usize) -> PartySample {
        let raw = &self.raw[party];
        let mut moved = Moved::new(raw, draws);
        changes.iter().for_each(|change| moved.apply(change, &self.structure));
        moved.sample(&self.parties[party], &self.structure, self.bits)
    }

    /// `party` in the first `draws` draws with other weights, `[issue][draw]`.
    pub(crate) fn reweighted(&self, party: PartyIndex, weights: Vec<Column>, draws: usize) -> PartySample {
        let raw = &self.raw[party];
        let moved = Moved { weights: Some(weights), ..Moved::new(raw, draws) };
        moved.sample(&self.parties[party], &self.structure, self.bits)
    }
}

/// What changes have made of one party's numbers; what is not here is as it was drawn.
struct Moved<'a> {
    raw: &'a PartyDraws,
    draws: usize,
    weights: Option<Vec<Column>>,
    /// By cell.
    values: BTreeMap<usize, Column>,
    limit: Option<LimitDraws>,
    lines: Vec<Option<Vec<bool>>>,
    linkages: Vec<LinkageDraws>,
}

impl<'a> Moved<'a> {
    fn new(raw: &'a PartyDraws, draws: usize) -> Self {
        let mut linkages = raw.linkages.clone();
        linkages.iter_mut().flat_map(|linkage| &mut linkage.entries).for_each(|(_, column)| column.truncate(draws));
        let lines = raw.lines.iter().map(|line| line.as_ref().map(|holds| holds[..draws].to_vec())).collect();
        Self { raw, draws, weights: None, values: BTreeMap::new(), limit: None, lines, linkages }
    }

    fn apply(&mut self, change: &Change, structure: &Structure) {
        let draws = self.draws;
        match change {
            Change::Weight(issue, weight) => {
                let known = self.weights.take();
                let as_drawn = || Some(self.raw.weights.as_ref()?.iter().map(|column| column[..draws].to_vec()).collect());
                self.weights = known.or_else(as_drawn);
                if let Some(columns) = &mut self.weights {
                    set_weight(columns, *issue, *weight);
                }
            }
            Change::Value(issue, option, value) => {
                self.values.insert(structure.cell(*issue, *option), vec![*value; draws]);
            }
            Change::OrderedValue { cells, place, value } => self.reorder(cells, *place, *value),
            Change::LimitAt(value) => self.limit = Some(LimitDraws::At(vec![*value; draws])),
            Change::LimitBetween(share) => {
                if let LimitDraws::Between(refused, accepted, _) = &self.raw.limit {
                    self.limit = Some(LimitDraws::Between(refused.clone(), accepted.clone(), vec![*share; draws]));
                }
            }
            Change::RedLine(line, holds) => self.lines[*line] = Some(vec![*holds; draws]),
            Change::Linkage(linkage, values) => {
                self.linkages[*linkage].entries.iter_mut().zip(values).for_each(|((_, column), value)| column.fill(*value));
            }
        }
    }

    /// Puts the options at `place` of an order at `value`, those above no lower and those below no higher.
    fn reorder(&mut self, cells: &[Vec<usize>], place: usize, value: i64) {
        for (at, group) in cells.iter().enumerate() {
            for &cell in group {
                let (raw, draws) = (self.raw, self.draws);
                let column = self.values.entry(cell).or_insert_with(|| raw.values[cell][..draws].to_vec());
                column.iter_mut().for_each(|known| {
                    *known = match at.cmp(&place) {
                        Ordering::Less => (*known).max(value),
                        Ordering::Equal => value,
                        Ordering::Greater => (*known).min(value),
                    }
                });
            }
        }
        // The best and the worst are 1 and 0 whatever happens between them, and most others stay where they are.
        let (raw, draws) = (self.raw, self.draws);
        self.values.retain(|&cell, column| column[..] != raw.values[cell][..draws]);
    }

    fn sample(mut self, as_drawn: &PartySample, structure: &Structure, bits: u32) -> PartySample {
        let cells = match (&self.weights, &self.raw.weights) {
            (Some(weights), _) => {
                let values = |cell: usize| self.values.get(&cell).unwrap_or(&self.raw.values[cell]);
                let cells = issue_of_cells(structure).enumerate();
                cells.map(|(cell, issue)| weighted(&weights[issue], values(cell), bits)).collect()
            }
            (None, weights) => {
                let mut cells = as_drawn.cells.clone();
                let issues: Vec<IssueIndex> = issue_of_cells(structure).collect();
                for (cell, column) in std::mem::take(&mut self.values) {
                    let weigh = |weights: &Vec<Column>| weighted(&weights[issues[cell]], &column, bits);
                    cells[cell] = weights.as_ref().map_or_else(|| Arc::from(column.as_slice()), weigh);
                }
                cells
            }
        };
        let mut sample =
            PartySample { cells, linkages: self.linkages, reservation: Reservation::Any, consistent: None, lines: self.lines };
        sample.limit(self.limit.as_ref().unwrap_or(&self.raw.limit), structure, self.draws);
        sample
    }
}

/// Puts one weight at `weight` and scales the others, which keep their proportions, to sum to one with it. Where
/// the others were all zero, they share equally.
fn set_weight(columns: &mut [Column], issue: IssueIndex, weight: i64) {
    let others = columns.len() as i64 - 1;
    if others == 0 {
        return;
    }
    // One division for each draw: the scale has 60 places, so that a scaled weight is exact to a unit or so.
    let scale = |rest: i64| (i128::from(ONE - weight) << SCALE) / i128::from(rest);
    let scales: Vec<Option<i128>> = columns[issue].iter().map(|known| (*known != ONE).then(|| scale(ONE - known))).collect();
    let mut left = vec![ONE - weight; scales.len()];
    for (_, column) in columns.iter_mut().enumerate().filter(|(at, _)| *at != issue) {
        for ((known, scale), left) in column.iter_mut().zip(&scales).zip(&mut left) {
            *known = scale.map_or((ONE - weight) / others, |scale| ((i128::from(*known) * scale) >> SCALE) as i64);
            *left -= *known;
        }
    }
    columns[issue].fill(weight);
    // What rounding left over, some units, goes to the heaviest of the others.
    for (draw, left) in left.into_iter().enumerate().filter(|(_, left)| *left != 0) {
        let heaviest = (0..columns.len()).filter(|at| *at != issue).max_by_key(|&at| columns[at][draw]);
        if let Some(heaviest) = heaviest {
            columns[heaviest][draw] += left;
        }
    }
}

/// Binary places of the scale of weights.
const SCALE: u32 = 60;
