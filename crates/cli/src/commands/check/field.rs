//! Of a scenario of the field: does it read, what had to be repaired, and does what its files claim hold?

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use serde_json::{Value, json};
use zopa_analysis::Limits;
use zopa_analysis::solution::Powers;
use zopa_report::Document;
use zopa_report::document::{ClaimView, FieldView};

use super::worse;
use crate::arguments::Check;
use crate::exit::{Ending, Failure};
use crate::folder::Found;
use crate::progress::Progress;
use crate::{scenario, show};

/// What a check found.
struct Checked {
    name: String,
    format: &'static str,
    answer: Result<Document, Failure>,
}

impl Checked {
    fn of(found: &Found, arguments: &Check) -> Self {
        let answer = scenario::read(found, &arguments.reading).and_then(|read| {
            let tabulated = read.tabulate(found)?;
            Ok(read.document(&tabulated, Powers::equal(), Limits::default()))
        });
        Self { name: found.name.clone(), format: found.format.name(), answer }
    }

    fn field(&self) -> Option<&FieldView> {
        self.answer.as_ref().ok()?.field.as_ref()
    }

    /// The claims that do not hold.
    fn fails(&self) -> impl Iterator<Item = &ClaimView> {
        self.field().into_iter().flat_map(|field| &field.claims).filter(|claim| claim.verdict == "fails")
    }

    fn ending(&self) -> Ending {
        match &self.answer {
            Err(failure) => failure.ending(),
            Ok(_) if self.fails().next().is_some() => Ending::No,
            Ok(document) if !document.limits.is_empty() => Ending::Limit,
            Ok(_) => Ending::Done,
        }
    }
}

/// Checks one scenario, in all words.
pub(super) fn check(found: &Found, arguments: &Check) -> Ending {
    let checked = Checked::of(found, arguments);
    match (&checked.answer, arguments.json) {
        (_, true) => show::data(&as_json(&checked).to_string()),
        (Err(failure), false) => show::failure(failure),
        (Ok(document), false) => show::data(&zopa_report::field_check(document, show::page_width(), show::styling())),
    }
    checked.ending()
}

/// Checks scenario after scenario: a line of JSON for each, or one table and what is wrong below it.
pub(super) fn check_all(found: &[Found], arguments: &Check) -> Ending {
    let progress = Progress::start();
    let mut all = Vec::new();
    for (done, one) in found.iter().enumerate() {
        progress.doing("checking", done, found.len());
        let checked = Checked::of(one, arguments);
        if arguments.json {
            show::data(&as_json(&checked).to_string());
        }
        all.push(checked);
    }
    drop(progress);
    if !arguments.json {
        show::data(&table(&all));
        show::data(&below(&all));
    }
    all.iter().map(Checked::ending).fold(Ending::Done, worse)
}

fn table(all: &[Checked]) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(show::columns());
    table.set_header(["scenario", "format", "parties", "issues", "outcomes", "frontier", "reading", "claims"]);
    for checked in all {
        table.add_row(row(checked));
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn row(checked: &Checked) -> [String; 8] {
    let head = [checked.name.clone(), checked.format.to_owned()];
    let rest = match (&checked.answer, checked.field()) {
        (Ok(document), Some(field)) => [
            document.parties.len().to_string(),
            document.space.issues.len().to_string(),
            zopa_report::outcomes_in_words(&document.space.outcomes),
            document.frontier.as_ref().and_then(|frontier| frontier.size).map_or("stopped".to_owned(), |size| size.to_string()),
            reading(field),
            claims(checked, field),
        ],
        _ => ["", "", "", "", "refused", ""].map(str::to_owned),
    };
    let [parties, issues, outcomes, frontier, reading, claims] = rest;
    let [name, format] = head;
    [name, format, parties, issues, outcomes, frontier, reading, claims]
}

fn reading(field: &FieldView) -> String {
    let count = |kind: &str| field.remarks.iter().filter(|remark| remark.kind == kind).count();
    let parts = [(count("repair"), "repair"), (count("difference"), "difference"), (count("note"), "note")];
    let told: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| show::counted(*count, what)).collect();
    if told.is_empty() { "as it stands".to_owned() } else { told.join(", ") }
}

fn claims(checked: &Checked, field: &FieldView) -> String {
    match (field.claims.len(), checked.fails().count()) {
        (0, _) => String::new(),
        (all, 0) => format!("{all} hold"),
        (all, fail) => format!("{fail} of {all} fail"),
    }
}

/// Why scenarios were refused, and which claims do not hold.
fn below(all: &[Checked]) -> String {
    let mut lines = Vec::new();
    for checked in all {
        if let Err(failure) = &checked.answer {
            lines.push(show::in_words(failure));
        }
        lines.extend(
            checked.fails().map(|claim| format!("{}: {}: {}. {}", checked.name, claim.place, claim.claimed, claim.words)),
        );
    }
    let refused = all.iter().filter(|checked| checked.answer.is_err()).count();
    let claims: usize = all.iter().map(|checked| checked.fails().count()).sum();
    lines.push(format!(
        "{}: {} read, {refused} refused; {} not hold",
        show::counted(all.len(), "scenario"),
        all.len() - refused,
        if claims == 1 { "1 claim does".to_owned() } else { format!("{claims} claims do") },
    ));
    lines.join("\n")
}

fn as_json(checked: &Checked) -> Value {
    let refused = checked.answer.as_ref().err().map(show::failure_json);
    let document = checked.answer.as_ref().ok();
    json!({
        "zopa": 1,
        "source": checked.name,
        "ok": checked.ending() == Ending::Done,
        "format": checked.format,
        "refused": refused,
        "parties": document.map(|document| &document.parties),
        "issues": document.map(|document| document.space.issues.len()),
        "outcomes": document.map(|document| &document.space.outcomes),
        "frontier": document.and_then(|document| document.frontier.as_ref()?.size),
        "profiles": checked.field().map(|field| &field.profiles),
        "remarks": checked.field().map(|field| &field.remarks),
        "claims": checked.field().map(|field| &field.claims),
    })
}
