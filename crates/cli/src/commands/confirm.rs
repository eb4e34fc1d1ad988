//! `zopa confirm CASE ITEM --as NAME`: a person stands by what a model wrote. No tool for programs does this.

use std::path::PathBuf;

use clap::Args;
use zopa_dossier::amend::{CannotAmend, confirmed};
use zopa_dossier::{Dossier, Marked, unconfirmed};

use crate::exit::{Ending, Failure};
use crate::show;
use zopa_runner::files;

/// What is confirmed, and by whom.
#[derive(Debug, Args)]
pub(crate) struct Confirm {
    /// The case file
    file: PathBuf,
    /// What a model wrote: SECTION/ID, or the short name alone
    #[arg(value_name = "ITEM")]
    items: Vec<String>,
    /// Your name: whoever has read the item against its source
    #[arg(long = "as", value_name = "NAME", required_unless_present = "list", requires = "items")]
    name: Option<String>,
    /// List what a model wrote and nobody has confirmed
    #[arg(long, conflicts_with_all = ["items", "name"])]
    list: bool,
}

/// Writes the name under each item, or lists what waits for one.
pub(crate) fn run(arguments: &Confirm) -> Result<Ending, Failure> {
    let file = &arguments.file;
    let bytes = files::read(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let reads = zopa_dossier::read_case(&bytes).is_ok();
    let failed = |diagnostics| Failure::Case { name: name.clone(), bytes: bytes.clone(), diagnostics, reads };
    let mut dossier = Dossier::read(&name, &bytes).map_err(failed)?;
    let Some(person) = &arguments.name else {
        show::data(&listed(&unconfirmed(dossier.case())));
        return Ok(Ending::Done);
    };
    let no_text = |_| Failure::usage(format!("`{name}` is no text"), "name the case file itself; a sealed one is unsealed first");
    let mut text = String::from_utf8(bytes.clone()).map_err(no_text)?;
    if let Some(own) = unconfirmed(dossier.case()).iter().find(|item| item.written_by.trim().eq_ignore_ascii_case(person.trim()))
    {
        return Err(Failure::usage(
            format!("`{person}` is what wrote {}/{}", own.section, own.id),
            "a person confirms, under a name of their own: --as \"Your Name\"",
        ));
    }
    for item in &arguments.items {
        let amended = confirmed(&dossier, &text, item, person).map_err(|error| match error {
            CannotAmend::Faults(diagnostics) => {
                Failure::Case { name: name.clone(), bytes: text.clone().into_bytes(), diagnostics, reads: true }
            }
            CannotAmend::Trouble { problem, way_out } => Failure::usage(problem, way_out),
        })?;
        (dossier, text) = (amended.dossier, amended.text);
    }
    zopa_runner::replace(file, text.as_bytes()).map_err(|error| {
        Failure::usage(format!("cannot write `{}`: {error}", file.display()), "check that you may write there")
    })?;
    show::note(&format!("{} confirmed by {person}", arguments.items.join(", ")));
    show::data(&listed(&unconfirmed(dossier.case())));
    Ok(Ending::Done)
}

fn listed(items: &[Marked]) -> String {
    let line = |item: &Marked| format!("  {}/{} (written by {})", item.section, item.id, item.written_by);
    match items.len() {
        0 => "nothing of it waits for a person: all that a model wrote is confirmed".to_owned(),
        number => {
            let items_are = if number == 1 { "item" } else { "items" };
            let lines: Vec<String> = items.iter().map(line).collect();
            format!("{number} {items_are} written by a model, not yet confirmed by a person:\n{}", lines.join("\n"))
        }
    }
}
