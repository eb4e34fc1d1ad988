//! Forecasts as one HTML file.

use askama::Template;

use crate::html::rendered;

use super::document::{BaselineView, ForecastDocument, ScaleView};
use super::terminal::{short, told};
use crate::chart::{self, Chart, STYLE};
use crate::words::{count, list, percent};

/// Forecasts as a page: no script, no request.
pub fn html(document: &ForecastDocument) -> String {
    rendered(&Page { document, chart_style: STYLE, page_style: include_str!("../../templates/report.css") })
}

/// What the template sees.
#[derive(Template)]
#[template(path = "forecast.html")]
struct Page<'a> {
    document: &'a ForecastDocument,
    chart_style: &'static str,
    page_style: &'static str,
}

impl Page<'_> {
    fn withheld(&self) -> Option<String> {
        let items = self.document.case.withheld.items as usize;
        (items > 0).then(|| format!("For {}: {} withheld.", self.document.case.audience, count(items, "item", "items")))
    }

    fn chart(&self, forecast: &str, scale: &ScaleView) -> Chart {
        chart::forecast::chart(forecast, scale)
    }

    fn number(&self, value: &f64) -> String {
        short(*value)
    }

    fn range(&self, [low, high]: &[f64; 2]) -> String {
        if low == high { short(*low) } else { format!("{} to {}", short(*low), short(*high)) }
    }

    fn percent(&self, share: &f64) -> String {
        percent(*share)
    }

    fn told(&self, baseline: &BaselineView, scale: &ScaleView) -> String {
        told(baseline, &scale.unit)
    }

    fn listed(&self, words: &[String]) -> String {
        list(words, "and")
    }

    fn numbers(&self, values: &[f64]) -> String {
        values.iter().map(|value| short(*value)).collect::<Vec<_>>().join(", ")
    }

    fn doubts(&self, doubts: &&'static [&'static str]) -> String {
        doubts.join("; ")
    }

    /// A row of where one actor stands, round by round.
    fn path(&self, positions: &[Vec<f64>], actor: &usize) -> Vec<String> {
        positions.iter().map(|round| short(round[*actor])).collect()
    }
}
