//! The overview of `zopa --help`, the few lines of `zopa` alone, and what stands below the help of a verb.

use std::fmt::Write as _;

use clap::builder::Styles;

use super::verbs::{Example, GROUPS, Verb};
use crate::exit;

/// The widest that help is, in columns: longer lines are hard to read.
pub(super) const WIDEST: usize = 100;
/// The narrowest that anything is wrapped to.
const NARROWEST: usize = 40;

const QUESTION: &str = "Is there a deal here, which one, in what order could it be done, and what would happen if they talked?";

const WHAT_IT_IS: &str = "zopa reads a case: a file in which an analyst writes who said what, when and where it was read, and, apart \
     from it, what is judged of it. From that it computes answers, and says how each was found. It runs offline and treats all sides alike.";

const FIRST: &[Example] = &[
    Example { typed: "zopa analyse istanbul-2025", does: "a real conflict that comes with the program" },
    Example { typed: "zopa new my-case", does: "a commented case, for you to fill in" },
    Example { typed: "zopa serve --temporary", does: "the same in your browser; nothing is kept" },
];

const SOURCES: &[(&str, &str)] = &[
    ("a name", "of a ready case: `zopa catalog` lists them"),
    ("a file", "a case (YAML), sealed or not, or a scenario of zopa's own (JSON)"),
    ("a folder", "a scenario of other programs: GENIUS, GeniusWeb, NegMAS, NegoLog, LLM-Deliberation"),
];

const WORDS: &[(&str, &str)] = &[
    ("package", "one option chosen on every issue; a deal is a package that all accept"),
    ("judgement", "one analyst's signed ranges; several may stand side by side in a case"),
    ("draw", "one set of numbers picked at random from those ranges, by a seed that repeats it"),
    ("frontier", "the packages that nobody can better for one side without another losing"),
    ("audience", "public, internal or secret: who may see an item. Answers are public unless --for says otherwise"),
];

const NEXT: &[(&str, &str)] = &[
    ("zopa help VERB", "what a verb does, its flags, and examples (`zopa VERB -h` is shorter)"),
    ("zopa catalog", "ready cases to look at and to learn from"),
    ("docs/", "pages on every verb, beside the program's sources and in its packages"),
];

/// The help of the whole program, `width` columns wide.
pub(super) fn long(command: &clap::Command, styles: &Styles, width: usize) -> String {
    let mut page = Page::new(styles, width);
    page.text(QUESTION);
    page.text(WHAT_IT_IS);
    page.heading("Usage");
    page.line("zopa VERB [SOURCE] [FLAGS]");
    page.heading("Start here");
    page.examples(FIRST);
    for group in GROUPS {
        page.heading(group.heading);
        let purpose =
            |verb: &Verb| command.find_subcommand(verb.name).and_then(clap::Command::get_about).map(ToString::to_string);
        let rows: Vec<_> = group.verbs.iter().filter_map(|verb| Some((verb.name, purpose(verb)?))).collect();
        page.rows(&rows);
    }
    page.heading("A SOURCE is");
    page.rows(SOURCES);
    page.heading("Words that come up");
    page.rows(WORDS);
    page.heading("Exit codes");
    page.rows(&exit::CODES.map(|(code, means)| (code.to_string(), means)));
    page.text("Data goes to standard output, talk to standard error. Flags of every verb: -h, --help; -V, --version.");
    page.heading("Where to go next");
    page.rows(NEXT);
    page.written
}

/// What `zopa` alone says.
pub(super) fn short(styles: &Styles, width: usize) -> String {
    let mut page = Page::new(styles, width);
    page.text(QUESTION);
    page.heading("Usage");
    page.line("zopa VERB [SOURCE] [FLAGS]");
    page.heading("Start here");
    page.examples(FIRST);
    page.text("`zopa --help` lists every verb, `zopa catalog` the cases that come with the program.");
    page.written
}

/// What stands below the flags of a verb.
pub(super) fn below(verb: &Verb, styles: &Styles, width: usize) -> String {
    let mut page = Page::new(styles, width);
    page.heading(if verb.examples.len() == 1 { "Example" } else { "Examples" });
    page.examples(verb.examples);
    page.text(verb.next);
    page.written
}

/// A page that grows downwards.
struct Page<'a> {
    styles: &'a Styles,
    width: usize,
    written: String,
}

impl<'a> Page<'a> {
    fn new(styles: &'a Styles, width: usize) -> Self {
        Self { styles, width: width.clamp(NARROWEST, WIDEST), written: String::new() }
    }

    /// Sets off what follows from what stands there.
    fn gap(&mut self) {
        if !self.written.is_empty() {
            self.written.push('\n');
        }
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        let style = self.styles.get_header();
        self.put(&format!("{style}{text}:{style:#}"));
    }

    fn text(&mut self, text: &str) {
        self.gap();
        self.put(&textwrap::fill(text, self.width));
    }

    fn line(&mut self, text: &str) {
        self.put(&format!("  {text}"));
    }

    /// Rows of a name and what it means, with the meanings under each other.
    fn rows<N: AsRef<str>, M: AsRef<str>>(&mut self, rows: &[(N, M)]) {
        let longest = rows.iter().map(|(name, _)| name.as_ref().chars().count()).max().unwrap_or(0);
        let indent = " ".repeat(longest + 4);
        let style = self.styles.get_literal();
        for (name, means) in rows {
            let options = textwrap::Options::new(self.width).initial_indent(&indent).subsequent_indent(&indent);
            let wrapped = textwrap::fill(means.as_ref(), options);
            let name = name.as_ref();
            let filler = " ".repeat(longest - name.chars().count());
            self.put(&format!("  {style}{name}{style:#}{filler}  {}", wrapped.trim_start()));
        }
    }

    /// Commands with what they do: beside each other where there is room for all, and else below each other.
    fn examples(&mut self, examples: &[Example]) {
        let longest = examples.iter().map(|example| example.typed.chars().count()).max().unwrap_or(0);
        let widest = examples.iter().map(|example| example.does.chars().count()).max().unwrap_or(0);
        if longest + widest + 4 <= self.width {
            let rows: Vec<_> = examples.iter().map(|example| (example.typed, example.does)).collect();
            return self.rows(&rows);
        }
        let style = self.styles.get_literal();
        for Example { typed, does } in examples {
            for (at, line) in broken(typed, self.width).iter().enumerate() {
                let indent = if at == 0 { "  " } else { "      " };
                self.put(&format!("{indent}{style}{line}{style:#}"));
            }
            self.put(&format!("      {does}"));
        }
    }

    fn put(&mut self, text: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.written, "{text}");
    }
}

/// A command on as many lines as it needs, each but the last with the mark that it goes on.
fn broken(typed: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width.saturating_sub(8)).break_words(false);
    let options =
        options.word_splitter(textwrap::WordSplitter::NoHyphenation).word_separator(textwrap::WordSeparator::AsciiSpace);
    let mut lines: Vec<String> = textwrap::wrap(typed, options).into_iter().map(std::borrow::Cow::into_owned).collect();
    let last = lines.len().saturating_sub(1);
    lines.iter_mut().take(last).for_each(|line| line.push_str(" \\"));
    lines
}
