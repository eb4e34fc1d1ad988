//! Processor time of the workbench's answers for a ready case, from the text to the JSON:
//! `cargo run --release --example bench -- [CASE] [DRAWS]`.

use std::collections::BTreeMap;
use std::fs;

use zopa_analysis::Limits;
use zopa_analysis::uncertainty::{DrawPlan, uninterrupted};
use zopa_dossier::{Audience, Dossier, catalog};
use zopa_report::answers::{Seen, View};
use zopa_report::bench::document::ChangesView;
use zopa_report::bench::{BenchQuestion, comparison, json, package, plane};
use zopa_report::document::OutcomeView;

/// Times that each answer is asked for.
const TIMES: u32 = 20;
const ANSWER: &str = "it has an answer";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "istanbul-2025".to_owned());
    let draws = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(400);
    let entry = catalog::entries().iter().find(|entry| entry.name == name).expect("a case of the catalogue");
    let seen = || {
        let dossier = Dossier::read(entry.name, entry.bytes).expect("cases of the catalogue read");
        Seen::new(&dossier, View { audience: Audience::Public, as_of: None })
    };
    let asked = |changes: ChangesView| BenchQuestion { judgement: None, changes, plan: DrawPlan { seed: 1, draws } };
    let first = plane(&seen(), &asked(ChangesView::default()), &Limits::default(), &uninterrupted).expect("it has a plane");
    println!("{}", first.odds.words);
    println!("frontier: {:?}, points: {}", first.frontier, first.points.len());
    let (party, issue) = (first.sides.parties[0].clone(), first.issues[0].name.clone());
    let lever = &first.inputs.weights[&party][&issue];
    println!("{party}, {issue}: {lever:?}");
    let middle = (lever.low + lever.high) / 2.0;
    let dragged = ChangesView { weights: BTreeMap::from([(party, BTreeMap::from([(issue, middle)]))]), ..ChangesView::default() };
    let best = first.odds.best.as_ref().expect("some package is best").outcome.clone();
    let part = OutcomeView(best.0[..best.0.len() / 2].to_vec());
    let limits = Limits::default();
    timed("reading the case", || drop(seen()));
    timed("plane", || drop(json(&plane(&seen(), &asked(ChangesView::default()), &limits, &uninterrupted).expect(ANSWER))));
    timed("plane, a weight dragged", || {
        drop(json(&plane(&seen(), &asked(dragged.clone()), &limits, &uninterrupted).expect(ANSWER)))
    });
    timed("whole package", || {
        drop(json(&package(&seen(), &asked(dragged.clone()), &best, &limits, &uninterrupted).expect(ANSWER)))
    });
    timed("half a package", || {
        drop(json(&package(&seen(), &asked(dragged.clone()), &part, &limits, &uninterrupted).expect(ANSWER)))
    });
    let rows = [("one".to_owned(), best.clone()), ("two".to_owned(), part.clone())];
    timed("two packages", || drop(json(&comparison(&seen(), &asked(dragged.clone()), &rows, &uninterrupted).expect(ANSWER))));
}

fn timed(what: &str, work: impl Fn()) {
    let before = processor_seconds();
    (0..TIMES).for_each(|_| work());
    println!("{what}: {:.1} ms of processor time", (processor_seconds() - before) * 1_000.0 / f64::from(TIMES));
}

/// Seconds of processor time that this process has used, all threads together, as Linux counts them.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells it");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> = after_name.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    // State (a letter) is skipped by the filter; user and system time are the 14th and 15th field of the line.
    (ticks[10] + ticks[11]) / 100.0
}
