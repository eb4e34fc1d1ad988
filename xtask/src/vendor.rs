//! Building without a network: all foreign packages in one folder, and what tells cargo to use them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::capture;
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;

/// Copies every foreign package, at the version of `Cargo.lock` and for every platform, into `folder`; cargo fetches those that
/// are not on this machine yet. What cargo has to be told is written to `config.toml` beside them.
pub(crate) fn vendor(repository: &Repository, folder: &Path) -> Result<String, Shortfall> {
    let mut cargo = repository.cargo(&["vendor", "--locked", "--versioned-dirs"]);
    let told = capture(cargo.arg(folder))?.text()?;
    let config = folder.join("config.toml");
    fs::write(&config, &told).map_err(|error| failed("write", &config, &error))?;
    let packages = fs::read_dir(folder).map_err(|error| failed("read", folder, &error))?.count().saturating_sub(1);
    Ok(format!("{packages} packages in {}", folder.display()))
}

/// A folder for cargo's own things that holds nothing but the word to use vendored packages, which lie beside it.
pub(crate) fn offline_home(repository: &Repository, folder: &Path) -> Result<PathBuf, Shortfall> {
    let (vendored, home) = (folder.join("vendor"), folder.join("cargo-home"));
    vendor(repository, &vendored)?;
    fs::create_dir_all(&home).map_err(|error| failed("make", &home, &error))?;
    let (from, to) = (vendored.join("config.toml"), home.join("config.toml"));
    fs::copy(&from, &to).map_err(|error| failed("copy to", &to, &error))?;
    Ok(home)
}

/// Copies the files that git tracks, or would, to `folder`.
pub(crate) fn copy_sources(repository: &Repository, folder: &Path) -> Result<(), Shortfall> {
    for name in repository.files()? {
        let copy = folder.join(&name);
        let parent = copy.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| failed("make", parent, &error))?;
        fs::copy(repository.root.join(&name), &copy).map_err(|error| failed("copy to", &copy, &error))?;
    }
    Ok(())
}
