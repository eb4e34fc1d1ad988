//! Writing a file in place of another: whole, or not at all.

use std::path::Path;
use std::{fs, io};

/// Writes `bytes` to `path`, in place of what was there: whole, or not at all, whatever happens meanwhile.
///
/// # Errors
/// Where `path` names no file, or it cannot be written; nothing half-written is left lying about then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it names no file"))?;
    let beside = path.with_file_name(format!(".{}.part", name.to_string_lossy()));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}
