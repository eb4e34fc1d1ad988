//! `zopa stability SOURCE`: in which states of a conflict everybody would stay, and why.

use zopa_dossier::{CompiledConflict, Dossier};
use zopa_process::stability::{CoalitionRule, Limits, Stability, Stopped};
use zopa_report::FoundStability;

use crate::answer::{as_of, audience_of, keep_named};
use crate::arguments::{self, AnswerRule};
use crate::exit::{Ending, Failure};
use crate::{files, show, source};

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &arguments::Stability) -> Result<Ending, Failure> {
    let audience = audience_of(arguments.audience);
    let mut disclosed = source::open(&arguments.source, &arguments.opening)?.dossier()?.disclose(audience);
    disclosed.dossier = as_of(disclosed.dossier, arguments.as_of.as_deref())?;
    let compiled = chosen(&disclosed.dossier, &arguments.conflict)?;
    let rule = match arguments.answers {
        AnswerRule::NotTwiceInARow => CoalitionRule::NotTwiceInARow,
        AnswerRule::OnceEach => CoalitionRule::OnceEach,
    };
    let limits = Limits { states: arguments.limit as usize, ..Limits::default() };
    let answers: Vec<Result<Stability, Stopped>> =
        compiled.iter().map(|compiled| Stability::of(&compiled.conflict, rule, limits)).collect();
    let found: Vec<FoundStability<'_>> =
        compiled.iter().zip(&answers).map(|(compiled, stability)| FoundStability { compiled, rule, stability }).collect();
    let document = zopa_report::assemble_stability(&disclosed, audience, &found);
    if let Some(path) = &arguments.report {
        files::write_page(path, &zopa_report::stability_html(&document))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if arguments.json {
        show::data(&zopa_report::stability_json(&document));
    } else {
        show::data(&zopa_report::stability_terminal(&document, show::page_width(), show::styling()));
    }
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
