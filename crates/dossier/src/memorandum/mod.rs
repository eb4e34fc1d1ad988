//! Memoranda: plain texts in numbered clauses, read clause by clause, compared, and turned into the draft of a case.
//!
//! Nothing of a text is understood here. A clause is the stretch from its number to the next; what it means for an issue
//! is for the analyst to say.

mod compare;
pub(crate) mod draft;
mod marker;
mod words;

pub use compare::{Comparison, Matched, Pairing, Place, compare};
pub use draft::{DraftOf, draft};
pub use words::{Piece, PieceKind, similarity, word_changes};

use marker::{Marker, Open};

/// A text, cut into what comes before the first number and clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memorandum {
    /// What stands before the first clause, joined into one line; empty where nothing does.
    pub preamble: String,
    /// The clauses, in the order of the text.
    pub clauses: Vec<Clause>,
    /// Lines that begin like a clause and were read as going on, since their number follows from nothing.
    pub doubts: Vec<Doubt>,
}

/// One numbered clause, without those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its number with those of the clauses around it: `1.1`, `Article 3 (a)`.
    pub number: String,
    /// How far in it stands, from 0.
    pub level: usize,
    /// Its words, without the number, with one space between them; empty for a heading without words.
    pub text: String,
    /// Its first line, from 1.
    pub first_line: usize,
    /// Its last line with words.
    pub last_line: usize,
}

/// A line that may have been meant as a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The line, from 1.
    pub line: usize,
    /// What it begins with.
    pub begins: String,
}

impl Memorandum {
    /// Cuts `text`. Numbers at the beginning of a line begin a clause: `1.` `1)` `1.1` `(a)` `a)` `(i)` `I.` `§ 3`
    /// `Article 3` `Section 2` `Chapter 1` `Clause 4` `Point 5` `Annex A`. In the middle of a paragraph they do so only where they
    /// follow from the last number, so that a line which happens to begin with `30.` goes on with its sentence.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader::default();
        for (index, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.trim_start_matches('\u{FEFF}').split_whitespace().collect();
            reader.line(index + 1, &words.join(" "));
        }
        Self { preamble: reader.preamble.join(" "), clauses: reader.clauses, doubts: reader.doubts }
    }
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    preamble: Vec<String>,
    clauses: Vec<Clause>,
    doubts: Vec<Doubt>,
    open: Vec<Open>,
    /// Whether the line before has words: then a paragraph goes on.
    goes_on: bool,
}

impl Reader {
    fn line(&mut self, line: usize, words: &str) {
        if words.is_empty() {
            self.goes_on = false;
            return;
        }
        let is_clause = marker::at_start(words).is_some_and(|(markers, rest)| self.begins(line, &markers, rest));
        if !is_clause {
            self.more(line, words);
        }
        self.goes_on = true;
    }

    /// Begins a clause with whichever of the readings of its number follows from what is open; says whether it did.
    fn begins(&mut self, line: usize, markers: &[Marker], rest: &str) -> bool {
        let Some((depth, marker)) = marker::place(&self.open, markers, !self.goes_on) else {
            self.doubts.push(Doubt { line, begins: markers[0].written.clone() });
            return false;
        };
        self.open.truncate(depth);
        let number = marker.label(self.open.last().map(|around| around.label.as_str()));
        self.open.push(Open { label: number.clone(), marker: marker.clone() });
        let clause = Clause { number, level: depth, text: rest.to_owned(), first_line: line, last_line: line };
        self.clauses.push(clause);
        true
    }

    fn more(&mut self, line: usize, words: &str) {
        match self.clauses.last_mut() {
            None => self.preamble.push(words.to_owned()),
            Some(clause) => {
                if !clause.text.is_empty() {
                    clause.text.push(' ');
                }
                clause.text.push_str(words);
                clause.last_line = line;
            }
        }
    }
}
