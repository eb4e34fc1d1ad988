//! What the program's own help says, taken apart: usage, arguments, options and their values.
//!
//! Help has one shape: what a verb does, its usage, and sections of entries. A line that begins an entry is indented by two
//! to six columns and begins with `-`, `<` or `[`; what is said of it follows on the line after two spaces, or below.

/// The help of one verb.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Help {
    /// What it does.
    pub(super) about: String,
    /// How it is typed; a line for each way.
    pub(super) usage: Vec<String>,
    /// Arguments and flags under their headings.
    pub(super) sections: Vec<Section>,
    /// Whatever else it says, as it stands: examples and the like.
    pub(super) rest: String,
}

/// Entries under one heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) entries: Vec<Entry>,
}

/// An argument or a flag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// As it is typed.
    pub(super) name: String,
    /// What is said of it, in paragraphs.
    pub(super) about: Vec<String>,
    /// The values that it takes, each with what it means.
    pub(super) values: Vec<(String, String)>,
}

impl Help {
    /// Takes apart what `zopa VERB --help` printed.
    pub(super) fn parse(printed: &str) -> Self {
        let mut help = Self::default();
        for block in blocks(printed) {
            help.take(&block);
        }
        help.rest = help.rest.trim_end().to_owned();
        help
    }

    fn take(&mut self, block: &[&str]) {
        let first = block.first().copied().unwrap_or_default();
        if let Some(usage) = first.strip_prefix("Usage:") {
            let more = block[1..].iter().map(|line| line.trim());
            self.usage = std::iter::once(usage.trim()).chain(more).map(str::to_owned).collect();
        } else if let Some(title) = first.strip_suffix(':').filter(|_| block[1..].iter().any(|line| begins_entry(line))) {
            self.sections.push(Section { title: title.to_owned(), entries: entries(&block[1..]) });
        } else if self.usage.is_empty() {
            let about = std::iter::once(self.about.as_str()).chain(block.iter().map(|line| line.trim()));
            self.about = about.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        } else {
            self.rest += &format!("{}\n\n", block.join("\n"));
        }
    }
}

/// What stands between blank lines, with what is indented below a heading kept together.
fn blocks(printed: &str) -> Vec<Vec<&str>> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    let mut fresh = true;
    for line in printed.lines() {
        if line.trim().is_empty() {
            fresh = true;
            continue;
        }
        let belongs = line.starts_with(' ') && blocks.last().is_some_and(|block| block[0].ends_with(':'));
        match blocks.last_mut() {
            Some(block) if belongs && fresh => block.extend(["", line]),
            Some(block) if !fresh => block.push(line),
            _ => blocks.push(vec![line]),
        }
        fresh = false;
    }
    blocks
}

/// How far a line is indented.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn begins_entry(line: &str) -> bool {
    (2..=6).contains(&indent(line)) && line.trim_start().starts_with(['-', '<', '['])
}

fn entries(lines: &[&str]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut fresh = true;
    for line in lines {
        let words = line.trim();
        if begins_entry(line) {
            let (name, about) = words.split_once("  ").unwrap_or((words, ""));
            let about = Some(about.trim().to_owned()).filter(|about| !about.is_empty());
            entries.push(Entry { name: name.to_owned(), about: about.into_iter().collect(), values: Vec::new() });
            fresh = false;
        } else if let Some(entry) = entries.last_mut() {
            entry.take(words, fresh);
            fresh = words.is_empty();
        }
    }
    entries
}

impl Entry {
    /// One more line of what is said of it; `fresh` after a blank line.
    fn take(&mut self, words: &str, fresh: bool) {
        if let Some((value, meaning)) = words.strip_prefix("- ").map(|rest| rest.split_once(':').unwrap_or((rest, ""))) {
            self.values.push((value.trim().to_owned(), meaning.trim().to_owned()));
        } else if words.is_empty() || words == "Possible values:" {
        } else if words.starts_with('[') || self.about.is_empty() || (fresh && self.values.is_empty()) {
            self.about.push(words.to_owned());
        } else {
            let last = self.values.last_mut().map(|(_, meaning)| meaning).filter(|_| !fresh).or(self.about.last_mut());
            if let Some(last) = last {
                last.push(' ');
                last.push_str(words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "\
Say what is so, and
why

Usage: zopa say [OPTIONS] <SOURCE>
       zopa say <COMMAND>

Arguments:
  <SOURCE>
          A name, or
          a file

Options:
      --for <AUDIENCE>
          Whom it is for

          Possible values:
          - public: Anybody
          - secret: Those who hold
            the file

          [default: public]

      --json  One object
  -h, --help  Print help

Examples:
  zopa say it
";

    #[test]
    fn help_is_taken_apart() {
        let help = Help::parse(PRINTED);
        assert_eq!(help.about, "Say what is so, and why");
        assert_eq!(help.usage, ["zopa say [OPTIONS] <SOURCE>", "zopa say <COMMAND>"]);
        assert_eq!(help.sections.iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["Arguments", "Options"]);
        assert_eq!(help.sections[0].entries[0].about, ["A name, or a file"]);
        let audience = &help.sections[1].entries[0];
        assert_eq!(audience.name, "--for <AUDIENCE>");
        assert_eq!(audience.about, ["Whom it is for", "[default: public]"]);
        assert_eq!(audience.values[1], ("secret".into(), "Those who hold the file".into()));
        assert_eq!(help.sections[1].entries[1].about, ["One object"]);
        assert_eq!(help.rest, "Examples:\n  zopa say it");
    }
}
