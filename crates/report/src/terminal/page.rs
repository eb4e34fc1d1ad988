//! A page of text that wraps, indents and styles.

use anstyle::{AnsiColor, Color, Style};
use unicode_width::UnicodeWidthStr;

use super::{Styling, Width};
use crate::words::{is_turning, shorten};

/// What a run of text is for; the styling decides what that looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    Heading,
    Strong,
    Quiet,
    Good,
    Bad,
    Open,
}

impl Voice {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(Color::Ansi(colour)));
        match self {
            Self::Heading => colour(AnsiColor::Cyan).bold(),
            Self::Strong => Style::new().bold(),
            Self::Quiet => Style::new().dimmed(),
            Self::Good => colour(AnsiColor::Green),
            Self::Bad => colour(AnsiColor::Red),
            Self::Open => colour(AnsiColor::Yellow),
        }
    }
}

/// The text so far.
pub(crate) struct Page {
    columns: usize,
    styling: Styling,
    text: String,
}

impl Page {
    pub(crate) fn new(width: Width, styling: Styling) -> Self {
        Self { columns: width.columns(), styling, text: String::new() }
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// `text` in a voice.
    pub(crate) fn voiced(&self, voice: Voice, text: &str) -> String {
        match self.styling {
            Styling::Plain => text.to_owned(),
            Styling::Colour => {
                let style = voice.style();
                format!("{}{text}{}", style.render(), style.render_reset())
            }
        }
    }

    /// An empty line, then a heading that says whose voice follows.
    pub(crate) fn heading(&mut self, words: &str, whose: &str) {
        self.text.push('\n');
        let (words, whose) = (shorten(&clean(words), self.columns), clean(whose));
        let room = self.columns.saturating_sub(words.width() + 2);
        let line = match whose.is_empty() || whose.width() > room {
            true => self.voiced(Voice::Heading, &words),
            false => format!("{}  {}", self.voiced(Voice::Heading, &words), self.voiced(Voice::Quiet, &whose)),
        };
        self.line(&line);
    }

    /// One line as it stands.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A paragraph, wrapped; later lines are indented as far as the first.
    pub(crate) fn paragraph(&mut self, indent: usize, words: &str) {
        self.hanging(&" ".repeat(indent), indent, None, words);
    }

    /// The same in a voice.
    pub(crate) fn voiced_paragraph(&mut self, indent: usize, voice: Voice, words: &str) {
        self.hanging(&" ".repeat(indent), indent, Some(voice), words);
    }

    /// A point of a list.
    pub(crate) fn point(&mut self, words: &str) {
        self.hanging("  · ", 4, None, words);
    }

    /// A line with a label before it; later lines begin under the first word.
    pub(crate) fn labelled(&mut self, label: &str, voice: Voice, indent: usize, words: &str) {
        let label = clean(label);
        // A label that is too long for its column still stands apart from what follows.
        let pad = indent.saturating_sub(label.width() + 2).max(1);
        let label = format!("  {}{}", self.voiced(voice, &label), " ".repeat(pad));
        self.hanging(&label, indent, None, words);
    }

    /// That `left` entries were not shown, and how to see them.
    pub(crate) fn more(&mut self, left: usize, what: &str) {
        // One note, two notes; "of these" stays as it is.
        let what = if left == 1 { what.strip_suffix('s').unwrap_or(what) } else { what };
        if left > 0 {
            self.voiced_paragraph(4, Voice::Quiet, &format!("… and {left} more {what} (--report FILE.html or --json shows all)"));
        }
    }

    fn hanging(&mut self, first: &str, indent: usize, voice: Option<Voice>, words: &str) {
        let room = self.columns.saturating_sub(indent).max(20);
        let words = clean(words);
        let mut first = Some(first);
        // First fit: the optimal fit may let a line run over. Dates stay whole.
        let options = textwrap::Options::new(room)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&words, options) {
            let lead = first.take().map_or_else(|| " ".repeat(indent), str::to_owned);
            let line = voice.map_or_else(|| line.to_string(), |voice| self.voiced(voice, &line));
            self.line(&format!("{lead}{line}"));
        }
        if let Some(lead) = first {
            self.line(lead);
        }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Text of a case without control characters: a case must not be able to drive a terminal.
fn clean(text: &str) -> String {
    let unsafe_character = |character: char| character.is_control() || is_turning(character);
    text.chars().map(|character| if unsafe_character(character) { ' ' } else { character }).collect()
}
