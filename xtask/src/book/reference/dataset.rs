//! The columns of a tournament's dataset: names and meanings of measures from the sources that write them.

use std::fmt::Write;
use std::path::Path;

use super::{Origin, cell, heading};
use crate::suite::Shortfall;

/// Where the columns before the measures are listed.
const COLUMNS_IN: &str = "crates/runner/src/tournament/dataset.rs";

/// Where the measures are.
const MEASURES_IN: &str = "crates/arena/src/tournament/measures.rs";

/// What the columns before the measures hold. A column that is missing here, or is no more, is a fault.
const MEANINGS: &[(&str, &str)] = &[
    ("session", "the session's number in the plan, from 0"),
    ("scenario", "the scenario's name in the plan"),
    ("source", "where the scenario was read from"),
    ("repetition", "which repetition of the match, from 0"),
    ("stream", "the number of the luck that is drawn: the same for all who meet there"),
    ("protocol", "the rules, with their settings"),
    ("most_rounds", "the number of rounds after which talks end"),
    ("ending", "how the session ended"),
    ("rounds", "how many rounds were begun"),
    ("zone", "whether there was anything that all would sign"),
    ("missed", "whether there was, and no agreement"),
    ("agreement", "issue to option, as JSON; null without an agreement"),
    ("reason", "what a seat did that ended the session; null where none did"),
    ("seat", "the seat's number, from 1"),
    ("party", "whose seat it is"),
    ("strategy", "who sat there, in full: strategy, condition, model and settings"),
    ("label", "how close the strategy is to where it comes from"),
    ("opponents", "who sat at the other seats, in their order, parted by ` | `"),
    ("forfeited", "whether this seat forfeited"),
];

pub(super) fn page(origin: &Origin) -> Result<String, Shortfall> {
    let columns = columns(&origin.repository.read(Path::new(COLUMNS_IN))?);
    let measures = measures(&origin.repository.read(Path::new(MEASURES_IN))?);
    if columns.is_empty() || measures.is_empty() {
        return Err(Shortfall::Failed(format!(
            "{COLUMNS_IN} or {MEASURES_IN} no longer lists its rows as `{}` reads them",
            file!()
        )));
    }
    let mut out = heading("The dataset of a tournament", "the sources that write it");
    out.push_str(
        "`records.parquet` has a row for each session and seat. Columns are not compressed, hold no time and no name of a machine, \
         and the same plan gives the same bytes everywhere. [Run a tournament](../how-to/tournament.md) says how to get one.\n\n\
         ## Who, where, how it ended\n\n| column | holds | what |\n|---|---|---|\n",
    );
    for (name, kind) in &columns {
        let _ = writeln!(out, "| `{name}` | {kind} | {} |", cell(meaning(name)?));
    }
    if let Some((gone, _)) = MEANINGS.iter().find(|(name, _)| columns.iter().all(|(column, _)| column != name)) {
        return Err(Shortfall::Failed(format!("{}: `{gone}` is no column of {COLUMNS_IN} any more; take its line out", file!())));
    }
    out.push_str(
        "\n## Measures\n\nAll are doubles, and null where they are not defined: no mean counts those. A plan's `score` may be any of \
         them, and standings give all.\n\n| column | what |\n|---|---|\n",
    );
    for (name, meaning) in &measures {
        let _ = writeln!(out, "| `{name}` | {} |", cell(meaning));
    }
    out.push_str(
        "\nA gain is utility less what no agreement is worth to that party. Distances are Euclidean, between the utilities of what was \
         agreed and the nearest point of the frontier or of the solution; without an agreement they are taken from what that is worth.\n",
    );
    Ok(out)
}

fn meaning(column: &str) -> Result<&'static str, Shortfall> {
    let found = MEANINGS.iter().find(|(name, _)| *name == column).map(|(_, meaning)| *meaning);
    found.ok_or_else(|| Shortfall::Failed(format!("{}: say what the column `{column}` of {COLUMNS_IN} holds", file!())))
}

/// The rows `("name", Cell::Kind(…))`.
fn columns(source: &str) -> Vec<(String, &'static str)> {
    let row = |line: &str| {
        let (name, rest) = line.trim().strip_prefix("(\"")?.split_once("\", Cell::")?;
        let kind = match rest.split_once('(')?.0 {
            "Count" => "a whole number",
            "Flag" => "true or false",
            "Text" => "text",
            "MaybeText" => "text or null",
            _ => return None,
        };
        Some((name.to_owned(), kind))
    };
    source.lines().filter_map(row).collect()
}

/// The rows `Measure { name: "…", meaning: "…", … }`.
fn measures(source: &str) -> Vec<(String, String)> {
    let row = |rest: &str| {
        let (name, rest) = rest.split_once("\", meaning: \"")?;
        Some((name.to_owned(), rest.split_once('"')?.0.to_owned()))
    };
    source.split("Measure { name: \"").skip(1).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_are_written() {
        assert_eq!(columns("    (\"seat\", Cell::Count(|row| 1)),\n"), [("seat".to_owned(), "a whole number")]);
        let source = "Measure { name: \"a\", meaning: \"b, c\", of: |r, _| None },\n";
        assert_eq!(measures(source), [("a".to_owned(), "b, c".to_owned())]);
    }
}
