//! The tests of every crate. The committed JSON Schemas and the catalogue's expected answers are tests like others.

use crate::process::run;
use crate::repository::Repository;
use crate::suite::Verdict;

pub(crate) fn check(repository: &Repository) -> Verdict {
    run(&mut repository.cargo(&["test", "--locked", "--workspace"]))?;
    Ok("every crate's tests pass".into())
}
