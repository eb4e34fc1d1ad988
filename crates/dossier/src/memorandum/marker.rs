//! Numbers of clauses: what a line can begin with, and which number follows which.

/// A way of numbering. Clauses next to each other have the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`, or `1.1` with so many parts.
    Decimal(usize),
    /// `1)` or `(1)`.
    Bracketed(Brackets),
    /// `a)` or `(a)`.
    Letter(Brackets),
    /// `(i)` or `i)`.
    SmallRoman(Brackets),
    /// `I.`
    Roman,
    /// `A.`
    Capital,
    /// `§ 3`.
    Section,
    /// `Article 3`: the word in small letters.
    Word(String),
}

/// The brackets around a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brackets {
    Both,
    Closing,
}

/// One reading of the number at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: Style,
    /// The number, part by part.
    pub(super) value: Vec<u32>,
    /// As it is written, without full stops at the end.
    pub(super) written: String,
}

/// A clause that may still have clauses below it.
pub(super) struct Open {
    pub(super) label: String,
    pub(super) marker: Marker,
}

impl Marker {
    fn new(style: Style, value: Vec<u32>, written: &str) -> Self {
        Self { style, value, written: written.trim_end_matches(['.', ':']).to_owned() }
    }

    /// The number with that of the clause around it. Numbers such as `1.1` hold it already.
    pub(super) fn label(&self, around: Option<&str>) -> String {
        match (around, &self.style) {
            (Some(around), Style::Decimal(1) | Style::Roman | Style::Capital | Style::Section | Style::Word(_)) => {
                format!("{around}, {}", self.written)
            }
            (Some(around), Style::Letter(_) | Style::SmallRoman(_) | Style::Bracketed(_)) => format!("{around} {}", self.written),
            _ => self.written.clone(),
        }
    }

    /// Whether this is the number after `before`.
    fn follows(&self, before: &Self) -> bool {
        let (Some((last, around)), Some((last_before, around_before))) = (self.value.split_last(), before.value.split_last())
        else {
            return false;
        };
        self.style == before.style && around == around_before && *last == last_before + 1
    }

    /// Whether a row of numbers can begin with it, below `around`.
    fn begins(&self, around: Option<&Self>) -> bool {
        let is_first = self.value.last() == Some(&1);
        match (self.value.as_slice(), around) {
            ([above @ .., _], Some(around)) if !above.is_empty() && matches!(around.style, Style::Decimal(_)) => {
                is_first && above == around.value
            }
            _ => is_first,
        }
    }
}

/// Where a number belongs: how many of the open clauses are around it, and which of its readings holds. A number that goes
/// on where one left off is tried first, from the inside out; then one that begins a row; then, at the beginning of a
/// paragraph alone, one that leaves numbers out or begins elsewhere than at one.
pub(super) fn place(open: &[Open], markers: &[Marker], is_paragraph: bool) -> Option<(usize, Marker)> {
    let going_on = (0..open.len()).rev().find_map(|depth| {
        let follows = markers.iter().find(|marker| marker.follows(&open[depth].marker));
        follows.map(|marker| (depth, marker.clone()))
    });
    let is_open = |marker: &Marker| open.iter().any(|open| open.marker.style == marker.style);
    let beginning = || {
        let around = open.last().map(|open| &open.marker);
        let begins = markers.iter().find(|marker| marker.begins(around) && !is_open(marker));
        begins.map(|marker| (row(open, marker), marker.clone()))
    };
    // `2.1` belongs below `2`, whatever stands between; `2.5` may be a number in a sentence.
    let below_its_own = || {
        markers.iter().filter(|marker| matches!(marker.style, Style::Decimal(_))).find_map(|marker| {
            let (last, above) = marker.value.split_last()?;
            let is_around = |open: &Open| matches!(open.marker.style, Style::Decimal(_)) && open.marker.value == above;
            let depth = open.iter().rposition(is_around)?;
            (is_paragraph || *last == 1).then(|| (depth + 1, marker.clone()))
        })
    };
    let jumping = || {
        let same = (0..open.len()).rev().find_map(|depth| {
            let alike = markers.iter().find(|marker| marker.style == open[depth].marker.style);
            alike.map(|marker| (depth, marker.clone()))
        });
        same.or_else(|| markers.first().map(|marker| (row(open, marker), marker.clone())))
    };
    going_on.or_else(below_its_own).or_else(beginning).or_else(|| if is_paragraph { jumping() } else { None })
}

/// Where a number begins a row of its own: inside everything, but for words such as `Article`, which stand below no number but
/// other words, and annexes, which stand below nothing.
fn row(open: &[Open], marker: &Marker) -> usize {
    let is_word = |open: &Open| matches!(open.marker.style, Style::Word(_));
    match &marker.style {
        Style::Word(word) if word == "annex" => 0,
        Style::Word(_) => open.iter().rposition(is_word).map_or(0, |at| at + 1),
        _ => open.len(),
    }
}

const WORDS: &[&str] = &["article", "section", "chapter", "clause", "point", "part", "annex", "paragraph"];

/// Every reading of the number at the beginning of a line, the likeliest first, and the words after it.
pub(super) fn at_start(line: &str) -> Option<(Vec<Marker>, &str)> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim_start();
    if let Some(number) = line.strip_prefix('§') {
        let (written, rest) = number.trim_start().split_once(char::is_whitespace).unwrap_or((number.trim_start(), ""));
        let value = decimal(written.trim_end_matches(['.', ':']))?;
        return Some((vec![Marker::new(Style::Section, value, &format!("§ {written}"))], rest.trim_start()));
    }
    let word = first.to_lowercase();
    if WORDS.contains(&word.as_str()) && first.chars().next().is_some_and(char::is_uppercase) {
        let (written, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let bare = written.trim_end_matches(['.', ':', '–', '—', '-']);
        let value =
            decimal(bare).or_else(|| roman(bare).map(|value| vec![value])).or_else(|| capital(bare).map(|value| vec![value]))?;
        // "Article 3 of the treaty" goes on with a sentence.
        let is_sentence = bare == written && rest.trim_start().chars().next().is_some_and(char::is_lowercase);
        let marker = Marker::new(Style::Word(word), value, &format!("{first} {bare}"));
        return (!is_sentence)
            .then(|| (vec![marker], rest.trim_start_matches(|c: char| c.is_whitespace() || "–—-:.".contains(c))));
    }
    let markers = bracketed(first).or_else(|| dotted(first))?;
    Some((markers, rest))
}

/// `(a)`, `a)`, `(1)`, `1)`, `(iv)`.
fn bracketed(word: &str) -> Option<Vec<Marker>> {
    let inside = word.strip_suffix(')')?;
    let (inside, brackets) = match inside.strip_prefix('(') {
        Some(inside) => (inside, Brackets::Both),
        None => (inside, Brackets::Closing),
    };
    let mut found = Vec::new();
    if let Some(value) = decimal(inside).filter(|value| value.len() == 1) {
        found.push(Marker::new(Style::Bracketed(brackets), value, word));
    }
    if let Some(value) = roman(&inside.to_uppercase()).filter(|_| inside.chars().all(char::is_lowercase)) {
        found.push(Marker::new(Style::SmallRoman(brackets), vec![value], word));
    }
    if let Some(value) = letter(inside) {
        found.push(Marker::new(Style::Letter(brackets), vec![value], word));
    }
    (!found.is_empty()).then_some(found)
}

/// `1.`, `1.1`, `1.1.`, `I.`, `A.`
fn dotted(word: &str) -> Option<Vec<Marker>> {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let has_dot = bare != word;
    let mut found = Vec::new();
    // A number without any full stop begins sentences more often than clauses.
    if let Some(value) = decimal(bare).filter(|value| has_dot || value.len() > 1) {
        found.push(Marker::new(Style::Decimal(value.len()), value, word));
    }
    if let Some(value) = roman(bare).filter(|_| has_dot) {
        found.push(Marker::new(Style::Roman, vec![value], word));
    }
    if let Some(value) = capital(bare).filter(|_| has_dot) {
        found.push(Marker::new(Style::Capital, vec![value], word));
    }
    (!found.is_empty()).then_some(found)
}

/// `1.12.3` part by part; no part has more than three digits, for those are years.
fn decimal(text: &str) -> Option<Vec<u32>> {
    let part = |part: &str| {
        (!part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    text.split('.').map(part).collect()
}

fn letter(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'a'..='z'), None) => Some(u32::from(letter) - u32::from('a') + 1),
        _ => None,
    }
}

fn capital(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'A'..='Z'), None) => Some(u32::from(letter) - u32::from('A') + 1),
        _ => None,
    }
}

/// Roman numerals in capitals, in their one right spelling, up to 399.
fn roman(text: &str) -> Option<u32> {
    let worth = |letter| match letter {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values: Vec<u32> = text.chars().map(worth).collect::<Option<_>>()?;
    let signed = |place: usize| {
        let value = i64::from(values[place]);
        if values.get(place + 1).is_some_and(|next| *next > values[place]) { -value } else { value }
    };
    let total = u32::try_from((0..values.len()).map(signed).sum::<i64>()).ok()?;
    (total > 0 && spelled(total) == text).then_some(total)
}

fn spelled(mut number: u32) -> String {
    const PARTS: &[(u32, &str)] =
        &[(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, letters) in PARTS {
        while number >= *value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}
