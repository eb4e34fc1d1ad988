//! The Python package: built, installed into an environment of its own, tested, its types checked, its gallery run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::run;
use crate::repository::{Repository, failed};
use crate::suite::{Shortfall, Verdict};
use crate::tools::need;

/// A wheel that is built already, to be tested in place of one that is built here.
const WHEEL: &str = "ZOPA_WHEEL";

pub(crate) fn check(repository: &Repository) -> Verdict {
    let python = environment(repository)?;
    install(repository, &python)?;
    let root = &repository.root;
    // Away from the checkout, whose folder `python` holds the package without its native half.
    let elsewhere = repository.scratch("python-elsewhere")?;
    let tests = root.join("python/tests");
    run(Command::new(&python)
        .args(["-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c"])
        .arg(root.join("pyproject.toml"))
        .arg(&tests)
        .current_dir(&elsewhere))?;
    run(Command::new(&python).args(["-m", "mypy", "--no-error-summary"]).current_dir(root))?;
    let scripts = gallery(&root.join("python/gallery"))?;
    for script in &scripts {
        run(Command::new(&python).arg(script).current_dir(repository.scratch("python-gallery")?))?;
    }
    Ok(format!("tests, types, and {} scripts of the gallery", scripts.len()))
}

/// The Python of an environment with everything that the tests need, made anew where that has changed.
fn environment(repository: &Repository) -> Result<PathBuf, Shortfall> {
    let python = need("python3", "install Python 3.11 or newer (apt-get install python3 python3-venv)")?;
    let folder = repository.root.join("target/python/venv");
    let wanted = repository.root.join("python/requirements.txt");
    let text = fs::read_to_string(&wanted).map_err(|error| failed("read", &wanted, &error))?;
    let mark = folder.join(".installed");
    let inside = folder.join("bin/python");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == text) {
        return Ok(inside);
    }
    run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(&inside).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&wanted))?;
    fs::write(&mark, text).map_err(|error| failed("write", &mark, &error))?;
    Ok(inside)
}

/// Builds a wheel as tests are built, and puts it into the environment.
fn install(repository: &Repository, python: &Path) -> Result<(), Shortfall> {
    let wheel = match env::var_os(WHEEL) {
        Some(wheel) => PathBuf::from(wheel),
        None => {
            let out = repository.scratch("python-wheel")?;
            let tools = python.parent().unwrap_or(python);
            run(Command::new(tools.join("maturin"))
                .args(["build", "--quiet", "--profile", "dev", "--out"])
                .arg(&out)
                .arg("--interpreter")
                .arg(python)
                .current_dir(&repository.root))?;
            only_file(&out)?
        }
    };
    run(Command::new(python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--force-reinstall", "--no-deps"])
        .arg(wheel))
}

fn only_file(folder: &Path) -> Result<PathBuf, Shortfall> {
    let mut entries = fs::read_dir(folder).map_err(|error| failed("read", folder, &error))?;
    match entries.next() {
        Some(entry) => Ok(entry.map_err(|error| failed("read", folder, &error))?.path()),
        None => Err(Shortfall::Failed(format!("maturin left no wheel in {}", folder.display()))),
    }
}

/// The scripts of the gallery, by name.
fn gallery(folder: &Path) -> Result<Vec<PathBuf>, Shortfall> {
    let entries = fs::read_dir(folder).map_err(|error| failed("read", folder, &error))?;
    let mut scripts: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    scripts.sort();
    Ok(scripts)
}
