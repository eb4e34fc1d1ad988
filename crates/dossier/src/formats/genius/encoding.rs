//! From bytes to text: what the file declares, else UTF-8, else Windows-1252.

use super::super::Refusal;
use super::findings::Findings;

/// How far into a file its XML declaration is looked for.
const PROLOG: usize = 4096;

/// What Windows-1252 has in the places 0x80 to 0x9F; the five that it leaves open are control characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The families of encodings that files declare and that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Declared {
    /// Nothing, or UTF-8.
    Utf8,
    /// UTF-16, which a byte-order mark would show.
    Utf16,
    /// Seven bits.
    Ascii,
    /// One byte for each sign, as in Western Europe.
    Latin,
}

/// The text of `bytes`, without a byte-order mark. Lines stay what they were.
///
/// # Errors
/// Where the bytes are text in no encoding that is known here.
pub(super) fn decode(bytes: &[u8], findings: &mut Findings) -> Result<String, Refusal> {
    let way_out = "save it as UTF-8";
    if let Some(text) = utf16(bytes) {
        return text.ok_or_else(|| findings.refusal("not-text", None, "it begins as UTF-16 and does not go on so", way_out));
    }
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        None => bytes,
        Some(rest) => {
            findings.repair("byte-order-mark", Some(1), "it begins with a byte-order mark, which was skipped")?;
            rest
        }
    };
    let name = declared(bytes);
    let known = name.as_deref().map_or(Some(Declared::Utf8), family);
    match (known, std::str::from_utf8(bytes)) {
        (Some(Declared::Latin), _) => latin(bytes, &name.unwrap_or_default(), findings),
        (Some(Declared::Utf8), Ok(text)) => Ok(text.to_owned()),
        (Some(Declared::Ascii) | None, Ok(text)) if text.is_ascii() => Ok(text.to_owned()),
        (_, Ok(text)) => {
            let message = format!("it is declared as {}, and was read as UTF-8, which it is", name.unwrap_or_default());
            findings.repair("wrong-encoding", Some(1), message)?;
            Ok(text.to_owned())
        }
        (Some(_), Err(error)) => {
            let claim = name.unwrap_or_else(|| "UTF-8".to_owned());
            let line = line_of(bytes, error.valid_up_to());
            findings.repair("wrong-encoding", Some(line), format!("it is not {claim} here: it was read as Windows-1252"))?;
            Ok(windows_1252(bytes))
        }
        (None, Err(_)) => {
            let message = format!("it is declared as {}, which is not known here, and is no UTF-8", name.unwrap_or_default());
            Err(findings.refusal("unknown-encoding", Some(1), message, way_out))
        }
    }
}

/// The text of bytes that begin with a byte-order mark of UTF-16; `None` inside where they do not go on so.
fn utf16(bytes: &[u8]) -> Option<Option<String>> {
    let unit = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes[2..].as_chunks::<2>();
    let decoded: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    Some(decoded.ok().filter(|_| rest.is_empty()))
}

/// The name in the XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let prolog = String::from_utf8_lossy(&bytes[..bytes.len().min(PROLOG)]);
    let (_, after) = prolog.split_once("<?xml")?;
    let (declaration, _) = after.split_once("?>")?;
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    value[1..].split_once(quote).map(|(name, _)| name.trim().to_owned())
}

fn family(name: &str) -> Option<Declared> {
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Some(Declared::Utf8),
        "utf-16" | "utf-16le" | "utf-16be" | "utf16" => Some(Declared::Utf16),
        "us-ascii" | "ascii" => Some(Declared::Ascii),
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "latin-1" | "windows-1252" | "cp1252" => Some(Declared::Latin),
        _ => None,
    }
}

/// Bytes declared to be one sign each. ISO 8859-1 has no signs from 0x80 to 0x9F, so who uses them means Windows-1252.
fn latin(bytes: &[u8], name: &str, findings: &mut Findings) -> Result<String, Refusal> {
    let is_windows = name.ends_with("1252");
    if let Some(at) = bytes.iter().position(|byte| (0x80..0xA0).contains(byte)).filter(|_| !is_windows) {
        let message = format!("{name} has no such sign: it was read as Windows-1252");
        findings.repair("wrong-encoding", Some(line_of(bytes, at)), message)?;
    }
    Ok(windows_1252(bytes))
}

fn windows_1252(bytes: &[u8]) -> String {
    let sign = |&byte: &u8| match byte {
        0x80..0xA0 => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    bytes.iter().map(sign).collect()
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Strictness;

    fn read(bytes: &[u8]) -> (Option<String>, Vec<String>) {
        let mut findings = Findings::on("f", Strictness::Lenient);
        let text = decode(bytes, &mut findings).ok();
        (text, findings.into_remarks().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn plain_text_is_what_it_is() {
        assert_eq!(read("<a b=\"é\"/>".as_bytes()), (Some("<a b=\"é\"/>".to_owned()), vec![]));
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a b='\xE9'/>";
        assert_eq!(read(latin).0.unwrap(), "<?xml version='1.0' encoding='ISO-8859-1'?><a b='é'/>");
        assert!(read(latin).1.is_empty());
    }

    #[test]
    fn what_is_no_utf8_is_windows_1252() {
        let (text, told) = read(b"<a\n b='\x80 5 \xE9'/>");
        assert_eq!(text.unwrap(), "<a\n b='€ 5 é'/>");
        assert_eq!(told, ["f:2: it is not UTF-8 here: it was read as Windows-1252"]);
    }

    #[test]
    fn a_declaration_that_is_wrong_is_told() {
        let told = |bytes: &[u8]| read(bytes).1.join("|");
        assert_eq!(
            told("<?xml version='1.0' encoding=\"UTF-16\"?><a b='é'/>".as_bytes()),
            "f:1: it is declared as UTF-16, and was read as UTF-8, which it is"
        );
        assert_eq!(
            told(b"<?xml version='1.0' encoding='latin1'?><a\nb='\x93'/>"),
            "f:2: latin1 has no such sign: it was read as Windows-1252"
        );
        assert_eq!(read(b"<?xml version='1.0' encoding='Shift_JIS'?><a b='\x83'/>").0, None);
        assert_eq!(told(b"<?xml version='1.0' encoding='Shift_JIS'?><a/>"), "");
    }

    #[test]
    fn utf16_is_known_by_its_mark() {
        let bytes: Vec<u8> = "\u{FEFF}<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes).0.as_deref(), Some("<a/>"));
        assert_eq!(read(&bytes[..bytes.len() - 1]).0, None);
    }
}
