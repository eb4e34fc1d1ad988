//! No input makes a reader panic: the targets of `fuzz/`, a few seconds each. Longer runs are for whoever changes a reader:
//! `fuzz/README.md` says how.

use std::path::Path;

use crate::metadata::host;
use crate::process::{capture, run};
use crate::repository::{Extent, Repository};
use crate::suite::{Shortfall, Verdict};
use crate::tools::{need, need_one_of};

/// The version that `.ci/run` installs.
const INSTALL: &str = "cargo install --locked cargo-fuzz --version 0.13.2";

pub(crate) fn check(repository: &Repository) -> Verdict {
    let folder = repository.root.join("fuzz");
    if !folder.is_dir() {
        return Err(Shortfall::NothingToDo("there is no folder fuzz/".into()));
    }
    need("cargo-fuzz", INSTALL)?;
    need_one_of(&["c++", "g++", "clang++"], "apt-get install g++")?;
    let seconds = if repository.extent == Extent::All { 5 } else { 3 };
    let targets = targets(repository)?;
    build(repository)?;
    for target in &targets {
        fuzz(repository, &folder, target, seconds)?;
    }
    Ok(format!("{} for {seconds} s each, no panic", targets.join(", ")))
}

fn targets(repository: &Repository) -> Result<Vec<String>, Shortfall> {
    let listing = capture(&mut repository.cargo(&["fuzz", "list"]))?.text()?;
    Ok(listing.lines().map(str::to_owned).collect())
}

/// Builds all targets at once, so that cargo compiles them beside each other and a run only runs.
fn build(repository: &Repository) -> Result<(), Shortfall> {
    run(repository.cargo(&["fuzz", "build", "--target", &host(repository)?]).env("RUSTC_BOOTSTRAP", "1"))
}

/// Runs one target on its seeds and its dictionary; what it learns stays out of the repository.
///
/// The stable compiler that everything else is built with can do it; it only has to be let use its unstable flags.
fn fuzz(repository: &Repository, folder: &Path, target: &str, seconds: u32) -> Result<(), Shortfall> {
    let learnt = repository.scratch(&format!("fuzz/{target}"))?;
    let mut command = repository.cargo(&["fuzz", "run", "--target", &host(repository)?, target]);
    command.arg(&learnt);
    let seeds = folder.join("seeds").join(target);
    if seeds.is_dir() {
        command.arg(seeds);
    }
    command.args(["--", &format!("-max_total_time={seconds}"), "-timeout=10", "-rss_limit_mb=2048", "-verbosity=0"]);
    let dictionary = folder.join(format!("{target}.dict"));
    if dictionary.is_file() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    run(command.arg("-print_final_stats=1").env("RUSTC_BOOTSTRAP", "1"))
}
