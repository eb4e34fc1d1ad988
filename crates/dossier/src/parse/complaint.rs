//! What is wrong with a text that cannot be parsed, in words for people.

use saphyr_parser::ScanError;

use super::text::Text;
use super::{DEEPEST, MOST_VALUES};
use crate::diagnostic::{Diagnostic, Label, Span};

pub(super) fn alias(span: Span) -> Diagnostic {
    Diagnostic::error(
        "alias",
        "a case file has no aliases",
        (span, "this stands for something written elsewhere"),
        "write the value out here; text that starts with `*` needs quotation marks",
    )
}

pub(super) fn anchor(span: Span) -> Diagnostic {
    Diagnostic::error(
        "anchor",
        "a case file has no anchors",
        (span, "this names a value for use elsewhere"),
        "remove it and write the value out wherever it is used; text that starts with `&` needs quotation marks",
    )
}

pub(super) fn tag(span: Span) -> Diagnostic {
    Diagnostic::error(
        "tag",
        "a case file has no tags",
        (span, "this says what kind of value follows"),
        "remove it; text that starts with `!` needs quotation marks",
    )
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        "too-deep",
        format!("lists and maps are nested more than {DEEPEST} deep"),
        (span, "this is one too many"),
        "close the brackets before it, or mend the indentation; a case file needs about ten levels",
    )
}

pub(super) fn too_many(span: Span) -> Diagnostic {
    Diagnostic::error(
        "too-many-values",
        format!("the file holds more than {MOST_VALUES} values"),
        (span, "this is one too many"),
        "split the case",
    )
}

pub(super) fn no_key(span: Span) -> Diagnostic {
    Diagnostic::error("key-not-text", "no key stands before this colon", (span, "here"), "write the key before the colon")
}

pub(super) fn duplicate_key(key: &str, second: Span, first: Span) -> Diagnostic {
    let mut fault = Diagnostic::error(
        "duplicate-key",
        format!("the key `{key}` stands twice in the same map"),
        (second, "here again"),
        "keep one of the two",
    );
    fault.labels.push(Label { span: first, text: "first here".into() });
    fault
}

/// A fault that the parser found, as its own words tell it.
pub(super) fn of(error: &ScanError, text: &Text<'_>) -> Diagnostic {
    let mark = error.marker().index();
    let span = text.span(mark, mark);
    let info = error.info();
    Diagnostic::error("not-yaml", info.to_owned(), (text.first_character(span), "here"), "mend it")
}
