//! What is built without a network: with vendored packages, and nothing in cargo's own folder.

use std::time::Duration;

use crate::process::{capture, capture_within};
use crate::repository::Repository;
use crate::suite::Verdict;
use crate::vendor::{copy_sources, offline_home};

pub(crate) fn check(repository: &Repository) -> Verdict {
    let folder = repository.scratch("offline")?;
    let home = offline_home(repository, &folder)?;
    let copy = folder.join("sources");
    copy_sources(repository, &copy)?;
    let offline = |arguments: &[&str]| {
        let mut cargo = repository.cargo(arguments);
        cargo
            .current_dir(&copy)
            .env("CARGO_HOME", &home)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TARGET_DIR", folder.join("target"));
        cargo
    };
    // Every package of every platform is there, at the version of Cargo.lock.
    capture(&mut offline(&["metadata", "--format-version=1", "--locked"]))?.text()?;
    // One room is compiled; the whole program would take minutes (`cargo xtask package --twice` builds it).
    let mut compile = offline(&["check", "--quiet", "--locked", "--package", "zopa-model"]);
    capture_within(&mut compile, Duration::from_secs(600))?.text()?;
    let packages = std::fs::read_dir(folder.join("vendor")).map_or(0, |entries| entries.count().saturating_sub(1));
    std::fs::remove_dir_all(&folder).map_err(|error| crate::repository::failed("remove", &folder, &error))?;
    Ok(format!("{packages} vendored packages are all that cargo needs; zopa-model compiles from them"))
}
