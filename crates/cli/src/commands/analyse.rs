//! `zopa analyse SOURCE`: the gap, the odds, the packages, and what would change the answer; of a scenario of the field
//! its frontier, its solutions, and what its files claim.

use zopa_analysis::Limits;
use zopa_report::{Document, answers};

use crate::answer::{answer, powers, shown};
use crate::arguments::{Analyse, Question};
use crate::exit::{Ending, Failure};
use crate::{scenario, show, source};
use zopa_runner::files;
use zopa_runner::folder::{self, Found};

/// Answers in words or as JSON, and writes the pages that were asked for.
pub(crate) fn run(arguments: &Analyse) -> Result<Ending, Failure> {
    if arguments.brief.is_some() && arguments.showing.report == arguments.brief {
        return Err(Failure::usage("report and brief would be the same file", "give each a name of its own"));
    }
    let (document, stopped) = match folder::find(&arguments.source)? {
        Some(found) => of_scenario(&found, arguments)?,
        None => of_case(arguments)?,
    };
    if let Some(path) = &arguments.brief {
        files::write_page(path, &zopa_report::brief(&document))?;
        show::note(&format!("wrote {}", path.display()));
    }
    shown(
        &arguments.showing,
        || zopa_report::html(&document),
        || zopa_report::to_json(&document),
        |width, styling| zopa_report::terminal(&document, width, styling),
    )?;
    // The process ends here, and taking thousands of outcomes apart for that would cost more than finding them.
    std::mem::forget(document);
    Ok(if stopped { Ending::Limit } else { Ending::Done })
}

fn of_case(arguments: &Analyse) -> Result<(Document, bool), Failure> {
    arguments.reading.refuse("a case")?;
    let opened = source::open(&arguments.source, &arguments.opening)?;
    let answer = answer(&opened, &arguments.question)?;
    Ok((answer.document, answer.stopped))
}

fn of_scenario(found: &Found, arguments: &Analyse) -> Result<(Document, bool), Failure> {
    refuse_questions_of_cases(&arguments.question)?;
    if arguments.brief.is_some() {
        return Err(Failure::usage("a brief is for a case: a scenario has nobody's words in it", "use --report FILE"));
    }
    let read = scenario::read(found, &arguments.reading)?;
    let tabulated = scenario::tabulate(found, &read)?;
    let parties: Vec<&str> = read.scenario.profiles.iter().map(|profile| profile.name.as_str()).collect();
    let powers = answers::powers(&parties, &powers(&arguments.question.power)?)?;
    let limits = Limits { points: arguments.question.limit, ..Limits::default() };
    let document = read.document(&tabulated, powers, limits);
    let stopped = !document.limits.is_empty();
    Ok((document, stopped))
}

/// What can be asked only of a case is not passed over in silence.
fn refuse_questions_of_cases(question: &Question) -> Result<(), Failure> {
    let asked = [
        ("--as-of", question.seeing.as_of.is_some()),
        ("--judgement", !question.judgement.is_empty()),
        ("--point", question.point.is_some()),
        ("--improve", question.improve.is_some()),
    ];
    match asked.into_iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((flag, _)) => Err(Failure::usage(
            format!("`{flag}` asks something of a case, and this is a scenario of the field: it has numbers and no judgements"),
            format!("leave out {flag}, or `zopa convert` the scenario with --to case first"),
        )),
    }
}
