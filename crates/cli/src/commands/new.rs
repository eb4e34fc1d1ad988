//! `zopa new NAME`: a commented case to fill in.

use std::path::PathBuf;

use crate::arguments::New;
use crate::exit::{Ending, Failure};
use crate::show;
use zopa_runner::files;

/// Writes the template; never over a file that is there.
pub(crate) fn run(arguments: &New) -> Result<Ending, Failure> {
    let fits = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    if arguments.name.is_empty() || !arguments.name.chars().all(fits) {
        return Err(Failure::usage(
            format!("`{}` is no name for a case", arguments.name),
            "use letters, digits, `-` and `_`, such as `harbour-talks`",
        ));
    }
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.yaml", arguments.name)));
    files::create(&path, zopa_dossier::template(&arguments.name).as_bytes())?;
    show::note(&format!("wrote {0}; fill it in, then: zopa check {0}", path.display()));
    Ok(Ending::Done)
}
