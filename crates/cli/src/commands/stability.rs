//! `zopa stability SOURCE`: in which states of a conflict everybody would stay, and why.

use zopa_dossier::{CompiledConflict, Dossier};
use zopa_process::stability::{CoalitionRule, Limits, Stability, Stopped};
use zopa_report::FoundStability;
use zopa_report::answers::keep_named;

use crate::answer::{seen, shown};
use crate::arguments::{self, AnswerRule};
use crate::exit::{Ending, Failure};
use crate::source;

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &arguments::Stability) -> Result<Ending, Failure> {
    let seen = seen(&source::open(&arguments.source, &arguments.opening)?, &arguments.seeing)?;
    let compiled = chosen(seen.dossier(), &arguments.conflict)?;
    let rule = match arguments.answers {
        AnswerRule::NotTwiceInARow => CoalitionRule::NotTwiceInARow,
        AnswerRule::OnceEach => CoalitionRule::OnceEach,
    };
    let limits = Limits { states: arguments.limit as usize, ..Limits::default() };
    let answers: Vec<Result<Stability, Stopped>> =
        compiled.iter().map(|compiled| Stability::of(&compiled.conflict, rule, limits)).collect();
    let found: Vec<FoundStability<'_>> =
        compiled.iter().zip(&answers).map(|(compiled, stability)| FoundStability { compiled, rule, stability }).collect();
    let document = zopa_report::assemble_stability(&seen.disclosed, seen.view.audience, &found);
    shown(
        &arguments.showing,
        || zopa_report::stability_html(&document),
        || zopa_report::stability_json(&document),
        |width, styling| zopa_report::stability_terminal(&document, width, styling),
    )?;
    Ok(if answers.iter().any(Result::is_err) { Ending::Limit } else { Ending::Done })
}

/// The conflicts named, in the order of the case; all where none is named.
fn chosen(dossier: &Dossier, wanted: &[String]) -> Result<Vec<CompiledConflict>, Failure> {
    let mut compiled = dossier.conflicts();
    if compiled.is_empty() {
        return Err(Failure::usage(
            "the case shows no conflicts to this audience",
            "add a section `conflicts` (docs/stability.md says how), or ask --for internal or secret",
        ));
    }
    keep_named("conflict", &mut compiled, |conflict| &conflict.id, wanted)?;
    Ok(compiled)
}
