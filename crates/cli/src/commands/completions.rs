//! `zopa completions`: what lets a shell complete verbs and flags.

use crate::arguments::Completions;
use crate::exit::{Ending, Failure};
use crate::{help, show};

/// Prints the script of one shell.
pub(crate) fn run(arguments: &Completions) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut help::command(), "zopa", &mut script);
    show::data(&String::from_utf8_lossy(&script));
    Ok(Ending::Done)
}
