//! A document to be written, as JSON or as YAML.

use std::fmt::Write as _;

/// One value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// A number or word, as it stands.
    Word(String),
    /// A text.
    Quoted(String),
    /// A list.
    List(Vec<Text>),
    /// Keys, which are words or texts, with their values.
    Map(Vec<(Text, Text)>),
}

/// A key of the format itself, which needs no quotation marks in YAML.
pub(super) fn key(name: &str) -> Text {
    Text::Word(name.to_owned())
}

/// A text.
pub(super) fn quoted(text: &str) -> Text {
    Text::Quoted(text.to_owned())
}

/// A map with keys of the format.
pub(super) fn map<const N: usize>(entries: [(&str, Text); N]) -> Text {
    Text::Map(entries.into_iter().map(|(name, value)| (key(name), value)).collect())
}

impl Text {
    /// The bytes of a JSON file.
    pub(super) fn into_json(self) -> Vec<u8> {
        let mut text = String::new();
        self.write_json(&mut text, 0);
        text.push('\n');
        text.into_bytes()
    }

    /// The bytes of a YAML file.
    pub(super) fn into_yaml(self) -> Vec<u8> {
        let mut text = String::new();
        self.write_yaml(&mut text, 0, false);
        text.into_bytes()
    }

    fn write_json(&self, text: &mut String, depth: usize) {
        match self {
            Self::Word(word) => text.push_str(word),
            Self::Quoted(words) => text.push_str(&in_quotation_marks(words)),
            Self::List(items) => write_block(text, depth, ['[', ']'], items, |text, item| item.write_json(text, depth + 1)),
            Self::Map(entries) => write_block(text, depth, ['{', '}'], entries, |text, (key, value)| {
                text.push_str(&in_quotation_marks(key.scalar()));
                text.push_str(": ");
                value.write_json(text, depth + 1);
            }),
        }
    }

    /// Writes a block of YAML, its first line where the text ends.
    fn write_yaml(&self, text: &mut String, depth: usize, is_below_key: bool) {
        match self {
            Self::Word(word) => writeln!(text, "{word}").expect("a text takes whatever is written to it"),
            Self::Quoted(words) => {
                writeln!(text, "{}", in_quotation_marks(words)).expect("a text takes whatever is written to it");
            }
            Self::List(items) if items.is_empty() => text.push_str("[]\n"),
            Self::Map(entries) if entries.is_empty() => text.push_str("{}\n"),
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    begin_line(text, depth, at == 0, is_below_key);
                    text.push_str("- ");
                    item.write_yaml(text, depth + 1, false);
                }
            }
            Self::Map(entries) => {
                for (at, (key, value)) in entries.iter().enumerate() {
                    begin_line(text, depth, at == 0, is_below_key);
                    text.push_str(&key.yaml_key());
                    text.push_str(": ");
                    value.write_yaml(text, depth + 1, true);
                }
            }
        }
    }

    fn scalar(&self) -> &str {
        match self {
            Self::Word(text) | Self::Quoted(text) => text,
            Self::List(_) | Self::Map(_) => unreachable!("keys are words or texts"),
        }
    }

    fn yaml_key(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            other => in_quotation_marks(other.scalar()),
        }
    }
}

fn begin_line(text: &mut String, depth: usize, is_first: bool, is_below_key: bool) {
    if is_first && is_below_key {
        // A block below a key begins on a line of its own.
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    if !is_first || is_below_key {
        text.push_str(&"  ".repeat(depth));
    }
}

fn write_block<T>(text: &mut String, depth: usize, marks: [char; 2], parts: &[T], mut write: impl FnMut(&mut String, &T)) {
    text.push(marks[0]);
    for (at, part) in parts.iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        write(text, part);
    }
    if !parts.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(marks[1]);
}

/// A text of JSON, which is one of YAML too.
fn in_quotation_marks(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Keys, parse, parse_json};
    use crate::tree::{Content, Node};

    fn sample() -> Text {
        let word = |word: &str| Text::Word(word.to_owned());
        let mapping = Text::Map(vec![(quoted("No"), word("0.5")), (word("3"), word("1"))]);
        let inner = map([("type", word("true")), ("mapping", mapping)]);
        map([
            ("name", quoted("a: \"b\" # é\n")),
            ("empty", Text::List(vec![])),
            ("none", Text::Map(vec![])),
            ("values", Text::List(vec![inner, Text::List(vec![word("1"), word("2")]), quoted("")])),
        ])
    }

    fn told(node: &Node) -> String {
        match &node.content {
            Content::Plain(text) | Content::Quoted(text) => format!("{text:?}"),
            Content::List(items) => format!("[{}]", items.iter().map(told).collect::<Vec<_>>().join(",")),
            Content::Map(entries) => {
                let told = entries.iter().map(|entry| format!("{:?}:{}", entry.key, told(&entry.value)));
                format!("{{{}}}", told.collect::<Vec<_>>().join(","))
            }
        }
    }

    #[test]
    fn both_forms_read_back_to_the_same() {
        let json = sample().into_json();
        let yaml = sample().into_yaml();
        let (json, yaml) = (parse_json(&json).unwrap().0, parse(&yaml, Keys::Scalars).unwrap().0);
        assert_eq!(told(json.root()), told(yaml.root()));
        assert!(told(json.root()).contains("\"No\":\"0.5\",\"3\":\"1\""));
    }
}
