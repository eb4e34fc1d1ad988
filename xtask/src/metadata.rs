//! What cargo knows of the packages of this repository.

use serde_json::Value;

use crate::process::capture;
use crate::repository::Repository;
use crate::suite::Shortfall;

/// One package, of this repository or one that it is built from.
pub(crate) struct Package {
    /// Its name and version.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// The SPDX expression of its licence, where it states one.
    pub(crate) licence: Option<String>,
    /// The names of the packages that it builds on: not those that only its tests need.
    pub(crate) depends_on: Vec<String>,
}

/// The packages of this workspace.
pub(crate) fn workspace(repository: &Repository) -> Result<Vec<Package>, Shortfall> {
    packages(repository, &["metadata", "--format-version=1", "--locked", "--no-deps"])
}

/// The packages of this workspace and all that they are built from, on every platform; or, without a network and
/// with packages of other platforms not at hand, on this one.
pub(crate) fn everything(repository: &Repository) -> Result<Vec<Package>, Shortfall> {
    let host = format!("--filter-platform={}", host(repository)?);
    packages(repository, &["metadata", "--format-version=1", "--locked"])
        .or_else(|_| packages(repository, &["metadata", "--format-version=1", "--locked", "--offline", &host]))
}

/// The triple of this machine, as the compiler names it.
pub(crate) fn host(repository: &Repository) -> Result<String, Shortfall> {
    let mut rustc = std::process::Command::new("rustc");
    rustc.current_dir(&repository.root).arg("-vV");
    let told = capture(&mut rustc)?.text()?;
    let line = told.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or_else(|| Shortfall::Failed("rustc -vV names no host".into()))
}

fn packages(repository: &Repository, arguments: &[&str]) -> Result<Vec<Package>, Shortfall> {
    let listing = capture(&mut repository.cargo(arguments))?.text()?;
    let value: Value = serde_json::from_str(&listing)
        .map_err(|error| Shortfall::Failed(format!("cargo metadata is not the JSON that it should be: {error}")))?;
    Ok(array(&value["packages"]).map(package).collect())
}

fn package(value: &Value) -> Package {
    Package {
        name: text(&value["name"]),
        version: text(&value["version"]),
        licence: value["license"].as_str().map(str::to_owned),
        depends_on: array(&value["dependencies"])
            .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
            .map(|dependency| text(&dependency["name"]))
            .collect(),
    }
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
