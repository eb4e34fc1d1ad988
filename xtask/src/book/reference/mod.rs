//! The pages of `docs/reference/` that nobody writes: they come from the program's own answers and from its sources.
//!
//! They are committed, so that readers of the repository have them too; the suite `book` holds that they are current, and
//! `cargo xtask book --reference` (or `UPDATE_REFERENCE=1` for the suite) writes them anew.

mod commands;
mod dataset;
mod help;
mod schema;
mod solutions;
mod talks;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::capture;
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;

/// What a page is made from.
struct Origin<'a> {
    repository: &'a Repository,
    program: PathBuf,
}

/// A page that is made.
struct Made {
    path: &'static str,
    make: fn(&Origin) -> Result<String, Shortfall>,
}

/// Every page that is made.
const MADE: &[Made] = &[
    Made { path: "docs/reference/commands.md", make: commands::page },
    Made { path: "docs/reference/case-file.md", make: |origin| schema::page(origin, &schema::CASE) },
    Made { path: "docs/reference/scenario-file.md", make: |origin| schema::page(origin, &schema::SCENARIO) },
    Made { path: "docs/reference/answers.md", make: |origin| schema::page(origin, &schema::ANALYSIS) },
    Made { path: "docs/reference/protocols.md", make: talks::protocols },
    Made { path: "docs/reference/strategies.md", make: talks::strategies },
    Made { path: "docs/reference/solutions.md", make: solutions::page },
    Made { path: "docs/reference/dataset.md", make: dataset::page },
];

impl Origin<'_> {
    /// What the program prints, in the width of every other machine, from the root of the repository.
    fn ask(&self, arguments: &[&str]) -> Result<String, Shortfall> {
        capture(&mut self.command(arguments))?.text()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.repository.root).args(arguments);
        command.env("COLUMNS", "100").env("NO_COLOR", "1").env_remove("ZOPA_DATABASE");
        command
    }

    fn ask_json(&self, arguments: &[&str]) -> Result<Value, Shortfall> {
        let told = self.ask(arguments)?;
        serde_json::from_str(&told)
            .map_err(|error| Shortfall::Failed(format!("zopa {} printed no JSON that can be read: {error}", arguments.join(" "))))
    }
}

/// Every page that is made, as it should be.
fn made(repository: &Repository) -> Result<Vec<(PathBuf, String)>, Shortfall> {
    // Children start in the root of the repository, so a program that was named from elsewhere is named in full.
    let program = repository.program()?;
    let program = program.canonicalize().map_err(|error| failed("find", &program, &error))?;
    let origin = Origin { repository, program };
    MADE.iter().map(|page| Ok((PathBuf::from(page.path), (page.make)(&origin)?))).collect()
}

/// The pages that are not what the program and its sources make them.
pub(crate) fn outdated(repository: &Repository) -> Result<Vec<String>, Shortfall> {
    let pages = made(repository)?;
    let committed = |path: &Path| std::fs::read_to_string(repository.root.join(path)).unwrap_or_default();
    let differs = |(path, text): &(PathBuf, String)| {
        let at = first_difference(&committed(path), text)?;
        Some(format!("{}:{at}: not what the program makes it; run `cargo xtask book --reference`", path.display()))
    };
    Ok(pages.iter().filter_map(differs).collect())
}

/// The first line, from 1, on which two texts differ.
fn first_difference(one: &str, other: &str) -> Option<usize> {
    let line = |text: &str, at: usize| text.split('\n').nth(at).map(str::to_owned);
    let lines = one.split('\n').count().max(other.split('\n').count());
    (0..lines).find(|&at| line(one, at) != line(other, at)).map(|at| at + 1)
}

/// Writes every page that is made.
pub(crate) fn refresh(repository: &Repository) -> Result<usize, Shortfall> {
    let pages = made(repository)?;
    for (path, text) in &pages {
        super::put(&repository.root.join(path), text.as_bytes())?;
    }
    Ok(pages.len())
}

/// The comment that heads a page that is made.
fn heading(title: &str, from: &str) -> String {
    format!("# {title}\n\n<!-- made from {from} by `cargo xtask book --reference`: change it there -->\n\n")
}

/// Words in a cell of a table.
fn cell(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// A text of JSON.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_told_also_at_the_end() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
    }
}
