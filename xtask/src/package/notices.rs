//! The licences of everything that the program contains and its authors did not write, with their texts: whoever gives the
//! program on has to give these on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::metadata::{Foreign, foreign};
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;

/// What no package of Rust's says: the system's libraries, and what the pages contain.
const LIBRARIES: &str = include_str!("notices/libraries.txt");
const PAGES: &str = include_str!("notices/pages.txt");
/// Where Debian and its relatives keep the text of the GNU C Library's licence.
const LGPL: &str = "/usr/share/common-licenses/LGPL-2.1";
/// How files begin in which a package states its terms.
const BEGINNINGS: &[&str] = &["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
const RULE: &str = "────────────────────────────────────────────────────────────────────────────────";

/// The whole list.
pub(super) fn text(repository: &Repository) -> Result<String, Shortfall> {
    let packages = foreign(repository)?;
    let lgpl = fs::read_to_string(LGPL).map_err(|error| failed("read (apt-get install base-files)", Path::new(LGPL), &error))?;
    Ok(format!(
        "What zopa contains that others wrote, and their licences.\n\n{}\n{RULE}\n\n{LIBRARIES}\n{RULE}\n\n{PAGES}\n{RULE}\n\n{}\n{RULE}\n\n{lgpl}",
        list(&packages),
        texts(&packages)?,
    ))
}

/// One line for each package.
fn list(packages: &[Foreign]) -> String {
    packages.iter().fold(format!("{} packages of Rust's:\n", packages.len()), |mut list, package| {
        // Writing to a text cannot fail.
        let _ =
            writeln!(list, "  {} {}: {}", package.name, package.version, package.licence.as_deref().unwrap_or("see its text"));
        list
    })
}

/// Every text once, with the packages that bring it along.
fn texts(packages: &[Foreign]) -> Result<String, Shortfall> {
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        for path in terms(&package.folder)? {
            let bytes = fs::read(&path).map_err(|error| failed("read", &path, &error))?;
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            let owner = format!("{} {}", package.name, package.version);
            let owners = owners.entry(text.trim().to_owned()).or_default();
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
    }
    let mut ordered: Vec<_> = owners.into_iter().collect();
    ordered.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    let sections = ordered.into_iter().map(|(text, owners)| format!("Terms of {}:\n\n{text}\n", owners.join(", ")));
    Ok(sections.collect::<Vec<_>>().join(&format!("\n{RULE}\n\n")))
}

/// The files in which a package states its terms.
fn terms(folder: &Path) -> Result<Vec<PathBuf>, Shortfall> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| failed("read", folder, &error))? {
        let path = entry.map_err(|error| failed("read", folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_file() && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_listed_with_its_licence() {
        let package = Foreign { name: "a".into(), version: "1.0.0".into(), licence: Some("MIT".into()), folder: "a".into() };
        assert_eq!(list(&[package]), "1 packages of Rust's:\n  a 1.0.0: MIT\n");
    }
}
