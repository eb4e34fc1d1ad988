//! Bytes to fields, each with its line and column. `;`, `,` and tab part fields, whichever the header has most of.

use crate::diagnostic::Span;

/// A field and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) text: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    /// Its bytes in the file, quotation marks included.
    pub(crate) span: Span,
}

/// What makes a file unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    NotUtf8 { line: usize },
    OpenQuote { line: usize, column: usize },
    AfterQuote { line: usize, column: usize },
}

/// The records of a file; empty lines are passed over.
pub(crate) fn records(bytes: &[u8]) -> Result<Vec<Vec<Field>>, Broken> {
    let whole = bytes.len();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| Broken::NotUtf8 {
        line: 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count(),
    })?;
    Reader { separator: separator(text), rest: text, whole, line: 1, column: 1 }.records()
}

/// The character that parts fields: of those that may, the one that the header has most of outside of quotation marks.
fn separator(text: &str) -> char {
    let mut quoted = false;
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted && counts.iter().any(|(_, count)| *count > 0) => break,
            _ if !quoted => counts.iter_mut().filter(|(one, _)| *one == character).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.iter().find(|(_, count)| *count == most).map_or(',', |(one, _)| *one)
}

struct Reader<'t> {
    separator: char,
    rest: &'t str,
    /// Bytes of the file.
    whole: usize,
    line: usize,
    column: usize,
}

impl Reader<'_> {
    fn records(mut self) -> Result<Vec<Vec<Field>>, Broken> {
        let mut records = Vec::new();
        while !self.rest.is_empty() {
            let record = self.record()?;
            if record.len() > 1 || !record[0].text.trim().is_empty() {
                records.push(record);
            }
        }
        Ok(records)
    }

    fn record(&mut self) -> Result<Vec<Field>, Broken> {
        let mut fields = Vec::new();
        loop {
            fields.push(self.field()?);
            match self.take() {
                Some(character) if character == self.separator => {}
                Some('\r') => {
                    if self.rest.starts_with('\n') {
                        self.take();
                    }
                    return Ok(fields);
                }
                _ => return Ok(fields),
            }
        }
    }

    fn field(&mut self) -> Result<Field, Broken> {
        let (line, column, start) = (self.line, self.column, self.at());
        let text = if self.rest.starts_with('"') { self.quoted()? } else { self.plain() };
        Ok(Field { text, line, column, span: Span { start, end: self.at() } })
    }

    /// How many bytes of the file lie behind.
    fn at(&self) -> usize {
        self.whole - self.rest.len()
    }

    fn plain(&mut self) -> String {
        let end = self.rest.find([self.separator, '\n', '\r']);
        let text = self.rest[..end.unwrap_or(self.rest.len())].to_owned();
        self.rest = &self.rest[text.len()..];
        self.column += text.chars().count();
        text
    }

    fn quoted(&mut self) -> Result<String, Broken> {
        let open = Broken::OpenQuote { line: self.line, column: self.column };
        self.take();
        let mut text = String::new();
        loop {
            match self.take().ok_or(open)? {
                '"' if self.rest.starts_with('"') => text.extend(self.take()),
                '"' => break,
                character => text.push(character),
            }
        }
        match self.rest.chars().next() {
            Some(next) if next != self.separator && next != '\n' && next != '\r' => {
                Err(Broken::AfterQuote { line: self.line, column: self.column })
            }
            _ => Ok(text),
        }
    }

    fn take(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        if character == '\n' || (character == '\r' && !self.rest.starts_with('\n')) {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(character)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        records(bytes).unwrap().into_iter().map(|record| record.into_iter().map(|field| field.text).collect()).collect()
    }

    #[test]
    fn dialects_are_read() {
        assert_eq!(texts(b"\xef\xbb\xbfid;name\r\n1;\"a;\"\"b\"\"\"\r\n"), [["id", "name"], ["1", "a;\"b\""]]);
        assert_eq!(texts(b"id,name\n\n1,x\n2,\"two\nlines\""), [["id", "name"], ["1", "x"], ["2", "two\nlines"]]);
        assert_eq!(texts(b"id\tname\r1\tx"), [["id", "name"], ["1", "x"]]);
        let field = &records(b"id,name\n1,\"two\nlines\"\n2,x\n").unwrap()[2][1];
        assert_eq!((field.line, field.column), (4, 3));
        let field = &records(b"\xef\xbb\xbfid,name\n1,\"x\"\n").unwrap()[1][1];
        assert_eq!((field.span.start, field.span.end), (13, 16), "bytes of the file, its mark included");
    }

    #[test]
    fn what_is_broken_has_a_place() {
        assert_eq!(records(b"id,name\n1,\"open\n"), Err(Broken::OpenQuote { line: 2, column: 3 }));
        assert_eq!(records(b"id,name\n1,\"a\"b\n"), Err(Broken::AfterQuote { line: 2, column: 6 }));
        assert_eq!(records(b"id\n\xff\n"), Err(Broken::NotUtf8 { line: 2 }));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec("[ -~äж\n\r\"]{0,6}", 3), 1..6)) {
            let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
            let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
            prop_assert_eq!(texts(text.as_bytes()), rows);
        }

        #[test]
        fn nothing_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = records(&bytes);
        }
    }
}
