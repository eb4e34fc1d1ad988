//! A conflict away from the table, and decisions on a scale: sections of a case with answers of their own.

use zopa_dossier::{CompiledConflict, CompiledForecast};
use zopa_process::forecast::FEWEST_ACTORS;
use zopa_process::stability::{CoalitionRule, Limits, Stability, Stopped};

use super::{Refused, Seen, keep_named};
use crate::{ForecastAsked, ForecastDocument, FoundStability, StabilityDocument};

/// What is asked of the conflicts of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StabilityQuestion {
    /// The conflicts; all where none is named.
    pub conflicts: Vec<String>,
    /// How a coalition may answer.
    pub rule: CoalitionRule,
    /// The most states.
    pub states: usize,
}

impl StabilityQuestion {
    /// What is asked where nothing else is said.
    pub fn usual() -> Self {
        Self { conflicts: Vec::new(), rule: CoalitionRule::NotTwiceInARow, states: Limits::default().states }
    }
}

/// Says in which states of the conflicts everybody would stay; and whether a limit stopped one of them.
///
/// # Errors
/// Conflicts that the case does not show.
pub fn stability(seen: &Seen, question: &StabilityQuestion) -> Result<(StabilityDocument, bool), Refused> {
    let mut compiled: Vec<CompiledConflict> = seen.dossier().conflicts();
    if compiled.is_empty() {
        return Err(Refused::new(
            "the case shows no conflicts to this audience",
            "add a section `conflicts` (docs/stability.md says how), or ask --for internal or secret",
        ));
    }
    keep_named("conflict", &mut compiled, |conflict| &conflict.id, &question.conflicts)?;
    let limits = Limits { states: question.states, ..Limits::default() };
    let answers: Vec<Result<Stability, Stopped>> =
        compiled.iter().map(|compiled| Stability::of(&compiled.conflict, question.rule, limits)).collect();
    let found: Vec<FoundStability<'_>> = compiled
        .iter()
        .zip(&answers)
        .map(|(compiled, stability)| FoundStability { compiled, rule: question.rule, stability })
        .collect();
    let document = crate::assemble_stability(&seen.disclosed, seen.view.audience, &found);
    Ok((document, answers.iter().any(Result::is_err)))
}

/// Sets labelled baselines of the forecasts named beside each other; of all where none is named.
///
/// # Errors
/// Forecasts that the case does not show, and too few who take part for anything but baselines.
pub fn forecast(seen: &Seen, wanted: &[String], asked: ForecastAsked) -> Result<ForecastDocument, Refused> {
    let mut compiled = seen.dossier().forecasts();
    if compiled.is_empty() {
        return Err(Refused::new(
            "the case shows no forecasts to this audience",
            "add a section `forecasts` with a stated scale (docs/forecast.md says how), or ask --for internal or secret",
        ));
    }
    keep_named("forecast", &mut compiled, |forecast| &forecast.id, wanted)?;
    if !asked.baselines_only {
        compiled.iter().try_for_each(enough)?;
    }
    Ok(crate::assemble_forecast(&seen.disclosed, seen.view.audience, &compiled, asked))
}

/// With two there is no vote to win: such models say nothing of a conflict between two sides.
fn enough(compiled: &CompiledForecast) -> Result<(), Refused> {
    let forecast = &compiled.forecast;
    let few = (0..forecast.scales.len())
        .map(|scale| (scale, forecast.actors.iter().filter(|actor| actor.stands[scale].is_some()).count()))
        .find(|(_, count)| *count < FEWEST_ACTORS);
    match few {
        None => Ok(()),
        Some((scale, count)) => Err(Refused::new(
            format!(
                "on the scale `{}` of `{}` {count} take part, and the experiments are for {FEWEST_ACTORS} or more",
                forecast.scales[scale].name, compiled.id
            ),
            "give --baselines-only; of a conflict between two sides no such model says anything",
        )),
    }
}
