//! Faults of a case for programs: one shape for the command line and the pages.

use schemars::JsonSchema;
use serde::Serialize;
use zopa_dossier::{Diagnostic, Label, Position, Severity};

/// A fault of a case, with its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiagnosticView {
    /// `error`, or `warning`.
    pub severity: &'static str,
    /// A stable name for programs.
    pub code: &'static str,
    /// What is wrong, naming the thing.
    pub message: String,
    /// Where; the first is the main place.
    pub labels: Vec<LabelView>,
    /// How to mend it.
    pub way_out: String,
}

/// A place in a case. Lines and columns are counted from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LabelView {
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the first character that is no longer part of it.
    pub end_line: usize,
    /// The column of the first character that is no longer part of it.
    pub end_column: usize,
    /// What is there.
    pub text: String,
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl DiagnosticView {
    /// `diagnostic` of the case written in `bytes`.
    pub fn new(bytes: &[u8], diagnostic: &Diagnostic) -> Self {
        Self {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            labels: diagnostic.labels.iter().map(|label| LabelView::new(bytes, label)).collect(),
            way_out: diagnostic.way_out.clone(),
        }
    }
}

impl LabelView {
    fn new(bytes: &[u8], label: &Label) -> Self {
        let (from, to) = (Position::of(bytes, label.span.start), Position::of(bytes, label.span.end));
        Self {
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
            text: label.text.clone(),
            start: label.span.start,
            end: label.span.end,
        }
    }
}
