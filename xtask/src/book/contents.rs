//! `docs/SUMMARY.md`: which pages the book has, in parts, and in which order they are read.
//!
//! A line `- [Title](path)` is a page, a heading `## Name` begins a part, and everything else is for readers of the file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::SUMMARY;
use super::address::{Target, target};

/// The contents of the book.
pub(super) struct Contents {
    /// In their order; the pages before the first heading are in a part without a name.
    pub(super) parts: Vec<Part>,
}

/// Pages that belong together.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) entries: Vec<Entry>,
}

/// One page.
pub(super) struct Entry {
    pub(super) title: String,
    /// From the root of the repository.
    pub(super) path: PathBuf,
}

impl Contents {
    /// Reads the contents, and what is wrong with them.
    pub(super) fn parse(summary: &str) -> (Self, Vec<String>) {
        let mut parts = vec![Part { name: String::new(), entries: Vec::new() }];
        let (mut seen, mut faults) = (BTreeSet::new(), Vec::new());
        for (at, line) in summary.lines().enumerate() {
            let mut fault = |what: String| faults.push(format!("{SUMMARY}:{}: {what}", at + 1));
            if let Some(name) = line.strip_prefix("## ") {
                parts.push(Part { name: name.trim().to_owned(), entries: Vec::new() });
            } else if line.starts_with("- ") {
                match entry(line) {
                    None => fault("no line `- [Title](page.md)`; write it so".to_owned()),
                    Some(entry) if !seen.insert(entry.path.clone()) => {
                        fault(format!("{} stands here a second time; leave it where it is read", entry.path.display()));
                    }
                    Some(entry) => parts.last_mut().expect("there is a part from the beginning").entries.push(entry),
                }
            }
        }
        parts.retain(|part| !part.entries.is_empty());
        (Self { parts }, faults)
    }

    /// Every page in reading order.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.parts.iter().flat_map(|part| &part.entries)
    }

    /// The path of every page, in reading order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.entries().map(|entry| entry.path.as_path())
    }

    /// The pages before and after the one at `path`; a page that is not in the contents has no neighbours.
    pub(super) fn neighbours(&self, path: &Path) -> (Option<&Entry>, Option<&Entry>) {
        let entries: Vec<&Entry> = self.entries().collect();
        match entries.iter().position(|entry| entry.path == path) {
            None => (None, None),
            Some(at) => (at.checked_sub(1).map(|before| entries[before]), entries.get(at + 1).copied()),
        }
    }
}

fn entry(line: &str) -> Option<Entry> {
    let (title, rest) = line.strip_prefix("- [")?.split_once("](")?;
    let link = rest.trim_end().strip_suffix(')')?;
    match target(Path::new(SUMMARY), link) {
        Target::File { path, place: None } => Some(Entry { title: title.to_owned(), path }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_pages_and_neighbours_are_read_in_their_order() {
        let (contents, faults) = Contents::parse("# Book\n\n- [Front](README.md)\n\n## One\n\n- [A](a/a.md)\n- [B](../B.md)\n");
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(contents.paths().collect::<Vec<_>>(), ["docs/README.md", "docs/a/a.md", "B.md"].map(Path::new));
        let (before, after) = contents.neighbours(Path::new("docs/a/a.md"));
        assert_eq!(before.map(|entry| entry.title.as_str()), Some("Front"));
        assert_eq!(after.map(|entry| entry.title.as_str()), Some("B"));
    }

    #[test]
    fn a_page_that_stands_twice_and_a_line_that_is_none_are_told() {
        let (_, faults) = Contents::parse("- [A](a.md)\n- [A again](a.md)\n- no page\n");
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].starts_with("docs/SUMMARY.md:2:"), "{faults:?}");
    }
}
