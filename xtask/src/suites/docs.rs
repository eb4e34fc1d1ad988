//! The documentation builds, and its links hold.

use crate::process::run;
use crate::repository::Repository;
use crate::suite::Verdict;

pub(crate) fn check(repository: &Repository) -> Verdict {
    let mut doc = repository.cargo(&["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok("no warning in the documentation".into())
}
