//! `zopa analyse SOURCE`: the gap, the odds, the packages, and what would change the answer.

use zopa_report::{Document, Styling, Width};

use crate::answer::answer;
use crate::arguments::Analyse;
use crate::exit::{Ending, Failure};
use crate::{files, show, source};

/// Answers in words or as JSON, and writes the pages that were asked for.
pub(crate) fn run(arguments: &Analyse) -> Result<Ending, Failure> {
    if arguments.report.is_some() && arguments.report == arguments.brief {
        return Err(Failure::usage("report and brief would be the same file", "give each a name of its own"));
    }
    let opened = source::open(&arguments.source, &arguments.opening)?;
    let answer = answer(&opened, &arguments.question)?;
    // The pages go first: a reader of standard output that went away must not cost the file.
    if let Some(path) = &arguments.report {
        files::write_page(path, &zopa_report::html(&answer.document))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if let Some(path) = &arguments.brief {
        files::write_page(path, &zopa_report::brief(&answer.document))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if arguments.json {
        show::data(&zopa_report::to_json(&answer.document));
    } else {
        show::data(&words(&answer.document));
    }
    Ok(if answer.stopped { Ending::Limit } else { Ending::Done })
}

fn words(document: &Document) -> String {
    let styling = if show::colour() { Styling::Colour } else { Styling::Plain };
    zopa_report::terminal(document, Width::new(show::width()), styling)
}
