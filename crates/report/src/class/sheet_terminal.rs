//! A sheet on a terminal.

use super::SheetDocument;
use super::sheet::INSTRUCTIONS;
use crate::terminal::page::{Page, Voice};
use crate::{Styling, Width};

/// A sheet as text for a terminal.
pub fn terminal(sheet: &SheetDocument, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    if let Some(heading) = sheet.heading {
        page.voiced_paragraph(0, Voice::Open, &format!("{heading}."));
    }
    page.heading(&sheet.case, &format!("confidential: for {}, group {}", sheet.party, sheet.group));
    if let Some(story) = &sheet.story {
        page.paragraph(2, story);
    }
    page.paragraph(2, &sheet.across_words());
    for aside in &sheet.asides {
        page.paragraph(2, &format!("Not for bargaining: {}, {}", aside.issue, aside.reason));
    }
    points(&mut page, sheet);
    page.heading("Your limit", "");
    page.voiced_paragraph(2, Voice::Strong, &sheet.limit_words());
    page.paragraph(2, &sheet.nothing_words());
    for refused in &sheet.refuses {
        page.voiced_paragraph(2, Voice::Bad, &format!("You may not sign {refused}."));
    }
    for rule in &sheet.rules {
        page.paragraph(2, &format!("Cannot stand together: {rule}"));
    }
    page.heading("What to do", &format!("mark {}", sheet.mark));
    INSTRUCTIONS.iter().for_each(|line| page.point(line));
    page.finish()
}

fn points(page: &mut Page, sheet: &SheetDocument) {
    page.heading("Your points", &format!("at most {} for all issues", sheet.most));
    page.paragraph(2, &sheet.interests());
    for issue in &sheet.issues {
        page.line("");
        page.labelled(&issue.issue, Voice::Strong, 4, "");
        for option in &issue.options {
            page.labelled(&format!("  {:>4}", option.points), Voice::Quiet, 12, &option.option);
        }
    }
    if !sheet.bonuses.is_empty() {
        page.line("");
        page.labelled("Together", Voice::Strong, 4, "");
        for bonus in &sheet.bonuses {
            page.labelled(&format!("  {:>+4}", bonus.points), Voice::Quiet, 12, &SheetDocument::bonus_words(bonus));
        }
    }
}
