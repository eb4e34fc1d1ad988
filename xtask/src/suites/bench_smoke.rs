//! The benchmarks compile; `bench/README.md` says how to run them and where their runs are kept.

use crate::process::run;
use crate::repository::Repository;
use crate::suite::Verdict;

pub(crate) fn check(repository: &Repository) -> Verdict {
    run(&mut repository.cargo(&["bench", "--locked", "--workspace", "--bench", "*", "--no-run"]))?;
    Ok("the benchmarks compile".into())
}
