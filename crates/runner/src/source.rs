//! From what a user names to something that can be asked: a case of the catalogue, a case file, a sealed one, or the files of a
//! scenario of the field.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use zopa_dossier::formats::{Asked, Format, Grid, Refusal};
use zopa_dossier::{Diagnostic, Dossier, catalog, sealed};
use zopa_report::answers::{self, Drawing, FieldReading, NoTable, Refused, Seen, TalksSubject, View};

use crate::folder::Found;
use crate::{Trouble, files};

/// Why a source cannot be asked anything.
#[derive(Debug)]
pub enum Unread {
    /// A case file that does not read or makes no sense.
    Case {
        /// What to call the file.
        name: String,
        /// Its bytes, to show the offending lines.
        bytes: Vec<u8>,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
        /// Whether it reads, and only makes no sense.
        reads: bool,
    },
    /// Files of the field that have no reading, or two.
    Field {
        /// What to call the scenario.
        name: String,
        /// Why, where, and the way out.
        refusal: Box<Refusal>,
    },
    /// Something outside: a file that is not there, a name nobody knows, a wrong passphrase.
    Outside(Trouble),
}

impl Unread {
    /// A refusal of the scenario `name`.
    pub fn field(name: &str, refusal: Refusal) -> Self {
        Self::Field { name: name.to_owned(), refusal: Box::new(refusal) }
    }

    /// Why nobody can sit down at the scenario `name`.
    pub fn no_table(name: &str, none: NoTable) -> Self {
        match none {
            NoTable::Refused(refusal) => Self::field(name, refusal),
            NoTable::Unprepared(unprepared) => {
                Self::Outside(Trouble::new(format!("{name}: {unprepared}"), "simplify the scenario"))
            }
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case { name, diagnostics, .. } => {
                write!(f, "{name}: {} faults", diagnostics.len())?;
                diagnostics.iter().try_for_each(|one| write!(f, "; {}: {}", one.code, one.message))
            }
            Self::Field { name, refusal } => write!(f, "{name}: {refusal}; {}", refusal.way_out),
            Self::Outside(trouble) => trouble.fmt(f),
        }
    }
}

impl std::error::Error for Unread {}

impl From<Trouble> for Unread {
    fn from(trouble: Trouble) -> Self {
        Self::Outside(trouble)
    }
}

impl From<Refused> for Unread {
    fn from(refused: Refused) -> Self {
        Self::Outside(Trouble::new(refused.problem, refused.way_out))
    }
}

/// What may be needed to open a case.
pub struct Opening<'a> {
    /// Folders with the texts of sources; the folder of the case is always looked in.
    pub texts: &'a [PathBuf],
    /// Asked for where the case is sealed.
    pub passphrase: &'a dyn Fn() -> Result<String, Trouble>,
}

impl Opening<'_> {
    /// For cases that are not sealed, with no texts but those beside them.
    pub const PLAIN: Opening<'static> = Opening { texts: &[], passphrase: &nobody_knows };
}

fn nobody_knows() -> Result<String, Trouble> {
    Err(Trouble::new("the case is sealed, and nobody was asked for its passphrase", "unseal it first: zopa unseal FILE"))
}

/// An opened case: its name for people (no path), its bytes, and the texts found beside it.
pub struct Opened {
    /// The name for people: the catalogue's, or the file's without its folder.
    pub name: String,
    /// The case as written.
    pub bytes: Vec<u8>,
    /// Texts of sources by file name.
    pub texts: BTreeMap<String, Vec<u8>>,
}

impl Opened {
    /// The case.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn dossier(&self) -> Result<Dossier, Unread> {
        Dossier::read(&self.name, &self.bytes).map_err(|diagnostics| Unread::Case {
            name: self.name.clone(),
            bytes: self.bytes.clone(),
            diagnostics,
            reads: zopa_dossier::read_case(&self.bytes).is_ok(),
        })
    }
}

/// Opens the case `source`. A file of that name goes before a catalogue case.
///
/// # Errors
/// A name that nothing has, a file that cannot be read, a passphrase that does not open it.
pub fn open(source: &str, opening: &Opening<'_>) -> Result<Opened, Trouble> {
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
    for folder in opening.texts {
        texts.extend(texts_in(folder)?);
    }
    if let Some(folder) = beside {
        let wanted = Dossier::read(&name, &bytes).map(|dossier| [dossier.text_files(), dossier.list_files()].concat());
        let wanted = wanted.unwrap_or_default();
        texts.extend(wanted.into_iter().filter_map(|file| Some((file.clone(), files::read(&folder.join(&file)).ok()?))));
    }
    Ok(Opened { name, bytes, texts })
}

fn unknown(source: &str) -> Trouble {
    let names: Vec<&str> = catalog::entries().iter().map(|entry| entry.name).collect();
    let nearest = zopa_dossier::nearest(source, names.iter().copied());
    let way_out = match nearest {
        Some(name) => format!("did you mean the catalogue case `{name}`? `zopa catalog` lists them all"),
        None => format!("name a case file, or one of the catalogue: {}", names.join(", ")),
    };
    Trouble::new(format!("`{source}` is neither a file nor a case of the catalogue"), way_out)
}

fn unsealed(path: &Path, bytes: Vec<u8>, opening: &Opening<'_>) -> Result<Vec<u8>, Trouble> {
    if !sealed::is_sealed(&bytes) {
        return Ok(bytes);
    }
    let passphrase = (opening.passphrase)()?;
    sealed::open(&bytes, &passphrase)
        .map_err(|error| Trouble::new(format!("cannot open `{}`: {error}", path.display()), error.way_out()))
}

/// Every file in `folder` (not below it), by name. What is too large to be the text of a source is passed over.
fn texts_in(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
    let failed =
        |error: std::io::Error| Trouble::new(format!("cannot read the folder `{}`: {error}", folder.display()), "check its name");
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

/// Reads what was found as `asked`.
///
/// # Errors
/// Files that have no reading, or two.
pub fn read(found: &Found, asked: &Asked, grid: Option<u32>) -> Result<FieldReading, Unread> {
    let grid = grid.map(|steps| Grid { steps });
    FieldReading::new(found.format, &found.files, asked.clone(), grid).map_err(|refusal| Unread::field(&found.name, refusal))
}

/// So many draws from the ranges of a case, beginning with the one that is named. What the audience may not see is dropped
/// before anything is drawn.
///
/// # Errors
/// A case that makes no sense, or judgements from which nothing can be drawn.
pub fn of_case(opened: &Opened, view: View, drawing: &Drawing, count: u32) -> Result<Vec<TalksSubject>, Unread> {
    let seen = Seen::new(&opened.dossier()?, view);
    Ok(answers::drawn(&seen, drawing, count)?)
}

/// The scenario that stands in `contents`, zopa's own file.
///
/// # Errors
/// Where it is none.
pub fn of_contents(contents: &serde_json::Value, name: &str) -> Result<zopa_dossier::formats::FieldScenario, Unread> {
    let mut text = contents.to_string().into_bytes();
    text.push(b'\n');
    let files = zopa_dossier::formats::Files::from([(answers::SCENARIO.to_owned(), text)]);
    Format::Zopa.read(&files, &Asked::default()).map_err(|refusal| Unread::field(name, refusal))
}
