//! A first look at bytes, to tell formats apart without reading them.

/// Whether the first character of a text that may be JSON opens a map.
pub(super) fn is_json_map(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// Where `words` stand in `bytes`, as the positions of their first bytes.
pub(super) fn places<'b>(bytes: &'b [u8], words: &'b str) -> impl Iterator<Item = usize> + 'b {
    bytes.windows(words.len()).enumerate().filter(move |(_, window)| *window == words.as_bytes()).map(|(at, _)| at)
}

/// Whether a map of JSON has a key `name`, or some text in it is followed by a colon.
pub(super) fn has_key(bytes: &[u8], name: &str) -> bool {
    let marked = format!("\"{name}\"");
    let is_key = |at: usize| bytes[at + marked.len()..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
    places(bytes, &marked).any(is_key)
}
