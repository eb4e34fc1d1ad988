//! What the groups of a class agreed on, as a CSV file: a row for each group, a column for each issue.
//!
//! Every fault has its line and column, all faults are told at once, and nothing is guessed: a name that is nearly one of
//! ours is a fault with a suggestion.

use std::collections::HashMap;

use zopa_model::{OptionIndex, Outcome, OutcomeSpace};

use crate::diagnostic::{Diagnostic, Span};
use crate::lists::csv::{Broken, Field, records};
use crate::nearest;

/// The words for "no agreement", besides an empty cell.
const NONE: &str = "none";
/// The mark of a cell whose group has handed in nothing yet: what a file to fill in holds.
const NOT_IN: &str = "?";
/// The columns that are not issues.
const GROUP: &str = "group";
const MARK: &str = "mark";

/// What may stand in the file.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The outcomes, for their rules.
    pub space: &'a OutcomeSpace,
    /// The issues, in the order of the space.
    pub issues: &'a [ExpectedIssue],
}

/// An issue by all its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedIssue {
    /// The name for people, and the short name.
    pub names: [String; 2],
    /// The same of each option.
    pub options: Vec<[String; 2]>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// The group.
    pub group: u32,
    /// The mark of its sheets, where that was copied.
    pub mark: Option<(String, Span)>,
    /// What it handed in.
    pub entered: Entered,
}

/// What a group handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// An option for each issue.
    Deal(Vec<OptionIndex>),
    /// It ended without an agreement.
    NoDeal,
    /// Nothing yet: `?` in every cell.
    Nothing,
}

/// Reads the results of a class.
///
/// # Errors
/// Everything that is wrong, in the order of the file.
pub fn read(bytes: &[u8], expected: &Expected<'_>) -> Result<Vec<ResultRow>, Vec<Diagnostic>> {
    let records = records(bytes).map_err(|broken| vec![unreadable(bytes, broken)])?;
    let Some((header, lines)) = records.split_first() else {
        return Err(vec![fault("no-header", "the file is empty", Span { start: 0, end: 0 }, "here", header_words(expected))]);
    };
    let mut reader = Reader { expected, columns: Vec::new(), seen: HashMap::new(), faults: Vec::new() };
    reader.header(header);
    // Rows under a header that is wrong would only repeat its faults.
    if !reader.faults.is_empty() {
        return Err(reader.faults);
    }
    let rows: Vec<ResultRow> = lines.iter().filter_map(|line| reader.row(line, header.len())).collect();
    if lines.is_empty() {
        let end = Span { start: bytes.len(), end: bytes.len() };
        reader.faults.push(fault(
            "no-groups",
            "there is no group in the file",
            end,
            "here",
            "add a line for each group".to_owned(),
        ));
    }
    if reader.faults.is_empty() { Ok(rows) } else { Err(reader.faults) }
}

/// A mark that is not the one of its group.
pub fn wrong_mark(group: u32, mark: &str, span: Span) -> Diagnostic {
    fault(
        "wrong-mark",
        format!("the sheets of group {group} bear another mark than `{mark}`"),
        span,
        "this mark",
        "give the seed with which the sheets were made, and --vary where they were varied; or mend the number of the group"
            .to_owned(),
    )
}

fn fault(code: &'static str, message: impl Into<String>, span: Span, beside: &str, way_out: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, message, (span, beside), way_out)
}

fn half_settled(field: &Field) -> Diagnostic {
    fault(
        "half-settled",
        "some issues are settled and this one is not",
        field.span,
        "no option stands here",
        "settle every issue; or leave all of them empty for no agreement, or `?` in all for a group that is not in",
    )
}

fn unreadable(bytes: &[u8], broken: Broken) -> Diagnostic {
    let (line, column, message, way_out) = match broken {
        Broken::NotUtf8 { line } => (line, 1, "the file is not UTF-8 text", "save it as CSV in UTF-8"),
        Broken::OpenQuote { line, column } => (line, column, "a quotation mark opens here and never closes", "close it"),
        Broken::AfterQuote { line, column } => {
            (line, column, "something follows a closing quotation mark", "double quotation marks that are part of a name")
        }
    };
    let start = offset(bytes, line, column);
    fault("unreadable", message, Span { start, end: start }, "here", way_out)
}

/// The byte at a line and a column.
fn offset(bytes: &[u8], line: usize, column: usize) -> usize {
    let start: usize = bytes.split_inclusive(|&byte| byte == b'\n').take(line - 1).map(<[u8]>::len).sum();
    let text = String::from_utf8_lossy(&bytes[start..]);
    start + text.chars().take(column - 1).map(char::len_utf8).sum::<usize>()
}

fn header_words(expected: &Expected<'_>) -> String {
    let issues: Vec<&str> = expected.issues.iter().map(|issue| issue.names[1].as_str()).collect();
    format!("begin with a header: {GROUP},{}", issues.join(","))
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Group,
    Mark,
    Issue(usize),
}

struct Reader<'a> {
    expected: &'a Expected<'a>,
    columns: Vec<Column>,
    /// The lines of the groups so far.
    seen: HashMap<u32, usize>,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn header(&mut self, header: &[Field]) {
        let mut columns: Vec<Column> = Vec::new();
        for field in header {
            match self.column(field) {
                Some(column) if columns.contains(&column) => {
                    let message = format!("the column `{}` stands twice", field.text.trim());
                    self.faults.push(fault("column-twice", message, field.span, "the second", "leave one of them out"));
                }
                Some(column) => columns.push(column),
                None => self.faults.push(self.unknown_column(field)),
            }
        }
        let end = header.last().map_or(Span { start: 0, end: 0 }, |field| Span { start: field.span.end, end: field.span.end });
        let needed = std::iter::once((Column::Group, GROUP))
            .chain(self.expected.issues.iter().enumerate().map(|(at, issue)| (Column::Issue(at), issue.names[0].as_str())));
        let missing: Vec<&str> = needed.filter(|(column, _)| !columns.contains(column)).map(|(_, name)| name).collect();
        // A column that was spelt wrongly is told once.
        if self.faults.is_empty() && !missing.is_empty() {
            let message = format!("there is no column for {}", missing.join(", "));
            self.faults.push(fault("column-missing", message, end, "the header ends here", header_words(self.expected)));
        }
        self.columns = columns;
    }

    fn column(&self, field: &Field) -> Option<Column> {
        match folded(&field.text).as_str() {
            GROUP => return Some(Column::Group),
            MARK => return Some(Column::Mark),
            _ => {}
        }
        named(&field.text, self.expected.issues.iter().map(|issue| &issue.names)).map(Column::Issue)
    }

    fn unknown_column(&self, field: &Field) -> Diagnostic {
        let name = field.text.trim();
        let known = self.expected.issues.iter().flat_map(|issue| &issue.names).map(String::as_str).chain([GROUP, MARK]);
        let way_out = match nearest(name, known) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("leave it out; {}", header_words(self.expected)),
        };
        fault("unknown-column", format!("`{name}` is no issue of the case"), field.span, "this column", way_out)
    }

    fn row(&mut self, fields: &[Field], columns: usize) -> Option<ResultRow> {
        let before = self.faults.len();
        if fields.len() != columns {
            let place = fields.last().map_or(Span { start: 0, end: 0 }, |field| field.span);
            let message = format!("this line has {} fields, and the header has {columns}", fields.len());
            self.faults.push(fault(
                "row-length",
                message,
                place,
                "the line ends here",
                "give every column a field; put names with a comma in quotation marks",
            ));
            return None;
        }
        let (mut group, mut mark, mut cells) = (None, None, Vec::new());
        for (field, column) in fields.iter().zip(self.columns.clone()) {
            match column {
                Column::Group => group = self.group(field),
                Column::Mark if field.text.trim().is_empty() => {}
                Column::Mark => mark = Some((field.text.trim().to_uppercase(), field.span)),
                Column::Issue(issue) => cells.push((issue, field)),
            }
        }
        let entered = self.entered(&cells);
        (self.faults.len() == before).then_some(ResultRow { group: group?, mark, entered: entered? })
    }

    fn group(&mut self, field: &Field) -> Option<u32> {
        let text = field.text.trim();
        let Some(group) = text.parse::<u32>().ok().filter(|group| *group > 0) else {
            let message = format!("`{text}` is no number of a group");
            self.faults.push(fault("bad-group", message, field.span, "this field", "write a whole number from 1"));
            return None;
        };
        if let Some(line) = self.seen.insert(group, field.line) {
            let message = format!("group {group} stands in line {line} already");
            self.faults.push(fault("group-twice", message, field.span, "the second", "keep one of the two lines"));
            return None;
        }
        Some(group)
    }

    /// What a row says: all of a deal, or none of it. `None` after a fault.
    fn entered(&mut self, cells: &[(usize, &Field)]) -> Option<Entered> {
        let says = |word: &str| cells.iter().all(|(_, field)| field.text.trim().is_empty() || folded(&field.text) == word);
        if says(NONE) {
            return Some(Entered::NoDeal);
        }
        if says(NOT_IN) {
            return Some(Entered::Nothing);
        }
        let mut options: Vec<OptionIndex> = vec![0; self.expected.issues.len()];
        let before = self.faults.len();
        for (issue, field) in cells {
            match named(&field.text, self.expected.issues[*issue].options.iter()) {
                Some(option) => options[*issue] = option as OptionIndex,
                None if [NONE, NOT_IN, ""].contains(&folded(&field.text).as_str()) => self.faults.push(half_settled(field)),
                None => self.faults.push(self.unknown_option(*issue, field)),
            }
        }
        if self.faults.len() == before { self.allowed(options, cells) } else { None }
    }

    fn allowed(&mut self, options: Vec<OptionIndex>, cells: &[(usize, &Field)]) -> Option<Entered> {
        let outcome = Outcome::new(options.clone());
        let Some(rule) = self.expected.space.rules().iter().find(|rule| rule.forbids.fits(&outcome)) else {
            return Some(Entered::Deal(options));
        };
        let first = rule.forbids.literals().first().map_or(0, |(issue, _)| *issue);
        let place = cells.iter().find(|(issue, _)| *issue == first).map_or(Span { start: 0, end: 0 }, |(_, field)| field.span);
        let message = format!("these options cannot stand together: {}", rule.reason);
        self.faults.push(fault("forbidden", message, place, "one of them", "ask the group what it agreed on"));
        None
    }

    fn unknown_option(&self, issue: usize, field: &Field) -> Diagnostic {
        let expected = &self.expected.issues[issue];
        let name = field.text.trim();
        let way_out = match nearest(name, expected.options.iter().flatten().map(String::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                let names: Vec<&str> = expected.options.iter().map(|option| option[0].as_str()).collect();
                format!("write one of: {}; or nothing in the whole line for no agreement", names.join(", "))
            }
        };
        fault("unknown-option", format!("`{name}` is no option of `{}`", expected.names[0]), field.span, "this field", way_out)
    }
}

/// The position of the one thing that is called so: by a name of either kind, letter by letter, or else but for case and
/// spaces where that leaves one.
fn named<'a>(text: &str, things: impl Iterator<Item = &'a [String; 2]>) -> Option<usize> {
    let text = text.trim();
    let things: Vec<&[String; 2]> = things.collect();
    if let Some(at) = things.iter().position(|names| names.iter().any(|name| name == text)) {
        return Some(at);
    }
    let wanted = folded(text);
    let mut alike = things.iter().enumerate().filter(|(_, names)| names.iter().any(|name| folded(name) == wanted));
    match (alike.next(), alike.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// Small letters, and single spaces between words.
fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use zopa_model::{Issue, Pattern, Rule};

    use super::*;

    fn space() -> OutcomeSpace {
        let issues = vec![Issue::ordered("pay", ["2", "3"]), Issue::categorical("night", ["free", "none"])];
        let rule = Rule { forbids: Pattern::new([(0, vec![1]), (1, vec![0])]), reason: "too dear".into() };
        OutcomeSpace::new(issues, vec![rule])
    }

    fn issues() -> Vec<ExpectedIssue> {
        let pair = |one: &str, other: &str| [one.to_owned(), other.to_owned()];
        vec![
            ExpectedIssue { names: pair("Rise in pay", "pay"), options: vec![pair("2", "2"), pair("3", "3")] },
            ExpectedIssue {
                names: pair("Calls at night", "night"),
                options: vec![pair("Free", "free"), pair("No calls", "none")],
            },
        ]
    }

    /// Code, line, column and way out.
    type Told = (&'static str, usize, usize, String);

    fn reading(text: &str) -> Result<Vec<ResultRow>, Vec<Told>> {
        let (space, issues) = (space(), issues());
        read(text.as_bytes(), &Expected { space: &space, issues: &issues }).map_err(|faults| {
            let told = |fault: Diagnostic| {
                let place = crate::Position::of(text.as_bytes(), fault.labels[0].span.start);
                (fault.code, place.line, place.column, fault.way_out)
            };
            faults.into_iter().map(told).collect()
        })
    }

    fn settled(text: &str) -> Vec<(u32, Entered)> {
        reading(text).expect("reads").into_iter().map(|row| (row.group, row.entered)).collect()
    }

    #[test]
    fn names_of_both_kinds_are_read_in_any_order_and_dialect() {
        let rows =
            settled("Group;rise in PAY;night;mark\r\n1;2;free;ab3d\r\n2;;;\r\n3;none;none;\r\n4;3;No calls;\r\n5;?;?;\r\n");
        let deal = |options: [u32; 2]| Entered::Deal(options.to_vec());
        let expected = [(1, deal([0, 0])), (2, Entered::NoDeal), (3, Entered::NoDeal), (4, deal([1, 1])), (5, Entered::Nothing)];
        assert_eq!(rows, expected);
        let marked = reading("mark,group,pay,night\nab3d,1,2,free\n").expect("reads");
        assert_eq!(marked[0].mark.as_ref().map(|(mark, _)| mark.as_str()), Some("AB3D"));
    }

    #[test]
    fn a_header_that_is_wrong_is_told_once() {
        assert_eq!(reading("").unwrap_err()[0].0, "no-header");
        let faults = reading("group,pya,night,pupils\n1,2,free,3\n").unwrap_err();
        assert_eq!(faults[0], ("unknown-column", 1, 7, "did you mean `pay`?".to_owned()));
        assert_eq!((faults[1].0, faults[1].2, faults.len()), ("unknown-column", 17, 2));
        assert_eq!(reading("group,pay\n1,2\n").unwrap_err()[0].0, "column-missing");
        assert_eq!(reading("group,pay,night,pay\n").unwrap_err()[0].0, "column-twice");
        assert_eq!(reading("group,pay,night\n").unwrap_err()[0].0, "no-groups");
    }

    #[test]
    fn all_faults_of_the_rows_are_told_with_their_places() {
        let faults = reading("group,pay,night\n0,2,free\n1,4,fere\n2,3,\n3,3,free\n3,2,free\n4,2\n").unwrap_err();
        let codes: Vec<(&str, usize, usize)> = faults.iter().map(|fault| (fault.0, fault.1, fault.2)).collect();
        let expected = [
            ("bad-group", 2, 1),
            ("unknown-option", 3, 3),
            ("unknown-option", 3, 5),
            ("half-settled", 4, 5),
            ("forbidden", 5, 3),
            ("group-twice", 6, 1),
            ("row-length", 7, 3),
        ];
        assert_eq!(codes, expected);
        assert_eq!(faults[2].3, "did you mean `Free`?");
    }

    #[test]
    fn what_is_no_text_has_a_place() {
        assert_eq!(reading("group,pay\n1,\"2\n").unwrap_err()[0], ("unreadable", 2, 3, "close it".to_owned()));
    }
}
