//! From the rows of a results file to forms that can be measured.

use std::collections::BTreeMap;

use zopa_dossier::Diagnostic;
use zopa_dossier::results::{Entered, Expected, ExpectedIssue, read, wrong_mark};
use zopa_table::class::{Course, Form};

use super::Lesson;

/// What the groups in a results file agreed on. Groups up to `groups` without a line are there as well: they are not in.
///
/// # Errors
/// Everything that is wrong with the file; marks that are not those of the sheets of `course`.
pub fn forms(
    lesson: &Lesson,
    course: &Course,
    bytes: &[u8],
    groups: u32,
) -> Result<BTreeMap<u32, Option<Form>>, Vec<Diagnostic>> {
    let issues: Vec<ExpectedIssue> = lesson.issues.iter().map(expected).collect();
    let rows = read(bytes, &Expected { space: course.space(), issues: &issues })?;
    let is_wrong = |group: u32, mark: &str| mark != course.mark(group);
    let wrong: Vec<Diagnostic> = rows
        .iter()
        .filter_map(|row| {
            let (mark, span) = row.mark.as_ref().filter(|(mark, _)| is_wrong(row.group, mark))?;
            Some(wrong_mark(row.group, mark, *span))
        })
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut forms: BTreeMap<u32, Option<Form>> = (1..=groups).map(|group| (group, None)).collect();
    forms.extend(rows.into_iter().map(|row| (row.group, form(row.entered))));
    Ok(forms)
}

fn form(entered: Entered) -> Option<Form> {
    match entered {
        Entered::Deal(options) => Some(Form::Deal(options)),
        Entered::NoDeal => Some(Form::NoDeal),
        Entered::Nothing => None,
    }
}

fn expected(issue: &super::LessonIssue) -> ExpectedIssue {
    ExpectedIssue {
        names: [issue.name.clone(), issue.short.clone()],
        options: issue.options.iter().map(|(name, short)| [name.clone(), short.clone()]).collect(),
    }
}
