//! `zopa roadmap SOURCE`: what waits for what, what can be done first, in which order, and who may sign it.

use zopa_analysis::uncertainty::DrawPlan;
use zopa_process::roadmap::{JudgedProcess, roadmap};
use zopa_report::RoadmapSubject;

use crate::answer::{as_of, audience_of, choose, warn_of_undated, watched};
use crate::arguments::Roadmap;
use crate::exit::{Ending, Failure};
use crate::{files, show, source};

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &Roadmap) -> Result<Ending, Failure> {
    let opened = source::open(&arguments.source, &arguments.opening)?;
    let audience = audience_of(arguments.audience);
    let mut disclosed = opened.dossier()?.disclose(audience);
    disclosed.dossier = as_of(disclosed.dossier, arguments.as_of.as_deref())?;
    let mut compiled = disclosed.dossier.compile();
    choose(&mut compiled, &arguments.judgement)?;
    warn_of_undated(&disclosed.dossier, arguments.as_of.as_deref());
    let judged: Vec<JudgedProcess<'_>> = compiled
        .judgements
        .iter()
        .map(|judgement| JudgedProcess {
            scenario: &judgement.scenario,
            plans: &judgement.plans,
            mandates: judgement.mandates.as_ref(),
            homes: &judgement.homes,
        })
        .collect();
    let plan = DrawPlan { seed: arguments.seed, draws: arguments.draws };
    let found = watched(|watch| roadmap(&compiled.positions, &compiled.steps, &judged, plan, watch));
    let subject = RoadmapSubject { disclosed: &disclosed, audience, compiled: &compiled, roadmap: &found };
    let document = zopa_report::assemble_roadmap(&subject);
    if let Some(path) = &arguments.report {
        files::write_page(path, &zopa_report::roadmap_html(&document))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if arguments.json {
        show::data(&zopa_report::roadmap_json(&document));
    } else {
        show::data(&zopa_report::roadmap_terminal(&document, show::page_width(), show::styling()));
    }
    Ok(Ending::Done)
}
