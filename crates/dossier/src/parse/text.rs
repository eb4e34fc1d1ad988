//! The text of a file: checked before anything is parsed, and the way from the parser's characters to bytes.

use saphyr_parser::ScalarStyle;

use crate::diagnostic::{Diagnostic, Position, Span};

/// The largest file that is read, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;
/// Characters between two entries of the table of offsets.
const STRIDE: usize = 64;
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Text that can be parsed.
pub(super) struct Text<'a> {
    text: &'a str,
    /// Bytes before `text`: a byte-order mark that was skipped.
    skipped: usize,
    /// The byte at which every 64th character starts; empty where every character is one byte.
    offsets: Vec<usize>,
}

impl<'a> Text<'a> {
    /// Checks size, encoding and characters.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        if bytes.len() > LARGEST {
            return Err(too_large(bytes.len()));
        }
        let whole = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, &error))?;
        let text = whole.strip_prefix(BYTE_ORDER_MARK).unwrap_or(whole);
        let skipped = whole.len() - text.len();
        if let Some((at, character)) = text.char_indices().find(|&(_, character)| is_control(character)) {
            return Err(control(bytes, skipped + at, character));
        }
        let offsets = if text.is_ascii() { Vec::new() } else { text.char_indices().step_by(STRIDE).map(|(at, _)| at).collect() };
        Ok(Self { text, skipped, offsets })
    }

    pub(super) fn as_str(&self) -> &'a str {
        self.text
    }

    /// The byte in `text` at which character `index` starts; its end where there are fewer characters.
    fn byte(&self, index: usize) -> usize {
        if self.offsets.is_empty() {
            return index.min(self.text.len());
        }
        let Some(&near) = self.offsets.get(index / STRIDE) else { return self.text.len() };
        let rest = self.text[near..].char_indices().nth(index % STRIDE);
        rest.map_or(self.text.len(), |(at, _)| near + at)
    }

    /// The bytes of the file between two characters of the parser.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let start = self.byte(start);
        let end = self.byte(end).max(start);
        Span { start: start + self.skipped, end: end + self.skipped }
    }

    /// The bytes of the file between two bytes of the text.
    pub(super) fn place(&self, start: usize, end: usize) -> Span {
        Span { start: start + self.skipped, end: end + self.skipped }
    }

    fn slice(&self, span: Span) -> &'a str {
        &self.text[span.start - self.skipped..span.end - self.skipped]
    }

    fn from(&self, start: usize) -> &'a str {
        &self.text[start - self.skipped..]
    }

    /// The stretch of a scalar alone: the parser counts the white space and the comment behind a closing quotation
    /// mark to it, and the line breaks behind a block.
    pub(super) fn scalar(&self, span: Span, style: ScalarStyle) -> Span {
        let slice = self.slice(span);
        let length = match style {
            ScalarStyle::Plain => slice.len(),
            ScalarStyle::SingleQuoted => closing_quote(slice, b'\'', b'\''),
            ScalarStyle::DoubleQuoted => closing_quote(slice, b'"', b'\\'),
            ScalarStyle::Literal | ScalarStyle::Folded => slice.trim_end().len(),
        };
        Span { start: span.start, end: span.start + length }
    }

    /// The stretch of a list or map on its first line: to its closing bracket, or to its last element.
    pub(super) fn collection(&self, start: Span, last: Option<Span>, end: Span) -> Span {
        let bracketed = self.from(start.start).starts_with(['[', '{']);
        let end = if bracketed { end.start + 1 } else { last.map_or(start.start, |last| last.end.max(start.start)) };
        let whole = Span { start: start.start, end: end.min(self.skipped + self.text.len()).max(start.start) };
        let first_line = self.slice(whole).bytes().position(|byte| byte == b'\n').unwrap_or(whole.end - whole.start);
        let length = self.from(whole.start)[..first_line].trim_end().len();
        Span { start: whole.start, end: whole.start + length }
    }

    /// The first place at which more than `most` values are certain to have been written in brackets. The parser reads
    /// a bracketed list to its end before it tells of its first element, so this is looked for before it starts.
    pub(super) fn crowded(&self, most: usize) -> Option<Span> {
        let mut enders = self.text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b',' | b']' | b'}'));
        let start = enders.nth(most)?.0 + self.skipped;
        Some(Span { start, end: start + 1 })
    }

    /// The last line before `here` that has more on it than a comment.
    pub(super) fn line_before(&self, here: Span) -> Span {
        let before = &self.text[..here.start - self.skipped];
        let mut start = before.len();
        for line in before.split_inclusive('\n').rev() {
            start -= line.len();
            let content = line.trim();
            if !content.is_empty() && !content.starts_with('#') {
                let start = start + self.skipped + (line.len() - line.trim_start().len());
                return Span { start, end: start + content.len() };
            }
        }
        here
    }

    /// The last tab on the line of `here` and not behind it, else the first behind it: the parser complains of some
    /// tabs where it meets them and of some where the text began that they stand in.
    pub(super) fn nearest_tab(&self, here: Span) -> Span {
        let (start, end) = (here.start - self.skipped, here.end - self.skipped);
        let line = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = self.text[line..end].rfind('\t').map(|at| line + at);
        let behind = || self.text[start..].find('\t').map(|at| start + at);
        before.or_else(behind).map_or(here, |at| Span { start: at + self.skipped, end: at + self.skipped + 1 })
    }

    /// The first character of a span, or of what follows it.
    pub(super) fn first_character(&self, span: Span) -> Span {
        let length = self.from(span.start).chars().next().map_or(0, char::len_utf8);
        Span { start: span.start, end: span.start + length }
    }

    /// The word that starts where a span starts.
    pub(super) fn word(&self, span: Span) -> Span {
        let rest = self.from(span.start);
        let length = rest.find(|c: char| c.is_whitespace() || ",[]{}".contains(c)).unwrap_or(rest.len());
        Span { start: span.start, end: span.start + length }
    }
}

/// The length of a quoted scalar with both its marks. `escape` before a mark takes its meaning away.
fn closing_quote(slice: &str, quote: u8, escape: u8) -> usize {
    let bytes = slice.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            byte if byte == escape && escape != quote => at += 2,
            byte if byte == quote && escape == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    slice.len()
}

/// Characters that no editor shows and that some terminals obey.
pub(super) fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r')
}

fn too_large(length: usize) -> Diagnostic {
    Diagnostic::error(
        "too-large",
        format!("the file has {length} bytes; at most {LARGEST} (16 MiB) are read"),
        (Span { start: 0, end: 0 }, "this file"),
        "keep long texts in files of their own and name them under `text:` of their source",
    )
}

fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> Diagnostic {
    let start = error.valid_up_to();
    let end = error.error_len().map_or(bytes.len(), |length| start + length);
    Diagnostic::error(
        "not-utf8",
        format!("the file is not UTF-8 text: the first byte that is not stands at {}", Position::of(bytes, start)),
        (Span { start, end }, format!("byte {:#04x}", bytes[start])),
        "save the file as UTF-8 in the editor that wrote it",
    )
}

fn control(bytes: &[u8], start: usize, character: char) -> Diagnostic {
    Diagnostic::error(
        "control-character",
        format!("a control character stands at {}", Position::of(bytes, start)),
        (Span { start, end: start + character.len_utf8() }, format!("U+{:04X}", u32::from(character))),
        "remove it; it is invisible in most editors",
    )
}
