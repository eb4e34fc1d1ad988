//! What a class sees: a confidential sheet for each part, and the debrief of all groups.
//!
//! ```text
//! Dossier (or a scenario of the field) ──lesson──▶ Lesson (names, story) + Course ──▶ SheetDocument ──▶ terminal, JSON, paper
//!                                                        + forms of the groups ──────▶ DebriefDocument ─▶ terminal, JSON, HTML, CSV
//! ```

mod csv;
mod debrief;
mod debrief_html;
mod debrief_terminal;
mod lesson;
mod results;
mod sheet;
mod sheet_html;
mod sheet_terminal;

pub use self::csv::{blank as blank_results, debrief as debrief_csv, results as results_csv};
pub use self::debrief::{
    ClassView, DebriefDocument, EndedName, GroupView, SpreadView, WorthView, document as assemble_debrief, json as debrief_json,
};
pub use self::debrief_html::{html as debrief_html, pictures as debrief_pictures};
pub use self::debrief_terminal::terminal as debrief_terminal;
pub use self::lesson::{Lesson, LessonIssue, NoLesson, Wanted, of_dossier as lesson, of_field as field_lesson};
pub use self::results::forms;
pub use self::sheet::{BonusView, IssueSheet, OptionPoints, SheetDocument, document as assemble_sheet, json as sheet_json};
pub use self::sheet_html::html as sheets_html;
pub use self::sheet_terminal::terminal as sheet_terminal;
