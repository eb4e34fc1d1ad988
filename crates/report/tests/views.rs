//! Golden pictures and texts, and what must hold of every view of every document.

mod samples;

use std::collections::BTreeSet;

use zopa_report::chart::{self, charts};
use zopa_report::{Document, Styling, Width, brief, html, terminal, to_json};

fn all_samples() -> Vec<Document> {
    vec![
        samples::labour_dispute(),
        samples::as_if_real(),
        samples::three_way(),
        samples::textbook(),
        samples::statements_only(),
        samples::long(),
        samples::hostile(),
        samples::field(),
    ]
}

/// The values of an attribute, in order.
fn attributes<'a>(markup: &'a str, name: &str) -> Vec<&'a str> {
    let lead = format!(" {name}=\"");
    markup.split(&lead).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn terminal_texts() {
    for (name, document) in [
        ("labour", samples::labour_dispute()),
        ("three", samples::three_way()),
        ("textbook", samples::textbook()),
        ("statements", samples::statements_only()),
        ("field", samples::field()),
    ] {
        for columns in [80, 120] {
            let text = terminal(&document, Width::new(columns), Styling::Plain);
            insta::assert_snapshot!(format!("terminal-{name}-{columns}"), text);
        }
    }
}

#[test]
fn pictures() {
    for (name, document) in
        [("labour", samples::labour_dispute()), ("three", samples::three_way()), ("textbook", samples::textbook())]
    {
        for chart in charts(&document) {
            insta::assert_snapshot!(format!("chart-{name}-{}-narrow", chart.name), chart.narrow);
            insta::assert_snapshot!(format!("chart-{name}-{}-wide", chart.name), chart.wide);
        }
    }
}

#[test]
fn terminal_lines_fit_every_width() {
    for document in all_samples() {
        for columns in 60..=200 {
            for line in terminal(&document, Width::new(columns), Styling::Plain).lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= columns, "{width} of {columns} columns: {line}");
            }
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    for document in all_samples() {
        let plain = terminal(&document, Width::new(100), Styling::Plain);
        let coloured = terminal(&document, Width::new(100), Styling::Colour);
        assert!(!plain.contains('\u{1b}'), "plain text holds no escape, whatever the case holds");
        assert!(coloured.contains('\u{1b}'));
        let stripped = anstyle_stripped(&coloured);
        let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
        assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
    }
}

/// Text without escapes of the form `ESC [ … m`.
fn anstyle_stripped(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn pages_are_offline_small_and_repeatable() {
    for document in all_samples() {
        for page in [html(&document), brief(&document)] {
            assert!(page.len() < 1_000_000);
            for forbidden in ["<script", " src=\"", "@import", "url(", "<link", "<iframe", "javascript:", " onload", " onclick"] {
                assert!(!page.contains(forbidden), "{} holds {forbidden}", document.case.title);
            }
            assert!(page.contains("default-src 'none'"));
            assert!(attributes(&page, "href").iter().all(|href| href.starts_with('#')), "links stay in the page");
        }
        assert!(html(&document) == html(&document.clone()) && brief(&document) == brief(&document.clone()));
    }
}

#[test]
fn cells_of_a_table_that_stacks_on_a_phone_say_what_they_are() {
    for document in all_samples() {
        let page = html(&document);
        for table in page.split("<table class=\"stacked\"").skip(1).filter_map(|rest| rest.split("</table>").next()) {
            assert_eq!(table.matches("<td").count(), table.matches(" data-label=\"").count(), "{}", document.case.title);
        }
    }
    assert!(html(&samples::field()).matches("class=\"stacked\"").count() == 3, "parties, lotteries and variants");
}

#[test]
fn ids_are_unique_and_every_link_leads_somewhere() {
    for document in all_samples() {
        for page in [html(&document), brief(&document)] {
            let ids = attributes(&page, "id");
            let distinct: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "{}: an id stands twice", document.case.title);
            for href in attributes(&page, "href") {
                assert!(distinct.contains(&href[1..]), "{}: {href} leads nowhere", document.case.title);
            }
            for labels in attributes(&page, "aria-labelledby") {
                assert!(labels.split(' ').all(|label| distinct.contains(label)), "{labels}");
            }
        }
    }
}

#[test]
fn pictures_speak_to_screen_readers() {
    for document in all_samples() {
        for chart in charts(&document) {
            for svg in [&chart.narrow, &chart.wide] {
                assert!(svg.contains("role=\"img\"") && svg.contains("<title id=") && svg.contains("<desc id="));
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{} holds a coordinate that is no number", chart.name);
            }
            assert!(chart::standalone(&chart.wide).contains("<style>"));
        }
    }
}

/// A real conflict has reference points; nobody is sold a solution.
#[test]
fn a_real_case_has_reference_points() {
    let mut document = samples::textbook();
    assert!(html(&document).contains("<caption>Solutions."));
    document.case.nature = zopa_report::document::NatureView::Real;
    let page = html(&document);
    assert!(page.contains("<caption>Reference points.") && !page.contains("Solutions"));
    assert!(terminal(&document, Width::new(80), Styling::Plain).contains("Reference points"));
    assert!(page.contains("imply no view on status"), "a real case carries the note on neutrality");
}

#[test]
fn what_needs_no_weights_comes_first() {
    let document = samples::labour_dispute();
    let page = html(&document);
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is on the page"));
    assert!(place("id=\"said\"") < place("id=\"judged\"") && place("id=\"judged\"") < place("id=\"computed\""));
    let text = terminal(&document, Width::new(80), Styling::Plain);
    assert!(text.find("What was said") < text.find("Does a deal fit"));
}

#[test]
fn withheld_items_are_counted_in_every_view() {
    let document = samples::as_if_real();
    assert!(html(&document).contains("3 items of the case are withheld"));
    assert!(brief(&document).contains("3 items withheld"));
    assert!(terminal(&document, Width::new(80), Styling::Plain).contains("3 items are withheld"));
    assert!(to_json(&document).contains("\"items\": 3"));
}

#[test]
fn the_brief_has_two_pages() {
    for document in all_samples() {
        assert_eq!(brief(&document).matches("<section class=\"page\"").count(), 2);
    }
}

#[test]
fn duties_have_no_share_of_the_conflict_and_no_opposition() {
    let document = samples::labour_dispute();
    let stakes = charts(&document).into_iter().find(|chart| chart.name == "stakes").expect("there are stakes");
    for topic in document.aside() {
        assert!(!stakes.wide.contains(&topic.name) && !stakes.narrow.contains(&topic.name));
    }
}

/// A quotation that does not stand in its text is told at the top of every view, and beside the quotation.
#[test]
fn misquotations_are_told_first() {
    let document = samples::labour_dispute();
    let warning = "1 of 4 does not stand in its source text";
    let text = terminal(&document, Width::new(100), Styling::Plain);
    assert!(text.find(warning).expect("the terminal says so") < text.find("What was said").expect("there are topics"));
    for page in [html(&document), brief(&document)] {
        assert!(page.find(warning).expect("the page says so") < page.find("What was said: no").expect("there are topics"));
        assert_eq!(page.matches(warning).count(), 1);
    }
    let page = html(&document);
    let table = page.split("class=\"stacked\"").nth(1).and_then(|rest| rest.split("</table>").next()).expect("a table");
    assert_eq!(table.matches("does not stand in the text").count(), 1);
}

/// What was stopped is not known, and the frontier of what all accept is no part of the other.
#[test]
fn a_stopped_frontier_has_no_size() {
    let mut document = samples::textbook();
    let frontier = document.frontier.as_mut().expect("the textbook has points");
    (frontier.size, frontier.rational_size, frontier.stopped) = (None, None, Some("after 10 nodes".into()));
    frontier.points.clear();
    let text = terminal(&document, Width::new(200), Styling::Plain);
    assert!(text.contains("stopped: after 10 nodes") && !text.contains("0 points"), "{text}");
    assert!(html(&document).contains("stopped: after 10 nodes"));
    assert!(to_json(&document).contains("\"size\": null"));
}

/// A case must not be able to turn round the direction of the text of a page.
#[test]
fn no_page_holds_a_control_of_direction() {
    let document = samples::hostile();
    for page in [html(&document), brief(&document), terminal(&document, Width::new(100), Styling::Plain)] {
        assert!(!page.contains(|character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')));
    }
}
