//! What one party wants in every draw, before it is put together into utilities.
//!
//! All numbers are in units of 2^-50 (fewer places where a party's points are large), one column for each number
//! and one row for each draw. A column has a place of its own in its stream, so fixing one input leaves every other
//! number of every draw as it was: comparisons run on common draws.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use zopa_model::{
    Exact, IssueIndex, Limit, LinkageRange, OptionIndex, Outcome, OutcomeSpace, Preferences, Range, Standing, ValueJudgement,
    Worth,
};

use super::stream::{BITS, DrawPlan, ONE, Purpose, Stream};
use super::weights::{WeightMethod, draw_weights};

/// A number in every draw.
pub(crate) type Column = Vec<i64>;

/// One party's numbers in every draw.
#[derive(Clone, Debug)]
pub(crate) struct PartyDraws {
    /// Weights, `[issue][draw]`, sum 2^50; `None` where the worth is stated in points.
    pub(crate) weights: Option<Vec<Column>>,
    pub(crate) method: Option<WeightMethod>,
    /// Values (of 2^50) or points (in units), `[option over all issues][draw]`.
    pub(crate) values: Vec<Column>,
    pub(crate) linkages: Vec<LinkageDraws>,
    pub(crate) limit: LimitDraws,
    /// What no agreement is worth, where it was stated apart from the limit.
    pub(crate) disagreement: Option<Column>,
    /// Red lines: `None` holds in every draw.
    pub(crate) lines: Vec<Option<Vec<bool>>>,
}

/// What combinations of some issues add, in every draw.
#[derive(Clone, Debug)]
pub(crate) struct LinkageDraws {
    pub(crate) issues: Vec<IssueIndex>,
    pub(crate) sizes: Vec<usize>,
    /// Row (in row-major order) and column of each entry.
    pub(crate) entries: Vec<(usize, Column)>,
}

impl LinkageDraws {
    /// Number of combinations.
    pub(crate) fn rows(&self) -> usize {
        self.sizes.iter().product()
    }

    pub(crate) fn row(&self, options: &[OptionIndex]) -> usize {
        self.issues.iter().zip(&self.sizes).fold(0, |row, (&issue, size)| row * size + options[issue] as usize)
    }
}

/// A limit in every draw.
#[derive(Clone, Debug)]
pub(crate) enum LimitDraws {
    Any,
    Never,
    At(Column),
    JustAcceptable(Outcome),
    JustUnacceptable(Outcome),
    /// How far (of 2^50) above the refused towards the accepted package.
    Between(Outcome, Outcome, Column),
}

/// `value` in units of 2^-`bits`.
pub(crate) fn to_units(value: &Exact, bits: u32) -> Option<i64> {
    let scaled = value.rational() * (BigInt::from(1) << bits);
    scaled.round().to_integer().to_i64()
}

/// Draws everything that is said of one party. `None` when no weights are admissible.
pub(crate) fn draw_party(
    space: &OutcomeSpace,
    preferences: &Preferences,
    party: &str,
    plan: DrawPlan,
    bits: u32,
) -> Option<PartyDraws> {
    let draws = plan.draws as usize;
    let sizes = space.sizes();
    let mut stream = Stream::new(plan.seed, party, Purpose::Values);
    let (weights, method, values) = match &preferences.worth {
        Worth::Points(points) => {
            let mut columns = vec![vec![0; draws]; points.iter().map(Vec::len).sum()];
            let ranges: Vec<Ends> = points.iter().flatten().map(|range| Ends::new(range, bits)).collect();
            for draw in 0..draws {
                stream.seek(draw as u32);
                ranges.iter().zip(&mut columns).for_each(|(ends, column)| column[draw] = ends.at(stream.uniform()));
            }
            (None, None, columns)
        }
        Worth::Weighted { weights, values } => {
            let (weights, method) = draw_weights(weights, plan, party)?;
            (Some(weights), Some(method), draw_values(values, &sizes, &mut stream, draws))
        }
    };
    let mut linkage_stream = Stream::new(plan.seed, party, Purpose::Linkages);
    Some(PartyDraws {
        weights,
        method,
        values,
        linkages: draw_linkages(&preferences.linkages, &sizes, &mut linkage_stream, draws, bits),
        limit: draw_limit(&preferences.limit, Stream::new(plan.seed, party, Purpose::Limit), draws, bits),
        disagreement: draw_disagreement(preferences, Stream::new(plan.seed, party, Purpose::Disagreement), draws, bits),
        lines: draw_lines(preferences, Stream::new(plan.seed, party, Purpose::RedLines), draws),
    })
}

/// A range in units.
struct Ends {
    low: i64,
    width: i64,
}

impl Ends {
    fn new(range: &Range, bits: u32) -> Self {
        let unit = |value| to_units(value, bits).expect("magnitudes were bounded when the scale was chosen");
        Self { low: unit(range.low()), width: unit(range.high()) - unit(range.low()) }
    }

    /// The number `share` (of 2^50) of the way from the lower to the upper end.
    fn at(&self, share: i64) -> i64 {
        self.low + part(self.width, share)
    }
}

/// `share / 2^50` of `whole`, rounded to the nearest unit.
pub(crate) fn part(whole: i64, share: i64) -> i64 {
    ((i128::from(whole) * i128::from(share) + (1 << (BITS - 1))) >> BITS) as i64
}

/// Values of all options: best 1, worst 0, the rest sorted uniforms; or uniform in their ranges.
fn draw_values(judgements: &[ValueJudgement], sizes: &[usize], stream: &mut Stream, draws: usize) -> Vec<Column> {
    let mut columns = vec![vec![0; draws]; sizes.iter().sum()];
    let ranges: Vec<Option<Vec<Ends>>> = judgements
        .iter()
        .map(|judgement| match judgement {
            ValueJudgement::Order(_) => None,
            ValueJudgement::Ranges(ranges) => Some(ranges.iter().map(|range| Ends::new(range, BITS)).collect()),
        })
        .collect();
    let mut uniforms = Vec::new();
    (0..draws).for_each(|draw| {
        stream.seek(draw as u32);
        let mut first = 0;
        for ((judgement, ranges), &size) in judgements.iter().zip(&ranges).zip(sizes) {
            uniforms.clear();
            uniforms.extend((0..size).map(|_| stream.uniform()));
            let put = |option: OptionIndex, value| columns[first + option as usize][draw] = value;
            match (judgement, ranges) {
                (ValueJudgement::Order(groups), _) => ordered(groups, &mut uniforms, put),
                (ValueJudgement::Ranges(_), ranges) => in_ranges(ranges.as_deref().unwrap_or(&[]), &uniforms, put),
            }
            first += size;
        }
    });
    columns
}

/// Hands out values uniform in their ranges.
fn in_ranges(ranges: &[Ends], uniforms: &[i64], mut put: impl FnMut(OptionIndex, i64)) {
    for (option, (ends, uniform)) in ranges.iter().zip(uniforms).enumerate() {
        put(option as OptionIndex, ends.at(*uniform));
    }
}

/// Hands out the values of one order: each group of options has one value.
fn ordered(groups: &[Vec<OptionIndex>], uniforms: &mut [i64], mut put: impl FnMut(OptionIndex, i64)) {
    let count = groups.len();
    if count < 2 {
        groups.iter().flatten().for_each(|&option| put(option, 0));
        return;
    }
    let middle = &mut uniforms[..count - 2];
    middle.sort_unstable_by(|a, b| b.cmp(a));
    for (place, group) in groups.iter().enumerate() {
        let value = match place {
            0 => ONE,
            last if last == count - 1 => 0,
            between => middle[between - 1],
        };
        group.iter().for_each(|&option| put(option, value));
    }
}

fn draw_linkages(linkages: &[LinkageRange], sizes: &[usize], stream: &mut Stream, draws: usize, bits: u32) -> Vec<LinkageDraws> {
    let mut all: Vec<LinkageDraws> = linkages
        .iter()
        .map(|linkage| {
            let own: Vec<usize> = linkage.issues.iter().map(|&issue| sizes[issue]).collect();
            let row = |options: &[OptionIndex]| options.iter().zip(&own).fold(0, |row, (&o, size)| row * size + o as usize);
            let entries = linkage.entries.iter().map(|(options, _)| (row(options), vec![0; draws])).collect();
            LinkageDraws { issues: linkage.issues.clone(), sizes: own, entries }
        })
        .collect();
    if all.is_empty() {
        return all;
    }
    let ends: Vec<Vec<Ends>> =
        linkages.iter().map(|l| l.entries.iter().map(|(_, range)| Ends::new(range, bits)).collect()).collect();
    for draw in 0..draws {
        stream.seek(draw as u32);
        for (linkage, ends) in all.iter_mut().zip(&ends) {
            linkage.entries.iter_mut().zip(ends).for_each(|((_, column), ends)| column[draw] = ends.at(stream.uniform()));
        }
    }
    all
}

fn draw_limit(limit: &Limit, mut stream: Stream, draws: usize, bits: u32) -> LimitDraws {
    let mut column = |at: &dyn Fn(i64) -> i64| -> Column {
        (0..draws)
            .map(|draw| {
                stream.seek(draw as u32);
                at(stream.uniform())
            })
            .collect()
    };
    match limit {
        Limit::Any => LimitDraws::Any,
        Limit::Never => LimitDraws::Never,
        Limit::Range(range) => {
            let ends = Ends::new(range, bits);
            LimitDraws::At(column(&|share| ends.at(share)))
        }
        Limit::JustAcceptable(package) => LimitDraws::JustAcceptable(package.clone()),
        Limit::JustUnacceptable(package) => LimitDraws::JustUnacceptable(package.clone()),
        Limit::Between { unacceptable, acceptable } => {
            LimitDraws::Between(unacceptable.clone(), acceptable.clone(), column(&|share| share))
        }
    }
}

fn draw_disagreement(preferences: &Preferences, mut stream: Stream, draws: usize, bits: u32) -> Option<Column> {
    let ends = Ends::new(preferences.disagreement.as_ref()?, bits);
    let mut at = |draw| {
        stream.seek(draw as u32);
        ends.at(stream.uniform())
    };
    Some((0..draws).map(&mut at).collect())
}

/// An uncertain red line holds in one draw of two.
fn draw_lines(preferences: &Preferences, mut stream: Stream, draws: usize) -> Vec<Option<Vec<bool>>> {
    let mut lines: Vec<Option<Vec<bool>>> = preferences
        .red_lines
        .iter()
        .map(|line| (line.standing == Standing::Uncertain).then(|| Vec::with_capacity(draws)))
        .collect();
    if lines.iter().all(Option::is_none) {
        return lines;
    }
    for draw in 0..draws {
        stream.seek(draw as u32);
        for line in &mut lines {
            let holds = stream.uniform() < ONE / 2;
            if let Some(column) = line {
                column.push(holds);
            }
        }
    }
    lines
}

/// The largest absolute utility, limit included, that what is said allows: whole ones, rounded up.
pub(crate) fn magnitude(preferences: &Preferences) -> Option<u64> {
    let largest = |range: &Range| range.low().rational().abs().max(range.high().rational().abs());
    let worth = match &preferences.worth {
        Worth::Points(points) => {
            points.iter().filter_map(|options| options.iter().map(largest).max()).sum::<num_rational::BigRational>()
        }
        Worth::Weighted { .. } => num_rational::BigRational::from_integer(1.into()),
    };
    let linked: num_rational::BigRational =
        preferences.linkages.iter().filter_map(|linkage| linkage.entries.iter().map(|(_, range)| largest(range)).max()).sum();
    let limit = match &preferences.limit {
        Limit::Range(range) => largest(range),
        _ => num_rational::BigRational::from_integer(0.into()),
    };
    let disagreement = preferences.disagreement.as_ref().map(largest).unwrap_or_default();
    (worth + linked + limit.max(disagreement)).ceil().to_integer().to_u64()
}
