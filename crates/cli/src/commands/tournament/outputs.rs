//! What is made of the records of a whole tournament: the dataset, the standings in four forms, and the page.

use zopa_arena::tournament::{Record, Results, Tournament};
use zopa_runner::tournament::{Folder, RECORDS, dataset};

use crate::exit::Failure;
use crate::show;

/// Writes every file, and tells the standings.
pub(super) fn write(folder: &Folder, tournament: &Tournament, records: &[Record], as_json: bool) -> Result<(), Failure> {
    let results = Results::of(tournament, records);
    let json = zopa_report::tournament_json(&results);
    folder.write(RECORDS, &dataset(tournament, records))?;
    let texts = [
        ("standings.json", json.clone()),
        ("standings.csv", zopa_report::standings_csv(&results)),
        ("standings.tex", zopa_report::standings_tex(&results)),
        ("payoff.csv", zopa_report::payoff_csv(&results)),
        ("CITATION.cff", zopa_report::tournament_citation(&tournament.plan)),
        ("report.html", zopa_report::tournament_html(&tournament.plan, &results)),
    ];
    for (name, text) in &texts {
        folder.write(name, text.as_bytes())?;
    }
    if as_json {
        show::data(&json);
    } else {
        show::data(&zopa_report::tournament_terminal(&results, show::page_width(), show::styling()));
    }
    show::note(&format!("wrote {RECORDS}, standings, payoffs and report.html to {}", folder.file("").display()));
    Ok(())
}
