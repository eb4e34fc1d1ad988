//! Bytes to a [`Tree`]: the part of YAML that a case file needs, or JSON, within limits, without recursion.
//!
//! Anchors, aliases and tags are refused, so a small file cannot stand for a large one and every value is where it
//! is read. Nesting and size are bounded, so reading takes time and memory in proportion to the file.

mod complaint;
mod json;
mod text;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

pub(crate) use self::json::parse_json;
use self::text::Text;
use crate::diagnostic::{Diagnostic, MOST_FAULTS, Span};
use crate::tree::{Content, Entry, Node, Tree};

/// The deepest nesting that is read. A case file needs about ten.
const DEEPEST: usize = 64;
/// The largest number of values that is read, so that a hostile file cannot fill the memory.
const MOST_VALUES: usize = 1_000_000;

/// What may stand where a key is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// A scalar.
    Scalars,
    /// A scalar, or a list of scalars, which becomes a key in the form of a JSON list: the outcomes that programs
    /// written in Python use as keys.
    Lists,
}

/// Parses YAML.
///
/// The tree comes with the faults that do not keep it from being read on (duplicate keys, of which the first counts).
///
/// # Errors
/// The one fault that makes the file unreadable.
pub(crate) fn parse(bytes: &[u8], keys: Keys) -> Result<(Tree, Vec<Diagnostic>), Diagnostic> {
    let text = Text::of(bytes)?;
    if let Some(place) = text.crowded(MOST_VALUES) {
        return Err(complaint::too_many(place));
    }
    let mut builder = Builder::on(&text, keys);
    for event in Parser::new_from_str(text.as_str()) {
        let (event, place) = event.map_err(|error| builder.complaint(&error))?;
        builder.take(event, text.span(place.start.index(), place.end.index()))?;
    }
    match builder.root {
        Some(root) if !root.is_nothing() => Ok((Tree::new(root), builder.faults)),
        _ => Err(empty_file()),
    }
}

fn empty_file() -> Diagnostic {
    Diagnostic::error(
        "empty-file",
        "the file has no content",
        (Span { start: 0, end: 0 }, "nothing stands here but, perhaps, comments"),
        "start with `zopa: 1`, `title:`, `nature:` and `parties:`, or let `zopa new NAME` write a case to fill in",
    )
}

/// A list or map that has begun and not ended.
enum Open {
    List { start: Span, items: Vec<Node> },
    Map { start: Span, entries: Vec<Entry>, key: Option<(String, Span)>, seen: HashMap<String, Span> },
}

impl Open {
    fn list(start: Span) -> Self {
        Self::List { start, items: Vec::new() }
    }

    fn map(start: Span) -> Self {
        Self::Map { start, entries: Vec::new(), key: None, seen: HashMap::new() }
    }
}

struct Builder<'a> {
    text: &'a Text<'a>,
    keys: Keys,
    open: Vec<Open>,
    root: Option<Node>,
    values: usize,
    faults: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn on(text: &'a Text<'a>, keys: Keys) -> Self {
        Self { text, keys, open: Vec::new(), root: None, values: 0, faults: Vec::new() }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(_) => self.only_document(span),
            Event::Scalar(text, style, anchor, tag) => {
                self.plain_node(anchor, tag.is_some(), span)?;
                self.scalar(text.into_owned(), style, self.text.scalar(span, style))
            }
            Event::SequenceStart(anchor, tag) => {
                self.plain_node(anchor, tag.is_some(), span)?;
                self.begin(Open::list(span), span)
            }
            Event::MappingStart(anchor, tag) => {
                self.plain_node(anchor, tag.is_some(), span)?;
                self.begin(Open::map(span), span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(span);
                Ok(())
            }
            Event::Alias(_) => Err(complaint::alias(span)),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => Ok(()),
        }
    }

    fn only_document(&self, span: Span) -> Result<(), Diagnostic> {
        if self.root.is_none() {
            return Ok(());
        }
        Err(Diagnostic::error(
            "several-documents",
            "the file holds more than one document",
            (span, "a second document starts here"),
            "keep one case to a file: remove the line `---`, or move what follows it to a file of its own",
        ))
    }

    /// Refuses what is written with an anchor or a tag.
    fn plain_node(&self, anchor: usize, tagged: bool, span: Span) -> Result<(), Diagnostic> {
        match (anchor, tagged) {
            (0, false) => Ok(()),
            (0, true) => Err(complaint::tag(self.text.word(span))),
            _ => Err(complaint::anchor(self.text.word(span))),
        }
    }

    fn count(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.values += 1;
        if self.values > MOST_VALUES { Err(complaint::too_many(span)) } else { Ok(()) }
    }

    fn begin(&mut self, open: Open, span: Span) -> Result<(), Diagnostic> {
        self.count(span)?;
        if self.open.len() == DEEPEST {
            return Err(complaint::too_deep(self.text.first_character(span)));
        }
        if self.wants_key(self.open.len()) && !(self.keys == Keys::Lists && matches!(open, Open::List { .. })) {
            return Err(complaint::key_not_text(self.text.first_character(span)));
        }
        if matches!(self.open.last(), Some(Open::List { .. })) && self.wants_key(self.open.len() - 1) {
            return Err(complaint::key_not_text(self.text.first_character(span)));
        }
        self.open.push(open);
        Ok(())
    }

    /// Whether what begins at this depth stands where a key is wanted.
    fn wants_key(&self, depth: usize) -> bool {
        let outer = depth.checked_sub(1).and_then(|outer| self.open.get(outer));
        matches!(outer, Some(Open::Map { key: None, .. }))
    }

    fn end(&mut self, end: Span) {
        let node = match self.open.pop().expect("the parser ends only what it has begun") {
            Open::List { start, items } => {
                let last = items.last().map(|item| item.span);
                Node { span: self.text.collection(start, last, end), content: Content::List(items) }
            }
            Open::Map { start, entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span);
                Node { span: self.text.collection(start, last, end), content: Content::Map(entries) }
            }
        };
        self.place(node);
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: Span) -> Result<(), Diagnostic> {
        self.count(span)?;
        if let Some(character) = text.chars().find(|&character| text::is_control(character)) {
            note(&mut self.faults, complaint::escaped_control(character, span));
        }
        let content = if style == ScalarStyle::Plain { Content::Plain(text) } else { Content::Quoted(text) };
        let node = Node { content, span };
        match self.open.last_mut() {
            Some(Open::Map { key: key @ None, .. }) => {
                if node.is_nothing() {
                    return Err(complaint::no_key(self.text.first_character(span)));
                }
                *key = node.text().map(|text| (text.to_owned(), span));
            }
            _ => self.place(node),
        }
        Ok(())
    }

    /// Puts a finished value where it belongs.
    fn place(&mut self, mut node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { key: key @ None, .. }) => *key = Some((list_as_key(&node), node.span)),
            Some(Open::Map { entries, key, seen, .. }) => {
                let (key, key_span) = key.take().expect("a key comes before its value");
                if node.is_nothing() && node.span.start == node.span.end {
                    // What is not there is best shown by the key that it is missing from.
                    node.span = key_span;
                }
                match seen.get(&key) {
                    Some(&first) => note(&mut self.faults, complaint::duplicate_key(&key, key_span, first)),
                    None => {
                        seen.insert(key.clone(), key_span);
                        entries.push(Entry { key, key_span, value: node });
                    }
                }
            }
        }
    }

    fn complaint(&self, error: &ScanError) -> Diagnostic {
        complaint::of(error, self.text)
    }
}

/// The JSON list of the texts of a list of scalars.
fn list_as_key(list: &Node) -> String {
    let Content::List(items) = &list.content else { return String::new() };
    let texts: Vec<&str> = items.iter().filter_map(Node::text).collect();
    serde_json::Value::from(texts).to_string()
}

/// Keeps a fault, unless there are very many already.
fn note(faults: &mut Vec<Diagnostic>, fault: Diagnostic) {
    if faults.len() <= MOST_FAULTS {
        faults.push(fault);
    }
}
