//! From an opened source and a question to a document: what `analyse` and `diff` share.

use std::ops::ControlFlow;

use zopa_analysis::Limits;
use zopa_analysis::solution::Powers;
use zopa_analysis::study::{self, Judged, Question as Asked, Study};
use zopa_analysis::uncertainty::{Basis, DrawPlan, Progress as Step, Stage, Watch};
use zopa_dossier::{Compiled, Date, Dossier, nearest};
use zopa_model::{Exact, Outcome};
use zopa_report::{Document, Subject};

use crate::arguments::{self, Question};
use crate::exit::Failure;
use crate::progress::Progress;
use crate::show;
use crate::source::Opened;

/// What a question found.
pub(crate) struct Answer {
    /// The case as it was known on the day that was asked about, and as the audience may see it.
    pub(crate) disclosed: Dossier,
    /// Everything that may be told, with names.
    pub(crate) document: Document,
    /// Whether a limit stopped a part of it.
    pub(crate) stopped: bool,
}

/// Asks `question` of the case in `opened`. What the audience may not see is dropped before anything is computed.
pub(crate) fn answer(opened: &Opened, question: &Question) -> Result<Answer, Failure> {
    let audience = audience(question);
    let mut disclosed = opened.dossier()?.disclose(audience);
    disclosed.dossier = as_of(disclosed.dossier, question.as_of.as_deref())?;
    let mut compiled = disclosed.dossier.compile();
    choose(&mut compiled, &question.judgement)?;
    warn_of_undated(&disclosed.dossier, question.as_of.as_deref());
    let asked = asked(&compiled, question)?;
    let quotations = zopa_dossier::verify(&disclosed.dossier, &opened.texts);
    let study = run(&compiled, &asked);
    let subject = Subject { disclosed: &disclosed, audience, compiled: &compiled, quotations: &quotations, study: &study };
    let document = zopa_report::assemble(&subject);
    Ok(Answer { stopped: !document.limits.is_empty(), disclosed: disclosed.dossier, document })
}

/// The case as it was known on the day that was typed.
pub(crate) fn as_of(dossier: Dossier, day: Option<&str>) -> Result<Dossier, Failure> {
    match day {
        None => Ok(dossier),
        Some(text) => {
            let date: Date = text.parse().map_err(|error: String| Failure::usage(error, "write --as-of 2025-06-02"))?;
            Ok(dossier.as_of(date))
        }
    }
}

/// A judgement without a day may use what nobody knew yet on the day that is asked about.
pub(crate) fn warn_of_undated(dossier: &Dossier, day: Option<&str>) {
    let undated =
        dossier.case().judgements.iter().filter(|judgement| judgement.as_of.is_none()).map(|judgement| judgement.id.as_str());
    let undated: Vec<&str> = undated.collect();
    if day.is_some() && !undated.is_empty() {
        show::note(&format!(
            "warning: judgement {} has no `as_of` and is used as it stands; it may rest on what was not known yet\n  way out: date it, or leave it out with --judgement",
            undated.join(", ")
        ));
    }
}

fn audience(question: &Question) -> zopa_dossier::Audience {
    audience_of(question.audience)
}

/// The audience that was typed.
pub(crate) fn audience_of(audience: arguments::Audience) -> zopa_dossier::Audience {
    match audience {
        arguments::Audience::Public => zopa_dossier::Audience::Public,
        arguments::Audience::Internal => zopa_dossier::Audience::Internal,
        arguments::Audience::Secret => zopa_dossier::Audience::Secret,
    }
}

/// Keeps the judgements named, in the order of the case; all where none is named.
pub(crate) fn choose(compiled: &mut Compiled, wanted: &[String]) -> Result<(), Failure> {
    keep_named("judgement", &mut compiled.judgements, |judgement| &judgement.id, wanted)
}

/// Keeps the items named, in their order; all where none is named.
pub(crate) fn keep_named<T>(kind: &str, items: &mut Vec<T>, id: impl Fn(&T) -> &str, wanted: &[String]) -> Result<(), Failure> {
    let known: Vec<&str> = items.iter().map(&id).collect();
    if let Some(missing) = wanted.iter().find(|wanted| !known.contains(&wanted.as_str())) {
        return Err(unknown(kind, missing, &known));
    }
    items.retain(|item| wanted.is_empty() || wanted.iter().any(|wanted| wanted == id(item)));
    Ok(())
}

fn unknown(kind: &str, id: &str, known: &[&str]) -> Failure {
    let way_out = match nearest(id, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if known.is_empty() => format!("the case shows no {kind} to this audience; perhaps ask --for internal or secret"),
        None => format!("name one of: {}", known.join(", ")),
    };
    Failure::usage(format!("the case shows no {kind} `{id}`"), way_out)
}

fn asked(compiled: &Compiled, question: &Question) -> Result<Asked, Failure> {
    let known: Vec<&str> = compiled.positions.parties.iter().map(|party| party.name.as_str()).collect();
    Ok(Asked {
        plan: DrawPlan { seed: question.seed, draws: question.draws },
        basis: question.point.map(|basis| match basis {
            arguments::Basis::Centroid => Basis::Centroid,
            arguments::Basis::RankSum => Basis::RankSum,
            arguments::Basis::RankReciprocal => Basis::RankReciprocal,
        }),
        powers: powers(&known, &question.power)?,
        limits: Limits { points: question.limit, ..Limits::default() },
        improve: question.improve.as_deref().map(|id| package(compiled, id)).transpose()?,
    })
}

fn package(compiled: &Compiled, id: &str) -> Result<Outcome, Failure> {
    let packages = compiled.judgements.first().map(|judgement| judgement.scenario.packages()).unwrap_or_default();
    let found = packages.iter().find(|package| package.name == id);
    let known: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    found.map(|package| package.outcome.clone()).ok_or_else(|| unknown("package", id, &known))
}

/// `PARTY=POWER` for every party, or none at all: a power that is not stated is not guessed.
pub(crate) fn powers(known: &[&str], stated: &[String]) -> Result<Powers, Failure> {
    if stated.is_empty() {
        return Ok(Powers::equal());
    }
    let mut powers: Vec<Option<Exact>> = vec![None; known.len()];
    for entry in stated {
        let (party, power) = entry.split_once('=').ok_or_else(|| {
            Failure::usage(format!("`--power {entry}` has no `=`"), "write PARTY=POWER, such as --power union=2")
        })?;
        let index = known.iter().position(|name| *name == party).ok_or_else(|| unknown("party", party, known))?;
        let power = power.parse().map_err(|error| Failure::usage(format!("--power: {error}"), "write a number above zero"))?;
        if powers[index].replace(power).is_some() {
            return Err(Failure::usage(format!("the power of `{party}` is given twice"), "keep one of the two"));
        }
    }
    let missing: Vec<&str> = known.iter().zip(&powers).filter(|(_, power)| power.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        return Err(Failure::usage(
            format!("no power is given for {}", missing.join(", ")),
            "give --power for every party, or for none",
        ));
    }
    let powers: Vec<Exact> = powers.into_iter().flatten().collect();
    Powers::new(&powers)
        .map_err(|error| Failure::usage(error.to_string(), "powers are numbers above zero; only their proportions matter"))
}

fn run(compiled: &Compiled, asked: &Asked) -> Study {
    let judged: Vec<Judged<'_>> =
        compiled.judgements.iter().map(|judgement| Judged { scenario: &judgement.scenario, shocks: &judgement.shocks }).collect();
    watched(|watch| study::study(&compiled.positions, &judged, asked, watch))
}

/// Work over draws with its progress shown.
pub(crate) fn watched<T>(work: impl FnOnce(Watch<'_>) -> T) -> T {
    let progress = Progress::start();
    work(&|step: Step| {
        progress.doing(stage(step.stage), step.done, step.of);
        ControlFlow::Continue(())
    })
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Draws => "drawing from the ranges, and looking in each draw for a deal",
        Stage::Packages => "looking for the package that most draws accept",
        Stage::Inputs => "moving one input at a time",
        Stage::Pairs => "moving two inputs at a time",
        Stage::Flips => "looking for what turns the answer round",
    }
}
