//! `zopa sheet CASE --party P`: one confidential sheet; with `--all --out DIR` those of a whole class.

use std::path::Path;

use zopa_report::class::{Lesson, SheetDocument, assemble_sheet, blank_results, sheet_json, sheet_terminal, sheets_html};
use zopa_table::class::Course;

use crate::arguments::Sheet;
use crate::exit::{Ending, Failure};
use crate::{classroom, show};
use zopa_runner::files;

/// Shows the sheet, and writes what was asked for.
pub(crate) fn run(arguments: &Sheet) -> Result<Ending, Failure> {
    let (lesson, course) = classroom::open(&arguments.source, &arguments.classroom)?;
    match (&arguments.out, &arguments.party) {
        (Some(folder), _) => write_all(&lesson, &course, folder, arguments.groups)?,
        (None, Some(party)) => {
            let sheet = assemble_sheet(&lesson, &course, arguments.group, lesson.part(party)?);
            one(&sheet, arguments)?;
        }
        (None, None) => return Err(Failure::usage("nobody's sheet was asked for", "give --party PARTY, or --all --out DIR")),
    }
    Ok(Ending::Done)
}

fn one(sheet: &SheetDocument, arguments: &Sheet) -> Result<(), Failure> {
    if let Some(path) = &arguments.report {
        files::write_page(path, &sheets_html(std::slice::from_ref(sheet)))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if arguments.json {
        show::data(&sheet_json(sheet));
    } else {
        show::data(&sheet_terminal(sheet, show::page_width(), show::styling()));
    }
    Ok(())
}

/// The file of every sheet at once.
const ALL: &str = "all-sheets.html";
/// The file to fill in.
const RESULTS: &str = "results.csv";

fn write_all(lesson: &Lesson, course: &Course, folder: &Path, groups: u32) -> Result<(), Failure> {
    files::make_folder(folder)?;
    // The one file that somebody may have filled in goes first: where it is there already, nothing is written.
    files::create(&folder.join(RESULTS), blank_results(lesson, course, groups).as_bytes())?;
    let mut all = Vec::new();
    for group in 1..=groups {
        for part in 0..course.parts() {
            let sheet = assemble_sheet(lesson, course, group, part);
            let name = format!("group-{group:02}-{}.html", file_name(&lesson.short[part], part));
            files::write_page(&folder.join(name), &sheets_html(std::slice::from_ref(&sheet)))?;
            all.push(sheet);
        }
    }
    files::write_page(&folder.join(ALL), &sheets_html(&all))?;
    let sheets = show::counted(all.len(), "sheet");
    show::note(&format!("wrote {sheets}, {ALL} and {RESULTS} to {}", folder.display()));
    Ok(())
}

/// A party's short name as part of a file's: letters, digits and dashes, or its number where none are left.
fn file_name(short: &str, part: usize) -> String {
    let kept: String = short.chars().filter(|one| one.is_alphanumeric() || *one == '-').take(40).collect();
    if kept.is_empty() { (part + 1).to_string() } else { kept }
}
