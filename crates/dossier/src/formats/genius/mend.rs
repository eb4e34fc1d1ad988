//! From the text of a file, such as people and old programs left it, to well-formed XML of the same lines.
//!
//! One pass without recursion copies the text and mends on the way what has one reading only; each repair is told. No
//! line break is added or taken away, so that a place in the mended text is a place in the file. What a small file
//! could do to a parser ends here: document types (and with them entities), deep nesting, a crowd of elements.

use super::super::Refusal;
use super::findings::Findings;

/// The deepest nesting that is read. A file of GENIUS needs about six.
const DEEPEST: usize = 64;
/// The most elements that one file may have. The largest published file has about 3000.
pub(super) const MOST_ELEMENTS: usize = 1 << 18;
/// The most attributes that one element may have: they are compared with each other.
const MOST_ATTRIBUTES: usize = 32;
/// The most name spaces that one file may declare: a file of GENIUS needs none.
const MOST_NAME_SPACES: usize = 16;

/// `text` as well-formed XML as far as one pass can tell: whether tags close each other is for the parser.
///
/// # Errors
/// Where a fault has no reading, or two; where a limit is passed; in strict reading where anything would be mended.
pub(super) fn mend(text: &str, findings: &mut Findings) -> Result<String, Refusal> {
    let out = String::with_capacity(text.len());
    let mut pen = Pen { rest: text, length: text.len(), out, line: 1, depth: 0, elements: 0, name_spaces: 0, findings };
    while !pen.rest.is_empty() {
        pen.step()?;
    }
    Ok(pen.out)
}

/// What is still to be read, and what is written of it.
struct Pen<'a, 'f> {
    rest: &'a str,
    length: usize,
    out: String,
    line: usize,
    depth: usize,
    elements: usize,
    name_spaces: usize,
    findings: &'f mut Findings,
}

impl<'a> Pen<'a, '_> {
    fn step(&mut self) -> Result<(), Refusal> {
        if self.rest.starts_with("<!--") {
            self.comment()
        } else if self.rest.starts_with("<![CDATA[") {
            self.copy_to("]]>", "unclosed-section", "a CDATA section")
        } else if self.rest.starts_with("<?") {
            self.instruction()
        } else if self.rest.starts_with("<!") {
            Err(self.refusal(
                "document-type",
                "it declares a document type, which a file of GENIUS has no use for",
                "take it out",
            ))
        } else if self.rest.starts_with("</") {
            self.depth = self.depth.saturating_sub(1);
            self.copy_to(">", "unclosed-tag", "an end tag")
        } else if let Some(after) = self.rest.strip_prefix('<') {
            if after.starts_with(begins_a_name) { self.start_tag() } else { self.bare_angle(after) }
        } else {
            let (text, rest) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
            self.rest = rest;
            self.write_text(text)
        }
    }

    /// Comments say nothing to a program, so only their lines stay.
    fn comment(&mut self) -> Result<(), Refusal> {
        let Some(end) = self.rest[4..].find("-->") else {
            return Err(self.refusal("unclosed-comment", "a comment begins here and does not end", "close it with `-->`"));
        };
        if self.rest[4..4 + end].contains("--") {
            self.repair("bad-comment", "a comment has `--` in it, and was skipped all the same")?;
        }
        self.blank(4 + end + 3);
        Ok(())
    }

    /// The XML declaration has been read with the encoding. Standing late it is a fault, and means the same.
    fn instruction(&mut self) -> Result<(), Refusal> {
        let Some(end) = self.rest.find("?>") else {
            return Err(self.refusal("unclosed-instruction", "`<?` begins here and does not end", "close it with `?>`"));
        };
        let is_declaration = self.rest[2..].starts_with("xml") && !self.rest[5..].starts_with(goes_on_a_name);
        if is_declaration && self.rest.len() < self.length {
            let before = "something stands before the XML declaration; it was read all the same";
            self.repair("late-declaration", before)?;
        }
        self.blank(end + 2);
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(), Refusal> {
        self.elements += 1;
        if self.elements > MOST_ELEMENTS {
            let message = format!("it has more than {MOST_ELEMENTS} elements");
            return Err(self.refusal("too-many-elements", message, "no scenario needs so many: take it apart"));
        }
        self.write(1);
        let name = self.name_length();
        self.write(name);
        let mut attributes = 0;
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.write(blank);
            if self.rest.starts_with('>') {
                self.write(1);
                return self.deeper();
            } else if self.rest.starts_with("/>") {
                self.write(2);
                return Ok(());
            }
            attributes += 1;
            self.attribute(blank > 0, attributes)?;
        }
    }

    fn deeper(&mut self) -> Result<(), Refusal> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("elements are nested more than {DEEPEST} deep");
            return Err(self.refusal("too-deep", message, "a file of GENIUS needs about six levels"));
        }
        Ok(())
    }

    fn attribute(&mut self, is_apart: bool, count: usize) -> Result<(), Refusal> {
        let name = self.name_length();
        if name == 0 {
            let message = if self.rest.is_empty() {
                "the file ends inside a tag"
            } else {
                "a tag has something in it that is no attribute"
            };
            return Err(self.refusal("bad-tag", message, "write attributes as name=\"value\", and close the tag with `>`"));
        }
        self.name_spaces += usize::from(self.rest.starts_with("xmlns"));
        if count > MOST_ATTRIBUTES || self.name_spaces > MOST_NAME_SPACES {
            return Err(self.refusal(
                "too-many-attributes",
                "a tag has too many attributes",
                "no element of GENIUS has more than ten",
            ));
        }
        if !is_apart {
            let message = format!("a blank is missing before `{}`, and was put in", &self.rest[..name]);
            self.repair("missing-blank", message)?;
            self.out.push(' ');
        }
        let known = &self.rest[..name];
        self.write(name);
        self.equals_sign(known)?;
        self.value(known)
    }

    fn equals_sign(&mut self, name: &str) -> Result<(), Refusal> {
        let value = self.rest.trim_start().strip_prefix('=').map(str::trim_start);
        match value {
            Some(value) if value.starts_with(['"', '\'']) => {
                self.write(self.rest.len() - value.len());
                Ok(())
            }
            _ => {
                let message = format!("attribute `{name}` has no value in quotation marks");
                Err(self.refusal("bad-tag", message, format!("write {name}=\"value\"")))
            }
        }
    }

    /// A value that runs over both a line break and a `<` has lost its closing mark: it would swallow the next tag.
    fn value(&mut self, name: &str) -> Result<(), Refusal> {
        let quote = if self.rest.starts_with('"') { '"' } else { '\'' };
        let value = self.rest[1..].find(quote).map(|end| &self.rest[1..1 + end]);
        let Some(value) = value.filter(|value| !(value.contains('<') && value.contains('\n'))) else {
            let message = format!("the value of attribute `{name}` has no closing quotation mark");
            return Err(self.refusal("unclosed-quotation", message, format!("close it with {quote}")));
        };
        self.write(1);
        self.rest = &self.rest[value.len()..];
        for (index, part) in value.split('<').enumerate() {
            if index > 0 {
                self.bare_angle(self.rest)?;
            }
            self.write_text(part)?;
        }
        self.write(1);
        Ok(())
    }

    /// Writes text that has been taken off, with every `&` that begins no reference escaped.
    fn write_text(&mut self, text: &str) -> Result<(), Refusal> {
        for (index, part) in text.split('&').enumerate() {
            if index > 0 && is_reference(part) {
                self.out.push('&');
            } else if index > 0 {
                self.repair("bare-ampersand", "`&` stands for itself here, and was read as `&amp;`")?;
                self.out.push_str("&amp;");
            }
            self.line += newlines(part);
            self.out.push_str(part);
        }
        Ok(())
    }

    fn bare_angle(&mut self, after: &'a str) -> Result<(), Refusal> {
        self.repair("bare-angle", "`<` stands for itself here, and was read as `&lt;`")?;
        self.out.push_str("&lt;");
        self.rest = after;
        Ok(())
    }

    fn name_length(&self) -> usize {
        let begins = self.rest.starts_with(begins_a_name);
        if begins { self.rest.find(|sign| !goes_on_a_name(sign)).unwrap_or(self.rest.len()) } else { 0 }
    }

    fn copy_to(&mut self, end: &str, code: &'static str, what: &str) -> Result<(), Refusal> {
        match self.rest.find(end) {
            Some(at) => {
                self.write(at + end.len());
                Ok(())
            }
            None => Err(self.refusal(code, format!("{what} begins here and does not end"), format!("close it with `{end}`"))),
        }
    }

    fn write(&mut self, length: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.line += newlines(text);
        self.out.push_str(text);
        self.rest = rest;
    }

    /// Leaves out the next `length` bytes but for their line breaks.
    fn blank(&mut self, length: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.line += newlines(text);
        self.out.extend(text.bytes().filter(|&byte| byte == b'\n').map(char::from));
        self.rest = rest;
    }

    fn repair(&mut self, code: &'static str, message: impl Into<String>) -> Result<(), Refusal> {
        self.findings.repair(code, Some(self.line), message)
    }

    fn refusal(&self, code: &'static str, message: impl Into<String>, way_out: impl Into<String>) -> Refusal {
        self.findings.refusal(code, Some(self.line), message, way_out)
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b'\n').count()
}

fn begins_a_name(sign: char) -> bool {
    sign.is_alphabetic() || matches!(sign, '_' | ':')
}

fn goes_on_a_name(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | ':' | '-' | '.')
}

/// Whether `&` before this text begins a reference that XML knows without a document type.
fn is_reference(text: &str) -> bool {
    let Some((name, _)) = text.split_once(';').filter(|(name, _)| name.len() <= 8) else { return false };
    let number = match name.strip_prefix('#').map(|digits| (digits.strip_prefix('x'), digits)) {
        None => return matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"),
        Some((Some(digits), _)) => u32::from_str_radix(digits, 16),
        Some((None, digits)) => digits.parse(),
    };
    let is_sign = |number| char::from_u32(number).is_some_and(|sign| !sign.is_control() || matches!(sign, '\t' | '\n' | '\r'));
    number.is_ok_and(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Strictness;

    fn read(text: &str) -> (Result<String, String>, Vec<String>) {
        let mut findings = Findings::on("f", Strictness::Lenient);
        let mended = mend(text, &mut findings).map_err(|refusal| refusal.to_string());
        (mended, findings.into_remarks().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn well_formed_text_is_copied() {
        let text = "<a>\n <b c=\"1\" d='x &amp; y &#65; &#x42;'/>text<![CDATA[ < & ]]>\n</a>\n";
        assert_eq!(read(text), (Ok(text.to_owned()), vec![]));
    }

    #[test]
    fn what_has_one_reading_is_mended_on_its_line() {
        let (mended, told) = read("<a>\n<b c=\"x\"d=\"1 < 2 & 3\"/>\n& < 4</a>");
        assert_eq!(mended.unwrap(), "<a>\n<b c=\"x\" d=\"1 &lt; 2 &amp; 3\"/>\n&amp; &lt; 4</a>");
        assert_eq!(
            told,
            [
                "f:2: a blank is missing before `d`, and was put in",
                "f:2: `<` stands for itself here, and was read as `&lt;`",
                "f:2: `&` stands for itself here, and was read as `&amp;`",
                "f:3: `&` stands for itself here, and was read as `&amp;`",
                "f:3: `<` stands for itself here, and was read as `&lt;`",
            ]
        );
    }

    #[test]
    fn comments_and_declarations_leave_their_lines() {
        let (mended, told) = read("<!-- a\n b -->\n<?xml version=\"1.0\"?>\n<a/>");
        assert_eq!(mended.unwrap(), "\n\n\n<a/>");
        assert_eq!(told, ["f:3: something stands before the XML declaration; it was read all the same"]);
        assert_eq!(read("<?xml version=\"1.0\"?>\n<a/>"), (Ok("\n<a/>".to_owned()), vec![]));
    }

    #[test]
    fn what_has_no_reading_is_refused_on_its_line() {
        for (text, message) in [
            ("<a>\n<!-- x", "f:2: a comment begins here and does not end"),
            ("\n<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "f:2: it declares a document type, which a file of GENIUS has no use for"),
            ("<a\nb=\"x>\n<c d=\"1\"/>", "f:2: the value of attribute `b` has no closing quotation mark"),
            ("<a b=1/>", "f:1: attribute `b` has no value in quotation marks"),
            ("<a b=\"1\" \"/>", "f:1: a tag has something in it that is no attribute"),
            ("<a b=\"1\"", "f:1: the file ends inside a tag"),
            ("<a/></a", "f:1: an end tag begins here and does not end"),
            ("<a/><?b", "f:1: `<?` begins here and does not end"),
        ] {
            assert_eq!(read(text).0, Err(message.to_owned()), "{text}");
        }
    }

    #[test]
    fn limits_hold() {
        assert!(read(&"<a>".repeat(DEEPEST + 1)).0.unwrap_err().contains("nested"));
        assert!(read(&"<a/>".repeat(MOST_ELEMENTS + 1)).0.unwrap_err().contains("elements"));
        let many: String = (0..=MOST_ATTRIBUTES).map(|index| format!(" a{index}=''")).collect();
        assert!(read(&format!("<a{many}/>")).0.unwrap_err().contains("attributes"));
    }
}
