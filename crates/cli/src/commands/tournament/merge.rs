//! `zopa tournament merge OUT DIR...`: shards put together, to the files that a single run writes.

use std::fs;

use zopa_arena::tournament::Tournament;
use zopa_runner::tournament::{Folder, TRANSCRIPTS, merged};

use super::outputs;
use crate::arguments::Merge;
use crate::exit::{Ending, Failure};
use crate::files;

/// Puts them together.
pub(super) fn run(arguments: &Merge) -> Result<Ending, Failure> {
    let shards = arguments.folders.iter().map(|folder| Folder::open(folder)).collect::<Result<Vec<_>, _>>()?;
    let plan = shards[0].plan().clone();
    let tournament = Tournament::new(plan).map_err(|bad| Failure::usage(bad.problem, bad.way_out))?;
    let records = merged(&shards, &tournament.schedule)?;
    let folder = Folder::claim(&arguments.out, &tournament.plan)?;
    if tournament.plan.transcripts {
        folder.make(TRANSCRIPTS)?;
        for session in 0..tournament.schedule.sessions() {
            transcript(&folder, &shards, &folder.transcript(session, tournament.schedule.sessions()))?;
        }
    }
    outputs::write(&folder, &tournament, &records, arguments.json)?;
    Ok(Ending::Done)
}

/// Takes over a transcript from the shard that has it.
fn transcript(folder: &Folder, shards: &[Folder], name: &str) -> Result<(), Failure> {
    let there = shards.iter().map(|shard| shard.file(name)).find(|path| fs::exists(path).unwrap_or(false));
    let there = there.ok_or_else(|| {
        Failure::usage(format!("the transcript `{name}` is in none of the folders"), "name the folders as the runs left them")
    })?;
    Ok(folder.write(name, &files::read(&there)?)?)
}
