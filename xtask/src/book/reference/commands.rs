//! Every verb with its arguments and flags, from the program's own help.

use std::fmt::Write;

use super::help::{Entry, Help};
use super::{Origin, cell, heading};
use crate::process::capture;
use crate::suite::Shortfall;

/// Flags that every verb has, told once.
const OF_ALL: &[&str] = &["-h, --help", "-V, --version"];

pub(super) fn page(origin: &Origin) -> Result<String, Shortfall> {
    let top = origin.ask(&["--help"])?;
    let mut out = heading("Commands", "the program's own help");
    out.push_str(
        "Every verb of `zopa` with all its arguments and flags. `zopa VERB --help` prints the same, and every verb knows \
         `--help`. Data goes to standard output, talk to standard error; what the codes at the end of a command mean is \
         [a page of its own](exit-codes.md).\n",
    );
    let verbs = verbs(origin, &top, &[])?;
    if verbs.is_empty() {
        return Err(Shortfall::Failed("zopa --help names no verb that has a help of its own".into()));
    }
    for (verb, help) in verbs {
        told(&mut out, &verb, &help);
    }
    Ok(out)
}

/// The verbs that a help names, each with its own help; those below a verb follow it.
fn verbs(origin: &Origin, listing: &str, below: &[&str]) -> Result<Vec<(String, Help)>, Shortfall> {
    let mut found: Vec<(String, Help)> = Vec::new();
    for name in candidates(listing) {
        let words: Vec<&str> = below.iter().copied().chain([name]).collect();
        let verb = words.join(" ");
        let asked: Vec<&str> = words.iter().copied().chain(["--help"]).collect();
        let answer = capture(&mut origin.command(&asked))?;
        let is_new = found.iter().all(|(known, _)| *known != verb);
        if answer.status.success() && is_new && answer.output.contains(&format!("Usage: zopa {verb}")) {
            let more = if below.is_empty() { verbs(origin, &answer.output, &words)? } else { Vec::new() };
            found.push((verb, Help::parse(&answer.output)));
            found.extend(more);
        }
    }
    Ok(found)
}

/// Words that stand where a listing of verbs has them; whether each is one, the program says.
fn candidates(listing: &str) -> impl Iterator<Item = &str> {
    let word = |line: &'_ str| -> Option<(usize, usize)> {
        let rest = line.strip_prefix("  ")?;
        let length = rest.find("  ").unwrap_or(rest.len());
        let is_word = length > 0 && rest[..length].chars().all(|c| c.is_ascii_lowercase() || c == '-');
        (is_word && !rest.starts_with('-') && &rest[..length] != "help").then_some((2, 2 + length))
    };
    listing.lines().filter_map(move |line| word(line).map(|(from, to)| &line[from..to]))
}

/// One verb as a section.
fn told(out: &mut String, verb: &str, help: &Help) {
    // Writing into a text cannot fail.
    let _ =
        write!(out, "\n## `zopa {verb}`\n\n{}.\n\n```text\n{}\n```\n", help.about.trim_end_matches('.'), help.usage.join("\n"));
    for section in &help.sections {
        let entries: Vec<&Entry> = section.entries.iter().filter(|entry| !OF_ALL.contains(&entry.name.as_str())).collect();
        if entries.is_empty() {
            continue;
        }
        let _ = write!(out, "\n| {} | |\n|---|---|\n", cell(&section.title));
        for entry in entries {
            let _ = writeln!(out, "| `{}` | {} |", cell(&entry.name), meaning(entry));
        }
    }
    if !help.rest.is_empty() {
        let _ = write!(out, "\n```text\n{}\n```\n", help.rest);
    }
}

/// What an entry means, its values and what holds without it.
fn meaning(entry: &Entry) -> String {
    let (notes, about): (Vec<&String>, Vec<&String>) = entry.about.iter().partition(|words| words.starts_with('['));
    let mut parts: Vec<String> = about.iter().map(|words| marked(&cell(words))).collect();
    let values = entry.values.iter().map(|(value, meaning)| match meaning.as_str() {
        "" => format!("`{}`", cell(value)),
        meaning => format!("`{}`: {}", cell(value), marked(&cell(meaning))),
    });
    parts.extend(values);
    parts.extend(notes.iter().map(|words| format!("*{}*", marked(&cell(words.trim_matches(['[', ']']))))));
    parts.join("<br>")
}

/// Marks of Markdown and HTML that help does not mean as such.
fn marked(words: &str) -> String {
    words.replace('<', "&lt;").replace('*', "\\*").replace('_', "\\_")
}
