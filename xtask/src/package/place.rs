//! Files where packages want them: with the modes and the moment that they have in the package, whatever this machine prefers.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::repository::failed;
use crate::suite::Shortfall;

/// An empty folder at this place. Of what is there only what an earlier run made is removed: the rest is somebody's.
pub(super) fn fresh(folder: &Path) -> Result<(), Shortfall> {
    fs::create_dir_all(folder).map_err(|error| failed("make", folder, &error))?;
    for path in super::sums::listed(folder) {
        fs::remove_file(&path).map_err(|error| failed("remove", &path, &error))?;
    }
    let mut rest = fs::read_dir(folder).map_err(|error| failed("read", folder, &error))?;
    match rest.next() {
        None => Ok(()),
        Some(_) => Err(Shortfall::Failed(format!("{} holds something else; give an empty folder with --out", folder.display()))),
    }
}

/// A file with these bytes that people may read.
pub(super) fn file(path: &Path, bytes: &[u8]) -> Result<PathBuf, Shortfall> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(|error| failed("make", parent, &error))?;
    fs::write(path, bytes).map_err(|error| failed("write", path, &error))?;
    set_mode(path, 0o644)?;
    Ok(path.to_owned())
}

/// A copy of a program that people may run.
pub(super) fn program(path: &Path, from: &Path) -> Result<PathBuf, Shortfall> {
    let bytes = fs::read(from).map_err(|error| failed("read", from, &error))?;
    file(path, &bytes)?;
    set_mode(path, 0o755)?;
    Ok(path.to_owned())
}

/// Gives every file and folder below `folder`, and itself, the same moment; folders can be entered by everybody.
pub(super) fn settle(folder: &Path, moment: u64) -> Result<(), Shortfall> {
    for entry in fs::read_dir(folder).map_err(|error| failed("read", folder, &error))? {
        let path = entry.map_err(|error| failed("read", folder, &error))?.path();
        if path.is_dir() { settle(&path, moment)? } else { set_moment(&path, moment)? }
    }
    set_mode(folder, 0o755)?;
    set_moment(folder, moment)
}

fn set_moment(path: &Path, moment: u64) -> Result<(), Shortfall> {
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(moment);
    let file = fs::File::open(path).map_err(|error| failed("open", path, &error))?;
    file.set_modified(moment).map_err(|error| failed("date", path, &error))
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<(), Shortfall> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|error| failed("set the mode of", path, &error))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> Result<(), Shortfall> {
    Ok(())
}
