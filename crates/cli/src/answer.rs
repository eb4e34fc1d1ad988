//! From an opened source and a question to an answer, and from an answer to what is shown: what all commands on cases share.

use std::ops::ControlFlow;

use zopa_analysis::uncertainty::{Basis, DrawPlan, Progress as Step, Stage, Watch};
use zopa_dossier::{Date, Dossier};
use zopa_model::Exact;
use zopa_report::answers::{self, AnalysisQuestion, Seen, View};
use zopa_report::{Document, Styling, Width};

use crate::arguments::{self, Question, Seeing, Showing};
use crate::exit::Failure;
use crate::progress::Progress;
use crate::show;
use zopa_runner::files;
use zopa_runner::source::Opened;

/// What a question found.
pub(crate) struct Answer {
    /// The case as it was known on the day that was asked about, and as the audience may see it.
    pub(crate) disclosed: Dossier,
    /// Everything that may be told, with names.
    pub(crate) document: Document,
    /// Whether a limit stopped a part of it.
    pub(crate) stopped: bool,
}

/// Asks `question` of the case in `opened`.
pub(crate) fn answer(opened: &Opened, question: &Question) -> Result<Answer, Failure> {
    let seen = seen(opened, &question.seeing)?;
    warn_of_undated(&seen);
    let asked = asked(question)?;
    let found = watched(|watch| answers::analysis(&seen, &opened.texts, &asked, watch))?;
    Ok(Answer { stopped: found.stopped, document: found.document, disclosed: seen.disclosed.dossier })
}

/// The case in `opened` as it is asked to be seen. What the audience may not see is dropped before anything is computed.
pub(crate) fn seen(opened: &Opened, seeing: &Seeing) -> Result<Seen, Failure> {
    let dossier = opened.dossier()?;
    let date = |text: &String| -> Result<Date, Failure> {
        text.parse().map_err(|error: String| Failure::usage(error, "write --as-of 2025-06-02"))
    };
    let as_of = seeing.as_of.as_ref().map(date).transpose()?;
    Ok(Seen::new(&dossier, View { audience: audience_of(seeing.audience), as_of }))
}

/// Shows an answer in words or as JSON, after its page was written where one was asked for: a reader of standard output that
/// went away must not cost the file.
pub(crate) fn shown(
    showing: &Showing,
    page: impl FnOnce() -> String,
    json: impl FnOnce() -> String,
    words: impl FnOnce(Width, Styling) -> String,
) -> Result<(), Failure> {
    if let Some(path) = &showing.report {
        files::write_page(path, &page())?;
        show::note(&format!("wrote {}", path.display()));
    }
    if showing.json {
        show::data(&json());
    } else {
        show::data(&words(show::page_width(), show::styling()));
    }
    Ok(())
}

/// A judgement without a day may use what nobody knew yet on the day that is asked about.
pub(crate) fn warn_of_undated(seen: &Seen) {
    let undated = seen.undated();
    if !undated.is_empty() {
        show::note(&format!(
            "warning: judgement {} has no `as_of` and is used as it stands; it may rest on what was not known yet\n  way out: date it, or leave it out with --judgement",
            undated.join(", ")
        ));
    }
}

/// The audience that was typed.
pub(crate) fn audience_of(audience: arguments::Audience) -> zopa_dossier::Audience {
    match audience {
        arguments::Audience::Public => zopa_dossier::Audience::Public,
        arguments::Audience::Internal => zopa_dossier::Audience::Internal,
        arguments::Audience::Secret => zopa_dossier::Audience::Secret,
    }
}

fn asked(question: &Question) -> Result<AnalysisQuestion, Failure> {
    Ok(AnalysisQuestion {
        judgements: question.judgement.clone(),
        plan: DrawPlan { seed: question.seed, draws: question.draws },
        basis: question.point.map(|basis| match basis {
            arguments::Basis::Centroid => Basis::Centroid,
            arguments::Basis::RankSum => Basis::RankSum,
            arguments::Basis::RankReciprocal => Basis::RankReciprocal,
        }),
        powers: powers(&question.power)?,
        improve: question.improve.clone(),
        points: question.limit,
    })
}

/// Each `PARTY=POWER` as it was typed.
pub(crate) fn powers(stated: &[String]) -> Result<Vec<(String, Exact)>, Failure> {
    let one = |entry: &String| {
        let (party, power) = entry.split_once('=').ok_or_else(|| {
            Failure::usage(format!("`--power {entry}` has no `=`"), "write PARTY=POWER, such as --power union=2")
        })?;
        let power = power.parse().map_err(|error| Failure::usage(format!("--power: {error}"), "write a number above zero"))?;
        Ok((party.to_owned(), power))
    };
    stated.iter().map(one).collect()
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
