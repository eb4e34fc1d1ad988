//! One file of a scenario in JSON or YAML: every value with the line that it stands on.

use zopa_model::Exact;

use super::Refusal;
use super::findings::Findings;
use crate::diagnostic::{Diagnostic, Span};
use crate::parse::{self, Keys};
use crate::tree::{Content, Node, Tree};

/// The longest stretch of a file that a message repeats.
const LONGEST_QUOTE: usize = 60;

/// A parsed file.
#[derive(Clone, Debug)]
pub(super) struct Document {
    file: String,
    tree: Tree,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'d> {
    document: &'d Document,
    node: &'d Node,
    /// The nearest key that it stands under.
    key: Option<&'d str>,
}

/// A number as Python writes them: some are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Extended {
    /// A number.
    Finite(Exact),
    /// Plus infinity.
    Infinity,
    /// Minus infinity.
    MinusInfinity,
    /// No number, in so many words.
    NotANumber,
}

impl Document {
    /// The JSON document in `bytes`.
    ///
    /// # Errors
    /// Where it is none, where it is too large or nested too deeply, and where a key stands twice in one map.
    pub(super) fn json(file: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        Self::of(file, bytes, parse::parse_json(bytes))
    }

    /// The YAML document in `bytes`.
    ///
    /// # Errors
    /// As [`Self::json`].
    pub(super) fn yaml(file: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        Self::of(file, bytes, parse::parse(bytes, Keys::Lists))
    }

    fn of(file: &str, bytes: &[u8], parsed: Result<(Tree, Vec<Diagnostic>), Diagnostic>) -> Result<Self, Refusal> {
        let newlines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let lines: Vec<usize> = std::iter::once(0).chain(newlines).collect();
        let refused = |fault: Diagnostic| {
            let line = fault.labels.first().map(|label| line_of(&lines, label.span));
            let way_out = way_out(fault.code).map_or(fault.way_out, str::to_owned);
            Refusal { code: fault.code, file: file.to_owned(), line, message: fault.message, way_out }
        };
        match parsed {
            Err(fault) => Err(refused(fault)),
            // A key that stands twice has two readings.
            Ok((tree, faults)) => match faults.into_iter().next() {
                Some(fault) => Err(refused(fault)),
                None => Ok(Self { file: file.to_owned(), tree, lines }),
            },
        }
    }

    /// The name of the file.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// The whole.
    pub(super) fn root(&self) -> Value<'_> {
        Value { document: self, node: self.tree.root(), key: None }
    }
}

fn line_of(lines: &[usize], span: Span) -> usize {
    lines.partition_point(|start| *start <= span.start)
}

/// What to do about faults whose usual way out is that of a case file.
fn way_out(code: &str) -> Option<&'static str> {
    Some(match code {
        "empty-file" => "take the file away, or put its content back",
        "several-documents" => "keep one document to a file: remove the line `---`, or move what follows it",
        "too-large" => "only files of up to 16 MiB are read",
        "too-many-values" => "no more is read from one file; leave out what is no part of the scenario",
        "too-deep" => "close the brackets before it; no scenario needs as many levels",
        _ => return None,
    })
}

impl<'d> Value<'d> {
    /// The line, from 1.
    pub(super) fn line(self) -> Option<usize> {
        Some(line_of(&self.document.lines, self.node.span))
    }

    /// A refusal of the file for what stands here.
    pub(super) fn refusal(self, code: &'static str, message: impl Into<String>, way_out: impl Into<String>) -> Refusal {
        Refusal { code, file: self.document.file.clone(), line: self.line(), message: message.into(), way_out: way_out.into() }
    }

    /// Whether nothing stands here, or a word for nothing.
    pub(super) fn is_nothing(self) -> bool {
        self.node.is_nothing()
    }

    /// Whether this is a map.
    pub(super) fn is_map(self) -> bool {
        matches!(self.node.content, Content::Map(_))
    }

    /// Whether this is a list.
    pub(super) fn is_list(self) -> bool {
        matches!(self.node.content, Content::List(_))
    }

    /// Whether this is a number that was not written in quotation marks.
    pub(super) fn is_number(self) -> bool {
        matches!(&self.node.content, Content::Plain(text) if text.parse::<Exact>().is_ok())
    }

    /// What messages call this.
    pub(super) fn name(self) -> String {
        self.key.map_or("the document".to_owned(), in_marks)
    }

    /// What stands under `key`; `None` where that is nothing, or where this is no map. It is searched for, so this is for
    /// the keys of a format and not for those of its data.
    pub(super) fn get(self, key: &str) -> Option<Self> {
        let Content::Map(entries) = &self.node.content else { return None };
        let entry = entries.iter().find(|entry| entry.key == key && !entry.value.is_nothing())?;
        Some(Self { node: &entry.value, key: Some(&entry.key), ..self })
    }

    /// What stands under `key`.
    ///
    /// # Errors
    /// Where nothing does.
    pub(super) fn required(self, key: &str) -> Result<Self, Refusal> {
        let missing = || self.refusal("missing-key", format!("{} has no `{key}`", self.name()), format!("add `{key}`"));
        self.get(key).ok_or_else(missing)
    }

    /// The keys of a map with their values, in the order of the file.
    ///
    /// # Errors
    /// Where this is none.
    pub(super) fn entries(self) -> Result<impl ExactSizeIterator<Item = (&'d str, Self)>, Refusal> {
        match &self.node.content {
            Content::Map(entries) => Ok(entries
                .iter()
                .map(move |entry| (entry.key.as_str(), Self { node: &entry.value, key: Some(&entry.key), ..self }))),
            _ => Err(self.wrong_type("a map")),
        }
    }

    /// The elements of a list.
    ///
    /// # Errors
    /// Where this is none.
    pub(super) fn items(self) -> Result<impl ExactSizeIterator<Item = Self>, Refusal> {
        match &self.node.content {
            Content::List(items) => Ok(items.iter().map(move |node| Self { node, ..self })),
            _ => Err(self.wrong_type("a list")),
        }
    }

    /// The text of a scalar, as it was written.
    ///
    /// # Errors
    /// Where this is none.
    pub(super) fn text(self) -> Result<&'d str, Refusal> {
        self.node.text().ok_or_else(|| self.wrong_type("a text or number"))
    }

    /// The number that stands here, exactly as it was written. One in quotation marks is a repair.
    ///
    /// # Errors
    /// Where none stands here.
    pub(super) fn number(self, findings: &mut Findings) -> Result<Exact, Refusal> {
        match self.extended(findings)? {
            Extended::Finite(number) => Ok(number),
            _ => Err(self.refusal(
                "not-a-number",
                format!("{} is {}, which is no number to reckon with", self.name(), self.quoted()),
                "write a number, such as 0.25",
            )),
        }
    }

    /// The number that stands here, or what Python writes where it has none.
    ///
    /// # Errors
    /// Where neither stands here.
    pub(super) fn extended(self, findings: &mut Findings) -> Result<Extended, Refusal> {
        let text = self.text()?;
        let number = match text.trim_start_matches('.').to_ascii_lowercase().as_str() {
            "nan" => Extended::NotANumber,
            "inf" | "+inf" | "+.inf" | "infinity" => Extended::Infinity,
            "-inf" | "-.inf" | "-infinity" => Extended::MinusInfinity,
            _ => match text.trim().parse() {
                Ok(number) => Extended::Finite(number),
                Err(_) => {
                    let message = format!("{} is {}, where a number is wanted", self.name(), self.quoted());
                    return Err(self.refusal("not-a-number", message, "write a number, such as 0.25 or 1e-3"));
                }
            },
        };
        if matches!(self.node.content, Content::Quoted(_)) {
            let message = format!("{} is a number in quotation marks; read as {}", self.name(), text.trim());
            findings.repair("quoted-number", self.line(), message)?;
        }
        Ok(number)
    }

    /// The whole number that stands here, however it is written.
    ///
    /// # Errors
    /// Where none stands here, or one too large to count with.
    pub(super) fn integer(self, findings: &mut Findings) -> Result<i64, Refusal> {
        let number = self.number(findings)?;
        let wanted = || {
            let message = format!("{} is {}, where a whole number is wanted", self.name(), self.quoted());
            self.refusal("not-a-whole-number", message, "write a whole number of at most 18 digits")
        };
        number.to_string().parse().map_err(|_| wanted())
    }

    /// What stands here, in marks, for messages.
    pub(super) fn quoted(self) -> String {
        match &self.node.content {
            Content::List(_) => "a list".to_owned(),
            Content::Map(_) => "a map".to_owned(),
            Content::Plain(text) | Content::Quoted(text) if text.is_empty() => "nothing".to_owned(),
            Content::Plain(text) | Content::Quoted(text) => in_marks(text),
        }
    }

    fn wrong_type(self, wanted: &str) -> Refusal {
        let message = format!("{} is {}, where {wanted} is wanted", self.name(), self.quoted());
        self.refusal("wrong-type", message, format!("write {wanted} here"))
    }
}

/// A text in marks, cut where it is long.
pub(super) fn in_marks(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}
