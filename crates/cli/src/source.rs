//! From what a user names to a dossier: a catalogue case, a case file, or a sealed one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use zopa_dossier::{Dossier, catalog, sealed};

use crate::arguments::Opening;
use crate::exit::Failure;
use crate::files;

/// An opened source: its name for people (no path), its bytes, and the texts found beside it.
pub(crate) struct Opened {
    /// The name for people: the catalogue's, or the file's without its folder.
    pub(crate) name: String,
    /// The case as written.
    pub(crate) bytes: Vec<u8>,
    /// Texts of sources by file name.
    pub(crate) texts: BTreeMap<String, Vec<u8>>,
}

impl Opened {
    /// The case, or everything that is wrong with it.
    pub(crate) fn dossier(&self) -> Result<Dossier, Failure> {
        Dossier::read(&self.name, &self.bytes).map_err(|diagnostics| Failure::Case {
            name: self.name.clone(),
            bytes: self.bytes.clone(),
            diagnostics,
            reads: zopa_dossier::read_case(&self.bytes).is_ok(),
        })
    }
}

/// Opens `source`. A file of that name goes before a catalogue case.
pub(crate) fn open(source: &str, opening: &Opening) -> Result<Opened, Failure> {
    let path = Path::new(source);
    let (name, bytes, beside) = if path.exists() {
        let name = path.file_name().map_or_else(|| source.to_owned(), |name| name.to_string_lossy().into_owned());
        let folder = path.parent().map(Path::to_path_buf);
        (name, unsealed(path, files::read(path)?, opening)?, folder)
    } else {
        let entry = catalog::entries().iter().find(|entry| entry.name == source).ok_or_else(|| unknown(source))?;
        (entry.name.to_owned(), entry.bytes.to_vec(), None)
    };
    let mut texts: BTreeMap<String, Vec<u8>> = catalog::texts(&name);
    for folder in opening.texts.iter() {
        texts.extend(texts_in(folder)?);
    }
    if let Some(folder) = beside {
        let wanted = Dossier::read(&name, &bytes).map(|dossier| [dossier.text_files(), dossier.list_files()].concat());
        let wanted = wanted.unwrap_or_default();
        texts.extend(wanted.into_iter().filter_map(|file| Some((file.clone(), files::read(&folder.join(&file)).ok()?))));
    }
    Ok(Opened { name, bytes, texts })
}

fn unknown(source: &str) -> Failure {
    let names: Vec<&str> = catalog::entries().iter().map(|entry| entry.name).collect();
    let nearest = zopa_dossier::nearest(source, names.iter().copied());
    let way_out = match nearest {
        Some(name) => format!("did you mean the catalogue case `{name}`? `zopa catalog` lists them all"),
        None => format!("name a case file, or one of the catalogue: {}", names.join(", ")),
    };
    Failure::usage(format!("`{source}` is neither a file nor a case of the catalogue"), way_out)
}

fn unsealed(path: &Path, bytes: Vec<u8>, opening: &Opening) -> Result<Vec<u8>, Failure> {
    if !sealed::is_sealed(&bytes) {
        return Ok(bytes);
    }
    let passphrase = passphrase(opening.passphrase_file.as_deref(), "Passphrase: ")?;
    sealed::open(&bytes, &passphrase)
        .map_err(|error| Failure::usage(format!("cannot open `{}`: {error}", path.display()), error.way_out()))
}

/// The passphrase, from the first line of `file` or from the person at the terminal. It is never shown.
pub(crate) fn passphrase(file: Option<&Path>, prompt: &str) -> Result<String, Failure> {
    let text = match file {
        Some(file) => String::from_utf8(files::read(file)?).map_err(|_| {
            Failure::usage(format!("`{}` is not text", file.display()), "write the passphrase as UTF-8, on the first line")
        })?,
        None => rpassword::prompt_password(prompt).map_err(|_| {
            Failure::usage("a passphrase is needed, and there is no terminal to ask at", "give --passphrase-file FILE")
        })?,
    };
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(Failure::usage("the passphrase is empty", "choose one that cannot be guessed")),
    }
}

/// Every file in `folder` (not below it), by name. What is too large to be the text of a source is passed over.
fn texts_in(folder: &PathBuf) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let failed = |error: std::io::Error| {
        Failure::usage(format!("cannot read the folder `{}`: {error}", folder.display()), "check its name")
    };
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let metadata = entry.metadata().map_err(failed)?;
        if metadata.is_file() && metadata.len() <= files::MOST_BYTES {
            texts.insert(entry.file_name().to_string_lossy().into_owned(), files::read(&entry.path())?);
        }
    }
    Ok(texts)
}
