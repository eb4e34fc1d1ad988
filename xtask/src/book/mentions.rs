//! Pages of the book that sources name, in messages and comments: a page that moves must not leave them behind.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::repository::Repository;
use crate::suite::Shortfall;

/// Where a name begins.
const BEGINS: &str = "docs/";

/// Sources whose examples name pages that are not there.
const OURS: &str = "xtask/src/book";

/// Every mention of a page or schema that is not there.
pub(crate) fn faults(repository: &Repository) -> Result<Vec<String>, Shortfall> {
    let tracked: BTreeSet<PathBuf> = repository.files()?.into_iter().collect();
    let mut faults = Vec::new();
    for file in tracked.iter().filter(|file| !file.starts_with(OURS)) {
        // A file that is no text mentions nothing.
        let Ok(text) = fs::read_to_string(repository.root.join(file)) else { continue };
        for (at, line) in text.lines().enumerate() {
            let gone = mentions(line).filter(|page| !tracked.contains(*page));
            faults.extend(gone.map(|page| {
                format!("{}:{}: there is no {}; name the page that there is", file.display(), at + 1, page.display())
            }));
        }
    }
    Ok(faults)
}

/// The pages and schemas that a line names from the root of the repository.
fn mentions(line: &str) -> impl Iterator<Item = &Path> {
    line.match_indices(BEGINS).filter_map(|(at, _)| {
        let before = line[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || "./-_".contains(c)) {
            return None;
        }
        let length = line[at..].find(|c: char| !(c.is_ascii_alphanumeric() || "./-_".contains(c))).unwrap_or(line.len() - at);
        let name = line[at..at + length].trim_end_matches('.');
        [".md", ".json"].iter().any(|end| name.ends_with(end)).then(|| Path::new(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_in_prose_and_paths_of_others_are_not() {
        let found = |line: &'static str| mentions(line).collect::<Vec<_>>();
        assert_eq!(
            found("see docs/class.md, and `docs/schema/case.schema.json`."),
            ["docs/class.md", "docs/schema/case.schema.json"].map(Path::new)
        );
        assert_eq!(found("web/docs/a.md and docs/scenarios/ferry"), [] as [&Path; 0]);
    }
}
