//! Results as a spreadsheet holds them (RFC 4180): to fill in, as a class entered them, and measured.

use zopa_table::class::{Course, Form};

use super::Lesson;
use super::debrief::{DebriefDocument, EndedName, GroupView};

/// The word for no agreement.
const NONE: &str = "none";

/// What stands in a cell that is still to be filled in.
const NOT_IN: &str = "?";

/// A file to fill in for groups 1 to `groups`: the group, its mark, and for each issue a `?`, which counts as a group that
/// has handed in nothing.
pub fn blank(lesson: &Lesson, course: &Course, groups: u32) -> String {
    let row = |group: u32| {
        let first = [group.to_string(), course.mark(group)];
        line(first.into_iter().chain(lesson.issues.iter().map(|_| NOT_IN.to_owned())))
    };
    std::iter::once(header(lesson)).chain((1..=groups).map(row)).collect()
}

/// The results of groups as [`forms`](super::forms) reads them: `?` in every cell of a group that is not in.
pub fn results(lesson: &Lesson, course: &Course, forms: impl IntoIterator<Item = (u32, Option<Form>)>) -> String {
    let row = |(group, form): (u32, Option<Form>)| {
        let cells: Vec<String> = match form {
            None => lesson.issues.iter().map(|_| NOT_IN.to_owned()).collect(),
            Some(Form::NoDeal) => lesson.issues.iter().map(|_| NONE.to_owned()).collect(),
            Some(Form::Deal(options)) => {
                let named = lesson.issues.iter().zip(options);
                named
                    .map(|(issue, option)| issue.options.get(option as usize).map_or_else(String::new, |(name, _)| name.clone()))
                    .collect()
            }
        };
        line([group.to_string(), course.mark(group)].into_iter().chain(cells))
    };
    std::iter::once(header(lesson)).chain(forms.into_iter().map(row)).collect()
}

fn header(lesson: &Lesson) -> String {
    line(["group".to_owned(), "mark".to_owned()].into_iter().chain(lesson.issues.iter().map(|issue| issue.name.clone())))
}

/// Every group in a line, with every measure; what is not defined is empty. Columns of a party bear its name.
pub fn debrief(document: &DebriefDocument) -> String {
    let of_parties = |what: &str| document.parties.iter().map(move |party| format!("{what} {party}")).collect::<Vec<_>>();
    let measures = ["to_frontier", "efficient", "integrative_ratio", "nash_ratio", "missed", "below_limit"];
    let head = [vec!["group".to_owned(), "ended".to_owned()], document.issues.clone(), of_parties("points"), of_parties("share")];
    let head = head.into_iter().flatten().chain(measures.map(str::to_owned));
    std::iter::once(line(head)).chain(document.groups.iter().map(|group| row(document, group))).collect()
}

fn row(document: &DebriefDocument, group: &GroupView) -> String {
    let ended = match group.ended {
        EndedName::Deal => "deal",
        EndedName::NoDeal => "no-deal",
        EndedName::NotIn => "not-in",
    };
    let option = |issue: &String| group.agreement.as_ref().and_then(|agreement| agreement.option(issue)).unwrap_or("").to_owned();
    let mut cells = vec![group.group.to_string(), ended.to_owned()];
    cells.extend(document.issues.iter().map(option));
    let Some(worth) = &group.worth else {
        cells.extend(std::iter::repeat_n(String::new(), 2 * document.parties.len() + 6));
        return line(cells);
    };
    let known = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    cells.extend(worth.points.iter().map(i64::to_string));
    cells.extend(worth.shares.iter().map(f64::to_string));
    cells.push(known(worth.to_frontier));
    cells.push(worth.efficient.map_or_else(String::new, |efficient| efficient.to_string()));
    cells.push(known(worth.integrative_ratio));
    cells.push(known(worth.nash_ratio));
    cells.push(worth.missed.to_string());
    cells.push(worth.below_limit.join("; "));
    line(cells)
}

fn line(fields: impl IntoIterator<Item = String>) -> String {
    let fields: Vec<String> = fields.into_iter().map(quoted).collect();
    format!("{}\r\n", fields.join(","))
}

fn quoted(field: String) -> String {
    if field.contains([',', '"', '\r', '\n', ';', '\t']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}
