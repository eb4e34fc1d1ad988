//! `zopa debrief CASE RESULTS.csv`: every group's deal against the frontier of its own game.

use zopa_report::class::{assemble_debrief, debrief_csv, debrief_html, debrief_json, debrief_terminal, forms};

use crate::arguments::Debrief;
use crate::exit::{Ending, Failure};
use crate::{classroom, show};
use zopa_runner::files;

/// Measures the groups, and writes what was asked for.
pub(crate) fn run(arguments: &Debrief) -> Result<Ending, Failure> {
    let (lesson, course) = classroom::open(&arguments.source, &arguments.classroom)?;
    let bytes = files::read(&arguments.results)?;
    let forms = forms(&lesson, &course, &bytes, arguments.groups).map_err(|diagnostics| Failure::Case {
        name: arguments.results.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        bytes,
        diagnostics,
        reads: false,
    })?;
    let document = assemble_debrief(&lesson, &course, &forms)?;
    if let Some(path) = &arguments.report {
        files::write_page(path, &debrief_html(&document))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if let Some(path) = &arguments.csv {
        files::create(path, debrief_csv(&document).as_bytes())?;
        show::note(&format!("wrote {}", path.display()));
    }
    if arguments.json {
        show::data(&debrief_json(&document));
    } else {
        show::data(&debrief_terminal(&document, show::page_width(), show::styling()));
    }
    Ok(Ending::Done)
}
