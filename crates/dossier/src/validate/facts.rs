//! Sources and events: days and file names. (The version is checked with the form of the file.)

use super::inspection::{Inspection, finding, item};
use crate::date::Date;
use crate::path::CasePath;

pub(super) fn check(inspection: &mut Inspection) {
    sources(inspection);
    events(inspection);
}

/// Warns where `day` lies after the last day that the case knows of.
pub(super) fn known_day(inspection: &mut Inspection, path: &CasePath, day: Option<Date>) {
    if let (Some(day), Some(last)) = (day, inspection.case.as_of)
        && day > last
    {
        let message = format!("{day} is later than {last}, the last day that the case knows of");
        inspection.warning(path, finding("later-than-case", message, "later", "correct the day, or move `as_of`"));
    }
}

fn sources(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, source) in case.sources.iter().enumerate() {
        let path = item("sources", index);
        known_day(inspection, &path.key("date"), source.date);
        let Some(text) = &source.text else { continue };
        let path = path.key("text");
        if !is_bare(&text.file) {
            let message = format!("`{}` is not a file name alone", text.file);
            let way_out =
                "write the name without folders; it is looked for beside the case and in the folder given with `--texts`";
            inspection.error(&path.key("file"), finding("not-a-file-name", message, "has a folder, or is empty", way_out));
        }
        if let Some(digits) = &text.sha256
            && (digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        {
            let message = "a SHA-256 has 64 hexadecimal digits";
            let way_out = "take it from `sha256sum FILE`, or leave it out";
            inspection.error(&path.key("sha256"), finding("not-a-sha256", message, "not that", way_out));
        }
    }
}

/// Whether `file` is a name that cannot lead out of a folder, on any system.
fn is_bare(file: &str) -> bool {
    !file.is_empty() && file != "." && file != ".." && !file.contains(['/', '\\', ':', '\0'])
}

fn events(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, event) in case.events.iter().enumerate() {
        let path = item("events", index);
        known_day(inspection, &path.key("date"), Some(event.date));
        known_day(inspection, &path.key("until"), event.until);
        if let Some(until) = event.until.filter(|until| *until < event.date) {
            let message = format!("`{}` ends on {until}, before it begins on {}", event.id, event.date);
            inspection
                .error(&path.key("until"), finding("ends-before-start", message, "too early", "correct one of the two days"));
        }
        for (place, id) in event.sources.iter().enumerate() {
            source(inspection, &path.key("sources").index(place), id);
        }
    }
}

/// Whether the source `id` is there, or a fault.
pub(super) fn source(inspection: &mut Inspection, path: &CasePath, id: &str) {
    if inspection.table.source(id).is_none() {
        let case = inspection.case;
        inspection.unknown(path, "source", id, case.sources.iter().map(|source| source.id.as_str()));
    }
}
