//! What cargo knows of the packages of this repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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

/// A package from outside of this repository that the program `zopa` is built from on this machine.
pub(crate) struct Foreign {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// The SPDX expression of its licence, where it states one.
    pub(crate) licence: Option<String>,
    /// The folder with its sources on this machine.
    pub(crate) folder: PathBuf,
}

/// Everything foreign that the program is linked with, or that is run to compile it, by name and version.
pub(crate) fn foreign(repository: &Repository) -> Result<Vec<Foreign>, Shortfall> {
    let value = resolved(repository, &[])?;
    let packages: BTreeMap<&str, &Value> = array(&value["packages"]).filter_map(|one| Some((one["id"].as_str()?, one))).collect();
    let nodes: BTreeMap<&str, &Value> =
        array(&value["resolve"]["nodes"]).filter_map(|one| Some((one["id"].as_str()?, one))).collect();
    let program = packages.iter().find(|(_, package)| package["name"] == "zopa" && package["source"].is_null());
    let mut open: Vec<&str> = program.map(|(id, _)| *id).into_iter().collect();
    let mut seen: BTreeSet<&str> = open.iter().copied().collect();
    while let Some(id) = open.pop() {
        let edges = nodes.get(id).map(|node| array(&node["deps"])).into_iter().flatten();
        let built_on = edges.filter(|edge| array(&edge["dep_kinds"]).any(|kind| kind["kind"].is_null()));
        open.extend(built_on.filter_map(|edge| edge["pkg"].as_str()).filter(|next| seen.insert(*next)));
    }
    let mut foreign: Vec<Foreign> = seen
        .iter()
        .filter_map(|id| packages.get(id))
        .filter(|package| !package["source"].is_null())
        .map(|one| a_foreign(one))
        .collect();
    foreign.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(foreign)
}

/// The folder in which the sources of all foreign packages lie, with variables of the environment of one's own.
pub(crate) fn folder_of_dependencies(repository: &Repository, variables: &[(&str, &Path)]) -> Result<PathBuf, Shortfall> {
    let value = resolved(repository, variables)?;
    let foreign = array(&value["packages"]).find(|package| !package["source"].is_null());
    let folder = foreign.and_then(|package| a_foreign(package).folder.parent().map(Path::to_path_buf));
    folder.ok_or_else(|| Shortfall::Failed("cargo metadata names no package from outside".into()))
}

/// What cargo chose for this machine.
fn resolved(repository: &Repository, variables: &[(&str, &Path)]) -> Result<Value, Shortfall> {
    let host = format!("--filter-platform={}", host(repository)?);
    let mut cargo = repository.cargo(&["metadata", "--format-version=1", "--locked", &host]);
    parsed(&capture(cargo.envs(variables.iter().copied()))?.text()?)
}

fn a_foreign(value: &Value) -> Foreign {
    let manifest = PathBuf::from(text(&value["manifest_path"]));
    Foreign {
        name: text(&value["name"]),
        version: text(&value["version"]),
        licence: value["license"].as_str().map(str::to_owned),
        folder: manifest.parent().unwrap_or(&manifest).to_path_buf(),
    }
}

fn parsed(listing: &str) -> Result<Value, Shortfall> {
    serde_json::from_str(listing)
        .map_err(|error| Shortfall::Failed(format!("cargo metadata is not the JSON that it should be: {error}")))
}

fn packages(repository: &Repository, arguments: &[&str]) -> Result<Vec<Package>, Shortfall> {
    let value = parsed(&capture(&mut repository.cargo(arguments))?.text()?)?;
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
