//! The Python package: built, installed into an environment of its own, tested, its types checked; the tests run its gallery.

use std::process::Command;

use crate::package::wheel::{self, Build};
use crate::process::run;
use crate::repository::Repository;
use crate::suite::Verdict;

pub(crate) fn check(repository: &Repository) -> Verdict {
    let wheel = wheel::build(repository, Build::Tested, &repository.scratch("python-wheel")?)?;
    let python = wheel::install(repository, &wheel)?;
    let root = &repository.root;
    // Away from the checkout, whose folder `python` holds the package without its native half.
    let elsewhere = repository.scratch("python-elsewhere")?;
    run(Command::new(&python)
        .args(["-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c"])
        .arg(root.join("pyproject.toml"))
        .arg(root.join("python/tests"))
        .current_dir(&elsewhere))?;
    run(Command::new(&python)
        .args(["-m", "mypy", "--no-error-summary", "--cache-dir"])
        .arg(repository.target.join("python/mypy"))
        .current_dir(root))?;
    Ok("tests, types, the Python of the documentation, the gallery".to_owned())
}
