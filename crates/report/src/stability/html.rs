//! Conflicts as one HTML file.

use askama::Template;

use crate::html::rendered;

use super::document::{ConflictView, ConfrontationView, StabilityDocument, StateView};
use super::marks;
use super::terminal::{compatible, numbers, remarkable};
use crate::chart::{self, Chart, STYLE};
use crate::words::{count, list};

/// Conflicts as a page: no script, no request.
pub fn html(document: &StabilityDocument) -> String {
    rendered(&Page { document, chart_style: STYLE, page_style: include_str!("../../templates/report.css") })
}

/// Most states that are explained one by one.
const MOST_EXPLAINED: usize = 200;

/// What the template sees.
#[derive(Template)]
#[template(path = "stability.html")]
struct Page<'a> {
    document: &'a StabilityDocument,
    chart_style: &'static str,
    page_style: &'static str,
}

impl Page<'_> {
    fn withheld(&self) -> Option<String> {
        let items = self.document.case.withheld.items as usize;
        (items > 0).then(|| format!("For {}: {} withheld.", self.document.case.audience, count(items, "item", "items")))
    }

    fn charts(&self, conflict: &ConflictView) -> Vec<Chart> {
        chart::conflict::charts(conflict)
    }

    fn direction(&self, direction: &&'static str) -> &'static str {
        match *direction {
            "forward" => "cannot be taken back",
            "backward" => "once left, cannot be taken again",
            _ => "can be taken and taken back",
        }
    }

    fn listed(&self, words: &[String]) -> String {
        list(words, "and")
    }

    fn taken(&self, state: &StateView) -> String {
        if state.taken.is_empty() { "nothing is done".to_owned() } else { list(&state.taken, "and") }
    }

    fn holds_now(&self, conflict: &ConflictView, state: &StateView) -> bool {
        conflict.status_quo == Some(state.number)
    }

    fn marks(&self, seat: &super::document::SeatView) -> String {
        marks(&seat.stays)
    }

    fn numbers(&self, places: &[usize]) -> String {
        if places.is_empty() { "none".to_owned() } else { numbers(places) }
    }

    /// Each concept with its equilibria, and those of which it is not known.
    fn equilibria<'c>(&self, conflict: &'c ConflictView) -> Vec<(&'static str, &'c Vec<usize>, &'c Vec<usize>)> {
        let perhaps = conflict.perhaps_equilibria.named();
        conflict.equilibria.named().into_iter().zip(perhaps).map(|((name, sure), (_, perhaps))| (name, sure, perhaps)).collect()
    }

    fn remarkable<'c>(&self, conflict: &'c ConflictView) -> Vec<&'c StateView> {
        remarkable(conflict)
    }

    /// The other states, as many as a page holds.
    fn others<'c>(&self, conflict: &'c ConflictView) -> Vec<&'c StateView> {
        let told: Vec<usize> = remarkable(conflict).iter().map(|state| state.number).collect();
        conflict.states.iter().filter(|state| !told.contains(&state.number)).take(MOST_EXPLAINED).collect()
    }

    fn compatible(&self, confrontation: &ConfrontationView) -> &'static str {
        compatible(confrontation)
    }

    fn rule(&self, conflict: &ConflictView) -> &'static str {
        match conflict.rule {
            "once-each" => "no opponent moves more than once in an answer (a variant found in some programs)",
            _ => "in an answer nobody moves twice in a row, and the same one may move again after another",
        }
    }
}
