//! A text with its quotation marks, dashes and white space folded, which still knows its lines.

/// Every character that counts as the same quotation mark. The apostrophe is one of them: printers use one sign for
/// both, and no word changes by it.
pub const QUOTATION_MARKS: [char; 19] =
    ['"', '\'', '`', '´', '‘', '’', '‚', '‛', '“', '”', '„', '‟', '«', '»', '‹', '›', '′', '″', '＂'];

/// Every character that counts as the same dash.
pub const DASHES: [char; 12] = ['-', '‐', '‑', '‒', '–', '—', '―', '−', '⁃', '﹘', '﹣', '－'];

/// A folded text.
pub(super) struct Folded {
    text: String,
    /// For each line after the first, where it begins in the folded text.
    lines: Vec<usize>,
}

impl Folded {
    /// The folded text; `None` where the bytes are not UTF-8.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        std::str::from_utf8(bytes).ok().map(Self::of)
    }

    pub(super) fn of(written: &str) -> Self {
        let mut text = String::with_capacity(written.len());
        let mut lines = Vec::new();
        let mut space = false;
        for character in written.chars() {
            if character.is_whitespace() {
                space = true;
                // The line begins with the first character after the white space, one folded space further on.
                lines.extend((character == '\n').then_some(text.len() + usize::from(!text.is_empty())));
                continue;
            }
            if space && !text.is_empty() {
                text.push(' ');
            }
            space = false;
            text.push(match character {
                mark if QUOTATION_MARKS.contains(&mark) => '"',
                dash if DASHES.contains(&dash) => '-',
                other => other,
            });
        }
        Self { text, lines }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line, from 1, of what stands at byte `at` of the folded text.
    pub(super) fn line(&self, at: usize) -> usize {
        1 + self.lines.partition_point(|&begins| begins <= at)
    }

    /// Where `piece` stands as whole words, at or after byte `from` of the folded text.
    pub(super) fn find(&self, piece: &str, from: usize) -> Option<usize> {
        let mut from = from;
        while let Some(at) = self.text.get(from..)?.find(piece).map(|at| from + at) {
            let end = at + piece.len();
            if !splits_word(&self.text, at) && !splits_word(&self.text, end) {
                return Some(at);
            }
            from = at + piece.chars().next()?.len_utf8();
        }
        None
    }
}

/// Whether byte `at` lies inside a word. Scripts written without spaces have no such inside.
fn splits_word(text: &str, at: usize) -> bool {
    let joins = |character: char| character.is_alphanumeric() && !is_unspaced(character);
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    before.is_some_and(joins) && after.is_some_and(joins)
}

/// Whether a character belongs to a script that puts no spaces between words: Thai to Khmer, kana, Han.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn folds_marks_dashes_and_white_space_alone() {
        let folded = Folded::of("  “A\u{a0}full —\r\n ‘unconditional’\tceasefire”  ");
        assert_eq!(folded.text(), "\"A full - \"unconditional\" ceasefire\"");
        assert_eq!(Folded::of("Co-operate NOW.").text(), "Co-operate NOW.");
    }

    #[test]
    fn knows_its_lines() {
        let text = Folded::of("\n\none two\n\nthree\nfour");
        let line = |word: &str| text.line(text.find(word, 0).unwrap());
        assert_eq!(["one", "two", "three", "four"].map(line), [3, 3, 5, 6]);
    }

    #[test]
    fn finds_whole_words() {
        let text = Folded::of("The ceasefire and the cease fire");
        assert_eq!(text.find("cease", 0), Some(22));
        assert_eq!(text.find("fire and", 0), None);
        assert_eq!(text.find("ceasefire and", 0), Some(4));
        assert_eq!(Folded::of("全面停火").find("停火", 0), Some(6));
    }
}
