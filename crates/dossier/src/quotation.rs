//! Is a quotation in its source, word for word?
//!
//! Texts are compared after folding three things and nothing else, so that a changed word, digit or capital is found:
//!
//! * **quotation marks**, double, single, angled and prime, and the apostrophe: [`QUOTATION_MARKS`], each as `"`;
//! * **dashes**, of any length, and the minus: [`DASHES`], each as `-`;
//! * **white space** as Unicode has it, line ends included: any run of it as one space.
//!
//! `[...]` and `[…]` mark an omission: the pieces around it must stand in the text in this order. A piece begins and
//! ends where words do, so `cease` is not found in `ceasefire`.

mod folded;
mod passage;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::case::{Source, SourceText, Statement};
use crate::diagnostic::{Diagnostic, Label, Severity, Span};
use crate::dossier::Dossier;
use crate::path::CasePath;
use folded::Folded;
pub use folded::{DASHES, QUOTATION_MARKS};

/// What became of one quotation, or of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The short name of the source.
    pub source: String,
    /// The short name of the statement; `None` where the text itself is at fault.
    pub statement: Option<String>,
    /// What was found.
    pub finding: QuotationFinding,
}

/// What was found of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuotationFinding {
    /// It stands there.
    Verified {
        /// The line of the text on which it begins, from 1.
        line: usize,
    },
    /// The text is at hand, and the quotation is not in it.
    NotFound(Diagnostic),
    /// The text is not at hand, so nothing is known.
    TextNotAtHand,
    /// The text is not the one that the case was written from.
    TextChanged(Diagnostic),
    /// The text is at hand, but it is no text.
    TextUnreadable(Diagnostic),
}

impl Quotation {
    /// Whether the quotation stands in its source.
    pub fn is_verified(&self) -> bool {
        matches!(self.finding, QuotationFinding::Verified { .. })
    }

    /// Whether the text was not there to look in.
    pub fn is_text_not_at_hand(&self) -> bool {
        self.finding == QuotationFinding::TextNotAtHand
    }

    /// What is wrong, where something is.
    pub fn fault(&self) -> Option<&Diagnostic> {
        match &self.finding {
            QuotationFinding::NotFound(fault)
            | QuotationFinding::TextChanged(fault)
            | QuotationFinding::TextUnreadable(fault) => Some(fault),
            QuotationFinding::Verified { .. } | QuotationFinding::TextNotAtHand => None,
        }
    }

    /// A stable name for programs.
    pub fn state(&self) -> &'static str {
        match self.finding {
            QuotationFinding::Verified { .. } => "verified",
            QuotationFinding::NotFound(_) => "not-found",
            QuotationFinding::TextNotAtHand => "text-not-at-hand",
            QuotationFinding::TextChanged(_) => "text-changed",
            QuotationFinding::TextUnreadable(_) => "text-unreadable",
        }
    }
}

/// Looks every quotation up in the text of its first source. `texts` holds what is at hand, by file name; a text is
/// found by the name that the source gives, or under any name by its SHA-256. One entry for each quotation, in the
/// order of the statements, after one for each text that is not what it was.
pub fn verify(dossier: &Dossier, texts: &BTreeMap<String, Vec<u8>>) -> Vec<Quotation> {
    let digests = texts.iter().map(|(file, bytes)| (digest(bytes), file.as_str())).collect();
    let shelf = Shelf { texts, digests };
    let mut read = BTreeMap::new();
    let mut found = Vec::new();
    for (index, source) in dossier.case().sources.iter().enumerate() {
        let Some(at_hand) = source.text.as_ref().and_then(|text| shelf.find(text)) else { continue };
        if at_hand.is_changed {
            let finding = QuotationFinding::TextChanged(changed(dossier, index, source));
            found.push(Quotation { source: source.id.clone(), statement: None, finding });
        }
        read.insert(source.id.as_str(), Folded::of_bytes(at_hand.bytes));
    }
    let quoted = dossier.case().statements.iter().enumerate();
    let quoted = quoted.filter_map(|(index, statement)| Some((index, statement, statement.quote.as_deref()?)));
    found.extend(quoted.map(|(index, statement, quote)| {
        let source = &statement.sources[0];
        let finding = match read.get(source.as_str()) {
            None => QuotationFinding::TextNotAtHand,
            Some(None) => QuotationFinding::TextUnreadable(unreadable(dossier, index, source)),
            Some(Some(text)) => look_up(dossier, index, statement, quote, text),
        };
        Quotation { source: source.clone(), statement: Some(statement.id.clone()), finding }
    }));
    found
}

/// The texts at hand, by name and by digest.
struct Shelf<'a> {
    texts: &'a BTreeMap<String, Vec<u8>>,
    digests: BTreeMap<String, &'a str>,
}

/// A text, and whether it differs from the one that the case was written from.
struct AtHand<'a> {
    bytes: &'a [u8],
    is_changed: bool,
}

impl<'a> Shelf<'a> {
    /// The text itself under any name, or else whatever has its name.
    fn find(&self, text: &SourceText) -> Option<AtHand<'a>> {
        let wanted = text.sha256.as_ref().map(|digits| digits.to_ascii_lowercase());
        let same = wanted.as_ref().and_then(|wanted| self.digests.get(wanted)).map(|file| &self.texts[*file]);
        match same {
            Some(bytes) => Some(AtHand { bytes, is_changed: false }),
            None => self.texts.get(&text.file).map(|bytes| AtHand { bytes, is_changed: wanted.is_some() }),
        }
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The pieces of a quotation between its omissions, folded; those without words left out.
pub(crate) fn pieces(quote: &str) -> Vec<String> {
    let pieces = quote.split("[...]").flat_map(|part| part.split("[…]"));
    pieces.map(|piece| Folded::of(piece).text().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

fn look_up(dossier: &Dossier, index: usize, statement: &Statement, quote: &str, text: &Folded) -> QuotationFinding {
    let mut from = 0;
    let mut begins = None;
    for piece in pieces(quote) {
        let Some(at) = text.find(&piece, from) else {
            return QuotationFinding::NotFound(not_found(dossier, index, statement, &piece, text));
        };
        begins = begins.or(Some(at));
        from = at + piece.len();
    }
    QuotationFinding::Verified { line: text.line(begins.unwrap_or(0)) }
}

fn statement_path(index: usize) -> CasePath {
    CasePath::root().key("statements").index(index)
}

fn not_found(dossier: &Dossier, index: usize, statement: &Statement, piece: &str, text: &Folded) -> Diagnostic {
    let (id, source) = (&statement.id, &statement.sources[0]);
    let elsewhere = text.find(piece, 0).map(|at| text.line(at));
    let message = match elsewhere {
        Some(line) => {
            format!("the pieces of the quotation of `{id}` stand in another order in `{source}`: “{piece}” is on line {line}")
        }
        None => format!("the quotation of `{id}` is not in `{source}`: “{piece}” does not stand there"),
    };
    let way_out = match (elsewhere, passage::nearest(piece, text)) {
        (None, Some((line, passage))) => {
            format!("the nearest passage, on line {line}, is “{passage}”; quote it word for word, or write a `paraphrase`")
        }
        (None, None) => "no two words of it stand together in the text: check the source, or write a `paraphrase`".to_owned(),
        (Some(_), _) => "put the pieces in the order of the text, or make two statements of it".to_owned(),
    };
    let span = dossier.value_span(&statement_path(index).key("quote"));
    fault("quotation-not-found", message, span, "not word for word in the source", way_out)
}

fn changed(dossier: &Dossier, index: usize, source: &Source) -> Diagnostic {
    let message = format!("the text of `{}` at hand is not the one that the case was written from", source.id);
    let way_out = "find the text that was used; or check the quotations against this one and write its SHA-256 here";
    let path = CasePath::root().key("sources").index(index).key("text").key("sha256");
    fault("text-changed", message, dossier.value_span(&path), "another SHA-256", way_out)
}

fn unreadable(dossier: &Dossier, index: usize, source: &str) -> Diagnostic {
    let message = format!("the text of `{source}` at hand is not UTF-8 text, so nothing can be looked up in it");
    let span = dossier.value_span(&statement_path(index).key("quote"));
    fault("text-unreadable", message, span, "cannot be verified", "save the source as plain text in UTF-8")
}

fn fault(code: &'static str, message: String, span: Option<Span>, here: &str, way_out: impl Into<String>) -> Diagnostic {
    let labels = span.map(|span| Label { span, text: here.to_owned() }).into_iter().collect();
    Diagnostic { severity: Severity::Error, code, message, labels, way_out: way_out.into() }
}
