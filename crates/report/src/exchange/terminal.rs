//! An exchange on a terminal.

use super::document::{ExchangeDocument, PlanView, RowView, TableView};
use super::words;
use crate::terminal::page::{Page, Voice};
use crate::words::{capitalised, count, list};
use crate::{Styling, Width};

/// The most batches, and lines of findings, that a terminal shows.
const SHOWN: usize = 12;

/// An answer as text for a terminal.
pub fn terminal(document: &ExchangeDocument, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    if let Some(heading) = &document.heading {
        page.voiced_paragraph(0, Voice::Open, &format!("{}.", capitalised(heading)));
    }
    let sides: Vec<String> = document
        .sides
        .iter()
        .map(|side| if side.id == side.name { side.id.clone() } else { format!("{} ({})", side.name, side.id) })
        .collect();
    page.heading(&format!("Exchange of people: {}", document.title), "");
    page.paragraph(
        2,
        &format!("Between {}. People are not priced; the order is the analyst's and the law's.", list(&sides, "and")),
    );
    document.signed.iter().for_each(|signed| page.voiced_paragraph(2, Voice::Open, &format!("Signed: {signed}")));
    document.gist.iter().for_each(|words| page.voiced_paragraph(2, Voice::Strong, words));
    if document.withheld > 0 {
        page.voiced_paragraph(
            2,
            Voice::Quiet,
            &format!("{} withheld from this audience ({}).", count(document.withheld, "item is", "items are"), document.audience),
        );
    }
    took_place(&mut page, document);
    announced(&mut page, document);
    if let Some(places) = &document.places {
        page.heading("Who stands where", "every record in one line");
        table(&mut page, document, places);
    }
    if let Some(ready) = &document.ready {
        page.heading("Ready, by class", "computed from records and counts");
        table(&mut page, document, ready);
    }
    modes(&mut page, document);
    document.plan.iter().for_each(|plan| self::plan(&mut page, document, plan));
    compared(&mut page, document);
    rings(&mut page, document);
    handover(&mut page, document);
    if !document.not_known.is_empty() {
        page.heading("What is not known", "and so not computed");
        document.not_known.iter().for_each(|words| page.point(words));
    }
    page.heading("What the law says", "reminders with articles, not advice; check the texts");
    document.law.iter().for_each(|law| page.point(&format!("{} ({})", law.words, law.articles)));
    page.finish()
}

/// A count, or that it is left out.
pub(super) fn shown(count: Option<u64>) -> String {
    count.map_or_else(|| "·".to_owned(), |count| count.to_string())
}

fn table(page: &mut Page, document: &ExchangeDocument, table: &TableView) {
    let names: Vec<&str> = document.sides.iter().map(|side| side.id.as_str()).collect();
    let columns = |cells: Vec<String>| cells.iter().map(|cell| format!("{cell:>10}")).collect::<String>();
    page.line(
        &page.voiced(Voice::Quiet, &format!("  {}  held by", columns(names.iter().map(|name| (*name).to_owned()).collect()))),
    );
    let total = RowView { name: "all".to_owned(), counts: table.total.clone() };
    for row in table.rows.iter().chain([&total]) {
        page.labelled(
            &columns(row.counts.iter().map(|count| shown(*count)).collect()),
            Voice::Strong,
            4 + 10 * names.len(),
            &row.name,
        );
    }
}

fn took_place(page: &mut Page, document: &ExchangeDocument) {
    if document.series.is_empty() {
        return;
    }
    page.heading("What took place", "as reported");
    for series in &document.series {
        page.voiced_paragraph(2, Voice::Strong, &format!("{}: {}", series.name, series.balance));
        for step in &series.steps {
            let to: Vec<String> =
                step.to.iter().zip(&document.sides).map(|(count, side)| format!("{count} to {}", side.id)).collect();
            let class = step.class.as_ref().map_or_else(String::new, |class| format!(" ({class})"));
            let outside = if step.outside { "; outside of the count" } else { "" };
            let note = step.note.as_ref().map_or_else(String::new, |note| format!("; {note}"));
            page.labelled(
                &step.date,
                Voice::Quiet,
                14,
                &format!("{}{class}{outside}{note} [{}]", list(&to, "and"), step.sources.join("; ")),
            );
        }
    }
}

fn announced(page: &mut Page, document: &ExchangeDocument) {
    if document.announced.is_empty() {
        return;
    }
    page.heading("What was announced", "claims of those who made them, side by side");
    for occasion in &document.announced {
        let remains = if occasion.remains { "remains, never counted against each other; " } else { "" };
        page.voiced_paragraph(2, Voice::Strong, &format!("{}: {remains}{}", occasion.about, occasion.words));
        for figure in &occasion.figures {
            let date = figure.date.as_ref().map_or_else(String::new, |date| format!(", {date}"));
            page.labelled(
                &figure.count.to_string(),
                Voice::Quiet,
                10,
                &format!("to {}, says {}{date} [{}]", figure.to, figure.by, figure.sources.join("; ")),
            );
        }
    }
}

fn modes(page: &mut Page, document: &ExchangeDocument) {
    if document.modes.is_empty() {
        return;
    }
    let [first, second] = pair(document);
    page.heading("What each mode would move", &format!("from {first} and from {second}, of those who are ready and counted"));
    for mode in &document.modes {
        let sign = if mode.chosen { "→" } else { " " };
        let words = match (&mode.cannot, mode.total) {
            (Some(cannot), _) => format!("cannot: {cannot}"),
            (None, None) => "left out: it would tell of small classes".to_owned(),
            (None, Some([one, other])) => format!("{one} and {other} ({})", mode.words),
        };
        page.labelled(&format!("{sign} {}", mode.mode), Voice::Strong, 26, &words);
    }
}

pub(super) fn pair(document: &ExchangeDocument) -> [&str; 2] {
    [0, 1].map(|side: usize| document.sides.get(side).map_or("", |side| side.id.as_str()))
}

fn plan(page: &mut Page, document: &ExchangeDocument, plan: &PlanView) {
    page.heading("A plan", &format!("seed {}", plan.seed));
    page.paragraph(2, &format!("Asked: {}.", plan.asked.join("; ")));
    plan.conflict.iter().for_each(|one| page.point(&format!("cannot hold with the others: {one}")));
    plan.given_up.iter().for_each(|why| page.voiced_paragraph(2, Voice::Bad, why));
    let sides = pair(document);
    if let Some([one, other]) = plan.outside.filter(|outside| *outside != [Some(0), Some(0)]) {
        page.paragraph(
            2,
            &format!(
                "First, outside of every count: {} from {} and {} from {}, severely wounded or sick.",
                shown(one),
                sides[0],
                shown(other),
                sides[1]
            ),
        );
    }
    if let Some(method) = &plan.method {
        let certain = if plan.optimal == Some(true) { "Optimal" } else { "Not certified optimal" };
        page.paragraph(2, &format!("{certain}; found by {method}."));
    }
    for reached in &plan.reached {
        let bound = if reached.value == reached.bound { String::new() } else { format!(" (no plan exceeds {})", reached.bound) };
        page.labelled(&reached.value.to_string(), Voice::Strong, 12, &format!("{}{bound}", reached.aim));
    }
    for batch in plan.batches.iter().take(SHOWN) {
        let classes: Vec<String> = batch
            .by_class
            .iter()
            .map(|row| format!("{} {}", row.name, row.counts.iter().map(|count| shown(*count)).collect::<Vec<_>>().join("/")))
            .collect();
        let classes = if classes.is_empty() { String::new() } else { format!(" ({})", classes.join(", ")) };
        page.labelled(
            &format!("batch {}", batch.number),
            Voice::Quiet,
            14,
            &format!(
                "{} from {}, {} from {}: {}{classes}",
                batch.goes[0],
                sides[0],
                batch.goes[1],
                sides[1],
                words::ahead(batch.ahead, sides)
            ),
        );
    }
    page.more(plan.batches.len().saturating_sub(SHOWN), "batches");
    if plan.batches.is_empty()
        && let Some(batches) = plan.batch_count.filter(|batches| *batches > 0)
    {
        page.paragraph(2, &format!("{}; their counts are small and left out.", count(batches, "batch", "batches")));
    }
    if let Some(gain) = plan.gain_by_stopping.filter(|gain| *gain > 0) {
        page.paragraph(2, &format!("Whoever stopped at the best moment would be better off by {gain} than at the end, counted in people. What keeps both at it:"));
        plan.ways_out.iter().for_each(|way| page.point(way));
    }
}

fn compared(page: &mut Page, document: &ExchangeDocument) {
    for list in &document.lists {
        let faults = if list.faults == 0 {
            String::new()
        } else {
            format!(", {} not read", count(list.faults as usize, "field", "fields"))
        };
        page.labelled(
            &list.file,
            Voice::Quiet,
            26,
            &format!("{}: {}{faults}", list.about, count(list.lines as usize, "line", "lines")),
        );
    }
    for compared in &document.compared {
        page.heading(
            &format!("Asked for by {}, held by {}", compared.asks, compared.holds),
            &format!("{}, one outcome each", count(compared.lines as usize, "line", "lines")),
        );
        for row in &compared.outcomes {
            let person = match (row.name.as_str(), compared.to_a_person) {
                ("unknown", Some(some)) if some > 0 => format!(", {some} of them with a person to decide"),
                _ => String::new(),
            };
            page.labelled(&shown(row.counts[0]), Voice::Strong, 10, &format!("{}{person}", row.name));
        }
        page.labelled(&shown(compared.not_asked), Voice::Strong, 10, "held and not asked for (the reverse list)");
        compared.findings.iter().take(SHOWN).for_each(|finding| page.point(finding));
        page.more(compared.findings.len().saturating_sub(SHOWN), "findings");
        page.voiced_paragraph(
            2,
            Voice::Quiet,
            &format!("{}. Nothing is merged: a merge is somebody's decision.", capitalised(&compared.method)),
        );
    }
    document.held_by_both.iter().for_each(|words| page.point(words));
}

fn rings(page: &mut Page, document: &ExchangeDocument) {
    let Some(rings) = &document.rings else { return };
    page.heading(
        "Releases among several holders",
        &format!("{} move; no other choice moves more", count(rings.moves as usize, "person", "people")),
    );
    rings.rings.iter().for_each(|ring| page.point(ring));
    rings.failures.iter().for_each(|failure| page.voiced_paragraph(4, Voice::Quiet, failure));
}

fn handover(page: &mut Page, document: &ExchangeDocument) {
    let Some(handover) = &document.handover else { return };
    page.heading("Handing over in steps", &format!("judged by {}: {}", handover.author, handover.reason));
    match handover.plan_exists {
        Some(true) => {
            page.paragraph(2, &format!("There is an order in which nobody gains by stopping: {}.", handover.plan.join(", ")))
        }
        Some(false) => page.paragraph(2, "There is no order in which nobody gains by stopping, with these penalties."),
        None => page.paragraph(2, handover.given_up.as_deref().unwrap_or_default()),
    }
    if let Some(penalty) = &handover.common_penalty {
        page.paragraph(
            2,
            &format!(
                "The smallest penalty, the same for both, with which there is one: {penalty} ({}).",
                handover.plan_with_penalty.join(", ")
            ),
        );
    }
}
