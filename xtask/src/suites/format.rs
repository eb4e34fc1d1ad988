//! rustfmt would change nothing.

use crate::process::run;
use crate::repository::Repository;
use crate::suite::Verdict;
use crate::tools::need;

pub(crate) fn check(repository: &Repository) -> Verdict {
    need("cargo-fmt", "rustup component add rustfmt")?;
    run(&mut repository.cargo(&["fmt", "--all", "--check"]))?;
    Ok("the workspace is formatted".into())
}
