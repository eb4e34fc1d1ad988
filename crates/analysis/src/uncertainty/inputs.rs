//! Everything that is not a point: what can be moved to see whether it matters.

use num_traits::ToPrimitive;
use zopa_model::{Exact, IssueIndex, Limit, OptionIndex, PartyIndex, Range, Standing, ValueJudgement, WeightJudgement, Worth};

use super::change::{Change, PartyChange};
use super::draw::{part, to_units};
use super::draws::Draws;
use super::stream::{BITS, ONE};

/// Values of one issue that are all moved for one party. An issue that was cut into thousands of values has thousands
/// of inputs that are near copies, and to move one value of an order is to push all others: of more than this, some
/// stand for all.
const ALL_VALUES: usize = 64;
/// How many they are.
const SOME_VALUES: usize = 16;

/// What is uncertain about a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// The weight of an issue. The other weights keep their proportions, so a ranking may be broken at the ends.
    Weight(IssueIndex),
    /// The value (or points) of an option; of an order, together with the options worth the same.
    Value(IssueIndex, OptionIndex),
    /// The limit.
    Limit,
    /// An uncertain red line, by its position.
    RedLine(usize),
    /// All entries of a linkage together, by its position.
    Linkage(usize),
}

/// What the two ends of an input are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// The ends of the stated range.
    Range,
    /// A tenth of the draws lie below the low end, a tenth above the high one.
    Quantiles,
    /// Shares of the way from the low ends to the high ends of several ranges, or between two packages.
    Share,
    /// Never, and always.
    NeverAlways,
}

/// An uncertain input with its two ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Input {
    /// Whose.
    pub party: PartyIndex,
    /// What.
    pub kind: InputKind,
    /// The low end; 0 for never and for shares.
    pub low: f64,
    /// The high end; 1 for always and for shares.
    pub high: f64,
    /// What the ends are.
    pub ends: EndKind,
}

impl Input {
    /// The value `share` of the way from the low to the high end.
    pub fn value(&self, share: f64) -> f64 {
        self.low + (self.high - self.low) * share
    }

    /// Whether it can only stand at its two ends.
    pub fn is_switch(&self) -> bool {
        self.ends == EndKind::NeverAlways
    }
}

/// Every uncertain input, party by party: limit, red lines, weights, values, linkages. Of the values of one issue, where
/// more than 64 are uncertain, 16: the first, the last, and what stands evenly between the two.
pub fn inputs(draws: &Draws<'_>) -> Vec<Input> {
    (0..draws.parties.len()).flat_map(|party| of_party(draws, party)).collect()
}

fn of_party(draws: &Draws<'_>, party: PartyIndex) -> Vec<Input> {
    let preferences = draws.preferences(party);
    let input = |kind, (low, high), ends| Input { party, kind, low, high, ends };
    let mut all = Vec::new();
    match &preferences.limit {
        Limit::Range(range) => all.extend(ends(range).map(|ends| input(InputKind::Limit, ends, EndKind::Range))),
        Limit::Between { .. } => all.push(input(InputKind::Limit, (0.0, 1.0), EndKind::Share)),
        Limit::Any | Limit::Never | Limit::JustAcceptable(_) | Limit::JustUnacceptable(_) => {}
    }
    let uncertain = preferences.red_lines.iter().enumerate().filter(|(_, line)| line.standing == Standing::Uncertain);
    all.extend(uncertain.map(|(line, _)| input(InputKind::RedLine(line), (0.0, 1.0), EndKind::NeverAlways)));
    match &preferences.worth {
        Worth::Points(points) => {
            for (issue, options) in points.iter().enumerate() {
                let stated = stated_ends(options).into_iter();
                all.extend(stated.map(|(option, ends, kind)| input(InputKind::Value(issue, option), ends, kind)));
            }
        }
        Worth::Weighted { weights, values } => {
            all.extend((0..weights.issues).filter_map(|issue| {
                let (ends, kind) = weight_ends(draws, party, weights, issue)?;
                Some(input(InputKind::Weight(issue), ends, kind))
            }));
            for (issue, judgement) in values.iter().enumerate() {
                all.extend(
                    value_ends(draws, party, issue, judgement)
                        .into_iter()
                        .map(|(option, ends, kind)| input(InputKind::Value(issue, option), ends, kind)),
                );
            }
        }
    }
    for (index, linkage) in preferences.linkages.iter().enumerate() {
        if linkage.entries.iter().any(|(_, range)| range.as_point().is_none()) {
            all.push(input(InputKind::Linkage(index), (0.0, 1.0), EndKind::Share));
        }
    }
    all
}

/// The ends of a range that is no point.
fn ends(range: &Range) -> Option<(f64, f64)> {
    range.as_point().is_none().then(|| (range.low().to_f64(), range.high().to_f64()))
}

fn weight_ends(
    draws: &Draws<'_>,
    party: PartyIndex,
    judgement: &WeightJudgement,
    issue: IssueIndex,
) -> Option<((f64, f64), EndKind)> {
    let stated = judgement.intervals.iter().find(|(at, _)| *at == issue);
    if let Some(ends) = stated.filter(|_| judgement.issues > 1).and_then(|(_, range)| ends(range)) {
        return Some((ends, EndKind::Range));
    }
    let tenths = tenths(draws.weights(party, issue)?)?;
    Some((tenths, EndKind::Quantiles))
}

fn value_ends(
    draws: &Draws<'_>,
    party: PartyIndex,
    issue: IssueIndex,
    judgement: &ValueJudgement,
) -> Vec<(OptionIndex, (f64, f64), EndKind)> {
    let drawn = |option: OptionIndex| tenths(&draws.raw[party].values[draws.structure.cell(issue, option)]);
    match judgement {
        ValueJudgement::Order(groups) => {
            let first =
                |group: &Vec<OptionIndex>| group.first().and_then(|&option| Some((option, drawn(option)?, EndKind::Quantiles)));
            evenly(groups).into_iter().filter_map(first).collect()
        }
        ValueJudgement::Ranges(ranges) => stated_ends(ranges),
    }
}

/// The ends of the options whose `ranges` are no points.
fn stated_ends(ranges: &[Range]) -> Vec<(OptionIndex, (f64, f64), EndKind)> {
    let stated = (0..).zip(ranges).filter_map(|(option, range)| Some((option, ends(range)?, EndKind::Range)));
    evenly(&stated.collect::<Vec<_>>()).into_iter().copied().collect()
}

/// All of these, or as many as are moved of one issue: the first, the last, and what stands evenly between the two.
fn evenly<T>(all: &[T]) -> Vec<&T> {
    let told = if all.len() > ALL_VALUES { SOME_VALUES } else { all.len() };
    (0..told).map(|at| &all[at * (all.len() - 1) / (told - 1).max(1)]).collect()
}

/// The lowest and highest tenth of a column in units of 2^-50; `None` for a column that does not vary.
fn tenths(column: &[i64]) -> Option<(f64, f64)> {
    let mut sorted = column.to_vec();
    sorted.sort_unstable();
    let at = |tenth: usize| sorted[(sorted.len() - 1) * tenth / 10];
    let real = |units: i64| units as f64 / ONE as f64;
    (at(1) < at(9)).then(|| (real(at(1)), real(at(9))))
}

/// The change that puts `input` `share` of the way from its low to its high end.
pub(crate) fn change_to(draws: &Draws<'_>, input: &Input, share: f64) -> PartyChange {
    let share = libm::round(share.clamp(0.0, 1.0) * ONE as f64) as i64;
    PartyChange { party: input.party, change: change(draws, input, share) }
}

fn change(draws: &Draws<'_>, input: &Input, share: i64) -> Change {
    let preferences = draws.preferences(input.party);
    let between = |low: f64, high: f64, one: f64| {
        let unit = |value: f64| libm::round(value * one).to_i64().unwrap_or(0);
        unit(low) + part(unit(high) - unit(low), share)
    };
    let at = |bits: u32| between(input.low, input.high, (1u64 << bits) as f64);
    match input.kind {
        InputKind::Weight(issue) => Change::Weight(issue, at(BITS)),
        InputKind::Value(issue, option) => match &preferences.worth {
            Worth::Points(_) => Change::Value(issue, option, at(draws.bits)),
            Worth::Weighted { values, .. } => match &values[issue] {
                ValueJudgement::Ranges(_) => Change::Value(issue, option, at(BITS)),
                ValueJudgement::Order(groups) => ordered(draws, issue, option, groups, at(BITS)),
            },
        },
        InputKind::Limit if input.ends == EndKind::Share => Change::LimitBetween(share),
        InputKind::Limit => Change::LimitAt(at(draws.bits)),
        InputKind::RedLine(line) => Change::RedLine(line, share >= ONE / 2),
        InputKind::Linkage(index) => {
            let unit = |value: &Exact| to_units(value, draws.bits).unwrap_or(0);
            let entries = preferences.linkages[index].entries.iter();
            let values = entries.map(|(_, range)| unit(range.low()) + part(unit(range.high()) - unit(range.low()), share));
            Change::Linkage(index, values.collect())
        }
    }
}

fn ordered(draws: &Draws<'_>, issue: IssueIndex, option: OptionIndex, groups: &[Vec<OptionIndex>], value: i64) -> Change {
    let cell = |&option: &OptionIndex| draws.structure.cell(issue, option);
    Change::OrderedValue {
        cells: groups.iter().map(|group| group.iter().map(cell).collect()).collect(),
        place: groups.iter().position(|group| group.contains(&option)).unwrap_or(0),
        value,
    }
}
