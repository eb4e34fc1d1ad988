//! Checksums of what was packed, as `sha256sum --check` reads them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::place;
use crate::repository::failed;
use crate::suite::Shortfall;

/// The file's name.
pub(super) const NAME: &str = "SHA256SUMS";

/// Writes the sums of `made`, and tells them with the sizes.
pub(super) fn write(out: &Path, made: &[PathBuf]) -> Result<String, Shortfall> {
    let (mut sums, mut told) = (String::new(), String::new());
    for path in made {
        let name = path.file_name().unwrap_or_default().display();
        let bytes = fs::read(path).map_err(|error| failed("read", path, &error))?;
        let sum = hex(&bytes);
        // Writing to a text cannot fail.
        let _ = writeln!(sums, "{sum}  {name}");
        let _ = writeln!(told, "{sum}  {name} ({:.1} MB)", bytes.len() as f64 / 1e6);
    }
    place::file(&out.join(NAME), sums.as_bytes())?;
    Ok(told.trim_end().to_owned())
}

/// The files of a list that is there, and the list itself.
pub(super) fn listed(out: &Path) -> Vec<PathBuf> {
    let list = out.join(NAME);
    let Ok(text) = fs::read_to_string(&list) else { return Vec::new() };
    let names = text.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name);
    let files = names.filter(|name| !name.contains('/')).map(|name| out.join(name)).filter(|path| path.is_file());
    files.chain([list.clone()]).collect()
}

/// Files of the list that are not what it says.
pub(super) fn faults(out: &Path) -> Result<Vec<String>, Shortfall> {
    let list = out.join(NAME);
    let text = fs::read_to_string(&list).map_err(|error| failed("read", &list, &error))?;
    let mut faults = Vec::new();
    for (sum, name) in text.lines().filter_map(|line| line.split_once("  ")) {
        let path = out.join(name);
        let bytes = fs::read(&path).map_err(|error| failed("read", &path, &error))?;
        if hex(&bytes) != sum {
            faults.push(format!("{name} is not what {NAME} says"));
        }
    }
    Ok(faults)
}

/// SHA-256, in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
