//! A debrief as one HTML file, and its pictures.

use askama::Template;

use super::debrief::{DebriefDocument, EndedName, GroupView, SpreadView, WorthView};
use super::debrief_terminal::signed_percent;
use crate::chart::{self, Chart, STYLE};
use crate::html::rendered;
use crate::words::{list, number};

/// A debrief as a page: no script, no request.
pub fn html(document: &DebriefDocument) -> String {
    rendered(&Page {
        document,
        charts: chart::debrief(document),
        chart_style: STYLE,
        page_style: include_str!("../../templates/report.css"),
    })
}

/// The pictures of a debrief, which need [`STYLE`].
pub fn pictures(document: &DebriefDocument) -> Vec<Chart> {
    chart::debrief(document)
}

/// What the template sees.
#[derive(Template)]
#[template(path = "debrief.html")]
struct Page<'a> {
    document: &'a DebriefDocument,
    charts: Vec<Chart>,
    chart_style: &'static str,
    page_style: &'static str,
}

impl Page<'_> {
    fn counts(&self) -> String {
        self.document.counts()
    }

    fn how(&self) -> String {
        self.document.how()
    }

    fn remarks(&self) -> Vec<String> {
        self.document.remarks()
    }

    fn ended(&self, group: &GroupView) -> &'static str {
        match (group.ended, &group.worth) {
            (EndedName::Deal, _) => "deal",
            (EndedName::NoDeal, Some(worth)) if worth.missed => "no deal, but there was one",
            (EndedName::NoDeal, _) => "no deal",
            (EndedName::NotIn, _) => "not in",
        }
    }

    fn points(&self, group: &GroupView, part: &usize) -> String {
        let Some(worth) = &group.worth else { return format!("best {}", group.best[*part]) };
        format!("{} of {} points", worth.points[*part], group.best[*part])
    }

    fn limit(&self, group: &GroupView, part: &usize) -> String {
        group.limits[*part].map_or_else(|| "no limit".to_owned(), |limit| format!("limit {limit}"))
    }

    fn share(&self, worth: Option<&WorthView>, part: &usize) -> String {
        worth.map_or_else(|| "–".to_owned(), |worth| signed_percent(worth.shares[*part]))
    }

    fn place(&self, worth: Option<&WorthView>) -> String {
        match worth.map(|worth| (worth.efficient, worth.to_frontier)) {
            Some((Some(true), _)) => "on it".to_owned(),
            Some((_, Some(to))) => number(to),
            _ => "–".to_owned(),
        }
    }

    fn ratio(&self, ratio: Option<f64>) -> String {
        ratio.map_or_else(|| "–".to_owned(), signed_percent)
    }

    fn gain(&self, worth: Option<&WorthView>) -> String {
        self.ratio(worth.and_then(|worth| worth.integrative_ratio))
    }

    fn nash(&self, worth: Option<&WorthView>) -> String {
        self.ratio(worth.and_then(|worth| worth.nash_ratio))
    }

    fn below(&self, worth: Option<&WorthView>) -> String {
        worth.map_or_else(String::new, |worth| worth.below_limit.join(", "))
    }

    fn settled(&self, outcome: &crate::document::OutcomeView) -> String {
        let each: Vec<String> = outcome.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
        each.join("; ")
    }

    fn better_points(&self, points: &[i64]) -> String {
        let each: Vec<String> = points.iter().map(i64::to_string).collect();
        list(&each, "and")
    }

    /// Rows of the table of spreads: a name, and mean, middle, least and greatest.
    fn spreads(&self) -> Vec<(String, [String; 4], usize)> {
        let class = &self.document.class;
        let row = |name: String, spread: &SpreadView, tell: fn(f64) -> String| {
            let cell = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), tell);
            (name, [spread.mean, spread.median, spread.least, spread.greatest].map(cell), spread.left_out)
        };
        let shares = self.document.parties.iter().zip(&class.shares);
        let mut rows: Vec<_> = shares.map(|(party, spread)| row(format!("Share of {party}"), spread, signed_percent)).collect();
        rows.push(row("Distance to the frontier".to_owned(), &class.to_frontier, number));
        rows.push(row("Of all there was to gain (integrative ratio)".to_owned(), &class.integrative_ratio, signed_percent));
        rows.push(row("Of the largest product of gains (Nash ratio)".to_owned(), &class.nash_ratio, signed_percent));
        rows
    }
}
