//! A debrief on a terminal.

use super::debrief::{DebriefDocument, EndedName, GroupView, SpreadView};
use crate::terminal::page::{Page, Voice};
use crate::words::{list, number, percent};
use crate::{Styling, Width};

/// A debrief as text for a terminal.
pub fn terminal(document: &DebriefDocument, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    if let Some(heading) = document.heading {
        page.voiced_paragraph(0, Voice::Open, &format!("{heading}."));
    }
    page.heading(&format!("Debrief: {}", document.case), "");
    page.paragraph(2, &format!("{}. {}.", document.counts(), document.how()));
    document.remarks().iter().for_each(|remark| page.point(remark));
    page.heading("Group by group", "share of the way from no agreement to the own best");
    document.groups.iter().for_each(|group| one(&mut page, document, group));
    page.heading("The class", "over groups with a deal: mean, middle, from least to greatest");
    for (party, spread) in document.parties.iter().zip(&document.class.shares) {
        page.labelled(party, Voice::Strong, 34, &spread_words(spread, percent));
    }
    let class = &document.class;
    page.labelled("distance to the frontier", Voice::Strong, 34, &spread_words(&class.to_frontier, number));
    page.labelled("of all there was to gain", Voice::Strong, 34, &spread_words(&class.integrative_ratio, percent));
    page.labelled("of the largest product of gains", Voice::Strong, 34, &spread_words(&class.nash_ratio, percent));
    page.finish()
}

fn one(page: &mut Page, document: &DebriefDocument, group: &GroupView) {
    let label = format!("group {}", group.group);
    let (voice, words) = match (&group.worth, group.ended) {
        (None, _) => (Voice::Quiet, "not in".to_owned()),
        (Some(worth), EndedName::Deal) => {
            let voice = if worth.efficient == Some(true) { Voice::Good } else { Voice::Open };
            (voice, deal_words(document, group))
        }
        (Some(worth), _) if worth.missed => {
            (Voice::Bad, "no deal, though there was something that all would have signed".to_owned())
        }
        (Some(_), _) => (Voice::Strong, "no deal".to_owned()),
    };
    page.labelled(&label, voice, 13, &words);
    if let Some(worth) = &group.worth {
        for party in &worth.below_limit {
            page.voiced_paragraph(13, Voice::Bad, &format!("{party} signed below its limit, or what it may not sign."));
        }
        if let Some(better) = &worth.better {
            let settled: Vec<String> = better.outcome.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
            page.voiced_paragraph(
                13,
                Voice::Quiet,
                &format!("better for somebody, worse for nobody ({} points): {}", pair(&better.points), settled.join("; ")),
            );
        }
    }
}

/// "61 and 48 points (55 % and 40 %), on the frontier, 96 % of all there was to gain".
fn deal_words(document: &DebriefDocument, group: &GroupView) -> String {
    let Some(worth) = &group.worth else { return String::new() };
    let each: Vec<String> = document
        .parties
        .iter()
        .zip(worth.points.iter().zip(&worth.shares))
        .map(|(party, (points, share))| format!("{party} {points} ({})", signed_percent(*share)))
        .collect();
    let place = match (worth.efficient, worth.to_frontier) {
        (Some(true), _) => "on the frontier".to_owned(),
        (_, Some(to)) => format!("{} from the frontier", number(to)),
        (_, None) => "the frontier is not known".to_owned(),
    };
    let gain =
        worth.integrative_ratio.map_or_else(String::new, |ratio| format!(", {} of all there was to gain", signed_percent(ratio)));
    format!("{}; {place}{gain}", each.join(", "))
}

/// A share that may be below zero.
pub(super) fn signed_percent(share: f64) -> String {
    if share < -0.005 { format!("−{}", percent(-share)) } else { percent(share) }
}

fn pair(points: &[i64]) -> String {
    list(&points.iter().map(i64::to_string).collect::<Vec<_>>(), "and")
}

fn spread_words(spread: &SpreadView, tell: fn(f64) -> String) -> String {
    let (Some(mean), Some(median), Some(least), Some(greatest)) = (spread.mean, spread.median, spread.least, spread.greatest)
    else {
        return "no deal to tell it of".to_owned();
    };
    let left = if spread.left_out > 0 { format!("; not defined for {}", spread.left_out) } else { String::new() };
    let sign = |value: f64| if value < 0.0 { format!("−{}", tell(-value)) } else { tell(value) };
    format!("{}, {}, {} to {}{left}", sign(mean), sign(median), sign(least), sign(greatest))
}
