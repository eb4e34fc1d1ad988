//! No file names a path or a private word of somebody's machine.
//!
//! Words that must not leave a machine can be listed, one in a line, in `.git/info/private-words`, which git never
//! shares; they are looked for without regard to case.

use std::fs;
use std::process::Command;

use crate::process::capture;
use crate::repository::Repository;
use crate::suite::{Shortfall, Verdict, verdict};

/// Folders at the root of a machine in which people work. They are put together here so that this file passes.
const WORKPLACES: &[&str] = &["home", "root", "work", "Users"];

pub(crate) fn check(repository: &Repository) -> Verdict {
    let words = private_words(repository)?;
    let files = repository.files()?;
    let mut faults = Vec::new();
    for file in &files {
        // A file that is no text holds no path that anybody could read by chance.
        let Ok(text) = fs::read_to_string(repository.root.join(file)) else { continue };
        let lines = text.lines().enumerate();
        faults.extend(lines.filter_map(|(at, line)| Some(format!("{}:{}: {}", file.display(), at + 1, fault(line, &words)?))));
    }
    verdict(faults, format!("{} files, {} private words", files.len(), words.len()))
}

fn private_words(repository: &Repository) -> Result<Vec<String>, Shortfall> {
    let mut git = Command::new("git");
    let path = capture(git.current_dir(&repository.root).args(["rev-parse", "--git-path", "info/private-words"]))?.text()?;
    // A machine without such a list has no private words.
    let listing = fs::read_to_string(repository.root.join(path.trim_end())).unwrap_or_default();
    Ok(listing.lines().map(|line| line.trim().to_lowercase()).filter(|line| !line.is_empty()).collect())
}

/// What one line gives away.
fn fault(line: &str, words: &[String]) -> Option<String> {
    if let Some(folder) = WORKPLACES.iter().find(|folder| names_folder(line, folder)) {
        return Some(format!("names a path under /{folder} of somebody's machine; write it relative to this repository"));
    }
    let lower = line.to_lowercase();
    words.iter().find(|word| lower.contains(*word)).map(|word| format!("names `{word}`, which is private to this machine"))
}

/// Whether `/folder/` stands in the line at the root: not after a name, a dot or another path.
fn names_folder(line: &str, folder: &str) -> bool {
    let needle = format!("/{folder}/");
    line.match_indices(&needle).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !(c.is_alphanumeric() || "._-~}/*".contains(c)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_found_and_a_relative_one_is_not() {
        let path = format!("see /{}/ann/notes", "home");
        assert!(fault(&path, &[]).is_some_and(|fault| fault.contains("relative")));
        assert_eq!(fault("see docs/home/notes and https://example.org/work/1", &[]), None);
        assert_eq!(fault("see ../work/notes and $HOME/work/", &[]), None);
    }

    #[test]
    fn a_private_word_is_found_in_any_case() {
        assert!(fault("built on Hal9000", &["hal9000".into()]).is_some());
        assert_eq!(fault("built on a machine", &["hal9000".into()]), None);
    }
}
