//! A file as it stands: scalars, lists and maps, each with the place where it was written.

use crate::diagnostic::Span;
use crate::path::{CasePath, Step};

/// A parsed file. It knows nothing of cases; it answers where something stands.
#[derive(Clone, Debug)]
pub struct Tree {
    root: Node,
}

/// One value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) content: Content,
    /// The whole of a scalar; of a list or map the part on its first line, so that pointing at it stays readable.
    pub(crate) span: Span,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Text without quotation marks, as it was typed.
    Plain(String),
    /// Text in quotation marks or in a block, with escapes resolved and lines folded.
    Quoted(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: Node,
}

impl Node {
    /// Whether nothing stands here: no text at all, or one of the words that YAML has for nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(&self.content, Content::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Plain(text) | Content::Quoted(text) => Some(text),
            Content::List(_) | Content::Map(_) => None,
        }
    }

    fn step(&self, step: &Step) -> Option<(&Node, Option<Span>)> {
        match (&self.content, step) {
            (Content::Map(entries), Step::Key(key)) => {
                let entry = entries.iter().find(|entry| entry.key == *key)?;
                Some((&entry.value, Some(entry.key_span)))
            }
            (Content::List(items), Step::Index(index)) => Some((items.get(*index)?, None)),
            _ => None,
        }
    }
}

impl Tree {
    pub(crate) fn new(root: Node) -> Self {
        Self { root }
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Where the value at `path` stands; where there is none, where its nearest ancestor stands. Of a list or map
    /// that runs over several lines it is the part on the first line.
    pub fn value_span(&self, path: &CasePath) -> Span {
        self.walk(path).0.span
    }

    /// Where the key at the end of `path` stands; where the last step is no key that exists, as [`Self::value_span`].
    pub fn key_span(&self, path: &CasePath) -> Span {
        let (node, key_span) = self.walk(path);
        key_span.unwrap_or(node.span)
    }

    /// The deepest node on the way to `path`, with the span of its key where the whole way was gone and ended in one.
    fn walk(&self, path: &CasePath) -> (&Node, Option<Span>) {
        let mut here = (&self.root, None);
        for step in path.steps() {
            match here.0.step(step) {
                Some(below) => here = below,
                None => return (here.0, None),
            }
        }
        here
    }
}
