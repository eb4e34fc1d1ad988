//! The benchmarks compile; `bench/README.md` says how to run them and where their runs are kept.

use crate::process::run;
use crate::repository::Repository;
use crate::suite::Verdict;

pub(crate) fn check(repository: &Repository) -> Verdict {
    // As tests are compiled: with the optimisations of a release every one of them would be linked for minutes.
    run(&mut repository.cargo(&["build", "--locked", "--workspace", "--benches"]))?;
    Ok("the benchmarks compile".into())
}
