//! Opening cases for somebody at a terminal: who has a sealed one is asked for its passphrase.

use std::path::Path;

use zopa_runner::source::{self, Opened};
use zopa_runner::{Trouble, files};

use crate::arguments::Opening;
use crate::exit::Failure;

/// Opens `source`. A file of that name goes before a catalogue case.
pub(crate) fn open(source: &str, opening: &Opening) -> Result<Opened, Failure> {
    let ask = || ask(opening.passphrase_file.as_deref(), "Passphrase: ");
    Ok(source::open(source, &source::Opening { texts: &opening.texts, passphrase: &ask })?)
}

/// The passphrase, from the first line of `file` or from the person at the terminal. It is never shown.
pub(crate) fn passphrase(file: Option<&Path>, prompt: &str) -> Result<String, Failure> {
    Ok(ask(file, prompt)?)
}

fn ask(file: Option<&Path>, prompt: &str) -> Result<String, Trouble> {
    let text = match file {
        Some(file) => String::from_utf8(files::read(file)?).map_err(|_| {
            Trouble::new(format!("`{}` is not text", file.display()), "write the passphrase as UTF-8, on the first line")
        })?,
        None => rpassword::prompt_password(prompt).map_err(|_| {
            Trouble::new("a passphrase is needed, and there is no terminal to ask at", "give --passphrase-file FILE")
        })?,
    };
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(Trouble::new("the passphrase is empty", "choose one that cannot be guessed")),
    }
}
