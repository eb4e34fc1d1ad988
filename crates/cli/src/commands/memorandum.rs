//! `zopa memorandum FILE [NEW]`: the draft of a case from a text in numbered clauses, or two versions compared.

use std::path::Path;

use serde_json::json;
use zopa_dossier::Date;
use zopa_dossier::memorandum::{DraftOf, Memorandum, compare, draft};
use zopa_report::MemorandumVersions;

use crate::arguments;
use crate::exit::{Ending, Failure};
use crate::show;
use zopa_runner::files;

/// Drafts, lists or compares.
pub(crate) fn run(arguments: &arguments::Memorandum) -> Result<Ending, Failure> {
    match &arguments.new {
        Some(new) => versions(arguments, new),
        None if arguments.json => list(arguments),
        None => drafted(arguments),
    }
}

/// A text, its bytes and what to call it.
struct Text {
    name: String,
    bytes: Vec<u8>,
    read: Memorandum,
}

fn read(path: &Path) -> Result<Text, Failure> {
    let bytes = files::read(path)?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Failure::usage(format!("`{}` is not text in UTF-8", path.display()), "save it as plain text in UTF-8"))?;
    let control =
        text.lines().enumerate().find(|(_, line)| line.chars().any(|letter| letter.is_control() && !letter.is_whitespace()));
    if let Some((index, _)) = control {
        let problem = format!("`{}` holds a control character on line {}", path.display(), index + 1);
        return Err(Failure::usage(problem, "save it as plain text, without formatting"));
    }
    let read = Memorandum::read(text);
    if read.clauses.is_empty() {
        let way_out = "number the clauses at the beginning of their lines: 1., 1.1, (a), I., § 1, Article 1";
        return Err(Failure::usage(format!("`{}` has no numbered clause", path.display()), way_out));
    }
    for doubt in &read.doubts {
        show::note(&format!(
            "note: {name}, line {}: `{}` follows from no number before it, and was read as going on\n  way out: put an empty line before it if it begins a clause",
            doubt.line, doubt.begins
        ));
    }
    Ok(Text { name, bytes, read })
}

fn drafted(arguments: &arguments::Memorandum) -> Result<Ending, Failure> {
    let Some(day) = &arguments.date else {
        return Err(Failure::usage(
            "a draft has statements, and a statement has a day",
            "give --date, such as --date 2025-06-02",
        ));
    };
    let date: Date = day.parse().map_err(|error: String| Failure::usage(error, "write --date 2025-06-02"))?;
    if arguments.party.as_ref().is_some_and(|party| party.trim().is_empty()) {
        return Err(Failure::usage("`--party` is empty", "give the short name of the party, or leave --party out"));
    }
    let text = read(&arguments.file)?;
    let of = DraftOf { file: &text.name, bytes: &text.bytes, date, party: arguments.party.as_deref() };
    let written = draft(&text.read, of);
    match &arguments.out {
        None => show::data(&written),
        Some(path) => {
            // A memorandum is often for few eyes.
            files::create_private(path, written.as_bytes())?;
            show::note(&format!("wrote {0}; fill it in, then: zopa check {0}", path.display()));
        }
    }
    Ok(Ending::Done)
}

fn list(arguments: &arguments::Memorandum) -> Result<Ending, Failure> {
    if arguments.out.is_some() {
        return Err(Failure::usage("`--out` is for a draft, and `--json` for the list of clauses", "leave one of the two out"));
    }
    let text = read(&arguments.file)?;
    let clause = |clause: &zopa_dossier::memorandum::Clause| json!({ "number": clause.number, "level": clause.level, "lines": [clause.first_line, clause.last_line], "text": clause.text });
    let doubt = |doubt: &zopa_dossier::memorandum::Doubt| json!({ "line": doubt.line, "begins": doubt.begins });
    let told = json!({
        "zopa": 1,
        "kind": "memorandum",
        "file": text.name,
        "preamble": text.read.preamble,
        "clauses": text.read.clauses.iter().map(clause).collect::<Vec<_>>(),
        "read_as_going_on": text.read.doubts.iter().map(doubt).collect::<Vec<_>>(),
    });
    show::data(&format!("{told:#}"));
    Ok(Ending::Done)
}

fn versions(arguments: &arguments::Memorandum, new: &Path) -> Result<Ending, Failure> {
    let (old, new) = (read(&arguments.file)?, read(new)?);
    let comparison = compare(&old.read, &new.read);
    let versions =
        MemorandumVersions { old_name: &old.name, new_name: &new.name, old: &old.read, new: &new.read, comparison: &comparison };
    if let Some(path) = &arguments.report {
        files::write_page(path, &zopa_report::memoranda_html(&versions))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if arguments.json {
        show::data(&zopa_report::memoranda_json(&versions));
    } else {
        show::data(&zopa_report::memoranda_terminal(&versions, show::page_width(), show::styling()));
    }
    Ok(Ending::Done)
}
