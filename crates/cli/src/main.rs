//! The command `zopa`. This file is its table of contents; every command is one file in `commands/`.

mod answer;
mod arguments;
mod classroom;
mod commands;
mod exit;
mod help;
mod interrupt;
mod progress;
mod scenario;
mod show;
mod source;
mod talks;

use std::process::ExitCode;

use crate::arguments::Command;
use crate::exit::{Ending, Failure};

fn main() -> ExitCode {
    let arguments = help::arguments();
    let ending = match arguments.command {
        Command::New(arguments) => commands::new::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Confirm(arguments) => commands::confirm::run(&arguments),
        Command::Diff(arguments) => commands::diff::run(&arguments),
        Command::Analyse(arguments) => commands::analyse::run(&arguments),
        Command::Roadmap(arguments) => commands::roadmap::run(&arguments),
        Command::Stability(arguments) => commands::stability::run(&arguments),
        Command::Forecast(arguments) => commands::forecast::run(&arguments),
        Command::Memorandum(arguments) => commands::memorandum::run(&arguments),
        Command::Exchange(arguments) => commands::exchange::run(&arguments),
        Command::Convert(arguments) => commands::convert::run(&arguments),
        Command::Negotiate(arguments) => commands::negotiate::run(&arguments),
        Command::Sheet(arguments) => commands::sheet::run(&arguments),
        Command::Debrief(arguments) => commands::debrief::run(&arguments),
        Command::Replay(arguments) => commands::replay::run(&arguments),
        Command::Tournament(arguments) => commands::tournament::run(&arguments),
        Command::Catalog(arguments) => commands::catalog::run(&arguments),
        Command::Schema(arguments) => commands::schema::run(&arguments),
        Command::Mcp(arguments) => commands::mcp::run(&arguments),
        Command::Serve(arguments) => commands::serve::run(&arguments),
        Command::Seal(arguments) => commands::seal::run(&arguments),
        Command::Unseal(arguments) => commands::unseal::run(&arguments),
        Command::Completions(arguments) => commands::completions::run(&arguments),
        Command::Man(arguments) => commands::man::run(&arguments),
    };
    ending.unwrap_or_else(report).into()
}

/// Says what went wrong on standard error and turns it into its exit code.
fn report(failure: Failure) -> Ending {
    show::failure(&failure);
    failure.ending()
}
