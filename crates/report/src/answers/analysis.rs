//! The analysis of a case.

use zopa_analysis::Limits;
use zopa_analysis::solution::Powers;
use zopa_analysis::study::{Judged, Question, study};
use zopa_analysis::uncertainty::{Basis, DrawPlan, Watch};
use zopa_dossier::{Compiled, Quotation};
use zopa_model::{Exact, Outcome};

use super::{Refused, Seen, Texts};
use crate::{Document, Subject};

/// What is asked of a case.
#[derive(Clone, Debug)]
pub struct AnalysisQuestion {
    /// The judgements; all where none is named.
    pub judgements: Vec<String>,
    /// Seed and number of draws.
    pub plan: DrawPlan,
    /// A named reading of the ranges as single numbers; none unless asked for.
    pub basis: Option<Basis>,
    /// Bargaining powers by party, for all or for none.
    pub powers: Vec<(String, Exact)>,
    /// A package of the case to look for improvements of.
    pub improve: Option<String>,
    /// The most points of a frontier.
    pub points: usize,
}

impl AnalysisQuestion {
    /// What is asked where nothing else is said: 10,000 draws from seed 1.
    pub fn usual() -> Self {
        Self {
            judgements: Vec::new(),
            plan: DrawPlan { seed: 1, draws: 10_000 },
            basis: None,
            powers: Vec::new(),
            improve: None,
            points: 2_000_000,
        }
    }
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Everything that may be told.
    pub document: Document,
    /// Whether a limit stopped a part of it.
    pub stopped: bool,
}

/// Analyses the case as it is `seen`; quotations are verified against `texts`.
///
/// # Errors
/// Judgements, packages or parties that the case does not show, and powers that are given for some only.
pub fn analysis(seen: &Seen, texts: &Texts, question: &AnalysisQuestion, watch: Watch<'_>) -> Result<Analysis, Refused> {
    let compiled = seen.compiled(&question.judgements)?;
    let known: Vec<&str> = compiled.positions.parties.iter().map(|party| party.name.as_str()).collect();
    let asked = Question {
        plan: question.plan,
        basis: question.basis,
        powers: powers(&known, &question.powers)?,
        limits: Limits { points: question.points, ..Limits::default() },
        improve: question.improve.as_deref().map(|id| package(&compiled, id)).transpose()?,
    };
    let quotations: Vec<Quotation> = zopa_dossier::verify(seen.dossier(), texts);
    let judged: Vec<Judged<'_>> =
        compiled.judgements.iter().map(|judgement| Judged { scenario: &judgement.scenario, shocks: &judgement.shocks }).collect();
    let study = study(&compiled.positions, &judged, &asked, watch);
    let subject = Subject {
        disclosed: &seen.disclosed,
        audience: seen.view.audience,
        compiled: &compiled,
        quotations: &quotations,
        study: &study,
    };
    let document = crate::assemble(&subject);
    Ok(Analysis { stopped: !document.limits.is_empty(), document })
}

fn package(compiled: &Compiled, id: &str) -> Result<Outcome, Refused> {
    let packages = compiled.judgements.first().map(|judgement| judgement.scenario.packages()).unwrap_or_default();
    let found = packages.iter().find(|package| package.name == id);
    let known: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    found.map(|package| package.outcome.clone()).ok_or_else(|| Refused::unknown("package", id, &known))
}

/// Powers for every party of `known`, or equal ones where none is stated: a power that is not stated is not guessed.
///
/// # Errors
/// A party that is not known, named twice or missing; a power that is not above zero.
pub fn powers(known: &[&str], stated: &[(String, Exact)]) -> Result<Powers, Refused> {
    if stated.is_empty() {
        return Ok(Powers::equal());
    }
    let mut powers: Vec<Option<Exact>> = vec![None; known.len()];
    for (party, power) in stated {
        let index = known.iter().position(|name| name == party).ok_or_else(|| Refused::unknown("party", party, known))?;
        if powers[index].replace(power.clone()).is_some() {
            return Err(Refused::new(format!("the power of `{party}` is given twice"), "keep one of the two"));
        }
    }
    let missing: Vec<&str> = known.iter().zip(&powers).filter(|(_, power)| power.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        return Err(Refused::new(
            format!("no power is given for {}", missing.join(", ")),
            "give a power for every party, or for none",
        ));
    }
    let powers: Vec<Exact> = powers.into_iter().flatten().collect();
    Powers::new(&powers)
        .map_err(|error| Refused::new(error.to_string(), "powers are numbers above zero; only their proportions matter"))
}
