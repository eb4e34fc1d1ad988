//! Sheets on paper: one HTML file that prints each sheet on one or two A4 pages.

use askama::Template;

use super::SheetDocument;
use super::sheet::INSTRUCTIONS;
use crate::html::rendered;

/// One sheet, or several that each begin on a page of their own.
pub fn html(sheets: &[SheetDocument]) -> String {
    rendered(&Page { sheets, style: include_str!("../../templates/sheet.css") })
}

/// What the template sees.
#[derive(Template)]
#[template(path = "sheet.html")]
struct Page<'a> {
    sheets: &'a [SheetDocument],
    style: &'static str,
}

impl Page<'_> {
    fn title(&self) -> String {
        match self.sheets {
            [one] => format!("{}: sheet of {}, group {}", one.case, one.party, one.group),
            [first, ..] => format!("{}: {} sheets", first.case, self.sheets.len()),
            [] => "No sheets".to_owned(),
        }
    }

    fn instructions(&self) -> [&'static str; 5] {
        INSTRUCTIONS
    }

    fn bonus(&self, bonus: &super::BonusView) -> String {
        SheetDocument::bonus_words(bonus)
    }

    /// Options of an issue as boxes to tick, or a line to write on where there are many.
    fn has_boxes(&self, issue: &super::IssueSheet) -> bool {
        issue.options.len() <= 12
    }
}
