//! JSON to a [`Tree`], by the grammar of RFC 8259 and the three words that Python adds to it: `NaN`, `Infinity` and
//! `-Infinity`. YAML's reader would nearly do; but it knows no pairs of `\u` escapes, stops at tabs and long keys, and its
//! complaints speak of YAML.
//!
//! Numbers stay the text that they were written as. Anchors, comments and the like do not exist, so a small file cannot
//! stand for a large one here either.

use saphyr_parser::ScalarStyle;

use super::text::Text;
use super::{Builder, Keys, Open, empty_file};
use crate::diagnostic::{Diagnostic, Span};
use crate::tree::Tree;

/// Parses JSON. The tree comes with the faults that do not keep it from being read on, as [`super::parse`]'s does.
///
/// # Errors
/// The one fault that makes the file unreadable.
pub(crate) fn parse_json(bytes: &[u8]) -> Result<(Tree, Vec<Diagnostic>), Diagnostic> {
    let text = Text::of(bytes)?;
    let mut reader = Reader { text: &text, at: 0, builder: Builder::on(&text, Keys::Scalars) };
    reader.document()?;
    match reader.builder.root {
        Some(root) => Ok((Tree::new(root), reader.builder.faults)),
        None => Err(empty_file()),
    }
}

struct Reader<'a> {
    text: &'a Text<'a>,
    /// How many bytes of the text are read.
    at: usize,
    builder: Builder<'a>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<(), Diagnostic> {
        if self.next().is_none() {
            return Ok(());
        }
        loop {
            // Here a value is wanted. Whatever it closes is closed, and a comma asks for the next.
            if self.value()? && !self.goes_on()? {
                return Ok(());
            }
        }
    }

    /// Reads a value that is complete, or the beginning of a list or map that is not empty: then `false`.
    fn value(&mut self) -> Result<bool, Diagnostic> {
        match self.next() {
            Some(b'[') => {
                let start = self.take();
                self.builder.begin(Open::list(start), start)?;
                Ok(self.closes(b']'))
            }
            Some(b'{') => {
                let start = self.take();
                self.builder.begin(Open::map(start), start)?;
                let is_empty = self.closes(b'}');
                if !is_empty {
                    self.key()?;
                }
                Ok(is_empty)
            }
            Some(b'"') => self.string().map(|()| true),
            Some(byte) if byte.is_ascii_alphanumeric() || byte == b'-' => self.word().map(|()| true),
            _ => Err(self.fault("a value is wanted", "write a value here, or take out the comma or colon before it")),
        }
    }

    /// After a value: closes what ends here. Whether another value follows.
    fn goes_on(&mut self) -> Result<bool, Diagnostic> {
        loop {
            let is_list = match self.builder.open.last() {
                None => return self.is_over().map(|()| false),
                Some(open) => matches!(open, Open::List { .. }),
            };
            match (self.next(), is_list) {
                (Some(b','), true) => {
                    self.at += 1;
                    return Ok(true);
                }
                (Some(b','), false) => {
                    self.at += 1;
                    return self.key().map(|()| true);
                }
                (Some(b']'), true) | (Some(b'}'), false) => {
                    let end = self.take();
                    self.builder.end(end);
                }
                (_, true) => return Err(self.fault("`,` or `]` is wanted", "part elements with commas, and close the list")),
                (_, false) => return Err(self.fault("`,` or `}` is wanted", "part entries with commas, and close the map")),
            }
        }
    }

    fn key(&mut self) -> Result<(), Diagnostic> {
        if self.next() != Some(b'"') {
            return Err(self.fault("a key is wanted", "write the key in double quotation marks"));
        }
        self.string()?;
        if self.next() != Some(b':') {
            return Err(self.fault("a colon is wanted behind the key", "write `\"key\": value`"));
        }
        self.at += 1;
        Ok(())
    }

    fn is_over(&mut self) -> Result<(), Diagnostic> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(self.fault("something stands behind the end of the document", "keep one document to a file")),
        }
    }

    /// A number, or one of the words.
    fn word(&mut self) -> Result<(), Diagnostic> {
        let rest = &self.text.as_str()[self.at..];
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-._".contains(c))).unwrap_or(rest.len());
        let word = &rest[..length];
        let is_known = matches!(word, "true" | "false" | "null" | "NaN" | "Infinity" | "-Infinity");
        if !is_known && !is_number(word) {
            return Err(self.fault_at(
                length,
                "this is neither a number nor a word of JSON",
                "text needs double quotation marks; numbers are written such as 0.25 or 1e-3",
            ));
        }
        let span = self.span(length);
        self.at += length;
        self.builder.scalar(word.to_owned(), ScalarStyle::Plain, span)
    }

    fn string(&mut self) -> Result<(), Diagnostic> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text.as_str()[self.at..];
            let Some(length) = rest.find(|c: char| c == '"' || c == '\\' || c < ' ') else {
                self.at = start;
                return Err(self.fault("a quotation mark is never closed", "close it on the same line"));
            };
            text.push_str(&rest[..length]);
            self.at += length;
            match rest.as_bytes()[length] {
                b'"' => break,
                b'\\' => text.push(self.escaped()?),
                _ => return Err(self.fault("a line break or tab stands inside a text", "write it as `\\n` or `\\t`")),
            }
        }
        self.at += 1;
        let span = self.text.place(start, self.at);
        self.builder.scalar(text, ScalarStyle::DoubleQuoted, span)
    }

    /// Reads what a backslash begins.
    fn escaped(&mut self) -> Result<char, Diagnostic> {
        let escape = self.text.as_str().as_bytes().get(self.at + 1).copied();
        let character = match escape {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.by_number(),
            _ => return Err(self.fault_at(1, "a backslash is followed by what means nothing there", "write it twice")),
        };
        self.at += 2;
        Ok(character)
    }

    /// A character by its number, or by the two halves of it.
    fn by_number(&mut self) -> Result<char, Diagnostic> {
        let first = self.half(self.at);
        let (number, length) = match (first, self.half(self.at + 6)) {
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                (Some(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 12)
            }
            (alone, _) => (alone, 6),
        };
        let Some(character) = number.and_then(char::from_u32) else {
            return Err(self.fault_at(
                1,
                "a backslash is followed by no valid character number",
                "write four hexadecimal digits",
            ));
        };
        self.at += length;
        Ok(character)
    }

    /// The number in `\uXXXX` at byte `at`.
    fn half(&self, at: usize) -> Option<u32> {
        let digits = self.text.as_str().get(at..at + 6)?.strip_prefix("\\u")?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_number)
    }

    /// Skips white space; the byte behind it.
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_str().as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// The place of one byte that is read.
    fn take(&mut self) -> Span {
        self.at += 1;
        self.text.place(self.at - 1, self.at)
    }

    /// Whether what was begun just now ends at once.
    fn closes(&mut self, end: u8) -> bool {
        let is_empty = self.next() == Some(end);
        if is_empty {
            let end = self.take();
            self.builder.end(end);
        }
        is_empty
    }

    fn span(&self, length: usize) -> Span {
        self.text.place(self.at, self.at + length)
    }

    fn fault(&self, message: &str, way_out: &str) -> Diagnostic {
        let length = self.text.as_str()[self.at..].chars().next().map_or(0, char::len_utf8);
        self.fault_at(length, message, way_out)
    }

    fn fault_at(&self, length: usize, message: &str, way_out: &str) -> Diagnostic {
        Diagnostic::error("json", message, (self.span(length), "here"), way_out)
    }
}

/// Whether `word` is a number by the grammar of JSON.
fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, decimals) = match mantissa.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (mantissa, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && decimals.is_none_or(digits) && exponent.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::tree::{Content, Node};

    /// The same in serde's terms, numbers as they were written.
    fn value(node: &Node) -> Value {
        match &node.content {
            Content::Plain(word) => serde_json::from_str(word).unwrap_or(Value::from(word.as_str())),
            Content::Quoted(text) => Value::from(text.as_str()),
            Content::List(items) => items.iter().map(value).collect(),
            Content::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), value(&entry.value))).collect(),
        }
    }

    fn read(text: &str) -> Result<Value, &'static str> {
        let (tree, faults) = parse_json(text.as_bytes()).map_err(|fault| fault.code)?;
        faults.first().map_or(Ok(value(tree.root())), |fault| Err(fault.code))
    }

    #[test]
    fn reads_what_json_has() {
        for text in [
            "{}",
            "[]",
            "  [1, [2, {\"a\": []}], -0.5e+10]  ",
            "{\"a\": {\"b\": null, \"c\": true}, \"\": \"\"}",
            "\"\\ud83d\\ude00 \\u00e9 \\n \\\\ \\/ \\\"\"",
            "\t{\r\n\t\"tab\"\t:\t1}",
        ] {
            assert_eq!(read(text), Ok(serde_json::from_str(text).unwrap()), "{text}");
        }
    }

    #[test]
    fn numbers_stay_as_they_were_written_and_pythons_words_are_words() {
        let words = |text: &str| match &parse_json(text.as_bytes()).unwrap().0.root().content {
            Content::List(items) => items.iter().map(|item| item.text().unwrap().to_owned()).collect::<Vec<_>>(),
            _ => unreachable!("a list is read"),
        };
        let written = ["1e-05", "-0.10", "1234567890123456789012345678901234567890", "NaN", "Infinity", "-Infinity"];
        assert_eq!(words(&format!("[{}]", written.join(", "))), written);
    }

    #[test]
    fn refuses_what_json_has_not() {
        for text in [
            "[1,]",
            "{\"a\": 1,}",
            "[1 2]",
            "{\"a\" 1}",
            "{a: 1}",
            "'a'",
            "01",
            "+1",
            "1.",
            ".5",
            "1e",
            "nan",
            "[1] 2",
            "\"a",
            "\"\n\"",
            "\"\\x\"",
            "\"\\ud83d\"",
            "\"\\u+123\"",
            "[",
            "{\"a\":",
            "// no",
            "[1}",
            "]",
        ] {
            assert_eq!(read(text), Err("json"), "{text}");
        }
        for (text, code) in [
            ("", "empty-file"),
            (" \n", "empty-file"),
            ("{\"a\":1,\"a\":2}", "duplicate-key"),
            ("\"\\u0007\"", "control-character"),
        ] {
            assert_eq!(read(text), Err(code), "{text}");
        }
        assert_eq!(read(&"[".repeat(100)), Err("too-deep"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\]{}\",:a-f0-9\\\\. \\n-]{0,60}") {
            let ours = read(&text);
            if let Ok(theirs) = serde_json::from_str::<Value>(&text) {
                prop_assert!(ours == Ok(theirs) || ours == Err("duplicate-key"), "{:?}", ours);
            } else {
                prop_assert!(ours.is_err());
            }
        }
    }
}
