//! Folders of files: read within bounds, and gone through for scenarios of the field.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use zopa_dossier::formats::{Asked, Files, Format};

use crate::{Trouble, files};

/// The most files that a scenario has, and the most that a folder is gone through for.
const MOST_FILES: usize = 20_000;
/// The most bytes that the files of one scenario have together.
const MOST_BYTES: u64 = 256 << 20;
/// How deep folders are gone through.
const DEEPEST: usize = 16;

/// A folder or file that is a scenario of the field.
#[derive(Debug)]
pub struct Found {
    /// What to call it: its path below what was asked about.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// Its files.
    pub files: Files,
}

/// Where a scenario lies. Its files are read when it is its turn, so that hundreds of scenarios need the memory of one.
#[derive(Debug)]
pub struct Place {
    /// What to call it: its path below what was asked about.
    pub name: String,
    folder: PathBuf,
}

impl Place {
    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// The scenario, with its files.
    pub fn open(&self) -> Result<Found, Trouble> {
        in_folder(&self.folder, self.name.clone())?.ok_or_else(|| {
            let problem = format!("the folder `{}` is no scenario any more", self.folder.display());
            Trouble::new(problem, "leave it alone while it is read, and ask again")
        })
    }
}

/// The scenario that `path` is; `None` where it is of no format of the field. A file that does not stand alone, such as
/// a domain without its profiles, is read with the files beside it.
pub fn scenario(path: &Path) -> Result<Option<Found>, Trouble> {
    let name = name_of(path);
    if path.is_dir() {
        return in_folder(path, name);
    }
    let alone = Files::from([(name.clone(), files::read(path)?)]);
    let Some(format) = Format::recognise(&alone) else { return Ok(None) };
    if format.read(&alone, &Asked::default()).is_ok() {
        return Ok(Some(Found { name, format, files: alone }));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(Some(in_folder(folder, name.clone())?.unwrap_or(Found { name, format, files: alone })))
}

/// What `source` names if it is a scenario of the field; `None` where it is a case, or nothing that exists.
pub fn find(source: &str) -> Result<Option<Found>, Trouble> {
    let path = Path::new(source);
    if !path.exists() {
        return Ok(None);
    }
    let found = scenario(path)?;
    if found.is_none() && path.is_dir() {
        return Err(no_scenario(path));
    }
    Ok(found)
}

fn no_scenario(folder: &Path) -> Trouble {
    let below: Vec<String> = scenarios(folder).unwrap_or_default().into_iter().map(|place| place.name).take(5).collect();
    let way_out = match below.as_slice() {
        [] => format!(
            "name a case file in it, or a folder with files of GENIUS, GeniusWeb, NegMAS, NegoLog or LLM-Deliberation; \
             files of more than {} MiB are not looked at",
            files::MOST_BYTES >> 20
        ),
        below => format!("name one of the scenarios in it, such as {}", below.join(", ")),
    };
    Trouble::new(format!("the folder `{}` is no scenario", folder.display()), way_out)
}

/// Every scenario below `folder`, by name. A folder that is a scenario itself is not gone into, one that is linked to from
/// several places is gone through once, and one that cannot be read is among them, so that its turn tells why.
pub fn scenarios(folder: &Path) -> Result<Vec<Place>, Trouble> {
    let mut walk = Walk { seen: BTreeSet::new(), found: Vec::new() };
    walk.go_through(folder, name_of(folder), DEEPEST)?;
    Ok(walk.found)
}

struct Walk {
    /// Folders by their true paths. Links may lead in circles, or to the same place in very many ways.
    seen: BTreeSet<PathBuf>,
    found: Vec<Place>,
}

impl Walk {
    fn go_through(&mut self, folder: &Path, name: String, depth: usize) -> Result<(), Trouble> {
        if !fs::canonicalize(folder).is_ok_and(|path| self.seen.insert(path)) {
            return Ok(());
        }
        if self.seen.len() > MOST_FILES {
            return Err(too_much(folder, &format!("the last of more than {MOST_FILES} folders")));
        }
        if !matches!(in_folder(folder, String::new()), Ok(None)) {
            self.found.push(Place { name, folder: folder.to_path_buf() });
            return Ok(());
        }
        if depth == 0 {
            return Ok(());
        }
        for below in listed(folder)?.into_iter().filter(|entry| entry.is_dir()) {
            let name = format!("{name}/{}", name_of(&below));
            self.go_through(&below, name, depth - 1)?;
        }
        Ok(())
    }
}

/// The scenario that the files of `folder` make up. Only a format whose files lie in folders of their own is looked for
/// deeper than in `folder` itself, so that a folder of scenarios is not taken for one.
fn in_folder(folder: &Path, name: String) -> Result<Option<Found>, Trouble> {
    let files = read(folder, "", 1)?;
    if let Some(format) = Format::recognise(&files) {
        return Ok(Some(Found { name, format, files }));
    }
    if !listed(folder)?.iter().any(|entry| entry.is_dir() && Format::FOLDERS.contains(&name_of(entry).as_str())) {
        return Ok(None);
    }
    let files = read(folder, "", 2)?;
    Ok(Format::recognise(&files).map(|format| Found { name, format, files }))
}

/// The files of `folder` by name, those of folders in it down to `depth` included.
fn read(folder: &Path, before: &str, depth: usize) -> Result<Files, Trouble> {
    let mut found = Files::new();
    let mut bytes = 0;
    add(folder, before, depth, &mut bytes, &mut found)?;
    Ok(found)
}

fn add(folder: &Path, before: &str, depth: usize, bytes: &mut u64, found: &mut Files) -> Result<(), Trouble> {
    for entry in listed(folder)? {
        let name = format!("{before}{}", name_of(&entry));
        if entry.is_dir() {
            if depth > 1 {
                add(&entry, &format!("{name}/"), depth - 1, bytes, found)?;
            }
            continue;
        }
        let size = fs::metadata(&entry).map_or(0, |metadata| metadata.len());
        // What is too large for any reader is no part of a scenario: a log, an archive, a device.
        if !entry.is_file() || size > files::MOST_BYTES {
            continue;
        }
        *bytes += size;
        if *bytes > MOST_BYTES {
            return Err(too_much(folder, &format!("more than {} MiB of files", MOST_BYTES >> 20)));
        }
        found.insert(name, files::read(&entry)?);
    }
    Ok(())
}

/// What lies in `folder`, by name.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let failed = |error: std::io::Error| {
        Trouble::new(
            format!("cannot read the folder `{}`: {error}", folder.display()),
            "check its name, and that you may read it",
        )
    };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
        if entries.len() > MOST_FILES {
            return Err(too_much(folder, &format!("more than {MOST_FILES} files")));
        }
    }
    entries.sort();
    Ok(entries)
}

fn too_much(folder: &Path, what: &str) -> Trouble {
    Trouble::new(format!("`{}` holds {what}", folder.display()), "name a folder of scenarios, or one scenario")
}

fn name_of(path: &Path) -> String {
    let named = path.file_name().map(|name| name.to_string_lossy().into_owned());
    named.or_else(|| fs::canonicalize(path).ok()?.file_name().map(|name| name.to_string_lossy().into_owned())).unwrap_or_default()
}
