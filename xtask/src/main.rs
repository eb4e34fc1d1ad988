//! The tasks of this repository: `cargo xtask test`, `book`, `package`, `vendor`, `conformance` and `load`.
//!
//! A suite is one file in `suites/` and one row in [`suites::ALL`]. The runner goes through a plan of suites and
//! emits events; the reporter shows them. A suite itself says only whether it passed, and why not.

mod book;
mod metadata;
mod package;
mod process;
mod reporter;
mod repository;
mod runner;
mod suite;
mod suites;
mod table;
mod tokens;
mod tools;
mod vendor;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::repository::Repository;
use crate::suite::Suite;

/// The tasks of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Runs the suites. One whose tool is missing is named as skipped; with --all it is a failure.
    Test(TestOptions),
    /// Holds the program against known answers from outside of this repository.
    Conformance {
        /// The folder with the answers [default: ../shared]
        folder: Option<PathBuf>,
    },
    /// Builds the book of docs/ as HTML pages that open from a disk, without a network.
    Book(BookOptions),
    /// Measures the server on this machine: tables, seats that watch, and offers at a steady pace.
    Load(LoadOptions),
    /// Packs what is given to people who have no Rust: a static program, a tarball, a Debian package, a container file, checksums.
    Package(PackageOptions),
    /// Copies every package from outside into a folder, so that everything builds without a network.
    Vendor {
        /// The folder [default: vendor]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

#[derive(Args)]
struct PackageOptions {
    /// The folder that the packages go to [default: target/package]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Also look at what was packed as somebody who received it.
    #[arg(long)]
    check: bool,
    /// Also build the Python package as a wheel, for people who have Python and no Rust. Needs Python 3.11 or newer.
    #[arg(long)]
    wheel: bool,
    /// Also build again in another folder, offline, and prove that it gives the same bytes.
    #[arg(long)]
    twice: bool,
}

#[derive(Args)]
struct BookOptions {
    /// The folder to build into [default: target/book]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Writes docs/reference/ anew from the program and its sources first.
    #[arg(long)]
    reference: bool,
}

#[derive(Args)]
struct LoadOptions {
    /// Tables.
    #[arg(long, default_value_t = 200)]
    tables: usize,
    /// Seats of each; all of them watch.
    #[arg(long, default_value_t = 5)]
    seats: usize,
    /// Offers a second, over all tables.
    #[arg(long, default_value_t = 500)]
    offers: u32,
    /// For how long, in seconds.
    #[arg(long, default_value_t = 30)]
    seconds: u32,
    /// On a PostgreSQL of its own instead of SQLite.
    #[arg(long)]
    postgres: bool,
}

#[derive(Args)]
struct TestOptions {
    /// Every suite, at full length; a missing tool is a failure.
    #[arg(long)]
    all: bool,
    /// Only this suite. May be given several times.
    #[arg(long, value_name = "SUITE")]
    only: Vec<String>,
    /// Lists the suites and runs none.
    #[arg(long)]
    list: bool,
}

fn main() -> ExitCode {
    match perform(Cli::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(fault) => {
            eprintln!("cargo xtask: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Whether all went well; an error is a task that could not begin.
fn perform(task: Task) -> Result<bool, String> {
    match task {
        Task::Test(options) if options.list => {
            reporter::list(suites::ALL);
            Ok(true)
        }
        Task::Test(options) => Ok(test(&suites::named(&options.only)?, &Repository::find(options.all)?)),
        Task::Book(options) => write_book(&options),
        Task::Load(options) => load(&options),
        Task::Package(PackageOptions { out, check, wheel, twice }) => {
            let order = package::Order { out: out.map(absolute).transpose()?, check, wheel, twice };
            println!("{}", package::package(&Repository::find(false)?, &order).map_err(why)?);
            Ok(true)
        }
        Task::Vendor { out } => {
            let repository = Repository::find(false)?;
            let folder = out.map(absolute).transpose()?.unwrap_or_else(|| repository.root.join("vendor"));
            println!("{}", vendor::vendor(&repository, &folder).map_err(why)?);
            println!("build with: cargo --config {} build --offline", folder.join("config.toml").display());
            Ok(true)
        }
        Task::Conformance { folder } => {
            let repository = Repository::find(false)?;
            let folder = folder.unwrap_or_else(|| repository.answers.clone());
            if !folder.is_dir() {
                return Err(format!(
                    "no folder {}; give the one with the known answers: cargo xtask conformance DIR",
                    folder.display()
                ));
            }
            Ok(test(&suites::named(&["conformance".to_owned()])?, &Repository { answers: folder, ..repository }))
        }
    }
}

/// Builds the book; whether all of its links hold.
fn write_book(options: &BookOptions) -> Result<bool, String> {
    let repository = Repository::find(false)?;
    if options.reference {
        eprintln!("{} pages of docs/reference are what the program says", book::reference::refresh(&repository).map_err(why)?);
    }
    let folder = options.out.clone().unwrap_or_else(|| repository.target.join("book"));
    match book::build(&repository, &folder) {
        Ok(size) => println!("{size}: {}", folder.join("index.html").display()),
        Err(shortfall) => {
            eprintln!("{}", why(shortfall));
            return Ok(false);
        }
    }
    Ok(true)
}

/// A shortfall as one text.
fn why(shortfall: suite::Shortfall) -> String {
    match shortfall {
        suite::Shortfall::Failed(why) | suite::Shortfall::NothingToDo(why) => why,
        suite::Shortfall::Missing { tool, remedy } => format!("{tool} is missing; {remedy}"),
    }
}

/// A folder from where the task was called, for commands that run elsewhere.
fn absolute(folder: PathBuf) -> Result<PathBuf, String> {
    std::path::absolute(&folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// Says how the server bore it; whether it did.
fn load(options: &LoadOptions) -> Result<bool, String> {
    let repository = Repository::find(false)?;
    let (program, folder) = (repository.program().map_err(why)?, repository.scratch("load").map_err(why)?);
    let LoadOptions { tables, seats, offers, seconds, postgres } = *options;
    let own = postgres.then(|| suites::table::Postgres::start(&repository)).transpose().map_err(why)?;
    let database = match &own {
        Some(own) => own.database("load").map_err(why)?,
        None => table::Database::File(folder.join("load.db")),
    };
    println!("{}", table::load(&program, &folder, &database, &table::Load { tables, seats, offers, seconds })?);
    Ok(true)
}

/// Whether no suite of the plan failed.
fn test(plan: &[&Suite], repository: &Repository) -> bool {
    runner::run(plan, repository, &mut |event| reporter::show(&event))
}
