//! The words and marks of a Rust file, without its comments and literals: enough to see which paths it names.
//!
//! This is not a parser. It is right about programs that rustfmt has written, which is all that is read here.

/// The words (identifiers, keywords, numbers) and single marks of `source`, in order.
pub(crate) fn tokens(source: &str) -> Vec<&str> {
    let mut rest = source;
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = match skipped(rest) {
            Some(length) => length,
            None => {
                let length = rest.find(|c| !in_word(c)).unwrap_or(rest.len()).max(first.len_utf8());
                found.push(&rest[..length]);
                length
            }
        };
        rest = &rest[length..];
    }
    found
}

/// The length of the white space, comment or literal that `rest` begins with.
fn skipped(rest: &str) -> Option<usize> {
    let blank = rest.len() - rest.trim_start().len();
    if blank > 0 {
        return Some(blank);
    }
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    raw_string(rest).or_else(|| quoted(rest, '"')).or_else(|| character(rest))
}

/// `r"…"`, `r#"…"#` and so on.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let opening = after.find('"')?;
    if !after[..opening].bytes().all(|mark| mark == b'#') {
        return None;
    }
    let closing = format!("\"{}", &after[..opening]);
    let body = &after[opening + 1..];
    let end = body.find(&closing).map_or(body.len(), |end| end + closing.len());
    Some(rest.len() - body.len() + end)
}

/// A literal between two `quote` marks, the escaped ones inside passed over.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let body = rest.strip_prefix(quote)?;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(1 + at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// A character literal; a lifetime is none, and its mark is passed over.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let mut characters = body.chars();
    let first = characters.next()?;
    if first == '\\' || characters.next() == Some('\'') { quoted(rest, '\'') } else { Some(1) }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The paths below `std` and `core` that `tokens` name, groups spelled out: `std::{fs, env::args}` gives `fs` and
/// `env::args`.
pub(crate) fn standard_paths(tokens: &[&str]) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, words) in tokens.windows(4).enumerate() {
        if matches!(words[0], "std" | "core") && words[1] == ":" && words[2] == ":" {
            Cursor { tokens, at: at + 3 }.tree("", &mut paths);
        }
    }
    paths
}

/// A place among tokens.
struct Cursor<'a> {
    tokens: &'a [&'a str],
    at: usize,
}

impl Cursor<'_> {
    fn here(&self) -> &str {
        self.tokens.get(self.at).copied().unwrap_or_default()
    }

    /// Reads one use tree, or the one path of an expression.
    fn tree(&mut self, prefix: &str, paths: &mut Vec<String>) {
        let mut path = prefix.to_owned();
        loop {
            if self.here() == "{" {
                return self.group(&path, paths);
            }
            path.push_str(self.here());
            self.at += 1;
            if self.here() != ":" || self.tokens.get(self.at + 1) != Some(&":") {
                return paths.push(path);
            }
            self.at += 2;
            path.push_str("::");
        }
    }

    /// Reads the trees between two braces.
    fn group(&mut self, prefix: &str, paths: &mut Vec<String>) {
        self.at += 1;
        while !matches!(self.here(), "}" | "") {
            self.tree(prefix, paths);
            while !matches!(self.here(), "," | "}" | "") {
                self.at += 1;
            }
            if self.here() == "," {
                self.at += 1;
            }
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_passed_over() {
        let source = "let a = \"std::fs \\\" x\"; // std::env\n/* std::net */ f('\\'', 'x', r#\"std::\"fs\"#, &'a b)";
        assert_eq!(tokens(source).join(" "), "let a = ; f ( , , , & a b )");
    }

    #[test]
    fn groups_are_spelled_out() {
        let found =
            standard_paths(&tokens("use std::{fs::File, collections::{BTreeMap, HashMap as Map}, env}; core::mem::take(x)"));
        assert_eq!(found, ["fs::File", "collections::BTreeMap", "collections::HashMap", "env", "mem::take"]);
    }
}
