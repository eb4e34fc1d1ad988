//! The roadmap of a case.

use zopa_analysis::uncertainty::{DrawPlan, Watch};
use zopa_process::roadmap::{JudgedProcess, roadmap as find};

use super::{Refused, Seen};
use crate::{RoadmapDocument, RoadmapSubject};

/// What is asked of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadmapQuestion {
    /// The judgements; all where none is named.
    pub judgements: Vec<String>,
    /// Seed and number of draws, for what may be signed.
    pub plan: DrawPlan,
}

impl RoadmapQuestion {
    /// What is asked where nothing else is said: 2,000 draws from seed 1.
    pub fn usual() -> Self {
        Self { judgements: Vec::new(), plan: DrawPlan { seed: 1, draws: 2_000 } }
    }
}

/// Says what waits for what in the case as it is `seen`, and in which order it could be done.
///
/// # Errors
/// Judgements that the case does not show.
pub fn roadmap(seen: &Seen, question: &RoadmapQuestion, watch: Watch<'_>) -> Result<RoadmapDocument, Refused> {
    let compiled = seen.compiled(&question.judgements)?;
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
    let found = find(&compiled.positions, &compiled.steps, &judged, question.plan, watch);
    let subject =
        RoadmapSubject { disclosed: &seen.disclosed, audience: seen.view.audience, compiled: &compiled, roadmap: &found };
    Ok(crate::assemble_roadmap(&subject))
}
