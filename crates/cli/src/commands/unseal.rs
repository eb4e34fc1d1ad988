//! `zopa unseal FILE`: the case behind a passphrase.

use std::io::Write;

use zopa_dossier::sealed;

use crate::arguments::Unseal;
use crate::exit::{Ending, Failure};
use crate::{show, source};
use zopa_runner::files;

/// Decrypts to standard output, or to a file that only its owner can read.
pub(crate) fn run(arguments: &Unseal) -> Result<Ending, Failure> {
    let bytes = files::read(&arguments.file)?;
    if !sealed::is_sealed(&bytes) {
        return Err(Failure::usage(format!("`{}` is not sealed", arguments.file.display()), "it can be read as it is"));
    }
    let passphrase = source::passphrase(arguments.passphrase_file.as_deref(), "Passphrase: ")?;
    let plain = sealed::open(&bytes, &passphrase)
        .map_err(|error| Failure::usage(format!("cannot open `{}`: {error}", arguments.file.display()), error.way_out()))?;
    match &arguments.out {
        Some(out) => {
            files::create_private(out, &plain)?;
            show::note(&format!("wrote {}", out.display()));
        }
        None => {
            let _ = std::io::stdout().write_all(&plain);
        }
    }
    Ok(Ending::Done)
}
