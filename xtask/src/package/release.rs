//! What is released: its version, its machine and its moment.

use std::process::Command;

use crate::metadata;
use crate::process::capture;
use crate::repository::Repository;
use crate::suite::Shortfall;

/// A release of the program.
pub(crate) struct Release {
    /// The version of the package `zopa`.
    pub(crate) version: String,
    /// The machine that it runs on, as the compiler names it.
    pub(crate) triple: String,
    /// The moment of its sources, in seconds since 1970: no file in a package is newer.
    pub(crate) moment: u64,
    /// Which sources, in words.
    pub(crate) sources: String,
}

impl Release {
    /// The release that the sources at hand make.
    pub(crate) fn of(repository: &Repository) -> Result<Self, Shortfall> {
        let packages = metadata::workspace(repository)?;
        let program = packages.into_iter().find(|package| package.name == "zopa");
        let version = program.ok_or_else(|| Shortfall::Failed("the workspace has no package `zopa`".into()))?.version;
        Ok(Self { version, triple: metadata::host(repository)?, moment: moment(repository)?, sources: sources(repository) })
    }

    /// What files of this release are named after.
    pub(crate) fn name(&self) -> String {
        format!("zopa-{}-{}", self.version, self.machine())
    }

    /// The machine without what does not matter to somebody who runs a static program.
    fn machine(&self) -> String {
        self.triple.replace("-unknown", "").replace("-gnu", "")
    }

    /// The machine as Debian names it.
    pub(crate) fn debian_architecture(&self) -> Result<&'static str, Shortfall> {
        match self.triple.split('-').next().unwrap_or_default() {
            "x86_64" => Ok("amd64"),
            "aarch64" => Ok("arm64"),
            "riscv64gc" => Ok("riscv64"),
            other => {
                Err(Shortfall::Failed(format!("no Debian name is known for `{other}`; add it to xtask/src/package/release.rs")))
            }
        }
    }
}

/// `SOURCE_DATE_EPOCH` where it is set (<https://reproducible-builds.org/specs/source-date-epoch/>), and else the commit's moment.
fn moment(repository: &Repository) -> Result<u64, Shortfall> {
    let told = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(told) => told,
        Err(_) => git(repository, &["log", "-1", "--format=%ct"]).unwrap_or_default(),
    };
    told.parse().map_err(|_| {
        Shortfall::Failed("no commit says when these sources are from; set SOURCE_DATE_EPOCH to seconds since 1970".into())
    })
}

/// The commit, and whether something was changed since.
fn sources(repository: &Repository) -> String {
    let commit = git(repository, &["rev-parse", "HEAD"]);
    let changed = git(repository, &["status", "--porcelain"]).is_some_and(|changes| !changes.is_empty());
    match commit {
        Some(commit) if changed => format!("commit {commit}, with changes that are not committed"),
        Some(commit) => format!("commit {commit}"),
        None => "sources without a commit".to_owned(),
    }
}

fn git(repository: &Repository, arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    git.current_dir(&repository.root).args(arguments);
    Some(capture(&mut git).ok()?.text().ok()?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_matters_to_who_runs_it() {
        let release =
            Release { version: "1.2.3".into(), triple: "x86_64-unknown-linux-gnu".into(), moment: 0, sources: String::new() };
        assert_eq!(release.name(), "zopa-1.2.3-x86_64-linux");
        assert_eq!(release.debian_architecture(), Ok("amd64"));
    }
}
