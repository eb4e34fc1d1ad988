//! Reading and writing files, with errors that name the file and a way out.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use crate::Trouble;

/// The most that is read of any file: four times the largest case. A device that never ends must not fill the memory.
pub const MOST_BYTES: u64 = 64 << 20;

/// The bytes of `path`.
pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let failed = |error: std::io::Error| {
        let way_out = if path.is_dir() { "name a file in it" } else { "check the name, and that you may read the file" };
        Trouble::new(format!("cannot read `{}`: {error}", path.display()), way_out)
    };
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Trouble::new(
            format!("`{}` is larger than {} MiB", path.display(), MOST_BYTES >> 20),
            "name a case file or the text of a source",
        ));
    }
    Ok(bytes)
}

/// What every page of ours holds near its start, and nothing else that somebody would miss does.
const MARK_OF_A_PAGE: &[u8] = br#"<meta name="generator" content="zopa">"#;
/// How near.
const NEAR_THE_START: u64 = 2048;

/// Writes a page to `path`. An older page of ours is replaced; anything else that is there is left alone, for a case or
/// the text of a source is easily named by mistake.
pub fn write_page(path: &Path, page: &str) -> Result<(), Trouble> {
    if path == Path::new("-") {
        return Err(Trouble::new("a page is not written to standard output", "name a file, such as report.html"));
    }
    if path.exists() && !is_page(path) {
        return Err(Trouble::new(
            format!("`{}` exists already and is no page of zopa's", path.display()),
            "choose another name, or move the file away",
        ));
    }
    crate::replace(path, page.as_bytes()).map_err(|error| cannot_write(path, &error))
}

fn is_page(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(NEAR_THE_START).read_to_end(&mut start));
    read.is_ok() && start.windows(MARK_OF_A_PAGE.len()).any(|bytes| bytes == MARK_OF_A_PAGE)
}

/// Makes `folder`, and those it lies in, where they are not there.
pub fn make_folder(folder: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(folder)
        .map_err(|error| Trouble::new(format!("cannot make the folder `{}`: {error}", folder.display()), "choose another place"))
}

/// Writes `bytes` to `path`, which must not exist yet.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    write_new(path, bytes, &mut fs::OpenOptions::new())
}

/// Writes `bytes` to `path`, which must not exist yet, so that (on Unix) only its owner can read it.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    write_new(path, bytes, &mut options)
}

fn write_new(path: &Path, bytes: &[u8], options: &mut fs::OpenOptions) -> Result<(), Trouble> {
    let mut file = options.write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Trouble::new(format!("`{}` exists already", path.display()), "choose another name with --out, or move the file away")
        }
        _ => cannot_write(path, &error),
    })?;
    file.write_all(bytes).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::new(
        format!("cannot write `{}`: {error}", path.display()),
        "check that the folder exists and that you may write there",
    )
}
