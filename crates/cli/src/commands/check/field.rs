//! Of a scenario of the field: does it read, what had to be repaired, and does what its files claim hold?

use serde_json::{Value, json};
use zopa_analysis::Limits;
use zopa_analysis::solution::Powers;
use zopa_report::Document;
use zopa_report::document::{ClaimView, FieldView};

use crate::arguments::Reading;
use crate::exit::{Ending, Failure};
use crate::{scenario, show};
use zopa_runner::folder::{Found, Place};

/// What a check found.
pub(super) struct Checked {
    pub(super) name: String,
    /// The name of the format; empty where the files could not be got at.
    pub(super) format: &'static str,
    pub(super) answer: Result<Document, Failure>,
}

impl Checked {
    fn of(found: &Found, reading: &Reading) -> Self {
        let answer = scenario::read(found, reading).and_then(|read| {
            let tabulated = scenario::tabulate(found, &read)?;
            Ok(read.document(&tabulated, Powers::equal(), Limits::default()))
        });
        Self { name: found.name.clone(), format: found.format.name(), answer }
    }

    /// What a check of the scenario at `place` finds.
    pub(super) fn at(place: &Place, reading: &Reading) -> Self {
        match place.open() {
            Ok(found) => Self::of(&found, reading),
            Err(failure) => Self { name: place.name.clone(), format: "", answer: Err(failure.into()) },
        }
    }

    pub(super) fn field(&self) -> Option<&FieldView> {
        self.answer.as_ref().ok()?.field.as_ref()
    }

    /// The claims that do not hold.
    pub(super) fn fails(&self) -> impl Iterator<Item = &ClaimView> {
        self.field().into_iter().flat_map(|field| &field.claims).filter(|claim| claim.verdict == "fails")
    }

    pub(super) fn ending(&self) -> Ending {
        match &self.answer {
            Err(failure) => failure.ending(),
            Ok(_) if self.fails().next().is_some() => Ending::No,
            Ok(document) if !document.limits.is_empty() => Ending::Limit,
            Ok(_) => Ending::Done,
        }
    }

    /// The same for programs.
    pub(super) fn as_json(&self) -> Value {
        let refused = self.answer.as_ref().err().map(show::failure_json);
        let document = self.answer.as_ref().ok();
        json!({
            "zopa": 1,
            "source": self.name,
            "ok": self.ending() == Ending::Done,
            "format": self.format,
            "refused": refused,
            "parties": document.map(|document| &document.parties),
            "issues": document.map(|document| document.space.issues.len()),
            "outcomes": document.map(|document| &document.space.outcomes),
            "frontier": document.and_then(|document| document.frontier.as_ref()?.size),
            "profiles": self.field().map(|field| &field.profiles),
            "remarks": self.field().map(|field| &field.remarks),
            "claims": self.field().map(|field| &field.claims),
        })
    }
}

/// Checks one scenario, in all words or as JSON.
pub(super) fn check(found: &Found, reading: &Reading, json: bool) -> Ending {
    let checked = Checked::of(found, reading);
    match (&checked.answer, json) {
        (_, true) => show::data(&checked.as_json().to_string()),
        (Err(failure), false) => show::failure(failure),
        (Ok(document), false) => show::data(&zopa_report::field_check(document, show::page_width(), show::styling())),
    }
    checked.ending()
}
