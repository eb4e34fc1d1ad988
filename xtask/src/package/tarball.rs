//! A tarball of everything, in one folder named after the release: sorted, owned by nobody in particular, with one moment.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::contents::Contents;
use super::{Release, place};
use crate::process::run;
use crate::repository::Repository;
use crate::suite::Shortfall;
use crate::tools::need;

/// Packs it, and says where it is.
pub(super) fn pack(repository: &Repository, release: &Release, contents: &Contents, out: &Path) -> Result<PathBuf, Shortfall> {
    let tar = need("tar", "apt-get install tar")?;
    need("gzip", "apt-get install gzip")?;
    let (stage, name) = (repository.scratch("package/tarball")?, release.name());
    let folder = stage.join(&name);
    place::program(&folder.join("zopa"), &contents.program)?;
    for (path, bytes) in &contents.files {
        place::file(&folder.join(path), bytes)?;
    }
    place::settle(&folder, release.moment)?;
    let made = out.join(format!("{name}.tar.gz"));
    let fixed = ["--create", "--format=ustar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"];
    run(Command::new(tar)
        .args(fixed)
        .arg("--use-compress-program=gzip -9n")
        .arg("--file")
        .arg(&made)
        .arg("-C")
        .arg(&stage)
        .arg(&name))?;
    Ok(made)
}
