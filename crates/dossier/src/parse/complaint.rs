//! What is wrong with a text that cannot be parsed, in words for people.

use saphyr_parser::ScanError;

use super::text::Text;
use super::{DEEPEST, MOST_VALUES};
use crate::diagnostic::{Diagnostic, Label, Span};

pub(super) fn alias(span: Span) -> Diagnostic {
    Diagnostic::error(
        "alias",
        "aliases are not read",
        (span, "this stands for something written elsewhere"),
        "write the value out here; text that starts with `*` needs quotation marks",
    )
}

pub(super) fn anchor(span: Span) -> Diagnostic {
    Diagnostic::error(
        "anchor",
        "anchors are not read",
        (span, "this names a value for use elsewhere"),
        "remove it and write the value out wherever it is used; text that starts with `&` needs quotation marks",
    )
}

pub(super) fn tag(span: Span) -> Diagnostic {
    Diagnostic::error(
        "tag",
        "tags are not read",
        (span, "this says what kind of value follows"),
        "remove it; text that starts with `!` needs quotation marks",
    )
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        "too-deep",
        format!("lists and maps are nested more than {DEEPEST} deep"),
        (span, "this is one too many"),
        "close the brackets before it, or mend the indentation; a case needs about ten levels",
    )
}

pub(super) fn too_many(span: Span) -> Diagnostic {
    Diagnostic::error(
        "too-many-values",
        format!("the file holds more than {MOST_VALUES} values"),
        (span, "this is one too many"),
        "split it into several cases",
    )
}

pub(super) fn escaped_control(character: char, span: Span) -> Diagnostic {
    Diagnostic::error(
        "control-character",
        format!("a text holds the control character U+{:04X}", u32::from(character)),
        (span, "in this text"),
        "remove it; a terminal may obey it",
    )
}

pub(super) fn no_key(span: Span) -> Diagnostic {
    Diagnostic::error("key-not-text", "no key stands before this colon", (span, "here"), "write the key before the colon")
}

pub(super) fn key_not_text(span: Span) -> Diagnostic {
    Diagnostic::error(
        "key-not-text",
        "a list or a map stands where a key is wanted",
        (span, "this is used as a key"),
        "use a word as the key; text that starts with `[` or `{` needs quotation marks",
    )
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

/// A fault of the text as the parser tells it, and as we tell it.
struct Saying {
    /// Words of the parser that only this fault has.
    sign: &'static str,
    message: &'static str,
    label: &'static str,
    way_out: &'static str,
    place: Place,
}

/// Where a fault is best shown.
enum Place {
    /// Where the parser stopped.
    Here,
    /// On the last line with content before that.
    LineBefore,
    /// At the tab that it is about.
    Tab,
}

const SAYINGS: &[Saying] = &[
    Saying {
        sign: "found unexpected end of stream",
        message: "a quotation mark is never closed",
        label: "it is opened here",
        way_out: "close it, or remove it; an apostrophe inside single marks is written twice",
        place: Place::Here,
    },
    Saying {
        sign: "found unexpected document indicator",
        message: "a quotation mark is not closed before the document ends",
        label: "it is opened here",
        way_out: "close it, or remove it; an apostrophe inside single marks is written twice",
        place: Place::Here,
    },
    Saying {
        sign: "trailing content after double-quoted scalar",
        message: "text stands behind a closing quotation mark",
        label: "this",
        way_out: "put the marks around the whole text; inside double marks a mark is written `\\\"`, inside single marks `''`",
        place: Place::Here,
    },
    Saying {
        sign: "mapping values are not allowed",
        message: "a colon stands where no key can be",
        label: "this colon",
        way_out: "put quotation marks around text with `: ` in it, or mend the indentation of this line",
        place: Place::Here,
    },
    Saying {
        sign: "simple key expect",
        message: "a line is neither a key with a colon nor part of what stands before it",
        label: "no colon here",
        way_out: "write `key: value`, or indent the line further if it belongs to the text before it",
        place: Place::LineBefore,
    },
    Saying {
        // As in "tab cannot", "tabs disallowed", "a tab". ("unprintable" has these letters too, and cannot come: control
        // characters are refused before the parser sees them.)
        sign: "tab",
        message: "a tab stands where only spaces may",
        label: "here",
        way_out: "indent with spaces",
        place: Place::Tab,
    },
    Saying {
        sign: "invalid indentation in quoted scalar",
        message: "a quoted text goes on with a line that is not indented",
        label: "the text begins here",
        way_out: "close the quotation mark, or indent the lines that belong to the text",
        place: Place::Here,
    },
    Saying {
        sign: "indent",
        message: "the indentation does not fit",
        label: "this line",
        way_out: "give the keys of one map, and the dashes of one list, the same indentation",
        place: Place::Here,
    },
    Saying {
        sign: "did not find expected key",
        message: "something stands among keys that is no key",
        label: "this",
        way_out: "write `key: value` with the same indentation as the keys before it",
        place: Place::Here,
    },
    Saying {
        sign: "did not find expected '-' indicator",
        message: "something stands among the elements of a list that has no dash",
        label: "this",
        way_out: "begin each element with `- ` at the same indentation",
        place: Place::Here,
    },
    Saying {
        sign: "block sequence entries are not allowed",
        message: "a dash stands where no list can begin",
        label: "this dash",
        way_out: "begin the list on a line of its own, below its key",
        place: Place::Here,
    },
    Saying {
        sign: "is only valid inside a block",
        message: "a dash stands inside brackets",
        label: "this dash",
        way_out: "separate elements inside brackets with commas",
        place: Place::Here,
    },
    Saying {
        sign: "flow sequence, expected ',' or ']'",
        message: "a list in brackets is not closed, or lacks a comma",
        label: "`,` or `]` is wanted here",
        way_out: "close it with `]`, and separate its elements with commas",
        place: Place::Here,
    },
    Saying {
        sign: "flow mapping, did not find expected ',' or '}'",
        message: "a map in braces is not closed, or lacks a comma",
        label: "`,` or `}` is wanted here",
        way_out: "close it with `}`, and separate its entries with commas",
        place: Place::Here,
    },
    Saying {
        sign: "':'",
        message: "a colon stands inside brackets where no key can be",
        label: "this colon",
        way_out: "close the brackets before it with `]` or `}`; text with a colon needs quotation marks",
        place: Place::Here,
    },
    Saying {
        sign: "misplaced bracket",
        message: "a bracket closes nothing",
        label: "this bracket",
        way_out: "remove it, or open it where the list begins; text with brackets needs quotation marks",
        place: Place::Here,
    },
    Saying {
        sign: "unexpected character",
        message: "text cannot begin with this character",
        label: "this",
        way_out: "put quotation marks around the text",
        place: Place::Here,
    },
    Saying {
        sign: "unknown escape character",
        message: "a backslash in double quotation marks is followed by a character that means nothing there",
        label: "in this text",
        way_out: "write the backslash twice, or use single quotation marks",
        place: Place::Here,
    },
    Saying {
        sign: "while parsing a quoted scalar",
        message: "a backslash in double quotation marks is followed by no valid character number",
        label: "in this text",
        way_out: "write the backslash twice, or use single quotation marks",
        place: Place::Here,
    },
    Saying {
        sign: "comment intercepting",
        message: "a comment stands in the middle of a text",
        label: "this comment",
        way_out: "move the comment to a line of its own before the text, or put quotation marks around the text",
        place: Place::Here,
    },
    Saying {
        sign: "comments must be separated",
        message: "a comment follows without a space",
        label: "here",
        way_out: "put a space before `#`, or quotation marks around the text",
        place: Place::Here,
    },
    Saying {
        sign: "did not find expected node content",
        message: "a value is wanted here",
        label: "this is none",
        way_out: "write the value, or remove the comma or bracket that asks for it; text with brackets needs quotation marks",
        place: Place::Here,
    },
    Saying {
        sign: "directive",
        message: "a line that begins with `%` is an instruction to the reader, and this one is not understood",
        label: "this line",
        way_out: "remove it; text that begins with `%` needs quotation marks",
        place: Place::Here,
    },
    Saying {
        sign: "byte order mark",
        message: "a byte-order mark stands inside the file",
        label: "here",
        way_out: "remove it; it is invisible in most editors",
        place: Place::Here,
    },
    Saying {
        sign: "document",
        message: "something stands between the end of the document and the end of the file",
        label: "this",
        way_out: "remove it, or mend its indentation so that it belongs to the document",
        place: Place::Here,
    },
];

/// A fault that the parser found.
pub(super) fn of(error: &ScanError, text: &Text<'_>) -> Diagnostic {
    let mark = error.marker().index();
    let here = text.first_character(text.span(mark, mark));
    match error.info() {
        info if info.contains("unknown anchor") => return alias(text.word(here)),
        info if info.contains("recursion limit") => return too_deep(here),
        info if info.contains("handle wasn't declared") || info.contains("parsing a tag,") || info.contains("scanning a tag") => {
            return tag(text.word(here));
        }
        _ => {}
    }
    match SAYINGS.iter().find(|saying| error.info().contains(saying.sign)) {
        None => not_yaml(error.info(), (here, "here"), "text with special characters needs quotation marks"),
        Some(saying) => {
            let span = match saying.place {
                Place::Here => here,
                Place::LineBefore => text.line_before(here),
                Place::Tab => text.nearest_tab(here),
            };
            not_yaml(saying.message, (span, saying.label), saying.way_out)
        }
    }
}

fn not_yaml(message: &str, place: (Span, &str), way_out: &str) -> Diagnostic {
    Diagnostic::error("not-yaml", message, place, way_out)
}
