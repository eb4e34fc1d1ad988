//! The Python package as a wheel: for people who have Python and no Rust. One wheel serves every Python from 3.11 on.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{capture, run};
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;
use crate::tools::need;

/// A wheel that is built already, to be tested in place of one that is built here.
const WHEEL: &str = "ZOPA_WHEEL";

/// How the native half is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// As tests are: soon done, and slow.
    Tested,
    /// As it is given away.
    GivenAway,
}

impl Build {
    /// The profile in `Cargo.toml`.
    fn profile(self) -> &'static str {
        match self {
            Self::Tested => "dev",
            Self::GivenAway => "release",
        }
    }
}

/// Builds the wheel into `out`, which holds nothing else, and gives back its path.
pub(crate) fn build(repository: &Repository, build: Build, out: &Path) -> Result<PathBuf, Shortfall> {
    if let Some(wheel) = env::var_os(WHEEL) {
        return Ok(PathBuf::from(wheel));
    }
    let python = environment(repository)?;
    let tools = python.parent().unwrap_or(&python);
    run(Command::new(tools.join("maturin"))
        .args(["build", "--quiet", "--locked", "--profile", build.profile(), "--out"])
        .arg(out)
        .arg("--interpreter")
        .arg(&python)
        .current_dir(&repository.root))?;
    only_file(out)
}

/// Puts a wheel into the environment, in place of any that was there, and asks it who it is.
pub(crate) fn install(repository: &Repository, wheel: &Path) -> Result<PathBuf, Shortfall> {
    let python = environment(repository)?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--force-reinstall", "--no-deps"])
        .arg(wheel))?;
    let asked = ["-P", "-c", "import zopa; print(zopa.__version__)"];
    capture(Command::new(&python).args(asked).current_dir(repository.scratch("python-elsewhere")?))?.text()?;
    Ok(python)
}

/// The Python of an environment with everything that building and testing need, made anew where that has changed.
fn environment(repository: &Repository) -> Result<PathBuf, Shortfall> {
    let python = need("python3", "install Python 3.11 or newer (apt-get install python3 python3-venv)")?;
    let folder = repository.target.join("python/venv");
    let wanted = repository.root.join("python/requirements.txt");
    let text = fs::read_to_string(&wanted).map_err(|error| failed("read", &wanted, &error))?;
    let mark = folder.join(".installed");
    let inside = folder.join("bin/python");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == text) {
        return Ok(inside);
    }
    run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    run(Command::new(&inside).args(pip).arg(&wanted))?;
    fs::write(&mark, text).map_err(|error| failed("write", &mark, &error))?;
    Ok(inside)
}

fn only_file(folder: &Path) -> Result<PathBuf, Shortfall> {
    let mut entries = fs::read_dir(folder).map_err(|error| failed("read", folder, &error))?;
    match entries.next() {
        Some(entry) => Ok(entry.map_err(|error| failed("read", folder, &error))?.path()),
        None => Err(Shortfall::Failed(format!("maturin left no wheel in {}", folder.display()))),
    }
}
