//! Where things lie in this repository, and how much of it a run looks at.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::package::recipe;
use crate::suite::Shortfall;

/// This repository on this machine.
pub(crate) struct Repository {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
    /// Known answers from outside of this repository; the folder need not be there.
    pub(crate) answers: PathBuf,
    /// How much a run looks at.
    pub(crate) extent: Extent,
}

/// How much a run looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What this machine has the tools for, in a coffee's time.
    Everyday,
    /// Everything, at full length.
    All,
}

impl Repository {
    /// The repository that this program was built in.
    pub(crate) fn find(all: bool) -> Result<Self, String> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").ok_or("run this as `cargo xtask`, so that it knows its repository")?;
        let root = Path::new(&manifest).parent().ok_or("the folder of xtask has no parent")?.to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        let extent = if all { Extent::All } else { Extent::Everyday };
        Ok(Self { answers: root.join("../shared"), root, target, extent })
    }

    /// Cargo, in the root of this repository.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root).args(arguments);
        command
    }

    /// The program as it is given away: static, where this machine can link it so. Cargo decides whether there is anything to build.
    pub(crate) fn program(&self) -> Result<PathBuf, Shortfall> {
        // One that was built elsewhere, to be looked at without another build.
        if let Some(given) = env::var_os("ZOPA_PROGRAM") {
            return Ok(PathBuf::from(given));
        }
        if recipe::is_possible(self).is_ok() {
            return recipe::build(self);
        }
        crate::process::run(&mut self.cargo(&["build", "--locked", "--quiet", "--release", "--package", "zopa"]))?;
        Ok(self.target.join("release").join(format!("zopa{}", env::consts::EXE_SUFFIX)))
    }

    /// An empty folder of a suite's own, under the build folder so that people can look at what was left there.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf, Shortfall> {
        let folder = self.target.join("xtask").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| failed("empty", &folder, &error))?;
        }
        fs::create_dir_all(&folder).map_err(|error| failed("make", &folder, &error))?;
        Ok(folder)
    }

    /// The files that git tracks, or would if they were added, relative to the root.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>, Shortfall> {
        crate::tools::need("git", "install git")?;
        let mut git = Command::new("git");
        git.current_dir(&self.root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listing = crate::process::capture(&mut git)?.text()?;
        Ok(listing
            .split('\0')
            .filter(|name| !name.is_empty())
            .map(PathBuf::from)
            .filter(|name| self.root.join(name).is_file())
            .collect())
    }

    /// The text of a file of this repository.
    pub(crate) fn read(&self, name: &Path) -> Result<String, Shortfall> {
        let path = self.root.join(name);
        fs::read_to_string(&path).map_err(|error| failed("read", &path, &error))
    }
}

/// A shortfall for something that could not be done to a file or folder.
pub(crate) fn failed(verb: &str, path: &Path, error: &dyn std::fmt::Display) -> Shortfall {
    Shortfall::Failed(format!("cannot {verb} {}: {error}", path.display()))
}
