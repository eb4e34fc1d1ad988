//! A roadmap as one HTML file.

use askama::Template;

use crate::html::rendered;

use super::document::{DeadlockView, MoveView, OpeningView, PassingRow, PlanView, RoadmapDocument, SaidView};
use super::terminal::{ends_in_words, opening_in_words, said_in_words};
use crate::chart::{self, Chart, STYLE};
use crate::document::Frequency;
use crate::words;

/// A roadmap as a page: no script, no request.
pub fn html(document: &RoadmapDocument) -> String {
    rendered(&Page { document, chart_style: STYLE, page_style: include_str!("../../templates/report.css") })
}

/// What the template sees.
#[derive(Template)]
#[template(path = "roadmap.html")]
struct Page<'a> {
    document: &'a RoadmapDocument,
    chart_style: &'static str,
    page_style: &'static str,
}

/// Every picture of a roadmap: the circles of its deadlocks, then a schedule for each plan that has an order.
pub fn charts(document: &RoadmapDocument) -> Vec<Chart> {
    let circles = document.deadlocks.iter().enumerate().flat_map(|(at, deadlock)| circles(document, at, deadlock));
    let schedules = document.plans.iter().enumerate().filter_map(|(at, plan)| schedule(document, at, plan));
    circles.chain(schedules).collect()
}

fn circles(document: &RoadmapDocument, at: usize, deadlock: &DeadlockView) -> Vec<Chart> {
    let circles = deadlock.circles.iter().enumerate();
    circles.map(|(which, links)| chart::circle(&format!("circle-{at}-{which}"), &document.parties, links)).collect()
}

/// A picture of the first order that is told of a plan.
fn schedule(document: &RoadmapDocument, at: usize, plan: &PlanView) -> Option<Chart> {
    let reading = plan.readings.iter().find(|reading| !reading.order.is_empty())?;
    Some(chart::schedule(&format!("schedule-{at}"), &document.parties, &reading.order))
}

impl Page<'_> {
    fn circles(&self, at: &usize, deadlock: &DeadlockView) -> Vec<Chart> {
        circles(self.document, *at, deadlock)
    }

    fn behind(&self, at: &usize) -> Vec<&str> {
        self.document.behind.iter().filter(|behind| behind.deadlock == *at).map(|behind| behind.condition.as_str()).collect()
    }

    fn schedule(&self, at: &usize, plan: &PlanView) -> Option<Chart> {
        schedule(self.document, *at, plan)
    }

    fn said(&self, said: &SaidView) -> String {
        said_in_words(said)
    }

    fn opening(&self, opening: &OpeningView) -> String {
        opening_in_words(opening)
    }

    fn forms<'d>(&self, deadlock: &'d DeadlockView) -> Option<&'d OpeningView> {
        deadlock.openings.iter().find(|opening| !opening.forms.is_empty())
    }

    fn ends(&self, ends: &str) -> &'static str {
        ends_in_words(ends)
    }

    fn list(&self, items: &[String]) -> String {
        words::list(items, "and")
    }

    fn steps(&self, one: &MoveView) -> String {
        words::list(&one.steps, "with")
    }

    fn number(&self, value: &f64) -> String {
        words::number(*value)
    }

    fn draws(&self, frequency: &Frequency) -> String {
        words::draws_in_words(frequency)
    }

    fn odds(&self, row: &PassingRow) -> String {
        let (low, high) = row.probability;
        if low == high { words::percent(low) } else { format!("{} to {}", words::percent(low), words::percent(high)) }
    }

    fn days(&self, days: &(u32, u32)) -> String {
        if days.0 == days.1 { days.0.to_string() } else { format!("{} to {}", days.0, days.1) }
    }
}
