//! What every question about a case says first, and the case behind it.

use serde::Deserialize;
use utoipa::ToSchema;
use zopa_dossier::{Audience, Date, Diagnostic, Dossier, catalog};
use zopa_report::DiagnosticView;
use zopa_report::answers::{Refused, Seen, Texts, View};

use crate::problem::Problem;

/// What a case is called that came with a question.
pub(super) const NAME: &str = "case.yaml";

/// Whom an answer is for.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum For {
    /// Anybody.
    Public,
    /// The team.
    Internal,
    /// Those who hold the file.
    Secret,
}

impl From<For> for Audience {
    fn from(audience: For) -> Self {
        match audience {
            For::Public => Self::Public,
            For::Internal => Self::Internal,
            For::Secret => Self::Secret,
        }
    }
}

/// Whom the case is seen by, and as of which day.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(crate) struct AskedCase {
    /// The case file.
    pub(super) text: String,
    /// Whom the answer is for; what they may not see is dropped before anything is computed.
    #[serde(rename = "for")]
    pub(super) audience: For,
    /// Answer from what was known at the end of this day, such as 2025-06-02.
    #[serde(default)]
    pub(super) as_of: Option<String>,
    /// The judgements, by id; all where none is named.
    #[serde(default)]
    pub(super) judgement: Vec<String>,
    /// Number of draws.
    #[serde(default)]
    pub(super) draws: Option<u32>,
    /// Seed of the draws.
    #[serde(default)]
    pub(super) seed: Option<u64>,
}

impl AskedCase {
    /// The case as it is to be seen.
    pub(super) fn seen(&self) -> Result<Seen, Problem> {
        let dossier = dossier(&self.text)?;
        let date = |text: &String| -> Result<Date, Problem> {
            text.parse().map_err(|error: String| Problem::senseless(error, "write a day such as 2025-06-02"))
        };
        let as_of = self.as_of.as_ref().map(date).transpose()?;
        Ok(Seen::new(&dossier, View { audience: self.audience.into(), as_of }))
    }

    /// The number of draws, where it is one that may be asked for.
    pub(super) fn draws(&self, usual: u32, most: u32) -> Result<u32, Problem> {
        match self.draws.unwrap_or(usual) {
            draws if (1..=most).contains(&draws) => Ok(draws),
            draws => Err(Problem::senseless(
                format!("{draws} draws cannot be asked for here"),
                format!("ask for 1 to {most}; the command line draws as often as you like"),
            )),
        }
    }

    /// The judgement, where at most one is named.
    pub(super) fn one_judgement(&self) -> Result<Option<String>, Problem> {
        match self.judgement.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            several => Err(Problem::senseless(
                format!("this is about one judgement, and {} are named", several.len()),
                "name one of them",
            )),
        }
    }
}

/// The case written in `text`, or all that is wrong with it.
pub(super) fn dossier(text: &str) -> Result<Dossier, Problem> {
    Dossier::read(NAME, text.as_bytes()).map_err(|faults| faulty(text, &faults))
}

fn faulty(text: &str, faults: &[Diagnostic]) -> Problem {
    let told: Vec<DiagnosticView> = faults.iter().map(|fault| DiagnosticView::new(text.as_bytes(), fault)).collect();
    let first = told.iter().find(|fault| fault.severity == "error").map(|fault| {
        let line = fault.labels.first().map(|label| format!(" (line {})", label.line)).unwrap_or_default();
        format!("; the first{line}: {}", fault.message)
    });
    let count = told.iter().filter(|fault| fault.severity == "error").count();
    Problem::senseless(
        format!("the case has {count} {}{}", if count == 1 { "fault" } else { "faults" }, first.unwrap_or_default()),
        "mend what `diagnostics` names, each with its place and its way out",
    )
    .with_diagnostics(told)
}

/// The texts and lists that a case names, as far as the catalogue has them. A text is used only where its hash is the one that
/// the case states, so a name alone brings nothing in.
pub(super) fn texts(dossier: &Dossier) -> Texts {
    let wanted = [dossier.text_files(), dossier.list_files()].concat();
    let mut texts = Texts::new();
    let (own, others): (Vec<_>, Vec<_>) = catalog::entries().iter().partition(|entry| entry.title == dossier.case().title);
    for (file, bytes) in own.into_iter().chain(others).flat_map(|entry: &catalog::CatalogEntry| catalog::texts(entry.name)) {
        if wanted.contains(&file) {
            texts.entry(file).or_insert(bytes);
        }
    }
    texts
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::senseless(refused.problem, refused.way_out)
    }
}
