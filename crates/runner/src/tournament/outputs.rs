//! What is made of the records of a whole tournament: the dataset, the standings in four forms, and the page.

use std::path::{Path, PathBuf};

use zopa_arena::tournament::{Record, Results, Tournament};

use super::{Folder, RECORDS, TRANSCRIPTS, dataset, merged};
use crate::{Trouble, files};

/// Writes every file that follows from the records into the folder.
///
/// # Errors
/// Where one cannot be written.
pub fn write(folder: &Folder, tournament: &Tournament, records: &[Record]) -> Result<Results, Trouble> {
    let results = Results::of(tournament, records);
    folder.write(RECORDS, &dataset(tournament, records))?;
    let texts = [
        ("standings.json", zopa_report::tournament_json(&results)),
        ("standings.csv", zopa_report::standings_csv(&results)),
        ("standings.tex", zopa_report::standings_tex(&results)),
        ("payoff.csv", zopa_report::payoff_csv(&results)),
        ("CITATION.cff", zopa_report::tournament_citation(&tournament.plan)),
        ("report.html", zopa_report::tournament_html(&tournament.plan, &results)),
    ];
    for (name, text) in &texts {
        folder.write(name, text.as_bytes())?;
    }
    Ok(results)
}

/// Puts shards together in `out`: their records in order, and their transcripts.
///
/// # Errors
/// Folders of several plans, sessions that are missing or there twice.
pub fn merge(out: &Path, shards: &[PathBuf]) -> Result<(Folder, Tournament, Vec<Record>), Trouble> {
    let shards = shards.iter().map(|folder| Folder::open(folder)).collect::<Result<Vec<_>, _>>()?;
    let Some(first) = shards.first() else {
        return Err(Trouble::new("there are no folders to merge", "name the folders of the shards"));
    };
    let tournament = Tournament::new(first.plan().clone()).map_err(|bad| Trouble::new(bad.problem, bad.way_out))?;
    let records = merged(&shards, &tournament.schedule)?;
    let folder = Folder::claim(out, &tournament.plan)?;
    if tournament.plan.transcripts {
        folder.make(TRANSCRIPTS)?;
        for session in 0..tournament.schedule.sessions() {
            take_over(&folder, &shards, &folder.transcript(session, tournament.schedule.sessions()))?;
        }
    }
    Ok((folder, tournament, records))
}

/// Takes over a transcript from the shard that has it.
fn take_over(folder: &Folder, shards: &[Folder], name: &str) -> Result<(), Trouble> {
    let there = shards.iter().map(|shard| shard.file(name)).find(|path| std::fs::exists(path).unwrap_or(false));
    let there = there.ok_or_else(|| {
        Trouble::new(format!("the transcript `{name}` is in none of the folders"), "name the folders as the runs left them")
    })?;
    folder.write(name, &files::read(&there)?)
}
