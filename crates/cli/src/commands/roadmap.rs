//! `zopa roadmap SOURCE`: what waits for what, what can be done first, in which order, and who may sign it.

use zopa_analysis::uncertainty::DrawPlan;
use zopa_report::answers::{self, RoadmapQuestion};

use crate::answer::{seen, shown, warn_of_undated, watched};
use crate::arguments::Roadmap;
use crate::exit::{Ending, Failure};
use crate::source;

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &Roadmap) -> Result<Ending, Failure> {
    let seen = seen(&source::open(&arguments.source, &arguments.opening)?, &arguments.seeing)?;
    warn_of_undated(&seen);
    let question = RoadmapQuestion {
        judgements: arguments.judgement.clone(),
        plan: DrawPlan { seed: arguments.seed, draws: arguments.draws },
    };
    let document = watched(|watch| answers::roadmap(&seen, &question, watch))?;
    shown(
        &arguments.showing,
        || zopa_report::roadmap_html(&document),
        || zopa_report::roadmap_json(&document),
        |width, styling| zopa_report::roadmap_terminal(&document, width, styling),
    )?;
    Ok(Ending::Done)
}
