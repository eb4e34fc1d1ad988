//! Talk, on standard error: faults with the offending line underlined, warnings, notes.

use std::fmt;
use std::io::{IsTerminal, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use serde_json::{Value, json};
use zopa_dossier::formats::Refusal;
use zopa_dossier::{Diagnostic, Position, Severity};

use zopa_report::{Styling, Width};

use crate::exit::Failure;

/// The widest that faults are shown, in columns.
const WIDEST: usize = 110;
/// Lines longer than this are not shown: one line of ten million brackets helps nobody.
const LONGEST_LINE: usize = 2_000;

/// A failure in one or a few lines; of a case the number of its faults.
pub(crate) fn in_words(failure: &Failure) -> String {
    match failure {
        Failure::Case { name, diagnostics, .. } => format!("error: {name}: {}", counted(diagnostics.len(), "fault")),
        Failure::Field { name, refusal } => refused(name, refusal),
        Failure::Usage { problem, way_out } => format!("error: {problem}\n  way out: {way_out}"),
    }
}

/// The same for programs.
pub(crate) fn failure_json(failure: &Failure) -> Value {
    match failure {
        Failure::Field { refusal, .. } => json!({
            "code": refusal.code,
            "file": refusal.file,
            "line": refusal.line,
            "message": refusal.message,
            "way_out": refusal.way_out,
        }),
        Failure::Case { .. } => json!({ "code": "case", "message": in_words(failure) }),
        Failure::Usage { problem, way_out } => json!({ "code": "usage", "message": problem, "way_out": way_out }),
    }
}

/// Shows why a command could not do its work.
pub(crate) fn failure(failure: &Failure) {
    match failure {
        Failure::Case { name, bytes, diagnostics, .. } => self::diagnostics(name, bytes, diagnostics),
        Failure::Field { .. } | Failure::Usage { .. } => note(&in_words(failure)),
    }
}

/// Why a scenario was not read, and the way out.
fn refused(name: &str, refusal: &Refusal) -> String {
    format!("error[{}]: {name}: {refusal}\n  way out: {}", refusal.code, refusal.way_out)
}

/// Shows faults of the case `name`, each with its place and its way out, and a count at the end.
pub(crate) fn diagnostics(name: &str, bytes: &[u8], diagnostics: &[Diagnostic]) {
    let handler = handler();
    for diagnostic in diagnostics {
        let shown = named_source(name, bytes, diagnostic).and_then(|source| rendered(&handler, &Shown { diagnostic, source }));
        note(shown.unwrap_or_else(|| plain(name, bytes, diagnostic)).trim_end());
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    if errors + warnings > 0 {
        note(&format!("{name}: {}, {}", counted(errors, "error"), counted(warnings, "warning")));
    }
}

fn rendered(handler: &GraphicalReportHandler, shown: &Shown<'_>) -> Option<String> {
    let mut text = String::new();
    handler.render_report(&mut text, shown).ok().map(|()| text)
}

/// "1 error", "2 errors".
pub(crate) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// One line, or a few, on standard error. A reader that went away is no reason to fail.
pub(crate) fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Data, on standard output. A reader that went away (`| head`) ends the talk quietly.
pub(crate) fn data(text: &str) {
    let mut out = anstream::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
}

/// The width of the terminal, or 100 columns where there is none.
fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0))
}

/// The width as the report takes it.
pub(crate) fn page_width() -> Width {
    Width::new(width())
}

/// How text for standard output may be styled.
pub(crate) fn styling() -> Styling {
    if colour() { Styling::Colour } else { Styling::Plain }
}

/// The width of the terminal as tables take it.
pub(crate) fn columns() -> u16 {
    u16::try_from(width()).unwrap_or(u16::MAX)
}

/// Whether people who read standard output want colour: a terminal, and no `NO_COLOR`.
fn colour() -> bool {
    !matches!(anstream::AutoStream::choice(&std::io::stdout()), anstream::ColorChoice::Never)
}

fn handler() -> GraphicalReportHandler {
    let plain = matches!(anstream::AutoStream::choice(&std::io::stderr()), anstream::ColorChoice::Never);
    let unicode = std::io::stderr().is_terminal();
    let theme = match (plain, unicode) {
        (true, true) => GraphicalTheme::unicode_nocolor(),
        (true, false) => GraphicalTheme::none(),
        (false, _) => GraphicalTheme::unicode(),
    };
    GraphicalReportHandler::new_themed(theme).with_width(width().min(WIDEST)).with_context_lines(1)
}

/// The bytes as a source to quote from, unless the offending line is too long to show.
fn named_source(name: &str, bytes: &[u8], diagnostic: &Diagnostic) -> Option<NamedSource<String>> {
    let text = String::from_utf8(bytes.to_vec()).ok()?;
    let within = |at: usize| {
        let line = &bytes[..at.min(bytes.len())];
        // The lines before and after are shown with it.
        let before = line.rsplit(|&byte| byte == b'\n').take(2).all(|line| line.len() <= LONGEST_LINE);
        let after = bytes[line.len()..].split(|&byte| byte == b'\n').take(2).all(|line| line.len() <= LONGEST_LINE);
        before && after
    };
    let shown = |label: &zopa_dossier::Label| within(label.span.start) && within(label.span.end);
    diagnostic.labels.iter().all(shown).then(|| NamedSource::new(name, text).with_language("yaml"))
}

/// A fault without its line, where that cannot be shown.
fn plain(name: &str, bytes: &[u8], diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = diagnostic
        .labels
        .first()
        .map_or_else(|| name.to_owned(), |label| format!("{name}:{}", Position::of(bytes, label.span.start)));
    format!("{severity}[{}]: {}\n  at {place}\n  way out: {}", diagnostic.code, diagnostic.message, diagnostic.way_out)
}

/// A diagnostic in the shape that miette renders.
struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    source: NamedSource<String>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.diagnostic, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.diagnostic.way_out))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = |label: &zopa_dossier::Label| {
            let span = SourceSpan::from((label.span.start, label.span.end - label.span.start));
            LabeledSpan::new_with_span(Some(label.text.clone()), span)
        };
        Some(Box::new(self.diagnostic.labels.iter().map(label)))
    }
}
