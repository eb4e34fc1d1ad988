//! `zopa seal FILE`: a case that only a passphrase opens.

use std::path::PathBuf;

use zopa_dossier::sealed;

use crate::arguments::Seal;
use crate::exit::{Ending, Failure};
use crate::{show, source};
use zopa_runner::files;

/// Encrypts the file beside itself. The plain file stays; deleting it is the owner's to decide.
pub(crate) fn run(arguments: &Seal) -> Result<Ending, Failure> {
    let bytes = files::read(&arguments.file)?;
    if sealed::is_sealed(&bytes) {
        return Err(Failure::usage(
            format!("`{}` is sealed already", arguments.file.display()),
            "unseal it first to change its passphrase",
        ));
    }
    let passphrase = source::passphrase(arguments.passphrase_file.as_deref(), "Passphrase: ")?;
    if arguments.passphrase_file.is_none() && passphrase != source::passphrase(None, "Once more: ")? {
        return Err(Failure::usage("the two passphrases differ", "try again"));
    }
    let out = arguments.out.clone().unwrap_or_else(|| {
        let mut name = arguments.file.clone().into_os_string();
        name.push(".age");
        PathBuf::from(name)
    });
    let sealed =
        sealed::seal(&bytes, &passphrase).map_err(|error| Failure::usage(format!("cannot seal: {error}"), error.way_out()))?;
    files::create(&out, &sealed)?;
    show::note(&format!("wrote {}; the plain file is still there: {}", out.display(), arguments.file.display()));
    Ok(Ending::Done)
}
