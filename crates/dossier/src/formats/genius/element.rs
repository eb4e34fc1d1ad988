//! Elements of XML with the lines that they stand on.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::super::Refusal;
use super::findings::Findings;
use super::mend::MOST_ELEMENTS;

/// A text with the line that it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    /// The text of an attribute, references resolved.
    pub(super) text: String,
    /// The line of the file, from 1.
    pub(super) line: usize,
}

/// Where the lines of a text begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    fn line(&self, at: usize) -> usize {
        1 + self.0.partition_point(|&end| end < at)
    }
}

/// Parses text that has been mended.
///
/// # Errors
/// Where tags do not close each other, and whatever else is no XML.
pub(super) fn parse<'a>(mended: &'a str, findings: &Findings) -> Result<Document<'a>, Refusal> {
    let nodes_limit = 4 * MOST_ELEMENTS as u32;
    let options = ParsingOptions { allow_dtd: false, nodes_limit, entity_resolver: None };
    Document::parse_with_options(mended, options).map_err(|error| refusal(&error, findings))
}

fn refusal(error: &Error, findings: &Findings) -> Refusal {
    let line = Some(error.pos().row as usize);
    let refuse = |line, message: String, way_out: &str| findings.refusal("not-xml", line, message, way_out);
    match error {
        Error::NoRootNode => refuse(None, "it has no element".to_owned(), "give the file as the program wrote it"),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            refuse(None, "it ends before its elements are closed".to_owned(), "a part of it may be missing: fetch it again")
        }
        Error::UnexpectedCloseTag(expected, actual, _) => {
            refuse(line, format!("`</{actual}>` stands where `</{expected}>` is due"), "close every element by its own name")
        }
        Error::DuplicatedAttribute(name, _) => {
            refuse(line, format!("attribute `{name}` stands twice in one tag"), "leave one of them")
        }
        Error::UnknownToken(_) => {
            refuse(line, "something stands here that is no part of the one element of the file".to_owned(), "take it out")
        }
        Error::NodesLimitReached => refuse(None, "it has too many parts".to_owned(), "no scenario needs so many: take it apart"),
        other => {
            let text = other.to_string();
            let message = text.rsplit_once(" at ").map_or(text.as_str(), |(message, _)| message);
            refuse(line, format!("it is no XML here: {message}"), "mend the tag")
        }
    }
}

/// One element.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    node: Node<'a, 'a>,
    lines: &'a Lines,
}

impl<'a> Element<'a> {
    /// The root element of a document.
    pub(super) fn root(document: &'a Document<'a>, lines: &'a Lines) -> Self {
        Self { node: document.root_element(), lines }
    }

    /// Its name.
    pub(super) fn name(self) -> &'a str {
        self.node.tag_name().name()
    }

    /// The line on which its tag begins.
    pub(super) fn line(self) -> usize {
        self.lines.line(self.node.range().start)
    }

    /// The elements right inside it.
    pub(super) fn children(self) -> impl Iterator<Item = Self> + 'a {
        self.node.children().filter(Node::is_element).map(move |node| Self { node, lines: self.lines })
    }

    /// Those of one name.
    pub(super) fn named(self, name: &'static str) -> impl Iterator<Item = Self> + 'a {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first of one name.
    pub(super) fn child(self, name: &'static str) -> Option<Self> {
        self.named(name).next()
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, name: &str) -> Option<Stated> {
        let found = self.node.attribute_node(name)?;
        Some(Stated { text: found.value().to_owned(), line: self.lines.line(found.range().start) })
    }

    /// Every element inside it, itself first.
    pub(super) fn all(self) -> impl Iterator<Item = Self> + 'a {
        self.node.descendants().filter(Node::is_element).map(move |node| Self { node, lines: self.lines })
    }
}
