//! `zopa forecast SOURCE`: labelled baselines of a collective decision beside each other.

use zopa_dossier::{CompiledForecast, Dossier};
use zopa_process::forecast::FEWEST_ACTORS;
use zopa_report::ForecastAsked;
use zopa_report::answers::keep_named;

use crate::answer::{seen, shown};
use crate::arguments;
use crate::exit::{Ending, Failure};
use crate::source;

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &arguments::Forecast) -> Result<Ending, Failure> {
    let seen = seen(&source::open(&arguments.source, &arguments.opening)?, &arguments.seeing)?;
    let forecasts = chosen(seen.dossier(), &arguments.forecast)?;
    if !arguments.baselines_only {
        forecasts.iter().try_for_each(enough)?;
    }
    let asked = ForecastAsked { draws: arguments.draws, seed: arguments.seed, baselines_only: arguments.baselines_only };
    let document = zopa_report::assemble_forecast(&seen.disclosed, seen.view.audience, &forecasts, asked);
    shown(
        &arguments.showing,
        || zopa_report::forecast_html(&document),
        || zopa_report::forecast_json(&document),
        |width, styling| zopa_report::forecast_terminal(&document, width, styling),
    )?;
    Ok(Ending::Done)
}

/// With two there is no vote to win: such models say nothing of a conflict between two sides.
fn enough(compiled: &CompiledForecast) -> Result<(), Failure> {
    let forecast = &compiled.forecast;
    let few = (0..forecast.scales.len())
        .map(|scale| (scale, forecast.actors.iter().filter(|actor| actor.stands[scale].is_some()).count()))
        .find(|(_, count)| *count < FEWEST_ACTORS);
    match few {
        None => Ok(()),
        Some((scale, count)) => Err(Failure::usage(
            format!(
                "on the scale `{}` of `{}` {count} take part, and the experiments are for {FEWEST_ACTORS} or more",
                forecast.scales[scale].name, compiled.id
            ),
            "give --baselines-only; of a conflict between two sides no such model says anything",
        )),
    }
}

/// The forecasts named, in the order of the case; all where none is named.
fn chosen(dossier: &Dossier, wanted: &[String]) -> Result<Vec<CompiledForecast>, Failure> {
    let mut compiled = dossier.forecasts();
    if compiled.is_empty() {
        return Err(Failure::usage(
            "the case shows no forecasts to this audience",
            "add a section `forecasts` with a stated scale (docs/forecast.md says how), or ask --for internal or secret",
        ));
    }
    keep_named("forecast", &mut compiled, |forecast| &forecast.id, wanted)?;
    Ok(compiled)
}
