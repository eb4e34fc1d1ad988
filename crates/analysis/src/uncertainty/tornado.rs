//! What matters most: each input at its two ends, everything else as it was drawn.

use rayon::prelude::*;
use zopa_model::PartyIndex;

use super::Missing;
use super::change::PartyChange;
use super::frequency::Frequency;
use super::inputs::{Input, InputKind, change_to};
use super::progress::{Stage, Watch, report};
use super::seek::Ends;
use super::zone::{Flags, Zone, frequency, paired_error};

/// Common draws on which the bars that matter are tried again.
const REFINED: usize = 2000;
/// Bars that are refined for their length.
const BARS_THAT_MATTER: usize = 8;
/// Inputs that are tried in pairs, and the draws for it.
const PAIRED_INPUTS: usize = 4;
/// Common draws for pairs.
const PAIRED_DRAWS: usize = 1000;

/// The odds of a deal with one input at its two ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The input.
    pub input: Input,
    /// The odds as everything was drawn, on the same draws.
    pub base: Frequency,
    /// The odds with the input at its low end.
    pub low: Frequency,
    /// The odds with the input at its high end.
    pub high: Frequency,
    /// The standard error of the difference between the two ends, on common draws.
    pub error: f64,
    /// Which ends move the odds.
    pub effect: Effect,
    /// Whether it was tried on many draws, as the longest and those with the lowest and highest odds are. The others
    /// stand on few: enough to tell them from these, not to be quoted as an end of an interval.
    pub is_refined: bool,
}

impl Bar {
    /// The distance between the lowest and the highest of the three odds.
    pub fn length(&self) -> f64 {
        let shares = [self.base.share(), self.low.share(), self.high.share()];
        shares.iter().copied().fold(0.0, f64::max) - shares.iter().copied().fold(1.0, f64::min)
    }
}

/// Which ends of an input move the odds away from what they are as drawn, by more than two standard errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Neither.
    Neither,
    /// The low end only.
    LowOnly,
    /// The high end only.
    HighOnly,
    /// Both, in opposite directions.
    Both,
    /// Both, in the same direction.
    SameDirection,
}

/// Two inputs at their ends together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The first input.
    pub first: Input,
    /// The second input.
    pub second: Input,
    /// The odds with the first at its low (0) or high (1) end and the second likewise: `odds[first][second]`.
    pub odds: [[Frequency; 2]; 2],
    /// How far the two together differ from the sum of the two alone: `high,high - high,low - low,high + low,low`.
    pub interaction: f64,
}

/// Inputs moved one at a time and in pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The odds as everything was drawn, on all draws.
    pub base: Frequency,
    /// One bar for each uncertain input, longest first.
    pub bars: Vec<Bar>,
    /// The few inputs with the longest bars, in pairs. Two weights of one party are not paired: they share one sum.
    pub pairs: Vec<Pair>,
    /// The odds with every party's limit at its demanding end; `None` where no limit is a range.
    pub demanding: Option<Frequency>,
    /// The odds with every party's limit at its yielding end.
    pub yielding: Option<Frequency>,
}

/// Moves every input of the scenario: all on 512 common draws, then the eight longest bars and those that hold the
/// lowest and the highest odds on 2,000. Draws that stay undecided count for neither.
///
/// # Errors
/// [`Missing::Stopped`] when `watch` breaks off.
pub fn tornado(zone: &Zone<'_>, watch: Watch<'_>) -> Result<Tornado, Missing> {
    let more = REFINED.min(zone.draws.count());
    let few = zone.few(watch)?;
    let mut bars: Vec<Bar> = few.iter().map(|(input, ends)| bar(zone, input, ends)).collect();
    longest_first(&mut bars);
    let base = zone.deal();
    refine(zone, &mut bars, (0..few.len().min(BARS_THAT_MATTER)).collect(), more);
    loop {
        let extreme = extremes(&bars, base);
        if extreme.is_empty() {
            break;
        }
        refine(zone, &mut bars, extreme, more);
    }
    longest_first(&mut bars);
    let pairs = pairs(zone, &bars, watch)?;
    let all: Vec<Input> = few.iter().map(|(input, _)| *input).collect();
    let [yielding, demanding] = [0.0, 1.0].map(|share| limits_at(zone, &all, share, more));
    Ok(Tornado { base, demanding, yielding, bars, pairs })
}

fn longest_first(bars: &mut [Bar]) {
    bars.sort_by(|a, b| b.length().total_cmp(&a.length()));
}

/// Tries the bars at these positions again, on `draws` draws.
fn refine(zone: &Zone<'_>, bars: &mut [Bar], at: Vec<usize>, draws: usize) {
    let again = |&at: &usize| {
        let input = &bars[at].input;
        Bar { is_refined: true, ..bar(zone, input, &zone.ends(input, draws)) }
    };
    let refined: Vec<Bar> = at.par_iter().map(again).collect();
    at.into_iter().zip(refined).for_each(|(at, bar)| bars[at] = bar);
}

/// The bars that hold the lowest and the highest odds and are not refined yet. Bars are compared by how far they move
/// the odds on their own draws, added to the odds on all draws: the luck of the few draws is in both and goes out.
fn extremes(bars: &[Bar], base: Frequency) -> Vec<usize> {
    let moved = |bar: &Bar, end: Frequency| base.share() + end.share() - bar.base.share();
    let low = |bar: &Bar| moved(bar, bar.low).min(moved(bar, bar.high));
    let high = |bar: &Bar| moved(bar, bar.low).max(moved(bar, bar.high));
    let lowest = (0..bars.len()).min_by(|&a, &b| low(&bars[a]).total_cmp(&low(&bars[b])));
    let highest = (0..bars.len()).min_by(|&a, &b| high(&bars[b]).total_cmp(&high(&bars[a])));
    let mut found: Vec<usize> = lowest.into_iter().chain(highest).filter(|&at| !bars[at].is_refined).collect();
    found.dedup();
    found
}

fn bar(zone: &Zone<'_>, input: &Input, Ends { low, high, .. }: &Ends) -> Bar {
    let base = zone.flags(low.len());
    Bar {
        input: *input,
        base: frequency(&base),
        low: frequency(low),
        high: frequency(high),
        error: paired_error(low, high),
        effect: effect(&base, low, high),
        is_refined: false,
    }
}

fn effect(base: &Flags, low: &Flags, high: &Flags) -> Effect {
    let moved = |end: &Flags| {
        let difference = frequency(end).share() - frequency(base).share();
        if difference.abs() > 2.0 * paired_error(end, base) { difference } else { 0.0 }
    };
    match (moved(low), moved(high)) {
        (0.0, 0.0) => Effect::Neither,
        (_, 0.0) => Effect::LowOnly,
        (0.0, _) => Effect::HighOnly,
        (low, high) if (low > 0.0) == (high > 0.0) => Effect::SameDirection,
        _ => Effect::Both,
    }
}

/// The odds with all limits that are ranges at one end.
fn limits_at(zone: &Zone<'_>, all: &[Input], share: f64, draws: usize) -> Option<Frequency> {
    let limits = all.iter().filter(|input| input.kind == InputKind::Limit);
    let changes: Vec<PartyChange> = limits.map(|input| change_to(&zone.draws, input, share)).collect();
    (!changes.is_empty()).then(|| frequency(&zone.flags_under(&changes, draws)))
}

fn pairs(zone: &Zone<'_>, bars: &[Bar], watch: Watch<'_>) -> Result<Vec<Pair>, Missing> {
    let draws = PAIRED_DRAWS.min(zone.draws.count());
    let top: Vec<Input> = bars.iter().filter(|bar| bar.length() > 0.0).take(PAIRED_INPUTS).map(|bar| bar.input).collect();
    let weight_of = |input: &Input| -> Option<PartyIndex> { matches!(input.kind, InputKind::Weight(_)).then_some(input.party) };
    let mut pairs = Vec::new();
    for (index, first) in top.iter().enumerate() {
        report(watch, Stage::Pairs, index, top.len())?;
        for second in &top[index + 1..] {
            if weight_of(first).is_none() || weight_of(first) != weight_of(second) {
                pairs.push(pair(zone, first, second, draws));
            }
        }
    }
    Ok(pairs)
}

fn pair(zone: &Zone<'_>, first: &Input, second: &Input, draws: usize) -> Pair {
    let at = |a: f64, b: f64| {
        let changes = [change_to(&zone.draws, first, a), change_to(&zone.draws, second, b)];
        frequency(&zone.flags_under(&changes, draws))
    };
    let odds = [[at(0.0, 0.0), at(0.0, 1.0)], [at(1.0, 0.0), at(1.0, 1.0)]];
    let interaction = odds[1][1].share() - odds[1][0].share() - odds[0][1].share() + odds[0][0].share();
    Pair { first: *first, second: *second, odds, interaction }
}
