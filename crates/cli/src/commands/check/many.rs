//! Of every scenario below a folder: as many at once as the machine has cores, told in their order.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use zopa_report::document::FieldView;

use super::field::Checked;
use super::worse;
use crate::arguments::Reading;
use crate::exit::{Ending, Failure};
use crate::progress::Progress;
use crate::{interrupt, show};
use zopa_runner::folder::Place;

/// How often the person in front of it is looked after while nothing is known yet.
const TURN: Duration = Duration::from_millis(100);
/// The stack of a worker: that of the first thread, on which a scenario alone is checked.
const STACK: usize = 8 << 20;

/// What is told of one scenario. Documents are large and there may be hundreds, so they are not kept.
struct Line {
    ending: Ending,
    refused: bool,
    /// How many claims do not hold.
    fails: usize,
    told: Told,
}

enum Told {
    Json(String),
    Words {
        row: [String; 8],
        /// Why it was refused, and which claims do not hold.
        below: Vec<String>,
    },
}

impl Line {
    fn of(checked: &Checked, json: bool) -> Self {
        let told = if json {
            Told::Json(checked.as_json().to_string())
        } else {
            Told::Words { row: row(checked), below: below(checked) }
        };
        Self { ending: checked.ending(), refused: checked.answer.is_err(), fails: checked.fails().count(), told }
    }
}

/// Checks scenarios: a line of JSON for each as soon as it and those before it are known, or one table and what is wrong
/// below it. Ctrl-C breaks off, and what was found until then is told.
pub(super) fn check(places: Vec<Place>, reading: &Reading, json: bool) -> Ending {
    interrupt::listen();
    let all = places.len();
    let lines = told_in_order(&start(places, reading, json), all);
    let mut ending = lines.iter().map(|line| line.ending).fold(Ending::Done, worse);
    if !json {
        show::data(&table(&lines));
        show::data(&summary(&lines));
    }
    if lines.len() < all {
        show::note(&format!("stopped after {} of {}", lines.len(), show::counted(all, "scenario")));
        ending = worse(ending, Ending::Limit);
    }
    ending
}

/// Starts the workers. Nobody waits for them: what they are at when all is told, or Ctrl-C was pressed, ends with the program.
fn start(places: Vec<Place>, reading: &Reading, json: bool) -> Receiver<(usize, Line)> {
    let work = Arc::new(Work { places, reading: reading.clone(), json, next: AtomicUsize::new(0) });
    let (tell, told) = channel();
    for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
        let (work, tell) = (Arc::clone(&work), tell.clone());
        let worker = thread::Builder::new().stack_size(STACK).spawn(move || work.do_on(&tell));
        if let Err(error) = worker {
            show::note(&format!("cannot start a thread: {error}"));
        }
    }
    told
}

struct Work {
    places: Vec<Place>,
    reading: Reading,
    json: bool,
    /// The first scenario that nobody has taken yet.
    next: AtomicUsize,
}

impl Work {
    /// Checks one scenario after the other until there are none, or nobody listens any more.
    fn do_on(&self, tell: &Sender<(usize, Line)>) {
        loop {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(place) = self.places.get(at) else { return };
            if tell.send((at, Line::of(&Checked::at(place, &self.reading), self.json))).is_err() {
                return;
            }
        }
    }
}

/// The lines in the order of the scenarios; JSON is printed on the way. After Ctrl-C those that are known, gaps left out.
fn told_in_order(told: &Receiver<(usize, Line)>, all: usize) -> Vec<Line> {
    let progress = Progress::start();
    let mut ahead = BTreeMap::new();
    let mut lines = Vec::new();
    while lines.len() < all && !interrupt::asked() {
        progress.doing("checking", lines.len() + ahead.len(), all);
        match told.recv_timeout(TURN) {
            Ok((at, line)) => drop(ahead.insert(at, line)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        while let Some(line) = ahead.remove(&lines.len()) {
            lines.push(printed(line, &progress));
        }
    }
    lines.extend(ahead.into_values().map(|line| printed(line, &progress)));
    lines
}

/// The line, after what is data of it has been printed.
fn printed(line: Line, progress: &Progress) -> Line {
    if let Told::Json(json) = &line.told {
        progress.aside(|| show::data(json));
    }
    line
}

fn table(lines: &[Line]) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(show::columns());
    table.set_header(["scenario", "format", "parties", "issues", "outcomes", "frontier", "reading", "claims"]);
    for line in lines {
        if let Told::Words { row, .. } = &line.told {
            table.add_row(row);
        }
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

fn below(checked: &Checked) -> Vec<String> {
    let refused = match &checked.answer {
        Err(failure @ Failure::Usage { .. }) => Some(format!("{}: {}", checked.name, show::in_words(failure))),
        Err(failure) => Some(show::in_words(failure)),
        Ok(_) => None,
    };
    let fails = checked.fails().map(|claim| format!("{}: {}: {}. {}", checked.name, claim.place, claim.claimed, claim.words));
    refused.into_iter().chain(fails).collect()
}

/// Why scenarios were refused, which claims do not hold, and how many of each there are.
fn summary(lines: &[Line]) -> String {
    let refused = lines.iter().filter(|line| line.refused).count();
    let claims: usize = lines.iter().map(|line| line.fails).sum();
    let below = lines.iter().flat_map(|line| match &line.told {
        Told::Words { below, .. } => below.as_slice(),
        Told::Json(_) => &[],
    });
    let last = format!(
        "{}: {} read, {refused} refused; {} not hold",
        show::counted(lines.len(), "scenario"),
        lines.len() - refused,
        if claims == 1 { "1 claim does".to_owned() } else { format!("{claims} claims do") },
    );
    below.cloned().chain([last]).collect::<Vec<_>>().join("\n")
}
