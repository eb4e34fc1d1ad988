//! An exchange as one HTML file.

use askama::Template;

use crate::html::rendered;

use super::document::{ExchangeDocument, PlanView};
use super::terminal::{pair, shown};
use super::words;
use crate::chart::{self, Chart, STYLE};
use crate::words::capitalised;

/// The most batches and findings on a page: a longer list is for the JSON.
const MOST: usize = 400;

/// An answer as a page: no script, no request.
pub fn html(document: &ExchangeDocument) -> String {
    rendered(&Page {
        document,
        sides: pair(document),
        charts: charts(document),
        chart_style: STYLE,
        page_style: include_str!("../../templates/report.css"),
    })
}

/// Every picture of an exchange.
pub fn charts(document: &ExchangeDocument) -> Vec<Chart> {
    chart::exchange::charts(document)
}

/// What the template sees.
#[derive(Template)]
#[template(path = "exchange.html")]
struct Page<'a> {
    document: &'a ExchangeDocument,
    sides: [&'a str; 2],
    charts: Vec<Chart>,
    chart_style: &'static str,
    page_style: &'static str,
}

impl Page<'_> {
    fn heading(&self) -> Option<String> {
        self.document.heading.as_deref().map(capitalised)
    }

    fn cell(&self, count: &Option<u64>) -> String {
        shown(*count)
    }

    fn ahead(&self, ahead: &i64) -> String {
        words::ahead(*ahead, self.sides)
    }

    fn shown_batches<'p>(&self, plan: &'p PlanView) -> &'p [super::document::BatchView] {
        &plan.batches[..plan.batches.len().min(MOST)]
    }

    fn shown_findings<'p>(&self, findings: &'p [String]) -> &'p [String] {
        &findings[..findings.len().min(MOST)]
    }

    fn total(&self, plan: &PlanView) -> String {
        plan.total
            .map_or_else(String::new, |[one, other]| format!("{one} from {} and {other} from {}", self.sides[0], self.sides[1]))
    }

    fn certain(&self, plan: &PlanView) -> &'static str {
        if plan.optimal == Some(true) { "Optimal" } else { "Not certified optimal" }
    }

    fn moved(&self, total: &Option<[u64; 2]>, side: usize) -> String {
        total.map_or_else(|| "·".to_owned(), |total| total[side].to_string())
    }
}
