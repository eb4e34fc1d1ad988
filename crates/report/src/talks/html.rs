//! A session as one HTML file.

use askama::Template;

use crate::html::rendered;
use zopa_arena::quality::{Quality, SOLUTIONS};

use super::Talks;
use super::story::{Line, Path, Story, ending_in_words, outcome_in_words, pair};
use super::terminal::rules_in_words;
use crate::chart::{self, Chart, STYLE};
use crate::words::{capitalised, number, percent};

/// A session as a page: no script, no request.
pub fn html(talks: &Talks<'_>) -> String {
    let charts: Vec<Chart> = Path::of(talks).iter().map(chart::path).chain([chart::descent(talks)]).collect();
    rendered(&Page {
        talks,
        parties: talks.parties(),
        story: Story::of(talks),
        quality: talks.quality,
        charts,
        chart_style: STYLE,
        page_style: include_str!("../../templates/report.css"),
    })
}

/// Lines of the story on a page: a longer one is for the transcript.
const MOST_LINES: usize = 2000;

/// What the template sees.
#[derive(Template)]
#[template(path = "talks.html")]
struct Page<'a> {
    talks: &'a Talks<'a>,
    parties: Vec<String>,
    story: Story,
    quality: &'a Quality,
    charts: Vec<Chart>,
    chart_style: &'static str,
    page_style: &'static str,
}

impl Page<'_> {
    fn rules(&self) -> String {
        rules_in_words(self.talks)
    }

    fn heading(&self) -> Option<String> {
        self.talks.header.heading.as_deref().map(capitalised)
    }

    fn ending(&self) -> String {
        capitalised(ending_in_words(&self.talks.session.ending))
    }

    fn agreement(&self) -> Option<String> {
        self.talks.session.ending.agreement().map(|offer| outcome_in_words(self.talks, offer))
    }

    fn lines(&self) -> &[Line] {
        &self.story.lines[..self.story.lines.len().min(MOST_LINES)]
    }

    fn left_out(&self) -> usize {
        self.story.lines.len().saturating_sub(MOST_LINES)
    }

    fn worth(&self, line: &Line) -> String {
        line.worth.as_deref().map_or_else(String::new, pair)
    }

    fn who(&self, seat: &usize) -> String {
        let line = &self.talks.header.seats[*seat];
        line.strategy.clone().unwrap_or_else(|| "a program, a script or a person".to_owned())
    }

    fn label(&self, seat: &usize) -> String {
        self.talks.header.seats[*seat].label.clone().unwrap_or_default()
    }

    fn utility(&self, seat: &usize) -> String {
        number(self.quality.utilities[*seat])
    }

    fn discounted(&self, seat: &usize) -> String {
        number(self.quality.discounted[*seat])
    }

    fn advantage(&self, seat: &usize) -> String {
        percent(self.quality.advantages[*seat])
    }

    fn concession(&self, seat: &usize) -> String {
        self.quality.concessions[*seat].map_or_else(|| "–".to_owned(), percent)
    }

    /// The measures that are defined, with their names.
    fn measures(&self) -> Vec<(String, String)> {
        let quality = self.quality;
        let distance = |(name, to): (&&str, Option<f64>)| Some((format!("distance to {}", name.replace('_', "-")), number(to?)));
        let mut measures: Vec<(String, String)> =
            quality.to_frontier.iter().map(|to| ("distance to the frontier".to_owned(), number(*to))).collect();
        measures.extend(SOLUTIONS.iter().zip(quality.to_solutions).filter_map(distance));
        measures.push(("sum of utilities".to_owned(), number(quality.welfare)));
        let ratios = [
            ("share of the largest sum", quality.welfare_ratio),
            ("share of the largest product of gains", quality.nash_ratio),
            ("integrative ratio", quality.integrative_ratio),
        ];
        measures.extend(ratios.iter().filter_map(|(name, ratio)| Some(((*name).to_owned(), percent((*ratio)?)))));
        measures
    }
}
