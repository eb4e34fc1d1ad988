//! XML as it is written.

use std::fmt::Write as _;

/// A document that is being written.
pub(super) struct Sheet {
    text: String,
    open: Vec<&'static str>,
}

impl Sheet {
    /// A document with nothing but its declaration.
    pub(super) fn begin() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
        self.open.push(name);
    }

    /// Writes an element with nothing inside.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>");
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            writeln!(self.text, "</{name}>").expect("writing to a text succeeds");
        }
    }

    /// Ends everything; the document.
    pub(super) fn close_all(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.open.len()));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            write!(self.text, " {name}=\"{}\"", escaped(value)).expect("writing to a text succeeds");
        }
        self.text.push_str(end);
        self.text.push('\n');
    }
}

/// `text` as the value of an attribute. Blanks other than a space would be read as one, so they are numbered.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => write!(escaped, "&#{};", u32::from(sign)).expect("writing to a text succeeds"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether XML can hold `sign` at all.
pub(super) fn can_stand(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r') || (sign >= ' ' && !matches!(sign, '\u{FFFE}' | '\u{FFFF}'))
}
