//! What is wrong with a file, where, and the way out: plain data that doors show.

use std::fmt;

/// A stretch of a file, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case makes no sense as it stands.
    Error,
    /// It makes sense, but probably not the sense that was meant.
    Warning,
}

/// A place in the file with a few words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The offending stretch.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// One fault of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name for programs, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, naming the thing.
    pub message: String,
    /// Where; the first is the main place.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub way_out: String,
}

/// The largest number of faults that is listed: a file of another kind would fill the screen, and the memory.
pub(crate) const MOST_FAULTS: usize = 100;

impl Diagnostic {
    /// An error at `place`: a span with a few words for beside it.
    pub fn error(
        code: &'static str,
        message: impl Into<String>,
        place: (Span, impl Into<String>),
        way_out: impl Into<String>,
    ) -> Self {
        let labels = vec![Label { span: place.0, text: place.1.into() }];
        Self { severity: Severity::Error, code, message: message.into(), labels, way_out: way_out.into() }
    }
}

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Position {
    /// The position of byte `offset` in `text` (which need not be valid UTF-8).
    pub fn of(text: &[u8], offset: usize) -> Self {
        let before = &text[..offset.min(text.len())];
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Self { line, column: 1 + String::from_utf8_lossy(&before[start..]).chars().count() }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
