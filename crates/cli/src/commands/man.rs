//! `zopa man`: manual pages.

use std::path::Path;

use zopa_runner::files;

use crate::arguments::Man;
use crate::exit::{Ending, Failure};
use crate::{help, show};

/// Prints one page, or writes all of them.
pub(crate) fn run(arguments: &Man) -> Result<Ending, Failure> {
    match &arguments.out {
        Some(folder) => write_all(folder),
        None => print(arguments.verb.as_deref()),
    }
}

fn print(verb: Option<&str>) -> Result<Ending, Failure> {
    let name = verb.map_or_else(|| "zopa".to_owned(), |verb| format!("zopa-{verb}"));
    let page = help::pages().into_iter().find(|page| page.name == name);
    let page = page.ok_or_else(|| {
        Failure::usage(format!("there is no page `{name}`"), "give a verb as `zopa --help` lists it, such as `zopa man analyse`")
    })?;
    show::data(&page.text);
    Ok(Ending::Done)
}

fn write_all(folder: &Path) -> Result<Ending, Failure> {
    files::make_folder(folder)?;
    let pages = help::pages();
    for page in &pages {
        let path = folder.join(format!("{}.1", page.name));
        zopa_runner::replace(&path, page.text.as_bytes()).map_err(|error| {
            Failure::usage(format!("cannot write `{}`: {error}", path.display()), "check that you may write there")
        })?;
    }
    show::note(&format!("wrote {} to {}", show::counted(pages.len(), "page"), folder.display()));
    Ok(Ending::Done)
}
