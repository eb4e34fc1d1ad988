//! The folder: its texts and cases, by plain names, and nothing beyond it. A text that belongs to a source which the audience may
//! not see is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rmcp::model::JsonObject;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zopa_dossier::case::SourceText;
use zopa_dossier::{Audience, Dossier, catalog};
use zopa_report::answers::{Seen, Texts, View};

use super::super::told::{Refused, read};
use crate::exit::Failure;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;
/// Most lines that are read at once.
const MOST_LINES: usize = 2_000;

/// What a model may look into.
pub(super) struct Shelf {
    folder: Option<PathBuf>,
    pub(super) audience: Audience,
    /// Two tools that write the same file wait for each other.
    pub(super) writing: Mutex<()>,
}

/// Nothing.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// Some lines of a text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Passage {
    /// The file, as `texts` lists it.
    text: String,
    /// The first line, from 1.
    from_line: usize,
    /// How many lines, up to 2000.
    lines: usize,
}

/// A case that was opened.
pub(super) struct Opened {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) dossier: Dossier,
    pub(super) seen: Seen,
}

impl Shelf {
    pub(super) fn new(folder: Option<&Path>, audience: Audience) -> Result<Self, Failure> {
        if let Some(folder) = folder
            && !folder.is_dir()
        {
            return Err(Failure::usage(format!("`{}` is no folder", folder.display()), "name the folder with your texts"));
        }
        Ok(Self { folder: folder.map(Path::to_path_buf), audience, writing: Mutex::new(()) })
    }

    pub(super) fn has_folder(&self) -> bool {
        self.folder.is_some()
    }

    /// The path of a file of this name in the folder. Names that lead elsewhere are none.
    pub(super) fn path(&self, name: &str) -> Result<PathBuf, Refused> {
        let is_plain =
            !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':']) && !name.contains(char::is_control);
        let folder = self.folder.as_ref().filter(|_| is_plain);
        folder.map(|folder| folder.join(name)).ok_or_else(|| {
            Refused::new(
                "a file is named by its name in the folder, without folders before it",
                "see `texts` and `cases` for what is there",
            )
        })
    }

    /// The bytes of a plain file of this name. A link to elsewhere is none.
    fn bytes(&self, name: &str) -> Result<Vec<u8>, Refused> {
        let path = self.path(name)?;
        let none = || Refused::new("there is no such file in the folder", "see `texts` and `cases` for what is there");
        let about = fs::symlink_metadata(&path).map_err(|_| none())?;
        if !about.is_file() || about.len() > LARGEST {
            return Err(none());
        }
        let mut bytes = Vec::new();
        fs::File::open(&path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)).map_err(|_| none())?;
        Ok(bytes)
    }

    /// The names of the plain files in the folder that end in one of these ways, in order.
    fn named(&self, endings: &[&str]) -> Vec<String> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let files = entries.into_iter().flatten().flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let names = files.filter_map(|file| file.file_name().into_string().ok());
        let names: BTreeSet<String> =
            names.filter(|name| endings.iter().any(|ending| name.ends_with(ending)) && self.path(name).is_ok()).collect();
        names.into_iter().collect()
    }

    fn case_files(&self) -> Vec<String> {
        self.named(&[".yaml", ".yml"])
    }

    /// The texts that the audience may not see, by the cases of the folder.
    fn withheld(&self) -> Result<Vec<SourceText>, Refused> {
        let mut withheld = Vec::new();
        for name in self.case_files() {
            let dossier = Dossier::read(&name, &self.bytes(&name)?).map_err(|_| {
                let problem = format!("`{name}` does not read as a case, so it cannot be told which texts it keeps from you");
                Refused::new(problem, "a person mends it (`zopa check`), or moves it out of the folder")
            })?;
            withheld.extend(dossier.withheld_texts(self.audience));
        }
        Ok(withheld)
    }

    /// Every text that may be read, with its bytes.
    pub(super) fn readable(&self) -> Result<Texts, Refused> {
        let withheld = self.withheld()?;
        let mut texts = BTreeMap::new();
        for name in self.named(&[".txt", ".md"]) {
            let bytes = self.bytes(&name)?;
            let digest = digest(&bytes);
            let is_hidden = |text: &SourceText| {
                text.file == name || text.sha256.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(&digest))
            };
            if !withheld.iter().any(is_hidden) {
                texts.insert(name, bytes);
            }
        }
        Ok(texts)
    }

    /// `texts`.
    pub(super) fn texts(&self, given: JsonObject) -> Result<Value, Refused> {
        read::<Nothing>(given)?;
        let about = |(name, bytes): (&String, &Vec<u8>)| {
            let lines = String::from_utf8_lossy(bytes).lines().count();
            json!({ "text": name, "lines": lines, "sha256": digest(bytes) })
        };
        Ok(json!({ "texts": self.readable()?.iter().map(about).collect::<Vec<_>>() }))
    }

    /// `read_text`.
    pub(super) fn read_text(&self, given: JsonObject) -> Result<Value, Refused> {
        let Passage { text, from_line, lines } = read(given)?;
        self.path(&text)?;
        let texts = self.readable()?;
        let bytes = texts.get(&text).ok_or_else(|| Refused::new("there is no such text that you may read", "see `texts`"))?;
        let words = std::str::from_utf8(bytes)
            .map_err(|_| Refused::new("the file is not text in UTF-8", "a person saves it as plain text"))?;
        if from_line == 0 || lines == 0 || lines > MOST_LINES {
            return Err(Refused::new(
                format!("lines are counted from 1, and up to {MOST_LINES} are read at once"),
                "ask for fewer",
            ));
        }
        let all: Vec<&str> = words.lines().collect();
        let numbered = all.iter().enumerate().skip(from_line - 1).take(lines);
        let shown: Vec<Value> = numbered.map(|(at, line)| json!({ "line": at + 1, "text": line })).collect();
        Ok(json!({ "text": text, "of": all.len(), "lines": shown }))
    }

    /// `cases`.
    pub(super) fn cases(&self, given: JsonObject) -> Result<Value, Refused> {
        read::<Nothing>(given)?;
        let own = |name: String| match self.open(&name) {
            Ok(opened) => json!({ "case": name, "title": opened.seen.dossier().case().title }),
            Err(_) => json!({ "case": name, "title": null, "problem": "it does not read as a case: a person has to look at it" }),
        };
        let ready: Vec<Value> = catalog::entries()
            .iter()
            .filter_map(|entry| {
                let opened = self.open(entry.name).ok()?;
                Some(json!({ "case": entry.name, "title": opened.seen.dossier().case().title }))
            })
            .collect();
        Ok(json!({ "folder": self.case_files().into_iter().map(own).collect::<Vec<_>>(), "catalogue": ready }))
    }

    /// A case of the folder by its file's name, with or without its ending, or of the catalogue by its own.
    pub(super) fn open(&self, name: &str) -> Result<Opened, Refused> {
        let whole = format!("{name}.yaml");
        let is_bare = catalog::entries().iter().all(|entry| entry.name != name) && self.case_files().contains(&whole);
        let name = if is_bare { &whole } else { name };
        let ready = catalog::entries().iter().find(|entry| entry.name == name);
        let bytes = match ready {
            Some(entry) => entry.bytes.to_vec(),
            None if name.ends_with(".yaml") || name.ends_with(".yml") => self.bytes(name)?,
            None => return Err(Refused::new("there is no such case", "see `cases` for what is there")),
        };
        let dossier = Dossier::read(name, &bytes).map_err(|faults| {
            let problem = format!("`{name}` does not read, or makes no sense: {} faults", faults.len());
            Refused::new(problem, "a person looks at it with `zopa check`: what is wrong may be hidden from you")
        })?;
        let seen = Seen::new(&dossier, View { audience: self.audience, as_of: None });
        let text = String::from_utf8(bytes).map_err(|_| Refused::new("the case is no text", "a person looks at it"))?;
        Ok(Opened { name: name.to_owned(), text, dossier, seen })
    }

    /// The texts and lists for a case, as far as its audience may see the sources that name them.
    pub(super) fn texts_of(&self, opened: &Opened) -> Result<Texts, Refused> {
        if catalog::entries().iter().any(|entry| entry.name == opened.name) {
            return Ok(catalog::texts(&opened.name));
        }
        let mut texts = self.readable()?;
        for list in opened.seen.dossier().list_files() {
            if let Ok(bytes) = self.bytes(&list) {
                texts.insert(list, bytes);
            }
        }
        Ok(texts)
    }
}

/// The SHA-256 of a text, as a case names it.
pub(super) fn digest(bytes: &[u8]) -> String {
    zopa_arena::transcript::hexadecimal(&Sha256::digest(bytes))
}
