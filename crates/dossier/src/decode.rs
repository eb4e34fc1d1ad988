//! A [`Tree`] to a [`CaseFile`], through serde but not through doubles: every scalar is handed over as its text.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};

use crate::case::CaseFile;
use crate::diagnostic::{Diagnostic, MOST_FAULTS, Span};
use crate::parse::{self, Keys};
use crate::shape;
use crate::tree::{Content, Entry, Node, Tree};

/// Reads a case file: its bytes to what it says and where each thing stands.
///
/// # Errors
/// Every fault of form at once, in the order of the file: what is no YAML (then alone), unknown and missing keys,
/// wrong types, unknown words, days and numbers that are none.
pub fn read(bytes: &[u8]) -> Result<(CaseFile, Tree), Vec<Diagnostic>> {
    let (tree, mut faults) = parse::parse(bytes, Keys::Scalars).map_err(|fault| vec![fault])?;
    faults.extend(shape::faults(&tree));
    if faults.is_empty() {
        match decode(&tree) {
            Ok(case) => return Ok((case, tree)),
            Err(fault) => faults.push(fault),
        }
    }
    faults.sort_by_key(|fault| fault.labels.first().map(|label| label.span));
    if faults.len() > MOST_FAULTS {
        faults.truncate(MOST_FAULTS);
        faults.push(more_faults(&tree));
    }
    Err(faults)
}

fn more_faults(tree: &Tree) -> Diagnostic {
    Diagnostic::error(
        "more-faults",
        format!("there are more than {MOST_FAULTS} faults; the rest are not listed"),
        (tree.root().span, "this file"),
        "make sure that this is a case file at all; `zopa new` writes one to fill in",
    )
}

fn decode(tree: &Tree) -> Result<CaseFile, Diagnostic> {
    CaseFile::deserialize(tree.root()).map_err(|error| error.into_diagnostic(tree.root().span))
}

/// What serde says is wrong, with the innermost place it was said of.
#[derive(Debug)]
pub(crate) struct DecodeError {
    message: String,
    span: Option<Span>,
}

impl DecodeError {
    /// The same at `span`, unless it already has a place, which is then further in.
    fn at(self, span: Span) -> Self {
        Self { span: self.span.or(Some(span)), ..self }
    }

    fn into_diagnostic(self, root: Span) -> Diagnostic {
        let place = (self.span.unwrap_or(root), "here");
        match self.message.rsplit_once("; ") {
            // The types of the case file put the way out last.
            Some((message, way_out)) => Diagnostic::error("wrong-value", message, place, way_out),
            None => Diagnostic::error("wrong-value", self.message, place, "`zopa new` shows how every part is written"),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), span: None }
    }
}

impl<'de> IntoDeserializer<'de, DecodeError> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Node {
    fn parsed<T: std::str::FromStr>(&self, wanted: &str) -> Result<T, DecodeError> {
        let parsed = match &self.content {
            Content::Plain(text) => text.parse().ok(),
            _ => None,
        };
        parsed.ok_or_else(|| DecodeError { message: format!("{wanted} is wanted"), span: Some(self.span) })
    }
}

macro_rules! deserialize_parsed {
    ($($method:ident $visit:ident $wanted:literal),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            visitor.$visit(self.parsed($wanted)?).map_err(|error: DecodeError| error.at(self.span))
        }
    )*};
}

impl<'de> de::Deserializer<'de> for &'de Node {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let result = match &self.content {
            _ if self.is_nothing() => visitor.visit_unit(),
            Content::Plain(text) | Content::Quoted(text) => visitor.visit_borrowed_str(text),
            Content::List(items) => visitor.visit_seq(de::value::SeqDeserializer::new(items.iter())),
            Content::Map(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None }),
        };
        result.map_err(|error| error.at(self.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let word = self.text().ok_or_else(|| de::Error::custom("a word is wanted"));
        let result = word.and_then(|word| visitor.visit_enum(word.into_deserializer()));
        result.map_err(|error: DecodeError| error.at(self.span))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    deserialize_parsed! {
        deserialize_bool visit_bool "`true` or `false`",
        deserialize_i8 visit_i8 "a whole number", deserialize_i16 visit_i16 "a whole number",
        deserialize_i32 visit_i32 "a whole number", deserialize_i64 visit_i64 "a whole number",
        deserialize_i128 visit_i128 "a whole number",
        deserialize_u8 visit_u8 "a whole number", deserialize_u16 visit_u16 "a whole number",
        deserialize_u32 visit_u32 "a whole number", deserialize_u64 visit_u64 "a whole number",
        deserialize_u128 visit_u128 "a whole number"
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The entries of a map, handed to serde one by one.
struct Entries<'de> {
    rest: std::slice::Iter<'de, Entry>,
    value: Option<&'de Entry>,
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        self.value = self.rest.next();
        let Some(entry) = self.value else { return Ok(None) };
        let key: de::value::BorrowedStrDeserializer<'de, DecodeError> = de::value::BorrowedStrDeserializer::new(&entry.key);
        seed.deserialize(key).map(Some).map_err(|error| error.at(entry.key_span))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, DecodeError> {
        let entry = self.value.expect("serde asks for a key before its value");
        seed.deserialize(&entry.value)
    }
}
