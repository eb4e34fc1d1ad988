//! `zopa tournament PLAN --out DIR`: every session of a plan, played once, whatever happens meanwhile; and
//! `zopa tournament merge OUT DIR...`: shards put together, to the files that a single run writes.

use std::num::NonZeroUsize;
use std::thread;

use zopa_arena::tournament::{Record, Tournament};
use zopa_runner::tournament::{self, Folder, RECORDS, Run, Shard, Staging, Step, no_guests, nothing_around};

use crate::arguments::{self, Merge, TournamentCommand};
use crate::exit::{Ending, Failure};
use crate::progress::Progress;
use crate::show;

/// Plays what is missing, and writes what follows from the records once all are there.
pub(crate) fn run(arguments: &arguments::Tournament) -> Result<Ending, Failure> {
    if let Some(TournamentCommand::Merge(arguments)) = &arguments.merge {
        return merge(arguments);
    }
    let (Some(file), Some(out)) = (&arguments.plan, &arguments.out) else {
        return Err(Failure::usage("a tournament needs a plan and a folder", "write zopa tournament PLAN --out DIR"));
    };
    let staging = Staging::read(file)?;
    let shard = arguments.shard.unwrap_or(Shard::WHOLE);
    let progress = Progress::counting();
    let how = Run::<Failure> {
        shard,
        threads: arguments.threads.unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)),
        guests: &no_guests,
        around: &nothing_around,
        resumed: &|before, left| show::note(&format!("{before} were played before, {left} are left")),
        wanted: &|| Ok(()),
        watch: &|Step { done, of }| {
            progress.counted("sessions", done, of);
            Ok(())
        },
    };
    let (folder, records) = tournament::run(&staging, out, &how)?;
    drop(progress);
    if shard != Shard::WHOLE {
        show::note(&format!(
            "shard {shard}: {} finished in {}; zopa tournament merge OUT DIR... puts the shards together",
            show::counted(records.len(), "session"),
            folder.file("").display()
        ));
        return Ok(Ending::Done);
    }
    told(&folder, &staging.tournament, &records, arguments.json)
}

/// Puts shards together.
fn merge(arguments: &Merge) -> Result<Ending, Failure> {
    let (folder, tournament, records) = tournament::merge(&arguments.out, &arguments.folders)?;
    told(&folder, &tournament, &records, arguments.json)
}

/// Writes what follows from the records, and tells the standings.
fn told(folder: &Folder, tournament: &Tournament, records: &[Record], as_json: bool) -> Result<Ending, Failure> {
    let results = tournament::write(folder, tournament, records)?;
    if as_json {
        show::data(&zopa_report::tournament_json(&results));
    } else {
        show::data(&zopa_report::tournament_terminal(&results, show::page_width(), show::styling()));
    }
    show::note(&format!("wrote {RECORDS}, standings, payoffs and report.html to {}", folder.file("").display()));
    Ok(Ending::Done)
}
