//! The lowest and highest odds over authors and over the ends of what they stated: what the odds can be trusted for.
//!
//! The luck of the draws is told apart from it: it shrinks with more draws, the interval does not.

use zopa_model::Scenario;

use super::Missing;
use super::draws::Draws;
use super::frequency::Frequency;
use super::inputs::Input;
use super::progress::Watch;
use super::stream::DrawPlan;
use super::tornado::{Tornado, tornado};
use super::zone::Zone;

/// How inputs were set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// Everything as drawn.
    AsDrawn,
    /// Every limit that is a range at its demanding end.
    LimitsDemanding,
    /// Every limit that is a range at its yielding end.
    LimitsYielding,
    /// One input at its low end.
    Low(Input),
    /// One input at its high end.
    High(Input),
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntervalEnd {
    /// The odds of a deal.
    pub deal: Frequency,
    /// Whose judgement, as a position among the scenarios.
    pub scenario: usize,
    /// How the inputs were set.
    pub setting: Setting,
}

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A deal exists in more than half of the draws, wherever the inputs stand.
    MoreThanHalf,
    /// A deal exists in less than half of the draws, wherever the inputs stand.
    LessThanHalf,
    /// The interval straddles one half, or comes within two standard errors of it.
    CannotTell,
}

/// The span of the odds.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    /// The lowest odds.
    pub low: IntervalEnd,
    /// The highest odds.
    pub high: IntervalEnd,
    /// The odds of each judgement as drawn.
    pub as_drawn: Vec<Frequency>,
    /// The larger standard error of the two ends.
    pub sampling_error: f64,
    /// What can be said.
    pub verdict: Verdict,
}

/// The span of the odds over several judgements of one case.
///
/// # Errors
/// What is missing in any of them, or [`Missing::Stopped`].
pub fn interval(scenarios: &[&Scenario], plan: &DrawPlan, watch: Watch<'_>) -> Result<Interval, Missing> {
    let one = |scenario: &&Scenario| tornado(&Zone::new(Draws::new(scenario, *plan)?, watch)?, watch);
    interval_of(&scenarios.iter().map(one).collect::<Result<Vec<_>, _>>()?)
}

/// The span of the odds over judgements whose inputs were moved before.
///
/// # Errors
/// [`Missing::Scenarios`] where there is none.
pub fn interval_of(tornados: &[Tornado]) -> Result<Interval, Missing> {
    let ends: Vec<IntervalEnd> = tornados.iter().enumerate().flat_map(|(scenario, tornado)| ends(scenario, tornado)).collect();
    let order = |a: &&IntervalEnd, b: &&IntervalEnd| a.deal.share().total_cmp(&b.deal.share());
    let low = *ends.iter().min_by(order).ok_or(Missing::Scenarios)?;
    let high = *ends.iter().rev().max_by(order).ok_or(Missing::Scenarios)?;
    let clear = |end: &IntervalEnd| (end.deal.share() - 0.5).abs() > 2.0 * end.deal.standard_error();
    let verdict = match (low.deal.share() - 0.5, high.deal.share() - 0.5) {
        (below, _) if below > 0.0 && clear(&low) => Verdict::MoreThanHalf,
        (_, above) if above < 0.0 && clear(&high) => Verdict::LessThanHalf,
        _ => Verdict::CannotTell,
    };
    Ok(Interval {
        low,
        high,
        as_drawn: tornados.iter().map(|tornado| tornado.base).collect(),
        sampling_error: low.deal.standard_error().max(high.deal.standard_error()),
        verdict,
    })
}

fn ends(scenario: usize, tornado: &Tornado) -> Vec<IntervalEnd> {
    let limits = [(tornado.demanding, Setting::LimitsDemanding), (tornado.yielding, Setting::LimitsYielding)];
    let limits = limits.into_iter().filter_map(|(deal, setting)| Some((deal?, setting)));
    // A bar on few draws is no end of an interval: the lowest and the highest are refined.
    let refined = tornado.bars.iter().filter(|bar| bar.is_refined);
    let bars = refined.flat_map(|bar| [(bar.low, Setting::Low(bar.input)), (bar.high, Setting::High(bar.input))]);
    let all = std::iter::once((tornado.base, Setting::AsDrawn)).chain(limits).chain(bars);
    all.map(|(deal, setting)| IntervalEnd { deal, scenario, setting }).collect()
}
