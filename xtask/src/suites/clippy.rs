//! The compiler and clippy have nothing to say.

use crate::process::run;
use crate::repository::Repository;
use crate::suite::Verdict;
use crate::tools::need;

pub(crate) fn check(repository: &Repository) -> Verdict {
    need("cargo-clippy", "rustup component add clippy")?;
    run(&mut repository.cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok("no warning in any target".into())
}
