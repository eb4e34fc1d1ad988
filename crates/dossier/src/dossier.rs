//! A case that reads and makes sense, with the place of everything in its file.

use std::fmt;
use std::sync::Arc;

use crate::as_of::{Dropped, Kept};
use crate::case::{CaseFile, SourceText};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::disclosure::{Audience, Sight, Withheld};
use crate::path::CasePath;
use crate::tree::Tree;
use crate::{decode, validate};

/// A valid case. Cloning shares what it holds.
///
/// Its `Debug` output shows counts and no content, so that a secret does not end up in a log.
#[derive(Clone)]
pub struct Dossier {
    pub(crate) name: Arc<str>,
    pub(crate) case: Arc<CaseFile>,
    /// Absent once something was hidden: the lengths of hidden items could be read off the spans of the others.
    pub(crate) places: Option<Places>,
    pub(crate) warnings: Arc<[Diagnostic]>,
    pub(crate) withheld: Arc<Withheld>,
    pub(crate) dropped: Arc<[Dropped]>,
}

/// Where things stand in the file that a case was read from.
#[derive(Clone)]
pub(crate) struct Places {
    pub(crate) tree: Arc<Tree>,
    /// Which items of the file are still there.
    pub(crate) kept: Arc<Kept>,
}

impl Dossier {
    /// Reads and validates a case file. `name` is what people call it: a file name or a catalogue name, no path.
    ///
    /// # Errors
    /// All faults of form, or else all faults of meaning, in the order of the file; warnings among them.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let (case, tree) = decode::read(bytes)?;
        let findings = validate::findings(&case, &tree);
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(findings);
        }
        let places = Places { tree: Arc::new(tree), kept: Arc::new(Kept::everything()) };
        Ok(Self {
            name: name.into(),
            case: Arc::new(case),
            places: Some(places),
            warnings: findings.into(),
            withheld: Arc::new(Withheld::default()),
            dropped: Arc::new([]),
        })
    }

    /// What people call the case's file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the file says.
    pub fn case(&self) -> &CaseFile {
        &self.case
    }

    /// What makes sense, but probably not the sense that was meant.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The file names of all texts that sources name.
    pub fn text_files(&self) -> Vec<String> {
        self.case.sources.iter().filter_map(|source| Some(source.text.as_ref()?.file.clone())).collect()
    }

    /// The texts of the sources that `audience` may not see.
    pub fn withheld_texts(&self, audience: Audience) -> Vec<SourceText> {
        let sight = Sight::new(&self.case, audience);
        let hidden = self.case.sources.iter().filter(|source| !sight.source(&source.id));
        hidden.filter_map(|source| source.text.clone()).collect()
    }

    /// Where the value at `path` stands in the file; `None` in a dossier from which something was hidden.
    pub fn value_span(&self, path: &CasePath) -> Option<Span> {
        self.places.as_ref().map(|places| places.tree.value_span(&places.kept.in_file(path)))
    }

    /// Where the key at the end of `path` stands in the file; `None` in a dossier from which something was hidden.
    pub fn key_span(&self, path: &CasePath) -> Option<Span> {
        self.places.as_ref().map(|places| places.tree.key_span(&places.kept.in_file(path)))
    }
}

impl PartialEq for Dossier {
    /// Whether both say the same and know as much about where it stands.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.case == other.case
            && self.places.is_some() == other.places.is_some()
            && self.warnings == other.warnings
            && self.withheld == other.withheld
            && self.dropped == other.dropped
    }
}

impl fmt::Debug for Dossier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dossier")
            .field("name", &self.name)
            .field("parties", &self.case.parties.len())
            .field("issues", &self.case.issues.len())
            .field("statements", &self.case.statements.len())
            .field("judgements", &self.case.judgements.len())
            .field("withheld", &self.withheld.items)
            .finish_non_exhaustive()
    }
}
