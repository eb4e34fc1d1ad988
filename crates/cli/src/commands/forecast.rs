//! `zopa forecast SOURCE`: labelled baselines of a collective decision beside each other.

use zopa_report::{ForecastAsked, answers};

use crate::answer::{seen, shown};
use crate::arguments;
use crate::exit::{Ending, Failure};
use crate::source;

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &arguments::Forecast) -> Result<Ending, Failure> {
    let seen = seen(&source::open(&arguments.source, &arguments.opening)?, &arguments.seeing)?;
    let asked = ForecastAsked { draws: arguments.draws, seed: arguments.seed, baselines_only: arguments.baselines_only };
    let document = answers::forecast(&seen, &arguments.forecast, asked)?;
    shown(
        &arguments.showing,
        || zopa_report::forecast_html(&document),
        || zopa_report::forecast_json(&document),
        |width, styling| zopa_report::forecast_terminal(&document, width, styling),
    )?;
    Ok(Ending::Done)
}
